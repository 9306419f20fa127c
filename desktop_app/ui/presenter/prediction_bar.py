"""Collecting the predictions of a class under a slide: whose it is, how many, all at once."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from desktop_app.learning.classroom.class_predictions import ClassPredictions
from desktop_app.learning.classroom.names import LONGEST_NAME
from desktop_app.ui.common.boxes import TickBox
from desktop_app.ui.common.foot import FlowLayout
from desktop_app.ui.presenter.screen_panel import ScreenPanel, screen_label


@dataclass(frozen=True)
class PredictionsView:
    """What was collected for the chart or simulation ``block`` (None: nothing yet);
    ``drawn``: something is drawn on it that can be kept; ``revealed``: it is shown.
    ``hidden``: the class doesn't see what is drawn; None where it can't but see it.
    """

    block: str
    known: ClassPredictions | None
    drawn: bool
    revealed: bool = False
    hidden: bool | None = None
    unsaved: bool = False

    @property
    def is_settled(self) -> bool:
        """Whether nobody draws any more."""
        return self.revealed or (self.known is not None and self.known.laid)


class PredictionBar(ScreenPanel):
    """Shows a :class:`PredictionsView` on a few lines."""

    leaves_room = True

    given = Signal(str, bool)
    """A group's name, and whether somebody gave it: what is drawn is its prediction."""
    removed = Signal(str)
    laid = Signal()
    reveal_wanted = Signal()
    anew_wanted = Signal()
    put_away = Signal()
    hiding_wanted = Signal(bool)
    """Whether the class is not to see what is drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.view: PredictionsView | None = None
        self.field: QLineEdit | None = None
        self.hiding: TickBox | None = None
        self.buttons: dict[str, QPushButton] = {}
        self._page = QWidget(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._page)

    def show_view(self, view: PredictionsView) -> None:
        if view != self.view:
            before, self.view = self.view, view
            typed = self.field.text() if self.field is not None else ""
            kept = before is not None and before.block == view.block and before.known == view.known
            had_focus = self.field is not None and self.field.hasFocus()
            self._fill()
            if self.field is not None and kept:
                self.field.setText(typed)
            if self.field is not None and had_focus:
                self.field.setFocus()

    # -- building ------------------------------------------------------------------------

    def _fill(self) -> None:
        view = self.view
        if view is None or self._height < 1:
            return
        self.field, self.hiding, self.buttons = None, None, {}
        page = QWidget(self)
        rows = QVBoxLayout(page)
        rows.setContentsMargins(*(self._type.px(12),) * 4)
        rows.setSpacing(self._type.px(6))
        rows.addWidget(screen_label(self._status(view), self._type.interface(bold=True)))
        row = FlowLayout()
        row.setSpacing(self._type.px(8))
        known = view.known
        groups = known.groups if known is not None else ()
        laid = known is not None and known.laid
        if not view.is_settled:
            self.field = QLineEdit(self._free(view))
            self.field.setFont(self._type.interface())
            self.field.setMaxLength(LONGEST_NAME)
            self.field.setAccessibleName(self.tr("Whose prediction it is"))
            self.field.setFixedWidth(self._type.px(200))
            self.field.returnPressed.connect(self._give)
            row.addWidget(self.field)
            self._add(row, "give", self.tr("Keep this prediction"), enabled=view.drawn)
            self.buttons["give"].clicked.connect(self._give)
        if groups and not (known is not None and known.revealed):
            row.addWidget(self._removal(view))
        if groups and not laid:
            self._add(row, "lay", self.tr("Show all predictions"), primary=not view.drawn)
            self.buttons["lay"].clicked.connect(self.laid)
        if groups and not view.revealed:
            self._add(row, "reveal", self.tr("Reveal (R)"), primary=laid)
            self.buttons["reveal"].clicked.connect(self.reveal_wanted)
        if view.hidden is not None and self.field is not None:
            row.addWidget(self._hiding(view.hidden))
        if view.revealed:
            self._add(row, "anew", self.tr("Collect anew"))
            self.buttons["anew"].clicked.connect(self.anew_wanted)
        self._add(row, "away", self.tr("Close"))
        self.buttons["away"].clicked.connect(self.put_away)
        rows.addLayout(row)
        self._column.removeWidget(self._page)
        self._page.hide()
        self._page.deleteLater()
        self._page = page
        self._column.addWidget(page)
        page.show()

    def _status(self, view: PredictionsView) -> str:
        known = view.known
        count = len(known.groups) if known is not None else 0
        if known is not None and known.laid:
            words = self.tr("Predictions of the class: {count}").format(count=count)
        elif count:
            words = self.tr("Predictions kept, and hidden for now: {count}").format(count=count)
        elif view.revealed:
            words = self.tr("The result is shown: collect anew to predict first.")
        else:
            words = self.tr("Each group draws or chooses its prediction, one after another.")
        return f"{words} {self.tr('Not saved so far.')}" if view.unsaved else words

    def _free(self, view: PredictionsView) -> str:
        """The next name that nobody has."""
        word, known = self.tr("Group"), view.known
        return known.free_label(word) if known is not None else f"{word} 1"

    def _add(
        self,
        row: FlowLayout,
        name: str,
        text: str,
        *,
        enabled: bool = True,
        primary: bool | None = None,
    ) -> None:
        made = QPushButton(text)
        made.setFont(self._type.interface(bold=bool(primary)))
        made.setProperty("primary", bool(primary))
        made.setEnabled(enabled)
        self.buttons[name] = made
        row.addWidget(made)

    def _removal(self, view: PredictionsView) -> QPushButton:
        """A menu with a group a line: to take its prediction away."""
        made = QPushButton(self.tr("Remove one ▾"))
        made.setFont(self._type.interface())
        menu = QMenu(made)
        menu.setFont(self._type.interface())
        for one in view.known.groups if view.known is not None else ():
            action = menu.addAction(one.label.replace("&", "&&"))
            action.triggered.connect(lambda _=False, name=one.id: self.removed.emit(name))
        made.setMenu(menu)
        self.buttons["remove"] = made
        return made

    def _hiding(self, hidden: bool) -> TickBox:
        self.hiding = TickBox(self.tr("Hide the drawing from the class"))
        self.hiding.set_look(self._theme, self._type)
        self.hiding.setFont(self._type.interface())
        self.hiding.setChecked(hidden)
        self.hiding.toggled.connect(self.hiding_wanted)
        return self.hiding

    def _give(self) -> None:
        view, field = self.view, self.field
        if view is not None and view.drawn and field is not None:
            name, free = field.text().strip(), self._free(view)
            self.given.emit(name or free, name not in ("", free))
