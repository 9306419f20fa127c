"""From rings of degrees to paths of pixels, cut where the map ends."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from desktop_app.charts.geo.clipping import (
    cut_at_edge,
    cut_at_frame,
    cut_at_horizon,
    dense,
    horizon,
)
from desktop_app.charts.geo.projections import Projection
from desktop_app.charts.geo.shapes import Floats, Rings, geometry_of, joined, rings_of, sphere

CLOSEST = 0.2
"""Points nearer than that, in pixels, are one."""
_INSIDE = 1e-6
"""The edge of the map of all the earth is not on the edge itself."""
_CORNERS = 24
"""Of the disc that stands for a point."""
_FEW = 8
"""Rings of fewer points are left as they are."""
Box = tuple[float, float, float, float]
Cutter = Callable[[Floats, bool], Iterator[Floats]]
NOWHERE: Box = (math.inf, math.inf, -math.inf, -math.inf)


@dataclass(frozen=True, eq=False)
class Path:
    """Rings of (x, y) in nominal pixels; ``closed`` ones are filled, by the even-odd rule."""

    rings: tuple[Floats, ...]
    closed: bool = True

    @property
    def bounds(self) -> Box:
        """Left, top, right, bottom; infinite where there is nothing."""
        return box_of(np.concatenate(self.rings)) if self.rings else NOWHERE


def box_of(points: Floats) -> Box:
    """Left, top, right, bottom of ``points``; infinite where there are none."""
    points = points[np.isfinite(points).all(axis=1)]
    if not len(points):
        return NOWHERE
    low, high = points.min(axis=0), points.max(axis=0)
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])


@dataclass(frozen=True, eq=False)
class Shapes:
    """Many geometries on a plane: ``rings`` in pixels of ``projection``, ``count`` of them."""

    rings: Rings
    projection: Projection
    count: int

    @property
    def bounds(self) -> Box:
        return box_of(self.rings.points)

    def moved(self, projection: Projection) -> Shapes:
        """The same at another scale and place of the same projection."""
        own = self.projection
        points = (self.rings.points - own.translate) * (projection.scale / own.scale)
        return replace(
            self,
            rings=replace(self.rings, points=points + projection.translate),
            projection=projection,
        )

    def paths(self) -> list[Path]:
        """One path a geometry; nothing in it where it has no place on the map."""
        frame = self.projection.frame
        whole = _framed(self.rings, frame) if frame is not None else self.rings
        rings = _thinned(whole)
        parts: list[list[tuple[Floats, bool]]] = [[] for _ in range(self.count)]
        for ring, owner, fills in zip(
            rings.split(), rings.owners.tolist(), rings.closed.tolist(), strict=True
        ):
            is_point = len(ring) == 1 and not fills
            parts[owner].append((self._disc(ring[0]), True) if is_point else (ring, fills))
        return [_path(own) for own in parts]

    def _disc(self, middle: Floats) -> Floats:
        at = np.linspace(0, 2 * math.pi, _CORNERS, endpoint=False)
        return middle + self.projection.radius * np.column_stack([np.cos(at), np.sin(at)])


def _path(rings: Sequence[tuple[Floats, bool]]) -> Path:
    """Rings that are filled or not as one; a line among polygons encloses nothing."""
    closed = any(fills for _, fills in rings)
    return Path(
        tuple(
            ring if fills or not closed else np.concatenate([ring, ring[::-1]])
            for ring, fills in rings
        ),
        closed,
    )


def project_shapes(geometries: Sequence[object], projection: Projection) -> Shapes:
    """All ``geometries`` on the plane of ``projection``."""
    rings = _with_horizons(rings_of(geometries), geometries, projection)
    if projection.is_plane:
        points = np.column_stack(projection.project(*rings.points.T))
        return Shapes(replace(rings, points=points), projection, len(geometries))
    pieces = projection.pieces or (projection,)
    placed = [_placed(rings, piece) for piece in pieces]
    return Shapes(_together(placed), projection, len(geometries))


def _with_horizons(rings: Rings, geometries: Sequence[object], projection: Projection) -> Rings:
    """A sphere is what the edge of the map encloses, or its horizon where this is seen."""
    if projection.is_plane or projection.pieces:
        return rings
    spheres = [
        rank
        for rank, geometry in enumerate(geometries)
        if (found := geometry_of(geometry)) is not None and found.get("type") == "Sphere"
    ]
    if not spheres:
        return rings
    rest = rings.chosen(~np.isin(rings.owners, spheres))
    if projection.reach is not None:
        along, up = horizon(projection.reach * (1 - 1e-9)).T
    else:
        along, up = np.radians(sphere()).T
        up = np.clip(up, -math.pi / 2 + _INSIDE, math.pi / 2 - _INSIDE)
    disc = np.degrees(np.column_stack(projection.turned_back(along, up)))
    whole = [*rest.split(), *[disc] * len(spheres)]
    owners = [*rest.owners.tolist(), *spheres]
    return joined(whole, owners, [*rest.closed.tolist(), *[True] * len(spheres)])


def _together(rings: Sequence[Rings]) -> Rings:
    if len(rings) == 1:
        return rings[0]
    parts = [ring for one in rings for ring in one.split()]
    owners = [owner for one in rings for owner in one.owners.tolist()]
    return joined(parts, owners, [fills for one in rings for fills in one.closed.tolist()])


def _placed(rings: Rings, projection: Projection) -> Rings:
    """The rings on the plane of one projection, cut where it ends."""
    if not len(rings):
        return rings
    ends = rings.starts[1:] - 1
    joins = np.ones(len(rings.points), bool)
    joins[ends] = False
    places = np.column_stack([rings.points[:, 0], np.clip(rings.points[:, 1], -90, 90)])
    points, counts = dense(places, joins)
    lengths = np.add.reduceat(counts, rings.starts[:-1])
    rings = rings.replaced(points, lengths)
    along, up = projection.rotated(*rings.points.T)
    turned = replace(rings, points=np.column_stack([along, up]))
    turned = _cut(turned, projection)
    points = np.column_stack(projection.plane(*turned.points.T))
    sound = np.isfinite(points).all(axis=1)
    lengths = np.bincount(turned.of_points()[sound], minlength=len(turned))
    plane = turned.replaced(points[sound], lengths)
    window = projection.window or projection.square
    return _framed(plane, window) if window is not None else plane


def _cut(rings: Rings, projection: Projection) -> Rings:
    """The rings (radians, turned) that the edge or the horizon of the map leaves."""
    if not len(rings):
        return rings
    points, starts = rings.points, rings.starts
    if projection.reach is not None:
        near = np.cos(points[:, 1]) * np.cos(points[:, 0]) >= math.cos(projection.reach)
        beyond = ~np.logical_and.reduceat(near, starts[:-1])
        return _recut(rings, beyond, lambda ring, fills: _to_horizon(ring, projection, fills))
    jumps = np.zeros(len(points), bool)
    jumps[:-1] = np.abs(np.diff(points[:, 0])) > math.pi
    jumps[starts[1:] - 1] = False
    crossing = np.logical_or.reduceat(jumps, starts[:-1])
    return _recut(
        rings, crossing, lambda ring, fills: cut_at_edge(ring[:, 0], ring[:, 1], closed=fills)
    )


def _to_horizon(ring: Floats, projection: Projection, fills: bool) -> Iterator[Floats]:
    assert projection.reach is not None
    return cut_at_horizon(ring[:, 0], ring[:, 1], projection.reach, closed=fills)


def _framed(rings: Rings, frame: Box) -> Rings:
    if not len(rings):
        return rings
    left, top, right, bottom = frame
    x, y = rings.points.T
    outside = (x < left) | (x > right) | (y < top) | (y > bottom)
    touched = np.logical_or.reduceat(outside, rings.starts[:-1])
    return _recut(rings, touched, lambda ring, fills: cut_at_frame(ring, frame, closed=fills))


def _recut(rings: Rings, touched: NDArray[np.bool_], cut: Cutter) -> Rings:
    """``rings`` with those that are ``touched`` cut into pieces."""
    if not touched.any():
        return rings
    parts: list[Floats] = []
    owners: list[int] = []
    closed: list[bool] = []
    for ring, owner, fills, one in zip(
        rings.split(), rings.owners.tolist(), rings.closed.tolist(), touched.tolist(), strict=True
    ):
        pieces = list(cut(ring, fills)) if one else [ring]
        parts += pieces
        owners += [owner] * len(pieces)
        closed += [fills] * len(pieces)
    return joined(parts, owners, closed)


def _thinned(rings: Rings) -> Rings:
    """Without the points that can't be told from the one before; ends are kept."""
    if not len(rings):
        return rings
    cells = np.round(rings.points / CLOSEST)
    keep = np.ones(len(cells), bool)
    keep[1:] = (np.diff(cells, axis=0) != 0).any(axis=1)
    keep[rings.starts[:-1]] = True
    keep[rings.starts[1:] - 1] = True
    left = np.add.reduceat(keep, rings.starts[:-1], dtype=np.intp)
    small = (rings.lengths < _FEW) | (left < 4)
    keep |= np.repeat(small, rings.lengths)
    lengths = np.add.reduceat(keep, rings.starts[:-1], dtype=np.intp)
    return rings.replaced(rings.points[keep], lengths)
