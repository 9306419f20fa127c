"""Questions: what a question block asks, read into one of three types.

A block is read with the language it is written in, since numbers are written
differently in each. What is wrong with it is reported; only a question that can be
asked and graded is returned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from desktop_app.content.document import Node, plain_text
from desktop_app.content.model import Option, QuestionBlock
from desktop_app.content.numbers import format_number, parse_typed
from desktop_app.content.problems import Location, ProblemLog, nearest
from desktop_app.content.reference import Reference

TYPES = ("choice", "choices", "number")


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far from the expected number an answer may be: ``1``, or 5 % of it."""

    amount: float = 0.0
    relative: bool = False

    def accepts(self, expected: float, value: float) -> bool:
        """Whether ``value`` is near enough to ``expected``, rounding errors aside."""
        slack = self.amount * abs(expected) if self.relative else self.amount
        rounding = 1e-12 * max(abs(expected), abs(value))
        return abs(value - expected) <= slack * (1 + 1e-9) + rounding


@dataclass(frozen=True, slots=True)
class ExpectedNumber:
    """A number that is right, or a wrong one that was foreseen.

    ``written`` is how the author wrote it, without its unit.
    """

    value: float
    written: str
    correct: bool
    explanation: tuple[Node, ...]
    misconception: str
    location: Location


@dataclass(frozen=True, slots=True)
class AnyQuestion:
    """What every question has. ``explanation`` is for any answer that has none."""

    type: ClassVar[str]

    id: str
    prompt: tuple[Node, ...]
    explanation: tuple[Node, ...]
    evidence: Reference | None
    location: Location


@dataclass(frozen=True, slots=True)
class ChoiceQuestion(AnyQuestion):
    """Exactly one of the options is right."""

    type: ClassVar[str] = "choice"

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class ChoicesQuestion(AnyQuestion):
    """Any number of the options are right, at least one."""

    type: ClassVar[str] = "choices"

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class NumberQuestion(AnyQuestion):
    """The answer is a number that is typed."""

    type: ClassVar[str] = "number"

    expected: tuple[ExpectedNumber, ...]
    unit: str
    tolerance: Tolerance


Question = ChoiceQuestion | ChoicesQuestion | NumberQuestion


def read_question(block: QuestionBlock, log: ProblemLog, language: str) -> Question | None:
    """Read ``block``, or None where it can't be asked; ``log`` then says why.

    The block's own problems are not reported again.
    """
    mark = len(log)
    question = _Reader(block, log, language).read()
    if any(problem.is_error for problem in log.since(mark)):
        return None
    return question


def parse_number(text: str, unit: str, language: str) -> float | None:
    """The number written ``text``, with or without its unit, or None."""
    plain = text.strip()
    found = parse_typed(plain, language)
    return found if found is not None else parse_typed(without_unit(plain, unit), language)


def without_unit(text: str, unit: str) -> str:
    """``text`` without the ``unit`` that ends it."""
    if not unit:
        return text
    return re.sub(rf"\s*{re.escape(unit)}\s*\Z", "", text, flags=re.IGNORECASE)


class _Reader:
    """Reads one block; every problem goes to the log."""

    def __init__(self, block: QuestionBlock, log: ProblemLog, language: str) -> None:
        self._block = block
        self._log = log
        self._language = language

    def read(self) -> Question | None:
        block = self._block
        kind = self._type()
        if not block.options:
            self._log.error("no-options", block.location)
        # Which options are right can't be told where one has no box: said already.
        readable = not any(item.code == "option-without-box" for item in block.problems)
        if readable and block.options:
            self._check_right(kind)
            self._check_explanations()
        if "evidence" not in block.attributes:
            self._log.warning("missing-evidence", block.location)
        if not readable or not kind:
            return None
        if kind == "number":
            return self._number()
        self._check_unused(kind)
        self._check_identical()
        question = ChoiceQuestion if kind == "choice" else ChoicesQuestion
        return question(
            block.id,
            block.prompt,
            block.explanation,
            block.evidence,
            block.location,
            block.options,
        )

    def _place(self, attribute: str) -> Location:
        found = self._block.attributes.get(attribute)
        return found.location if found else self._block.location

    def _type(self) -> str:
        """The type of the question, or "" where it has none that is known."""
        kind = self._block.type
        if not kind:
            self._log.error("missing-attribute", self._place("type"), name="type", kind="question")
        elif kind not in TYPES:
            self._log.error(
                "unknown-value",
                self._place("type"),
                key="type",
                value=kind,
                nearest=nearest(kind, TYPES),
                known=", ".join(TYPES),
            )
        return kind if kind in TYPES else ""

    def _check_right(self, kind: str) -> None:
        right = [option for option in self._block.options if option.correct]
        if not right:
            self._log.error("no-right-answer", self._block.location)
        elif kind == "choice" and len(right) > 1:
            self._log.error("several-right-answers", right[1].location, count=len(right))

    def _check_unused(self, kind: str) -> None:
        for name in ("unit", "tolerance"):
            if name in self._block.attributes:
                self._log.warning(
                    "attribute-without-effect", self._place(name), name=name, type=kind
                )

    def _check_identical(self) -> None:
        seen: dict[str, int] = {}
        for option in self._block.options:
            text = " ".join(plain_text(option.text).split())
            if not text:
                self._log.error("empty-option", option.location)
                continue
            same = seen.setdefault(text.casefold(), option.location.line)
            if same != option.location.line:
                self._log.error("identical-options", option.location, text=text, line=same)

    def _check_explanations(self) -> None:
        if self._block.explanation:
            return
        for option in self._block.options:
            if not option.explanation:
                self._log.warning(
                    "option-without-explanation",
                    option.location,
                    text=plain_text(option.text),
                )

    # -- numbers -------------------------------------------------------------------

    def _number(self) -> NumberQuestion:
        block = self._block
        unit = block.attribute("unit")
        tolerance = self._tolerance()
        expected = tuple(self._expected(unit))
        self._check_apart(expected, tolerance)
        decimal = [item for item in expected if item.correct and not item.value.is_integer()]
        if decimal and not tolerance.amount:
            said = "tolerance" in block.attributes
            place = self._place("tolerance") if said else decimal[0].location
            self._log.warning("zero-tolerance", place, answer=decimal[0].written)
        return NumberQuestion(
            block.id,
            block.prompt,
            block.explanation,
            block.evidence,
            block.location,
            expected,
            unit,
            tolerance,
        )

    def _expected(self, unit: str) -> Iterator[ExpectedNumber]:
        for option in self._block.options:
            text = plain_text(option.text).strip()
            value = parse_number(text, unit, self._language)
            if value is None:
                self._log.error("expected-not-a-number", option.location, text=text[:60])
                continue
            yield ExpectedNumber(
                value,
                without_unit(text, unit),
                option.correct,
                option.explanation,
                option.misconception,
                option.location,
            )

    def _tolerance(self) -> Tolerance:
        attribute = self._block.attributes.get("tolerance")
        if attribute is None:
            return Tolerance()
        text = attribute.value.strip()
        relative = text.endswith("%")
        amount = parse_typed(text, self._language)
        if amount is None or amount < 0:
            self._log.error("bad-tolerance", attribute.location, value=attribute.value)
            return Tolerance()
        return Tolerance(amount / 100, True) if relative else Tolerance(amount)

    def _check_apart(self, expected: tuple[ExpectedNumber, ...], tolerance: Tolerance) -> None:
        """No number stands twice, and none foreseen as wrong counts as right."""
        seen: dict[float, ExpectedNumber] = {}
        right = [item for item in expected if item.correct]
        for item in expected:
            same = seen.setdefault(item.value, item)
            if same is not item:
                self._log.error(
                    "identical-options",
                    item.location,
                    text=item.written,
                    line=same.location.line,
                )
                continue
            if item.correct:
                continue
            for other in right:
                if item.value != other.value and tolerance.accepts(other.value, item.value):
                    self._log.error(
                        "answers-overlap",
                        item.location,
                        text=item.written,
                        right=format_number(other.value, self._language),
                    )
                    break
