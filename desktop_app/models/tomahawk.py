"""The bifurcation diagram of the models of :mod:`agglomeration`, and what it says in words.

For equal regions it is the tomahawk: both cores hold up to T_sustain, equality holds from
T_break on, and between the two history decides. For unequal regions it is cut in two: the
break point is gone, and each core has a point of sustain of its own.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import lru_cache

import numpy as np

from desktop_app.models import two_regions
from desktop_app.models.agglomeration import Agglomeration
from desktop_app.models.distances import distance_at, threshold
from desktop_app.models.run import Note, Output, Series
from desktop_app.models.two_regions import Landscape, Line

POINTS = 400
"""How many points of the diagram lie on its curves."""

FARTHEST = 10.0
"""A threshold beyond this is not followed by the diagram's axis."""


def thresholds(long_run: Agglomeration, sigma: float, notes: list[Note]) -> dict[str, Output]:
    """T_break and T_sustain, or a point of sustain for each of two unequal regions.

    What doesn't exist is None, and a note says why.
    """
    hole = Note("black-hole")
    no_break = hole if long_run.is_black_hole else Note("unequal-regions")
    broken = threshold("T_break", long_run.break_point(), sigma, no_break, notes)
    if long_run.is_symmetric:
        sustained = threshold("T_sustain", long_run.sustain_point(1), sigma, hole, notes)
        return {"T_break": broken, "T_sustain": sustained}
    found: dict[str, Output] = {"T_break": broken, "T_sustain": None}
    for region in (1, 2):
        point: float | None = long_run.sustain_point(region)
        missing = hole if long_run.is_black_hole else Note("core-always", {"region": region})
        if point == 0:
            point, missing = None, Note("core-never", {"region": region})
        output = f"T_sustain_{region}"
        found[output] = threshold(output, point, sigma, missing, notes)
    return found


def summary(long_run: Agglomeration, landscape: Landscape, outputs: Mapping[str, Output]) -> Note:
    """What can last here, and between which distances, in one sentence."""
    if landscape.flat:
        return Note("no-distance")
    if long_run.is_black_hole:
        return Note("black-hole")
    if long_run.is_symmetric:
        return Note(landscape.regime, outputs)
    if landscape.regime == "concentration":
        both = landscape.core_1 and landscape.core_2
        region = 1 if landscape.core_1 else 2
        return Note("either-core") if both else Note("one-core", {"region": region})
    return Note(f"unequal-{landscape.regime}", outputs)


def reach(long_run: Agglomeration, sigma: float, distance: float, shown: float) -> float:
    """The last T of the diagram: it shows the thresholds, unless they are very far."""
    points = (long_run.sustain_point(1), long_run.sustain_point(2), long_run.break_point())
    known = [distance_at(point, sigma) for point in points if point is not None]
    near = [1.1 * one for one in known if one < FARTHEST]
    return max(shown, distance * 1.05, *near, 1.0)


@lru_cache(maxsize=8)  # along T nothing of it changes but where one stands
def diagram_series(long_run: Agglomeration, sigma: float, farthest: float) -> Series:
    """The whole diagram up to T = ``farthest``, as :func:`two_regions.diagram_series`."""
    return two_regions.diagram_series(_diagram(long_run, sigma, farthest), farthest)


def band_series(long_run: Agglomeration, sigma: float, farthest: float) -> Series:
    """The distances at which each regime rules; none where the regions are unequal."""
    return two_regions.band_series(_bands(long_run, sigma, farthest), farthest)


def _diagram(long_run: Agglomeration, sigma: float, farthest: float) -> Iterator[Line]:
    for region in (1, 2):
        point = distance_at(long_run.sustain_point(region), sigma)
        yield from two_regions.cores(region, (1.0, point), farthest)
    branch = long_run.branch((sigma - 1) * math.log(farthest), POINTS)
    distances = np.exp(branch.tau / (sigma - 1)).tolist()
    shares = [two_regions.expit(logit) for logit in branch.logit.tolist()]
    if not long_run.is_symmetric:
        yield from _pieces(distances, shares, branch.stable, farthest)
        return
    middle = distance_at(long_run.break_point(), sigma)
    last = distance_at(long_run.sustain_point(1), sigma)
    equal = min(middle, farthest)
    yield from two_regions.straight("equal-before", 1.0, equal, 0.5, stable=False)
    yield from two_regions.straight("equal", equal, farthest, 0.5, stable=True)
    if distances:
        arm = Line("arm-1", [middle, *distances, last], [0.5, *shares, 1.0], stable=False)
        yield arm
        yield two_regions.mirrored(arm, "arm-2")


def _pieces(
    distances: list[float], shares: list[float], stable: tuple[bool, ...], farthest: float
) -> Iterator[Line]:
    """The branch of unequal regions, cut where stability turns or the curve leaves."""
    apart = max(0.1 * (farthest - 1), 0.05)
    begun, number = 0, 1
    for rank in range(1, len(shares) + 1):
        ends = rank == len(shares)
        leaves = ends or (
            shares[rank] - shares[rank - 1] > 0.02
            and abs(distances[rank] - distances[rank - 1]) > apart
        )
        if not leaves and stable[rank] == stable[rank - 1]:
            continue
        last = rank if leaves else rank + 1  # both pieces of a fold hold its point
        name = f"interior-{number}"
        yield Line(name, distances[begun:last], shares[begun:last], stable[begun])
        begun, number = rank, number + 1


def _bands(
    long_run: Agglomeration, sigma: float, farthest: float
) -> Iterator[tuple[str, float, float]]:
    if not long_run.is_symmetric:
        return
    middle, last = (
        distance_at(long_run.break_point(), sigma),
        distance_at(long_run.sustain_point(1), sigma),
    )
    if long_run.is_black_hole:
        yield "concentration", 1.0, farthest
        return
    yield "concentration", 1.0, middle
    yield "history", middle, last
    yield "dispersion", last, math.inf
