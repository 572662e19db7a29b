#!/usr/bin/env python3
"""Time site generators side by side on equal sites, and print Markdown tables.

    compare.py [--cases 100,1000,10000] [--runs 5] [--related] [--work DIR] [NAME=PROGRAM ...]

NAME is a generator of peers.py; PROGRAM is where it lies if it is not on the PATH (for
Chancery: if it is not target/release/chancery). Those that are not there are left out.

For each number of cases, one site is laid out for each generator, and the builds take
turns (A B C, A B C ...), so that what else the machine does hits all of them:

    cold   the output folder and the caches were removed before
    edit   one line was added to one case since the last build
    again  nothing has changed since the last build

Beside them stands `cp -r` of Chancery's output: what writing the files alone costs. Each
figure is the median of the rounds without the first; each factor is the median of the
factors within a round. Wall, user and system time and the peak memory of a build are the
kernel's own account (wait4). No memory below that of this script (about 15 MB) can be seen.

A generator whose build takes longer than --limit is stopped, and left out from then on.
Rounds end when --budget seconds are used up for one number of cases.
"""
import argparse
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

import make_site
from peers import PEERS, fill

HERE = pathlib.Path(__file__).resolve().parent
MODES = ("cold", "edit", "again")
COPY = "cp -r"


class TooSlow(Exception):
    """A build did not end in time."""


class Site:
    """A laid-out site of one generator, and what its builds took."""

    def __init__(self, name, program, folder):
        self.name, self.folder = name, folder
        self.peer = PEERS[name]
        self.command = fill(self.peer["build"], program)
        self.out = folder / self.peer["out"]
        self.rows = {mode: [] for mode in MODES}

    def build(self, mode, limit):
        if mode == "cold":
            for path in [self.out] + [self.folder / cache for cache in self.peer["caches"]]:
                shutil.rmtree(path, ignore_errors=True)
        elif mode == "edit":
            case = next((self.folder / self.peer["cases"]).glob("*-000000.md"))
            with case.open("a") as handle:
                handle.write(f"\nEdited at {time.time()}.\n")
            # Who saves a file builds a moment later. In the very tick of the clock in which it was saved, it could
            # change once more without showing it, and would have to be looked at twice.
            time.sleep(0.05)
        self.rows[mode].append(run(self.command, self.folder, limit))


class Copy:
    """`cp -r` of what Chancery wrote."""

    name = COPY

    def __init__(self, source, target):
        self.source, self.target = source, target
        self.rows = {mode: [] for mode in MODES}

    def build(self, mode, limit):
        if mode == "cold":
            shutil.rmtree(self.target, ignore_errors=True)
            self.rows[mode].append(run(["cp", "-r", self.source, self.target], None, limit))


def run(command, folder, limit):
    """Runs a program; gives wall seconds, processor seconds, and peak memory in MB."""
    with tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=errors)
        timer = threading.Timer(limit, process.kill)
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode < 0 and wall >= limit:
            raise TooSlow
        if process.returncode:
            errors.seek(0)
            text = errors.read().decode(errors="replace")[-2000:]
            raise SystemExit(f"{command}: exit code {process.returncode}\n{text}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def lay_out(programs, cases, work, related):
    sites = []
    for name, program in programs.items():
        folder = work / f"{name}-{cases}"
        make_site.make_site(name, cases, folder, related)
        if name == "eleventy":
            modules = next((p for p in pathlib.Path(program).parents if p.name == "node_modules"), None)
            if modules:
                (folder / "node_modules").symlink_to(modules)
        sites.append(Site(name, program, folder))
        if name == "chancery":
            sites.append(Copy(folder / PEERS[name]["out"], work / f"copy-{cases}"))
    return sites


def measure(sites, options):
    """Builds in turns. Gives the sites that kept up, and the names of those that did not."""
    slow = set()
    start = time.perf_counter()
    for number in range(options.runs + 1):
        begun = time.perf_counter()
        for mode in MODES:
            for site in [site for site in sites if site.name not in slow]:
                if options.sync:
                    os.sync()
                try:
                    site.build(mode, options.limit)
                except TooSlow:
                    if site.name == "chancery":
                        raise SystemExit(f"chancery needs more than {options.limit} s; give a higher --limit")
                    slow.add(site.name)
                    print(f"{site.name}: stopped after {options.limit} s", file=sys.stderr)
        now = time.perf_counter()
        print(f"round {number}: {now - begun:.1f} s", file=sys.stderr)
        if now - start + (now - begun) > options.budget:
            break
    return [site for site in sites if site.name not in slow], slow


def counted(rows):
    """The first round warms up, unless it is the only one."""
    return rows[1:] or rows


def median(site, mode, column):
    return statistics.median(row[column] for row in counted(site.rows[mode]))


def factor(site, base, mode, column=0):
    pairs = zip(counted(site.rows[mode]), counted(base.rows[mode]))
    return statistics.median(row[column] / other[column] for row, other in pairs)


def seconds(value):
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.{2 if value < 10 else 1}f} s"


def cell(site, base, mode, column):
    if not site or not site.rows[mode]:
        return "–"
    value = median(site, mode, column)
    text = f"{value:,.0f} MB" if column == 2 else seconds(value)
    times = factor(site, base, mode, column)
    return text if site is base else f"{text} ({times:.{0 if times >= 100 else 1 if times >= 10 else 2}f} ×)"


def table(title, results, names, mode, column):
    lines = [f"{title}:", "", "| cases | " + " | ".join(names) + " |", "| --- |" + " --- |" * len(names)]
    for cases, sites, slow in results:
        by_name = {site.name: site for site in sites}
        cells = ["stopped" if name in slow else cell(by_name.get(name), by_name["chancery"], mode, column)
                 for name in names]
        lines.append(f"| {cases:,} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def per_case(results):
    parts = []
    for cases, sites, _ in results:
        base = next(site for site in sites if site.name == "chancery")
        wall, cpu = median(base, "cold", 0), median(base, "cold", 1)
        parts.append(f"{cases:,} cases: {wall / cases * 1e6:.0f} ({cpu / cases * 1e6:.0f})")
    return "Chancery's cold build, wall (processor) microseconds a case: " + "; ".join(parts) + ".\n"


def machine(work):
    model = "unknown processor"
    cpuinfo = pathlib.Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = [line.split(":", 1)[1].strip() for line in cpuinfo.read_text().splitlines()
                 if line.startswith("model name")]
        model = names[0] if names else model
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    kind = subprocess.run(["stat", "-f", "-c", "%T", work], capture_output=True, text=True).stdout.strip()
    return (f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores of {model}, {memory:.0f} GB, "
            f"{platform.system()} {platform.release()}, files on {kind}, load {os.getloadavg()[0]:.1f}")


def versions(programs):
    found = []
    for name, program in programs.items():
        command = fill(PEERS[name]["version"], program)
        text = subprocess.run(command, capture_output=True, text=True).stdout.split("\n")[0]
        words = text.split()
        number = next((word for word in words if word.lstrip("v")[:1].isdigit()), "?")
        found.append(f"{name} {number.lstrip('v').split('-')[0]}")
    return ", ".join(found)


def find_programs(given):
    programs = {}
    for name in PEERS:
        default = HERE.parent / "target/release/chancery" if name == "chancery" else shutil.which(name)
        program = given.get(name, default)
        if program and pathlib.Path(program).exists():
            programs[name] = str(pathlib.Path(program).absolute())
        elif name in given or name == "chancery":
            raise SystemExit(f"{name}: there is no program {program}")
    return programs


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--cases", default="100,1000,10000", help="numbers of cases, smallest first")
    parser.add_argument("--runs", type=int, default=5, help="rounds that count, at most")
    parser.add_argument("--related", action="store_true", help="three related cases a page")
    parser.add_argument("--work", help="where to build; default: a folder in memory (/dev/shm)")
    parser.add_argument("--limit", type=float, default=120, help="seconds that one build may take")
    parser.add_argument("--budget", type=float, default=600, help="seconds for one number of cases")
    parser.add_argument("--sync", action="store_true", help="empty the disk's queue before each build")
    parser.add_argument("--keep", action="store_true", help="leave the sites there")
    parser.add_argument("programs", nargs="*", metavar="NAME=PROGRAM")
    return parser.parse_args()


def main():
    options = arguments()
    given = dict(text.split("=", 1) for text in options.programs)
    unknown = sorted(set(given) - set(PEERS))
    if unknown:
        raise SystemExit(f"no generator is called {', '.join(unknown)}; known are {', '.join(PEERS)}")
    programs = find_programs(given)
    if options.related:
        programs = {name: path for name, path in programs.items() if name in make_site.RELATED}
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    work = pathlib.Path(tempfile.mkdtemp(prefix="chancery-bench-", dir=options.work or memory))
    results, slow = [], set()
    about = machine(work)
    try:
        for cases in [int(text) for text in options.cases.split(",")]:
            print(f"{cases} cases", file=sys.stderr)
            taking_part = {name: path for name, path in programs.items() if name not in slow}
            sites, now_slow = measure(lay_out(taking_part, cases, work, options.related), options)
            slow |= now_slow
            results.append((cases, sites, set(slow)))
            if not options.keep:
                for path in work.iterdir():
                    shutil.rmtree(path)
    except KeyboardInterrupt:
        print("interrupted; the tables hold what was complete", file=sys.stderr)
    finally:
        if not options.keep:
            shutil.rmtree(work)
    report(results, programs, about, options)


def report(results, programs, about, options):
    names = [name for name in programs]
    names.insert(1, COPY)
    print(f"{about}.\n{versions(programs)}."
          f"{' Three related cases a page.' if options.related else ''}\n")
    generators = [name for name in names if name != COPY]
    print(table("Cold build, wall time", results, names, "cold", 0))
    print(table("Cold build, processor time", results, names, "cold", 1))
    print(table("Cold build, peak memory", results, generators, "cold", 2))
    print(table("Build after one case was edited, wall time", results, generators, "edit", 0))
    print(table("Build with nothing to do, wall time", results, generators, "again", 0))
    print(per_case(results))


if __name__ == "__main__":
    main()
