"""The stage: the step's charts and its simulation above, its question below."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollBar, QSplitter, QStyle, QVBoxLayout, QWidget

from desktop_app.content.lesson import Lesson
from desktop_app.content.model import Step
from desktop_app.content.problems import Problem
from desktop_app.content.reference import Reference
from desktop_app.session.preferences import PreferenceStore, look
from desktop_app.session.session import Session
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.keys import keep_arrows
from desktop_app.ui.common.scrolling import ColumnScroller
from desktop_app.ui.common.watching import stop_with

if TYPE_CHECKING:  # pyqtgraph and numpy come with the charts: only after the first paint
    from desktop_app.charts.ready import ReadyChart
    from desktop_app.ui.charts.chart_card import ChartCard
    from desktop_app.ui.charts.chart_deck import ChartDeck
    from desktop_app.ui.models.model_panel import ModelPanel
    from desktop_app.ui.quiz.question_card import QuestionCard

Wording = Callable[[Problem], str]
CHARTS_HEIGHT = 420
"""What a row of charts asks for in a column that scrolls as a whole."""
LOWEST_QUESTION, LOWEST_CHARTS, MOST_OF_STAGE = 180, 310, 0.55
"""A question gets the height that it asks for, within these: the rest is the charts'."""
LOWEST_SEVERAL = 280
"""Below several charts it keeps that height, if it asks for it: then the stage scrolls."""
QWIDGETSIZE_MAX = (1 << 24) - 1


class Stage(QWidget):
    """Holds the cards of a step; they come once the window is on screen."""

    scenes_changed = Signal()
    answered = Signal(object, object)
    """A question's block and the answer given to it: whoever keeps answers has it on disk
    before anything is said of it.
    """
    height_wanted = Signal()
    """:meth:`wanted_height` may be another one."""

    def __init__(
        self,
        lesson: Lesson,
        session: Session,
        preferences: PreferenceStore,
        wording: Wording,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._lesson = lesson
        self._session = session
        self._preferences = preferences
        self._wording = wording
        self._step: Step | None = None
        self._waiting: frozenset[str] = frozenset()
        self._by_hand = False
        self._asked: tuple[str, ...] = ()
        self._tallest = 0
        self._language = preferences.state.language
        self.deck: ChartDeck | None = None
        self.model_panel: ModelPanel | None = None
        self._seen: QWidget | None = None
        """Charts and simulation, above the question."""
        self.question_card: QuestionCard | None = None
        self._placeholder = _Placeholder(preferences)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(12)
        self.splitter.splitterMoved.connect(lambda *_: self.keep_heights())
        self.splitter.addWidget(self._placeholder)
        self._scroller = ColumnScroller()
        self._scroller.follow_focus()
        self._scroller.setWidget(self.splitter)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._scroller)
        stop_with(self, preferences.watch(look, lambda _: self._style()))
        self._style()

    @property
    def chart_card(self) -> ChartCard | None:
        """The first chart's card, once the cards are here."""
        return self.deck.cards[0] if self.deck is not None else None

    def show_step(self, step: Step, language: str, waiting: Collection[str] | None = None) -> None:
        """Show the cards of ``step``; ``waiting`` as :meth:`hold` has it, None as before."""
        self._step, self._language = step, language
        if waiting is not None:
            self._waiting = frozenset(waiting)
        self.setVisible(bool(step.charts or step.models or step.questions))
        self._show_cards()
        self._scroller.verticalScrollBar().setValue(0)

    def expect(self, ready: Sequence[ReadyChart]) -> None:
        """Charts of the step that comes next, made ready meanwhile."""
        if self.deck is not None:
            self.deck.expect(ready)

    def hold(self, waiting: Collection[str]) -> None:
        """Keep back what would tell of the tables ``waiting`` for a prediction: the
        questions, but for those that ask for it, and other charts.
        """
        if frozenset(waiting) != self._waiting:
            self._waiting = frozenset(waiting)
            self._show_cards()

    def take_focus(self, reference: Reference) -> QWidget | None:
        """Put the keyboard in the chart or the question of that name; returns its card."""
        if reference.kind == "chart" and self.deck is not None:
            card = self.deck.card_of(reference.name)
            if card is not None:
                card.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
                self._scroller.bring(card)
            return card
        if reference.kind in ("model", "state", "output") and self.model_panel is not None:
            if reference.kind == "state":
                self.model_panel.recall(reference.name)
            self._scroller.bring(self.model_panel)
            return self.model_panel
        if reference.kind == "question" and self.question_card is not None:
            self.question_card.take_focus()
            self._scroller.bring(self.question_card)
            return self.question_card
        return None

    @property
    def scroll_bar(self) -> QScrollBar:
        return self._scroller.verticalScrollBar()

    def colour_of(self, reference: Reference) -> str | None:
        """The colour in which a chart on the stage shows ``reference``."""
        return self.deck.colour_of(reference) if self.deck is not None else None

    def takes_prediction(self, chart: str) -> bool:
        """Whether what is predicted on ``chart`` is the answer to the question shown."""
        return self.question_card is not None and self.question_card.takes_prediction(chart)

    def wanted_height(self) -> int:
        """What the cards ask for in a column that scrolls as a whole, in pixels."""
        step = self._step
        if step is None:
            return 0
        px = Type(self._preferences.state.scale).px
        rows = (self.deck.rows if self.deck is not None else 1) if step.charts else 0
        height = rows * px(CHARTS_HEIGHT)
        if step.models and self.model_panel is not None:
            margins = self._column.contentsMargins()
            height += self.model_panel.wanted_height() + margins.top() + margins.bottom()
        if step.questions and self.question_card is not None:
            gap = self.splitter.handleWidth() if height else 0
            margins = self._column.contentsMargins()
            height += margins.top() + margins.bottom() + gap
            height += max(self._question_height(), px(LOWEST_QUESTION))
        return height

    def load_cards(self) -> None:
        """Bring in questions and charts; called once, right after the first paint."""
        if self.deck is not None:
            return
        from desktop_app.ui.charts.chart_deck import ChartDeck
        from desktop_app.ui.models.model_panel import ModelPanel
        from desktop_app.ui.quiz.question_card import QuestionCard

        known = (self._lesson, self._session, self._preferences, self._wording)
        self.question_card = QuestionCard(*known, record=self.answered.emit)
        self.deck = ChartDeck(self._make_card, self._preferences)
        self.deck.scenes_changed.connect(self.scenes_changed)
        self.deck.scenes_changed.connect(self._tell_question)
        self.deck.rearranged.connect(self._rearranged)
        stop_with(
            self.deck,
            self._preferences.watch(lambda state: state.motion, lambda _: self._allow_motion()),
        )
        self.model_panel = ModelPanel(*known, self._make_fed_card, self._is_motion_allowed)
        self.model_panel.height_wanted.connect(self._rearranged)
        self._seen = QWidget()
        seen = QVBoxLayout(self._seen)
        seen.setContentsMargins(0, 0, 0, 0)
        seen.addWidget(self.deck, 1)
        seen.addWidget(self.model_panel, 1)
        self.splitter.replaceWidget(0, self._seen)
        self.splitter.addWidget(self.question_card)
        self._placeholder.deleteLater()
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.question_card.height_wanted.connect(self._rearranged)
        self._rearranged()

    def _make_card(self) -> ChartCard:
        from desktop_app.ui.charts.chart_card import ChartCard

        card = ChartCard(self._lesson, self._session, self._preferences, self._wording)
        card.view.animated = self._is_motion_allowed()
        for walked in (card.view, card.table):
            keep_arrows(walked)  # they walk the marks, and change no step
        return card

    def _make_fed_card(self) -> ChartCard:
        """A card for a simulation, which moves its marks by itself."""
        card = self._make_card()
        card.view.animated = False
        card.probe.offered = False  # questions ask about charts of the lesson
        return card

    def _is_motion_allowed(self) -> bool:
        """Whether charts are animated: where that is wanted here and by the system."""
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        return self._preferences.state.motion and self.style().styleHint(hint) > 0

    def _allow_motion(self) -> None:
        for card in self.deck.cards if self.deck is not None else ():
            card.view.animated = self._is_motion_allowed()

    def _show_cards(self) -> None:
        step, deck, question = self._step, self.deck, self.question_card
        model = self.model_panel
        if step is None or deck is None or question is None or model is None:
            return
        asked = [one for one in step.questions if not self._waiting or one.type == "prediction"]
        question.show_questions(asked, self._language, step)
        question.setVisible(bool(asked))
        if self._seen is not None:
            self._seen.setVisible(bool(step.charts or step.models))
        deck.setVisible(bool(step.charts))
        model.setVisible(bool(step.models))
        model.show_model(step.models[0] if step.models else None, self._language)
        held = self._lesson.charts_held_back(step, self._language, self._waiting)
        deck.await_charts(True)
        self._fit_question()
        deck.show_charts(step.charts, self._language, held)
        deck.await_charts(False)
        self._tell_question()
        self.scenes_changed.emit()

    def _tell_question(self) -> None:
        """What can be pointed at: the marks and axes of the step's first chart."""
        if self.question_card is not None and self._step is not None:
            first = self.chart_card if self._step.charts else None
            self.question_card.show_scene(first.scene if first is not None else None)

    def _rearranged(self) -> None:
        self._fit_question()
        self.height_wanted.emit()

    # -- heights -----------------------------------------------------------------------

    @property
    def is_arranged_by_hand(self) -> bool:
        """Whether somebody has moved the border between charts and question."""
        return self._by_hand

    def keep_heights(self) -> None:
        """Leave the border between charts and question where it was put."""
        self._by_hand = True

    def _question_height(self) -> int:
        """What the question asks for. It grows with what is said of its answer; it shrinks
        with another question alone, for the charts not to jump.
        """
        card = self.question_card
        if card is None:
            return 0
        asked = tuple(block.id for block in self._step.questions) if self._step else ()
        asked = (*asked, card.question.id if card.question else "")
        if asked != self._asked:
            self._asked, self._tallest = asked, 0
        self._tallest = max(self._tallest, card.wanted_height())
        return self._tallest

    def _fit_question(self) -> None:
        card, deck = self.question_card, self.deck
        if card is None or deck is None or self._step is None:
            return
        px = Type(self._preferences.state.scale).px
        wanted, lowest = self._question_height(), px(LOWEST_QUESTION)
        alone = not (self._step.charts or self._step.models)
        card.setMaximumHeight(max(wanted, lowest) if alone else QWIDGETSIZE_MAX)
        several = len(deck.cards) > 1 or bool(self._step.models)
        card.setMinimumHeight(min(max(wanted, lowest), px(LOWEST_SEVERAL)) if several else 0)
        if alone or self._by_hand or self._step.models or card.isHidden():
            return
        room = self._scroller.viewport().height()
        if self.splitter.height() < room:  # it was lower, for a question alone
            self.splitter.setMaximumHeight(QWIDGETSIZE_MAX)
            self.splitter.resize(self.splitter.width(), room)
        total = self.splitter.height() - self.splitter.handleWidth()
        if total > 0:
            most = min(round(MOST_OF_STAGE * total), total - px(LOWEST_CHARTS))
            if total - wanted >= deck.rows * px(CHARTS_HEIGHT):
                most = wanted  # nothing scrolls in a column that scrolls as a whole
            height = max(min(wanted, most), lowest)
            self.splitter.setSizes([total - height, height])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tallest = 0
        self._fit_question()

    def _style(self) -> None:
        px = Type(self._preferences.state.scale).px
        self._column.setContentsMargins(px(8), px(20), px(20), px(20))
        self._fit_question()


class _Placeholder(QFrame):
    """Stands where the chart will be."""

    def __init__(self, preferences: PreferenceStore) -> None:
        super().__init__()
        self.setObjectName("card")
        self._label = QLabel()
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._label.setProperty("muted", True)
        self._label.setFont(Type(preferences.state.scale).interface())
        column = QVBoxLayout(self)
        column.addWidget(self._label)
        self._translate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()
        super().changeEvent(event)

    def _translate(self) -> None:
        self._label.setText(self.tr("One moment…"))
