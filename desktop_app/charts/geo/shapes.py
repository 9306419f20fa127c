"""From the geometries of GeoJSON to rings of degrees, many at once."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
MOST_DEPTH = 20
MOST_LINES = 2_000
"""A graticule has no more lines."""
_EDGE = 1e-6
_LEAST_STEP = 0.1
_FINE = 2.5
"""The degrees between two points of a parallel."""


@dataclass(frozen=True, eq=False)
class Rings:
    """Rings, lines and points of many geometries, one after the other.

    ``points``: longitude and latitude; ring ``i`` is ``points[starts[i]:starts[i + 1]]``,
    belongs to geometry ``owners[i]`` and is filled where ``closed[i]``.
    """

    points: Floats
    starts: Ints
    owners: Ints
    closed: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.owners)

    @property
    def lengths(self) -> Ints:
        return np.diff(self.starts)

    def of_points(self) -> Ints:
        """The ring of each point."""
        return np.repeat(np.arange(len(self)), self.lengths)

    def replaced(self, points: Floats, lengths: Ints) -> Rings:
        """The same rings with other points; rings of no length are left out."""
        kept = lengths > 0
        starts = np.concatenate([[0], np.cumsum(lengths[kept])])
        return Rings(points, starts, self.owners[kept], self.closed[kept])

    def chosen(self, keep: NDArray[np.bool_]) -> Rings:
        """The rings for which ``keep`` holds."""
        lengths = self.lengths
        points = self.points[np.repeat(keep, lengths)]
        return self.replaced(points, np.where(keep, lengths, 0))

    def split(self) -> list[Floats]:
        return np.split(self.points, self.starts[1:-1]) if len(self) else []


def joined(rings: Sequence[Floats], owners: Sequence[int], closed: Sequence[bool]) -> Rings:
    """``rings`` as one."""
    lengths = np.array([len(ring) for ring in rings], dtype=np.intp)
    points = np.concatenate([np.empty((0, 2)), *rings])
    whole = Rings(
        points,
        np.concatenate([[0], np.cumsum(lengths)]),
        np.array(owners, dtype=np.intp),
        np.array(closed, dtype=bool),
    )
    return whole.replaced(points, lengths)


def rings_of(geometries: Sequence[object]) -> Rings:
    """The rings of all ``geometries``, without what is no place on earth."""
    rings: list[Floats] = []
    owners: list[int] = []
    closed: list[bool] = []
    for rank, geometry in enumerate(geometries):
        for part, is_closed in parts_of(geometry):
            rings += part
            owners += [rank] * len(part)
            closed += [is_closed] * len(part)
    whole = joined(rings, owners, closed)
    sound = np.isfinite(whole.points).all(axis=1)
    if not sound.all():
        lengths = np.bincount(whole.of_points()[sound], minlength=len(whole))
        whole = whole.replaced(whole.points[sound], lengths)
    return _closed(whole)


def _closed(rings: Rings) -> Rings:
    """With the first point of each polygon's ring at its end too."""
    if not len(rings):
        return rings
    first, last = rings.starts[:-1], rings.starts[1:] - 1
    open_ = rings.closed & (rings.points[first] != rings.points[last]).any(axis=1)
    if not open_.any():
        return rings
    points = np.insert(rings.points, last[open_] + 1, rings.points[first[open_]], axis=0)
    return rings.replaced(points, rings.lengths + open_)


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
    if kind in ("FeatureCollection", "GeometryCollection"):
        members = found.get("features") or found.get("geometries") or ()
        for member in _listed(members):
            yield from parts_of(member, depth + 1)
    elif kind == "Sphere":
        yield [sphere()], True
    elif kind == "Graticule":
        yield list(_graticule(found.get("graticule"))), False
    elif kind == "Polygon":
        yield _arrays(places), True
    elif kind == "MultiPolygon":
        for polygon in _listed(places):
            yield _arrays(polygon), True
    elif kind == "LineString":
        yield [_array(places)], False
    elif kind == "MultiLineString":
        yield _arrays(places), False
    elif kind == "Point":
        yield [_array([places])], False
    elif kind == "MultiPoint":
        yield [_array([place]) for place in _listed(places)], False


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, Sequence) and not isinstance(value, str) else ()


def _arrays(value: object) -> list[Floats]:
    return [_array(ring) for ring in _listed(value)]


def _array(value: Any) -> Floats:
    """Places as rows of two numbers; none of them where they are not places."""
    if not isinstance(value, Sequence) or not len(value):
        return np.empty((0, 2))
    try:
        found = np.array(value, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):  # of different lengths, or no numbers
        found = _one_by_one(value)
    if found.ndim != 2 or found.shape[1] < 2:
        return np.empty((0, 2))
    return found[:, :2]


def _one_by_one(places: Sequence[Any]) -> Floats:
    found = []
    for place in places:
        try:
            found.append((float(place[0]), float(place[1])))
        except (TypeError, ValueError, IndexError, KeyError, OverflowError):
            continue
    return np.array(found, dtype=np.float64).reshape(-1, 2)


def sphere() -> Floats:
    """The edge of a map of the whole earth, in degrees."""
    lats, lons = np.arange(-90, 90.01, 2.0), np.arange(-180 + _EDGE, 180, 2.0)
    left = np.column_stack([np.full_like(lats, -180 + _EDGE), lats])
    top = np.column_stack([lons, np.full_like(lons, 90.0)])
    right = np.column_stack([np.full_like(lats, 180 - _EDGE), lats[::-1]])
    bottom = np.column_stack([lons[::-1], np.full_like(lons, -90.0)])
    return np.concatenate([left, top, right, bottom])


# -- graticules ------------------------------------------------------------------------


def _graticule(options: object) -> Iterator[Floats]:
    """Meridians and parallels as d3-geo has them: the major ones reach farther."""
    given = options if isinstance(options, Mapping) else {}
    both = given.get("extent")
    small = _box(given.get("extentMinor", both), (-180.0, -80 - _EDGE, 180.0, 80 + _EDGE))
    large = _box(given.get("extentMajor", both), (-180.0, -90 + _EDGE, 180.0, 90 - _EDGE))
    both = given.get("step")
    few = _step(given.get("stepMajor", both), (90.0, 360.0))
    many = _step(given.get("stepMinor", both), (10.0, 10.0))
    fine = given.get("precision")
    fine = float(fine) if isinstance(fine, int | float) and fine >= _LEAST_STEP else _FINE
    for lon in _steps(large[0], large[2], few[0]):
        yield _meridian(lon, large)
    for lat in _steps(large[1], large[3], few[1]):
        yield _parallel(lat, large, fine)
    for lon in _steps(small[0], small[2], many[0]):
        if abs(math.fmod(lon, few[0])) > _EDGE:
            yield _meridian(lon, small)
    for lat in _steps(small[1], small[3], many[1]):
        if abs(math.fmod(lat, few[1])) > _EDGE:
            yield _parallel(lat, small, fine)


def _steps(low: float, high: float, step: float) -> list[float]:
    first = math.ceil(low / step) * step
    count = math.ceil((high - first) / step)
    return [first + rank * step for rank in range(max(min(count, MOST_LINES), 0))]


def _meridian(lon: float, box: tuple[float, float, float, float]) -> Floats:
    lats = np.append(np.arange(box[1], box[3] - _EDGE, _FINE), box[3])
    return np.column_stack([np.full_like(lats, lon), lats])


def _parallel(lat: float, box: tuple[float, float, float, float], fine: float) -> Floats:
    lons = np.append(np.arange(box[0], box[2] - _EDGE, fine), box[2])
    return np.column_stack([lons, np.full_like(lons, lat)])


def _box(
    value: object, default: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    """West, south, east, north of ``[[west, south], [east, north]]``."""
    ends = [_pair(end) for end in _listed(value)]
    known = [end for end in ends if end is not None]
    if len(known) != 2:
        return default
    west, east = sorted(end[0] for end in known)
    south, north = sorted(end[1] for end in known)
    return max(west, -360.0), max(south, -90.0), min(east, 360.0), min(north, 90.0)


def _step(value: object, default: tuple[float, float]) -> tuple[float, float]:
    found = _pair(value)
    return found if found is not None and min(found) >= _LEAST_STEP else default


def _pair(value: object) -> tuple[float, float] | None:
    parts = _listed(value)
    numbers = [float(part) for part in parts if isinstance(part, int | float)]
    if len(parts) != 2 or len(numbers) != 2 or not all(map(math.isfinite, numbers)):
        return None
    return numbers[0], numbers[1]
