"""GIFT: what is written is read again, and what Moodle swallows is said."""

from __future__ import annotations

import pytest
from hypothesis import given

from desktop_app.content.problems import ProblemLog
from desktop_app.importing import Imported, import_questions
from desktop_app.quiz.model import ChoiceQuestion, Question
from tests.quiz.exchange.generated import questions
from tests.quiz.exchange.trips import check_gift, read_gift


def imported(text: str | bytes) -> Imported:
    data = text if isinstance(text, bytes) else text.encode()
    return import_questions(data, "bank.gift", "fr")


def said(text: str | bytes) -> list[tuple[str, int, int]]:
    found = imported(text).problems
    return [(one.code, one.location.line, one.location.column) for one in found]


@given(questions)
def test_every_question_comes_back_with_all_that_gift_holds(question: Question) -> None:
    check_gift(question)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Un {=a ~b}\nDeux {=c ~d}", [("gift-run-together", 2, 1)]),
        ("Le mot {chat} dort. {T}", [("gift-brace-in-text", 1, 8)]),
        ("Un {=a ~b", [("gift-brace-opens", 1, 4)]),
        ("Un =a ~b}", [("gift-brace-closes", 1, 9)]),
        ("Un {\n=a\n\n~b\n}", [("gift-empty-line", 4, 1)]),
        ("Un {#1e999}", [("answer-left-out", 1, 6), ("question-left-out", 1, 1)]),
        ("", [("no-question-found", 1, 1)]),
        ("```gift\nUn {T}\n```", [("gift-fence", 1, 1), ("gift-fence", 3, 1)]),
    ],
)
def test_what_moodle_would_swallow_is_said_where_it_stands(
    text: str, expected: list[tuple[str, int, int]]
) -> None:
    assert said(text) == expected


def test_questions_run_together_are_two_questions() -> None:
    assert imported("Un {=a ~b}\nDeux {=c ~d}").count == 2


def test_a_brace_that_is_never_closed_takes_no_other_question_along() -> None:
    text = "::Un::Un {=a ~b}\n::Deux::Deux {=c ~d\n::Trois::Trois {T}\nQuatre {=e ~f\n\nCinq {F}"
    assert said(text) == [
        ("gift-run-together", 2, 1),
        ("gift-brace-opens", 2, 14),
        ("gift-run-together", 3, 1),
        ("gift-run-together", 4, 1),
        ("gift-brace-opens", 4, 8),
    ]
    found = imported(text)
    assert found.count == 3
    assert all(f"\n{name}\n" in found.text for name in ("Un", "Trois", "Cinq"))


def test_a_question_of_the_manual() -> None:
    log = ProblemLog()
    text = "::Grant::Who's buried in Grant's \\{tomb\\}?{=Grant#Yes ~%-50%Sherman#No ~no one}"
    (question,) = read_gift(text, "x.gift", "en", "x", "x", log).questions
    assert isinstance(question, ChoiceQuestion)
    assert [option.credit for option in question.options] == [1, -0.5, 0]


@pytest.mark.parametrize(
    "text",
    [
        b"\xff\xfe\x00",
        "é".encode("latin-1") + b" {T}",
        "\ufeffUn {T}\r\n\r\nDeux {F}\r\n",
        "{" * 20_000,
        "{=" * 20_000 + "}" * 20_000,
        "\\" * 50_001,
        "Un {=" + "a" * 100_000 + " ~b}",
        "مرحبا 🂡 {=نعم ~لا}",
        "::" * 20_000,
        "Un {" + "~a" * 30_000 + "}",
    ],
    ids=range(10),
)
def test_hostile_files_are_read_or_refused_in_words(text: str | bytes) -> None:
    result = imported(text)
    assert result.text or result.errors


def test_a_thousand_questions_are_all_read() -> None:
    text = "\n\n".join(f"Question {number} ? {{=oui ~non}}" for number in range(1_000))
    assert imported(text).count == 1_000
