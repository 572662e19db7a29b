#!/usr/bin/env python3
"""Cuts the fonts of the default site theme from the published ones.

    npm install --prefix work @fontsource-variable/source-serif-4@5.3.1 @fontsource-variable/source-sans-3@5.3.1 \\
        @fontsource-variable/vazirmatn@5.3.0
    pip install fonttools==4.68.0 brotli==1.2.1
    python3 tools/make_fonts.py work/node_modules/@fontsource-variable themes/default/static/fonts

The first folder holds the unpacked packages, the second gets one file for each line of `FONTS`. Weights and optical sizes
that the style sheet does not use are cut off, and so are characters that `KEPT` does not name. "Source" is a reserved
name: its licence (SIL Open Font License 1.1) lets nobody but Adobe call a changed font so, hence "Chancery Serif" and
"Chancery Sans". Vazirmatn reserves no name. The licences lie beside the fonts. The same packages give the same bytes.
"""

import sys
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

LATIN = [(0x20, 0xFF), (0x131, 0x131), (0x152, 0x153), (0x2C6, 0x2C6), (0x2DA, 0x2DA), (0x2DC, 0x2DC), (0x2010, 0x2026),
         (0x2030, 0x203A), (0x2080, 0x2089), (0x20AC, 0x20AC), (0x2122, 0x2122), (0x2190, 0x2193), (0x2212, 0x2212)]
LATIN_EXT = [(0x100, 0x24F), (0x259, 0x259), (0x2B0, 0x2BF), (0x1E00, 0x1E9F), (0x1EF2, 0x1EFF), (0x20A0, 0x20C4)]
VIETNAMESE = [(0x102, 0x103), (0x110, 0x111), (0x128, 0x129), (0x168, 0x169), (0x1A0, 0x1A1), (0x1AF, 0x1B0),
              (0x300, 0x303), (0x309, 0x309), (0x323, 0x323), (0x1EA0, 0x1EF9)]
PERSIAN = [(0x20, 0x22), (0x27, 0x3F), (0x5B, 0x5D), (0xA0, 0xA0), (0xAB, 0xAB), (0xB0, 0xB0), (0xBB, 0xBB), (0xD7, 0xD7),
           (0xF7, 0xF7), (0x600, 0x6FF), (0x762, 0x763), (0x200B, 0x200F), (0x2010, 0x2026), (0x202A, 0x202F),
           (0x2190, 0x2193), (0x2212, 0x2212)]
# The Persian name of Persian, which pages in other languages show where they lead to a translation.
PERSIAN_NAME = [(ord(letter), ord(letter)) for letter in "فارسی"]

SERIF, SANS, VAZIRMATN = "source-serif-4/files/source-serif-4", "source-sans-3/files/source-sans-3", "vazirmatn/files/vazirmatn"
TEXT = {"wght": (400, 600)}

# Made file: package file, characters, what is left of the axes, the name of the family.
FONTS = {
    "serif": (f"{SERIF}-latin-opsz-normal", LATIN, {"wght": (400, 600), "opsz": (20, 60)}, "Chancery Serif"),
    "serif-italic": (f"{SERIF}-latin-wght-italic", LATIN, {"wght": 400}, "Chancery Serif"),
    "serif-ext": (f"{SERIF}-latin-ext-wght-normal", LATIN_EXT, TEXT, "Chancery Serif"),
    "serif-vietnamese": (f"{SERIF}-vietnamese-wght-normal", VIETNAMESE, TEXT, "Chancery Serif"),
    "sans": (f"{SANS}-latin-wght-normal", LATIN, TEXT, "Chancery Sans"),
    "sans-ext": (f"{SANS}-latin-ext-wght-normal", LATIN_EXT, TEXT, "Chancery Sans"),
    "sans-vietnamese": (f"{SANS}-vietnamese-wght-normal", VIETNAMESE, TEXT, "Chancery Sans"),
    "vazirmatn": (f"{VAZIRMATN}-arabic-wght-normal", PERSIAN, {"wght": (400, 700)}, None),
    "vazirmatn-name": (f"{VAZIRMATN}-arabic-wght-normal", PERSIAN_NAME, {"wght": 400}, None),
}

# Ligatures, joining letters, marks in their places, local forms, lining and tabular figures.
FEATURES = ["calt", "ccmp", "fina", "init", "isol", "kern", "liga", "locl", "mark", "medi", "mkmk", "pnum", "rlig", "tnum"]


def renamed(font, family):
    """Gives a font another name in all places where programs look for it."""
    full = family.replace(" ", "")
    for record in list(font["name"].names):
        if record.nameID in (1, 4, 16):
            font["name"].setName(family, record.nameID, record.platformID, record.platEncID, record.langID)
        elif record.nameID in (3, 6, 25):
            font["name"].setName(full, record.nameID, record.platformID, record.platEncID, record.langID)


def cut(package, characters, axes, family, made):
    font = TTFont(package, recalcTimestamp=False)
    # The subsetter wants the tables as a reader has them.
    instance = BytesIO()
    instantiateVariableFont(font, axes).save(instance)
    font = TTFont(instance, recalcTimestamp=False)
    options = Options()
    options.layout_features = FEATURES
    options.flavor = "woff2"
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 14, 16, 17, 25]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in characters for code in range(first, last + 1)])
    subsetter.subset(font)
    if family:
        renamed(font, family)
    font.flavor = "woff2"
    font.save(made)


def main(packages, folder):
    for name, (package, characters, axes, family) in FONTS.items():
        made = Path(folder) / f"{name}.woff2"
        cut(Path(packages) / f"{package}.woff2", characters, axes, family, made)
        print(f"{made.stat().st_size:7} {made.name}")


if __name__ == "__main__":
    main(*sys.argv[1:])
