"""Continuous scales against d3 7 (d3-array 3.2, d3-scale 4.0), and what holds of all of them."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop_app.charts.dates import to_time
from desktop_app.charts.scaling.continuous import (
    BinOrdinalScale,
    ContinuousScale,
    QuantileScale,
    QuantizeScale,
    ThresholdScale,
    nice,
)
from desktop_app.charts.scaling.ticks import linear_ticks, log_ticks
from desktop_app.charts.timeunits import nice as nice_times
from desktop_app.charts.timeunits import ticks as time_ticks

TICKS = [
    ((0, 10, 10), (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)),
    ((0, 1, 5), (0, 0.2, 0.4, 0.6, 0.8, 1)),
    ((0, 100, 10), (0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100)),
    ((-1, 1, 4), (-1, -0.5, 0, 0.5, 1)),
    ((0.1, 0.7, 8), (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)),
    ((3, 97, 7), (10, 20, 30, 40, 50, 60, 70, 80, 90)),
    ((0, 1e-09, 5), (0, 2e-10, 4e-10, 6e-10, 8e-10, 1e-09)),
    (
        (10000000000, 30000000000, 6),
        (10000000000, 15000000000, 20000000000, 25000000000, 30000000000),
    ),
    ((10, 0, 5), (10, 8, 6, 4, 2, 0)),
    ((5, 5, 3), (5,)),
    (
        (0, 0.3, 10),
        (0, 0.02, 0.04, 0.06, 0.08, 0.1, 0.12, 0.14, 0.16, 0.18, 0.2, 0.22, 0.24, 0.26, 0.28, 0.3),
    ),
    (
        (-0.35, 0.27, 10),
        (-0.35, -0.3, -0.25, -0.2, -0.15, -0.1, -0.05, 0, 0.05, 0.1, 0.15, 0.2, 0.25),
    ),
    ((123.4, 567.8, 10), (150, 200, 250, 300, 350, 400, 450, 500, 550)),
    ((0, 7, 1), (0, 5)),
    ((0, 1, 0.5), (0,)),
]
"""(start, stop, count) and d3's ticks."""
NICE = [
    ((0.13, 9.7), (0, 10)),
    ((1, 97), (0, 100)),
    ((-3.2, 4.4), (-4, 5)),
    ((0, 0.0123), (0, 0.013)),
    ((12, 13), (12, 13)),
    ((9.7, 0.1), (10, 0)),
    ((1000000, 3300000), (1000000, 3400000)),
    ((-0.5, -0.1), (-0.5, -0.1)),
    ((0, 100), (0, 100)),
    ((0.001, 1000.5), (0, 1100)),
]
"""A domain, and what d3's ``nice`` makes of it."""
NICE_5 = [
    ((0.13, 9.7), (0, 10)),
    ((1, 97), (0, 100)),
    ((-3.2, 4.4), (-4, 6)),
]
"""The same for about five ticks."""
NICE_LOG = [
    ((1.5, 870), (1, 1000)),
    ((0.012, 3), (0.01, 10)),
    ((10, 1000), (10, 1000)),
    ((870, 1.5), (1000, 1)),
    ((-500, -3), (-1000, -1)),
]
"""The same on a logarithmic scale."""
LOG_TICKS = [
    (
        (1, 1000, 10),
        (
            1,
            2,
            3,
            4,
            5,
            6,
            7,
            8,
            9,
            10,
            20,
            30,
            40,
            50,
            60,
            70,
            80,
            90,
            100,
            200,
            300,
            400,
            500,
            600,
            700,
            800,
            900,
            1000,
        ),
    ),
    ((1, 10, 10), (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)),
    (
        (0.01, 100, 10),
        (
            0.01,
            0.02,
            0.03,
            0.04,
            0.05,
            0.06,
            0.07,
            0.08,
            0.09,
            0.1,
            0.2,
            0.3,
            0.4,
            0.5,
            0.6,
            0.7,
            0.8,
            0.9,
            1,
            2,
            3,
            4,
            5,
            6,
            7,
            8,
            9,
            10,
            20,
            30,
            40,
            50,
            60,
            70,
            80,
            90,
            100,
        ),
    ),
    ((1, 1000000000000, 5), (1, 100, 10000, 1000000, 100000000, 10000000000, 1000000000000)),
    ((15, 85, 10), (20, 30, 40, 50, 60, 70, 80)),
    (
        (-1000, -1, 10),
        (
            -1000,
            -900,
            -800,
            -700,
            -600,
            -500,
            -400,
            -300,
            -200,
            -100,
            -90,
            -80,
            -70,
            -60,
            -50,
            -40,
            -30,
            -20,
            -10,
            -9,
            -8,
            -7,
            -6,
            -5,
            -4,
            -3,
            -2,
            -1,
        ),
    ),
    ((3, 40, 4), (3, 4, 5, 6, 7, 8, 9, 10, 20, 30, 40)),
]
"""(start, stop, count) and d3's logarithmic ticks."""
PLACES = {
    "linear": ("linear", {}, (10, 50), (0, 300), (10, 20, 35, 50, 60, -5),
        (0, 75, 187.5, 300, 375, -112.5)),
    "log": ("log", {}, (1, 1000), (0, 300), (1, 10, 50, 1000, 5000, 0.1),
        (0, 100.00000000000001, 169.89700043360187, 300, 369.8970004336019, -100)),
    "log2": ("log", {"base": 2.0}, (1, 64), (0, 300), (1, 2, 8, 50),
        (0, 50.00000000000001, 150, 282.19280948873626)),
    "sqrt": ("sqrt", {"exponent": 0.5}, (0, 100), (0, 300), (0, 25, 50, 100, -25),
        (0, 150, 212.13203435596427, 300, -150)),
    "pow3": ("pow", {"exponent": 3.0}, (0, 10), (0, 300), (0, 5, 10, -5),
        (0, 37.5, 300, -37.5)),
    "symlog": ("symlog", {}, (-100, 1000), (0, 300), (-100, -1, 0, 1, 50, 1000),
        (0, 102.1003760147265, 120.1450136755782, 138.18965133642988, 222.50187362968654, 300)),
    "symlog10": ("symlog", {"constant": 10.0}, (-100, 1000), (0, 300), (-100, -1, 0, 1, 50, 1000),
        (0, 98.49906924759824, 102.57621020934226, 106.65335117108631, 179.22338410598593, 300)),
    "piecewise": ("linear", {}, (0, 10, 100), (0, 200, 300), (0, 5, 10, 55, 100, -10),
        (0, 100, 200, 250, 300, -200)),
    "reversed": ("linear", {}, (50, 10), (0, 300), (10, 20, 50),
        (300, 225, 0)),
    "clamped": ("linear", {"clamp": True}, (10, 50), (0, 300), (0, 20, 90),
        (0, 75, 300)),
}  # fmt: skip
"""Type, options, domain, range, values, and where d3 puts them."""
TIME_TICKS = [
    ("2020-01-05 / 2021-08-21", 6, "2020-04-01 / 2020-07-01 / 2021-04-01 / 2021-07-01"),
    ("2020-03-02 / 2020-03-09", 8, "2020-03-02 / 2020-03-03 / 2020-03-08 / 2020-03-09"),
    (
        "2020-03-02 08:00 / 2020-03-02 17:30",
        10,
        "2020-03-02 08:00 / 2020-03-02 09:00 / 2020-03-02 16:00 / 2020-03-02 17:00",
    ),
    (
        "2020-03-02 08:00 / 2020-03-02 08:07",
        8,
        "2020-03-02 08:00 / 2020-03-02 08:01 / 2020-03-02 08:06 / 2020-03-02 08:07",
    ),
    (
        "2020-03-02 08:00 / 2020-03-02 08:00:20",
        5,
        "2020-03-02 08:00 / 2020-03-02 08:00:05 / 2020-03-02 08:00:15 / 2020-03-02 08:00:20",
    ),
    ("1990-01-01 / 2020-01-01", 7, "1990-01-01 / 1995-01-01 / 2015-01-01 / 2020-01-01"),
    ("1600-01-01 / 2020-01-01", 9, "1600-01-01 / 1650-01-01 / 1950-01-01 / 2000-01-01"),
    (
        "2020-03-02 08:00 / 2020-03-02 08:00:00.250",
        13,
        "2020-03-02 08:00 / 2020-03-02 08:00:00.020"
        " / 2020-03-02 08:00:00.220 / 2020-03-02 08:00:00.240",
    ),
    ("2020-01-15 / 2020-02-20", 5, "2020-01-19 / 2020-01-26 / 2020-02-09 / 2020-02-16"),
]
"""From / to, how many ticks d3 has for about eight, and which (the first and the last two)."""
TIME_NICE = [
    ("2020-01-05 / 2021-08-21", 2, "2020-01-01 / 2021-10-01"),
    ("2020-03-02 / 2020-03-09", 2, "2020-03-02 / 2020-03-09"),
    ("2020-03-02 08:00 / 2020-03-02 17:30", 2, "2020-03-02 08:00 / 2020-03-02 18:00"),
    ("2020-03-02 08:00 / 2020-03-02 08:07", 2, "2020-03-02 08:00 / 2020-03-02 08:07"),
    ("2020-03-02 08:00 / 2020-03-02 08:00:20", 2, "2020-03-02 08:00 / 2020-03-02 08:00:20"),
    ("1990-01-01 / 2020-01-01", 2, "1990-01-01 / 2020-01-01"),
    ("1600-01-01 / 2020-01-01", 2, "1600-01-01 / 2050-01-01"),
    ("2020-03-02 08:00 / 2020-03-02 08:00:00.250", 2, "2020-03-02 08:00 / 2020-03-02 08:00:00.260"),
    ("2020-01-15 / 2020-02-20", 2, "2020-01-15 / 2020-02-21"),
]
"""From / to, two, and the ends that d3 rounds them to."""


def close(found: object, expected: object) -> bool:
    return bool(np.allclose(np.array(found, float), np.array(expected, float), rtol=1e-12))


@pytest.mark.parametrize(("ends", "expected"), TICKS)
def test_linear_ticks(ends: tuple[float, float, float], expected: tuple[float, ...]) -> None:
    found = linear_ticks(*ends)
    assert len(found) == len(expected)
    assert close(found, expected)


@pytest.mark.parametrize(("domain", "expected"), NICE)
def test_nice(domain: tuple[float, float], expected: tuple[float, float]) -> None:
    assert nice("linear", domain) == expected
    assert nice("sqrt", domain) == nice("symlog", domain) == expected


@pytest.mark.parametrize(("domain", "expected"), NICE_5)
def test_nice_with_a_count(domain: tuple[float, float], expected: tuple[float, float]) -> None:
    assert nice("linear", domain, 5) == expected


@pytest.mark.parametrize(("domain", "expected"), NICE_LOG)
def test_nice_of_a_logarithm(domain: tuple[float, float], expected: tuple[float, float]) -> None:
    assert nice("log", domain) == expected


def test_nice_of_other_scales() -> None:
    assert nice("log", (3, 70), base=2) == (2, 128)
    assert nice("pow", (0.3, 88)) == (0, 90)
    assert nice("symlog", (-37, 88)) == (-40, 90)
    assert nice("linear", (1, 5.5, 9.7)) == (1, 5.5, 10)


@pytest.mark.parametrize(("ends", "expected"), LOG_TICKS)
def test_log_ticks(ends: tuple[float, float, float], expected: tuple[float, ...]) -> None:
    found = log_ticks(*ends)
    assert len(found) == len(expected)
    assert close(found, expected)


@pytest.mark.parametrize("name", PLACES)
def test_places(name: str) -> None:
    kind, options, domain, reach, values, expected = PLACES[name]
    scale = ContinuousScale(kind, domain, reach, **options)  # type: ignore[arg-type]
    assert close(scale.positions(np.array(values, float)), expected)
    assert close([scale.scale(value) for value in values], expected)


def _moments(text: str) -> list[float]:
    found = [to_time(part) for part in text.split(" / ")]
    assert None not in found, text
    return [moment for moment in found if moment is not None]


@pytest.mark.parametrize(("ends", "count", "expected"), TIME_TICKS)
def test_time_ticks(ends: str, count: int, expected: str) -> None:
    found = time_ticks(*_moments(ends), 8)
    assert len(found) == count
    shown = found if count <= 4 else (*found[:2], *found[-2:])
    assert list(shown) == _moments(expected)


@pytest.mark.parametrize(("ends", "count", "expected"), TIME_NICE)
def test_nice_of_time(ends: str, count: int, expected: str) -> None:
    found = nice_times(*_moments(ends))
    assert len(found) == count
    assert list(found) == _moments(expected)
    assert nice("utc", _moments(ends)) == found


def test_scales_of_classes() -> None:
    letters = ("a", "b", "c", "d")
    quantile = QuantileScale((3, 5, 8, 13, 21, 1, 2), letters)
    assert quantile.thresholds() == (2.5, 5, 10.5)
    assert [quantile.scale(value) for value in (1, 3, 5, 9, 20, 34)] == list("abccdd")
    quantize = QuantizeScale((0, 100), letters)
    assert quantize.thresholds() == (25, 50, 75)
    assert [quantize.scale(value) for value in (0, 30, 55, 99, 200, -4)] == list("abcdda")
    threshold = ThresholdScale((10, 20), letters[:3])
    assert [threshold.scale(value) for value in (0, 10, 15, 20, 25)] == list("abbcc")
    bins = BinOrdinalScale((0, 10, 20, 30), letters[:3])
    assert [bins.scale(value) for value in (0, 9, 10, 29, 30)] == list("aabcc")
    for scale in (quantile, quantize, threshold, bins):
        assert [scale.scale(one) for one in (None, "x", math.nan, True)] == [None] * 4


# -- what holds of every scale ----------------------------------------------------------------

NUMBERS = st.floats(-1e9, 1e9).map(lambda value: round(value, 6))
KINDS = st.sampled_from(
    [("linear", {}), ("sqrt", {"exponent": 0.5}), ("pow", {"exponent": 3.0}), ("symlog", {})]
)


@given(NUMBERS, NUMBERS, st.integers(1, 30))
def test_nice_contains_the_domain(low: float, high: float, count: int) -> None:
    start, stop = nice("linear", (low, high), count)
    assert min(start, stop) <= min(low, high)
    assert max(start, stop) >= max(low, high)
    assert (start <= stop) == (low <= high) or start == stop


@given(st.floats(1e-6, 1e9), st.floats(1e-6, 1e9))
def test_nice_of_a_logarithm_contains_the_domain(low: float, high: float) -> None:
    start, stop = nice("log", (low, high))
    assert min(start, stop) <= min(low, high) * (1 + 1e-12)
    assert max(start, stop) >= max(low, high) * (1 - 1e-12)


@given(NUMBERS, NUMBERS, st.integers(1, 50))
def test_ticks_are_even_and_inside(low: float, high: float, count: int) -> None:
    assume(abs(high - low) > 1e-3)
    ticks = linear_ticks(low, high, count)
    slack = 1e-9 * max(abs(low), abs(high))
    assert all(min(low, high) - slack <= tick <= max(low, high) + slack for tick in ticks)
    assert len(ticks) <= 3 * count + 2
    if len(ticks) > 2:
        gaps = np.diff(ticks)
        assert np.allclose(gaps, gaps[0], rtol=1e-6, atol=slack)


@given(KINDS, NUMBERS, NUMBERS, st.lists(NUMBERS, min_size=2, max_size=6), st.booleans())
def test_scales_are_monotone_and_can_be_inverted(
    kind: tuple[str, dict[str, float]], low: float, high: float, values: list[float], turned: bool
) -> None:
    assume(abs(high - low) > 1e-3)
    reach = (300.0, 0.0) if turned else (0.0, 300.0)
    scale = ContinuousScale(kind[0], (low, high), reach, **kind[1])  # type: ignore[arg-type]
    assert scale.scale(low) == pytest.approx(reach[0], abs=1e-6)
    assert scale.scale(high) == pytest.approx(reach[1], abs=1e-6)
    places = scale.positions(np.array(sorted(values)))
    rises = (low < high) != turned
    steps = np.diff(places) if rises else -np.diff(places)
    assert (steps >= -1e-6).all()
    for value in (low, high, (low + high) / 2):
        place = scale.scale(value)
        assert isinstance(place, float)
        assert scale.invert(place) == pytest.approx(value, rel=1e-6, abs=1e-6 * abs(high - low))


@given(st.floats(1e-3, 1e3), st.floats(1.01, 1e6), st.floats(0, 1))
def test_a_logarithm_goes_by_ratios(low: float, factor: float, share: float) -> None:
    scale = ContinuousScale("log", (low, low * factor), (0.0, 300.0))
    assert scale.scale(low * factor**share) == pytest.approx(300 * share, abs=1e-6)
    assert scale.invert(300 * share) == pytest.approx(low * factor**share)
    assert scale.scale(0) is None
    assert scale.scale(-low) is None


@given(NUMBERS, NUMBERS, NUMBERS)
def test_clamped_places_stay_in_the_range(low: float, high: float, value: float) -> None:
    assume(low != high)
    place = ContinuousScale("linear", (low, high), (0.0, 300.0), clamp=True).scale(value)
    assert isinstance(place, float)
    assert 0 <= place <= 300


@pytest.mark.parametrize("value", [None, "x", "", math.nan, math.inf, [1], {}])
def test_what_has_no_place(value: object) -> None:
    scale = ContinuousScale("linear", (0, 10), (0.0, 300.0))
    assert scale.scale(value) is None


def test_degenerate_domains() -> None:
    assert ContinuousScale("linear", (5, 5), (0.0, 300.0)).scale(5) == 150
    assert ContinuousScale("linear", (), (0.0, 300.0)).scale(5) is None
    assert ContinuousScale("linear", (0, 10), (0.0, 300.0)).scale("5") == 150
    assert ContinuousScale("linear", (), (0.0, 300.0)).ticks() == ()
    assert ContinuousScale("log", (0, 10), (0.0, 300.0)).ticks() == ()
    assert linear_ticks(0, math.inf, 10) == linear_ticks(0, 1, 0) == ()
    assert len(linear_ticks(0, 1e300, 10)) == 11
    assert len(time_ticks(-8e15, 8e15, 10)) < 100


@given(
    st.floats(-8e15, 8e15),
    st.floats(0, 1e14),
    st.integers(1, 20),
)
def test_nice_of_time_contains_the_domain_and_its_ticks(
    start: float, span: float, count: int
) -> None:
    stop = min(start + span, 8.5e15)
    low, high = nice_times(start, stop, count)
    assert low <= start
    assert high >= stop
    ticks = time_ticks(start, stop, count)
    assert all(start <= tick <= stop for tick in ticks)
    assert all(one < two for one, two in pairwise(ticks))
