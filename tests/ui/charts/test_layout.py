"""Words around plots never overlap and never leave the chart, whatever is drawn."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.ui.charts.look import Look
from desktop_app.ui.charts.picture import ChartPicture, to_svg
from desktop_app.ui.common.fonts import Type
from tests.charts.oracle_specs import SPECS
from tests.ui.charts.drawn import Drawn, drawn, scene_of

pytestmark = pytest.mark.usefixtures("qapp")
SIZES = ((520, 360, 1.0), (300, 220, 1.0), (180, 120, 1.0), (640, 420, 2.0), (900, 240, 0.8))
A = {"field": "a", "type": "nominal"}
B = {"field": "b", "type": "quantitative"}


def bars(
    names: list[str], values: list[float] | None = None, **encoding: object
) -> dict[str, object]:
    numbers = values or [float(rank + 1) for rank in range(len(names))]
    rows = [{"a": name, "b": value} for name, value in zip(names, numbers, strict=True)]
    return {"data": {"values": rows}, "mark": "bar", "encoding": {"x": A, "y": B, **encoding}}


def assert_legible(chart: Drawn) -> None:
    written = list(chart.written())
    around = chart.bounds.adjusted(-1, -1, 1, 1)
    for rank, (text, polygon) in enumerate(written):
        assert around.contains(polygon.boundingRect()), text
        for other, taken in written[rank + 1 :]:
            assert not polygon.intersects(taken), (text, other)


@pytest.mark.parametrize("name", sorted(SPECS)[::6])
def test_nothing_overlaps_or_is_cut(name: str) -> None:
    for width, height, scale in SIZES:
        chart = drawn(SPECS[name], (width, height), Look(type=Type(scale)))
        assert_legible(chart)


LETTERS = "abeilmnoswyéèçùÉŒWM0123456789 -’(),"
NAMES = st.lists(
    st.text(LETTERS, min_size=1, max_size=40),
    min_size=1, max_size=60, unique=True,
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(NAMES, st.integers(120, 900), st.integers(90, 500), st.sampled_from((0.8, 1.0, 2.0)))
def test_whatever_the_names_and_the_size(
    names: list[str], width: int, height: int, scale: float
) -> None:
    for spec in (bars(names), bars(names, x=B, y=A)):
        assert_legible(drawn(spec, (width, height), Look(type=Type(scale))))


def test_names_are_wrapped_then_turned_then_thinned() -> None:
    few = drawn(bars(["Seine-Saint-Denis et Val-de-Marne", "Rhône"]))
    assert few.text("Rhône").angle == 0
    some = drawn(bars([f"Département {rank}" for rank in range(14)]))
    turned = [text for text in some.texts() if text.text.startswith("Département")]
    assert len(turned) == 14
    assert {text.angle for text in turned} == {-45.0}
    many = drawn(bars([f"Commune numéro {rank}" for rank in range(400)]))
    kept = [text for text in many.texts() if text.full.startswith("Commune")]
    assert 5 < len(kept) < 60


def test_years_are_skipped_where_names_would_be_turned() -> None:
    rows = [{"a": year, "b": 1} for year in range(1960, 2021)]
    spec = {**bars(["x"]), "data": {"values": rows}}
    spec["encoding"] = {"x": {**A, "type": "ordinal"}, "y": B}
    years = [text for text in drawn(spec).texts() if text.text.startswith(("19", "20"))]
    assert 4 < len(years) < 30
    assert all(text.angle == 0 for text in years)


@pytest.mark.parametrize("angle", [-90, -45, 30, 90, 270])
def test_the_angle_that_the_author_asks_for(angle: int) -> None:
    x = {**A, "axis": {"labelAngle": angle}}
    chart = drawn(bars([f"Nom {rank}" for rank in range(6)], x=x))
    turned = [text for text in chart.texts() if text.text.startswith("Nom")]
    assert {text.angle for text in turned} == {-90.0 if angle == 270 else float(angle)}
    assert_legible(chart)


def test_a_cut_name_is_told_whole() -> None:
    name = "Une catégorie dont le nom n’en finit vraiment pas, pas même ici"
    chart = drawn(bars([name, *"bcdefghij"]), (300, 220))
    (cut,) = (text for text in chart.texts() if text.full == name)
    assert cut.text.endswith("…")
    assert cut.is_cut


def two_axes(**left: object) -> dict[str, object]:
    rows = [{"a": rank, "b": rank * 2, "c": 1_000 - rank} for rank in range(5)]
    x = {"field": "a", "type": "quantitative"}
    layers = [
        {"mark": "line", "encoding": {"x": x, "y": {**B, **left}}},
        {"mark": "line", "encoding": {"x": x, "y": {"field": "c", "type": "quantitative",
                                                    "axis": {"titleColor": "#C8501E"}}}},
    ]  # fmt: skip
    return {"data": {"values": rows}, "layer": layers, "resolve": {"scale": {"y": "independent"}}}


def test_two_axes_stand_on_two_sides() -> None:
    chart = drawn(two_axes())
    plot = chart.layout.plots[0].rect
    assert chart.text("8").rect.right() < plot.left()
    assert chart.text("1,000").rect.left() > plot.right()
    assert chart.text("c").colour == "#C8501E"
    assert chart.text("c").rect.right() > plot.center().x() > chart.text("b").rect.left()


def test_two_axes_on_one_side_stand_beside_each_other() -> None:
    chart = drawn(two_axes(axis={"orient": "right"}))
    plot = chart.layout.plots[0].rect
    one, two = chart.text("8").rect, chart.text("1,000").rect
    assert min(one.left(), two.left()) > plot.right()
    assert not one.intersects(two)


def faceted(**facet: object) -> dict[str, object]:
    rows = [{"r": r, "c": c, "a": a, "b": 3} for r in "RS" for c in "CD" for a in "xy"]
    encoding = {"x": A, "y": B, **facet}
    return {"data": {"values": rows}, "mark": "bar", "width": 60, "height": 60,
            "encoding": encoding}  # fmt: skip


def test_headers_of_small_multiples_stand_outside_of_them() -> None:
    chart = drawn(faceted(row={"field": "r"}, column={"field": "c"}))
    plots = [plot.rect for plot in chart.layout.plots]
    assert len(plots) == 4
    assert chart.text("C").rect.bottom() <= plots[0].top()
    assert chart.text("S").rect.right() <= plots[2].left()
    assert abs(chart.text("S").rect.center().y() - plots[2].center().y()) < 2
    for text in chart.texts():
        assert not any(plot.intersects(text.covers) for plot in plots), text.text


@pytest.mark.parametrize("orient", ["left", "right", "top", "bottom"])
def test_a_legend_stands_where_the_author_wants_it(orient: str) -> None:
    colour = {"field": "a", "type": "nominal", "legend": {"orient": orient}}
    chart = drawn(bars(["un", "deux", "trois"], color=colour), (700, 400))
    (legend,) = chart.layout.legends
    plot = chart.layout.plots[0].rect
    apart = {
        "left": plot.left() - legend.rect.right(),
        "right": legend.rect.left() - plot.right(),
        "top": plot.top() - legend.rect.bottom(),
        "bottom": legend.rect.top() - plot.bottom(),
    }
    assert apart[orient] > 0
    assert len(legend.samples) == 3


def test_words_give_way_to_the_plot() -> None:
    spec = bars(["un", "deux", "trois"], color={"field": "a", "type": "nominal"})
    large, low = drawn(spec), drawn(spec, (150, 70))
    assert large.layout.legends
    assert large.texts()
    assert not low.layout.legends
    assert low.layout.plots[0].rect.height() >= 34


def test_large_symbols_push_the_labels_aside() -> None:
    rows = [{"a": name, "b": 0} for name in ("Un", "Deux")]
    spec = {"data": {"values": rows}, "mark": {"type": "circle", "size": 4_000},
            "encoding": {"y": A, "x": {**B, "scale": {"domain": [0, 10]}}}}  # fmt: skip
    chart = drawn(spec)
    left = min(chart.shapes.rect(rank).left() for rank in range(2))
    assert chart.text("Deux").rect.right() <= left + 1
    assert_legible(chart)


def test_texts_at_the_rim_get_room() -> None:
    rows = [{"a": name, "b": value} for name, value in (("Un", 4), ("Deux", 10))]
    text = {"mark": {"type": "text", "align": "left", "dx": 5},
            "encoding": {"text": {"field": "long"}}}  # fmt: skip
    for row in rows:
        row["long"] = "une étiquette assez longue"
    spec = {"data": {"values": rows}, "encoding": {"y": A, "x": B},
            "layer": [{"mark": "bar"}, text]}  # fmt: skip
    chart = drawn(spec)
    for covered in chart.shapes.texts():
        assert chart.bounds.contains(covered)
    bar = chart.shapes.rect(0)
    assert all(covered.left() >= bar.left() for covered in chart.shapes.texts())
    ends = sorted(chart.shapes.rect(rank).right() for rank in range(2))
    starts = sorted(covered.left() for covered in chart.shapes.texts())
    assert all(start >= end for start, end in zip(starts, ends, strict=True))


def facets(names: list[str]) -> dict[str, object]:
    rows = [
        {"a": name, "year": year, "b": 1 + rank}
        for name in names
        for rank, year in enumerate((1931, 1932))
    ]
    return {
        "data": {"values": rows},
        "width": 40,
        "height": 200,
        "mark": "bar",
        "encoding": {"x": {"field": "year", "type": "ordinal"}, "y": B, "column": A},
    }


def test_headers_of_small_multiples_take_two_lines_before_they_are_cut() -> None:
    names = ["Grand Rapids", "University Farm", "Morris", "Duluth", "Waseca"]
    chart = drawn(facets(names), (460, 400))
    texts = {text.text for text in chart.texts()}
    assert {"Grand\nRapids", "University\nFarm", "Morris"} <= texts
    lows = {chart.text(name).rect.bottom() for name in ("Grand\nRapids", "Morris")}
    assert len(lows) == 1


def test_a_picture_is_as_wide_as_the_words_above_its_plots() -> None:
    names = ["Grand Rapids", "Crookston", "Université", "Kerguelen", "Tromelin", "Europa"]
    svg = to_svg(ChartPicture(scene_of(facets(names)), Look())).decode()
    for word in ("Rapids", "Crookston", "Université", "Kerguelen", "1931", "1932"):
        assert f"{word}<" in svg, word


def test_samples_of_sizes_are_as_large_as_the_marks_or_left_out() -> None:
    rows = [{"a": rank, "b": rank % 5, "size": rank * 100} for rank in range(11)]
    spec = {
        "data": {"values": rows},
        "mark": "circle",
        "encoding": {
            "x": {"field": "a", "type": "quantitative"},
            "y": B,
            "size": {"field": "size", "type": "quantitative", "scale": {"range": [0, 6_000]}},
        },
    }
    for size in ((900.0, 600.0), (420.0, 260.0)):
        chart = drawn(spec, size)
        (legend,) = chart.layout.legends
        assert len(legend.samples) >= 2
        for _, item in legend.samples:
            assert item.size == pytest.approx(float(str(item.value)) * 6)
        most = max(item.size for _, item in legend.samples) ** 0.5
        assert most <= min(size) * 0.2
        assert_legible(chart)


def test_samples_have_no_colour_that_another_legend_explains() -> None:
    rows = [{"a": rank, "b": rank % 5, "c": f"c{rank % 3}"} for rank in range(11)]
    spec = {
        "data": {"values": rows},
        "mark": "circle",
        "encoding": {
            "x": {"field": "a", "type": "quantitative"},
            "y": B,
            "size": {"field": "a", "type": "quantitative"},
            "color": {"field": "c", "type": "nominal"},
        },
    }
    legends = {legend.title: legend for legend in scene_of(spec).legends}
    assert {item.fill for item in legends["a"].items} == {"muted"}
    assert len({item.fill for item in legends["c"].items}) == 3
