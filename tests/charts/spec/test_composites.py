"""Box plots, error bars and bands: the layers that Vega-Lite makes of them.

Names, marks and fields are those of ``vegaLite.compile(…).normalized`` 6.
"""

from __future__ import annotations

from desktop_app.charts.spec.grammar import Unit
from tests.charts.spec.sample import codes, sound

DATA = {"values": [{"g": "a", "v": 1, "d": 0, "e": 2}, {"g": "a", "v": 3, "d": 1, "e": 2}]}
Y = {"field": "v", "type": "quantitative", "scale": {"zero": False}}
X = {"field": "g", "type": "nominal"}


def shape(units: tuple[Unit, ...]) -> list[tuple[str, str, str, str]]:
    found = []
    for unit in units:
        second = unit.encoding.get("y2")
        y = unit.encoding["y"].field
        found.append((unit.name, unit.mark.type, y, second.field if second else ""))
    return found


def test_a_box_plot() -> None:
    units = sound({"data": DATA, "mark": "boxplot", "encoding": {"x": X, "y": Y}}).units
    assert shape(units) == [
        ("layer_0_layer_0", "point", "v", ""),
        ("layer_0_layer_1_layer_0", "rule", "lower_whisker_v", "lower_box_v"),
        ("layer_0_layer_1_layer_1", "rule", "upper_box_v", "upper_whisker_v"),
        ("layer_1_layer_0", "bar", "lower_box_v", "upper_box_v"),
        ("layer_1_layer_1", "tick", "mid_box_v", ""),
    ]
    box, median = units[3:]
    assert box.mark.properties == {"size": 14, "orient": "vertical"}
    assert median.mark.properties == {"color": "white", "size": 14, "orient": "horizontal"}
    assert median.encoding["color"].conditions[0].value == "#4c78a8"
    assert box.encoding["y"].title == "v"
    assert box.encoding["y"].scale == {"zero": False}
    titles = [one.title for one in (box.encoding["tooltip"], *box.encoding["tooltip"].also)]
    assert titles[:5] == ["Max of v", "Q3 of v", "Median of v", "Q1 of v", "Min of v"]


def test_a_box_plot_from_end_to_end() -> None:
    mark = {"type": "boxplot", "extent": "min-max", "ticks": True, "median": {"color": "red"}}
    units = sound({"data": DATA, "mark": mark, "encoding": {"y": Y}}).units
    assert [(unit.name, unit.mark.type) for unit in units] == [
        ("layer_0", "rule"),
        ("layer_1", "rule"),
        ("layer_2", "tick"),
        ("layer_3", "tick"),
        ("layer_4", "bar"),
        ("layer_5", "tick"),
    ]
    assert units[5].mark.get("color") == "red"


def test_error_bars() -> None:
    (rule,) = sound({"data": DATA, "mark": "errorbar", "encoding": {"x": X, "y": Y}}).units
    assert shape((rule,)) == [("", "rule", "lower_v", "upper_v")]
    assert len(rule.transforms) == 3
    mark = {"type": "errorbar", "extent": "ci", "ticks": {"color": "red"}}
    units = sound({"data": DATA, "mark": mark, "encoding": {"x": X, "y": Y}}).units
    assert [unit.mark.type for unit in units] == ["tick", "tick", "rule"]
    assert units[0].mark.properties == {"color": "red", "orient": "horizontal"}


def test_error_bars_whose_ends_are_given() -> None:
    for more in ({"y2": {"field": "e"}}, {"yError": {"field": "e"}}):
        encoding = {"x": X, "y": Y, **more}
        (rule,) = sound({"data": DATA, "mark": "errorbar", "encoding": encoding}).units
        assert shape((rule,)) == [("", "rule", "lower_v", "upper_v")]


def test_an_error_band_over_time() -> None:
    encoding = {"x": {"field": "d", "timeUnit": "yearmonth"}, "y": Y}
    mark = {"type": "errorband", "borders": True}
    units = sound({"data": DATA, "mark": mark, "encoding": encoding}).units
    assert shape(units) == [
        ("layer_0", "area", "lower_v", "upper_v"),
        ("layer_1", "line", "lower_v", ""),
        ("layer_2", "line", "upper_v", ""),
    ]
    x = units[0].encoding["x"]
    assert (x.field, x.type, x.title) == ("yearmonth_d", "temporal", "d (year-month)")
    assert units[0].mark.properties == {"opacity": 0.3}


def test_what_they_lack_is_said() -> None:
    base = {"data": DATA, "mark": "boxplot"}
    assert codes({**base, "encoding": {"x": X}}) == ["no-quantity"]
    wrong = {"x": X, "y": {**Y, "field": "w"}}
    assert set(codes({**base, "encoding": wrong})) == {"unknown-column"}
