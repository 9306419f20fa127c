"""Who writes what the key says on the worksheet of its version has every question right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pytest

from desktop_app.content.lesson import Lesson
from desktop_app.content.model import Step
from desktop_app.content.problems import ProblemLog
from desktop_app.content.sentences import sentences
from desktop_app.paper.elements import Paragraph, Piece, SideBySide, plain
from desktop_app.paper.lettering import letter
from desktop_app.paper.prose import flowing
from desktop_app.paper.request import PaperRequest
from desktop_app.quiz import model
from desktop_app.quiz.grading import Grade, grade
from desktop_app.quiz.questions import read_question
from tests.paper.reading import lesson_of_questions, paper_of

LETTER = re.compile(r"([A-Z]+)\xa0\xa0(.*)", re.DOTALL)


def asked(lesson: Lesson, language: str) -> Iterator[tuple[Step, model.Question]]:
    for _, step in lesson.steps(language):
        for block in step.questions:
            question = read_question(block, ProblemLog(), language, lesson)
            if question is not None:
                yield step, question


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_key_of_each_version_is_right_on_its_worksheet(language: str) -> None:
    lesson = lesson_of_questions()
    orders = set()
    for version in ("", "A", "B"):
        papers = [
            {piece.id: piece for piece in paper_of(request, lesson).pieces}
            for document in ("worksheet", "key")
            if (request := PaperRequest(document, language, versions=(version,) if version else ()))
        ]
        kinds = set()
        for step, question in asked(lesson, language):
            sheet, key = (pieces[f"question:{question.id}"] for pieces in papers)
            given = copied(question, step, sheet, key, language)
            kinds.add(question.type)
            if given is not None:
                found = grade(question, given, language)
                assert isinstance(found, Grade), question.id
                assert found.share == 1, (version, question.id, given)
            if question.type in ("choice", "match", "order"):
                orders.add((version, question.id, tuple(boxes(sheet) + right_side(sheet))))
        assert len(kinds) == 13
    for name in ("q-match", "q-order", "q-choice"):
        assert len({order for version, one, order in orders if one == name and version}) == 2


def boxes(piece: Piece) -> list[str]:
    return [plain(one.words) for one in paragraphs(piece) if one.box]


def right_side(piece: Piece) -> list[str]:
    pairs = [one for one in piece.elements if isinstance(one, SideBySide)]
    return [plain(it.words) for one in pairs for it in one.right if isinstance(it, Paragraph)]


def paragraphs(piece: Piece) -> list[Paragraph]:
    return [one for one in piece.elements if isinstance(one, Paragraph)]


def told(key: Piece) -> list[str]:
    """What stands after « Answer: », without how near it has to be."""
    found = [plain(one.words) for one in paragraphs(key) if one.role == "answer"]
    return [re.sub(r" \([^()]*\)$", "", one).partition(": ")[2].strip() for one in found]


def texts(options: Sequence[object]) -> list[str]:
    return [plain(flowing(getattr(one, "text", one))) for one in options]


def copied(
    question: model.Question, step: Step, sheet: Piece, key: Piece, language: str
) -> tuple[str, ...] | None:
    """What a pupil writes who has the key, as the question takes it; None where it is free."""
    match question:
        case model.ChoiceQuestion(options=options) | model.ChoicesQuestion(options=options):
            printed = dict(match.groups() for one in boxes(sheet) if (match := LETTER.match(one)))
            return tuple(
                str(texts(options).index(printed[one])) for one in told(key)[0].split(", ")
            )
        case model.TrueFalseQuestion(options=(true, _), proofs=proofs):
            claim = "true" if told(key)[0] == plain(flowing(true.text)) else "false"
            return (claim, *(pointed(proofs, told(key)[1], "") if proofs else ()))
        case model.NumberQuestion() | model.AxisQuestion():
            return (told(key)[0], language)
        case model.TextQuestion():
            return (told(key)[0].strip("…"),)
        case model.GapsQuestion(gaps=gaps):
            rows = [one for one in paragraphs(key) if plain(one.words).startswith("(")]
            first = [plain(one.words).partition("\xa0\xa0")[2].split(" / ")[0] for one in rows]
            written = [
                str(texts(gap.options).index(one)) if isinstance(gap, model.ChoiceGap) else one
                for gap, one in zip(gaps, first, strict=True)
            ]
            numbers = [re.findall(r"[\d,.]+", one)[-1] if "57" in one else one for one in written]
            return (*numbers, language)
        case model.MatchQuestion(pairs=pairs, choices=choices):
            printed = {letter(rank): one for rank, one in enumerate(right_side(sheet))}
            rows = [plain(one.words).partition(" → ")[2] for one in paragraphs(key)]
            letters = [match[1] for one in rows if (match := LETTER.match(one))]
            assert len(letters) == len(pairs)
            return tuple(str(texts(choices).index(printed[one])) for one in letters)
        case model.OrderQuestion(items=items):
            numbers = re.findall(r"\d+", told(key)[0])
            ranked = sorted(zip(map(int, numbers), boxes(sheet), strict=True))
            return tuple(str(texts(items).index(one)) for _, one in ranked)
        case model.PointQuestion(targets=targets):
            return pointed(targets, told(key)[0], "")
        case model.SentenceQuestion(targets=targets):
            number = int(told(key)[0].partition("\xa0")[0])
            sentence = sentences(step)[number - 1]
            assert any(sentence.text in plain(one.words) for one in paragraphs(sheet))
            return (str(sentence.reference), sentence.text)
        case model.PredictionQuestion():
            rows = [one for one in paragraphs(key) if one.words[-1].style == "bold"]
            return (*(re.split(r" \(", plain(one.words[-1:]))[0] for one in rows), language)
    return None


def pointed(targets: Sequence[model.Target], said: str, sentence: str) -> tuple[str, ...]:
    (found,) = (one for one in targets if plain(flowing(one.text)) == said)
    return (str(found.references[0]), sentence)
