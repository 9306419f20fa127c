"""Projections as d3-geo has them: rotation, raw formula, scale, translation.

Formulas: J. P. Snyder, *Map Projections: A Working Manual* (USGS 1395, 1987); Equal Earth:
B. Šavrič, T. Patterson, B. Jenny (2018); Natural Earth: T. Patterson, B. Šavrič (2011).
Angles are degrees outside and radians inside; y runs downwards.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Raw = Callable[[Floats, Floats], tuple[Floats, Floats]]
HALF_PI = math.pi / 2
_EDGE = 1e-6
_SQUARE = 2 * math.atan(math.exp(math.pi)) - HALF_PI
"""To about 85° the whole world is a square in Mercator's projection; poles are infinitely far."""
_CONE = math.radians(80)
"""Where a conformal cone ends: its other pole is infinitely far."""


def _mercator(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    bounded = np.clip(lat, -_SQUARE, _SQUARE)
    return lon, np.log(np.tan(math.pi / 4 + bounded / 2))


def _equirectangular(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    return lon, lat


def _equal_earth(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    root = math.sqrt(3) / 2
    angle = np.arcsin(np.clip(root * np.sin(lat), -1, 1))
    two = angle * angle
    six = two * two * two
    x = lon * np.cos(angle) / (root * (a1 + 3 * a2 * two + six * (7 * a3 + 9 * a4 * two)))
    return x, angle * (a1 + a2 * two + six * (a3 + a4 * two))


def _natural_earth(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    two = lat * lat
    four = two * two
    x = lon * (
        0.8707 - 0.131979 * two + four * (-0.013791 + four * (0.003971 * two - 0.001529 * four))
    )
    y = lat * (1.007226 + two * (0.015085 + four * (-0.044475 + 0.028874 * two - 0.005916 * four)))
    return x, y


def _orthographic(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    seen = np.cos(lat) * np.cos(lon) > -_EDGE
    x, y = np.cos(lat) * np.sin(lon), np.sin(lat)
    return np.where(seen, x, np.nan), np.where(seen, y, np.nan)


def _conformal_conic(one: float, two: float) -> Raw:
    def height(lat: float) -> float:
        return math.tan((HALF_PI + lat) / 2)

    start = math.cos(one)
    power = (
        math.sin(one)
        if one == two
        else math.log(start / math.cos(two)) / math.log(height(two) / height(one))
    )
    if not power:
        return _mercator
    factor = start * height(one) ** power / power

    def project(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
        ends = (-_CONE, HALF_PI - _EDGE) if power > 0 else (-HALF_PI + _EDGE, _CONE)
        bounded = np.clip(lat, *ends)
        radius = factor / np.tan((HALF_PI + bounded) / 2) ** power
        return radius * np.sin(power * lon), factor - radius * np.cos(power * lon)

    return project


def _equal_area_conic(one: float, two: float) -> Raw:
    start = math.sin(one)
    power = (start + math.sin(two)) / 2
    if abs(power) < _EDGE:
        cosine = math.cos(one)
        return lambda lon, lat: (lon * cosine, np.sin(lat) / cosine)
    factor = 1 + start * (2 * power - start)
    first = math.sqrt(factor) / power

    def project(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
        radius = np.sqrt(np.maximum(factor - 2 * power * np.sin(lat), 0)) / power
        return radius * np.sin(lon * power), first - radius * np.cos(lon * power)

    return project


_RAW: Mapping[str, Raw] = MappingProxyType(
    {
        "mercator": _mercator,
        "equirectangular": _equirectangular,
        "equalEarth": _equal_earth,
        "naturalEarth1": _natural_earth,
        "orthographic": _orthographic,
    }
)
_SCALES = {"mercator": 961 / (2 * math.pi), "equirectangular": 152.63, "equalEarth": 177.158,
           "naturalEarth1": 175.295, "orthographic": 249.5, "conicConformal": 109.5,
           "conicEqualArea": 155.424, "albers": 1070.0, "albersUsa": 1070.0}  # fmt: skip
NAMES = (*_RAW, "conicConformal", "conicEqualArea", "albers", "albersUsa", "identity")


@dataclass(frozen=True)
class Projection:
    """``name`` with its parameters. ``part`` limits a composite's piece to a box of degrees."""

    name: str
    scale: float
    translate: tuple[float, float] = (480.0, 250.0)
    rotate: tuple[float, float, float] = (0.0, 0.0, 0.0)
    center: tuple[float, float] = (0.0, 0.0)
    parallels: tuple[float, float] = (0.0, 60.0)
    reflect: tuple[bool, bool] = (False, False)
    pieces: tuple[Projection, ...] = field(default=())

    @property
    def is_plane(self) -> bool:
        """Whether coordinates are taken as they are: no sphere, nothing to cut."""
        return self.name == "identity"

    def _raw(self) -> Raw:
        if self.name == "conicConformal":
            return _conformal_conic(*map(math.radians, self.parallels))
        if self.name in ("conicEqualArea", "albers", "albersUsa"):
            return _equal_area_conic(*map(math.radians, self.parallels))
        return _RAW.get(self.name, _equal_earth)

    def rotated(self, lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
        """Degrees to radians, the globe turned as ``rotate`` says (d3's three angles)."""
        along, up = np.radians(lon), np.radians(lat)
        turn, tilt, roll = map(math.radians, self.rotate)
        along = (along + turn + math.pi) % (2 * math.pi) - math.pi
        if not (tilt or roll):
            return along, up
        x, y, z = np.cos(along) * np.cos(up), np.sin(along) * np.cos(up), np.sin(up)
        k = z * math.cos(tilt) + x * math.sin(tilt)
        turned = np.arctan2(
            y * math.cos(roll) - k * math.sin(roll), x * math.cos(tilt) - z * math.sin(tilt)
        )
        return turned, np.arcsin(np.clip(k * math.cos(roll) + y * math.sin(roll), -1, 1))

    def plane(self, along: Floats, up: Floats) -> tuple[Floats, Floats]:
        """Rotated radians to pixels."""
        with np.errstate(all="ignore"):
            raw = self._raw()
            x, y = raw(along, up)
            cx, cy = raw(*(np.radians(np.array([part])) for part in self.center))
            x, y = (x - cx[0]) * self.scale, -(y - cy[0]) * self.scale
        return self._placed(x, y)

    def _placed(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        flip_x, flip_y = self.reflect
        return (-x if flip_x else x) + self.translate[0], (-y if flip_y else y) + self.translate[1]

    def project(self, lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
        """Degrees to pixels; NaN where a point has no place."""
        if self.is_plane:
            return self._placed(lon * self.scale, lat * self.scale)
        if self.pieces:
            return self._project_pieces(lon, lat)
        inside = np.isfinite(lon) & np.isfinite(lat) & (np.abs(lat) <= 90.0001)
        x, y = self.plane(*self.rotated(np.where(inside, lon, 0.0), np.where(inside, lat, 0.0)))
        return np.where(inside, x, np.nan), np.where(inside, y, np.nan)

    def _project_pieces(self, lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
        x, y = self.pieces[0].project(lon, lat)
        shown = (lat > 24) & (lat < 50) & (lon > -130) & (lon < -60)
        for piece, where in zip(self.pieces[1:], _usa_parts(lon, lat), strict=True):
            px, py = piece.project(lon, lat)
            x, y = np.where(where, px, x), np.where(where, py, y)
            shown = shown | where
        return np.where(shown, x, np.nan), np.where(shown, y, np.nan)

    def shows(self, lon: float, lat: float) -> bool:
        """Whether a composite has a piece for a place."""
        if not self.pieces:
            return True
        parts = _usa_parts(np.array([lon]), np.array([lat]))
        return any(bool(at[0]) for at in parts) or (24 < lat < 50 and -130 < lon < -60)

    def piece_of(self, lon: float, lat: float) -> Projection:
        """The piece of a composite that a place belongs to."""
        if not self.pieces:
            return self
        parts = _usa_parts(np.array([lon]), np.array([lat]))
        return next(
            (p for p, at in zip(self.pieces[1:], parts, strict=True) if at[0]), self.pieces[0]
        )

    def fitted(
        self, bounds: tuple[float, float, float, float], width: float, height: float
    ) -> Projection:
        """So that what covers ``bounds`` (of this projection) fills a plot, centred."""
        left, top, right, bottom = bounds
        wide, tall = right - left, bottom - top
        if not (math.isfinite(wide) and math.isfinite(tall)) or max(wide, tall) <= 0:
            return self.moved(self.scale, (width / 2, height / 2))
        factor = min(width / wide if wide else math.inf, height / tall if tall else math.inf)
        tx = (width - factor * (left + right - 2 * self.translate[0])) / 2
        ty = (height - factor * (top + bottom - 2 * self.translate[1])) / 2
        return self.moved(self.scale * factor, (tx, ty))

    def moved(self, scale: float, translate: tuple[float, float]) -> Projection:
        """At another scale and place; the pieces of a composite follow."""
        changed = replace(self, scale=scale, translate=translate)
        return replace(changed, pieces=_usa_pieces(changed)) if self.pieces else changed


def _usa_parts(lon: Floats, lat: Floats) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Alaska and Hawaii, which a map of the United States moves."""
    hawaii = (lon < -154) & (lat > 15) & (lat < 30)
    return (lat > 50) & ((lon < -129) | (lon > 170)), hawaii


def _usa_pieces(whole: Projection) -> tuple[Projection, ...]:
    """The three conics of d3's ``geoAlbersUsa``."""
    k, (x, y) = whole.scale, whole.translate
    lower = Projection("conicEqualArea", k, (x, y), (96, 0, 0), (-0.6, 38.7), (29.5, 45.5))
    alaska = Projection("conicEqualArea", k * 0.35, (x - 0.307 * k, y + 0.201 * k),
                        (154, 0, 0), (-2, 58.5), (55, 65))  # fmt: skip
    hawaii = Projection("conicEqualArea", k, (x - 0.205 * k, y + 0.212 * k),
                        (157, 0, 0), (-3, 19.9), (8, 18))  # fmt: skip
    return lower, alaska, hawaii


def make_projection(properties: Mapping[str, object]) -> Projection:
    """The projection that a specification describes; Equal Earth where it names none."""
    name = str(properties.get("type") or "equalEarth")
    name = name if name in NAMES else "equalEarth"
    albers = name in ("albers", "albersUsa")
    scale = _number(properties.get("scale"), _SCALES.get(name, 1.0))
    usual = {"conicConformal": (30.0, 30.0)}.get(name, (29.5, 45.5) if albers else (0.0, 60.0))
    parallels = _numbers(properties.get("parallels"), usual)
    if name == "conicConformal" and "parallels" not in properties:
        parallels = (30.0, 30.0)
    rotate = _numbers(properties.get("rotate"), (96.0, 0.0, 0.0) if albers else (0.0, 0.0, 0.0))
    found = Projection(
        name,
        scale,
        _two(properties.get("translate"), (480.0, 250.0) if name != "identity" else (0.0, 0.0)),
        (*rotate, 0.0, 0.0, 0.0)[:3],  # type: ignore[arg-type]
        _two(properties.get("center"), (-0.6, 38.7) if albers else (0.0, 0.0)),
        (parallels[0], parallels[-1]),
        (properties.get("reflectX") is True, properties.get("reflectY") is True),
    )
    return replace(found, pieces=_usa_pieces(found)) if name == "albersUsa" else found


def _number(value: object, default: float) -> float:
    return (
        float(value) if isinstance(value, int | float) and not isinstance(value, bool) else default
    )


def _numbers(value: object, default: tuple[float, ...]) -> tuple[float, ...]:
    if isinstance(value, list | tuple) and value:
        return tuple(_number(part, 0.0) for part in value)
    return default


def _two(value: object, default: tuple[float, float]) -> tuple[float, float]:
    found = _numbers(value, default)
    return (found[0], found[1]) if len(found) >= 2 else default
