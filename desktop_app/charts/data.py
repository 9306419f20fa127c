"""The data of a chart: which rows and fields there are, and what transforms add."""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType

from desktop_app.charts.grammar import (
    DATUM,
    Calculate,
    Data,
    Field,
    Filter,
    Sequence,
    Transform,
)
from desktop_app.content.expressions import Expression, ExpressionError
from desktop_app.content.expressions import parse as parse_expression
from desktop_app.content.fields import Fields
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import Cell
from desktop_app.content.problems import Location, ProblemLog, nearest
from desktop_app.content.yaml import Items, Record, Value

MAX_SEQUENCE = 10_000
_NO_FIELDS: Mapping[str, Field] = MappingProxyType({})


def read_data(record: Record, lesson: Lesson, log: ProblemLog) -> tuple[Data, Mapping[str, Field]]:
    """The data that ``record`` names or holds, and its fields."""
    kinds = ("name", "values", "sequence")
    given = [kind for kind in kinds if record.get(kind) is not None]
    fields = Fields(record, "data", log)
    if not given:
        log.error("missing-key", record.location, key="name", owner="data")
    elif len(given) > 1:
        log.error("conflicting-keys", record.location, keys=", ".join(given))
    fields.close(kinds)
    if len(given) != 1:
        return Data(), _NO_FIELDS
    match given[0]:
        case "name":
            return _table(fields, lesson, log)
        case "values":
            return _rows(fields, log)
    return _sequence(fields, log)


def _table(fields: Fields, lesson: Lesson, log: ProblemLog) -> tuple[Data, Mapping[str, Field]]:
    name = fields.text("name")
    table = lesson.table(name)
    if table is None:
        near = nearest(name, lesson.table_ids())
        log.error("missing-table", fields.place("name"), table=name, nearest=near)
        return Data(), _NO_FIELDS
    known = {column.id: Field(column.id, column.type, column) for column in table.columns.values()}
    return Data(table=name), MappingProxyType(known)


def _rows(fields: Fields, log: ProblemLog) -> tuple[Data, Mapping[str, Field]]:
    items = fields.any("values")
    if not isinstance(items, Items):
        log.error("wrong-type", fields.place("values"), key="values", expected="list")
        return Data(), _NO_FIELDS
    rows: list[Mapping[str, Cell]] = []
    for index, item in enumerate(items):
        if not isinstance(item, Record):
            log.error("wrong-type", items.place(index), key="values", expected="mapping")
            continue
        rows.append(MappingProxyType({key: _cell(item, key, log) for key in item}))
    names = dict.fromkeys(name for row in rows for name in row)
    known = {name: Field(name, _type_of([row.get(name) for row in rows])) for name in names}
    return Data(rows=tuple(rows)), MappingProxyType(known)


def _cell(record: Record, key: str, log: ProblemLog) -> Cell:
    value = record[key]
    if isinstance(value, Record | Items):
        log.error("wrong-type", record.value_at(key), key=key, expected="text")
        return None
    return _finite(value)


def _finite(value: str | int | float | bool | None) -> Cell:
    """``value`` as a cell: every number a float, and one too large for it missing."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def _type_of(cells: list[Cell]) -> str:
    known = [cell for cell in cells if cell is not None]
    if known and all(isinstance(cell, bool) for cell in known):
        return "boolean"
    if known and all(isinstance(cell, float) for cell in known):
        return "number"
    return "string"


def _sequence(fields: Fields, log: ProblemLog) -> tuple[Data, Mapping[str, Field]]:
    record = fields.record_of("sequence")
    if record is None:
        return Data(), _NO_FIELDS
    inner = Fields(record, "sequence", log)
    start = inner.number("start", required=True)
    stop = inner.number("stop", required=True)
    step = inner.number("step", default=1.0)
    name = inner.text("as", default="data")
    inner.close()
    if start is None or stop is None or step is None:
        return Data(), _NO_FIELDS
    if step == 0 or not 0 <= (stop - start) / step < MAX_SEQUENCE:
        log.error("bad-sequence", record.location, limit=MAX_SEQUENCE)
        return Data(), _NO_FIELDS
    known = {name: Field(name, "number")}
    return Data(sequence=Sequence(start, stop, step, name)), MappingProxyType(known)


def read_transforms(
    value: Value,
    place: Location,
    fields: Mapping[str, Field],
    lesson: Lesson,
    log: ProblemLog,
) -> tuple[tuple[Transform, ...], Mapping[str, Field]]:
    """The transforms, and the fields that there are after them."""
    if value is None:
        return (), fields
    if not isinstance(value, Items):
        log.error("wrong-type", place, key="transform", expected="list")
        return (), fields
    known = dict(fields)
    found: list[Transform] = []
    for index, item in enumerate(value):
        if not isinstance(item, Record):
            log.error("wrong-type", value.place(index), key="transform", expected="mapping")
            continue
        inner = Fields(item, "transform", log)
        transform: Transform | None
        if "filter" in item:
            transform = _filter(inner, known, log)
        else:
            transform = _calculate(inner, known, lesson, log)
        inner.close()
        if isinstance(transform, Calculate):
            known[transform.name] = Field(transform.name, "number")
        if transform is not None:
            found.append(transform)
    return tuple(found), MappingProxyType(known)


def _calculate(
    fields: Fields, known: Mapping[str, Field], lesson: Lesson, log: ProblemLog
) -> Calculate | None:
    source = fields.text("calculate", required=True)
    name = fields.text("as", required=True)
    if not source or not name:
        return None
    expression = read_expression(source, fields.place("calculate"), known, lesson, log)
    return Calculate(expression, name) if expression else None


def _filter(fields: Fields, known: Mapping[str, Field], log: ProblemLog) -> Filter | None:
    record = fields.record_of("filter")
    if record is None:
        return None
    inner = Fields(record, "filter", log)
    name = inner.text("field", required=True)
    values = inner.any("oneOf")
    equal = inner.any("equal")
    inner.close()
    if name and name not in known:
        near = nearest(name, known)
        log.error("unknown-column", inner.place("field"), column=name, nearest=near)
        return None
    if (values is None) == (equal is None):
        log.error("missing-key", record.location, key="oneOf", owner="filter")
        return None
    items = values if isinstance(values, Items) else [equal if values is None else values]
    allowed = [_finite(item) for item in items if not isinstance(item, Record | Items)]
    return Filter(name, tuple(allowed)) if name else None


def read_expression(
    source: str,
    place: Location,
    fields: Mapping[str, Field],
    lesson: Lesson,
    log: ProblemLog,
) -> Expression | None:
    """The expression, or None where it can't be read or names what there is not."""
    try:
        expression = parse_expression(source)
    except ExpressionError as error:
        log.error(
            "bad-expression", place, reason=error.reason, at=error.column, detail=error.detail
        )
        return None
    mark = len(log)
    numbers = (*lesson.parameters, *lesson.values)
    for name in expression.names():
        if name.name.startswith(DATUM):
            field = name.name[len(DATUM) :]
            if field not in fields:
                near = nearest(field, fields)
                log.error("unknown-column", place, column=field, nearest=near)
        elif name.name not in numbers:
            near = nearest(name.name, numbers)
            log.error("dangling-reference", place, target=name.name, nearest=near)
    for cell in expression.cells():
        try:
            lesson.number(cell.reference)
        except KeyError:
            log.error("dangling-reference", place, target=str(cell.reference), nearest="")
    return expression if len(log) == mark else None
