"""Tables: a CSV file of rows and a YAML file that says what its columns mean."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from desktop_app.content.blocks import is_id
from desktop_app.content.encoding import read_text
from desktop_app.content.fields import Fields
from desktop_app.content.files import LessonFiles
from desktop_app.content.model import BASES, Cell, Column, Table
from desktop_app.content.problems import Location, ProblemLog, nearest
from desktop_app.content.yaml import Record, read_record

COLUMN_TYPES = ("number", "integer", "string", "date", "year", "boolean")
MAX_TABLE_BYTES = 32 * 2**20
MAX_COLUMNS = 1_000
MAX_CELLS = 2_000_000
MAX_PROBLEMS = 500
"""Per table: after so many, one more says how many rows were left unread."""


def read_table(files: LessonFiles, name: str, languages: Sequence[str]) -> Table | None:
    """Read ``tables/<name>.csv`` and ``.yaml``; None where there is neither.

    What can't be read is reported in the table's ``problems``; a bad cell is missing.
    """
    csv_path, yaml_path = f"tables/{name}.csv", f"tables/{name}.yaml"
    if not is_id(name) or not (files.exists(csv_path) or files.exists(yaml_path)):
        return None
    log = ProblemLog()
    text = read_text(files, yaml_path, log)
    record = read_record(text, Location(yaml_path), log) if text is not None else None
    meaning = Fields(record or Record({}, Location(yaml_path)), "table", log)
    known = record is not None  # with no description, its absence is the one problem
    title = meaning.localised("title", languages, required=known)
    key = meaning.text("key", required=known)
    name_column = meaning.text("name")
    value = meaning.text("value")
    source = meaning.text("source")
    definition = meaning.localised("definition", languages)
    when = meaning.localised("date", languages)
    basis = meaning.choice("basis", BASES)
    bases = meaning.record_of("bases")
    licence = meaning.localised("licence", languages)
    caveat = meaning.localised("caveat", languages)
    columns = _columns(meaning, languages, log)
    meaning.close()
    if known and not source and not all(column.source for column in columns.values()):
        log.error("missing-source", meaning.record.location, table=name)

    rows: dict[str, Mapping[str, Cell]] = {}
    places: dict[str, Location] = {}
    text = read_text(files, csv_path, log, MAX_TABLE_BYTES)
    if text is not None:
        reader = _RowReader(csv_path, text, log)
        reader.read(columns, key, meaning)
        rows, places, key = reader.rows, reader.places, reader.key
        if not reader.found_problems:
            _check_names(meaning.record, columns, rows, log)
    for said, column in (("value", value), ("name", name_column)):
        if column and column not in columns and known:
            near = nearest(column, columns)
            log.error("unknown-column", meaning.place(said), column=column, nearest=near)
    if value not in columns:
        numeric = [column.id for column in columns.values() if column.is_numeric]
        value = numeric[0] if numeric else key
    return Table(
        id=name,
        title=title,
        key=key,
        name=name_column if name_column in columns else key,
        value=value,
        source=source,
        definition=definition,
        date=when,
        basis=basis,
        bases=_bases(bases, rows, log),
        licence=licence,
        caveat=caveat,
        columns=MappingProxyType(columns),
        rows=MappingProxyType(rows),
        places=MappingProxyType(places),
        problems=log.frozen(),
        location=Location(yaml_path),
        source_at=meaning.place("source"),
    )


def _bases(
    record: Record | None, rows: Mapping[str, Mapping[str, Cell]], log: ProblemLog
) -> Mapping[str, str]:
    """How single rows are known, each by its key."""
    found: dict[str, str] = {}
    for row in record or ():
        assert record is not None
        if row in rows:
            found[row] = Fields(record, "bases", log).choice(row, BASES)
        elif rows:
            near, some = nearest(row, rows), ", ".join(list(rows)[:20])
            place = record.key_at(row)
            log.error("unknown-value", place, key="bases", value=row, nearest=near, known=some)
    return MappingProxyType(found)


def _check_names(
    meaning: Record,
    columns: Mapping[str, Column],
    rows: Mapping[str, Mapping[str, Cell]],
    log: ProblemLog,
) -> None:
    """Report the names of categories that no row has."""
    declared = meaning.get("columns")
    for column in columns.values():
        record = declared.get(column.id) if isinstance(declared, Record) else None
        words = record.get("names") if isinstance(record, Record) else None
        if not isinstance(words, Record) or not rows:
            continue
        seen = {row.get(column.id): None for row in rows.values()}
        values = {str(value): None for value in seen if value is not None}
        for word in words:
            if word not in values:
                log.error(
                    "unknown-value",
                    words.key_at(word),
                    key=column.id,
                    value=word,
                    nearest=nearest(word, values),
                    known=", ".join(list(values)[:20]),
                )


def _columns(meaning: Fields, languages: Sequence[str], log: ProblemLog) -> dict[str, Column]:
    declared = meaning.record_of("columns", required=bool(meaning.record))
    columns: dict[str, Column] = {}
    for name in declared or ():
        assert declared is not None
        record = declared[name]
        if not isinstance(record, Record):
            log.error("wrong-type", declared.value_at(name), key=name, expected="mapping")
            continue
        fields = Fields(record, "column", log)
        names: dict[str, Mapping[str, str]] = {}
        words = fields.record_of("names")
        if words is not None:
            inner = Fields(words, "names", log)
            names = {word: inner.localised(word, languages) for word in words}
        column_type = fields.choice("type", COLUMN_TYPES, required=True) or "string"
        if column_type in ("number", "integer") and record.get("unit") is None:
            log.error("missing-unit", record.location, column=name)
        columns[name] = Column(
            id=name,
            type=column_type,
            label=fields.localised("label", languages, required=True),
            unit=fields.localised("unit", languages),
            decimals=fields.decimals(),
            source=fields.text("source"),
            caveat=fields.localised("caveat", languages),
            names=MappingProxyType(names),
            location=record.location,
            source_at=fields.place("source"),
        )
        fields.close()
    return columns


class _RowReader:
    """Reads the rows of one CSV file, keyed."""

    def __init__(self, path: str, text: str, log: ProblemLog) -> None:
        self._path = path
        self._log = log
        self._start = len(log)
        self._lines = text.split("\n")
        self.rows: dict[str, Mapping[str, Cell]] = {}
        self.places: dict[str, Location] = {}
        self.key = ""

    @property
    def found_problems(self) -> bool:
        return len(self._log) > self._start

    def read(self, columns: dict[str, Column], key: str, meaning: Fields) -> None:
        records = self._records()
        first = next(records, None)
        if first is None:
            self._log.error("empty-table", Location(self._path))
            return
        top, cells = first
        header = [name.strip() for name in cells]
        if len(header) > MAX_COLUMNS:
            place = Location(self._path, top)
            self._log.error("too-many", place, what="columns", limit=MAX_COLUMNS)
            return
        if not self._header_is_sound(top, header, columns, meaning):
            return
        self.key = key if key in header else header[0]
        if key and key not in header:
            self._log.error(
                "unknown-column", meaning.place("key"), column=key, nearest=nearest(key, header)
            )
        types = [columns[name].type if name in columns else "string" for name in header]
        key_index = header.index(self.key)
        for line, cells in records:
            if len(self._log) - self._start > MAX_PROBLEMS:
                self._log.error("too-many-problems", Location(self._path, line))
                return
            if len(self.rows) * len(header) > MAX_CELLS:
                place = Location(self._path, line)
                self._log.error("too-many", place, what="cells", limit=MAX_CELLS)
                return
            if len(cells) != len(header):
                self._log.error(
                    "row-length",
                    Location(self._path, line),
                    found=len(cells),
                    expected=len(header),
                )
                # Which cell is which can't be told: the row is there, its cells missing.
                key_cell = cells[key_index] if key_index < len(cells) else ""
                if not key_cell.strip() or key_cell.strip() in self.rows:
                    continue
                cells = [key_cell if index == key_index else "" for index in range(len(header))]
            self._add(line, header, types, cells, key_index)
        if not self.rows and len(self._log) == self._start:
            self._log.error("empty-table", Location(self._path, top))

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        """Each record that is not blank, with the line it starts on."""
        reader = csv.reader((f"{line}\n" for line in self._lines), strict=True)
        line = 1
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                self._log.error("csv-syntax", Location(self._path, line), detail=str(error))
                return
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + 1

    def _header_is_sound(
        self, line: int, header: list[str], columns: dict[str, Column], meaning: Fields
    ) -> bool:
        if re.search(r"[;\t]", ",".join(header)) and not any(name in columns for name in header):
            self._log.error("csv-separator", Location(self._path, line))
            return False
        seen: set[str] = set()
        for index, name in enumerate(header):
            where = self._cell_place(line, index)
            if name in seen:
                self._log.error("duplicate-column", where, column=name)
            if columns and name not in columns:
                self._log.error(
                    "undeclared-column", where, column=name, nearest=nearest(name, columns)
                )
            seen.add(name)
        for name, column in columns.items():
            if name not in header:
                self._log.error("missing-column", column.location, column=name, file=self._path)
        return len(seen) == len(header)

    def _add(
        self, line: int, header: list[str], types: list[str], cells: list[str], key_index: int
    ) -> None:
        key = cells[key_index].strip()
        place = Location(self._path, line, 1)
        if not key or "/" in key:
            where = self._cell_place(line, key_index)
            self._log.error("bad-row-key", where, key=key)
            return
        if key in self.rows:
            where = self._cell_place(line, key_index)
            self._log.error("duplicate-row", where, key=key, line=self.places[key].line)
            return
        row: dict[str, Cell] = {}
        for index, (name, kind, text) in enumerate(zip(header, types, cells, strict=True)):
            try:
                row[name] = _CONVERTERS[kind](text.strip())
            except ValueError:
                where = self._cell_place(line, index)
                self._log.error(_BAD_CELL[kind], where, text=text[:60], column=name)
                row[name] = None
        self.rows[key] = MappingProxyType(row)
        self.places[key] = place

    def _cell_place(self, line: int, index: int) -> Location:
        """Where cell ``index`` of the record that starts on ``line`` stands.

        A quoted cell may run over several lines.
        """
        quoted, cell = False, 0
        for number in range(line, len(self._lines) + 1):
            for position, character in enumerate(f"{self._lines[number - 1]}\n"):
                if cell == index:
                    return Location(self._path, number, position + 1)
                if character == '"':
                    quoted = not quoted
                elif character == "," and not quoted:
                    cell += 1
            if not quoted:
                break
        return Location(self._path, line)


_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,3})?", re.ASCII)
_BOOLEANS = {"true": True, "false": False}


def _number(text: str) -> float | None:
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise ValueError(text)
    return value


def _integer(text: str) -> float | None:
    value = _number(text)
    if value is not None and value != int(value):
        raise ValueError(text)
    return value


def _date(text: str) -> date | None:
    if not text:
        return None
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}", text):
        text += "-01"
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError(text)
    return date.fromisoformat(text)


def _year(text: str) -> date | None:
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{4}", text):
        raise ValueError(text)
    return date(int(text), 1, 1)


def _boolean(text: str) -> bool | None:
    if not text:
        return None
    if text.lower() not in _BOOLEANS:
        raise ValueError(text)
    return _BOOLEANS[text.lower()]


_CONVERTERS = {
    "number": _number,
    "integer": _integer,
    "string": lambda text: text or None,
    "date": _date,
    "year": _year,
    "boolean": _boolean,
}
_BAD_CELL = {
    "number": "cell-not-a-number",
    "integer": "cell-not-an-integer",
    "date": "cell-not-a-date",
    "year": "cell-not-a-year",
    "boolean": "cell-not-a-boolean",
}
