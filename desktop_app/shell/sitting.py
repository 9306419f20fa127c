"""One lesson that is open, watched for what is worth keeping."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from desktop_app.content.lesson import Lesson
from desktop_app.content.model import QuestionBlock
from desktop_app.learning.attempts import Kind, new_attempt, new_session
from desktop_app.learning.outline import version_of, versions_of
from desktop_app.learning.resuming import told_prediction
from desktop_app.session.session import Place, Prediction, Session, SessionState
from desktop_app.shell.recorder import Recorder
from desktop_app.shell.stage import Stage

if TYPE_CHECKING:  # it comes with the question card
    from desktop_app.quiz.answers import GivenAnswer

_KINDS = {"open": Kind.SELF_CHECK, "prediction": Kind.PREDICTION}
"""The types of question whose attempts are of a kind of their own."""


class Sitting(QObject):
    """Hands every answer, prediction and step of a session to a recorder.

    Answers are kept as the ``stage`` hands them over, before it says anything of them; a
    prediction on a chart, where no question there asks for it. ``resumes`` brings back what
    was done in the lesson before; a review asks afresh.
    """

    def __init__(
        self,
        recorder: Recorder,
        lesson: Lesson,
        session: Session,
        stage: Stage,
        language: Callable[[], str],
        parent: QObject | None = None,
        *,
        resumes: bool = True,
    ) -> None:
        super().__init__(parent)
        self.id = new_session()
        self._recorder = recorder
        self._lesson = lesson
        self._session = session
        self._stage = stage
        self._language = language
        self._predictions = session.state.predictions
        self._versions: dict[str, str] = {}
        self._read: set[str] = set()
        self._since = time.monotonic()
        stage.answered.connect(self._keep_answer)
        self._stops = [
            session.watch(lambda state: state.predictions, self._note_predictions),
            session.watch(lambda state: state.place, self._go_to, now=True),
        ]
        if resumes:
            self._stops.append(session.watch(lambda state: state.visited, self._note_visits))
            recorder.ready.connect(self._resume)
            self._resume()

    def end(self) -> None:
        """Watch no more."""
        if not self._stops:
            return
        self._stage.answered.disconnect(self._keep_answer)
        for stop in self._stops:
            stop()
        self._stops = []
        self.deleteLater()

    def begin_again(self) -> None:
        """Forget, in the session and for the next time, what was done in the lesson."""
        self._recorder.begin_again(self._lesson.id)
        self._session.start_afresh()

    # -- watching ----------------------------------------------------------------------

    def _go_to(self, place: Place | None) -> None:
        """What comes next takes its time from here; its version is read meanwhile."""
        self._since = time.monotonic()
        if place is None or place.chapter in self._read:
            return
        lesson, chapter = self._lesson, place.chapter
        self._read.add(chapter)
        self._recorder.jobs.start(
            f"versions-{chapter}", lambda _: versions_of(lesson, chapter), self._versions.update
        )

    def _resume(self) -> None:
        if self._stops:
            self._recorder.resume(self._lesson, self._remember)
            self._note_visits(self._session.state.visited)

    def _remember(self, earlier: SessionState) -> None:
        """Take in what was done before; none of it is done now."""
        if not self._stops:
            return
        self._predictions = {**earlier.predictions, **self._session.state.predictions}
        self._session.remember(earlier)

    def _note_visits(self, visited: frozenset[str]) -> None:
        self._recorder.visit(self._lesson.id, visited)

    def _note_predictions(self, predictions: Mapping[str, Prediction]) -> None:
        before, self._predictions = self._predictions, predictions
        for chart, prediction in predictions.items():
            attempt, was = prediction.attempt, before.get(chart, Prediction()).attempt
            if attempt is None or attempt == was:
                continue
            # Its sentence comes later: then it is kept again, whole.
            if attempt.reason or not self._stage.takes_prediction(chart):
                self._keep(
                    chart,
                    kind=Kind.PREDICTION,
                    answer=told_prediction(attempt.estimates, reason=attempt.reason),
                    score=None,
                    seconds=time.monotonic() - self._since,
                    language=self._language(),
                )

    # -- keeping -----------------------------------------------------------------------

    def _keep_answer(self, block: QuestionBlock, answer: GivenAnswer) -> None:
        """Keep an answer to the question of ``block``, before anything is said of it."""
        kind = _KINDS.get(answer.type, Kind.ANSWER)
        told: object = list(answer.given)
        chart = block.attribute("chart")
        if kind is Kind.PREDICTION and chart:
            estimates = self._session.prediction(chart).estimates
            told = told_prediction(estimates, chart=chart, given=answer.given)
        self._keep(
            answer.question,
            kind=kind,
            answer=told,
            seconds=answer.duration,
            language=answer.language,
            score=answer.score if answer.graded else None,
            share=answer.share,
            certainty=answer.certainty,
            misconceptions=answer.misconceptions,
            tries=answer.attempt,
            hints=answer.hints,
        )

    def _keep(self, name: str, **told: Any) -> None:
        """Keep an attempt at the block ``name``; ``told`` is what only this one says."""
        self._recorder.keep(
            new_attempt(
                learner=self._recorder.learner,
                session=self.id,
                lesson=self._lesson.id,
                question=name,
                version=self._version(name),
                at=datetime.now(UTC),
                **told,
            )
        )
        self._since = time.monotonic()

    def _version(self, name: str) -> str:
        place = self._session.state.place
        if name not in self._versions and place is not None:
            self._versions[name] = version_of(self._lesson, place.chapter, name)
        return self._versions.get(name, "")
