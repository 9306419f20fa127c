"""What is asked of whole columns, by the class and by the expressions of a lesson."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.content.checks import check_content
from desktop_app.content.distributions import Distribution
from desktop_app.content.expressions import ExpressionError, parse
from desktop_app.content.reader import read_lesson
from desktop_app.content.reference import Reference
from tests.support.lessons import LessonBuilder

AMOUNTS = st.lists(st.integers(0, 10_000), min_size=1, max_size=60)


@given(AMOUNTS, st.integers(-1, 10_001))
def test_below_a_limit(numbers: list[int], limit: int) -> None:
    column = Distribution(map(float, numbers))
    below = [number for number in numbers if number < limit]
    assert column.count() == len(numbers)
    assert column.sum() == sum(numbers)
    assert column.count_below(limit) == len(below)
    assert column.sum_below(limit) == sum(below)


@given(AMOUNTS, st.floats(-2, 70))
def test_the_largest(numbers: list[int], count: float) -> None:
    kept = max(math.floor(count + 1e-9), 0)
    expected = sum(sorted(numbers, reverse=True)[:kept])
    assert Distribution(map(float, numbers)).sum_largest(count) == expected


@given(AMOUNTS, st.floats(0, 1))
def test_how_many_it_takes(numbers: list[int], share: float) -> None:
    column = Distribution(map(float, numbers))
    total = share * sum(numbers)
    found = column.largest_reaching(total)
    assert column.sum_largest(found) >= total - 1e-9 * (1 + total)
    if found:
        assert column.sum_largest(found - 1) < total


@given(AMOUNTS)
def test_the_gini_is_the_mean_difference_between_all_pairs(numbers: list[int]) -> None:
    found = Distribution(map(float, numbers)).gini()
    if not sum(numbers):
        assert math.isnan(found)
        return
    pairs = sum(abs(one - other) for one in numbers for other in numbers)
    assert found == pytest.approx(pairs / (2 * len(numbers) * sum(numbers)), abs=1e-9)
    assert -1e-9 <= found < 1


def test_none_and_missing() -> None:
    empty = Distribution([])
    assert (empty.count(), empty.sum(), empty.largest_reaching(0)) == (0, 0, 0)
    assert math.isnan(empty.gini())
    assert math.isnan(empty.largest_reaching(1))
    assert Distribution([1, math.nan, 3]).count() == 2


COLUMN = Distribution([1.0, 2.0, 3.0, 4.0])


def compute(source: str) -> float:
    def column(reference: Reference) -> Distribution:
        assert str(reference) == "point:jobs/*/people"
        return COLUMN

    return parse(source).evaluate(lambda _: 2.0, lambda _: 5.0, column)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("count([jobs/*/people])", 4),
        ("sum([jobs/*/people]) / count([jobs/*/people])", 2.5),
        ("count_below([jobs/*/people], 3) + sum_below([jobs/*/people], x + 1)", 5),
        ("sum_largest([ jobs/*/people ], 2)", 7),
        ("largest_reaching([jobs/*/people], 0.5 * sum([jobs/*/people]))", 2),
        ("gini([jobs/*/people])", 0.25),
    ],
)
def test_the_functions_of_columns(source: str, expected: float) -> None:
    assert compute(source) == pytest.approx(expected)
    assert {str(column.reference) for column in parse(source).columns()} == {"point:jobs/*/people"}
    assert parse(source).cells() == ()


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("[jobs/*/people] + 1", "column-alone"),
        ("sqrt([jobs/*/people])", "column-alone"),
        ("sum(3)", "wants-column"),
        ("sum([jobs/workers/people])", "wants-column"),
        ("sum()", "wants-column"),
        ("sum([jobs/*/people], 3)", "wrong-arguments"),
        ("count_below([jobs/*/people])", "wrong-arguments"),
        ("count_below([jobs/*/people]", "missing"),
    ],
)
def test_what_can_not_be_read(source: str, reason: str) -> None:
    with pytest.raises(ExpressionError) as error:
        parse(source)
    assert error.value.reason == reason


def with_value(expression: str) -> LessonBuilder:
    return LessonBuilder().append(
        "lesson.yaml",
        '  whole:\n    label: {fr: Tout, en: All}\n    expression: "' + expression + '"\n',
    )


def test_a_lesson_computes_them_and_says_what_they_rest_on(tmp_path: Path) -> None:
    builder = with_value("sum([jobs/*/people])").append(
        "lesson.yaml", '  more:\n    label: {fr: Plus, en: More}\n    expression: "whole + 1"\n'
    )
    lesson = read_lesson(builder.folder(tmp_path))
    table = lesson.table("jobs")
    assert table is not None
    total = sum(float(row["people"] or 0) for row in table.rows.values())  # type: ignore[arg-type]
    assert lesson.evaluate("whole", {}) == pytest.approx(total)
    assert lesson.tables_under("more") == ("jobs",)
    assert lesson.rests_on(Reference("value", ("more",)), {"jobs"})
    assert not lesson.rests_on(Reference("value", ("more",)), {"places"})


@pytest.mark.parametrize(
    ("cell", "target"),
    [("jbos/*/people", "jbos"), ("jobs/*/peple", "peple"), ("jobs/*/job", "whole")],
)
def test_a_column_that_is_not_there_is_reported(cell: str, target: str, tmp_path: Path) -> None:
    lesson = read_lesson(with_value(f"sum([{cell}])").folder(tmp_path))
    (problem,) = [one for one in check_content(lesson) if one.location.file == "lesson.yaml"]
    assert problem.code in ("dangling-reference", "value-not-a-number")
    assert target in str(problem.values)
