"""Grading what is picked: one choice, several, true or false with its proof."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.quiz.graders.common import distinct, given_at, held, index_of, verdict_of
from desktop_app.quiz.graders.pointing import find_target, grade_targets
from desktop_app.quiz.model import ChoiceQuestion, ChoicesQuestion, TrueFalseQuestion
from desktop_app.quiz.verdicts import Feedback, Grade, NoAnswer, Reason, Verdict

TRUE, FALSE = "true", "false"
PROOF_SHARE = 0.5
"""What the proof is worth where one is asked for; without the right claim, nothing."""


def grade_choice(question: ChoiceQuestion, given: Sequence[str]) -> Grade | NoAnswer:
    """``given``: the index of the option. Several picks are worth nothing."""
    picked = _picked(question, given)
    if not picked:
        return NoAnswer(Reason.NOTHING_GIVEN)
    credits = [question.options[index].credit for index in picked]
    share = held(credits[0]) if len(picked) == 1 else 0.0
    return _grade_picks(question, picked, share)


def grade_choices(question: ChoicesQuestion, given: Sequence[str]) -> Grade | NoAnswer:
    """``given``: the indices of the options, in any order. Wrong picks take credit away."""
    picked = _picked(question, given)
    if not picked:
        return NoAnswer(Reason.NOTHING_GIVEN)
    right = {index for index, option in enumerate(question.options) if option.correct}
    share = sum(question.options[index].credit for index in sorted(picked))
    return _grade_picks(question, picked, 1.0 if picked == right else held(share))


def _picked(question: ChoiceQuestion | ChoicesQuestion, given: Sequence[str]) -> set[int]:
    found = (index_of(text, len(question.options)) for text in given)
    return {index for index in found if index is not None}


def _grade_picks(
    question: ChoiceQuestion | ChoicesQuestion, picked: set[int], share: float
) -> Grade:
    feedback = []
    for index, option in enumerate(question.options):
        if index in picked:
            verdict = Verdict.RIGHT if option.correct else Verdict.WRONG
            if not option.correct and option.credit > 0:
                verdict = Verdict.PARTLY
        elif option.correct:
            verdict = Verdict.MISSED
        else:
            continue
        feedback.append(Feedback(index, verdict, option.explanation or question.explanation))
    misconceptions = (question.options[index].misconception for index in sorted(picked))
    return Grade(share, tuple(feedback), distinct(misconceptions), (verdict_of(share),))


def grade_true_false(question: TrueFalseQuestion, given: Sequence[str]) -> Grade | NoAnswer:
    """``given``: ``true`` or ``false``; then, with proofs, what is pointed at: a reference,
    the text of the sentence, and the index of the proof it was known to be.

    Half of the credit is for the proof.
    """
    claim = given_at(given, 0)
    if claim not in (TRUE, FALSE):
        return NoAnswer(Reason.NOTHING_GIVEN)
    picked = 0 if claim == TRUE else 1
    pointed = given[1:4]
    if question.proofs and not given_at(pointed, 0):
        return NoAnswer(Reason.NO_PROOF, 1)
    option = question.options[picked]
    verdict = Verdict.RIGHT if option.correct else Verdict.WRONG
    feedback = [Feedback(picked, verdict, option.explanation or question.explanation)]
    if not option.correct:
        other = question.options[1 - picked]
        feedback.append(Feedback(1 - picked, Verdict.MISSED, other.explanation))
    misconceptions = [option.misconception]
    if not question.proofs:
        return Grade(float(option.correct), tuple(feedback), distinct(misconceptions), (verdict,))
    proof = grade_targets(question, question.proofs, find_target(question.proofs, pointed), part=1)
    share = (1 - PROOF_SHARE) + PROOF_SHARE * proof.share if option.correct else 0.0
    return Grade(
        share,
        (*feedback, *proof.feedback),
        distinct([*misconceptions, *proof.misconceptions]),
        (verdict, *proof.parts),
    )
