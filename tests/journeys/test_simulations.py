"""Chapter 7 as a student goes through it: predict, move, see, go back, compare."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop_app.models.texts import ModelTexts
from desktop_app.ui.charts.chart_card import ChartCard
from desktop_app.ui.models.controls_card import ControlsCard
from desktop_app.ui.models.model_panel import ModelPanel
from tests.journeys.conftest import Play
from tests.journeys.harness import LESSON, Desk

Key = Qt.Key
STEP = (LESSON, "--step", "closer", "--language", "fr")


def panel_of(desk: Desk) -> ModelPanel:
    panel = desk.view.stage.model_panel
    assert panel is not None
    assert panel.isVisible()
    return panel


def controls_of(desk: Desk) -> ControlsCard:
    return panel_of(desk).controls


def rest(desk: Desk) -> None:
    """Wait until nothing moves any more."""
    desk.settle()
    desk.wait(lambda: not panel_of(desk).player.is_playing)
    desk.settle()


def card(desk: Desk, rank: int) -> ChartCard:
    found = panel_of(desk).views.cards[rank]
    assert isinstance(found, ChartCard)
    return found


def slide(desk: Desk, name: str, value: str) -> None:
    """Type ``value`` into the field beside a slider."""
    field = controls_of(desk).rows[name].field
    field.selectAll()
    desk.type(value, on=field)
    desk.press(Key.Key_Return, on=field)
    rest(desk)


def recall(desk: Desk, state: str) -> None:
    desk.click_link(f"state:{state}")
    rest(desk)


def table_of(found: ChartCard) -> str:
    """What the table of a card holds, as text."""
    model = found.table.model()
    assert model is not None
    cells = [
        str(model.data(model.index(row, column)))
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]
    return " ".join(cells)


def test_the_first_simulation_from_prediction_to_assumptions(play: Play) -> None:
    def journey(desk: Desk) -> None:
        desk.command("motion")  # off: what would be seen moving is there at once
        controls = controls_of(desk)
        row, said = controls.rows["shipping"], controls.summary
        # Nothing moves, and nothing is told, before something is expected.
        assert not row.slider.isEnabled()
        assert not controls.perturb_button.isEnabled()
        assert said.text() == ""
        assert len(panel_of(desk).views.cards) == 1
        assert desk.link_text("output:two-regions/T_break") == "?"
        desk.click(controls.foresight.options[1])
        desk.click(controls.foresight.submit_button)
        rest(desk)
        assert "La plus petite rattrape" in controls.predicted.text()
        assert "1,63" in said.text()
        assert "égales" in said.text()
        # Thresholds that the text names are those of the parameters of now.
        assert desk.link_text("output:two-regions/T_break") == "1,63"
        slide(desk, "mobile", "30")
        assert desk.link_text("output:two-regions/T_break") == "1,42"
        assert "1,42" in said.text()
        desk.command("undo")
        rest(desk)
        # A slider moves: views, sentence, table and the number in the text follow.
        diagram, regions = card(desk, 0), card(desk, 1)
        assert "Région 1\u202f: 50" in regions.title.text()
        desk.press(Key.Key_Home, on=row.slider)
        rest(desk)
        assert desk.link_text("param:shipping") == "1,30"
        assert "Tous les mobiles sont en région 1" in said.text()
        assert "Région 1\u202f: 100" in regions.title.text()
        desk.click(regions.table_button)
        assert "100" in table_of(regions)
        assert diagram.title.text().startswith("Sous 1,63")
        # Distance costs more again, as much as before: the periphery does not come back …
        slide(desk, "shipping", "1,7")
        assert "une région qui a tout le garde" in said.text()
        assert desk.session.state.played["two-regions"].values == (1.0,)
        # … until it costs more than that.
        slide(desk, "shipping", "2,1")
        assert "Région 1\u202f: 50" in regions.title.text()
        # Undo takes the moves back one by one, with where they led.
        desk.command("undo")
        rest(desk)
        assert desk.link_text("param:shipping") == "1,70"
        assert desk.session.state.played["two-regions"].values == (1.0,)

    assert play(journey, *STEP) == 0


def test_states_of_the_text_disturbing_comparing_assumptions(play: Play) -> None:
    def journey(desk: Desk) -> None:
        desk.command("motion")
        controls = controls_of(desk)
        desk.click(controls.foresight.skip_button)
        rest(desk)
        # The text leads near, and back: one undo takes a whole state back.
        recall(desk, "near")
        assert desk.link_text("param:shipping") == "1,50"
        assert desk.session.state.played["two-regions"].values == (1.0,)
        recall(desk, "far")
        assert "two-regions" not in desk.session.state.played
        desk.command("undo")
        assert desk.link_text("param:shipping") == "1,50"
        assert desk.session.state.played["two-regions"].values == (1.0,)
        # Disturbed, the core holds; started again, all is as the lesson sets it.
        desk.click(controls.perturb_button)
        rest(desk)
        assert desk.session.state.played["two-regions"].values == (1.0,)
        desk.click(controls.reset_button)
        assert desk.link_text("param:shipping") == "2,10"
        assert "two-regions" not in desk.session.state.played
        desk.command("undo")
        assert desk.session.state.played["two-regions"].values == (1.0,)
        # Two settings side by side: A stays where it was, B moves.
        desk.click(controls.compare_button)
        slide(desk, "shipping", "2,0")
        titles = [card(desk, rank).title.text() for rank in range(4)]
        assert [title[:4] for title in titles] == ["A · ", "B · ", "A · ", "B · "]
        assert "1,50" in controls.compared.text()
        assert "100" in titles[2]
        assert "50" in titles[3]
        desk.click(controls.compare_button)
        # What it all rests on, in one open panel.
        desk.click(controls.honesty_button)
        honesty, shown = ModelTexts("core-periphery", "fr").honesty, panel_of(desk).honesty
        assert shown.isVisible()
        for line in (*honesty.assumes, *honesty.leaves_out, *honesty.data, *honesty.illustrative):
            assert line in shown.text

    assert play(journey, *STEP) == 0
