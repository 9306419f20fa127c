"""A chart shown again with changes (``of``): what it takes over, and what it changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop_app.charts.check import check_charts
from desktop_app.charts.spec.grammar import Specification
from tests.charts.sample import BARS, HEAD, LAYERS, PREDICT, lesson_with, read, scene_of

SHORT = HEAD + "data: {name: telework}\nmark: bar\nencoding: {y: job, x: share}\n"
LONG = HEAD + (
    "data: {name: telework}\nmark: {type: bar, opacity: 0.5}\n"
    "encoding: {y: {field: job, type: nominal}, x: {field: share, type: quantitative}}\n"
)


def variant(tmp_path: Path, base: str, **charts: str) -> Specification:
    """The last of ``charts``, each derived from the one before it."""
    names = ["it", *charts]
    written = {
        f"{name} of={of}": text for of, (name, text) in zip(names, charts.items(), strict=False)
    }
    lesson = lesson_with(tmp_path, {"it": base, **written})
    specification, problems = read(lesson, names[-1])
    assert not problems, problems
    assert specification is not None
    return specification


@pytest.mark.parametrize("base", [SHORT, LONG], ids=["short", "long"])
def test_a_channel_is_changed_in_part(tmp_path: Path, base: str) -> None:
    found = variant(tmp_path, base, two="encoding: {x: {title: Autre, scale: {type: sqrt}}}\n")
    x, y = (found.units[0].encoding[name] for name in ("x", "y"))
    assert (x.field, x.type, x.title) == ("share", "quantitative", "Autre")
    assert x.scale == {"type": "sqrt"}
    assert (y.field, y.type) == ("job", "nominal")


@pytest.mark.parametrize("base", [SHORT, LONG], ids=["short", "long"])
def test_a_mark_is_changed_in_part(tmp_path: Path, base: str) -> None:
    mark = variant(tmp_path, base, two="mark: {color: red}\n").units[0].mark
    assert (mark.type, mark.get("color")) == ("bar", "red")
    assert mark.get("opacity") == (0.5 if base == LONG else None)


@pytest.mark.parametrize("base", [SHORT, LONG], ids=["short", "long"])
@pytest.mark.parametrize(
    ("text", "channels"),
    [
        ("encoding: {x: people}", {"x": "people", "y": "job"}),
        ("encoding: {x: null}", {"y": "job"}),
        ("encoding: {color: job}", {"x": "share", "y": "job", "color": "job"}),
        ("mark: point", {"x": "share", "y": "job"}),
        ("title: Autre", {"x": "share", "y": "job"}),
        ("", {"x": "share", "y": "job"}),
    ],
)
def test_what_is_not_said_stays(
    tmp_path: Path, base: str, text: str, channels: dict[str, str]
) -> None:
    found = variant(tmp_path, base, two=f"{text}\n" if text else "title: Un titre\n")
    assert {name: one.field for name, one in found.units[0].encoding.items()} == channels


def test_changes_pile_up(tmp_path: Path) -> None:
    found = variant(
        tmp_path, SHORT, two="title: Deux\nmark: point\n", three="encoding: {x: people}\n",
        four="title: Quatre\n",
    )  # fmt: skip
    assert (found.title, found.units[0].mark.type) == ("Quatre", "point")
    assert found.units[0].encoding["x"].field == "people"
    assert found.description == "Une phrase."


def test_lists_take_the_place_of_lists(tmp_path: Path) -> None:
    base = SHORT + "transform: [{filter: datum.share > 10}, {calculate: '1', as: n}]\n"
    found = variant(tmp_path, base, two="transform: [{filter: datum.share > 50}]\n")
    assert len(found.units[0].transforms) == 1
    layered = variant(tmp_path / "l", LAYERS, two="layer: [{mark: line}]\n")
    assert [unit.mark.type for unit in layered.units] == ["line"]


def test_the_same_rows_are_the_same_marks(tmp_path: Path) -> None:
    charts = {"it": BARS, "log of=it": "encoding: {x: {scale: {type: log, domain: [1, 100]}}}\n"}
    lesson = lesson_with(tmp_path, charts)
    one, two = (scene_of(lesson, name) for name in ("it", "log"))
    assert [mark.key for mark in one.marks] == [mark.key for mark in two.marks]
    assert [mark.reference for mark in one.marks] == [mark.reference for mark in two.marks]
    assert one.scales["x"].type == "linear"
    assert two.scales["x"].type == "log"


def test_predictions_belong_to_the_chart_that_asks(tmp_path: Path) -> None:
    lesson = lesson_with(
        tmp_path,
        {"it": PREDICT, "again of=it": "title: Encore\n",
         "own of=it": "usermeta: {predict: {field: share, max: 80}}\n",
         "none of=it": "usermeta: {predict: null}\n"},
    )  # fmt: skip
    tasks: dict[str, Any] = {
        name: scene_of(lesson, name).task for name in ("it", "again", "own", "none")
    }
    assert [tasks[name] and tasks[name].chart for name in tasks] == ["it", "it", "own", None]
    assert tasks["own"].high == 80


def test_names_and_values_of_the_base_are_there(tmp_path: Path) -> None:
    base = SHORT + ("params: [{name: cut, value: 10}]\ntransform: [{filter: datum.share > cut}]\n")
    found = variant(tmp_path, base, two="params: [{name: cut, value: 30}]\n")
    assert found.params[0].value == 30


@pytest.mark.parametrize(
    ("charts", "code"),
    [
        ({"a of=nobody": "title: A\n"}, "dangling-reference"),
        ({"a of=b": "title: A\n", "b of=a": "title: B\n"}, "dangling-reference"),
        ({"a of=a": "title: A\n"}, "dangling-reference"),
        ({"it": SHORT, "a of=it": "encoding: {x: {scale: {type: logg}}}\n"}, "unknown-value"),
        ({"it": SHORT, "a of=it": "encodings: {x: people}\n"}, "unknown-key"),
        ({"it": SHORT, "a of=it": "encoding: {x: nobody}\n"}, "unknown-column"),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_wrong_is_said(tmp_path: Path, charts: dict[str, str], code: str) -> None:
    problems = list(check_charts(lesson_with(tmp_path, charts)))
    assert {problem.code for problem in problems} == {code}
    assert all(problem.location.line for problem in problems)
