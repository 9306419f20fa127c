"""Axes and legends against Vega-Lite's: sides, titles, grids, where ticks are and what they say."""

from __future__ import annotations

import json
import math

import pytest

from desktop_app.charts.axis import Axis
from desktop_app.charts.chart_file import read_chart
from desktop_app.charts.scene import Legend, Scene
from tests.charts.oracle_details import DETAILS
from tests.charts.oracle_guides import Guide, guides_by_vega_lite
from tests.charts.oracle_specs import SPECS, A, B, C, D, G, N, chart
from tests.charts.oracle_views import VIEWS

SOME = [
    "bar-nominal-x", "bar-nominal-y", "bar-series", "line-temporal", "line-gaps",
    "area-two-numbers",
    "point-two-numbers", "rect-cells", "rule-mean", "rule-pair", "bar-range", "pie", "radial",
    "scale-pow", "scale-symlog", "scale-domain", "scale-no-zero", "scale-bar-reverse",
    "scale-nice-5",
    "band-padding", "ordinal-domain", "colour-scheme", "colour-range", "color-nominal",
    "size-quantitative", "shape-nominal", "opacity-quantitative", "strokeDash-nominal", "x-offset",
    "sort-array", "bar-stack-normalize", "area-stack-center", "aggregate-mean", "aggregate-count",
    "argmax", "bin-true", "bin-step", "unit-month", "unit-line-year", "layer-rule", "layer-shared",
    "layer-independent", "boxplot", "fold", "condition-field", "datum",
]  # fmt: skip
OWN = [
    name for name in VIEWS if name.startswith(("axis-", "legend-", "title-", "config-", "layer-"))
]
MORE = ["fill-and-stroke", "color-datum", "size-domain", "shape-range", "x-range", "time-reverse",
        "x-nice-20", "band-reverse", "color-domain-words", "color-range-two"]  # fmt: skip
EVERY = {**SPECS, **DETAILS, **VIEWS}
OTHERWISE = {
    "legend-format": "a number's format is for numbers: Vega-Lite writes NaN for names",
    "legend-columns": "Vega's scene graph has the entries column by column",
    "axis-ticks-no": "labels that are not shown are none in Vega's scene graph",
}  # fmt: skip


def scene_of(name: str) -> Scene:
    found = read_chart(json.dumps(EVERY[name]), "spec.json", None, {})
    assert found.scene is not None, found.problems
    return found.scene


def plain(text: str) -> str:
    """Numbers as both write them."""
    for one, two in (("\u2212", "-"), ("\u202f", ""), (",", ""), ("\u00a0", " "), ("–", "null")):
        text = text.replace(one, two)
    return text


@pytest.mark.parametrize("name", [name for name in (*SOME, *OWN, *MORE) if name not in OTHERWISE])
def test_guides_are_those_of_vega_lite(name: str) -> None:
    scene = scene_of(name)
    axes, legends = guides_by_vega_lite(EVERY[name])
    ours = {axis.orient: axis for axis in scene.plots[0].axes}
    assert ours.keys() == axes.keys()
    for side, guide in axes.items():
        _same_axis(ours[side], guide)
    assert [legend.title for legend in scene.legends] == [guide.title for guide in legends]
    for legend, guide in zip(scene.legends, legends, strict=True):
        _same_legend(legend, guide)


def _same_axis(axis: Axis, guide: Guide) -> None:
    assert axis.title == guide.title
    assert axis.grid == guide.grid
    ticks = axis.ticks()
    if axis.kind == "time" or _counts(axis):
        return  # dates are written as in the rest of the application, counts are whole
    assert [plain(tick.label) for tick in ticks] == [plain(label) for label in guide.labels]
    assert [tick.position for tick in ticks] == pytest.approx(guide.places, abs=0.6)


def _counts(axis: Axis) -> bool:
    return axis.title.startswith(("Count of", "Distinct"))


def _same_legend(legend: Legend, guide: Guide) -> None:
    if legend.kind == "symbols":
        assert [plain(item.label) for item in legend.items] == [plain(one) for one in guide.labels]
    else:  # Vega leaves out labels that have no room along its gradient
        numbers = [float(plain(label)) for _, label in legend.ticks]
        assert numbers == sorted(numbers)


def test_dates_stand_where_vega_has_them() -> None:
    for name in ("line-temporal", "time-nice-year", "unit-line-yearmonth", "unit-step"):
        scene = scene_of(name)
        axes, _ = guides_by_vega_lite(EVERY[name])
        ours = [tick.position for tick in scene.plots[0].axes[0].ticks()]
        assert ours == pytest.approx(axes["bottom"].places, abs=0.6), name


def test_steps_of_colours_are_said_in_words() -> None:
    for name, labels in {
        "colour-threshold": ["< 30", "30 – 60", "≥ 60"],
        "bin-colour": ["0 – 20", "20 – 40", "40 – 60", "60 – 80", "80 – 100"],
    }.items():
        (legend,) = scene_of(name).legends
        assert [item.label for item in legend.items] == labels


def test_constants_that_name_layers_have_a_legend() -> None:
    (legend,) = scene_of("layer-colours").legends
    assert [item.label for item in legend.items] == ["b", "c"]
    assert len({item.stroke for item in legend.items}) == 2


def test_small_multiples_with_colours_of_their_own_have_legends_of_their_own() -> None:
    spec = chart("point", x=B, y=C, color=A, column=G)
    spec["resolve"] = {"scale": {"color": "independent"}}
    found = read_chart(json.dumps(spec), "spec.json", None, {})
    assert found.scene is not None
    told = [(legend.title, [item.label for item in legend.items]) for legend in found.scene.legends]
    assert told == [("a (x)", ["A", "B"]), ("a (y)", ["A", "C", "D"]), ("a (z)", ["B", "C", "E"])]


def test_ticks_a_year_apart_are_each_there() -> None:
    day = {**D, "timeUnit": "yearmonthdate", "axis": {"format": "%b", "tickCount": "year"}}
    found = read_chart(json.dumps(chart("point", x=day, y=B)), "spec.json", None, {})
    assert found.scene is not None
    axis = found.scene.plots[0].axis("x")
    assert axis is not None
    assert [tick.label for tick in axis.ticks()] == ["Jan"]
    wide = {**day, "scale": {"domain": ["2019-01-01", "2022-01-01"]}}
    found = read_chart(json.dumps(chart("point", x=wide, y=B)), "spec.json", None, {})
    assert found.scene is not None
    axis = found.scene.plots[0].axis("x")
    assert axis is not None
    assert [tick.label for tick in axis.ticks()] == ["Jan"] * 4


def test_labels_say_what_steps_that_are_not_round_are() -> None:
    log = {"field": "b", "type": "quantitative", "scale": {"type": "log", "base": 2}}
    spec = chart("point", [{"b": 1 / 512}, {"b": 1 / 8}], x=log)
    found = read_chart(json.dumps(spec), "spec.json", None, {})
    assert found.scene is not None
    axis = found.scene.plots[0].axis("x")
    assert axis is not None
    assert [tick.label for tick in axis.ticks()] == [
        "0.00195",
        "0.0039",
        "0.0078",
        "0.0156",
        "0.031",
        "0.0625",
        "0.125",
    ]


def test_counts_have_whole_ticks() -> None:
    spec = chart("bar", x=A, y={"aggregate": "count"})
    found = read_chart(json.dumps(spec), "spec.json", None, {})
    assert found.scene is not None
    axis = found.scene.plots[0].axis("y")
    assert axis is not None
    assert [tick.label for tick in axis.ticks()] == ["0", "1", "2"]


def test_logarithms_have_round_ticks() -> None:
    axis = scene_of("scale-log").plots[0].axis("x")
    assert axis is not None
    values = [float(str(tick.value)) for tick in axis.ticks()]
    assert values == [10, 20, 50, 100]
    assert all(math.isfinite(tick.position) for tick in axis.ticks())


def test_channels_that_show_one_field_share_a_legend() -> None:
    spec = chart("point", x=B, y=C, color=G, shape=G, size=N)
    found = read_chart(json.dumps(spec), "spec.json", None, {})
    assert found.scene is not None
    assert [sorted(legend.channels) for legend in found.scene.legends] == [
        ["color", "shape"],
        ["size"],
    ]
    dated = read_chart(json.dumps(chart("line", x=D, y=B, color=G)), "spec.json", None, {})
    assert dated.scene is not None
    assert dated.scene.legends[0].line
