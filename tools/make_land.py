#!/usr/bin/env python3
"""Make the outlines of the land in src/map/ from the npm package world-atlas.

    make_land.py land-50m.json src/map

Writes land-fine.txt, for drawings of a part of the world, and land-world.txt, for the whole of it. Each line is a ring: its
first point, then the steps from point to point, in twentieths of a unit; the world is 1,000 units wide. The projection is
Equal Earth (Šavrič, Patterson and Jenny 2018) about the meridian of Greenwich, as in src/map/projection.rs.

The rings of world-atlas cross the antimeridian: they are unwrapped and cut there, or bars would cross the map. Land that lies
wholly south of 60° S is left out. There are no borders.
"""
import json
import math
import pathlib
import sys

STEPS = 20
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
# file: (how far a line may be from the coast, the smallest area of an island), in units
OUTLINES = {"land-fine.txt": (0.16, 0.1), "land-world.txt": (0.55, 1.6)}


def equal_earth(longitude, latitude):
    angle = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    square = angle * angle
    sixth = square**3
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(angle)
    x /= 3 * (9 * A4 * sixth * square + 7 * A3 * sixth + 3 * A2 * square + A1)
    return x, angle * (A1 + A2 * square + sixth * (A3 + A4 * square))


HALF_WIDTH = equal_earth(180, 0)[0]
HALF_HEIGHT = equal_earth(0, 90)[1]
SCALE = 1000 / (2 * HALF_WIDTH)


def project(point):
    x, y = equal_earth(*point)
    return (x + HALF_WIDTH) * SCALE, (HALF_HEIGHT - y) * SCALE


def rings(topology):
    """All rings of the land, in degrees, open."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        arcs.append(points)
    for polygon in topology["objects"]["land"]["geometries"][0]["arcs"]:
        for ring in polygon:
            points = []
            for index in ring:
                arc = arcs[index] if index >= 0 else arcs[~index][::-1]
                points += arc if not points else arc[1:]
            yield points[:-1]


def unwrapped(ring):
    out = [ring[0]]
    for x, y in ring[1:]:
        step = x - out[-1][0]
        out.append((out[-1][0] + step - 360 * round(step / 360), y))
    return out


def cut(ring, limit, sign):
    out = []
    for before, point in zip(ring[-1:] + ring[:-1], ring):
        was_in, is_in = sign * before[0] <= sign * limit, sign * point[0] <= sign * limit
        if was_in != is_in:
            part = (limit - before[0]) / (point[0] - before[0])
            out.append((limit, before[1] + part * (point[1] - before[1])))
        if is_in:
            out.append(point)
    return out


def simplified(line, tolerance):
    """Douglas and Peucker's way: no point of the line is further from the result than the tolerance."""
    kept = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        (ax, ay), (bx, by) = line[first], line[last]
        dx, dy = bx - ax, by - ay
        length = math.hypot(dx, dy)
        worst, furthest = tolerance, None
        for index in range(first + 1, last):
            px, py = line[index][0] - ax, line[index][1] - ay
            distance = abs(px * dy - py * dx) / length if length else math.hypot(px, py)
            if distance > worst:
                worst, furthest = distance, index
        if furthest is not None:
            kept.add(furthest)
            spans += [(first, furthest), (furthest, last)]
    return [line[index] for index in sorted(kept)]


def area(ring):
    pairs = zip(ring[-1:] + ring[:-1], ring)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2


def main():
    topology = json.loads(pathlib.Path(sys.argv[1]).read_text())
    projected = []
    for ring in rings(topology):
        if max(latitude for _, latitude in ring) < -60:
            continue
        ring = unwrapped(ring)
        for shift in (-360, 0, 360):
            moved = [(x + shift, y) for x, y in ring]
            if max(x for x, _ in moved) <= -180 or min(x for x, _ in moved) >= 180:
                continue
            part = cut(cut(moved, 180, 1), -180, -1)
            if len(part) > 2:
                projected.append([project(point) for point in part])
    for name, (tolerance, smallest) in OUTLINES.items():
        lines = []
        points = 0
        for ring in projected:
            if area(ring) < smallest:
                continue
            # A ring has no ends: it is cut in two at its first point and the one furthest from it.
            furthest = max(range(len(ring)), key=lambda index: math.dist(ring[0], ring[index]))
            halves = ring[: furthest + 1], ring[furthest:] + ring[:1]
            line = simplified(halves[0], tolerance)[:-1] + simplified(halves[1], tolerance)[:-1]
            numbers = [(round(x * STEPS), round(y * STEPS)) for x, y in line]
            numbers = [point for index, point in enumerate(numbers) if point != numbers[index - 1]]
            if len(numbers) < 3:
                continue
            points += len(numbers)
            steps = [(bx - ax, by - ay) for (ax, ay), (bx, by) in zip(numbers, numbers[1:])]
            lines.append(" ".join(f"{x} {y}" for x, y in [numbers[0], *steps]))
        text = "\n".join(lines) + "\n"
        (pathlib.Path(sys.argv[2]) / name).write_text(text)
        print(f"{name}: {len(lines)} rings, {points} points, {len(text)} bytes")


main()
