"""Each type of question: what is read of it, and what answers are worth."""

from __future__ import annotations

import pytest

from desktop_app.content.reference import Reference
from desktop_app.quiz.grading import Grade, NoAnswer, Reason, Verdict, grade
from desktop_app.quiz.questions import (
    TYPES,
    AxisQuestion,
    ChoiceGap,
    ChoiceQuestion,
    GapsQuestion,
    MatchQuestion,
    NumberGap,
    OpenQuestion,
    OrderQuestion,
    PointQuestion,
    PredictionQuestion,
    SentenceQuestion,
    TextGap,
    TextQuestion,
    Tolerance,
    TrueFalseQuestion,
)
from desktop_app.quiz.reading.attributes import prose_text
from desktop_app.quiz.telling import right_answer, told
from tests.quiz.examples import one, questions

LANGUAGES = ("fr", "en")


def graded(name: str, *given: str, language: str = "fr") -> Grade:
    found = grade(one(name, language), given, language)
    assert isinstance(found, Grade), found
    return found


def refused(name: str, *given: str) -> Reason:
    found = grade(one(name), given, "fr")
    assert isinstance(found, NoAnswer), found
    return found.reason


def test_the_lesson_has_every_type() -> None:
    for language in LANGUAGES:
        assert {question.type for question in questions(language).values()} == set(TYPES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(questions()))
def test_the_right_answer_is_worth_everything(name: str, language: str) -> None:
    question = questions(language)[name]
    given = right_answer(question)
    if question.type == "open":
        assert given == ()
        return
    found = grade(question, given, language)
    assert isinstance(found, Grade)
    assert (found.share, found.verdict, found.misconceptions) == (1.0, Verdict.RIGHT, ())
    assert told(question, given)


def test_rules_hints_and_labels_are_read() -> None:
    choice = one("choice")
    assert isinstance(choice, ChoiceQuestion)
    assert (choice.rules.tries, choice.rules.penalty) == (2, 0.5)
    assert [prose_text(hint) for hint in choice.hints] == [
        "demandez-vous où se tient une machine.",
        "et un ordinateur portable\u202f?",
    ]
    assert (choice.objective, choice.difficulty) == ("read-a-gap", "easy")
    assert one("sentence").rules.certainty
    assert not one("prediction").rules.graded
    assert one("picture").rules.shuffled
    assert one("later").rules.deferred
    assert prose_text(one("choices").remarks["partly"]).startswith("il en manque")


# -- true or false --------------------------------------------------------------------------


def test_a_claim_needs_its_proof() -> None:
    question = one("true-false")
    assert isinstance(question, TrueFalseQuestion)
    assert question.when_true.correct
    assert [bool(target.excerpt) for target in question.proofs] == [False, True, False]
    assert refused("true-false") is Reason.NOTHING_GIVEN
    assert refused("true-false", "0") is Reason.NOTHING_GIVEN
    assert refused("true-false", "true") is Reason.NO_PROOF
    sentence = "Elle tombe à 20\u202f% chez les employés, et presque à rien chez les ouvriers."
    assert graded("true-false", "true", "point:jobs/employes").share == 1
    assert graded("true-false", "true", "point:jobs/employes/share").share == 1
    assert graded("true-false", "true", "sentence:step-true-false/2", sentence).share == 1
    half = graded("true-false", "true", "point:jobs/cadres")
    assert (half.share, half.parts) == (0.5, (Verdict.RIGHT, Verdict.WRONG))
    assert graded("true-false", "false", "point:jobs/employes").share == 0


# -- words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    ["métropolisation", "METROPOLISATION", " la métropolisation"[4:], "Métropolisation.",
     "me\u0301tropolisation", "\u202bmétropolisation\u202c", "métro\u00adpolisation"],
)  # fmt: skip
def test_the_word_is_met_however_it_is_typed(typed: str) -> None:
    assert graded("text", typed).share == 1


def test_other_words_earn_less_or_nothing() -> None:
    question = one("text")
    assert isinstance(question, TextQuestion)
    assert question.expected[1].pattern == "*concentration urbaine*"
    assert graded("text", "une concentration urbaine forte").share == 0.5
    wrong = graded("text", "urbanisation")
    assert (wrong.share, wrong.misconceptions) == (0, ("urban-or-metropolitan",))
    assert wrong.feedback[1].verdict is Verdict.MISSED
    assert graded("text", "שלום 🙂").feedback[0].option is None
    assert refused("text", "x" * 100_000) is Reason.TOO_LONG
    assert refused("text", " \u202f ") is Reason.NOTHING_GIVEN


# -- gaps -------------------------------------------------------------------------------------


def test_gaps_are_typed_or_chosen() -> None:
    question = one("gaps")
    assert isinstance(question, GapsQuestion)
    kinds = [type(gap) for gap in question.gaps]
    assert kinds == [ChoiceGap, NumberGap, TextGap, ChoiceGap]
    assert "____" in prose_text(question.prompt)
    assert "[[" not in prose_text(question.prompt)
    number = question.gaps[1]
    assert isinstance(number, NumberGap)
    assert (number.unit, number.expected[0].tolerance) == ("%", Tolerance(1))
    assert [option.correct for option in question.gaps[3].options] == [True, False]  # type: ignore[union-attr]


def test_each_gap_counts_for_itself() -> None:
    whole = graded("gaps", "0", "58,5 %", "29 FOIS", "0")
    assert whole.share == 1
    some = graded("gaps", "0", "61", "", "1")
    assert some.share == 0.25
    assert some.parts == (Verdict.RIGHT, Verdict.WRONG, Verdict.WRONG, Verdict.WRONG)
    assert some.misconceptions == ("wrong-base",)
    assert [item.verdict for item in some.of_part(2)] == [Verdict.MISSED]
    nothing = grade(one("gaps"), ("0", "beaucoup", "", ""), "fr")
    assert nothing == NoAnswer(Reason.NOT_A_NUMBER, 1)
    assert graded("gaps", "0", "58.5", "twenty-nine", "0", "en", language="en").share == 1


# -- matching and order -----------------------------------------------------------------------


def test_pairs_are_matched_one_by_one() -> None:
    question = one("match")
    assert isinstance(question, MatchQuestion)
    assert [prose_text(choice) for choice in question.choices][-1] == "35\u202f%"
    assert [pair.right for pair in question.pairs] == [0, 1, 2]
    some = graded("match", "0", "3", "")
    assert some.share == pytest.approx(1 / 3)
    assert some.parts == (Verdict.RIGHT, Verdict.WRONG, Verdict.WRONG)
    assert prose_text(some.explanation).startswith("Lisez")
    assert refused("match", "9", "", "x") is Reason.NOTHING_GIVEN


def test_an_order_earns_what_kendall_says() -> None:
    assert isinstance(one("order"), OrderQuestion)
    assert graded("order", "0", "1", "2").share == 1
    assert graded("order", "1", "0", "2").share == pytest.approx(1 / 3)
    assert graded("order", "2", "1", "0").share == 0
    assert refused("order", "0", "1") is Reason.NOTHING_GIVEN
    assert refused("order", "0", "1", "1") is Reason.NOTHING_GIVEN


# -- pointing ---------------------------------------------------------------------------------


def test_a_mark_is_pointed_at_by_its_row_or_its_cell() -> None:
    question = one("point")
    assert isinstance(question, PointQuestion)
    assert question.targets[0].references == (Reference.point("jobs", "ouvriers"),)
    assert graded("point", "point:jobs/ouvriers").share == 1
    assert graded("point", "point:jobs/ouvriers/share").share == 1
    assert graded("point", "point:jobs/employes").misconceptions == ("middle-is-lowest",)
    unforeseen = graded("point", "point:jobs/cadres")
    assert unforeseen.feedback[0].option is None
    assert prose_text(unforeseen.feedback[0].explanation).startswith("Cherchez")
    assert refused("point") is Reason.NOTHING_GIVEN


def test_a_sentence_is_known_by_what_is_quoted_of_it() -> None:
    assert isinstance(one("sentence"), SentenceQuestion)
    right = "Ce sont les tâches qui trient, plus que les goûts."
    assert graded("sentence", "sentence:step-sentence/3", right).share == 1
    wrong = "Elle tombe à 20\u202f% chez les employés."
    assert graded("sentence", "sentence:step-sentence/2", wrong).feedback[0].option == 1
    assert graded("sentence", "sentence:step-sentence/4", "Autre chose.").share == 0
    # Answered in French, told in English: the index says which it was.
    assert graded("sentence", "sentence:step-sentence/3", right, "0", language="en").share == 1


def test_a_date_and_a_value_on_an_axis() -> None:
    when, value = one("axis-date"), one("axis-value")
    assert isinstance(when, AxisQuestion)
    assert isinstance(value, AxisQuestion)
    assert (when.axis, when.scale, value.axis, value.scale) == ("x", "date", "y", "number")
    for text in ("2020-04-06", "6 avril 2020", "9 avril 2020", "06/04/2020"):
        assert graded("axis-date", text).share == 1
    assert graded("axis-date", "2020-05-11").feedback[0].option == 1
    assert graded("axis-date", "2020-04-11").share == 0
    assert refused("axis-date", "au printemps") is Reason.NOT_A_DATE
    assert graded("axis-value", "540\u202f000").share == 1
    assert graded("axis-value", "5,4·10^5").share == 1
    assert graded("axis-value", "700 000").share == 0
    assert refused("axis-value", "1e999") is Reason.NOT_FINITE


# -- one's own --------------------------------------------------------------------------------


def test_predictions_are_near_or_not() -> None:
    question = one("prediction")
    assert isinstance(question, PredictionQuestion)
    assert [(e.key, e.value) for e in question.estimands] == [
        ("cadres", 58), ("employes", 20), ("ouvriers", 2),
    ]  # fmt: skip
    assert prose_text(question.estimands[0].label) == "Cadres et prof. interm."
    found = graded("prediction", "65", "31 %", "")
    assert found.parts == (Verdict.RIGHT, Verdict.WRONG, Verdict.MISSED)
    assert found.share == pytest.approx(1 / 3)


def test_a_text_is_assessed_by_its_writer() -> None:
    assert isinstance(one("open"), OpenQuestion)
    assert refused("open", "  ") is Reason.NOTHING_GIVEN
    assert refused("open", "Il les creuse.") is Reason.NOT_ASSESSED
    assert graded("open", "Il les creuse.", "assessed", "0", "2").share == pytest.approx(2 / 3)
    assert graded("open", "Il les creuse.", "assessed", "0", "1", "2").verdict is Verdict.RIGHT
    assert graded("open", "Il les creuse.", "assessed").share == 0
    assert refused("open", "mot " * 121, "assessed") is Reason.TOO_LONG
    assert refused("open", "a" * 100_001) is Reason.TOO_LONG


def test_an_answer_in_words() -> None:
    assert told(one("choice"), ("0",)) == "Les ouvriers refusent le télétravail."
    assert told(one("number"), ("56", "fr")) == "56\xa0points"
    assert told(one("match"), ("0", "", "9")).startswith(
        "Cadres et professions intermédiaires → 58\u202f% ; Employés →  ; "
    )
    assert told(one("axis-date"), ("2020-04-06", "fr")) == "6 avril 2020"
    assert told(one("true-false"), ("true", "point:jobs/employes")).startswith("Vrai ; ")
    assert told(one("open"), ("Oui.", "assessed", "1")).startswith("Oui. ; ☑ Je distingue")
