"""Numbers as people write them, and whether a text says what a value is."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.content.numbers import (
    MINUS,
    NNBSP,
    find_numbers,
    format_number,
    parse_typed,
    with_unit,
)
from desktop_app.content.typography import typeset

LANGUAGES = st.sampled_from(["fr", "en"])
VALUES = st.floats(-1e12, 1e12, allow_nan=False)
FEW = settings(deadline=None)


@FEW
@given(VALUES, LANGUAGES, st.integers(0, 6))
def test_what_is_written_is_read_again(value: float, language: str, decimals: int) -> None:
    text = format_number(value, language, decimals)
    typed = parse_typed(text, language)
    assert typed is not None
    assert math.isclose(typed, value, abs_tol=0.5001 * 10.0**-decimals, rel_tol=1e-12)
    (found,) = find_numbers(text, language)
    assert found.agrees_with(value)
    assert math.isclose(found.value, typed, rel_tol=1e-12, abs_tol=1e-12)


@FEW
@given(VALUES, LANGUAGES)
def test_without_decimals_what_matters_is_shown(value: float, language: str) -> None:
    text = format_number(value, language)
    typed = parse_typed(text, language)
    assert typed is not None
    assert math.isclose(typed, value, abs_tol=5.1e-4, rel_tol=0.06)


@FEW
@given(st.integers(0, 10**12), LANGUAGES)
def test_a_whole_number_is_typed_with_any_spaces(value: int, language: str) -> None:
    for space in (" ", "\u00a0", NNBSP, "\u2009", ""):
        assert parse_typed(f"{value:,}".replace(",", space), language) == value


@FEW
@given(st.text(max_size=120), LANGUAGES)
def test_any_text_is_a_finite_number_or_none(text: str, language: str) -> None:
    value = parse_typed(text, language)
    assert value is None or math.isfinite(value)
    for number in find_numbers(text, language):
        assert isinstance(number.agrees_with(1.0, "%"), bool)


@pytest.mark.parametrize(
    ("value", "decimals", "french", "english"),
    [
        (1075000.5, None, f"1{NNBSP}075{NNBSP}000,5", "1,075,000.5"),
        (7000, 0, f"7{NNBSP}000", "7,000"),
        (-42, None, f"{MINUS}42", f"{MINUS}42"),
        (-0.4, 0, "0", "0"),
        (0.00012345, None, "0,00012", "0.00012"),
        (1e-9, None, "0,000000001", "0.000000001"),
        (0, None, "0", "0"),
        (58, 1, "58,0", "58.0"),
        (1 / 3, None, "0,333", "0.333"),
        (math.nan, 2, "–", "–"),
        (math.inf, 2, "∞", "∞"),
        (-math.inf, None, f"{MINUS}∞", f"{MINUS}∞"),
    ],
)
def test_formats(value: float, decimals: int | None, french: str, english: str) -> None:
    assert format_number(value, "fr", decimals) == french
    assert format_number(value, "en", decimals) == english


def test_units_are_spaced_as_the_language_wants() -> None:
    assert with_unit("58", "%", "fr") == f"58{NNBSP}%"
    assert with_unit("58", "%", "en") == "58%"
    assert with_unit("58", "km", "en") == "58\u00a0km"
    assert with_unit("58", "", "fr") == "58"
    assert with_unit("–", "%", "fr") == "–"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("1,5", "fr", 1.5),
        ("1.5", "fr", 1.5),
        ("0.125", "fr", 0.125),
        ("3.142", "fr", 3.142),
        ("1.075.000", "fr", 1_075_000),
        ("1 075 000,5", "fr", 1_075_000.5),
        ("0,125", "en", 0.125),
        ("1,234", "en", 1234),
        ("1,234.5", "en", 1234.5),
        ("1.234,5", "fr", 1234.5),
        ("58 %", "fr", 58),
        (f"{MINUS}42", "fr", -42),
        ("+3", "en", 3),
        ("1,2e6", "fr", 1_200_000),
        ("1,2 × 10^6", "fr", 1_200_000),
        ("1.2*10**-3", "en", 0.0012),
        (",5", "fr", 0.5),
        ("", "fr", None),
        ("abc", "fr", None),
        ("1 2 3 x", "fr", None),
        ("1e999", "en", None),
        ("nan", "en", None),
        ("inf", "en", None),
        ("1,2,3,4", "en", None),
        ("1 2 3", "fr", None),
        ("--1", "fr", None),
        ("9" * 200, "fr", None),
    ],
)
def test_what_students_type(text: str, language: str, expected: float | None) -> None:
    found = parse_typed(text, language)
    assert found == pytest.approx(expected) if expected is not None else found is None


def says(text: str, value: float, unit: str = "", language: str = "fr") -> bool:
    return any(number.agrees_with(value, unit) for number in find_numbers(text, language))


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("58 %", 58, "%"),
        (f"58{NNBSP}%", 58.4, "%"),
        ("58 %", 57.5, "%"),
        ("58,0 %", 58.04, "%"),
        ("0,1 %", 0.149, "%"),
        ("58 %", 0.58, ""),
        ("58 %", 0.584, "part"),
        ("58 %", 58, "% des actifs"),
        ("58 %", 58, "points"),
        ("58 pour cent", 58, "%"),
        ("58", 58, "%"),
        ("1,1 million", 1_075_000, "habitants"),
        ("1,1 million", 1.075, "millions d'habitants"),
        ("11,2 millions", 11.2, "millions"),
        ("12 milliards", 12, "Md€"),
        ("2,2 millions", 2_200_000, "personnes"),
        ("7 000", 7000, ""),
        ("7000", 7000, ""),
        (f"7{NNBSP}000", 7000, ""),
        (f"{MINUS}42", -42, ""),
        ("-42 %", -42, "%"),
        ("une chute de 3 %", -3, "%"),
        ("+3 %", 3, "%"),
        ("29 fois", 29, ""),
        ("de 58 % à 2 %", 2, "%"),
        ("de 58 % à 2 %", 58, "%"),
        ("10-20", 20, ""),
        ("Covid-19 : 3 %", 3, "%"),
        ("1,2345", 1.2345, ""),
        ("1er : 12", 12, ""),
    ],
)
def test_a_text_that_says_the_value(text: str, value: float, unit: str) -> None:
    assert says(text, value, unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("58 %", 85, "%"),
        ("58 %", 58.6, "%"),
        ("58,0 %", 58.06, "%"),
        ("0,1 %", 0.16, "%"),
        ("0,58 %", 0.58, ""),
        ("58 %", 0.589, ""),
        ("1,1 million", 1_175_000, "habitants"),
        ("1,1 million", 1.1, "milliers"),
        ("7 000", 7001, ""),
        ("7 000", 7, ""),
        ("-42", 42, ""),
        (f"{MINUS}42", 42, ""),
        ("+3 %", -3, "%"),
        ("28 fois", 29, ""),
        ("de 58 % à 2 %", 30, "%"),
        ("Covid-19", 19, ""),
        ("H2O", 2, ""),
        ("1,2345", 1.234, ""),
    ],
)
def test_a_text_that_says_something_else(text: str, value: float, unit: str) -> None:
    assert not says(text, value, unit)


def test_english_reads_its_own_separators() -> None:
    assert says("1,075,000", 1_075_000, language="en")
    assert says("1.1 million", 1_075_000, language="en")
    assert says("58%", 58, "%", language="en")
    assert says("12.5 thousand", 12_500, language="en")
    assert not says("1,075", 1.075, language="en")


# -- typography --------------------------------------------------------------------

PROSE = st.text(alphabet="ab01 \u00a0\u202f;:!?%«»'.,/\n", max_size=60)


@FEW
@given(PROSE)
def test_typography_twice_is_typography_once(text: str) -> None:
    once = typeset(text, "fr")
    assert typeset(once, "fr") == once


@FEW
@given(PROSE)
def test_typography_changes_only_spaces_and_marks(text: str) -> None:
    def bare(prose: str) -> str:
        for space in (" ", "\u00a0", NNBSP):
            prose = prose.replace(space, "")
        return prose.replace("\u2019", "'").replace("…", "...")

    assert bare(typeset(text, "fr")) == bare(text)
    assert typeset(text, "en") == text


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("Quoi ?", f"Quoi{NNBSP}?"),
        ("58 % ; 2%", f"58{NNBSP}%{NNBSP}; 2{NNBSP}%"),
        ("« mot »", f"«{NNBSP}mot{NNBSP}»"),
        ("«mot»", f"«{NNBSP}mot{NNBSP}»"),
        ("l'écart d'", "l’écart d’"),
        ("1 075 000 habitants", f"1{NNBSP}075{NNBSP}000 habitants"),
        ("en 2020 100 personnes", "en 2020 100 personnes"),
        ("12:30 et a/b:c", "12:30 et a/b:c"),
        ("https://x.fr/l'a?b=1%20...", "https://x.fr/l'a?b=1%20..."),
        ("Voir https://x.fr/?a !", f"Voir https://x.fr/?a{NNBSP}!"),
        ("…", "…"),
    ],
)
def test_french_typography(typed: str, set_: str) -> None:
    assert typeset(typed, "fr") == set_


@pytest.mark.parametrize(
    ("value", "decimals", "written"), [(34.5, 0, "35"), (0.25, 1, "0,3"), (-2.5, 0, "−3")]
)
def test_halves_are_rounded_up_as_in_class(value: float, decimals: int, written: str) -> None:
    assert format_number(value, "fr", decimals) == written
