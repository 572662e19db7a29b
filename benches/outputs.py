#!/usr/bin/env python3
"""Time what each output costs at a cold build.

    outputs.py [--cases 10000] [--rounds 5] [--work DIR] [--program target/release/chancery]

A site of make_site.py is built with everything, with each output of OUTPUTS switched off, and without those of SETS. The builds
take turns, so that whatever else runs on the machine meets all of them. Told are processor time (user and system), files and
bytes; the factor is that within a round, the median of all rounds.
"""
import argparse
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
OUTPUTS = ["search", "filters", "data", "citations", "markdown", "compare"]
SETS = {"search, filters, data": ["search", "filters", "data"], "all of these": OUTPUTS}


def lay_out(work, cases):
    site = work / "site"
    make = [sys.executable, HERE / "make_site.py", "--peer", "chancery", "--cases", str(cases), "--out", site]
    subprocess.run(make, check=True, stdout=subprocess.DEVNULL)
    return site


def build(program, site, plain, off):
    """Processor time, number of files and bytes of a build without the outputs of `off`."""
    switches = ", ".join(f"{output}: false" for output in off)
    (site / "site.yaml").write_text(plain + (f"\noutputs: {{{switches}}}\n" if off else ""), encoding="utf-8")
    output = site / "output"
    shutil.rmtree(output, ignore_errors=True)
    shutil.rmtree(site / ".cache", ignore_errors=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([program, "build", "--root", site], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    time = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    sizes = [entry.stat().st_size for entry in output.rglob("*") if entry.is_file()]
    return time, len(sizes), sum(sizes)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=10000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--work")
    parser.add_argument("--program", default=str(HERE.parent / "target/release/chancery"))
    arguments = parser.parse_args()
    variants = {"everything": [], **{f"without {one}": [one] for one in OUTPUTS}}
    variants.update({f"without {name}": off for name, off in SETS.items()})
    work = pathlib.Path(tempfile.mkdtemp(dir=arguments.work))
    try:
        site = lay_out(work, arguments.cases)
        # The site for comparing generators leaves out what the others do not make, and has a theme as theirs.
        plain, _, _ = (site / "site.yaml").read_text(encoding="utf-8").partition("\noutputs:")
        plain = plain.replace("theme: bench", "theme: default")
        runs = {name: [] for name in variants}
        for _ in range(arguments.rounds):
            for name, off in variants.items():
                runs[name].append(build(arguments.program, site, plain, off))
    finally:
        shutil.rmtree(work)
    print("| | processor time | everything takes | files | bytes |\n| --- | --- | --- | --- | --- |")
    for name, made in runs.items():
        time = statistics.median(time for time, _, _ in made)
        factor = statistics.median(whole[0] / one[0] for whole, one in zip(runs["everything"], made))
        print(f"| {name} | {time * 1000:.0f} ms | {factor:.2f} × | {made[0][1]:,} | {made[0][2] / 1e6:.0f} MB |")


if __name__ == "__main__":
    main()
