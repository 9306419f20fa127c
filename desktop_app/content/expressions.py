"""Arithmetic over named values, for derived figures and computed columns.

``managers / 100 * [telework/cadres]`` is parsed to a tree once and evaluated with
floats. There are no attributes, strings, assignments or calls but the functions
below, so an expression can't do anything but compute a number.

Grammar, loosest first: ``+ -``, ``* /``, unary ``-``, ``^`` (right to left), then
numbers, names (``managers``, ``datum.share``), cells (``[table/row/column]``),
calls and parentheses. A star for the row names a whole column, for the functions that
ask something of one: ``gini([communes/*/population])``.
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from desktop_app.content import distributions
from desktop_app.content.distributions import Distribution
from desktop_app.content.reference import Reference

MAX_LENGTH = 2_000
MAX_DEPTH = 50

_FUNCTIONS: dict[str, tuple[int, Callable[..., float]]] = {
    "min": (-1, min),
    "max": (-1, max),
    "abs": (1, abs),
    "round": (1, lambda x: math.floor(x + 0.5)),
    "sqrt": (1, math.sqrt),
    "exp": (1, math.exp),
    "log": (1, math.log),
    "log10": (1, math.log10),
}
_OPERATORS: dict[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "^": math.pow,
}
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d*)?(?:[eE][-+]?\d+)?|\.\d+)"
    r"|(?P<name>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)?)"
    r"|\[(?P<cell>[^\[\]]*)\]"
    r"|(?P<sign>\*\*|[-+*/^(),]))"
)


class ExpressionError(ValueError):
    """An expression that can't be read or computed; ``column`` counts from 1."""

    def __init__(self, reason: str, column: int, detail: str = "") -> None:
        super().__init__(f"{reason} at {column}: {detail}")
        self.reason = reason
        self.column = column
        self.detail = detail


class Number(NamedTuple):
    value: float


class Name(NamedTuple):
    name: str
    column: int


class Cell(NamedTuple):
    reference: Reference
    column: int


class Column(NamedTuple):
    """A whole column, named by a reference whose row is ``*``."""

    reference: Reference
    column: int


class Operation(NamedTuple):
    symbol: str
    left: Node
    right: Node


class Call(NamedTuple):
    name: str
    arguments: tuple[Node, ...]


class ColumnCall(NamedTuple):
    """A function of a whole column, and of numbers."""

    name: str
    of: Column
    arguments: tuple[Node, ...]


Node = Number | Name | Cell | Operation | Call | ColumnCall
Lookup = Callable[[str], float]
CellLookup = Callable[[Reference], float]
ColumnLookup = Callable[[Reference], Distribution]


class Names(NamedTuple):
    """Where an expression finds what it names; each raises KeyError for what is not there."""

    name: Lookup
    cell: CellLookup
    column: ColumnLookup


@dataclass(frozen=True)
class Expression:
    """A parsed expression."""

    source: str
    root: Node

    def names(self) -> tuple[Name, ...]:
        return tuple(node for node in _walk(self.root) if isinstance(node, Name))

    def cells(self) -> tuple[Cell, ...]:
        return tuple(node for node in _walk(self.root) if isinstance(node, Cell))

    def columns(self) -> tuple[Column, ...]:
        return tuple(node.of for node in _walk(self.root) if isinstance(node, ColumnCall))

    def evaluate(self, name: Lookup, cell: CellLookup, column: ColumnLookup | None = None) -> float:
        """Compute the expression; NaN where it has no finite value (``1/0``).

        ``name``, ``cell`` and ``column`` raise ``KeyError`` for what does not exist; it
        passes through.
        """
        try:
            value = _evaluate(self.root, Names(name, cell, column or _no_column))
        except (ArithmeticError, ValueError):
            return math.nan
        return value if math.isfinite(value) else math.nan


NOTHING = Expression("", Number(math.nan))
"""What stands for an expression that could not be read."""


def parse(source: str) -> Expression:
    """Parse ``source``; raises :class:`ExpressionError`."""
    if len(source) > MAX_LENGTH:
        raise ExpressionError("too-long", 1)
    parser = _Parser(source)
    root = parser.sum(0)
    if parser.token is not None:
        raise ExpressionError("unexpected", parser.column, parser.token[1])
    return Expression(source, root)


class _Parser:
    """Recursive descent, bounded in depth."""

    def __init__(self, source: str) -> None:
        self._tokens = self._scan(source.rstrip())
        self._end = len(source) + 1
        self._advance()

    def sum(self, depth: int) -> Node:
        node = self._product(depth + 1)
        while self._is("+", "-"):
            symbol = self._take()
            node = Operation(symbol, node, self._product(depth + 1))
        return node

    def _product(self, depth: int) -> Node:
        node = self._signed(depth + 1)
        while self._is("*", "/"):
            symbol = self._take()
            node = Operation(symbol, node, self._signed(depth + 1))
        return node

    def _signed(self, depth: int) -> Node:
        if self._is("-", "+"):
            symbol = self._take()
            return Operation(symbol, Number(0.0), self._signed(self._deeper(depth)))
        return self._power(depth)

    def _power(self, depth: int) -> Node:
        base = self._atom(self._deeper(depth))
        if self._is("^", "**"):
            self._take()
            return Operation("^", base, self._signed(self._deeper(depth)))
        return base

    def _atom(self, depth: int) -> Node:
        token, column = self.token, self.column
        if token is None:
            raise ExpressionError("ends-early", column)
        kind, text = token
        if kind == "number":
            self._advance()
            return Number(float(text))
        if kind == "cell":
            self._advance()
            reference = Reference.parse(f"point:{text.strip()}")
            if reference is None:
                raise ExpressionError("bad-cell", column, text)
            if _is_column(reference):  # read where a function takes it, nowhere else
                raise ExpressionError("column-alone", column, text)
            return Cell(reference, column)
        if kind == "name":
            self._advance()
            return self._call(text, column, depth) if self._is("(") else Name(text, column)
        if text == "(":
            self._advance()
            node = self.sum(depth)
            self._expect(")")
            return node
        raise ExpressionError("unexpected", column, text)

    def _call(self, name: str, column: int, depth: int) -> Node:
        if name in distributions.FUNCTIONS:
            return self._column_call(name, column, depth)
        if name not in _FUNCTIONS:
            raise ExpressionError("unknown-function", column, name)
        self._take()
        arguments = [self.sum(depth)]
        while self._is(","):
            self._take()
            arguments.append(self.sum(depth))
        self._expect(")")
        wanted = _FUNCTIONS[name][0]
        if (wanted >= 0 and len(arguments) != wanted) or (wanted < 0 and len(arguments) < 2):
            raise ExpressionError("wrong-arguments", column, name)
        return Call(name, tuple(arguments))

    def _column_call(self, name: str, column: int, depth: int) -> Node:
        self._take()
        token, place = self.token, self.column
        reference = (
            Reference.parse(f"point:{token[1].strip()}")
            if token is not None and token[0] == "cell"
            else None
        )
        if reference is None or not _is_column(reference):
            raise ExpressionError("wants-column", place, name)
        self._advance()
        arguments: list[Node] = []
        while self._is(","):
            self._take()
            arguments.append(self.sum(depth))
        self._expect(")")
        if len(arguments) != distributions.FUNCTIONS[name][0]:
            raise ExpressionError("wrong-arguments", column, name)
        return ColumnCall(name, Column(reference, place), tuple(arguments))

    def _deeper(self, depth: int) -> int:
        if depth > MAX_DEPTH * 3:  # three grammar levels a visible nesting
            raise ExpressionError("too-deep", self.column)
        return depth + 1

    def _is(self, *signs: str) -> bool:
        return self.token is not None and self.token[0] == "sign" and self.token[1] in signs

    def _take(self) -> str:
        assert self.token is not None
        text = self.token[1]
        self._advance()
        return text

    def _expect(self, sign: str) -> None:
        if not self._is(sign):
            raise ExpressionError("missing", self.column, sign)
        self._take()

    def _advance(self) -> None:
        self.token: tuple[str, str] | None
        self.column: int
        self.token, self.column = next(self._tokens, (None, self._end))

    @staticmethod
    def _scan(source: str) -> Iterator[tuple[tuple[str, str], int]]:
        position = 0
        while position < len(source):
            match = _TOKEN.match(source, position)
            if match is None:
                rest = source[position:].lstrip()
                raise ExpressionError("unexpected", len(source) - len(rest) + 1, rest[:1])
            assert match.lastgroup is not None
            column = match.start(match.lastgroup) + 1 - (match.lastgroup == "cell")
            yield (match.lastgroup, match[match.lastgroup]), column
            position = match.end()


def _is_column(reference: Reference) -> bool:
    return len(reference.path) == 3 and reference.path[1] == "*"


def _no_column(reference: Reference) -> Distribution:
    raise KeyError(str(reference))


def _walk(root: Node) -> Iterator[Node]:
    """Every node, in the order of the source; a sum of many terms is a deep tree."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, Operation):
            waiting += (node.right, node.left)
        elif isinstance(node, Call | ColumnCall):
            waiting += reversed(node.arguments)


def _evaluate(node: Node, names: Names) -> float:
    match node:
        case Number(value):
            return value
        case Name(text, _):
            return names.name(text)
        case Cell(reference, _):
            return names.cell(reference)
        case Operation():
            return _evaluate_operations(node, names)
        case Call(text, arguments):
            values = [_evaluate(argument, names) for argument in arguments]
            if any(math.isnan(value) for value in values):
                return math.nan  # min and max would let it go by
            return float(_FUNCTIONS[text][1](*values))
        case ColumnCall(text, column, arguments):
            values = [_evaluate(argument, names) for argument in arguments]
            if any(math.isnan(value) for value in values):
                return math.nan
            return distributions.FUNCTIONS[text][1](names.column(column.reference), *values)


def _evaluate_operations(node: Operation, names: Names) -> float:
    """``a + b + c …`` leans to the left, as deep as it has terms: no recursion there."""
    spine = [node]
    while isinstance(left := spine[-1].left, Operation):
        spine.append(left)
    value = _evaluate(left, names)
    for operation in reversed(spine):
        right = _evaluate(operation.right, names)
        if math.isnan(value) or math.isnan(right):
            value = math.nan  # 1 to the power of what is missing is missing
        else:
            value = _OPERATORS[operation.symbol](value, right)
    return value
