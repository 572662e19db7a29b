#!/usr/bin/env python3
"""Compare the output trees of several generators: pages, bytes, words, links.

    check_equiv.py NAME=DIR [NAME=DIR ...]

Prints, for each tree, the number of HTML pages by kind, their bytes, and the words of
visible text and links on the case pages and on the list pages, so that two builds of
the same corpus can be seen to have done the same work.
"""
import html
import pathlib
import re
import sys

TAG = re.compile(r"<[^>]+>")
LINK = re.compile(r'<a [^>]*href="')


def kind(path):
    """case, home, term, terms or other, whichever layout of paths the generator has."""
    parts = [p for p in path.parts if p != "index.html"]
    if not parts or parts == ["cases"] or parts[:2] == ["cases", "page"]:
        return "home"
    if parts[0] in ("themes", "networks"):
        return "terms" if len(parts) == 1 else "term"
    if re.search(r"-\d{6}(\.html)?$", parts[-1]):
        return "case"
    if parts[0] in ("page", "all") or re.fullmatch(r"\d+\.html", parts[-1]):
        return "home"
    return "other"


def survey(root):
    root = pathlib.Path(root)
    totals = {}
    for path in root.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        entry = totals.setdefault(kind(path.relative_to(root)), [0, 0, 0, 0])
        entry[0] += 1
        entry[1] += len(text.encode())
        entry[2] += len(html.unescape(TAG.sub(" ", text)).split())
        entry[3] += len(LINK.findall(text))
    other = sum(p.stat().st_size for p in root.rglob("*") if p.is_file() and p.suffix == ".xml")
    return totals, other


def main():
    kinds = ["case", "home", "terms", "term", "other"]
    print("tree        " + "".join(f"{k:>9}" for k in kinds) + "    pages   html bytes"
          "   case words   case links   list words    xml bytes")
    for arg in sys.argv[1:]:
        name, _, root = arg.partition("=")
        totals, xml = survey(root)
        zero = [0, 0, 0, 0]
        pages = sum(t[0] for t in totals.values())
        size = sum(t[1] for t in totals.values())
        lists = sum(t[2] for k, t in totals.items() if k in ("home", "term", "terms"))
        case = totals.get("case", zero)
        print(f"{name:<12}" + "".join(f"{totals.get(k, zero)[0]:>9}" for k in kinds)
              + f"{pages:>9}{size:>13}{case[2]:>13}{case[3]:>13}{lists:>13}{xml:>13}")


if __name__ == "__main__":
    main()
