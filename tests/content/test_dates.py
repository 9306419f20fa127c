from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given as let
from hypothesis import strategies as st

from desktop_app.content.dates import format_date, parse_date

DAY = date(2020, 4, 6)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("2020-04-06", "fr"), ("2020-4-6", "en"), ("6 avril 2020", "fr"), ("6 April 2020", "en"),
        ("6 avr. 2020", "fr"), ("April 6, 2020", "en"), ("Apr 6 2020", "en"),
        ("6th April 2020", "en"), ("06/04/2020", "fr"), ("6.4.2020", "fr"),
        (" 6\u00a0avril\u202f2020 ", "fr"),
        ("6 april 2020", "fr"),
    ],
)  # fmt: skip
def test_one_day_in_many_writings(text: str, language: str) -> None:
    assert parse_date(text, language) == DAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2020", date(2020, 1, 1)),
        ("2020-04", date(2020, 4, 1)),
        ("août 2020", date(2020, 8, 1)),
        ("1er mai 2020", date(2020, 5, 1)),
        ("fevrier 2021", date(2021, 2, 1)),
    ],
)
def test_a_month_or_a_year_is_its_first_day(text: str, day: date) -> None:
    assert parse_date(text, "fr") == day


@pytest.mark.parametrize(
    "text",
    ["", "printemps", "2020-13-01", "30 février 2020", "31/02/2020", "ju 2020", "6 avril", "0000",
     "6 avril 2020 4 2020", "9" * 100, "avril avril 2020", "ma 2020"],
)  # fmt: skip
def test_what_is_no_day_is_none(text: str) -> None:
    assert parse_date(text, "fr") is None


@let(st.dates(date(1000, 1, 1)), st.sampled_from(["fr", "en"]))
def test_what_is_written_is_read_back(day: date, language: str) -> None:
    assert parse_date(format_date(day, language), language) == day
    assert parse_date(day.isoformat(), language) == day


@let(st.text(max_size=80), st.sampled_from(["fr", "en", "xx"]))
def test_anything_is_a_day_or_none(text: str, language: str) -> None:
    assert isinstance(parse_date(text, language), date | None)
