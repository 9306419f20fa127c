"""The parts of a chart's card and where they stand: title, chart or table, words, buttons."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.charts.scene import Scene
from desktop_app.charts.task import Task
from desktop_app.content.lesson import Lesson
from desktop_app.session.preferences import PreferenceStore
from desktop_app.session.session import Session
from desktop_app.ui.charts.chart_view import ChartView
from desktop_app.ui.charts.data_table import DataTable
from desktop_app.ui.charts.focus_frame import FocusFrame
from desktop_app.ui.charts.inputs import InputsPanel
from desktop_app.ui.charts.linking import Linking
from desktop_app.ui.charts.look import Look
from desktop_app.ui.charts.prediction import PredictionLayer
from desktop_app.ui.charts.probe import ProbeLayer
from desktop_app.ui.charts.reflection import ReflectionPanel
from desktop_app.ui.common import accessible
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.foot import FootLabel, foot
from desktop_app.ui.common.scrolling import ColumnScroller
from desktop_app.ui.common.theme import THEMES


class CardFace(QFrame):
    """What a chart's card is made of; it knows how it looks, not what it shows."""

    def __init__(
        self,
        lesson: Lesson,
        session: Session,
        preferences: PreferenceStore,
        parent: QWidget | None,
        *,
        animated: bool,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._preferences = preferences
        linking = Linking(lesson)
        self.title = _text_label()
        self.subtitle = _text_label(muted=True)
        self.inputs = InputsPanel()
        self.view = ChartView(session, animated=animated, linking=linking)
        self.table = DataTable(session, linking=linking)
        self.layer = PredictionLayer(self.view)
        self.probe = ProbeLayer(self.view, session)
        self.defect = _text_label(muted=True)
        self.defect.setAlignment(Qt.AlignmentFlag.AlignCenter)
        policy = self.defect.sizePolicy()
        policy.setHeightForWidth(False)  # else the chart beside it in the stack can't shrink
        self.defect.setSizePolicy(policy)
        self.reflection = ReflectionPanel()
        self.note = _text_label(muted=True)
        self.source = FootLabel()
        self.source.setProperty("muted", True)
        self.source.setTextFormat(Qt.TextFormat.RichText)
        self.source.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.again_button, self.take_button = QPushButton(), QPushButton()
        self.table_button, self.skip_button = QPushButton(), QPushButton()
        self.submit_button = QPushButton()
        self.submit_button.setProperty("primary", True)
        self.is_compact = False
        self._buttons = (
            self.again_button,
            self.take_button,
            self.table_button,
            self.skip_button,
            self.submit_button,
        )
        self._lay_out()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        for page in (self.view, self.table, self.defect):
            self._stack.addWidget(page)
        self._foot = foot(self.source, *self._buttons)
        # Large text on a small screen needs more height than there is: then it scrolls.
        ground = QWidget()
        ground.setObjectName("page")
        scroll = ColumnScroller()
        scroll.setWidget(ground)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self._column = QVBoxLayout(ground)
        for widget in (
            self.title,
            self.subtitle,
            self._stack,
            self.inputs,
            self.reflection,
            self.note,
            self._foot,
        ):
            self._column.addWidget(widget)
        self._column.setStretchFactor(self._stack, 1)
        frame = FocusFrame(self._stack)
        self._frame = frame
        self.view.focus_shown.connect(frame.show_focus)
        self.table.focus_shown.connect(frame.show_focus)

    def minimumSizeHint(self) -> QSize:
        px = Type(self._preferences.state.scale).px
        return QSize(px(240), px(160))

    def set_compact(self, compact: bool) -> None:
        """Leave the chart more of the room: one of several that show the same thing."""
        if compact != self.is_compact:
            self.is_compact = compact
            self._style()

    @property
    def look(self) -> Look:
        state = self._preferences.state
        return Look(THEMES[state.theme], Type(state.scale))

    def say(self, text: str) -> None:
        """Show and read aloud what was done."""
        self.note.setText(text)
        self.note.setVisible(True)
        accessible.announce(self.view, text)

    # -- what is asked ---------------------------------------------------------------

    def _show_prediction(self, scene: Scene, estimates: Mapping[str, float], *, asks: bool) -> None:
        """Ask for the estimates, or show them beside the data."""
        task = scene.task
        if task is None:
            self.view.show_estimates({}, "")
            self.layer.end()
        elif asks:
            self.view.show_estimates({}, "")
            self.layer.show_task(scene, estimates, self.view.look)
        elif task.kind == "value" and estimates:
            self.view.show_estimates({}, "")
            text = self.tr("your estimate")
            self.layer.show_truth(scene, estimates, self.view.look, text)
        else:
            self.view.show_estimates(estimates, self.tr("your estimate"))
            self.layer.end()

    def _invitation(self, task: Task) -> str:
        """What is to be done before the data are shown."""
        if task.kind == "line":
            return self.tr(
                "Before you see the data: draw the line in one stroke, or type your estimates."
            )
        if len(task.slots) == 1:
            return self.tr("Before you see the data: drag the handle, or type your estimate.")
        return self.tr("Before you see the data: drag each handle, or type your estimates.")

    # -- pages and looks -------------------------------------------------------------

    def _show_page(self, page: QWidget) -> None:
        had_focus = self.view.hasFocus() or self.table.hasFocus()
        self._stack.setCurrentWidget(page)
        if had_focus:
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        self._name_table_button()

    def _name_table_button(self) -> None:
        shows_table = self._stack.currentWidget() is self.table
        self.table_button.setText(self.tr("Chart") if shows_table else self.tr("Table"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()
        super().changeEvent(event)

    def _translate(self) -> None:
        self._name_table_button()
        self.take_button.setText(self.tr("Take away"))
        self.again_button.setText(self.tr("Predict again"))
        self.skip_button.setText(self.tr("See without predicting"))
        self.submit_button.setText(self.tr("Check my estimates"))

    def _style(self) -> None:
        look = self.look
        margin = look.px(12 if self.is_compact else 20)
        self._column.setContentsMargins(margin, margin, margin, margin)
        self._column.setSpacing(look.px(4 if self.is_compact else 8))
        layout = self._foot.layout()
        assert layout is not None
        layout.setSpacing(look.px(8))
        self.title.setFont(look.type.interface(14 if self.is_compact else 18, bold=True))
        for label in (self.subtitle, self.source, self.note):
            label.setFont(look.type.interface(12 if self.is_compact else 13))
        self.defect.setFont(look.type.interface(14))
        for button in self._buttons:
            is_flat = self.is_compact and button in (self.take_button, self.table_button)
            if bool(button.property("flat")) != is_flat:
                button.setProperty("flat", is_flat)
                button.style().unpolish(button)
                button.style().polish(button)
            size = 12 if is_flat else 13
            button.setFont(look.type.interface(size, bold=button is self.submit_button))
        for part in (self.view, self.probe, self.table, self.reflection, self._frame):
            part.set_look(look)
        self._translate()


def _text_label(*, muted: bool = False) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)  # a lesson’s words are never markup
    label.setProperty("muted", muted)
    return label
