"""Sentences and pictures on the page of a step."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.content.reader import read_lesson
from desktop_app.content.reference import Reference
from desktop_app.content.sentences import sentences
from desktop_app.session.preferences import Preferences, PreferenceStore
from desktop_app.session.session import Pointing, Session
from desktop_app.ui.common.fonts import register_fonts
from desktop_app.ui.narrative.narrative_panel import NarrativePanel
from desktop_app.ui.narrative.page import PageHead
from tests.quiz.examples import lesson, steps
from tests.quiz.test_lint import FR, builder

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def session() -> Session:
    return Session(lesson().parameters)


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> NarrativePanel:
    register_fonts()
    found = NarrativePanel(lesson(), session, PreferenceStore(Preferences()))
    qtbot.addWidget(found)
    found.resize(480, 600)
    found.show_step(steps("fr")["step-sentence"], PageHead("OVER", "Titre"), "fr", {})
    with qtbot.waitExposed(found):
        found.show()
    return found


def words(panel: NarrativePanel, reference: Reference) -> str:
    found = panel.page.sentence(reference)
    assert found is not None
    return panel.page.text(found.start, found.end).replace("\u202f", "").replace("\xa0", " ")


def test_the_page_has_the_sentences_of_the_step_in_their_places(panel: NarrativePanel) -> None:
    for sentence in sentences(steps("fr")["step-sentence"]):
        shown = words(panel, sentence.reference)
        assert shown == sentence.text.replace("\u202f", "").replace("\xa0", " ")


def test_they_stay_in_place_when_figures_are_masked(panel: NarrativePanel) -> None:
    panel.set_concealed(lambda _: True)
    last = Reference("sentence", ("step-sentence", "4"))
    assert words(panel, last).startswith("Rédiger")
    assert words(panel, last).endswith("chez soi.")
    second = words(panel, Reference("sentence", ("step-sentence", "2")))
    assert second == "Elle tombe à ? chez les employés, et presque à rien chez les ouvriers, ?."


def test_a_click_points_only_while_it_is_asked_for(
    panel: NarrativePanel, session: Session, qtbot: QtBot
) -> None:
    wanted = Reference("sentence", ("step-sentence", "3"))
    stretch = panel.page.sentence(wanted)
    assert stretch is not None
    at = panel.page.rects(stretch.start, stretch.end)[0].center().toPoint()
    qtbot.mouseClick(panel.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert session.state.selection is None
    session.ask_to_point(Pointing(sentences=True))
    qtbot.mouseClick(panel.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert session.state.selection == wanted
    session.ask_to_point(Pointing(marks=True))
    session.select(None)
    qtbot.mouseClick(panel.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert session.state.selection is None


def test_a_sentence_of_another_step_is_not_on_the_page(panel: NarrativePanel) -> None:
    assert panel.page.sentence(Reference("sentence", ("step-choice", "1"))) is None
    assert panel.page.sentence(Reference.point("jobs", "cadres")) is None


def test_a_picture_stands_in_the_text_and_is_told_in_words(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    pictures = "\n![Une courbe](images/curve.png) ici.\n\n![Perdue](images/lost.png)\n"
    question = "\n::: {.question #q-picture"
    change = builder().replace(FR, question, f"{pictures}{question}")
    found = read_lesson(change.folder(tmp_path))
    step = found.find_step("step-picture", "fr")
    assert step is not None
    panel = NarrativePanel(found, session, PreferenceStore(Preferences()))
    qtbot.addWidget(panel)
    panel.show_step(step[1], PageHead("OVER", "Titre"), "fr", {})
    told = [part.name for part in panel.accessible_parts()]
    assert "Une courbe ici." in told
    assert "Perdue" in told  # its words stand in its place
    assert len(panel.page.pictures) == 1
    assert panel.document().toPlainText().count("\ufffc") == 1
