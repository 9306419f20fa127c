"""What is kept of a student, saved and erased in the window; a student named on the way in."""

from __future__ import annotations

import zipfile
from pathlib import Path

from platformdirs import user_config_path, user_data_path

from desktop_app.learning.school_classes import new_class
from desktop_app.shell.collect_page import CollectPage
from desktop_app.shell.learner_data import LearnerData
from desktop_app.storage.attempt_store import AttemptStore
from desktop_app.storage.settings import SettingsFile
from desktop_app.ui.classroom.class_dialog import ClassDialog
from desktop_app.ui.classroom.learner_data_dialog import LearnerDataDialog
from desktop_app.version import NAME
from tests.journeys.conftest import Play
from tests.journeys.harness import LESSON, Desk
from tests.journeys.test_learning import learning
from tests.support.attempts import NOON, made


def test_a_student_is_given_everything_and_forgotten(play: Play, tmp_path: Path) -> None:
    store = AttemptStore(user_data_path(NAME))
    store.append([made(learner="Zoé"), made(learner="Ali"), made(learner="Zoé")])
    store.close()

    def journey(desk: Desk) -> None:
        desk_ = learning(desk)
        desk.wait(lambda: desk_.learner == "Zoé")  # as it is written here, however it was typed
        desk.command("learner-data")
        desk.wait(lambda: bool(desk.dialogs(LearnerDataDialog)))
        dialog = desk.dialog(LearnerDataDialog)
        desk.wait(lambda: dialog.list.count() == 2)
        assert not dialog.erase_button.isEnabled()
        dialog.field.setText("zo")
        dialog.list.setCurrentRow(1)
        assert dialog.name == "Zoé"
        desk.wait(lambda: dialog.facts.text().startswith("2 réponses"))
        target = tmp_path / "zoe.zip"
        (data,) = desk.window.findChildren(LearnerData)
        data.save("Zoé", target)
        desk.wait(lambda: str(target) in dialog.facts.text())
        desk.click(dialog.erase_button)
        box = dialog.confirmation
        assert box is not None
        assert box.defaultButton().text() == "Annuler"
        desk.click(box.defaultButton())
        assert dialog.confirmation is None
        assert dialog.list.count() == 2
        desk.click(dialog.erase_button)
        box = dialog.confirmation
        assert box is not None
        desk.click(desk.button("Effacer", box))
        desk.wait(lambda: dialog.facts.text() == "Tout ce qui était gardé de Zoé est effacé.")
        names = [dialog.list.item(row).text() for row in range(dialog.list.count())]
        assert "Ali" in names
        assert "Zoé" not in names
        assert desk_.learner == ""
        desk.settle()

    play(journey, LESSON, "--language", "fr", "--learner", "zoe")
    with zipfile.ZipFile(tmp_path / "zoe.zip") as archive:
        assert "data.json" in archive.namelist()
    store = AttemptStore(user_data_path(NAME))
    assert store.record("Zoé").is_empty
    assert not store.record("Ali").is_empty
    store.close()
    assert SettingsFile(user_config_path(NAME)).settings.learner == ""


def test_a_class_is_erased_from_its_dialog(play: Play) -> None:
    created = new_class("2nde B", NOON)
    store = AttemptStore(user_data_path(NAME))
    store.append([created, new_class("2nde C", NOON)])
    store.close()

    def journey(desk: Desk) -> None:
        learning(desk)
        desk.command("collect")
        page = desk.window.pages.currentWidget()
        assert isinstance(page, CollectPage)
        page.choose_class(created.class_id)
        page.edit_class(created.class_id)
        dialog = desk.dialog(ClassDialog)
        desk.click(dialog.erase_button)
        assert dialog.confirmation is not None
        desk.click(desk.button("Effacer", dialog.confirmation))
        desk.wait(lambda: "2nde B est effacé" in desk.window.notices.text())

    play(journey, LESSON, "--language", "fr")
    store = AttemptStore(user_data_path(NAME))
    assert [one.name for one in store.classes().values()] == ["2nde C"]
    store.close()
