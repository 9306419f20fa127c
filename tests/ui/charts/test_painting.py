"""What is painted: sampled where it says something, never pinned as a whole."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor

from desktop_app.charts.scene import Scene
from desktop_app.ui.charts.apart import greys_of
from desktop_app.ui.charts.look import Look
from desktop_app.ui.charts.painting.texts import text_boxes
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.theme import CONTRAST, DARK, LIGHT, PRINT, Theme, contrast_ratio
from tests.ui.charts import scenes
from tests.ui.charts.drawn import Pixels, colour_at, drawn, inked, pixels

pytestmark = pytest.mark.usefixtures("qapp")
A = {"field": "a", "type": "nominal"}
G = {"field": "g", "type": "nominal"}
B = {"field": "b", "type": "quantitative"}


def chart(mark: object, rows: object, **encoding: object) -> dict[str, object]:
    return {"data": {"values": rows}, "mark": mark, "encoding": encoding}


# -- sharp on every screen -------------------------------------------------------------


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_edges_of_bars_are_on_device_pixels(ratio: float) -> None:
    names = list("abcdefg")
    rows = [{"a": name, "b": rank * 3.7 + 2} for rank, name in enumerate(names)]
    image = drawn(chart("bar", rows, x=A, y=B), (511, 347)).image(ratio)
    colours = {tuple(pixel) for pixel in pixels(image).reshape(-1, 4).tolist()}
    assert len(colours) == 2, "an edge between two pixels would be a third colour"


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_a_crowd_of_points_is_as_sharp_as_one(ratio: float) -> None:
    few, many = (drawn(scenes.scatter(count, size=400.0)) for count in (3, 900))
    sharp, crowd = (chart.image(ratio) for chart in (few, many))
    centre = many.layout.plots[0].point(*_place(many.scene, 899))
    radius = 10
    for image, at in ((sharp, few.layout.plots[0].point(*_place(few.scene, 0))), (crowd, centre)):
        edge = [colour_at(image, at + QPointF(step / ratio, 0)) for step in range(int(14 * ratio))]
        blended = {one for one in edge if one not in ("#ffffff", Look().series(0).name())}
        assert len(blended) <= 2, (ratio, edge)
        assert colour_at(image, at + QPointF(radius - 2, 0)) == Look().series(0).name()


def _place(scene: Scene, index: int) -> tuple[float, float]:
    group = scene.plots[0].groups[0]
    return float(group.columns["x"][index]), float(group.columns["y"][index])  # type: ignore[index]


# -- lines of very many vertices -------------------------------------------------------


@settings(max_examples=20, deadline=None)
@given(
    st.integers(0, 2**31),
    st.sampled_from((1.0, 2.0, 3.0)),
    st.sampled_from((1.0, 0.5)),
    st.sampled_from((1.0, 1.5, 2.0)),
)
def test_the_extremes_of_every_column_of_pixels_are_painted(
    seed: int, width: float, opacity: float, ratio: float
) -> None:
    chance = np.random.default_rng(seed)
    count = 60_000
    x = np.linspace(0, scenes.WIDTH, count)
    y = np.clip(100 + np.cumsum(chance.normal(0, 0.6, count)) % 80 - 40, 1, 199)
    columns = {"x": x, "y": y, "stroke": "ink", "strokeWidth": width, "opacity": opacity}
    scene = scenes.scene_of(scenes.group_of("line", count, columns, paths=((0, count),)))
    chart = drawn(scene)
    plot = chart.layout.plots[0]
    painted = inked(chart.image(ratio))
    across, down = plot.x(x) * ratio, plot.y(y) * ratio
    first, last = int(plot.rect.left() * ratio) + 2, int(plot.rect.right() * ratio) - 2
    for column in range(first, last, 7):
        inside = (across >= column) & (across < column + 1)
        rows = np.flatnonzero(painted[:, column])
        reach = width * ratio + 1.5
        assert rows.min() <= down[inside].min() + 1
        assert rows.max() >= down[inside].max() - 1.5
        near = (across >= column - reach) & (across < column + 1 + reach)
        assert rows.min() >= down[near].min() - reach
        assert rows.max() <= down[near].max() + reach


@pytest.mark.parametrize("ratio", [1.0, 1.5])
def test_a_crowd_is_drawn_as_each_of_its_points_would_be(ratio: float) -> None:
    chance = np.random.default_rng(3)
    xs = chance.uniform(-5, scenes.WIDTH + 5, 60_000)
    ys = chance.normal(scenes.HEIGHT / 2, scenes.HEIGHT / 6, 60_000)

    def image_of(part: slice) -> Pixels:
        look = {"fill": "series:0", "stroke": None, "size": 30.0, "shape": "circle"}
        group = scenes.group_of("circle", len(xs[part]), {"x": xs[part], "y": ys[part], **look})
        return pixels(drawn(scenes.scene_of(group)).image(ratio))

    darkest = np.min([image_of(slice(at, at + 2_000)) for at in range(0, 60_000, 2_000)], axis=0)
    whole = image_of(slice(None)).astype(int)
    # Rims of points that overlap in one part are a little darker there.
    assert np.abs(whole - darkest).mean() < 1.0
    assert ((whole != 255).any(axis=2) == (darkest != 255).any(axis=2)).mean() > 0.999


def test_what_a_faint_jagged_line_covers_twice_is_not_darker() -> None:
    count = 5_000
    x = np.linspace(0, scenes.WIDTH, count)
    y = np.where(np.arange(count) % 2, 20.0, 180.0)
    columns = {"x": x, "y": y, "stroke": "#000000", "strokeWidth": 2.0, "strokeOpacity": 0.4}
    scene = scenes.scene_of(scenes.group_of("line", count, columns, paths=((0, count),)))
    darkest = int(pixels(drawn(scene).image())[:, :, :3].min())
    assert abs(darkest - 153) <= 3


# -- fills -----------------------------------------------------------------------------


def test_a_gradient_goes_from_one_colour_to_the_other() -> None:
    stops = [{"offset": 0, "color": "#ff0000"}, {"offset": 1, "color": "#0000ff"}]
    ramp = {"gradient": "linear", "x1": 0, "y1": 1, "x2": 0, "y2": 0, "stops": stops}
    rows = [{"a": "x", "b": 10}]
    chart_of = drawn(chart({"type": "bar", "color": ramp}, rows, x=A, y=B))
    image, rect = chart_of.image(), chart_of.shapes.rect(0)
    top = QColor(colour_at(image, QPointF(rect.center().x(), rect.top() + 2)))
    bottom = QColor(colour_at(image, QPointF(rect.center().x(), rect.bottom() - 2)))
    assert top.blue() > 230 > 40 > top.red()
    assert bottom.red() > 230 > 40 > bottom.blue()


def test_only_the_ends_of_a_stack_are_round() -> None:
    rows = [{"a": "x", "g": g, "b": 10} for g in "pqr"]
    spec = chart({"type": "bar", "cornerRadiusEnd": 12}, rows, x=A, y=B, color=G)
    chart_of = drawn(spec)
    image = chart_of.image()
    rects = sorted((chart_of.shapes.rect(rank) for rank in range(3)), key=lambda r: r.top())
    corners = [colour_at(image, rect.topLeft() + QPointF(1, 1)) for rect in rects]
    assert corners[0] == "#ffffff"
    assert "#ffffff" not in corners[1:]
    assert colour_at(image, rects[-1].bottomLeft() + QPointF(1, -1)) != "#ffffff"


def test_a_line_of_a_map_is_stroked_where_nothing_says_how() -> None:
    line = {"type": "LineString", "coordinates": [[0, 0], [10, 0], [10, 10]]}
    spec = {"data": {"values": [{"type": "Feature", "geometry": line}]}, "mark": "geoshape",
            "projection": {"type": "mercator"}}  # fmt: skip
    assert inked(drawn(spec).image()).sum() > 100


@pytest.mark.parametrize("theme", [PRINT, CONTRAST])
def test_series_are_told_apart_without_their_colours(theme: Theme) -> None:
    rows = [{"a": "x", "g": g, "b": 10} for g in "pqrstu"]
    spec = {**chart("bar", rows, x=A, y=B, color=G), "encoding": {
        "x": A, "y": B, "color": G, "xOffset": G}}  # fmt: skip
    look = Look(theme)
    chart_of = drawn(spec, (900, 360), look)
    image = chart_of.image()
    grey = pixels(image)[:, :, :3].mean(axis=2)
    seen = set()
    for rank in range(6):
        rect = chart_of.shapes.rect(rank).toAlignedRect().adjusted(4, 4, -4, -4)
        part = grey[rect.top() : rect.bottom(), rect.left() : rect.right()] < 200
        # How dark along rows, along columns, and in all: what the eye tells apart.
        profile = (part.mean(), part.mean(axis=1).std(), part.mean(axis=0).std())
        seen.add(tuple(round(float(value) * 4) for value in profile))
    assert len(seen) >= 5


def test_unlabelled_lines_are_dashed_and_points_have_shapes() -> None:
    rows = [
        {"a": step, "g": g, "b": step * (2 if g == "q" else 1)} for step in range(9) for g in "pq"
    ]
    x = {"field": "a", "type": "quantitative"}
    lines = drawn(chart("line", rows, x=x, y=B, color=G))
    image, gaps = lines.image(), {}
    for start, stop in lines.scene.plots[0].groups[0].paths:
        ends = [lines.shapes.rect(rank).center() for rank in (start + 2, stop - 1)]
        along = [ends[0] + (ends[1] - ends[0]) * share for share in np.linspace(0, 1, 400)]
        gaps[start] = sum(colour_at(image, at) == "#ffffff" for at in along)
    assert min(gaps.values()) == 0
    assert max(gaps.values()) > 60
    points = drawn(chart("point", rows, x=x, y=B, color=G))
    marks, corners = inked(points.image(4.0)), set()
    for rank in range(6, 18):
        middle = points.shapes.rect(rank).center() * 4
        left, top = round(middle.x()) - 40, round(middle.y()) - 40
        part = marks[top : top + 80, left : left + 80]
        rows_of, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
        corners.add(bool(part[rows_of[0] : rows_of[0] + 4, columns[0] : columns[0] + 4].any()))
    assert corners == {True, False}  # squares have them, circles have not


@pytest.mark.parametrize("theme", [LIGHT, DARK, CONTRAST])
def test_texts_are_legible_on_what_they_stand_on(theme: Theme) -> None:
    rows = [{"a": "x", "b": 1, "c": "#0b2a6b"}, {"a": "y", "b": 1, "c": "#fff7c2"}]
    spec = {
        "data": {"values": rows},
        "encoding": {"x": A},
        "layer": [
            {
                "mark": "rect",
                "encoding": {"color": {"field": "c", "scale": None, "type": "nominal"}},
            },
            {"mark": {"type": "text", "fontSize": 60, "text": "■"}},
        ],
    }
    look = Look(theme)
    chart_of = drawn(spec, (400, 200), look)
    image = chart_of.image()
    for rank, ground in enumerate(("#0b2a6b", "#fff7c2")):
        rect = chart_of.shapes.rect(rank)
        inside = [
            image.pixelColor(x, y).name()
            for x in range(int(rect.left()) + 2, int(rect.right()) - 2, 2)
            for y in range(int(rect.top()) + 2, int(rect.bottom()) - 2, 2)
        ]
        assert max(contrast_ratio(one, ground) for one in inside) >= 4.5


def test_wide_texts_are_on_more_lines_at_large_sizes_away_from_their_mark() -> None:
    rows = [{"x": 1, "y": 1, "t": "the least well off of all"}]
    axes = {
        "x": {"field": "x", "type": "quantitative"},
        "y": {"field": "y", "type": "quantitative"},
    }
    boxes = {}
    for dy in (-20, 20):
        mark = {"type": "text", "dy": dy}
        scene = drawn(chart(mark, rows, **axes, text={"field": "t"})).scene
        group = scene.plots[0].groups[0]
        for scale in (1.0, 2.0):
            ((_, box),) = text_boxes(group, Look(type=Type(scale)), [0])
            boxes[dy, scale] = box
            assert box.text.replace("\n", " ") == "the least well off of all"
    assert "\n" not in boxes[20, 1.0].text
    above, below = boxes[-20, 2.0], boxes[20, 2.0]
    assert above.text.count("\n") == 1
    assert above.box.bottom() < 0 < below.box.top()  # both lines are beyond the mark
    assert above.box.bottom() == pytest.approx(-below.box.top())


def test_what_is_black_is_seen_on_a_dark_card() -> None:
    look = Look(DARK)
    assert contrast_ratio(look.colour("black").name(), DARK.surface) > 4.5
    assert look.colour("#1F5FBF").name() == "#1f5fbf"
    assert look.rim("white").name() == look.surface.name()
    assert contrast_ratio(look.readable("#85C5A6").name(), DARK.surface) >= 4.5
    assert contrast_ratio(Look().readable("#ffee00").name(), LIGHT.surface) >= 4.5
    for token in ("series:1", "#C8501E"):  # on paper a grey that reads, whatever the colour
        printed = Look(PRINT).readable(token)
        assert printed.hslSaturation() == 0
        assert contrast_ratio(printed.name(), PRINT.surface) >= 4.5
    assert Look(PRINT).written_on("#1F5FBF", Look(PRINT).surface).hslSaturation() == 0


def test_print_has_no_colours() -> None:
    rows = [{"a": name, "b": rank} for rank, name in enumerate("abcdefgh")]
    colour = {"field": "b", "type": "quantitative", "scale": {"scheme": "viridis"}}
    image = drawn(chart("bar", rows, x=A, y=B, color=colour), look=Look(PRINT)).image()
    found = pixels(image)[:, :, :3].reshape(-1, 3).astype(int)
    assert (found.max(axis=1) - found.min(axis=1)).max() <= 2


def test_classes_are_told_apart_on_paper_whatever_their_colours() -> None:
    rows = [{"a": name, "b": rank} for rank, name in enumerate("abcd")]

    def legend_greys(*colours: str) -> list[int]:
        scale = {"type": "threshold", "domain": [1, 2], "range": colours}
        colour = {"field": "b", "type": "quantitative", "scale": scale}
        scene = drawn(chart("bar", rows, x=A, y=B, color=colour)).scene
        look = Look(PRINT, greys=greys_of(scene))
        return [look.colour(item.fill or "").red() for item in scene.legends[0].items]

    low, middle, high = legend_greys("#b35806", "#f7f7f7", "#3a6db0")  # the ends are as dark
    assert low > middle + 16 > high + 32
    assert legend_greys("#eaf1fa", "#5790d0", "#0c2f66") == [240, 134, 43]  # these are as drawn


def test_the_grey_of_a_base_map_is_dark_on_a_dark_card() -> None:
    for grey, dark in ((LIGHT.line, DARK.line), (LIGHT.muted, DARK.muted)):
        assert Look(DARK).colour(grey.lower()).name() == dark.lower()
        for theme in (LIGHT, CONTRAST):
            assert Look(theme).colour(grey).name() == grey.lower()
    assert Look(DARK).colour("#EAF1FA").name() == "#eaf1fa"  # the lightest of a ramp


def test_the_darkest_of_a_ramp_is_seen_on_a_dark_card_and_stays_the_darkest() -> None:
    look = Look(DARK)
    darkest, dark = look.colour("#0C2F66"), look.colour("#1F5FBF")
    assert abs(darkest.hslHue() - dark.hslHue()) < 15
    assert darkest.lightness() < dark.lightness()
    assert contrast_ratio(darkest.name(), look.surface.name()) > 1.5
