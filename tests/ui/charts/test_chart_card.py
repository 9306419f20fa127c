"""The card: what it shows of a chart, and what it follows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest

from desktop_app.charts.scene import Scene
from desktop_app.content.reference import Reference
from desktop_app.session.preferences import THEMES, Preferences
from desktop_app.ui.charts.focus_frame import FocusFrame
from tests.charts.sample import BARS, HEAD, LAYERS, LINES, PREDICT
from tests.ui.charts.conftest import MakeDesk

NOBODY = "transform: [{filter: {field: job, oneOf: [nobody]}}]\n"
EMPTY = BARS + NOBODY


def test_it_shows_a_chart_with_its_source(make_desk: MakeDesk) -> None:
    desk = make_desk({"it": BARS})
    scenes: list[Scene | None] = []
    desk.card.scene_changed.connect(scenes.append)
    desk.show()
    assert desk.card.title.text() == "29 fois moins"
    assert desk.card.subtitle.text() == "Part, en\u202f%"
    assert "Insee, 2020" in desk.card.source.text()
    assert scenes == [desk.card.scene]
    desk.card.source.linkActivated.emit("insee")
    assert desk.session.state.selection == Reference("source", ("insee",))


def test_it_follows_the_language(make_desk: MakeDesk) -> None:
    desk = make_desk({"it": BARS})
    desk.show("it", "en")
    assert desk.card.scene is not None
    assert desk.card.scene.marks[0].name == "Managers"


def test_it_follows_the_parameters(make_desk: MakeDesk) -> None:
    desk = make_desk({"it": LAYERS})
    desk.show()
    scenes: list[Scene] = []
    desk.card.scene_changed.connect(scenes.append)
    desk.session.set_parameter("managers", 70)
    assert next(m.value for m in scenes[-1].marks if m.also) == pytest.approx(70 * 0.58 + 2)
    desk.session.select(Reference("value", ("potential",)))
    assert len(scenes) == 1


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("percent", [80, 200])
def test_it_follows_theme_and_text_size(make_desk: MakeDesk, theme: str, percent: int) -> None:
    desk = make_desk({"it": BARS})
    desk.show()
    desk.preferences.set_theme(theme)
    desk.preferences.set_text_size(percent)
    assert desk.card.view.look.theme.name == theme
    assert desk.card.title.font().pixelSize() == round(18 * percent / 100)
    desk.card.view.grab()


def test_a_defect_leaves_the_card_in_place(make_desk: MakeDesk) -> None:
    bad = HEAD + "data: {name: telework}\nmark: pie\n"
    desk = make_desk({"it": BARS, "bad": bad, "none": "a: ["})
    desk.show("bad")
    card = desk.card
    assert card.isVisible()
    assert card.defect.isVisible()
    assert "unknown-mark" in card.defect.text()
    assert card.scene is None
    assert not card.table_button.isVisible()
    desk.show("none")
    assert card.defect.isVisible()
    desk.show()
    assert card.view.isVisible()
    assert not card.defect.isVisible()


def test_a_new_chart_is_shown_as_a_chart(make_desk: MakeDesk) -> None:
    desk = make_desk({"it": BARS, "other": LINES})
    desk.show()
    desk.card.table_button.click()
    desk.show("other")
    assert desk.card.view.isVisible()
    assert desk.card.table_button.text() == "Table"


def test_from_a_prediction_to_another_chart(make_desk: MakeDesk) -> None:
    desk = make_desk({"it": PREDICT, "other": LINES})
    desk.show()
    assert desk.card.layer.isVisible()
    desk.show("other")
    assert desk.card.layer.isHidden()
    assert desk.card.view.ticks == ()
    assert len(desk.card.view.scene.marks) == 5


@pytest.mark.parametrize("width", [320, 420, 700])
def test_buttons_stay_within_the_card(make_desk: MakeDesk, width: int) -> None:
    desk = make_desk({"it": PREDICT}, size=(width, 420), preferences=Preferences(text_size=125))
    desk.show()
    QTest.qWait(5)
    card = desk.card
    for button in (card.skip_button, card.submit_button):
        corner = button.mapTo(card, button.rect().bottomRight())
        assert 0 < corner.x() <= width
    assert not card.skip_button.geometry().intersects(card.submit_button.geometry())


def test_ten_thousand_points(make_desk: MakeDesk) -> None:
    rows = "id,n,m\n" + "".join(f"r{i},{i % 101},{i * 7919 % 997}\n" for i in range(10_000))
    meaning = (
        "title: x\nkey: id\nsource: insee\ncolumns:\n  id: {type: string, label: I}\n"
        "  n: {type: integer, label: N, unit: km}\n  m: {type: integer, label: M, unit: km}\n"
    )
    text = (
        HEAD
        + "data: {name: many}\nmark: point\nencoding:\n"
        + "  x: {field: n, type: quantitative}\n  y: {field: m, type: quantitative}\n"
    )
    desk = make_desk({"it": text}, tables={"many": (meaning, rows)})
    desk.show()
    view = desk.card.view
    rank = view.rank_at(view.mark_rect(5_000).center())
    assert rank is not None
    desk.session.hover(view.scene.marks[rank].reference)
    assert len(view.accessible_parts()) == 10_000
    view.grab()


def test_the_table_stays_through_a_change_of_language(make_desk: MakeDesk) -> None:
    desk = make_desk({"it": BARS})
    desk.show()
    desk.card.table_button.click()
    desk.show(language="en")
    assert desk.card.table.isVisible()
    assert desk.card.table.model().index(0, 0).data() == "Managers"


def test_a_chart_of_nothing_says_so(make_desk: MakeDesk) -> None:
    desk = make_desk({"it": BARS, "empty": EMPTY, "asked": PREDICT + NOBODY})
    for name in ("empty", "asked"):
        desk.show(name)
        assert desk.card.defect.isVisible()
        assert desk.card.defect.text() == "No data to show."
        assert not desk.card.table_button.isVisible()
        assert not desk.card.submit_button.isVisible()
        desk.show()
        assert desk.card.view.isVisible()


@pytest.mark.parametrize("percent", [80, 200])
def test_the_focus_frame_is_around_the_chart(make_desk: MakeDesk, percent: int) -> None:
    desk = make_desk({"it": BARS}, preferences=Preferences(text_size=percent))
    desk.show()
    card = desk.card
    frame = card.findChild(FocusFrame)
    assert frame is not None
    for widget in (card.view, card.table):
        card.table_button.setFocus()
        assert not frame.isVisible()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        assert frame.isVisible()
        corner = widget.mapTo(card, QPoint(0, 0))
        inner = QRect(corner, widget.size()).adjusted(-2, -2, 2, 2)
        assert QRect(frame.mapTo(card, QPoint(0, 0)), frame.size()).contains(inner)
        card.table_button.click()
