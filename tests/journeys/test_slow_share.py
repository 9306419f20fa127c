"""A home folder on a share that does not answer for a while: the window goes on, says what is
not on the disk yet, and all of it is there once the share answers.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from platformdirs import user_config_path, user_data_path
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox

from desktop_app.learning.classroom.marks import MARKED
from desktop_app.learning.classroom.voting import Stage
from desktop_app.shell import recorder as recorder_module
from desktop_app.shell.saving import Saving
from desktop_app.storage import database
from desktop_app.storage.attempt_store import AttemptStore
from desktop_app.storage.settings import SettingsFile
from desktop_app.ui.classroom.class_dialog import ClassDialog
from desktop_app.ui.classroom.marking_dialog import MarkingDialog
from desktop_app.ui.presenter.audience_window import AudienceWindow
from desktop_app.ui.quiz.answer_forms import ChoiceForm
from desktop_app.version import NAME
from tests.journeys.conftest import Play
from tests.journeys.harness import LESSON, Desk
from tests.journeys.test_collecting import collect, open_answer
from tests.journeys.test_learning import STEP, answer, kept, learning
from tests.journeys.test_presenting import audience, presentation
from tests.journeys.test_voting import QUESTION, panel, type_counts, votes
from tests.support.slow_share import SlowShare

Key = Qt.Key


@pytest.fixture
def share(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> SlowShare:
    monkeypatch.setattr(database, "is_local", lambda _: False)
    return SlowShare(own_home, monkeypatch)


def labels(window: AudienceWindow) -> list[str]:
    return [one.text() for one in panel(window).findChildren(QLabel) if one.isVisible()]


def test_a_student_works_on(play: Play, share: SlowShare) -> None:
    def journey(desk: Desk) -> None:
        desk_of = learning(desk)
        with share.held():
            answer(desk, 0)
            assert isinstance(desk.questions.form, ChoiceForm)
            assert desk.questions.form.rows[0].feedback.isVisible()
            assert desk_of.recorder.saving is Saving.UNDER_WAY
            assert "enregistr" in desk.view.footer.text().lower()
            desk.press(Key.Key_PageDown)
            desk.command("dark")
            desk.command("larger-text")
            desk.press(Key.Key_PageUp)
            desk.command("progress")
            desk.window.go_back()
            desk.command("library")
            assert not share.waited_for
        desk.wait(lambda: desk_of.recorder.saving is Saving.SAVED)

    play(journey, LESSON, "--step", STEP, "--language", "fr")
    assert [one.given for one in kept()] == [["0"]]
    said = SettingsFile(user_config_path(NAME)).settings.preferences
    assert (said.theme, said.text_size) == ("dark", 110)


def test_a_class_votes_on(play: Play, share: SlowShare) -> None:
    def journey(desk: Desk) -> None:
        learning(desk)
        desk.press(Key.Key_F5)
        window = audience(desk)
        with share.held():
            shown = presentation(window)
            shown.show(next(one for one in shown.slides if one.key.endswith(f"/{QUESTION}")))
            desk.settle()
            desk.press(Key.Key_V)
            type_counts(desk, window, 9, 12, 5, 0, 2)
            desk.press(Key.Key_Return)
            assert "Pas encore enregistré." in labels(window)
            desk.press(Key.Key_V)
            desk.press(Key.Key_PageDown)
            desk.press(Key.Key_Escape)
            desk.press(Key.Key_F5)
            window = audience(desk)
            desk.press(Key.Key_PageUp)
            assert not share.waited_for
        desk.wait(lambda: learning(desk).recorder.is_idle)
        desk.wait(lambda: "Pas encore enregistré." not in labels(window))

    play(journey, LESSON, "--step", "unequal", "--language", "fr")
    assert [one.stage for one in votes()] == [Stage.DISCUSSION]


def test_a_teacher_keeps_a_class_and_marks(play: Play, share: SlowShare, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    open_answer(folder, "Zoé")

    def journey(desk: Desk) -> None:
        page = collect(desk, folder)
        with share.held():
            page.edit_class("")
            dialog = desk.dialog(ClassDialog)
            dialog.name.setText("2nde B")
            dialog.names.setPlainText("Zoé\nInès")
            desk.click(dialog.keep_button)
            page.show_marking()
            marking = desk.dialog(MarkingDialog)
            desk.click(marking.steps[3])
            assert marking.state.text() == "Enregistrement…"
            page.choose_class("")
            assert not share.waited_for
        desk.wait(lambda: marking.state.text() == "Note enregistrée")

    play(journey, LESSON, "--step", STEP, "--language", "fr")
    store = AttemptStore(user_data_path(NAME))
    (known,) = store.classes().values()
    assert known.name == "2nde B"
    assert len(store.class_events(known.id, MARKED)) == 1
    store.close()


def test_a_share_that_never_answers_is_not_waited_for_at_the_end(
    play: Play, share: SlowShare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recorder_module, "PATIENCE", 0.05)
    asked: list[str] = []

    def warn(_: object, title: str, *__: object) -> QMessageBox.StandardButton:
        asked.append(title)
        return QMessageBox.StandardButton.Close

    monkeypatch.setattr(QMessageBox, "warning", warn)

    def journey(desk: Desk) -> None:
        learning(desk)
        with share.held():
            answer(desk, 0)
            desk.window.close()
            assert asked == ["1 réponse n’a pas pu être enregistrée."]

    play(journey, LESSON, "--step", STEP, "--language", "fr")
    assert not share.waited_for
