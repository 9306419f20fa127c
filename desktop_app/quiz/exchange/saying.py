"""What formats have no place for, told of every question in the same way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.content.document import (
    Emphasis,
    Heading,
    Image,
    Inline,
    ItemList,
    Link,
    Node,
    Paragraph,
    Quotation,
    Strong,
    Text,
    images,
    links,
    plain_text,
)
from desktop_app.content.numbers import plain_typed
from desktop_app.quiz.exchange.collection import Losses
from desktop_app.quiz.exchange.shares import is_known, nearest_share, whole_shares
from desktop_app.quiz.model import (
    AnyQuestion,
    AxisQuestion,
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
    Option,
    OrderQuestion,
    PointQuestion,
    PredictionQuestion,
    Prose,
    Question,
    SentenceQuestion,
    TextGap,
    TextQuestion,
    TrueFalseQuestion,
)

LONGEST_NAME = 60
LONGEST_TAG = 50
"""Moodle cuts a tag after so many characters."""
_BOUND = (PointQuestion, AxisQuestion, SentenceQuestion, PredictionQuestion)
"""Questions about what is on stage or in the text: nothing outside a lesson can ask them."""


class Unsayable(Exception):  # noqa: N818 - nothing went wrong
    """A question that a format can't ask; ``what`` is a word of the catalogue."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True)
class Holds:
    """What a format has a place for, besides the question and its answers."""

    hints: bool = False
    tries: bool = False
    points: bool = False
    remarks: bool = False
    units: bool = False
    case: bool = False
    shuffled: bool = False
    lengths: bool = False
    criteria: bool = False
    tags: bool = True


def is_bound(question: Question) -> bool:
    """Whether the question needs the lesson around it to be asked at all."""
    return isinstance(question, _BOUND)


def note_losses(question: Question, holds: Holds, losses: Losses) -> None:
    """Note everything that ``question`` says and the format has no place for."""
    for what in _lost(question, holds):
        losses.lose(what, question)


def _lost(question: Question, holds: Holds) -> Iterator[str]:
    rules = question.rules
    facts = {
        "evidence": question.evidence is not None,
        "setting": bool(question.setting),
        "certainty": rules.certainty,
        "ungraded": not rules.graded,
        "deferred": rules.deferred,
        "points": rules.points != 1 and not holds.points,
        "tries": rules.tries != 1 and not holds.tries,
        "hints": bool(question.hints) and not holds.hints,
        "remarks": bool(question.remarks) and not holds.remarks,
        "shuffle": rules.shuffled and not holds.shuffled,
        "references": any(link.reference is not None for link in links(_all_prose(question))),
        "tags": any(len(tag) > LONGEST_TAG for tag in tags_of(question)) or (
            not holds.tags and bool(tags_of(question))
        ),
    }  # fmt: skip
    yield from (what for what, lost in facts.items() if lost)
    yield from _lost_of_type(question, holds)


def _lost_of_type(question: Question, holds: Holds) -> Iterator[str]:
    match question:
        case TrueFalseQuestion(proofs=proofs):
            if proofs:
                yield "proofs"
        case NumberQuestion(expected=expected, unit=unit):
            if unit and not holds.units:
                yield "units"
            yield from _relative(expected)
        case TextQuestion(text_rules=rules):
            if not rules.accents:
                yield "lenient-accents"
            if rules.case and not holds.case:
                yield "case"
        case GapsQuestion(gaps=gaps):
            if any(isinstance(gap, TextGap) and not gap.rules.accents for gap in gaps):
                yield "lenient-accents"
            if any(isinstance(gap, NumberGap) and gap.unit for gap in gaps):
                yield "units"
            for gap in gaps:
                if isinstance(gap, NumberGap):
                    yield from _relative(gap.expected)
        case MatchQuestion(pairs=pairs, choices=choices):
            if any(pair.explanation for pair in pairs):
                yield "explanations"
            if any(pair.misconception for pair in pairs):
                yield "misconceptions"
            if any(not is_words(choice) for choice in choices):
                yield "marks"
        case OrderQuestion(items=items):
            if any(item.explanation for item in items):
                yield "explanations"
            if any(item.misconception for item in items):
                yield "misconceptions"
        case OpenQuestion():
            if question.criteria and not holds.criteria:
                yield "criteria"
            if (question.min_words or question.max_words) and not holds.lengths:
                yield "lengths"
        case _:
            pass


def _relative(expected: Sequence[ExpectedNumber]) -> Iterator[str]:
    if any(one.tolerance.relative and one.tolerance.amount for one in expected):
        yield "relative"


def tags_of(question: AnyQuestion) -> list[str]:
    """The tags that say what has no other place: objective, difficulty, misconceptions.

    Where the names of the misconceptions do not say by their order which answers they belong
    to, they stand there once for whoever looks for them, and again with the answer's number.
    """
    found = [
        f"{key}:{value}"
        for key, value in (("objective", question.objective), ("difficulty", question.difficulty))
        if value
    ]
    answers = foreseen_of(question)
    names = [answer.misconception for answer in answers if answer.misconception]
    if _misconceptions_tell(answers):
        return found + [f"misconception:{name}" for name in names]
    found += [f"misconception:{name}" for name in dict.fromkeys(names)]
    return found + [
        f"misconception {rank}:{answer.misconception}"
        for rank, answer in enumerate(answers, 1)
        if answer.misconception
    ]


def _misconceptions_tell(answers: Sequence[Foreseen]) -> bool:
    """Whether the names in their order say which answer each belongs to: all the wrong ones
    have one, and no other.
    """
    named = [bool(answer.misconception) for answer in answers]
    return not any(named) or named == [answer.credit <= 0 for answer in answers]


def foreseen_of(question: AnyQuestion) -> Sequence[Foreseen]:
    """The answers of ``question`` that a misconception may stand with."""
    match question:
        case ChoiceQuestion(options=options) | ChoicesQuestion(options=options):
            return options
        case TrueFalseQuestion():
            return question.options
        case NumberQuestion(expected=expected, otherwise=otherwise):
            return (*expected, otherwise) if otherwise else expected
        case TextQuestion(expected=texts):
            return texts
        case GapsQuestion(gaps=gaps):
            found: list[Foreseen] = []
            for gap in gaps:
                found += gap.options if isinstance(gap, ChoiceGap) else gap.expected
            return found
        case _:
            return ()


def _all_prose(question: AnyQuestion) -> list[Node]:
    found = [*question.prompt, *question.explanation]
    for part in (*question.hints, *question.remarks.values()):
        found += part
    answers: list[Foreseen] = list(foreseen_of(question))
    match question:
        case OrderQuestion(items=options) | OpenQuestion(criteria=options):
            answers += options
        case MatchQuestion(pairs=pairs, choices=choices):
            for pair in pairs:
                found += pair.left
            for choice in choices:
                found += choice
        case _:
            pass
    for answer in answers:
        found += answer.explanation
        if isinstance(answer, Option):
            found += answer.text
    return found


def shown_pictures(question: AnyQuestion) -> Iterator[Image]:
    return images(_all_prose(question))


def without_references(prose: Prose) -> Prose:
    """``prose`` with the words of every link into the lesson, and without the link."""
    return tuple(_without_references(node) for node in prose)


def _without_references(node: Node) -> Node:
    match node:
        case Paragraph(children=children) | Heading(children=children):
            return node._replace(children=_words_of_links(children))
        case ItemList(items=items):
            return node._replace(items=tuple(without_references(item) for item in items))
        case Quotation(children):
            return Quotation(without_references(children))
        case _:
            return node


def _words_of_links(children: Sequence[Inline]) -> tuple[Inline, ...]:
    found: list[Inline] = []
    for child in children:
        match child:
            case Link(inner, reference) if reference is not None:
                added = list(_words_of_links(inner))
            case Link(inner) | Emphasis(inner) | Strong(inner):
                added = [child._replace(children=_words_of_links(inner))]
            case _:
                added = [child]
        for one in added:
            if isinstance(one, Text) and found and isinstance(found[-1], Text):
                one = Text(found.pop().text + one.text)  # type: ignore[union-attr]
            if one != Text(""):
                found.append(one)
    return tuple(found)


def is_words(prose: Prose) -> bool:
    """Whether ``prose`` is one line of words, with no marks in it."""
    return (
        all(
            isinstance(node, Paragraph) and all(isinstance(child, Text) for child in node.children)
            for node in prose
        )
        and len(prose) <= 1
    )


def words_of(prose: Prose) -> str:
    return plain_typed(plain_text(prose))


def absolute(number: ExpectedNumber) -> float:
    """How far from ``number`` an answer may be, in its own unit."""
    tolerance = number.tolerance
    if tolerance.relative:  # no digits that computing adds: 5 % of 923 is 46.15
        return float(f"{tolerance.amount * abs(number.value):.12g}")
    return tolerance.amount


def known_shares(
    question: Question, answers: Sequence[Foreseen], losses: Losses, *, whole: bool = False
) -> list[float]:
    """What each answer is worth in Moodle; where that is not what it is here, it is noted.

    ``whole``: the right ones have to make a whole, and no wrong one earns anything. Of one
    choice the right answer is worth everything; elsewhere what earns something is right.
    """
    shares = [nearest_share(answer.credit) for answer in answers]
    if whole:
        right = [rank for rank, answer in enumerate(answers) if answer.correct]
        told = whole_shares([answers[rank].credit for rank in right])
        shares = [min(share, 0.0) for share in shares]
        for place, rank in enumerate(right):
            shares[rank] = told[place] if told else 0.0
        if told is None:
            for rank in right[:20]:
                shares[rank] = 0.05
    elif isinstance(question, ChoiceQuestion):
        shares = [
            1.0 if answer.correct else share for answer, share in zip(answers, shares, strict=True)
        ]
    elif any(
        answer.correct is not (share > 0) for answer, share in zip(answers, shares, strict=True)
    ):
        losses.lose("boxes", question)
    same = all(
        abs(share - answer.credit) < 1e-5 and is_known(answer.credit)
        for share, answer in zip(shares, answers, strict=True)
    )
    if not same:
        losses.lose("credits", question)
    return shares


def number_text(value: float) -> str:
    """``value`` with all its digits and a decimal point, never a power of ten: not every
    reader knows those.
    """
    return format(Decimal(repr(value)), "f").removesuffix(".0")


def short_name(prompt: Prose) -> str:
    """The name of a question in a bank: how its prompt opens."""
    words = words_of(prompt)
    if len(words) <= LONGEST_NAME:
        return words
    return words[:LONGEST_NAME].rpartition(" ")[0] + "…"
