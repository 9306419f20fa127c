"""A lesson is read again as its author saves it, however the editor does that."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from desktop_app.session.session import Answer
from desktop_app.shell.problem_panel import ProblemPanel
from tests.journeys.conftest import Play
from tests.journeys.harness import Desk
from tests.support.lessons import LessonBuilder

CHAPTER = "chapters/telework.fr.md"


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


@pytest.mark.parametrize("save", [replace, in_place, deleted_first])
def test_a_saved_chapter_shows_at_the_same_step_with_what_was_done(
    play: Play, tmp_path: Path, save: object
) -> None:
    builder = LessonBuilder()
    folder = builder.folder(tmp_path)
    text = builder.text(CHAPTER)

    def journey(desk: Desk) -> None:
        desk.wait(lambda: panel(desk) is not None)
        desk.session.answer("why", Answer(("1",), 1.0))
        desk.view.move_step(1)
        assert desk.step == "beliefs"
        for number in (1, 2):  # what is watched stays watched
            save(folder / CHAPTER, text.replace("On croit que", f"Version {number} : on croit que"))  # type: ignore[operator]
            desk.wait(lambda number=number: f"Version {number}" in desk.text)
            assert desk.step == "beliefs"
        assert desk.session.state.answers["why"].given == ("1",)
        assert desk.window.notices.text() == ""
        assert not panel(desk).isVisible()

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
        assert "lesson.yaml:" in panel(desk).text.toPlainText()
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
        assert "jbos" in panel(desk).text.toPlainText()
        close = panel(desk).findChild(QPushButton)
        assert close is not None
        desk.click(close)
        assert not panel(desk).isVisible()

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
