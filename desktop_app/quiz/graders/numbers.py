"""Grading a number that is typed, and a place on an axis."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from desktop_app.content.dates import parse_date
from desktop_app.quiz.graders.common import given_at, graded_answer
from desktop_app.quiz.model import AxisQuestion, ExpectedNumber, NumberQuestion
from desktop_app.quiz.quantities import LONGEST, Misread, Quantity, parse_quantity
from desktop_app.quiz.verdicts import Grade, NoAnswer, Reason

REASONS = {
    Misread.NOT_A_NUMBER: Reason.NOT_A_NUMBER,
    Misread.NOT_FINITE: Reason.NOT_FINITE,
    Misread.TOO_LONG: Reason.TOO_LONG,
    Misread.OTHER_UNIT: Reason.OTHER_UNIT,
}


def grade_number(question: NumberQuestion, given: Sequence[str], language: str) -> Grade | NoAnswer:
    """``given``: the text, then the language it was typed in."""
    typed = given_at(given, 0)
    if not typed.strip():
        return NoAnswer(Reason.NOTHING_GIVEN)
    written_in = given_at(given, 1) or language
    read = parse_quantity(typed, written_in, question.unit, question.units)
    if isinstance(read, Misread):
        return NoAnswer(REASONS[read])
    if question.unit_asked and question.unit and not read.has_unit:
        return NoAnswer(Reason.NO_UNIT)
    met = find_expected(question.expected, read.value)
    return graded_answer(question, question.expected, met, otherwise=question.otherwise)


def find_expected(expected: Sequence[ExpectedNumber], value: float) -> int | None:
    """The expected number that ``value`` is: that of most credit, then the nearest."""
    candidates = [
        (-one.credit, abs(one.value - value), index)
        for index, one in enumerate(expected)
        if math.isfinite(value) and one.accepts(value)
    ]
    return min(candidates)[2] if candidates else None


def grade_axis(question: AxisQuestion, given: Sequence[str], language: str) -> Grade | NoAnswer:
    """``given``: a number and the language it was typed in; or a date, best as ISO."""
    typed = given_at(given, 0)
    if not typed.strip():
        return NoAnswer(Reason.NOTHING_GIVEN)
    place = read_place(question, typed, given_at(given, 1) or language)
    if isinstance(place, Reason):
        return NoAnswer(place)
    met = find_expected(question.expected, place)
    return graded_answer(question, question.expected, met)


def read_place(question: AxisQuestion, typed: str, language: str) -> float | Reason:
    """The number, or the ordinal of the day, that is typed for the axis."""
    if len(typed) > LONGEST:
        return Reason.TOO_LONG
    if question.scale == "date":
        day: date | None = parse_date(typed, language)
        return float(day.toordinal()) if day else Reason.NOT_A_DATE
    read = parse_quantity(typed, language, question.unit)
    return read.value if isinstance(read, Quantity) else REASONS[read]
