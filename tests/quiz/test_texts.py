from __future__ import annotations

import re

import pytest
from hypothesis import given as let
from hypothesis import strategies as st

from desktop_app.quiz.model import TextRules
from desktop_app.quiz.texts import covers, matches, normalise, same, sample, shown

LOOSE, STRICT = TextRules(), TextRules(accents=True, case=True)
RULES = st.builds(TextRules, st.booleans(), st.booleans())


@let(st.text(max_size=60), RULES)
def test_normalising_twice_changes_nothing(text: str, rules: TextRules) -> None:
    once = normalise(text, rules)
    assert normalise(once, rules) == once


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cœur de ville", "COEUR  de\u202fville"),
        ("l’école", "l'ecole"),
        ("« oui »", '"oui"'),
        ("58 %", "58%"),
        ("e\u0301te\u0301", "été"),
        ("ﬁn", "fin"),
        ("Straße", "STRASSE"),
        ("télé\u00adtravail", "teletravail"),
        ("oui.", "oui"),
        ("\u202eoui\u202c", "oui"),
    ],
)
def test_what_looks_alike_is_alike(one: str, other: str) -> None:
    assert same(one, other, LOOSE)


@pytest.mark.parametrize(
    ("one", "other", "rules"),
    [
        ("pêche", "péché", TextRules(accents=True)),
        ("Insee", "insee", TextRules(case=True)),
        ("cœur", "coeur", TextRules(accents=True)),
        ("oui", "non", LOOSE),
        ("", "oui", LOOSE),
    ],
)
def test_what_the_rules_tell_apart_is_apart(one: str, other: str, rules: TextRules) -> None:
    assert not same(one, other, rules)


@pytest.mark.parametrize(
    ("pattern", "text", "met"),
    [
        ("métropol*", "métropolisation", True),
        ("métropol*", "la métropole", False),
        ("*métropol*", "la Metropole", True),
        ("*", "n’importe quoi", True),
        ("*", " ", False),
        (r"2\*3", "2*3", True),
        (r"2\*3", "2x3", False),
        ("a*b*c", "a1b2c", True),
        ("a*b*c", "acb", False),
        ("ab*ba", "aba", False),  # its ends may not overlap
        ("de * à *", "de Paris à Lyon", True),
    ],
)
def test_a_star_stands_for_anything(pattern: str, text: str, met: bool) -> None:
    assert matches(pattern, text, LOOSE) is met


@let(st.text("ab*", max_size=8), st.text("ab", max_size=10))
def test_stars_mean_what_a_regular_expression_would(pattern: str, text: str) -> None:
    expected = re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), text) is not None
    assert matches(pattern, text, STRICT) == (expected and bool(text))


@pytest.mark.parametrize("pattern", ["*a" * 400, "*a" * 300 + "b", "*" * 900, "a*" * 400 + "b"])
def test_no_pattern_takes_for_ever(pattern: str) -> None:
    assert matches(pattern, "a" * 1000, LOOSE) is (not pattern.endswith("b"))


@let(st.text("abé*\\", min_size=1, max_size=10), RULES)
def test_a_sample_is_what_its_pattern_wants(pattern: str, rules: TextRules) -> None:
    if normalise(sample(pattern), rules):
        assert matches(pattern, sample(pattern), rules)


def test_a_pattern_covers_another_only_if_it_takes_all_of_it() -> None:
    assert covers("métropol*", "métropolisation", LOOSE)
    assert covers("*", "ville*", LOOSE)
    assert covers("Ville", "ville", LOOSE)
    assert not covers("ville", "ville*", LOOSE)
    assert not covers("Ville", "ville", STRICT)


def test_a_pattern_is_told_without_its_signs() -> None:
    assert shown(r"*concentration\**") == "…concentration*…"
