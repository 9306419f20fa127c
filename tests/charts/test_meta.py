"""``usermeta``: each extension works, and leaves a specification that Vega-Lite takes."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
import vl_convert

from desktop_app.charts.chart_file import read_chart
from desktop_app.charts.check import check_charts
from desktop_app.charts.resolve import resolve
from desktop_app.charts.scene import Scene
from desktop_app.charts.sources import LessonChartSource
from desktop_app.charts.spec import meta
from desktop_app.content.reference import Reference
from tests.charts.sample import (
    BARS,
    HEAD,
    LINES,
    PREDICT,
    block_of,
    lesson_with,
    read,
    scene_of,
)

EXTENSIONS = ("labels", "predict", "key", "reference", "inset", "notes")
OTHER = HEAD + (
    "data: {values: [{who: managers, n: 3}, {who: clerks, n: 4}]}\nmark: bar\n"
    "encoding: {y: who, x: n}\n"
)


def resolved(tmp_path: Path, chart: str, language: str = "fr") -> Scene:
    return scene_of(lesson_with(tmp_path, {"it": chart}), language=language)


def test_each_extension_is_documented() -> None:
    assert meta.__doc__ is not None
    for name in EXTENSIONS:
        assert f"``{name}:" in meta.__doc__


def test_vega_lite_leaves_them_alone(caplog: pytest.LogCaptureFixture) -> None:
    spec = {
        "data": {"values": [{"a": "x", "b": 3}]},
        "mark": "bar",
        "encoding": {"x": {"field": "b", "type": "quantitative"}, "y": {"field": "a"}},
    }
    extended = {**spec, "usermeta": {
        "labels": True, "predict": {"field": "b", "min": 0, "max": 9}, "key": "a",
        "reference": "t/a", "inset": "france", "notes": {"step": "Une note."},
    }}  # fmt: skip
    with caplog.at_level(logging.WARNING):
        plain, compiled = (vl_convert.vegalite_to_vega(one) for one in (spec, extended))
    del compiled["usermeta"]
    assert compiled == plain
    assert caplog.records == []


def test_outside_of_lessons_keys_of_others_are_left_alone() -> None:
    spec = {"data": {"values": [{"a": 1}]}, "mark": "point", "encoding": {},
            "usermeta": {"embedOptions": {"theme": "dark"}, "labels": True}}  # fmt: skip
    assert read_chart(json.dumps(spec), "spec.json", None, {}).problems == ()


# -- reference ---------------------------------------------------------------------------


def test_the_column_of_a_reference(tmp_path: Path) -> None:
    scene = resolved(tmp_path, OTHER + "usermeta: {reference: telework/who}\n")
    assert [mark.reference for mark in scene.marks] == [
        Reference.point("telework", row, None) for row in ("managers", "clerks")
    ]
    assert [row.reference for row in scene.rows] == [mark.reference for mark in scene.marks]


def test_a_reference_of_the_chart_s_own_table(tmp_path: Path) -> None:
    columns = "  id: {type: string, label: I}\n  other: {type: string, label: O}\n"
    described = f"title: P\nkey: id\nsource: insee\ncolumns:\n{columns}"
    tables = {"pairs": (described, "id,other\np,q\nq,p\n")}
    chart = HEAD + (
        "data: {name: pairs}\nmark: point\nencoding: {y: id}\nusermeta: {reference: other}\n"
    )
    scene = scene_of(lesson_with(tmp_path, {"it": chart}, tables=tables))
    assert [str(mark.reference) for mark in scene.marks] == ["point:pairs/q", "point:pairs/p"]


@pytest.mark.parametrize(
    ("written", "code", "value"),
    [
        ("nobody", "unknown-column", "nobody"), ("nothing/who", "missing-table", "nothing"),
        ("telework/nobody", "unknown-column", "nobody"),
        ("telework/n", "dangling-reference", "point:telework/3"),
    ],
)  # fmt: skip
def test_a_reference_to_nothing(tmp_path: Path, written: str, code: str, value: str) -> None:
    lesson = lesson_with(tmp_path, {"it": OTHER + f"usermeta: {{reference: {written}}}\n"})
    problems = list(check_charts(lesson))
    assert [problem.code for problem in problems] == [code, code]  # in both languages
    assert value in problems[0].values.values()
    lines = (tmp_path / problems[0].location.file).read_text("utf-8").splitlines()
    assert written in lines[problems[0].location.line - 1]


# -- notes -------------------------------------------------------------------------------


def test_a_note_stands_in_its_step_only(tmp_path: Path) -> None:
    noted = BARS.replace("labels: true", 'notes: {step: "Une note !", other: Ailleurs}')
    lesson = lesson_with(tmp_path, {"it": noted, "again of=it": "title: Encore\n"})
    assert scene_of(lesson).note == "Une note\u202f!"
    assert scene_of(lesson, "again").note == "Une note\u202f!"
    assert {problem.code for problem in check_charts(lesson)} == {"dangling-reference"}
    silent = BARS.replace("labels: true", "notes: {other: Ailleurs}")
    assert scene_of(lesson_with(tmp_path / "2", {"it": silent})).note == ""


@pytest.mark.parametrize("notes", ["3", "{step: [a]}", "{step: {a: b}}", "[a]", "{step: true}"])
def test_notes_are_texts_by_step(tmp_path: Path, notes: str) -> None:
    lesson = lesson_with(tmp_path, {"it": BARS.replace("labels: true", f"notes: {notes}")})
    _, problems = read(lesson)
    assert [problem.code for problem in problems] == ["wrong-type"]


# -- predictions ----------------------------------------------------------------------------


def test_a_prediction_says_what_is_asked(tmp_path: Path) -> None:
    task = resolved(tmp_path, PREDICT).task
    assert task is not None
    assert (task.kind, task.label, task.unit, task.horizontal) == ("bars", "Part", "%", True)
    assert (task.low, task.high, task.step, task.decimals) == (0, 100, 1, 0)
    assert [slot.name for slot in task.slots] == ["Cadres", "Employés", "Ouvriers"]
    assert all(slot.thickness > 0 for slot in task.slots)


@pytest.mark.parametrize(
    ("given", "low", "high"),
    [("", 0, 100), (", min: 10", 10, 100), (", max: 70", 0, 70), (", min: -5, max: 65", -5, 65)],
)
def test_bounds_of_estimates(tmp_path: Path, given: str, low: float, high: float) -> None:
    task = resolved(tmp_path, PREDICT.replace("field: share}", f"field: share{given}}}", 1)).task
    assert task is not None
    assert (task.low, task.high) == (low, high)


def test_bounds_do_not_tell_the_data(tmp_path: Path) -> None:
    one = resolved(tmp_path, LINES + "usermeta: {predict: {field: visits}}\n")
    assert one.task is not None
    assert one.task.high >= 1.5 * 999_000
    assert one.scales["y"].domain == (0, one.task.high)
    assert str(one.task.high)[0] in "125"


@pytest.mark.parametrize(
    ("mark", "kind"),
    [("bar", "bars"), ("point", "points"), ("circle", "points"), ("square", "points"),
     ("line", "line")],
)  # fmt: skip
def test_what_can_be_predicted(tmp_path: Path, mark: str, kind: str) -> None:
    chart = HEAD + (
        f"data: {{name: telework}}\nmark: {mark}\nencoding: {{x: job, y: people}}\n"
        "usermeta: {predict: {field: people}}\n"
    )
    task = resolved(tmp_path, chart).task
    assert task is not None
    assert task.kind == kind
    assert not task.horizontal
    assert len(task.slots) == 2 or mark == "line"


# -- labels, key, inset -----------------------------------------------------------------------


def test_names_at_the_ends_of_lines_take_the_legend_s_place(tmp_path: Path) -> None:
    chart = HEAD + (
        "data: {name: years}\nmark: line\n"
        "encoding: {x: {field: year, type: ordinal}, y: growth, color: {field: place}}\n"
    )
    plain, named = (resolved(tmp_path / str(rank), chart + more)
                    for rank, more in enumerate(("", "usermeta: {labels: true}\n")))  # fmt: skip
    assert [len(scene.legends) for scene in (plain, named)] == [1, 0]
    ((_, group),) = named.groups
    assert sorted(group.path_labels) == ["Campagne", "Ville"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("labels: 3", "wrong-type"), ("key: nobody", "unknown-column"), ("key: [a]", "wrong-type"),
        ("inset: belgium", "unknown-value"), ("predict: share", "wrong-type"),
        ("predict: {}", "missing-key"), ("predict: {field: share, steps: 3}", "unknown-key"),
        ("tooltips: true", "unknown-key"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(tmp_path: Path, written: str, code: str) -> None:
    lesson = lesson_with(tmp_path, {"it": BARS.replace("labels: true", written)})
    assert [problem.code for problem in read(lesson)[1]] == [code]


def test_what_is_held_back_tells_nothing(tmp_path: Path) -> None:
    lesson = lesson_with(
        tmp_path, {"it": PREDICT.replace("job, legend", "share, type: quantitative, legend")}
    )
    specification, _ = read(lesson)
    assert specification is not None
    scene = resolve(specification, LessonChartSource(lesson), {}, "fr", concealed=True)
    told = json.dumps([scene.title, scene.summary, scene.note, str(scene.scales), str(scene.rows)])
    assert "58" not in told
    assert scene.concealed
    assert block_of(lesson).id == "it"
