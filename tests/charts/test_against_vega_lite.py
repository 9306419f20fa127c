"""The engine against Vega-Lite itself: same items, same scales, same domains."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from desktop_app.charts.sources import table_rows
from desktop_app.content.reader import read_lesson
from desktop_app.resources import installed_lessons
from tests.charts.oracle import by_us, by_vega_lite
from tests.charts.oracle_items import compare_items
from tests.charts.oracle_specs import SPECS, Spec

NEWER = {"bin-anchor": {"x": [5, 105]}, "bin-nice": {"x": [19, 99]}}
"""Domains that Vega 6.3 changed (bins end where their last one does); the oracle is 6.2."""


def _same(one: object, two: object) -> bool:
    if isinstance(one, int | float) and isinstance(two, int | float):
        return math.isclose(one, two, rel_tol=1e-9, abs_tol=1e-9)
    return one == two


def compare(spec: Spec, newer: Mapping[str, list[object]] = MappingProxyType({})) -> None:
    ours, chart = by_us(json.dumps(spec))
    assert ours is not None, chart.problems
    theirs = by_vega_lite(spec)
    assert ours.counts == theirs.counts
    assert ours.types == theirs.types
    for name, domain in {**theirs.domains, **newer}.items():
        found = ours.domains[name]
        assert len(found) == len(domain), (name, found, domain)
        assert all(map(_same, found, domain)), (name, found, domain)


def test_there_are_enough_of_them() -> None:
    assert len(SPECS) + len(TABLES) >= 150


ELSEWHERE = {
    "window-cume_dist": "Vega gives the first of its peers less",
    "bin-nice": "Vega 6.2 ends the domain of bins later", "bin-anchor": "as above",
    "boxplot": "Vega-Lite keeps a layer of outliers that nothing is in",
}  # fmt: skip
"""Where places differ, and why."""


@pytest.mark.parametrize("name", SPECS)
def test_own_specifications(name: str) -> None:
    compare(SPECS[name], NEWER.get(name, {}))
    if name not in ELSEWHERE:
        compare_items(SPECS[name])


MOST_ROWS = 500
"""A bar for each commune takes Vega-Lite half a minute."""


def _tables() -> dict[str, Spec]:
    """A chart of each table of the lesson: its numbers by its categories."""
    lesson = read_lesson(Path(installed_lessons()["rebattre-les-cartes"]))
    found: dict[str, Spec] = {}
    for name in lesson.table_ids():
        table = lesson.table(name)
        assert table is not None
        number = next((column.id for column in table.columns.values() if column.is_numeric), None)
        if number is None or len(table.rows) > MOST_ROWS:
            continue
        rows = [
            {key: value for key, value in row.items() if key.isprintable()}
            for row in table_rows(table)
        ]
        found[name] = {
            "data": {"values": rows},
            "mark": "bar",
            "encoding": {
                "y": {"field": table.key, "type": "nominal", "sort": "-x"},
                "x": {"field": number, "type": "quantitative"},
            },
        }
    return found


TABLES = _tables()


@pytest.mark.parametrize("name", TABLES)
def test_tables_of_the_lesson(name: str) -> None:
    compare(TABLES[name])
