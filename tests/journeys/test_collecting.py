"""A teacher collects what a class handed in, marks open answers, and keeps the report."""

from __future__ import annotations

import json
from pathlib import Path

from platformdirs import user_data_path

from desktop_app.content.reader import read_lesson
from desktop_app.learning.attempts import Attempt, Kind
from desktop_app.learning.classroom.hand_in import to_bytes
from desktop_app.learning.classroom.marks import MARKED
from desktop_app.learning.outline import outline_of
from desktop_app.resources import installed_lessons
from desktop_app.shell.collect_page import CollectPage
from desktop_app.storage.attempt_store import AttemptStore
from desktop_app.storage.hand_in_files import write_hand_in
from desktop_app.ui.classroom.class_dialog import ClassDialog
from desktop_app.ui.classroom.marking_dialog import MarkingDialog
from desktop_app.version import NAME
from tests.journeys.conftest import Play
from tests.journeys.harness import LESSON, Desk
from tests.journeys.test_learning import learning
from tests.learning.classroom.samples import handed_in
from tests.support.attempts import made


def collect(desk: Desk, folder: Path) -> CollectPage:
    learning(desk)
    desk.command("collect")
    page = desk.window.pages.currentWidget()
    assert isinstance(page, CollectPage)
    page.collect(folder)
    desk.wait(lambda: page.found is not None)
    desk.settle()
    return page


def open_answer(folder: Path, learner: str) -> Attempt:
    """What ``learner`` handed in to ``folder``, a new one: an open answer."""
    outline = outline_of(read_lesson(installed_lessons()[LESSON]), "fr")
    written = next(one for one in outline.questions.values() if one.type == "open")
    attempt = made(
        written.id,
        lesson=LESSON,
        learner=learner,
        version=written.version,
        kind=Kind.SELF_CHECK,
        answer=["Well…", "assessed", "0"],
        score=0.5,
    )
    folder.mkdir()
    write_hand_in(folder, handed_in(learner, [attempt], lesson=LESSON))
    return attempt


def test_a_class_is_collected_marked_and_reported(play: Play, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    attempt = open_answer(folder, "Zoé")
    changed = json.loads(to_bytes(handed_in("Ali")))
    changed["learner"] = "Tom"
    (folder / "tom.rebattre").write_text(json.dumps(changed), "utf-8")

    def journey(desk: Desk) -> None:
        page = collect(desk, folder)
        page.edit_class("")
        dialog = desk.dialog(ClassDialog)
        desk.settle()
        dialog.name.setText("2nde B")
        dialog.names.setPlainText("zoe\nInès")
        page_before = page.found
        desk.click(dialog.keep_button)
        desk.wait(lambda: page.found is not page_before)
        assert page.found is not None
        assert page.found.known.name == "2nde B"
        assert page.found.collection.missing == ("Inès",)
        assert page.found.report is not None
        assert page.found.report.open_answers[0].mark is None
        page.show_marking()
        marking = desk.dialog(MarkingDialog)
        assert marking.text.toPlainText() == "Well…"
        desk.click(marking.steps[3])
        desk.wait(lambda: marking.state.text() == "Note enregistrée")
        before = page.found
        desk.click(desk.button("Fermer", marking))
        desk.wait(lambda: page.found is not before)
        report = page.found.report
        assert report is not None
        assert report.open_answers[0].mark is not None
        assert report.open_answers[0].mark.score == 0.75
        for form in ("xlsx", "csv", "html", "pdf"):
            page.save(tmp_path / f"r.{form}")
            desk.wait((tmp_path / f"r.{form}").exists)
        desk.settle()

    play(journey, LESSON, "--language", "fr")
    store = AttemptStore(user_data_path(NAME))
    (event,) = store.class_events(None, MARKED)
    store.close()
    assert event.values["attempt"] == attempt.id
    assert event.values["score"] == 0.75
    assert "Compte rendu : 2nde B".replace(" :", "\u202f:") in (
        (tmp_path / "r.html").read_text("utf-8")
    )


def test_an_empty_folder_is_said_to_hold_nothing(play: Play, tmp_path: Path) -> None:
    def journey(desk: Desk) -> None:
        page = collect(desk, tmp_path)
        assert page.found is not None
        assert page.found.report is None
        desk.button("Retour", page)

    play(journey, LESSON, "--language", "fr")
