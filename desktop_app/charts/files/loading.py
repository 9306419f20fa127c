"""Rows from a file beside a lesson or a specification, or from values written in place."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Protocol
from urllib.parse import urlsplit

from desktop_app.charts.files.delimited import MOST_LINES, parse_delimited, typed
from desktop_app.charts.files.topojson import BrokenTopologyError, feature, mesh
from desktop_app.charts.transforms.base import Row, Rows
from desktop_app.content.problems import Location, ProblemLog

MAX_BYTES = 64 * 2**20
_DELIMITERS = {"csv": ",", "tsv": "\t", "dsv": ","}
_KINDS = {"csv": "csv", "tsv": "tsv", "txt": "tsv", "json": "json", "geojson": "geojson",
          "topojson": "topojson"}  # fmt: skip


class DataFiles(Protocol):
    """Somewhere files are read from, and nothing outside it."""

    def read(self, name: str) -> bytes | None:
        """The file's bytes; None where there is none."""
        ...


class FolderSource:
    """The files of one folder: no link and no address leads out of it."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()

    def read(self, name: str) -> bytes | None:
        """The file ``name``, also under the folder's own ``data/`` or without it."""
        path = PurePosixPath(name)
        shorter = PurePosixPath(*path.parts[1:]) if len(path.parts) > 1 else path
        for candidate in (path, PurePosixPath("data") / path, shorter, PurePosixPath(path.name)):
            found = (self._root / candidate).resolve()
            if found.is_relative_to(self._root) and found.is_file():
                if found.stat().st_size > MAX_BYTES:
                    return None
                return found.read_bytes()
        return None


def load(
    files: DataFiles | None,
    url: str,
    form: Mapping[str, object],
    log: ProblemLog,
    location: Location,
) -> Rows:
    """The rows of the file at ``url``; none, with a problem, where it can't be read."""
    parts = urlsplit(url)
    name = parts.path.lstrip("/") if parts.scheme else url
    data = None
    try:
        data = files.read(name) if files is not None else None
    except (OSError, ValueError):
        data = None
    if data is None:
        code = "remote-data" if parts.scheme in ("http", "https") else "missing-data-file"
        log.error(code, location, url=url)
        return []
    text = data.decode("utf-8-sig", errors="replace")
    ending = name.rpartition(".")[2].lower()
    kind = str(form.get("type") or _KINDS.get(ending, "json"))
    if kind in _DELIMITERS:
        delimiter = str(form.get("delimiter") or _DELIMITERS[kind])
        header = form.get("header")
        names = (
            [str(part) for part in header]
            if isinstance(header, Sequence) and not isinstance(header, str)
            else ()
        )
        rows = parse_delimited(text, delimiter[:1], names)
        if len(rows) >= MOST_LINES:
            log.warning("rows-cut", location, what=url, limit=MOST_LINES)
        parse = form.get("parse")
        return typed(rows, parse if isinstance(parse, Mapping) else None, guess=parse == "auto")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        place = Location(name, getattr(error, "lineno", 1), getattr(error, "colno", 1))
        log.error("data-not-json", location, url=url, line=place.line, column=place.column)
        return []
    if kind == "geojson" and "feature" not in form:
        value = value.get("features", [value]) if isinstance(value, Mapping) else value
    return rows_of_values(value, form if kind != "geojson" else {}, log, location, url)


def rows_of_values(
    values: object,
    form: Mapping[str, object],
    log: ProblemLog,
    location: Location,
    url: str = "",
) -> Rows:
    """Rows from values of JSON: objects, or bare values under the name ``data``."""
    if isinstance(values, str):
        kind = str(form.get("type") or "json")
        if kind in _DELIMITERS:
            parse = form.get("parse")
            texts = parse_delimited(values, str(form.get("delimiter") or _DELIMITERS[kind])[:1])
            return typed(
                texts, parse if isinstance(parse, Mapping) else None, guess=parse == "auto"
            )
        try:
            values = json.loads(values)
        except (ValueError, RecursionError):
            log.error("data-not-json", location, url=url, line=1, column=1)
            return []
    for name in ("feature", "mesh"):
        if name in form and isinstance(values, Mapping):
            return _of_topology(
                values, str(form[name]), name, str(form.get("filter") or ""), log, location, url
            )
    wanted = form.get("property")
    if isinstance(wanted, str) and wanted:
        for step in wanted.split("."):
            values = values.get(step) if isinstance(values, Mapping) else None
    if isinstance(values, Mapping):
        values = [values]
    if not isinstance(values, Sequence):
        values = [] if values is None else [values]
    rows: list[Row] = [
        value if isinstance(value, Mapping) else {"data": _plain(value)} for value in values
    ]
    parse = form.get("parse")
    if isinstance(parse, Mapping):
        return typed([dict(row) for row in rows], parse, guess=False)
    return rows


def _plain(value: object) -> object:
    return None if isinstance(value, float) and math.isnan(value) else value


def _of_topology(
    topology: Mapping[str, object],
    name: str,
    kind: str,
    keep: str,
    log: ProblemLog,
    location: Location,
    url: str,
) -> Rows:
    try:
        return feature(topology, name) if kind == "feature" else [mesh(topology, name, keep)]
    except BrokenTopologyError as error:
        log.error("bad-topology", location, url=url, detail=str(error))
        return []
