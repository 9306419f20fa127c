"""A lesson is read again as its author saves it, however the editor does that."""

from __future__ import annotations

import gc
import os
import shutil
import weakref
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.session.session import Answer, Place
from desktop_app.shell.presenter_desk import PresenterDesk
from desktop_app.shell.problem_dialog import ProblemListDialog
from desktop_app.shell.problem_panel import ProblemPanel
from desktop_app.ui.charts.projected_card import ProjectedCard
from tests.journeys.conftest import Play
from tests.journeys.harness import Desk
from tests.support.lessons import LessonBuilder

CHAPTER = "chapters/telework.fr.md"
CONTROL = Qt.KeyboardModifier.ControlModifier


def panel(desk: Desk) -> ProblemPanel:
    return desk.window.findChild(ProblemPanel)


def replace(path: Path, text: str) -> None:
    """As editors do that write beside the file and put it in its place."""
    beside = path.with_name(path.name + ".new")
    beside.write_text(text, "utf-8")
    os.replace(beside, path)


def in_place(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


def deleted_first(path: Path, text: str) -> None:
    path.unlink()
    path.write_text(text, "utf-8")


def taken_away(path: Path, text: str) -> None:
    """As a checkout does that puts another folder in the place of this one."""
    folder, away = path.parent.parent, path.parent.parent.with_name("away")
    folder.rename(away)
    (away / path.relative_to(folder)).write_text(text, "utf-8")
    away.rename(folder)


def half_first(path: Path, text: str) -> None:
    path.write_text(text[: len(text) // 2], "utf-8")
    path.write_text(text, "utf-8")


LONG = "".join(f"\n\nUn paragraphe de plus, le {number}.\n" for number in range(60))
STYLES = (replace, in_place, deleted_first, taken_away, half_first)


def test_a_saved_chapter_shows_at_the_same_place_with_what_was_done(
    play: Play, tmp_path: Path
) -> None:
    builder = LessonBuilder().replace(
        CHAPTER, "::: {.misconception", f"{LONG}\n::: {{.misconception"
    )
    folder = builder.folder(tmp_path)
    text = builder.text(CHAPTER)

    def journey(desk: Desk) -> None:
        desk.wait(lambda: panel(desk) is not None)
        desk.session.answer("why", Answer(("1",), 1.0))
        desk.view.move_step(1)
        desk.settle()
        bar = desk.narrative.verticalScrollBar()
        bar.setValue(bar.maximum() // 2)
        top, read = bar.value(), []
        assert top > 0
        desk.focus(desk.narrative)
        del bar
        for number, save in enumerate(STYLES):  # what is watched stays watched
            save(folder / CHAPTER, text.replace("On croit que", f"Version {number} : on croit que"))
            desk.wait(lambda number=number: f"Version {number}" in desk.text)
            desk.settle()
            assert desk.step == "beliefs"
            assert desk.narrative.verticalScrollBar().value() == top
            assert desk.narrative.hasFocus()
            read.append(weakref.ref(desk.view.lesson))
        assert desk.session.state.answers["why"].given == ("1",)
        assert desk.window.notices.text() == ""
        assert not panel(desk).isVisible()
        gc.collect()
        desk.wait(lambda: [lesson() is None for lesson in read] == [True] * 4 + [False])

    assert play(journey, str(folder), "--language", "fr") == 0


def test_what_was_begun_stays_as_long_as_it_is_still_asked(play: Play, tmp_path: Path) -> None:
    builder = LessonBuilder().replace(
        CHAPTER, "mark: bar", "usermeta: {predict: {field: share}}\nmark: bar"
    )
    folder = builder.folder(tmp_path)
    text, other = builder.text(CHAPTER), "chapters/places.fr.md"
    said = text.replace("Parmi les cadres", "Chez les cadres").replace("29 fois", "Trente fois")

    def given(desk: Desk) -> object:
        assert desk.questions.form is not None
        return desk.questions.form.given()

    def journey(desk: Desk) -> None:
        desk.wait(lambda: panel(desk) is not None)
        desk.session.predict("by-job", {"managers": 30.0})
        in_place(folder / CHAPTER, said)
        desk.wait(lambda: "Chez les cadres" in desk.text)
        assert desk.session.prediction("by-job").estimates == {"managers": 30.0}
        desk.session.reveal("by-job")
        assert desk.questions.form is not None
        desk.questions.form.pick(0)
        in_place(folder / CHAPTER, text)
        desk.wait(lambda: "Parmi les cadres" in desk.text)
        assert given(desk) == ("0",)
        assert desk.session.prediction("by-job").attempt is not None
        in_place(folder / CHAPTER, text.replace("Le métier décide.", "Le métier, surtout."))
        desk.wait(lambda: given(desk) == ())
        # The step goes to another chapter: one goes with it.
        cut = text.index("## Ce qu'on croit")
        desk.view.move_step(1)
        in_place(folder / CHAPTER, text[:cut])
        in_place(folder / other, builder.text(other) + "\n" + text[cut:])
        desk.wait(lambda: desk.session.state.place == Place("places", "beliefs"))

    assert play(journey, str(folder), "--language", "fr") == 0


def test_a_broken_save_keeps_the_last_good_state_and_says_why(play: Play, tmp_path: Path) -> None:
    builder = LessonBuilder()
    folder = builder.folder(tmp_path)
    manifest = builder.text("lesson.yaml")

    def journey(desk: Desk) -> None:
        desk.wait(lambda: panel(desk) is not None)
        view = desk.view
        in_place(folder / "lesson.yaml", "title: [unclosed\n")
        desk.wait(lambda: panel(desk).isVisible())
        assert "lesson.yaml:" in panel(desk).list.text()
        assert "comme avant" in desk.window.notices.text()
        assert desk.view is view
        assert "Parmi les cadres" in desk.text
        in_place(folder / "lesson.yaml", manifest.replace("title:", "title :"))
        in_place(folder / "lesson.yaml", manifest)
        desk.wait(lambda: not panel(desk).isVisible())
        assert desk.window.notices.text() == ""

    assert play(journey, str(folder), "--language", "fr") == 0


def test_a_defect_is_listed_for_the_author_and_can_be_put_away(play: Play, tmp_path: Path) -> None:
    builder = LessonBuilder().replace(CHAPTER, "data: {name: jobs}", "data: {name: jbos}")
    folder = builder.folder(tmp_path)

    def journey(desk: Desk) -> None:
        desk.wait(lambda: panel(desk) is not None and panel(desk).isVisible())
        problems = panel(desk).list
        rows = [problems.item(row).text() for row in range(problems.count())]
        problems.setCurrentRow(next(i for i, row in enumerate(rows) if f"{CHAPTER}:" in row))
        desk.view.move_step(1)
        desk.press(Qt.Key.Key_Return, on=problems)
        assert desk.step == "unequal"
        desk.press(Qt.Key.Key_C, CONTROL, on=problems)
        line, _ = builder.place(CHAPTER, "data: {name: jbos}")
        assert QApplication.clipboard().text().startswith(f"{CHAPTER}:{line}:")
        desk.click(panel(desk).close_button)
        assert not panel(desk).isVisible()
        before = desk.view
        in_place(folder / "lesson.yaml", builder.text("lesson.yaml") + "colour: red\n")
        desk.wait(lambda: desk.view is not before)
        desk.command("problems")
        dialog = desk.dialog(ProblemListDialog)
        desk.wait(lambda: "colour" in dialog.list.text())
        row = next(row for row in range(9) if "colour" in dialog.list.item(row).text())
        dialog.list.setCurrentRow(row)
        desk.press(Qt.Key.Key_Return, on=dialog.list)
        assert "lesson.yaml ne se montre dans aucune étape" in desk.window.notices.text()
        assert QApplication.clipboard().text().startswith("lesson.yaml:")

    assert play(journey, str(folder), "--language", "fr") == 0


def test_a_step_that_is_gone_leaves_one_at_its_rank(play: Play, tmp_path: Path) -> None:
    builder = LessonBuilder()
    folder = builder.folder(tmp_path)
    text = builder.text(CHAPTER)

    def journey(desk: Desk) -> None:
        desk.wait(lambda: panel(desk) is not None)
        desk.view.move_step(1)
        replace(folder / CHAPTER, text.replace("{#beliefs", "{#beliefs-2"))
        desk.wait(lambda: desk.step == "beliefs-2")

    assert play(journey, str(folder), "--language", "fr") == 0


def test_a_zip_that_is_packed_anew(play: Play, tmp_path: Path) -> None:
    archive = LessonBuilder().zipped(tmp_path)
    changed = LessonBuilder().replace(CHAPTER, "Parmi les cadres", "Chez les cadres")
    other = changed.zipped(tmp_path / "other")

    def journey(desk: Desk) -> None:
        desk.wait(lambda: panel(desk) is not None)
        archive.unlink()
        shutil.copy(other, archive)
        desk.wait(lambda: "Chez les cadres" in desk.text)

    assert play(journey, str(archive), "--language", "fr") == 0


def titled(card: object, title: str) -> bool:
    assert isinstance(card, ProjectedCard)
    return card.scene is not None and card.scene.title.startswith(title)


def test_the_audience_and_the_console_follow_at_the_same_slide(play: Play, tmp_path: Path) -> None:
    builder = LessonBuilder()
    folder = builder.folder(tmp_path)
    text = builder.text(CHAPTER)

    def journey(desk: Desk) -> None:
        desk.wait(lambda: panel(desk) is not None)
        (desk_of,) = desk.window.findChildren(PresenterDesk)
        audience, console, shown = desk_of.audience, desk_of.console, desk_of.presentation
        assert audience is not None
        assert console is not None
        assert shown is not None
        desk.press(Qt.Key.Key_PageDown, on=audience)
        assert shown.state.slide == "unequal/by-job"
        desk.press(Qt.Key.Key_V, on=audience)
        in_place(folder / CHAPTER, text.replace("29 fois moins", "Trente fois moins"))
        desk.wait(lambda: titled(audience.slides.chart, "Trente fois"))
        assert shown.state.slide == "unequal/by-job"
        assert audience.isVisible()
        desk.press(Qt.Key.Key_PageDown, on=audience)
        assert shown.state.slide == "unequal/why"
        desk.press(Qt.Key.Key_R, on=audience)
        in_place(folder / CHAPTER, text.replace("Le métier décide", "Le poste décide"))
        desk.wait(lambda: "Le poste décide" in audience.page.plain_text())
        assert "✓" in audience.page.plain_text()
        desk.wait(lambda: "Le poste décide" in console.notes.toPlainText())
        cut = text.index("## Ce qu'on croit")
        start = text.index("## Une expérience")
        in_place(folder / CHAPTER, text[:start] + text[cut:])
        desk.wait(lambda: shown.slide is not None and shown.slide.place.step != "unequal")
        assert audience.isVisible()
        assert desk_of.is_presenting

    assert play(journey, str(folder), "--language", "fr", "--present") == 0
