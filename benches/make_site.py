#!/usr/bin/env python3
"""Lay out a benchmark site for one generator.

    make_site.py --peer chancery --cases 1000 --out DIR [--related] [--seed 7]

Copies sites/<peer>/ to DIR, adds the shared images and style sheet where that generator
looks for static files, and writes the corpus of N cases into its content folder. With
--related, each case page also lists three related cases (not for blades and cobalt,
which have no way to do it).
"""
import argparse
import pathlib
import shutil

import corpus

HERE = pathlib.Path(__file__).resolve().parent

# peer: (front matter format, folder of the cases, folder of static files)
PEERS = {
    "chancery": ("chancery", "content/cases", "assets"),
    "hugo": ("hugo", "content/cases", "static"),
    "zola": ("zola", "content/cases", "static"),
    "eleventy": ("11ty", "src/cases", "static"),
    "cobalt": ("cobalt", "cases", "."),
    "blades": ("blades", "content", "assets"),
}

# peer: (file, text to look for, text to put there) to switch related cases on
RELATED = {
    "chancery": ("site.yaml", "related: 0", "related: 3"),
    "hugo": ("hugo.toml", "related = false", "related = true"),
    "zola": ("config.toml", "related = false", "related = true"),
    "eleventy": ("eleventy.config.js", 'process.env.RELATED === "1"', "true"),
}


def make_site(peer, cases, out, related=False, seed=7):
    form, content, static = PEERS[peer]
    out = pathlib.Path(out)
    if out.exists():
        shutil.rmtree(out)
    shutil.copytree(HERE / "sites" / peer, out)
    shutil.copytree(HERE / "sites" / "_shared", out / static, dirs_exist_ok=True)
    if peer == "chancery":
        finish_chancery(out)
    if related:
        name, old, new = RELATED[peer]
        path = out / name
        text = path.read_text()
        if old not in text:
            raise SystemExit(f"{path}: no '{old}' to replace")
        path.write_text(text.replace(old, new))
    return corpus.write_corpus(out / content, cases, form, seed)


def finish_chancery(out):
    """The style sheet belongs to the site theme, and every term has a file."""
    static = out / "themes/bench/static"
    static.mkdir(parents=True, exist_ok=True)
    (out / "assets/style.css").rename(static / "style.css")
    for taxonomy, names in (("themes", corpus.THEMES), ("networks", corpus.NETWORKS)):
        folder = out / "content" / taxonomy
        folder.mkdir(parents=True, exist_ok=True)
        for name in names:
            path = folder / f"{corpus.slugify(name)}.md"
            path.write_text(f"---\nname: {corpus.quoted(name)}\n---\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--peer", choices=sorted(PEERS), required=True)
    parser.add_argument("--cases", type=int, required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--related", action="store_true")
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    size, words = make_site(args.peer, args.cases, args.out, args.related, args.seed)
    print(f"{args.out}: {args.cases} cases, {size} bytes of source")


if __name__ == "__main__":
    main()
