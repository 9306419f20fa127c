"""The usual map of France: a Lambert conic, and the overseas départements in insets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.charts.geo.paths import Path, Shapes, box_of, project_shapes
from desktop_app.charts.geo.projections import Floats, Projection
from desktop_app.charts.geo.shapes import parts_of

MAINLAND = Projection(
    "conicConformal", 1.0, (0.0, 0.0), (-3.0, 0.0, 0.0), (0.0, 46.5), (44.0, 49.0)
)
"""As Lambert-93: parallels 44° and 49° north, origin 3° east, 46.5° north (IGN)."""
WIDE = 1.4
"""How much wider than high the map is with its insets, where its author gives no size."""
SHARE = 0.16
"""The part of the width that the column of insets takes."""
LABEL = 0.22
"""The part of an inset's height that its name takes."""
_BOXES = {
    "Guadeloupe": (-62.0, 15.7, -60.9, 16.6),
    "Martinique": (-61.3, 14.3, -60.7, 15.0),
    "Guyane": (-55.0, 2.0, -51.0, 6.2),
    "La Réunion": (55.1, -21.5, 56.0, -20.7),
    "Mayotte": (44.9, -13.1, 45.4, -12.5),
}
"""Degrees: west, south, east, north."""
_ENGLISH = {"Guyane": "French Guiana", "La Réunion": "Réunion"}
_NOTES = {
    "fr": "Les cinq départements d’outre-mer sont à d’autres échelles que l’Hexagone.",
    "en": "The five overseas départements are at other scales than mainland France.",
}
Frame = tuple[float, float, float, float, str]


@dataclass(frozen=True)
class France:
    """A map of ``width`` by ``height`` nominal pixels: the mainland, and insets.

    ``projections``: by territory, "" for the mainland. ``paths``: one a geometry, each
    where its territory is.
    """

    width: float
    height: float
    projections: Mapping[str, Projection]
    paths: tuple[Path, ...]

    def project(self, lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
        """Degrees to pixels, what is overseas in its inset."""
        x, y = self.projections[""].project(lon, lat)
        for name in _BOXES:
            there = _is_in(name, lon, lat)
            own_x, own_y = self.projections[name].project(lon, lat)
            x, y = np.where(there, own_x, x), np.where(there, own_y, y)
        return x, y

    def frames(self, language: str) -> tuple[Frame, ...]:
        """The outline of each inset, with its name."""
        found = []
        for rank, name in enumerate(_BOXES):
            left, top, wide, tall = _cell(rank, self.width, self.height)
            label = _ENGLISH.get(name, name) if language != "fr" else name
            found.append((left, top, wide, tall, label))
        return tuple(found)


def territory(geometry: object) -> str:
    """The overseas territory of a geometry, "" for the mainland."""
    for part, _ in parts_of(geometry):
        for ring in part:
            if len(ring):
                lon, lat = ring[0]
                return next((name for name in _BOXES if _is_in(name, lon, lat)), "")
    return ""


def _is_in(name: str, lon: Floats, lat: Floats) -> NDArray[np.bool_]:
    west, south, east, north = _BOXES[name]
    return (west <= lon) & (lon <= east) & (south <= lat) & (lat <= north)


def note(language: str) -> str:
    """What a reader has to know of the insets."""
    return _NOTES["fr" if language == "fr" else "en"]


def _cell(rank: int, width: float, height: float) -> tuple[float, float, float, float]:
    tall, gap = height / len(_BOXES), height * 0.012
    return 0.0, rank * tall + gap / 2, width * SHARE, tall - gap


def france(
    geometries: Sequence[object], points: tuple[Floats, Floats], width: float, height: float
) -> France:
    """The map that ``geometries`` and ``points`` (longitudes, latitudes) fill.

    The mainland, and each territory in its frame.
    """
    by_name: dict[str, list[int]] = {}
    for rank, geometry in enumerate(geometries):
        by_name.setdefault(territory(geometry), []).append(rank)
    left = width * (SHARE + 0.02)
    found: list[Path] = [Path(())] * len(geometries)
    lon, lat = points
    overseas = {name: _is_in(name, lon, lat) for name in _BOXES}
    projections: dict[str, Projection] = {}
    for name in ("", *_BOXES):
        box = (left, 0.0, width - left, height)
        projection = MAINLAND
        if name:
            projection, box = _inset(name, width, height)
        ranks = by_name.get(name, [])
        own = overseas[name] if name else ~np.any([*overseas.values()], axis=0)
        shapes = _fitted(
            projection, [geometries[rank] for rank in ranks], (lon[own], lat[own]), box
        )
        for rank, path in zip(ranks, shapes.paths(), strict=True):
            found[rank] = path
        projections[name] = shapes.projection
    return France(width, height, projections, tuple(found))


def _inset(
    name: str, width: float, height: float
) -> tuple[Projection, tuple[float, float, float, float]]:
    """The projection of a territory, and the room for it below its name."""
    west, south, east, north = _BOXES[name]
    middle = Projection(
        "mercator", 1.0, (0.0, 0.0), (-(west + east) / 2, 0.0, 0.0), (0.0, (south + north) / 2)
    )
    x, y, wide, tall = _cell(list(_BOXES).index(name), width, height)
    label = tall * LABEL
    margin = wide * 0.06
    return middle, (x + margin, y + label, wide - 2 * margin, tall - label - margin)


def _fitted(
    projection: Projection,
    geometries: Sequence[object],
    points: tuple[Floats, Floats],
    box: tuple[float, float, float, float],
) -> Shapes:
    left, top, wide, tall = box
    shapes = project_shapes(geometries, projection.moved(1_000.0, (0.0, 0.0)))
    places = np.column_stack(shapes.projection.project(*points))
    bounds = box_of(np.concatenate([shapes.rings.points, places]))
    found = shapes.projection.fitted(bounds, max(wide, 1.0), max(tall, 1.0))
    return shapes.moved(
        found.moved(found.scale, (found.translate[0] + left, found.translate[1] + top))
    )
