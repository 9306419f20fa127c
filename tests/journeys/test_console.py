"""The console through the real window: screens that come and go, and a class that comes again."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from desktop_app.shell.presenter_desk import PresenterDesk
from desktop_app.ui.presenter.screens import Area, Screen
from tests.journeys.conftest import Play
from tests.journeys.harness import LESSON, Desk

LAPTOP = Screen("laptop", Area(0, 0, 800, 600), Area(0, 0, 800, 560), primary=True)
PROJECTOR = Screen("projector", Area(800, 0, 1024, 768), Area(800, 0, 1024, 768))
LARGER = Screen("projector", Area(800, 0, 1920, 1080), Area(800, 0, 1920, 1080))


def presenter(desk: Desk) -> PresenterDesk:
    def found() -> list[PresenterDesk]:
        return desk.window.findChildren(PresenterDesk)

    desk.wait(lambda: bool(found()) and found()[0].is_presenting)
    (only,) = found()
    return only


def plug(desk: PresenterDesk, monkeypatch: pytest.MonkeyPatch, *screens: Screen) -> None:
    """Have ``screens``, and no others."""
    monkeypatch.setattr(desk.screens, "now", lambda: list(screens))
    desk.screens.changed.emit()


def seen(desk: PresenterDesk) -> tuple[bool, bool]:
    """Whether the class's window is on a screen, and whether the console is."""
    assert desk.audience is not None
    assert desk.console is not None
    return desk.audience.isVisible(), desk.console.isVisible()


def test_a_projector_comes_and_goes_in_mid_lesson(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    def journey(desk: Desk) -> None:
        shown = presenter(desk)
        presentation, audience = shown.presentation, shown.audience
        assert presentation is not None
        assert audience is not None
        assert seen(shown) == (True, False)
        plug(shown, monkeypatch, LAPTOP, PROJECTOR)
        assert seen(shown) == (True, True)
        shown.do("next")
        shown.do("freeze")
        kept = audience.tools.still
        shown.do("next")
        slide = presentation.state.slide
        plug(shown, monkeypatch, LAPTOP)
        assert seen(shown) == (False, True)
        plug(shown, monkeypatch, LAPTOP, LARGER)
        assert seen(shown) == (True, True)
        assert audience.tools.still is kept
        assert presentation.state.slide == slide
        assert presentation.state.frozen
        plug(shown, monkeypatch, LAPTOP)
        shown.do("console")  # the class sees the one screen that is left
        assert seen(shown) == (True, False)
        plug(shown, monkeypatch)  # none for a moment, as while a screen is switched
        assert seen(shown) == (True, False)
        plug(shown, monkeypatch, LAPTOP, LARGER)
        assert seen(shown) == (True, True)
        shown.do("console")
        assert seen(shown) == (True, False)

    assert play(journey, LESSON, "--present") == 0


def test_which_screen_shows_what_is_remembered_for_those_screens(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    def where(shown: PresenterDesk) -> Sequence[str | None]:
        found = shown.placing.found
        return [one.name if one else None for one in (found.audience, found.console)]

    def swap(desk: Desk) -> None:
        shown = presenter(desk)
        plug(shown, monkeypatch, LAPTOP, PROJECTOR)
        assert where(shown) == ["projector", "laptop"]
        shown.do("swap")
        assert where(shown) == ["laptop", "projector"]

    def again(desk: Desk) -> None:
        shown = presenter(desk)
        plug(shown, monkeypatch, LAPTOP, PROJECTOR)
        assert where(shown) == ["laptop", "projector"]
        other = Screen("beamer", PROJECTOR.area, PROJECTOR.free)
        plug(shown, monkeypatch, LAPTOP, other)
        assert where(shown) == ["beamer", "laptop"]

    assert play(swap, LESSON, "--present") == 0
    assert play(again, LESSON, "--present") == 0


def test_a_class_goes_on_where_it_stopped(play: Play) -> None:
    def ready(desk: Desk) -> PresenterDesk:
        shown = presenter(desk)
        desk.wait(lambda: shown.classroom.is_known)
        return shown

    def lesson(desk: Desk) -> None:
        shown = ready(desk)
        shown.teaching.add(" 2nde  B ")
        assert shown.teaching.name == "2nde B"
        assert shown.presentation is not None
        shown.presentation.go_to_step("unequal")
        shown.do("freeze")
        shown.presentation.go_to_step("job-not-will")  # prepared, not seen by the class
        desk.settle()

    def next_week(desk: Desk) -> None:
        shown = ready(desk)
        presentation, console = shown.presentation, shown.console
        assert presentation is not None
        assert console is not None
        assert shown.audience is not None
        desk.wait(lambda: bool(shown.teaching.words("fr")))
        assert "2nde B s’est arrêtée à" in shown.audience.line.text()
        before = shown.teaching.history.last
        assert before is not None
        assert before.ended is not None  # although the application was closed in the middle
        shown.audience.activateWindow()
        desk.wait(shown.audience.isActiveWindow)
        desk.press(Qt.Key.Key_K)
        desk.wait(console.isVisible)
        assert console.banner.isVisible()
        assert "2nde B" in console.time.school_class.text()
        asked = shown.teaching.history.retrieval()
        assert asked
        desk.click(console.banner.recall)
        assert presentation.slide is not None
        assert presentation.slide.recalled
        for _ in asked:
            shown.do("next")
        assert presentation.step is not None
        assert presentation.step.id == "unequal"
        assert not console.banner.isVisible()
        shown.teaching.add("1re A")  # has done nothing yet
        assert not shown.teaching.words("fr")

    def before_the_lesson(desk: Desk) -> None:
        desk.wait(lambda: bool(desk.window.notices.text()))
        assert "2nde B s’est arrêtée à" in desk.window.notices.text()
        desk.command("english")
        desk.wait(lambda: "stopped at “An unequal experience”" in desk.window.notices.text())
        desk.command("french")
        desk.wait(lambda: "Une expérience inégale" in desk.window.notices.text())
        desk.command("library")
        desk.window.resize(1024, 768)
        for _ in range(5):
            desk.command("larger-text")
        for one in desk.window.notices.findChildren(QPushButton):
            assert one.width() >= one.sizeHint().width(), one.text()
        desk.click(desk.button("Reprendre ici", desk.window.notices))
        assert desk.window.pages.currentWidget() is desk.view
        assert desk.step == "unequal"
        assert not desk.window.notices.text()

    def asked_again(desk: Desk) -> None:
        desk.wait(lambda: bool(desk.window.notices.text()))
        desk.click(desk.button("Questions de rappel d’abord (5\u202fmin)", desk.window.notices))
        presentation = presenter(desk).presentation
        assert presentation is not None
        assert presentation.slide is not None
        assert presentation.slide.recalled

    assert play(lesson, LESSON, "--present", "--step", "on-site-or-home") == 0
    assert play(before_the_lesson, LESSON, "--step", "on-site-or-home") == 0
    assert play(asked_again, LESSON) == 0
    assert play(next_week, LESSON, "--present", "--step", "on-site-or-home") == 0
    assert not [one for one in QApplication.topLevelWidgets() if one.isVisible()]
