#!/usr/bin/env python3
"""Packages the program for people who have no Rust toolchain: an archive, for Debian a package too, and checksums.

    pip install cargo-zigbuild ziglang && cargo install --locked cargo-deb
    rustup target add x86_64-unknown-linux-gnu
    python3 tools/package.py [--target TRIPLE] [--out DIST]

For Linux with glibc the program is linked by zig, against the glibc of 2020 (2.31: Debian 11, Ubuntu 20.04), so that it runs on
any system since; for every other target by the toolchain of the machine. Both packages hold the manual pages and the completions
of shells, which the program writes itself. A bill of materials (tools/bill_of_materials.py) stands beside them.
The same source and toolchain give the same bytes in the archive.
"""

import argparse
import gzip
import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GLIBC = "2.31"
SHELLS = {"bash": "chancery.bash", "zsh": "_chancery", "fish": "chancery.fish"}
# Read by cargo-deb: see `package.metadata.deb` in Cargo.toml.
SHARED = ROOT / "target" / "package"


# All of it lies in the folder `target` of the source, wherever other builds are kept.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "CARGO_TARGET_DIR"}


def run(*command, **options):
    return subprocess.run([str(part) for part in command], check=True, cwd=ROOT, env=ENVIRONMENT, **options)


def host():
    lines = run("rustc", "-vV", capture_output=True, text=True).stdout.splitlines()
    return next(line.split(": ")[1] for line in lines if line.startswith("host: "))


def compile_for(target):
    """The program for a target."""
    if target.endswith("linux-gnu"):
        run("cargo", "zigbuild", "--release", "--locked", "--target", f"{target}.{GLIBC}")
    else:
        run("cargo", "build", "--release", "--locked", "--target", target)
    name = "chancery.exe" if "windows" in target else "chancery"
    return ROOT / "target" / target / "release" / name


def runs_here(program):
    try:
        return run(program, "--version", capture_output=True).returncode == 0
    except (OSError, subprocess.CalledProcessError):
        return False


def write_shared(program):
    """The manual pages and completions, by the program itself. Manual pages are packed as Debian wants them."""
    shutil.rmtree(SHARED, ignore_errors=True)
    (SHARED / "completions").mkdir(parents=True)
    run(program, "man", SHARED / "man")
    for shell, name in SHELLS.items():
        script = run(program, "completions", shell, capture_output=True).stdout
        (SHARED / "completions" / name).write_bytes(script)
    for page in sorted((SHARED / "man").iterdir()):
        page.with_name(page.name + ".gz").write_bytes(gzip.compress(page.read_bytes(), mtime=0))
        page.unlink()


def contents(program):
    """The files of an archive: their names in its folder, their bytes, and whether they can be run."""
    yield program.name, program.read_bytes(), True
    for name in ["README.md", "CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT", "SECURITY.md"]:
        yield name, (ROOT / name).read_bytes(), False
    for page in sorted((ROOT / "docs/manual/content/pages").iterdir()):
        yield f"manual/{page.name}", page.read_bytes(), False
    for path in sorted(path for path in SHARED.rglob("*") if path.is_file()):
        yield f"share/{path.relative_to(SHARED).as_posix()}", path.read_bytes(), False


def write_tar(program, folder, file):
    """One folder with everything, all times zero and all files root's."""
    with file.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as packed:
        with tarfile.open(fileobj=packed, mode="w") as archive:
            for name, data, can_run in contents(program):
                entry = tarfile.TarInfo(f"{folder}/{name}")
                entry.size, entry.mode = len(data), 0o755 if can_run else 0o644
                archive.addfile(entry, io.BytesIO(data))


def write_zip(program, folder, file):
    """The same for Windows, which opens it by a double-click; the first day that ZIP knows stands for all times."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data, _ in contents(program):
            archive.writestr(zipfile.ZipInfo(f"{folder}/{name}"), data, zipfile.ZIP_DEFLATED)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--target", default=host(), help="what to compile for; this machine unless given")
    parser.add_argument("--out", type=Path, default=ROOT / "target" / "dist", help="where the packages go")
    args = parser.parse_args()
    version = tomllib.loads((ROOT / "Cargo.toml").read_text(encoding="utf-8"))["package"]["version"]
    out = args.out.resolve()
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)

    program = compile_for(args.target)
    if runs_here(program):
        write_shared(program)
    elif not SHARED.exists():
        sys.exit(f"manual pages and completions come from a program that runs here: package for {host()} first")
    folder = f"chancery-{version}-{args.target}"
    if "windows" in args.target:
        write_zip(program, folder, out / f"{folder}.zip")
    else:
        write_tar(program, folder, out / f"{folder}.tar.gz")
    if args.target.endswith("linux-gnu"):
        run("cargo", "deb", "--no-build", "--no-strip", "--target", args.target, "--output", out)
    run(sys.executable, ROOT / "tools/bill_of_materials.py", "--target", args.target, out / f"{folder}.cdx.json")

    files = sorted(path for path in out.iterdir() if path.is_file())
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    (out / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")
    print("".join(lines), end="")


if __name__ == "__main__":
    main()
