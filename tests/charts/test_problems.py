"""What a chart gets wrong is said: by which code, where, with which values."""

from __future__ import annotations

from pathlib import Path

import pytest
from desktop_app.charts.specification import read_specification

from desktop_app.charts.check import check_charts
from desktop_app.content.problems import ProblemLog
from tests.charts.sample import BARS, HEAD, block_of, lesson_with, read, scene_of

POINTS = (
    HEAD
    + """\
data: {name: telework}
mark: point
encoding:
  x: {field: people}
  y: {field: share}
"""
)


@pytest.mark.parametrize(
    ("old", "new", "code", "at", "values"),
    [
        ("mark: point", "mark: pie", "unknown-mark", "pie", {"mark": "pie"}),
        ("mark: point", "mark: ponit", "unknown-mark", "ponit", {"nearest": "point"}),
        ("mark: point", "mark: {type: point, size: 3}", "unknown-key", "size", {"owner": "mark"}),
        ("title: Un titre\n", "", "missing-key", "", {"key": "title", "owner": "chart"}),
        ("description: Une phrase.\n", "", "missing-key", "", {"key": "description"}),
        ("data:", "colour: red\ndata:", "unknown-key", "colour", {"key": "colour"}),
        ("encoding:", "encodings:", "unknown-key", "encodings", {"nearest": "encoding"}),
        ("name: telework", "name: telewrk", "missing-table", "telewrk", {"nearest": "telework"}),
        ("field: people", "field: poeple", "unknown-column", "poeple", {"nearest": "people"}),
        ("field: people", "field: job, type: quantitative", "field-type", "{field: job", {}),
        ("field: people", "field: people, type: ratio", "unknown-value", "ratio", {}),
        ("{field: people}", "{field: people, bin: true}", "unknown-key", "bin", {"owner": "x"}),
        ("{field: people}", "{value: 3}", "missing-key", "{value", {"key": "field"}),
        ("field: people", "field: people, scale: {type: band}", "scale-type", "{field: p", {}),
        ("field: people", "field: people, scale: {range: x}", "unknown-key", "range", {}),
        ("field: people", "field: people, scale: {domain: [5, 1]}", "bad-domain", "{field: p", {}),
        ("field: people", "field: people, axis: {format: zz}", "unknown-format", "zz", {}),
        ("field: people", "field: people, axis: {tickCount: 0}", "out-of-range", "0}", {}),
        ("field: people", "field: people, sort: up", "unknown-value", "up", {}),
        ("field: people", "field: people, datum: 3", "conflicting-keys", "{field: p", {}),
        ("{field: people}", '{datum: {expr: "nobody"}}', "dangling-reference", '"nobody"', {}),
        ("{field: people}", '{datum: {expr: "1 +"}}', "bad-expression", '"1 +"', {}),
        ("{field: people}", "[people]", "wrong-type", "[people]", {"expected": "mapping"}),
        ("  y: {field: share}\n", "  color: {field: share}\n  y: {field: share}\n", "channel-type",
         "{field: share", {"type": "quantitative"}),
        ("name: telework", "name: telework, values: []", "conflicting-keys", "{name", {}),
        ("{name: telework}", "{sequence: {start: 0, stop: 9, step: 0}}", "bad-sequence",
         "{start", {}),
        ("mark: point", "transform: [{aggregate: x}]\nmark: point", "unknown-key", "aggregate", {}),
        ("mark: point", 'transform: [{calculate: "datum.x", as: y}]\nmark: point',
         "unknown-column", '"datum.x"', {"column": "x"}),
        ("mark: point", "transform: [{filter: {field: x, equal: 1}}]\nmark: point",
         "unknown-column", "x, equal", {}),
        ("mark: point", "usermeta: {predict: {field: share}}\nmark: point",
         "predict-needs-bars", "{field: share", {}),
        ("mark: point", "usermeta: {key: nom}\nmark: point", "unknown-column", "nom", {}),
        ("mark: point", "mark: bar", "bar-needs-category", "{field: people", {"channel": "x"}),
        ("mark: point\n", "mark: point\nlayer: [{mark: line}]\n", "conflicting-keys", "mark:", {}),
        ("mark: point\n", "layer: 3\n", "wrong-type", "3", {"expected": "list"}),
    ],
)  # fmt: skip
def test_each_mistake_is_said(
    tmp_path: Path, old: str, new: str, code: str, at: str, values: dict[str, object]
) -> None:
    text = POINTS.replace(old, new)
    assert text != POINTS
    lesson = lesson_with(tmp_path, {"it": text})
    _, problems = read(lesson)
    found = [problem for problem in problems if problem.code == code]
    assert found, problems
    problem = found[0]
    assert problem.values.items() >= values.items()
    assert problem.location.file == "chapters/one.fr.md"
    if at:
        lines = (tmp_path / "chapters/one.fr.md").read_text("utf-8").split("\n")
        here = lines[problem.location.line - 1][problem.location.column - 1 :]
        assert here.startswith(at), here


def test_a_sound_chart_has_no_problem(tmp_path: Path) -> None:
    lesson = lesson_with(tmp_path, {"it": POINTS, "bars": BARS})
    assert list(check_charts(lesson)) == []


def test_of_nothing(tmp_path: Path) -> None:
    lesson = lesson_with(tmp_path, {"it of=nothing": "title: Autre\n"})
    specification, problems = read(lesson)
    assert specification is None
    (problem,) = problems
    assert (problem.code, problem.values["target"]) == ("dangling-reference", "nothing")


def test_of_itself_ends(tmp_path: Path) -> None:
    lesson = lesson_with(tmp_path, {"it of=it": "title: Autre\n"})
    assert [problem.code for problem in read(lesson)[1]] == ["dangling-reference"]


def test_yaml_that_can_not_be_read_is_not_said_twice(tmp_path: Path) -> None:
    lesson = lesson_with(tmp_path, {"it": "title: {\n"})
    log = ProblemLog()
    assert block_of(lesson).problems
    assert read_specification(block_of(lesson), lesson, "fr", log) is None
    assert not log
    assert list(check_charts(lesson)) == []


def test_two_bars_in_one_place(tmp_path: Path) -> None:
    text = HEAD + "data: {name: years}\nmark: bar\n"
    text += "encoding: {x: {field: place}, y: {field: growth}}\n"
    scene = scene_of(lesson_with(tmp_path, {"it": text}))
    assert [problem.code for problem in scene.problems] == ["bars-overlap", "bars-overlap"]
    assert len(scene.bars) == 2


def test_layers_that_can_not_share_an_axis(tmp_path: Path) -> None:
    text = HEAD + (
        "data: {name: years}\nlayer:\n"
        "  - {mark: point, encoding: {x: {field: year}, y: {field: growth}}}\n"
        "  - {mark: point, encoding: {x: {field: place}, y: {field: growth}}}\n"
    )
    scene = scene_of(lesson_with(tmp_path, {"it": text}))
    assert [problem.code for problem in scene.problems] == ["scale-conflict"]
    assert len(scene.dots) == 4


def test_what_a_domain_leaves_out_is_said(tmp_path: Path) -> None:
    text = POINTS.replace("field: share", "field: share, scale: {domain: [10, 30]}")
    scene = scene_of(lesson_with(tmp_path, {"it": text}))
    assert [(p.code, p.values["count"]) for p in scene.problems] == [("outside-domain", 2)]
    assert [dot.name for dot in scene.dots] == ["Employés"]


def test_languages_may_differ_in_words_only(tmp_path: Path) -> None:
    words = POINTS.replace("Un titre", "A title").replace("Une phrase", "One sentence")
    words = words.replace("field: people", "field: people, title: People")
    same = lesson_with(tmp_path / "a", {"it": POINTS}, english={"it": words})
    assert list(check_charts(same)) == []
    other = words.replace("field: share", "field: people")
    found = list(check_charts(lesson_with(tmp_path / "b", {"it": POINTS}, english={"it": other})))
    assert [(problem.code, problem.location.file) for problem in found] == [
        ("chart-differs", "chapters/one.en.md")
    ]


def test_a_defect_of_a_base_is_said_once(tmp_path: Path) -> None:
    text = POINTS.replace("mark: point", "mark: pie")
    lesson = lesson_with(tmp_path, {"it": text, "again of=it": "title: Encore\n"})
    found = list(check_charts(lesson))
    assert [problem.code for problem in found] == ["unknown-mark", "unknown-mark"]
    assert {problem.location.file for problem in found} == {
        "chapters/one.fr.md",
        "chapters/one.en.md",
    }
