"""What is said of an answer, in the language of the interface."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app.content.numbers import format_number
from desktop_app.quiz.grading import Grade, Reason, Verdict
from desktop_app.quiz.questions import (
    AxisQuestion,
    ChoicesQuestion,
    GapsQuestion,
    MatchQuestion,
    OpenQuestion,
    OrderQuestion,
    PointQuestion,
    PredictionQuestion,
    Question,
    SentenceQuestion,
    TrueFalseQuestion,
)


def verdict_words(verdict: Verdict, *, several: bool = False) -> str:
    """What opens the explanation of an option; ``several``: more than one can be right."""
    translate = QCoreApplication.translate
    match verdict:
        case Verdict.RIGHT:
            return translate("Verdict", "Right.")
        case Verdict.PARTLY:
            return translate("Verdict", "Partly right.")
        case Verdict.MISSED if several:
            return translate("Verdict", "Right too.")
        case Verdict.MISSED:
            return translate("Verdict", "The right answer.")
        case Verdict.NOTED:
            return translate("Verdict", "A model answer.")
        case _:
            return translate("Verdict", "Not right.")


def labelled(label: str, words: str) -> str:
    """``words`` after what they are about, for a screen reader."""
    return QCoreApplication.translate("How", "{label}: {words}").format(label=label, words=words)


def right_answer_words(answer: str) -> str:
    """What opens the explanation of a right answer that was not given."""
    return QCoreApplication.translate("Verdict", "The right answer: {answer}.").format(
        answer=answer.rstrip(".")
    )


def reason_words(reason: Reason, unit: str = "") -> str:
    """Why what was given is no answer, and what to do."""
    translate = QCoreApplication.translate
    match reason:
        case Reason.NOTHING_GIVEN:
            return translate("Reason", "Give an answer first.")
        case Reason.NOT_A_NUMBER:
            return translate("Reason", "This is not a number that can be read. Write it in digits.")
        case Reason.NOT_A_DATE:
            return translate("Reason", "This is not a date that can be read.")
        case Reason.NOT_FINITE:
            return translate("Reason", "This number is too large or too small to be compared.")
        case Reason.TOO_LONG:
            return translate("Reason", "This is too long.")
        case Reason.TOO_SHORT:
            return translate("Reason", "This is too short.")
        case Reason.OTHER_UNIT if unit:
            return translate("Reason", "The answer is wanted in {unit}.").format(unit=unit)
        case Reason.OTHER_UNIT:
            return translate("Reason", "The answer is wanted without a unit.")
        case Reason.NO_UNIT:
            return translate("Reason", "Write the unit after the number.")
        case Reason.NO_PROOF:
            return translate("Reason", "Point at what proves it as well.")
        case Reason.NOT_ASSESSED:
            return translate(
                "Reason",
                "Compare your text with the model answer, tick what it does, then check again.",
            )


def answer_words(verdict: Verdict) -> str:
    """The verdict on a whole answer."""
    translate = QCoreApplication.translate
    match verdict:
        case Verdict.RIGHT:
            return translate("Verdict", "Right!")
        case Verdict.PARTLY:
            return translate("Verdict", "Partly right")
        case Verdict.NOTED:
            return translate("Verdict", "Noted")
        case _:
            return translate("Verdict", "Not right")


def notes_on(grade: Grade, language: str, *, graded: bool) -> tuple[str, ...]:
    """What an answer earned, where that is not plain from the verdict; its numbers are
    written as ``language`` does.
    """
    if not graded:
        return ()
    translate = QCoreApplication.translate
    notes = []
    if grade.verdict is Verdict.PARTLY or (grade.share > 0 and grade.credit < 1):
        share = round(grade.score * 100)
        notes.append(translate("Verdict", "{share}% of the credit").format(share=share))
    if grade.mark is not None:
        mark = signed(round(grade.mark, 1), language)
        notes.append(translate("Verdict", "mark {mark}").format(mark=mark))
    return tuple(notes)


def hint_words(number: int, total: int) -> str:
    """What asks for hint ``number`` of ``total``."""
    if total < 2:
        return QCoreApplication.translate("QuestionCard", "Hint")
    words = QCoreApplication.translate("QuestionCard", "Hint {number} of {total}")
    return words.format(number=min(number, total), total=total)


def retry_words(credit: float | None) -> str:
    """What asks for another try, for so much of the credit where it still counts."""
    if credit is None:
        return QCoreApplication.translate("QuestionCard", "Try again")
    words = QCoreApplication.translate("QuestionCard", "Try again for {share}%")
    return words.format(share=round(credit * 100))


def signed(mark: float, language: str) -> str:
    """A mark with its sign: ``+3``, ``−6``, ``0``, ``+1,5``."""
    text = format_number(mark, language)
    return f"+{text}" if mark > 0 else text


def how_words(question: Question) -> str:
    """How a question is answered, in a few words; "" where its options say it."""
    translate = QCoreApplication.translate
    match question:
        case ChoicesQuestion():
            return translate("How", "several answers may be right")
        case TrueFalseQuestion(proofs=proofs) if proofs:
            return translate("How", "then point at what proves it")
        case GapsQuestion():
            return translate("How", "fill in the gaps")
        case MatchQuestion():
            return translate("How", "find the right one for each")
        case OrderQuestion():
            return translate("How", "put them in order")
        case PointQuestion():
            return translate("How", "point at the answer on the chart")
        case SentenceQuestion():
            return translate("How", "point at the sentence in the text")
        case AxisQuestion():
            return translate("How", "point at a place on the axis")
        case PredictionQuestion():
            return translate("How", "say what you expect")
        case OpenQuestion():
            return translate("How", "in your own words")
        case _:
            return ""
