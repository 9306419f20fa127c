"""Questions: what a question block asks, read into one of the types of the model.

A block is read with the language it is written in, since numbers are written
differently in each. What is wrong with it is reported; only a question that can be
asked and graded is returned.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desktop_app.content.lesson import Lesson
from desktop_app.content.model import QuestionBlock, QuestionSettings
from desktop_app.content.problems import ProblemLog, nearest
from desktop_app.quiz.model import (
    TYPES,
    AxisQuestion,
    Blank,
    ChoiceGap,
    ChoiceQuestion,
    ChoicesQuestion,
    Estimand,
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
    Pair,
    PointQuestion,
    PredictionQuestion,
    Question,
    Rules,
    SentenceQuestion,
    Target,
    TextGap,
    TextQuestion,
    TextRules,
    Tolerance,
    TrueFalseQuestion,
    Unit,
)
from desktop_app.quiz.reading.attributes import (
    prose_text,
    read_rules,
    read_setting,
    report_unused,
    written_options,
)
from desktop_app.quiz.reading.lists import read_match, read_open, read_order, read_prediction
from desktop_app.quiz.reading.numbers import read_axis, read_number
from desktop_app.quiz.reading.options import read_choice, read_choices, read_true_false
from desktop_app.quiz.reading.pointing import read_point, read_sentence
from desktop_app.quiz.reading.source import Source
from desktop_app.quiz.reading.words import read_gaps, read_text

__all__ = [
    "TYPES",
    "AxisQuestion",
    "Blank",
    "ChoiceGap",
    "ChoiceQuestion",
    "ChoicesQuestion",
    "Estimand",
    "ExpectedNumber",
    "ExpectedText",
    "Foreseen",
    "GapsQuestion",
    "MatchQuestion",
    "NumberGap",
    "NumberQuestion",
    "OpenQuestion",
    "Option",
    "OrderQuestion",
    "Pair",
    "PointQuestion",
    "PredictionQuestion",
    "Question",
    "Rules",
    "SentenceQuestion",
    "Target",
    "TextGap",
    "TextQuestion",
    "TextRules",
    "Tolerance",
    "TrueFalseQuestion",
    "Unit",
    "read_question",
]

_READERS: dict[str, Callable[[Source, dict[str, Any]], Question | None]] = {
    "choice": read_choice,
    "choices": read_choices,
    "true-false": read_true_false,
    "number": read_number,
    "text": read_text,
    "gaps": read_gaps,
    "match": read_match,
    "order": read_order,
    "point": read_point,
    "axis": read_axis,
    "sentence": read_sentence,
    "prediction": read_prediction,
    "open": read_open,
}
_ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "choice": ("shuffle",),
    "choices": ("shuffle",),
    "number": ("unit", "units", "ask-unit", "tolerance"),
    "text": ("accents", "case"),
    "gaps": ("gaps", "unit", "tolerance", "accents", "case"),
    "match": ("shuffle",),
    "axis": ("axis", "unit", "tolerance"),
    "prediction": ("chart", "unit", "tolerance"),
    "open": ("min-words", "max-words"),
}
"""What each type may say besides what every question may."""
MOST_OPTIONS = 200
"""A question with more answers is none: they would be compared with each other for ever."""
_LISTLESS = ("gaps", "prediction", "open")
"""The types whose answers need not stand in a list."""
_UNPROVED = ("point", "sentence", "axis", "prediction", "open")
"""The types whose answer is its own evidence, or has none."""


def read_question(
    block: QuestionBlock,
    log: ProblemLog,
    language: str,
    lesson: Lesson | None = None,
) -> Question | None:
    """Read ``block``, or None where it can't be asked; ``log`` then says why.

    The block's own problems are not reported again. ``lesson`` says how questions are
    asked where the block does not, and knows the numbers that are to be predicted.
    """
    mark = len(log)
    question = _read(Source(block, language, log, lesson))
    if any(problem.is_error for problem in log.since(mark)):
        return None
    return question


def _read(source: Source) -> Question | None:
    block, log = source.block, source.log
    kind = _type(source)
    if not block.options and kind not in _LISTLESS:
        log.error("no-options", block.location)
    if max(len(block.options), len(block.proofs)) > MOST_OPTIONS:
        log.error("too-many", block.location, what="options", limit=MOST_OPTIONS)
        return None
    # Which options are right can't be told where one has no box: said already.
    readable = not any(item.code == "option-without-box" for item in block.problems)
    if readable and block.options:
        if kind not in ("open", "prediction"):
            _check_right(source)
        _check_explanations(source)
    if "evidence" not in block.attributes and kind not in _UNPROVED:
        log.warning("missing-evidence", block.location)
    if not readable or not kind:
        return None
    report_unused(block, _ATTRIBUTES.get(kind, ()), log)
    return _READERS[kind](source, _common(source, kind))


def _common(source: Source, kind: str) -> dict[str, Any]:
    """What every question has."""
    block, attributes = source.block, source.attributes
    settings = source.lesson.questions if source.lesson is not None else QuestionSettings()
    rules = Rules(
        tries=settings.tries,
        penalty=settings.penalty,
        certainty=settings.certainty,
        graded=settings.graded,
        deferred=settings.deferred,
        shuffled=settings.shuffled,
    )
    shuffles = "shuffle" in _ATTRIBUTES.get(kind, ())
    return {
        "id": block.id,
        "language": source.language,
        "prompt": block.prompt,
        "explanation": block.explanation,
        "remarks": block.remarks,
        "hints": block.hints,
        "evidence": block.evidence,
        "setting": read_setting(attributes),
        "objective": attributes.text("objective"),
        "difficulty": attributes.text("difficulty"),
        "rules": read_rules(attributes, rules, shuffles=shuffles),
        "location": block.location,
    }


def _type(source: Source) -> str:
    """The type of the question, or "" where it has none that is known."""
    kind, attributes = source.block.type, source.attributes
    if not kind:
        place = attributes.place("type")
        source.log.error("missing-attribute", place, name="type", kind="question")
    elif kind not in TYPES:
        source.log.error(
            "unknown-value",
            attributes.place("type"),
            key="type",
            value=kind,
            nearest=nearest(kind, TYPES),
            known=", ".join(TYPES),
        )
    return kind if kind in TYPES else ""


def _check_right(source: Source) -> None:
    block = source.block
    if not any(option.correct for option in block.options):
        source.log.error("no-right-answer", block.location)
    if block.proofs and not any(option.correct for option in block.proofs):
        source.log.error("no-right-answer", block.proofs[0].location)


def _check_explanations(source: Source) -> None:
    block = source.block
    if block.explanation or block.type in ("order", "match", "open", "prediction"):
        return
    for option in written_options(block):
        if not option.explanation:
            source.log.warning(
                "option-without-explanation",
                option.location,
                text=prose_text(option.text),
            )
