"""A lesson shown to a class with a remote, a keyboard and a projector that comes and goes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from desktop_app.session.presentation import Cover, Presentation, Tool
from desktop_app.session.slides import SlideKind
from desktop_app.shell.presenter_desk import PresenterDesk
from desktop_app.ui.models.controls_card import ControlsCard
from desktop_app.ui.models.projected_model import ProjectedModel
from desktop_app.ui.presenter.audience_window import AudienceWindow
from tests.journeys.conftest import Play
from tests.journeys.harness import LESSON, Desk
from tests.journeys.test_console import LAPTOP, PROJECTOR

SHIFT, NONE = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier


def audience(desk: Desk) -> AudienceWindow:
    """The audience's window, once it is on the screen."""

    def found() -> list[AudienceWindow]:
        windows = QApplication.topLevelWidgets()
        return [w for w in windows if isinstance(w, AudienceWindow) and w.isVisible()]

    desk.wait(lambda: bool(found()))
    (window,) = found()
    window.activateWindow()
    desk.wait(window.isActiveWindow)
    desk.settle()
    return window


def presentation(window: AudienceWindow) -> Presentation:
    return window._presentation


def shown(window: AudienceWindow) -> str:
    return presentation(window).state.slide


def test_f5_and_a_remote_walk_through_the_lesson(play: Play) -> None:
    def journey(desk: Desk) -> None:
        desk.press(Qt.Key.Key_F5)
        window = audience(desk)
        assert window.isFullScreen()
        assert shown(window) == "unequal/text-1"
        desk.press(Qt.Key.Key_PageDown)
        assert shown(window) == "unequal/telework-by-job"
        desk.press(Qt.Key.Key_PageUp)
        desk.press(Qt.Key.Key_Right)
        assert shown(window) == "unequal/telework-by-job"
        desk.press(Qt.Key.Key_Period)
        assert presentation(window).state.cover is Cover.BLACK
        desk.press(Qt.Key.Key_B)
        desk.press(Qt.Key.Key_W)
        assert presentation(window).state.cover is Cover.WHITE
        desk.press(Qt.Key.Key_F5)  # a remote's other button
        assert presentation(window).state.cover is Cover.NONE
        desk.press(Qt.Key.Key_PageUp)
        desk.press(Qt.Key.Key_PageUp)
        before = presentation(window).slide
        assert before is not None
        desk.press(Qt.Key.Key_Escape)
        assert not window.isVisible()
        assert desk.window.isVisible()
        assert desk.step == before.place.step == "on-site-or-home"
        assert not desk.window.actions_["present"].isChecked()

    assert play(journey, LESSON, "--step", "unequal") == 0


def test_whatever_a_remote_sends_is_understood_wherever_the_keyboard_is(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Logitech, Kensington, Canon, Targus…: and what it is on a French keyboard."""

    def walk(desk: Desk, shown: PresenterDesk) -> None:
        presents = shown.presentation
        assert presents is not None
        walks = [
            (Qt.Key.Key_PageDown, 1), (Qt.Key.Key_N, 1), (Qt.Key.Key_PageUp, -1),
            (Qt.Key.Key_P, -1),
        ]  # fmt: skip
        at = presents.slides.index(presents.slide)  # type: ignore[arg-type]  # there is one
        for key, by in walks:
            desk.press(key)
            at += by
            assert presents.slide == presents.slides[at], key
        for cover, keys in (
            (Cover.BLACK, (Qt.Key.Key_B, Qt.Key.Key_Period, Qt.Key.Key_Colon)),
            (Cover.WHITE, (Qt.Key.Key_W, Qt.Key.Key_Comma, Qt.Key.Key_Z, Qt.Key.Key_Semicolon)),
        ):
            for key in keys:
                desk.press(key)
                assert presents.state.cover is cover, key
                desk.press(Qt.Key.Key_F5, SHIFT if key is Qt.Key.Key_B else NONE)
                assert presents.state.cover is Cover.NONE

    def journey(desk: Desk) -> None:
        desk.press(Qt.Key.Key_F5, SHIFT)
        window = audience(desk)
        (shown,) = desk.window.findChildren(PresenterDesk)
        presents = presentation(window)
        walk(desk, shown)
        for key, wanted in (
            (Qt.Key.Key_End, -1), (Qt.Key.Key_Home, 0), (Qt.Key.Key_Return, 1),
            (Qt.Key.Key_Enter, 2), (Qt.Key.Key_Backspace, 1), (Qt.Key.Key_Left, 0),
            (Qt.Key.Key_Down, 1), (Qt.Key.Key_Up, 0), (Qt.Key.Key_Space, 1),
            (Qt.Key.Key_Tab, 1), (Qt.Key.Key_VolumeUp, 1), (Qt.Key.Key_Right, 2),
        ):  # fmt: skip
            desk.press(key)
            assert presents.slide == presents.slides[wanted], key
        desk.qtbot.keyClicks(window, "12")
        assert presents.steps[11][1].title in window.line.text()
        desk.press(Qt.Key.Key_Return)
        assert presents.step is presents.steps[11][1]
        assert not window.line.isVisible()
        desk.qtbot.keyClicks(window, "99")
        assert str(len(presents.steps)) in window.line.text()
        desk.press(Qt.Key.Key_Escape)  # takes the number back, and nothing else
        assert window.isVisible()
        assert not window.line.isVisible()
        monkeypatch.setattr(shown.screens, "now", lambda: [LAPTOP, PROJECTOR])
        shown.arrange()
        console = shown.console
        assert console is not None
        console.activateWindow()
        desk.wait(console.isActiveWindow)
        for place in (console, console.buttons["black"], console.notes, console.time.end):
            desk.focus(place)
            if place is not console.time.end:  # letters are for it
                walk(desk, shown)
            here = presents.slide
            desk.press(Qt.Key.Key_PageDown)
            assert presents.slide != here
            desk.press(Qt.Key.Key_PageUp)
        here = presents.slide
        desk.press(Qt.Key.Key_Return)  # for the field
        assert presents.slide == here
        desk.focus(console.time.end)
        desk.qtbot.keyClicks(console.time.end, "9")
        desk.press(Qt.Key.Key_Escape)
        assert console.isVisible()
        assert console.hasFocus()
        desk.qtbot.keyClicks(console, "3")
        assert console.heading.text().startswith("3.")
        desk.press(Qt.Key.Key_Enter)
        assert presents.step is presents.steps[2][1]
        assert console.heading.text().startswith("À l’écran")
        desk.press(Qt.Key.Key_Escape)
        assert not shown.is_presenting

    assert play(journey, LESSON, "--step", "unequal") == 0


def test_what_a_class_sees_is_no_answer_of_anybodys(play: Play) -> None:
    def journey(desk: Desk) -> None:
        answer = desk.questions
        desk.press(Qt.Key.Key_2, on=answer)
        desk.press(Qt.Key.Key_Return, on=answer)
        desk.command("present")
        window = audience(desk)
        shown_now = presentation(window)
        while shown_now.slide is None or shown_now.slide.kind is not SlideKind.QUESTION:
            desk.press(Qt.Key.Key_PageDown)
        assert "✓" not in window.page.plain_text()
        desk.press(Qt.Key.Key_R)
        assert "✓" in window.page.plain_text()
        assert dict(desk.session.state.answers) != dict(shown_now.session.state.answers)
        assert not shown_now.session.state.answers

    assert play(journey, LESSON, "--step", "job-not-will") == 0


def test_tools_are_taken_by_keys_and_listed_on_one(play: Play) -> None:
    def journey(desk: Desk) -> None:
        window = audience(desk)
        state = presentation(window)
        for key, tool in (
            (Qt.Key.Key_S, Tool.SPOTLIGHT),
            (Qt.Key.Key_M, Tool.MAGNIFIER),
            (Qt.Key.Key_D, Tool.PEN),
        ):
            desk.press(key)
            assert state.state.tool is tool
        at = state.state.at
        desk.press(Qt.Key.Key_Space)
        desk.press(Qt.Key.Key_Right)
        desk.press(Qt.Key.Key_Down)
        desk.press(Qt.Key.Key_Space)
        assert state.state.at > at
        assert len(state.strokes[0]) == 3
        desk.press(Qt.Key.Key_E)
        assert not state.strokes
        desk.press(Qt.Key.Key_Escape)
        assert state.state.tool is Tool.NONE
        desk.press(Qt.Key.Key_C)
        covered = state.state.curtain
        desk.press(Qt.Key.Key_Down)
        assert 0 < state.state.curtain < covered
        desk.press(Qt.Key.Key_C)
        desk.press(Qt.Key.Key_H)
        assert window.help.isVisible()
        assert "Loupe" in window.help.plain_text()
        desk.press(Qt.Key.Key_Escape)
        assert not window.help.isVisible()
        assert window.isVisible()
        desk.press(Qt.Key.Key_A)
        assert state.state.dropped
        assert "étapes laissées de côté" in window.line.text()
        desk.press(Qt.Key.Key_A)
        assert not state.state.dropped
        desk.press(Qt.Key.Key_X)
        essential = {step.id for _, step in state.steps if step.essential}
        assert not state.state.dropped & essential
        desk.press(Qt.Key.Key_T)
        assert not window.line.isVisible()
        desk.press(Qt.Key.Key_F)
        desk.press(Qt.Key.Key_PageDown)
        assert window.tools.is_still
        desk.press(Qt.Key.Key_F)
        assert not window.tools.is_still

    assert play(journey, LESSON, "--present") == 0


def test_the_presentation_speaks_the_language_of_the_window(play: Play) -> None:
    def journey(desk: Desk) -> None:
        window = audience(desk)
        french = window.page.plain_text()
        desk.command("english")
        assert window.page.plain_text() != french
        desk.press(Qt.Key.Key_Question, SHIFT)
        assert "Magnifier" in window.help.plain_text()

    assert play(journey, LESSON, "--present") == 0


def test_it_closes_with_the_window(play: Play) -> None:
    def journey(desk: Desk) -> None:
        audience(desk)
        desk.window.close()
        desk.settle()
        windows = QApplication.topLevelWidgets()
        assert not [w for w in windows if isinstance(w, AudienceWindow) and w.isVisible()]

    assert play(journey, LESSON, "--present") == 0


def test_a_simulation_has_a_slide_for_each_view_and_follows_the_hand(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    def journey(desk: Desk) -> None:
        desk.press(Qt.Key.Key_F5)
        window = audience(desk)
        (shown_by,) = desk.window.findChildren(PresenterDesk)
        shows = presentation(window)
        first = next(slide for slide in shows.slides if slide.kind is SlideKind.MODEL)
        views = [slide.view for slide in shows.slides_at(first.place)]
        assert [view for view in views if view] == ["diagram", "regions"]
        shows.show(first)
        desk.settle()
        panel = window.slides.simulation
        assert isinstance(panel, ProjectedModel)
        assert panel.isVisible()
        assert shows.holds_back
        assert panel.views.cards == []  # nothing tells what comes before something is expected
        assert not panel.controls.rows["shipping"].isVisible()
        desk.press(Qt.Key.Key_R)
        desk.wait(lambda: len(panel.views.cards) == 1)
        assert not shows.holds_back
        before = panel.controls.summary.text()
        panel.controls.rows["shipping"].slider.setValue(0)
        desk.wait(lambda: panel.controls.summary.text() != before)
        desk.press(Qt.Key.Key_PageDown)
        assert shows.slide is not None
        assert shows.slide.view == "regions"
        desk.settle()
        assert panel.isVisible()
        assert len(panel.views.cards) == 1
        assert_readable(window)
        monkeypatch.setattr(shown_by.screens, "now", lambda: [LAPTOP, PROJECTOR])
        shown_by.arrange()
        assert_moved_from_the_console(desk, shown_by, panel)
        desk.press(Qt.Key.Key_Escape)

    assert play(journey, LESSON, "--step", "closer") == 0


def assert_moved_from_the_console(desk: Desk, shown: PresenterDesk, panel: ProjectedModel) -> None:
    """Sliders of the console move what the class sees, unless its screen is frozen."""
    console, presenting = shown.console, shown.presentation
    assert console is not None
    assert shown.audience is not None
    assert presenting is not None
    remote = console.controls.widget()
    assert isinstance(remote, ControlsCard)
    desk.wait(lambda: console.controls.height() > 60)
    assert not remote.visibleRegion().isEmpty()
    assert remote.summary.text() == panel.controls.summary.text()
    shown.do("freeze")
    kept = desk.picture(shown.audience)
    remote.rows["shipping"].slider.setValue(remote.rows["shipping"].slider.maximum())
    desk.wait(lambda: remote.rows["shipping"].value == panel.controls.rows["shipping"].value)
    assert presenting.session.state.parameters["shipping"] == remote.rows["shipping"].value
    assert remote.summary.text() == panel.controls.summary.text()
    assert desk.picture(shown.audience) == kept
    shown.do("freeze")
    assert desk.picture(shown.audience) != kept
    shown.do("previous")  # then a preview of the other view follows the same session
    desk.wait(lambda: console._next.simulation is not None)
    following = console._next.simulation
    assert isinstance(following, ProjectedModel)
    remote.rows["shipping"].slider.setValue(0)
    desk.settle()
    assert panel.player.is_playing
    assert not following.player.is_playing
    shown.do("reveal")  # hidden again: something is asked first, here as well
    desk.wait(lambda: remote.foresight.isVisible())
    desk.wait(lambda: console.controls.height() >= min(remote.height(), console.height() // 3))
    assert not remote.rows["shipping"].isVisible()
    desk.click(remote.foresight.options[1])
    desk.click(remote.foresight.submit_button)
    desk.wait(lambda: remote.rows["shipping"].isVisible())
    assert panel.controls.predicted.text() == remote.predicted.text() != ""
    shown.do("last")
    assert console.controls.isHidden()


def assert_readable(window: AudienceWindow) -> None:
    """No letter of the simulation is under one fortieth of the screen's height."""
    panel = window.slides.simulation
    assert isinstance(panel, ProjectedModel)
    labels = [label for label in panel.controls.findChildren(QLabel) if label.isVisible()]
    assert labels
    least = window.height() / 40
    assert all(label.font().pixelSize() >= least for label in labels)
    assert panel.controls.height() <= window.height()
