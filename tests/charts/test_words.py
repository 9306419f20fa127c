"""The engine's own words, in French and in English."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.charts.words import (
    cell_text,
    count_of,
    in_brackets,
    more_entries,
    said,
    summary,
)

NNBSP = "\u202f"


@pytest.mark.parametrize(
    ("kind", "count", "french", "english"),
    [
        ("bar", 0, "0 barre", "0 bars"), ("bar", 1, "1 barre", "1 bar"),
        ("bar", 2, "2 barres", "2 bars"), ("line", 3, "3 courbes", "3 lines"),
        ("dot", 35_000, f"35{NNBSP}000 points", "35,000 points"),
        ("area", 1, "1 aire", "1 area"), ("cell", 12, "12 cases", "12 cells"),
        ("part", 4, "4 parts", "4 parts"), ("zone", 101, "101 zones", "101 zones"),
        ("rule", 2, "2 traits", "2 rules"), ("text", 1, "1 texte", "1 text"),
    ],
)  # fmt: skip
def test_counts(kind: str, count: int, french: str, english: str) -> None:
    assert count_of(kind, count, "fr") == french
    assert count_of(kind, count, "en") == english


def test_summaries() -> None:
    ends = (("2%", "Workers"), ("58%", "Managers"))
    assert summary([("bar", 3)], ends, "en") == "3 bars, from 2% (Workers) to 58% (Managers)."
    assert summary([("bar", 3)], ends, "fr") == "3 barres, de 2% (Workers) à 58% (Managers)."
    assert summary([("line", 2), ("dot", 0)], None, "fr") == "2 courbes."
    assert summary([("line", 2), ("dot", 4)], None, "en") == "2 lines, 4 points."
    assert summary([], None, "fr") == summary([("bar", 0)], ends, "fr")
    assert summary([], None, "fr") == "Aucune donnée à montrer."
    assert summary([], None, "en") == "No data to show."


def test_a_name_and_its_value() -> None:
    assert said("Employés", "20", "fr") == f"Employés{NNBSP}: 20"
    assert said("Clerks", "20", "en") == "Clerks: 20"
    assert said("", "20", "fr") == "20"
    assert said("Ici", "", "fr") == "Ici"


def test_units_stand_in_brackets() -> None:
    assert in_brackets("Part", "%") == "Part (%)"
    assert in_brackets("Part", "") == "Part"
    assert in_brackets("", "%") == "%"


def test_legends_that_are_too_long() -> None:
    assert more_entries(1_200, "fr") == f"… et 1{NNBSP}200 de plus"
    assert more_entries(1_200, "en") == "… and 1,200 more"


@pytest.mark.parametrize(
    ("cell", "french", "english"),
    [
        (None, "–", "–"), (True, "true", "true"), (1234.5, f"1{NNBSP}234,5", "1,234.5"),
        (-3, "−3", "−3"), (date(2020, 3, 1), "1er mars 2020", "1 March 2020"),
        ("Oui !", f"Oui{NNBSP}!", "Oui !"),
    ],
)  # fmt: skip
def test_cells_of_no_column(cell: object, french: str, english: str) -> None:
    assert cell_text(cell, None, "fr") == french  # type: ignore[arg-type]  # each is a cell
    assert cell_text(cell, None, "en") == english  # type: ignore[arg-type]  # as above
