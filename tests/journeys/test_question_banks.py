"""Questions that go to other software and come from it, from the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from desktop_app.content.document import plain_text
from desktop_app.content.reader import read_lesson
from desktop_app.importing import import_questions
from desktop_app.shell.questions_in import HERE, NEW, QuestionsInDialog
from desktop_app.shell.questions_out import QuestionsOutDialog
from tests.journeys.conftest import Play
from tests.journeys.harness import Desk
from tests.support.lessons import LESSONS, LessonBuilder

BANK = "::Un::Combien ? {#58:2}\nDeux {=oui ~non}\n\nTrois {=a ~b\n"


def test_questions_go_out_in_the_format_that_is_chosen(
    play: Play, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "banque.xml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))

    def journey(desk: Desk) -> None:
        desk.command("questions-out")
        dialog = desk.dialog(QuestionsOutDialog)
        desk.wait(dialog.save_button.isEnabled)
        assert "GIFT ne garde pas" in dialog.losses.toPlainText()
        desk.click(dialog.forms[1])
        desk.wait(dialog.save_button.isEnabled)
        assert "Moodle XML ne garde pas" in dialog.losses.toPlainText()
        desk.click(dialog.save_button)
        assert str(target) in dialog.said.text()
        dialog.save(tmp_path / "nowhere" / "x.xml")
        assert "ne peut pas être écrit" in dialog.said.text()

    assert play(journey, str(LESSONS / "questions"), "--language", "fr") == 0
    read = import_questions(target.read_bytes(), target.name, "fr")
    assert read.count > 5
    assert not read.errors
    assert list(tmp_path.iterdir()) == [target]


def test_questions_come_in_as_a_lesson_that_opens(
    play: Play, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank = tmp_path / "Ma banque.gift"
    bank.write_text(BANK, encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(bank), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))

    def journey(desk: Desk) -> None:
        desk.command("questions-in")
        dialog = desk.dialog(QuestionsInDialog)
        desk.wait(dialog.save_button.isEnabled)
        assert dialog.summary.text().startswith("2 questions")
        assert "Ma banque.gift:2:1" in dialog.problems.toPlainText()
        assert "Ma banque.gift:4:7" in dialog.problems.toPlainText()
        assert not dialog.places[HERE].isEnabled()  # none is open
        assert dialog.places[NEW].isChecked()
        desk.click(dialog.save_button)
        assert not dialog.save_button.isEnabled()
        dialog.read(tmp_path / "absent.gift")
        desk.wait(lambda: "ne peut pas être lu" in dialog.summary.text())
        assert not dialog.save_button.isEnabled()
        dialog.close()
        desk.wait(lambda: desk.window.path == tmp_path / "ma-banque")
        desk.wait(lambda: desk.view.stage.question_card is not None)
        question = desk.questions.question
        assert question is not None
        assert "Combien" in plain_text(question.prompt)

    assert play(journey, "--language", "fr") == 0


def test_questions_come_in_as_a_chapter_of_a_lesson_being_written(
    play: Play, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lesson = LessonBuilder().folder(tmp_path)
    before = read_lesson(lesson)
    bank = tmp_path / "bank.gift"
    bank.write_text(BANK, encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(bank), ""))

    def journey(desk: Desk) -> None:
        desk.command("questions-in")
        dialog = desk.dialog(QuestionsInDialog)
        desk.wait(dialog.save_button.isEnabled)
        desk.click(dialog.places[HERE])
        desk.click(dialog.save_button)
        assert "chapters/bank." in dialog.said.text()
        dialog.close()
        desk.wait(lambda: desk.view.lesson.chapter_ids[-1] == "bank")

    assert play(journey, str(lesson)) == 0
    assert read_lesson(lesson).chapter_ids == (*before.chapter_ids, "bank")
