"""Reading expressions: what is refused and where, and limits that nothing gets past."""

from __future__ import annotations

import contextlib
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.charts.expressions import ExpressionError, parse
from desktop_app.charts.expressions.syntax import MAX_DEPTH, MAX_LENGTH
from desktop_app.charts.expressions.values import as_number, as_text, is_true, loosely_equal


@pytest.mark.parametrize(
    ("source", "reason", "column"),
    [
        ("", "syntax", 1),
        ("   ", "syntax", 4),
        ("1 +", "syntax", 4),
        ("(1", "expected", 3),
        ("1)", "syntax", 2),
        ("[1, 2", "expected", 6),
        ("{a: 1", "expected", 6),
        ("{a 1}", "expected", 4),
        ("datum.", "expected", 7),
        ("datum[1", "expected", 8),
        ("1 ? 2", "expected", 6),
        ("'abc", "syntax", 1),
        ("a b", "syntax", 3),
        ("a = 1", "syntax", 3),
        ("a; b", "syntax", 2),
        ("1 ** 2", "syntax", 4),
        ("`x`", "syntax", 1),
        ("x => x", "syntax", 3),
        ("new Date()", "syntax", 5),
        ("nothing(1)", "unknown-function", 1),
        ("eval('1')", "unknown-function", 1),
        ("constructor('x')", "unknown-function", 1),
        ("1 + scale('x', 2)", "unavailable", 5),
        ("datum.a(1)", "syntax", 8),
        ("éa", "syntax", 1),
        ("/x/", "unavailable", 1),
    ],
)
def test_what_is_none_is_said_with_its_place(source: str, reason: str, column: int) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(source)
    assert (caught.value.reason, caught.value.column) == (reason, column)


@pytest.mark.parametrize(
    "source",
    [
        "(" * 500 + "1" + ")" * 500,
        "[" * 500 + "]" * 500,
        "!" * 500 + "1",
        "-" * 500 + "1",
        "a?" * 500,
        "a[" * 500,
        "abs(" * 500 + "1" + ")" * 500,
    ],
)
def test_depth_has_a_limit(source: str) -> None:
    with pytest.raises(ExpressionError):
        parse(source)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (" && ".join(["1"] * 700), 1),
        (" || ".join(["0"] * 700), 0),
        ("datum" + ".a" * 1_900, "undefined"),
        ("'x'" + "[0]" * 1_300, "x"),
        ("1 + 2 * 3 - 4 / 2 + 1", 6),
        ("1 && 0 || 'a'", "a"),
        ("0 || 1 && 'b'", "b"),
        ("10 - 4 - 3 - 2", 1),
        ("64 / 4 / 2 / 2", 4),
        ("1 < 2 < 3", "true"),
        ("3 > 2 > 1", "false"),
    ],
)
def test_what_leans_to_the_left_may_be_long(source: str, expected: object) -> None:
    expression = parse(source)
    assert as_text(expression.bind({})({})) == str(expected)
    assert expression.names == set()
    assert expression == parse(source)
    assert source in repr(expression)


def test_just_below_the_limits() -> None:
    deep = "(" * (MAX_DEPTH - 1) + "1" + ")" * (MAX_DEPTH - 1)
    assert parse(deep).bind({})({}) == 1
    wide = "+".join("1" for _ in range(MAX_LENGTH // 2))
    assert len(wide) < MAX_LENGTH
    assert parse(wide).bind({})({}) == MAX_LENGTH // 2
    with pytest.raises(ExpressionError, match="too-long"):
        parse("1+" * MAX_LENGTH)


@pytest.mark.parametrize(
    "source",
    [
        "length(pad('', 1e9))",
        "length(sequence(1e12))",
        "length(sequence(0, 1, 1e-12))",
        "length(join(sequence(1e6), 'xxxxxxxxxxxxxxxxxxxx'))",
        "length(replace('x', 'x', pad('', 1e7)))",
        "length(timeSequence('milliseconds', 0, 1e15))",
        "pow(10, 400)",
        "exp(1e9)",
        "1e308 * 10",
        "-1e308 * 10",
        "1 << 1e9",
        "parseInt('9', 1e9)",
        "format(1, '100000.2f')",
        "format(1e300, 's')",
    ],
)
def test_nothing_grows_without_end(source: str) -> None:
    value = parse(source).bind({})({})
    assert value is None or isinstance(value, str | int | float)
    assert not isinstance(value, str) or len(value) <= 1_000


def test_texts_that_double_have_a_limit() -> None:
    source = "datum.t + datum.t"
    text: object = "x" * 600_000
    for _ in range(8):
        text = parse(source).bind({})({"t": text})
    assert len(str(text)) == 1_000_000


@pytest.mark.parametrize(
    "source",
    [
        "datum.__class__", "datum['__class__']", "datum.constructor", "datum.t.__class__",
        "datum.l.append", "datum.items", "datum.keys", "PI.real", "'a'.upper", "[].sort",
        "datum.__proto__", "merge.__globals__",
    ],
)  # fmt: skip
def test_members_are_fields_and_nothing_else(source: str) -> None:
    value = parse(source).bind({})({"t": "x", "l": [1]})
    assert value is None or as_text(value) == "undefined"


def test_names_and_fields() -> None:
    expression = parse("datum.a + datum['b c'] * k > PI && datum.a.b == brush_x")
    assert expression.names == {"k", "brush_x"}
    assert expression.fields == ("a", "b c")
    assert parse("1 + 1") == parse("1 + 1")
    bound = expression.bind({"k": 2, "brush_x": None})
    assert bound({"a": 1, "b c": 3}) is True  # a number has no b, and undefined == null
    assert bound({"a": 1, "b c": -3}) is False


def test_signals_are_looked_up_when_asked_for() -> None:
    signals = {"k": 1.0}
    value = parse("k + 1").bind(signals)
    assert value({}) == 2
    signals["k"] = 5.0
    assert value({}) == 6


ATOMS = st.sampled_from(
    ["1", "2.5", "'a'", '"b"', "datum.x", "datum['y']", "null", "true", "PI", "[1, 'z']",
     "{k: 1}", "datum.list[0]", "abs(datum.x)", "length(datum.list)", "if(datum.x, 1, 'n')"]
)  # fmt: skip
TREES = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.builds(
            lambda a, sign, b: f"({a} {sign} {b})",
            inner,
            st.sampled_from(
                ["+", "-", "*", "/", "%", "<", ">=", "==", "===", "!=", "&&", "||", "&", "<<",
                 ">>>"]
            ),
            inner,
        ),
        st.builds(lambda sign, a: f"{sign}({a})", st.sampled_from(["!", "-", "+", "~"]), inner),
        st.builds(lambda a, b, c: f"({a} ? {b} : {c})", inner, inner, inner),
        st.builds(lambda a, b: f"({a})[{b}]", inner, inner),
        st.builds(lambda a, b: f"max({a}, {b})", inner, inner),
    ),
    max_leaves=8,
)  # fmt: skip
CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5),
    st.lists(st.integers(), max_size=3),
)  # fmt: skip


@given(TREES, st.dictionaries(st.sampled_from(["x", "y", "list"]), CELLS))
def test_every_tree_has_a_value_for_every_row(source: str, row: dict[str, object]) -> None:
    value = parse(source).bind({})(row)
    assert isinstance(as_text(value), str)
    assert isinstance(is_true(value), bool)
    assert isinstance(as_number(value), float)
    assert str(parse(source).bind({})(row)) == str(value)


@given(st.text(alphabet="0123456789.eExXabd_$ \t\n+-*/%!~<>=&|^?:,()[]{}'\"\\é", max_size=40))
def test_any_text_is_read_or_refused(source: str) -> None:
    with contextlib.suppress(ExpressionError):
        expression = parse(source)
        expression.bind({})({})
        return
    with pytest.raises(ExpressionError) as caught:
        parse(source)
    assert 1 <= caught.value.column <= len(source) + 1


@settings(deadline=None)
@given(st.text(max_size=30))
def test_texts_are_quoted_and_come_back(text: str) -> None:
    quoted = "'" + "".join(
        f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else sign for sign in text
    ) + "'"  # fmt: skip
    assert parse(quoted).bind({})({}) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_are_written_so_that_they_come_back(value: float) -> None:
    assert as_number(as_text(value)) == value
    assert loosely_equal(value, as_text(value))


@given(st.floats(), st.floats())
def test_comparisons_are_those_of_numbers(a: float, b: float) -> None:
    row = {"a": a, "b": b}
    for sign, holds in (("<", a < b), ("<=", a <= b), (">", a > b), ("==", a == b)):
        assert parse(f"datum.a {sign} datum.b").bind({})(row) is holds
    total = parse("datum.a + datum.b").bind({})(row)
    assert total == a + b or math.isnan(a + b)


@pytest.mark.parametrize("sign", ["'", '"', "\\", "(", "1e", "a.", "\\u", "-", "["])
def test_long_hostile_texts_are_refused(sign: str) -> None:
    with pytest.raises(ExpressionError):
        parse(sign * (MAX_LENGTH // len(sign)))
