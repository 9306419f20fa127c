"""From one state of a chart to the next: the same things move, others fade, axes go along."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QProxyStyle, QStyle
from pytestqt.qtbot import QtBot

from desktop_app.charts.scene import MarkGroup, Scene
from desktop_app.session.session import Session
from desktop_app.ui.charts.chart_view import ChartView
from desktop_app.ui.charts.drawing import DURATION
from desktop_app.ui.charts.layout import ChartLayout
from desktop_app.ui.charts.layout_change import LayoutChange
from desktop_app.ui.charts.look import Look
from desktop_app.ui.charts.shapes import groups_of
from desktop_app.ui.charts.transitions import Transition, countable
from tests.ui.charts import scenes
from tests.ui.charts.drawn import drawn, scene_of

pytestmark = pytest.mark.usefixtures("qapp")
LOOK = Look()
Show = Callable[[], ChartView]


def moved(before: Scene, after: Scene, *, grows: bool = False) -> Transition:
    return Transition(groups_of(before), after, LOOK, grows=grows)


def bars(**values: float) -> Scene:
    rows = [{"a": name, "b": value} for name, value in values.items()]
    return scene_of(
        {
            "data": {"values": rows},
            "mark": "bar",
            "encoding": {
                "x": {"field": "a", "type": "nominal", "axis": {"labelAngle": 0}},
                "y": {"field": "b", "type": "quantitative", "title": None},
                "key": {"field": "a"},
            },
        }
    )


def of_series(**series: list[tuple[int, float]]) -> Scene:
    rows = [{"s": name, "x": x, "y": y} for name, path in series.items() for x, y in path]
    x = {"field": "x", "type": "ordinal"}
    y = {"field": "y", "type": "quantitative", "scale": {"domain": [0, 10]}}
    colour = {"field": "s", "type": "nominal", "scale": {"domain": ["p", "q"]}}
    return scene_of({"data": {"values": rows}, "mark": "line", "width": 300,
                     "encoding": {"x": x, "y": y, "color": colour}})  # fmt: skip


def column(group: MarkGroup, name: str) -> np.ndarray:
    return np.broadcast_to(np.asarray(group.columns[name], float), group.count)


# -- marks -----------------------------------------------------------------------------


def test_marks_of_the_same_key_move_whatever_their_order() -> None:
    before = scenes.bars([scenes.Bar("a", 0), scenes.Bar("b", 100, "#ff0000")])
    after = scenes.bars([scenes.Bar("b", 50, "#0000ff"), scenes.Bar("a", 100)])
    middle = moved(before, after).at(0.5)[0][1]
    assert np.allclose(column(middle, "x"), [75 * 3, 50 * 3])
    assert middle.value("fill", 0) in ("#800080", "#80007f", "#7f0080")
    end = moved(before, after).at(1.0)[0][1]
    assert np.allclose(column(end, "x"), column(after.plots[0].groups[0], "x"))


def test_what_comes_and_goes_fades() -> None:
    before = scenes.bars([scenes.Bar("a", 10), scenes.Bar("b", 20)])
    after = scenes.bars([scenes.Bar("b", 20), scenes.Bar("c", 30)])
    transition = moved(before, after)
    group = transition.at(0.25)[0][1]
    assert np.allclose(column(group, "opacity"), [1.0, 0.25])
    ((_, gone),) = transition.fading(0.25)
    assert gone.count == 1
    assert gone.value("opacity", 0) == 0.75
    assert gone.ranks == -1


def test_bars_grow_from_their_base_when_they_are_revealed() -> None:
    transition = moved(scenes.scene_of(), scenes.bars(), grows=True)
    assert transition.moves
    assert np.allclose(column(transition.at(0.0)[0][1], "x"), 0.0)


def test_new_vertices_come_out_of_the_line_that_was_there() -> None:
    before = of_series(p=[(1, 2.0), (3, 6.0)])
    after = of_series(p=[(1, 2.0), (2, 9.0), (3, 6.0)])
    start = moved(before, after).at(0.0)[0][1]
    old = column(before.plots[0].groups[0], "y")
    assert np.allclose(column(start, "y"), [old[0], old.mean(), old[1]])
    assert start.is_constant("opacity") or np.allclose(column(start, "opacity"), 1.0)
    assert not moved(before, after).fading(0.5)


def test_a_series_that_goes_fades_alone() -> None:
    before = of_series(p=[(1, 2.0), (2, 3.0)], q=[(1, 5.0), (2, 7.0)])
    transition = moved(before, of_series(p=[(1, 4.0), (2, 3.0)]))
    ((_, gone),) = transition.fading(0.5)
    assert gone.count == 2
    assert gone.paths == ((0, 2),)
    assert set(column(gone, "opacity")) == {0.5}


def test_a_plot_of_another_size_is_stretched_first() -> None:
    small, large = bars(a=1, b=2), bars(a=1, b=2, c=3, d=1)
    size = small.width, small.height
    start = Transition(groups_of(small), large, LOOK, size=size).at(0.0)[0][1]
    ends = column(small.plots[0].groups[0], "x") * large.width / small.width
    assert np.allclose(column(start, "x")[:2], ends)


def test_only_a_few_marks_move() -> None:
    assert countable(groups_of(scenes.scatter(1_000)))
    assert not countable(groups_of(scenes.scatter(1_001)))
    assert not countable(groups_of(scenes.scene_of()))


# -- axes ------------------------------------------------------------------------------


def ticks(layout: ChartLayout) -> dict[object, float]:
    return dict(layout.plots[0].y_grid.by_value)


def test_axes_go_along_with_their_marks() -> None:
    one, two = drawn(bars(a=8, b=4)), drawn(bars(a=8, b=40))
    change = LayoutChange(one.layout, two.layout, one.scene)
    assert change.at(1.0) == two.layout
    start = ticks(change.at(0.0))
    assert start[0] == pytest.approx(ticks(one.layout)[0])
    # A tick that is new comes from where its value was on the old scale: above the plot.
    assert 40 in start
    assert start[40] < one.layout.plots[0].rect.top() - 100
    middle = change.at(0.5)
    rect = middle.plots[0].rect
    assert rect.left() == pytest.approx(
        (one.layout.plots[0].rect.left() + two.layout.plots[0].rect.left()) / 2
    )
    # The axis and the marks agree all the way: 8 is where the bar of 8 ends.
    scale = (ticks(middle)[40] - ticks(middle)[0]) / 40
    groups = Transition(groups_of(one.scene), two.scene, LOOK).at(0.5)
    end = middle.plots[0].y(column(groups[0][1], "y"))[0]
    assert ticks(middle)[0] + 8 * scale == pytest.approx(end, abs=rect.height() * 0.3)


def test_texts_that_stay_move_and_others_fade() -> None:
    one, two = drawn(bars(a=8, b=4)), drawn(bars(b=4, c=9))
    middle = LayoutChange(one.layout, two.layout, one.scene).at(0.5)
    opacities = {text.text: text.opacity for text in middle.texts if text.text in "abc"}
    assert opacities == {"a": 0.5, "b": 1.0, "c": 0.5}
    places = {text.text: text.rect.center().x() for text in middle.texts}
    ends = [chart.text("b").rect.center().x() for chart in (one, two)]
    assert places["b"] == pytest.approx(sum(ends) / 2)


# -- on screen -------------------------------------------------------------------------


@pytest.fixture
def view(qtbot: QtBot) -> ChartView:
    found = ChartView(Session({}))
    qtbot.addWidget(found)
    found.set_look(LOOK)
    found.resize(500, 320)
    found.show()
    qtbot.waitExposed(found)
    return found


def test_a_change_takes_a_moment_and_ends_at_the_scene(view: ChartView) -> None:
    assert 150 <= DURATION <= 250
    view.show_scene(bars(a=8, b=4))
    view.finish()
    start = view.mark_rect(0)
    after = bars(a=2, b=8)
    view.show_scene(after)
    assert view.mark_rect(0).top() == pytest.approx(start.top(), abs=1)
    QTest.qWait(DURATION * 3)
    assert view.mark_rect(0) == drawn(after, (500, 320)).shapes.rect(0)


def test_a_change_that_is_broken_off_goes_on_from_what_is_on_screen(view: ChartView) -> None:
    one, two = bars(a=8, b=4), bars(a=2, b=80, c=30)
    view.show_scene(one)
    view.finish()
    view.show_scene(two)
    QTest.qWait(DURATION // 3)
    before = [view.mark_rect(rank) for rank in range(2)]
    labels = {text.key: text.rect for text in view.shown_layout.texts if text.opacity > 0.5}
    view.show_scene(one)
    for rank, rect in enumerate(before):
        now = view.mark_rect(rank)
        assert now.left() == pytest.approx(rect.left(), abs=2)
        assert now.top() == pytest.approx(rect.top(), abs=2)
    for text in view.shown_layout.texts:
        if text.key in labels and text.opacity > 0.5:
            assert text.rect.left() == pytest.approx(labels[text.key].left(), abs=2)
            assert text.rect.top() == pytest.approx(labels[text.key].top(), abs=2)
    QTest.qWait(DURATION * 3)
    assert view.mark_rect(0) == drawn(one, (500, 320)).shapes.rect(0)


class _Still(QProxyStyle):
    """A desktop whose animations are off."""

    def styleHint(self, hint: QStyle.StyleHint, *rest: object) -> int:
        if hint == QStyle.StyleHint.SH_Widget_Animation_Duration:
            return 0
        return super().styleHint(hint, *rest)  # type: ignore[arg-type]


def test_nothing_moves_where_the_desktop_asks_for_stillness(view: ChartView) -> None:
    still = _Still()
    view.setStyle(still)
    view.show_scene(bars(a=8, b=4))
    after = bars(a=2, b=8)
    view.show_scene(after)
    assert view.mark_rect(0) == drawn(after, (500, 320)).shapes.rect(0)


def test_the_layout_is_kept_while_it_holds(view: ChartView) -> None:
    view.animated = False
    view.show_scene(bars(a=8, b=4))
    first = view.chart_layout
    view.show_scene(bars(a=7, b=8))
    assert view.chart_layout is first
    view.show_scene(bars(a=7, b=80))
    assert view.chart_layout is not first
    assert view.chart_layout == drawn(bars(a=7, b=80), (500, 320)).layout
    view.resize(400, 300)
    assert view.chart_layout == drawn(bars(a=7, b=80), (400, 300)).layout
