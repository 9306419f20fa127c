from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel

from desktop_app.content.reference import Reference
from desktop_app.session.preferences import TEXT_SIZES
from desktop_app.session.session import Answer
from desktop_app.ui.quiz.labels import ProseLabel
from desktop_app.ui.quiz.marks import Mark
from tests.quiz.lessons import CHOICE, CHOICES, NUMBER
from tests.ui.quiz.conftest import Start

# What the off-screen platform says of every window that is resized.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

OUVRIERS = Reference.point("telework", "ouvriers")
DEFECTIVE = CHOICE.replace("type=choice", "type=choix")


def test_a_wrong_choice_with_the_mouse(start: Start) -> None:
    journey = start(CHOICE)
    assert not journey.button("Check").isEnabled()
    # Anywhere in the row picks it, its text as well as its button.
    row = journey.rows[0]
    journey.qtbot.mouseClick(row.label, Qt.MouseButton.LeftButton)
    assert row.button.isChecked()
    journey.click("Check")

    assert journey.answer("why") == Answer(("0",), 0.0)
    assert row.feedback.icon.mark is Mark.WRONG
    assert "Not right." in row.feedback.label.text()
    assert "Leur poste" in row.feedback.label.text()
    right = journey.rows[1]
    assert right.feedback.icon.mark is Mark.MISSED
    assert "The right answer." in right.feedback.label.text()
    assert not journey.rows[2].feedback.isVisible()
    assert not journey.offers("Check")
    assert "Leur poste" in journey.said[-1]
    assert journey.said[-1].startswith("Not right. ")


def test_the_keyboard_alone(start: Start) -> None:
    journey = start(CHOICE)
    assert journey.rows[0].button.hasFocus()
    journey.press(Qt.Key.Key_Up)  # around the end
    assert journey.rows[2].button.isChecked()
    journey.press(Qt.Key.Key_Up)
    assert journey.rows[1].button.isChecked()
    assert journey.rows[1].button.hasFocus()
    journey.press(Qt.Key.Key_1)
    assert journey.rows[0].button.isChecked()
    journey.press(Qt.Key.Key_2)
    journey.press(Qt.Key.Key_Return)
    assert journey.answer("why") == Answer(("1",), 1.0)
    assert journey.rows[1].feedback.icon.mark is Mark.RIGHT
    assert journey.said[-1].startswith("Right. ")

    assert journey.button("Try again").hasFocus()
    journey.press(Qt.Key.Key_Return)
    assert journey.answer("why") is None
    assert not any(row.button.isChecked() for row in journey.rows)
    assert journey.rows[0].button.hasFocus()
    assert not journey.button("Check").isEnabled()


def test_tab_goes_from_the_options_to_the_button(start: Start) -> None:
    journey = start(CHOICES)
    journey.press(Qt.Key.Key_Space)
    seen = []
    for _ in range(4):
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.append(focus)
        journey.press(Qt.Key.Key_Tab)
    assert seen == [*(row.button for row in journey.rows), journey.button("Check")]


def test_digits_tick_and_untick_several(start: Start) -> None:
    journey = start(CHOICES)
    for key in (Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_9, Qt.Key.Key_2, Qt.Key.Key_3):
        journey.press(key)
    journey.press(Qt.Key.Key_Enter)
    assert journey.answer("many") == Answer(("0", "1"), 1.0)


def test_half_of_several_is_partly_right(start: Start) -> None:
    journey = start(CHOICES)
    journey.press(Qt.Key.Key_1)
    journey.click("Check")
    assert journey.answer("many") == Answer(("0",), 0.5)
    words = [label.text() for label in journey.card.findChildren(QLabel)]
    assert "Partly right · 50% of the credit" in words
    assert "Right too." in journey.rows[1].feedback.label.text()


def test_option_names_are_read_aloud(start: Start) -> None:
    journey = start(CHOICE)
    row = journey.rows[1]
    assert row.button.accessibleName() == "Le métier, d’abord\u202f: R&D comprise"
    assert "R&amp;D" in row.label.text()
    assert row.label.buddy() is None  # or Alt+D would pick it
    journey.press(Qt.Key.Key_2)
    journey.click("Check")
    assert "nature des tâches" in row.button.accessibleDescription()


def test_the_evidence_and_the_links_lead_to_the_data(start: Start) -> None:
    journey = start(CHOICE)
    assert not journey.offers("See the evidence")
    journey.press(Qt.Key.Key_1)
    journey.click("Check")
    journey.click("See the evidence")
    assert journey.session.state.selection == OUVRIERS

    journey.session.select(None)
    label = journey.rows[0].feedback.label
    label.linkHovered.emit("point:telework/ouvriers")
    assert journey.session.state.hover == OUVRIERS
    QApplication.sendEvent(label, QEvent(QEvent.Type.Leave))
    assert journey.session.state.hover is None
    label.linkActivated.emit("point:telework/ouvriers")
    assert journey.session.state.selection == OUVRIERS


def test_only_a_click_opens_a_web_address(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    journey = start(CHOICE.replace("(point:telework/cadres)", "(https://insee.fr/a?b=1&c=2)"))
    prompt = next(x for x in journey.card.findChildren(ProseLabel) if "<a" in x.text())
    prompt.linkHovered.emit("https://insee.fr/a?b=1&c=2")
    assert not opened
    prompt.linkActivated.emit("https://insee.fr/a?b=1&c=2")
    prompt.linkActivated.emit("file:///etc/passwd")
    assert opened == ["https://insee.fr/a?b=1&c=2"]


def test_a_number_is_typed_corrected_and_right(start: Start) -> None:
    journey = start(NUMBER)
    field = journey.number.field
    journey.qtbot.keyClicks(field, "beaucoup")
    journey.press(Qt.Key.Key_Return)
    assert journey.answer("ratio") is None
    assert "not a number" in journey.words()
    assert "not a number" in journey.said[-1]
    assert field.hasFocus()

    journey.qtbot.keyClicks(field, "56")  # what was typed is selected, so this replaces it
    assert "not a number" not in journey.words()
    journey.press(Qt.Key.Key_Return)
    assert journey.answer("ratio") == Answer(("56", "fr"), 0.0)
    assert "la différence" in journey.words()
    assert "The right answer: 29\xa0fois." in journey.words()

    journey.press(Qt.Key.Key_Return)
    assert field.text() == "56"
    journey.qtbot.keyClicks(field, "28,5")
    journey.press(Qt.Key.Key_Return)
    assert journey.answer("ratio") == Answer(("28,5", "fr"), 1.0)
    assert field.isReadOnly()


@pytest.mark.parametrize(
    ("typed", "said"),
    [("1e999", "too large"), ("9" * 200, "too long"), ("שלום 🙂", "not a number")],
)
def test_what_is_no_answer_is_said_in_words(typed: str, said: str, start: Start) -> None:
    journey = start(NUMBER)
    journey.number.field.setText(typed)
    journey.click("Check")
    assert said in journey.words()
    assert journey.answer("ratio") is None


def test_another_language_keeps_the_answer(start: Start) -> None:
    journey = start(CHOICE)
    journey.press(Qt.Key.Key_1)
    journey.show("en")  # what is picked stays picked
    assert journey.rows[0].button.isChecked()
    assert "What does the gap show" in journey.words()
    journey.click("Check")
    journey.show("fr")
    assert journey.rows[0].button.isChecked()
    assert journey.rows[0].feedback.icon.mark is Mark.WRONG
    assert journey.rows[0].button.accessibleName() == "Les ouvriers refusent le télétravail"
    assert journey.answer("why") == Answer(("0",), 0.0)


def test_a_number_is_rewritten_in_another_language_with_the_same_value(start: Start) -> None:
    journey = start(NUMBER.replace("- [x] 29", "- [x] 1500"))
    journey.show("en")
    journey.number.field.setFocus()
    journey.qtbot.keyClicks(journey.number.field, "1,500.5")
    journey.click("Check")
    assert journey.answer("ratio") == Answer(("1,500.5", "en"), 1.0)
    journey.show("fr")
    assert journey.number.field.text() == "1\u202f500,5"
    assert "Right." in journey.words()


def test_a_number_tried_again_is_selected_however_that_came(start: Start) -> None:
    journey = start(NUMBER)
    field = journey.number.field
    journey.qtbot.keyClicks(field, "35")
    journey.card.validate()
    field.setFocus()
    journey.session.retry("ratio")
    assert field.selectedText() == "35"
    journey.qtbot.keyClicks(field, "12")
    assert field.text() == "12"


def test_what_is_being_typed_is_not_rewritten_in_another_language(start: Start) -> None:
    journey = start(NUMBER.replace("- [x] 29", "- [x] 1500,5"))
    journey.qtbot.keyClicks(journey.number.field, "1500,5")
    journey.show("en")
    assert journey.number.field.text() == "1500,5"
    journey.click("Check")
    assert journey.answer("ratio") == Answer(("1500,5", "fr"), 1.0)


def test_a_verdict_that_the_explanation_gives_is_not_repeated(start: Start) -> None:
    journey = start(CHOICE)
    journey.press(Qt.Key.Key_1)
    journey.click("Check")
    shown = [x.text() for x in journey.card.findChildren(QLabel) if x.isVisibleTo(journey.card)]
    assert "Not right" not in shown
    assert journey.button("Try again").accessibleDescription() == "Not right"


def test_the_card_follows_the_session(start: Start) -> None:
    journey = start(CHOICE)
    journey.session.answer("why", Answer(("1",), 1.0))
    assert journey.rows[1].button.isChecked()
    assert journey.rows[1].feedback.icon.mark is Mark.RIGHT
    journey.session.answer("why", Answer(("0",), 0.0))
    assert journey.rows[0].feedback.icon.mark is Mark.WRONG
    assert not journey.rows[1].button.isChecked()
    journey.session.retry("why")
    assert not any(row.button.isChecked() for row in journey.rows)
    journey.session.answer("why", Answer(("99", "x"), 1.0))  # from another edition
    assert journey.offers("Check")


def test_several_questions_one_at_a_time(start: Start) -> None:
    journey = start(CHOICE + NUMBER)
    counter = journey.card.findChildren(QLabel)
    assert "QUESTION 1 OF 2" in [label.text() for label in counter]
    assert not journey.button("‹").isEnabled()
    journey.press(Qt.Key.Key_3)
    journey.click("›")
    assert journey.card.question is not None
    assert journey.card.question.id == "ratio"
    assert not journey.button("›").isEnabled()
    journey.click("‹")
    assert journey.rows[2].button.isChecked()  # what was picked waited there


def test_a_defective_question_shows_its_message_in_place(start: Start) -> None:
    journey = start(DEFECTIVE + CHOICE.replace("#why", "#other"))
    assert journey.card.question is None
    assert "[unknown-value]" in journey.words()
    assert "chapters/one.fr.md:7" in journey.words()
    assert "Que montre" in journey.words()
    assert not journey.offers("Check")
    journey.card.validate()
    journey.card.retry()
    assert not journey.session.state.answers
    journey.click("›")
    assert "unknown-value" not in journey.words()
    assert len(journey.rows) == 3


def test_a_problem_of_the_block_itself_is_shown_too(start: Start) -> None:
    journey = start(CHOICE.replace("type=choice", "type=choice colour=red"))
    assert journey.card.question is None
    assert "[unknown-attribute]" in journey.words()


def test_no_question_leaves_an_empty_card(start: Start) -> None:
    journey = start(CHOICE)
    journey.card.show_questions((), "fr")
    assert journey.card.form is None
    assert journey.words().strip() == ""
    assert not journey.offers("Check")


@pytest.mark.parametrize("size", TEXT_SIZES)
@pytest.mark.parametrize("body", [CHOICE, NUMBER])
def test_the_button_stays_in_sight_in_a_small_card(body: str, size: int, start: Start) -> None:
    journey = start(body)
    journey.card.setFixedSize(320, 220)
    journey.preferences.set_text_size(size)
    journey.session.answer("why", Answer(("0",), 0.0))
    journey.session.answer("ratio", Answer(("56", "fr"), 0.0))
    for text in ("Try again", "Check"):
        QApplication.processEvents()
        button = journey.button(text)
        corner = button.mapTo(journey.card, QPoint(button.width(), button.height()))
        assert journey.offers(text)
        assert journey.card.rect().contains(corner)
        assert button.mapTo(journey.card, QPoint(0, 0)).x() >= 0
        journey.card.retry()


def test_a_theme_and_a_text_size_keep_what_was_picked(start: Start) -> None:
    journey = start(CHOICE)
    journey.press(Qt.Key.Key_2)
    before = journey.rows[1].label.font().pixelSize()
    journey.preferences.set_text_size(200)
    journey.preferences.set_theme("dark")
    assert journey.rows[1].button.isChecked()
    assert journey.rows[1].label.font().pixelSize() == 2 * before


def test_the_words_follow_the_language_of_the_interface(start: Start) -> None:
    journey = start(CHOICE)
    journey.press(Qt.Key.Key_1)
    journey.click("Check")
    QApplication.sendEvent(journey.card, QEvent(QEvent.Type.LanguageChange))
    assert journey.offers("Try again")
    assert "Not right." in journey.rows[0].feedback.label.text()
