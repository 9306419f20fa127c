"""Maps of zones for the service markets. Imports no numpy."""

from __future__ import annotations

import math
from dataclasses import dataclass

MOST_ZONES = 1_000
"""A map of more zones than this is refused."""

HEX_SPACING = 20.0
"""Kilometres between neighbours on the map ``hex37``."""

METROPOLIS, TOWN, SMALL_TOWN = "metropolis", "towns", "small_towns"
KINDS = (METROPOLIS, TOWN, SMALL_TOWN)
"""The kinds of zone of ``hex37``, as its outputs name them."""

_POPULATIONS = {METROPOLIS: 300.0, TOWN: 50.0, SMALL_TOWN: 10.0}


@dataclass(frozen=True)
class Zone:
    """A place where people live and where services can be.

    ``x`` and ``y`` in kilometres, ``population`` in thousands. ``kind`` groups zones in
    the outputs; ``cost`` is what a unit of capacity costs here, 1 being usual.
    """

    name: str
    x: float
    y: float
    population: float
    kind: str = ""
    cost: float = 1.0


def hex37() -> tuple[Zone, ...]:
    """A metropolis, six towns and thirty small towns on three hexagonal rings.

    Axial coordinates q, r with |q|, |r|, |q + r| ≤ 3, neighbours 20 km apart. The
    metropolis is first.
    """
    zones = []
    for q in range(-3, 4):
        for r in range(-3, 4):
            ring = max(abs(q), abs(r), abs(q + r))
            if ring > 3:
                continue
            vertex = ring == 2 and 0 in (q, r, q + r)
            kind = METROPOLIS if ring == 0 else TOWN if vertex else SMALL_TOWN
            x, y = HEX_SPACING * (q + r / 2), HEX_SPACING * math.sqrt(3) / 2 * r
            zones.append((ring, math.atan2(y, x) % math.tau, kind, x, y))
    zones.sort(key=lambda zone: (KINDS.index(zone[2]), zone[0], zone[1]))
    named = [Zone(METROPOLIS, 0.0, 0.0, _POPULATIONS[METROPOLIS], METROPOLIS)]
    for kind, name in ((TOWN, "town"), (SMALL_TOWN, "small-town")):
        places = [(x, y) for _, _, other, x, y in zones if other == kind]
        for number, (x, y) in enumerate(places, 1):
            named.append(Zone(f"{name}-{number}", x, y, _POPULATIONS[kind], kind))
    return tuple(named)


def ring(count: int, spacing: float) -> tuple[Zone, ...]:
    """``count`` equal zones on a circle, ``spacing`` kilometres apart along it."""
    radius = count * spacing / math.tau
    return tuple(
        Zone(
            str(rank + 1),
            radius * math.sin(math.tau * rank / count),
            radius * math.cos(math.tau * rank / count),
            1.0,
        )
        for rank in range(count)
    )


def two(distance: float) -> tuple[Zone, ...]:
    """Two equal zones, ``distance`` kilometres apart."""
    return (Zone("1", -distance / 2, 0.0, 1.0), Zone("2", distance / 2, 0.0, 1.0))
