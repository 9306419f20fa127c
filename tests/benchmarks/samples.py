"""What repeated runs of programs say, figure by figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tests.benchmarks.tree import Argument, Figures, Tree


class Samples(Mapping[str, list[float]]):
    """Every value of each figure."""

    def __init__(self) -> None:
        self._values: defaultdict[str, list[float]] = defaultdict(list)

    def add(self, figures: Figures) -> None:
        for name, value in figures.items():
            self._values[name] += value if isinstance(value, list) else [value]

    def __getitem__(self, name: str) -> list[float]:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


def alternate(
    tree: Tree, runs: int, one: Sequence[Argument], other: Sequence[Argument]
) -> tuple[Samples, Samples]:
    """Run two programs in turns, after one run of each that does not count."""
    samples = Samples(), Samples()
    for run in range(runs + 1):
        for program, kept in zip((one, other), samples, strict=True):
            figures = tree.run(*program)
            if run:
                kept.add(figures)
    return samples
