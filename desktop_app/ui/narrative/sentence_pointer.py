"""Pointing at sentences with the mouse, while a question asks for one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from desktop_app.content.reference import Reference
from desktop_app.session.session import Session
from desktop_app.ui.narrative.page import Stretch

Rects = Callable[[Stretch], list[QRectF]]
"""Where a sentence stands, in the viewport's coordinates."""


class SentencePointer(QObject):
    """Takes the mouse of a page's viewport: what is clicked there is a sentence.

    ``sentences`` are those of the page, ``is_control`` tells what keeps its own clicks.
    """

    def __init__(
        self,
        viewport: QWidget,
        session: Session,
        sentences: Callable[[], tuple[Stretch, ...]],
        rects: Rects,
        is_control: Callable[[QPoint], bool],
    ) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self._session = session
        self._sentences = sentences
        self._rects = rects
        self._is_control = is_control
        viewport.installEventFilter(self)

    @property
    def is_wanted(self) -> bool:
        """Whether a question wants a sentence pointed at."""
        pointing = self._session.state.pointing
        return pointing is not None and pointing.sentences

    def sentence_at(self, point: QPoint) -> Reference | None:
        """The sentence of prose at ``point``."""
        for sentence in self._sentences():
            if sentence.reference is not None and any(
                rect.adjusted(-2, -5, 2, 5).contains(QPointF(point))
                for rect in self._rects(sentence)
            ):
                return sentence.reference
        return None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self.is_wanted or not isinstance(event, QMouseEvent):
            return False
        point = event.position().toPoint()
        if self._is_control(point):
            return False
        sentence = self.sentence_at(point)
        match event.type():
            case QEvent.Type.MouseMove if not event.buttons():
                self._session.hover(sentence)
                shapes = Qt.CursorShape
                shape = shapes.PointingHandCursor if sentence else shapes.ArrowCursor
                self._viewport.setCursor(shape)
                return True
            case QEvent.Type.MouseButtonPress | QEvent.Type.MouseButtonDblClick if (
                event.button() == Qt.MouseButton.LeftButton and sentence is not None
            ):
                self._session.select(sentence)
                return True
            case QEvent.Type.MouseButtonRelease:
                return True
            case _:
                return False
