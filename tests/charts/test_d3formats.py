"""Numbers and moments in d3's formats: in English as d3 writes them, in French as in France."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.charts.d3formats import (
    format_number,
    format_time,
    is_number_format,
    is_time_format,
)
from desktop_app.charts.dates import to_time
from tests.charts.oracle import by_vega

NNBSP, NBSP, MINUS = "\u202f", "\u00a0", "\u2212"
NUMBERS = (
    0, 1, -1, 0.5, -0.5, 1.5, 2.5, 12.345, -12.345, 999.5, 1234.5678, -1234567.891, 1e6, 1.5e9,
    1e21, 1e-7, 0.000123456, -0.00001, 0.045, 99.995, 1e300, 123456.78,
)  # fmt: skip
SPECIFIERS = (
    "", "d", ",d", ".0f", ".1f", ".2f", ",.2f", "f", "e", ".1e", ".3e", "g", ".2g", ".5g", "r",
    ".2r", ".3r", "s", ".2s", ".3s", ".0s", "%", ".0%", ".1%", ",.1%", "p", ".1p", ".3p", "~s",
    ".3~s", "~g", "~f", ".4~f", "~e", ".2~%", "x", "X", "o", "b", "#x", "#b", "c", "n", ".3n", "+",
    "+.1f", "+d", " d", " .1f", "($.2f", "$,.2f", "$.1f", "(d", "08d", "08.1f", "8.1f", ">10,.1f",
    "^11.1f", "=10.1f", "*>10.1f", "_<9d", "0=+10.1f", "012,.1f", "012,d", ",", "~", ".3", ".6",
    "+,.0f", "-.1f", ",.0r", ".10f", ".20f", ",.3s", "+.1%", "05%", "$s", ",~g",
)  # fmt: skip
MOMENTS = (
    "2020-03-02T09:05:07.045Z", "1999-12-31T23:59:59.999Z", "0099-01-01T00:00:00Z",
    "2024-12-30T12:00:00Z", "2021-01-03T00:30:00Z", "1969-07-20T20:17:40Z",
)  # fmt: skip
PATTERNS = (
    "%a", "%A", "%b", "%B", "%c", "%d", "%e", "%f", "%g", "%G", "%H", "%I", "%j", "%L", "%m", "%M",
    "%p", "%q", "%Q", "%s", "%S", "%u", "%U", "%V", "%w", "%W", "%x", "%X", "%y", "%Y", "%Z", "%%",
    "%-d", "%-m", "%_d", "%0d", "%_H", "%-I:%M %p", "%d/%m/%Y", "%b %d, %Y", "W%U", "Q%q %Y",
    "%-j", "%_m", "in %Y",
)  # fmt: skip


@pytest.mark.parametrize("specifier", SPECIFIERS)
def test_numbers_are_written_as_by_d3(specifier: str) -> None:
    expected = by_vega([f"format({value!r}, {specifier!r})" for value in NUMBERS], {})
    found = [f"s:{format_number(float(value), specifier, 'en')}" for value in NUMBERS]
    assert found == expected


@pytest.mark.parametrize("pattern", PATTERNS)
def test_moments_are_written_as_by_d3(pattern: str) -> None:
    expected = by_vega([f"utcFormat(toDate({text!r}), {pattern!r})" for text in MOMENTS], {})
    moments = [moment for text in MOMENTS if (moment := to_time(text)) is not None]
    assert [f"s:{format_time(moment, pattern, 'en')}" for moment in moments] == expected


@pytest.mark.parametrize(
    ("value", "specifier", "expected"),
    [
        (1234567.891, ",.1f", f"1{NNBSP}234{NNBSP}567,9"),
        (-1234.5, ",.0f", f"{MINUS}1{NNBSP}235"),
        (0.256, ".0%", f"26{NNBSP}%"),
        (0.2564, ".1%", f"25,6{NNBSP}%"),
        (1.5e9, ".2s", f"1,5{NBSP}Md"),
        (1500, ".2s", f"1,5{NBSP}k"),
        (0.0015, ".2s", f"1,5{NBSP}m"),
        (12.5, "$.2f", f"12,50{NNBSP}€"),
        (-12.5, "($,.2f", f"(12,50{NNBSP}€)"),
        (1e-7, ".1e", "1,0e-7"),
        (3, "+d", "+3"),
    ],
)
def test_numbers_in_french(value: float, specifier: str, expected: str) -> None:
    assert format_number(value, specifier, "fr") == expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("%A %e %B %Y", "lundi  2 mars 2020"), ("%-d %b %Y", "2 mars 2020"), ("%a", "lun."),
        ("%x", "02/03/2020"), ("%X", "09:05:07"), ("%d %b", "02 mars"),
        ("%c", "lundi  2 mars 2020 à 09:05:07"),
    ],
)  # fmt: skip
def test_moments_in_french(pattern: str, expected: str) -> None:
    moment = to_time(MOMENTS[0])
    assert moment is not None
    assert format_time(moment, pattern, "fr") == expected


@pytest.mark.parametrize("text", ["zz", ".f", "%Y", ",.1q", "10.2.3f", "f.1", "é", "1f1", ".1ff"])
def test_what_is_no_number_format(text: str) -> None:
    assert not is_number_format(text)
    with pytest.raises(ValueError, match="invalid format"):
        format_number(1.0, text, "en")


@pytest.mark.parametrize("text", ["", "Y", "%k", "%Y %", "%é", "%1"])
def test_what_is_no_time_format(text: str) -> None:
    assert not is_time_format(text) or text == "%Y %"


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_numbers_that_are_none(value: float) -> None:
    expected = {"nan": "NaN", "inf": "∞", "-inf": f"{MINUS}∞"}[str(value)]
    assert format_number(value, ",.2f", "fr") == expected
    assert format_time(value, "%Y", "fr") == "–"
    assert format_time(9e15, "%Y", "fr") == "–"


@given(st.floats(allow_nan=False), st.sampled_from(SPECIFIERS), st.sampled_from(["fr", "en"]))
def test_every_number_can_be_written(value: float, specifier: str, language: str) -> None:
    assert 0 < len(format_number(value, specifier, language)) < 2_000


@given(st.text(alphabet=" 0123456789+-(,.~$#<>=^defgrsp%xn*", max_size=12))
def test_any_text_is_a_format_or_none(text: str) -> None:
    if is_number_format(text):
        assert len(format_number(-1234.5, text, "en")) <= 300


@given(st.floats(-8.64e15, 8.64e15), st.text(max_size=12))
def test_any_pattern_writes_something(moment: float, pattern: str) -> None:
    assert isinstance(format_time(moment, pattern, "fr"), str)


@given(st.integers(-(10**15), 10**15))
def test_grouped_digits_are_all_there(value: int) -> None:
    written = format_number(float(value), ",d", "en")
    assert int(written.replace(",", "").replace(MINUS, "-")) == value
