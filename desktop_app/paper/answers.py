"""The answer to a question as a key gives it: what is right, why, and where it shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from desktop_app.content.dates import format_date
from desktop_app.content.descriptions import describe
from desktop_app.content.document import plain_text
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import MisconceptionBlock, Step
from desktop_app.content.numbers import format_number, with_unit
from desktop_app.content.reference import Reference
from desktop_app.content.sentences import sentences
from desktop_app.content.typography import typeset
from desktop_app.content.wording import word
from desktop_app.paper.elements import Element, Paragraph, Run, Words, words
from desktop_app.paper.lettering import letter, letters
from desktop_app.paper.prose import flowing, in_bold, paragraphs
from desktop_app.paper.versions import Version
from desktop_app.quiz.model import (
    AxisQuestion,
    Blank,
    ChoiceGap,
    ChoiceQuestion,
    ChoicesQuestion,
    ExpectedNumber,
    ExpectedText,
    Foreseen,
    GapsQuestion,
    MatchQuestion,
    NumberGap,
    NumberQuestion,
    OpenQuestion,
    Option,
    OrderQuestion,
    PointQuestion,
    PredictionQuestion,
    Question,
    SentenceQuestion,
    Target,
    TextGap,
    TextQuestion,
    Tolerance,
    TrueFalseQuestion,
)
from desktop_app.quiz.quantities import parse_number
from desktop_app.quiz.telling import told_number
from desktop_app.quiz.texts import shown

_NO_MARK = "\u00a0\u00a0 "
"""Where the others have a tick: what follows is in line with them."""


class KeyWriter:
    """Writes the answers of one lesson, in one language and version."""

    def __init__(self, lesson: Lesson, language: str, version: Version) -> None:
        self._lesson = lesson
        self._language = language
        self._version = version
        self._beliefs = _beliefs(lesson, language)

    def answer(self, question: Question, step: Step) -> Iterator[Element]:
        """Everything that a teacher needs to mark ``question`` and to talk about it."""
        yield from self._right(question, step)
        if question.explanation and not isinstance(question, OpenQuestion):
            yield self._said("paper-explanation", flowing(question.explanation))
        for code, verdict in (
            ("paper-if-right", "right"), ("paper-if-partly", "partly"), ("paper-if-wrong", "wrong"),
        ):  # fmt: skip
            if remark := question.remarks.get(verdict):
                yield self._said(code, flowing(remark))
        for number, hint in enumerate(question.hints, 1):
            said = self._word("paper-hint", number=number) if len(question.hints) > 1 else ""
            yield self._said(said or self._word("paper-one-hint"), flowing(hint), coded=False)
        if question.rules.points != 1 and question.rules.graded:
            points = format_number(question.rules.points, self._language)
            text = self._word("paper-points", points=points)
            yield Paragraph(words(text), "note", level=1)
        if question.evidence is not None and (found := self._evidence(question.evidence)):
            yield self._said("paper-evidence", words(found))

    # -- by type -------------------------------------------------------------------------

    def _right(self, question: Question, step: Step) -> Iterator[Element]:
        match question:
            case ChoiceQuestion(options=options) | ChoicesQuestion(options=options):
                order = self._version.order(question)
                right = [place for place, rank in enumerate(order) if options[rank].correct]
                yield self._answer(words(letters(tuple(right))))
                equal = _are_equal(options)
                for place, rank in enumerate(order):
                    yield from self._option(options[rank], letter(place), credited=not equal)
            case TrueFalseQuestion():
                right_claim = next(one for one in question.options if one.correct)
                yield self._answer(flowing(right_claim.text))
                for claim in question.options:
                    yield from self._option(claim, "")
                yield from self._targets(question.proofs, "paper-proof-key")
            case NumberQuestion(expected=expected, unit=unit):
                yield from self._numbers(expected, unit)
                if question.units:
                    names = ", ".join(one.name for one in question.units)
                    yield self._said("paper-other-units", words(names))
                if question.otherwise is not None:
                    yield from self._because(question.otherwise)
            case TextQuestion(expected=expected):
                yield from self._texts(expected)
            case GapsQuestion(gaps=gaps):
                for number, gap in enumerate(gaps, 1):
                    yield from self._gap(gap, number)
            case MatchQuestion():
                yield from self._matching(question)
            case OrderQuestion():
                yield from self._ordering(question)
            case PointQuestion(targets=targets):
                yield from self._targets(targets, "paper-answer-key")
            case SentenceQuestion(targets=targets):
                yield from self._sentences(targets, step)
            case AxisQuestion(expected=expected, scale=scale, unit=unit):
                yield from self._numbers(expected, unit, dates=scale == "date")
            case PredictionQuestion():
                yield from self._estimates(question)
            case OpenQuestion():
                yield from self._own(question)

    def _option(self, option: Option, name: str, *, credited: bool = True) -> Iterator[Element]:
        text = flowing(option.text)
        lead = (Run(f"{name}\u00a0\u00a0", "bold"),) if name else ()
        said = in_bold(text) if option.correct else text
        credit = self._credit(option) if credited else ()
        mark = "✓" if option.correct else _NO_MARK
        yield Paragraph((*lead, *said, *credit), mark=mark, level=1)
        yield from self._because(option)

    def _because(self, answer: Foreseen) -> Iterator[Element]:
        """Why an answer is right or wrong, and which misconception it shows."""
        if answer.explanation:
            yield from paragraphs(answer.explanation, "reason", level=2)
        yield from self._misconception(answer.misconception)

    def _misconception(self, name: str) -> Iterator[Element]:
        if believed := self._beliefs.get(name):  # else it only has an id, which says nothing
            yield self._said("paper-misconception", believed, level=2)

    def _credit(self, answer: Foreseen) -> Words:
        """What an answer is worth, where it is neither all nor nothing."""
        if answer.credit in (0.0, 1.0) or not answer.credit > 0:
            return ()
        share = with_unit(format_number(round(answer.credit * 100), self._language), "%",
                          self._language)  # fmt: skip
        return (Run(f" ({self._word('paper-credit', share=share)})", "small"),)

    def _numbers(
        self, expected: Sequence[ExpectedNumber], unit: str, *, dates: bool = False
    ) -> Iterator[Element]:
        for one in sorted(expected, key=lambda one: not one.correct):
            text = self._number(one, unit, dates=dates)
            if one.correct:
                yield self._answer((*words(text), *self._credit(one)))
            else:
                yield Paragraph((*words(text), *self._credit(one)), level=1)
            yield from self._because(one)

    def _number(self, one: ExpectedNumber, unit: str, *, dates: bool) -> str:
        language, amount = self._language, one.tolerance.amount
        if dates:
            day = format_date(date.fromordinal(round(one.value)), language)
            days = format_number(amount, language)
            return self._word("paper-within-days", value=day, days=days) if amount else day
        if (
            one.written and parse_number(one.written, unit or "%", language) is None
        ):  # from one to another
            low, high = (format_number(one.value + by, language) for by in (-amount, amount))
            return self._word("paper-between", low=low, high=with_unit(high, unit, language))
        number = with_unit(told_number(one, unit, language), unit, language)
        slack = self._slack(one.tolerance, unit)
        return self._word("paper-within", value=number, slack=slack) if slack else number

    def _slack(self, tolerance: Tolerance, unit: str) -> str:
        if not tolerance.amount:
            return ""
        if tolerance.relative:
            share = format_number(tolerance.amount * 100, self._language)
            return with_unit(share, "%", self._language)
        if unit == "%":  # « 10 % près » would be a share of the number
            points = format_number(tolerance.amount, self._language)
            return self._word("paper-percent-points", points=points)
        return with_unit(format_number(tolerance.amount, self._language), unit, self._language)

    def _texts(self, expected: Sequence[ExpectedText]) -> Iterator[Element]:
        for one in sorted(expected, key=lambda one: not one.correct):
            text = (*words(shown(one.pattern)), *self._credit(one))
            yield self._answer(text) if one.correct else Paragraph(text, level=1)
            yield from self._because(one)

    def _gap(self, gap: Blank, number: int) -> Iterator[Element]:
        lead = (Run(f"({number})\u00a0\u00a0", "small"),)
        answers: list[tuple[Words, Foreseen]] = []
        match gap:
            case ChoiceGap(options=options):
                answers = [(flowing(one.text), one) for one in options]
            case NumberGap(expected=numbers, unit=unit):
                answers = [(words(self._number(one, unit, dates=False)), one) for one in numbers]
            case TextGap(expected=texts):
                answers = [(words(shown(one.pattern)), one) for one in texts]
        right = [text for text, one in answers if one.correct]
        joined: list[Run] = []
        for text in right:
            joined += [*((Run(" / "),) if joined else ()), *in_bold(text)]
        yield Paragraph((*lead, *joined), level=1)
        for text, one in answers:
            if one.explanation or one.misconception:
                if not one.correct:
                    yield Paragraph(text, level=2)
                yield from self._because(one)

    def _matching(self, question: MatchQuestion) -> Iterator[Element]:
        order = self._version.order(question)
        for number, pair in enumerate(question.pairs, 1):
            place = letter(order.index(pair.right))
            text = (
                *flowing(pair.left), Run(" → "), Run(f"{place}\u00a0\u00a0", "bold"),
                *in_bold(flowing(question.choices[pair.right])),
            )  # fmt: skip
            yield Paragraph(text, mark=f"{number}.", level=1)
            if pair.explanation:
                yield from paragraphs(pair.explanation, "reason", level=2)
            yield from self._misconception(pair.misconception)

    def _ordering(self, question: OrderQuestion) -> Iterator[Element]:
        """The boxes from top to bottom as they have to be filled, then the items in order."""
        boxes = " – ".join(str(rank + 1) for rank in self._version.order(question))
        yield self._answer(words(self._word("paper-boxes", numbers=boxes)))
        for number, item in enumerate(question.items, 1):
            yield Paragraph(flowing(item.text), mark=f"{number}.", level=1)
            yield from self._because(item)

    def _targets(self, targets: Sequence[Target], code: str) -> Iterator[Element]:
        for one in sorted(targets, key=lambda one: not one.correct):
            text = (*flowing(one.text), *self._credit(one))
            if one.correct:
                yield self._said(code, in_bold(text), level=1, role="answer")
            else:
                yield Paragraph(text, level=1)
            yield from self._because(one)

    def _sentences(self, targets: Sequence[Target], step: Step) -> Iterator[Element]:
        """The numbers of the sentences, as they stand on the worksheet."""
        read = sentences(step)
        for one in sorted(targets, key=lambda one: not one.correct):
            found = [
                number
                for number, sentence in enumerate(read, 1)
                if sentence.reference in one.references or (one.excerpt and
                                                            one.excerpt in sentence.text)
            ]  # fmt: skip
            numbers = ", ".join(map(str, found))
            text = (*words(f"{numbers}\u00a0\u00a0" if numbers else "", "bold"), *flowing(one.text))
            if one.correct:
                yield self._answer((*text, *self._credit(one)))
            else:
                yield Paragraph((*text, *self._credit(one)), level=1)
            yield from self._because(one)

    def _estimates(self, question: PredictionQuestion) -> Iterator[Element]:
        slack = self._slack(question.tolerance, question.unit)
        for one in question.estimands:
            number = with_unit(format_number(one.value, self._language), question.unit,
                               self._language)  # fmt: skip
            value = self._word("paper-within", value=number, slack=slack) if slack else number
            colon = "\u202f: " if self._language == "fr" else ": "
            yield Paragraph((*flowing(one.label), Run(colon), Run(value, "bold")), level=1)
            if one.explanation:
                yield from paragraphs(one.explanation, "reason", level=2)

    def _own(self, question: OpenQuestion) -> Iterator[Element]:
        if question.explanation:
            yield self._said("paper-model-answer", ())
            yield from paragraphs(question.explanation, "body", level=1)
        if question.criteria:
            yield self._said("paper-criteria", ())
            equal = _are_equal(question.criteria)
            for one in question.criteria:
                credit = () if equal else self._credit(one)
                yield Paragraph((*flowing(one.text), *credit), box="square", level=1)
                yield from self._because(one)

    # -- words ---------------------------------------------------------------------------

    def _answer(self, text: Words) -> Paragraph:
        return self._said("paper-answer-key", in_bold(text), role="answer")

    def _said(
        self, code: str, text: Words, *, level: int = 1, role: str = "reason", coded: bool = True
    ) -> Paragraph:
        """A few words that open, then ``text``."""
        lead = self._word(code) if coded else code
        return Paragraph((Run(f"{lead} ", "italic"), *text), role, level=level)

    def _word(self, code: str, **values: object) -> str:
        return word(code, self._language, values)

    def _evidence(self, reference: Reference) -> str:
        """What proves an answer, in words; "" where it has none here."""
        lesson, language = self._lesson, self._language
        if reference.kind == "chart":
            block = lesson.find_chart(reference.name, language)
            return chart_title(block.specification, language) if block is not None else ""
        if reference.kind == "step":
            found = lesson.find_step(reference.name, language)
            return found[1].title if found is not None else ""
        if reference.kind == "table":
            table = lesson.table(reference.name)
            return table.title.get(language, "") if table is not None else ""
        try:
            return describe(lesson, reference, {}, language)
        except KeyError:
            return ""


def _are_equal(options: Sequence[Option]) -> bool:
    """Whether all that is right is worth the same: then nobody needs to be told."""
    return len({round(one.credit, 6) for one in options if one.credit > 0}) <= 1


def chart_title(specification: Mapping[str, object] | None, language: str) -> str:
    """The title of a chart, in whichever form its author wrote it; "" where it has none."""
    title = specification.get("title") if specification is not None else None
    if isinstance(title, Mapping):
        title = title.get("text")
    if isinstance(title, Sequence) and not isinstance(title, str):
        title = " ".join(map(str, title))
    return typeset(str(title), language) if title else ""


def _beliefs(lesson: Lesson, language: str) -> dict[str, Words]:
    """What people believe, by the id of the misconception."""
    return {
        block.id: words(plain_text(block.parts[0]))
        for _, step in lesson.steps(language)
        for block in step.blocks
        if isinstance(block, MisconceptionBlock) and block.parts
    }
