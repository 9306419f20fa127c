"""Before a prediction is given nothing of what the model finds may be seen, wherever one looks."""

from __future__ import annotations

import json

import pytest
from PySide6.QtTest import QTest

from desktop_app.session.session import Session
from desktop_app.ui.charts.chart_card import ChartCard
from desktop_app.ui.models.model_panel import ModelPanel
from tests.ui.models.conftest import MakePanel

ASKS = "predict: {question: Quoi, options: [un, deux]}\n"
BLOCKS = {
    "regions": "model: core-periphery\nparameters: {T: cost, mu: part / 300 + 0.1, lambda: 0.6}\n",
    "map": "model: service-markets\nparameters: {m: part / 100, alpha: cost / 2}\n",
    "territories": (
        "model: telework-mix\nparameters: {shares: [part / 100, 1 - part / 100], "
        "rates: [0.5, 0.1], shares_b: [0.2, 0.8]}\n"
    ),
}


def everything(panel: ModelPanel) -> str:
    """All that the panel says: words, views, their tables, what they give away."""
    QTest.qWait(1)
    controls = panel.controls
    found = [controls.summary.text(), controls.notes.text(), controls.compared.text()]
    for card in panel.views.cards:
        assert isinstance(card, ChartCard)
        scene, feed = card.scene, card._feed
        assert scene is not None
        assert feed is not None
        found += [card.title.text(), card.subtitle.text(), scene.description]
        found.append(json.dumps(feed.vega_lite(), sort_keys=True, default=str))
        model = card.table.model()
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                found.append(str(model.data(model.index(row, column))))
    return "\n".join(found)


def move(session: Session) -> None:
    session.set_parameters({"cost": 1.5, "part": 60.0})


@pytest.mark.parametrize("view", ["regions", "map"])
def test_parameters_moved_in_the_text_tell_nothing(make_panel: MakePanel, view: str) -> None:
    panel, session = make_panel(BLOCKS[view] + ASKS)
    before = everything(panel)
    assert len(panel.views.cards) == 1
    move(session)
    assert everything(panel) == before
    for found in ("stable", "demand", "wage", "real_wage", "flow"):
        assert f'"{found}": ' not in before
    session.skip_prediction("sim")
    assert everything(panel) != before


def test_what_the_model_is_told_may_be_seen(make_panel: MakePanel) -> None:
    panel, session = make_panel(BLOCKS["territories"] + ASKS)
    before = everything(panel)
    move(session)
    after = everything(panel)
    assert after != before  # the share of an occupation is what is set, not what is found
    assert '"contribution": ' not in after
    assert '"potential": ' not in after
