#!/usr/bin/env python3
"""Writes what the program consists of: a bill of materials in CycloneDX 1.6 (https://cyclonedx.org), as JSON.

    python3 tools/bill_of_materials.py [--target TRIPLE] [FILE]

Lists the libraries that are compiled into the program for a target, with their licences and the checksums of their sources, and who
uses whom. Libraries for tests, and those that only the compilation needs, are not in it. The same Cargo.lock gives the same bytes.
"""

import argparse
import json
import subprocess
import sys
import tomllib
import uuid
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REGISTRY = "registry+"


def metadata(target):
    command = ["cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", target]
    return json.loads(subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True).stdout)


def compiled_in(nodes, macros, start):
    """The packages that the program is linked from, and what each of them uses. Macros run while it is compiled."""
    uses, waiting = {}, [start]
    while waiting:
        one = waiting.pop()
        if one in uses:
            continue
        linked = [dependency["pkg"] for dependency in nodes[one]["deps"] if any(kind["kind"] is None for kind in dependency["dep_kinds"])]
        uses[one] = sorted(set(linked) - macros)
        waiting.extend(uses[one])
    return uses


def component(package, checksums):
    name, version = package["name"], package["version"]
    entry = {"type": "library", "bom-ref": purl(package), "name": name, "version": version}
    if package.get("description"):
        entry["description"] = " ".join(package["description"].split())
    checksum = checksums.get((name, version))
    if checksum:
        entry["hashes"] = [{"alg": "SHA-256", "content": checksum}]
    if package.get("license"):
        # `MIT/Apache-2.0` is how crates wrote `or` before there were expressions.
        entry["licenses"] = [{"expression": package["license"].replace("/", " OR ")}]
    entry["purl"] = purl(package)
    if package.get("repository"):
        entry["externalReferences"] = [{"type": "vcs", "url": package["repository"]}]
    return entry


def purl(package):
    return f"pkg:cargo/{package['name']}@{package['version']}"


def bill(target):
    data = metadata(target)
    packages = {package["id"]: package for package in data["packages"]}
    root = data["resolve"]["root"]
    macros = {package["id"] for package in data["packages"] if any("proc-macro" in target["kind"] for target in package["targets"])}
    uses = compiled_in({node["id"]: node for node in data["resolve"]["nodes"]}, macros, root)
    lock = tomllib.loads((ROOT / "Cargo.lock").read_text(encoding="utf-8"))["package"]
    checksums = {(one["name"], one["version"]): one.get("checksum") for one in lock}
    program = {**component(packages[root], checksums), "type": "application"}
    libraries = [component(packages[one], checksums) for one in uses if one != root]
    strange = [packages[one]["name"] for one in uses if one != root and not (packages[one]["source"] or "").startswith(REGISTRY)]
    if strange:
        sys.exit(f"these come from no registry: {', '.join(strange)}")
    content = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": program, "properties": [{"name": "cdx:rustc:target", "value": target}]},
        "components": sorted(libraries, key=lambda one: one["bom-ref"]),
        "dependencies": sorted(
            ({"ref": purl(packages[one]), "dependsOn": sorted(purl(packages[other]) for other in others)} for one, others in uses.items()),
            key=lambda one: one["ref"],
        ),
    }
    # It names this very content.
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(content, sort_keys=True))
    return {"$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json", **content, "serialNumber": f"urn:uuid:{serial}"}


def host():
    lines = subprocess.run(["rustc", "-vV"], check=True, capture_output=True, text=True).stdout.splitlines()
    return next(line.split(": ")[1] for line in lines if line.startswith("host: "))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--target", default=None, help="what the program is compiled for; this machine unless given")
    parser.add_argument("file", nargs="?", type=Path, help="where to write it; the terminal unless given")
    args = parser.parse_args()
    text = json.dumps(bill(args.target or host()), indent=2, ensure_ascii=False) + "\n"
    if args.file:
        args.file.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
