"""A curve that is drawn, or typed, before the model draws its own beside it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.ui.charts.chart_card import ChartCard
from desktop_app.ui.models.model_panel import ModelPanel
from tests.ui.models.conftest import MakePanel

BLOCK = (
    "model: telework-city\nparameters: {s: part / 100, d: 2}\nviews: [rent]\n"
    "predict:\n  question: Où passe la limite\n"
    "  curve: {output: b, along: part, points: 4}\n"
)
EDGES = ("25,2", "26,3", "27,3", "28")


def curve_of(panel: ModelPanel, qtbot: QtBot) -> ChartCard:
    """The card on which the curve is asked for, once it is computed."""
    qtbot.waitUntil(lambda: bool(panel.views.cards), timeout=20_000)
    QTest.qWait(1)
    card = panel.views.cards[0]
    assert isinstance(card, ChartCard)
    return card


def drawn(card: ChartCard, *places: tuple[float, float]) -> None:
    """One stroke over the plot, from place to place, in parts of it from its lower left."""
    rect = card.view.chart_layout.plot
    points = [
        QPoint(round(rect.left() + x * rect.width()), round(rect.bottom() - y * rect.height()))
        for x, y in places
    ]
    QTest.mousePress(card.layer, Qt.MouseButton.LeftButton, pos=points[0])
    for point in points[1:]:
        QTest.mouseMove(card.layer, point)
    QTest.mouseRelease(card.layer, Qt.MouseButton.LeftButton, pos=points[-1])


def test_nothing_of_the_curve_is_told_before_it_is_drawn(
    make_panel: MakePanel,
    qtbot: QtBot,
) -> None:
    panel, session = make_panel(BLOCK)
    card = curve_of(panel, qtbot)
    assert len(panel.views.cards) == 1
    assert card.scene is not None
    assert card.scene.concealed
    assert card.title.text() == "Limite de la ville (km)"
    assert not any(edge in card.view.accessibleDescription() for edge in EDGES)
    assert not panel.controls.rows["part"].slider.isEnabled()
    assert not panel.controls.honesty_button.isEnabled()
    session.set_parameter("part", 60.0)
    assert curve_of(panel, qtbot).scene == card.scene
    assert panel.controls.summary.text() == ""


def test_a_curve_drawn_in_one_stroke_stands_beside_the_models(
    make_panel: MakePanel,
    qtbot: QtBot,
) -> None:
    panel, session = make_panel(BLOCK)
    card = curve_of(panel, qtbot)
    drawn(card, (0.01, 0.8), (0.5, 0.5), (0.99, 0.05))
    given = list(session.prediction("sim").estimates.values())
    assert len(given) == 4
    assert given == sorted(given, reverse=True)
    card.submit_button.click()
    QTest.qWait(1)
    card.view.finish()
    assert len(card.view.estimate_lines) == 1
    assert "25,2" in card.title.text()
    assert "100" in card.reflection.text()  # where the stroke was farthest off
    assert len(panel.views.cards) == 2
    assert panel.controls.rows["part"].slider.isEnabled()
    assert "limite" in panel.controls.summary.text()
    assert panel.controls.again_button.isHidden()  # the card has its own


def test_a_curve_typed_with_the_keyboard_alone(
    make_panel: MakePanel,
    qtbot: QtBot,
) -> None:
    panel, session = make_panel(BLOCK)
    card = curve_of(panel, qtbot)
    fields = list(card.layer.fields.values())
    for field, number in zip(fields, ("25", "26,5", "27", "27,5"), strict=True):
        QTest.keyClicks(field, number)
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert list(session.prediction("sim").estimates.values()) == [25, 26.5, 27, 27.5]
    if not session.prediction("sim").revealed:
        QTest.keyClick(fields[-1], Qt.Key.Key_Return)
    QTest.qWait(1)
    assert session.prediction("sim").revealed
    assert len(panel.views.cards) == 2
    # To predict again hides it all again.
    card.again_button.click()
    QTest.qWait(1)
    assert card.scene is not None
    assert card.scene.concealed
    assert len(panel.views.cards) == 1


@pytest.mark.parametrize("output", ["b", "centre_rent_change", "R0"])
def test_a_curve_of_any_number_can_be_drawn(
    make_panel: MakePanel,
    qtbot: QtBot,
    output: str,
) -> None:
    panel, session = make_panel(BLOCK.replace("output: b", f"output: {output}"))
    card = curve_of(panel, qtbot)
    drawn(card, (0.01, 0.5), (0.99, 0.6))
    assert len(session.prediction("sim").estimates) == 4
