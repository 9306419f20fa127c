"""Where a chart takes its data and its words from: a lesson, or a folder of files."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Protocol

from desktop_app.charts.files.loading import FolderSource, load
from desktop_app.charts.spec.fields import ROW_KEY
from desktop_app.charts.spec.grammar import UNSET, Data, Specification
from desktop_app.charts.transforms.base import MOST_ROWS, Row, Rows
from desktop_app.charts.transforms.reading import plain
from desktop_app.content.files import LessonFiles
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import Column, Table
from desktop_app.content.problems import Location, ProblemLog
from desktop_app.content.yaml import Record

MILLISECONDS_A_DAY = 86_400_000
_EPOCH = date(1970, 1, 1).toordinal()


class ChartSource(Protocol):
    """What a chart is resolved against."""

    def rows(self, data: Data, specification: Specification, log: ProblemLog) -> Rows:
        """The rows of ``data``, dates in milliseconds; problems are said in ``log``."""
        ...

    def table(self, name: str) -> Table | None:
        """The lesson's table of that name."""
        ...

    def signals(self, parameters: Mapping[str, float]) -> Mapping[str, object]:
        """The named numbers that expressions may use."""
        ...


class FileChartSource:
    """Files beside a specification, or in the folder that was given for its data."""

    def __init__(self, files: FolderSource | None) -> None:
        self._files = files

    def rows(self, data: Data, specification: Specification, log: ProblemLog) -> Rows:
        return generated_or_written(
            data, specification, lambda url: self._load(url, data, log), log
        )

    def _load(self, url: str, data: Data, log: ProblemLog) -> Rows:
        return load(self._files, url, data.format, log, data.location)

    def table(self, name: str) -> Table | None:
        return None

    def signals(self, parameters: Mapping[str, float]) -> Mapping[str, object]:
        return {}


class LessonChartSource:
    """The tables, files and named numbers of a lesson; what is read is kept."""

    def __init__(self, lesson: Lesson) -> None:
        self._lesson = lesson
        self._tables: dict[str, Rows] = {}
        self._loaded: dict[object, Rows] = {}

    @property
    def lesson(self) -> Lesson:
        return self._lesson

    def rows(self, data: Data, specification: Specification, log: ProblemLog) -> Rows:
        if data.table and data.table not in specification.datasets:
            if data.table not in self._tables:
                table = self._lesson.table(data.table)
                self._tables[data.table] = table_rows(table) if table is not None else ()
            return self._tables[data.table]
        return generated_or_written(
            data, specification, lambda url: self._load(url, data, log), log
        )

    def _load(self, url: str, data: Data, log: ProblemLog) -> Rows:
        key = (url, repr(dict(data.format)))
        if key in self._loaded:
            return self._loaded[key]
        mark = len(log)
        rows = load(_LessonFiles(self._lesson.files), url, data.format, log, data.location)
        if len(log) == mark:  # what is wrong is said each time
            self._loaded[key] = rows
        return rows

    def table(self, name: str) -> Table | None:
        return self._lesson.table(name)

    def signals(self, parameters: Mapping[str, float]) -> Mapping[str, object]:
        return _LessonNumbers(self._lesson, parameters)


class _LessonFiles:
    """The files of a lesson as a data file's reader wants them."""

    def __init__(self, files: LessonFiles) -> None:
        self._files = files
        self.name = files.name

    def find(self, name: str) -> str | None:
        return name if self._files.exists(name) else None

    def exists(self, path: str) -> bool:
        return self._files.exists(path)

    def read(self, path: str) -> bytes:
        return self._files.read(path)

    def list(self, folder: str) -> list[str]:
        return self._files.list(folder)


class _LessonNumbers(Mapping[str, object]):
    """Parameters and derived values, each computed when first asked for."""

    def __init__(self, lesson: Lesson, parameters: Mapping[str, float]) -> None:
        self._lesson = lesson
        self._parameters = parameters
        self._known: dict[str, float] = {}

    def __getitem__(self, name: str) -> float:
        if name not in self._known:
            self._known[name] = float(self._lesson.named_number(name, self._parameters))
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        yield from self._lesson.parameters
        yield from self._lesson.values

    def __len__(self) -> int:
        return len(self._lesson.parameters) + len(self._lesson.values)


def table_rows(table: Table) -> Rows:
    """The rows of a lesson's table, each with its key; days as milliseconds."""
    dated = [column.id for column in table.columns.values() if column.type in ("date", "year")]
    rows: list[Row] = []
    for key, cells in table.rows.items():
        row: dict[str, object] = {**cells, ROW_KEY: key}
        for name in dated:
            value = row.get(name)
            if isinstance(value, date):
                row[name] = milliseconds(value)
        rows.append(row)
    return rows


def milliseconds(day: date) -> float:
    """The start of ``day`` in milliseconds since 1970."""
    return float((day.toordinal() - _EPOCH) * MILLISECONDS_A_DAY)


def day_of(value: float) -> date | None:
    """The day of a moment, None where the calendar has none."""
    if not math.isfinite(value):
        return None
    ordinal = _EPOCH + math.floor(value / MILLISECONDS_A_DAY)
    return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None


def generated_or_written(
    data: Data, specification: Specification, read: Callable[[str], Rows], log: ProblemLog
) -> Rows:
    """The rows of data that no table holds: written in place, generated, or in a file."""
    from desktop_app.charts.files.loading import rows_of_values

    if data.sequence is not None:
        start, stop, step, name = data.sequence
        count = math.ceil((stop - start) / step - 1e-9) if step else 0
        return [{name: start + rank * step} for rank in range(min(max(count, 0), MOST_ROWS))]
    if data.sphere:
        return [{"type": "Sphere"}]
    if data.graticule is not None:
        return [{"type": "Graticule", "graticule": dict(data.graticule)}]
    if data.url:
        return read(data.url)
    values = data.values
    if values is UNSET and data.table:
        values = specification.datasets.get(data.table, UNSET)
    if values is UNSET or values is None:
        return [] if data.table or values is None else [{}]
    return rows_of_values(values, data.format, log, data.location)


def as_data(value: object) -> Data:
    """The data source that a ``lookup`` names: a record with name, url or values."""
    if not isinstance(value, Mapping):
        return Data(values=())
    known = {key: plain(item) for key, item in value.items()}
    form = known.get("format")
    return Data(
        table=str(known.get("name") or ""),
        url=str(known.get("url") or ""),
        values=known.get("values", UNSET),
        format=form if isinstance(form, Mapping) else MappingProxyType({}),
        location=value.location if isinstance(value, Record) else Location(""),
    )


def column_of(source: ChartSource, data: Data, name: str) -> Column | None:
    """The table's column that a field is, if it is one."""
    table = source.table(data.table) if data.table else None
    return table.columns.get(name) if table is not None else None
