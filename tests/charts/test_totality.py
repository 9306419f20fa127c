"""Whatever a table holds and a chart says, resolving gives a scene and no exception."""

from __future__ import annotations

import json
import math
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.charts.chart_file import read_chart, scene_data
from desktop_app.charts.resolve import resolve
from desktop_app.charts.scene import Scene
from desktop_app.charts.sources import LessonChartSource
from desktop_app.charts.spec.reader import read_specification
from desktop_app.charts.table_text import to_csv
from desktop_app.content.lesson import Lesson
from desktop_app.content.problems import ProblemLog
from tests.charts.oracle_specs import SPECS
from tests.charts.sample import HEAD, block_of, lesson_with

MEANING = """\
title: Hasard
key: id
source: insee
columns:
  id: {type: string, label: Ligne}
  n: {type: number, label: Nombre, unit: "%"}
  m: {type: number, label: Autre, unit: km}
  d: {type: date, label: Jour}
  y: {type: year, label: Année}
  s: {type: string, label: Texte}
  b: {type: boolean, label: Oui}
"""
CELLS = {
    "n": st.sampled_from(["", "0", "-3", "1e300", "-1e300", "1e-300", "5", "7.25"]),
    "m": st.sampled_from(["", "0", "-1", "2", "1000000"]),
    "d": st.sampled_from(["", "2020-03-02", "2020-08-24", "0001-01-01", "9999-12-31"]),
    "y": st.sampled_from(["", "0001", "1999", "2020", "9999"]),
    "s": st.sampled_from(["", "x", "y", "zz"]),
    "b": st.sampled_from(["", "true", "false"]),
}
ROWS = st.lists(st.fixed_dictionaries(CELLS), max_size=6)
FIELDS = st.sampled_from(list(CELLS))
CHANNEL = st.builds(
    lambda field, more: "{field: " + field + "".join(more) + "}",
    FIELDS,
    st.tuples(
        st.sampled_from(["", ", type: quantitative", ", type: temporal", ", type: nominal"]),
        st.sampled_from(
            ["", ", scale: {type: log}", ", scale: {type: symlog}", ", scale: {domain: [1, 2]}",
             ", scale: {reverse: true}", ", scale: {zero: false, nice: false}"]
        ),
        st.sampled_from(["", ", sort: null", ', sort: "-y"', ", sort: x", ", sort: [x, 2020]"]),
        st.sampled_from(["", ", bin: true", ", timeUnit: month", ", aggregate: mean"]),
        st.sampled_from(["", ", stack: normalize", ", stack: center", ", stack: null"]),
    ),
)  # fmt: skip
DATUM = st.sampled_from(["{datum: 3}", "{datum: {expr: 1 / 0}}", "{datum: {expr: managers}}"])
MARK = st.sampled_from(
    ["bar", "line", "point", "rule", "text", "area", "tick", "rect", "trail", "arc"]
)
META = st.sampled_from(["", "usermeta: {labels: true}", "usermeta: {predict: {field: n}}"])


def check(scene: Scene) -> None:
    """What holds of every scene."""
    for mark in scene.marks:
        assert mark.description
        assert mark.value is None or math.isfinite(mark.value)
    for plot, group in scene.groups:
        for name in group.columns:
            for index in range(group.count):
                value = group.value(name, index)
                assert not isinstance(value, float) or not math.isinf(value), (name, value)
        for axis in plot.axes:
            for count in (2, 6, 12):
                ticks = axis.ticks(count)
                assert all(math.isfinite(tick.position) for tick in ticks)
                assert axis.kind == "category" or len(ticks) < 100
    width = len(scene.columns)
    assert all(len(row.cells) == width for row in scene.rows)
    assert to_csv(scene, "fr").count("\r\n") == len(scene.rows) + 1
    json.dumps(scene_data(scene, scene.problems), allow_nan=False)


def resolved(lesson: Lesson, *, concealed: bool = False) -> Scene | None:
    specification = read_specification(block_of(lesson), lesson, "fr", ProblemLog())
    if specification is None:
        return None
    return resolve(specification, LessonChartSource(lesson), {}, "fr", concealed=concealed)


def table(rows: list[dict[str, str]]) -> dict[str, tuple[str, str]]:
    text = "id,n,m,d,y,s,b\n" + "".join(
        f"r{index}," + ",".join(row.values()) + "\n" for index, row in enumerate(rows)
    )
    return {"chance": (MEANING, text)}


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ROWS, MARK, CHANNEL | DATUM, CHANNEL | DATUM, st.none() | CHANNEL, META, st.booleans())
def test_never_an_exception(
    rows: list[dict[str, str]],
    mark: str,
    x: str,
    y: str,
    color: str | None,
    meta: str,
    concealed: bool,
) -> None:
    shade = f", color: {color}" if color else ""
    text = f"{HEAD}data: {{name: chance}}\nmark: {mark}\n"
    text += f"encoding: {{x: {x}, y: {y}{shade}, text: {{field: n}}}}\n{meta}\n"
    with TemporaryDirectory() as folder:
        lesson = lesson_with(Path(folder), {"it": text}, tables=table(rows))
        scene = resolved(lesson, concealed=concealed)
        if scene is not None:
            check(scene)
            assert scene == resolved(lesson, concealed=concealed)


@pytest.mark.parametrize("mark", ["bar", "line", "point", "area", "tick"])
@pytest.mark.parametrize("scale", ["linear", "log", "symlog", "sqrt"])
@pytest.mark.parametrize("rows", ["", "r,,,,,,\n", "r,-1,,,,x,\n", "r,5,,,,x,\n", "r,0,,,,x,\n"])
def test_tables_with_next_to_nothing(tmp_path: Path, mark: str, scale: str, rows: str) -> None:
    text = f"{HEAD}data: {{name: chance}}\nmark: {mark}\n"
    text += f"encoding: {{x: s, y: {{field: n, type: quantitative, scale: {{type: {scale}}}}}}}\n"
    tables = {"chance": (MEANING, "id,n,m,d,y,s,b\n" + rows)}
    scene = resolved(lesson_with(tmp_path, {"it": text}, tables=tables))
    assert scene is not None
    check(scene)
    assert scene.summary


def test_numbers_that_are_none(tmp_path: Path) -> None:
    text = f"{HEAD}mark: point\nencoding: {{x: {{datum: {{expr: 0 / 0}}}}, y: {{datum: 3}}}}\n"
    scene = resolved(lesson_with(tmp_path, {"it": text}))
    assert scene is not None
    (group,) = (group for _, group in scene.groups)
    assert group.count == 1  # as in Vega-Lite: there, and nowhere
    assert math.isnan(float(str(group.value("x", 0))))
    assert scene.marks[0].text
    check(scene)


NASTY = (None, True, "", "x", -0.0, 1e308, -1e308, 5e-324, 2**70, [1], {"a": 1}, "2020-02-30")
"""What a column can hold that nobody asked for."""


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(sorted(SPECS)),
    st.lists(
        st.dictionaries(st.sampled_from("abcdgn"), st.sampled_from(NASTY), max_size=6), max_size=5
    ),
)
def test_every_specification_over_rows_of_any_kind(name: str, rows: list[object]) -> None:
    spec = json.loads(json.dumps(SPECS[name]))
    if isinstance(spec.get("data"), dict) and "values" in spec["data"]:
        spec["data"]["values"] = rows
    chart = read_chart(json.dumps(spec), "it.json", None, {})
    json.dumps(scene_data(chart.scene, chart.problems), allow_nan=False)
    if chart.scene is not None:
        for mark in chart.scene.marks:
            assert mark.value is None or math.isfinite(mark.value)


def test_a_million_categories_end(tmp_path: Path) -> None:
    spec = {
        "data": {"sequence": {"start": 0, "stop": 100_000, "as": "a"}},
        "mark": "bar",
        "encoding": {"x": {"field": "a", "type": "nominal"}, "color": {"field": "a"}},
    }
    chart = read_chart(json.dumps(spec), "it.json", None, {})
    assert chart.scene is not None
    assert len(chart.scene.scales["x"].domain) == 10_000
    assert [problem.code for problem in chart.problems] == ["too-many-categories"]
    assert all(len(legend.items) <= 30 for legend in chart.scene.legends)
