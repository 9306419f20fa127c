"""Channels: types, short forms, sorts, bins, conditions."""

from __future__ import annotations

import pytest

from desktop_app.charts.spec.grammar import UNSET, Channel, Sort, TimeUnit
from tests.charts.spec.sample import codes, read_json, sound

TABLE = {"name": "telework"}


def channel(name: str, definition: object, mark: str = "point", **more: object) -> Channel:
    encoding = {name: definition}
    whole = {"data": TABLE, "mark": mark, "encoding": encoding, **more}
    return sound(whole).units[0].encoding[name]


@pytest.mark.parametrize(
    ("name", "definition", "expected"),
    [
        ("x", {"field": "job"}, "nominal"),
        ("x", {"field": "share", "bin": True}, "quantitative"),
        ("x", {"field": "week", "timeUnit": "month"}, "temporal"),
        ("x", {"field": "share", "aggregate": "mean"}, "quantitative"),
        ("x", {"field": "job", "aggregate": {"argmax": "share"}}, "nominal"),
        ("x", {"field": "job", "sort": ["b", "a"]}, "ordinal"),
        ("x", {"field": "share", "scale": {"type": "log"}}, "quantitative"),
        ("x", {"field": "week", "scale": {"type": "utc"}}, "temporal"),
        ("x", {"aggregate": "count", "type": "nominal"}, "quantitative"),
        ("x", {"field": "share", "type": "Q"}, "quantitative"),
        ("x", {"datum": 3}, "quantitative"),
        ("x", {"datum": "a"}, "nominal"),
        ("x", {"datum": {"year": 2020, "month": 3}}, "temporal"),
        ("longitude", {"field": "share"}, "quantitative"),
        ("order", {"field": "share"}, "ordinal"),
        ("shape", {"field": "job"}, "nominal"),
    ],
)
def test_default_types(name: str, definition: object, expected: str) -> None:
    assert channel(name, definition).type == expected


@pytest.mark.parametrize(
    ("short", "field", "kind", "aggregate"),
    [
        ("share", "share", "quantitative", ""),
        ("job", "job", "nominal", ""),
        ("week", "week", "temporal", ""),
        ("mean(share)", "share", "quantitative", "mean"),
        ("count()", "", "quantitative", "count"),
        ("share:O", "share", "ordinal", ""),
        ("sum(share):quantitative", "share", "quantitative", "sum"),
        ("yearmonth(week)", "week", "temporal", ""),
        ("bin(share)", "share", "quantitative", ""),
    ],
)
def test_short_forms(short: str, field: str, kind: str, aggregate: str) -> None:
    found = channel("x", short)
    assert (found.field, found.type, found.aggregate) == (field, kind, aggregate)


def test_short_forms_look_at_values() -> None:
    values = [{"a(b)": 1, "t": "x"}, {"a(b)": None, "t": 3}]
    encoding = {"x": "a(b)", "y": "t"}
    (unit,) = sound({"data": {"values": values}, "mark": "point", "encoding": encoding}).units
    assert [(one.field, one.type) for one in unit.encoding.values()] == [
        ("a(b)", "quantitative"),
        ("t", "nominal"),
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (None, None),
        ("descending", Sort("descending")),
        (["b", 1], Sort(values=("b", 1))),
        ("-y", Sort("descending", channel="y")),
        ("color", Sort(channel="color")),
        ({"field": "share", "op": "sum", "order": "descending"},
         Sort("descending", field="share", op="sum")),
        ({"encoding": "y"}, Sort(channel="y")),
        ({"op": "count"}, Sort(op="count")),
    ],
)  # fmt: skip
def test_sorts(written: object, expected: Sort | None) -> None:
    assert channel("x", {"field": "job", "sort": written}).sort == expected


def test_absent_and_null_differ() -> None:
    plain = channel("x", {"field": "job"})
    assert plain.sort is UNSET
    assert plain.title is UNSET
    assert plain.stack is UNSET
    bare = channel("x", {"field": "job", "title": None, "axis": None, "scale": None, "stack": None})
    assert (bare.title, bare.axis, bare.scale, bare.stack) == (None, None, None, None)


def test_bins_and_time_units() -> None:
    color = channel("color", {"field": "share", "bin": True})
    assert color.bin is not None
    assert color.bin.options == {"maxbins": 6}
    x = channel("x", {"field": "share", "bin": {"step": 5, "anchor": 1}})
    assert x.bin is not None
    assert x.bin.options == {"step": 5, "anchor": 1}
    done = channel("x", {"field": "share", "bin": "binned"})
    assert done.bin is not None
    assert done.bin.binned
    month = channel("x", {"field": "week", "timeUnit": "binnedutcyearmonth"})
    assert month.time_unit == TimeUnit("yearmonth", binned=True, utc=True)
    steps = channel("x", {"field": "week", "timeUnit": {"unit": "utcmonth", "step": 3}})
    assert steps.time_unit == TimeUnit("month", 3, utc=True)


def test_conditions() -> None:
    found = channel(
        "color",
        {
            "condition": [
                {"test": "datum.share > 3", "value": "red"},
                {"param": "brush", "empty": False, "field": "job", "legend": None},
            ],
            "value": "grey",
        },
        params=[{"name": "brush", "select": "interval"}],
    )
    first, second = found.conditions
    assert (first.value, first.channel, found.value) == ("red", None, "grey")
    assert second.channel is not None
    assert (second.channel.field, second.channel.legend) == ("job", None)


def test_several_definitions() -> None:
    found = channel("tooltip", [{"field": "job"}, "share"])
    assert [one.field for one in (found, *found.also)] == ["job", "share"]
    assert channel("detail", ["job", "share"]).also[0].field == "share"
    assert channel("tooltip", None).value is None


def test_paths_are_known_by_their_column() -> None:
    values = [{"a": {"b": 1}, "c.d": 2}]
    for field in ("a.b", "a['b']", "c\\.d"):
        encoding = {"x": {"field": field, "type": "quantitative"}}
        sound({"data": {"values": values}, "mark": "point", "encoding": encoding})
    encoding = {"x": {"field": "z.b"}}
    assert codes({"data": {"values": values}, "mark": "point", "encoding": encoding}) == [
        "unknown-column"
    ]


def test_columns_that_transforms_make() -> None:
    transform = [
        {"aggregate": [{"op": "mean", "field": "share", "as": "m"}], "groupby": ["job"]},
        {"calculate": "datum.m * 2", "as": "double"},
    ]
    base = {"data": TABLE, "transform": transform, "mark": "bar"}
    sound({**base, "encoding": {"x": {"field": "double", "type": "quantitative"}}})
    assert codes({**base, "encoding": {"x": {"field": "people"}}}) == ["unknown-column"]


@pytest.mark.parametrize(("column", "meant"), [("share", "quantitative"), ("week", "temporal")])
def test_numbers_without_a_type_are_names_and_that_is_said(column: str, meant: str) -> None:
    spec = {"data": TABLE, "mark": "bar", "encoding": {"x": {"field": column}, "y": "job:N"}}
    specification, problems = read_json(spec)
    assert specification is not None
    assert specification.units[0].encoding["x"].type == "nominal"
    assert [problem.code for problem in problems] == ["type-left-out"]
    assert problems[0].values["type"] == meant
    meant_so = {**spec, "encoding": {"x": {"field": column, "type": "nominal"}}}
    assert read_json(meant_so)[1] == ()
