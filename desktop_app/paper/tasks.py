"""The form that a question takes on a worksheet: what there is to tick, to write, to draw."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from desktop_app.content.model import Step
from desktop_app.content.sentences import sentences
from desktop_app.content.wording import word
from desktop_app.paper.elements import (
    Element,
    Paragraph,
    Run,
    SideBySide,
    WritingLines,
    words,
)
from desktop_app.paper.lettering import letter
from desktop_app.paper.prose import flowing, paragraphs
from desktop_app.paper.versions import Version
from desktop_app.quiz.model import (
    AxisQuestion,
    ChoiceGap,
    ChoiceQuestion,
    ChoicesQuestion,
    GapsQuestion,
    MatchQuestion,
    NumberQuestion,
    OpenQuestion,
    Option,
    OrderQuestion,
    PointQuestion,
    PredictionQuestion,
    Prose,
    Question,
    SentenceQuestion,
    TextQuestion,
    TrueFalseQuestion,
)

WORDS_A_LINE = 9
"""How many words a hand writes on a line of a page."""
_FEWEST_LINES, _MOST_LINES, _USUAL_LINES = 4, 24, 6


def prompt(question: Question, number: int) -> tuple[Element, ...]:
    """What is asked, with its number in the margin."""
    return paragraphs(question.prompt, "prompt", mark=f"{number}.")


def task(question: Question, step: Step, version: Version, language: str) -> Iterator[Element]:
    """What stands under the prompt of ``question`` for a hand with a pen."""
    match question:
        case ChoiceQuestion(options=options):
            yield from _options(options, version.order(question), "circle")
        case ChoicesQuestion(options=options):
            yield _note("paper-several", language)
            yield from _options(options, version.order(question), "square")
        case TrueFalseQuestion():
            yield from _true_false(question, language)
        case NumberQuestion():
            yield _blank("paper-working", language)
            yield _answer(language, question.unit if not question.unit_asked else "")
            if question.unit_asked:
                yield _note("paper-with-unit", language)
        case TextQuestion():
            yield _answer(language)
        case GapsQuestion():
            yield from _gap_options(question, version)
        case MatchQuestion():
            yield _note("paper-match", language)
            yield from _matching(question, version)
        case OrderQuestion(items=items):
            yield _note("paper-order", language)
            for rank in version.order(question):
                yield Paragraph(flowing(items[rank].text), box="square", level=1)
        case PointQuestion():
            yield _note("paper-point" if step.charts else "paper-point-nowhere", language)
            yield _answer(language)
        case AxisQuestion(unit=unit):
            yield _note("paper-axis" if step.charts else "paper-point-nowhere", language)
            yield _answer(language, unit)
        case SentenceQuestion():
            yield from numbered_sentences(step)
            yield _blank("paper-sentence", language)
        case PredictionQuestion(estimands=estimands, unit=unit):
            for estimand in estimands:
                yield Paragraph(flowing(estimand.label), level=1, blank=True, after=unit)
        case OpenQuestion():
            yield from _open(question, language)
    if question.rules.certainty:
        yield _certainty(language)


def numbered_sentences(step: Step) -> Iterator[Element]:
    """The sentences of the step's text, each with the number by which it is named."""
    for number, sentence in enumerate(sentences(step), 1):
        yield Paragraph(words(sentence.text), "text", str(number), level=1)


def _note(code: str, language: str) -> Paragraph:
    return Paragraph(words(word(code, language)), "note", level=1)


def _blank(code: str, language: str) -> Paragraph:
    return Paragraph(words(word(code, language)), level=1, blank=True)


def _answer(language: str, unit: str = "") -> Paragraph:
    return Paragraph(words(word("paper-answer", language)), level=1, blank=True, after=unit)


def _options(options: Sequence[Option], order: Sequence[int], box: str) -> Iterator[Element]:
    for place, rank in enumerate(order):
        text = (Run(f"{letter(place)}\u00a0\u00a0", "bold"), *flowing(options[rank].text))
        yield Paragraph(text, box=box, level=1)


def _true_false(question: TrueFalseQuestion, language: str) -> Iterator[Element]:
    for option in question.options:
        yield Paragraph(flowing(option.text), box="circle", level=1)
    if question.proofs:
        yield from paragraphs(question.proof_prompt, "body", level=1)
        yield _blank("paper-proof", language)


def _gap_options(question: GapsQuestion, version: Version) -> Iterator[Element]:
    """What may stand in each gap that has options."""
    for number, gap in enumerate(question.gaps, 1):
        if isinstance(gap, ChoiceGap):
            order = version.gap_order(question, number, len(gap.options))
            texts = [flowing(gap.options[rank].text) for rank in order]
            runs = [Run(f"({number})\u00a0\u00a0", "small")]
            for place, text in enumerate(texts):
                runs += [*((Run(" / "),) if place else ()), *text]
            yield Paragraph(tuple(runs), level=1)


def _matching(question: MatchQuestion, version: Version) -> Iterator[Element]:
    """Numbers with room for a letter on the left, letters on the right, row by row."""
    lefts = [
        (Paragraph(flowing(pair.left), "body", f"{number}.", blank=True),)
        for number, pair in enumerate(question.pairs, 1)
    ]
    rights = [
        (Paragraph(flowing(question.choices[rank]), "body", letter(place)),)
        for place, rank in enumerate(version.order(question))
    ]
    share = _share([pair.left for pair in question.pairs], question.choices)
    for left, right in zip_longest(lefts, rights, fillvalue=()):
        yield SideBySide(left, right, share, level=1)


def _share(lefts: Sequence[Prose], rights: Sequence[Prose]) -> float:
    """How much of the width the left side takes, by the longest text of each."""
    left = max((_length(one) for one in lefts), default=1) + 10
    right = max((_length(one) for one in rights), default=1)
    return min(max(left / (left + right), 0.4), 0.65)


def _length(prose: Prose) -> int:
    return sum(len(run.text) for run in flowing(prose))


def _open(question: OpenQuestion, language: str) -> Iterator[Element]:
    least, most = question.min_words, question.max_words
    if least or most:
        code = "paper-length" if least and most else "paper-at-least" if least else "paper-at-most"
        text = word(code, language, {"least": least, "most": most})
        yield Paragraph(words(text), "note", level=1)
    wanted = math.ceil((most or least * 1.5) / WORDS_A_LINE) + 1 if least or most else 0
    count = min(max(wanted or _USUAL_LINES, _FEWEST_LINES), _MOST_LINES)
    yield WritingLines(count)


def _certainty(language: str) -> Paragraph:
    text = "\u00a0\u00a0 ".join(
        [word("paper-certainty", language)]
        + [f"○\u00a0{word(code, language)}" for code in
           ("paper-unsure", "paper-fairly-sure", "paper-certain")]
    )  # fmt: skip
    return Paragraph(words(text), "note", level=1)
