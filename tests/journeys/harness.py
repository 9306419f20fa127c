"""The application as a person uses it: the real ``main()``, its window, keys and mouse."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from platformdirs import user_log_path
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRect, Qt, QTimer, QTranslator
from PySide6.QtGui import QFont, QImage, QKeyEvent, QMouseEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.cli import main
from desktop_app.content.reference import Reference
from desktop_app.session.session import Session
from desktop_app.shell.application import qt_application
from desktop_app.shell.errors import LOG_FILE
from desktop_app.shell.lesson_view import LessonView
from desktop_app.shell.main_window import MainWindow
from desktop_app.ui.charts.chart_card import ChartCard
from desktop_app.ui.narrative.narrative_panel import NarrativePanel
from desktop_app.ui.quiz.question_card import QuestionCard
from desktop_app.version import NAME

LESSON = "rebattre-les-cartes"
PATIENCE = 60_000
"""Milliseconds after which what does not come is given up."""
LONGEST = 600_000
"""Milliseconds after which a journey is given up; on a busy machine a long one takes minutes."""

D = TypeVar("D", bound=QDialog)


@dataclass
class Desk:
    """The window, and what a person does with it."""

    qtbot: QtBot
    window: MainWindow

    @property
    def view(self) -> LessonView:
        assert self.window.lesson_view is not None
        return self.window.lesson_view

    @property
    def session(self) -> Session:
        return self.view.session

    @property
    def narrative(self) -> NarrativePanel:
        return self.view.narrative

    @property
    def chart(self) -> ChartCard:
        card = self.view.stage.chart_card
        assert card is not None
        return card

    @property
    def questions(self) -> QuestionCard:
        card = self.view.stage.question_card
        assert card is not None
        return card

    @property
    def step(self) -> str:
        place = self.session.state.place
        assert place is not None
        return place.step

    @property
    def text(self) -> str:
        """The narrative as it is read."""
        return self.narrative.toPlainText()

    # -- keys ----------------------------------------------------------------------

    def press(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        on: QWidget | None = None,
    ) -> None:
        """Press a key where the keyboard is, or on ``on``."""
        self._activate()
        if on is not None:
            self.focus(on)
        target = QApplication.focusWidget() or self.window
        self.qtbot.keyClick(target, key, modifier)
        self.settle()

    def type(self, text: str, on: QWidget) -> None:
        """Type ``text``, any characters, into ``on``."""
        self.focus(on)
        for character in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                key = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character)
                QApplication.sendEvent(on, key)
        self.settle()

    def _activate(self) -> None:
        """With a dialog, the off-screen platform forgets which window is active."""
        if QApplication.activeWindow() is None:
            self.window.activateWindow()
            self.wait(lambda: QApplication.activeWindow() is not None)

    def focus(self, widget: QWidget, reason: Qt.FocusReason | None = None) -> None:
        self._activate()
        widget.setFocus(reason or Qt.FocusReason.OtherFocusReason)
        assert widget.hasFocus(), f"{widget} does not take the focus"

    # -- the mouse -----------------------------------------------------------------

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        self.settle()
        assert widget.isEnabled(), f"{widget} is off"
        assert widget.isVisible(), f"{widget} is hidden"
        assert not widget.size().isEmpty(), f"{widget} has no room"
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())
        self.settle()

    def move(self, widget: QWidget, at: QPoint, *, held: bool = False) -> None:
        """Move the pointer over ``widget``."""
        self._mouse(QEvent.Type.MouseMove, widget, at, held=held)

    def drag(self, widget: QWidget, start: QPoint, *stops: QPoint) -> None:
        self._mouse(QEvent.Type.MouseButtonPress, widget, start, held=True)
        for stop in stops:
            self._mouse(QEvent.Type.MouseMove, widget, stop, held=True)
        self._mouse(QEvent.Type.MouseButtonRelease, widget, stops[-1])

    def wheel(self, widget: QWidget, at: QPoint, notches: int) -> None:
        event = QWheelEvent(
            QPointF(at),
            QPointF(widget.mapToGlobal(at)),
            QPoint(0, 0),
            QPoint(0, 120 * notches),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(widget, event)

    def _mouse(self, kind: QEvent.Type, widget: QWidget, at: QPoint, *, held: bool = False) -> None:
        button = Qt.MouseButton.LeftButton
        none = Qt.MouseButton.NoButton
        event = QMouseEvent(
            kind,
            QPointF(at),
            QPointF(widget.mapToGlobal(at)),
            none if kind == QEvent.Type.MouseMove else button,
            button if held else none,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(widget, event)

    # -- links of the narrative ----------------------------------------------------

    def link(self, target: str) -> int:
        """The place in reading order of the first link to ``target``."""
        wanted = Reference.parse(target)
        for index, anchor in enumerate(self.narrative.anchors):
            if anchor.link.reference == wanted or anchor.link.url == target:
                return index
        raise AssertionError(f"no link to {target} on this page")

    def tab_to(self, target: str) -> None:
        """Walk to a link of the narrative with Tab, from before its first one."""
        self.focus(self.window.header.search)
        self.focus(self.narrative, Qt.FocusReason.TabFocusReason)
        for _ in range(self.link(target)):
            self.press(Qt.Key.Key_Tab)

    def link_text(self, target: str) -> str:
        """What the link to ``target`` says, without a chip's padding and arrows."""
        anchor = self.narrative.anchors[self.link(target)]
        document = self.narrative.document()
        text = "".join(document.characterAt(at) for at in range(anchor.start, anchor.end))
        return text.strip("\u202f\u00a0 ‹›")

    def bring(self, target: str) -> QPoint:
        """Scroll the link to ``target`` into view; where its middle is then."""
        bar = self.narrative.verticalScrollBar()
        viewport = self.narrative.viewport()
        area = self.narrative.anchor_area(self.link(target))
        bar.setValue(bar.value() + area.center().y() - viewport.height() // 2)
        return self.first_line(target).center()

    def first_line(self, target: str) -> QRect:
        """Where the link stands, on its first line alone if it wraps."""
        anchor = self.narrative.anchors[self.link(target)]
        cursor = self.narrative.textCursor()
        cursor.setPosition(anchor.start)
        start = self.narrative.cursorRect(cursor)
        end = start
        for position in range(anchor.start, anchor.end + 1):
            cursor.setPosition(position)
            here = self.narrative.cursorRect(cursor)
            if here.top() == start.top():
                end = here
        return start.united(end)

    def point_at(self, target: str) -> None:
        self.move(self.narrative.viewport(), self.bring(target))

    def click_link(self, target: str) -> None:
        self.click(self.narrative.viewport(), self.bring(target))

    # -- marks of the chart --------------------------------------------------------

    def rank(self, target: str) -> int:
        wanted = Reference.parse(target)
        assert self.chart.scene is not None
        ranks = self.chart.scene.marks_of(wanted)
        assert ranks, f"the chart shows nothing of {target}"
        return ranks[0]

    def mark(self, target: str) -> QPoint:
        """The middle of the mark that shows ``target``, in the chart view."""
        self.chart.view.finish()
        return self.chart.view.mark_rect(self.rank(target)).center().toPoint()

    def picture(self, widget: QWidget) -> QImage:
        self.settle()
        return widget.grab().toImage()

    # -- buttons, dialogs, waiting -------------------------------------------------

    def button(self, text: str, inside: QWidget | None = None) -> QPushButton:
        """The one visible button with that text."""
        found = [
            button
            for button in (inside or self.window).findChildren(QPushButton)
            if button.text() == text and button.isVisible()
        ]
        assert len(found) == 1, f"{len(found)} buttons say {text!r}"
        return found[0]

    def command(self, name: str) -> None:
        action = self.window.actions_[name]
        assert action.isEnabled(), f"{name} is off"
        action.trigger()
        self.settle()  # a change of language reaches each widget as an event

    def dialog(self, kind: type[D]) -> D:
        """The dialog of that kind on screen."""
        found = self.dialogs(kind)
        assert len(found) == 1, f"{len(found)} of {kind.__name__}"
        return found[0]

    def dialogs(self, kind: type[D]) -> list[D]:
        widgets = QApplication.topLevelWidgets()
        return [w for w in widgets if isinstance(w, kind) and w.isVisible()]

    def wait(self, until: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(until, timeout=PATIENCE)

    def settle(self) -> None:
        """Let layouts and delayed repaints be done."""
        for _ in range(3):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
            QCoreApplication.processEvents()


Journey = Callable[[Desk], None]


def play(qtbot: QtBot, journey: Journey, *arguments: str, errors: bool = False) -> int:
    """Run ``main`` with ``arguments`` and ``journey`` once its window stands there.

    Returns the exit code. ``errors`` says that the journey provokes some: else a log
    of errors fails it.
    """
    qt = qt_application()
    before = set(map(id, _windows(qt)))
    failures: list[BaseException] = []

    def begin() -> None:
        windows = [window for window in _windows(qt) if id(window) not in before]
        if not windows:
            return
        desk = Desk(qtbot, windows[0])
        windows[0].first_painted.connect(lambda: QTimer.singleShot(0, qt, lambda: run(desk)))

    def run(desk: Desk) -> None:
        try:
            if desk.window.lesson_view is not None:
                stage = desk.view.stage
                desk.wait(lambda: stage.chart_card is not None)
                desk.settle()
            journey(desk)
        except BaseException as error:
            failures.append(error)
        finally:
            for dialog in desk.dialogs(QDialog):
                dialog.close()
            desk.window.close()

    def give_up() -> None:
        failures.append(AssertionError("the window did not come, or did not close"))
        qt.quit()

    start, guard = QTimer(), QTimer()
    for timer, call, delay in ((start, begin, 0), (guard, give_up, LONGEST)):
        timer.setSingleShot(True)
        timer.timeout.connect(call)
        timer.start(delay)
    try:
        code = main(arguments)
    finally:
        start.stop()
        guard.stop()
        _clear(qt)
    if failures:
        raise failures[0]
    log = user_log_path(NAME) / LOG_FILE
    assert errors or not log.exists(), log.read_text("utf-8")
    return code


def _windows(qt: QApplication) -> list[MainWindow]:
    return [window for window in qt.topLevelWidgets() if isinstance(window, MainWindow)]


def _clear(qt: QApplication) -> None:
    """Leave nothing to the next test: no window, no style."""
    for window in _windows(qt):
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
    gc.collect()  # the application object, with its translators
    undress()


def undress() -> None:
    """Take style and language off the process's application, for the next test."""
    qt = qt_application()
    qt.setStyleSheet("")
    qt.setPalette(QPalette())
    qt.setFont(QFont())
    for translator in qt.findChildren(QTranslator):
        qt.removeTranslator(translator)
        translator.deleteLater()


def differing(before: QImage, after: QImage) -> QRect:
    """The smallest rectangle that holds every pixel that differs."""
    assert before.size() == after.size()
    rows, columns = np.nonzero(_pixels(before) != _pixels(after))
    if not rows.size:
        return QRect()
    corner = QPoint(int(columns.min()), int(rows.min()))
    return QRect(corner, QPoint(int(columns.max()), int(rows.max())))


def colours(image: QImage) -> set[str]:
    """Every colour in a picture."""
    return {f"#{value & 0xFFFFFF:06x}" for value in np.unique(_pixels(image)).tolist()}


def _pixels(image: QImage) -> np.ndarray:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(image.constBits(), np.uint32)
    return flat.reshape(image.height(), image.bytesPerLine() // 4)[:, : image.width()].copy()
