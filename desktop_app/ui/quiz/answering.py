"""Answering the questions of a session: tries, hints, certainty, what is kept. No widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from time import monotonic

from desktop_app.content.model import QuestionBlock
from desktop_app.quiz.answers import GivenAnswer
from desktop_app.quiz.grading import Certainty, Grade, NoAnswer, grade
from desktop_app.quiz.questions import Question
from desktop_app.quiz.retelling import retold
from desktop_app.session.session import Answer, Session

Recorder = Callable[[QuestionBlock, GivenAnswer], object]
"""Keeps an answer to the question of a block; it is on disk when the call comes back."""


def keep_nothing(_block: QuestionBlock, _answer: GivenAnswer) -> None:
    """Where nobody keeps answers."""


class Answering:
    """What may be answered and what was, by the rules of each question."""

    def __init__(
        self,
        session: Session,
        record: Recorder = keep_nothing,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._session = session
        self._record = record
        self._clock = clock
        self._begun: dict[str, float] = {}
        self._rounds: dict[str, int] = {}
        self.counts = True
        """Whether graded questions count: not where one practises without marks."""

    def begin(self, question: Question) -> None:
        """The question is on screen and waits for its answer."""
        if question.id not in self._session.state.answers:
            self._begun.setdefault(question.id, self._clock())

    def is_graded(self, question: Question) -> bool:
        """Whether the next answer counts: not one whose right answer was shown before."""
        return self._counts(question) and self._round(question) == 1

    def _counts(self, question: Question) -> bool:
        return question.rules.graded and self.counts

    def _round(self, question: Question) -> int:
        return self._rounds.get(question.id, 1)

    def asks_certainty(self, question: Question) -> bool:
        return question.rules.certainty and self.is_graded(question)

    def check(
        self,
        block: QuestionBlock,
        question: Question,
        given: tuple[str, ...],
        language: str,
        certainty: Certainty | None,
    ) -> Grade | NoAnswer:
        """Grade what is given to the question of ``block`` and keep it: on disk first, then
        in the session.
        """
        state = self._session.state
        attempt = state.tries.get(question.id, 0) + 1
        said = certainty if self.asks_certainty(question) else None
        result = grade(question, given, language, certainty=said, attempt=attempt)
        if isinstance(result, NoAnswer):
            return result
        now = self._clock()
        self._record(
            block,
            GivenAnswer.of(
                question,
                given,
                result,
                graded=self.is_graded(question) and not result.noted,
                attempt=attempt,
                round=self._round(question),
                hints=state.hints.get(question.id, 0),
                duration=now - self._begun.pop(question.id, now),
            ),
        )
        self._session.answer(
            question.id,
            Answer(
                given,
                result.score,
                right=result.correct and result.score < 1,
                certainty=None if said is None else int(said),
                attempt=attempt,
                graded=self._counts(question) and not result.noted,
                language=question.language,
            ),
        )
        return result

    def standing(
        self,
        question: Question,
        language: str,
        siblings: Iterable[Question],
        asked: Callable[[str], Question | None],
    ) -> Grade | None:
        """What may be said now of the answer in the session; None where there is none.

        ``siblings`` are the questions of the step: where feedback comes later, it waits
        until each of them is answered. ``asked`` finds the question in the language that it
        was answered in.
        """
        answer = self._session.state.answers.get(question.id)
        if answer is None:
            return None
        other = answer.language and answer.language != question.language
        original = (asked(answer.language) if other else None) or question
        result = grade(
            original,
            answer.given,
            original.language or language,
            certainty=Certainty.of(answer.certainty),
            attempt=answer.attempt,
        )
        if isinstance(result, NoAnswer):
            return None
        if original is not question:
            result = retold(result, question)
        if self._waits(question, siblings):
            return result.held_back()
        return result.without_answers() if self.tries_left(question, result) else result

    def _waits(self, question: Question, siblings: Iterable[Question]) -> bool:
        answers = self._session.state.answers
        return question.rules.deferred and any(
            other.rules.deferred and other.id not in answers for other in siblings
        )

    def tries_left(self, question: Question, result: Grade) -> int:
        """How many more tries an answer that is not all right leaves, for less credit."""
        answer = self._session.state.answers.get(question.id)
        if answer is None or result.correct or result.noted:
            return 0
        return max(question.rules.tries - answer.attempt, 0)

    def again(self, question: Question, result: Grade) -> None:
        """Another try; or, when there is none left, the question from its beginning."""
        if self.tries_left(question, result):
            self._session.try_again(question.id)
        else:
            self._rounds[question.id] = self._round(question) + 1
            self._session.retry(question.id)
        self._begun[question.id] = self._clock()

    def next_credit(self, question: Question, result: Grade) -> float | None:
        """What a right answer would earn at the next try; None where there is none."""
        answer = self._session.state.answers.get(question.id)
        if answer is None or not self.is_graded(question) or not self.tries_left(question, result):
            return None
        return question.rules.credit(answer.attempt + 1)

    def hints_shown(self, question: Question) -> int:
        return min(self._session.state.hints.get(question.id, 0), len(question.hints))
