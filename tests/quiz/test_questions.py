from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.content.reference import Reference
from desktop_app.quiz.questions import (
    ChoiceQuestion,
    ChoicesQuestion,
    NumberQuestion,
    Tolerance,
)
from tests.quiz.lessons import CHOICE, CHOICES, NUMBER, found, read


def question(attributes: str, *options: str) -> str:
    """A question with an explanation for each option, so that only one thing is wrong."""
    items = "\n\n".join(f"- {option}\n\n  > Voici pourquoi." for option in options)
    return f"\n::: {{.question #q {attributes}}}\n\nUne question ?\n\n{items}\n\n:::\n"


def test_each_type_is_read(tmp_path: Path) -> None:
    choice, log = read(tmp_path / "a", CHOICE)
    assert isinstance(choice, ChoiceQuestion)
    assert [option.correct for option in choice.options] == [False, True, False]
    assert choice.evidence == Reference.point("telework", "ouvriers")
    assert not list(log)

    choices, log = read(tmp_path / "b", CHOICES)
    assert isinstance(choices, ChoicesQuestion)
    assert not list(log)

    number, log = read(tmp_path / "c", NUMBER)
    assert isinstance(number, NumberQuestion)
    assert [(item.value, item.correct) for item in number.expected] == [(29, True), (56, False)]
    assert (number.unit, number.expected[0].tolerance) == ("fois", Tolerance(1))
    assert not list(log)


EVIDENCE = "evidence=step:step"
BROKEN: dict[str, tuple[str, dict[str, object], int]] = {
    "missing-attribute": (question(EVIDENCE, "[x] a", "[ ] b"), {"name": "type"}, 7),
    "unknown-value": (
        question(f"type=choce {EVIDENCE}", "[x] a", "[ ] b"),
        {"value": "choce", "nearest": "choice"},
        7,
    ),
    "no-options": (question(f"type=choice {EVIDENCE}"), {}, 7),
    "no-right-answer": (question(f"type=choices {EVIDENCE}", "[ ] a", "[ ] b"), {}, 7),
    "several-right-answers": (
        question(f"type=choice {EVIDENCE}", "[x] a", "[x] b"),
        {"count": 2},
        15,
    ),
    "identical-options": (
        question(f"type=choice {EVIDENCE}", "[x] Le métier", "[ ] le  métier"),
        {"text": "le métier", "line": 11},
        15,
    ),
    "empty-option": (
        question(f"type=choice {EVIDENCE}", "[x] a", "[ ] {misconception=m}"),
        {},
        15,
    ),
    "expected-not-a-number": (
        question(f"type=number {EVIDENCE}", "[x] 29", "[ ] beaucoup"),
        {"text": "beaucoup"},
        15,
    ),
    "bad-tolerance": (
        question(f"type=number tolerance=-1 {EVIDENCE}", "[x] 29"),
        {"value": "-1"},
        7,
    ),
    "answers-overlap": (
        question(f"type=number tolerance=5 {EVIDENCE}", "[x] 29", "[ ] 31"),
        {"text": "31", "right": "29"},
        15,
    ),
}


@pytest.mark.parametrize("code", BROKEN)
def test_a_defect_is_named_where_it_stands(code: str, tmp_path: Path) -> None:
    body, values, line = BROKEN[code]
    asked, log = read(tmp_path / "lesson", body)
    assert asked is None
    assert list(found(log)) == [code]
    problem = next(iter(log))
    assert problem.is_error
    assert problem.location.file == "chapters/one.fr.md"
    assert problem.location.line == line
    assert values.items() <= dict(problem.values).items()


WARNED = {
    "missing-evidence": question("type=choice", "[x] a", "[ ] b"),
    "attribute-without-effect": question(f"type=choice unit=% {EVIDENCE}", "[x] a", "[ ] b"),
    "zero-tolerance": question(f"type=number {EVIDENCE}", "[x] 0,5"),
    "option-without-explanation": (
        f"\n::: {{.question #q type=choice {EVIDENCE}}}\n\nUne question ?\n\n"
        "- [x] a\n\n  > Oui.\n\n- [ ] b\n\n:::\n"
    ),
}


@pytest.mark.parametrize("code", WARNED)
def test_a_doubt_leaves_the_question_to_be_asked(code: str, tmp_path: Path) -> None:
    asked, log = read(tmp_path / "lesson", WARNED[code])
    assert asked is not None
    assert [problem.code for problem in log] == [code]
    assert not next(iter(log)).is_error


def test_a_general_explanation_speaks_for_every_option(tmp_path: Path) -> None:
    body = (
        f"\n::: {{.question #q type=choice {EVIDENCE}}}\n\nUne question ?\n\n"
        "- [x] a\n- [ ] b\n\n> Pour tous.\n\n:::\n"
    )
    asked, log = read(tmp_path / "lesson", body)
    assert asked is not None
    assert not list(log)


def test_an_option_without_a_box_is_not_said_twice(tmp_path: Path) -> None:
    asked, log = read(tmp_path / "lesson", question(f"type=choice {EVIDENCE}", "[ ] a", "b"))
    assert asked is None
    assert not list(log)


def test_expected_numbers_are_read_in_the_language_of_the_page(tmp_path: Path) -> None:
    body = question(f"type=number tolerance=1% unit=km {EVIDENCE}", "[x] 1,500 km")
    french, _ = read(tmp_path / "fr", body)
    english, _ = read(tmp_path / "en", body, "en")
    assert isinstance(french, NumberQuestion)
    assert isinstance(english, NumberQuestion)
    assert english.expected[0].value == 1500
    assert english.expected[0].written == "1,500"
    assert english.expected[0].tolerance == Tolerance(0.01, relative=True)
