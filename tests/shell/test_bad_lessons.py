"""Lessons with defects, in the window: said in their place, and the rest works."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop_app.cli import main
from desktop_app.shell.problem_dialog import ProblemListDialog
from desktop_app.ui.quiz.labels import ProseLabel
from tests.journeys.conftest import Play
from tests.journeys.harness import Desk
from tests.support.lessons import LessonBuilder

FRENCH = "chapters/telework.fr.md"
ENGLISH = "chapters/telework.en.md"


def words_of_question(desk: Desk) -> str:
    labels = desk.questions.findChildren(ProseLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def test_a_sound_lesson_says_nothing(play: Play, tmp_path: Path) -> None:
    def journey(desk: Desk) -> None:
        assert desk.window.notices.text() == ""
        assert desk.chart.scene is not None
        assert desk.chart.view.isVisible()

    assert play(journey, str(LessonBuilder().folder(tmp_path))) == 0


def test_a_defect_in_one_chart_is_said_in_its_place(play: Play, tmp_path: Path) -> None:
    lesson = LessonBuilder()
    for path in (FRENCH, ENGLISH):
        lesson.replace(path, "data: {name: jobs}", "data: {name: jbos}")

    def journey(desk: Desk) -> None:
        assert desk.chart.scene is None
        assert desk.chart.defect.isVisible()
        assert "Ce graphique ne peut pas" in desk.chart.defect.text()
        assert "jbos" in desk.chart.defect.text()
        assert "telework.fr.md:" in desk.chart.defect.text()
        assert "Parmi les cadres" in desk.text
        assert desk.questions.question is not None
        desk.press(Qt.Key.Key_PageDown)
        assert desk.step == "beliefs"
        assert "On croit que chacun choisit" in desk.text

    assert play(journey, str(lesson.folder(tmp_path))) == 0


def test_a_defect_in_one_question_is_said_in_its_place(play: Play, tmp_path: Path) -> None:
    lesson = LessonBuilder()
    for path in (FRENCH, ENGLISH):
        lesson.replace(path, "type=choice", "type=choise")

    def journey(desk: Desk) -> None:
        assert desk.questions.question is None
        assert "choise" in words_of_question(desk)
        assert "telework.fr.md:" in words_of_question(desk)
        assert desk.chart.scene is not None
        assert desk.chart.scene.marks
        desk.press(Qt.Key.Key_PageDown)
        assert desk.step == "beliefs"

    assert play(journey, str(lesson.folder(tmp_path))) == 0


def test_an_unknown_block_is_said_in_its_place(play: Play, tmp_path: Path) -> None:
    lesson = LessonBuilder()
    for path in (FRENCH, ENGLISH):
        lesson.replace(path, "{.misconception #choice", "{.misconcepton #choice")

    def journey(desk: Desk) -> None:
        assert "1 problème" in desk.window.notices.text() or not desk.window.notices.text()
        desk.press(Qt.Key.Key_PageDown)
        assert "Cette partie de la page ne peut pas être montrée" in desk.text
        assert "misconcepton" in desk.text
        assert "Une liste" in desk.text
        desk.command("english")
        assert "This part of the page can’t be shown" in desk.text
        desk.press(Qt.Key.Key_PageDown)
        assert desk.step == "source"

    assert play(journey, str(lesson.folder(tmp_path))) == 0


def test_a_figure_that_points_nowhere_keeps_its_words(play: Play, tmp_path: Path) -> None:
    lesson = LessonBuilder()
    for path in (FRENCH, ENGLISH):
        text = lesson.text(path)
        lesson.write(path, text.replace("(param:managers)", "(param:nobody)"))
        lesson.write(path, lesson.text(path).replace("(value:potential)", "(value:nothing)"))

    def journey(desk: Desk) -> None:
        assert desk.link_text("param:nobody").startswith("40")
        assert desk.link_text("value:nothing").startswith("23")
        for target in ("param:nobody", "value:nothing"):
            desk.point_at(target)
            desk.click_link(target)
        desk.tab_to("param:nobody")
        desk.press(Qt.Key.Key_Up)
        desk.narrative.accessible_parts()

    assert play(journey, str(lesson.folder(tmp_path))) == 0


def test_a_chapter_that_is_missing_is_passed_over(play: Play, tmp_path: Path) -> None:
    lesson = LessonBuilder().replace("lesson.yaml", "- telework", "- telework\n  - missing")

    def journey(desk: Desk) -> None:
        for expected in ("beliefs", "source", "source"):
            desk.press(Qt.Key.Key_PageDown)
            assert desk.step == expected
        assert len(desk.view.rail.items()) == 3
        desk.command("problems")
        dialog = desk.dialog(ProblemListDialog)
        desk.wait(lambda: "missing" in dialog.list.text())
        assert "chapters/missing.fr.md" in dialog.list.text()

    assert play(journey, str(lesson.folder(tmp_path))) == 0


def test_an_english_edition_that_is_missing_shows_the_french_one(
    play: Play, tmp_path: Path
) -> None:
    lesson = LessonBuilder().remove("chapters/places.en.md")

    def journey(desk: Desk) -> None:
        assert desk.step == "source"
        assert "Une source relue" in desk.text

    assert play(journey, str(lesson.folder(tmp_path)), "--step", "source", "--language", "en") == 0


@pytest.mark.parametrize(
    "content",
    [None, b"", b"\x00\x01\x02", b"not: [a, lesson", b"- a list"],
    ids=["no-manifest", "empty", "binary", "broken", "list"],
)
def test_what_is_no_lesson_is_refused_in_a_sentence(
    tmp_path: Path, content: bytes | None, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "bad"
    folder.mkdir()
    if content is not None:
        (folder / "lesson.yaml").write_bytes(content)
    assert main([str(folder)]) == 1
    said = capsys.readouterr().err
    assert said.startswith("rebattre: ")
    assert said.count("\n") <= 2
    assert "Traceback" not in said


def test_opening_a_bad_lesson_from_the_window_keeps_the_one_that_is_open(
    play: Play, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK\x03\x04 and no more")
    escape = tmp_path / "escape.zip"
    with zipfile.ZipFile(escape, "w") as archive:
        archive.writestr("../outside.yaml", "a: b")
        archive.writestr("lesson.yaml", "format: 1")

    def journey(desk: Desk) -> None:
        for path in (broken, escape, tmp_path / "nowhere", tmp_path):
            desk.window.open_path(path)
            desk.wait(lambda: bool(desk.window.notices.text()))
            assert path.name in desk.window.notices.text()
            desk.click(desk.button("Compris", desk.window.notices))
            desk.press(Qt.Key.Key_PageDown)
        assert desk.step == "source"
        assert not (tmp_path.parent / "outside.yaml").exists()

    assert play(journey, str(LessonBuilder().folder(tmp_path / "good"))) == 0


def test_a_lesson_is_reloaded_where_one_was(play: Play, tmp_path: Path) -> None:
    lesson = LessonBuilder()
    folder = lesson.folder(tmp_path)

    def journey(desk: Desk) -> None:
        desk.press(Qt.Key.Key_PageDown)
        old = desk.view
        lesson.replace(FRENCH, "## Ce qu'on croit", "## Ce que l’on croit").folder(tmp_path)
        desk.command("reload")
        desk.wait(lambda: desk.window.lesson_view is not old)
        assert desk.step == "beliefs"
        assert "Ce que l’on croit" in desk.text
        desk.wait(lambda: desk.view.stage.chart_card is not None)

    assert play(journey, str(folder)) == 0


def test_hostile_words_are_words(play: Play, tmp_path: Path) -> None:
    """Markup in a lesson's titles is shown, not obeyed."""
    lesson = LessonBuilder()
    hostile = "<h1>Big</h1><img src='/etc/passwd'>"
    title = "title: 29 fois moins de télétravail chez les ouvriers"
    lesson.replace(FRENCH, title, f'title: "{hostile}"')
    lesson.replace("lesson.yaml", 'fr: "Leçon d\'essai : le télétravail"', f'fr: "{hostile}"')

    def journey(desk: Desk) -> None:
        assert desk.chart.title.textFormat() == Qt.TextFormat.PlainText or "<h1>" not in (
            desk.chart.title.text()
        )

    assert play(journey, str(lesson.folder(tmp_path)), "--language", "fr") == 0


# -- size -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lesson of 1,000 chapters in two languages."""
    names = [f"c{number:04}" for number in range(1000)]
    lesson = LessonBuilder(
        {
            "lesson.yaml": "format: 1\ntitle: {fr: Mille, en: Thousand}\nlanguages: [fr, en]\n"
            "licence: CC0\nchapters:\n" + "".join(f"  - {name}\n" for name in names)
        }
    )
    for number, name in enumerate(names):
        for language, word in (("fr", "Chapitre"), ("en", "Chapter")):
            lesson.write(
                f"chapters/{name}.{language}.md",
                f"---\ntitle: {word} {number + 1}\nminutes: 1\n---\n\n"
                f"## {word} {number + 1} {{#s{number:04}}}\n\nText.\n",
            )
    return lesson.folder(tmp_path_factory.mktemp("thousand"))


def test_a_thousand_chapters_open_and_the_first_paint_waits_for_none(
    play: Play, thousand: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desktop_app.content import lesson as module

    whole: list[str] = []
    real = module.read_chapter

    def counted(files: object, chapter: str, *rest: object) -> object:
        whole.append(chapter)
        return real(files, chapter, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "read_chapter", counted)
    at_first_paint: list[int] = []

    def journey(desk: Desk) -> None:
        rail = desk.view.rail
        assert len(rail.items()) == 1000
        assert rail.items()[999].title == "Chapitre 1000"
        desk.wait(lambda: len(set(whole)) == 1000)
        rail.scrollToBottom()
        last = rail.model().index(999, 0)
        desk.click(rail.viewport(), rail.visualRect(last).center())
        assert desk.step == "s0999"
        assert rail.viewport().rect().intersects(rail.visualRect(last))
        desk.press(Qt.Key.Key_PageUp)
        assert desk.step == "s0998"

    from desktop_app.shell.main_window import MainWindow

    def painted(window: MainWindow) -> None:
        at_first_paint.append(len(set(whole)))

    shown = MainWindow.showEvent
    monkeypatch.setattr(
        MainWindow,
        "showEvent",
        lambda self, event: (
            self.first_painted.connect(lambda: painted(self)),
            shown(self, event),
        )[1],
    )
    assert play(journey, str(thousand), "--language", "fr") == 0
    assert at_first_paint == [1]


def test_a_table_of_ten_thousand_rows_and_fifty_columns(play: Play, tmp_path: Path) -> None:
    rows, columns = 10_000, 50
    names = [f"c{number}" for number in range(columns - 1)]
    head = ",".join(["job", *names])
    body = "\n".join(
        ",".join([f"r{row}", *(str((row * 7 + column) % 100) for column in range(columns - 1))])
        for row in range(rows)
    )
    lesson = LessonBuilder().write("tables/big.csv", f"{head}\n{body}\n")
    column = "  {}:\n    type: number\n    label: {{fr: N, en: N}}\n"
    declared = "".join(column.format(name) for name in names)
    lesson.write(
        "tables/big.yaml",
        "title: {fr: Grand, en: Big}\nkey: job\nvalue: c0\nsource: insee-197\ncolumns:\n"
        "  job:\n    type: string\n    label: {fr: Ligne, en: Row}\n" + declared,
    )
    for path in (FRENCH, ENGLISH):
        lesson.replace(path, "data: {name: jobs}\nmark: bar", "data: {name: big}\nmark: point")
        lesson.replace(path, "x: {field: job, type: nominal}", "x: {field: c1, type: quantitative}")
        lesson.replace(path, "y: {field: share, type", "y: {field: c2, type")

    def journey(desk: Desk) -> None:
        assert desk.chart.scene is not None, desk.chart.defect.text()
        assert len(desk.chart.scene.marks) == rows
        desk.click(desk.chart.table_button)
        assert desk.chart.table.model().rowCount() == rows
        desk.press(Qt.Key.Key_PageDown)
        assert desk.step == "beliefs"

    assert play(journey, str(lesson.folder(tmp_path))) == 0


def test_a_chapter_that_cannot_be_read_is_said_when_it_is_asked_for(
    play: Play, tmp_path: Path
) -> None:
    lesson = LessonBuilder().remove("chapters/places.en.md")
    lesson.write("chapters/places.fr.md", "---\ntitle: Où ?\n---\n\xe9".encode("latin-1"))

    def journey(desk: Desk) -> None:
        before = desk.step
        desk.view.rail.chapter_chosen.emit("places")
        desk.settle()
        assert desk.step == before
        assert desk.view.rail.currentIndex().row() == 0
        assert "places ne peut pas être lu" in desk.window.notices.text()

    assert play(journey, str(lesson.folder(tmp_path))) == 0
