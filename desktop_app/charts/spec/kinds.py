"""Kinds of values that a property of a specification can take."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

NUMBER: Final = "number"
TEXT: Final = "text"
FLAG: Final = "flag"
NULL: Final = "null"
LIST: Final = "list"
MAPPING: Final = "mapping"
DATE: Final = "date"
"""An object ``{"year": …, "month": …}``."""
EXPRESSION: Final = "expression"
"""An object ``{"expr": …}``."""
COLOUR: Final = "colour"
SCHEME: Final = "scheme"
SHAPE: Final = "shape"
SOURCE: Final = "source"
"""What a text can stand for: a colour of CSS, a scheme's name, a symbol, an expression."""


@dataclass(frozen=True)
class Kind:
    """What a value may be; where ``words`` are given, a text is one of them.

    ``instead``: words of Vega-Lite that are not available, each with the nearest that is.
    ``meaning``: what a text has to be (:data:`COLOUR`, :data:`SCHEME`…), "" for anything.
    """

    types: frozenset[str]
    words: tuple[str, ...] = ()
    minimum: float | None = None
    instead: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    meaning: str = ""

    def __or__(self, other: Kind) -> Kind:
        return Kind(
            self.types | other.types,
            self.words or other.words,
            self.minimum,
            self.instead or other.instead,
            self.meaning or other.meaning,
        )


def kind(*types: str) -> Kind:
    return Kind(frozenset(types))


def words(*allowed: str) -> Kind:
    return Kind(frozenset((TEXT,)), allowed)


def meaning(what: str) -> Kind:
    """A text that is a colour, a scheme, a symbol or an expression."""
    return Kind(frozenset((TEXT,)), meaning=what)


EXPR: Final = kind(EXPRESSION)
OR_NULL: Final = kind(NULL)
PLAIN_NUMBER: Final = kind(NUMBER)
PLAIN_FLAG: Final = kind(FLAG)
PLAIN_TEXT: Final = kind(TEXT)
A_NUMBER: Final = PLAIN_NUMBER | EXPR
A_SIZE: Final = Kind(frozenset((NUMBER, EXPRESSION)), minimum=0)
A_FLAG: Final = PLAIN_FLAG | EXPR
A_TEXT: Final = PLAIN_TEXT | EXPR
LINES: Final = kind(TEXT, LIST) | EXPR
A_LIST: Final = kind(LIST) | EXPR
A_MAPPING: Final = kind(MAPPING)
ANYTHING: Final = kind(NUMBER, TEXT, FLAG, NULL, LIST, MAPPING, DATE, EXPRESSION)


@dataclass(frozen=True)
class Place:
    """The keys that one kind of object takes.

    ``cosmetic`` ones are accepted and left out: the application's own look, which follows
    its theme and its text size, replaces them. ``instead`` names keys that Vega-Lite has
    and this application has not, each with the nearest way ("" where there is none).
    """

    name: str
    keys: Mapping[str, Kind]
    cosmetic: Collection[str] = ()
    instead: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
