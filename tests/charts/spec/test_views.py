"""Layers, overlays and small multiples become units, named and merged as by Vega-Lite."""

from __future__ import annotations

from tests.charts.spec.sample import codes, sound

DATA = {"values": [{"a": "A", "b": 2, "c": 1}]}
X = {"field": "a", "type": "nominal"}
Y = {"field": "b", "type": "quantitative"}


def test_nested_layers() -> None:
    found = sound(
        {
            "data": DATA,
            "encoding": {"x": X, "y": {**Y, "axis": {"title": "t"}}},
            "layer": [
                {"mark": "bar"},
                {
                    "encoding": {"y": {"field": "c"}, "x": None},
                    "layer": [{"mark": "rule"}, {"mark": "tick", "name": "last"}],
                },
            ],
        }
    )
    assert [unit.name for unit in found.units] == ["layer_0", "layer_1_layer_0", "last"]
    bar, rule, _ = found.units
    assert set(bar.encoding) == {"x", "y"}
    assert bar.given == frozenset()
    assert set(rule.encoding) == {"y"}
    y = rule.encoding["y"]
    assert (y.field, y.type, y.axis) == ("c", "quantitative", {"title": "t"})


def test_a_constant_replaces_a_field() -> None:
    found = sound(
        {
            "data": DATA,
            "encoding": {"y": {**Y, "aggregate": "mean"}},
            "layer": [{"mark": "rule", "encoding": {"y": {"datum": 3}}}],
        }
    )
    y = found.units[0].encoding["y"]
    assert (y.field, y.aggregate, y.datum, y.type) == ("", "", 3, "quantitative")


def test_own_data_start_anew() -> None:
    found = sound(
        {
            "data": DATA,
            "layer": [
                {"mark": "bar", "encoding": {"x": X}},
                {"data": {"values": [{"z": 1}]}, "mark": "bar", "encoding": {"x": {"field": "z"}}},
            ],
        }
    )
    assert found.units[0].data.values != found.units[1].data.values


def test_a_line_with_points() -> None:
    mark = {"type": "line", "point": {"size": 9}, "interpolate": "step", "tooltip": True}
    found = sound({"data": DATA, "mark": mark, "encoding": {"x": X, "y": Y}})
    line, point = found.units
    assert [line.name, point.name] == ["layer_0", "layer_1"]
    assert line.mark.properties == {"interpolate": "step", "tooltip": True}
    assert point.mark.properties == {"opacity": 1, "filled": True, "tooltip": True, "size": 9}


def test_an_area_with_a_line_is_stacked_twice() -> None:
    found = sound(
        {
            "data": DATA,
            "mark": {"type": "area", "line": True, "point": "transparent"},
            "encoding": {
                "x": {"field": "c", "type": "quantitative"},
                "y": Y,
                "color": {"field": "a"},
            },
        }
    )
    area, line, point = found.units
    assert area.mark.get("opacity") == 0.7
    assert point.mark.get("opacity") == 0
    assert [unit.encoding["y"].stack for unit in (line, point)] == ["zero", "zero"]


def test_overlays_of_config_and_shape() -> None:
    config = {"line": {"point": True, "color": "red"}}
    base = {"data": DATA, "mark": "line", "encoding": {"x": X, "y": Y}}
    line, point = sound({**base, "config": config}).units
    assert line.mark.properties == {"color": "red"}
    assert point.mark.properties == {"opacity": 1, "filled": True}
    shaped = sound({**base, "encoding": {"x": X, "y": Y, "shape": {"field": "a"}}})
    assert ["shape" in unit.encoding for unit in shaped.units] == [False, True]


def test_a_line_with_two_ends_is_a_rule() -> None:
    encoding = {"x": X, "y": Y, "y2": {"field": "c"}}
    (unit,) = sound({"data": DATA, "mark": "line", "encoding": encoding}).units
    assert unit.mark.type == "rule"


def test_styles_lie_over_marks() -> None:
    config = {
        "mark": {"color": "red", "opacity": 0.5, "size": 3},
        "bar": {"color": "blue", "opacity": 0.6},
        "style": {"strong": {"opacity": 1}},
    }
    mark = {"type": "bar", "style": "strong", "size": 9}
    (unit,) = sound({"data": DATA, "mark": mark, "config": config}).units
    assert unit.mark.properties == {"color": "blue", "opacity": 1, "size": 9}


def test_facet_channels_and_operator() -> None:
    one = sound(
        {"data": DATA, "mark": "bar", "encoding": {"x": Y, "row": {"field": "a", "columns": 3}}}
    )
    assert one.units[0].name == "child"
    assert "row" not in one.units[0].encoding
    assert one.facet is not None
    assert one.facet.row is not None
    assert (one.facet.row.field, one.facet.row.type) == ("a", "nominal")
    wrapped = sound(
        {
            "data": DATA,
            "facet": {"field": "a", "sort": "descending"},
            "columns": 2,
            "resolve": {"scale": {"x": "independent"}},
            "spec": {"width": 50, "layer": [{"mark": "bar", "encoding": {"x": Y}}]},
        }
    )
    assert wrapped.facet is not None
    assert wrapped.facet.wrap is not None
    assert (wrapped.facet.columns, wrapped.width) == (2, 50)
    assert wrapped.units[0].name == "child_layer_0"
    assert wrapped.resolution("scale", "x") == "independent"


def test_what_is_refused() -> None:
    inner = {"mark": "bar"}
    assert codes({"hconcat": [inner]}) == ["unsupported-composition"]
    assert codes({"repeat": ["a"], "spec": inner}) == ["unsupported-composition"]
    facet = {"facet": {"field": "a"}, "spec": inner}
    assert codes({"data": DATA, "facet": {"field": "a"}, "spec": facet}) == [
        "unsupported-composition"
    ]
    layered = {"mark": "bar", "encoding": {"row": {"field": "a"}}}
    assert codes({"data": DATA, "layer": [layered]}) == ["unsupported-composition"]


def test_channels_without_effect_are_left_out() -> None:
    layers = [{"mark": "point"}, {"mark": "bar"}]
    found = sound({"data": DATA, "encoding": {"shape": {"field": "a"}, "x": Y}, "layer": layers})
    assert [sorted(unit.encoding) for unit in found.units] == [["shape", "x"], ["x"]]


def test_parameters_belong_to_their_unit() -> None:
    select = {"name": "brush", "select": {"type": "interval", "encodings": ["x"]}}
    mark = {"type": "line", "point": True}
    found = sound(
        {
            "data": DATA,
            "params": [{"name": "top", "expr": "1 + 1"}],
            "layer": [{"mark": mark, "params": [select], "encoding": {"x": X}}],
        }
    )
    top, brush = found.params
    assert (top.unit, top.select) == ("", "")
    assert top.expression is not None
    assert (brush.unit, brush.select) == ("layer_0_layer_0", "interval")
    assert brush.options == {"encodings": ("x",)}
