"""The gallery of Vega-Lite, drawn here and by Vega-Lite itself: what is the same.

On demand alone: the examples, their data (npm ``vega-datasets``) and a ``node_modules``
with ``vega`` and ``vega-lite`` are read from where a developer has them.
"""

from __future__ import annotations

import json
import math
import re
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmarks.rows import Row
from tests.benchmarks.tree import Tree

_LOTS = re.compile(r'random\(\)|"sample"\s*:|"ci[01]?"')
"""What is drawn by lot (bootstrapped intervals too): no two runs of Vega agree on it."""
_LONGEST = 3_600
Results = Mapping[str, Mapping[str, Any]]


@dataclass
class Comparison:
    """Names of examples by outcome; ``reasons`` of what is refused, each example once."""

    outcomes: dict[str, list[str]] = field(default_factory=dict)
    reasons: Counter[str] = field(default_factory=Counter)
    differences: dict[str, list[str]] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        names = ("identical", "by lot", "refused", "wrong", "crashed", "not by Vega-Lite either")
        total = sum(map(len, self.outcomes.values()))
        counts = [f"{len(self.outcomes.get(name, ()))} {name}" for name in names]
        yield f"{total} examples: {', '.join(counts)}"
        for reason, count in self.reasons.most_common():
            yield f"  refused {count:>4}  {reason}"
        for outcome in ("by lot", "wrong", "crashed"):
            for name in self.outcomes.get(outcome, ()):
                yield f"  {outcome}: {name}: {'; '.join(self.differences[name])}"


def compare_gallery(
    tree: Tree, specs: Path, datasets: Path, modules: Path, runs: int
) -> Iterator[str | Row]:
    """The lines to print: outcomes, then the times of what both draw."""
    ours: list[Results] = []
    theirs: list[Results] = []
    for _ in range(runs):
        result = tree.scratch / "gallery.json"
        tree.run("gallery", specs, datasets, result)
        ours.append(json.loads(result.read_text(encoding="utf-8")))
        theirs.append(_of_vega_lite(specs, datasets, modules, result))
    texts = {name: (specs / name).read_text(encoding="utf-8") for name in ours[0]}
    yield from _compared(ours[0], theirs[0], texts).lines()
    both = [name for name in ours[0] if "ms" in ours[0][name] and "ms" in theirs[0][name]]
    mine, other = ({name: median(run[name]["ms"] for run in all_) for name in both}
                   for all_ in (ours, theirs))  # fmt: skip
    yield Row.ratio("resolve an example", "ms", [*mine.values()], [*other.values()], goal=1)
    sums = (sum(mine.values()), sum(other.values()))
    yield Row.ratio(f"resolve {len(both)} examples", "ms", sums[:1], sums[1:], goal=1)


def _of_vega_lite(specs: Path, datasets: Path, modules: Path, result: Path) -> Results:
    script = Path(__file__).with_name("gallery.mjs")
    command = ["node", *map(str, (script, specs, datasets, modules, result))]
    subprocess.run(command, check=True, timeout=_LONGEST)
    found: Results = json.loads(result.read_text(encoding="utf-8"))
    return found


def _compared(ours: Results, theirs: Results, texts: Mapping[str, str]) -> Comparison:
    found = Comparison()
    for name, mine in ours.items():
        other = theirs.get(name, {"error": "not run"})
        if "crashed" in mine:
            outcome, found.differences[name] = "crashed", [mine["crashed"]]
        elif "refused" in mine:
            outcome = "refused"
            found.reasons.update(mine["refused"])
        elif "error" in other:
            outcome = "not by Vega-Lite either"
        else:
            found.differences[name] = list(_differences(mine, other))
            outcome = "wrong" if found.differences[name] else "identical"
            if outcome == "wrong" and _LOTS.search(texts[name]):
                outcome = "by lot"
        found.outcomes.setdefault(outcome, []).append(name)
    return found


def _differences(mine: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[str]:
    counts = [{mark: count for mark, count in one["counts"].items() if count}
              for one in (mine, other)]  # fmt: skip
    if counts[0] != counts[1]:
        yield f"{counts[0]} items, {counts[1]}"
    for name in sorted({*mine["scales"], *other["scales"]}):
        one, two = mine["scales"].get(name), other["scales"].get(name)
        if one is None or two is None:
            yield f"scale {name} is in one alone"
        elif one["type"] != two["type"]:
            yield f"scale {name}: {one['type']}, {two['type']}"
        elif not _same_domain(one["domain"], two["domain"]):
            yield f"domain of {name}: {str(one['domain'])[:80]}, {str(two['domain'])[:80]}"


def _same_domain(one: list[object], two: list[object]) -> bool:
    return len(one) == len(two) and all(map(_same, one, two))


def _same(one: object, two: object) -> bool:
    numbers = [type(value) in (int, float) for value in (one, two)]
    if all(numbers):
        return math.isclose(one, two, rel_tol=1e-9, abs_tol=1e-9)  # type: ignore[arg-type]
    return one == two if isinstance(one, str) == isinstance(two, str) else str(one) == str(two)
