"""Mixing colours in the spaces that Vega names: rgb, hsl, lab, hcl, cubehelix.

CIELAB and its polar form HCL are CIE 15:2004's, with the white of D50 and sRGB's curve
(IEC 61966-2-1); cubehelix is D. A. Green's (Bull. Astr. Soc. India 39, 289, 2011). In the
spaces with a hue the shorter way round is taken, unless the name ends in ``-long``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Space = Callable[[Floats], Floats]
"""From rows of three coordinates to rows of three others."""

_WHITE = np.array([0.96422, 1.0, 0.82521])
_TO_XYZ = np.array(
    [
        [0.4360747, 0.3850649, 0.1430804],
        [0.2225045, 0.7168786, 0.0606169],
        [0.0139322, 0.0971045, 0.7141733],
    ]
)
_FROM_XYZ = np.array(
    [
        [3.1338561, -1.6168667, -0.4906146],
        [-0.9787684, 1.9161415, 0.0334540],
        [0.0719453, -0.2289914, 1.4052427],
    ]
)
_KNEE = 6 / 29
_HELIX = np.array([[-0.14861, 1.78277], [-0.29227, -0.90649], [1.97294, 0.0]])


def _same(rgb: Floats) -> Floats:
    return rgb


def _lab(rgb: Floats) -> Floats:
    share = rgb / 255
    light = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    xyz = light @ _TO_XYZ.T / _WHITE
    xyz = np.where(xyz > _KNEE**3, np.cbrt(xyz), xyz / (3 * _KNEE**2) + 4 / 29)
    x, y, z = xyz.T
    a, b = 500 * (x - y), 200 * (y - z)
    grey = (rgb == rgb[:, :1]).all(axis=1)
    return np.column_stack([116 * y - 16, np.where(grey, 0.0, a), np.where(grey, 0.0, b)])


def _from_lab(lab: Floats) -> Floats:
    y = (lab[:, 0] + 16) / 116
    xyz = np.column_stack([y + lab[:, 1] / 500, y, y - lab[:, 2] / 200])
    xyz = np.where(xyz > _KNEE, xyz**3, 3 * _KNEE**2 * (xyz - 4 / 29)) * _WHITE
    light = xyz @ _FROM_XYZ.T
    bright = 1.055 * np.maximum(light, 0.0031308) ** (1 / 2.4) - 0.055
    return np.asarray(255 * np.where(light <= 0.0031308, 12.92 * light, bright))


def _hcl(rgb: Floats) -> Floats:
    """Hue (degrees), chroma, lightness; greys have no hue, black and white no chroma."""
    light, a, b = _lab(rgb).T
    grey = (a == 0) & (b == 0)
    hue = np.where(grey, np.nan, np.degrees(np.arctan2(b, a)) % 360)
    blank = grey & ((light <= 0) | (light >= 100))
    return np.column_stack([hue, np.where(blank, np.nan, np.hypot(a, b)), light])


def _from_hcl(hcl: Floats) -> Floats:
    hue, chroma, light = np.radians(hcl[:, 0]), hcl[:, 1], hcl[:, 2]
    a, b = np.cos(hue) * chroma, np.sin(hue) * chroma
    return _from_lab(np.column_stack([light, np.nan_to_num(a), np.nan_to_num(b)]))


def _hsl(rgb: Floats) -> Floats:
    share = rgb / 255
    top, low = share.max(axis=1), share.min(axis=1)
    span, total = top - low, top + low
    red, green, blue = share.T
    safe = np.where(span == 0, 1.0, span)
    hue = np.where(
        red == top,
        (green - blue) / safe % 6,
        np.where(green == top, (blue - red) / safe + 2, (red - green) / safe + 4),
    )
    grey = span == 0
    room = np.where(total < 1, total, 2 - total)
    full = np.where(grey, 0.0, span / np.where(room == 0, 1.0, room))
    blank = grey & ((total <= 0) | (total >= 2))
    return np.column_stack(
        [np.where(grey, np.nan, hue * 60), np.where(blank, np.nan, full), total / 2]
    )


def _from_hsl(hsl: Floats) -> Floats:
    hue, full, light = np.nan_to_num(hsl[:, 0]) % 360, np.nan_to_num(hsl[:, 1]), hsl[:, 2]
    top = light + np.where(light < 0.5, light, 1 - light) * full
    low = 2 * light - top
    found = []
    for turn in (120, 0, -120):
        at = (hue + turn) % 360 / 60
        found.append(low + (top - low) * np.clip(np.minimum(at, 4 - at), 0, 1))
    return 255 * np.column_stack(found)


def _cubehelix(rgb: Floats) -> Floats:
    red, green, blue = (rgb / 255).T
    (a, b), (c, d), (e, _) = _HELIX
    light = ((b * c - d * a) * blue + e * d * red - e * b * green) / (b * c - d * a + e * d - e * b)
    x = blue - light
    y = (e * (green - light) - c * x) / d
    room = light * (1 - light)
    grey = (room == 0) | (np.hypot(x, y) < 1e-12)
    full = np.hypot(x, y) / np.where(room == 0, 1.0, e * room)
    hue = np.degrees(np.arctan2(y, x)) - 120
    return np.column_stack(
        [np.where(grey, np.nan, hue % 360), np.where(room == 0, np.nan, full), light]
    )


def _from_cubehelix(helix: Floats) -> Floats:
    hue = np.radians(np.nan_to_num(helix[:, 0]) + 120)
    light = helix[:, 2]
    wave = np.nan_to_num(helix[:, 1]) * light * (1 - light)
    turn = np.column_stack([np.cos(hue), np.sin(hue)])
    return np.asarray(255 * (light[:, None] + wave[:, None] * (turn @ _HELIX.T)))


SPACES: Mapping[str, tuple[Space, Space, bool]] = MappingProxyType(
    {
        "rgb": (_same, _same, False),
        "lab": (_lab, _from_lab, False),
        "hcl": (_hcl, _from_hcl, True),
        "hcl-long": (_hcl, _from_hcl, True),
        "hsl": (_hsl, _from_hsl, True),
        "hsl-long": (_hsl, _from_hsl, True),
        "cubehelix": (_cubehelix, _from_cubehelix, True),
        "cubehelix-long": (_cubehelix, _from_cubehelix, True),
    }
)
"""Name -> into the space, back to rgb (0 to 255), and whether the first axis is a hue."""


def steps_between(ends: Floats, *, hue: bool, long: bool) -> tuple[Floats, Floats]:
    """Where each of the pieces between the rows of ``ends`` starts, and how far it goes.

    Where one end has no coordinate (the hue of a grey) the piece keeps the other one's.
    """
    start, stop = ends[:-1].copy(), ends[1:]
    delta = stop - start
    start = np.where(np.isnan(start), stop, start)
    delta = np.nan_to_num(delta)
    if hue and not long:
        turn = delta[:, 0]
        delta[:, 0] = np.where(np.abs(turn) > 180, turn - 360 * np.floor(turn / 360 + 0.5), turn)
    return start, delta
