"""Answers in words, and the right one: for keys, reports and whoever reads an attempt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from desktop_app.content.dates import format_date, parse_date
from desktop_app.content.numbers import format_number, parse_typed, with_unit
from desktop_app.quiz.graders.common import given_at, index_of
from desktop_app.quiz.graders.options import FALSE, TRUE
from desktop_app.quiz.graders.own import ASSESSED
from desktop_app.quiz.graders.pointing import find_target
from desktop_app.quiz.model import (
    AxisQuestion,
    Blank,
    ChoiceGap,
    ChoiceQuestion,
    ChoicesQuestion,
    ExpectedNumber,
    Foreseen,
    GapsQuestion,
    MatchQuestion,
    NumberGap,
    NumberQuestion,
    OpenQuestion,
    OrderQuestion,
    PointQuestion,
    PredictionQuestion,
    Prose,
    Question,
    SentenceQuestion,
    Target,
    TextGap,
    TextQuestion,
    TrueFalseQuestion,
)
from desktop_app.quiz.quantities import parse_number
from desktop_app.quiz.reading.attributes import prose_text
from desktop_app.quiz.texts import sample

F = TypeVar("F", bound=Foreseen)
SEPARATOR = " ; "
YEAR_DIGITS = 4
"""A number of no more digits may be a year, which has no groups."""


def right_answer(question: Question) -> tuple[str, ...]:
    """An answer that is worth everything, in the form that grading reads; () where only
    the author can tell (a text of one's own).
    """
    language = question.language
    match question:
        case ChoiceQuestion() | ChoicesQuestion():
            return tuple(str(i) for i, option in enumerate(question.options) if option.correct)
        case TrueFalseQuestion():
            claim = TRUE if question.when_true.correct else FALSE
            return (claim, *_right_target(question.proofs))
        case NumberQuestion(expected=expected):
            number = exact(_best(expected).value, language)
            unit = f" {question.unit}" if question.unit_asked else ""
            return (f"{number}{unit}", language)
        case TextQuestion(expected=expected):
            return (sample(_best(expected).pattern),)
        case GapsQuestion(gaps=gaps):
            return (*(_fill(gap, language) for gap in gaps), language)
        case MatchQuestion(pairs=pairs):
            return tuple(str(pair.right) for pair in pairs)
        case OrderQuestion(items=items):
            return tuple(str(index) for index in range(len(items)))
        case PointQuestion(targets=targets) | SentenceQuestion(targets=targets):
            return _right_target(targets)
        case AxisQuestion(expected=expected, scale="date"):
            return (date.fromordinal(round(_best(expected).value)).isoformat(), language)
        case AxisQuestion(expected=expected):
            return (exact(_best(expected).value, language), language)
        case PredictionQuestion(estimands=estimands):
            return (*(exact(one.value, language) for one in estimands), language)
        case OpenQuestion():
            return ()


def exact(value: float, language: str) -> str:
    """``value`` with all its digits, as ``language`` writes and reads it."""
    text = repr(value).removesuffix(".0")
    return text.replace(".", ",") if language == "fr" else text


def told_number(one: ExpectedNumber, unit: str, language: str) -> str:
    """An expected number as people write it, its digits in groups; as its author wrote it
    where it is a date or a range, may be a year, or has more digits than are shown.
    """
    written = one.written
    if not written or parse_number(written, unit or "%", language) is None:
        return written or format_number(one.value, language)
    text = format_number(one.value, language)
    short = sum(sign.isdecimal() for sign in text) <= YEAR_DIGITS
    return written if short or parse_typed(text, language) != one.value else text


def _best(expected: Sequence[F]) -> F:
    return max(expected, key=lambda one: one.credit)


def _right_target(targets: Sequence[Target]) -> tuple[str, ...]:
    if not targets:
        return ()
    best = _best(targets)
    reference = str(best.references[0]) if best.references else "sentence:?/?"
    return (reference, best.excerpt, str(targets.index(best)))


def _fill(gap: Blank, language: str) -> str:
    match gap:
        case ChoiceGap(options=options):
            return str(options.index(_best(options)))
        case NumberGap(expected=numbers):
            return exact(_best(numbers).value, language)
        case TextGap(expected=texts):
            return sample(_best(texts).pattern)


def told(question: Question, given: Sequence[str]) -> str:
    """What was ``given``, in one line, as a teacher reads it; "" for nothing.

    Anything may be given: what names nothing is shown as it is.
    """
    match question:
        case ChoiceQuestion() | ChoicesQuestion():
            texts = [option.text for option in question.options]
            return SEPARATOR.join(_named(index, texts) for index in given)
        case TrueFalseQuestion():
            claim = given_at(given, 0)
            option = {TRUE: question.when_true, FALSE: question.when_false}.get(claim)
            words = prose_text(option.text) if option else claim
            return SEPARATOR.join(filter(None, (words, _pointed(question.proofs, given[1:]))))
        case NumberQuestion(unit=unit) | AxisQuestion(unit=unit):
            return _measured(question, given_at(given, 0), unit)
        case GapsQuestion(gaps=gaps):
            filled = (_in_gap(gap, given_at(given, part)) for part, gap in enumerate(gaps))
            return SEPARATOR.join(filled)
        case MatchQuestion(pairs=pairs, choices=choices):
            return SEPARATOR.join(
                f"{prose_text(pair.left)} → {_named(given_at(given, part), choices)}"
                for part, pair in enumerate(pairs)
            )
        case OrderQuestion(items=items):
            return SEPARATOR.join(_named(index, [item.text for item in items]) for index in given)
        case PointQuestion(targets=targets) | SentenceQuestion(targets=targets):
            return _pointed(targets, given)
        case PredictionQuestion(estimands=estimands):
            return SEPARATOR.join(
                f"{prose_text(one.label)} {given_at(given, part)}".strip()
                for part, one in enumerate(estimands)
            )
        case TextQuestion():
            return given_at(given, 0)
        case OpenQuestion(criteria=criteria):
            met = given[2:] if given_at(given, 1) == ASSESSED else ()
            ticked = (f"☑ {_named(index, [one.text for one in criteria])}" for index in met)
            return SEPARATOR.join((given_at(given, 0), *ticked))


def _named(index: str, texts: Sequence[Prose]) -> str:
    """The text of that index; what is none is shown as it is."""
    found = index_of(index, len(texts))
    return index if found is None else prose_text(texts[found])


def _pointed(targets: Sequence[Target], given: Sequence[str]) -> str:
    found = find_target(targets, given) if given else None
    return (
        prose_text(targets[found].text)
        if found is not None
        else (given_at(given, 1) or given_at(given, 0))
    )


def _measured(question: NumberQuestion | AxisQuestion, text: str, unit: str) -> str:
    if isinstance(question, AxisQuestion) and question.scale == "date":
        day = parse_date(text, question.language)
        return format_date(day, question.language) if day else text
    has_unit = not unit or text.rstrip().casefold().endswith(unit.casefold())
    return text if has_unit or not text else with_unit(text, unit, question.language)


def _in_gap(gap: Blank, text: str) -> str:
    if isinstance(gap, ChoiceGap):
        return _named(text, [option.text for option in gap.options])
    return text
