"""Where a presentation meets the window: what is shown, on which screen, by which key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer

from desktop_app.content import wording
from desktop_app.content.lesson import Lesson
from desktop_app.content.problems import Problem
from desktop_app.content.reference import Reference
from desktop_app.session.conducting import Conductor
from desktop_app.session.preferences import PreferenceStore
from desktop_app.session.presentation import Cover, Presentation, Tool
from desktop_app.session.session import Session, SessionState
from desktop_app.session.slides import MASK
from desktop_app.shell.chart_cards import ResultCard
from desktop_app.shell.lesson_view import LessonView
from desktop_app.shell.main_window import MainWindow
from desktop_app.shell.screens import Screens
from desktop_app.shell.voting_desk import VotingDesk
from desktop_app.storage.settings import SettingsFile
from desktop_app.ui.charts.projected_card import ProjectedCard
from desktop_app.ui.common.watching import stop_with
from desktop_app.ui.presenter.audience_window import AudienceWindow
from desktop_app.ui.presenter.screens import Wish, arrange
from desktop_app.ui.presenter.vote_panel import VotePanel


class PresenterDesk(QObject):
    """Made when a lesson is first presented; a presentation lasts until its lesson is closed,
    also while its windows are not shown.
    """

    def __init__(
        self, window: MainWindow, preferences: PreferenceStore, settings: SettingsFile
    ) -> None:
        super().__init__(window)
        self._window = window
        self._preferences = preferences
        self._settings = settings
        self.presentation: Presentation | None = None
        self.audience: AudienceWindow | None = None
        self.conductor: Conductor | None = None
        self.is_presenting = False
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._show_time)
        self._view: LessonView | None = None
        self.voting = VotingDesk(settings, self)
        self.voting.changed.connect(self._show_vote)
        self.panel: VotePanel | None = None
        self.screens = Screens(self)
        self.screens.changed.connect(self.arrange)
        window.lesson_opened.connect(lambda _: self._forget())
        window.closed.connect(self._forget)
        stop_with(self, preferences.watch(lambda state: state.language, lambda _: self._speak()))

    def present(self, on: bool) -> None:
        """Show the open lesson to an audience, or end that."""
        view = self._window.lesson_view
        if on and view is not None and not self.is_presenting:
            self._begin(view)
        elif not on and self.is_presenting:
            self._end()
        elif on and self.audience is not None:
            self.audience.activateWindow()

    def _begin(self, view: LessonView) -> None:
        presentation = self._presentation_of(view)
        if self.audience is None:
            self.audience = AudienceWindow(
                presentation, self._preferences, lambda: self._chart(presentation), self.do
            )
            self.audience.closed.connect(lambda: self._window.present(False))
        self.is_presenting = True
        self._window.actions_["present"].setChecked(True)
        place = view.session.state.place
        slide = presentation.slide
        if place is not None and (slide is None or slide.place != place):
            presentation.go_to_step(place.step)
        self.voting.begin(presentation)
        if self.conductor is not None and self.conductor.state.began is None:
            self.conductor.begin()
        self.arrange()

    def _presentation_of(self, view: LessonView) -> Presentation:
        """The presentation of the open lesson, begun if there is none yet."""
        if self.presentation is None or self._view is not view:
            self._forget()
            self._view = view
            state = view.session.state
            session = Session(
                view.lesson.parameters,
                place=state.place,
                earlier=SessionState(parameters=state.parameters),
            )
            self.presentation = Presentation(view.lesson, session, view.language)
            self.presentation.computed = _computed(view.lesson, session, view.language)
            self.conductor = Conductor(self.presentation, lambda: datetime.now(UTC).astimezone())
        return self.presentation

    def _end(self) -> None:
        """Back to the window, at the step where the presentation stands."""
        self.is_presenting = False
        self._window.actions_["present"].setChecked(False)
        presentation, view = self.presentation, self._view
        if self.audience is not None:
            self.audience.hide()
        if presentation is not None and view is not None and presentation.slide is not None:
            view.session.go_to(presentation.slide.place)
        self._window.show()
        self._window.activateWindow()

    def _forget(self) -> None:
        """Another lesson is open, or none any more: what was presented is over."""
        audience, self.audience = self.audience, None
        self.panel = None
        self.voting.begin(None)
        self.presentation = self.conductor = self._view = None
        self._clock.stop()
        if audience is not None:
            audience.hide()
            audience.deleteLater()
        if self.is_presenting:
            self.is_presenting = False
            self._window.actions_["present"].setChecked(False)

    # -- screens -------------------------------------------------------------------------

    def arrange(self) -> None:
        """Put the windows where they belong on the screens there are now."""
        if not self.is_presenting or self.audience is None:
            return
        found = arrange(self.screens.now(), Wish())
        if found.audience is not None:
            self.screens.place(self.audience, found.audience, None)
            self.audience.activateWindow()
            if self.panel is not None and self.audience.panel is self.panel:
                self.panel.look_after_focus()
            else:
                self.audience.setFocus()

    # -- commands ------------------------------------------------------------------------

    def do(self, command: str) -> None:
        """What a key of the presenter asks for."""
        presentation = self.presentation
        if presentation is None:
            return
        if self._close_help() and command in ("back", "help"):
            return
        if command == "back":
            if not presentation.step_back() and not self.voting.back():
                self._window.present(False)
        elif command == "vote":
            self._vote()
        elif command == "reveal" and self.voting.is_shown:
            self.voting.do("reveal")
        elif command in ("time", "drop", "essential"):
            self._conduct(command)
        elif command == "help":
            if self.audience is not None:
                self.audience.show_help(True)
        else:
            _COMMANDS[command](presentation)

    # -- votes ---------------------------------------------------------------------------

    def _vote(self) -> None:
        """Open a vote, or do what comes next in it."""
        if self.voting.is_shown and self.panel is not None:
            self.panel.press("main")
        else:
            self.voting.open()

    def _show_vote(self) -> None:
        """Let the vote stand in for its slide on the audience's screen."""
        audience, view = self.audience, self.voting.view()
        if audience is None:
            return
        if view is not None:
            if self.panel is None:
                self.panel = self._vote_panel()
            self.panel.show_vote(view)
        audience.show_panel(self.panel if view is not None else None)
        if view is not None and self.panel is not None and not self.panel.hasFocus():
            self.panel.look_after_focus()
        audience.offer_vote(view is None and self.voting.asked is not None)

    def _vote_panel(self) -> VotePanel:
        panel = VotePanel(self._result_card)
        panel.wanted.connect(self.voting.do)
        panel.counted.connect(self.voting.count)
        panel.cast.connect(self.voting.cast)
        panel.class_wanted.connect(self.voting.choose_class)
        return panel

    def _result_card(self) -> ResultCard:
        view = self._view
        assert view is not None
        card = ResultCard(view.lesson, Session({}), self._preferences, self._word)
        card.view.animated = self._preferences.state.motion
        return card

    # -- time ----------------------------------------------------------------------------

    def _conduct(self, command: str) -> None:
        """Show the time or take it away; or change what is left out, and say so."""
        conductor, audience = self.conductor, self.audience
        if conductor is None or audience is None:
            return
        if command == "time" and self._clock.isActive():
            self._clock.stop()
            audience.show_line("")
            return
        if command == "drop":
            conductor.drop_to_end()
        elif command == "essential":
            conductor.only_essential()
        self._clock.start()
        self._show_time()

    def _show_time(self) -> None:
        if self.conductor is not None and self.audience is not None:
            self.audience.show_line(self._time_words(self.conductor))

    def _time_words(self, conductor: Conductor) -> str:
        """The clock, how long, how late, when it ends, what is left out."""
        pace, ends = conductor.pace(), conductor.state.ends
        if pace is None or ends is None or self.presentation is None:
            return ""
        late = round(pace.late)
        said = [
            f"{datetime.now(UTC).astimezone():%H:%M}",
            self.tr("{minutes} min so far").format(minutes=int(pace.elapsed)),
        ]
        if late > 0:
            said.append(self.tr("{minutes} min late").format(minutes=late))
        elif late < 0:
            said.append(self.tr("{minutes} min early").format(minutes=-late))
        said.append(self.tr("ends at {time}").format(time=f"{ends:%H:%M}"))
        dropped = len(self.presentation.state.dropped)
        if dropped:
            said.append(self.tr("steps left out: {count}").format(count=dropped))
        found = conductor.dropping()
        if found is not None and not found.fits:
            said.append(self.tr("the essential steps alone take longer"))
        return " · ".join(said)

    def _close_help(self) -> bool:
        """Take the list of keys away; whether it was there."""
        if self.audience is None or not self.audience.help.isVisible():
            return False
        self.audience.show_help(False)
        return True

    # -- charts --------------------------------------------------------------------------

    def _chart(self, presentation: Presentation) -> ProjectedCard:
        card = ProjectedCard(
            presentation.lesson, presentation.session, self._preferences, self._word
        )
        card.view.animated = self._preferences.state.motion
        return card

    def _word(self, problem: Problem) -> str:
        return wording.message(problem, self._preferences.state.language)

    def _speak(self) -> None:
        if self.presentation is not None and self._view is not None:
            self.presentation.speak(self._view.language)
            if self.audience is not None:
                self.audience.show_slide()


_COMMANDS: Mapping[str, Callable[[Presentation], object]] = {
    "next": Presentation.next,
    "previous": Presentation.previous,
    "first": Presentation.first,
    "last": Presentation.last,
    "reveal": Presentation.reveal,
    "black": lambda presentation: presentation.cover(Cover.BLACK),
    "white": lambda presentation: presentation.cover(Cover.WHITE),
    "curtain": Presentation.draw_curtain,
    "spotlight": lambda presentation: presentation.take(Tool.SPOTLIGHT),
    "magnifier": lambda presentation: presentation.take(Tool.MAGNIFIER),
    "pen": lambda presentation: presentation.take(Tool.PEN),
    "wipe": Presentation.wipe,
    "larger": lambda presentation: presentation.grow(True),
    "smaller": lambda presentation: presentation.grow(False),
    "freeze": Presentation.freeze,
    "press": Presentation.press,
    "start": lambda presentation: presentation.cover(Cover.NONE),
}


def _computed(lesson: Lesson, session: Session, language: str) -> Callable[[Reference], str | None]:
    """How the figures of simulations are told now: masked before their prediction."""
    from desktop_app.models.figures import ModelFigures

    figures = ModelFigures(lesson)

    def told(reference: Reference) -> str | None:
        if figures.waits(reference, language, lambda block: session.prediction(block).revealed):
            return MASK
        return figures.text(reference, session.state.parameters, language)

    return told
