"""Moodle's XML: what is written is read again; hostile files are refused in words."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given

from desktop_app.importing import Imported, import_questions
from desktop_app.quiz.model import Question
from tests.quiz.exchange.generated import questions
from tests.quiz.exchange.pictures import PNG
from tests.quiz.exchange.trips import check_moodle


@given(questions)
def test_every_question_comes_back_with_all_that_moodle_holds(question: Question) -> None:
    check_moodle(question)


def imported(text: str | bytes) -> Imported:
    data = text if isinstance(text, bytes) else text.encode()
    return import_questions(data, "bank.xml", "fr")


def quiz(inner: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n{inner}\n</quiz>'


def said(text: str | bytes) -> list[tuple[str, int]]:
    return [(one.code, one.location.line) for one in imported(text).problems]


BOMB = '<!DOCTYPE quiz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n<quiz>&b;</quiz>'
OUTSIDE = '<!DOCTYPE quiz [<!ENTITY a SYSTEM "file:///etc/hostname">]>\n<quiz>&a;</quiz>'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BOMB, [("xml-doctype", 1)]),
        (OUTSIDE, [("xml-doctype", 1)]),
        ("<quiz>\n<question>", [("xml-syntax", 2)]),
        ("<quiz>&nothing;</quiz>", [("xml-syntax", 1)]),
        ("<html></html>", [("xml-no-quiz", 1)]),
        ("<quiz>" + "<a>" * 100 + "</a>" * 100 + "</quiz>", [("xml-deep", 1)]),
        (quiz(""), [("no-question-found", 1)]),
        (quiz('<question type="calculated"></question>'), [("question-left-out", 3)]),
        (quiz('<question type="matching">' + "<subquestion/>" * 201 + "</question>"),
         [("question-left-out", 3)]),
        (quiz('<question type="cloze"><questiontext><text>{1:SA:=a'
              "</text></questiontext></question>"), [("question-left-out", 3)]),
        (b'<?xml version="1.0" encoding="x-none"?><quiz/>', [("xml-syntax", 1)]),
    ],
    ids=range(11),
)  # fmt: skip
def test_what_cannot_be_read_is_said_where_it_stands(
    text: str | bytes, expected: list[tuple[str, int]]
) -> None:
    assert said(text) == expected


def choice(text: str, more: str = "") -> str:
    return quiz(
        f'<question type="multichoice"><name><text>n</text></name><questiontext format="html">'
        f"<text><![CDATA[{text}]]></text>{more}</questiontext><single>true</single>"
        '<answer fraction="100"><text>oui</text></answer>'
        '<answer fraction="0"><text>non</text></answer></question>'
    )


def test_a_picture_beside_the_text_is_kept_and_no_path_leads_outside() -> None:
    data = base64.b64encode(PNG).decode()
    file = f'<file name="../../évil.png" path="/" encoding="base64">{data}</file>'
    result = imported(choice('<img src="@@PLUGINFILE@@/../../%C3%A9vil.png" alt="x">', file))
    assert result.count == 1
    assert list(result.pictures.values()) == [PNG]
    assert all(name.startswith("images/") and ".." not in name for name in result.pictures)


@pytest.mark.parametrize(
    ("source", "more"),
    [
        ("file:///etc/hostname", ""),
        ("https://example.org/x.png", ""),
        ("@@PLUGINFILE@@/absent.png", ""),
        ("@@PLUGINFILE@@/x.png", '<file name="x.png" path="/" encoding="base64">%%%</file>'),
        ("data:image/png;base64," + "A" * 70_000_000, ""),
    ],
    ids=["file", "network", "absent", "broken", "huge"],
)
def test_pictures_that_cannot_be_had_are_said(source: str, more: str) -> None:
    result = imported(choice(f'Avant <img src="{source}" alt="une carte">', more))
    assert result.count == 1
    assert not result.pictures
    assert [one.code for one in result.problems] == ["picture-left-out"]


def test_embedded_answers_as_moodle_writes_them() -> None:
    result = imported(
        quiz(
            '<question type="cloze"><name><text>n</text></name><questiontext format="html"><text>'
            "Le {1:MULTICHOICE:=chat#Oui~%50%chien~loup\\}} dort {2:SA:=ici~%50%là} "
            "et {1:NM:=3,5:0.1#bien} fois.</text></questiontext></question>"
        )
    )
    assert result.count == 1
    assert not result.problems
    assert "type=gaps" in result.text


def test_what_other_versions_and_types_of_moodle_write_is_read() -> None:
    def question(kind: str, inner: str, asked: str = "Q ?") -> str:
        return (
            f'<question type="{kind}"><name><text>{kind}</text></name>'
            f"<questiontext><text>{asked}</text></questiontext>{inner}</question>"
        )

    picture = base64.b64encode(PNG).decode()
    sides = "".join(
        f"<subquestion><text>{side}</text><answer><text>{side * 2}</text></answer></subquestion>"
        for side in "ab"
    )
    boxes = "".join(
        f"<dragbox><text>{text}</text><group>{group}</group></dragbox>"
        for text, group in (("chat", 1), ("lit", 2), ("chien", 1), ("toit", 2))
    )
    result = imported(
        quiz(
            question(
                "truefalse",
                '<answer fraction="0"><text>Vrai</text></answer>'
                '<answer fraction="100"><text>Faux</text></answer>'
                f"<image>a/b.png</image><image_base64>\n{picture}\n</image_base64>"
                "<hint><hintcontent><text>tôt</text></hintcontent></hint>",
            )
            + question("numerical", "<answer><text>12</text><fraction>1</fraction></answer>")
            + question("match", sides)
            + question("ddwtos", boxes, "Le [[1]] dort sur le [[4]].")
        )
    )
    assert not result.problems
    assert result.count == 4
    assert list(result.pictures.values()) == [PNG]
    for expected in (
        "- [x] Faux",
        "> Indice : tôt",
        "- [x] 12",
        "- a → aa",
        "Le [[x] chat [ ] chien] dort sur le [[ ] lit [x] toit].",
    ):
        assert expected in result.text.replace("\u202f", " ")


def test_a_text_that_says_no_format_has_that_of_what_is_asked() -> None:
    result = imported(
        quiz(
            '<question type="multichoice"><questiontext format="markdown"><text>*Un*</text>'
            "</questiontext><answer fraction='100'><text>**a**</text></answer>"
            "<answer><text>b</text></answer></question>"
        )
    )
    assert "- [x] **a**" in result.text


def test_what_is_said_of_a_category_opens_its_step() -> None:
    told = "<info format='markdown'><text>Des villes.</text></info>"
    result = imported(
        quiz(
            f"<question type='category'><category><text>$course$/top/Villes</text></category>{told}"
            "</question><question type='essay'><questiontext><text>Q</text></questiontext>"
            "</question>"
        )
    )
    assert "## Villes {#villes}\n\nDes villes.\n" in result.text


def test_what_a_lesson_has_no_place_for_is_said() -> None:
    several = "{1:MR:=a~=b~c}"
    found = said(
        quiz(
            '<question type="essay"><questiontext><text>x</text></questiontext>'
            "<responsetemplate><text>Plan</text></responsetemplate></question>\n"
            f'<question type="cloze"><questiontext><text>x {several}.</text></questiontext>'
            "</question>"
        )
    )
    assert found == [("import-setting", 3), ("import-several", 4)]


def test_a_thousand_questions_are_all_read() -> None:
    one = choice("Question ?").partition("<quiz>\n")[2].removesuffix("\n</quiz>")
    assert imported(quiz(one * 1_000)).count == 1_000
