"""The panel of a simulation: it follows the session, carries its state over, asks first."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.models.registry import MODELS
from desktop_app.models.run import State
from desktop_app.models.texts import ModelTexts
from desktop_app.ui.models.drawing import Drawings
from desktop_app.ui.models.model_panel import ModelPanel
from desktop_app.ui.models.simulation import longer
from desktop_app.ui.models.views.marks import Frame
from tests.ui.models.conftest import MakePanel

PLAIN = "model: core-periphery\nparameters: {T: cost, mu: 0.4, lambda: 0.5}\nviews: [diagram]\n"
STATES = PLAIN + "states: {near: {cost: 1.5}, far: {cost: 2.1, restart: true}}\n"
ASKED = PLAIN + 'predict: {question: "Quoi ?", options: [un, deux]}\n'


def rest(qtbot: QtBot, panel: ModelPanel) -> None:
    """Wait until nothing moves any more."""
    qtbot.waitUntil(lambda: not panel.player.is_playing, timeout=20_000)
    QTest.qWait(1)


def test_the_periphery_does_not_come_back(make_panel: MakePanel, qtbot: QtBot) -> None:
    panel, session = make_panel(PLAIN)
    assert "1,63" in panel.controls.summary.text()
    session.set_parameter("cost", 1.5)
    rest(qtbot, panel)
    assert session.state.played["sim"].values == (1.0,)
    session.set_parameter("cost", 1.7)
    rest(qtbot, panel)
    assert session.state.played["sim"].values == (1.0,)
    assert "région 1" in panel.controls.summary.text()
    session.undo()
    session.undo()
    assert session.state.parameters["cost"] == 2.1
    assert "sim" not in session.state.played
    rest(qtbot, panel)
    assert "sim" not in session.state.played


def test_a_slider_is_typed_and_moved_by_keys(make_panel: MakePanel, qtbot: QtBot) -> None:
    panel, session = make_panel(PLAIN)
    row = panel.controls.rows["cost"]
    row.field.setText("1,9")
    row.field.editingFinished.emit()
    assert session.state.parameters["cost"] == 1.9
    QTest.keyClick(row.slider, Qt.Key.Key_Right)
    assert session.state.parameters["cost"] == 1.91
    row.field.setText("rien")
    row.field.editingFinished.emit()
    assert row.field.text() == "1,91"
    row.field.setText("99")
    row.field.editingFinished.emit()
    assert session.state.parameters["cost"] == 2.2
    rest(qtbot, panel)


def test_a_state_is_recalled_and_undone_at_once(make_panel: MakePanel, qtbot: QtBot) -> None:
    panel, session = make_panel(STATES)
    panel.recall("near")
    rest(qtbot, panel)
    assert session.state.played["sim"].values == (1.0,)
    panel.recall("far")
    rest(qtbot, panel)
    assert session.state.parameters["cost"] == 2.1
    assert "sim" not in session.state.played
    session.undo()
    assert session.state.parameters["cost"] == 1.5
    assert session.state.played["sim"].values == (1.0,)


def test_nothing_moves_before_something_is_expected(make_panel: MakePanel, qtbot: QtBot) -> None:
    panel, session = make_panel(ASKED)
    controls = panel.controls
    assert not controls.rows["cost"].slider.isEnabled()
    assert controls.summary.text() == ""
    assert panel.views.cards == []
    controls.foresight.options[1].click()
    QTest.qWait(1)
    controls.foresight.submit_button.click()
    QTest.qWait(1)
    assert controls.rows["cost"].slider.isEnabled()
    assert "deux" in controls.predicted.text()
    assert len(panel.views.cards) == 1
    assert session.prediction("sim").attempt is not None


def test_two_sets_of_parameters_stand_side_by_side(make_panel: MakePanel, qtbot: QtBot) -> None:
    panel, session = make_panel(PLAIN)
    panel.controls.compare_button.click()
    session.set_parameter("cost", 2.0)
    rest(qtbot, panel)
    assert len(panel.views.cards) == 2
    assert "2,10" in panel.controls.compared.text()
    assert panel.controls.summary.text().startswith("B")
    panel.controls.compare_button.click()
    QTest.qWait(1)
    assert len(panel.views.cards) == 1


def test_every_model_says_what_it_assumes(make_panel: MakePanel) -> None:
    panel, _ = make_panel(PLAIN)
    panel.controls.honesty_button.click()
    assert panel.honesty.isVisible()
    honesty = ModelTexts("core-periphery", "fr").honesty
    for line in (*honesty.assumes, *honesty.leaves_out, *honesty.data, *honesty.illustrative):
        assert line in panel.honesty.text


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", MODELS)
def test_every_view_of_every_model_can_be_drawn(name: str, language: str) -> None:
    from desktop_app.charts.resolve import resolve
    from desktop_app.models.parameters import NumberParameter

    model, texts = MODELS[name], ModelTexts(name, language)

    def reach(parameter: str) -> tuple[float, float]:
        found = model.parameter(parameter)
        assert isinstance(found, NumberParameter)
        return found.offered

    values = model.values()
    state: State | None = model.start(values) if model.plays else None
    drawings = Drawings(name, "it", Frame(texts, reach))
    drawings.show(model.run(values, state), ())
    for view in model.views:
        feed = drawings.feed(view)
        scene = resolve(feed.specification, feed.source, {}, language)
        assert not [problem for problem in scene.problems if problem.is_error]
        assert scene.title
        assert scene.description
        assert feed.vega_lite()["title"]


def test_a_trace_keeps_its_corners_and_no_more() -> None:
    trace: tuple[tuple[float, ...], ...] = ()
    for at in (2.1, 2.0, 1.9):
        trace = longer(trace, (at, 0.5))
    for share in (0.6, 0.9, 1.0):
        trace = longer(trace, (1.9, share))
    trace = longer(trace, (2.0, 1.0))
    assert trace == ((2.1, 0.5), (1.9, 0.5), (1.9, 1.0), (2.0, 1.0))
    for rank in range(5_000):
        trace = longer(trace, (float(rank % 7), float(rank)))
    assert len(trace) <= 401
