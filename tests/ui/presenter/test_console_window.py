"""The teacher's console: what it shows, and what its buttons do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.charts.truths import truths_of
from desktop_app.content.lesson import Lesson
from desktop_app.content.reader import read_lesson
from desktop_app.session.conducting import Conductor
from desktop_app.session.preferences import Preferences, PreferenceStore
from desktop_app.session.presentation import Presentation, Tool
from desktop_app.session.session import Session
from desktop_app.session.slides import SlideKind
from desktop_app.ui.charts.projected_card import ProjectedCard
from desktop_app.ui.common.fonts import register_fonts
from desktop_app.ui.models.projected_model import ProjectedModel
from desktop_app.ui.presenter.audience_window import AudienceWindow
from desktop_app.ui.presenter.console_button import ConsoleButton
from desktop_app.ui.presenter.console_window import ConsoleWindow
from desktop_app.ui.presenter.slide_view import Makers
from desktop_app.ui.presenter.step_actions import StepAction, StepActions
from tests.support.lessons import LESSONS, SOUND


class Clock:
    """Stands still until it is set forward."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def pass_(self, minutes: float) -> None:
        self.time += timedelta(minutes=minutes)


@dataclass
class Desk:
    presentation: Presentation
    conductor: Conductor
    audience: AudienceWindow
    console: ConsoleWindow
    actions: StepActions
    clock: Clock
    done: list[str]

    def press(self, button: ConsoleButton) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture(scope="module")
def lessons() -> dict[str, Lesson]:
    register_fonts()
    return {"sound": read_lesson(SOUND), "charts": read_lesson(LESSONS / "charts")}


Open = Callable[..., Desk]


@pytest.fixture
def open_desk(qtbot: QtBot, lessons: dict[str, Lesson]) -> Iterator[Open]:
    desks: list[Desk] = []

    def make(
        name: str = "sound", size: tuple[int, int] = (1024, 768), text_size: int = 100
    ) -> Desk:
        lesson, clock, done = lessons[name], Clock(), list[str]()
        preferences = PreferenceStore(Preferences(text_size=text_size))
        presentation = Presentation(lesson, Session(lesson.parameters), "fr")
        conductor = Conductor(presentation, clock)
        conductor.begin()
        actions = StepActions()
        actions.follow(lambda: presentation.slide)

        def chart() -> ProjectedCard:
            return ProjectedCard(lesson, presentation.session, preferences, str, animated=False)

        def do(command: str) -> None:
            done.append(command)
            verb = getattr(Presentation, command.replace("-", "_"), None)
            if verb is not None:
                verb(presentation)

        def simulation() -> ProjectedModel:
            session = presentation.session
            return ProjectedModel(lesson, session, preferences, str, chart, lambda: False)

        makers = Makers(chart, simulation)
        audience = AudienceWindow(presentation, preferences, makers, do)
        console = ConsoleWindow(
            presentation, conductor, preferences, audience, makers,
            lambda block: truths_of(lesson, block, {}, "fr"), do, actions,
        )  # fmt: skip
        desk = Desk(presentation, conductor, audience, console, actions, clock, done)
        desks.append(desk)
        audience.resize(1280, 720)
        audience.show()
        console.resize(*size)
        console.show()
        qtbot.waitExposed(console)
        return desk

    yield make
    for desk in desks:
        for window in (desk.console, desk.audience):
            window.hide()
            window.deleteLater()


def test_it_pictures_what_the_class_sees_and_what_comes_next(open_desk: Open, qtbot: QtBot) -> None:
    desk = open_desk()
    qtbot.waitUntil(lambda: desk.console.then.picture is not None)
    first = desk.console.now.picture
    assert first is not None
    assert first.width() / first.height() == pytest.approx(1280 / 720, rel=0.02)
    coming = desk.console.then.picture
    assert coming is not None
    desk.presentation.next()
    qtbot.waitUntil(lambda: desk.console.now.picture is not first)
    qtbot.waitUntil(lambda: desk.console.then.picture is not coming)
    assert "Une expérience" in desk.console.heading.text()


def test_answers_stand_on_the_console_and_not_before_the_class(open_desk: Open) -> None:
    desk = open_desk()
    presentation = desk.presentation
    while presentation.slide is None or presentation.slide.kind is not SlideKind.QUESTION:
        presentation.next()
    assert "✓" in desk.console.notes.toPlainText()
    assert "✓" not in desk.audience.page.plain_text()
    desk.press(desk.console.buttons["reveal"])
    assert "✓" in desk.audience.page.plain_text()


def test_data_to_be_predicted_are_told_to_the_teacher(open_desk: Open) -> None:
    desk = open_desk("charts")
    presentation = desk.presentation
    asking = [
        slide
        for slide in presentation.slides
        if slide.block is not None
        and (step := presentation.step_of(slide)) is not None
        and slide.block.id in presentation.lesson.tables_to_predict(step, "fr")
    ]
    assert asking
    presentation.show(asking[0])
    block = asking[0].block
    told = truths_of(presentation.lesson, block, {}, "fr")  # type: ignore[arg-type]  # a chart
    assert told
    text = desk.console.notes.toPlainText()
    assert all(name in text and number in text for name, number in told)


def test_the_teacher_walks_on_while_the_class_keeps_what_it_sees(open_desk: Open) -> None:
    desk = open_desk()
    presentation, tools = desk.presentation, desk.audience.tools
    desk.press(desk.console.buttons["freeze"])
    assert presentation.state.frozen
    kept = tools.still
    assert kept is not None
    desk.press(desk.console.buttons["next"])
    assert tools.still is kept
    assert desk.console.heading.text().startswith("You prepare")
    assert not desk.console.tools.is_still
    desk.press(desk.console.buttons["show-now"])
    assert tools.still is not kept
    assert presentation.state.frozen
    shown = tools.still
    assert shown is not None
    assert shown.toImage() != kept.toImage()
    desk.press(desk.console.buttons["freeze"])
    assert not tools.is_still
    assert desk.console.buttons["show-now"].isHidden()


def test_tools_are_led_on_the_picture(open_desk: Open, qtbot: QtBot) -> None:
    desk = open_desk()
    qtbot.waitUntil(lambda: desk.console.now.picture is not None)
    desk.presentation.take(Tool.PEN)
    tools = desk.console.tools
    width, height = tools.width(), tools.height()
    QTest.mousePress(tools, Qt.MouseButton.LeftButton, pos=QPoint(width // 4, height // 2))
    QTest.mouseMove(tools, QPoint(width // 2, height // 2))
    QTest.mouseRelease(tools, Qt.MouseButton.LeftButton, pos=QPoint(width // 2, height // 2))
    (stroke,) = desk.presentation.strokes
    assert stroke[0] == pytest.approx((0.25, 0.5), abs=0.01)
    assert stroke[-1] == pytest.approx((0.5, 0.5), abs=0.01)


def test_the_time_is_told_and_set(open_desk: Open) -> None:
    desk = open_desk()
    bar = desk.console.time
    assert bar.clock.text() == "10:00"
    assert bar.end.text() == "10:55"
    desk.clock.pass_(20)
    desk.console.tick()
    assert bar.clock.text() == "10:20"
    assert "20 min" in bar.elapsed.text()
    assert "late" in bar.late.text()
    bar.end.setText("10h21")
    QTest.keyClick(bar.end, Qt.Key.Key_Return)
    assert desk.conductor.state.ends == datetime(2026, 3, 2, 10, 21, tzinfo=UTC)
    assert bar.end.text() == "10:21"
    bar.end.setText("midi")
    QTest.keyClick(bar.end, Qt.Key.Key_Return)
    assert desk.conductor.state.ends == datetime(2026, 3, 2, 10, 21, tzinfo=UTC)


def test_a_letter_typed_for_the_end_is_no_command(open_desk: Open) -> None:
    desk = open_desk()
    desk.console.activateWindow()
    bar = desk.console.time
    bar.end.setFocus()
    bar.end.selectAll()
    QTest.keyClicks(bar.end, "10h5")
    assert bar.end.text() == "10h5"
    assert not desk.done


def test_steps_are_gone_to_and_left_out_on_their_list(open_desk: Open) -> None:
    desk = open_desk()
    route = desk.console.route
    desk.console.show_side(route)
    route.list.setCurrentRow(2)
    desk.press(route.go)
    assert desk.presentation.step is desk.presentation.steps[2][1]
    item = route.list.item(1)
    item.setCheckState(Qt.CheckState.Unchecked)
    assert desk.presentation.state.dropped == {desk.presentation.steps[1][1].id}
    route.list.item(1).setCheckState(Qt.CheckState.Checked)
    assert not desk.presentation.state.dropped
    assert not route.go.isEnabled()


def test_what_others_offer_for_a_slide_is_a_button_and_a_key(open_desk: Open, qtbot: QtBot) -> None:
    desk = open_desk()
    voted: list[str] = []
    desk.actions.add(
        StepAction(
            "vote",
            lambda: "Vote",
            lambda slide: slide.kind is SlideKind.QUESTION,
            lambda: voted.append("vote"),
            "J",
        )
    )
    bar = desk.console.step_bar
    assert bar.isHidden()
    while desk.presentation.slide is None or desk.presentation.slide.kind is not SlideKind.QUESTION:
        desk.presentation.next()
    assert not bar.isHidden()
    (button,) = (one for one in bar.findChildren(ConsoleButton) if not one.isHidden())
    desk.press(button)
    desk.console.activateWindow()
    desk.console.setFocus()
    qtbot.waitUntil(desk.console.hasFocus)
    QTest.keyClick(desk.console, Qt.Key.Key_J)
    assert voted == ["vote", "vote"]
    desk.presentation.first()
    QTest.keyClick(desk.console, Qt.Key.Key_J)
    assert len(voted) == 2


def test_arrows_walk_wherever_the_keyboard_is(open_desk: Open) -> None:
    desk = open_desk()
    desk.console.activateWindow()
    for button in (desk.console.buttons["black"], desk.console.notes_tab):
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Right)
    assert desk.done == ["next", "next"]
    reached = [one for one in desk.console.findChildren(ConsoleButton) if one.isVisible()]
    assert all(one.focusPolicy() & Qt.FocusPolicy.TabFocus for one in reached)
    assert all(one.accessibleName() for one in reached)


@pytest.mark.parametrize("text_size", [100, 200])
def test_all_of_it_is_in_sight_on_a_small_screen(
    open_desk: Open, qtbot: QtBot, text_size: int
) -> None:
    desk = open_desk(size=(1024, 768), text_size=text_size)
    console = desk.console
    qtbot.waitUntil(lambda: console.now.picture is not None)
    assert console.minimumSizeHint().width() <= 1024
    assert console.minimumSizeHint().height() <= 768
    whole = console.rect()
    for button in console.findChildren(ConsoleButton):
        if button.isVisible():
            corner = button.mapTo(console, QPoint(0, 0))
            assert whole.contains(corner), button.text()
            assert whole.contains(corner + QPoint(button.width() - 1, button.height() - 1))
    assert console.notes.height() > 60
    assert console.now.area.height() > 100
