"""A question against the same one in another language: what a translation must not change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from desktop_app.content.model import QuestionBlock
from desktop_app.content.numbers import format_number
from desktop_app.content.problems import Location, ProblemLog
from desktop_app.quiz.model import (
    AxisQuestion,
    Blank,
    ChoiceGap,
    ChoiceQuestion,
    ChoicesQuestion,
    Estimand,
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
    Question,
    SentenceQuestion,
    Target,
    TextQuestion,
    Tolerance,
    TrueFalseQuestion,
)


class Fact(NamedTuple):
    """Something that both languages have to say alike.

    ``value`` is compared; ``told`` is how the language writes it, if not as it stands.
    """

    key: str
    value: object
    place: Location
    told: str = ""

    def __str__(self) -> str:
        return self.told or str(self.value)


def compare(
    question: Question,
    block: QuestionBlock,
    first: Question,
    first_block: QuestionBlock,
    log: ProblemLog,
) -> None:
    """Report the first thing in which ``question`` differs from the ``first`` one read."""
    mine, others = list(_facts(question, block)), list(_facts(first, first_block))
    for found, expected in zip_longest(mine, others):
        if found is not None and expected is not None and found[:2] == expected[:2]:
            continue
        one = found or expected
        log.error(
            "question-differs",
            found.place if found else block.location,
            id=block.id,
            key=one.key,
            found=str(found) if found else "–",
            expected=str(expected) if expected else "–",
            file=first_block.location.file,
            line=first_block.location.line,
        )
        return


def _facts(question: Question, block: QuestionBlock) -> Iterator[Fact]:
    def place(name: str) -> Location:
        found = block.attributes.get(name)
        return found.location if found else block.location

    yield Fact("type", question.type, place("type"))
    yield Fact("evidence", str(question.evidence or "–"), place("evidence"))
    setting = " ".join(f"{name}={value:g}" for name, value in question.setting.items())
    yield Fact("set", setting or "–", place("set"))
    rules = question.rules
    for name, value in (
        ("points", rules.points),
        ("tries", rules.tries),
        ("penalty", round(rules.penalty, 4)),
        ("certainty", rules.certainty),
        ("graded", rules.graded),
        ("feedback", "later" if rules.deferred else "immediate"),
    ):
        yield Fact(name, _said(value), place(name))
    yield Fact("hints", len(question.hints), block.location)
    yield from _own_facts(question, block.location, place("tolerance"))


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _own_facts(question: Question, owner: Location, tolerance: Location) -> Iterator[Fact]:
    match question:
        case ChoiceQuestion() | ChoicesQuestion():
            yield from _options(question.options, owner)
        case TrueFalseQuestion():
            yield from _options(question.options, owner)
            yield from _targets(question.proofs, owner)
        case NumberQuestion() | AxisQuestion():
            if isinstance(question, AxisQuestion):
                yield Fact("axis", f"{question.axis} {question.scale}", owner)
            yield from _numbers(question.expected, owner, question.language, tolerance)
        case TextQuestion():
            return  # each language has its own words, and its own ways to write them
        case GapsQuestion():
            yield Fact("gaps", len(question.gaps), owner)
            for gap in question.gaps:
                yield from _gap(gap, owner, question.language)
        case MatchQuestion():
            yield Fact("options", f"{len(question.pairs)}, {len(question.choices)}", owner)
            for pair in question.pairs:
                yield Fact("→", pair.right + 1, pair.location)
        case OrderQuestion():
            yield Fact("options", len(question.items), owner)
        case PointQuestion() | SentenceQuestion():
            yield from _targets(question.targets, owner)
        case PredictionQuestion():
            yield Fact("chart", question.chart or "–", owner)
            yield _tolerance(question.tolerance, question.language, tolerance)
            yield from _estimands(question.estimands, owner, question.language)
        case OpenQuestion():
            yield Fact("options", len(question.criteria), owner)


def _options(options: Sequence[Foreseen], owner: Location) -> Iterator[Fact]:
    yield Fact("options", len(options), owner)
    for option in options:
        yield Fact("[x]", "[x]" if option.correct else "[ ]", option.location)
    for option in options:
        yield Fact("credit", f"{option.credit * 100:.1f}%", option.location)
        yield Fact("misconception", option.misconception or "–", option.location)


def _targets(targets: Sequence[Target], owner: Location) -> Iterator[Fact]:
    yield from _options(targets, owner)
    for target in targets:
        yield Fact("[…]", " ".join(map(str, target.references)) or "« »", target.location)


def _numbers(
    expected: Sequence[ExpectedNumber], owner: Location, language: str, tolerance: Location
) -> Iterator[Fact]:
    yield from _options(expected, owner)
    for item in expected:
        yield Fact("options", item.value, item.location, item.written)
    for item in expected:
        yield _tolerance(item.tolerance, language, tolerance)


def _tolerance(tolerance: Tolerance, language: str, place: Location) -> Fact:
    amount = tolerance.amount * 100 if tolerance.relative else tolerance.amount
    told = format_number(amount, language) + ("%" if tolerance.relative else "")
    return Fact("tolerance", tolerance, place, told)


def _gap(gap: Blank, owner: Location, language: str) -> Iterator[Fact]:
    yield Fact("gap", type(gap).__name__.removesuffix("Gap").lower(), owner)
    yield Fact("weight", f"{gap.weight:g}", owner)
    if isinstance(gap, ChoiceGap):
        yield from _options(gap.options, owner)
    elif isinstance(gap, NumberGap):
        yield from _numbers(gap.expected, owner, language, owner)


def _estimands(estimands: Sequence[Estimand], owner: Location, language: str) -> Iterator[Fact]:
    yield Fact("options", len(estimands), owner)
    for one in estimands:
        told = f"{one.key} {format_number(one.value, language)}"
        yield Fact("options", (one.key, one.value), one.location, told)
