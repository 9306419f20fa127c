from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop_app.ui.quiz.card_parts import ScrollArea


def test_a_bar_goes_once_everything_fits_without_it(qtbot: QtBot) -> None:
    area = ScrollArea()
    qtbot.addWidget(area)
    label = QLabel("La concentration des habitants dans les plus grandes villes")
    label.setWordWrap(True)
    area.column.addWidget(label)
    area.show()
    # One line where it has the whole width, two where a bar takes some of it.
    words = label.fontMetrics().horizontalAdvance(label.text())
    edge = area.width() - area.maximumViewportSize().width()
    width = words + edge + area.verticalScrollBar().sizeHint().width() // 2
    area.resize(width, 4)
    QApplication.processEvents()
    assert area.viewport().width() < area.maximumViewportSize().width()

    area.resize(width, label.heightForWidth(words + 2) + edge)
    QApplication.processEvents()
    assert area.viewport().width() == area.maximumViewportSize().width()
    assert area.verticalScrollBar().maximum() == 0
