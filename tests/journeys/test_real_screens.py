"""Windows on screens that Qt takes for real: of many sizes and densities, that come and go."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from desktop_app.session.presentation import Cover
from desktop_app.shell.application import qt_application
from tests.journeys.conftest import Play
from tests.journeys.harness import LESSON, Desk
from tests.journeys.test_console import presenter
from tests.support.lessons import SOUND
from tests.support.real_screens import STANDARD, RealScreen, can_plug, plug

pytestmark = pytest.mark.skipif(not can_plug(), reason="Qt's off-screen platform is out of reach")

LAPTOP = RealScreen("laptop", 0, 0, 2880, 1800, dpi=192)
FRAME = 2
"""Pixels of a frame, by which the platform moves a window that it maximises."""
PROJECTOR = RealScreen("projector", 2880, -150, 1024, 768)


@pytest.fixture(autouse=True)
def screens() -> Iterator[None]:
    """A laptop to begin with, and afterwards what there was before."""
    qt_application()
    plug(STANDARD, LAPTOP)
    plug(LAPTOP)
    yield
    plug(STANDARD, LAPTOP)
    plug(STANDARD)


def named(name: str) -> QScreen:
    (found,) = (one for one in QGuiApplication.screens() if one.name() == name)
    return found


def on(window: QWidget | None) -> str:
    """The name of the screen on which all of ``window`` is, "" where it is hidden."""
    assert window is not None
    if not window.isVisible():
        return ""
    whole = window.frameGeometry().adjusted(FRAME, FRAME, -FRAME, -FRAME)
    holding = [one for one in QGuiApplication.screens() if one.geometry().contains(whole)]
    assert holding, (window, whole, [one.geometry() for one in QGuiApplication.screens()])
    assert window.screen() is holding[0]
    return holding[0].name()


def have(desk: Desk, *screens: RealScreen, at_once: bool = False) -> None:
    """Plug ``screens`` in, and wait until the presentation has taken note."""
    shown = presenter(desk)
    with desk.qtbot.waitSignal(shown.screens.changed):
        plug(*screens, at_once=at_once)
    desk.settle()


def stand(desk: Desk, *, audience: str, console: str) -> None:
    """The windows stand there, whole, and what is hidden is named ""."""
    desk.settle()
    shown = presenter(desk)
    assert (on(shown.audience), on(shown.console)) == (audience, console)
    assert shown.audience is not None
    if audience:
        screen = named(audience)
        assert shown.audience.isFullScreen()
        assert shown.audience.geometry() == screen.geometry()
        assert shown.audience.devicePixelRatioF() == screen.devicePixelRatio()
    assert on(desk.window)


@pytest.mark.parametrize("at_once", [False, True])
def test_windows_follow_screens_of_any_size_and_density(play: Play, at_once: bool) -> None:
    def journey(desk: Desk) -> None:
        shown = presenter(desk)
        stand(desk, audience="laptop", console="")
        for right in (PROJECTOR, PROJECTOR._replace(width=1920, height=1080)):
            have(desk, LAPTOP, right, at_once=at_once)
            stand(desk, audience="projector", console="laptop")
        shown.do("swap")
        stand(desk, audience="laptop", console="projector")
        shown.do("swap")
        stand(desk, audience="projector", console="laptop")
        have(desk, LAPTOP, at_once=at_once)
        stand(desk, audience="", console="laptop")
        shown.do("console")
        stand(desk, audience="laptop", console="")
        above = RealScreen("beamer", -3840, -2160, 3840, 2160, dpi=144)
        have(desk, LAPTOP, above, at_once=at_once)
        stand(desk, audience="beamer", console="laptop")
        shown.do("leave")
        desk.settle()
        assert on(desk.window)

    assert play(journey, str(SOUND), "--present") == 0


def test_a_lid_that_is_closed_leaves_all_in_sight_and_the_class_where_it_was(play: Play) -> None:
    def journey(desk: Desk) -> None:
        left = PROJECTOR._replace(x=-1024)
        have(desk, LAPTOP, left, at_once=True)
        stand(desk, audience="projector", console="laptop")
        have(desk, left, at_once=True)
        stand(desk, audience="", console="projector")
        have(desk, LAPTOP, left, at_once=True)
        stand(desk, audience="projector", console="laptop")
        have(desk, LAPTOP._replace(width=1600, height=1200), left, at_once=True)
        stand(desk, audience="projector", console="laptop")

    assert play(journey, str(SOUND), "--present") == 0


def test_the_screen_that_is_chosen_is_found_at_the_next_start(play: Play) -> None:
    second = RealScreen("second", 2880, 768, 1280, 1024)

    def choose(desk: Desk) -> None:
        shown = presenter(desk)
        stand(desk, audience="second", console="laptop")
        assert shown.console is not None
        menu = shown.console.screens_menu
        menu.aboutToShow.emit()
        (wanted,) = (
            one
            for one in menu.actions()
            if "projector" in one.text() and "classe" in one.text() and not one.isChecked()
        )
        wanted.trigger()
        stand(desk, audience="projector", console="laptop")
        shown.do("swap")
        stand(desk, audience="laptop", console="projector")
        shown.console.showNormal()
        shown.console.setGeometry(QRect(3000, 10, 800, 500))
        desk.settle()
        shown.do("leave")

    def again(desk: Desk) -> None:
        shown = presenter(desk)
        stand(desk, audience="laptop", console="projector")
        assert shown.console is not None
        assert shown.console.geometry() == QRect(3000, 10, 800, 500)
        have(desk, LAPTOP)
        stand(desk, audience="", console="laptop")

    plug(LAPTOP, PROJECTOR, second)
    assert play(choose, str(SOUND), "--present") == 0
    assert play(again, str(SOUND), "--present") == 0


def test_a_page_longer_than_its_screen_is_read_to_its_end_by_a_remote(play: Play) -> None:
    def journey(desk: Desk) -> None:
        shown = presenter(desk)
        presentation, audience = shown.presentation, shown.audience
        assert presentation is not None
        assert audience is not None
        audience.activateWindow()
        desk.wait(audience.isActiveWindow)
        presentation.show(next(s for s in presentation.slides if s.name == "faithful-sentences"))
        presentation.reveal()
        here, page = presentation.slide, audience.page
        pictures = [desk.picture(audience)]
        while presentation.slide == here:
            desk.press(Qt.Key.Key_PageDown)
            pictures.append(desk.picture(audience))
        assert len(pictures) > 2
        assert all(one != another for one, another in pairwise(pictures))
        desk.press(Qt.Key.Key_PageUp)
        assert presentation.slide == here
        assert desk.picture(audience) == pictures[0]
        assert page.scroll_by(5)
        assert not page.scroll_by(1)  # to the end, and no further
        desk.press(Qt.Key.Key_PageUp)
        assert presentation.slide == here
        presentation.cover(Cover.BLACK)
        desk.press(Qt.Key.Key_PageDown)  # brings the slide back, and moves nothing
        assert presentation.state.cover is Cover.NONE

    plug(RealScreen("upright", 0, 0, 768, 1366))
    assert play(journey, LESSON, "--step", "end-school", "--present") == 0
