"""Where a presentation meets the window: its windows, what each key does, the time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from desktop_app.charts.truths import truths_of
from desktop_app.content import wording
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import Step
from desktop_app.content.problems import Problem
from desktop_app.content.reference import Reference
from desktop_app.session.conducting import Conductor
from desktop_app.session.preferences import PreferenceStore
from desktop_app.session.presentation import Cover, Presentation, Tool
from desktop_app.session.session import Session, SessionState
from desktop_app.session.slides import MASK
from desktop_app.shell.class_in_front import ClassInFront
from desktop_app.shell.class_log import ClassLog
from desktop_app.shell.class_screens import ClassScreens
from desktop_app.shell.lesson_view import LessonView
from desktop_app.shell.main_window import MainWindow
from desktop_app.shell.placing import WindowPlacing
from desktop_app.shell.predicting_desk import PredictingDesk
from desktop_app.shell.screens import Screens
from desktop_app.shell.teaching_desk import TeachingDesk
from desktop_app.shell.voting_desk import VotingDesk
from desktop_app.storage.settings import SettingsFile
from desktop_app.ui.charts.projected_card import ProjectedCard
from desktop_app.ui.common.watching import stop_with
from desktop_app.ui.models.projected_model import ProjectedModel
from desktop_app.ui.presenter.audience_window import AudienceWindow
from desktop_app.ui.presenter.console_window import ConsoleWindow
from desktop_app.ui.presenter.slide_view import Makers, SlideView
from desktop_app.ui.presenter.step_actions import StepActions
from desktop_app.ui.presenter.step_call import StepCall
from desktop_app.ui.presenter.time_words import foot_line


class PresenterDesk(QObject):
    """Made when a lesson is first presented; a presentation lasts until its lesson is closed,
    also while its windows are not shown. ``actions`` are what else is done with a slide.
    """

    def __init__(
        self, window: MainWindow, preferences: PreferenceStore, settings: SettingsFile
    ) -> None:
        super().__init__(window)
        self._window = window
        self._preferences = preferences
        self.presentation: Presentation | None = None
        self.audience: AudienceWindow | None = None
        self.console: ConsoleWindow | None = None
        self.conductor: Conductor | None = None
        self.is_presenting = False
        self.classroom = ClassInFront(settings, self)
        self.predicting = PredictingDesk(self.classroom, self)
        self.voting = VotingDesk(self.classroom, self)
        self.class_screens = ClassScreens(self.voting, self.predicting, self.do, self)
        self.teaching = TeachingDesk(self.voting, self)
        self.teaching.changed.connect(self._show_class)
        self.actions = StepActions(self)
        self.actions.follow(lambda: self.presentation.slide if self.presentation else None)
        self.class_screens.add_to(self.actions)
        self.calling = StepCall(self._steps, self._say_called, self._go_to_step)
        self._tells_time = False
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._tick)
        self._view: LessonView | None = None
        self._path: Path | None = None
        self.screens = Screens(self)
        self.placing = WindowPlacing(self.screens, settings, window)
        self.screens.changed.connect(self.arrange)
        window.lesson_opened.connect(self._follow)
        window.closed.connect(self._forget)
        stop_with(self, preferences.watch(lambda state: state.language, lambda _: self._speak()))

    def attend(self, log: ClassLog) -> None:
        """Keep what a class does in ``log``."""
        self.classroom.attend(log)
        self.teaching.attend(log)

    def present(self, on: bool) -> None:
        """Show the open lesson to an audience, or end that."""
        view = self._window.lesson_view
        if on and view is not None and not self.is_presenting:
            self._begin(view)
        elif not on and self.is_presenting:
            self._end()
        elif on and self.audience is not None:
            self.arrange()

    def _begin(self, view: LessonView) -> None:
        presentation = self._presentation_of(view)
        self.is_presenting = True
        self._window.actions_["present"].setChecked(True)
        place = view.session.state.place
        slide = presentation.slide
        if place is not None and (slide is None or slide.place != place):
            presentation.go_to_step(place.step)
        self.classroom.refresh()
        self.predicting.begin(presentation)
        self.voting.begin(presentation)
        self.teaching.begin(presentation)
        if self.conductor is not None and self.conductor.state.began is None:
            self.conductor.begin()
        self._clock.start()
        self.arrange()
        self._show_class()

    def _presentation_of(self, view: LessonView) -> Presentation:
        """The presentation of the open lesson with its windows, begun if there is none yet."""
        if self.presentation is not None and self._view is view:
            return self.presentation
        self._forget()
        self._view, self._path = view, self._window.path
        state = view.session.state
        session = Session(
            view.lesson.parameters,
            place=state.place,
            earlier=SessionState(parameters=state.parameters),
        )
        presentation = Presentation(view.lesson, session, view.language)
        presentation.computed = _computed(view.lesson, session, view.language)
        conductor = Conductor(presentation, lambda: datetime.now(UTC).astimezone())
        audience = AudienceWindow(
            presentation, self._preferences, self._makers(presentation, leads=True), self.do
        )
        self.actions.listen_in(audience)
        console = ConsoleWindow(
            presentation,
            conductor,
            self._preferences,
            audience,
            self._makers(presentation, animated=False),
            lambda block: truths_of(
                presentation.lesson, block, session.state.parameters, presentation.language
            ),
            self.do,
            self.actions,
        )
        self.placing.fill(console.screens_menu, self.arrange)
        self.teaching.fill(console.time.class_menu, console)
        for window in (audience, console):
            window.closed.connect(lambda: self._window.present(False))
        self.presentation, self.conductor = presentation, conductor
        self.audience, self.console = audience, console
        makers = self._makers(presentation)
        self.class_screens.begin(audience, console, lambda: SlideView(presentation, makers))
        return presentation

    def _follow(self, view: LessonView) -> None:
        """Go on with the lesson as it was saved since; with another one, it is over."""
        presentation, conductor = self.presentation, self.conductor
        is_same = self._window.path is not None and self._window.path == self._path
        if not is_same or presentation is None or conductor is None:
            self._forget()
            return
        self._view = view
        presentation.take_up(view.lesson)
        presentation.computed = _computed(view.lesson, presentation.session, presentation.language)
        conductor.plan_again()
        if self.audience is not None and self.console is not None:
            self.audience.slides.renew()
            self.console.renew()
            self.class_screens.renew()
            self._show_anew()

    def _end(self) -> None:
        """Back to the window, at the step where the presentation stands."""
        self.is_presenting = False
        self.teaching.end()
        self._window.actions_["present"].setChecked(False)
        self._clock.stop()
        presentation, view = self.presentation, self._view
        self.placing.remember(self.console)
        for window in (self.audience, self.console):
            if window is not None:
                window.hide()
        if presentation is not None and view is not None and presentation.slide is not None:
            view.session.go_to(presentation.slide.place)
        self._window.show()
        self._window.activateWindow()

    def _forget(self) -> None:
        """Another lesson is open, or none any more: what was presented is over."""
        windows = (self.audience, self.console)
        if self.is_presenting:
            self.placing.remember(self.console)
        self.audience = self.console = None
        self.class_screens.end()
        self.predicting.begin(None)
        self.voting.begin(None)
        self.teaching.end()
        self.presentation = self.conductor = self._view = None
        self._clock.stop()
        for window in windows:
            if window is not None:
                window.hide()
                window.deleteLater()
        if self.is_presenting:
            self.is_presenting = False
            self._window.actions_["present"].setChecked(False)

    def arrange(self) -> None:
        """Put the windows where they belong on the screens there are now."""
        audience, console = self.audience, self.console
        if not self.is_presenting or audience is None or console is None:
            return
        self.placing.arrange(audience, console)
        self.class_screens.show()

    # -- commands ------------------------------------------------------------------------

    def do(self, command: str) -> None:
        """What a key or a button of the presenter asks for."""
        presentation = self.presentation
        if presentation is None:
            return
        if self._close_help() and command in ("back", "help"):
            return
        if self.calling.take(command):
            return
        if command == "leave":
            self._window.present(False)
        elif command == "back":
            if not presentation.step_back() and not self.class_screens.put_away():
                self._window.present(False)
        elif command == "vote":
            self.class_screens.go_on()
        elif command in ("resume", "recall", "dismiss"):
            self.teaching.do(command)
        elif command == "reveal" and self.voting.is_shown:
            self.voting.do("reveal")
        elif command in ("time", "drop", "essential"):
            self._conduct(command)
        elif command == "console":
            self.placing.toggle_console()
            self.arrange()
            self._show_class()
        elif command == "swap":
            self.placing.swap()
            self.arrange()
        elif command == "help":
            shown = self.console if self._has_console else self.audience
            if shown is not None:
                shown.show_help(True)
        elif not self._read_on(command):
            _COMMANDS[command](presentation)

    def _read_on(self, command: str) -> bool:
        """Read on in a page that is longer than the screen, before going on from it."""
        by = _READING.get(command)
        return by is not None and self.audience is not None and self.audience.read_on(by)

    @property
    def _has_console(self) -> bool:
        return self.console is not None and self.console.isVisible()

    def _close_help(self) -> bool:
        """Take the list of keys away; whether it was there."""
        windows = (self.audience, self.console)
        shown = [one for one in windows if one is not None and one.help.isVisible()]
        for window in shown:
            window.show_help(False)
        return bool(shown)

    def _steps(self) -> Sequence[Step]:
        return [step for _, step in self.presentation.steps] if self.presentation else ()

    def _go_to_step(self, step: str) -> None:
        if self.presentation is not None:
            self.presentation.go_to_step(step)

    def _say_called(self, words: str) -> None:
        """Say which step is called: to the teacher alone where there is a console."""
        if self.audience is None or self.console is None:
            return
        if self._has_console:
            self.console.say(words)
        elif words:
            self.audience.show_line(words)
        else:
            self._show_class()
            self._tick()

    # -- the class -----------------------------------------------------------------------

    def _show_class(self) -> None:
        """Say which class is there, and where it stopped."""
        audience, console = self.audience, self.console
        if audience is None or console is None or not self.is_presenting:
            return
        words = self.teaching.words(self._preferences.state.language)
        console.time.show_class(self.teaching.name)
        console.banner.show_words(words, recalls=self.teaching.recalls)
        if words and not self._has_console:
            audience.show_line(f"{words} {self.tr('K: go on from there')}")
        elif not self._tells_time:
            audience.show_line("")

    # -- time ----------------------------------------------------------------------------

    def _conduct(self, command: str) -> None:
        """Show the time or take it away; or change what is left out, and say so."""
        conductor = self.conductor
        if conductor is None:
            return
        if command == "drop":
            conductor.drop_to_end()
        elif command == "essential":
            conductor.only_essential()
        self._tells_time = (
            not self._tells_time if command == "time" else self._tells_time or not self._has_console
        )
        self._show_class()
        self._tick()

    def _tick(self) -> None:
        """A second has gone, or the time is told otherwise."""
        if self.conductor is None or self.audience is None or self.presentation is None:
            return
        if self._tells_time:
            self.audience.show_line(foot_line(self.conductor, self.presentation))
        if self.console is not None and self._has_console:
            self.console.tick()

    # -- charts and words ----------------------------------------------------------------

    def _chart(self, presentation: Presentation, *, animated: bool = True) -> ProjectedCard:
        card = ProjectedCard(
            presentation.lesson, presentation.session, self._preferences, self._word
        )
        card.view.animated = animated and self._preferences.state.motion
        return card

    def _simulation(
        self, presentation: Presentation, *, animated: bool, leads: bool
    ) -> ProjectedModel:
        def card() -> ProjectedCard:
            made = self._chart(presentation, animated=False)  # its marks are moved for it
            made.probe.offered = False
            return made

        made = ProjectedModel(
            presentation.lesson,
            presentation.session,
            self._preferences,
            self._word,
            card,
            lambda: animated and self._preferences.state.motion,
        )
        made.leads = leads
        return made

    def _makers(
        self, presentation: Presentation, *, animated: bool = True, leads: bool = False
    ) -> Makers:
        """``leads``: for the audience's screen, whose simulations others follow."""
        return Makers(
            lambda: self._chart(presentation, animated=animated),
            lambda: self._simulation(presentation, animated=animated, leads=leads),
        )

    def _word(self, problem: Problem) -> str:
        return wording.message(problem, self._preferences.state.language)

    def _speak(self) -> None:
        if self.presentation is not None and self._view is not None:
            self.presentation.speak(self._view.language)
            self._show_anew()

    def _show_anew(self) -> None:
        """Show on both windows what the same slide is now."""
        if self.audience is not None and self.console is not None:
            self.audience.show_slide()
            self.console.show_all()
            self.class_screens.show()
            self._show_class()


_READING: Mapping[str, float] = {"next": 0.9, "previous": -0.9}
"""The commands that first read on, or back, and by how many screens."""
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
    "show-now": Presentation.show_now,
    "enter": lambda presentation: (
        presentation.show_now() if presentation.state.frozen else presentation.next()
    ),
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
