"""What holds of transforms, whatever the rows are."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.charts.chart_file import read_chart
from tests.charts.oracle import rows_by_us

CELLS: Any = st.one_of(
    st.none(), st.booleans(), st.integers(-1_000, 1_000), st.floats(-1e6, 1e6),
    st.sampled_from(["", "a", "12", "2020-02-03", "é"]), st.lists(st.integers(0, 9), max_size=3),
)  # fmt: skip
TABLE = st.lists(
    st.fixed_dictionaries({"g": CELLS, "v": CELLS, "w": CELLS}), min_size=1, max_size=12
)
NUMBERS = st.lists(
    st.fixed_dictionaries(
        {"g": st.sampled_from("xyz"), "v": st.integers(-1_000, 1_000), "t": st.integers(0, 9)}
    ),
    min_size=1,
    max_size=15,
)
Rows = Sequence[Mapping[str, Any]]


def numbers(rows: Rows, transforms: Sequence[object], *columns: str) -> list[dict[str, float]]:
    found = rows_by_us(rows, transforms, columns)
    return [{name: float(text.partition(":")[2]) for name, text in row.items()} for row in found]


@given(NUMBERS)
def test_groups_are_parts_of_the_whole(rows: Rows) -> None:
    ops = [{"op": "sum", "field": "v", "as": "s"}, {"op": "count", "as": "n"}]
    parts = numbers(rows, [{"aggregate": ops, "groupby": ["g"]}], "s", "n")
    (whole,) = numbers(rows, [{"aggregate": ops}], "s", "n")
    assert sum(part["n"] for part in parts) == whole["n"] == len(rows)
    assert sum(part["s"] for part in parts) == whole["s"]
    joined = numbers(rows, [{"joinaggregate": ops, "groupby": ["g"]}], "s")
    assert len(joined) == len(rows)
    assert {row["s"] for row in joined} == {part["s"] for part in parts}


@given(NUMBERS, st.integers(1, 40))
def test_bins_hold_what_is_in_them(rows: Rows, most: int) -> None:
    transform = {"bin": {"maxbins": most}, "field": "v", "as": ["low", "high"]}
    found = numbers(rows, [transform], "v", "low", "high")
    assert all(row["low"] <= row["v"] <= row["high"] for row in found)
    assert len({round(row["high"] - row["low"], 6) for row in found}) == 1
    assert len({row["low"] for row in found}) <= most + 1


@given(NUMBERS)
def test_stacks_have_no_gaps(rows: Rows) -> None:
    for offset, whole in (("zero", None), ("normalize", 1.0)):
        transform = {"stack": "v", "groupby": ["t"], "offset": offset, "as": ["a", "b"]}
        found = numbers(rows, [transform], "t", "v", "a", "b")
        for place in {row["t"] for row in found}:
            up = [row for row in found if row["t"] == place and (row["v"] >= 0 or whole)]
            ends = sorted((row["a"], row["b"]) for row in up)
            for one, two in pairwise(ends):
                assert one[1] == pytest.approx(two[0], abs=1e-9)
            if whole and any(row["v"] for row in up):
                assert ends[-1][1] == pytest.approx(whole)


@given(NUMBERS)
def test_windows_keep_rows_and_run(rows: Rows) -> None:
    ops = [{"op": "sum", "field": "v", "as": "s"}, {"op": "row_number", "as": "n"},
           {"op": "rank", "as": "r"}]  # fmt: skip
    found = numbers(rows, [{"window": ops, "sort": [{"field": "v"}]}], "v", "s", "n", "r")
    assert sorted(row["n"] for row in found) == list(range(1, len(rows) + 1))
    assert [row["v"] for row in found] == [row["v"] for row in rows]
    last = max(found, key=lambda row: row["n"])
    assert last["s"] == sum(row["v"] for row in rows)
    assert all(row["r"] <= row["n"] for row in found)


@given(NUMBERS)
def test_folding_turns_columns_into_rows(rows: Rows) -> None:
    found = rows_by_us(rows, [{"fold": ["v", "t"]}], ["key", "value"])
    assert len(found) == 2 * len(rows)
    assert [row["value"] for row in found[::2]] == [f"n:{row['v']}" for row in rows]


@given(NUMBERS)
def test_imputing_completes_a_grid(rows: Rows) -> None:
    transform = {"impute": "v", "key": "t", "groupby": ["g"], "value": 0}
    found = rows_by_us(rows, [transform], ["g", "t"])
    places, groups = {row["t"] for row in rows}, {row["g"] for row in rows}
    assert {(row["g"], row["t"]) for row in found} == {
        (f"s:{group}", f"n:{place}") for group in groups for place in places
    }


EVERY: list[dict[str, Any]] = [
    {"filter": "datum.v > datum.w"}, {"filter": {"field": "v", "range": [0, 10]}},
    {"filter": {"field": "v", "timeUnit": "year", "equal": 2020}},
    {"calculate": "datum.v + datum.w", "as": "z"},
    {"aggregate": [{"op": "median", "field": "v", "as": "z"},
                   {"op": "argmax", "field": "w", "as": "y"},
                   {"op": "ci0", "field": "v", "as": "x"}], "groupby": ["g"]},
    {"joinaggregate": [{"op": "stderr", "field": "v", "as": "z"}], "groupby": ["g", "w"]},
    {"bin": True, "field": "v", "as": "z"}, {"timeUnit": "yearweek", "field": "v", "as": "z"},
    {"fold": ["v", "w"]}, {"flatten": ["v", "w"]}, {"pivot": "g", "value": "v", "groupby": ["w"]},
    {"stack": "v", "groupby": ["g"], "sort": [{"field": "w"}], "offset": "center", "as": "z"},
    {"window": [{"op": "mean", "field": "v", "as": "z"}, {"op": "cume_dist", "as": "y"}],
     "sort": [{"field": "w"}], "frame": [-2, 2]},
    {"impute": "v", "key": "w", "method": "mean", "groupby": ["g"]},
    {"lookup": "g", "from": {"data": {"values": [{"k": "a", "n": 1}]}, "key": "k",
                             "fields": ["n"]}},
    {"density": "v", "groupby": ["g"]}, {"regression": "v", "on": "w", "method": "poly"},
    {"loess": "v", "on": "w"}, {"quantile": "v", "groupby": ["g"]}, {"sample": 3},
]  # fmt: skip


@pytest.mark.parametrize("transform", EVERY, ids=lambda transform: next(iter(transform)))
@settings(max_examples=15)
@given(rows=TABLE)
def test_no_row_breaks_a_transform(transform: Mapping[str, Any], rows: Rows) -> None:
    spec = {"data": {"values": rows}, "transform": [transform], "mark": "point", "encoding": {}}
    chart = read_chart(json.dumps(spec), "spec.json", None, {})
    assert chart.scene is not None or chart.errors


def test_a_sample_is_some_of_the_rows() -> None:
    rows = [{"n": rank} for rank in range(200)]
    found = rows_by_us(rows, [{"sample": 20}], ["n"])
    assert len(found) == 20
    assert len({row["n"] for row in found}) == 20
    assert found == rows_by_us(rows, [{"sample": 20}], ["n"])
    assert len(rows_by_us(rows, [{"sample": 500}], ["n"])) == 200


@pytest.mark.parametrize(
    ("transform", "code"),
    [
        ({"filtre": "datum.v"}, "unsupported-transform"),
        ({}, "unsupported-transform"),
        ({"extent": "v", "param": "p"}, "unsupported-transform"),
        ({"filter": "datum.v >"}, "bad-expression"),
        ({"filter": {"field": "v"}}, "missing-key"),
        ({"filter": {"field": "nobody", "equal": 1}}, "unknown-column"),
        ({"filter": {"param": "nobody"}}, "dangling-reference"),
        ({"filter": {"field": "v", "equal": {"year": "x"}}}, "bad-date"),
        ({"calculate": "1"}, "missing-key"),
        ({"calculate": "nobody + 1", "as": "z"}, "dangling-reference"),
        ({"aggregate": [{"op": "mode", "field": "v", "as": "z"}]}, "unknown-value"),
        ({"aggregate": [{"op": "mean", "as": "z"}]}, "missing-key"),
        ({"aggregate": [{"op": "mean", "field": "nobody", "as": "z"}]}, "unknown-column"),
        ({"window": [{"op": "sum", "as": "z"}]}, "missing-key"),
        ({"window": [{"op": "rank", "as": "z"}], "frame": 3}, "wrong-type"),
        ({"timeUnit": "fortnight", "field": "v", "as": "z"}, "unknown-time-unit"),
        ({"lookup": "v"}, "missing-key"),
        ({"lookup": "v", "from": {"param": "p"}}, "unsupported-key"),
        ({"lookup": "v", "from": {"data": {"values": []}, "key": "k"}}, "missing-key"),
        ({"stack": "v", "offset": "top", "as": "z"}, "unknown-value"),
        ({"regression": "v", "on": "w", "method": "cubic"}, "unknown-value"),
        ({"fold": ["v"], "stack": "v"}, "conflicting-keys"),
        ({"fold": ["v"], "color": "red"}, "unknown-key"),
    ],
    ids=str,
)
def test_what_is_wrong_is_said(transform: object, code: str) -> None:
    spec = {"data": {"values": [{"v": 1, "w": 2}]}, "transform": [transform], "mark": "point"}
    chart = read_chart(json.dumps(spec), "spec.json", None, {})
    assert code in {problem.code for problem in chart.errors}
