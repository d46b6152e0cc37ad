#!/usr/bin/env python3
"""Turns public coastlines into the small files the map reads. README.md here says
where the originals come from and describes the format; nothing runs this at build time.

    ./convert.py world COUNTRIES.json OUT.coast MIN_ZOOM     (TopoJSON of npm's world-atlas)
    ./convert.py east-asia BINNED_GSHHS.nc OUT.coast MIN_ZOOM   (needs ncdump, Debian's netcdf-bin)
"""

import json
import math
import re
import subprocess
import sys
import zlib

MAGIC = b"PLIMCOAST\n"
VERSION = 1
GRID_BITS = 26                      # 0.6 m at the equator: finer than any source here
WORLD = 1 << GRID_BITS
LAND, WATER, ISLAND, BORDER = 0, 1, 2, 3
EAST_ASIA = (105.0, 15.0, 150.0, 50.0)   # west, south, east, north
SMALLEST_LAKE_KM2 = 4.0


# ---- the written form -------------------------------------------------------------

def to_grid(lon, lat):
    """Degrees to web-mercator grid units; latitudes beyond the map's edge land on it."""
    sine = math.sin(math.radians(max(-89.9, min(89.9, lat))))
    y = 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)
    return (round((lon / 360.0 + 0.5) * WORLD), max(0, min(WORLD, round(y * WORLD))))


def varint(value):
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7f | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def zigzag(value):
    return varint(value << 1 if value >= 0 else (-value << 1) - 1)


def without_repeats(points):
    return [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]


def clip(ring, box):
    """Sutherland and Hodgman: what of a ring lies in the box; new edges follow the box."""
    for axis, limit, keep_above in ((0, box[0], True), (0, box[2], False), (1, box[1], True), (1, box[3], False)):
        inside = (lambda p: p[axis] >= limit) if keep_above else (lambda p: p[axis] <= limit)
        out = []
        for index, point in enumerate(ring):
            before = ring[index - 1]
            if inside(point) != inside(before):
                t = (limit - before[axis]) / (point[axis] - before[axis])
                crossing = [before[0] + t * (point[0] - before[0]), before[1] + t * (point[1] - before[1])]
                crossing[axis] = limit
                out.append(tuple(crossing))
            if inside(point):
                out.append(point)
        ring = out
    return ring


def write_coast(path, bounds, min_zoom, shapes):
    """shapes: (kind, points on the grid); rings are closed by whoever reads them."""
    kept = []
    for kind, points in shapes:
        points = without_repeats(points)
        if kind != BORDER and points and points[0] == points[-1]:
            points = points[:-1]
        if len(points) >= (2 if kind == BORDER else 3):
            kept.append((kind, points))
    kept.sort(key=lambda shape: (shape[0], -len(shape[1]), shape[1]))

    out = bytearray()
    out += varint(VERSION) + varint(GRID_BITS) + varint(min_zoom)
    for value in bounds:
        out += zigzag(value)
    out += varint(len(kept))
    for kind, points in kept:
        xs = [x for x, _ in points]
        ys = [y for _, y in points]
        out += varint(kind) + varint(len(points))
        out += zigzag(min(xs)) + zigzag(min(ys)) + varint(max(xs) - min(xs)) + varint(max(ys) - min(ys))
        at = (min(xs), min(ys))
        for point in points:
            out += zigzag(point[0] - at[0]) + zigzag(point[1] - at[1])
            at = point
    with open(path, "wb") as file:
        file.write(MAGIC + out + zlib.crc32(out).to_bytes(4, "little"))
    print(f"{path}: {len(kept)} shapes, {sum(len(p) for _, p in kept)} points, {len(out) + 14} bytes")


# ---- Natural Earth, as TopoJSON ---------------------------------------------------

def convert_world(source, path, min_zoom):
    topology = json.load(open(source, encoding="utf-8"))
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for deltas in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in deltas:
            x, y = x + dx, y + dy
            arc.append((x, y))
        arcs.append(arc)

    def grid(point):
        return to_grid(tx + point[0] * sx, ty + point[1] * sy)

    def ring_parts(ring):
        """The ring on the grid, cut at 180 degrees, where the source lets it jump."""
        points = []
        for arc in ring:
            piece = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
            points += piece[1:] if points else piece
        path = []
        turn = 0
        for x, y in map(grid, points):
            if path and abs(x + turn - path[-1][0]) > WORLD / 2:
                turn += WORLD if x + turn < path[-1][0] else -WORLD
            path.append((x + turn, y))
        if abs(path[-1][0] - path[0][0]) > WORLD / 2:
            # It goes once round the pole: close it along the map's southern edge.
            path += [(path[-1][0], WORLD), (path[0][0], WORLD)]
        parts = [clip([(x + turn, y) for x, y in path], (0, 0, WORLD, WORLD)) for turn in (-WORLD, 0, WORLD)]
        return [[(round(x), round(y)) for x, y in part] for part in parts if part]

    def polygons(geometry):
        if geometry["type"] == "GeometryCollection":
            return [p for part in geometry["geometries"] for p in polygons(part)]
        return [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry.get("arcs", [])

    shapes = []
    for land in polygons(topology["objects"]["land"]):
        for index, ring in enumerate(land):
            shapes += [(LAND if index == 0 else WATER, part) for part in ring_parts(ring)]

    # An arc that two countries share is a border; one that a country has alone is coast.
    users = {}
    for number, country in enumerate(topology["objects"]["countries"]["geometries"]):
        for polygon in polygons(country):
            for ring in polygon:
                for arc in ring:
                    users.setdefault(arc if arc >= 0 else ~arc, set()).add(number)
    for arc, countries in sorted(users.items()):
        if len(countries) > 1:
            shapes.append((BORDER, [grid(p) for p in arcs[arc]]))

    write_coast(path, (0, 0, WORLD, WORLD), min_zoom, shapes)


# ---- GSHHG, as binned netCDF ------------------------------------------------------

def read_netcdf(source, names):
    text = subprocess.run(["ncdump", "-v", ",".join(names), source],
                          check=True, capture_output=True, text=True).stdout
    data = text[text.index("\ndata:"):]
    found = {}
    for name in names:
        values = re.search(r"\n %s = ([^;]*);" % name, data).group(1)
        # ncdump writes _ for netCDF's fill value, which here is a short like any other.
        values = values.replace("_", "-32767").split(",")
        found[name] = [float(v) if "." in v or "e" in v else int(v) for v in values]
    return found


def read_rings(source):
    """Yields (level, area in km², ring in degrees): the pieces of each polygon, which the
    original keeps cut at the edges of 2 degree bins, joined end to start."""
    names = dict(size="Bin_size_in_minutes", columns="N_bins_in_360_longitude_range",
                 first="Id_of_first_segment_in_a_bin", count="N_segments_in_a_bin",
                 info="Embedded_npts_levels_exit_entry_for_a_segment",
                 start="Id_of_first_point_in_a_segment", polygon="Id_of_GSHHS_ID",
                 area="The_km_squared_area_of_polygons",
                 dx="Relative_longitude_from_SW_corner_of_bin",
                 dy="Relative_latitude_from_SW_corner_of_bin")
    raw = read_netcdf(source, list(names.values()))
    nc = {short: raw[name] for short, name in names.items()}
    size, columns = nc["size"][0] / 60.0, nc["columns"][0]
    around = columns * 65535
    pieces = {}
    for number, (first, count) in enumerate(zip(nc["first"], nc["count"])):
        row, column = divmod(number, columns)
        west, south = column * 65535, round(90 / size - row - 1) * 65535
        for segment in range(first, first + count):
            info, start = nc["info"][segment], nc["start"][segment]
            points = [(west + (nc["dx"][i] & 0xffff), south + (nc["dy"][i] & 0xffff))
                      for i in range(start, start + (info >> 9))]
            pieces.setdefault(nc["polygon"][segment], []).append(((info >> 6) & 7, points))

    left_open = 0
    for polygon, parts in sorted(pieces.items()):
        level = parts[0][0]
        waiting = {}
        for _, points in parts:
            waiting.setdefault((points[0][0] % around, points[0][1]), []).append(points)
        while waiting:
            key = min(waiting)
            ring = waiting[key].pop()
            if not waiting[key]:
                del waiting[key]
            begin = (ring[0][0] % around, ring[0][1])
            ring = list(ring)
            while True:
                end = (ring[-1][0] % around, ring[-1][1])
                if end == begin:
                    break
                if end not in waiting:
                    left_open += 1
                    break
                following = waiting[end].pop()
                if not waiting[end]:
                    del waiting[end]
                shift = ring[-1][0] - following[0][0]
                ring += [(x + shift, y) for x, y in following[1:]]
            yield (level, nc["area"][polygon],
                   [(x / 65535 * size, y / 65535 * size) for x, y in ring])
    if left_open:
        print(f"{left_open} rings were left open in the source", file=sys.stderr)


def convert_east_asia(source, path, min_zoom):
    west, south, east, north = EAST_ASIA
    shapes = []
    for level, area, ring in read_rings(source):
        kind = {1: LAND, 2: WATER, 3: ISLAND}.get(level)
        if kind is None or (kind != LAND and area < SMALLEST_LAKE_KM2):
            continue
        for turn in (0, 360, -360):
            part = clip([(x + turn, y) for x, y in ring], EAST_ASIA)
            if len(part) >= 3:
                shapes.append((kind, [to_grid(lon, lat) for lon, lat in part]))
    bounds = to_grid(west, north) + to_grid(east, south)
    write_coast(path, bounds, min_zoom, shapes)


if __name__ == "__main__":
    if len(sys.argv) != 5 or sys.argv[1] not in ("world", "east-asia"):
        sys.exit(__doc__)
    {"world": convert_world, "east-asia": convert_east_asia}[sys.argv[1]](sys.argv[2], sys.argv[3], int(sys.argv[4]))
