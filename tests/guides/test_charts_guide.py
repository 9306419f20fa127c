"""The guide to charts tells the truth: its examples draw, its pictures are of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from desktop_app.content.lesson import Lesson
from tests.guides.charts_guide import (
    LANGUAGES,
    STAMP,
    UNDERSTOOD,
    examples,
    lesson_with_examples,
    scenes,
    text_of,
)


@pytest.fixture(scope="module")
def lesson(tmp_path_factory: pytest.TempPathFactory) -> Lesson:
    return lesson_with_examples(tmp_path_factory.mktemp("guide"))


def test_every_fence_is_an_example_with_a_picture() -> None:
    for language in LANGUAGES:
        assert len(examples(language)) == len(re.findall(r"^```yaml$", text_of(language), re.M))
        assert len(examples(language)) >= 10


def test_both_languages_show_the_same_charts() -> None:
    french, english = ([example.name for example in examples(language)] for language in LANGUAGES)
    assert french == english


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_are_drawn_without_a_problem(lesson: Lesson, language: str) -> None:
    for name, scene, log in scenes(lesson, language):
        assert not list(log), (name, list(log))
        assert not scene.problems, (name, scene.problems)
        assert not scene.is_empty, name
        assert scene.title, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_pictures_are_of_the_examples_as_they_stand(language: str) -> None:
    """After a change: ``python -m tests.guides`` draws them anew."""
    for example in examples(language):
        picture = QImage(str(example.picture))
        assert not picture.isNull(), example.picture
        assert picture.text(STAMP) == example.stamp, example.picture.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_to_be_understood_is_all_that_is(language: str) -> None:
    rows = re.findall(r"^\| (.+?) \| (.+?) \|$", text_of(language), re.M)
    said = {head.strip("`"): set(re.findall(r"[\w-]+", words)) for head, words in rows}
    composed = {"fr": "marques composées", "en": "composed marks"}[language]
    for head, words in UNDERSTOOD.items():
        assert said[composed if head == "COMPOSED" else head] == set(words), head


def test_no_picture_is_left_over() -> None:
    wanted = {example.picture for language in LANGUAGES for example in examples(language)}
    folder: Path = next(iter(wanted)).parent
    assert set(folder.glob("*.png")) == wanted
