"""JSON text read into the same located values as YAML.

A small reader goes over objects and lists, and notes the places of keys and values; what
stands in them is read by ``json``. Rows of data (``data.values``,
``datasets``) are taken whole, as they are: they may be millions, and are no mistakes.
"""

from __future__ import annotations

import json
import re
from typing import NoReturn, cast

from desktop_app.charts.spec.records import PlainItems
from desktop_app.content.problems import Location, ProblemLog
from desktop_app.content.yaml import Entry, Items, Record, Scalar, Value

MAX_CHARACTERS = 64 * 2**20
MAX_DEPTH = 60
MAX_DIGITS = 300

_SPACE = re.compile(r"[ \t\n\r]*")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89abAB]|\\u[dD][c-fC-F]")


def record_from_json(text: str, file: str, log: ProblemLog) -> Record | None:
    """``text`` as one record; None, with a problem said, where it is no JSON object."""
    start = Location(file)
    text = _SURROGATE.sub("\ufffd", text.removeprefix("\ufeff"))
    if len(text) > MAX_CHARACTERS:
        log.error("json-too-large", start)
        return None
    decoder = json.JSONDecoder(parse_constant=_refuse, parse_int=_integer)
    reader = _Reader(text, start, decoder, log)
    try:
        value = reader.whole()
    except json.JSONDecodeError as error:
        log.error("json-syntax", start.at(error.lineno, error.colno), detail=error.msg)
        return None
    except _UnknownWordError as error:
        log.error("json-syntax", reader.place_of(str(error)), detail=f"{error}")
        return None
    except RecursionError:
        log.error("json-too-large", start)
        return None
    if not isinstance(value, Record):
        log.error("json-not-an-object", start)
        return None
    return value


class _UnknownWordError(ValueError):
    """NaN or Infinity, which Python takes for JSON and nothing else does."""


def _refuse(word: str) -> NoReturn:
    raise _UnknownWordError(word)


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= MAX_DIGITS else float(digits)


class _Reader:
    """Goes over JSON and notes the places; raises JSONDecodeError where it is none."""

    def __init__(
        self, text: str, start: Location, decoder: json.JSONDecoder, log: ProblemLog
    ) -> None:
        self._text = text
        self._start = start
        self._decoder = decoder
        self._log = log
        self._has_surrogates = bool(_SURROGATE_ESCAPE.search(text))
        self._at = 0
        self._line = 1
        self._line_start = 0
        self._counted = 0

    def whole(self) -> Value:
        self._skip()
        value = self._value((), 0)
        self._skip()
        if self._at < len(self._text):
            raise self._error("Extra data")
        return value

    @property
    def _sign(self) -> str:
        """The character that is next, "" at the end."""
        return self._text[self._at : self._at + 1]

    def _error(self, what: str) -> json.JSONDecodeError:
        return json.JSONDecodeError(what, self._text, self._at)

    def place_of(self, word: str) -> Location:
        """The place of a word that stands for a value outside of texts."""
        pattern = re.compile(r'"(?:[^"\\]|\\.)*"|(' + re.escape(word) + ")")
        for match in pattern.finditer(self._text):
            if match[1]:
                before = self._text[: match.start()]
                return self._start.at(
                    before.count("\n") + 1, match.start() - (before.rfind("\n") + 1) + 1
                )
        return self._start

    def _value(self, path: tuple[str, ...], depth: int) -> Value:
        if depth > MAX_DEPTH:
            raise RecursionError
        sign = self._sign
        if path[-2:] == ("data", "values") or (len(path) == 2 and path[0] == "datasets"):
            return self._rows()
        if sign == "{":
            return self._object(path, depth)
        if sign == "[":
            return self._array(path, depth)
        return self._scalar()

    def _rows(self) -> Value:
        place = self._place()
        rows, self._at = self._decoder.raw_decode(self._text, self._at)
        found = self._sound(rows)
        return PlainItems(found, place) if isinstance(found, list | dict) else cast(Scalar, found)

    def _scalar(self) -> Scalar:
        value, self._at = self._decoder.raw_decode(self._text, self._at)
        return cast(Scalar, self._sound(value))

    def _object(self, path: tuple[str, ...], depth: int) -> Record:
        place = self._place()
        entries: dict[str, Entry] = {}
        self._step()
        while self._sign != "}":
            key_at = self._place()
            if self._sign != '"':
                raise self._error("Expecting property name enclosed in double quotes")
            key = str(self._scalar())
            self._skip()
            if self._sign != ":":
                raise self._error("Expecting ':' delimiter")
            self._step()
            value_at = self._place()
            value = self._value((*path, key), depth + 1)
            if key in entries:
                line = entries[key].key_at.line
                self._log.error("yaml-duplicate-key", key_at, key=key, line=line)
            else:
                entries[key] = Entry(value, key_at, value_at)
            self._next("}")
        self._at += 1
        return Record(entries, place)

    def _array(self, path: tuple[str, ...], depth: int) -> Items:
        place = self._place()
        values: list[Value] = []
        places: list[Location] = []
        self._step()
        while self._sign != "]":
            places.append(self._place())
            values.append(self._value((*path, ""), depth + 1))
            self._next("]")
        self._at += 1
        return Items(values, places, place)

    def _step(self) -> None:
        self._at += 1
        self._skip()

    def _next(self, end: str) -> None:
        """Past the comma to what follows, or before the ``end``."""
        self._skip()
        if self._sign == ",":
            self._step()
            if self._sign == end:
                raise self._error("Illegal trailing comma")
        elif self._sign != end:
            raise self._error("Expecting ',' delimiter")

    def _skip(self) -> None:
        match = _SPACE.match(self._text, self._at)
        assert match is not None
        self._at = match.end()

    def _place(self) -> Location:
        lines = self._text.count("\n", self._counted, self._at)
        if lines:
            self._line += lines
            self._line_start = self._text.rfind("\n", self._counted, self._at) + 1
        self._counted = self._at
        return self._start.at(self._line, self._at - self._line_start + 1)

    def _sound(self, value: object) -> object:
        """``value`` without halves of characters, which no text can hold."""
        if not self._has_surrogates:
            return value
        if isinstance(value, str):
            return _SURROGATE.sub("\ufffd", value)
        if isinstance(value, list):
            return [self._sound(item) for item in value]
        if isinstance(value, dict):
            return {str(self._sound(key)): self._sound(item) for key, item in value.items()}
        return value
