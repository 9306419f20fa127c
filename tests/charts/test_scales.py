"""Ticks, scales and formats: round numbers, calendar dates, the words of a language."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.charts.formats import axis_number, is_format, short_date, written_date
from desktop_app.charts.scales import BandScale, LinearScale, LogScale, TimeScale
from desktop_app.charts.ticks import linear_ticks, log_ticks, nice_domain, time_ticks

NUMBERS = st.floats(-1e12, 1e12, allow_nan=False)
COUNTS = st.integers(2, 12)


@given(NUMBERS, st.floats(1e-6, 1e12), COUNTS)
def test_linear_ticks_are_round_and_inside(low: float, span: float, count: int) -> None:
    high = low + span
    if not low < high or span < abs(low) * 1e-9:
        return
    ticks, step = linear_ticks(low, high, count)
    slack = step * 1e-6
    assert all(low - slack <= tick <= high + slack for tick in ticks)
    assert len(ticks) <= 2 * count + 1
    digit = float(f"{step:e}".split("e")[0])
    assert digit == pytest.approx(1) or digit == pytest.approx(2) or digit == pytest.approx(5)


@given(NUMBERS, st.floats(1e-3, 1e12))
def test_a_nice_domain_holds_the_data(low: float, span: float) -> None:
    high = low + span
    below, above = nice_domain(low, high)
    slack = span * 1e-9 + abs(low) * 1e-9
    assert below <= low + slack
    assert above >= high - slack
    assert above - below <= span * 2 + slack


@given(st.integers(-9, 9), st.integers(1, 12), COUNTS)
def test_log_ticks_are_one_two_or_five_of_a_decade(first: int, decades: int, count: int) -> None:
    ticks = log_ticks(10.0**first, 10.0 ** (first + decades), count)
    assert 1 < len(ticks) <= max(count, 2) + 1
    assert all(f"{tick:.0e}"[0] in "125" for tick in ticks)
    assert ticks == tuple(sorted(ticks))


@given(st.dates(date(1, 1, 1), date(9000, 1, 1)), st.integers(1, 300_000), COUNTS)
def test_time_ticks_are_inside_and_rising(low: date, days: int, count: int) -> None:
    high = low + timedelta(days=days)
    ticks, _ = time_ticks(low, high, count)
    assert all(low <= tick <= high for tick in ticks)
    assert list(ticks) == sorted(set(ticks))
    assert len(ticks) <= count + 1


def test_weeks_start_on_monday() -> None:
    ticks, _ = time_ticks(date(2020, 3, 2), date(2020, 4, 20), 8)
    assert ticks[0] == date(2020, 3, 2)
    assert {tick.weekday() for tick in ticks} == {0}


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(0, 1), st.booleans())
def test_a_linear_scale_goes_both_ways(
    low: float, high: float, share: float, reverse: bool
) -> None:
    if high - low < 1e-3:
        return
    scale = LinearScale(low, high, reverse)
    assert scale.position(scale.value(share)) == pytest.approx(share, abs=1e-6)


def test_scales_place() -> None:
    assert LogScale(1, 1000).position(10) == pytest.approx(1 / 3)
    assert TimeScale(date(2020, 1, 1), date(2020, 1, 11)).position(date(2020, 1, 6)) == 0.5
    bands = BandScale(("a", "b"))
    assert (bands.position("a"), bands.position("b")) == (0.25, 0.75)
    assert BandScale(("a", "b"), reverse=True).position("a") == 0.75
    assert LinearScale(3, 3).position(3) == 0.5


@pytest.mark.parametrize(
    ("value", "step", "language", "text"),
    [
        (1_000_000, 200_000, "fr", "1\u202f000\u202f000"),
        (20_000_000, 1e7, "fr", "20\u00a0M"),
        (20_000_000, 1e7, "en", "20m"),
        (3e9, 1e9, "fr", "3\u00a0Md"),
        (0.1, 0.1, "fr", "0,1"),
        (0.3, 0.05, "fr", "0,30"),
        (-5, 5, "fr", "\u22125"),
        (1000, 500, "en", "1,000"),
    ],
)
def test_numbers_on_axes(value: float, step: float, language: str, text: str) -> None:
    assert axis_number(value, step, language) == text


def test_units_and_formats() -> None:
    assert axis_number(20, 10, "fr", unit="%") == "20\u202f%"
    assert axis_number(20, 10, "en", unit="%") == "20%"
    assert axis_number(0.25, 0.05, "fr", form=".0%") == "25\u202f%"
    assert axis_number(2_500_000, 5e5, "fr", form=".2s") == "2,5\u00a0M"
    assert axis_number(1.25, 1, "fr", form=",.1f") == "1,3"


def test_dates() -> None:
    assert short_date(date(2020, 4, 6), "fr") == "6\u00a0avr."
    assert short_date(date(2020, 4, 6), "en") == "6\u00a0Apr"
    assert short_date(date(2020, 4, 1), "fr") == "1er\u00a0avr."
    assert written_date(date(2020, 4, 6), "%-d %B %Y", "fr") == "6 avril 2020"


def test_known_formats() -> None:
    assert all(is_format(form) for form in (",.1f", ".0%", "s", "%Y", "%b %Y", "%-d %b"))
    assert not any(is_format(form) for form in ("%H:%M", "zz", "%q"))
