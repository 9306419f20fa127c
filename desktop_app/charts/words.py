"""The words that the engine adds to a chart, in the language of the lesson.

They describe marks to those who can't see them; the interface's own words are its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desktop_app.content.dates import format_date
from desktop_app.content.descriptions import format_cell
from desktop_app.content.fields import in_language
from desktop_app.content.model import Cell, Column
from desktop_app.content.numbers import NNBSP, format_number, with_unit
from desktop_app.content.typography import typeset

_NOUNS = {
    "fr": {
        "bar": ("barre", "barres"),
        "line": ("courbe", "courbes"),
        "dot": ("point", "points"),
        "area": ("aire", "aires"),
        "cell": ("case", "cases"),
        "part": ("part", "parts"),
        "zone": ("zone", "zones"),
        "rule": ("trait", "traits"),
        "text": ("texte", "textes"),
        "none": "Aucune donnée à montrer.",
        "range": "de {low} ({low_name}) à {high} ({high_name})",
    },
    "en": {
        "bar": ("bar", "bars"),
        "line": ("line", "lines"),
        "dot": ("point", "points"),
        "area": ("area", "areas"),
        "cell": ("cell", "cells"),
        "part": ("part", "parts"),
        "zone": ("zone", "zones"),
        "rule": ("rule", "rules"),
        "text": ("text", "texts"),
        "none": "No data to show.",
        "range": "from {low} ({low_name}) to {high} ({high_name})",
    },
}


def cell_text(cell: Cell, column: Column | None, language: str, unit: str = "") -> str:
    """A cell as people read it; ``unit`` is for numbers of no column."""
    if column is not None:
        text = format_cell(cell, column, language)
        # Only names need it, and this is called for every mark.
        return typeset(text, language) if isinstance(cell, str) and not text.isalnum() else text
    match cell:
        case None:
            return "–"
        case bool():
            return str(cell).lower()
        case int() | float():
            return with_unit(format_number(float(cell), language), unit, language)
        case date():
            return format_date(cell, language)
        case _:
            return typeset(cell, language)


def label_of(column: Column, language: str) -> str:
    return typeset(in_language(column.label, language), language) or column.id


def said(name: str, value: str, language: str) -> str:
    """« Employés : 20 % »; one of both alone where the other is nothing."""
    if not name or not value:
        return name or value
    return f"{name}{NNBSP if language == 'fr' else ''}: {value}"


def in_brackets(label: str, unit: str) -> str:
    """The title of an axis with its unit."""
    return f"{label} ({unit})" if label and unit else label or unit


def count_of(kind: str, count: int, language: str) -> str:
    """« 3 barres »."""
    one, many = _NOUNS["fr" if language == "fr" else "en"][kind]
    alone = count < 2 if language == "fr" else count == 1
    return f"{format_number(count, language)} {one if alone else many}"


def more_entries(count: int, language: str) -> str:
    """What stands for the entries of a legend that are too many."""
    number = format_number(count, language)
    return f"… et {number} de plus" if language == "fr" else f"… and {number} more"


def summary(
    counts: Sequence[tuple[str, int]],
    extremes: tuple[tuple[str, str], tuple[str, str]] | None,
    language: str,
) -> str:
    """« 3 barres, de 2 % (Ouvriers) à 58 % (Cadres). »

    ``extremes`` are the lowest and the highest value, each with its name.
    """
    words = _NOUNS["fr" if language == "fr" else "en"]
    parts = [count_of(kind, count, language) for kind, count in counts if count]
    if not parts:
        return str(words["none"])
    if extremes is not None:
        (low, low_name), (high, high_name) = extremes
        parts.append(
            str(words["range"]).format(low=low, low_name=low_name, high=high, high_name=high_name)
        )
    return ", ".join(parts) + "."
