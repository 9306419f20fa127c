"""Predict, then see: the whole way, with a mouse and with the keyboard alone."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.shell.learning_desk import LearningDesk
from tests.journeys.conftest import Play
from tests.journeys.harness import Desk
from tests.support.lessons import LESSONS

LESSON = str(LESSONS / "charts")
Key = Qt.Key
NBSP, NNBSP = "\u00a0", "\u202f"


def place(desk: Desk, share_x: float, share_y: float) -> QPoint:
    """A place of the chart's plot, from its lower left corner."""
    rect = desk.chart.view.chart_layout.plot
    return QPoint(
        round(rect.left() + share_x * rect.width()), round(rect.bottom() - share_y * rect.height())
    )


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def tab_into(desk: Desk, widget: QWidget) -> None:
    """Walk to ``widget`` with Tab, from the chart."""
    desk.focus(desk.chart.view, Qt.FocusReason.TabFocusReason)
    for _ in range(12):
        if focused() is widget:
            return
        desk.press(Key.Key_Tab)
    raise AssertionError(f"Tab does not meet {widget}")


def test_bars_with_the_mouse_alone(play: Play) -> None:
    def journey(desk: Desk) -> None:
        layer = desk.chart.layer
        for key, share in (("managers", 0.7), ("clerks", 0.2), ("workers", 0.1)):
            start = layer.handle(key).toPoint()
            desk.drag(layer, start, QPoint(place(desk, share, 0).x(), start.y()))
        given = desk.session.prediction("lying-bars").estimates
        assert [round(value, -1) for value in given.values()] == [70, 20, 10]
        desk.click(desk.chart.submit_button)
        told = desk.chart.reflection.text()
        assert told.startswith(f"Vos 3 estimations{NNBSP}:")
        assert f"Cadres{NNBSP}: vous avez surestimé de" in told
        assert [label.text for label in desk.chart.view.labels].count("votre estimation") == 3
        assert desk.link_text("point:jobs/managers").startswith("58")
        # Then why, in a sentence; then one explores.
        desk.type("Je n’avais pas pensé aux guichets.", on=desk.chart.reflection.reason)
        desk.click(desk.chart.reflection.keep)
        (attempt,) = desk.session.prediction("lying-bars").attempts
        assert attempt.reason == "Je n’avais pas pensé aux guichets."
        desk.click(desk.chart.view, desk.chart.view.mark_rect(0).center().toPoint())
        assert str(desk.session.state.selection) == "point:jobs/managers/share"
        desk.click(desk.chart.again_button)
        assert desk.link_text("point:jobs/managers") == "?"
        assert len(desk.session.prediction("lying-bars").attempts) == 1

    assert play(journey, LESSON, "--step", "bars", "--language", "fr") == 0


def test_bars_with_the_keyboard_alone(play: Play) -> None:
    def journey(desk: Desk) -> None:
        fields = list(desk.chart.layer.fields.values())
        tab_into(desk, fields[0])
        for number in ("70", "20"):
            desk.type(number, on=focused())
            desk.press(Key.Key_Return)
        assert focused() is fields[2]
        for _ in range(2):
            desk.press(Key.Key_Up)
        desk.press(Key.Key_Left)
        assert focused() is fields[1]
        assert desk.step == "upright", "the arrows stay in the fields"
        desk.press(Key.Key_Return)  # every slot has an estimate
        prediction = desk.session.prediction("upright-bars")
        assert prediction.revealed
        assert list(prediction.estimates.values()) == [70, 20, 2]
        assert focused() is desk.chart.reflection.reason
        assert f"Employés{NNBSP}: vous avez vu juste, 20{NNBSP}%." in desk.chart.reflection.text()
        desk.type("Le métier compte.", on=focused())
        desk.press(Key.Key_Return)
        assert prediction is not desk.session.prediction("upright-bars")
        attempt = desk.session.prediction("upright-bars").attempt
        assert attempt is not None
        assert attempt.reason == "Le métier compte."
        desk.press(Key.Key_PageDown)
        assert desk.step == "lines"

    assert play(journey, LESSON, "--step", "upright", "--language", "fr") == 0


def test_lines_are_drawn_and_the_data_come_in_beside_them(play: Play) -> None:
    def journey(desk: Desk) -> None:
        layer, strip = desk.chart.layer, desk.chart.layer.form.strip
        desk.drag(layer, place(desk, 0.01, 0.1), place(desk, 0.5, 0.4), place(desk, 0.99, 0.8))
        desk.click(strip.choices[1])
        assert strip.choices[1].text() == "Souvent"
        desk.drag(layer, place(desk, 0.01, 0.05), place(desk, 0.99, 0.05))
        given = desk.session.prediction("two-lines").estimates
        assert list(given) == [f"{kind}-{year}" for kind in ("any", "most")
                               for year in (2019, 2021, 2023)]  # fmt: skip
        rising = [given[f"any-{year}"] for year in (2019, 2021, 2023)]
        assert rising == sorted(rising)
        desk.chart.view.animated = True
        desk.click(desk.chart.submit_button)
        desk.chart.view.finish()
        assert len(desk.chart.view.estimate_lines) == 2
        told = desk.chart.reflection.text()
        assert f"Parfois, 2023{NNBSP}: vous avez surestimé de" in told
        assert f"{NBSP}points" in told

    assert play(journey, LESSON, "--step", "lines", "--language", "fr") == 0


def test_lines_by_keyboard_in_english(play: Play) -> None:
    def journey(desk: Desk) -> None:
        strip = desk.chart.layer.form.strip
        tab_into(desk, strip.field)
        assert strip.field.accessibleName() == "Your estimate for Sometimes, 2019"
        for number in ("9", "31", "26", "1", "18"):
            desk.type(number, on=strip.field)
            desk.press(Key.Key_Return)
        desk.press(Key.Key_Left)
        assert strip.name.text() == "2021"
        desk.press(Key.Key_Right)
        desk.type("50", on=strip.field)
        desk.press(Key.Key_Return)
        assert desk.chart.reflection.text() == (
            "Your 6 estimates: 1 too high, 5 exactly right.\n"
            f"Often, 2023: you overestimated by 45{NBSP}points (50% instead of 5%).\n"
            "Sometimes, 2019: exactly right, 9%.\nSometimes, 2021: exactly right, 31%."
        ) or desk.chart.reflection.text().startswith("Your 6 estimates: 1 too high")
        desk.command("french")
        assert desk.chart.reflection.text().startswith(f"Vos 6 estimations{NNBSP}: 1 trop haute")

    assert play(journey, LESSON, "--step", "lines", "--language", "en") == 0


def test_points_and_a_single_value(play: Play) -> None:
    def journey(desk: Desk) -> None:
        layer = desk.chart.layer
        start = layer.handle("clerks").toPoint()
        desk.drag(layer, start, QPoint(start.x(), place(desk, 0, 0.5).y()))
        assert round(desk.session.prediction("three-points").estimates["clerks"], -1) == 50
        desk.click(desk.chart.submit_button)
        assert len(desk.chart.view.ticks) == 1
        desk.view.go_to_step("single")
        desk.settle()
        zero = layer.handle("managers").toPoint()
        desk.drag(layer, zero, zero + QPoint(120, 0))
        value = desk.session.prediction("one-value").estimates["managers"]
        assert 10 < value < 60
        (field,) = layer.fields.values()
        tab_into(desk, field)
        desk.press(Key.Key_Down)
        assert desk.session.prediction("one-value").estimates["managers"] == value - 1
        desk.press(Key.Key_Return)
        assert "vous avez sous-estimé de" in desk.chart.reflection.text()
        assert layer.isVisible()
        assert "58" in desk.chart.view.accessible_parts()[0].name

    assert play(journey, LESSON, "--step", "points", "--language", "fr") == 0


def test_a_prediction_can_be_skipped_with_the_keyboard(play: Play) -> None:
    def journey(desk: Desk) -> None:
        tab_into(desk, desk.chart.skip_button)
        desk.press(Key.Key_Space)
        assert desk.session.prediction("lying-bars").revealed
        assert not desk.session.prediction("lying-bars").attempts
        assert not desk.chart.reflection.isVisible()
        assert desk.chart.view.hasFocus()
        desk.press(Key.Key_Right)
        assert desk.session.state.hover is not None

    assert play(journey, LESSON, "--step", "bars", "--language", "fr") == 0


def test_a_prediction_comes_back_with_its_sentence(play: Play) -> None:
    def first(desk: Desk) -> None:
        (recorder,) = (found.recorder for found in desk.window.findChildren(LearningDesk))
        desk.wait(lambda: recorder.store is not None)
        desk.type("70", on=desk.chart.layer.fields["managers"])
        desk.click(desk.chart.submit_button)
        desk.type("Tous n’ont pas de bureau.", on=desk.chart.reflection.reason)
        desk.press(Key.Key_Return)

    def second(desk: Desk) -> None:
        (recorder,) = (found.recorder for found in desk.window.findChildren(LearningDesk))
        desk.wait(lambda: recorder.store is not None)
        desk.wait(lambda: desk.session.prediction("lying-bars").revealed)
        attempt = desk.session.prediction("lying-bars").attempt
        assert attempt is not None
        assert dict(attempt.estimates) == {"managers": 70}
        assert attempt.reason == "Tous n’ont pas de bureau."
        desk.settle()
        assert desk.chart.reflection.reason.text() == attempt.reason
        assert desk.chart.reflection.keep.text() == "Noté"
        assert desk.link_text("point:jobs/managers").startswith("58")

    for journey in (first, second):
        assert play(journey, LESSON, "--step", "bars", "--language", "fr") == 0
