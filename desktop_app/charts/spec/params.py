"""Reading ``params``: named values, their inputs, selections."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from desktop_app.charts.expressions import ExpressionError, parse
from desktop_app.charts.spec.columns import Known, has_column
from desktop_app.charts.spec.events import CLICK, KNOWN, event_of
from desktop_app.charts.spec.grammar import NOTHING, UNSET, Param, Properties
from desktop_app.charts.spec.kinds import ANYTHING
from desktop_app.charts.spec.values import ValueReader
from desktop_app.charts.spec.vocabulary import BIND, SELECT
from desktop_app.content.fields import Fields
from desktop_app.content.problems import Location, ProblemLog, nearest
from desktop_app.content.yaml import Items, Record, Value

MAX_PARAMS = 100
_SELECTS = ("point", "interval")
_KEYS = ("name", "value", "expr", "bind", "select", "views", "react")


def read_params(value: Value, at: Location, unit: str, values: ValueReader) -> tuple[Param, ...]:
    """The parameters of a view; ``unit`` is the unit that they belong to."""
    if value is None:
        return ()
    if not isinstance(value, Items):
        values.log.error("wrong-type", at, key="params", expected="list")
        return ()
    if len(value) > MAX_PARAMS:
        values.log.error("too-many", at, what="params", limit=MAX_PARAMS)
    found = []
    for index, item in enumerate(value[:MAX_PARAMS]):
        if not isinstance(item, Record):
            values.log.error("wrong-type", value.place(index), key="params", expected="mapping")
            continue
        param = _param(item, unit, values)
        if param is not None:
            found.append(param)
    return tuple(found)


def in_order(params: Sequence[Param], log: ProblemLog) -> tuple[Param, ...]:
    """``params``, each after those that its expression needs; reports names given twice and
    circles, which are left out.
    """
    known: dict[str, Param] = {}
    for param in params:
        if param.name in known:
            line = known[param.name].location.line
            log.error("duplicate-parameter", param.location, name=param.name, line=line)
        else:
            known[param.name] = param
    found: dict[str, Param] = {}
    for param in known.values():
        _add_with_needs(param, known, found, (), log)
    return tuple(found.values())


def _add_with_needs(
    param: Param,
    known: Mapping[str, Param],
    found: dict[str, Param],
    above: tuple[str, ...],
    log: ProblemLog,
) -> None:
    if param.name in found:
        return
    if param.name in above:
        log.error("cyclic-parameter", param.location, name=param.name)
        return
    needs = param.expression.names if param.expression is not None else ()
    for name in sorted(needs):
        if name in known:
            _add_with_needs(known[name], known, found, (*above, param.name), log)
    found.setdefault(param.name, param)


def check_params(params: Sequence[Param], known: Collection[str] | None, log: ProblemLog) -> None:
    """Report columns that selections have not; ``known``: those that marks have, None for any."""
    columns: Known = None if known is None else dict.fromkeys(known, "")
    for param in params:
        names = param.options.get("fields")
        for name in names if isinstance(names, tuple | list) else ():
            if columns is not None and not has_column(columns, str(name)):
                near = nearest(str(name), columns)
                log.error("unknown-column", param.location, column=name, nearest=near)


def _is_name(text: str) -> bool:
    """Whether expressions can call something so."""
    try:
        return parse(text).names == {text}
    except ExpressionError:
        return False


def _param(record: Record, unit: str, values: ValueReader) -> Param | None:
    fields = Fields(record, "param", values.log)
    name = fields.text("name", required=True)
    select, options = _select(record, fields, values)
    fields.any("value")
    value: object = UNSET
    if "value" in record and select:
        value = _chosen(record["value"], values)
    elif "value" in record:
        value = values.value(record["value"], record.value_at("value"), "value", ANYTHING)
    source = fields.text("expr")
    expression = values.parsed(source, fields.place("expr")) if source else None
    bind = _bind(fields, select, values)
    views = fields.any("views")
    if isinstance(views, Items) and views:
        options = MappingProxyType({**options, "views": values.deep(views)})
    fields.close(_KEYS)
    if name and not _is_name(name):
        values.log.error("bad-name", record.value_at("name"), name=name)
    if not name:
        return None
    return Param(
        name=name,
        value=value,
        expression=expression,
        bind=bind,
        select=select,
        options=options,
        unit=unit,
        location=record.location,
    )


def _chosen(value: Value, values: ValueReader) -> object:
    """What a selection holds at first: what looks like a date object is a point's year."""
    if isinstance(value, Record):
        return MappingProxyType({key: values.deep(item) for key, item in value.items()})
    if isinstance(value, Items):
        return tuple(_chosen(item, values) for item in value)
    return value


def _select(record: Record, fields: Fields, values: ValueReader) -> tuple[str, Properties]:
    raw = record.get("select")
    if not isinstance(raw, Record):
        return fields.choice("select", _SELECTS), NOTHING
    fields.any("select")
    inner = Fields(raw, "select", values.log)
    kind = inner.choice("type", _SELECTS, required=True)
    for key in ("on", "clear") if kind == "point" else ():
        if event_of(raw.get(key), CLICK) is None:
            known = ", ".join(KNOWN)
            values.log.warning("unknown-event", raw.value_at(key), key=key, known=known)
    return kind, values.properties(raw, SELECT, skip=("type",))


def _bind(fields: Fields, select: str, values: ValueReader) -> Properties | str | None:
    raw, at = fields.any("bind"), fields.place("bind")
    if raw is None:
        return None
    if isinstance(raw, str):
        if raw in ("legend", "scales"):
            return raw
        known = ("legend", "scales")
        near = nearest(raw, known)
        values.log.error(
            "unknown-value", at, key="bind", value=raw, nearest=near, known=", ".join(known)
        )
        return None
    if not isinstance(raw, Record):
        values.log.error("wrong-type", at, key="bind", expected="mapping")
        return None
    if "legend" in raw:
        return "legend"
    if "input" in raw or not select:
        return _input(raw, values)
    # The inputs of a point selection: one a field.
    found: dict[str, object] = {}
    for name in raw:
        inner = raw[name]
        if isinstance(inner, Record):
            found[name] = _input(inner, values)
        else:
            values.log.error("wrong-type", raw.value_at(name), key=name, expected="mapping")
    return MappingProxyType(found)


def _input(record: Record, values: ValueReader) -> Properties:
    if record.get("input") is None:
        values.log.error("missing-key", record.location, key="input", owner="bind")
    return values.properties(record, BIND)
