"""TopoJSON: the shapes and the borders that shared arcs describe (topojson-client)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

Point = list[float]
Line = list[Point]
_DEPTH = 20


class BrokenTopologyError(ValueError):
    """A topology that refers to what it has not got."""


def feature(topology: Mapping[str, object], name: str) -> list[dict[str, object]]:
    """The features of the object ``name``; raises BrokenTopologyError."""
    with _checked():
        reader = _Reader(topology)
        found = reader.named(name)
        if found.get("type") == "GeometryCollection":
            members: Any = found["geometries"]
            return [reader.feature(one) for one in members]
        return [reader.feature(found)]


def mesh(topology: Mapping[str, object], name: str) -> dict[str, object]:
    """The borders of the object ``name`` as lines, each once; raises BrokenTopologyError."""
    with _checked():
        reader = _Reader(topology)
        ranks = [~arc if arc < 0 else arc for arc in reader.arcs_of(reader.named(name), 0)]
        lines = [reader.line([rank]) for rank in dict.fromkeys(ranks)]
        return {"type": "MultiLineString", "coordinates": lines}


@contextmanager
def _checked() -> Iterator[None]:
    """A file from anywhere: what has another form than it should is a broken topology."""
    try:
        yield
    except (KeyError, TypeError, IndexError, ValueError, AttributeError, OverflowError) as error:
        raise BrokenTopologyError(str(error)) from error


class _Reader:
    def __init__(self, topology: Mapping[str, object]) -> None:
        arcs, objects = topology.get("arcs"), topology.get("objects")
        if not isinstance(arcs, Sequence) or not isinstance(objects, Mapping):
            raise BrokenTopologyError("arcs")
        self._objects = objects
        transform: Any = topology.get("transform")
        self._scale: Sequence[float] | None = None
        self._shift: Sequence[float] = (0.0, 0.0)
        if transform is not None:
            self._scale = [float(part) for part in transform["scale"][:2]]
            self._shift = [float(part) for part in transform["translate"][:2]]
        self._arcs = self._decoded(arcs)

    def _decoded(self, arcs: Sequence[Sequence[Sequence[float]]]) -> list[Line]:
        """The points of each arc; where there is a scale, they are written as steps."""
        lengths = np.array([len(arc) for arc in arcs], int)
        points = np.array([step[:2] for arc in arcs for step in arc], float).reshape(-1, 2)
        ends = lengths.cumsum()
        if self._scale is not None and len(points):
            along = points.cumsum(axis=0)
            before = np.concatenate([[[0.0, 0.0]], along])[ends - lengths]
            points = (along - np.repeat(before, lengths, axis=0)) * self._scale + self._shift
        places: Line = points.tolist()
        return [places[end - count : end] for count, end in zip(lengths, ends, strict=True)]

    def named(self, name: str) -> Mapping[str, object]:
        found = self._objects.get(name)
        if not isinstance(found, Mapping):
            raise BrokenTopologyError(name)
        return found

    def feature(self, geometry: Mapping[str, object]) -> dict[str, object]:
        properties = geometry.get("properties")
        found: dict[str, object] = {
            "type": "Feature",
            "properties": properties if isinstance(properties, Mapping) else {},
            "geometry": self.geometry(geometry, 0),
        }
        if "id" in geometry:
            found["id"] = geometry["id"]
        return found

    def geometry(self, source: Mapping[str, object], depth: int) -> dict[str, object] | None:
        kind: Any = source.get("type")
        arcs: Any = source.get("arcs")
        if depth > _DEPTH or not isinstance(kind, str):
            return None
        if kind == "GeometryCollection":
            members: Any = source["geometries"]
            return {"type": kind, "geometries": [self.geometry(one, depth + 1) for one in members]}
        found: object
        if kind in ("Point", "MultiPoint"):
            places: Any = source["coordinates"]
            found = self._point(places) if kind == "Point" else list(map(self._point, places))
        elif kind == "LineString":
            found = self.line(arcs)
        elif kind == "MultiLineString":
            found = [self.line(part) for part in arcs]
        elif kind == "Polygon":
            found = [self._ring(part) for part in arcs]
        elif kind == "MultiPolygon":
            found = [[self._ring(part) for part in polygon] for polygon in arcs]
        else:
            return None
        return {"type": kind, "coordinates": found}

    def arcs_of(self, source: Mapping[str, object], depth: int) -> list[int]:
        if depth > _DEPTH:
            return []
        if source.get("type") == "GeometryCollection":
            found: list[int] = []
            members = source.get("geometries")
            for one in members if isinstance(members, Sequence) else ():
                if isinstance(one, Mapping):
                    found += self.arcs_of(one, depth + 1)
            return found
        return _flat(source.get("arcs"), 0)

    def line(self, arcs: Sequence[int]) -> Line:
        points: Line = []
        for arc in arcs:
            part = self._arc(~arc)[::-1] if arc < 0 else self._arc(arc)
            points += part[1:] if points else part
        return points

    def _ring(self, arcs: Sequence[int]) -> Line:
        points = self.line(arcs)
        while points and len(points) < 4:  # a ring is closed, however small
            points = [*points, points[0]]
        return points

    def _arc(self, rank: int) -> Line:
        if not 0 <= rank < len(self._arcs):
            raise BrokenTopologyError(f"arc {rank}")
        return self._arcs[rank]

    def _placed(self, x: float, y: float) -> Point:
        assert self._scale is not None
        return [x * self._scale[0] + self._shift[0], y * self._scale[1] + self._shift[1]]

    def _point(self, place: Sequence[float]) -> Point:
        x, y = float(place[0]), float(place[1])
        return [x, y] if self._scale is None else self._placed(x, y)


def _flat(value: object, depth: int) -> list[int]:
    if isinstance(value, int):
        return [value]
    if isinstance(value, Sequence) and not isinstance(value, str) and depth < _DEPTH:
        return [rank for item in value for rank in _flat(item, depth + 1)]
    return []
