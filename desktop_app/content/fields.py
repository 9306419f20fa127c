"""Reading the fields of a record: types, bounds, unknown and missing keys.

Every YAML mapping of a lesson is read through :class:`Fields`, so that each kind of
mistake is reported in one way only.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar

from desktop_app.content.problems import Location, ProblemLog, nearest
from desktop_app.content.typography import typeset
from desktop_app.content.yaml import Items, Record, Value

T = TypeVar("T")

MAX_DECIMALS = 12
MAX_SUGGESTIONS = 50
"""Per record: after so many unknown keys the nearest known one is no longer sought."""

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")
"""How the name of a language is written."""

Localised = Mapping[str, str]
"""A text in each language: language -> text."""


class Fields:
    """Reads the fields of ``record`` one by one; :meth:`close` reports the rest.

    ``owner`` names what the record describes (a lesson, a column…), for the messages.
    """

    def __init__(self, record: Record, owner: str, log: ProblemLog) -> None:
        self.record = record
        self._owner = owner
        self._log = log
        self._read: list[str] = []

    def __contains__(self, key: str) -> bool:
        return key in self.record

    def place(self, key: str) -> Location:
        return self.record.value_at(key)

    def text(self, key: str, *, required: bool = False, default: str = "") -> str:
        value = self._take(key, required)
        if value is None:
            return default
        if isinstance(value, Record | Items | bool):
            return self._wrong(key, "text", default)
        return str(value)

    def number(
        self, key: str, *, required: bool = False, default: float | None = None
    ) -> float | None:
        value = self._take(key, required)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int | float):
            return self._wrong(key, "number", default)
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        return number if math.isfinite(number) else self._wrong(key, "number", default)

    def integer(self, key: str, *, default: int | None = None) -> int | None:
        value = self._take(key, False)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int):
            return self._wrong(key, "integer", default)
        return value

    def decimals(self, key: str = "decimals") -> int | None:
        """How many decimals a number is shown with, within what can be shown."""
        value = self.integer(key)
        if value is not None and not 0 <= value <= MAX_DECIMALS:
            self._log.error(
                "out-of-range", self.place(key), key=key, minimum=0, maximum=MAX_DECIMALS
            )
            return None
        return value

    def flag(self, key: str, *, default: bool = False) -> bool:
        value = self._take(key, False)
        if value is None:
            return default
        return value if isinstance(value, bool) else self._wrong(key, "flag", default)

    def choice(
        self, key: str, known: Sequence[str], *, default: str = "", required: bool = False
    ) -> str:
        value = self.text(key, required=required, default=default)
        if value == default or value in known:
            return value
        self._log.error(
            "unknown-value",
            self.place(key),
            key=key,
            value=value,
            nearest=nearest(value, known),
            known=", ".join(known),
        )
        return default

    def localised(self, key: str, languages: Sequence[str], *, required: bool = False) -> Localised:
        """A text in each of ``languages``; one plain text stands for all of them."""
        value = self._take(key, required)
        if value is None:
            return MappingProxyType({})
        if not isinstance(value, Record):
            if isinstance(value, Items | bool):
                return self._wrong(key, "text", MappingProxyType({}))
            return _typeset(dict.fromkeys(languages, str(value)))
        inner = Fields(value, key, self._log)
        texts = {language: inner.text(language) for language in languages if language in value}
        others = [name for name in value if name not in languages and LANGUAGE.fullmatch(name)]
        inner.close([*languages, *others])
        if others:  # the one thing to say of this text: which language is meant to be there
            self._log.error(
                "language-not-listed",
                value.key_at(others[0]),
                what=key,
                language=", ".join(others),
                known=", ".join(languages),
            )
            return _typeset(texts)
        wanted = required or any(texts.values())
        for language in languages:
            if language not in value or (wanted and value[language] in (None, "")):
                self._log.error(
                    "missing-translation", inner.place(language), what=key, language=language
                )
        return _typeset(texts)

    def texts(self, key: str, *, required: bool = False) -> tuple[tuple[str, Location], ...]:
        """A list of texts, each with its place; a single text is a list of one."""
        value = self._take(key, required)
        if value is None:
            return ()
        if isinstance(value, str):
            return ((value, self.place(key)),)
        if not isinstance(value, Items):
            return self._wrong(key, "list", ())
        found = []
        for index, item in enumerate(value):
            if item is None or isinstance(item, Record | Items | bool):
                self._log.error("wrong-type", value.place(index), key=key, expected="text")
            else:
                found.append((str(item), value.place(index)))
        return tuple(found)

    def record_of(self, key: str, *, required: bool = False) -> Record | None:
        value = self._take(key, required)
        if value is None:
            return None
        return value if isinstance(value, Record) else self._wrong(key, "mapping", None)

    def any(self, key: str) -> Value:
        """The value as it stands."""
        return self._take(key, False)

    def close(self, known: Sequence[str] = ()) -> None:
        """Report the keys that nothing read and that are not among ``known``."""
        names = dict.fromkeys((*self._read, *known))
        unknown = [key for key in self.record if key not in names]
        for index, key in enumerate(unknown):
            self._log.error(
                "unknown-key",
                self.record.key_at(key),
                key=key,
                owner=self._owner,
                nearest=nearest(key, names) if index < MAX_SUGGESTIONS else "",
                known=", ".join(names),
            )

    def _take(self, key: str, required: bool) -> Value:
        self._read.append(key)
        value = self.record.get(key)
        empty = isinstance(value, str | Record | Items) and not value
        if required and (value is None or empty):
            code = "empty-key" if empty else "missing-key"
            self._log.error(code, self.record.value_at(key), key=key, owner=self._owner)
            return None
        return value

    def _wrong(self, key: str, expected: str, default: T) -> T:
        self._log.error("wrong-type", self.place(key), key=key, expected=expected)
        return default


def _typeset(texts: Mapping[str, str]) -> Localised:
    return MappingProxyType({language: typeset(text, language) for language, text in texts.items()})


def in_language(text: Localised, language: str) -> str:
    """``text`` in ``language``, else in the first language it has, else ""."""
    return text.get(language) or next(iter(text.values()), "")
