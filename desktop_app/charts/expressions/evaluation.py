"""From a tree to a function of a row, with the semantics of JavaScript."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from desktop_app.charts.expressions.functions import CONSTANTS, Allowance, Function, make_functions
from desktop_app.charts.expressions.tree import Node
from desktop_app.charts.expressions.values import (
    UNDEFINED,
    as_number,
    as_text,
    is_at_most,
    is_less,
    is_true,
    loosely_equal,
)

Row = Mapping[str, object]
Evaluator = Callable[[Row], object]
MOST_TEXT = 1_000_000


def compiled(
    tree: Node, signals: Mapping[str, object], language: str, draw: Callable[[], float]
) -> Evaluator:
    """The function of ``tree``; an error of computing gives None."""
    allowance = Allowance()
    inner = _compile(tree, signals, make_functions(language, draw, allowance))

    def evaluate(row: Row) -> object:
        try:
            value = inner(row)
            kind = type(value)
            return value if kind is float or kind is bool else allowance.spend(value)
        except (ArithmeticError, TypeError, ValueError, LookupError, RecursionError):
            return None

    return evaluate


def _compile(
    node: Node, signals: Mapping[str, object], functions: Mapping[str, Function]
) -> Evaluator:
    def sub(part: object) -> Evaluator:
        return _compile(part, signals, functions)  # type: ignore[arg-type]

    match node:
        case ("value", value):
            return lambda row: value
        case ("name", name):
            return _name(str(name), signals)
        case ("member", ("name", "datum"), ("value", key)):
            return lambda row: row.get(key, UNDEFINED)  # type: ignore[call-overload]
        case ("member", _, _):
            return _members(node, sub)
        case ("call", "if", arguments) if isinstance(arguments, tuple) and len(arguments) == 3:
            return _choice(*map(sub, arguments))
        case ("call", name, arguments):
            function = functions[str(name)]
            parts = [sub(argument) for argument in arguments]  # type: ignore[attr-defined]
            if len(parts) == 1:
                only = parts[0]
                return lambda row: function(only(row))
            return lambda row: function(*[part(row) for part in parts])
        case ("array", items):
            members = [sub(item) for item in items]  # type: ignore[attr-defined]
            return lambda row: [member(row) for member in members]
        case ("object", pairs):
            fillers = [(pair[1], sub(pair[2])) for pair in pairs]  # type: ignore[attr-defined]
            return lambda row: {key: fill(row) for key, fill in fillers}
        case ("unary", sign, operand):
            return _unary(str(sign), sub(operand))
        case ("choice", test, yes, no):
            return _choice(sub(test), sub(yes), sub(no))
        case ("binary", _, _, _):
            return _binary(node, sub)
    return lambda row: None


def _name(name: str, signals: Mapping[str, object]) -> Evaluator:
    if name == "datum":
        return lambda row: row
    if name in CONSTANTS:
        constant = CONSTANTS[name]
        return lambda row: constant

    def look_up(row: Row) -> object:
        try:
            return signals[name]
        except KeyError:
            return UNDEFINED

    return look_up


def _members(node: Node, sub: Callable[[object], Evaluator]) -> Evaluator:
    """``a.b.c``: from the left, however long it is, without recursion."""
    keys: list[Evaluator] = []
    at: object = node
    while isinstance(at, tuple) and at[0] == "member" and not _is_field(at):
        keys.append(sub(at[2]))
        at = at[1]
    start, path = sub(at), keys[::-1]

    def read(row: Row) -> object:
        owner = start(row)
        for key in path:
            owner = _member(owner, key(row))
        return owner

    return read


def _is_field(node: Node) -> bool:
    """Whether it is a field of the row by its name, which is read at once."""
    _, of, key = node
    return of == ("name", "datum") and isinstance(key, tuple) and key[0] == "value"


def _member(owner: object, name: object) -> object:
    if isinstance(owner, Mapping):
        return owner.get(name if isinstance(name, str) else as_text(name), UNDEFINED)
    if isinstance(owner, str | list | tuple):
        if name == "length":
            return len(owner)
        rank = as_number(name)
        if rank == rank and rank.is_integer() and 0 <= rank < len(owner):
            return owner[int(rank)]
        return UNDEFINED
    return None if owner is None else UNDEFINED


def _choice(test: Evaluator, yes: Evaluator, no: Evaluator) -> Evaluator:
    return lambda row: yes(row) if is_true(test(row)) else no(row)


def _unary(sign: str, operand: Evaluator) -> Evaluator:
    if sign == "!":
        return lambda row: not is_true(operand(row))
    if sign == "-":
        return lambda row: -as_number(operand(row))
    if sign == "~":
        return lambda row: ~_integer(operand(row))
    return lambda row: as_number(operand(row))


def _integer(value: object) -> int:
    """JavaScript's ToInt32."""
    number = as_number(value)
    if not math.isfinite(number):
        return 0
    whole = int(number) & 0xFFFFFFFF
    return whole - 2**32 if whole >= 2**31 else whole


def _binary(node: Node, sub: Callable[[object], Evaluator]) -> Evaluator:
    """``a + b + c …`` leans to the left, as deep as it has terms: no recursion there."""
    steps: list[tuple[str, Evaluator]] = []
    at: object = node
    while isinstance(at, tuple) and at[0] == "binary":
        steps.append((str(at[1]), sub(at[3])))
        at = at[2]
    left = sub(at)
    if len(steps) == 1:
        return _operation(steps[0][0], left, steps[0][1])
    ordered = [(sign == "&&", _OPERATIONS.get(sign), right) for sign, right in steps[::-1]]

    def fold(row: Row) -> object:
        value = left(row)
        for goes_on, operate, right in ordered:
            if operate is not None:
                value = operate(value, right(row))
            elif is_true(value) is goes_on:
                value = right(row)
        return value

    return fold


def _operation(sign: str, left: Evaluator, right: Evaluator) -> Evaluator:
    if sign == "&&":
        return lambda row: right(row) if is_true(one := left(row)) else one
    if sign == "||":
        return lambda row: one if is_true(one := left(row)) else right(row)
    operate = _OPERATIONS[sign]
    return lambda row: operate(left(row), right(row))


def _add(one: object, two: object) -> object:
    if type(one) is float and type(two) is float:
        return one + two
    if isinstance(one, str | list | tuple | Mapping) or isinstance(
        two, str | list | tuple | Mapping
    ):
        text = as_text(one) + as_text(two)
        return text[:MOST_TEXT]
    return as_number(one) + as_number(two)


def _divide(one: object, two: object) -> float:
    top, bottom = as_number(one), as_number(two)
    if bottom == 0:
        if top == 0 or math.isnan(top):
            return math.nan
        return math.copysign(math.inf, top) * math.copysign(1.0, bottom)
    return top / bottom


def _remainder(one: object, two: object) -> float:
    top, bottom = as_number(one), as_number(two)
    if bottom == 0 or not math.isfinite(top) or math.isnan(bottom):
        return math.nan
    return math.fmod(top, bottom)


def _identical(one: object, two: object) -> bool:
    if isinstance(one, bool) or isinstance(two, bool) or UNDEFINED in (one, two):
        return one is two
    if isinstance(one, int | float) and isinstance(two, int | float):
        return one == two
    if isinstance(one, Mapping | Sequence) and not isinstance(one, str):
        return one is two
    return type(one) is type(two) and one == two


def _multiply(one: object, two: object) -> float:
    return as_number(one) * as_number(two)


def _subtract(one: object, two: object) -> float:
    return as_number(one) - as_number(two)


def _shift(value: int) -> int:
    return value & 31


_OPERATIONS: dict[str, Callable[[object, object], object]] = {
    "+": _add,
    "-": _subtract,
    "*": _multiply,
    "/": _divide,
    "%": _remainder,
    "<": is_less,
    ">": lambda one, two: is_less(two, one),
    "<=": is_at_most,
    ">=": lambda one, two: is_at_most(two, one),
    "==": loosely_equal,
    "!=": lambda one, two: not loosely_equal(one, two),
    "===": _identical,
    "!==": lambda one, two: not _identical(one, two),
    "|": lambda one, two: _integer(one) | _integer(two),
    "&": lambda one, two: _integer(one) & _integer(two),
    "^": lambda one, two: _integer(one) ^ _integer(two),
    "<<": lambda one, two: _integer(_integer(one) << _shift(_integer(two))),
    ">>": lambda one, two: _integer(one) >> _shift(_integer(two)),
    ">>>": lambda one, two: (_integer(one) & 0xFFFFFFFF) >> _shift(_integer(two)),
}
