"""Each type of question answered with the keyboard alone, in both languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.quiz.answer_forms import (
    GapsForm,
    OrderForm,
    PointingForm,
)
from desktop_app.ui.quiz.choice_button import ChoiceButton
from tests.ui.quiz.desk import CONTROL, Desk, make_desk, walk

Key = Qt.Key
NAMES = (
    "choice", "choices", "true-false", "number", "text", "gaps", "match", "order", "point",
    "zone", "sentence", "axis-date", "axis-value", "prediction", "open",
)  # fmt: skip
LANGUAGES = ("fr", "en")

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


# -- answering -------------------------------------------------------------------------------


def choose(button: QWidget, text: str, desk: Desk) -> None:
    """Step a button with Down until it holds ``text``."""
    assert isinstance(button, ChoiceButton)
    for _ in range(8):
        if button.chosen_text.startswith(text):
            return
        desk.press(Key.Key_Down)
    raise AssertionError(text)


def answer_choice(desk: Desk, language: str) -> None:
    desk.press(Key.Key_2, Key.Key_Return)


def answer_choices(desk: Desk, language: str) -> None:
    desk.press(Key.Key_1, Key.Key_2, Key.Key_Return)


def answer_true_false(desk: Desk, language: str) -> None:
    desk.press(Key.Key_1)
    desk.tab_to("What you point at")
    walk(desk, {"fr": "Elle tombe", "en": "It fell"}[language])
    desk.tab_to("Unsure")
    desk.press(Key.Key_Right)
    desk.tab_to("Check")
    desk.press(Key.Key_Return)


def answer_number(desk: Desk, language: str) -> None:
    desk.type({"fr": "55,5 points", "en": "55.5"}[language])
    desk.press(Key.Key_Return)


def answer_text(desk: Desk, language: str) -> None:
    desk.type({"fr": "MÉTROPOLISATION", "en": "Metropolisation."}[language])
    desk.press(Key.Key_Return)


def answer_gaps(desk: Desk, language: str) -> None:
    form = desk.card.form
    assert isinstance(form, GapsForm)
    choose(desk.focus, {"fr": "cadres", "en": "managers"}[language], desk)
    desk.press(Key.Key_Tab)
    desk.type("58")
    desk.press(Key.Key_Tab)
    desk.type({"fr": "vingt-neuf", "en": "twenty-nine"}[language])
    desk.press(Key.Key_Tab)
    choose(desk.focus, {"fr": "ouvriers", "en": "manual"}[language], desk)
    desk.tab_to("Check")
    desk.press(Key.Key_Space)


def answer_match(desk: Desk, language: str) -> None:
    for text in ("58", "20", "2"):
        choose(desk.focus, f"{text}\u202f%" if language == "fr" else f"{text}%", desk)
        desk.press(Key.Key_Tab)
    desk.tab_to("Check")
    desk.press(Key.Key_Return)


def answer_order(desk: Desk, language: str) -> None:
    form = desk.card.form
    assert isinstance(form, OrderForm)
    for index in (2, 1):  # what is last goes down first
        if form.order[index] == index:
            continue
        desk.tab_to(f"Move down: {form.rows[index].text}")
        for _ in range(3):
            if form.order[index] == index:
                break
            desk.press(Key.Key_Down)
    assert form.order == (0, 1, 2)
    desk.tab_to("Check")
    desk.press(Key.Key_Return)


def answer_point(desk: Desk, language: str) -> None:
    walk(desk, {"fr": "Ouvriers", "en": "Manual"}[language])
    desk.press(Key.Key_Return)


def answer_zone(desk: Desk, language: str) -> None:
    walk(desk, "Val-de-Marne")
    form = desk.card.form
    assert isinstance(form, PointingForm)
    # Its name and its number, and nothing of its outline.
    space = "\u202f" if language == "fr" else ""
    assert form.walker.text.startswith(f"Val-de-Marne{space}:")
    assert len(form.walker.text) < 40
    desk.press(Key.Key_Return)


def answer_sentence(desk: Desk, language: str) -> None:
    walk(desk, {"fr": "Ce sont les tâches", "en": "It is tasks"}[language])
    desk.tab_to("Unsure")
    desk.press(Key.Key_Space)
    desk.tab_to("Check")
    desk.press(Key.Key_Return)


def answer_axis_date(desk: Desk, language: str) -> None:
    desk.type({"fr": "7 avril 2020", "en": "April 7, 2020"}[language])
    desk.press(Key.Key_Down, Key.Key_Up)
    desk.press(Key.Key_Return)


def answer_axis_value(desk: Desk, language: str) -> None:
    desk.type({"fr": "5,4·10^5", "en": "540,000"}[language])
    desk.press(Key.Key_Return)


def answer_prediction(desk: Desk, language: str) -> None:
    for number in ("60", {"fr": "22,5 %", "en": "22.5%"}[language], "5"):
        desk.type(number)
        desk.press(Key.Key_Tab)
    desk.tab_to("Check")
    desk.press(Key.Key_Return)


def answer_open(desk: Desk, language: str) -> None:
    desk.type("Il les creuse, d’après l’Insee.")
    desk.press(Key.Key_Return, modifier=CONTROL)
    desk.press(Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_Return)


BY_KEYS: dict[str, Callable[[Desk, str], None]] = {
    "choice": answer_choice,
    "choices": answer_choices,
    "true-false": answer_true_false,
    "number": answer_number,
    "text": answer_text,
    "gaps": answer_gaps,
    "match": answer_match,
    "order": answer_order,
    "point": answer_point,
    "zone": answer_zone,
    "sentence": answer_sentence,
    "axis-date": answer_axis_date,
    "axis-value": answer_axis_value,
    "prediction": answer_prediction,
    "open": answer_open,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_answered_with_the_keyboard_alone(name: str, language: str, desk: Desk) -> None:
    desk.show([name], language)
    desk.card.take_focus()
    BY_KEYS[name](desk, language)
    assert desk.answer(name).correct, desk.answer(name)
    (kept,) = desk.kept
    assert (kept.question, kept.score, kept.language) == (f"q-{name}", 1.0, language)
    assert kept.given == desk.answer(name).given
    assert kept.duration > 0
    assert desk.said, "nothing is read aloud"
    assert desk.said[-1].startswith("Criteria met: 3 of 3" if name == "open" else "Right")
    assert desk.name(desk.focus).startswith("Try again")


@pytest.mark.parametrize("name", NAMES)
def test_an_answer_stands_in_the_other_language_too(name: str, desk: Desk) -> None:
    desk.show([name])
    desk.card.take_focus()
    BY_KEYS[name](desk, "fr")
    desk.show([name], "en")
    assert "Try again" in desk.words()
    assert "Not right" not in desk.words()


# -- for a screen reader, in every look ---------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_every_stop_of_the_keyboard_has_a_name(name: str, desk: Desk) -> None:
    desk.show([name])
    desk.card.take_focus()
    seen: list[QWidget] = []
    for _ in range(40):
        if desk.focus in seen:
            break
        seen.append(desk.focus)
        desk.press(Key.Key_Tab)
    names = [desk.name(widget) for widget in seen if not _is_prose(widget)]
    assert all(names), [type(widget).__name__ for widget in seen]
    assert len(names) == len(set(names)), names
    if not any(isinstance(widget, QLineEdit | QPlainTextEdit) for widget in seen[:1]):
        return
    role = QAccessible.queryAccessibleInterface(seen[0])
    assert role is not None
    assert role.role() == QAccessible.Role.EditableText


def _is_prose(widget: QWidget) -> bool:
    """A text with links is read as its text."""
    return type(widget).__name__ in ("ProseLabel", "ScrollArea")


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("name", NAMES)
def test_every_card_fits_twice_as_large(
    name: str, theme: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = make_desk(qtbot, monkeypatch, theme=theme, text_size=200)
    desk.card.setFixedSize(420, 420)
    desk.show([name])
    for _ in range(2):
        QApplication.processEvents()
        assert desk.card.form is not None
        for button in desk.card.findChildren(QPushButton):
            if not button.isVisibleTo(desk.card) or desk.card.form.isAncestorOf(button):
                continue
            corner = button.mapTo(desk.card, QPoint(button.width(), 0))
            assert button.mapTo(desk.card, QPoint(0, 0)).x() >= 0
            assert corner.x() <= desk.card.width(), button.text()
        # Nothing is wider than the card: what does not fit scrolls up and down only.
        assert desk.card.form.width() <= desk.card.width()
        assert desk.card.form.minimumSizeHint().width() <= desk.card.width(), name
        desk.preferences.set_text_size(100)


@pytest.mark.parametrize("name", NAMES)
def test_another_look_or_language_keeps_what_is_being_given(name: str, desk: Desk) -> None:
    desk.show([name])
    desk.card.take_focus()
    half = {"number": "12", "text": "ville", "open": "Un début", "axis-value": "5",
            "axis-date": "6 avril 2020", "prediction": "3"}  # fmt: skip
    if name in half:
        desk.type(half[name])
    else:
        desk.press(Key.Key_Down)
    assert desk.card.form is not None
    given = desk.card.form.given()
    desk.preferences.set_theme("dark")
    desk.preferences.set_text_size(200)
    desk.card.retranslate()
    assert desk.card.form.given() == given
    desk.show([name])  # the step is shown again
    assert desk.card.form.given() == given
