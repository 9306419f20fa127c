"""An answer given in one language, told in the other: worth the same, in other words."""

from __future__ import annotations

import pytest

from desktop_app.content.document import plain_text
from desktop_app.quiz.grading import Grade, grade
from desktop_app.quiz.retelling import retold
from tests.quiz.examples import one, questions

ANSWERS = {
    "choice": ("0",),
    "choices": ("0", "2"),
    "true-false": ("true", "point:jobs/cadres"),
    "number": ("29", "fr"),
    "text": ("urbanisation",),
    "gaps": ("0", "58", "vingt-neuf", "1", "fr"),
    "match": ("0", "2", ""),
    "order": ("1", "0", "2"),
    "point": ("point:jobs/employes",),
    "zone": ("point:ring/93",),
    "sentence": ("sentence:step-sentence/2", "Elle tombe à 20\u202f%"),
    "axis-date": ("2020-05-11",),
    "axis-value": ("1", "fr"),
    "prediction": ("1", "20", "2", "fr"),
    "open": ("Oui.", "assessed", "0"),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_the_same_worth_and_english_words(name: str) -> None:
    french, english = one(name), one(name, "en")
    given = grade(french, ANSWERS[name], "fr")
    assert isinstance(given, Grade)
    told = retold(given, english)
    assert (told.share, told.parts, told.misconceptions) == (
        given.share, given.parts, given.misconceptions,
    )  # fmt: skip
    for ours, theirs in zip(told.feedback, given.feedback, strict=True):
        assert (ours.option, ours.part, ours.verdict) == (
            theirs.option,
            theirs.part,
            theirs.verdict,
        )
        assert bool(ours.explanation) == bool(theirs.explanation)
        if theirs.explanation:
            assert plain_text(ours.explanation) != plain_text(theirs.explanation)
    assert bool(told.explanation) == bool(given.explanation)


def test_told_in_its_own_language_a_grade_is_the_same() -> None:
    for name, answer in ANSWERS.items():
        question = questions()[f"q-{name}"]
        given = grade(question, answer, "fr")
        assert isinstance(given, Grade)
        assert retold(given, question) == given, name
