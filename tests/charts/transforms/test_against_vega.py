"""Every transform against Vega's own: the same rows, in the same order, of the same types."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from tests.charts.oracle import rows_by_us, rows_by_vega_lite

Rows = Sequence[Mapping[str, Any]]
ROWS: Rows = [
    {"a": "A", "g": "x", "b": 28, "c": 3.5, "d": "2020-01-05T10:30:00", "l": [1, 2], "m": ["p"]},
    {"a": "B", "g": "x", "b": 55, "c": 1.25, "d": "2020-02-11", "l": [3], "m": ["q", "r"]},
    {"a": "C", "g": "y", "b": 43, "c": 8, "d": "2020-02-23", "l": [], "m": []},
    {"a": "D", "g": "y", "b": 91, "c": 0.5, "d": "2020-04-30", "l": [], "m": ["s"]},
    {"a": "A", "g": "y", "b": None, "c": 2.75, "d": "2020-07-14"},
    {"a": "B", "g": "z", "b": 53, "c": 6, "d": "2021-01-02"},
    {"a": "C", "g": "z", "b": 53, "c": 4, "d": "2021-03-09"},
    {"a": "E", "g": "z", "b": 87, "c": 9.5, "d": None},
    {"a": None, "g": "z", "b": -8, "c": None, "d": "2021-12-31T23:59:59.999"},
]
CURVED: Rows = [
    {"x": x, "y": round(3 + 2 * x + math.sin(x * 1.7) * 4 + x * x / 9, 3), "g": "uv"[x % 2]}
    for x in range(1, 21)
]
OPS = ("valid", "missing", "distinct", "sum", "mean", "average", "median", "min", "max", "q1", "q3",
       "variance", "variancep", "stdev", "stdevp", "stderr", "product")  # fmt: skip


def same(rows: Rows, transforms: Sequence[object], *columns: str, near: float = 1e-9) -> None:
    """Both make the same rows; numbers may differ in their last digits."""
    ours = rows_by_us(rows, transforms, columns)
    theirs = rows_by_vega_lite(rows, transforms, columns)
    assert len(ours) == len(theirs)
    for one, two in zip(ours, theirs, strict=True):
        for name in columns:
            assert _same(one[name], two[name].replace("d:", "n:", 1), near), (name, one, two)


def _same(one: str, two: str, near: float) -> bool:
    if one == two or {one, two} <= {"o:null", "o:undefined"}:
        return True
    if not (one.startswith("n:") and two.startswith("n:")):
        return False
    a, b = (float(text[2:].replace("Infinity", "inf")) for text in (one, two))
    return math.isclose(a, b, rel_tol=near, abs_tol=near) or (a != a and b != b)


@pytest.mark.parametrize(
    "predicate",
    [
        "datum.b > 40 && datum.g != 'z'", "isValid(datum.b)", "datum.a", "!datum.d", "datum.l",
        {"field": "g", "equal": "x"}, {"field": "b", "equal": 53}, {"field": "a", "equal": None},
        {"field": "b", "lt": 50}, {"field": "b", "lte": 43}, {"field": "b", "gt": 53},
        {"field": "b", "gte": 53}, {"field": "g", "lt": "y"}, {"field": "g", "gte": "y"},
        {"field": "b", "range": [28, 55]}, {"field": "b", "range": [None, 50]},
        {"field": "b", "range": [50, None]}, {"field": "b", "range": [55, 28]},
        {"field": "a", "oneOf": ["A", "E"]}, {"field": "b", "oneOf": [28, 91]},
        {"field": "b", "oneOf": []}, {"field": "a", "oneOf": [None, "A"]},
        {"field": "b", "valid": True}, {"field": "b", "valid": False},
        {"not": {"field": "g", "equal": "x"}},
        {"and": ["datum.b > 30", {"field": "g", "equal": "z"}]},
        {"or": [{"field": "a", "equal": "A"}, {"not": {"field": "b", "gt": 0}}]},
        {"field": "d", "timeUnit": "year", "equal": 2020},
        {"field": "d", "timeUnit": "month", "equal": "february"},
        {"field": "d", "timeUnit": "month", "oneOf": [2, 4]},
        {"field": "d", "timeUnit": "yearmonth", "equal": {"year": 2020, "month": "feb"}},
        {"field": "d", "timeUnit": "yearmonth", "range": [{"year": 2020, "month": 2},
                                                          {"year": 2021, "month": 1}]},
        {"field": "d", "timeUnit": "day", "equal": "sunday"},
        {"field": "d", "gt": {"year": 2020, "month": 4, "date": 1}},
        {"field": "d", "range": [{"year": 2020, "month": 2}, {"year": 2020, "month": 12}]},
    ],
    ids=str,
)  # fmt: skip
def test_filter(predicate: object) -> None:
    same(ROWS, [{"filter": predicate}], "a", "b", "g")


@pytest.mark.parametrize("groups", [[], ["g"], ["g", "a"], ["a"]], ids=str)
def test_aggregate(groups: list[str]) -> None:
    for field in ("b", "c"):
        ops = [{"op": op, "field": field, "as": op} for op in OPS] + [{"op": "count", "as": "n"}]
        same(ROWS, [{"aggregate": ops, "groupby": groups}], *groups, *OPS, "n")


def test_aggregate_names_what_it_makes() -> None:
    ops = [{"op": "mean", "field": "b", "as": "mean_b"}, {"op": "count", "as": "count"}]
    same(ROWS, [{"aggregate": ops, "groupby": ["g"]}], "g", "mean_b", "count")


def test_the_row_of_an_extreme() -> None:
    ops = [
        {"op": "argmax", "field": "b", "as": "most"},
        {"op": "argmin", "field": "b", "as": "least"},
    ]
    told = [{"calculate": f"datum.{name}.a", "as": name} for name in ("most", "least")]
    same(ROWS, [{"aggregate": ops, "groupby": ["g"]}, *told], "g", "most", "least")


@pytest.mark.parametrize("groups", [[], ["g"], ["g", "a"]], ids=str)
def test_joinaggregate(groups: list[str]) -> None:
    ops = [{"op": op, "field": "b", "as": op} for op in ("sum", "mean", "max", "median")]
    same(
        ROWS, [{"joinaggregate": ops, "groupby": groups}], "a", "b", "sum", "mean", "max", "median"
    )


@pytest.mark.parametrize(
    "options",
    [
        True, {}, {"maxbins": 4}, {"maxbins": 1}, {"step": 20}, {"step": 0.5}, {"nice": False},
        {"nice": False, "maxbins": 7}, {"base": 2}, {"anchor": 5}, {"anchor": 7, "step": 20},
        {"extent": [0, 50]}, {"extent": [-100, 500], "maxbins": 5}, {"steps": [1, 30, 60]},
        {"minstep": 25}, {"divide": [3]}, {"divide": [4, 3, 2], "maxbins": 30},
    ],
    ids=str,
)  # fmt: skip
def test_bin(options: object) -> None:
    transform = {"bin": options, "field": "b", "as": ["low", "high"]}
    same(ROWS, [transform], "b", "low", "high")


def test_bin_of_one_name() -> None:
    same(ROWS, [{"bin": True, "field": "c", "as": "z"}], "z", "z_end")


@pytest.mark.parametrize(
    "unit",
    ["year", "quarter", "month", "week", "day", "date", "dayofyear", "hours", "minutes", "seconds",
     "milliseconds", "yearmonth", "yearquarter", "yearmonthdate", "yearmonthdatehours", "monthdate",
     "yearweek", "hoursminutes", "utcyear", "utcmonthdate",
     {"unit": "month", "step": 3}, {"unit": "year", "step": 10}, {"unit": "yearmonth", "step": 6},
     {"unit": "hours", "step": 6}, {"unit": "minutes", "step": 15}],
    ids=str,
)  # fmt: skip
def test_time_unit(unit: object) -> None:
    same(ROWS, [{"timeUnit": unit, "field": "d", "as": "z"}], "a", "z", "z_end")


def test_fold() -> None:
    same(ROWS, [{"fold": ["b", "c"]}], "a", "key", "value")
    same(ROWS, [{"fold": ["c", "g"], "as": ["k", "v"]}], "a", "k", "v", "c")
    same(ROWS, [{"fold": ["b"]}], "key", "value")


def test_flatten() -> None:
    same(ROWS[:4], [{"flatten": ["l"]}], "a", "l")
    same(ROWS[:4], [{"flatten": ["l", "m"]}], "a", "l", "m")
    same(ROWS[:4], [{"flatten": ["l", "m"], "as": ["one"]}], "a", "one", "m")


def test_pivot() -> None:
    for groups in ([], ["a"]):
        for op in ("sum", "mean", "count", "max"):
            transform = {"pivot": "g", "value": "b", "groupby": groups, "op": op}
            same(ROWS, [transform], *groups, "x", "y", "z")
    same(ROWS, [{"pivot": "g", "value": "b", "groupby": ["a"], "limit": 2}], "a", "x", "y", "z")


@pytest.mark.parametrize("offset", ["zero", "center", "normalize"])
@pytest.mark.parametrize("sort", [[], [{"field": "c", "order": "descending"}],
                                  [{"field": "g"}, {"field": "b"}]], ids=str)  # fmt: skip
def test_stack(offset: str, sort: list[object]) -> None:
    for groups in ([], ["g"], ["a"]):
        transform = {
            "stack": "b",
            "groupby": groups,
            "offset": offset,
            "sort": sort,
            "as": ["s", "e"],
        }
        same(ROWS, [transform], "a", "b", "s", "e")


def test_stack_of_one_name() -> None:
    same(ROWS, [{"stack": "c", "groupby": ["g"], "as": "z"}], "z", "z_end")


WINDOW_OPS = [
    {"op": "row_number"}, {"op": "rank"}, {"op": "dense_rank"}, {"op": "percent_rank"},
    {"op": "ntile", "param": 3}, {"op": "ntile", "param": 4},
    {"op": "lag", "field": "b"}, {"op": "lag", "field": "b", "param": 2},
    {"op": "lead", "field": "b"},
    {"op": "lead", "field": "a", "param": 3}, {"op": "first_value", "field": "b"},
    {"op": "last_value", "field": "b"}, {"op": "nth_value", "field": "b", "param": 2},
    {"op": "prev_value", "field": "b"}, {"op": "next_value", "field": "b"}, {"op": "count"},
    *({"op": op, "field": "b"} for op in OPS),
]  # fmt: skip


SORTS: list[list[object]] = [
    [], [{"field": "c"}], [{"field": "b", "order": "descending"}],
    [{"field": "g"}, {"field": "c", "order": "descending"}],
]  # fmt: skip
FRAMES = [None, [None, None], [None, 0], [-1, 1], [-2, 0], [0, 2], [1, 2], [-2, -1]]


@pytest.mark.parametrize("sort", SORTS, ids=str)
@pytest.mark.parametrize("frame", FRAMES, ids=str)
def test_window(sort: list[object], frame: list[int | None] | None) -> None:
    grows = frame is None or frame[0] is None
    # Where a frame moves, Vega now and then keeps an extreme that has left it.
    known = [op for op in WINDOW_OPS if grows or op["op"] not in ("min", "max")]
    ops = [{**op, "as": f"w{rank}"} for rank, op in enumerate(known)]
    columns = [str(op["as"]) for op in ops]
    for groups in ([], ["g"]):
        transform = {"window": ops, "sort": sort, "groupby": groups}
        if frame is not None:
            transform["frame"] = frame
        same(ROWS, [transform], "a", "b", *columns)


@pytest.mark.parametrize("frame", [[-1, 1], [-2, 0], [0, 2], [-2, 2]], ids=str)
def test_extremes_of_a_moving_frame(frame: list[int]) -> None:
    ops = [{"op": op, "field": "b", "as": op} for op in ("min", "max")]
    found = rows_by_us(ROWS, [{"window": ops, "frame": frame}], ["min", "max"])
    for rank, row in enumerate(found):
        near = ROWS[max(rank + frame[0], 0) : max(rank + frame[1] + 1, 0)]
        values = [one["b"] for one in near if one["b"] is not None]
        wanted = [f"n:{pick(values)}" if values else "o:undefined" for pick in (min, max)]
        assert [row["min"], row["max"]] == wanted


def test_window_of_peers() -> None:
    for ignored in (True, False):
        for frame in ([None, 0], [-1, 0], [0, 0]):
            ops = [{"op": op, "field": "c", "as": op} for op in ("sum", "mean", "count", "min")]
            transform = {"window": ops, "sort": [{"field": "g"}], "frame": frame,
                         "ignorePeers": ignored}  # fmt: skip
            same(ROWS, [transform], "a", "sum", "mean", "count", "min")


SERIES: Rows = [
    {"t": 1, "g": "x", "v": 10}, {"t": 2, "g": "x", "v": 30}, {"t": 4, "g": "x", "v": 20},
    {"t": 1, "g": "y", "v": 5}, {"t": 3, "g": "y", "v": None}, {"t": 4, "g": "y", "v": 50},
]  # fmt: skip


@pytest.mark.parametrize(
    "options",
    [
        {}, {"value": 0}, {"value": None}, {"method": "mean"}, {"method": "median"},
        {"method": "min"}, {"method": "max"}, {"method": "mean", "frame": [-1, 1]},
        {"method": "mean", "frame": [None, 0]}, {"method": "max", "frame": [0, 1]},
        {"value": 7, "keyvals": [0, 5]}, {"value": 7, "keyvals": {"start": 0, "stop": 7}},
        {"value": 7, "keyvals": {"stop": 6, "step": 2}},
        {"value": 7, "keyvals": {"start": 6, "stop": 0, "step": -3}},
        {"method": "mean", "keyvals": [9]},
    ],
    ids=str,
)  # fmt: skip
def test_impute(options: Mapping[str, object]) -> None:
    for groups in (["g"], []):
        transform = {"impute": "v", "key": "t", "groupby": groups, **options}
        same(SERIES, [transform], "t", "g", "v")


OTHERS = [{"k": "A", "name": "Anna", "n": 1}, {"k": "B", "name": "Ben", "n": 2},
          {"k": "A", "name": "Anton", "n": 3}]  # fmt: skip


def test_lookup() -> None:
    source = {"data": {"values": OTHERS}, "key": "k"}
    one = {"lookup": "a", "from": {**source, "fields": ["name", "n"]}}
    same(ROWS, [one], "a", "name", "n")
    same(ROWS, [{**one, "default": "?"}], "a", "name", "n")
    same(ROWS, [{**one, "as": ["who", "many"]}], "a", "who", "many")
    whole = {"lookup": "a", "from": source, "as": "other"}
    same(ROWS, [whole, {"calculate": "datum.other && datum.other.n", "as": "n"}], "a", "n")


def test_lookup_by_the_text_of_keys() -> None:
    rows = [{"a": 1}, {"a": "1"}, {"a": None}, {"a": True}]
    source = {"data": {"values": [{"k": "1", "n": 1}, {"k": None, "n": 2}]}, "key": "k"}
    same(rows, [{"lookup": "a", "from": {**source, "fields": ["n"]}}], "a", "n")


@pytest.mark.parametrize(
    "options",
    [
        {}, {"bandwidth": 10}, {"bandwidth": 0.5, "extent": [0, 10]}, {"counts": True},
        {"cumulative": True}, {"cumulative": True, "counts": True}, {"steps": 7},
        {"minsteps": 5, "maxsteps": 10}, {"as": ["at", "level"]},
        {"groupby": ["g"]}, {"groupby": ["g"], "counts": True},
        {"groupby": ["g"], "extent": [0, 99]},
        {"groupby": ["g"], "resolve": "shared", "steps": 4},
        {"groupby": ["g"], "resolve": "independent"}, {"resolve": "independent"},
        {"resolve": "independent", "minsteps": 3, "maxsteps": 12},
    ],
    ids=str,
)  # fmt: skip
def test_density(options: Mapping[str, Any]) -> None:
    names = options.get("as", ["value", "density"])
    known = [row for row in ROWS if row["b"] is not None]  # a null is no 0 here
    same(known, [{"density": "b", **options}], *names, *options.get("groupby", []), near=1e-7)


@pytest.mark.parametrize("method", ["linear", "log", "exp", "pow", "quad", "poly"])
@pytest.mark.parametrize("options", [{}, {"groupby": ["g"]}, {"extent": [2, 30]},
                                     {"as": ["p", "q"]}], ids=str)  # fmt: skip
def test_regression(method: str, options: Mapping[str, Any]) -> None:
    names = options.get("as", ["x", "y"])
    transform = {"regression": "y", "on": "x", "method": method, **options}
    same(CURVED, [transform], *names, *options.get("groupby", []), near=1e-6)


@pytest.mark.parametrize("method", ["linear", "log", "exp", "pow", "quad", "poly"])
def test_what_a_regression_is(method: str) -> None:
    for options in ({}, {"groupby": ["g"]}, {"order": 4}):
        transform = {"regression": "y", "on": "x", "method": method, "params": True, **options}
        told = [{"calculate": f"datum.coef[{rank}]", "as": f"c{rank}"} for rank in range(5)]
        same(CURVED, [transform, *told], "rSquared", *(f"c{rank}" for rank in range(5)), near=1e-5)


@pytest.mark.parametrize("options", [{}, {"bandwidth": 0.5}, {"bandwidth": 0.9},
                                     {"groupby": ["g"], "bandwidth": 0.6}, {"as": ["p", "q"]}],
                         ids=str)  # fmt: skip
def test_loess(options: Mapping[str, Any]) -> None:
    names = options.get("as", ["x", "y"])
    same(CURVED, [{"loess": "y", "on": "x", **options}], *names, near=1e-6)


@pytest.mark.parametrize("options", [{}, {"step": 0.25}, {"probs": [0, 0.1, 0.5, 1]},
                                     {"groupby": ["g"], "step": 0.5}, {"as": ["p", "v"]}],
                         ids=str)  # fmt: skip
def test_quantile(options: Mapping[str, Any]) -> None:
    names = options.get("as", ["prob", "value"])
    same(ROWS, [{"quantile": "b", **options}], *names, *options.get("groupby", []))


def test_transforms_follow_each_other() -> None:
    transforms = [
        {"filter": "isValid(datum.b)"},
        {"calculate": "datum.b * 2", "as": "z"},
        {"window": [{"op": "rank", "as": "r"}], "sort": [{"field": "z", "order": "descending"}]},
        {"filter": "datum.r <= 5"},
        {"timeUnit": "year", "field": "d", "as": "year"},
        {"aggregate": [{"op": "sum", "field": "z", "as": "total"}], "groupby": ["year"]},
        {"joinaggregate": [{"op": "sum", "field": "total", "as": "all"}]},
        {"calculate": "datum.total / datum.all", "as": "share"},
    ]
    same(ROWS, transforms, "year", "total", "share")
