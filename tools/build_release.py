#!/usr/bin/env python3
"""Builds the program as it is released: compiled for what it does most (profile-guided optimisation).

    rustup component add llvm-tools
    python3 tools/build_release.py [--out FILE]

Compiles the program so that it counts what it does, lets it import the seed post, build the repository's own site and made-up
ones, and compiles it again with what was counted. It is the same program and writes the same bytes. Takes two builds with
link-time optimisation, each some ten minutes on two cores; everything lies in target/pgo. How much it gives stands in
docs/performance.md, how it works in https://doc.rust-lang.org/rustc/profile-guided-optimization.html.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PGO = ROOT / "target" / "pgo"

# File systems tell changes apart by clock ticks; a build trusts only states from before the tick it began in.
A_TICK = 0.05


def output_of(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def compile_with(flag, target):
    """Compiles the program with one more flag for rustc. With a target named, build scripts are compiled without it."""
    flags = " ".join(filter(None, [os.environ.get("RUSTFLAGS"), flag]))
    command = ["cargo", "build", "--release", "--locked", "--target", target, "--target-dir", PGO / "build"]
    subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, "RUSTFLAGS": flags})
    return PGO / "build" / target / "release" / ("chancery.exe" if os.name == "nt" else "chancery")


def train(program, site, edited):
    """A build from nothing, one with nothing to do, and one after a case was edited."""
    def build():
        time.sleep(A_TICK)
        subprocess.run([program, "build", "--root", site], check=True, stdout=subprocess.DEVNULL)

    build()
    build()
    with open(edited(site), "a", encoding="utf-8") as case:
        case.write("\nOne more paragraph.\n")
    build()


def first_case(site):
    return min((site / "content" / "cases").glob("*.md"))


def train_all(program, sites):
    """What editors do, on copies."""
    own = sites / "own"
    for part in ["content", "themes", "assets"]:
        shutil.copytree(ROOT / part, own / part)
    shutil.copy(ROOT / "site.yaml", own)
    post = ROOT / "tests" / "imports" / "seed" / "post.json"
    subprocess.run([program, "import", post, "--offline", "--root", own], check=True, stdout=subprocess.DEVNULL)
    train(program, own, first_case)
    subprocess.run([program, "check", "--root", own], check=True, stdout=subprocess.DEVNULL)
    for name, more in [("plain", []), ("related", ["--related"])]:
        made = sites / name
        make = [sys.executable, ROOT / "benches" / "make_site.py", "--peer", "chancery", "--cases", "1000", "--out", made]
        subprocess.run([*make, *more], check=True, stdout=subprocess.DEVNULL)
        train(program, made, first_case)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "target" / "pgo" / "chancery", help="where to put the program")
    arguments = parser.parse_args()
    target = next(line.split()[1] for line in output_of("rustc", "-vV").splitlines() if line.startswith("host:"))
    tools = Path(output_of("rustc", "--print", "sysroot").strip()) / "lib" / "rustlib" / target / "bin"
    merge = shutil.which("llvm-profdata", path=tools)
    if merge is None:
        sys.exit(f"there is no llvm-profdata in {tools}; get it with `rustup component add llvm-tools`")
    counts, profile, sites = PGO / "counts", PGO / "profile", PGO / "sites"
    for folder in [counts, sites]:
        shutil.rmtree(folder, ignore_errors=True)
    train_all(compile_with(f"-Cprofile-generate={counts}", target), sites)
    subprocess.run([merge, "merge", "-o", profile, counts], check=True)
    shutil.copy2(compile_with(f"-Cprofile-use={profile}", target), arguments.out)
    print(f"the program is {arguments.out}")


if __name__ == "__main__":
    main()
