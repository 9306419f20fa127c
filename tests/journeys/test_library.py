"""The library: covers, lessons opened before, lessons that are gone, lessons dropped on it."""

from __future__ import annotations

import json
from pathlib import Path

from platformdirs import user_config_path
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel

from desktop_app.session.session import Answer
from desktop_app.shell.questions_in import QuestionsInDialog
from desktop_app.ui.library.cover import Cover
from desktop_app.ui.library.lesson_card import LessonCard, MissingCard
from desktop_app.ui.library.library_panel import LibraryPanel
from desktop_app.version import NAME
from tests.journeys.conftest import Play
from tests.journeys.harness import Desk
from tests.support.lessons import LESSONS, LessonBuilder

COPY, LEFT = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
NOTHING = Qt.KeyboardModifier.NoModifier


def library(desk: Desk) -> LibraryPanel:
    assert desk.window.library is not None
    return desk.window.library


def words(desk: Desk) -> str:
    found = "\n".join(label.text() for label in library(desk).findChildren(QLabel))
    return found.replace("\u200b", "")


def settle(desk: Desk) -> None:
    """Wait for what is due: the library is filled anew with it."""
    desk.wait(lambda: "Rien à réviser" in words(desk))
    desk.settle()


def drop(desk: Desk, *paths: Path | str) -> bool:
    """Drop files, folders or addresses on the window; whether they are taken."""
    data = QMimeData()
    data.setUrls(
        [QUrl.fromLocalFile(str(path)) if isinstance(path, Path) else QUrl(path) for path in paths]
    )
    enter = QDragEnterEvent(QPoint(50, 50), COPY, data, LEFT, NOTHING)
    enter.ignore()
    QApplication.sendEvent(desk.window, enter)
    QApplication.sendEvent(desk.window, QDropEvent(QPoint(50, 50), COPY, data, LEFT, NOTHING))
    return enter.isAccepted()


def test_a_lesson_that_was_opened_stays_until_it_is_taken_off(play: Play, tmp_path: Path) -> None:
    folder = LessonBuilder().folder(tmp_path)

    def first(desk: Desk) -> None:
        desk.wait(lambda: "recent" in (user_config_path(NAME) / "settings.json").read_text())

    def second(desk: Desk) -> None:
        desk.wait(lambda: str(folder) in words(desk))
        settle(desk)
        assert len(library(desk).findChildren(Cover)) == 3
        (card,) = [
            card
            for card in library(desk).findChildren(LessonCard)
            if any(folder.name in label.text() for label in card.findChildren(QLabel))
        ]
        desk.click(desk.button("Retirer de la liste", card))
        desk.wait(lambda: str(folder) not in words(desk))
        assert (folder / "lesson.yaml").exists()

    assert play(first, str(folder), "--language", "fr") == 0
    assert play(second, "--language", "fr") == 0
    assert json.loads((user_config_path(NAME) / "settings.json").read_text())["recent"] == []


def test_a_lesson_that_is_gone_is_said(play: Play, tmp_path: Path) -> None:
    folder = LessonBuilder().folder(tmp_path)
    settings = user_config_path(NAME) / "settings.json"
    settings.parent.mkdir(parents=True, exist_ok=True)
    recent = [str(folder / "gone"), 3, str(folder)]
    settings.write_text(json.dumps({"version": 1, "recent": recent}))

    def journey(desk: Desk) -> None:
        desk.wait(lambda: bool(library(desk).findChildren(MissingCard)))
        assert "gone ne s’ouvre pas pour le moment" in words(desk)
        assert str(folder) in words(desk)
        settle(desk)
        (missing,) = library(desk).findChildren(MissingCard)
        desk.press(Qt.Key.Key_Space, on=desk.button("Réessayer", missing))
        desk.wait(lambda: "Il n’y a pas de leçon à cet endroit" in desk.window.notices.text())
        desk.press(Qt.Key.Key_Space, on=desk.button("Retirer de la liste", missing))
        desk.wait(lambda: not library(desk).findChildren(MissingCard))
        focus = QApplication.focusWidget()  # the keyboard stays near
        assert focus is not None
        assert library(desk).isAncestorOf(focus)
        assert str(folder) in words(desk)

    assert play(journey, "--language", "fr") == 0


def test_a_file_of_questions_that_is_dropped_is_read(play: Play, tmp_path: Path) -> None:
    bank = tmp_path / "bank.GIFT"
    bank.write_text("Un {T}", encoding="utf-8")

    def journey(desk: Desk) -> None:
        assert drop(desk, bank)
        dialog = desk.dialog(QuestionsInDialog)
        desk.wait(dialog.save_button.isEnabled)
        dialog.close()

    assert play(journey) == 0


def test_whatever_is_dropped_on_the_window_opens_or_is_said(play: Play, tmp_path: Path) -> None:
    folder = LessonBuilder().folder(tmp_path / "50 % d’été #1")
    archive = LessonBuilder().zipped(tmp_path)
    (tmp_path / "holds one").mkdir()
    (tmp_path / "empty").mkdir()
    only = LessonBuilder().folder(tmp_path / "holds one" / "inner")
    (tmp_path / "broken.zip").write_bytes(b"PK")

    def journey(desk: Desk) -> None:
        said = desk.window.notices.text
        assert drop(desk, folder / "lesson.yaml")
        desk.wait(lambda: desk.window.lesson_view is not None)
        assert desk.window.path == folder
        desk.session.answer("why", Answer(("1",), 1.0))
        assert drop(desk, folder / "chapters" / "places.fr.md")  # a chapter of the open lesson
        desk.wait(lambda: desk.session.state.place.chapter == "places")
        assert desk.session.state.answers["why"].given == ("1",)
        assert drop(desk, archive, folder)
        desk.wait(lambda: desk.window.path == archive)
        assert "lesson.zip s’ouvre, les autres non" in said()
        assert drop(desk, only.parent)
        desk.wait(lambda: desk.window.path == only)
        assert said() == ""
        for dropped, words in (
            (LESSONS / "claims.toml", "claims.toml n’est pas une leçon"),
            (tmp_path / "empty", "empty n’est pas une leçon"),
            (LESSONS, "lessons contient plusieurs leçons. Ouvrez l’une d’elles"),
            (tmp_path / "broken.zip", "broken.zip n’est pas une archive zip lisible"),
            (tmp_path / "gone", "Il n’y a pas de leçon à cet endroit"),
            ("https://example.org/lesson.zip", "Seul ce qui est sur cet ordinateur"),
        ):
            assert drop(desk, dropped)
            desk.wait(lambda words=words: words in said())
        desk.command("english")
        assert "Only what is on this computer" in said()
        assert desk.window.path == only

    assert play(journey, "--language", "fr") == 0


def test_a_cover_of_the_lessons_own(play: Play, tmp_path: Path) -> None:
    image = (LESSONS / "questions" / "images" / "curve.png").read_bytes()
    builder = LessonBuilder().write("images/cover.png", image)
    builder.append("lesson.yaml", "cover: images/cover.png\n")
    folder = builder.folder(tmp_path)

    def journey(desk: Desk) -> None:
        desk.wait(lambda: desk.window.notices.text() == "")
        assert desk.view.lesson.cover == "images/cover.png"
        desk.window.show_library()
        desk.wait(lambda: str(folder) in words(desk))
        covers = library(desk).findChildren(Cover)
        assert [cover._image is not None for cover in covers] == [False, False, True]

    assert play(journey, str(folder), "--language", "fr") == 0
