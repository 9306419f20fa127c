"""A card on screen with one question of the lesson that has every type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.charts.probing import scene_on_stage
from desktop_app.content.model import QuestionBlock
from desktop_app.quiz.answers import GivenAnswer
from desktop_app.session.preferences import Preferences, PreferenceStore
from desktop_app.session.session import Answer, Session
from desktop_app.ui.common.fonts import register_fonts
from desktop_app.ui.quiz import question_card
from desktop_app.ui.quiz.answer_forms import PointingForm
from desktop_app.ui.quiz.labels import ProseLabel
from desktop_app.ui.quiz.question_card import QuestionCard
from tests.quiz.examples import lesson, steps

Key = Qt.Key
NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


@dataclass
class Desk:
    """What a student does with the keyboard alone, and what is seen and heard of it."""

    qtbot: QtBot
    card: QuestionCard
    session: Session
    preferences: PreferenceStore
    said: list[str]
    kept: list[GivenAnswer] = field(default_factory=list)

    def show(self, names: Sequence[str], language: str = "fr", step: str = "") -> None:
        """Show the questions ``q-name`` of a step."""
        found = steps(language)[step or f"step-{names[0]}"]
        wanted = [block for block in found.questions if block.id.removeprefix("q-") in names]
        stage = scene_on_stage(lesson(), found, {}, language)
        self.card.show_questions(wanted, language, found)
        self.card.show_scene(stage.scene if stage is not None else None)
        QApplication.processEvents()

    @property
    def focus(self) -> QWidget:
        found = self.card.window().focusWidget()
        assert found is not None
        return found

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Press keys one after another, wherever the keyboard is then."""
        for key in keys:
            self.qtbot.keyClick(self.focus, key, modifier)
            QApplication.processEvents()

    def type(self, text: str) -> None:
        for character in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, NONE, character)
                QApplication.sendEvent(self.focus, event)
        QApplication.processEvents()

    def tab_to(self, text: str) -> None:
        """Walk with Tab to what is called ``text``, as a screen reader calls it."""
        for _ in range(60):
            if text in self.name(self.focus):
                return
            self.press(Key.Key_Tab)
        raise AssertionError(text)

    def name(self, widget: QWidget) -> str:
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface is not None
        return interface.text(QAccessible.Text.Name)

    def answer(self, name: str) -> Answer:
        return self.session.state.answers[f"q-{name}"]

    def words(self) -> str:
        """What can be read in the card."""
        labels = self.card.findChildren(ProseLabel)
        prose = [label.text() for label in labels if label.isVisibleTo(self.card)]
        buttons = self.card.findChildren(QPushButton)
        texts = [button.text() for button in buttons if button.isVisibleTo(self.card)]
        return "\n".join((*prose, *texts))


def make_desk(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, *, theme: str = "light", text_size: int = 100
) -> Desk:
    register_fonts()
    session = Session(lesson().parameters)
    preferences = PreferenceStore(Preferences(theme=theme, text_size=text_size))
    kept: list[GivenAnswer] = []

    def record(_block: QuestionBlock, answer: GivenAnswer) -> None:
        kept.append(answer)

    card = QuestionCard(
        lesson(), session, preferences, lambda problem: f"[{problem.code}]", record=record
    )
    said: list[str] = []
    monkeypatch.setattr(question_card, "announce", lambda _, text: said.append(text))
    qtbot.addWidget(card)
    card.resize(640, 320)
    desk = Desk(qtbot, card, session, preferences, said, kept)
    with qtbot.waitExposed(card):
        card.show()
    card.activateWindow()
    return desk


def walk(desk: Desk, start: str) -> None:
    """Step the box of what is pointed at until it says ``start``."""
    form = desk.card.form
    pointing = form if isinstance(form, PointingForm) else getattr(form, "proof", None)
    assert isinstance(pointing, PointingForm)
    for _ in range(12):
        if pointing.walker.text.startswith(start):
            return
        desk.press(Key.Key_Down)
    raise AssertionError(start)
