"""From the geometries of GeoJSON to rings of pixels, cut where the map ends."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop_app.charts.geo.projections import Projection

Floats = NDArray[np.float64]
MOST_DEPTH = 20
LONGEST = 3.0
"""Edges of more degrees get points in between: straight lines bend on a map."""
CLOSEST = 0.2
"""Points nearer than that, in pixels, are one."""


@dataclass(frozen=True, eq=False)
class Path:
    """Rings of (x, y) in nominal pixels; ``closed`` ones are filled, by the even-odd rule."""

    rings: tuple[Floats, ...]
    closed: bool = True

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom; infinite where there is nothing."""
        known = [ring[np.isfinite(ring).all(axis=1)] for ring in self.rings]
        known = [ring for ring in known if len(ring)]
        if not known:
            return math.inf, math.inf, -math.inf, -math.inf
        points = np.concatenate(known)
        low, high = points.min(axis=0), points.max(axis=0)
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def geometry_of(value: object) -> Mapping[str, object] | None:
    """The geometry of a feature, or of a row that is one."""
    for _ in range(3):
        if not isinstance(value, Mapping):
            return None
        inner = value.get("geometry")
        if not isinstance(inner, Mapping):
            return value if isinstance(value.get("type"), str) else None
        value = inner
    return value if isinstance(value, Mapping) else None


def parts_of(geometry: object, depth: int = 0) -> Iterator[tuple[list[Floats], bool]]:
    """The polygons (all their rings), lines and points of a geometry, in degrees."""
    found = geometry_of(geometry)
    if found is None or depth > MOST_DEPTH:
        return
    kind, places = found.get("type"), found.get("coordinates")
    if kind == "FeatureCollection" or kind == "GeometryCollection":
        members = found.get("features") or found.get("geometries") or ()
        for member in members if isinstance(members, Sequence) else ():
            yield from parts_of(member, depth + 1)
    elif kind == "Sphere":
        yield [_sphere()], True
    elif kind == "Graticule":
        for line in _graticule(found.get("graticule")):
            yield [line], False
    elif kind == "Polygon":
        yield _rings(places), True
    elif kind == "MultiPolygon":
        for polygon in places if isinstance(places, Sequence) else ():
            yield _rings(polygon), True
    elif kind == "LineString":
        yield [_array(places)], False
    elif kind == "MultiLineString":
        yield _rings(places), False
    elif kind == "Point":
        yield [_array([places])], False
    elif kind == "MultiPoint" and isinstance(places, Sequence):
        for place in places:
            yield [_array([place])], False


def _rings(value: object) -> list[Floats]:
    return [_array(ring) for ring in value] if isinstance(value, Sequence) else []


def _array(value: Any) -> Floats:
    try:
        found: Floats = np.array([point[:2] for point in value], dtype=np.float64)
    except (TypeError, ValueError, IndexError):
        return np.empty((0, 2))
    if found.ndim != 2 or found.shape[1] != 2:
        return np.empty((0, 2))
    found = found[np.isfinite(found).all(axis=1)]
    found[:, 1] = np.clip(found[:, 1], -90, 90)
    return found


def _sphere() -> Floats:
    lats, lons = np.arange(-90, 90.01, 2.0), np.arange(-180 + 1e-6, 180, 2.0)
    left = np.column_stack([np.full_like(lats, -180 + 1e-6), lats])
    top = np.column_stack([lons, np.full_like(lons, 90.0)])
    right = np.column_stack([np.full_like(lats, 180 - 1e-6), lats[::-1]])
    bottom = np.column_stack([lons[::-1], np.full_like(lons, -90.0)])
    return np.concatenate([left, top, right, bottom])


def _graticule(options: object) -> Iterator[Floats]:
    """Meridians and parallels every ten degrees (or each ``step``)."""
    step = options.get("step") if isinstance(options, Mapping) else None
    wide, tall = (10.0, 10.0)
    if isinstance(step, list | tuple) and len(step) == 2:
        wide, tall = (max(float(part), 1.0) for part in step)
    lats, lons = np.arange(-80, 80.01, 2.5), np.arange(-180, 180.01, 2.5)
    for lon in np.arange(-180, 180, wide):
        yield np.column_stack([np.full_like(lats, lon), lats])
    for lat in np.arange(-80, 80.01, tall):
        yield np.column_stack([lons, np.full_like(lons, lat)])


def project_path(geometry: object, projection: Projection) -> Path:
    """The path of a geometry; nothing in it where it has no place on the map."""
    found = geometry_of(geometry)
    if found is not None and found.get("type") == "Sphere" and projection.name == "orthographic":
        angles = np.linspace(0, 2 * math.pi, 181)
        centre = np.array(projection.translate)
        return Path(
            (centre + projection.scale * np.column_stack([np.cos(angles), np.sin(angles)]),)
        )
    rings: list[Floats] = []
    closed = False
    for part, is_closed in parts_of(geometry):
        closed = closed or is_closed
        for ring in part:
            rings += _projected(ring, projection, closed=is_closed)
    return Path(tuple(rings), closed)


def _projected(ring: Floats, projection: Projection, *, closed: bool) -> Iterator[Floats]:
    if not len(ring):
        return
    if projection.is_plane:
        yield _thinned(np.column_stack(projection.project(ring[:, 0], ring[:, 1])))
        return
    if not projection.shows(*ring[0]):
        return
    piece = projection.piece_of(*ring[0])
    along, up = piece.rotated(*_dense(ring).T)
    for cut in _cut(along, up, closed=closed):
        x, y = piece.plane(cut[:, 0], cut[:, 1])
        points = np.column_stack([x, y])
        points = points[np.isfinite(points).all(axis=1)]
        if len(points):
            yield _thinned(points)


def _dense(ring: Floats) -> Floats:
    """With points in between where two are far apart."""
    if len(ring) < 2:
        return ring
    steps = np.abs(np.diff(ring, axis=0))
    steps[:, 0] = np.minimum(steps[:, 0], np.abs(360 - steps[:, 0]))
    counts = np.maximum(np.ceil(steps.max(axis=1) / LONGEST), 1).astype(int)
    if counts.max() == 1:
        return ring
    lons = np.degrees(np.unwrap(np.radians(ring[:, 0])))
    at = np.concatenate([rank + np.arange(count) / count for rank, count in enumerate(counts)])
    at = np.append(at, len(ring) - 1)
    ranks = np.arange(len(ring))
    return np.column_stack([np.interp(at, ranks, lons), np.interp(at, ranks, ring[:, 1])])


def _cut(along: Floats, up: Floats, *, closed: bool) -> Iterator[Floats]:
    """A ring or a line in the pieces that the edge of the map cuts it into."""
    if len(along) < 2 or np.abs(np.diff(along)).max() <= math.pi:
        yield np.column_stack([along, up])
        return
    lons = np.unwrap(along)
    if not closed:
        turns = np.floor((lons + math.pi) / (2 * math.pi))
        for run in np.split(np.arange(len(lons)), np.flatnonzero(np.diff(turns)) + 1):
            if len(run) > 1:
                yield np.column_stack([along[run], up[run]])
        return
    if abs(lons[-1] - lons[0]) > math.pi:  # round a pole: down to it, and back
        pole = math.copysign(math.pi / 2, float(up.mean()))
        back = np.linspace(lons[-1], lons[0], 121)  # a pole may be drawn as an arc
        lons = np.concatenate([lons, back])
        up = np.concatenate([up, np.full(len(back), pole)])
    first = math.floor((lons.min() + math.pi) / (2 * math.pi))
    last = math.floor((lons.max() + math.pi) / (2 * math.pi))
    for turn in range(first, min(last, first + 4) + 1):
        piece = np.column_stack([lons - 2 * math.pi * turn, up])
        cut = _half(_half(piece, -math.pi, 1.0), math.pi, -1.0)
        if len(cut) > 2:
            yield cut if len(cut) == len(piece) else _along_edges(cut)


def _along_edges(ring: Floats) -> Floats:
    """With points in between along the edge of the map, which may be bent."""
    closed = np.concatenate([ring, ring[:1]])
    steps = np.abs(np.diff(closed, axis=0)).max(axis=1)
    counts = np.maximum(np.ceil(steps / math.radians(LONGEST)), 1).astype(int)
    at = np.concatenate([rank + np.arange(count) / count for rank, count in enumerate(counts)])
    ranks = np.arange(len(closed))
    return np.column_stack([np.interp(at, ranks, closed[:, axis]) for axis in (0, 1)])


def _half(ring: Floats, edge: float, side: float) -> Floats:
    """What of a ring is beyond ``edge`` (Sutherland and Hodgman, 1974)."""
    if not len(ring):
        return ring
    inside = (ring[:, 0] - edge) * side >= 0
    if inside.all():
        return ring
    found = []
    for rank in range(len(ring)):
        one, two = ring[rank - 1], ring[rank]
        if inside[rank - 1] != inside[rank]:
            share = (edge - one[0]) / (two[0] - one[0])
            found.append([edge, one[1] + share * (two[1] - one[1])])
        if inside[rank]:
            found.append([two[0], two[1]])
    return np.array(found, float).reshape(-1, 2)


def _thinned(points: Floats) -> Floats:
    """Without the points that can't be told from the one before; ends are kept."""
    if len(points) < 8:
        return points
    cells = np.round(points / CLOSEST)
    keep = np.ones(len(points), bool)
    keep[1:-1] = (np.diff(cells, axis=0) != 0).any(axis=1)[:-1]
    kept = points[keep]
    return kept if len(kept) > 3 else points


def bounds_of(paths: Sequence[Path]) -> tuple[float, float, float, float]:
    """What ``paths`` cover together."""
    boxes = [path.bounds for path in paths if path.rings]
    if not boxes:
        return math.inf, math.inf, -math.inf, -math.inf
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
