"""A question written in a format and read again; and what should then be left of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from desktop_app.content.problems import Problem, ProblemLog
from desktop_app.quiz.exchange.collection import Collection, Section
from desktop_app.quiz.exchange.gift_reading import read_gift
from desktop_app.quiz.exchange.gift_writing import write_gift
from desktop_app.quiz.exchange.moodle_reading import read_moodle
from desktop_app.quiz.exchange.moodle_writing import write_moodle
from desktop_app.quiz.model import (
    ChoiceQuestion,
    ChoicesQuestion,
    GapsQuestion,
    MatchQuestion,
    NumberQuestion,
    OpenQuestion,
    OrderQuestion,
    Question,
    Rules,
    TextGap,
    TextQuestion,
    TextRules,
)
from tests.quiz.exchange.comparing import bare
from tests.quiz.exchange.pictures import PNG, PNG_PATH


def collection_of(questions: Sequence[Question]) -> Collection:
    section = Section("Villes et/ou villages", tuple(questions))
    pictures = {PNG_PATH: PNG}
    language = questions[0].language
    return Collection("Leçon : essai", language, (section,), pictures.get)


def through_gift(question: Question) -> tuple[Question | None, Sequence[Problem], str]:
    written = write_gift(collection_of([question]))
    log = ProblemLog()
    read = read_gift(written.data.decode(), "x.gift", question.language, "x", "test", log)
    return only(read, question), log.frozen(), written.data.decode()


def through_moodle(question: Question) -> tuple[Question | None, Sequence[Problem], str]:
    written = write_moodle(collection_of([question]))
    log = ProblemLog()
    read = read_moodle(written.data, "x.xml", question.language, "x", "test", log)
    assert read is not None, log.frozen()
    return only(read, question), log.frozen(), written.data.decode()


def only(read: Collection, question: Question) -> Question | None:
    """The only question of ``read``, its pictures called as those of ``question`` are."""
    assert all(data == PNG for data in read.pictures.values())
    if not read.questions:
        return None
    assert [section.title for section in read.sections] == ["Villes et/ou villages"]
    assert len(read.questions) == 1
    return read.questions[0]


def as_gift_holds(question: Question) -> Question:
    """``question`` without what GIFT has no place for."""
    rest = replace(
        question,
        rules=Rules(),
        hints=(),
        remarks=MappingProxyType({}),
    )
    match rest:
        case NumberQuestion():
            return replace(rest, unit="", units=(), unit_asked=False)
        case TextQuestion():
            return replace(rest, text_rules=TextRules())
        case GapsQuestion(gaps=(gap,)):
            gap = replace(gap, weight=1.0)
            if isinstance(gap, TextGap):
                gap = replace(gap, rules=TextRules())
            return replace(rest, gaps=(gap,))
        case OpenQuestion():
            return replace(rest, criteria=(), min_words=0, max_words=0)
        case _:
            return rest


def check_gift(question: Question) -> None:
    if isinstance(question, GapsQuestion) and len(question.gaps) != 1:
        return
    read, problems, text = through_gift(question)
    if read is None and "->" in text:
        return
    assert not problems, (problems, text)
    expected = bare(as_gift_holds(question), question.language)
    got = bare(read, question.language)
    _same(got, expected, text)


def as_moodle_holds(question: Question) -> Question:
    """``question`` without what Moodle's XML has no place for."""
    rules, hints = question.rules, question.hints
    tries = len(hints) + 1 if rules.tries > 1 else 1
    rules = replace(rules, tries=tries, penalty=rules.penalty if tries > 1 else Rules().penalty)
    rest = replace(question, rules=rules)
    if not isinstance(question, ChoiceQuestion | ChoicesQuestion | MatchQuestion | OrderQuestion):
        rest = replace(rest, remarks=MappingProxyType({}))
    return rest


def check_moodle(question: Question) -> None:
    read, problems, text = through_moodle(question)
    assert not problems, (problems, text)
    expected = bare(as_moodle_holds(question), question.language)
    _same(bare(read, question.language), expected, text)


def _same(got: object, expected: object, text: str) -> None:
    from dataclasses import fields

    assert type(got) is type(expected), (got, text)
    different = [
        (one.name, getattr(got, one.name), getattr(expected, one.name))
        for one in fields(expected)  # type: ignore[arg-type]
        if getattr(got, one.name) != getattr(expected, one.name)
    ]
    assert not different, (different, text)
