"""Ramps: colours one after the other, and every mixture between two neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from desktop_app.charts.scaling.colours import parse_colour
from desktop_app.charts.scaling.mixing import SPACES, steps_between

Floats = NDArray[np.float64]
RGB = "rgb"


@dataclass(frozen=True)
class Ramp:
    """Colours evenly spaced from 0 to 1, mixed in the space ``mix`` (see ``SPACES``).

    ``gamma`` is that of the mixture (rgb, cubehelix). ``start`` and ``stop`` are the part of
    the ramp that 0 and 1 stand for; either may be the larger one.
    """

    colours: tuple[str, ...]
    mix: str = RGB
    gamma: float = 1.0
    start: float = 0.0
    stop: float = 1.0

    @cached_property
    def _known(self) -> Floats:
        """A row of red, green, blue (0 to 255) and opacity for each colour that is one."""
        found = [parsed for colour in self.colours if (parsed := parse_colour(colour))]
        return np.array(found or [(0, 0, 0, 0.0)], float)

    @cached_property
    def _pieces(self) -> tuple[Floats, Floats]:
        into, _, hue = SPACES[self.mix]
        with np.errstate(all="ignore"):
            rgb = self._known[:, :3]
            placed = into(rgb**self.gamma if self.mix == RGB and self.gamma != 1 else rgb)
        long = self.mix.endswith("-long")
        start, delta = steps_between(placed, hue=hue, long=long)
        opacity = self._known[:, 3:]
        return np.hstack([start, opacity[:-1]]), np.hstack([delta, np.diff(opacity, axis=0)])

    def at(self, shares: Floats) -> list[str | None]:
        """The colours at ``shares`` of the ramp, as hexadecimals; None for NaN."""
        shares = np.asarray(shares, float)
        known = np.isfinite(shares)
        values, places = np.unique(shares[known], return_inverse=True)
        names = self._names(self._mixed(self.start + (self.stop - self.start) * values))
        found: list[str | None] = [None] * len(shares)
        for rank, place in zip(np.flatnonzero(known).tolist(), places.tolist(), strict=True):
            found[rank] = names[place]
        return found

    def colour(self, share: float) -> str:
        """The colour at one share."""
        return self.at(np.array([share]))[0] or self.colours[0]

    def _mixed(self, shares: Floats) -> Floats:
        """Rows of red, green, blue and opacity."""
        if len(self._known) < 2:
            return np.repeat(self._known, len(shares), axis=0)
        start, delta = self._pieces
        at = shares * len(start)
        piece = np.clip(np.floor(at), 0, len(start) - 1).astype(int)
        within = (at - piece)[:, None]
        opacity = start[piece, 3:] + delta[piece, 3:] * within
        if self.mix.startswith("cubehelix") and self.gamma != 1:
            bent = np.hstack([within, within, np.maximum(within, 0) ** self.gamma])
        else:
            bent = within
        _, back, _ = SPACES[self.mix]
        with np.errstate(all="ignore"):
            rgb = back(start[piece, :3] + delta[piece, :3] * bent)
            if self.mix == RGB and self.gamma != 1:
                rgb = np.maximum(rgb, 0) ** (1 / self.gamma)
        return np.hstack([rgb, opacity])

    @staticmethod
    def _names(rows: Floats) -> list[str]:
        whole = np.floor(np.clip(np.nan_to_num(rows[:, :3]), 0, 255) + 0.5).astype(int)
        alpha = np.floor(np.clip(rows[:, 3], 0, 1) * 255 + 0.5).astype(int)
        return [
            f"#{red:02x}{green:02x}{blue:02x}" + (f"{share:02x}" if share < 255 else "")
            for (red, green, blue), share in zip(whole.tolist(), alpha.tolist(), strict=True)
        ]

    def part(self, start: float, stop: float) -> Ramp:
        """The part of the ramp between two shares of it."""
        return replace(self, start=start, stop=stop)

    def reversed(self) -> Ramp:
        return replace(self, start=self.stop, stop=self.start)

    def steps(self, count: int) -> tuple[str, ...]:
        """``count`` colours of the ramp, without its ends (Vega's quantized interpolator)."""
        shares = np.arange(1, count + 1) / (count + 1)
        return tuple(colour or self.colours[0] for colour in self.at(shares))


def ramp_between(colours: Sequence[object], mix: object = RGB, gamma: object = 1.0) -> Ramp:
    """The ramp through ``colours``; in rgb where ``mix`` is none that is known."""
    names = tuple(str(colour) for colour in colours) or ("#000000",)
    way = mix if isinstance(mix, str) and mix in SPACES else RGB
    bent = float(gamma) if isinstance(gamma, int | float) and 0 < gamma < 1_000 else 1.0
    return Ramp(names, way, bent)
