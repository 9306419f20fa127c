"""Charts of lessons: what they inherit, and what each mistake is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.charts.spec.sample import HEAD, lesson_with, read_chart, sound

POINTS = (
    HEAD
    + """\
data: {name: telework}
mark: point
encoding:
  x: {field: people, type: quantitative}
  y: {field: share, type: quantitative}
"""
)


@pytest.mark.parametrize(
    ("old", "new", "code", "at", "values"),
    [
        ("mark: point", "mark: pie", "unknown-mark", "pie", {"mark": "pie"}),
        ("mark: point", "mark: ponit", "unknown-mark", "ponit", {"nearest": "point"}),
        ("mark: point", "mark: image", "unsupported-mark", "image", {"mark": "image"}),
        ("mark: point", "mark: {type: point, sise: 3}", "unknown-key", "sise", {"nearest": "size"}),
        ("mark: point", "mark: {type: point, size: big}", "wrong-type", "big", {"key": "size"}),
        ("mark: point", "mark: {type: point, size: -1}", "out-of-range", "-1", {"key": "size"}),
        ("title: Un titre\n", "", "missing-key", "", {"key": "title", "owner": "chart"}),
        ("description: Une phrase.\n", "", "missing-key", "", {"key": "description"}),
        ("data:", "colour: red\ndata:", "unknown-key", "colour", {"key": "colour"}),
        ("encoding:", "encodings:", "unknown-key", "encodings", {"nearest": "encoding"}),
        ("name: telework", "name: telewrk", "missing-table", "telewrk", {"nearest": "telework"}),
        ("field: people", "field: poeple", "unknown-column", "poeple", {"nearest": "people"}),
        ("field: people", "field: job", "field-type", "{field: job", {"found": "string"}),
        ("field: people, type: quantitative", "field: people, type: ratio", "unknown-value",
         "ratio", {"key": "type"}),
        ("field: people", "field: people, scale: {type: band}", "scale-type", "{field: p", {}),
        ("field: people", "field: people, scale: {rnage: x}", "unknown-key", "rnage", {}),
        ("field: people", "field: people, scale: {type: log, domain: [0, 1]}", "bad-domain",
         "{field: p", {}),
        ("field: people", "field: people, axis: {tickCuont: 3}", "unknown-key", "tickCuont", {}),
        ("field: people", "field: people, axis: {encoding: {}}", "unsupported-key", "encoding", {}),
        ("field: people", "field: people, sort: up", "unknown-value", "up", {}),
        ("field: people", "field: people, timeUnit: moth", "unknown-value", "moth",
         {"nearest": "month"}),
        ("field: people", "field: people, aggregate: man", "unknown-value", "man", {}),
        ("field: people", "field: people, datum: 3", "conflicting-keys", "{field: p", {}),
        ("{field: people, type: quantitative}", "{type: quantitative}", "missing-key", "{type", {}),
        ("{field: people, type: quantitative}", "[people]", "wrong-type", "[people]", {}),
        ("name: telework", "name: telework, values: [{z: 1}]", "unknown-column", "people", {}),
        ("{name: telework}", "{sequence: {start: 0, stop: 9, step: 0}}", "bad-sequence",
         "{start", {}),
        ("{name: telework}", "{url: ../x.csv}", "outside-lesson", "../x.csv", {}),
        ("{name: telework}", "{url: 'https://x.org/x.csv'}", "outside-lesson", "'https", {}),
        ("{name: telework}", "{url: x.csv}", "missing-file", "x.csv", {}),
        ("mark: point", "usermeta: {key: nom}\nmark: point", "unknown-column", "nom", {}),
        ("mark: point", "usermeta: {predict: {field: job}}\nmark: point",
         "predict-other-field", "job", {}),
        ("mark: point", "usermeta: {predict: {field: share}}\nmark: area",
         "predict-needs-marks", "{field: share", {}),
        ("mark: point", "usermeta: {embedOptions: {}}\nmark: point", "unknown-key", "embed", {}),
        ("mark: point\n", "mark: point\nlayer: [{mark: line}]\n", "conflicting-keys", "mark:", {}),
        ("mark: point\n", "layer: 3\n", "wrong-type", "3", {"expected": "list"}),
        ("mark: point\n", "hconcat: [{mark: line}]\n", "unsupported-composition", "hconcat", {}),
        ("{field: people, type: quantitative}", '{datum: {expr: "nobody"}}', "dangling-reference",
         '"nobody"', {"target": "nobody"}),
        ("{field: people, type: quantitative}", '{datum: {expr: "1 +"}}', "bad-expression",
         '"1 +"', {}),
        ("mark: point", 'transform: [{calculate: "datum.x", as: z}]\nmark: point',
         "unknown-column", '"datum.x"', {"column": "x"}),
        ("mark: point", "transform: [{filter: {not: {field: x, equal: 1}}}]\nmark: point",
         "unknown-column", "x, equal", {}),
        ("mark: point", "mark: text", "missing-channel", "", {"channel": "text"}),
        ("  y:", "  shape: {field: job}\n  text: job\n  y:", "channel-without-effect", "text", {}),
    ],
)  # fmt: skip
def test_each_mistake_is_said(
    tmp_path: Path, old: str, new: str, code: str, at: str, values: dict[str, object]
) -> None:
    text = POINTS.replace(old, new, 1)
    assert text != POINTS
    _, problems = read_chart(lesson_with(tmp_path, {"it": text}))
    found = [problem for problem in problems if problem.code == code]
    assert found, problems
    problem = found[0]
    assert problem.values.items() >= values.items()
    if at:
        lines = (tmp_path / "chapters/one.fr.md").read_text("utf-8").split("\n")
        here = lines[problem.location.line - 1][problem.location.column - 1 :]
        assert here.startswith(at), here


def test_a_sound_chart(tmp_path: Path) -> None:
    specification, problems = read_chart(lesson_with(tmp_path, {"it": POINTS}))
    assert not problems
    assert specification is not None
    (unit,) = specification.units
    assert (unit.name, unit.mark.type, unit.data.table) == ("", "point", "telework")
    assert {name: channel.field for name, channel in unit.encoding.items()} == {
        "x": "people",
        "y": "share",
    }


def test_variants_change_their_model(tmp_path: Path) -> None:
    changes = 'title: "Autre : suite"\nencoding: {y: {scale: {type: log}}}'
    lesson = lesson_with(tmp_path, {"it": POINTS, "again of=it": changes})
    specification, problems = read_chart(lesson, "again")
    assert not problems
    assert specification is not None
    assert specification.title == "Autre\u202f: suite"
    y = specification.units[0].encoding["y"]
    assert y.field == "share"
    assert y.scale == {"type": "log"}
    assert specification.chart == "it"


def test_of_itself_and_of_nothing(tmp_path: Path) -> None:
    lesson = lesson_with(tmp_path, {"it of=it": "title: A", "that of=none": "title: B"})
    for name in ("it", "that"):
        specification, problems = read_chart(lesson, name)
        assert specification is None
        assert [problem.code for problem in problems] == ["dangling-reference"]


@pytest.mark.parametrize(
    ("mark", "channel"), [("bar", "x"), ("line", "y"), ("point", "y"), ("text", "text")]
)
def test_predictions_of_several_marks(tmp_path: Path, mark: str, channel: str) -> None:
    text = HEAD + f"data: {{name: telework}}\nmark: {mark}\n"
    text += f"encoding: {{{channel}: share}}\nusermeta: {{predict: {{field: share, max: 9}}}}\n"
    specification, _ = read_chart(lesson_with(tmp_path, {"it": text}))
    assert specification is not None
    predict = specification.meta.predict
    assert predict is not None
    assert (predict.field, predict.minimum, predict.maximum) == ("share", None, 9)


def test_titles_and_what_else_belongs_to_the_whole() -> None:
    found = sound(
        {
            "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
            "title": {"text": ["One", "two"], "subtitle": "three", "anchor": "start"},
            "width": {"step": 12},
            "height": "container",
            "background": "white",
            "mark": "bar",
            "data": {"values": [1, 2]},
            "params": [{"name": "a", "value": 3, "bind": {"input": "range", "min": 0, "max": 9}}],
            "resolve": {"scale": {"y": "independent"}},
            "usermeta": {"embedOptions": {"theme": "dark"}, "labels": True},
            "config": {"view": {"stroke": None}, "bar": {"color": "red"}, "axisX": {"grid": True}},
        }
    )
    assert (found.title, found.subtitle) == ("One\ntwo", "three")
    assert (found.width, found.height) == (("step", 12), None)
    assert found.params[0].value == 3
    assert found.params[0].bind == {"input": "range", "min": 0, "max": 9}
    assert found.resolution("scale", "y") == "independent"
    assert found.meta.labels is True
    assert found.units[0].mark.get("color") == "red"
    assert found.config["axisX"] == {"grid": True}


def test_values_of_the_lesson_are_names(tmp_path: Path) -> None:
    text = POINTS.replace("{field: people, type: quantitative}", "{datum: {expr: managers}}")
    specification, problems = read_chart(lesson_with(tmp_path, {"it": text}))
    assert not problems
    assert specification is not None
    assert specification.units[0].encoding["x"].type == "quantitative"
