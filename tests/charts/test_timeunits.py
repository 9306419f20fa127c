"""Time units against Vega's own, unit by unit; ticks of time are in ``scaling``."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.charts.dates import to_time
from desktop_app.charts.spec.vocabulary import TIME_UNITS
from desktop_app.charts.timeunits import (
    default_format,
    floor,
    interval,
    is_time_unit,
    nice,
    offset,
    parts_of,
    tick_unit,
    ticks,
)
from tests.charts.oracle import by_vega, rows_by_us, rows_by_vega_lite

MOMENTS = (
    "2020-01-01", "2020-02-29 13:45:30.250", "2021-12-31 23:59:59", "2019-03-31 00:00:01",
    "2023-01-01 12:00", "2024-12-29 06:30:15", "1999-07-04 18:20", "2012-01-07",
)  # fmt: skip
ROWS = [{"d": moment} for moment in MOMENTS]


@pytest.mark.parametrize("unit", sorted(TIME_UNITS))
def test_units_start_and_end_as_in_vega(unit: str) -> None:
    for step in (1, 2, 3):
        transform = [{"timeUnit": {"unit": unit, "step": step}, "field": "d", "as": "z"}]
        expected = rows_by_vega_lite(ROWS, transform, ["z", "z_end"])
        as_numbers = [
            {name: text.replace("d:", "n:") for name, text in row.items()} for row in expected
        ]
        assert rows_by_us(ROWS, transform, ["z", "z_end"]) == as_numbers, step


@pytest.mark.parametrize(
    ("unit", "step"),
    [("year", 3), ("quarter", -2), ("month", 14), ("week", 2), ("day", 40), ("hours", -5),
     ("minutes", 90), ("seconds", 1), ("milliseconds", 7)],
)  # fmt: skip
def test_offsets(unit: str, step: int) -> None:
    text = "2020-02-29T13:45:30.250Z"
    (expected,) = by_vega([f"+timeOffset({unit!r}, toDate({text!r}), {step})"], {})
    moment = to_time(text)
    assert moment is not None
    assert f"n:{offset('date' if unit == 'day' else unit, moment, step):.0f}" == expected


@pytest.mark.parametrize(
    ("unit", "pattern"),
    [
        ("year", "%Y"), ("yearmonth", "%b %Y"), ("yearmonthdate", "%b %d, %Y"),
        ("yearquarter", "%Y Q%q"), ("quarter", "Q%q"), ("month", "%b"), ("monthdate", "%b %d"),
        ("day", "%a"), ("date", "%d"), ("week", "W%U"), ("hours", "%H:00"),
        ("hoursminutes", "%H:%M"), ("yearmonthdatehours", "%b %d, %Y %H:00"), ("dayofyear", "%j"),
        ("", ""),
    ],
)  # fmt: skip
def test_the_pattern_of_a_unit(unit: str, pattern: str) -> None:
    assert default_format(unit) == pattern


def test_parts() -> None:
    assert parts_of("utcyearmonth") == ("year", "month")
    assert parts_of("binnedyearquarter") == ("year", "quarter")
    assert parts_of("dayofyear") == ("dayofyear",)
    assert parts_of("yeardayofyear") == ("year", "dayofyear")
    for text in ("moth", "monthyear", "", "years", "year month"):
        assert not is_time_unit(text)


def test_how_fine_moments_are() -> None:
    def moments(*texts: str) -> list[float]:
        return [found for text in texts if (found := to_time(text)) is not None]

    assert tick_unit(moments("2020", "2021")) == "year"
    assert tick_unit(moments("2020", "2020-03")) == "month"
    assert tick_unit(moments("2020", "2020-03-02")) == "date"
    assert tick_unit(moments("2020", "2020-01-01T10:00")) == "hours"
    assert tick_unit(moments("2020-01-01T10:30", "2020")) == "minutes"
    assert tick_unit(moments("2020-01-01T10:30:01")) == "seconds"


# -- what holds of every unit ------------------------------------------------------------------

WHOLE = st.sampled_from(sorted(unit for unit in TIME_UNITS if unit.startswith("year")))
ANY = st.sampled_from(sorted(TIME_UNITS))
TIMES = st.floats(-6e13, 2.5e14).map(math.floor).map(float)


@given(WHOLE, TIMES)
def test_a_moment_is_in_its_unit(unit: str, moment: float) -> None:
    start, stop = interval(unit, moment)
    assert start <= moment < stop
    assert floor(unit, start) == start
    assert interval(unit, start) == (start, stop)


@given(ANY, TIMES, st.integers(1, 12))
def test_a_unit_starts_where_it_starts(unit: str, moment: float, step: int) -> None:
    start, stop = interval(unit, moment, step)
    assert start < stop
    if step == 1 and "week" not in unit:  # week 0 of 2012 starts in 2011
        assert floor(unit, start) == start


@given(ANY, st.sampled_from([math.nan, math.inf, -math.inf, 8.7e15, -9e15, 1e300]))
def test_moments_that_are_none(unit: str, moment: float) -> None:
    start, stop = interval(unit, moment)
    assert math.isnan(start)
    assert math.isnan(stop)


@given(st.floats(), st.floats(), st.one_of(st.integers(-5, 50), st.sampled_from(
    ["month", "day", "nothing", {"interval": "month", "step": 3}, {"interval": "x", "step": -1},
     {"step": 1e300}, None]
)))  # fmt: skip
def test_ticks_and_nice_end(low: float, high: float, count: object) -> None:
    found = ticks(low, high, count)
    assert len(found) <= 10_000
    assert all(map(math.isfinite, found))
    start, stop = nice(low, high, count)
    assert math.isnan(low) or not start > low or not low < high
    assert isinstance(stop, float)
