"""Students on one computer: each under a name, with what they did; and handing it in."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from platformdirs import user_config_path, user_data_path

from desktop_app.learning.classroom.hand_in import HandIn, class_hint, read_hand_in
from desktop_app.learning.classroom.names import new_code
from desktop_app.shell.saving import Saving
from desktop_app.storage import hand_in_files
from desktop_app.storage.attempt_store import AttemptStore
from desktop_app.storage.settings import SettingsFile
from desktop_app.ui.classroom.hand_in_dialog import HandInDialog
from desktop_app.ui.classroom.learner_dialog import LearnerDialog
from desktop_app.version import NAME
from tests.journeys.conftest import Play
from tests.journeys.harness import LESSON, Desk
from tests.journeys.test_learning import QUESTION, STEP, answer, keep, kept, learning
from tests.support.attempts import made


def work_as(desk: Desk, name: str) -> None:
    """Choose a name by keyboard, as a student does."""
    desk.command("learner")
    desk.wait(lambda: bool(desk.dialogs(LearnerDialog)))
    dialog = desk.dialog(LearnerDialog)
    dialog.field.clear()
    desk.type(name, dialog.field)
    desk.click(dialog.accept_button)
    desk.wait(lambda: not desk.dialogs(LearnerDialog))
    desk.wait(lambda: desk.view.stage.chart_card is not None)
    desk.settle()


def hand_in(desk: Desk) -> HandInDialog:
    desk.command("hand-in")
    desk.wait(lambda: bool(desk.dialogs(HandInDialog)))
    return desk.dialog(HandInDialog)


def handed_in(folder: Path, *codes: str) -> list[HandIn]:
    found = []
    for path in sorted(folder.iterdir()):
        reading = read_hand_in(path.read_bytes(), codes)
        assert reading.flaw is None
        assert reading.hand_in is not None
        found.append(reading.hand_in)
    return found


def test_each_student_finds_what_they_did_and_nothing_else(play: Play) -> None:
    def journey(desk: Desk) -> None:
        desk_of = learning(desk)
        work_as(desk, "Zoé")
        assert "Zoé" in desk.view.footer.text()
        answer(desk, 0)
        desk.wait(lambda: desk_of.recorder.saving is Saving.SAVED)
        work_as(desk, "Ali")
        assert desk.step == STEP
        assert desk.session.state.answers == {}
        answer(desk, 1)
        desk.wait(lambda: desk_of.recorder.saving is Saving.SAVED)
        work_as(desk, "ZOE")  # who that is, is known
        desk.wait(lambda: QUESTION in desk.session.state.answers)
        assert desk.session.state.answers[QUESTION].given == ("0",)
        assert "Zoé" in desk.view.footer.text()

    play(journey, LESSON, "--step", STEP, "--language", "fr")
    assert [(one.learner, one.given) for one in kept()] == [("Zoé", ["0"]), ("Ali", ["1"])]
    assert SettingsFile(user_config_path(NAME)).settings.learner == "Zoé"


def test_the_start_page_says_who_works_and_who_it_was_last(play: Play) -> None:
    def first(desk: Desk) -> None:
        learning(desk)
        library = desk.window.library
        assert library is not None
        desk.settle()  # the line of who works is made anew when the store is there
        desk.click(desk.button("Travailler sous un code ou un prénom…", library))
        desk.wait(lambda: bool(desk.dialogs(LearnerDialog)))
        dialog = desk.dialog(LearnerDialog)
        assert not dialog.accept_button.isEnabled()
        desk.type("  B12 ", dialog.field)
        desk.click(dialog.accept_button)
        desk.button("Changer…", library)

    def second(desk: Desk) -> None:
        assert learning(desk).recorder.learner == "B12"
        desk.command("learner")
        desk.wait(lambda: bool(desk.dialogs(LearnerDialog)))
        desk.click(desk.button("Travailler sans nom", desk.dialog(LearnerDialog)))
        assert learning(desk).recorder.learner == "local"

    play(first, "--language", "fr")
    play(second, "--language", "fr")
    assert SettingsFile(user_config_path(NAME)).settings.learner == ""


def test_handing_in_asks_who_it_is_then_where_and_writes_one_signed_file(
    play: Play, tmp_path: Path
) -> None:
    code = new_code()

    def journey(desk: Desk) -> None:
        learning(desk)
        answer(desk, 0)
        desk.command("hand-in")
        desk.wait(lambda: bool(desk.dialogs(LearnerDialog)))
        dialog = desk.dialog(LearnerDialog)
        desk.type("Zoé", dialog.field)
        desk.click(dialog.accept_button)
        desk.wait(lambda: bool(desk.dialogs(HandInDialog)))
        form = desk.dialog(HandInDialog)
        assert form.nameless.isChecked()  # all that was done so far
        desk.type(str(tmp_path / "gone"), form.folder)
        desk.type("K7QM", form.code)
        desk.click(form.hand_in_button)
        assert "no class code" in form.message.text()
        form.code.clear()
        desk.type(code.lower(), form.code)
        desk.click(form.hand_in_button)
        desk.wait(lambda: "could be handed in" in form.message.text())
        form.folder.setText(str(tmp_path))
        desk.click(form.hand_in_button)
        desk.wait(lambda: "Handed in" in form.message.text())
        assert not form.hand_in_button.isVisible()

    play(journey, LESSON, "--step", STEP, "--language", "en")
    (hand_in_,) = handed_in(tmp_path, code)
    assert (hand_in_.learner, hand_in_.lesson) == ("Zoé", LESSON)
    assert hand_in_.class_hint == class_hint(code)
    assert [one.question for one in hand_in_.attempts] == [QUESTION]
    assert hand_in_.attempts[0].id == kept()[0].id
    settings = SettingsFile(user_config_path(NAME)).settings
    assert (settings.class_code, settings.window["folder:hand-in"]) == (code, str(tmp_path))


def test_a_full_disk_hands_in_nothing_and_says_so(
    play: Play, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(made(QUESTION, lesson=LESSON, learner="Zoé"))

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    def journey(desk: Desk) -> None:
        learning(desk)
        work_as(desk, "Zoé")
        form = hand_in(desk)
        form.folder.setText(str(tmp_path))
        with monkeypatch.context() as patch:
            patch.setattr(hand_in_files, "write_whole", full)
            desk.click(form.hand_in_button)
            desk.wait(lambda: "No space left" in form.message.text())
        desk.click(form.hand_in_button)
        desk.wait(lambda: not form.hand_in_button.isVisible())

    play(journey, LESSON, "--step", STEP, "--language", "en")
    assert len(handed_in(tmp_path)) == 1


def test_the_store_tells_who_has_worked(tmp_path: Path) -> None:
    store = AttemptStore(user_data_path(NAME))
    store.append([made("a", learner="Zoé"), made("b", learner="Zoé"), made("c", learner="Ali")])
    store.visit("a-lesson", ["step"], "Inès")
    assert store.learners() == ("Ali", "Inès", "Zoé")
    store.close()
