"""Expressions compute what arithmetic says, within bounds, and nothing else."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.content.expressions import (
    MAX_LENGTH,
    NOTHING,
    Expression,
    ExpressionError,
    parse,
)
from desktop_app.content.reference import Reference

NAMES = {"a": 2.0, "b": -3.5, "managers": 40.0, "datum.share": 0.25}
CELLS = {"jobs/managers": 58.0, "jobs/workers/people": 110_000.0}


def compute(source: str | Expression) -> float:
    expression = parse(source) if isinstance(source, str) else source
    return expression.evaluate(NAMES.__getitem__, lambda reference: CELLS["/".join(reference.path)])


NUMBERS = st.one_of(
    st.integers(0, 1000).map(str),
    st.floats(0, 1e6, allow_nan=False).map(lambda value: f"{value:.6f}"),
    st.sampled_from(["1e3", "2.5E-2", ".5", "3."]),
)
LEAVES = st.one_of(
    NUMBERS.map(lambda text: (text, text)),
    st.sampled_from(sorted(NAMES)).map(lambda name: (name, repr(NAMES[name]))),
    st.sampled_from(sorted(CELLS)).map(lambda name: (f"[{name}]", repr(CELLS[name]))),
)
"""The text of an expression, and the Python that means the same."""
Pair = tuple[str, str]


def _grow(inner: st.SearchStrategy[Pair]) -> st.SearchStrategy[Pair]:
    space = st.sampled_from(["", " ", "  "])
    operation = st.tuples(inner, st.sampled_from("+-*/"), inner, space).map(
        lambda parts: (
            f"({parts[0][0]}{parts[3]}{parts[1]}{parts[3]}{parts[2][0]})",
            f"(({parts[0][1]}){parts[1]}({parts[2][1]}))",
        )
    )
    bare = st.tuples(LEAVES, st.sampled_from("+-*/"), LEAVES, st.sampled_from("+-*/"), LEAVES)
    chain = bare.map(
        lambda parts: (
            "(" + "".join(part if isinstance(part, str) else part[0] for part in parts) + ")",
            "("
            + "".join(part if isinstance(part, str) else f"({part[1]})" for part in parts)
            + ")",
        )
    )
    power = st.tuples(inner, st.integers(0, 3)).map(
        lambda parts: (f"{_atom(parts[0][0])}^{parts[1]}", f"(({parts[0][1]})**{parts[1]})")
    )
    negative = inner.map(lambda pair: (f"-{pair[0]}", f"(-({pair[1]}))"))
    call = st.tuples(st.sampled_from(["min", "max"]), inner, inner).map(
        lambda parts: (
            f"{parts[0]}({parts[1][0]}, {parts[2][0]})",
            f"{parts[0]}({parts[1][1]}, {parts[2][1]})",
        )
    )
    absolute = inner.map(lambda pair: (f"abs({pair[0]})", f"abs({pair[1]})"))
    return st.one_of(operation, chain, power, negative, call, absolute)


def _atom(text: str) -> str:
    return f"({text})"


@given(st.recursive(LEAVES, _grow, max_leaves=12))
def test_a_tree_of_arithmetic_is_what_python_makes_of_it(pair: Pair) -> None:
    text, python = pair
    try:
        expected = float(eval(python, {"__builtins__": {}}, {"min": min, "max": max, "abs": abs}))
    except (ZeroDivisionError, OverflowError):
        expected = math.nan
    found = compute(text)
    if not math.isfinite(expected):
        assert math.isnan(found)
    else:
        assert math.isclose(found, expected, rel_tol=1e-12, abs_tol=1e-12)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("1 + 2 * 3", 7),
        ("10 - 4 - 3", 3),
        ("100 / 10 / 2", 5),
        ("2 ^ 3 ^ 2", 512),
        ("2 ** 3", 8),
        ("-2 ^ 2", -4),
        ("2 ^ -1", 0.5),
        ("--3", 3),
        ("+3", 3),
        ("managers / 100 * [jobs/managers]", 23.2),
        ("[ jobs/workers/people ]", 110_000),
        ("datum.share * 4", 1),
        ("round(2.5) + round(-2.5)", 1),
        ("round(0.49)", 0),
        ("sqrt(16) + log10(1000) + log(exp(2))", 9),
        ("max(1, 2, 3) - min(3, 2)", 1),
        ("1e3 + 1.5E-1", 1000.15),
    ],
)
def test_the_grammar(source: str, expected: float) -> None:
    assert math.isclose(compute(source), expected)


@pytest.mark.parametrize(
    "source",
    [
        "1 / 0",
        "0 / 0",
        "1e400",
        "-1e400",
        "1e308 * 10",
        "9^9^9^9",
        "(-8) ^ (1 / 3)",
        "0 ^ -1",
        "sqrt(-1)",
        "log(0)",
        "exp(1000)",
        "round(1e400)",
        "1e400 - 1e400",
    ],
)
def test_what_has_no_finite_value_is_nan(source: str) -> None:
    assert math.isnan(compute(source))


@pytest.mark.parametrize(
    "source", ["x + 1", "min(1, x)", "max(x, 1)", "min(x, 1)", "x ^ 0", "1 ^ x", "abs(x)", "0 * x"]
)
def test_what_is_missing_stays_missing(source: str) -> None:
    assert math.isnan(parse(source).evaluate(lambda _: math.nan, lambda _: math.nan))


def test_what_could_not_be_read_has_no_value() -> None:
    assert math.isnan(compute(NOTHING))
    assert NOTHING.names() == NOTHING.cells() == ()


@pytest.mark.parametrize(
    ("source", "reason", "column", "detail"),
    [
        ("", "ends-early", 1, ""),
        ("   ", "ends-early", 4, ""),
        ("1 +", "ends-early", 4, ""),
        ("(1", "missing", 3, ")"),
        ("1 2", "unexpected", 3, "2"),
        ("1 + * 2", "unexpected", 5, "*"),
        ("a = 1", "unexpected", 3, "="),
        ("'text'", "unexpected", 1, "'"),
        ("1 + é", "unexpected", 5, "é"),
        ("a; b", "unexpected", 2, ";"),
        ("a if b", "unexpected", 3, "if"),
        ("2a", "unexpected", 2, "a"),
        ("1.2.3", "unexpected", 4, ".3"),
        ("[jobs]", "bad-cell", 1, "jobs"),
        ("1 + [a/b/c/d]", "bad-cell", 5, "a/b/c/d"),
        ("[a/b", "unexpected", 1, "["),
        ("1 + sin(1)", "unknown-function", 5, "sin"),
        ("eval(1)", "unknown-function", 1, "eval"),
        ("__import__(1)", "unknown-function", 1, "__import__"),
        ("datum.f(1)", "unknown-function", 1, "datum.f"),
        ("abs(1, 2)", "wrong-arguments", 1, "abs"),
        ("1 + max(1)", "wrong-arguments", 5, "max"),
        ("max()", "unexpected", 5, ")"),
        ("a.b.c", "unexpected", 4, "."),
        ("a.__class__.__mro__", "unexpected", 12, "."),
        ("(1).real", "unexpected", 4, "."),
        ("a[0]", "unexpected", 2, "0"),
        ("lambda: 1", "unexpected", 7, ":"),
        ("1" + " + 1" * 1000, "too-long", 1, ""),
    ],
)
def test_what_can_not_be_read_is_located(
    source: str, reason: str, column: int, detail: str
) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(source)
    error = caught.value
    assert (error.reason, error.column, error.detail) == (reason, column, detail)


@pytest.mark.parametrize(
    "source", ["(" * 900 + "1" + ")" * 900, "-" * 1999 + "1", "2^" * 999 + "2"]
)
def test_depth_is_bounded(source: str) -> None:
    assert len(source) <= MAX_LENGTH
    with pytest.raises(ExpressionError) as caught:
        parse(source)
    assert caught.value.reason == "too-deep"


def test_a_chain_is_no_depth() -> None:
    expression = parse("+".join(["a"] * 1000))
    assert compute(expression) == 2000
    assert len(expression.names()) == 1000


def test_fifty_parentheses_are_not_too_deep() -> None:
    assert compute("(" * 40 + "1" + ")" * 40) == 1


@given(st.text(alphabet="ab01.[]()+-*/^, _'\"\\:;{}@é\n", max_size=60))
def test_any_text_is_an_expression_or_an_error_within_it(source: str) -> None:
    column, value = 1, 0.0
    try:
        value = parse(source).evaluate(lambda _: 1.0, lambda _: 2.0)
    except ExpressionError as error:
        column = error.column
    assert 1 <= column <= len(source) + 1
    assert math.isnan(value) or math.isfinite(value)


def test_names_and_cells_in_the_order_written() -> None:
    expression = parse("b * [t/r] + max(a, [t/r/c])")
    assert [(name.name, name.column) for name in expression.names()] == [("b", 1), ("a", 17)]
    assert [(str(cell.reference), cell.column) for cell in expression.cells()] == [
        ("point:t/r", 5),
        ("point:t/r/c", 20),
    ]


def test_what_does_not_exist_is_told_to_the_caller() -> None:
    with pytest.raises(KeyError):
        compute("nothing + 1")
    with pytest.raises(KeyError):
        parse("[a/b]").evaluate(NAMES.__getitem__, {}.__getitem__)  # type: ignore[arg-type]


def test_a_cell_is_a_point() -> None:
    assert parse("[t/r/c]").cells()[0].reference == Reference.point("t", "r", "c")
