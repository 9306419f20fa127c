"""From the freeness of exchange to distances: T = phi^(-1/(sigma-1))."""

from __future__ import annotations

import math

from desktop_app.models.run import Note

LARGEST = 690.0
"""exp of more than this is more than any number that can be shown."""

NO_DISTANCE = 1e-9
"""Where ln T is less, the distance costs nothing."""


def distance_at(tau: float | None, sigma: float) -> float:
    """T where -ln phi is ``tau``; infinite where there is none, or beyond numbers."""
    exponent = math.inf if tau is None else tau / (sigma - 1)
    return math.exp(exponent) if exponent < LARGEST else math.inf


def threshold(
    output: str, tau: float | None, sigma: float, missing: Note, notes: list[Note]
) -> float | None:
    """T where -ln phi is ``tau``; None, with a note, where there is no such T."""
    if tau is None or math.isinf(tau):
        _say(missing, notes)
        return None
    exponent = tau / (sigma - 1)
    if exponent > LARGEST:
        power = math.floor(exponent / math.log(10))
        _say(Note("beyond-numbers", {"output": output, "power": power}), notes)
        return None
    return math.exp(exponent)


def _say(note: Note, notes: list[Note]) -> None:
    if note not in notes:
        notes.append(note)
