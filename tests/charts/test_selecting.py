"""What a reader chooses on a chart, and what the chart makes of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.charts.resolve import resolve
from desktop_app.charts.scene import Scene
from desktop_app.charts.selecting import Choices, is_chosen
from desktop_app.charts.sources import LessonChartSource
from desktop_app.charts.spec.events import CLICK, DOUBLE, NEVER, OUT, OVER, event_of, held_key
from desktop_app.charts.spec.grammar import Specification
from desktop_app.charts.transforms.base import Selected
from tests.charts.sample import HEAD, lesson_with, read

POINTS = (
    "data: {values: [{k: a, s: one, n: 1}, {k: b, s: one, n: 2}, {k: c, s: two, n: 3}]}\n"
    "mark: point\nencoding: {x: {field: k, type: nominal}, y: {field: n, type: quantitative},"
    " color: {field: s},"
    " opacity: {condition: {param: p, value: 0.9}, value: 0.2}}\n"
)


class Chart:
    """A chart that is chosen from."""

    def __init__(self, folder: Path, params: str) -> None:
        self.lesson = lesson_with(folder, {"it": HEAD + f"params: [{params}]\n" + POINTS})
        specification, problems = read(self.lesson)
        assert not problems, problems
        assert specification is not None
        self.specification: Specification = specification
        self.choices = Choices()

    @property
    def scene(self) -> Scene:
        return resolve(
            self.specification,
            LessonChartSource(self.lesson),
            {},
            "en",
            inputs=self.choices.inputs,
            selections=self.choices.selections,
        )

    def pick(self, rank: int | None, *, adds: bool = False) -> None:
        self.choices = self.choices.picked(self.specification, self.scene, "p", rank, adds=adds)

    @property
    def lit(self) -> str:
        """The points that the condition lights up."""
        _, group = next(iter(self.scene.walked))
        return "".join(
            str(group.rows[rank]["k"])
            for rank in range(group.count)
            if group.value("opacity", rank) == pytest.approx(0.9)
        )


Make = Callable[[str], Chart]


@pytest.fixture
def chart(tmp_path: Path) -> Make:
    return lambda params: Chart(tmp_path, params)


def test_picking_replaces_and_adding_toggles(chart: Make) -> None:
    it = chart("{name: p, select: {type: point, fields: [k]}}")
    assert it.lit == "abc", "an empty selection holds everything"
    it.pick(0)
    assert it.lit == "a"
    it.pick(0)
    assert it.lit == "a", "a second pick of the same changes nothing, as in Vega-Lite"
    it.pick(1)
    assert it.lit == "b"
    it.pick(2, adds=True)
    assert it.lit == "bc"
    it.pick(1, adds=True)
    assert it.lit == "c"
    it.pick(None)
    assert it.lit == "abc"


def test_what_is_picked_by_a_field_or_a_channel_takes_its_like(chart: Make) -> None:
    for words in ("fields: [s]", "encodings: [color]"):
        it = chart(f"{{name: p, select: {{type: point, {words}}}}}")
        it.pick(0)
        assert it.lit == "ab", words
        it.pick(2)
        assert it.lit == "c"


def test_a_mark_itself_is_picked_where_nothing_is_said(chart: Make) -> None:
    it = chart("{name: p, select: point}")
    it.pick(1)
    assert it.lit == "b"


def test_what_a_selection_starts_with(chart: Make) -> None:
    it = chart("{name: p, select: {type: point, fields: [k]}, value: [{k: b}]}")
    assert it.lit == "b"
    it.pick(2, adds=True)
    assert it.lit == "bc", "what it starts with is kept"


def test_an_interval_over_numbers_and_over_categories(chart: Make) -> None:
    it = chart("{name: p, select: {type: interval}}")
    span = it.choices.spanned
    it.choices = span(it.specification, "p", {"y": (1.5, 3.5), "x": ("a", "b")})
    assert it.lit == "b"
    it.choices = span(it.specification, "p", {"y": (0, 2)})
    assert it.lit == "ab"
    it.choices = span(it.specification, "p", {})
    assert it.lit == "abc"


def test_a_legend_entry_is_picked_and_let_go(chart: Make) -> None:
    it = chart("{name: p, select: {type: point, fields: [s]}, bind: legend}")
    it.choices = it.choices.picked_in_legend(it.scene, "p", "s", "two", adds=False)
    assert it.lit == "c"
    assert is_chosen(it.scene.selections["p"], "s", "two")
    assert not is_chosen(it.scene.selections["p"], "s", "one")
    it.choices = it.choices.picked_in_legend(it.scene, "p", "s", "one", adds=True)
    assert it.lit == "abc"
    it.choices = it.choices.picked_in_legend(it.scene, "p", "s", "one", adds=False)
    assert it.lit == "ab"
    it.choices = it.choices.picked_in_legend(it.scene, "p", "s", "one", adds=False)
    assert it.scene.selections["p"] == Selected()


def test_one_input_a_field(chart: Make) -> None:
    it = chart(
        "{name: p, select: {type: point, fields: [s, k]},"
        " bind: {s: {input: select, options: [null, one, two]}, k: {input: radio, options: [a]}}}"
    )
    it.choices = it.choices.field_set(it.scene, "p", "s", "one")
    assert it.lit == "ab"
    it.choices = it.choices.field_set(it.scene, "p", "k", "b")
    assert it.lit == "b"
    it.choices = it.choices.field_set(it.scene, "p", "s", None)
    it.choices = it.choices.field_set(it.scene, "p", "k", None)
    assert it.scene.selections["p"].is_empty


def test_inputs_are_kept_apart() -> None:
    one = Choices().set_to("a", 1)
    two = one.set_to("b", 2).set_to("a", 3)
    assert dict(one.inputs) == {"a": 1}
    assert dict(two.inputs) == {"a": 3, "b": 2}


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (None, CLICK), ("click", CLICK), ("pointerdown", CLICK), ("pointerover", OVER),
        ("mouseover", OVER), ("dblclick", DOUBLE), ("@cell:click", CLICK), ("view:mouseout", OUT),
        ("click[event.shiftKey]", CLICK), ("mouseover, click", OVER), (False, NEVER),
        ({"type": "pointerover"}, OVER), ("keydown", None), ("[a, b] > c", None), (3, None),
        ({"source": "view"}, None), ("", None),
    ],
)  # fmt: skip
def test_gestures_in_vegas_words(written: object, found: str | None) -> None:
    assert event_of(written, CLICK) == found


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (None, "shift"), ("event.shiftKey", "shift"), ("event.ctrlKey || event.metaKey", "ctrl"),
        ("event.altKey", "alt"), (True, ""), ("true", ""), (False, None), ("false", None),
        ("anything else", "shift"),
    ],
)  # fmt: skip
def test_the_key_that_adds(written: object, found: str | None) -> None:
    assert held_key(written) == found


def test_a_gesture_that_no_chart_knows_is_said(tmp_path: Path) -> None:
    text = HEAD + "params: [{name: p, select: {type: point, on: keydown}}]\n" + POINTS
    _, problems = read(lesson_with(tmp_path, {"it": text}))
    (problem,) = problems
    assert problem.code == "unknown-event"
    assert not problem.is_error
    assert problem.values["key"] == "on"
