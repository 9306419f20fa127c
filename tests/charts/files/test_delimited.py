"""CSV and TSV files: every nasty one read, or its problem said."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.charts.chart_file import ChartFile, read_chart
from tests.charts.oracle import rows_by_us, rows_by_vega_lite


def chart_of(folder: Path, url: str, form: Mapping[str, object] | None = None) -> ChartFile:
    spec = {"data": {"url": url, "format": form or {}}, "mark": "point", "encoding": {}}
    return read_chart(json.dumps(spec), "spec.json", folder, {})


def rows_of(
    folder: Path, name: str, data: bytes, form: Mapping[str, object] | None = None
) -> list[dict[str, object]]:
    (folder / name).write_bytes(data)
    chart = chart_of(folder, name, form)
    assert not chart.problems, chart.problems
    assert chart.scene is not None
    return [
        {key: value for key, value in row.items() if key.isprintable()}
        for _, group in chart.scene.groups
        for row in group.rows
    ]


def codes_of(
    folder: Path, name: str, data: bytes, form: Mapping[str, object] | None = None
) -> list[str]:
    (folder / name).write_bytes(data)
    return [problem.code for problem in chart_of(folder, name, form).problems]


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        (b"a,b\n1,x\n", [{"a": "1", "b": "x"}]),
        (b"\xef\xbb\xbfa,b\r\n1,x\r\n", [{"a": "1", "b": "x"}]),
        (b"a,b\r1,x\r", [{"a": "1", "b": "x"}]),
        (b"a,b\n1,x", [{"a": "1", "b": "x"}]),
        (b'"a","b"\n"1","x, ""y"""\n', [{"a": "1", "b": 'x, "y"'}]),
        (b'a,b\n1,"x\n\ny"\n', [{"a": "1", "b": "x\n\ny"}]),
        (b"a,b\n\n1,x\n\n\n", [{"a": "1", "b": "x"}]),
        (b"a,b\n1\n2,y,z\n", [{"a": "1"}, {"a": "2", "b": "y"}]),
        (b'a,b\n1,"x', [{"a": "1", "b": "x"}]),
        (b"a,b\n,\n", [{"a": "", "b": ""}]),
        ("pays,part\nFrançois,½\n".encode(), [{"pays": "François", "part": "½"}]),
        (b"__proto__,constructor\n1,2\n", [{"__proto__": "1", "constructor": "2"}]),
        (b"a b,c.d\n1,2\n", [{"a b": "1", "c.d": "2"}]),
    ],
    ids=["plain", "bom-crlf", "cr", "no-end", "quotes", "lines-in-a-cell", "blank-lines", "short",
         "open-quote", "empty-cells", "accents", "javascript-names", "odd-names"],
)  # fmt: skip
def test_every_form_is_read(tmp_path: Path, data: bytes, rows: list[object]) -> None:
    assert rows_of(tmp_path, "it.csv", data) == rows


@pytest.mark.parametrize("data", [b"", b"a,b\n", b"a,b", b"\xef\xbb\xbf"])
def test_no_rows_are_no_marks(tmp_path: Path, data: bytes) -> None:
    assert codes_of(tmp_path, "it.csv", data) == ["no-data"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("a\nété\n".encode("cp1252"), "bad-encoding"),
        ("a\n1\n".encode("utf-16"), "bad-encoding"),
        (b"a\n1\x002\n", "nul-character"),
        (bytes(range(256)), "bad-encoding"),
    ],
)
def test_what_is_no_text_is_said(tmp_path: Path, data: bytes, code: str) -> None:
    assert codes_of(tmp_path, "it.csv", data) == [code]


def test_tabs_and_other_separators(tmp_path: Path) -> None:
    rows: list[object] = [{"a": "1", "b": "x,y"}]
    assert rows_of(tmp_path, "it.tsv", b"a\tb\n1\tx,y\n") == rows
    assert rows_of(tmp_path, "it.txt", b"a\tb\n1\tx,y\n") == rows
    assert rows_of(tmp_path, "it.data", b"a;b\n1;x,y\n", {"type": "dsv", "delimiter": ";"}) == rows
    assert (
        rows_of(tmp_path, "other.csv", b"a|b\n1|x,y\n", {"type": "dsv", "delimiter": "|"}) == rows
    )


@pytest.mark.parametrize("delimiter", ['"', "\n", "\r", "", "\0", "é", "ab"])
def test_an_odd_separator_breaks_nothing(tmp_path: Path, delimiter: str) -> None:
    (tmp_path / "it.csv").write_bytes(b"a,b\n1,2\n")
    chart = chart_of(tmp_path, "it.csv", {"type": "dsv", "delimiter": delimiter})
    assert chart.problems or chart.scene is not None


PARSED = "n;t;d;e;b\n1;01;2020-03-01;31/12/2019;true\n;;;;\n2.5;x;2020;01/01/2020;false\n"


@pytest.mark.parametrize(
    ("parse", "first", "last"),
    [
        (None, {"n": "s:1", "d": "s:2020-03-01"}, {"n": "s:2.5", "b": "s:false"}),
        ({"n": "number", "d": "date", "b": "boolean"},
         {"n": "n:1", "d": "n:1583020800000", "b": "b:true"}, {"d": "n:1577836800000"}),
        ({"e": "date:'%d/%m/%Y'", "t": "string"},
         {"e": "n:1577750400000", "t": "s:01"}, {"e": "n:1577836800000"}),
        ({"e": "utc:'%d/%m/%Y'", "n": None}, {"e": "n:1577750400000", "n": "s:1"}, {"n": "s:2.5"}),
    ],
    ids=["none", "types", "pattern", "null"],
)  # fmt: skip
def test_types_as_vega_reads_them(
    parse: object, first: Mapping[str, str], last: Mapping[str, str]
) -> None:
    columns = ["n", "t", "d", "e", "b"]
    form = {"type": "dsv", "delimiter": ";", "parse": parse}
    found = rows_by_us(PARSED, [], columns, form)
    assert found[0].items() >= first.items()
    assert found[2].items() >= last.items()
    theirs = rows_by_vega_lite(PARSED, [], columns, form)
    for ours, other in zip(found, theirs, strict=True):
        same = {name: text.replace("d:", "n:", 1) for name, text in other.items()}
        empty = {name for name, text in same.items() if text in ("o:null", "s:")}
        assert {k: v for k, v in ours.items() if k not in empty} == {
            k: v for k, v in same.items() if k not in empty
        }


def test_fields_are_read_as_channels_use_them(tmp_path: Path) -> None:
    (tmp_path / "it.csv").write_bytes(b"d,n,t\n2020-01-01,1\n\n2020-02-01,2,01\n,3,x\n")
    spec = {
        "data": {"url": "it.csv"},
        "mark": "point",
        "encoding": {
            "x": {"field": "d", "type": "temporal"},
            "y": {"field": "n", "type": "quantitative"},
            "color": {"field": "t", "type": "nominal"},
        },
    }
    found = read_chart(json.dumps(spec), "spec.json", tmp_path, {}).scene
    assert found is not None
    assert list(found.scales["x"].domain) == [1577836800000, 1580515200000]
    assert list(found.scales["y"].domain) == [0, 2]
    assert list(found.scales["color"].domain) == [None, "01"]


@pytest.mark.parametrize("kind", ["numbr", "datum:'%Y'", 3, True])
def test_an_unknown_type_is_said(kind: object) -> None:
    data = {"values": [{"a": 1}], "format": {"parse": {"a": kind}}}
    chart = read_chart(json.dumps({"data": data, "mark": "point"}), "spec.json", None, {})
    assert [problem.code for problem in chart.problems] == ["unknown-value"]


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=12)


@given(
    st.lists(CELLS, min_size=1, max_size=4, unique=True).flatmap(
        lambda names: st.tuples(
            st.just(names),
            st.lists(st.lists(CELLS, min_size=len(names), max_size=len(names)), max_size=5),
        )
    ),
    st.sampled_from([",", "\t", ";", "|"]),
)
def test_what_is_written_is_read_again(
    table: tuple[Sequence[str], list[list[str]]], delimiter: str
) -> None:
    names, rows = table
    target = io.StringIO()
    writer = csv.writer(target, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(rows)
    form = {"type": "dsv", "delimiter": delimiter, "parse": None}
    found = rows_by_us(target.getvalue(), [], names, form)
    assert found == [
        {name: f"s:{cell}" for name, cell in zip(names, row, strict=True)} for row in rows
    ]


@given(st.binary(max_size=200), st.sampled_from(["csv", "tsv", "json"]))
def test_no_bytes_break_it(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, kind: str
) -> None:
    folder = tmp_path_factory.mktemp("bytes")
    (folder / f"it.{kind}").write_bytes(data)
    chart = chart_of(folder, f"it.{kind}")
    assert chart.scene is not None or chart.errors
