"""Predicting before seeing: dragging, typing, revealing, and nothing told before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.charts.sample import PREDICT
from tests.ui.charts.conftest import Desk, MakeDesk

LEFT = Qt.MouseButton.LeftButton
ACCESSIBLE = ("accessibleName", "accessibleDescription")
UPRIGHT = PREDICT.replace("  y: {", "  z: {").replace("  x: {", "  y: {")
UPRIGHT = UPRIGHT.replace("  z: {", "  x: {")


@pytest.fixture
def desk(make_desk: MakeDesk) -> Desk:
    desk = make_desk({"it": PREDICT, "upright": UPRIGHT, "again of=it": "title: Encore\n"})
    desk.show()
    return desk


def every_text(widget: QWidget) -> Iterator[str]:
    """Whatever a person could read or hear of ``widget`` and what is in it."""
    for child in (widget, *widget.findChildren(QWidget)):
        for name in ("text", "toolTip", "placeholderText", *ACCESSIBLE):
            if hasattr(child, name):
                yield getattr(child, name)()


def estimates(desk: Desk, chart: str = "it") -> dict[str, float]:
    return dict(desk.session.prediction(chart).estimates)


def test_nothing_leaks_before_the_data_are_shown(desk: Desk) -> None:
    card = desk.card
    told = " ".join(every_text(card))
    for secret in ("58", "29", "Trois barres", "3 barres"):
        assert secret not in told
    assert card.title.text() == "Part, en\u202f%"
    assert len(card.view.scene.marks) == 0
    assert list(card.view.accessible_parts()) == []
    assert card.table.model().rowCount() == 0
    assert not card.table_button.isVisible()
    QTest.keyClick(card.view, Qt.Key.Key_T)
    assert not card.table.isVisible()
    grid = [QPointF(x, y) for x in range(0, 650, 20) for y in range(0, 300, 20)]
    assert all(card.view.rank_at(point) is None for point in grid)


def test_typing_an_estimate(desk: Desk) -> None:
    field = desk.card.layer.fields["clerks"]
    assert not desk.card.submit_button.isEnabled()
    field.setFocus()
    QTest.keyClicks(field, "35,5")
    assert estimates(desk) == {"clerks": 35.5}
    assert field.text() == "35,5"
    assert desk.card.submit_button.isEnabled()
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    assert estimates(desk) == {}
    QTest.keyClicks(field, "abc")
    assert estimates(desk) == {}


def test_arrows_step_an_estimate_within_its_bounds(desk: Desk) -> None:
    field = desk.card.layer.fields["workers"]
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert estimates(desk) == {"workers": 2}
    for _ in range(4):
        QTest.keyClick(field, Qt.Key.Key_Down)
    assert estimates(desk) == {"workers": 0}
    field.selectAll()
    QTest.keyClicks(field, "250")
    assert estimates(desk) == {"workers": 100}


@pytest.mark.parametrize("chart", ["it", "upright"])
def test_dragging_a_handle(desk: Desk, chart: str) -> None:
    desk.show(chart)
    layer = desk.card.layer
    start = layer.handle("managers").toPoint()
    plot = desk.card.view.chart_layout.plot
    end = QPointF(start)
    if chart == "it":
        end.setX(plot.left() + 0.7 * plot.width())
    else:
        end.setY(plot.bottom() - 0.7 * plot.height())
    QTest.mousePress(layer, LEFT, pos=start)
    QTest.mouseMove(layer, end.toPoint())
    QTest.mouseRelease(layer, LEFT, pos=end.toPoint())
    assert estimates(desk, chart)["managers"] == pytest.approx(70, abs=1)
    assert layer.fields["managers"].text().startswith(("69", "70", "71"))
    assert (layer.handle("managers") - end).manhattanLength() < 4


def test_revealing_shows_the_data_and_the_gaps(desk: Desk) -> None:
    desk.card.resize(700, 640)
    for row, value in {"managers": 60, "clerks": 35, "workers": 2}.items():
        QTest.keyClicks(desk.card.layer.fields[row], str(value))
    desk.card.submit_button.click()
    card = desk.card
    assert desk.session.prediction("it").revealed
    assert card.title.text() == "29 fois moins"
    assert len(card.view.scene.marks) == 3
    sentences = card.gaps.text().split("\n")
    assert sentences[0] == (
        "Employés: you said 35\u202f%, it is 20\u202f% — 15\u00a0point(s) too high."
    )
    assert sentences[1].startswith("Cadres: you said 60")
    assert card.layer.isHidden()
    assert card.again_button.isVisible()
    assert len(card.view.ticks) == 3
    for label in card.view.labels:
        assert not any(label.rect.intersects(tick.rect) for tick in card.view.ticks)


def test_enter_in_a_field_submits(desk: Desk) -> None:
    field = desk.card.layer.fields["managers"]
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert not desk.session.prediction("it").revealed
    QTest.keyClicks(field, "50")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert desk.session.prediction("it").revealed


def test_seeing_without_predicting_and_again(desk: Desk) -> None:
    desk.card.skip_button.click()
    assert len(desk.card.view.scene.marks) == 3
    assert desk.card.gaps.text() == ""
    desk.card.again_button.click()
    assert desk.card.view.scene.concealed
    assert desk.card.layer.isVisible()
    assert estimates(desk) == {}


def test_the_table_goes_when_the_data_are_hidden_again(desk: Desk) -> None:
    desk.card.skip_button.click()
    desk.card.table_button.click()
    desk.session.predict_again("it")
    assert desk.card.view.isVisible()
    assert desk.card.table.model().rowCount() == 0


def test_the_bars_grow_from_zero(desk: Desk) -> None:
    view = desk.card.view
    view.animated = True
    desk.session.reveal("it")
    assert view.mark_rect(0).width() < 5
    view.finish()
    assert view.mark_rect(0).width() > 100


def test_a_chart_shown_again_stays_hidden_with_its_base(desk: Desk) -> None:
    desk.show("again")
    assert desk.card.view.scene.concealed
    desk.card.skip_button.click()
    desk.show("it")
    assert not desk.card.view.scene.concealed


def test_fields_have_names(desk: Desk) -> None:
    names = [field.accessibleName() for field in desk.card.layer.fields.values()]
    assert names == [f"Your estimate for {name}" for name in ("Cadres", "Employés", "Ouvriers")]


def shown_fields(desk: Desk) -> list[str]:
    return [key for key, field in desk.card.layer.fields.items() if field.isVisible()]


def test_fields_stay_through_a_change_of_language(desk: Desk) -> None:
    field = desk.card.layer.fields["clerks"]
    field.setFocus()
    QTest.keyClicks(field, "35,5")
    desk.show(language="en")
    assert shown_fields(desk) == ["managers", "clerks", "workers"]
    assert desk.card.layer.fields["clerks"] is field
    assert field.hasFocus()
    assert field.text().startswith("35.5")
    assert field.toolTip() == "Clerks"
    assert field.accessibleName() == "Your estimate for Clerks"


def test_from_a_prediction_straight_to_another(make_desk: MakeDesk) -> None:
    fewer = PREDICT.replace(
        "data: {name: telework}",
        "data: {name: telework}\ntransform: [{filter: {field: job, oneOf: [clerks, workers]}}]",
    )
    desk = make_desk({"it": PREDICT, "fewer": fewer, "upright": UPRIGHT})
    desk.show()
    QTest.keyClicks(desk.card.layer.fields["clerks"], "12")
    desk.show("fewer")
    assert shown_fields(desk) == ["clerks", "workers"]
    assert desk.card.layer.fields["clerks"].text() == ""
    desk.show("upright")
    assert shown_fields(desk) == ["managers", "clerks", "workers"]
    QTest.keyClicks(desk.card.layer.fields["clerks"], "7")
    assert estimates(desk, "upright") == {"clerks": 7}
    desk.show()
    assert desk.card.layer.fields["clerks"].text().startswith("12")
