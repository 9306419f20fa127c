"""The guide to questions tells the truth: each example is read, and is what it says."""

from __future__ import annotations

import re

import pytest

from desktop_app.content.blocks import read_nodes
from desktop_app.content.markdown import read_document
from desktop_app.content.model import QuestionBlock
from desktop_app.content.problems import Location, ProblemLog
from desktop_app.content.question_blocks import ATTRIBUTES
from desktop_app.quiz.questions import TYPES, Question, read_question
from desktop_app.resources import resource
from tests.quiz.examples import lesson

LANGUAGES = ("fr", "en")


def text_of(language: str) -> str:
    return resource(f"guides/questions.{language}.md").read_text("utf-8")


def examples(language: str) -> list[QuestionBlock]:
    log = ProblemLog()
    found = []
    for fence in re.findall(r"^```markdown\n(.*?)^```$", text_of(language), re.M | re.S):
        nodes = read_document(fence, language, Location("guide.md"), log)
        found += read_nodes(nodes, log)
    assert not list(log), [(problem.code, problem.values) for problem in log]
    assert all(isinstance(block, QuestionBlock) for block in found)
    return [block for block in found if isinstance(block, QuestionBlock)]


def read(language: str) -> list[Question]:
    found = []
    for block in examples(language):
        log = ProblemLog()
        question = read_question(block, log, language, lesson())
        assert question is not None, (block.id, [problem.code for problem in log])
        assert not list(log), (block.id, [problem.code for problem in log])
        found.append(question)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_type_is_shown_and_read(language: str) -> None:
    assert {question.type for question in read(language)} == set(TYPES)


def test_both_languages_show_the_same_questions() -> None:
    french, english = read("fr"), read("en")
    assert [question.type for question in french] == [question.type for question in english]
    assert [question.rules for question in french] == [question.rules for question in english]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_attribute_is_spoken_of(language: str) -> None:
    text = text_of(language)
    assert [name for name in ATTRIBUTES if not re.search(rf"\b{name}\b", text)] == []
