from __future__ import annotations

import pytest
from hypothesis import given as let
from hypothesis import strategies as st

from desktop_app.content.problems import Location
from desktop_app.quiz.model import ExpectedNumber, Tolerance, Unit
from desktop_app.quiz.quantities import (
    Misread,
    Quantity,
    WrittenRange,
    parse_expected,
    parse_quantity,
    parse_tolerance,
)
from desktop_app.quiz.telling import told_number

METRES = (Unit("m", 0.001), Unit("cm", 0.00001))


@pytest.mark.parametrize(
    "text",
    ["1,5·10^6", "1.5e6", "1 500 000", "1\u2009500\u2009000", "1\u202f500\u00a0000", "1,5.10^6",
     "1,5 × 10⁶", "1,5x10**6", "1,5 million", "1.5 millions", "1'500'000", "+1 500 000",
     "\ufeff1 500 000", "0,0015e9", "1500 milliers"],
)  # fmt: skip
def test_a_million_and_a_half(text: str) -> None:
    found = parse_quantity(text, "fr")
    assert isinstance(found, Quantity), found
    assert found.value == 1_500_000


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("58 %", "%", 58), ("58%", "%", 58), ("58", "%", 58), ("29 FOIS", "fois", 29),
        ("12 km/h", "km/h", 12), ("€ 5", "€", 5), ("5 €", "€", 5), ("58 %", "", 58),
        ("1500 m", "km", 1.5), ("150 000 cm", "km", 1.5), ("1,5 km", "km", 1.5),
        ("1,5 million d’habitants", "habitants", 1.5e6),
    ],
)  # fmt: skip
def test_units_stand_with_the_number_or_not(text: str, unit: str, value: float) -> None:
    found = parse_quantity(text, "fr", unit, METRES if unit == "km" else ())
    assert isinstance(found, Quantity)
    assert found.value == pytest.approx(value)
    assert found.has_unit == (unit != "" and text != "58")


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("3/4", "", 0.75), ("½", "", 0.5), ("1 ½", "", 1.5), ("2¼ km", "km", 2.25),
        ("−1/2", "", -0.5), ("1 1/2 h", "h", 1.5), ("58 pour cent", "%", 58),
        ("58 percent", "%", 58), ("5 points de pourcentage", "points", 5), ("5 pts", "points", 5),
        ("1 point", "points", 1), ("3 heures", "h", 3), ("3 euros", "€", 3),
        ("1 habitant", "habitants", 1), ("2 emplois", "emploi", 2),
    ],
)  # fmt: skip
def test_fractions_and_other_ways_to_write_a_unit(text: str, unit: str, value: float) -> None:
    assert parse_quantity(text, "fr", unit) == Quantity(value, has_unit=unit != "")


def test_an_author_s_unit_goes_before_what_a_name_usually_means() -> None:
    hundreds = (Unit("point", 100.0),)
    assert parse_quantity("2 point", "fr", "points", hundreds) == Quantity(200, has_unit=True)


@pytest.mark.parametrize(
    ("text", "unit", "why"),
    [
        ("56 %", "points", Misread.OTHER_UNIT),
        ("58 km", "%", Misread.OTHER_UNIT),
        ("3mm", "m", Misread.OTHER_UNIT),
        ("beaucoup", "", Misread.NOT_A_NUMBER),
        ("2 + 2", "", Misread.NOT_A_NUMBER),
        ("1/0", "", Misread.NOT_A_NUMBER),
        ("1/2/2020", "", Misread.NOT_A_NUMBER),
        ("5-", "", Misread.NOT_A_NUMBER),
        ("2·10^6 points", "km", Misread.OTHER_UNIT),
        ("½ km", "%", Misread.OTHER_UNIT),
        ("5 hectares", "heures", Misread.OTHER_UNIT),
        ("1 5", "", Misread.NOT_A_NUMBER),
        ("nan", "", Misread.NOT_A_NUMBER),
        ("1e999 km", "km", Misread.NOT_FINITE),
        ("1e-999", "", Misread.NOT_FINITE),
        ("∞", "", Misread.NOT_FINITE),
        ("9" * 101, "", Misread.TOO_LONG),
    ],
)
def test_what_is_no_number_of_the_unit_says_why(text: str, unit: str, why: Misread) -> None:
    assert parse_quantity(text, "fr", unit) is why


@pytest.mark.parametrize(
    ("text", "unit", "found"),
    [
        ("58", "%", WrittenRange(58, "58", None)),
        ("58 % ± 2", "%", WrittenRange(58, "58", Tolerance(2))),
        ("58 ± 2 %", "%", WrittenRange(58, "58", Tolerance(2))),
        ("58 ± 5 %", "km", WrittenRange(58, "58", Tolerance(0.05, relative=True))),
        ("58 +/- 2", "", WrittenRange(58, "58", Tolerance(2))),
        ("40 à 60 %", "%", WrittenRange(50, "40 à 60", Tolerance(10))),
        ("from 40 to 60", "", WrittenRange(50, "from 40 to 60", Tolerance(10))),
        ("40..60", "", WrittenRange(50, "40..60", Tolerance(10))),
        ("40-60", "", WrittenRange(50, "40-60", Tolerance(10))),
        ("-5 – 5", "", WrittenRange(0, "-5 – 5", Tolerance(5))),
        ("1e-5", "", WrittenRange(1e-5, "1e-5", None)),
        ("60..40", "", None),
        ("58 ± -2", "", None),
        ("beaucoup", "", None),
    ],
)
def test_an_expected_number_may_have_its_own_tolerance(
    text: str, unit: str, found: WrittenRange | None
) -> None:
    assert parse_expected(text, "fr", unit) == found


def test_a_tolerance_is_absolute_or_a_share() -> None:
    assert parse_tolerance("0,5", "fr") == Tolerance(0.5)
    assert parse_tolerance("5 %", "fr") == Tolerance(0.05, relative=True)
    assert parse_tolerance("-1", "fr") is None
    assert parse_tolerance("peu", "fr") is None


@let(
    st.text(max_size=120), st.sampled_from(["", "%", "km", "a", "€"]), st.sampled_from(["fr", "en"])
)
def test_anything_is_read_or_refused(text: str, unit: str, language: str) -> None:
    assert isinstance(parse_quantity(text, language, unit, METRES), Quantity | Misread)
    assert isinstance(parse_expected(text, language, unit), WrittenRange | None)


@pytest.mark.parametrize(
    ("written", "value", "told"),
    [
        ("537500", 537_500, "537\u202f500"),
        ("2020", 2020, "2020"),
        ("1/3", 1 / 3, "1/3"),
        ("50 à 60", 55, "50 à 60"),
        ("0,12345", 0.12345, "0,12345"),
    ],
)
def test_how_an_expected_number_is_told(written: str, value: float, told: str) -> None:
    place = Location("x.md", 1, 1)
    one = ExpectedNumber(correct=True, credit=1.0, location=place, value=value, written=written)
    assert told_number(one, "", "fr") == told
