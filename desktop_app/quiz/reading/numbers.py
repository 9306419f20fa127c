"""Reading numbers that are expected: typed ones, and places on an axis."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from desktop_app.content.dates import format_date, parse_date
from desktop_app.content.model import Option as WrittenOption
from desktop_app.content.numbers import format_number, parse_typed, plain_typed
from desktop_app.content.problems import ProblemLog
from desktop_app.quiz.model import (
    AxisQuestion,
    ExpectedNumber,
    Foreseen,
    NumberQuestion,
    Tolerance,
    Unit,
)
from desktop_app.quiz.quantities import WrittenRange, parse_expected
from desktop_app.quiz.reading.attributes import Attributes, of_option, prose_text, read_option
from desktop_app.quiz.reading.source import Source

ANYTHING = "*"
_UNIT = re.compile(r"(?P<name>[^=]+)=(?P<factor>[^=]+)")
_DATE_RANGE = re.compile(
    r"(?:du|from|between|entre)?\s*(?P<low>.+?)\s*(?:\.\.|\s(?:au|to|and|et|à)\s|\s–\s)\s*(?P<high>.+)",
    re.IGNORECASE,
)
_DAYS = re.compile(r"(?P<day>.+?)\s*(?:±|\+/-)\s*(?P<slack>[\d.,]+)\s*(?:j|jours?|d|days?)?")


def read_number(source: Source, common: dict[str, Any]) -> NumberQuestion:
    attributes = source.attributes
    unit = plain_typed(attributes.text("unit"))
    tolerance = attributes.tolerance()
    options = [o for o in source.block.options if prose_text(o.text) != ANYTHING]
    others = [o for o in source.block.options if prose_text(o.text) == ANYTHING]
    expected = read_expected(source, options, unit, tolerance)
    check_apart(expected, source.language, source.log)
    check_exact(expected, source.log, attributes)
    return NumberQuestion(
        **common,
        expected=expected,
        unit=unit,
        units=_units(attributes, unit),
        unit_asked=attributes.flag("ask-unit"),
        otherwise=_foreseen(source, others[0]) if others else None,
    )


def _foreseen(source: Source, option: WrittenOption) -> Foreseen:
    read = read_option(option, source.language, source.log)
    if read.correct:
        source.log.error("anything-is-right", option.location)
    return Foreseen(
        correct=read.correct,
        credit=read.credit,
        explanation=read.explanation,
        misconception=read.misconception,
        location=read.location,
    )


def _units(attributes: Attributes, unit: str) -> tuple[Unit, ...]:
    """``units="m=0.001 cm=0.00001"``: what one of each is worth in the question's unit."""
    found = []
    for part in attributes.text("units").split():
        match = _UNIT.fullmatch(part)
        factor = parse_typed(match["factor"], attributes.language) if match else None
        if match is None or not factor or not unit or factor < 0:
            attributes.log.error("bad-unit", attributes.place("units"), text=part)
        else:
            found.append(Unit(match["name"], factor))
    return tuple(found)


def read_expected(
    source: Source, options: Sequence[WrittenOption], unit: str, tolerance: Tolerance | None
) -> tuple[ExpectedNumber, ...]:
    """The numbers of ``options``. A tolerance written with one, or in its attributes, goes
    before that of the question.
    """
    found = []
    for option in options:
        text = prose_text(option.text)
        read = parse_expected(text, source.language, unit)
        if read is None:
            source.log.error("expected-not-a-number", option.location, text=text[:60])
            continue
        own = of_option(option, source.language, source.log).tolerance()
        found.append(_expected(source, option, read, read.tolerance or own or tolerance))
    return tuple(found)


def _expected(
    source: Source, option: WrittenOption, read: WrittenRange, tolerance: Tolerance | None
) -> ExpectedNumber:
    base = read_option(option, source.language, source.log)
    return ExpectedNumber(
        value=read.value,
        written=read.written,
        tolerance=tolerance or Tolerance(),
        correct=base.correct,
        credit=base.credit,
        explanation=base.explanation,
        misconception=base.misconception,
        location=base.location,
    )


def check_exact(
    expected: Sequence[ExpectedNumber], log: ProblemLog, attributes: Attributes
) -> None:
    """Report a decimal that has to be met exactly: a student rounds."""
    for item in expected:
        if item.correct and not item.tolerance.amount and not item.value.is_integer():
            said = "tolerance" in attributes
            place = attributes.place("tolerance") if said else item.location
            log.warning("zero-tolerance", place, answer=item.written)
            return


def check_apart(expected: Sequence[ExpectedNumber], language: str, log: ProblemLog) -> None:
    """No number stands twice, and none foreseen as wrong counts as right."""
    seen: dict[tuple[float, Tolerance], ExpectedNumber] = {}
    right = [item for item in expected if item.correct]
    for item in expected:
        same = seen.setdefault((item.value, item.tolerance), item)
        if same is not item:
            line = same.location.line
            log.error("identical-options", item.location, text=item.written, line=line)
            continue
        if item.correct:
            continue
        for other in right:
            if other.accepts(item.value):
                shown = other.written or format_number(other.value, language)
                log.error("answers-overlap", item.location, text=item.written, right=shown)
                break


# -- axes ---------------------------------------------------------------------------------


def read_axis(source: Source, common: dict[str, Any]) -> AxisQuestion:
    """Numbers, or dates where every answer is one."""
    attributes = source.attributes
    axis = attributes.choice("axis", ("x", "y"))
    if "axis" not in attributes:
        place = attributes.place("axis")
        source.log.error("missing-attribute", place, name="axis", kind="question")
    unit = plain_typed(attributes.text("unit"))
    options = source.block.options
    texts = [prose_text(option.text) for option in options]
    days = [_days(text, source.language) for text in texts]
    tolerance = attributes.tolerance()
    if options and all(days) and not all(_is_number(text, source, unit) for text in texts):
        expected = tuple(
            _expected(source, option, read, read.tolerance or tolerance)
            for option, read in zip(options, days, strict=True)
            if read is not None
        )
        scale = "date"
    else:
        expected = read_expected(source, options, unit, tolerance)
        scale = "number"
    check_apart(expected, source.language, source.log)
    check_exact(expected, source.log, attributes)
    return AxisQuestion(**common, axis=axis or "x", scale=scale, expected=expected, unit=unit)


def _is_number(text: str, source: Source, unit: str) -> bool:
    return parse_expected(text, source.language, unit) is not None


def _days(text: str, language: str) -> WrittenRange | None:
    """A day, a day ± so many days, or all the days from one to another."""
    if match := _DAYS.fullmatch(text):
        day = parse_date(match["day"], language)
        slack = parse_typed(match["slack"], language)
        if day is None or slack is None:
            return None
        return WrittenRange(float(day.toordinal()), format_date(day, language), Tolerance(slack))
    day = parse_date(text, language)
    if day is not None:
        return WrittenRange(float(day.toordinal()), format_date(day, language), None)
    if match := _DATE_RANGE.fullmatch(text):
        low, high = parse_date(match["low"], language), parse_date(match["high"], language)
        if low is not None and high is not None and low <= high:
            middle = (low.toordinal() + high.toordinal()) / 2
            return WrittenRange(middle, text, Tolerance(high.toordinal() - middle))
    return None
