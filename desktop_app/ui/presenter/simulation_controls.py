"""The sliders of a simulation on the console: moved here, they move before the class."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.theme import THEMES, Theme
from desktop_app.ui.presenter.slide_view import ProjectedSimulation, RemoteControls


class SimulationControls(QScrollArea):
    """Takes no more room than its sliders need; none where no simulation is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._simulation: ProjectedSimulation | None = None
        self._remote: RemoteControls | None = None
        self._theme, self._type, self._most = THEMES["light"], Type(), 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._take_height)
        self.hide()

    def follow(self, simulation: ProjectedSimulation | None) -> None:
        """Offer the controls of ``simulation``, or none."""
        self.setVisible(simulation is not None)
        if simulation is None or simulation is self._simulation:
            return
        self._simulation = simulation
        self._remote = remote = simulation.remote()
        remote.set_look(self._theme, self._type)
        assert isinstance(remote, QWidget)
        self.setWidget(remote)
        remote.installEventFilter(self)

    def fit(self, theme: Theme, type_: Type, most: int) -> None:
        """Take the look of the console, and be ``most`` pixels high at most."""
        self._theme, self._type, self._most = theme, type_, most
        if self._remote is not None:
            self._remote.set_look(theme, type_)
        self._take_height()

    def _take_height(self) -> None:
        widget = self.widget()
        if widget is not None:
            self.setFixedHeight(min(widget.minimumHeight(), self._most))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        told = (QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show)
        if event.type() in told and watched is self.widget():
            self._soon.start()  # by then it knows its height
        return super().eventFilter(watched, event)
