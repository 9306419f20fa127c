"""One lesson that is open, watched for what is worth keeping."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from PySide6.QtCore import QObject

from desktop_app.content.lesson import Lesson
from desktop_app.content.model import QuestionBlock
from desktop_app.content.problems import ProblemLog
from desktop_app.learning.attempts import Kind, new_attempt, new_session
from desktop_app.learning.outline import versions_of
from desktop_app.quiz.grading import NoAnswer, grade
from desktop_app.quiz.questions import read_question
from desktop_app.session.session import Answer, Place, Prediction, Session, SessionState
from desktop_app.shell.recorder import Recorder

_KINDS = {"open": Kind.SELF_CHECK, "prediction": Kind.PREDICTION}
"""The types of question whose attempts are of a kind of their own."""


class Sitting(QObject):
    """Hands every answer, prediction and step of a session to a recorder.

    ``resumes`` brings back what was done in the lesson before; a review asks afresh.
    """

    def __init__(
        self,
        recorder: Recorder,
        lesson: Lesson,
        session: Session,
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
        self._language = language
        self._answers = session.state.answers
        self._predictions = session.state.predictions
        self._versions: dict[str, str] = {}
        self._read: set[str] = set()
        self._since = time.monotonic()
        self._stops = [
            session.watch(lambda state: state.answers, self._note_answers),
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
        state = self._session.state
        self._answers = {**earlier.answers, **state.answers}
        self._predictions = {**earlier.predictions, **state.predictions}
        self._session.remember(earlier)

    def _note_visits(self, visited: frozenset[str]) -> None:
        self._recorder.visit(self._lesson.id, visited)

    def _note_answers(self, answers: Mapping[str, Answer]) -> None:
        before, self._answers = self._answers, answers
        for question, answer in answers.items():
            if answer is not before.get(question):
                self._keep_answer(question, answer)

    def _note_predictions(self, predictions: Mapping[str, Prediction]) -> None:
        before, self._predictions = self._predictions, predictions
        for chart, prediction in predictions.items():
            was = before.get(chart, Prediction())
            if prediction.revealed and not was.revealed and prediction.estimates:
                self._keep(
                    chart,
                    kind=Kind.PREDICTION,
                    answer=dict(prediction.estimates),
                    score=None,
                    misconceptions=(),
                )

    # -- keeping -----------------------------------------------------------------------

    def _keep_answer(self, question: str, answer: Answer) -> None:
        block = self._block(question)
        self._keep(
            question,
            kind=_KINDS.get(block.type, Kind.ANSWER) if block else Kind.ANSWER,
            answer=list(answer.given),
            score=min(max(answer.score, 0.0), 1.0),
            misconceptions=self._misconceptions(block, answer) if block else (),
        )

    def _keep(
        self,
        name: str,
        *,
        kind: Kind,
        answer: object,
        score: float | None,
        misconceptions: tuple[str, ...],
    ) -> None:
        now = time.monotonic()
        attempt = new_attempt(
            learner=self._recorder.learner,
            session=self.id,
            lesson=self._lesson.id,
            question=name,
            version=self._version(name),
            kind=kind,
            answer=answer,
            score=None if kind is Kind.PREDICTION else score,
            misconceptions=misconceptions,
            seconds=now - self._since,
            at=datetime.now(UTC),
            language=self._language(),
        )
        self._since = now
        self._recorder.keep(attempt)

    def _version(self, name: str) -> str:
        if name not in self._versions:
            place = self._session.state.place
            if place is not None:
                self._versions.update(versions_of(self._lesson, place.chapter))
        return self._versions.get(name, "")

    def _block(self, question: str) -> QuestionBlock | None:
        """The question as it stands on screen."""
        place = self._session.state.place
        chapter = self._lesson.chapter(place.chapter, self._language()) if place else None
        for block in chapter.blocks() if chapter else ():
            if isinstance(block, QuestionBlock) and block.id == question:
                return block
        return None

    def _misconceptions(self, block: QuestionBlock, answer: Answer) -> tuple[str, ...]:
        language = self._language()
        question = read_question(block, ProblemLog(), language)
        found = grade(question, answer.given, language) if question is not None else None
        return () if found is None or isinstance(found, NoAnswer) else found.misconceptions
