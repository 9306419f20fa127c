from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.content.lesson import Lesson
from desktop_app.session.preferences import Preferences, PreferenceStore
from desktop_app.session.session import Answer, Session
from desktop_app.ui.common.fonts import register_fonts
from desktop_app.ui.quiz import question_card
from desktop_app.ui.quiz.answer_forms import ChoiceForm, NumberForm
from desktop_app.ui.quiz.labels import ProseLabel
from desktop_app.ui.quiz.option_row import OptionRow
from desktop_app.ui.quiz.question_card import QuestionCard
from tests.quiz.lessons import blocks, write_lesson
from tests.ui.quiz.desk import Desk, make_desk

ENGLISH = {
    "Les ouvriers refusent le télétravail": "Workers refuse to work from home",
    "Que montre l'écart": "What does the gap show",
}


@dataclass
class Journey:
    """A card on screen with a real session, used as a student would."""

    qtbot: QtBot
    lesson: Lesson
    session: Session
    preferences: PreferenceStore
    card: QuestionCard
    said: list[str]

    def show(self, language: str = "fr") -> None:
        self.card.show_questions(blocks(self.lesson, language), language)

    @property
    def rows(self) -> list[OptionRow]:
        assert isinstance(self.card.form, ChoiceForm)
        return self.card.form.rows

    @property
    def number(self) -> NumberForm:
        assert isinstance(self.card.form, NumberForm)
        return self.card.form

    def button(self, text: str) -> QPushButton:
        """The button of that text, wherever it stands in the card."""
        found = [b for b in self.card.findChildren(QPushButton) if b.text() == text]
        assert len(found) == 1, text
        return found[0]

    def offers(self, text: str) -> bool:
        return self.button(text).isVisibleTo(self.card)

    def click(self, text: str) -> None:
        assert self.button(text).isEnabled()
        self.qtbot.mouseClick(self.button(text), Qt.MouseButton.LeftButton)

    def press(self, key: Qt.Key) -> None:
        """Press a key where the keyboard is."""
        focus = self.card.window().focusWidget()
        assert focus is not None
        self.qtbot.keyClick(focus, key)

    def answer(self, question: str) -> Answer | None:
        return self.session.state.answers.get(question)

    def words(self) -> str:
        """Everything that can be read in the card, as HTML."""
        labels = self.card.findChildren(ProseLabel)
        return "\n".join(label.text() for label in labels if label.isVisibleTo(self.card))


Start = Callable[[str], Journey]


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Start:
    """Opens a lesson with the given questions, in French, and shows its card."""

    def begin(body: str) -> Journey:
        register_fonts()
        english = body
        for french, translated in ENGLISH.items():
            english = english.replace(french, translated)
        lesson = write_lesson(tmp_path / "lesson", fr=body, en=english)
        session, preferences = Session({}), PreferenceStore(Preferences())
        card = QuestionCard(lesson, session, preferences, lambda problem: f"[{problem.code}]")
        said: list[str] = []
        monkeypatch.setattr(question_card, "announce", lambda _, text: said.append(text))
        qtbot.addWidget(card)
        card.resize(620, 420)
        journey = Journey(qtbot, lesson, session, preferences, card, said)
        journey.show()
        with qtbot.waitExposed(card):
            card.show()
        card.activateWindow()
        card.take_focus()
        return journey

    return begin


@pytest.fixture
def desk(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return make_desk(qtbot, monkeypatch)
