"""What a reference stands for, in a few words: for tooltips and screen readers."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date

from desktop_app.content.dates import format_date
from desktop_app.content.fields import Localised, in_language
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import Cell, Column, Source, Table
from desktop_app.content.numbers import format_number, with_unit
from desktop_app.content.reference import Reference


def format_cell(cell: Cell, column: Column, language: str) -> str:
    """A cell as people read it: names of categories, number with unit, date in full."""
    match cell:
        case None:
            return "–"
        case bool():
            return str(cell).lower()
        case int() | float():
            number = format_number(cell, language, column.decimals)
            return with_unit(number, in_language(column.unit, language), language)
        case date():
            return str(cell.year) if column.type == "year" else format_date(cell, language)
        case _:
            names = column.names.get(cell)
            return in_language(names, language) if names else str(cell)


def credit_line(lesson: Lesson, language: str) -> str:
    """Whose work something taken from ``lesson`` is: its title and its licence."""
    title = in_language(lesson.title, language)
    return " · ".join(part for part in (title, lesson.licence) if part)


def row_label(table: Table, row: str, language: str) -> str:
    """The name of a row: what its table names rows by, as people read it; else its key."""
    cells = table.rows.get(row, {})
    name = table.name if cells.get(table.name) is not None else table.key
    column = table.columns.get(name)
    return format_cell(cells.get(name), column, language) if column and cells else row


def figure_text(
    lesson: Lesson, reference: Reference, parameters: Mapping[str, float], language: str
) -> str:
    """The number that a ``param`` or ``value`` reference stands for now, with its unit.

    Raises KeyError where the lesson has none of that name.
    """
    decimals: int | None
    if reference.kind == "param":
        parameter = lesson.parameters[reference.name]
        value = parameters.get(parameter.id, parameter.default)
        unit, decimals = parameter.unit, parameter.decimals
    else:
        derived = lesson.values[reference.name]
        value = lesson.evaluate(derived.id, parameters)
        unit, decimals = derived.unit, derived.decimals
    if math.isnan(value):
        return "–"
    return with_unit(
        format_number(value, language, decimals), in_language(unit, language), language
    )


def basis_of(lesson: Lesson, table: Table, row: str = "") -> str:
    """How ``row`` of ``table`` is known: its own word for it, the table's, the source's."""
    source = lesson.sources.get(table.source)
    return table.bases.get(row, "") or table.basis or (source.basis if source else "")


def licence_of(lesson: Lesson, table: Table) -> Localised:
    """The licence of ``table``: its own, else its source's."""
    source = lesson.sources.get(table.source)
    return table.licence or (source.licence if source else {})


def source_line(source: Source, language: str) -> str:
    """« Insee, 2020 », or the title of a source without author."""
    name = source.author or in_language(source.title, language)
    return f"{name}, {source.year}" if source.year else name


def describe(
    lesson: Lesson, reference: Reference, parameters: Mapping[str, float], language: str
) -> str:
    """What ``reference`` stands for: « Employés : 20 % ». "" where it leads nowhere."""
    colon = "\u202f: " if language == "fr" else ": "
    match reference.kind:
        case "point":
            table = lesson.table(reference.name)
            column = table.column_of(reference) if table else None
            if table is None or column is None or reference.path[1] not in table.rows:
                return ""
            cell = format_cell(table.cell(reference), column, language)
            return f"{row_label(table, reference.path[1], language)}{colon}{cell}"
        case "param" if reference.name in lesson.parameters:
            label = lesson.parameters[reference.name].label
        case "value" if reference.name in lesson.values:
            label = lesson.values[reference.name].label
        case "term" if reference.name in lesson.terms:
            term = lesson.terms[reference.name]
            return in_language(term.definition, language)
        case "source" if reference.name in lesson.sources:
            source = lesson.sources[reference.name]
            title = in_language(source.title, language)
            return f"{title} ({source_line(source, language)})"
        case "chapter":
            return lesson.heading(reference.name, language).title
        case _:
            return ""
    text = figure_text(lesson, reference, parameters, language)
    return f"{in_language(label, language)}{colon}{text}"
