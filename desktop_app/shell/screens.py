"""The screens of this computer as they are now, and a signal whenever they are others."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QRect, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from desktop_app.ui.presenter.screens import Area, Screen

SETTLING = 250
"""Milliseconds after which a change of screens is looked at: they come in bursts."""


class Screens(QObject):
    """``changed``: a screen came, went, turned, or has another size or density."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLING)
        self._settling.timeout.connect(self.changed)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.screenAdded.connect(self._added)
        application.screenRemoved.connect(self._note)
        application.primaryScreenChanged.connect(self._note)
        for screen in QGuiApplication.screens():
            self._watch(screen)

    def now(self) -> list[Screen]:
        """The screens there are."""
        primary = QGuiApplication.primaryScreen()
        return [
            Screen(name, _area(screen.geometry()), _area(screen.availableGeometry()),
                   screen is primary)
            for name, screen in self._named().items()
        ]  # fmt: skip

    def place(self, window: QWidget, screen: Screen, area: Area | None) -> None:
        """Show ``window`` on ``screen``: in ``area``, or on all of it."""
        real = self._named().get(screen.name)
        where = area or screen.area
        rect = QRect(where.x, where.y, where.width, where.height)
        if area is None:
            if window.isFullScreen() and window.isVisible() and window.geometry() == rect:
                return
            window.showNormal() if window.isFullScreen() else window.winId()
            handle = window.windowHandle()
            if real is not None and handle is not None:
                handle.setScreen(real)
            window.setGeometry(rect)
            window.showFullScreen()
        else:
            self._place_in(window, screen, rect)

    def _place_in(self, window: QWidget, screen: Screen, rect: QRect) -> None:
        """Show an ordinary window, with its frame, in ``rect``; on all that is free as one
        that is maximised.
        """
        free = screen.free
        whole = (rect.x(), rect.y(), rect.width(), rect.height()) == (
            free.x, free.y, free.width, free.height,
        )  # fmt: skip
        area = QRect(screen.area.x, screen.area.y, screen.area.width, screen.area.height)
        if window.isVisible() and area.contains(window.frameGeometry()):
            return  # wherever the teacher has put it
        real = self._named().get(screen.name)
        window.winId()
        handle = window.windowHandle()
        if real is not None and handle is not None:
            handle.setScreen(real)
        if window.isMaximized() or window.isFullScreen():
            window.showNormal()
        frame = window.frameGeometry().size() - window.geometry().size()
        window.resize(rect.size() - frame)
        window.move(rect.topLeft())
        window.showMaximized() if whole else window.show()

    def _added(self, screen: QScreen) -> None:
        self._watch(screen)
        self._note()

    def _watch(self, screen: QScreen) -> None:
        for signal in (
            screen.geometryChanged,
            screen.availableGeometryChanged,
            screen.logicalDotsPerInchChanged,
            screen.orientationChanged,
        ):
            signal.connect(partial(self._note))

    def _note(self, *_: object) -> None:
        self._settling.start()

    def _named(self) -> dict[str, QScreen]:
        """The screens by names that stay theirs: maker, model, number, plug."""
        found: dict[str, QScreen] = {}
        for screen in QGuiApplication.screens():
            parts = (screen.manufacturer(), screen.model(), screen.serialNumber(), screen.name())
            name = " ".join(part for part in parts if part).strip() or "screen"
            while name in found:
                name += "+"
            found[name] = screen
        return found


def _area(rect: QRect) -> Area:
    return Area(rect.x(), rect.y(), rect.width(), rect.height())
