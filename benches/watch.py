#!/usr/bin/env python3
"""Time how soon an edit is seen under `chancery serve`, and count its memory.

    watch.py [--cases 1000,10000] [--edits 15] [--memory-edits 1000] [--work DIR] [NAME=PROGRAM ...]

NAME is chancery (target/release/chancery if it is not named), hugo or zola. For each
number of cases and each program a site of make_site.py is laid out and served; then

    text    a line is added to a case, and its page is asked for until the line is there
    title   the title of the newest case changes, and a page that lists it is asked for
    first   how long after the start the first page was there

Each figure is the median without the first edit. Processor time is the server's own, for
one edit of a text with the page that shows it (from /proc, so only on Linux). With
--memory-edits, the resident memory of Chancery is told before and after so many edits.
"""
import argparse
import http.client
import pathlib
import os
import re
import signal
import statistics
import subprocess
import tempfile
import time

import make_site

ROOT = pathlib.Path(__file__).resolve().parent.parent
COMMANDS = {
    "chancery": ["serve", "--port", "{port}"],
    "hugo": ["server", "--port", "{port}", "--disableLiveReload=true"],
    "zola": ["serve", "--port", "{port}"],
}
# A page that lists the newest cases.
LISTS = {"chancery": "/cases/", "hugo": "/", "zola": "/"}
PAUSE = 0.002
PATIENCE = 120


class Server:
    """A running server, and what the system says of it."""

    def __init__(self, name, program, folder, port):
        self.port = port
        command = [program] + [part.format(port=port) for part in COMMANDS[name]]
        started = time.perf_counter()
        self.process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.wait_for("/", "</html>")
        self.first = time.perf_counter() - started

    def get(self, path):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
            connection.request("GET", path)
            response = connection.getresponse()
            body = response.read().decode("utf-8", "replace")
            connection.close()
            return body if response.status == 200 else ""
        except (OSError, http.client.HTTPException):
            return ""

    def wait_for(self, path, words):
        end = time.perf_counter() + PATIENCE
        while words not in self.get(path):
            if time.perf_counter() > end:
                raise SystemExit(f"{path} never showed {words}")
            time.sleep(PAUSE)

    def processor_time(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self, what="VmRSS"):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(what + r":\s+(\d+)", status).group(1)) / 1024

    def end(self):
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()


def edit(server, path, pattern, replacement, page, mark):
    """Saves a file as an editor does, in place; how long until the page shows the mark, in ms."""
    text = re.sub(pattern, replacement, path.read_text(), count=1)
    path.write_text(text)
    saved = time.perf_counter()
    server.wait_for(page, mark)
    return (time.perf_counter() - saved) * 1000


def measure(name, program, cases, args, work, port):
    folder = work / f"{name}-{cases}"
    make_site.make_site(name, cases, folder)
    files = sorted((folder / "content/cases").glob("*-*.md"))
    dated = [(re.search(r"date\s*[:=]\s*([-0-9T: ]+)", path.read_text()), path) for path in files]
    newest = max((match.group(1), path) for match, path in dated if match)[1]
    body = files[0]
    server = Server(name, program, folder, port)
    try:
        time.sleep(1)
        page = f"/cases/{body.stem}/"
        text, title, spent = [], [], []
        for number in range(args.edits + 1):
            before = server.processor_time()
            text.append(edit(server, body, r"\Z", f"\nzqtext{number}z\n", page, f"zqtext{number}z"))
            spent.append((server.processor_time() - before) * 1000)
            time.sleep(0.6)
        for number in range(args.edits + 1):
            mark = f"zqtitle{number}z"
            title.append(edit(server, newest, r'(?m)^title(\s*[:=]\s*).*$', rf'title\1"{mark}"', LISTS[name], mark))
            time.sleep(0.6)
        median = lambda values: statistics.median(values[1:])
        print(f"| {name}, {cases} cases | {median(text):.0f} ms | {median(title):.0f} ms | {statistics.mean(spent[1:]):.0f} ms "
              f"| {server.first:.1f} s | {server.memory('VmHWM'):.0f} MB |", flush=True)
        if name == "chancery" and args.memory_edits:
            grown = [server.memory()]
            for number in range(args.memory_edits):
                edit(server, body, r"zqtext\w+", f"zqtextm{number}z", page, f"zqtextm{number}z")
                if (number + 1) * 4 % args.memory_edits < 4:
                    grown.append(server.memory())
            print(f"  memory over {args.memory_edits} edits: " + ", ".join(f"{size:.0f} MB" for size in grown), flush=True)
    finally:
        server.end()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--cases", default="1000,10000")
    parser.add_argument("--edits", type=int, default=15)
    parser.add_argument("--memory-edits", type=int, default=0)
    parser.add_argument("--work", help="where to lay the sites out; a temporary folder if it is not given")
    parser.add_argument("programs", nargs="*", metavar="NAME=PROGRAM")
    args = parser.parse_args()
    programs = dict(part.split("=", 1) for part in args.programs)
    programs = {"chancery": str(ROOT / "target/release/chancery"), **programs}
    print("| | text | title | processor, text | first page | peak memory |\n| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory(dir=args.work) as work:
        port = 18080
        for cases in map(int, args.cases.split(",")):
            for name, program in programs.items():
                port += 1
                measure(name, program, cases, args, pathlib.Path(work), port)


if __name__ == "__main__":
    main()
