"""Numbers on axes and in legends, where their author gives no format, or less than a whole one."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop_app.charts.dates import to_time
from desktop_app.charts.formats import decimals_of, granular_format, short_date, tick_format
from desktop_app.charts.scaling.ticks import linear_ticks
from desktop_app.charts.sources import day_of


def written(values: list[float], language: str = "en", form: str = "", unit: str = "") -> list[str]:
    write = tick_format(values, language, form, unit)
    return [write(value) for value in values]


@pytest.mark.parametrize(
    ("values", "french", "english"),
    [
        ([0, 1, 2], "0 1 2", "0 1 2"),
        ([0, 0.5, 1], "0,0 0,5 1,0", "0.0 0.5 1.0"),
        ([0, 0.25, 0.5], "0,00 0,25 0,50", "0.00 0.25 0.50"),
        ([0.5, 1.5, 2.5], "0,5 1,5 2,5", "0.5 1.5 2.5"),
        ([-2, 0, 2], "−2 0 2", "−2 0 2"),
        ([0, 500_000, 1_000_000], "0 500\u202f000 1\u202f000\u202f000", "0 500,000 1,000,000"),
        ([0, 5e6, 1e7], "0 5\u00a0M 10\u00a0M", "0 5M 10M"),
        ([0, 5e8, 1e9], "0,0 0,5\u00a0Md 1,0\u00a0Md", "0.0 0.5bn 1.0bn"),
        ([1e7, 1e7 + 1, 1e7 + 2], "10\u202f000\u202f000 10\u202f000\u202f001 10\u202f000\u202f002",
         "10,000,000 10,000,001 10,000,002"),
    ],
)  # fmt: skip
def test_all_numbers_of_an_axis_are_written_alike(
    values: list[float], french: str, english: str
) -> None:
    assert written(values, "fr") == french.split(" ")
    assert written(values, "en") == english.split(" ")


def test_percents() -> None:
    assert written([0, 50, 100], "fr", unit="%") == ["0\u202f%", "50\u202f%", "100\u202f%"]
    assert written([0, 50, 100], "en", unit="%") == ["0%", "50%", "100%"]
    assert written([0, 0.5, 1], "en", "%") == ["0%", "50%", "100%"]
    assert written([0, 0.005, 0.01], "en", "%") == ["0.0%", "0.5%", "1.0%"]


@pytest.mark.parametrize(
    ("form", "values", "expected"),
    [
        ("s", [0, 500_000, 1_000_000], "0.0 0.5M 1.0M"),
        ("s", [0, 500, 1_000], "0.0 0.5k 1.0k"),
        ("f", [0, 0.05, 0.1], "0.00 0.05 0.10"),
        (".1f", [0, 1, 2], "0.0 1.0 2.0"),
        ("d", [0, 1, 2], "0 1 2"),
    ],
)
def test_short_formats_have_the_digits_that_steps_need(
    form: str, values: list[float], expected: str
) -> None:
    assert written(values, "en", form) == expected.split(" ")


@given(st.floats(-1e6, 1e6), st.floats(1e-6, 1e6), st.integers(2, 12))
def test_no_two_ticks_read_the_same(start: float, span: float, count: int) -> None:
    assume(span > abs(start) * 1e-6)
    ticks = [float(tick) for tick in linear_ticks(start, start + span, count)]
    for language in ("fr", "en"):
        texts = written(ticks, language)
        assert len(set(texts)) == len(texts)


@given(st.lists(st.integers(-1_000, 1_000), min_size=2, max_size=8, unique=True),
       st.integers(0, 3))  # fmt: skip
def test_what_is_written_is_the_number(numbers: list[int], decimals: int) -> None:
    values = sorted(number / 10**decimals for number in numbers)
    gaps = [two - one for one, two in pairwise(values)]
    assume(decimals_of(min(gaps)) >= decimals - 2)
    for text, value in zip(written(values), values, strict=True):
        assert float(text.replace("−", "-").replace(",", "")) == pytest.approx(value)


def test_numbers_on_a_log_scale_have_their_own_decimals() -> None:
    write = tick_format([0.01, 0.1, 1, 10, 1e8], "en", even=False)
    assert [write(value) for value in (0.01, 0.1, 1, 10, 1e8)] == ["0.01", "0.1", "1", "10", "100M"]


@pytest.mark.parametrize("step", [0.0, math.inf, math.nan, 1.0, 20.0, 1e300])
def test_whole_steps_need_no_decimals(step: float) -> None:
    assert decimals_of(step) == 0


@pytest.mark.parametrize(
    ("moment", "forms", "expected"),
    [
        ("2020-01-01T00:00:00", {}, "%Y"),
        ("2020-01-01T00:00:00", {"year": "’%y"}, "’%y"),
        ("2020-05-01T00:00:00", {"month": "%b"}, "%b"),
        ("2020-04-01T00:00:00", {}, "%B"),
        ("2020-04-08T00:00:00", {"date": "%d"}, "%d"),
        ("2020-04-08T12:00:00", {}, "%H:%M"),
        ("2020-04-08T12:00:05", {}, ":%S"),
        ("2020-04-08T12:00:05.250", {"milliseconds": 3}, ".%L"),
    ],
)
def test_each_moment_has_the_format_of_its_unit(
    moment: str, forms: Mapping[str, object], expected: str
) -> None:
    at = to_time(moment)
    assert at is not None
    assert granular_format(at, forms) == expected


def test_days_in_words() -> None:
    moment = to_time("2020-04-01")
    assert moment is not None
    first = day_of(moment)
    assert first is not None
    assert short_date(first, "fr") == "1er\u00a0avr."
    assert short_date(first, "en") == "1\u00a0Apr"
