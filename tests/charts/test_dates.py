"""Dates in whatever way they are written, as JavaScript and Vega-Lite read them."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.charts.dates import DAY, datetime_object, fields, parse_with, time_of, to_time
from tests.charts.oracle import by_us, by_vega, by_vega_lite, rows_by_us, rows_by_vega_lite

WRITTEN = """
2020
2020-03
2020-03-02
2020-3-2
2020-03-02T10:30
2020-03-02T10:30:15
2020-03-02T10:30:15.250
2020-03-02T10:30:15.123456Z
2020-03-02T10:30:15Z
2020-03-02T10:30:15+02:00
2020-03-02T10:30:15-0530
2020-03-02 10:30
2020-03-02 10:30:15
2020-03-02 10:30:15.5
2020-03-02 10:30:15+01:00
2020-03-02 10:30 PM
2020/03/02
2020/3/2 10:30
03/02/2020
3/2/2020 10:30
3/2/20
3/2/1999 1:05 PM
3/2/1999 12:05 AM
3/2/1999 12:05 pm
1-2-2020
Jan 5, 2020
Jan 5 2020 10:30
January 5, 2020
5 January 2020
5 Jan 2020 10:30:15
Mar 2020
2020 Mar 5
Dec 25, 95
Thursday, 5 March 2020
Mon, 02 Mar 2020 10:00:00 GMT
Mon Mar 02 2020 10:00:00 GMT+0100
Mon Mar 02 2020 10:00:00 GMT+0000 (Coordinated Universal Time)
Jan 1 2000 00:00:00 UTC
March 7 1999 10:00 EST
2020-02-30
2020-02-31T00:00
2020-13-01
2020-00-10
02/30/2020
13/01/2020
2020-03-02T24:00:00
2020-03-02T25:00:00
2020-03-02T10:61
2020-03-02T10
+002020-03-02
-000044-03-15
0001-01-01
9999-12-31
+275760-09-13
+275760-09-14
hello
10:30
2020-W10
20200302
1583143200000
Q1 2020
""".strip().split("\n")
GUESSES = ("1", "12", "2020.5", "hello 2020", "1 1 2020", "5/mars/2020", "x" * 200, "")
"""What browsers make a date of somehow; here it is none."""
OBJECTS: list[dict[str, object]] = [
    {"year": 2020}, {"year": 2020, "month": 3}, {"year": 2020, "month": "mar", "date": 5},
    {"year": 2020, "month": "March"}, {"year": 2020, "quarter": 3}, {"month": 3}, {"date": 5},
    {"year": 2020, "quarter": 2, "month": 5}, {"day": 1}, {"day": 7}, {"day": 0}, {"day": "mon"},
    {"day": "Sunday"}, {"hours": 10}, {"year": 2020, "month": 12, "date": 31, "hours": 23},
    {"hours": 10, "minutes": 30, "seconds": 15, "milliseconds": 5},
    {"year": 2020, "month": 1, "date": 40}, {"year": 2020, "month": 14}, {"year": 2020, "day": 3},
    {"year": 2020, "month": 2, "date": 29, "utc": True}, {"year": 20},
]  # fmt: skip


@pytest.fixture(scope="module")
def read_by_vega() -> dict[str, str]:
    expressions = [f"time({text!r})" for text in WRITTEN]
    return dict(zip(WRITTEN, by_vega(expressions, {}), strict=True))


@pytest.mark.parametrize("text", WRITTEN)
def test_texts_are_read_as_javascript_reads_them(text: str, read_by_vega: dict[str, str]) -> None:
    found = to_time(text)
    assert f"n:{'NaN' if found is None else f'{found:.0f}'}" == read_by_vega[text]
    assert to_time(f"  {text} ") == found


@pytest.mark.parametrize("text", GUESSES)
def test_guesses_are_no_dates(text: str) -> None:
    assert to_time(text) is None


@pytest.mark.parametrize("value", OBJECTS)
def test_objects_are_what_vega_lite_takes_them_for(value: dict[str, object]) -> None:
    scale = {"domain": [value, {"year": 2050}]}
    spec = {
        "data": {"values": [{"d": "2020-03-02", "b": 1}]},
        "mark": "point",
        "encoding": {"x": {"field": "d", "type": "temporal", "scale": scale}},
    }
    expected = by_vega_lite(spec).domains["x"][0]
    assert datetime_object(value) == expected
    ours, chart = by_us(json.dumps(spec))
    assert ours is not None, chart.problems
    assert ours.domains["x"][0] == expected


@pytest.mark.parametrize(
    "value", [{"month": "nivôse"}, {"day": "decadi"}, {"year": "soon"}, {"year": [1]},
              {"year": 1e9}, {"date": True}]
)  # fmt: skip
def test_objects_that_are_no_dates(value: dict[str, object]) -> None:
    assert datetime_object(value) is None


PREDICATES: list[dict[str, object]] = [
    {"timeUnit": "month", "equal": 3}, {"timeUnit": "day", "equal": 1},
    {"timeUnit": "day", "equal": "mon"}, {"timeUnit": "day", "oneOf": ["mon", "tuesday"]},
    {"timeUnit": "year", "range": [2019, 2020]}, {"timeUnit": "quarter", "lt": 2},
    {"timeUnit": "month", "oneOf": ["jun"]}, {"timeUnit": "hours", "equal": 0},
    {"timeUnit": "date", "gte": 2}, {"timeUnit": "year", "equal": 2021},
    {"timeUnit": "yearmonth", "equal": {"year": 2020, "month": 6}},
    {"timeUnit": "yearmonth", "range": [{"year": 2020, "month": 1}, {"year": 2020, "month": 4}]},
    {"range": [{"year": 2020, "month": 3, "date": 2}, {"year": 2020, "month": 4}]},
    {"equal": {"year": 2020, "month": 3, "date": 2}}, {"lt": {"year": 2020, "month": 5}},
    {"gte": {"year": 2020, "quarter": 2}}, {"oneOf": [{"year": 2020, "month": 6, "date": 2}]},
]  # fmt: skip


@pytest.mark.parametrize("predicate", PREDICATES)
def test_dates_are_compared_as_by_vega_lite(predicate: dict[str, object]) -> None:
    rows = [{"d": f"2020-{month:02}-02", "n": month} for month in (1, 3, 6, 11)]
    filters = [{"filter": {"field": "d", **predicate}}]
    assert rows_by_us(rows, filters, ["n"]) == rows_by_vega_lite(rows, filters, ["n"])


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("02/03/2020", "%d/%m/%Y"), ("2/3/2020", "%d/%m/%Y"), ("20200302", "%Y%m%d"),
        ("March 2, 2020", "%B %d, %Y"), ("2 Mar 2020", "%d %b %Y"), ("20-3", "%y-%m"),
        ("70-3", "%y-%m"), ("2020 061", "%Y %j"), ("10:30:15 PM", "%I:%M:%S %p"),
        ("12:05 AM", "%I:%M %p"), ("2020-03-02T10:30:15.250Z", "%Y-%m-%dT%H:%M:%S.%LZ"),
        ("2020-03-02 10:30 +0200", "%Y-%m-%d %H:%M %Z"), ("1583107200", "%s"),
        ("1583107200000", "%Q"), ("Monday 2 March 2020", "%A %d %B %Y"), ("100%", "%Y%%"),
        ("02.03.2020", "%d/%m/%Y"), ("x", "%Y"), ("2020", "%Y-%m"),
        ("2020-03-02 tail", "%Y-%m-%d"),
    ],
)  # fmt: skip
def test_patterns_are_d3s(text: str, pattern: str) -> None:
    (expected,) = by_vega([f"+timeParse({text!r}, {pattern!r})"], {})
    found = parse_with(text, pattern)
    wanted = None if expected in ("n:NaN", "n:0") else float(expected[2:])
    assert found == wanted


def test_there_is_no_thirteenth_month() -> None:
    """d3 makes it the next January; a slip of the pen is better missing than elsewhere."""
    assert parse_with("2020-13", "%Y-%m") is None


# -- the calendar -----------------------------------------------------------------------------

DAYS = st.dates()


@given(DAYS)
def test_a_day_there_and_back(day: date) -> None:
    moment = to_time(day)
    assert moment is not None
    assert moment == to_time(day.isoformat())
    at = fields(moment)
    assert (at.year, at.month, at.day) == (day.year, day.month, day.day)
    assert at.weekday == (day.weekday() + 1) % 7
    assert moment == time_of(day.year, day.month, day.day)


@given(st.datetimes(), st.timedeltas(timedelta(hours=-23), timedelta(hours=23)))
def test_a_moment_there_and_back(moment: datetime, shift: timedelta) -> None:
    exact = moment.replace(tzinfo=UTC, microsecond=moment.microsecond // 1_000 * 1_000)
    found = to_time(exact.isoformat(timespec="milliseconds"))
    assert found == to_time(exact) == round(exact.timestamp() * 1_000)
    minutes = round(shift.total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    zone = f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    plain = exact.replace(tzinfo=None).isoformat(timespec="milliseconds")
    assert to_time(plain + zone) == found - minutes * 60_000


@given(st.floats(-8.64e15, 8.64e15))
def test_every_moment_of_the_calendar_has_parts(moment: float) -> None:
    at = fields(moment)
    assert 1 <= at.month <= 12
    assert 1 <= at.day <= 31
    whole = time_of(at.year, at.month, at.day, at.hours, at.minutes, at.seconds, at.milliseconds)
    assert 0 <= moment - whole < 1 or abs(moment - whole) <= 1


@given(st.text(max_size=60))
def test_any_text_is_a_date_or_none(text: str) -> None:
    found = to_time(text)
    assert found is None or abs(found) <= 8.64e15


@given(st.text(max_size=30), st.text(alphabet="%YmdHMSLfybBjpZaAsQ -/:.", max_size=20))
def test_any_pattern_reads_or_does_not(text: str, pattern: str) -> None:
    found = parse_with(text, pattern)
    assert found is None or isinstance(found, float)


def test_the_limits_of_the_calendar() -> None:
    assert to_time(8.64e15) == 8.64e15
    assert to_time(8.65e15) is None
    assert to_time(True) is None
    assert to_time(None) is None
    assert to_time([1]) is None
    assert to_time(float("nan")) is None
    assert to_time(date(1970, 1, 2)) == DAY
    assert time_of(1e9) != time_of(1e9)
    assert time_of(2020, 1, 1e14) != time_of(2020, 1, 1e14)
