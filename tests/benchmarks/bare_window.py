"""The least that shows the same: a window with the step's text, and a chart if asked."""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QTextBrowser, QWidget

from tests.benchmarks.report import peak_memory, report, since_start

SETTLE = 500
"""Milliseconds until memory is read, as in the application's window."""


class Watch(QObject):
    """Reports at the first paint of ``watched``, once the event is through."""

    def __init__(self, watched: QWidget, settle: int) -> None:
        super().__init__()
        self._settle = settle
        self._elapsed = 0.0
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._painted)
        return False

    def _painted(self) -> None:
        self._elapsed = since_start()
        QTimer.singleShot(self._settle, self, self._report)

    def _report(self) -> None:
        report({"elapsed": self._elapsed, "memory": peak_memory()})


def main(shown: str, page: str) -> None:
    """``shown`` is "paint" or "chart"; ``page`` the file of the text."""
    application = QApplication([])
    window = QMainWindow()
    browser = QTextBrowser()
    with open(page, encoding="utf-8") as stream:
        browser.setHtml(stream.read())
    window.resize(1440, 900)
    if shown == "paint":
        window.setCentralWidget(browser)
        watch = Watch(browser.viewport(), 0)
    else:
        import pyqtgraph as pg

        plot = pg.PlotWidget()
        plot.addItem(pg.BarGraphItem(x=[0, 1, 2, 3], height=[4, 34, 0.1, 28], width=0.6))
        both = QWidget()
        row = QHBoxLayout(both)
        row.addWidget(browser)
        row.addWidget(plot)
        window.setCentralWidget(both)
        watch = Watch(plot.viewport(), SETTLE)
    window.show()
    application.exec()
    del watch


if __name__ == "__main__":
    main(*sys.argv[1:])
