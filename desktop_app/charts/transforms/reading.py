"""Reading the transforms and predicates of a specification, each problem in its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from desktop_app.charts.dates import datetime_object
from desktop_app.charts.expressions.reporting import read_expression
from desktop_app.charts.timeunits import is_time_unit
from desktop_app.charts.transforms.aggregate import OPS, Aggregate, JoinAggregate, Op
from desktop_app.charts.transforms.base import MOST_ROWS, Predicate, Transform
from desktop_app.charts.transforms.binning import Bin
from desktop_app.charts.transforms.impute import Impute, sequence_length
from desktop_app.charts.transforms.loess import Loess
from desktop_app.charts.transforms.predicates import (
    COMPARISONS,
    Chosen,
    Combined,
    Compares,
    Satisfies,
)
from desktop_app.charts.transforms.rows import (
    Calculate,
    Filter,
    Flatten,
    Fold,
    Lookup,
    Pivot,
    Sample,
    TimeUnitTransform,
)
from desktop_app.charts.transforms.stack import Stack
from desktop_app.charts.transforms.statistics import Density, Quantile, Regression
from desktop_app.charts.transforms.window import WINDOW_OPS, Window, WindowOp
from desktop_app.content.fields import Fields
from desktop_app.content.problems import Location, ProblemLog, nearest
from desktop_app.content.yaml import Items, Record, Value

MAX_TRANSFORMS = 100
SUPPORTED = (
    "filter", "calculate", "aggregate", "bin", "timeUnit", "fold", "stack", "window",
    "joinaggregate", "impute", "lookup", "flatten", "pivot", "sample", "density", "regression",
    "loess", "quantile",
)  # fmt: skip
_ORDERS = ("ascending", "descending")
_WITHOUT_FIELD = (
    "row_number", "rank", "dense_rank", "percent_rank", "cume_dist", "ntile", "count", "values",
)  # fmt: skip


def read_transforms(value: Value, place: Location, log: ProblemLog) -> tuple[Transform, ...]:
    """The transforms of a list; one that can't be read is reported and left out."""
    if value is None:
        return ()
    if not isinstance(value, Items):
        log.error("wrong-type", place, key="transform", expected="list")
        return ()
    found = []
    for index, item in enumerate(value[:MAX_TRANSFORMS]):
        if not isinstance(item, Record):
            log.error("wrong-type", value.place(index), key="transform", expected="mapping")
            continue
        transform = _read(item, log)
        if transform is not None:
            found.append(transform)
    if len(value) > MAX_TRANSFORMS:
        at = value.place(MAX_TRANSFORMS)
        log.error("out-of-range", at, key="transform", minimum=0, maximum=MAX_TRANSFORMS)
    return tuple(found)


def _read(record: Record, log: ProblemLog) -> Transform | None:
    # Bin and timeUnit stand in other transforms too: the first that is meant comes first.
    kind = next((name for name in _READERS if name in record), "")
    if not kind:
        name = next(iter(record), "")
        place = record.key_at(name) if name else record.location
        near = "joinaggregate" if name == "extent" else nearest(name, SUPPORTED)
        log.error(
            "unsupported-transform", place, transform=name, nearest=near, known=", ".join(SUPPORTED)
        )
        return None
    fields = Fields(record, "transform", log)
    mark = len(log)
    others = [name for name in _READERS if name in record]
    if len(others) > 1:
        log.error("conflicting-keys", record.location, keys=", ".join(others))
    transform = _READERS[kind](fields, log)
    fields.close(SUPPORTED)
    return transform if not any(problem.is_error for problem in log.since(mark)) else None


# -- the parts that several share ----------------------------------------------------


def plain(value: Value) -> object:
    """``value`` without places: tuples and mappings."""
    if isinstance(value, Record):
        return MappingProxyType({key: plain(item) for key, item in value.items()})
    if isinstance(value, Items):
        return tuple(plain(item) for item in value)
    return value


def constant(value: Value, place: Location, log: ProblemLog) -> object:
    """A value to compare with: a date object as milliseconds, an expression parsed."""
    if isinstance(value, Record):
        if isinstance(value.get("expr"), str):
            return read_expression(str(value["expr"]), value.value_at("expr"), log)
        if "signal" in value:
            at = value.key_at("signal")
            log.error("unsupported-key", at, key="signal", owner="filter", instead="expr")
            return None
        found = datetime_object({key: plain(item) for key, item in value.items()})
        if found is None:
            log.error("bad-date", place)
        return found
    if isinstance(value, Items):
        return tuple(constant(item, value.place(rank), log) for rank, item in enumerate(value))
    return plain(value)


def _names(fields: Fields, key: str) -> tuple[str, ...]:
    return tuple(name for name, _ in fields.texts(key))


def _two(fields: Fields, key: str, default: tuple[str, str]) -> tuple[str, str]:
    names = _names(fields, key)
    if len(names) == 1 and key == "as":
        return names[0], f"{names[0]}_end"
    return (names[0], names[1]) if len(names) >= 2 else default


def _sorts(fields: Fields, log: ProblemLog) -> tuple[tuple[str, str], ...]:
    found = []
    for record in _records(fields, "sort", log):
        inner = Fields(record, "sort", log)
        name = inner.text("field", required=True)
        order = inner.choice("order", _ORDERS, default="ascending") or "ascending"
        inner.close()
        found.append((name, order))
    return tuple(found)


def _records(fields: Fields, key: str, log: ProblemLog) -> list[Record]:
    value = fields.any(key)
    if value is None:
        return []
    items = value if isinstance(value, Items) else [value]
    records = [item for item in items if isinstance(item, Record)]
    if len(records) != len(items):
        log.error("wrong-type", fields.place(key), key=key, expected="list")
    return records


def _frame(fields: Fields, log: ProblemLog) -> tuple[float | None, float | None] | None:
    value = plain(fields.any("frame"))
    if value is None:
        return None
    if isinstance(value, tuple) and len(value) == 2:
        one, two = (float(end) if isinstance(end, int | float) else None for end in value)
        return one, two
    log.error("wrong-type", fields.place("frame"), key="frame", expected="list")
    return None


def _ops(fields: Fields, key: str, log: ProblemLog) -> tuple[Op, ...]:
    found = []
    for record in _records(fields, key, log):
        inner = Fields(record, key, log)
        op = inner.choice("op", OPS, required=True)
        name = inner.text("field")
        as_ = inner.text("as") or (f"{op}_{name}" if name else op)
        inner.close()
        if op and not name and op not in ("count", "values"):
            log.error("missing-key", record.location, key="field", owner=key)
        elif op:
            found.append(Op(op, "" if op == "count" else name, as_))
    return tuple(found)


# -- each transform ------------------------------------------------------------------


def _filter(fields: Fields, log: ProblemLog) -> Transform | None:
    predicate = read_predicate(fields.any("filter"), fields.place("filter"), log)
    return Filter(predicate) if predicate is not None else None


def _calculate(fields: Fields, log: ProblemLog) -> Transform | None:
    source, name = fields.text("calculate", required=True), fields.text("as", required=True)
    expression = read_expression(source, fields.place("calculate"), log)
    return Calculate(expression, name) if expression is not None and name else None


def _aggregate(fields: Fields, log: ProblemLog) -> Transform:
    return Aggregate(_names(fields, "groupby"), _ops(fields, "aggregate", log))


def _joinaggregate(fields: Fields, log: ProblemLog) -> Transform:
    return JoinAggregate(_names(fields, "groupby"), _ops(fields, "joinaggregate", log))


def _bin(fields: Fields, log: ProblemLog) -> Transform | None:
    name = fields.text("field", required=True)
    value = fields.any("bin")
    options: dict[str, object] = {"maxbins": 10}
    if isinstance(value, Record):
        given = {key: plain(item) for key, item in value.items()}
        options = given if "maxbins" in given or "step" in given else {**options, **given}
    ends = _two(fields, "as", (f"bin_{name}", f"bin_{name}_end"))
    return Bin(name, ends, MappingProxyType(options)) if name else None


def _time_unit(fields: Fields, log: ProblemLog) -> Transform | None:
    name = fields.text("field", required=True)
    value, step = fields.any("timeUnit"), 1
    if isinstance(value, Record):
        unit = str(value.get("unit") or "")
        given = value.get("step")
        step = int(given) if isinstance(given, int | float) else 1
    else:
        unit = str(value)
    ends = _two(fields, "as", (f"{unit}_{name}", f"{unit}_{name}_end"))
    if not is_time_unit(unit):
        log.error("unknown-time-unit", fields.place("timeUnit"), unit=unit, nearest="")
        return None
    return TimeUnitTransform(name, unit, max(step, 1), ends)


def _fold(fields: Fields, log: ProblemLog) -> Transform:
    return Fold(_names(fields, "fold"), _two(fields, "as", ("key", "value")))


def _flatten(fields: Fields, log: ProblemLog) -> Transform:
    names = _names(fields, "flatten")
    given = _names(fields, "as")
    return Flatten(names, (*given, *names[len(given) :]))


def _pivot(fields: Fields, log: ProblemLog) -> Transform | None:
    name, value = fields.text("pivot", required=True), fields.text("value", required=True)
    limit = fields.integer("limit", default=0) or 0
    op = fields.choice("op", OPS, default="sum") or "sum"
    return Pivot(name, value, _names(fields, "groupby"), op, max(limit, 0))


def _lookup(fields: Fields, log: ProblemLog) -> Transform | None:
    name = fields.text("lookup", required=True)
    record = fields.record_of("from")
    default = plain(fields.any("default"))
    as_ = _names(fields, "as")
    if record is None:
        log.error("missing-key", fields.record.location, key="from", owner="lookup")
        return None
    inner = Fields(record, "lookup", log)
    if "param" in record:
        at = record.key_at("param")
        log.error("unsupported-key", at, key="param", owner="lookup", instead="data")
        return None
    data, key = inner.record_of("data", required=True), inner.text("key", required=True)
    names = _names(inner, "fields")
    inner.close()
    if not names and not as_:
        log.error("missing-key", record.location, key="fields", owner="from")
        return None
    if data is None:
        return None
    return Lookup(name, data, key, names, as_, default)


def _sample(fields: Fields, log: ProblemLog) -> Transform:
    return Sample(max(fields.integer("sample", default=1_000) or 0, 0))


def _stack(fields: Fields, log: ProblemLog) -> Transform | None:
    name = fields.text("stack", required=True)
    offset = fields.choice("offset", ("zero", "center", "normalize"), default="zero") or "zero"
    ends = _two(fields, "as", (f"{name}_start", f"{name}_end"))
    return Stack(name, _names(fields, "groupby"), _sorts(fields, log), offset, ends)


def _window(fields: Fields, log: ProblemLog) -> Transform:
    ops = []
    for record in _records(fields, "window", log):
        inner = Fields(record, "window", log)
        op = inner.choice("op", WINDOW_OPS, required=True)
        name, param = inner.text("field"), inner.number("param")
        as_ = inner.text("as", required=True)
        inner.close()
        if op and not name and op not in _WITHOUT_FIELD:
            log.error("missing-key", record.location, key="field", owner="window")
        ops.append(WindowOp(op or "count", name, as_, param))
    frame = _frame(fields, log) or (None, 0)
    groupby, sort = _names(fields, "groupby"), _sorts(fields, log)
    return Window(tuple(ops), frame, groupby, sort, fields.flag("ignorePeers"))


def _impute(fields: Fields, log: ProblemLog) -> Transform | None:
    name, key = fields.text("impute", required=True), fields.text("key", required=True)
    keyvals = read_keyvals(fields.any("keyvals"), log)
    methods = ("value", "mean", "median", "min", "max")
    method = fields.choice("method", methods, default="value") or "value"
    return Impute(
        field=name,
        key=key,
        keyvals=keyvals,
        value=plain(fields.any("value")) if "value" in fields else 0,
        method=method,
        frame=_frame(fields, log) or (None, None),
        groupby=_names(fields, "groupby"),
    )


def read_keyvals(value: Value, log: ProblemLog) -> tuple[object, ...] | Mapping[str, object]:
    """The values that an impute adds: a list, or {start, stop, step} that comes to an end."""
    found = plain(value)
    if isinstance(value, Record) and isinstance(found, Mapping):
        if not 0 < sequence_length(found) <= MOST_ROWS:
            log.error("bad-sequence", value.location, limit=MOST_ROWS)
            return ()
        return found
    return found if isinstance(found, tuple) else ()


def _numbers(fields: Fields, key: str) -> tuple[float, ...]:
    value = plain(fields.any(key))
    items = value if isinstance(value, tuple) else ()
    return tuple(float(item) for item in items if isinstance(item, int | float))


def _density(fields: Fields, log: ProblemLog) -> Transform | None:
    name, extent = fields.text("density", required=True), _numbers(fields, "extent")
    return Density(
        name,
        _names(fields, "groupby"),
        fields.flag("cumulative"),
        fields.flag("counts"),
        fields.number("bandwidth") or 0.0,
        (extent[0], extent[1]) if len(extent) == 2 else None,
        fields.integer("steps") or 0,
        fields.integer("minsteps", default=25) or 25,
        fields.integer("maxsteps", default=200) or 200,
        _two(fields, "as", ("value", "density")),
        fields.text("resolve") or "shared",
    )


def _regression(fields: Fields, log: ProblemLog) -> Transform | None:
    y, x = fields.text("regression", required=True), fields.text("on", required=True)
    methods = ("linear", "log", "exp", "pow", "quad", "poly")
    method = fields.choice("method", methods, default="linear") or "linear"
    extent = _numbers(fields, "extent")
    return Regression(
        x, y, _names(fields, "groupby"), method, fields.integer("order", default=3) or 3,
        (extent[0], extent[1]) if len(extent) == 2 else None, fields.flag("params"),
        _two(fields, "as", (x, y)),
    )  # fmt: skip


def _loess(fields: Fields, log: ProblemLog) -> Transform | None:
    y, x = fields.text("loess", required=True), fields.text("on", required=True)
    share = fields.number("bandwidth", default=0.3) or 0.3
    return Loess(x, y, _names(fields, "groupby"), share, _two(fields, "as", (x, y)))


def _quantile(fields: Fields, log: ProblemLog) -> Transform | None:
    name = fields.text("quantile", required=True)
    step = fields.number("step", default=0.01) or 0.01
    return Quantile(
        name, _names(fields, "groupby"), _numbers(fields, "probs"), max(step, 1e-4),
        _two(fields, "as", ("prob", "value")),
    )  # fmt: skip


_Reader = Callable[[Fields, ProblemLog], Transform | None]
_READERS: dict[str, _Reader] = {
    "filter": _filter, "calculate": _calculate, "aggregate": _aggregate,
    "joinaggregate": _joinaggregate, "fold": _fold, "flatten": _flatten, "pivot": _pivot,
    "lookup": _lookup, "sample": _sample, "stack": _stack, "window": _window,
    "impute": _impute, "density": _density, "regression": _regression, "loess": _loess,
    "quantile": _quantile, "bin": _bin, "timeUnit": _time_unit,
}  # fmt: skip


# -- predicates ----------------------------------------------------------------------


def read_predicate(
    value: Value, place: Location, log: ProblemLog, depth: int = 0
) -> Predicate | None:
    """A test of rows, None (and a problem) where it is none."""
    if isinstance(value, str):
        expression = read_expression(value, place, log)
        return Satisfies(expression) if expression is not None else None
    if not isinstance(value, Record) or depth > 20:
        log.error("wrong-type", place, key="filter", expected="mapping")
        return None
    for op in ("and", "or"):
        if op in value:
            items = value[op]
            parts = [
                read_predicate(item, place, log, depth + 1)
                for item in (items if isinstance(items, Items) else [items])
            ]
            known = tuple(part for part in parts if part is not None)
            return Combined(op, known) if len(known) == len(parts) else None
    if "not" in value:
        inner = read_predicate(value["not"], value.value_at("not"), log, depth + 1)
        return Combined("not", (inner,)) if inner is not None else None
    fields = Fields(value, "filter", log)
    if "param" in value:
        name, empty = fields.text("param", required=True), fields.flag("empty", default=True)
        fields.close()
        return Chosen(name, empty)
    return _comparison(fields, log)


def _comparison(fields: Fields, log: ProblemLog) -> Predicate | None:
    name = fields.text("field", required=True)
    unit_value = fields.any("timeUnit")
    unit = str(unit_value.get("unit") if isinstance(unit_value, Record) else unit_value or "")
    op = next((key for key in COMPARISONS if key in fields), "")
    if not op:
        log.error("missing-key", fields.record.location, key="equal", owner="filter")
        fields.close(COMPARISONS)
        return None
    raw = fields.any(op)
    mark = len(log)
    value = constant(raw, fields.place(op), log)
    fields.close(COMPARISONS)
    if len(log) > mark:
        return None
    dated = _has_dates(raw)
    if unit:
        value = _in_unit(value, unit, dated=dated)
    return Compares(name, op, value, unit, dated) if name else None


def _has_dates(value: Value) -> bool:
    if isinstance(value, Record):
        return "expr" not in value and "signal" not in value
    return isinstance(value, Items) and any(_has_dates(item) for item in value)


def _in_unit(value: object, unit: str, *, dated: bool) -> object:
    """Numbers compared with a time unit are that unit's: 3 is March where it is month."""
    from desktop_app.charts.timeunits import floor, parts_of

    if isinstance(value, tuple):
        return tuple(_in_unit(item, unit, dated=dated) for item in value)
    parts = parts_of(unit)
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return value
    if isinstance(value, str) and parts not in (("month",), ("day",)):
        return value
    if isinstance(value, str) or (not dated and len(parts) == 1):
        found = datetime_object({parts[0]: value})
        return found if found is None else floor(unit, found)
    return floor(unit, float(value))
