"""The card of a chart: it follows the session, and shows a chart of the lesson."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop_app.charts.feed import Feed
from desktop_app.charts.gaps import gaps
from desktop_app.charts.ready import ReadyChart, read_chart
from desktop_app.charts.resolve import resolve
from desktop_app.charts.scene import Scene
from desktop_app.charts.selecting import Choices
from desktop_app.charts.sources import LessonChartSource
from desktop_app.charts.spec.grammar import Specification
from desktop_app.charts.taking import to_vega_lite
from desktop_app.content.descriptions import credit_line, source_line
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import ChartBlock
from desktop_app.content.numbers import format_number
from desktop_app.content.problems import Problem
from desktop_app.content.reference import Reference
from desktop_app.session.preferences import PreferenceStore, look
from desktop_app.session.session import Marked, Prediction, Session, SessionState
from desktop_app.ui.charts.card_face import CardFace
from desktop_app.ui.charts.choosing import Choosing
from desktop_app.ui.charts.inputs import without_clickable
from desktop_app.ui.charts.takeaway import TakeAway
from desktop_app.ui.common import accessible
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.markup import to_markup
from desktop_app.ui.common.watching import stop_with

Wording = Callable[[Problem], str]


class ChartCard(CardFace):
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
        super().__init__(lesson, session, preferences, parent, animated=animated)
        self._lesson = lesson
        self._lesson_source = LessonChartSource(lesson)
        self._session = session
        self._wording = wording
        self._block: ChartBlock | None = None
        self._feed: Feed | None = None
        self._language = preferences.state.language
        self._specification: Specification | None = None
        self._problems: tuple[Problem, ...] = ()
        self._scene: Scene | None = None
        self._choosing = Choosing(lesson, session, self.view, self.inputs)
        self._is_held = False
        self._predicted: Prediction | None = None
        """What was predicted when the scene was made."""
        self.take_away = TakeAway(
            self, self._vega_lite, self.say, lambda: credit_line(lesson, self._language)
        )
        self.take_button.setMenu(self.take_away.menu)
        self._connect()
        self._style()

    @property
    def scene(self) -> Scene | None:
        """What is shown: without its data while they are to be predicted."""
        return self._scene

    def show_chart(
        self,
        block: ChartBlock,
        language: str,
        ready: ReadyChart | None = None,
        *,
        held: bool | None = None,
    ) -> None:
        """Show ``block``; a chart with an error shows what is wrong with it instead. ``ready``
        spares the work where it is what is wanted. ``held``: whether it is held back from now
        on, as :meth:`hold_back` has it.
        """
        if held is not None:
            self._is_held = held
        same = self._feed is None and _is_same(block, self._block)
        self._block, self._feed, self._language = block, None, language
        parameters = self._session.state.parameters
        if ready is None or (ready.block, ready.language) != (block, language):
            ready = read_chart(block, self._lesson, language, parameters)
        self._specification, self._problems = ready.specification, ready.problems
        if not same:
            self._show_page(self.view)
            self._choosing.start(block.id)
        fits = ready.parameters == parameters and self._choosing.choices == Choices()
        self._resolve(ready.scene if fits else None)

    def show_feed(self, feed: Feed) -> None:
        """Show a chart that is fed from elsewhere; what was shown before gives way."""
        known = self._specification if self._feed is not None else None
        same = known is not None and known.chart == feed.specification.chart
        self._block, self._feed, self._language = None, feed, feed.language
        self._specification, self._problems = feed.specification, ()
        if not same:
            self._show_page(self.view)
            self._choosing.start(feed.specification.chart)
        self._resolve()

    def hold_back(self, held: bool) -> None:
        """Show nothing yet: it would tell what another chart asks to predict."""
        if held != self._is_held:
            self._is_held = held
            if self._specification is not None:
                self._resolve()

    # -- from state to scene ---------------------------------------------------------

    def _resolve(self, ready: Scene | None = None) -> None:
        """Make the scene; ``ready`` is it, unless its data are to be concealed."""
        specification = self._specification
        scene = None
        problems = self._problems
        sound = not any(problem.is_error for problem in problems)
        self._predicted = self._prediction_in(self._session.state)
        if specification is not None and sound and not self._is_held:
            concealed = self._is_concealed(specification)
            scene = (
                ready
                if ready is not None and not concealed
                else resolve(
                    specification,
                    self._lesson_source if self._feed is None else self._feed.source,
                    self._session.state.parameters,
                    self._language,
                    inputs=self._choosing.choices.inputs,
                    selections=self._choosing.choices.selections,
                    concealed=concealed,
                )
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
            self._choosing.show(None, None)
            self.defect.setText(self._defect_text(defects))
            self._stack.setCurrentWidget(self.defect)
            return
        if scene.is_empty:
            self.defect.setText(self.tr("No data to show."))
            self._show_page(self.defect)
        elif self._stack.currentWidget() is self.defect or scene.concealed:
            self._show_page(self.view)
        self._show_prediction(scene, self._prediction.estimates, asks=scene.concealed)
        self.view.show_scene(without_clickable(scene))
        self.table.show_scene(scene)
        self._choosing.show(scene, self._specification)
        self.take_away.show_scene(None if scene.concealed else scene, self._plain_sources(scene))

    @property
    def _prediction(self) -> Prediction:
        """What was predicted on this chart; nothing where nothing is to be."""
        task = self._scene.task if self._scene is not None else None
        return Prediction() if task is None else self._session.prediction(task.chart)

    # -- what is asked of it ---------------------------------------------------------

    def _connect(self) -> None:
        self.table_button.clicked.connect(self._toggle_table)
        self._choosing.changed.connect(lambda: self._resolve())
        self.view.table_asked.connect(self._toggle_table)
        self.table.chart_asked.connect(self._toggle_table)
        self.table.told.connect(self.say)
        self.again_button.clicked.connect(self._predict_again)
        self.skip_button.clicked.connect(self._skip)
        self.submit_button.clicked.connect(self._submit)
        self.layer.submitted.connect(self._submit)
        self.layer.estimates_changed.connect(self._predict)
        self.reflection.explained.connect(self._explain)
        self.source.linkActivated.connect(
            lambda name: self._session.select(Reference("source", (name,)))
        )
        stop_with(
            self,
            self._session.watch(lambda state: state.parameters, lambda _: self._follow()),
            self._session.watch(self._prediction_in, self._follow_prediction),
            self._session.watch(lambda state: state.marked, self._show_marked),
            self._preferences.watch(look, lambda _: self._style()),
        )

    def _follow(self) -> None:
        """The lesson's numbers are others; what is fed comes when it is ready."""
        if self._feed is None:
            self._resolve()

    def _prediction_in(self, state: SessionState) -> Prediction | None:
        """What this chart waits for: estimates on another one do not concern it."""
        return state.predictions.get(self._specification.chart) if self._specification else None

    def _follow_prediction(self, prediction: Prediction | None) -> None:
        """Another prediction: not that of a chart shown since, which is looked at already."""
        if prediction != self._predicted:
            self._resolve()

    def _show_marked(self, marked: Marked) -> None:
        """What is chosen on a chart is outlined on the others, and selected in tables."""
        is_own = marked.chart == self._choosing.chart
        self.view.show_marked(frozenset() if is_own else marked.points)
        self.table.show_marked(marked.points)

    def _toggle_table(self) -> None:
        if self._scene is not None and not self._scene.concealed and not self._scene.is_empty:
            to_chart = self._stack.currentWidget() is self.table
            rank = self.table.current_rank if to_chart else self.view.current_rank
            page = self.view if to_chart else self.table
            self._show_page(page)
            if rank is not None and page.hasFocus():
                page.go_to(rank)

    # -- taking away -----------------------------------------------------------------

    def _vega_lite(self) -> Mapping[str, object]:
        if self._feed is not None:
            return self._feed.vega_lite()
        assert self._block is not None
        assert self._specification is not None
        return to_vega_lite(
            self._block,
            self._specification,
            self._lesson_source,
            self._session.state.parameters,
            self._language,
        )

    # -- predicting ------------------------------------------------------------------

    def _predict(self, estimates: Mapping[str, float]) -> None:
        if self._specification is not None:
            self._session.predict(self._specification.chart, estimates)

    def _submit(self) -> None:
        """Show the data beside the estimates, and ask why they differ."""
        if self._specification is None or not self.submit_button.isEnabled():
            return
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._session.reveal(self._specification.chart)
        if self.reflection.isVisibleTo(self):
            self.reflection.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            accessible.announce(self.view, self.reflection.text())

    def _skip(self) -> None:
        if self._specification is not None:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self._session.skip_prediction(self._specification.chart)
            accessible.announce(self.view, self.view.accessibleDescription())

    def _explain(self, reason: str) -> None:
        if self._specification is not None:
            self._session.explain(self._specification.chart, reason)
            self.say(self.tr("Your sentence is kept."))

    def _predict_again(self) -> None:
        if self._specification is not None:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self._session.predict_again(self._specification.chart)

    # -- words -----------------------------------------------------------------------

    def _show_words(self) -> None:
        scene = self._scene
        specification = self._specification
        asks = scene is not None and scene.concealed
        title = scene.title if scene else ""
        if scene is None and specification is not None:  # a title may tell the finding
            title = specification.subtitle if self._is_held else specification.title
        if asks and scene is not None:
            title = scene.subtitle or (scene.task.label if scene.task else "")
            title = title or self.tr("What do you expect?")
            self.subtitle.setText(self._invitation(scene.task) if scene.task else "")
        else:
            self.subtitle.setText(scene.subtitle if scene else "")
        self.title.setText(title)
        self.subtitle.setVisible(bool(self.subtitle.text()))
        self.source.setText(self._source_text(scene) if scene else "")
        revealed = scene is not None and scene.task is not None and not asks
        self._show_gaps(scene if revealed else None)
        self.table_button.setVisible(scene is not None and not asks and not scene.is_empty)
        self.again_button.setVisible(revealed)
        self.skip_button.setVisible(asks)
        self.submit_button.setVisible(asks)
        self.submit_button.setEnabled(bool(self._prediction.estimates))
        self.take_button.setVisible(scene is not None and not asks and not scene.is_empty)
        note = scene.note if scene is not None and not asks else ""
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self._foot.updateGeometry()

    def _source_text(self, scene: Scene) -> str:
        if self._feed is not None:
            return ""  # said once for all that is fed, beside it
        colour = self.look.theme.muted
        links = []
        for name in scene.sources:
            line = source_line(self._lesson.sources[name], self._language)
            links.append(f'<a href="{name}" style="color:{colour}">{to_markup(line)}</a>')
        count = len(scene.task.slots) if scene.concealed and scene.task else scene.value_count
        if count:
            written = format_number(count, self._language)  # Qt groups no digits of its own
            said = self.tr("%n value(s)", "", count).replace(str(count), written)
            links.append(said.replace(" ", "\u00a0"))
        return " · ".join(links)

    def _plain_sources(self, scene: Scene) -> str:
        """The sources as plain text, for a picture."""
        if self._feed is not None:
            return self._feed.credit
        lines = (source_line(self._lesson.sources[name], self._language) for name in scene.sources)
        return " · ".join(lines)

    def _show_gaps(self, scene: Scene | None) -> None:
        """How far the estimates were from ``scene``; nothing without one."""
        attempt = self._prediction.attempt
        if scene is None or scene.task is None or attempt is None:
            self.reflection.show_gaps((), "", self._language, "")
            return
        found = gaps(scene, attempt.estimates)
        self.reflection.show_gaps(found, scene.task.unit, self._language, attempt.reason)
        lines = self.height() / Type(self._preferences.state.scale).px(100)
        self.reflection.show_most(int(lines) - 3)

    def _defect_text(self, defects: list[Problem]) -> str:
        if self._is_held and not defects:
            return self.tr("This chart comes after your prediction.")
        text = self.tr("This chart can’t be shown.")
        return "\n".join((text, *(self._wording(problem) for problem in defects[:2])))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_words()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._resolve()

    def _translate(self) -> None:
        super()._translate()
        self.take_away.translate()

    def _style(self) -> None:
        super()._style()
        if self._specification is not None:
            self._resolve()


def _is_same(one: ChartBlock, other: ChartBlock | None) -> bool:
    """Whether they are one chart: each language has a block of its own for it."""
    return one is other or (other is not None and one.id != "" and one.id == other.id)
