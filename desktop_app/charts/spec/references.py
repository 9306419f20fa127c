"""What expressions and transforms refer to: names of values, columns of rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from desktop_app.charts.expressions import ExpressionError, parse
from desktop_app.charts.expressions.syntax import Expression
from desktop_app.charts.spec.columns import Known, has_column
from desktop_app.charts.transforms.predicates import COMPARISONS
from desktop_app.content.problems import Location, ProblemLog, nearest
from desktop_app.content.yaml import Items, Record, Value

SIGNALS: Final = ("width", "height", "cursor", "background", "padding", "autosize")
"""What Vega always has."""
MAX_DEPTH: Final = 20
_LISTS: Final = ("groupby", "fold", "flatten")
_OPERATIONS: Final = ("aggregate", "joinaggregate", "window")
_WITH_FIELD: Final = ("bin", "timeUnit")
_SINGLE: Final = {
    "stack": ("stack",), "impute": ("impute", "key"), "pivot": ("pivot", "value"),
    "density": ("density",), "regression": ("regression", "on"), "loess": ("loess", "on"),
    "quantile": ("quantile",), "lookup": ("lookup",),
}  # fmt: skip
"""The keys of each transform that name one column."""


def names_of_params(view: Value, depth: int = 0) -> Iterator[str]:
    """The names that the parameters of a view, and of the views in it, declare."""
    if not isinstance(view, Record) or depth > MAX_DEPTH:
        return
    params = view.get("params")
    for item in params if isinstance(params, Items) else ():
        if isinstance(item, Record) and isinstance(item.get("name"), str):
            yield str(item["name"])
    yield from names_of_params(view.get("spec"), depth + 1)
    layers = view.get("layer")
    for layer in layers if isinstance(layers, Items) else ():
        yield from names_of_params(layer, depth + 1)


class ReferenceChecker:
    """Reports what does not exist. ``names``: parameters and named values."""

    def __init__(self, names: Collection[str], log: ProblemLog) -> None:
        self._names = names
        self._log = log

    def expression(self, expression: Expression, at: Location, known: Known = None) -> None:
        """Check the names of ``expression``, and its fields against ``known``."""
        for name in sorted(expression.names):
            if name in SIGNALS or name in self._names or self._is_part(name):
                continue
            self._log.error(
                "dangling-reference", at, target=name, nearest=nearest(name, self._names)
            )
        for field in expression.fields:
            self.column(field, at, known)

    def _is_part(self, name: str) -> bool:
        """Whether it is a part of a selection (``brush_x``)."""
        head, _, _ = name.rpartition("_")
        return bool(head) and head in self._names

    def column(self, name: str, at: Location, known: Known) -> None:
        if known is not None and not has_column(known, name):
            self._log.error("unknown-column", at, column=name, nearest=nearest(name, known))

    def source(self, source: Value, at: Location, known: Known = None) -> None:
        """Check an expression as it is written; one that can't be read is known already."""
        if isinstance(source, str):
            try:
                self.expression(parse(source), at, known)
            except ExpressionError:
                return

    def transform(self, record: Record, known: Known) -> None:
        """Check one transform over rows with the columns ``known``."""
        self.predicate(record.get("filter"), record.value_at("filter"), known)
        self.source(record.get("calculate"), record.value_at("calculate"), known)
        for key in _LISTS:
            items = record.get(key)
            for index, item in enumerate(items if isinstance(items, Items) else ()):
                if isinstance(item, str) and isinstance(items, Items):
                    self.column(item, items.place(index), known)
        for key in _OPERATIONS:
            items = record.get(key)
            for item in items if isinstance(items, Items) else ():
                if isinstance(item, Record):
                    self._field(item, known)
        if any(key in record for key in _WITH_FIELD):
            self._field(record, known)
        for kind, keys in _SINGLE.items():
            for key in keys if kind in record else ():
                name = record.get(key)
                if isinstance(name, str):
                    self.column(name, record.value_at(key), known)
        sort = record.get("sort")
        for item in sort if isinstance(sort, Items) else (sort,):
            if isinstance(item, Record):
                self._field(item, known)

    def predicate(self, value: Value, at: Location, known: Known, depth: int = 0) -> None:
        """Check a test of rows: an expression, or conditions on fields."""
        if depth > MAX_DEPTH:
            return
        if isinstance(value, str):
            self.source(value, at, known)
        elif isinstance(value, Items):
            for index, item in enumerate(value):
                self.predicate(item, value.place(index), known, depth + 1)
        elif isinstance(value, Record):
            self._field(value, known)
            self.param(value)
            for key in COMPARISONS:
                for end in _listed(value.get(key)):
                    if isinstance(end, Record):
                        self.source(end.get("expr"), end.value_at("expr"), known)
            for key in ("and", "or", "not"):
                self.predicate(value.get(key), value.value_at(key), known, depth + 1)

    def param(self, record: Record) -> None:
        """Check that the parameter or selection that ``record`` names is there."""
        name = record.get("param")
        if isinstance(name, str) and name not in self._names:
            near = nearest(name, self._names)
            self._log.error(
                "dangling-reference", record.value_at("param"), target=name, nearest=near
            )

    def _field(self, record: Record, known: Known) -> None:
        field = record.get("field")
        if isinstance(field, str) and field != "*":
            self.column(field, record.value_at("field"), known)


def _listed(value: Value) -> Iterator[Value]:
    if isinstance(value, Items):
        yield from value
    else:
        yield value
