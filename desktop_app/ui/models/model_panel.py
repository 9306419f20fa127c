"""A simulation on the stage: its views, its controls, and what it goes through."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.charts.feed import Feed
from desktop_app.content.fields import in_language
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import ModelBlock
from desktop_app.content.numbers import format_number, with_unit
from desktop_app.content.problems import Problem
from desktop_app.content.typography import typeset
from desktop_app.models.run import Run
from desktop_app.models.told import TellingError
from desktop_app.session.preferences import PreferenceStore, look
from desktop_app.session.session import OPTION, Session, option_in
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.theme import THEMES
from desktop_app.ui.common.view_card import ViewCard
from desktop_app.ui.common.watching import stop_with
from desktop_app.ui.models.controls_card import ControlsCard
from desktop_app.ui.models.curve import CurveToPredict
from desktop_app.ui.models.drawing import SHOWN_BEFORE, Drawings
from desktop_app.ui.models.honesty_panel import HonestyPanel
from desktop_app.ui.models.player import Player
from desktop_app.ui.models.recall import Recall
from desktop_app.ui.models.simulation import Simulation
from desktop_app.ui.models.slider_row import SliderRow
from desktop_app.ui.models.views_grid import ViewsGrid
from desktop_app.ui.models.words import notes_of

SAID_AFTER = 700
"""Milliseconds without a move until a summary is read aloud."""
_RINGS_ONLY = ("cascade",)


LOW = "/regions"
"""How the charts are called that need less height than others."""


@dataclass(frozen=True)
class Pinned:
    """A set of parameters kept to compare with: where it was, and what was found."""

    parameters: dict[str, float]
    run: Run
    drawings: Drawings


class ModelPanel(QWidget):
    """Shows the model block of a step and follows the session. Hidden without one."""

    height_wanted = Signal()
    drawn = Signal()
    """What is shown, and what the controls say, may be something else."""
    leads = True
    """Whether it goes on by itself after a parameter was moved. Of several panels that follow
    one session, one leads.
    """

    def __init__(
        self,
        lesson: Lesson,
        session: Session,
        preferences: PreferenceStore,
        wording: Callable[[Problem], str],
        make_card: Callable[[], ViewCard],
        is_motion_allowed: Callable[[], bool],
    ) -> None:
        super().__init__()
        self._lesson = lesson
        self._session = session
        self._preferences = preferences
        self._wording = wording
        self._block: ModelBlock | None = None
        self._language = preferences.state.language
        self.simulation: Simulation | None = None
        self._drawings: Drawings | None = None
        self._alone: Drawings | None = None
        self._beside: Drawings | None = None
        self._pinned: Pinned | None = None
        self._curve: CurveToPredict | None = None
        self._adjusted = session.state.adjusted
        self._is_own = False
        self.player = Player(is_motion_allowed, self)
        self._recall = Recall(session, is_motion_allowed, self)
        self._make_card = make_card
        self.views = ViewsGrid(self._new_card)
        self.honesty = HonestyPanel()
        self.defect = QLabel()
        self.defect.setWordWrap(True)
        self.defect.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.defect.setProperty("muted", True)
        self.controls = ControlsCard()
        self._said = QTimer(self)
        self._said.setSingleShot(True)
        self._said.setInterval(SAID_AFTER)
        self._said.timeout.connect(self.controls.announce)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._draw)
        self._stack = QStackedWidget()
        for page in (self.views, self.honesty, self.defect):
            self._stack.addWidget(page)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._connect()
        self._arrange()
        self._style()

    def _new_card(self) -> ViewCard:
        """A card for one more view."""
        return self._make_card()

    def _arrange(self) -> None:
        """Where the parts stand: the controls below the views."""
        self._column.addWidget(self._stack, 1)
        self._column.addWidget(self.controls)

    def _connect(self) -> None:
        controls, session = self.controls, self._session
        controls.play_wanted.connect(self._toggle_play)
        controls.perturb_wanted.connect(self._perturb)
        controls.reset_wanted.connect(self._reset)
        controls.compare_wanted.connect(self._toggle_comparison)
        controls.honesty_wanted.connect(self._show_page)
        controls.again_wanted.connect(self._predict_again)
        controls.foresight.chosen.connect(self._predict)
        controls.foresight.submitted.connect(self._submit)
        controls.foresight.skipped.connect(self._skip)
        self.player.ticked.connect(self._draw)
        self.player.changed.connect(self._show_playing)
        self.views.rearranged.connect(self.height_wanted)
        stop_with(
            self,
            session.watch(lambda state: (state.parameters, state.played), lambda _: self._follow()),
            session.watch(lambda state: state.predictions, lambda _: self._show()),
            self._preferences.watch(look, lambda _: self._style()),
        )

    # -- what is shown -------------------------------------------------------------------------

    def show_model(self, block: ModelBlock | None, language: str) -> None:
        """Show ``block``; one that is not sound shows what is wrong with it instead."""
        same = self._block is not None and block is not None and block.id == self._block.id
        if block is self._block and language == self._language and self.simulation is not None:
            return
        self.player.stop()
        self._recall.stop()
        self._block, self._language = block, language
        self.simulation, self._drawings, self._curve = None, None, None
        if not same:
            self._pinned = None
            self.controls.honesty_button.setChecked(False)
        self.controls.compare_button.setChecked(self._pinned is not None)
        if block is None:
            return
        problem = self._begin(block)
        if problem is not None:
            self.defect.setText(
                "\n".join((self.tr("This simulation can’t be shown."), self._wording(problem)))
            )
        self.controls.setVisible(problem is None)
        self._draw()
        self._show_page()

    def _begin(self, block: ModelBlock) -> Problem | None:
        """Start the simulation of ``block``; what keeps it from that."""
        wrong = next((problem for problem in block.problems if problem.is_error), None)
        if wrong is not None:
            return wrong
        try:
            simulation = Simulation(self._lesson, self._session, block, self._language)
        except TellingError as error:
            return Problem(error.code, error.location, values=error.values)
        self.simulation = simulation
        self._adjusted = self._session.state.adjusted
        self._drawings = self._alone = self._make_drawings(simulation, narrow=False)
        self._beside = self._make_drawings(simulation, narrow=True)
        if self._pinned is not None:
            self._drawings = self._beside
            self._pin(self._pinned.parameters, self._pinned.run)
        curve = block.foresight.curve if block.foresight is not None else None
        if curve is not None:
            self._curve = CurveToPredict(self._lesson, simulation, curve, self)
            self._curve.changed.connect(self._show)
        self._make_rows(simulation)
        self.honesty.show_model(simulation.texts)
        return None

    @staticmethod
    def _make_drawings(simulation: Simulation, *, narrow: bool) -> Drawings:
        """Views to stand alone, or ``narrow`` ones to stand beside others."""
        name = f"{simulation.block.id}{'-beside' if narrow else ''}"
        return Drawings(simulation.model.id, name, replace(simulation.frame, is_narrow=narrow))

    def _make_rows(self, simulation: Simulation) -> None:
        rows: dict[str, SliderRow] = {}
        for name in simulation.told.sliders:
            parameter = simulation.told.slid_by(name)
            symbol = parameter.symbol if parameter is not None else ""
            is_log = parameter is not None and parameter.scale == "log"
            declared = self._lesson.parameters[name]
            wide = declared.minimum > 0 and declared.maximum / declared.minimum >= 10
            row = SliderRow(declared, symbol, self._language, is_log=is_log and wide)
            row.changed.connect(
                lambda value, continues, name=name: self._session.set_parameter(
                    name, value, continues=continues
                )
            )
            rows[name] = row
        self.controls.set_rows(rows)

    # -- following the session -----------------------------------------------------------------

    @property
    def asks(self) -> bool:
        """Whether something is to be predicted before anything moves."""
        block = self._block
        if block is None or block.foresight is None or self.simulation is None:
            return False
        return not self._session.prediction(block.id).revealed

    def _follow(self) -> None:
        """Parameters or the state are others: by a person's hand, by undoing, or by playing."""
        simulation = self.simulation
        if simulation is None or simulation.acts or self._is_own:
            return
        adjusted, self._adjusted = self._adjusted, self._session.state.adjusted
        before = simulation.run
        try:
            changed = simulation.refresh()
        except TellingError as error:
            self._break(Problem(error.code, error.location, values=error.values))
            return
        if adjusted != self._adjusted and changed and self.leads and not self.asks:
            simulation.follow(before)
            if simulation.model.plays:
                self.player.play(simulation, follows=True)
        elif not changed or adjusted == self._adjusted:
            self.player.stop()
        self._show()

    def _break(self, problem: Problem) -> None:
        self.player.stop()
        self.simulation = None
        text = self.tr("This simulation can’t be shown.")
        self.defect.setText("\n".join((text, self._wording(problem))))
        self.controls.hide()
        self._show_page()

    def _own(self, act: Callable[[], None]) -> None:
        """Do what changes the session, without following it."""
        self._is_own = True
        try:
            act()
        finally:
            self._is_own = False

    def _show(self) -> None:
        """Show what the simulation finds, before the next event of a hand: once for all that
        happens until then.
        """
        if not self._soon.isActive():
            self._soon.start()

    def _draw(self) -> None:
        """Show what the simulation finds now."""
        simulation, drawings = self.simulation, self._drawings
        if simulation is None or drawings is None:
            return
        asks = self.asks
        drawings.show(simulation.run, simulation.trace, veiled=asks)
        feeds = self._feeds(simulation, drawings)
        low = [rank for rank, feed in enumerate(feeds) if feed.specification.chart.endswith(LOW)]
        paired = self._pinned is not None and not asks
        self.views.show_feeds(feeds, paired=paired, low=low)
        self._show_words(simulation, asks=asks)
        for name, row in self.controls.rows.items():
            row.show_value(self._session.state.parameters[name])
        self.controls.ask(asks)
        self._show_page()
        self.drawn.emit()

    def _feeds(self, simulation: Simulation, drawings: Drawings) -> list[Feed]:
        views = tuple(view for view in simulation.told.views if self._can_be_seen(view))
        found: list[Feed] = []
        if self._shows_curve and self._curve is not None and self._curve.feed is not None:
            found.append(self._curve.feed)
        if self.asks:
            views = tuple(view for view in views if view in SHOWN_BEFORE)
        credit = simulation.texts.credit
        pinned = self._pinned if not self.asks else None
        if pinned is not None:
            found = []
        for view in views:
            feed = drawings.feed(view, credit)
            if pinned is not None:
                found.append(_named("A", pinned.drawings.feed(view, credit)))
                feed = _named("B", feed)
            found.append(feed)
        return found

    @property
    def _shows_curve(self) -> bool:
        """Whether there is room for the curve that is predicted."""
        return True

    def _can_be_seen(self, view: str) -> bool:
        """Whether a view that no author asks for has something to show."""
        simulation = self.simulation
        assert simulation is not None
        is_named = bool(simulation.block.views)
        return is_named or view not in _RINGS_ONLY or simulation.values["map"] == "ring"

    def _show_words(self, simulation: Simulation, *, asks: bool) -> None:
        controls, block = self.controls, simulation.block
        run = simulation.run
        summary = "" if asks else simulation.texts.summary(run)
        if self._pinned is not None and not asks:
            summary = f"B{self._colon}{summary}"
        notes = notes_of(simulation.texts, run)
        if self.player.tired:
            notes = f"{notes} {self.tr('It still moves: let it run on.')}".strip()
        controls.say(summary, "" if asks else notes)
        controls.compared.setText(self._said_of_pinned(simulation) if not asks else "")
        controls.compared.setVisible(bool(controls.compared.text()))
        controls.play_button.setVisible(simulation.model.plays)
        controls.perturb_button.setVisible(simulation.model.plays)
        draws = block.foresight is not None and block.foresight.curve is not None
        controls.again_button.setVisible(block.foresight is not None and not (draws or asks))
        self._show_prediction(simulation)
        if not asks and not self.player.is_playing:
            self._said.start()

    def _show_prediction(self, simulation: Simulation) -> None:
        """What is asked, or what was said before the result was known."""
        foresight, controls = simulation.block.foresight, self.controls
        controls.predicted.setText("")
        if foresight is not None:
            prediction = self._session.prediction(simulation.block.id)
            controls.foresight.show_foresight(foresight, prediction, self._language)
            rank = option_in(prediction.estimates)
            if prediction.revealed and rank is not None and rank < len(foresight.options):
                told = typeset(foresight.options[rank], self._language)
                text = self.tr("You predicted: {what}").format(what=told)
                controls.predicted.setText(text)
        controls.predicted.setVisible(bool(controls.predicted.text()))

    def _said_of_pinned(self, simulation: Simulation) -> str:
        """A, in words: where its parameters were, and what was found."""
        pinned = self._pinned
        if pinned is None:
            return ""
        told = []
        for name in simulation.told.used:
            one = self._lesson.parameters[name]
            unit = in_language(one.unit, self._language)
            number = format_number(pinned.parameters[name], self._language, one.decimals)
            label = in_language(one.label, self._language)
            told.append(f"{label} {with_unit(number, unit, self._language)}")
        return f"A{self._colon}{', '.join(told)}. {simulation.texts.summary(pinned.run)}"

    @property
    def _colon(self) -> str:
        return "\u202f: " if self._language == "fr" else ": "

    def _show_playing(self) -> None:
        self.controls.show_playing(self.player.is_playing)
        self.drawn.emit()
        if not self.player.is_playing:
            self._show()

    def _show_page(self) -> None:
        if self.simulation is None:
            page: QWidget = self.defect
        elif self.controls.honesty_button.isChecked() and not self.asks:
            page = self.honesty
        else:
            page = self.views
        self._stack.setCurrentWidget(page)

    # -- what is done ----------------------------------------------------------------------------

    def _toggle_play(self) -> None:
        simulation = self.simulation
        if simulation is None:
            return
        if self.player.is_playing:
            self.player.stop()
            return
        state = simulation.state
        if state is not None:
            moving = type(state)(state.values, True, state.nudged)
            before = simulation.run
            simulation.stand(moving, follows=False, since=before)
            self.player.play(simulation, follows=True)

    def _perturb(self) -> None:
        simulation = self.simulation
        if simulation is not None:
            simulation.perturb()
            self.player.play(simulation, follows=True)
            self._show()

    def _reset(self) -> None:
        """Parameters as the lesson sets them, at the beginning: one undo takes it all back."""
        simulation = self.simulation
        if simulation is None:
            return
        self.player.stop()
        used = {name: self._lesson.parameters[name].default for name in simulation.told.used}
        adjusted = self._session.state.adjusted

        def act() -> None:
            self._session.set_parameters(used)
            self._adjusted = self._session.state.adjusted
            simulation.refresh()
            simulation.restart(follows=self._adjusted != adjusted)

        self._own(act)
        self._show()

    def recall(self, name: str) -> None:
        """Go to the state of that name."""
        simulation = self.simulation
        states = {state.name: state for state in simulation.block.states} if simulation else {}
        if simulation is None or name not in states:
            return
        self.player.stop()
        state = states[name]

        def restart() -> None:
            self.player.stop()
            simulation.restart(follows=bool(state.values))
            self._show()

        values = {key: value for key, value, _ in state.values}
        self._recall.go(values, restart if state.restarts else lambda: None)

    def _toggle_comparison(self) -> None:
        simulation = self.simulation
        if simulation is None:
            return
        if self._pinned is None:
            used = simulation.told.used
            parameters = {name: self._session.state.parameters[name] for name in used}
            self._pin(parameters, simulation.run)
        else:
            self._pinned = None
        self._drawings = self._beside if self._pinned is not None else self._alone
        self.controls.compare_button.setChecked(self._pinned is not None)
        self._show()

    def _pin(self, parameters: dict[str, float], run: Run) -> None:
        assert self._beside is not None
        drawings = self._beside.twin(f"{self._block.id if self._block else ''}-pinned")
        drawings.show(run, ())
        self._pinned = Pinned(parameters, run, drawings)

    # -- predicting --------------------------------------------------------------------------------

    def _predict(self, rank: int) -> None:
        if self._block is not None:
            self._session.predict(self._block.id, {OPTION.format(rank): 1.0})

    def _submit(self) -> None:
        if self._block is not None:
            self._session.reveal(self._block.id)
            self._focus_first_row()

    def _skip(self) -> None:
        if self._block is not None:
            self._session.skip_prediction(self._block.id)
            self._focus_first_row()

    def _predict_again(self) -> None:
        if self._block is not None:
            self.player.stop()
            self._session.predict_again(self._block.id)

    def _focus_first_row(self) -> None:
        for row in self.controls.rows.values():
            row.slider.setFocus(Qt.FocusReason.OtherFocusReason)
            return

    # -- looks ---------------------------------------------------------------------------------

    def wanted_height(self) -> int:
        """What views and controls ask for in a column that scrolls as a whole, in pixels."""
        height = max(self.controls.minimumHeight(), self.controls.sizeHint().height())
        return self.views.least_height() + self._column.spacing() + height

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show()

    def _style(self) -> None:
        state = self._preferences.state
        type_ = Type(state.scale)
        self._column.setSpacing(type_.px(12))
        self.defect.setFont(type_.interface(14))
        self.views.set_type(type_)
        self.honesty.set_type(type_)
        self.controls.set_look(THEMES[state.theme], type_)


def _named(name: str, feed: Feed) -> Feed:
    """``feed`` with a letter before its title."""
    specification = feed.specification
    return replace(
        feed, specification=replace(specification, title=f"{name} · {specification.title}")
    )
