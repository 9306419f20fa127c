"""JSON becomes located values; what is wrong with it has its place."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.charts.spec.json_text import MAX_DEPTH, record_from_json
from desktop_app.charts.spec.records import PlainItems, plain
from desktop_app.content.problems import ProblemLog
from desktop_app.content.yaml import Record

NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
LEAVES = st.none() | st.booleans() | NUMBERS | st.text()
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


def read(text: str) -> tuple[Record | None, list[tuple[str, int, int]]]:
    log = ProblemLog()
    record = record_from_json(text, "it.json", log)
    return record, [(p.code, p.location.line, p.location.column) for p in log]


def test_places() -> None:
    record, problems = read('{\n\t"a": 1,\r\n  "b" : {"c": [true,\n "x\\n"]}}')
    assert not problems
    assert record is not None
    assert record.key_at("a")[1:] == (2, 2)
    assert record.value_at("a")[1:] == (2, 7)
    inner = record["b"]
    assert isinstance(inner, Record)
    assert inner.value_at("c")[1:] == (3, 15)
    assert plain(inner["c"]) == (True, "x\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ("json-syntax", 1, 1)),
        ('{"a": 1,}', ("json-syntax", 1, 9)),
        ('{"a":\n nope}', ("json-syntax", 2, 2)),
        ('{"NaN": "NaN",\n "a": NaN}', ("json-syntax", 2, 7)),
        ("[1]", ("json-not-an-object", 1, 1)),
        ("3", ("json-not-an-object", 1, 1)),
        ('{"a": 1, "a": 2}', ("yaml-duplicate-key", 1, 10)),
        ('{"a":' * 99_999, ("json-too-large", 1, 1)),
        ('{"a":' * (MAX_DEPTH + 2) + "1" + "}" * (MAX_DEPTH + 2), ("json-too-large", 1, 1)),
    ],
)
def test_what_is_wrong(text: str, expected: tuple[str, int, int]) -> None:
    assert read(text)[1] == [expected]


def test_halves_of_characters_and_long_numbers() -> None:
    record, problems = read('{"a": "\\ud83d\\ude00", "b": "\\ud800", "c": 1' + "0" * 999 + "}")
    assert not problems
    assert record is not None
    assert (record["a"], record["b"], record["c"]) == ("😀", "\ufffd", float("inf"))


def test_rows_are_taken_as_they_are() -> None:
    rows = [{"a": index, "b": [1, {"c": None}]} for index in range(30_000)]
    record, problems = read(json.dumps({"data": {"values": rows}, "datasets": {"d": rows[:2]}}))
    assert not problems
    assert record is not None
    data, named = record["data"], record["datasets"]
    assert isinstance(data, Record)
    assert isinstance(named, Record)
    found = data["values"]
    assert isinstance(found, PlainItems)
    assert found.plain == rows
    assert list(found) == rows
    assert found.place(3) == found.location
    assert plain(named["d"]) == rows[:2]


def _plain_lists(value: object) -> object:
    if isinstance(value, list):
        return tuple(_plain_lists(item) for item in value)
    if isinstance(value, dict):
        return {key: _plain_lists(item) for key, item in value.items()}
    return value


@given(st.dictionaries(st.text(), VALUES, max_size=5), st.sampled_from([None, 1, "\t"]))
def test_the_values_are_those_of_json(value: dict[str, object], space: int | str | None) -> None:
    text = json.dumps({"root": value}, indent=space)
    record, problems = read(text)
    assert not problems
    assert record is not None
    found = record["root"]
    assert isinstance(found, Record)
    if not {"data", "datasets"} & value.keys():
        assert plain(found) == _plain_lists(value)


@given(st.text())
def test_no_text_fails(text: str) -> None:
    _, problems = read(text)
    lines = text.split("\n")
    for _, line, column in problems:
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 2
