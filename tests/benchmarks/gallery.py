"""What this application makes of each example of a gallery, and the time it took."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from time import perf_counter

from desktop_app.charts.chart_file import read_chart, scene_data
from tests.benchmarks.report import report

_VEGA_MARKS = {
    "bar": "rect", "tick": "rect", "rect": "rect", "point": "symbol", "circle": "symbol",
    "square": "symbol", "geoshape": "shape",
}  # fmt: skip


def example(path: Path, data: Path) -> dict[str, object]:
    """Items per mark of Vega and domains; or why there are none."""
    text = path.read_text(encoding="utf-8")
    start = perf_counter()
    try:
        chart = read_chart(text, path.name, data, {})
        milliseconds = (perf_counter() - start) * 1e3
        told = scene_data(chart.scene, chart.problems)
    except Exception as error:  # whatever it is, it is a result: a crash
        return {"crashed": f"{type(error).__name__}: {error}"}
    if chart.errors:
        return {"refused": sorted({_reason(problem.code, problem.values)
                                   for problem in chart.errors})}  # fmt: skip
    counts: dict[str, int] = {}
    for mark in told["marks"]:  # type: ignore[attr-defined]  # a list of mappings
        name = _VEGA_MARKS.get(mark["type"], mark["type"])
        counts[name] = counts.get(name, 0) + mark["count"]
    return {"ms": milliseconds, "counts": counts, "scales": told["scales"]}


def _reason(code: str, values: Mapping[str, object]) -> str:
    named = ("value", "key", "mark", "transform", "function", "name")
    what = next((str(values[key]) for key in named if values.get(key)), "")
    return f"{code}: {what}" if what else code


def main(specs: str, datasets: str, result: str) -> None:
    paths = sorted(Path(specs).glob("*.vl.json"))
    found = {path.name: example(path, Path(datasets)) for path in paths}
    Path(result).write_text(json.dumps(found), encoding="utf-8")
    report({})


if __name__ == "__main__":
    main(*sys.argv[1:])
