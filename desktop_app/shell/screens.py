"""The screens of this computer as they are now, and a signal whenever they are others."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Signal
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
        if self.holds(window, screen, area):
            return
        where = area or screen.area
        rect = QRect(where.x, where.y, where.width, where.height)
        # Hidden first: what moves a visible window is told later, and by then is stale.
        window.hide()
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.winId()
        real, handle = self._named().get(screen.name), window.windowHandle()
        if real is not None and handle is not None:
            handle.setScreen(real)
            handle.setGeometry(rect)  # else it comes back to where it stood last, for a moment
        if area is None:
            window.setGeometry(rect)
            window.showFullScreen()
            return
        frame = window.frameGeometry().size() - window.geometry().size()
        window.resize(rect.size() - frame)
        window.move(rect.topLeft())
        window.showMaximized() if area == screen.free else window.show()

    def holds(self, window: QWidget, screen: Screen, area: Area | None) -> bool:
        """Whether ``window`` fills ``screen``; where it has an ``area``, whether all of it is
        on the screen, wherever the teacher has put it.
        """
        if not window.isVisible():
            return False
        whole = QRect(screen.area.x, screen.area.y, screen.area.width, screen.area.height)
        if area is None:
            return window.isFullScreen() and window.geometry() == whole
        return whole.contains(window.frameGeometry())

    def bring_in_sight(self, window: QWidget) -> None:
        """Move ``window`` to the screen of the system where it is on none any more."""
        screens, stood = self.now(), _area(window.frameGeometry())
        seen = sum(screen.area.overlap(stood) for screen in screens)
        if window.isVisible() and screens and seen * 4 < stood.width * stood.height:
            own = next((one for one in screens if one.primary), screens[0])
            whole = window.isMaximized() or window.isFullScreen()
            self.place(window, own, own.free if whole else stood.inside(own.free))

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
            signal.connect(self._note)

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
