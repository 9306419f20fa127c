"""The card of a chart: title, chart or table, prediction, source and buttons."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.charts.gaps import Gap, gaps
from desktop_app.charts.resolve import resolve
from desktop_app.charts.scene import Scene
from desktop_app.charts.selecting import picked, picked_interval
from desktop_app.charts.sources import LessonChartSource
from desktop_app.charts.spec.grammar import Specification
from desktop_app.charts.spec.reader import read_specification
from desktop_app.charts.taking import to_vega_lite
from desktop_app.charts.transforms.base import Selected
from desktop_app.content.descriptions import credit_line, source_line
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import ChartBlock
from desktop_app.content.numbers import format_number, with_unit
from desktop_app.content.problems import Problem, ProblemLog
from desktop_app.content.reference import Reference
from desktop_app.session.preferences import PreferenceStore
from desktop_app.session.session import Session
from desktop_app.ui.charts.chart_view import ChartView
from desktop_app.ui.charts.data_table import DataTable
from desktop_app.ui.charts.focus_frame import FocusFrame
from desktop_app.ui.charts.foot import foot
from desktop_app.ui.charts.inputs import InputsPanel
from desktop_app.ui.charts.look import Look
from desktop_app.ui.charts.prediction import PredictionLayer
from desktop_app.ui.charts.probe import ProbeLayer
from desktop_app.ui.charts.takeaway import TakeAway
from desktop_app.ui.common import accessible
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.markup import to_markup
from desktop_app.ui.common.theme import THEMES
from desktop_app.ui.common.watching import stop_with

Wording = Callable[[Problem], str]
MOST_GAPS = 4


class ChartCard(QFrame):
    """Shows one chart of a lesson and follows the session and the preferences."""

    scene_changed = Signal(object)

    def __init__(
        self,
        lesson: Lesson,
        session: Session,
        preferences: PreferenceStore,
        wording: Wording,
        parent: QWidget | None = None,
        *,
        animated: bool = True,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._lesson = lesson
        self._source = LessonChartSource(lesson)
        self._session = session
        self._preferences = preferences
        self._wording = wording
        self._block: ChartBlock | None = None
        self._language = preferences.state.language
        self._specification: Specification | None = None
        self._problems: tuple[Problem, ...] = ()
        self._scene: Scene | None = None
        self._inputs: dict[str, object] = {}
        self._selections: dict[str, Selected] = {}

        self.title = _text_label()
        self.subtitle = _text_label(muted=True)
        self.view = ChartView(session, animated=animated)
        self.table = DataTable(session)
        self.layer = PredictionLayer(self.view)
        self.probe = ProbeLayer(self.view, session)
        self.defect = _text_label(muted=True)
        self.defect.setAlignment(Qt.AlignmentFlag.AlignCenter)
        policy = self.defect.sizePolicy()
        policy.setHeightForWidth(False)  # else the chart beside it in the stack can't shrink
        self.defect.setSizePolicy(policy)
        self.gaps = _text_label()
        self.note = _text_label(muted=True)
        self._stack = QStackedWidget()
        for page in (self.view, self.table, self.defect):
            self._stack.addWidget(page)
        self.source = _text_label(muted=True)
        self.source.setWordWrap(False)
        self.source.setTextFormat(Qt.TextFormat.RichText)
        self.source.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.inputs = InputsPanel()
        self.take_away = TakeAway(
            self, self._vega_lite, self._say, lambda: credit_line(lesson, self._language)
        )
        self.take_button = QPushButton()
        self.take_button.setMenu(self.take_away.menu)
        self.table_button = QPushButton()
        self.again_button = QPushButton()
        self.skip_button = QPushButton()
        self.submit_button = QPushButton()
        self.submit_button.setProperty("primary", True)
        self._buttons = (
            self.again_button,
            self.take_button,
            self.table_button,
            self.skip_button,
            self.submit_button,
        )
        self._foot = foot(self.source, *self._buttons)
        # Large text on a small screen needs more height than there is: then it scrolls.
        self._page = QWidget()
        self._page.setObjectName("page")
        self._scroll = _Scroll()
        self._scroll.setWidget(self._page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
        self._column = QVBoxLayout(self._page)
        parts = (
            self.title,
            self.subtitle,
            self.inputs,
            self._stack,
            self.gaps,
            self.note,
            self._foot,
        )
        for widget in parts:
            self._column.addWidget(widget)
        self._column.setStretchFactor(self._stack, 1)
        self._frame = FocusFrame(self._stack)
        self._connect()
        self._style()

    @property
    def scene(self) -> Scene | None:
        """What is shown: without its data while they are to be predicted."""
        return self._scene

    def show_chart(self, block: ChartBlock, language: str) -> None:
        """Show ``block``; a chart with an error shows what is wrong with it instead."""
        same = _is_same(block, self._block)
        self._block, self._language = block, language
        log = ProblemLog()
        log.extend(block.problems)
        self._specification = read_specification(block, self._lesson, language, log)
        self._problems = log.frozen()
        if not same:
            self._show_page(self.view)
            self._inputs, self._selections = {}, {}
        self._resolve()

    # -- from state to scene ---------------------------------------------------------

    def _resolve(self) -> None:
        specification = self._specification
        scene = None
        problems = self._problems
        if specification is not None and not any(problem.is_error for problem in problems):
            scene = resolve(
                specification,
                self._source,
                self._session.state.parameters,
                self._language,
                inputs=self._inputs,
                selections=self._selections,
                concealed=self._is_concealed(specification),
            )
            problems = (*problems, *scene.problems)
        defects = [problem for problem in problems if problem.is_error]
        before, self._scene = self._scene, None if defects else scene
        self._present(defects)
        if self._scene != before:
            self.scene_changed.emit(self._scene)

    def _is_concealed(self, specification: Specification) -> bool:
        if specification.meta.predict is None:
            return False
        return not self._session.prediction(specification.chart).revealed

    def _present(self, defects: list[Problem]) -> None:
        scene = self._scene
        self._show_words()
        if scene is None:
            self.layer.end()
            self.defect.setText(self._defect_text(defects))
            self._stack.setCurrentWidget(self.defect)
            return
        if scene.is_empty:
            self.defect.setText(self.tr("No data to show."))
            self._show_page(self.defect)
        elif self._stack.currentWidget() is self.defect or scene.concealed:
            self._show_page(self.view)
        estimates = self._estimates()
        revealed = scene.task is not None and not scene.concealed
        self.view.show_estimates(estimates if revealed else {}, self.tr("your estimate"))
        if scene.concealed and scene.task is not None:
            self.layer.show_task(scene, estimates, self.view.look)
        elif not self.layer.isHidden():
            self.layer.end()
        self.view.show_scene(scene)
        self.table.show_scene(scene)
        self.inputs.show_params(scene.params, self._inputs, self._language, self.view.look)
        self.take_away.show_scene(None if scene.concealed else scene, self._plain_sources(scene))

    def _estimates(self) -> Mapping[str, float]:
        scene = self._scene
        if scene is None or scene.task is None:
            return {}
        return self._session.prediction(scene.task.chart).estimates

    def _show_page(self, page: QWidget) -> None:
        had_focus = self.view.hasFocus() or self.table.hasFocus()
        self._stack.setCurrentWidget(page)
        if had_focus:
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        self._name_table_button()

    # -- what is asked of it ---------------------------------------------------------

    def _connect(self) -> None:
        self.table_button.clicked.connect(self._toggle_table)
        self.inputs.changed.connect(self._set_input)
        self.view.point_picked.connect(self._pick)
        self.view.interval_picked.connect(self._pick_interval)
        self.view.table_asked.connect(self._toggle_table)
        self.table.chart_asked.connect(self._toggle_table)
        self.view.focus_shown.connect(self._frame.show_focus)
        self.table.focus_shown.connect(self._frame.show_focus)
        self.again_button.clicked.connect(self._predict_again)
        self.skip_button.clicked.connect(self._reveal)
        self.submit_button.clicked.connect(self._submit)
        self.layer.submitted.connect(self._submit)
        self.layer.estimates_changed.connect(self._predict)
        self.source.linkActivated.connect(
            lambda name: self._session.select(Reference("source", (name,)))
        )
        stop_with(
            self,
            self._session.watch(lambda state: state.parameters, lambda _: self._resolve()),
            self._session.watch(lambda state: state.predictions, lambda _: self._resolve()),
            self._preferences.watch(
                lambda state: (state.theme, state.text_size), lambda _: self._style()
            ),
        )

    def _toggle_table(self) -> None:
        if self._scene is not None and not self._scene.concealed and not self._scene.is_empty:
            to_chart = self._stack.currentWidget() is self.table
            self._show_page(self.view if to_chart else self.table)

    # -- the chart's own parameters --------------------------------------------------

    def _set_input(self, name: str, value: object) -> None:
        """A parameter that the lesson has too is the lesson's: the text follows it."""
        if name in self._lesson.parameters and isinstance(value, int | float):
            self._session.set_parameter(name, float(value), continues=True)
            return
        self._inputs = {**self._inputs, name: value}
        self._resolve()

    def _pick(self, name: str, rank: int | None, adds: bool) -> None:
        scene, specification = self._scene, self._specification
        if scene is None or specification is None:
            return
        chosen = picked(specification, scene, self._selections.get(name), name, rank, adds=adds)
        self._selections = {**self._selections, name: chosen}
        self._resolve()

    def _pick_interval(self, name: str, ranges: Mapping[str, tuple[object, ...]] | None) -> None:
        if self._specification is None:
            return
        chosen = picked_interval(self._specification, name, ranges or {})
        self._selections = {**self._selections, name: chosen}
        self._resolve()

    # -- taking away -----------------------------------------------------------------

    def _vega_lite(self) -> dict[str, object]:
        assert self._block is not None
        assert self._specification is not None
        return to_vega_lite(
            self._block,
            self._specification,
            self._source,
            self._session.state.parameters,
            self._language,
        )

    def _say(self, text: str) -> None:
        self.note.setText(text)
        self.note.setVisible(True)
        accessible.announce(self.view, text)

    def _predict(self, estimates: Mapping[str, float]) -> None:
        if self._specification is not None:
            self._session.predict(self._specification.chart, estimates)

    def _submit(self) -> None:
        if self.submit_button.isEnabled():
            self._reveal()

    def _reveal(self) -> None:
        if self._specification is None:
            return
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._session.reveal(self._specification.chart)
        accessible.announce(self.view, self.gaps.text() or self.view.accessibleDescription())

    def _predict_again(self) -> None:
        if self._specification is not None:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self._session.predict_again(self._specification.chart)

    # -- words -----------------------------------------------------------------------

    def _show_words(self) -> None:
        scene = self._scene
        specification = self._specification
        asks = scene is not None and scene.concealed
        title = scene.title if scene else specification.title if specification else ""
        if asks and scene is not None:
            title = scene.subtitle or (scene.task.label if scene.task else "")
            title = title or self.tr("What do you expect?")
            self.subtitle.setText(
                self.tr("Before you see the data: drag each handle, or type your estimate.")
            )
        else:
            self.subtitle.setText(scene.subtitle if scene else "")
        self.title.setText(title)
        self.subtitle.setVisible(bool(self.subtitle.text()))
        self.source.setText(self._source_text(scene) if scene else "")
        estimates = self._estimates()
        revealed = scene is not None and scene.task is not None and not asks
        self.gaps.setText(self._gap_text(gaps(scene, estimates)) if scene and revealed else "")
        self.gaps.setVisible(bool(self.gaps.text()))
        self.table_button.setVisible(scene is not None and not asks and not scene.is_empty)
        self.again_button.setVisible(revealed)
        self.skip_button.setVisible(asks)
        self.submit_button.setVisible(asks)
        self.submit_button.setEnabled(bool(estimates))
        self.take_button.setVisible(scene is not None and not asks and not scene.is_empty)
        note = scene.note if scene is not None and not asks else ""
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self._foot.updateGeometry()

    def _source_text(self, scene: Scene) -> str:
        colour = THEMES[self._preferences.state.theme].muted
        links = []
        for name in scene.sources:
            line = source_line(self._lesson.sources[name], self._language)
            links.append(f'<a href="{name}" style="color:{colour}">{to_markup(line)}</a>')
        count = len(scene.task.slots) if scene.concealed and scene.task else scene.value_count
        if count:
            links.append(self.tr("%n value(s)", "", count))
        return " · ".join(links)

    def _plain_sources(self, scene: Scene) -> str:
        """The sources as plain text, for a picture."""
        lines = (source_line(self._lesson.sources[name], self._language) for name in scene.sources)
        return " · ".join(lines)

    def _gap_text(self, found: tuple[Gap, ...]) -> str:
        """The biggest gaps first; on a low card the biggest alone: the chart needs room."""
        lines = self.height() / Type(self._preferences.state.scale).px(100)
        most = min(max(int(lines) - 3, 1), MOST_GAPS)
        return "\n".join(self._gap_sentence(gap) for gap in found[:most])

    def _gap_sentence(self, gap: Gap) -> str:
        if not gap.size:
            return self.tr("{name}: you said {said}, exactly right.").format(
                name=gap.name, said=gap.said
            )
        if gap.over:
            text = self.tr("{name}: you said {said}, it is {truth} — {gap} too high.")
        else:
            text = self.tr("{name}: you said {said}, it is {truth} — {gap} too low.")
        return text.format(
            name=gap.name, said=gap.said, truth=gap.truth, gap=self._gap_size(gap.size)
        )

    def _gap_size(self, size: float) -> str:
        unit = self._scene.task.unit if self._scene and self._scene.task else ""
        number = format_number(size, self._language)
        if unit != "%":
            return with_unit(number, unit, self._language)
        # In French what is below two is singular, in English what is not one is plural.
        count = int(size) if self._language == "fr" or size == 1 else max(2, int(size))
        points = self.tr("{number} point(s)", "", count).format(number=number)
        return points.replace(" ", "\u00a0")  # a number never parts from its unit

    def _defect_text(self, defects: list[Problem]) -> str:
        text = self.tr("This chart can’t be shown.")
        return "\n".join((text, *(self._wording(problem) for problem in defects[:2])))

    def _name_table_button(self) -> None:
        shows_table = self._stack.currentWidget() is self.table
        self.table_button.setText(self.tr("Chart") if shows_table else self.tr("Table"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_words()

    def minimumSizeHint(self) -> QSize:
        px = Type(self._preferences.state.scale).px
        return QSize(px(240), px(160))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()
            self._resolve()
        super().changeEvent(event)

    def _translate(self) -> None:
        self._name_table_button()
        self.take_button.setText(self.tr("Take away"))
        self.take_away.translate()
        self.again_button.setText(self.tr("Predict again"))
        self.skip_button.setText(self.tr("See without predicting"))
        self.submit_button.setText(self.tr("Check my estimates"))

    # -- looks -----------------------------------------------------------------------

    def _style(self) -> None:
        state = self._preferences.state
        look = Look(THEMES[state.theme], Type(state.scale))
        margin = look.px(20)
        self._column.setContentsMargins(margin, margin, margin, margin)
        self._column.setSpacing(look.px(8))
        layout = self._foot.layout()
        assert layout is not None
        layout.setSpacing(look.px(8))
        self.title.setFont(look.type.interface(18, bold=True))
        for label in (self.subtitle, self.source, self.note):
            label.setFont(look.type.interface(13))
        for label in (self.gaps, self.defect):
            label.setFont(look.type.interface(14))
        for button in self._buttons:
            button.setFont(look.type.interface(13, bold=button is self.submit_button))
        self.view.set_look(look)
        self.probe.set_look(look)
        self.table.set_look(look)
        self._frame.set_look(look)
        self._translate()
        if self._block is not None:
            self._resolve()


class _Scroll(QScrollArea):
    """Scrolls by wheel and focus; the keys are the window's, to change steps."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()


def _text_label(*, muted: bool = False) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)  # a lesson’s words are never markup
    label.setProperty("muted", muted)
    return label


def _is_same(one: ChartBlock, other: ChartBlock | None) -> bool:
    """Whether they are one chart: each language has a block of its own for it."""
    return one is other or (other is not None and one.id != "" and one.id == other.id)
