#!/usr/bin/env python3
"""Draws the icons of the default site theme for home screens, from the shapes of themes/default/static/favicon.svg.

    python3 tools/make_icons.py

Writes themes/default/static/icons/. The shapes and colours of that file are written out here. Needs nothing but Python, and
half a minute.
"""

import struct
import zlib
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "themes/default/static/icons"
GROUND, PEDIMENT, COLUMNS = (0x1B, 0x2F, 0x55), (0xE8, 0xA6, 0x6F), (0xFA, 0xF8, 0xF3)
UNITS = 32
# Left, top, width and height of the columns, and of what they stand on.
RECTANGLES = [(7.5, 14.5, 3, 8), (14.5, 14.5, 3, 8), (21.5, 14.5, 3, 8), (5, 24, 22, 2.5)]
# The top of the pediment, and its two lower corners.
TOP, LEFT, RIGHT = (16, 6), (5, 12.5), (27, 12.5)
# Each pixel is looked at in so many places, both ways.
SAMPLES = 4
# Name, side, and how many pixels a unit is. Systems cut maskable icons: all shapes lie in a circle of four fifths of the side.
ICONS = [
    ("icon-192.png", 192, 192 / UNITS),
    ("icon-512.png", 512, 512 / UNITS),
    ("icon-maskable-512.png", 512, 512 * 0.56 / 22),
    ("apple-touch-icon.png", 180, 180 / UNITS),
]


def colour_at(x, y):
    if any(left <= x < left + width and top <= y < top + height for left, top, width, height in RECTANGLES):
        return COLUMNS
    reach = (y - TOP[1]) / (LEFT[1] - TOP[1]) * (RIGHT[0] - TOP[0])
    return PEDIMENT if TOP[1] <= y < LEFT[1] and abs(x - TOP[0]) < reach else GROUND


def row(y, side, unit):
    pixels = bytearray()
    for x in range(side):
        sums = [0, 0, 0]
        for step in range(SAMPLES * SAMPLES):
            at = [(whole + (part + 0.5) / SAMPLES - side / 2) / unit + UNITS / 2
                  for whole, part in ((x, step % SAMPLES), (y, step // SAMPLES))]
            sums = [total + own for total, own in zip(sums, colour_at(*at))]
        pixels += bytes(round(total / SAMPLES**2) for total in sums)
    return pixels


def png(side, unit):
    rows = [row(y, side, unit) for y in range(side)]
    colours = sorted({bytes(line[at:at + 3]) for line in rows for at in range(0, len(line), 3)})
    indexes = {colour: index for index, colour in enumerate(colours)}
    assert len(colours) <= 256, len(colours)
    data = b"".join(b"\0" + bytes(indexes[bytes(line[at:at + 3])] for at in range(0, len(line), 3)) for line in rows)
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    header = struct.pack(">IIBBBBB", side, side, 8, 3, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join([
        chunk(b"IHDR", header), chunk(b"PLTE", b"".join(colours)), chunk(b"IDAT", zlib.compress(data, 9)), chunk(b"IEND", b"")])


FOLDER.mkdir(exist_ok=True)
for name, side, unit in ICONS:
    (FOLDER / name).write_bytes(png(side, unit))
