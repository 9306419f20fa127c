"""A chart that is taken away as Vega-Lite stands on its own, and shows the same there."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from desktop_app.charts.resolve import resolve
from desktop_app.charts.scene import Scene
from desktop_app.charts.sources import LessonChartSource
from desktop_app.charts.spec.reader import read_specification
from desktop_app.charts.taking import SCHEMA, coloured, to_vega_lite
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import ChartBlock
from desktop_app.content.problems import ProblemLog
from desktop_app.content.reader import read_lesson
from tests.charts.oracle import VEGA_MARKS, by_us, by_vega_lite
from tests.charts.sample import BARS, HEAD, LINES, block_of, lesson_with

SHIPPED = Path(__file__).parents[2] / "resources" / "lessons" / "rebattre-les-cartes"
YEARS = (
    HEAD
    + """\
data: {name: years}
mark: line
encoding:
  x: {field: year, type: temporal}
  y: {field: growth, type: quantitative}
  color: {field: place, type: nominal}
"""
)
LOOKED_UP = (
    HEAD
    + """\
data: {name: years}
transform:
  - lookup: place
    from: {data: {name: telework}, key: job, fields: [share]}
mark: point
encoding:
  x: {field: year, type: ordinal}
  y: {field: growth, type: quantitative}
  tooltip: [place, {field: growth, type: quantitative}]
"""
)
NUMBERS = (
    HEAD
    + """\
data: {sequence: {start: 0, stop: 100, step: 25, as: share}}
transform:
  - {calculate: "datum.share / 100 * managersrate + 2", as: result}
layer:
  - mark: line
    encoding:
      x: {field: share, type: quantitative, title: Cadres}
      y: {field: result, type: quantitative}
  - mark: point
    encoding: {x: {datum: {expr: managers}}, y: {datum: {expr: potential}}}
"""
)
SMALL_MULTIPLES = (
    HEAD
    + """\
data: {name: years}
facet: {column: {field: place, type: nominal}}
spec:
  mark: bar
  encoding: {x: "year:O", y: growth}
"""
)


def taken(
    lesson: Lesson,
    block: ChartBlock | None = None,
    language: str = "fr",
    parameters: Mapping[str, float] | None = None,
) -> dict[str, Any]:
    block = block or block_of(lesson, "it", language)
    specification = read_specification(block, lesson, language, ProblemLog())
    assert specification is not None
    return to_vega_lite(block, specification, source_of(lesson), parameters or {}, language)


_SOURCES: list[tuple[Lesson, LessonChartSource]] = []


def source_of(lesson: Lesson) -> LessonChartSource:
    """The lesson's source: that of the last lesson is kept, with all rows that it has made."""
    if not _SOURCES or _SOURCES[0][0] is not lesson:
        _SOURCES[:] = [(lesson, LessonChartSource(lesson))]
    return _SOURCES[0][1]


def here(lesson: Lesson, block: ChartBlock, language: str) -> Scene:
    specification = read_specification(block, lesson, language, ProblemLog())
    assert specification is not None
    return resolve(specification, source_of(lesson), {}, language)


@cache
def shipped() -> tuple[tuple[str, str], ...]:
    return tuple(_shipped())


def _shipped() -> Iterator[tuple[str, str]]:
    lesson = read_lesson(SHIPPED)
    for language in ("fr", "en"):
        for chapter in lesson.chapter_ids:
            found = lesson.chapter(chapter, language)
            assert found is not None
            for block in (block for step in found.steps for block in step.blocks):
                if isinstance(block, ChartBlock):
                    yield block.id, language


@pytest.fixture(scope="module")
def lesson() -> Lesson:
    return read_lesson(SHIPPED)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_chart_of_the_lesson_is_taken_without_its_files(
    lesson: Lesson, language: str
) -> None:
    for name in sorted({name for name, edition in shipped() if edition == language}):
        spec = taken(lesson, block_of(lesson, name, language), language)
        assert spec["$schema"] == SCHEMA
        assert '"url"' not in json.dumps(spec, allow_nan=False), name


CHARTS = sorted({name for name, _ in shipped()})


@pytest.mark.parametrize(
    ("name", "language"), [*zip(CHARTS, itertools.cycle(("fr", "en")), strict=False)]
)
def test_every_chart_of_the_lesson_opens_in_vega_lite(
    lesson: Lesson, name: str, language: str
) -> None:
    """By turns in one language and the other: the data, and so the marks, are the same."""
    block = block_of(lesson, name, language)
    spec = taken(lesson, block, language)
    expected: Counter[str] = Counter()
    for _, group in here(lesson, block, language).groups:
        expected[VEGA_MARKS.get(group.type, group.type)] += group.count * group.copies
    assert by_vega_lite(spec).counts == {kind: n for kind, n in expected.items() if n}


@pytest.mark.parametrize("written", [BARS, LINES, YEARS, NUMBERS, LOOKED_UP, SMALL_MULTIPLES])
def test_it_shows_the_same_without_the_lesson(written: str, tmp_path: Path) -> None:
    lesson = lesson_with(tmp_path, {"it": written})
    spec = taken(lesson)
    theirs = by_vega_lite(spec)
    ours, chart = by_us(json.dumps(spec))
    assert ours is not None, chart.errors
    assert ours.counts == theirs.counts
    expected = here(lesson, block_of(lesson), "fr")
    assert chart.scene is not None
    assert len(chart.scene.marks) == len(expected.marks)
    for one, other in zip(chart.scene.marks, expected.marks, strict=True):
        assert one.value == other.value


def test_what_the_table_says_of_its_columns_is_written(tmp_path: Path) -> None:
    lesson = lesson_with(tmp_path, {"it": BARS.replace(", title: null", "")})
    for language, name, title in (("fr", "Cadres", "Part"), ("en", "Managers", "Share")):
        encoding = taken(lesson, language=language)["encoding"]
        assert encoding["x"]["title"] == title
        assert "%" in encoding["x"]["axis"]["labelExpr"]
        assert name in encoding["y"]["axis"]["labelExpr"]
        assert encoding["color"]["legend"] is None
    people = BARS.replace("share, type: quantitative, title: null", "people, type: quantitative")
    (tmp_path / "b").mkdir()
    found = taken(lesson_with(tmp_path / "b", {"it": people}))["encoding"]["x"]
    assert found["title"] == "Personnes (milliers)"
    assert found["type"] == "quantitative"


def test_the_words_of_the_author_stay(tmp_path: Path) -> None:
    spec = taken(lesson_with(tmp_path, {"it": BARS}))
    assert spec["encoding"]["x"]["title"] is None
    assert spec["title"] == {"text": "29 fois moins", "subtitle": "Part, en %"}
    assert spec["usermeta"] == {"labels": True}


def test_dates_are_of_no_time_zone(tmp_path: Path) -> None:
    rows = taken(lesson_with(tmp_path, {"it": LINES}))["data"]["values"]
    # JavaScript takes a day alone for midnight in London: the evening before in America.
    assert rows[0] == {"week": "2020-03-02T00:00:00", "visits": 10_000}
    assert rows[3]["visits"] is None


def test_years_are_numbers_where_they_are_categories(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    rows = taken(lesson_with(tmp_path, {"it": LOOKED_UP}))["data"]["values"]
    assert rows[0]["year"] == 2019
    rows = taken(lesson_with(tmp_path / "b", {"it": YEARS}))["data"]["values"]
    assert rows[0]["year"] == "2019-01-01T00:00:00"


def test_looked_up_tables_are_written_in_place(tmp_path: Path) -> None:
    (lookup,) = taken(lesson_with(tmp_path, {"it": LOOKED_UP}))["transform"]
    rows = lookup["from"]["data"]["values"]
    assert [row["job"] for row in rows] == ["managers", "clerks", "workers"]


def test_named_numbers_are_parameters(tmp_path: Path) -> None:
    lesson = lesson_with(tmp_path, {"it": NUMBERS})
    spec = taken(lesson, parameters={"managers": 70.0})
    params = {param["name"]: param for param in spec["params"]}
    assert params["managers"]["value"] == 70
    assert params["managers"]["bind"]["max"] == 100
    assert "Part de cadres" in params["managers"]["bind"]["name"]
    assert params["potential"]["expr"].count("managers") == 1
    drawn = by_vega_lite(spec)
    assert drawn.counts == by_us(json.dumps(spec))[0].counts  # type: ignore[union-attr]


def test_numbers_that_rest_on_a_whole_column_are_parameters_too(tmp_path: Path) -> None:
    lesson = lesson_with(tmp_path, {"it": NUMBERS.replace("managersrate", "unequal")})
    text = (tmp_path / "lesson.yaml").read_text("utf-8")
    text += '  unequal:\n    {label: Gini, unit: "", expression: "gini([telework/*/people])"}\n'
    (tmp_path / "lesson.yaml").write_text(text, "utf-8")
    lesson = read_lesson(tmp_path)
    params = {param["name"]: param for param in taken(lesson)["params"]}
    assert float(params["unequal"]["expr"]) == pytest.approx(lesson.named_number("unequal", {}))
    assert 0 < float(params["unequal"]["expr"]) < 1


def test_what_depends_on_a_condition_has_a_type(tmp_path: Path) -> None:
    colour = "color: {condition: {test: 'datum.share > 10', field: job}, value: '#888888'}"
    lesson = lesson_with(
        tmp_path, {"it": BARS.replace("color: {field: job, legend: null}", colour)}
    )
    spec = taken(lesson)
    assert spec["encoding"]["color"]["condition"]["type"] == "nominal"
    assert by_vega_lite(spec).counts == {"rect": 3}


def test_colours_are_the_ones_that_were_seen() -> None:
    spec = coloured({"mark": "bar", "config": {"mark": {"opacity": 0.5}}}, ["#123456", "#654321"])
    assert spec["config"] == {
        "mark": {"color": "#123456", "opacity": 0.5},
        "range": {"category": ["#123456", "#654321"]},
    }
    own = {"config": {"range": {"category": ["red"]}, "mark": {"color": "red"}}}
    assert coloured(own, ["#123456"]) == own
