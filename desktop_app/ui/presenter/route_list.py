"""The way of a lesson on the console: its steps, their minutes, which are left out."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop_app.content.numbers import format_number
from desktop_app.session.conducting import Conductor
from desktop_app.session.presentation import Presentation
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.watching import stop_with
from desktop_app.ui.presenter.console_button import ConsoleButton

STEP = Qt.ItemDataRole.UserRole


class RouteList(QWidget):
    """A step is gone to by Enter or a double click; a tick says that it is taught."""

    def __init__(self, conductor: Conductor, presentation: Presentation) -> None:
        super().__init__()
        self._conductor = conductor
        self._presentation = presentation
        self._here = ""
        self.list = QListWidget()
        self.list.setObjectName("palette")
        self.list.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.go, self.stop = ConsoleButton(), ConsoleButton()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.list, 1)
        self._column.addWidget(self.go)
        self._column.addWidget(self.stop)
        self.list.itemActivated.connect(lambda _: self._go_there())
        self.list.itemChanged.connect(self._tick)
        self.list.currentItemChanged.connect(lambda *_: self._enable())
        self.go.clicked.connect(self._go_there)
        self.stop.clicked.connect(self._stop_there)
        stop_with(
            self,
            conductor.watch(lambda state: (state.goal, state.here), lambda _: self.refresh()),
            presentation.watch(
                lambda state: (state.dropped, state.slide), lambda _: self.refresh()
            ),
        )
        self._translate()

    def refresh(self) -> None:
        """Show the steps as they stand now; the one that was chosen stays chosen."""
        item = self.list.currentItem()
        chosen = item.data(STEP) if item is not None else ""
        state, language = self._presentation.state, self._presentation.language
        here = self._presentation.step
        if here is not None and here.id != self._here and not self.list.hasFocus():
            chosen = ""  # it follows the class, unless somebody is choosing
        self._here = here.id if here is not None else ""
        minutes = {step.id: step.minutes for step in self._conductor.plan}
        self.list.blockSignals(True)
        self.list.clear()
        for number, (_, step) in enumerate(self._presentation.steps, 1):
            planned = format_number(minutes.get(step.id, 0.0), language)
            words = [f"{number}. {step.title}", self.tr("{minutes} min").format(minutes=planned)]
            words += [self.tr("essential")] if step.essential else []
            words += [self.tr("here")] if here is not None and step.id == here.id else []
            words += [self.tr("stop after this")] if step.id == self._conductor.state.goal else []
            item = QListWidgetItem(" · ".join(words))
            item.setData(STEP, step.id)
            item.setToolTip(item.text())
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            out = step.id in state.dropped
            item.setCheckState(Qt.CheckState.Unchecked if out else Qt.CheckState.Checked)
            font = self.list.font()
            font.setStrikeOut(out)
            font.setBold(here is not None and step.id == here.id)
            item.setFont(font)
            self.list.addItem(item)
        self._choose(chosen or (here.id if here is not None else ""))
        self.list.blockSignals(False)
        self._enable()

    def fit(self, type_: Type, reading: Type) -> None:
        """``type_`` is for buttons, ``reading`` for the list."""
        self._column.setSpacing(type_.px(6))
        self.list.setFont(reading.interface())
        for button in (self.go, self.stop):
            button.setFont(type_.interface())
        self.refresh()

    # -- inside --------------------------------------------------------------------------

    def _rows(self) -> Mapping[str, int]:
        return {self.list.item(row).data(STEP): row for row in range(self.list.count())}

    def _choose(self, step: str) -> None:
        row = self._rows().get(step)
        if row is not None:
            self.list.setCurrentRow(row)

    @property
    def _chosen(self) -> str:
        item = self.list.currentItem()
        return str(item.data(STEP)) if item is not None else ""

    def _go_there(self) -> None:
        self._presentation.go_to_step(self._chosen)

    def _stop_there(self) -> None:
        self._conductor.aim(self._chosen)

    def _tick(self, item: QListWidgetItem) -> None:
        step, taught = str(item.data(STEP)), item.checkState() is Qt.CheckState.Checked
        if taught == (step in self._presentation.state.dropped):
            self._conductor.toggle(step)

    def _enable(self) -> None:
        rows, chosen = self._rows(), self._chosen
        here = self._presentation.step
        self.go.setEnabled(bool(chosen) and (here is None or chosen != here.id))
        now = rows.get(self._conductor.state.here, 0)
        self.stop.setEnabled(bool(chosen) and rows[chosen] >= now)

    def _translate(self) -> None:
        self.list.setAccessibleName(self.tr("Steps of the lesson; those ticked are taught"))
        self.go.show_words(self.tr("Go to this step"))
        self.stop.show_words(self.tr("Stop after this step"))
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()
        super().changeEvent(event)
