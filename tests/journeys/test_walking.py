"""Through a whole lesson, in both languages, and back to where one was."""

from __future__ import annotations

import json

import pytest
from platformdirs import user_config_path
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from desktop_app.content.lesson import Lesson
from desktop_app.content.reader import read_lesson
from desktop_app.resources import installed_lessons
from desktop_app.session.progress import Progress
from desktop_app.storage.settings import FILE
from desktop_app.version import NAME
from tests.journeys.conftest import Play
from tests.journeys.harness import LESSON, Desk

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def lesson() -> Lesson:
    return read_lesson(installed_lessons()[LESSON])


def titles(lesson: Lesson, language: str) -> list[str]:
    return [step.title for _, step in lesson.steps(language)]


def walk(desk: Desk, key: Qt.Key) -> list[str]:
    """The titles met on the way to where ``key`` leads no further."""
    met = [desk.narrative.accessibleName()]
    for _ in range(100):
        before = desk.step
        desk.press(key)
        if desk.step == before:
            return met
        met.append(desk.narrative.accessibleName())
        assert met[-1] in desk.text
        assert desk.chart.isHidden() or desk.chart.scene is not None, desk.chart.defect.text()
    raise AssertionError(f"still walking: {met}")


def test_every_step_by_page_down_in_french_and_back_in_english(play: Play, lesson: Lesson) -> None:
    def journey(desk: Desk) -> None:
        assert desk.window.windowTitle() == "Rebattre les cartes"
        assert walk(desk, Qt.Key.Key_PageDown) == titles(lesson, "fr")
        last = desk.step
        assert [item.title for item in desk.view.rail.items()] == [
            lesson.heading(chapter, "fr").title for chapter in lesson.chapter_ids
        ]
        desk.command("english")
        assert desk.step == last
        assert desk.narrative.accessibleName() == titles(lesson, "en")[-1]
        assert desk.view.footer.next.text() == "Next step  →"
        assert desk.window.actions_["next-step"].text() == "Next step"
        assert desk.window.windowTitle().startswith("Reshuffling the cards")
        assert [item.title for item in desk.view.rail.items()] == [
            lesson.heading(chapter, "en").title for chapter in lesson.chapter_ids
        ]
        assert walk(desk, Qt.Key.Key_PageUp) == titles(lesson, "en")[::-1]

    assert play(journey, LESSON, "--language", "fr") == 0


def test_english_then_french_live_changes_chart_and_question_too(play: Play) -> None:
    def journey(desk: Desk) -> None:
        assert desk.chart.title.text().startswith("More customers in under seven weeks")
        assert desk.questions.question is not None
        assert desk.button("Table").isVisible()
        desk.press(Qt.Key.Key_L, CTRL | Qt.KeyboardModifier.ShiftModifier)
        assert desk.step == "slack-pace"
        assert desk.chart.title.text().startswith("Plus de clients en moins de sept semaines")
        assert desk.button("Tableau").isVisible()
        assert desk.chart.view.accessibleName().startswith("Plus de clients")
        assert "clients par semaine" in desk.text

    assert play(journey, "open", LESSON, "--step", "slack-pace", "--language", "en") == 0


def test_place_asked_for_wins_over_the_last_one(play: Play) -> None:
    def go_there(desk: Desk) -> None:
        assert desk.step == "what-remains"

    def by_chapter(desk: Desk) -> None:
        assert desk.step == "recall-shock"

    def last(desk: Desk) -> None:
        assert desk.step == "recall-shock"

    assert play(go_there, LESSON, "--step", "what-remains") == 0
    assert play(by_chapter, LESSON, "--chapter", "02-medecine") == 0
    assert play(last, LESSON) == 0


def test_without_a_lesson_the_library_offers_it(play: Play) -> None:
    def journey(desk: Desk) -> None:
        assert desk.window.lesson_view is None
        library = desk.window.library
        assert library is not None
        assert library.isVisible()
        words = [label.text() for label in library.findChildren(QLabel)]
        assert words[0] == "Leçons"
        assert words.index("Rebattre les cartes") < words.index("Premiers pas")
        # Nothing to go to yet: what needs a lesson is off.
        for command in ("next-step", "undo", "reload", "problems", "rail"):
            assert not desk.window.actions_[command].isEnabled(), command
        buttons = [b for b in library.findChildren(QPushButton) if b.text() == "Ouvrir"]
        assert "Rebattre les cartes" in buttons[0].accessibleName()
        desk.click(buttons[0])
        desk.wait(lambda: desk.window.lesson_view is not None)
        desk.wait(lambda: desk.view.stage.chart_card is not None)
        assert desk.view.isVisible()
        assert desk.step == "recall-2020"
        assert desk.narrative.hasFocus()
        desk.press(Qt.Key.Key_L, CTRL)
        assert library.isVisible()
        assert not desk.window.actions_["next-step"].isEnabled()

    assert play(journey) == 0


def test_the_second_start_is_where_the_first_one_ended(play: Play) -> None:
    splitter: list[list[int]] = []

    def first(desk: Desk) -> None:
        desk.window.resize(1400, 900)
        desk.command("english")
        desk.command("dark")
        desk.press(Qt.Key.Key_Plus, CTRL)
        desk.command("next-chapter")
        desk.press(Qt.Key.Key_PageDown)
        desk.settle()
        desk.view.splitter.setSizes([700, 460])
        desk.view.stage.splitter.setSizes([300, 400])
        desk.settle()
        splitter.append(desk.view.splitter.sizes())
        splitter.append(desk.view.stage.splitter.sizes())
        assert desk.step == "before-2020"

    def second(desk: Desk) -> None:
        assert desk.step == "before-2020"
        assert desk.window.actions_["english"].isChecked()
        assert desk.window.actions_["dark"].isChecked()
        assert desk.view.footer.next.font().pixelSize() == round(13 * 1.1)
        desk.window.resize(1400, 900)
        desk.settle()
        assert desk.view.splitter.sizes() == pytest.approx(splitter[0], abs=2)
        assert desk.view.stage.splitter.sizes() == pytest.approx(splitter[1], abs=2)

    assert play(first, LESSON) == 0
    # The off-screen platform's screen is smaller than that window: it would open narrow.
    file = user_config_path(NAME) / FILE
    kept = json.loads(file.read_text("utf-8"))
    assert kept["window"].pop("geometry")
    file.write_text(json.dumps(kept), "utf-8")
    assert play(second, LESSON) == 0


def test_the_window_opens_as_large_as_it_was_closed(play: Play) -> None:
    def first(desk: Desk) -> None:
        desk.window.resize(700, 540)

    def second(desk: Desk) -> None:
        assert (desk.window.width(), desk.window.height()) == (700, 540)

    assert play(first, LESSON) == 0
    assert play(second, LESSON) == 0


def test_a_language_asked_for_once_is_remembered_with_the_rest(play: Play) -> None:
    assert play(lambda desk: None, LESSON, "--language", "en") == 0

    def again(desk: Desk) -> None:
        assert desk.window.actions_["english"].isChecked()

    assert play(again, LESSON) == 0


def test_the_rail_goes_to_chapters_and_says_progress(play: Play) -> None:
    def journey(desk: Desk) -> None:
        rail = desk.view.rail
        desk.wait(lambda: len(rail.items()) == len(desk.view.lesson.chapter_ids) > 3)
        started, *others = [item.progress for item in rail.items()]
        assert started is Progress.STARTED
        assert set(others) == {Progress.NOT_STARTED}
        third = rail.model().index(2, 0)
        desk.click(rail.viewport(), rail.visualRect(third).center())
        assert desk.step == "recall-medicine"
        assert rail.currentIndex().row() == 2
        assert rail.items()[2].progress is Progress.STARTED
        desk.focus(rail)
        desk.press(Qt.Key.Key_Up)
        desk.press(Qt.Key.Key_Return)
        assert desk.step == "recall-shock"
        desk.press(Qt.Key.Key_B, CTRL)
        assert rail.isHidden()

    assert play(journey, LESSON) == 0
