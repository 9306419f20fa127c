"""Projections as d3-geo has them: rotation, raw formula, scale, translation.

Formulas: J. P. Snyder, *Map Projections: A Working Manual* (USGS 1395, 1987); Equal Earth:
B. Šavrič, T. Patterson, B. Jenny (2018); Natural Earth: T. Patterson, B. Šavrič (2011).
Angles are degrees outside and radians inside; y runs downwards.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Raw = Callable[[Floats, Floats], tuple[Floats, Floats]]
HALF_PI = math.pi / 2
_EDGE = 1e-6
_POLE = HALF_PI - 1e-4
"""A conformal cone touches no pole."""


def _mercator(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    bounded = np.clip(lat, -HALF_PI + _EDGE, HALF_PI - _EDGE)
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


def _azimuthal(factor: Callable[[Floats], Floats]) -> Raw:
    """Straight away from the centre; ``factor`` of the cosine of the distance says how far."""

    def project(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
        across = np.cos(lat)
        scale = factor(across * np.cos(lon))
        return scale * across * np.sin(lon), scale * np.sin(lat)

    return project


def _by_distance(cosine: Floats) -> Floats:
    distance = np.arccos(np.clip(cosine, -1, 1))
    sine = np.sin(distance)
    return np.where(sine < _EDGE, 1.0, distance / np.where(sine < _EDGE, 1.0, sine))


def _mollweide(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    wanted = math.pi * np.sin(lat)
    angle = np.array(lat, float)
    for _ in range(30):  # Newton's method; at the poles it converges slowly
        slope = 1 + np.cos(2 * angle) * 1.0
        step = (2 * angle + np.sin(2 * angle) - wanted) / np.where(slope < _EDGE, 1.0, 2 * slope)
        angle = angle - step
        if not np.abs(step).max(initial=0.0) > 1e-9:
            break
    root = math.sqrt(2)
    return 2 * root / math.pi * lon * np.cos(angle), root * np.sin(angle)


def _transverse_mercator(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """Of a globe that is turned on its side (:attr:`Projection._turns`)."""
    along, up = _mercator(lon, lat)
    return up, -along


def _conformal_conic(one: float, two: float) -> Raw:
    def height(lat: float) -> float:
        return math.tan((HALF_PI + lat) / 2)

    one, two = (min(max(lat, -_POLE), _POLE) for lat in (one, two))
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
        bounded = np.clip(lat, -HALF_PI + _EDGE, HALF_PI - _EDGE)
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


def _equidistant_conic(one: float, two: float) -> Raw:
    start = math.cos(one)
    same = abs(one - two) < _EDGE
    power = math.sin(one) if same else (start - math.cos(two)) / (two - one)
    if abs(power) < _EDGE:
        return _equirectangular
    factor = start / power + one

    def project(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
        radius = factor - lat
        return radius * np.sin(power * lon), factor - radius * np.cos(power * lon)

    return project


@dataclass(frozen=True)
class Family:
    """A kind of projection: its formula, and what d3-geo and Vega give it by default.

    ``conic``: makes the formula from two parallels. ``reach``: what is farther from the
    centre, in degrees, is not shown.
    """

    raw: Raw | None
    scale: float
    conic: Callable[[float, float], Raw] | None = None
    parallels: tuple[float, float] = (0.0, 60.0)
    rotate: tuple[float, float, float] = (0.0, 0.0, 0.0)
    center: tuple[float, float] = (0.0, 0.0)
    reach: float | None = None


_AMERICA = Family(
    None, 1070.0, _equal_area_conic, (29.5, 45.5), rotate=(96.0, 0.0, 0.0), center=(-0.6, 38.7)
)
FAMILIES: Mapping[str, Family] = MappingProxyType(
    {
        "albers": _AMERICA,
        "albersUsa": _AMERICA,
        "azimuthalEqualArea": Family(
            _azimuthal(lambda cosine: np.sqrt(2 / np.maximum(1 + cosine, _EDGE))),
            124.75, reach=179.999,
        ),
        "azimuthalEquidistant": Family(_azimuthal(_by_distance), 79.4188, reach=179.999),
        "conicConformal": Family(None, 109.5, _conformal_conic, (30.0, 30.0)),
        "conicEqualArea": Family(None, 155.424, _equal_area_conic, center=(0.0, 33.6442)),
        "conicEquidistant": Family(None, 131.154, _equidistant_conic, center=(0.0, 13.9389)),
        "equalEarth": Family(_equal_earth, 177.158),
        "equirectangular": Family(_equirectangular, 152.63),
        "gnomonic": Family(
            _azimuthal(lambda cosine: 1 / np.maximum(cosine, _EDGE)), 144.049, reach=60.0
        ),
        "identity": Family(_equirectangular, 1.0),
        "mercator": Family(_mercator, 961 / (2 * math.pi)),
        "mollweide": Family(_mollweide, 169.529),
        "naturalEarth1": Family(_natural_earth, 175.295),
        "orthographic": Family(_azimuthal(np.ones_like), 249.5, reach=90.0),
        "stereographic": Family(
            _azimuthal(lambda cosine: 1 / np.maximum(1 + cosine, _EDGE)), 250.0, reach=142.0
        ),
        "transverseMercator": Family(_transverse_mercator, 159.155),
    }
)  # fmt: skip
DEFAULT = "equalEarth"
_CENTRE = (480.0, 250.0)
_ENDLESS = {"mercator": 0, "transverseMercator": 1}
"""Projections without an end, and the axis along which a frame does not replace theirs."""
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Projection:
    """A projection of :data:`FAMILIES` with its parameters; ``pieces`` make it a composite.

    ``reach``: radians from the centre that are shown, None for all. ``window``: what a piece
    of a composite shows, ``frame``: what the whole does (pixels: left, top, right, bottom).
    ``radius``: of the points of a geometry, in pixels.
    """

    name: str
    scale: float
    translate: tuple[float, float] = _CENTRE
    rotate: tuple[float, float, float] = (0.0, 0.0, 0.0)
    center: tuple[float, float] = (0.0, 0.0)
    parallels: tuple[float, float] = (0.0, 60.0)
    reflect: tuple[bool, bool] = (False, False)
    reach: float | None = None
    window: Box | None = None
    frame: Box | None = None
    radius: float = 4.5
    pieces: tuple[Projection, ...] = field(default=())

    @property
    def is_plane(self) -> bool:
        """Whether coordinates are taken as they are: no sphere, nothing to cut."""
        return self.name == "identity"

    @cached_property
    def square(self) -> Box | None:
        """What d3-geo shows of the projections that have no end: as high as they are wide."""
        if self.name not in _ENDLESS:
            return None
        x, y = (float(place[0]) for place in self.plane(np.zeros(1), np.zeros(1)))
        half = math.pi * self.scale * (1 + 1e-9)
        square = (x - half, y - half, x + half, y + half)
        if self.frame is None:
            return square
        return tuple(  # type: ignore[return-value]  # four, as the square's
            edge if rank % 2 == _ENDLESS[self.name] else math.copysign(math.inf, rank - 1.5)
            for rank, edge in enumerate(square)
        )

    def shown(self, points: Floats) -> Floats:
        """Those of ``points`` (x, y) that are in the square of :attr:`square`."""
        if self.square is None:
            return points
        left, top, right, bottom = self.square
        x, y = points.T
        inside: Floats = points[(x >= left) & (x <= right) & (y >= top) & (y <= bottom)]
        return inside

    @cached_property
    def _raw(self) -> Raw:
        family = FAMILIES[self.name]
        if family.conic is not None:
            return family.conic(*map(math.radians, self.parallels))
        assert family.raw is not None
        return family.raw

    @cached_property
    def _turns(self) -> tuple[float, float, float]:
        turn, tilt, roll = map(math.radians, self.rotate)
        return turn, tilt, roll + HALF_PI if self.name == "transverseMercator" else roll

    def rotated(self, lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
        """Degrees to radians, the globe turned as ``rotate`` says (d3's three angles)."""
        along, up = np.radians(lon), np.radians(lat)
        turn, tilt, roll = self._turns
        along = (along + turn + math.pi) % (2 * math.pi) - math.pi
        if not (tilt or roll):
            return along, up
        x, y, z = np.cos(along) * np.cos(up), np.sin(along) * np.cos(up), np.sin(up)
        k = z * math.cos(tilt) + x * math.sin(tilt)
        turned = np.arctan2(
            y * math.cos(roll) - k * math.sin(roll), x * math.cos(tilt) - z * math.sin(tilt)
        )
        return turned, np.arcsin(np.clip(k * math.cos(roll) + y * math.sin(roll), -1, 1))

    def turned_back(self, along: Floats, up: Floats) -> tuple[Floats, Floats]:
        """The other way: turned radians to radians on the globe."""
        turn, tilt, roll = self._turns
        x, y, z = np.cos(along) * np.cos(up), np.sin(along) * np.cos(up), np.sin(up)
        k = z * math.cos(roll) - y * math.sin(roll)
        back = np.arctan2(
            y * math.cos(roll) + z * math.sin(roll), x * math.cos(tilt) + k * math.sin(tilt)
        )
        level = np.arcsin(np.clip(k * math.cos(tilt) - x * math.sin(tilt), -1, 1))
        return (back - turn + math.pi) % (2 * math.pi) - math.pi, level

    def plane(self, along: Floats, up: Floats) -> tuple[Floats, Floats]:
        """Turned radians to pixels."""
        with np.errstate(all="ignore"):
            x, y = self._raw(along, up)
            middle = self.center
            if self.name == "transverseMercator":
                middle = (-middle[1], middle[0])
            cx, cy = self._raw(*(np.radians(np.array([part])) for part in middle))
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
            return self._by_pieces(lon, lat)
        known = np.isfinite(lon) & np.isfinite(lat) & (np.abs(lat) <= 90.0001)
        along, up = self.rotated(np.where(known, lon, 0.0), np.where(known, lat, 0.0))
        if self.reach is not None:
            known &= np.cos(up) * np.cos(along) >= math.cos(self.reach) - _EDGE
        x, y = self.plane(along, up)
        if self.window is not None:
            left, top, right, bottom = self.window
            known &= (x >= left) & (x <= right) & (y >= top) & (y <= bottom)
        return np.where(known, x, np.nan), np.where(known, y, np.nan)

    def _by_pieces(self, lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
        """Each point on the first piece that shows it."""
        x, y = (np.full(np.shape(lon), np.nan) for _ in range(2))
        for piece in self.pieces:
            px, py = piece.project(lon, lat)
            free = np.isnan(x)
            x, y = np.where(free, px, x), np.where(free, py, y)
        return x, y

    def fitted(self, bounds: Box, width: float, height: float) -> Projection:
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


def _usa_pieces(whole: Projection) -> tuple[Projection, ...]:
    """The three conics of d3's ``geoAlbersUsa``, each in its window."""
    k, (x, y) = whole.scale, whole.translate

    def window(left: float, top: float, right: float, bottom: float) -> Box:
        return x + left * k, y + top * k, x + right * k, y + bottom * k

    lower = Projection(
        "albers", k, (x, y), (96, 0, 0), (-0.6, 38.7), (29.5, 45.5),
        window=window(-0.455, -0.238, 0.455, 0.238),
    )  # fmt: skip
    alaska = Projection(
        "conicEqualArea", k * 0.35, (x - 0.307 * k, y + 0.201 * k), (154, 0, 0), (-2, 58.5),
        (55, 65), window=window(-0.425, 0.120, -0.214, 0.234),
    )  # fmt: skip
    hawaii = Projection(
        "conicEqualArea", k, (x - 0.205 * k, y + 0.212 * k), (157, 0, 0), (-3, 19.9), (8, 18),
        window=window(-0.214, 0.166, -0.115, 0.234),
    )  # fmt: skip
    return lower, alaska, hawaii


def make_projection(properties: Mapping[str, object]) -> Projection:
    """The projection that a specification describes; Equal Earth where it names none."""
    given = str(properties.get("type") or DEFAULT)
    name = given if given in FAMILIES else DEFAULT
    family = FAMILIES[name]
    parallels = _numbers(properties.get("parallels"), family.parallels)
    rotate = _numbers(properties.get("rotate"), family.rotate)
    found = Projection(
        name,
        _number(properties.get("scale"), family.scale),
        _two(properties.get("translate"), _CENTRE if name != "identity" else (0.0, 0.0)),
        (*rotate, 0.0, 0.0, 0.0)[:3],  # type: ignore[arg-type]  # three, as cut
        _two(properties.get("center"), family.center),
        (parallels[0], parallels[-1]),
        (properties.get("reflectX") is True, properties.get("reflectY") is True),
        _reach(properties, family),
        frame=_frame(properties.get("clipExtent")),
        radius=max(_number(properties.get("pointRadius"), 4.5), 0.0),
    )
    return replace(found, pieces=_usa_pieces(found)) if name == "albersUsa" else found


def _reach(properties: Mapping[str, object], family: Family) -> float | None:
    if "clipAngle" in properties:
        given = properties["clipAngle"]
        angle = _number(given, 0.0)
        return math.radians(angle) if 0 < angle < 180 else None
    return None if family.reach is None else math.radians(family.reach)


def _frame(value: object) -> Box | None:
    corners = [_numbers(corner, ()) for corner in value] if isinstance(value, list | tuple) else []
    if len(corners) != 2 or any(len(corner) != 2 for corner in corners):
        return None
    (left, top), (right, bottom) = corners
    return min(left, right), min(top, bottom), max(left, right), max(top, bottom)


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
