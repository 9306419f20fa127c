"""A chart card over a small lesson, in a window of a fixed size."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.content.lesson import Lesson
from desktop_app.session.preferences import Preferences, PreferenceStore
from desktop_app.session.session import Session
from desktop_app.ui.charts.chart_card import ChartCard
from desktop_app.ui.common.fonts import register_fonts
from tests.charts.sample import block_of, lesson_with


@pytest.fixture(autouse=True, scope="session")
def own_fonts(qapp: QApplication) -> None:
    """Charts are measured and drawn in the application's own fonts, as in its window."""
    register_fonts()


@dataclass
class Desk:
    """What a test has at hand."""

    lesson: Lesson
    session: Session
    preferences: PreferenceStore
    card: ChartCard
    window: QWidget

    def show(self, name: str = "it", language: str = "fr") -> None:
        self.card.show_chart(block_of(self.lesson, name, language), language)
        QTest.qWait(1)

    def middle_of(self, rank: int) -> QPoint:
        return self.card.view.mark_rect(rank).center().toPoint()


MakeDesk = Callable[..., Desk]


@pytest.fixture
def make_desk(qtbot: QtBot, tmp_path: Path) -> MakeDesk:
    def make(
        charts: Mapping[str, str],
        *,
        size: tuple[int, int] = (700, 480),
        tables: Mapping[str, tuple[str, str]] | None = None,
        preferences: Preferences | None = None,
    ) -> Desk:
        lesson = lesson_with(tmp_path, charts, tables=tables)
        session = Session(lesson.parameters)
        store = PreferenceStore(preferences or Preferences())
        window = QWidget()
        qtbot.addWidget(window)
        card = ChartCard(
            lesson, session, store, lambda problem: problem.code, window, animated=False
        )
        window.resize(*size)
        card.setGeometry(window.rect())
        window.show()
        window.activateWindow()
        qtbot.waitExposed(window)
        return Desk(lesson, session, store, card, window)

    return make
