"""The ends of an interval, as they are written, read and said."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.charts.axis import Axis, Tick
from desktop_app.charts.dates import time_of
from desktop_app.charts.intervals import end_text, names_of, read_end, said_interval, stepped_end

DAY = time_of(2020, 4, 6)


def axis(low: float, high: float, kind: str = "number", language: str = "fr") -> Axis:
    return Axis(
        "x", "x", kind, "bottom", 300.0, title="Population", language=language, domain=(low, high)
    )


def dates(first: int, last: int, language: str = "fr") -> Axis:
    return axis(time_of(first), time_of(last), "time", language)


@pytest.mark.parametrize(
    ("where", "value", "text"),
    [
        (axis(0, 9_000), 1_063.4, "1\u202f060"),
        (axis(0, 9_000, language="en"), 1_063.4, "1,060"),
        (axis(0, 1), 0.1234, "0,123"),
        (axis(-5, 5), -2.345, "\u22122,35"),
        (dates(2019, 2021), DAY, "06/04/2020"),
        (dates(2019, 2021, "en"), DAY, "2020-04-06"),
        (dates(1900, 2021), DAY, "2020"),
        (axis(0, 1), math.nan, ""),
        (axis(0, 1), "a", "a"),
    ],
)
def test_an_end_is_written_without_needless_digits(where: Axis, value: object, text: str) -> None:
    assert end_text(where, value) == text


@pytest.mark.parametrize(
    ("where", "text", "value"),
    [
        (axis(0, 9_000), "1 060", 1_060),
        (axis(0, 9_000), "1 060 hab.", 1_060),
        (axis(0, 9_000), "12,5 %", 12.5),
        (axis(0, 9_000, language="en"), "1,060.5", 1_060.5),
        (axis(0, 9_000), "99999", 9_000),
        (axis(0, 9_000), "-3", 0),
        (axis(0, 9_000), "rien", None),
        (axis(0, 9_000), "", None),
        (dates(2019, 2021), "06/04/2020", DAY),
        (dates(2019, 2021), "6.4.2020", DAY),
        (dates(2019, 2021), "2020-04-06", DAY),
        (dates(2019, 2021), "04/2020", time_of(2020, 4)),
        (dates(2019, 2021), "2020", time_of(2020)),
        (dates(2019, 2021), "1066", time_of(2019)),
        (dates(2019, 2021), "6/13/2020", None),
        (dates(2019, 2021), "hier", None),
    ],
)
def test_an_end_is_read_as_people_type_it(where: Axis, text: str, value: float | None) -> None:
    assert read_end(where, text) == value


@given(
    low=st.floats(-1e9, 1e9),
    span=st.floats(1e-3, 1e9),
    share=st.floats(0, 1),
    language=st.sampled_from(["fr", "en"]),
)
def test_what_is_written_can_be_read(low: float, span: float, share: float, language: str) -> None:
    where = axis(low, low + span, language=language)
    value = low + share * span
    read = read_end(where, end_text(where, value))
    assert read is not None
    assert abs(read - value) <= span / 20 + abs(value) * 1e-9


@given(text=st.text(max_size=40), kind=st.sampled_from(["number", "time"]))
def test_any_text_is_an_end_or_none(text: str, kind: str) -> None:
    where = axis(0, 1e12, kind)
    read = read_end(where, text)
    assert read is None or 0 <= read <= 1e12


def test_steps_stay_on_the_axis() -> None:
    where = axis(0, 100)
    assert stepped_end(where, 50, 1) == 52
    assert stepped_end(where, 99.5, 5) == 100
    assert stepped_end(where, 1, -1) == 0


def test_an_interval_in_words() -> None:
    names = Axis(
        "y", "y", "category", "left", 90.0, title="Métier", language="fr",
        make=lambda _: tuple(Tick(rank * 30.0, name, value=key)
                             for rank, (key, name) in enumerate(zip("abc", "XYZ", strict=True))),
    )  # fmt: skip
    ranges = {"x": (1_000.0, 5_000.0), "y": ("a", "b")}
    assert said_interval([axis(0, 9_000), names], ranges, "fr") == (
        "Population\u202f: de 1\u202f000 à 5\u202f000\u202f; Métier\u202f: X, Y"
    )
    english = axis(0, 9_000, language="en")
    assert said_interval([english], ranges, "en") == "Population: from 1,000 to 5,000"
    assert names_of(names, tuple("abcdefg")) == "X – g (7)"
