"""What a worksheet asks, and what its key answers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desktop_app.content.problems import ProblemLog
from desktop_app.content.reader import read_lesson
from desktop_app.content.wording import message
from desktop_app.paper.elements import Figure, Paper, Paragraph
from desktop_app.paper.request import PaperError, PaperRequest
from tests.paper.reading import QUESTIONS, lines, paper_of, text
from tests.support.lessons import LessonBuilder


def worksheet(version: str = "", language: str = "en", **asked: object) -> Paper:
    versions = (version,) if version else ()
    return paper_of(PaperRequest("worksheet", language, versions=versions, **asked))  # type: ignore[arg-type]


def key(version: str = "", language: str = "en") -> Paper:
    versions = (version,) if version else ()
    return paper_of(PaperRequest("key", language, versions=versions))


def after(paper: Paper, line: str) -> list[str]:
    found = lines(paper)
    at = next(rank for rank, one in enumerate(found) if line in one)
    return found[at + 1 :]


def test_every_type_of_question_has_a_form_for_a_pen() -> None:
    sheet = worksheet()
    said = lines(sheet)
    numbers = [int(one.partition(".")[0]) for one in said if re.match(r"\d+\. [A-Z]", one)]
    assert [number for number in numbers if number > 3] == list(range(4, 18))
    for line in (
        "Managers and intermediate … %",
        "○ A Manual workers refuse telework.",
        "☐ B Clerical and service workers",
        "○ True",
        "What proves it: …",
        "Working: …",
        "Answer: … points",
        "(1) clerical workers / manual workers / managers",
        "1. Managers and intermediate occupations …",
        "Number the boxes in the right order, from 1.",
        "☐ Manual workers",
        "Circle the answer on the document.",
        "Mark the answer on the axis of the document with a stroke.",
        "3 It is tasks that sort people, more than tastes.",
        "Number of the sentence: …",
        "At most 120 words.",
        "<lines>",
        "<images/curve.png>",
    ):
        assert line in said, line
    assert any(line.startswith("How sure you are:") for line in said)
    assert "Among (1) " in text(sheet)


def test_a_worksheet_tells_no_answers() -> None:
    sheet = text(worksheet())
    for said in ("The survey measures no wishes", "Hint", "Misconception", "Yes: the gap"):
        assert said not in sheet


def test_the_key_names_misconceptions_in_words_alone(tmp_path: Path) -> None:
    assert "choice-not-job" not in text(key())  # an id, which the lesson does not explain
    belief = (
        "\n::: {.misconception #choice-not-job chart=bars-choice}\n\n"
        "Working from home is a matter of will.\n\nIt depends on the job.\n\n"
        "Tasks tie people to places.\n\n:::\n"
    )
    lesson = read_lesson(questions_lesson().append("chapters/types.en.md", belief).folder(tmp_path))
    said = text(paper_of(PaperRequest("key", "en"), lesson))
    assert "Misconception: Working from home is a matter of will." in said


def test_the_key_has_answers_reasons_and_evidence() -> None:
    said = lines(key())
    for line in (
        "Managers and intermediate: 58% (give or take 10 percentage points)",
        "Answer: B",
        "✓ B Telework depends on the job above all.",
        "The survey measures no wishes, only what was done.",
        "Hint 1: ask yourself where a machine stands.",
        "Where it shows: Manual workers: 2%",
        "Answer: A, B",
        "Answer: True",
        "Proof: The bar of clerical and service workers",
        "Answer: 56 points (give or take 1 points)",
        "Answer: metropolisation",
        "Answer: …urban concentration… (50% of the credit)",
        "(2) from 57 to 59%",
        "Answer: Manual workers",
        "Answer: 3 “It is tasks that sort people”",
        "Answer: 6 April 2020 (± 4 days)",
        "Answer: 537,500 (give or take 60,000)",
        "A model answer:",
        "☐ I give a figure and its source.",
        "If it is partly right: one is missing, or one is too many.",
    ):
        assert line in said, line


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("version", ["", "A", "B"])
def test_the_key_fits_its_worksheet(version: str, language: str) -> None:
    sheet, answers = worksheet(version, language), key(version, language)
    right = {"fr": "Le télétravail dépend", "en": "Telework depends on the job"}[language]
    (asked,) = (line for line in lines(sheet) if right in line)
    (told,) = (line for line in lines(answers) if right in line)
    letter = asked.removeprefix("○ ")[0]
    assert told.startswith(f"✓ {letter} ")
    # matching
    share = next(line for line in after(sheet, "Document 7") if re.match(r"[A-D] 58\s?%", line))
    pair = next(line for line in lines(answers) if re.search(r"→ [A-D] 58\s?%", line))
    assert pair.partition("→ ")[2][0] == share[0]
    # ordering: what is written into the boxes is the right order
    ordered = after(sheet, {"fr": "Numérotez", "en": "Number the boxes"}[language])[:3]
    items = [line.removeprefix("☐ ") for line in ordered]
    boxes = next(line for line in lines(answers) if " – " in line and "3" in line)
    numbers = [int(one) for one in re.findall(r"\d", boxes)]
    ranked = [item for _, item in sorted(zip(numbers, items, strict=True))]
    start = {"fr": "Cadres", "en": "Managers"}[language]
    assert ranked[0].startswith(start)
    assert ranked[2].startswith({"fr": "Ouvriers", "en": "Manual"}[language])


def test_both_have_the_same_numbers() -> None:
    prompts = re.compile(r"(\d+)\. (.*)")
    asked = [match for line in lines(worksheet()) if (match := prompts.fullmatch(line))]
    told = lines(key())
    for match in asked:
        if "…" not in match[0]:  # not the left side of a pair
            assert match[0] in told


def test_what_is_to_be_predicted_waits_for_its_page() -> None:
    sheet = worksheet()
    chart = next(piece for piece in sheet.pieces if piece.id == "chart:guess-chart")
    (figure,) = (one for one in chart.elements if isinstance(one, Figure))
    assert figure.scene.concealed
    assert not figure.scene.marks
    turned = next(rank for rank, piece in enumerate(sheet.pieces) if piece.new_page)
    before = [piece.id for piece in sheet.pieces[:turned]]
    assert "question:q-prediction" in before
    assert "question:q-choice" not in before
    (shown,) = (piece for piece in key().pieces if piece.id == "chart:guess-chart")
    (figure,) = (one for one in shown.elements if isinstance(one, Figure))
    assert len(figure.scene.marks) == 3


def test_what_opens_a_chapter_fills_the_page_of_the_estimates(tmp_path: Path) -> None:
    builder = questions_lesson()
    opening = (
        "## Recall {#recall}\n\n::: {.question #opening type=choice}\n\nBefore?\n\n"
        "- [x] Yes\n- [ ] No\n\n:::\n\n## One choice {#step-choice"
    )
    builder.replace("chapters/types.en.md", "## One choice {#step-choice", opening)
    lesson = read_lesson(builder.folder(tmp_path))
    pieces = paper_of(PaperRequest("worksheet", "en"), lesson).pieces
    turned = next(rank for rank, piece in enumerate(pieces) if piece.new_page)
    before = [piece.id for piece in pieces[:turned]]
    assert before.index("question:opening") < before.index("chart:guess-chart")
    answers = lines(paper_of(PaperRequest("key", "en"), lesson))
    assert "1. Before?" in answers
    assert next(line for line in answers if re.match(r"1\. ", line)) == "1. Before?"


def test_what_a_screen_lets_change_is_told_as_it_is_printed(tmp_path: Path) -> None:
    builder = questions_lesson().replace(
        "lesson.yaml",
        "chapters: [types]",
        "chapters: [types]\nparameters:\n  asked:\n    label: {fr: Parents, en: Parents asked}\n"
        "    min: 0\n    max: 900\n    default: 400\n  on:\n    label: {fr: Oui, en: A switch}\n"
        "    min: 0\n    max: 1\n    step: 1\n    default: 0\n"
        "values:\n  half:\n    label: {fr: Moitié, en: Half}\n    expression: asked / 2\n",
    )
    inputs = (
        "params: [{name: year, value: 2020, bind: {input: radio, options: [1950, 2020],"
        ' labels: ["1950", "2020"], name: Year}}]\n'
        "transform: [{calculate: 'half * year * on', as: x}]\ndata: {name: jobs}"
    )
    chapter = builder.text("chapters/types.en.md").replace("data: {name: jobs}", inputs, 1)
    builder.write("chapters/types.en.md", chapter)
    lesson = read_lesson(builder.folder(tmp_path))
    said = text(paper_of(PaperRequest("worksheet", "en", questions=("q-choice",)), lesson))
    settings = "Settings shown (they can be changed on screen)"
    assert f"{settings}: Parents asked: 400; Year: 2020." in said


def test_what_follows_in_a_prompt_stands_in_line_with_it(tmp_path: Path) -> None:
    builder = LessonBuilder().append(
        "chapters/telework.en.md",
        "\n::: {.question #more type=choice}\n\nFirst.\n\n1. one\n\nLast?\n\n"
        "- [x] Yes\n- [ ] No\n\n:::\n",
    )
    request = PaperRequest("worksheet", "en", questions=("more",))
    paper = paper_of(request, read_lesson(builder.folder(tmp_path)))
    (asked,) = (piece for piece in paper.pieces if piece.id == "question:more")
    prompts = [one for one in asked.elements if isinstance(one, Paragraph) and not one.box]
    assert [(one.mark, one.level) for one in prompts] == [("1.", 0), ("1.", 1), ("", 1)]


def test_chosen_questions_alone() -> None:
    said = text(worksheet(questions=("q-choices", "q-order")))
    assert "1. Which groups have more than 10% of teleworkers?" in said
    assert "2. From most to least telework:" in said
    assert "3. " not in said
    assert "Document 2" in said


@pytest.mark.parametrize(
    ("asked", "code", "nearest"),
    [
        ({"chapters": ("typ",)}, "no-such-chapter", "types"),
        ({"questions": ("q-choic",)}, "no-such-question", "q-choice"),
        ({"questions": ("zzz",), "chapters": ("types",)}, "no-such-question", ""),
    ],
)
def test_what_is_not_there_is_said(asked: dict[str, object], code: str, nearest: str) -> None:
    with pytest.raises(PaperError) as caught:
        worksheet(**asked)
    assert caught.value.code == code
    assert caught.value.values["nearest"] == nearest


def test_a_lesson_that_asks_nothing(tmp_path: Path) -> None:
    builder = LessonBuilder()
    for path in [path for path in builder.files if path.startswith("chapters/")]:
        content = re.sub(r"(?s)::: \{\.question.*?\n:::\n", "", builder.text(path))
        builder.write(path, content)
    lesson = read_lesson(builder.folder(tmp_path))
    with pytest.raises(PaperError) as caught:
        paper_of(PaperRequest("worksheet", "en"), lesson)
    assert caught.value.code == "nothing-to-ask"


def test_a_chapter_that_asks_nothing_beside_one_that_does(tmp_path: Path) -> None:
    builder = LessonBuilder()
    path = "chapters/telework.en.md"
    builder.write(path, re.sub(r"(?s)::: \{\.question.*?\n:::\n", "", builder.text(path)))
    path = "chapters/places.en.md"
    builder.append(
        path,
        "\n::: {.question #more type=choice}\n\nMore?\n\n- [x] Yes\n- [ ] No\n\n:::\n",
    )
    log = ProblemLog()
    request = PaperRequest("worksheet", "en", chapters=("telework", "places"))
    said = text(paper_of(request, read_lesson(builder.folder(tmp_path)), log))
    assert "1. More?" in said
    assert [problem.code for problem in log] == ["chapter-asks-nothing"]


def questions_lesson() -> LessonBuilder:
    files = [path for path in QUESTIONS.rglob("*") if path.is_file()]
    return LessonBuilder(
        {path.relative_to(QUESTIONS).as_posix(): path.read_bytes() for path in files}
    )


def test_what_has_errors_is_left_out_and_said(tmp_path: Path) -> None:
    builder = questions_lesson()
    builder.replace("chapters/types.en.md", "#q-text type=text", "#q-text type=texte")
    log = ProblemLog()
    request = PaperRequest("worksheet", "en", questions=("q-text", "q-choice"))
    said = text(paper_of(request, read_lesson(builder.folder(tmp_path)), log))
    assert "A word" not in said
    assert [message(problem, "en") for problem in log] == [
        "the question “q-text” has errors: it is not printed"
    ]
