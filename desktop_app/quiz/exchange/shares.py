"""The shares of a mark that Moodle knows, and how others are made one of them.

Moodle refuses, in a quiz file, an answer that is worth another share than those of its own
list (``question/engine/bank.php``, ``question_bank::ensure_grade_options_initialised``).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from functools import cache, lru_cache

_PARTS = (
    Fraction(1), Fraction(9, 10), Fraction(5, 6), Fraction(4, 5), Fraction(3, 4),
    Fraction(7, 10), Fraction(2, 3), Fraction(3, 5), Fraction(1, 2), Fraction(2, 5),
    Fraction(1, 3), Fraction(3, 10), Fraction(1, 4), Fraction(1, 5), Fraction(1, 6),
    Fraction(1, 7), Fraction(1, 8), Fraction(1, 9), Fraction(1, 10), Fraction(1, 20),
    Fraction(0),
)  # fmt: skip
KNOWN = tuple(float(part) for part in _PARTS)
"""What an answer may be worth, or cost, in Moodle."""
NEAR = 0.006
"""A share written with two digits (33 %) stands for the known one that it rounds."""
_STEPS = 20
"""Where shares have to make a whole, they are told out in twentieths."""
_WHOLE_STEPS = {step: step / _STEPS for step in range(_STEPS + 1) if step / _STEPS in KNOWN}


@lru_cache(maxsize=1_000)
def nearest_share(share: float) -> float:
    """The known share next to ``share``, on its side of zero; NaN counts as nothing."""
    if not math.isfinite(share):
        return 0.0
    found = min(KNOWN, key=lambda known: abs(known - abs(share)))
    return math.copysign(found, share) if found else 0.0


def read_share(percent: float) -> float:
    """The share that a file means by ``percent``: 33.33333 is a third."""
    share = percent / 100
    known = nearest_share(share)
    return known if abs(known - share) < NEAR else share


def is_known(share: float) -> bool:
    return abs(nearest_share(share) - share) < 1e-5


def percent_text(share: float) -> str:
    """``share`` in percent, with the five decimals that tell Moodle's shares apart."""
    return f"{share * 100:.5f}".rstrip("0").rstrip(".")


def whole_shares(shares: Sequence[float]) -> list[float] | None:
    """Known shares near ``shares``, none of them nothing, that make a whole together.

    None where there are too many for that.
    """
    known = [nearest_share(share) for share in shares]
    if all(share > 0 for share in known) and abs(sum(known) - 1) < 0.004:
        return known
    if not 0 < len(shares) <= _STEPS:
        return None
    found = _told_out(tuple(shares))
    return None if found is None else list(found)


@cache
def _told_out(shares: tuple[float, ...]) -> tuple[float, ...] | None:
    """The shares in twentieths that differ least from ``shares``, by dynamic programming."""
    best: dict[int, tuple[float, tuple[float, ...]]] = {0: (0.0, ())}
    for share in shares:
        found: dict[int, tuple[float, tuple[float, ...]]] = {}
        for used, (cost, chosen) in best.items():
            for step, part in _WHOLE_STEPS.items():
                total = used + step
                if not step or total > _STEPS:
                    continue
                price = cost + abs(part - share)
                if total not in found or price < found[total][0]:
                    found[total] = (price, (*chosen, part))
        best = found
    return best[_STEPS][1] if _STEPS in best else None
