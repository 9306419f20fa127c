"""The lines of the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles

_LINE = "{:<42}{:>12}{:>12}{:>10}{:>10}  {}"


@dataclass(frozen=True)
class Row:
    """One figure: what it is compared with, and whether it meets its goal."""

    name: str
    ours: str
    other: str
    figure: str
    goal: str
    met: bool

    @classmethod
    def ratio(
        cls, name: str, unit: str, ours: Sequence[float], bare: Sequence[float], *, goal: float
    ) -> Row:
        """Medians of ``ours`` and ``bare``, and how many times the one is the other."""
        mine, other = median(ours), median(bare)
        times = mine / other
        return cls(
            name,
            f"{mine:,.0f} {unit}",
            f"{other:,.0f} {unit}",
            f"{times:.2f} ×",
            f"≤ {goal:g} ×",
            times <= goal,
        )

    @classmethod
    def faster(
        cls, name: str, ours: Sequence[float], other: Sequence[float], *, goal: float = 0
    ) -> Row:
        """Medians in milliseconds, and how many times the other takes as long.

        Without a goal it is only said.
        """
        mine, theirs = median(ours), median(other)
        times = theirs / mine
        return cls(
            name,
            f"{mine:,.2f} ms",
            f"{theirs:,.2f} ms",
            f"{times:,.1f} ×",
            f"≥ {goal:g} ×" if goal else "",
            times >= goal,
        )

    @classmethod
    def latency(cls, name: str, values: Sequence[float], *, goal: float) -> Row:
        """Median and 95th percentile, in milliseconds; the latter is to meet the goal."""
        late = quantiles(values, n=20)[-1]
        middle = f"{median(values):.2f} ms"
        return cls(name, middle, "p95:", f"{late:.2f} ms", f"< {goal:g} ms", late < goal)

    def __str__(self) -> str:
        verdict = "" if self.met else "missed"
        line = _LINE.format(self.name, self.ours, self.other, self.figure, self.goal, verdict)
        return line.rstrip()


def heading(runs: int, *, cold: bool) -> str:
    """What the columns are, and how the figures came about."""
    state = "no module of the application compiled" if cold else "modules compiled"
    columns = _LINE.format("", "ours", "bare", "figure", "goal", "").rstrip()
    return f"Medians of {runs} runs in turns; {state}.\n{columns}"
