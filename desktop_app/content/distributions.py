"""What can be asked of a whole column: totals, ranks, and how unequal it is.

The numbers are sorted and summed once; each question is then a search, so that a text
that asks it of 35,000 rows follows a slider.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Iterable
from itertools import accumulate


class Distribution:
    """The numbers of a column, smallest first; missing ones are left out."""

    def __init__(self, numbers: Iterable[float]) -> None:
        self._numbers = sorted(number for number in numbers if not math.isnan(number))
        self._sums = [0.0, *accumulate(self._numbers)]

    def count(self) -> float:
        """How many numbers there are."""
        return float(len(self._numbers))

    def sum(self) -> float:
        """Their total."""
        return self._sums[-1]

    def count_below(self, limit: float) -> float:
        """How many are less than ``limit``."""
        return float(bisect_left(self._numbers, limit))

    def sum_below(self, limit: float) -> float:
        """The total of those that are less than ``limit``."""
        return self._sums[bisect_left(self._numbers, limit)]

    def sum_largest(self, count: float) -> float:
        """The total of the ``count`` largest; of 348.75 of them, the 348 largest."""
        kept = min(max(math.floor(count + 1e-9), 0), len(self._numbers))
        return self._sums[-1] - self._sums[len(self._numbers) - kept]

    def largest_reaching(self, total: float) -> float:
        """How many of the largest it takes, at least, to reach ``total``.

        NaN where all of them together do not. None is to be negative.
        """
        slack = 1e-12 * abs(self._sums[-1])
        if total > self._sums[-1] + slack:
            return math.nan
        rest = self._sums[-1] - total + slack
        # The most of the smallest ones that may be left out: their total is not over `rest`.
        left_out = bisect_left(self._sums, math.nextafter(rest, math.inf)) - 1
        return float(len(self._numbers) - max(left_out, 0))

    def gini(self) -> float:
        """The Gini coefficient: 0 where all are equal, near 1 where one holds all.

        Twice the area between the Lorenz curve and the diagonal:
        ``2 Σ i·x_i / (n Σ x_i) - (n + 1) / n`` with ``x`` sorted, ``i`` from 1 (Gini 1912;
        Cowell, *Measuring Inequality*, 2011). NaN for no number, or none but zeros.
        """
        count, total = len(self._numbers), self._sums[-1]
        if not total:
            return math.nan
        ranked = math.fsum(rank * x for rank, x in enumerate(self._numbers, 1))
        return 2 * ranked / (count * total) - (count + 1) / count


FUNCTIONS: dict[str, tuple[int, Callable[..., float]]] = {
    "count": (0, Distribution.count),
    "sum": (0, Distribution.sum),
    "count_below": (1, Distribution.count_below),
    "sum_below": (1, Distribution.sum_below),
    "sum_largest": (1, Distribution.sum_largest),
    "largest_reaching": (1, Distribution.largest_reaching),
    "gini": (0, Distribution.gini),
}
"""By name: how many numbers it takes after the column, and what it asks."""
