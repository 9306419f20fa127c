"""Versions: the same questions, their options in other orders, always the same ones."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop_app.content.problems import Location, ProblemLog
from desktop_app.content.reader import read_lesson
from desktop_app.paper.lettering import letter
from desktop_app.paper.versions import Version
from desktop_app.quiz.model import ChoiceQuestion, MatchQuestion, Option, OrderQuestion, Question
from desktop_app.quiz.questions import read_question
from tests.support.lessons import LESSONS

PLACE = Location("")


def option(rank: int) -> Option:
    return Option(text=(), correct=rank == 0, credit=float(rank == 0), location=PLACE)


def choice(count: int, name: str = "q") -> ChoiceQuestion:
    return ChoiceQuestion(id=name, options=tuple(map(option, range(count))), location=PLACE)


def of_the_fixture() -> Iterator[Question]:
    lesson = read_lesson(LESSONS / "questions")
    for _, step in lesson.steps("en"):
        for block in step.questions:
            question = read_question(block, ProblemLog(), "en", lesson)
            assert question is not None
            yield question


def test_each_version_shows_every_option_once_and_the_same_way_each_time() -> None:
    for question in of_the_fixture():
        for name in ("", "A", "B"):
            order = Version(name).order(question)
            assert sorted(order) == list(range(len(order)))
            assert order == Version(name).order(question)


@pytest.mark.parametrize("count", [2, 3, 4, 7])
def test_two_versions_differ(count: int) -> None:
    for name in map(str, range(30)):
        question = choice(count, name)
        assert Version("A").order(question) != Version("B").order(question)


def test_without_a_version_options_stand_as_they_were_written() -> None:
    assert Version().order(choice(4)) == (0, 1, 2, 3)


@pytest.mark.parametrize("name", ["", "A", "B"])
def test_what_is_to_be_put_in_order_is_not(name: str) -> None:
    for rank in range(30):
        items = tuple(map(option, range(3)))
        question = OrderQuestion(id=str(rank), items=items, location=PLACE)
        assert Version(name).order(question) != (0, 1, 2)
        choices = ((), (), ())
        match = MatchQuestion(id=str(rank), pairs=(), choices=choices, location=PLACE)
        assert Version(name).order(match) != (0, 1, 2)


def test_letters_go_on_after_z() -> None:
    assert [letter(rank) for rank in (0, 25, 26, 51, 52, 701, 702)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip
