"""Cutting rings where a map ends: at its edge, at its horizon, at a frame."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
LONGEST = math.radians(3.0)
"""Edges of a longer arc get points in between: great circles bend on a map."""
_ARC = math.radians(2.0)
"""Between two points of a horizon, or of a pole."""


def dense(points: Floats, joins: NDArray[np.bool_]) -> tuple[Floats, NDArray[np.intp]]:
    """Degrees with points in between on the great circles of long edges.

    ``joins[i]``: whether point ``i`` is joined to the next one. Also gives how many points
    stand for each of ``points``: itself, and those between it and the next one.
    """
    if len(points) < 2:
        return points, np.ones(len(points), dtype=np.intp)
    place = _cartesian(points)
    angle = np.zeros(len(points))
    angle[:-1] = np.arccos(np.clip((place[:-1] * place[1:]).sum(axis=1), -1, 1))
    angle[~joins] = 0.0
    counts = np.maximum(np.ceil(angle / LONGEST), 1).astype(np.intp)
    if counts.max() == 1:
        return points, counts
    ranks = np.repeat(np.arange(len(points)), counts)
    share = (np.arange(len(ranks)) - np.repeat(np.cumsum(counts) - counts, counts)) / counts[ranks]
    between = np.flatnonzero(share > 0)
    found = points[ranks]
    found[between] = _on_arcs(place, angle, ranks[between], share[between])
    return found, counts


def _cartesian(points: Floats) -> Floats:
    lon, lat = np.radians(points).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def _on_arcs(place: Floats, angle: Floats, ranks: NDArray[np.intp], share: Floats) -> Floats:
    """Points at a share of the arcs that start at ``ranks``, in degrees."""
    whole = angle[ranks]
    sine = np.sin(whole)
    safe = np.where(np.abs(sine) < 1e-9, 1.0, sine)
    one, two = np.sin((1 - share) * whole) / safe, np.sin(share * whole) / safe
    x, y, z = (one[:, None] * place[ranks] + two[:, None] * place[ranks + 1]).T
    arcs = np.column_stack([np.arctan2(y, x), np.arctan2(z, np.hypot(x, y))])
    return np.asarray(np.degrees(arcs))


# -- the edge of the map ------------------------------------------------------------------


def cut_at_edge(along: Floats, up: Floats, *, closed: bool) -> Iterator[Floats]:
    """A ring or a line (radians) in the pieces that the edge of the map cuts it into."""
    lons = np.unwrap(along)
    if not closed:
        turns = np.floor((lons + math.pi) / (2 * math.pi)) * 2 * math.pi
        for turn in np.unique(turns):
            line = np.column_stack([lons - turn, up])
            yield from _between(line, np.abs(line[:, 0]) - math.pi)
        return
    if abs(lons[-1] - lons[0]) > math.pi:  # round a pole, which is a line or an arc on a map
        pole = math.copysign(math.pi / 2, float(up.mean()))
        back = np.linspace(lons[-1], lons[0], math.ceil(abs(lons[-1] - lons[0]) / _ARC) + 1)
        lons = np.concatenate([lons, back])
        up = np.concatenate([up, np.full(len(back), pole)])
    first = math.floor((lons.min() + math.pi) / (2 * math.pi))
    last = math.floor((lons.max() + math.pi) / (2 * math.pi))
    for turn in range(first, min(last, first + 4) + 1):
        piece = np.column_stack([lons - 2 * math.pi * turn, up])
        piece = _half(_half(piece, 0, -math.pi, 1.0), 0, math.pi, -1.0)
        if len(piece) > 2:
            yield _along_edge(piece)


def _along_edge(ring: Floats) -> Floats:
    """With points on the edge of the map, which is curved on most."""
    after = np.roll(ring, -1, axis=0)
    on_edge = (np.abs(ring[:, 0]) > math.pi - 1e-9) & (ring[:, 0] == after[:, 0])
    counts = np.ones(len(ring), dtype=np.intp)
    counts[on_edge] += (np.abs(after - ring)[on_edge, 1] / _ARC).astype(np.intp)
    ranks = np.repeat(np.arange(len(ring)), counts)
    share = (np.arange(len(ranks)) - np.repeat(np.cumsum(counts) - counts, counts)) / counts[ranks]
    found: Floats = ring[ranks] + share[:, None] * (after - ring)[ranks]
    return found


def _between(line: Floats, beyond: Floats) -> Iterator[Floats]:
    """The runs of a line where ``beyond`` is not above zero, to where it crosses zero."""
    inside = beyond <= 0
    changes = np.flatnonzero(np.diff(inside))
    if not len(changes):
        if inside.all() and len(line) > 1:
            yield line
        return
    share = (beyond[changes] / (beyond[changes] - beyond[changes + 1]))[:, None]
    edges = line[changes] + share * (line[changes + 1] - line[changes])
    points = np.insert(line, np.repeat(changes + 1, 2), np.repeat(edges, 2, axis=0), axis=0)
    ends = changes + 2 + 2 * np.arange(len(changes))
    for rank, run in enumerate(np.split(points, ends)):
        if inside[0] == (rank % 2 == 0) and len(run) > 1:
            yield run


def _half(ring: Floats, axis: int, edge: float, side: float) -> Floats:
    """What of a ring is beyond ``edge`` along an axis (Sutherland and Hodgman, 1974)."""
    if not len(ring):
        return ring
    return _clipped(ring, (ring[:, axis] - edge) * side)


def _clipped(ring: Floats, depth: Floats) -> Floats:
    """What of a ring has no negative ``depth``; edges are cut where it is zero."""
    inside = depth >= 0
    if inside.all():
        return ring
    found = []
    for rank in range(len(ring)):
        before = rank - 1
        if inside[before] != inside[rank]:
            share = depth[before] / (depth[before] - depth[rank])
            found.append(ring[before] + share * (ring[rank] - ring[before]))
        if inside[rank]:
            found.append(ring[rank])
    return np.array(found, float).reshape(-1, ring.shape[1])


# -- the horizon --------------------------------------------------------------------------


def cut_at_horizon(along: Floats, up: Floats, reach: float, *, closed: bool) -> Iterator[Floats]:
    """The pieces of a ring or a line within ``reach`` radians of the centre."""
    place = np.column_stack([np.cos(up) * np.cos(along), np.cos(up) * np.sin(along), np.sin(up)])
    depth = place[:, 0] - math.cos(reach)
    if (depth >= 0).all():
        yield np.column_stack([along, up])
        return
    if not closed:
        for line in _between(place, -depth):
            x, y, z = line.T
            yield np.column_stack([np.arctan2(y, x), np.arctan2(z, np.hypot(x, y))])
        return
    found = _clipped(place, depth)
    if len(found) > 2:
        yield _round_horizon(found, reach)


def _round_horizon(place: Floats, reach: float) -> Floats:
    """Points of a sphere, those on the horizon joined along it; radians."""
    turn = np.arctan2(place[:, 2], place[:, 1])
    rim = place[:, 0] <= math.cos(reach) + 1e-9
    place = place / np.linalg.norm(place, axis=1)[:, None]
    place[rim] = np.column_stack([
        np.full(rim.sum(), math.cos(reach)), math.sin(reach) * np.cos(turn[rim]),
        math.sin(reach) * np.sin(turn[rim]),
    ])  # fmt: skip
    found = []
    for rank in range(len(place)):
        found.append(place[rank : rank + 1])
        after = (rank + 1) % len(place)
        if rim[rank] and rim[after]:
            way = (turn[after] - turn[rank] + math.pi) % (2 * math.pi) - math.pi
            count = int(abs(way) / _ARC)
            if count:
                at = turn[rank] + way * np.arange(1, count + 1) / (count + 1)
                sine = math.sin(reach)
                ring = [np.full(count, math.cos(reach)), sine * np.cos(at), sine * np.sin(at)]
                found.append(np.column_stack(ring))
    x, y, z = np.concatenate(found).T
    return np.column_stack([np.arctan2(y, x), np.arctan2(z, np.hypot(x, y))])


def horizon(reach: float) -> Floats:
    """The whole circle of ``reach`` radians round the centre, as radians."""
    at = np.linspace(0, 2 * math.pi, 181)
    x = np.full_like(at, math.cos(reach))
    y, z = math.sin(reach) * np.cos(at), math.sin(reach) * np.sin(at)
    return np.column_stack([np.arctan2(y, x), np.arctan2(z, np.hypot(x, y))])


# -- a frame --------------------------------------------------------------------------------


def cut_at_frame(
    ring: Floats, frame: tuple[float, float, float, float], *, closed: bool
) -> Iterator[Floats]:
    """What of a ring or a line (pixels) is in a frame: left, top, right, bottom."""
    left, top, right, bottom = frame
    inside = (
        (ring[:, 0] >= left) & (ring[:, 0] <= right) & (ring[:, 1] >= top) & (ring[:, 1] <= bottom)
    )
    if inside.all():
        yield ring
    elif not closed:
        yield from _in_frame(ring, frame)
    else:
        for axis, edge, side in (
            (0, left, 1.0),
            (0, right, -1.0),
            (1, top, 1.0),
            (1, bottom, -1.0),
        ):
            ring = _half(ring, axis, edge, side)
        if len(ring) > 2:
            yield ring


def _in_frame(line: Floats, frame: tuple[float, float, float, float]) -> Iterator[Floats]:
    """The runs of a line in a frame (Liang and Barsky, 1984); a point that is in it."""
    if len(line) == 1:
        yield from (line[:1] for _ in range(_is_in(line[0], frame)))
        return
    start, step = line[:-1], np.diff(line, axis=0)
    low, high = np.zeros(len(step)), np.ones(len(step))
    for axis in (0, 1):
        for edge, way in ((frame[axis], -1.0), (frame[axis + 2], 1.0)):
            speed, room = way * step[:, axis], way * (edge - start[:, axis])
            with np.errstate(all="ignore"):
                at = room / speed
            high = np.where(speed > 0, np.minimum(high, at), high)
            low = np.where(speed < 0, np.maximum(low, at), low)
            high = np.where((speed == 0) & (room < 0), -1.0, high)
    kept = np.flatnonzero(low <= high)
    for part in np.split(kept, np.flatnonzero((np.diff(kept) > 1) | (low[kept[1:]] > 0)) + 1):
        if len(part):
            first, rest = part[0], part
            yield np.concatenate([
                [start[first] + low[first] * step[first]],
                start[rest] + high[rest, None] * step[rest],
            ])  # fmt: skip


def _is_in(point: Floats, frame: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = frame
    return bool(left <= point[0] <= right and top <= point[1] <= bottom)
