"""The inputs of a chart's parameters: labels, values, keyboard, and what they change."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QRadioButton, QSlider

from desktop_app.session.preferences import THEMES
from desktop_app.ui.charts.input_widgets import (
    CheckInput,
    MenuInput,
    RadioInput,
    SliderInput,
    make_input,
)
from tests.charts.sample import HEAD
from tests.ui.charts.conftest import Desk, MakeDesk

Key = Qt.Key
CHART = (
    HEAD
    + """\
data: {values: [{k: a, n: 1500}, {k: b, n: 3000}]}
params:
  - {name: floor, value: 1000, bind: {input: range, min: 0, max: 4000, step: 500, name: Seuil}}
  - {name: what, value: all, bind: {input: select, options: [all, a, b], name: Lettre}}
  - {name: sign, value: 1, bind: {input: radio, options: [1, -1], labels: [Plus, Moins]}}
  - {name: big, value: false, bind: {input: checkbox, name: Grand}}
transform:
  - {filter: "datum.n >= floor && (what == 'all' || datum.k == what)"}
  - {calculate: "datum.n * sign * (big ? 10 : 1)", as: shown}
mark: bar
encoding:
  x: {field: k, type: nominal}
  y: {field: shown, type: quantitative}
"""
)


@pytest.fixture
def desk(make_desk: MakeDesk) -> Desk:
    desk = make_desk({"it": CHART}, size=(700, 500))
    desk.show()
    return desk


def shown(desk: Desk) -> list[float | None]:
    assert desk.card.scene is not None
    return [mark.value for mark in desk.card.scene.marks]


def test_each_kind_of_input_changes_the_chart(desk: Desk) -> None:
    slider, menu, radio, check = desk.card.inputs.inputs.values()
    assert isinstance(slider, SliderInput)
    assert isinstance(menu, MenuInput)
    assert isinstance(radio, RadioInput)
    assert isinstance(check, CheckInput)
    assert shown(desk) == [1500, 3000]
    slider.slider.setFocus()
    assert slider.text.text() == "1\u202f000"
    for _ in range(2):
        QTest.keyClick(slider.slider, Key.Key_Right)
    assert slider.text.text() == "2\u202f000"
    assert slider.slider.accessibleDescription() == "2\u202f000"
    assert shown(desk) == [3000]
    QTest.keyClick(slider.slider, Key.Key_Home)
    menu.actions_[1].trigger()
    assert shown(desk) == [1500]
    assert menu.button.accessibleName() == "Lettre a"
    radio.buttons[1].setFocus()
    QTest.keyClick(radio.buttons[1], Key.Key_Space)
    assert shown(desk) == [-1500]
    check.box.setFocus()
    QTest.keyClick(check.box, Key.Key_Space)
    assert shown(desk) == [-15000]


def test_they_stand_below_the_chart_and_have_names(desk: Desk) -> None:
    panel, view = desk.card.inputs, desk.card.view
    assert panel.isVisible()
    top = panel.mapTo(desk.card, QPoint(0, 0)).y()
    assert top >= view.mapTo(desk.card, QPoint(0, view.height())).y()
    names = [
        (widget.accessibleName() or getattr(widget, "text", str)())
        for kind in (QSlider, QRadioButton, QPushButton)
        for widget in panel.findChildren(kind)
    ]
    assert names == ["Seuil", "Plus", "Moins", "Lettre all"]
    assert all(button.accessibleDescription() for button in panel.findChildren(QRadioButton))


def test_they_stay_while_a_value_changes_and_with_the_chart(desk: Desk) -> None:
    before = desk.card.inputs.inputs["floor"]
    before.slider.setValue(6)  # type: ignore[attr-defined]
    assert desk.card.inputs.inputs["floor"] is before
    desk.show()
    assert desk.card.inputs.inputs["floor"] is before
    assert before.value == 3000  # type: ignore[attr-defined]


def test_another_chart_has_its_own(make_desk: MakeDesk) -> None:
    plain = CHART[: CHART.index("params:")] + (
        "mark: bar\nencoding: {x: {field: k}, y: {field: n, type: quantitative}}\n"
    )
    desk = make_desk({"it": CHART, "plain": plain}, size=(700, 500))
    desk.show()
    desk.card.inputs.inputs["big"].box.click()  # type: ignore[attr-defined]
    desk.show("plain")
    assert not desk.card.inputs.isVisible()
    desk.show()
    assert shown(desk) == [1500, 3000], "what was set is not carried over to another chart"
    assert not desk.card.inputs.inputs["big"].box.isChecked()  # type: ignore[attr-defined]


SHARED = (
    HEAD
    + """\
data: {name: telework}
params: [{name: managers, bind: {input: range, min: 0, max: 100, step: 1}}]
transform: [{filter: "datum.share >= managers"}]
mark: bar
encoding: {x: {field: job}, y: {field: share, type: quantitative}}
"""
)


def test_a_parameter_of_the_lesson_is_one_everywhere(make_desk: MakeDesk) -> None:
    desk = make_desk({"it": SHARED})
    desk.show()
    slider = desk.card.inputs.inputs["managers"]
    assert isinstance(slider, SliderInput)
    assert slider.value == 40
    desk.session.set_parameter("managers", 10)
    assert slider.value == 10
    assert shown(desk) == [58, 20]
    slider.slider.setValue(30)
    assert desk.session.state.parameters["managers"] == 30
    assert shown(desk) == [58]


def test_options_are_called_as_in_the_table(make_desk: MakeDesk) -> None:
    text = SHARED.replace(
        "{name: managers, bind: {input: range, min: 0, max: 100, step: 1}}",
        "{name: job_, value: clerks,"
        " bind: {input: radio, options: [managers, clerks, null, 2500.5]}}",
    ).replace("datum.share >= managers", "datum.job == job_")
    desk = make_desk({"it": text})
    desk.show()
    radio = desk.card.inputs.inputs["job_"]
    assert isinstance(radio, RadioInput)
    assert [button.text() for button in radio.buttons] == [
        "Cadres", "Employés", "–", "2\u202f500,5",
    ]  # fmt: skip
    assert radio.buttons[1].isChecked()
    desk.show(language="en")
    radio = desk.card.inputs.inputs["job_"]
    assert isinstance(radio, RadioInput)
    assert [button.text() for button in radio.buttons][:2] == ["Managers", "Clerks"]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("percent", [80, 200])
def test_they_follow_theme_and_text_size(desk: Desk, theme: str, percent: int) -> None:
    desk.preferences.set_theme(theme)
    desk.preferences.set_text_size(percent)
    for widget in desk.card.inputs.findChildren(QRadioButton):
        assert widget.font().pixelSize() == round(13 * percent / 100)
    desk.card.grab()


def test_a_slider_of_nonsense_is_still_a_slider() -> None:
    for bind in (
        {"input": "range", "min": 5, "max": 5},
        {"input": "range", "min": 9, "max": 1, "step": -1},
        {"input": "range", "min": 0, "max": 1e300, "step": 1e-300},
        {"input": "range", "min": float("nan"), "max": float("inf")},
    ):
        made = make_input(bind, "x", "en", str)
        assert isinstance(made, SliderInput)
        made.show_value(None)
        made.show_value(1e308)
        made.slider.setValue(made.slider.maximum())
        assert made.value == made.value


def test_many_options_are_bounded_and_a_few_are_in_sight() -> None:
    many = make_input({"input": "radio", "options": tuple(range(10_000))}, "x", "en", str)
    assert isinstance(many, MenuInput)
    assert len(many.actions_) == 500
    few = make_input({"input": "select", "options": (True, 1)}, "x", "en", str)
    assert isinstance(few, RadioInput)
    few.show_value(1)
    assert [button.isChecked() for button in few.buttons] == [False, True]
    few.show_value("neither")
    assert not any(button.isChecked() for button in few.buttons)
