"""The list of chapters: progress, keyboard, and thousands of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.session.preferences import Preferences, PreferenceStore
from desktop_app.session.progress import Progress
from desktop_app.ui.common.fonts import register_fonts
from desktop_app.ui.narrative.chapter_rail import ChapterItem, ChapterRail


def items(count: int, *done: int) -> list[ChapterItem]:
    return [
        ChapterItem(f"c{n}", f"Chapter {n}", Progress.DONE if n in done else Progress.NOT_STARTED)
        for n in range(count)
    ]


@pytest.fixture
def rail(qtbot: QtBot) -> Iterator[ChapterRail]:
    register_fonts()
    window = QWidget()
    made = ChapterRail(PreferenceStore(Preferences()), window)
    column = QVBoxLayout(window)
    column.addWidget(made)
    column.addWidget(QPushButton("other"))
    window.resize(236, 400)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield made
    window.close()


def spoken(rail: ChapterRail, row: int) -> str:
    return str(rail.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))


def test_each_chapter_says_its_progress(rail: ChapterRail) -> None:
    rail.show_chapters(items(3, 1), "c0")
    assert spoken(rail, 0) == "1. Chapter 0, not started"
    assert spoken(rail, 1) == "2. Chapter 1, done"
    assert rail.currentIndex().row() == 0


def test_progress_changes_without_moving_anything(rail: ChapterRail, qtbot: QtBot) -> None:
    rail.show_chapters(items(3), "c0")
    rail.setFocus()
    qtbot.keyClick(rail, Qt.Key.Key_Down)
    with qtbot.waitSignal(rail.model().dataChanged) as changed:
        rail.show_chapters(items(3, 2), "c0")
    assert changed.args[0].row() == 2
    assert rail.currentIndex().row() == 1, "the keyboard stays where it went"


def test_the_keyboard_walks_and_enter_goes_there(rail: ChapterRail, qtbot: QtBot) -> None:
    rail.show_chapters(items(4), "c1")
    rail.setFocus()
    qtbot.keyClick(rail, Qt.Key.Key_Down)
    qtbot.keyClick(rail, Qt.Key.Key_Down)
    with qtbot.waitSignal(rail.chapter_chosen) as chosen:
        qtbot.keyClick(rail, Qt.Key.Key_Return)
    assert chosen.args == ["c3"]


def test_leaving_without_choosing_shows_the_open_chapter_again(
    rail: ChapterRail, qtbot: QtBot
) -> None:
    rail.show_chapters(items(4), "c1")
    rail.setFocus()
    qtbot.keyClick(rail, Qt.Key.Key_Down)
    qtbot.keyClick(rail, Qt.Key.Key_Tab)
    assert not rail.hasFocus()
    assert rail.currentIndex().row() == 1


def test_another_chapter_moves_the_mark(rail: ChapterRail) -> None:
    rail.show_chapters(items(4), "c1")
    rail.show_chapters(items(4), "c3")
    assert rail.currentIndex().row() == 3
    rail.show_chapters(items(2), "c0")
    assert rail.currentIndex().row() == 0
    assert len(rail.items()) == 2
    rail.show_chapters([], "")
    assert rail.items() == []


def test_a_thousand_chapters_scroll_to_the_current_one(rail: ChapterRail) -> None:
    rail.show_chapters(items(1000), "c0")
    rail.show_chapters(items(1000), "c999")
    rail.scrollTo(rail.currentIndex())
    assert rail.viewport().rect().intersects(rail.visualRect(rail.currentIndex()))
    rail.grab()


def test_a_narrow_rail_shows_numbers_and_reads_titles(rail: ChapterRail) -> None:
    rail.show_chapters(items(3), "c0")
    wide = rail.visualRect(rail.model().index(0, 0)).height()
    rail.set_compact(True)
    rail.setFixedWidth(76)
    rail.grab()
    assert spoken(rail, 0) == "1. Chapter 0, not started"
    assert rail.visualRect(rail.model().index(0, 0)).height() <= wide
