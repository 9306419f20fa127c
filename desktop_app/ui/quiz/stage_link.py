"""What is pointed at, between the form of a question and the session."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from desktop_app.charts.scene import Scene
from desktop_app.content.reference import Reference
from desktop_app.quiz.questions import PredictionQuestion, Question
from desktop_app.session.session import Prediction, Session
from desktop_app.ui.common.watching import stop_with
from desktop_app.ui.quiz.answer_form import AnswerForm


class StageLink:
    """Links one form at a time with the stage: what is clicked there comes to the form,
    what is chosen in the form shows there. ``is_shown`` tells whether the form is on screen;
    ``revealed`` is called when the data of its prediction were shown on the chart.
    """

    def __init__(
        self,
        session: Session,
        owner: QObject,
        is_shown: Callable[[], bool],
        revealed: Callable[[], None],
    ) -> None:
        self._session = session
        self._is_shown = is_shown
        self._revealed = revealed
        self._form: AnswerForm | None = None
        self._chart = ""
        self._scene: Scene | None = None
        self._predictions = session.state.predictions
        stop_with(
            owner,
            session.watch(lambda state: state.selection, self._follow_selection),
            session.watch(lambda state: state.probe, self._follow_probe),
            session.watch(lambda state: state.predictions, self._follow_predictions),
        )

    def attach(self, form: AnswerForm | None, question: Question | None) -> None:
        """Link ``form``, in which ``question`` is answered; None links nothing."""
        self._form = form
        self._chart = question.chart if isinstance(question, PredictionQuestion) else ""
        if form is None:
            return
        form.selected.connect(self._session.select)
        form.hovered.connect(self._session.hover)
        form.probed.connect(self._session.probe)
        form.estimated.connect(self._predict)
        form.show_scene(self._scene)

    def show_scene(self, scene: Scene | None) -> None:
        """The chart on stage is ``scene`` now."""
        self._scene = scene
        if self._form is not None:
            self._form.show_scene(scene)

    def ask(self, *, is_open: bool) -> None:
        """Ask for what the form wants pointed at, while it can be answered."""
        wanted = self._form.pointing if self._form is not None and is_open else None
        self._session.ask_to_point(wanted)

    def bring_estimates(self) -> None:
        """Give the form what was drawn on the chart so far."""
        prediction = self._session.state.predictions.get(self._chart, Prediction())
        if self._form is not None and self._chart:
            self._form.follow_estimates(prediction.estimates, seen=prediction.revealed)

    def takes(self, chart: str) -> bool:
        """Whether what is predicted on ``chart`` is what the form gives for an answer."""
        return bool(chart) and chart == self._chart and bool(self._form and self._form.given())

    def reveal(self) -> None:
        """Show the data that were predicted."""
        if self._chart:
            self._session.reveal(self._chart)

    def conceal(self) -> None:
        """Hide them again, for another prediction."""
        if self._chart:
            self._session.predict_again(self._chart)

    def _follow_selection(self, selection: Reference | None) -> None:
        if self._form is not None and self._is_shown():
            self._form.follow_selection(selection)

    def _follow_probe(self, value: float | None) -> None:
        if self._form is not None and self._is_shown():
            self._form.follow_probe(value)

    def _follow_predictions(self, predictions: Mapping[str, Prediction]) -> None:
        self.bring_estimates()
        nothing = Prediction()
        before = self._predictions.get(self._chart, nothing)
        prediction = predictions.get(self._chart, nothing)
        self._predictions = predictions
        # Checked on the chart just now, and not brought back from an earlier day.
        just_now = prediction.revealed and not before.revealed and bool(before.estimates)
        if just_now and self.takes(self._chart):
            self._revealed()

    def _predict(self, estimates: Mapping[str, float]) -> None:
        if self._chart:
            self._session.predict(self._chart, estimates)
