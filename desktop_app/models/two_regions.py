"""Two regions and those who move between them: equilibria, migration in time, its series.

The core–periphery model, its footloose twin and the two distances differ in what a region
offers; where the movers end, how they get there and how it is drawn is the same.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np

from desktop_app.models.roots import Floats
from desktop_app.models.run import Note, Output, Series, State

NUDGE = 1e-3
"""How far an exact balance is disturbed so that it may leave an unstable equilibrium."""

EXACT = 1e-9
"""A share this near to an equilibrium is on it."""

SHARES = 201
"""How many shares, from 0 to 1, the curve of the gain from moving has."""

PACE = 0.15
"""The most that the logit of a share moves in a frame."""

LEAST_MOVE = 5e-4
"""The least that a share moves in a frame: migration ends in 2 000 frames at most."""


class Equilibrium(NamedTuple):
    """A share of region 1 that stays as it is; a stable one comes back when disturbed."""

    share: float
    stable: bool


@dataclass(frozen=True)
class Landscape:
    """Every equilibrium: the interior ones by share, and whether each core holds.

    Stable and unstable ones take turns from 0 to 1. ``flat`` says that distance costs
    nothing and every share is an equilibrium.
    """

    interior: tuple[Equilibrium, ...]
    core_1: bool
    core_2: bool
    flat: bool = False

    @property
    def equilibria(self) -> tuple[Equilibrium, ...]:
        """Both cores and the interior equilibria, by share."""
        return (
            Equilibrium(0.0, self.core_2),
            *self.interior,
            Equilibrium(1.0, self.core_1),
        )

    @property
    def regime(self) -> str:
        """What can last: ``dispersion``, ``concentration``, or ``history`` where both can."""
        if self.flat:
            return "no-distance"
        spread = any(one.stable for one in self.interior)
        gathered = self.core_1 or self.core_2
        return "history" if spread and gathered else "dispersion" if spread else "concentration"

    def nudged(self, share: float) -> float:
        """``share``, or one just beside it where it is on an equilibrium that won't hold."""
        if self.flat:
            return share
        for one in self.equilibria:
            if abs(one.share - share) < EXACT and not one.stable:
                return share - NUDGE if one.share + NUDGE > 1 else share + NUDGE
        return share

    def end(self, share: float) -> float:
        """Where migration from ``share`` ends; an unstable equilibrium keeps its own."""
        if self.flat:
            return share
        below, above = Equilibrium(0.0, self.core_2), Equilibrium(1.0, self.core_1)
        for one in self.equilibria:
            if abs(one.share - share) < EXACT:
                return one.share
            if one.share < share:
                below = one
            else:
                above = one
                break
        return below.share if below.stable else above.share


class Economy(Protocol):
    """What a region offers at each share of the mobile, and where that leads."""

    def gap(self, share: Floats) -> Floats:
        """The gain from moving to region 1, of the shape of ``share``."""
        ...

    def landscape(self) -> Landscape:
        """Every equilibrium."""
        ...


def interior(found: Iterable[tuple[float, bool]]) -> tuple[Equilibrium, ...]:
    """Equilibria of pairs of a logit and a stability."""
    return tuple(Equilibrium(expit(logit), stable) for logit, stable in found)


def expit(logit: float) -> float:
    """The share whose logit this is."""
    small = math.exp(-abs(logit))
    return 1 / (1 + small) if logit >= 0 else small / (1 + small)


def advance(economy: Economy, state: State) -> State:
    """One frame of migration: dlam/dt = gamma lam (1-lam) gap, at a pace that can be seen.

    gamma is such that the largest gap moves the logit by ``PACE``. The share never passes
    the equilibrium it goes to; on an unstable one it is nudged by ``NUDGE`` first.
    """
    landscape = economy.landscape()
    share = min(max(state.values[0], 0.0), 1.0)
    start = landscape.nudged(share)
    is_nudged = state.nudged or start != share
    target = landscape.end(start)
    if abs(target - start) < EXACT:
        return State((target,), moving=False, nudged=is_nudged)
    gaps = np.abs(economy.gap(np.array([start, *np.linspace(0, 1, 17)])))
    largest = float(np.max(gaps))
    step = PACE * float(gaps[0]) / largest if largest > 0 else 0.0
    inside = min(max(start, NUDGE), 1 - NUDGE)
    move = max(step * inside * (1 - inside), LEAST_MOVE)
    if move >= abs(target - start):
        return State((target,), moving=False, nudged=is_nudged)
    return State((start + math.copysign(move, target - start),), True, is_nudged)


def perturb(economy: Economy, state: State) -> State:
    """Move a few from region 2 to region 1, or the other way where all are in region 1."""
    share = state.values[0]
    landscape = economy.landscape()
    moved = landscape.nudged(share)
    if moved == share:
        moved = share - NUDGE if share + NUDGE > 1 else share + NUDGE
    return State((moved,), moving=True, nudged=True)


def fates(landscape: Landscape, share: float, name: str, notes: list[Note]) -> dict[str, Output]:
    """The equilibria, which cores hold, where migration from ``share`` ends, the regime.

    ``name`` is what the model calls the share.
    """
    begun = landscape.nudged(share)
    if landscape.flat:
        notes.append(Note("no-distance"))
    elif begun != share:
        notes.append(Note("nudged", {"share": share, "nudge": begun - share}))
    return {
        "equilibria": [[one.share, "S" if one.stable else "U"] for one in landscape.interior],
        "core_1": landscape.core_1,
        "core_2": landscape.core_2,
        f"{name}_end": landscape.end(begun),
        "regime": landscape.regime,
    }


def outlook(landscape: Landscape, share: float) -> tuple[Note, ...]:
    """Where migration from ``share`` leads, in a sentence; nothing where it leads nowhere."""
    if landscape.flat:
        return ()
    begun = landscape.nudged(share)
    end = landscape.end(begun)
    moves = "goes" if abs(end - begun) > EXACT else "stays"
    if end in (0.0, 1.0):
        return (Note(f"{moves}-core", {"region": 1 if end else 2, "share": 100 * share}),)
    where = "equal" if abs(end - 0.5) < EXACT else "split"
    return (Note(f"{moves}-{where}", {"end": 100 * end, "share": 100 * share}),)


# -- series -------------------------------------------------------------------------------


def equilibrium_series(curve: Floats, landscape: Landscape) -> Series:
    """Every equilibrium with the gain from moving there: 0 inside, not at the cores, where
    it is what the ``curve`` of gains from 0 to 1 ends with.
    """
    shares = np.array([one.share for one in landscape.equilibria])
    gaps = np.zeros(len(shares))
    gaps[0], gaps[-1] = curve[0], curve[-1]
    return Series(
        {
            "share": shares,
            "gap": gaps,
            "stable": [one.stable for one in landscape.equilibria],
            "place": ["core-2", *["interior"] * len(landscape.interior), "core-1"],
        }
    )


class Line(NamedTuple):
    """A piece of a bifurcation diagram: its name, T, share of region 1, stability."""

    branch: str
    distances: Sequence[float]
    shares: Sequence[float]
    stable: bool


def diagram_series(lines: Iterable[Line], farthest: float) -> Series:
    """The bifurcation diagram as points in the order in which each line is drawn."""
    branches: list[str] = []
    distances: list[float] = []
    shares: list[float] = []
    stable: list[bool] = []
    for line in lines:
        last = farthest * (1 + 1e-12)  # the end itself, whatever its rounding
        kept = [rank for rank, distance in enumerate(line.distances) if distance <= last]
        branches += [line.branch] * len(kept)
        distances += [min(float(line.distances[rank]), farthest) for rank in kept]
        shares += [line.shares[rank] for rank in kept]
        stable += [line.stable] * len(kept)
    return Series({"branch": branches, "T": distances, "share": shares, "stable": stable})


def straight(branch: str, low: float, high: float, share: float, *, stable: bool) -> list[Line]:
    """A level line from ``low`` to ``high``; nothing where that is empty."""
    return [Line(branch, (low, high), (share, share), stable)] if low < high else []


def cores(region: int, hold: tuple[float, float], farthest: float) -> list[Line]:
    """The core in ``region``, which holds for T between the two numbers of ``hold``."""
    low, high = (min(max(end, 1.0), farthest) for end in hold)
    share, name = (1.0, "core-1") if region == 1 else (0.0, "core-2")
    return [
        *straight(f"{name}-before", 1.0, low, share, stable=False),
        *straight(name, low, high, share, stable=True),
        *straight(f"{name}-after", high, farthest, share, stable=False),
    ]


def mirrored(line: Line, branch: str) -> Line:
    """The same with the regions exchanged."""
    return Line(branch, line.distances, [1 - share for share in line.shares], line.stable)


def band_series(bands: Iterable[tuple[str, float, float]], farthest: float) -> Series:
    """What can last between two distances: regime, T_from, T_to."""
    kept = [
        (regime, low, min(high, farthest))
        for regime, low, high in bands
        if low < min(high, farthest)
    ]
    return Series(
        {
            "regime": [regime for regime, _, _ in kept],
            "T_from": [low for _, low, _ in kept],
            "T_to": [high for _, _, high in kept],
        }
    )
