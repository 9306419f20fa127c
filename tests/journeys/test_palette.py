"""Ctrl+K finds anything, and goes there."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop_app.shell.about import AboutDialog
from desktop_app.shell.palette import PaletteDialog
from desktop_app.ui.narrative.info_popup import InfoPopup
from tests.journeys.conftest import Play
from tests.journeys.harness import LESSON, Desk

CTRL = Qt.KeyboardModifier.ControlModifier


def search(desk: Desk, query: str) -> PaletteDialog:
    desk.press(Qt.Key.Key_K, CTRL)
    palette = desk.dialog(PaletteDialog)
    assert palette.field.hasFocus()
    desk.type(query, on=palette.field)
    return palette


def find(desk: Desk, query: str, kind: str) -> None:
    """Type ``query``, walk down to the first entry of ``kind``, and choose it."""
    palette = search(desk, query)
    kinds = [entry.kind for entry in palette.found()]
    assert kind in kinds, f"{query!r} finds {[(e.kind, e.text) for e in palette.found()]}"
    for _ in range(kinds.index(kind)):
        desk.press(Qt.Key.Key_Down, on=palette.field)
    desk.press(Qt.Key.Key_Return, on=palette.field)
    assert not desk.dialogs(PaletteDialog)


def wait_for_steps(desk: Desk) -> None:
    """Steps of chapters not seen yet are read in the background."""
    language, lesson = desk.view.language, desk.view.lesson

    def all_read() -> bool:
        read = [lesson.loaded(name, language) for name in lesson.chapter_ids]
        return all(chapter is not None and chapter.language == language for chapter in read)

    desk.wait(all_read)


def test_a_chapter_whatever_the_accents_and_the_case(play: Play) -> None:
    def journey(desk: Desk) -> None:
        for query in ("teletravailler", "TÉLÉTRAVAILLER", "qui peut télétrav"):
            find(desk, query, "chapitre")
            assert desk.step == "recall-medicine"
            desk.command("previous-chapter")

    assert play(journey, LESSON) == 0


def test_step_chart_term_and_command(play: Play) -> None:
    def journey(desk: Desk) -> None:
        wait_for_steps(desk)
        find(desk, "le potentiel d'un territoire", "étape")
        assert desk.step == "territory-potential"
        find(desk, "petit ecart avec les previsions", "graphique")
        assert desk.step == "zoom-results"
        find(desk, "metropolisation", "glossaire")
        popup = desk.narrative.findChild(InfoPopup)
        assert isinstance(popup, InfoPopup)
        assert popup.isVisible()
        find(desk, "theme sombre", "commande")
        assert desk.window.actions_["dark"].isChecked()
        find(desk, "a propos", "commande")
        assert desk.dialog(AboutDialog).isVisible()

    assert play(journey, LESSON) == 0


def test_the_same_in_english_after_a_live_switch(play: Play) -> None:
    def journey(desk: Desk) -> None:
        wait_for_steps(desk)
        desk.command("english")
        wait_for_steps(desk)
        find(desk, "potential of a place", "step")
        assert desk.step == "territory-potential"
        find(desk, "who can telework", "chapter")
        assert desk.step == "recall-medicine"
        find(desk, "high-contrast", "command")
        assert desk.window.actions_["contrast"].isChecked()
        palette = search(desk, "Le potentiel d’un territoire")
        assert not palette.found()
        desk.press(Qt.Key.Key_Return, on=palette.field)  # nothing to choose: nothing happens
        assert palette.isVisible()
        desk.press(Qt.Key.Key_Escape, on=palette.field)
        assert not desk.dialogs(PaletteDialog)

    assert play(journey, LESSON) == 0


def test_a_chart_that_waits_for_a_prediction_does_not_tell_its_finding(play: Play) -> None:
    def journey(desk: Desk) -> None:
        wait_for_steps(desk)
        palette = search(desk, "29 fois moins")
        assert not [entry for entry in palette.found() if "29" in entry.text]

    assert play(journey, LESSON) == 0


def test_a_click_chooses_too_and_the_library_has_commands_only(play: Play) -> None:
    def journey(desk: Desk) -> None:
        palette = search(desk, "")
        assert {entry.kind for entry in palette.found()} == {"commande"}
        index = palette.list.model().index(0, 0)
        chosen = palette.found()[0].text
        assert chosen == "Bibliothèque"
        desk.click(palette.list.viewport(), palette.list.visualRect(index).center())
        assert not desk.dialogs(PaletteDialog)
        assert desk.window.library is not None
        assert desk.window.library.isVisible()

    assert play(journey) == 0
