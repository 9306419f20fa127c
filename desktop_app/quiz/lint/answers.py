"""Doubts about the answers of a question: what explains them, and what is never wrong."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.content.lesson import Lesson
from desktop_app.content.model import QuestionBlock
from desktop_app.content.numbers import format_number
from desktop_app.content.problems import ProblemLog, nearest
from desktop_app.quiz.model import (
    AxisQuestion,
    ChoiceGap,
    ChoiceQuestion,
    ChoicesQuestion,
    Foreseen,
    GapsQuestion,
    MatchQuestion,
    NumberGap,
    NumberQuestion,
    OpenQuestion,
    OrderQuestion,
    PredictionQuestion,
    Question,
    TextQuestion,
    Tolerance,
)
from desktop_app.quiz.reading.attributes import prose_text


def check_answers(
    question: Question, block: QuestionBlock, lesson: Lesson, log: ProblemLog
) -> None:
    _check_explained(question, log)
    _check_credits(question, log)
    _check_wrong(question, log)
    _check_exact(question, log)
    _check_setting(question, block, lesson, log)


def _check_explained(question: Question, log: ProblemLog) -> None:
    """Types whose answers are explained one by one are looked at as they are read."""
    if isinstance(question, OpenQuestion):
        if not question.explanation:
            log.warning("no-model-answer", question.location)
        if not question.criteria:
            log.warning("no-criteria", question.location)
        return
    if question.explanation:
        return
    match question:
        case MatchQuestion(pairs=pairs):
            explained = all(pair.explanation for pair in pairs)
        case OrderQuestion(items=items):
            explained = all(item.explanation for item in items)
        case PredictionQuestion(estimands=estimands):
            explained = all(one.explanation for one in estimands)
        case GapsQuestion():
            explained = all(one.explanation for one in _in_gaps(question))
        case _:
            return
    if not explained:
        log.warning("question-without-explanation", question.location)


def _in_gaps(question: GapsQuestion) -> Iterator[Foreseen]:
    for gap in question.gaps:
        yield from gap.options if isinstance(gap, ChoiceGap) else gap.expected


def _check_credits(question: Question, log: ProblemLog) -> None:
    """Report what is marked wrong and yet costs nothing, or earns as much as what is right."""
    several = isinstance(question, ChoicesQuestion)
    for option, text in _foreseen(question):
        if option.correct and option.credit <= 0:
            log.error("right-earns-nothing", option.location, text=text)
        elif not option.correct and (option.credit >= 1 or (several and option.credit >= 0)):
            log.warning("never-wrong", option.location, text=text)


def _check_wrong(question: Question, log: ProblemLog) -> None:
    """Report a choice in which nothing can be wrong."""
    match question:
        case ChoiceQuestion() | ChoicesQuestion():
            if all(option.correct for option in question.options):
                log.warning("nothing-wrong", question.location)
        case GapsQuestion(gaps=gaps):
            for gap in gaps:
                if isinstance(gap, ChoiceGap) and all(option.correct for option in gap.options):
                    log.warning("nothing-wrong", gap.options[0].location)
        case MatchQuestion(choices=choices):
            if len(choices) < 2:
                log.warning("nothing-wrong", question.location)
        case _:
            pass


def _check_exact(question: Question, log: ProblemLog) -> None:
    """Report a decimal to be met exactly, in a gap or as a prediction; numbers that are asked
    for alone are looked at as they are read.
    """
    match question:
        case GapsQuestion(gaps=gaps):
            for gap in gaps:
                for one in gap.expected if isinstance(gap, NumberGap) else ():
                    if one.correct and _is_exact_decimal(one.value, one.tolerance):
                        log.warning("zero-tolerance", one.location, answer=one.written)
        case PredictionQuestion(estimands=estimands, tolerance=tolerance):
            for estimand in estimands:
                if _is_exact_decimal(estimand.value, tolerance):
                    written = format_number(estimand.value, question.language)
                    log.warning("zero-tolerance", question.location, answer=written)
                    break
        case _:
            pass


def _is_exact_decimal(value: float, tolerance: Tolerance) -> bool:
    return not tolerance.amount and not value.is_integer()


def _foreseen(question: Question) -> Iterator[tuple[Foreseen, str]]:
    match question:
        case ChoiceQuestion() | ChoicesQuestion():
            for option in question.options:
                yield option, prose_text(option.text)
        case NumberQuestion() | AxisQuestion():
            for number in question.expected:
                yield number, number.written
        case TextQuestion():
            for text in question.expected:
                yield text, text.pattern
        case GapsQuestion():
            for answer in _in_gaps(question):
                yield answer, prose_text(getattr(answer, "text", ()))
        case _:
            pass


def _check_setting(
    question: Question, block: QuestionBlock, lesson: Lesson, log: ProblemLog
) -> None:
    """The parameters that the evidence sets exist, and can take those values."""
    for name, value in question.setting.items():
        place = block.attributes["set"].location
        parameter = lesson.parameters.get(name)
        if parameter is None:
            near = nearest(name, lesson.parameters)
            log.error("dangling-reference", place, target=f"param:{name}", nearest=near)
        elif not parameter.minimum <= value <= parameter.maximum:
            log.error(
                "out-of-range",
                place,
                key=name,
                minimum=f"{parameter.minimum:g}",
                maximum=f"{parameter.maximum:g}",
            )
