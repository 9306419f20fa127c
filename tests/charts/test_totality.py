"""Whatever a table holds and a chart says, resolving gives a scene and no exception."""

from __future__ import annotations

import math
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from desktop_app.charts.specification import read_specification
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.charts.resolve import resolve
from desktop_app.charts.scene import Scene
from desktop_app.content.problems import ProblemLog
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
    lambda field, kind, scale, sort: f"{{field: {field}{kind}{scale}{sort}}}",
    FIELDS,
    st.sampled_from(["", ", type: quantitative", ", type: temporal", ", type: nominal"]),
    st.sampled_from(
        ["", ", scale: {type: log}", ", scale: {domain: [1, 2]}", ", scale: {reverse: true}",
         ", scale: {zero: false, nice: false}"]
    ),
    st.sampled_from(["", ", sort: null", ', sort: "-y"', ", sort: x", ", sort: [x, 2020]"]),
)  # fmt: skip
DATUM = st.sampled_from(["{datum: 3}", "{datum: {expr: 1 / 0}}", "{datum: {expr: managers}}"])
MARK = st.sampled_from(["bar", "line", "point", "rule", "text"])
META = st.sampled_from(["", "usermeta: {labels: true}", "usermeta: {predict: {field: n}}"])


def check(scene: Scene) -> None:
    for mark in scene.marks:
        assert math.isfinite(mark.x)
        assert math.isfinite(mark.y)
        assert mark.description
    for axis in (scene.x, scene.y):
        if axis is not None:
            for count in (2, 6, 12):
                assert all(math.isfinite(tick.position) for tick in axis.ticks(count))
    width = len(scene.columns)
    assert all(len(row.cells) == width for row in scene.rows)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
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
    csv = "id,n,m,d,y,s,b\n" + "".join(
        f"r{index}," + ",".join(row.values()) + "\n" for index, row in enumerate(rows)
    )
    shade = f", color: {color}" if color else ""
    text = f"{HEAD}data: {{name: chance}}\nmark: {mark}\n"
    text += f"encoding: {{x: {x}, y: {y}{shade}, text: {{field: n}}}}\n{meta}\n"
    with TemporaryDirectory() as folder:
        lesson = lesson_with(Path(folder), {"it": text}, tables={"chance": (MEANING, csv)})
        specification = read_specification(block_of(lesson), lesson, "fr", ProblemLog())
        if specification is not None:
            scene = resolve(specification, lesson, {}, "fr", concealed=concealed)
            check(scene)
            assert scene == resolve(specification, lesson, {}, "fr", concealed=concealed)


@pytest.mark.parametrize("mark", ["bar", "line", "point"])
@pytest.mark.parametrize("scale", ["linear", "log"])
@pytest.mark.parametrize("rows", ["", "r,,,,,,\n", "r,-1,,,,x,\n", "r,5,,,,x,\n"])
def test_tables_with_next_to_nothing(tmp_path: Path, mark: str, scale: str, rows: str) -> None:
    text = f"{HEAD}data: {{name: chance}}\nmark: {mark}\n"
    text += f"encoding: {{x: {{field: s}}, y: {{field: n, scale: {{type: {scale}}}}}}}\n"
    tables = {"chance": (MEANING, "id,n,m,d,y,s,b\n" + rows)}
    lesson = lesson_with(tmp_path, {"it": text}, tables=tables)
    specification = read_specification(block_of(lesson), lesson, "fr", ProblemLog())
    assert specification is not None
    scene = resolve(specification, lesson, {}, "fr")
    check(scene)
    assert scene.summary


def test_numbers_that_are_none(tmp_path: Path) -> None:
    text = f"{HEAD}mark: point\nencoding: {{x: {{datum: {{expr: 0 / 0}}}}, y: {{datum: 3}}}}\n"
    lesson = lesson_with(tmp_path, {"it": text})
    specification = read_specification(block_of(lesson), lesson, "fr", ProblemLog())
    assert specification is not None
    assert resolve(specification, lesson, {}, "fr").dots == ()
