"""The form for each type of question."""

from __future__ import annotations

from desktop_app.content.model import Step
from desktop_app.content.sentences import Sentence, sentences
from desktop_app.quiz.questions import (
    AxisQuestion,
    ChoiceQuestion,
    ChoicesQuestion,
    GapsQuestion,
    MatchQuestion,
    NumberQuestion,
    OpenQuestion,
    OrderQuestion,
    PointQuestion,
    PredictionQuestion,
    Question,
    SentenceQuestion,
    TextQuestion,
    TrueFalseQuestion,
)
from desktop_app.quiz.shown import shown_order
from desktop_app.ui.quiz.answer_form import AnswerForm
from desktop_app.ui.quiz.axis_form import AxisForm
from desktop_app.ui.quiz.choice_form import ChoiceForm
from desktop_app.ui.quiz.entry_form import NumberForm, TextForm
from desktop_app.ui.quiz.gaps_form import GapsForm
from desktop_app.ui.quiz.look import Look
from desktop_app.ui.quiz.match_form import MatchForm
from desktop_app.ui.quiz.open_form import OpenForm
from desktop_app.ui.quiz.order_form import OrderForm
from desktop_app.ui.quiz.pointing_form import PointingForm
from desktop_app.ui.quiz.prediction_form import PredictionForm
from desktop_app.ui.quiz.true_false_form import TrueFalseForm

__all__ = [
    "AnswerForm",
    "AxisForm",
    "ChoiceForm",
    "GapsForm",
    "MatchForm",
    "NumberForm",
    "OpenForm",
    "OrderForm",
    "PointingForm",
    "PredictionForm",
    "TextForm",
    "TrueFalseForm",
    "make_form",
]


def make_form(question: Question, step: Step | None, language: str, look: Look) -> AnswerForm:
    """The form to answer ``question`` in, beside ``step``, whose sentences it may ask for."""
    read: tuple[Sentence, ...] = sentences(step) if step is not None else ()
    marks = step is not None and bool(step.charts)
    match question:
        case ChoiceQuestion() | ChoicesQuestion():
            several = isinstance(question, ChoicesQuestion)
            order = shown_order(question)
            return ChoiceForm(question.options, look, several=several, order=order)
        case TrueFalseQuestion():
            return TrueFalseForm(question, read, look, marks=marks)
        case NumberQuestion():
            return NumberForm(question, language, look)
        case TextQuestion():
            return TextForm(question, look)
        case GapsQuestion():
            return GapsForm(question, language, look)
        case MatchQuestion():
            return MatchForm(question, look)
        case OrderQuestion():
            return OrderForm(question, look)
        case PointQuestion():
            return PointingForm(question.targets, (), look, marks=True)
        case SentenceQuestion():
            return PointingForm(question.targets, read, look, marks=False)
        case AxisQuestion():
            return AxisForm(question, language, look)
        case PredictionQuestion():
            return PredictionForm(question, language, look)
        case OpenQuestion():
            return OpenForm(question, look)
