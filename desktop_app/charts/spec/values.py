"""Reading properties against the vocabulary: kinds, words, expressions, unknown keys."""

from __future__ import annotations

import math
from collections.abc import Iterable
from types import MappingProxyType

from desktop_app.charts.dates import datetime_object
from desktop_app.charts.expressions import ExpressionError, parse
from desktop_app.charts.expressions.syntax import Expression
from desktop_app.charts.scaling.colours import NAMES, is_colour
from desktop_app.charts.scaling.schemes import SCHEMES, SYMBOLS, is_symbol, scheme
from desktop_app.charts.spec.context import Context
from desktop_app.charts.spec.datetimes import is_date_object
from desktop_app.charts.spec.grammar import UNSET, Properties
from desktop_app.charts.spec.kinds import (
    COLOUR,
    DATE,
    EXPRESSION,
    FLAG,
    LIST,
    MAPPING,
    NULL,
    NUMBER,
    SCHEME,
    SOURCE,
    TEXT,
    Kind,
    Place,
)
from desktop_app.charts.spec.records import PlainItems, plain
from desktop_app.charts.spec.references import ReferenceChecker
from desktop_app.content.fields import MAX_SUGGESTIONS
from desktop_app.content.problems import Location, ProblemLog, nearest
from desktop_app.content.typography import typeset
from desktop_app.content.yaml import Items, Record, Value

_EXPECTED = (
    (NUMBER, "number"), (FLAG, "flag"), (LIST, "list"), (MAPPING, "mapping"), (TEXT, "text"),
    (DATE, "date"), (EXPRESSION, "expression"),
)  # fmt: skip
_WORDED = ("title", "text", "description", "subtitle")


class ValueReader:
    """Reads values of one specification; what is wrong is reported in ``log``.

    ``names``: the parameters that the specification declares.
    """

    def __init__(self, context: Context, names: Iterable[str], log: ProblemLog) -> None:
        self.context = context
        self.log = log
        self.references = ReferenceChecker(frozenset((*context.names, *names)), log)

    def properties(self, record: Record, place: Place, skip: tuple[str, ...] = ()) -> Properties:
        """The properties of ``record``, each checked; cosmetic ones are left out."""
        found: dict[str, object] = {}
        for index, key in enumerate(record):
            if key in skip:
                continue
            kind = place.keys.get(key)
            if kind is not None:
                value = self.value(record[key], record.value_at(key), key, kind)
                if value is not UNSET:
                    found[key] = value
            elif key not in place.cosmetic:
                self.unknown(record, key, place, index < MAX_SUGGESTIONS)
        return MappingProxyType(found)

    def unknown(self, record: Record, key: str, place: Place, suggest: bool = True) -> None:
        """Report a key that ``place`` has not."""
        at = record.key_at(key)
        if key in place.instead:
            self.log.error(
                "unsupported-key", at, key=key, owner=place.name, instead=place.instead[key]
            )
            return
        near = nearest(key, (*place.keys, *place.cosmetic)) if suggest else ""
        self.log.error(
            "unknown-key", at, key=key, owner=place.name, nearest=near, known=", ".join(place.keys)
        )

    def value(self, value: Value, at: Location, key: str, kind: Kind) -> object:
        """``value`` as plain data, or UNSET where it is wrong (reported) or nothing."""
        types = kind.types
        if value is None:
            return None if NULL in types else UNSET
        if isinstance(value, bool):
            return value if FLAG in types else self._wrong(at, key, kind)
        if isinstance(value, int | float):
            if NUMBER in types:
                return self._number(value, at, key, kind)
            return str(value) if TEXT in types and not kind.words else self._wrong(at, key, kind)
        if isinstance(value, str):
            return self._text(value, at, key, kind)
        if isinstance(value, Record):
            return self._record(value, at, key, kind)
        if LIST not in types:
            return self._wrong(at, key, kind)
        found = self.deep(value)
        if key in _WORDED and isinstance(found, tuple):
            return "\n".join(self.worded(str(line)) for line in found)
        return found

    def _number(self, value: float, at: Location, key: str, kind: Kind) -> object:
        try:
            sound = math.isfinite(value)
        except OverflowError:
            sound = False
        if not sound:
            return self._wrong(at, key, kind)
        if kind.minimum is not None and value < kind.minimum:
            self.log.error("out-of-range", at, key=key, minimum=kind.minimum, maximum="∞")
            return UNSET
        return value

    def _text(self, value: str, at: Location, key: str, kind: Kind) -> object:
        if TEXT not in kind.types:
            return self._wrong(at, key, kind)
        if value in kind.instead:
            self.log.error("unsupported-key", at, key=value, owner=key, instead=kind.instead[value])
            return UNSET
        if kind.meaning:
            return self._meant(value, at, key, kind.meaning)
        if kind.words and value not in kind.words:
            self.log.error(
                "unknown-value",
                at,
                key=key,
                value=value,
                nearest=nearest(value, kind.words),
                known=", ".join(kind.words),
            )
            return UNSET
        return self.worded(value) if key in _WORDED else value

    def _meant(self, value: str, at: Location, key: str, meaning: str) -> object:
        """A text that has to be a colour, a scheme, a symbol or an expression."""
        if meaning == SOURCE:
            return self.parsed(value, at) or UNSET
        if meaning == COLOUR:
            if is_colour(value):
                return value
            self.log.error("unknown-colour", at, colour=value, nearest=nearest(value, NAMES))
            return UNSET
        known = SCHEMES if meaning == SCHEME else SYMBOLS
        if scheme(value) is not None if meaning == SCHEME else is_symbol(value):
            return value
        self.log.error(
            "unknown-value",
            at,
            key=key,
            value=value,
            nearest=nearest(value, known),
            known=", ".join(known),
        )
        return UNSET

    def _gradient(self, value: Record, at: Location) -> object:
        """The last colour of a gradient: what it runs to."""
        stops = value.get("stops")
        colours = [
            stop.get("color") for stop in stops if isinstance(stop, Record)
        ] if isinstance(stops, Items) else []  # fmt: skip
        last = next((one for one in reversed(colours) if isinstance(one, str)), None)
        if last is None or not is_colour(last):
            self.log.error("unknown-colour", at, colour=last or "", nearest="")
            return UNSET
        self.log.warning("gradient-left-out", at, colour=last)
        return last

    def _record(self, value: Record, at: Location, key: str, kind: Kind) -> object:
        if set(value) == {"expr"}:
            if EXPRESSION not in kind.types:
                return self._wrong(at, key, kind)
            return self.expression(value) or UNSET
        if "signal" in value:
            self.log.error(
                "unsupported-key", value.key_at("signal"), key="signal", owner=key, instead="expr"
            )
            return UNSET
        if kind.meaning == COLOUR and MAPPING in kind.types:
            return self._gradient(value, at)
        if DATE in kind.types and is_date_object(value):
            return self.date(value, at)
        return self.deep(value) if MAPPING in kind.types else self._wrong(at, key, kind)

    def deep(self, value: Value) -> object:
        """``value`` without places; expressions and dates inside are read as such."""
        if isinstance(value, PlainItems):
            return value.plain
        if isinstance(value, Items):
            return tuple(self.deep(item) for item in value)
        if not isinstance(value, Record):
            return _finite(value)
        if set(value) == {"expr"}:
            return self.expression(value)
        if is_date_object(value):
            return self.date(value, value.location)
        return MappingProxyType({key: self.deep(item) for key, item in value.items()})

    def date(self, value: Record, at: Location) -> object:
        found = datetime_object({key: plain(item) for key, item in value.items()})
        if found is None:
            self.log.error("bad-date", at)
            return UNSET
        return found

    def expression(self, record: Record) -> Expression | None:
        """The expression of ``{"expr": …}``."""
        source, at = record["expr"], record.value_at("expr")
        if not isinstance(source, str):
            self.log.error("wrong-type", at, key="expr", expected="text")
            return None
        return self.parsed(source, at)

    def parsed(self, source: str, at: Location) -> Expression | None:
        try:
            found = parse(source)
        except ExpressionError as error:
            self.log.error(
                "bad-expression", at, reason=error.reason, at=error.column, detail=error.detail
            )
            return None
        self.references.expression(found, at)
        return found

    def worded(self, text: str) -> str:
        """``text`` as it is shown: in a lesson, with its language's typography."""
        return typeset(text, self.context.language) if self.context.is_lesson else text

    def _wrong(self, at: Location, key: str, kind: Kind) -> object:
        expected = next((word for name, word in _EXPECTED if name in kind.types), "text")
        self.log.error("wrong-type", at, key=key, expected=expected)
        return UNSET


def _finite(value: object) -> object:
    """Every number that is none for arithmetic (``1e999``) is missing."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            return value if math.isfinite(value) else None
        except OverflowError:
            return None
    return value
