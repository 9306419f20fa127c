"""What a class does, on the windows of a presentation: its votes and its predictions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop_app.shell.predicting_desk import PredictingDesk
from desktop_app.shell.voting_desk import VotingDesk
from desktop_app.ui.common.collected import Collected
from desktop_app.ui.presenter.audience_window import AudienceWindow
from desktop_app.ui.presenter.console_window import ConsoleWindow
from desktop_app.ui.presenter.drawing_board import DrawingBoard
from desktop_app.ui.presenter.prediction_bar import PredictionBar
from desktop_app.ui.presenter.slide_view import SlideView
from desktop_app.ui.presenter.step_actions import StepAction, StepActions
from desktop_app.ui.presenter.vote_panel import VotePanel


class ClassScreens(QObject):
    """Shows what ``voting`` and ``predicting`` say. Where there is a console the teacher
    holds a vote and collects predictions from there, and alone sees what is private.
    """

    offered = Signal()
    """Something else can be begun on this slide."""

    def __init__(
        self,
        voting: VotingDesk,
        predicting: PredictingDesk,
        do: Callable[[str], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._voting, self._predicting = voting, predicting
        self._do = do
        self._windows: tuple[AudienceWindow, ConsoleWindow] | None = None
        self._panels: dict[str, VotePanel] = {}
        self.panel: VotePanel | None = None
        """From where the vote is held."""
        self.bars: dict[str, PredictionBar] = {}
        self.board: DrawingBoard | None = None
        for desk in (voting, predicting):
            desk.changed.connect(self.show)

    def begin(
        self, audience: AudienceWindow, console: ConsoleWindow, make_slides: Callable[[], SlideView]
    ) -> None:
        """These are the windows from now on; ``make_slides`` makes what is drawn on."""
        self.end()
        self._windows = audience, console
        self._make_slides = make_slides

    def end(self) -> None:
        """There are no windows any more."""
        self._windows = self.panel = self.board = None
        self._panels, self.bars = {}, {}

    def renew(self) -> None:
        """The lesson was read again."""
        if self.board is not None:
            self.board.slides.renew()

    # -- what can be done ----------------------------------------------------------------

    def add_to(self, actions: StepActions) -> None:
        """Offer both beside the slide."""
        actions.add(
            StepAction(
                "vote",
                lambda: self.tr("Vote"),
                lambda _: self._offers_vote,
                lambda: self._do("vote"),
                named="V",
            )
        )
        actions.add(
            StepAction(
                "predictions",
                lambda: self.tr("Predictions of the class"),
                lambda _: self._offers_predictions,
                lambda: self._do("vote"),
                named="V",
            )
        )
        self.offered.connect(actions.changed)

    @property
    def _offers_vote(self) -> bool:
        return self._voting.view() is None and self._voting.asked is not None

    @property
    def _offers_predictions(self) -> bool:
        return self._predicting.view() is None and self._predicting.block is not None

    def go_on(self) -> None:
        """Open a vote, or do what comes next in it; collect predictions where they are asked."""
        if self._voting.is_shown and self.panel is not None:
            self.panel.press("main")
        elif self._predicting.block is not None:
            self._predicting.toggle()
        else:
            self._voting.open()

    def put_away(self) -> bool:
        """Put away what the class does on this slide; False where it does nothing."""
        return self._voting.back() or self._predicting.back()

    # -- what is shown -------------------------------------------------------------------

    def show(self) -> None:
        """Show both where they stand now."""
        if self._windows is None:
            return
        audience, console = self._windows
        held = self._show_vote(audience, console)
        board = self._show_predictions(audience, console)
        console.show_panel(held or board)
        if self.panel is not None:
            self.panel.look_after_focus()
        words = ""
        if self._offers_vote:
            words = self.tr("Vote (V)")
        elif self._offers_predictions:
            words = self.tr("Predictions of the class (V)")
        audience.offer("" if console.isVisible() else words)
        self.offered.emit()

    def _show_vote(self, audience: AudienceWindow, console: ConsoleWindow) -> VotePanel | None:
        """Let the vote stand in for its slide on the audience's screen; what the console has
        of it.
        """
        view, is_private = self._voting.view(), console.isVisible()
        begins = self.panel is None
        held = seen = None
        if view is not None:
            held = self._vote_panel("console" if is_private else "screen")
            seen = self._vote_panel("class") if is_private else held
            for panel in {held, seen}:
                panel.show_vote(view)
        self.panel = held
        audience.show_panel(seen)
        if held is not None and begins and is_private:
            console.activateWindow()
        return held if is_private else None

    def _show_predictions(
        self, audience: AudienceWindow, console: ConsoleWindow
    ) -> DrawingBoard | None:
        """Collect under the slide, and lay over it what is no longer private; where groups
        draw, if that is on the console.
        """
        desk, is_private = self._predicting, console.isVisible()
        view, slide = desk.view(is_private=is_private), desk.slide
        hidden = view is not None and bool(view.hidden)
        audience.slides.show_collected(Collected(desk.groups, view is not None, hidden))
        for name, window in (("audience", audience), ("console", console)):
            here = view if is_private == (window is console) else None
            if here is not None:
                if name not in self.bars:
                    self.bars[name] = self._prediction_bar()
                self.bars[name].show_view(here)
            window.show_bar(self.bars[name] if here is not None else None)
        if view is None or slide is None or not is_private or view.is_settled:
            return None
        if self.board is None:
            self.board = DrawingBoard(self._make_slides())
        self.board.show_slide(slide)
        return self.board

    def _prediction_bar(self) -> PredictionBar:
        bar, desk = PredictionBar(), self._predicting
        bar.given.connect(desk.give)
        bar.removed.connect(desk.remove)
        bar.laid.connect(desk.lay)
        bar.reveal_wanted.connect(lambda: self._do("reveal"))
        bar.anew_wanted.connect(desk.begin_anew)
        bar.put_away.connect(desk.toggle)
        bar.hiding_wanted.connect(desk.hide)
        return bar

    def _vote_panel(self, place: str) -> VotePanel:
        """The panel for one screen with everything, for the class, or for the console."""
        if place not in self._panels:
            panel = VotePanel(controls=place != "class", private=place == "console")
            panel.wanted.connect(self._voting.do)
            panel.counted.connect(self._voting.count)
            panel.cast.connect(self._voting.cast)
            panel.class_wanted.connect(self._voting.choose_class)
            self._panels[place] = panel
        return self._panels[place]
