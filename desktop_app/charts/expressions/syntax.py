"""Reading an expression: tokens, then a tree of tuples.

Grammar, loosest first: ``? :``, ``||``, ``&&``, ``|``, ``^``, ``&``, equality, comparison,
shifts, ``+ -``, ``* / %``, unary ``- + ! ~``, then members, calls, literals, parentheses.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from desktop_app.charts.expressions.evaluation import compiled
from desktop_app.charts.expressions.functions import CONSTANTS, NAMES, UNSUPPORTED
from desktop_app.charts.expressions.tree import Node, walk

UNAVAILABLE = "unavailable"
"""The reason where a function of Vega is not among those that there are here."""
MAX_LENGTH = 4_000
MAX_DEPTH = 50
_LEVELS = (
    ("||",), ("&&",), ("|",), ("^",), ("&",), ("==", "!=", "===", "!=="),
    ("<", ">", "<=", ">="), ("<<", ">>", ">>>"), ("+", "-"), ("*", "/", "%"),
)  # fmt: skip
_TOKEN = re.compile(
    r"\s*(?:(?P<number>0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)"
    r"|(?P<name>[A-Za-z_$][\w$]*)"
    r"|(?P<text>'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\")"
    r"|(?P<sign>===|!==|>>>|==|!=|<=|>=|&&|\|\||<<|>>|[-+*/%!~<>&|^?:,.()\[\]{}]))"
)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.S)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}
_WORDS = {"true": True, "false": False, "null": None}


class ExpressionError(ValueError):
    """An expression that can't be read; ``column`` counts from 1."""

    def __init__(self, reason: str, column: int, detail: str = "") -> None:
        super().__init__(f"{reason} at {column}: {detail}")
        self.reason = reason
        self.column = column
        self.detail = detail


@dataclass(frozen=True)
class Expression:
    """An expression that was read. Two of the same source are equal."""

    source: str
    tree: Node = field(compare=False, repr=False)

    @property
    def names(self) -> frozenset[str]:
        """The names that it looks up, besides ``datum`` and the constants."""
        found = {str(node[1]) for node in walk(self.tree) if node[0] == "name"}
        return frozenset(found - {"datum", "parent", "event", "item"} - CONSTANTS.keys())

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of the row that it reads, at the top level."""
        return tuple(
            dict.fromkeys(
                str(node[2][1])  # type: ignore[index]
                for node in walk(self.tree)
                if node[0] == "member" and node[1] == ("name", "datum") and node[2][0] == "value"  # type: ignore[index]
            )
        )

    @property
    def reads_rows(self) -> bool:
        """Whether it has another value for another row."""
        return any(node == ("name", "datum") for node in walk(self.tree))

    def bind(
        self,
        signals: Mapping[str, object],
        language: str = "en",
        draw: Callable[[], float] = random.random,
    ) -> Callable[[Mapping[str, object]], object]:
        """A function from a row to the value; never raises, None where there is none.

        ``draw`` gives the next number of ``random()``, from 0 to 1.
        """
        return compiled(self.tree, signals, language, draw)


@lru_cache(maxsize=1_000)
def parse(source: str) -> Expression:
    """``source`` as an expression; raises ExpressionError."""
    if len(source) > MAX_LENGTH:
        raise ExpressionError("too-long", 1, str(MAX_LENGTH))
    try:
        return Expression(source, _Parser(source).whole())
    except RecursionError:  # near the end of the stack already
        raise ExpressionError("too-deep", 1, str(MAX_DEPTH)) from None


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    column: int


class _Parser:
    def __init__(self, source: str) -> None:
        self._tokens = list(_tokens(source))
        self._at = 0
        self._depth = 0

    def whole(self) -> Node:
        node = self._expression()
        token = self._peek()
        if token.kind != "end":
            raise ExpressionError("syntax", token.column, token.text)
        return node

    def _peek(self) -> _Token:
        return self._tokens[self._at]

    def _take(self) -> _Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _is(self, *signs: str) -> bool:
        token = self._peek()
        return token.kind == "sign" and token.text in signs

    def _expect(self, sign: str) -> None:
        if not self._is(sign):
            token = self._peek()
            raise ExpressionError("expected", token.column, sign)
        self._at += 1

    def _expression(self) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise ExpressionError("too-deep", self._peek().column, str(MAX_DEPTH))
        node = self._level(0)
        if self._is("?"):
            self._take()
            yes = self._expression()
            self._expect(":")
            node = ("choice", node, yes, self._expression())
        self._depth -= 1
        return node

    def _level(self, level: int) -> Node:
        if level == len(_LEVELS):
            return self._unary()
        node = self._level(level + 1)
        while self._is(*_LEVELS[level]):
            sign = self._take().text
            node = ("binary", sign, node, self._level(level + 1))
        return node

    def _unary(self) -> Node:
        signs: list[str] = []
        while self._is("-", "+", "!", "~"):
            signs.append(self._take().text)
            if len(signs) > MAX_DEPTH:
                raise ExpressionError("too-deep", self._peek().column, str(MAX_DEPTH))
        node = self._postfix()
        for sign in reversed(signs):
            node = ("unary", sign, node)
        return node

    def _postfix(self) -> Node:
        node = self._primary()
        while self._is(".", "["):
            if self._take().text == ".":
                name = self._take()
                if name.kind != "name":
                    raise ExpressionError("expected", name.column, "name")
                node = ("member", node, ("value", name.text))
            else:
                node = ("member", node, self._expression())
                self._expect("]")
        return node

    def _primary(self) -> Node:
        token = self._take()
        if token.kind == "number":
            text = token.text
            number = int(text, 16) if text[:2] in ("0x", "0X") else float(text)
            return ("value", number)
        if token.kind == "text":
            return ("value", _unescaped(token.text[1:-1]))
        if token.kind == "name":
            return self._named(token)
        if token.kind == "sign" and token.text == "(":
            node = self._expression()
            self._expect(")")
            return node
        if token.kind == "sign" and token.text == "[":
            return ("array", tuple(self._list("]")))
        if token.kind == "sign" and token.text == "{":
            return ("object", tuple(self._pairs()))
        if token.kind == "sign" and token.text == "/":  # a pattern: /word/
            raise ExpressionError(UNAVAILABLE, token.column, "regexp")
        raise ExpressionError("syntax", token.column, token.text)

    def _named(self, token: _Token) -> Node:
        if token.text in _WORDS:
            return ("value", _WORDS[token.text])
        if not self._is("("):
            return ("name", token.text)
        if token.text in UNSUPPORTED:
            raise ExpressionError(UNAVAILABLE, token.column, token.text)
        if token.text not in NAMES:
            raise ExpressionError("unknown-function", token.column, token.text)
        self._take()
        return ("call", token.text, tuple(self._list(")")))

    def _list(self, end: str) -> list[Node]:
        found: list[Node] = []
        while not self._is(end):
            found.append(self._expression())
            if not self._is(end):
                self._expect(",")
        self._take()
        return found

    def _pairs(self) -> Iterator[Node]:
        while not self._is("}"):
            token = self._take()
            if token.kind == "end":
                raise ExpressionError("expected", token.column, "}")
            key = _unescaped(token.text[1:-1]) if token.kind == "text" else token.text
            self._expect(":")
            yield ("pair", key, self._expression())
            if not self._is("}"):
                self._expect(",")
        self._take()


def _unescaped(text: str) -> str:
    def letter(match: re.Match[str]) -> str:
        code, short, plain = match.groups()
        if code or short:
            return chr(int(code or short, 16))
        return _ESCAPES.get(plain, plain)

    return _ESCAPE.sub(letter, text) if "\\" in text else text


def _tokens(source: str) -> Iterator[_Token]:
    at = 0
    while at < len(source):
        match = _TOKEN.match(source, at)
        if match is None:
            rest = source[at:]
            if not rest.strip():
                break
            column = at + len(rest) - len(rest.lstrip()) + 1
            raise ExpressionError("syntax", column, rest.strip()[:20])
        kind = str(match.lastgroup)
        yield _Token(kind, match[kind], match.start(kind) + 1)
        at = match.end()
    yield _Token("end", "", len(source) + 1)
