"""Rows from a file beside a lesson or a specification, or from values written in place."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Protocol
from urllib.parse import urlsplit

from desktop_app.charts.files.delimited import MOST_LINES, parse_delimited, typed
from desktop_app.charts.files.topojson import BrokenTopologyError, feature, mesh
from desktop_app.charts.transforms.base import Row, Rows
from desktop_app.charts.transforms.fields import accessor
from desktop_app.content.encoding import read_text
from desktop_app.content.files import FolderFiles, LessonFiles
from desktop_app.content.problems import Location, ProblemLog

MAX_BYTES = 64 * 2**20
_DELIMITERS = {"csv": ",", "tsv": "\t", "dsv": ","}
_KINDS = {"csv": "csv", "tsv": "tsv", "txt": "tsv"}


class DataFiles(LessonFiles, Protocol):
    """Somewhere files are read from, and nothing outside it."""

    def find(self, name: str) -> str | None:
        """The path of the file that a specification calls ``name``; None where there is none."""
        ...


class FolderSource(FolderFiles):
    """The files of one folder: no link and no address leads out of it."""

    def find(self, name: str) -> str | None:
        """The file ``name``, also under the folder's own ``data/`` or without it."""
        path = PurePosixPath(name)
        shorter = PurePosixPath(*path.parts[1:]) if len(path.parts) > 1 else path
        for candidate in (path, PurePosixPath("data") / path, shorter, PurePosixPath(path.name)):
            try:
                found = (self._root / candidate).resolve()
                if found.is_relative_to(self._root) and found.is_file():
                    return str(candidate)
            except (OSError, ValueError, RuntimeError):
                continue
        return None


def load(
    files: DataFiles | None,
    url: str,
    form: Mapping[str, object],
    log: ProblemLog,
    location: Location,
) -> Rows:
    """The rows of the file at ``url``; none, with a problem, where it can't be read."""
    scheme, name = _parted(url)
    path = files.find(name) if files is not None else None
    if files is None or path is None:
        code = "remote-data" if scheme in ("http", "https") else "missing-data-file"
        log.error(code, location, url=url)
        return []
    text = read_text(files, path, log, MAX_BYTES)
    if text is None:
        return []
    ending = name.rpartition(".")[2].lower()
    kind = str(form.get("type") or _KINDS.get(ending, "json"))
    if kind in _DELIMITERS:
        return _of_table(text, kind, form, log, location)
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        log.error("data-not-json", location, url=url, line=line, column=column)
        return []
    return rows_of_values(value, form, log, location, url)


def _parted(url: str) -> tuple[str, str]:
    """The scheme of an address, and the path that it has in a folder."""
    try:
        parts = urlsplit(url)
    except ValueError:  # no address, but perhaps a file
        return "", url
    return parts.scheme, parts.path.lstrip("/") if parts.scheme else url


def _of_table(
    text: str, kind: str, form: Mapping[str, object], log: ProblemLog, location: Location
) -> Rows:
    """The rows of delimited text."""
    delimiter = str(form.get("delimiter") or _DELIMITERS[kind])[:1]
    rows = parse_delimited(text, delimiter)
    if len(rows) >= MOST_LINES:
        log.warning("rows-cut", location, what=kind, limit=MOST_LINES)
    return typed(rows, form.get("parse"))


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
            return _of_table(values, kind, form, log, location)
        try:
            values = json.loads(values)
        except (ValueError, RecursionError):
            log.error("data-not-json", location, url=url, line=1, column=1)
            return []
    for name in ("feature", "mesh"):
        if name in form:
            return _of_topology(values, form, name, log, location, url)
    wanted = form.get("property")
    if isinstance(wanted, str) and wanted:
        values = accessor(wanted)(values) if isinstance(values, Mapping) else None
        if values is None:
            log.error("missing-property", location, url=url, property=wanted)
            return []
    if isinstance(values, Mapping):
        if values.get("type") == "FeatureCollection":
            log.warning("whole-collection", location, url=url)
        values = [values]
    if isinstance(values, str) or not isinstance(values, Sequence):
        values = [] if values is None else [values]
    rows: list[Row] = [
        value if isinstance(value, Mapping) else {"data": _plain(value)} for value in values
    ]
    parse = form.get("parse")
    return typed([dict(row) for row in rows], parse) if parse else rows


def _plain(value: object) -> object:
    return None if isinstance(value, float) and math.isnan(value) else value


def _of_topology(
    topology: object,
    form: Mapping[str, object],
    kind: str,
    log: ProblemLog,
    location: Location,
    url: str,
) -> Rows:
    name = str(form[kind])
    try:
        if not isinstance(topology, Mapping):
            raise BrokenTopologyError("objects")
        return feature(topology, name) if kind == "feature" else [mesh(topology, name)]
    except BrokenTopologyError as error:
        log.error("bad-topology", location, url=url, detail=str(error))
        return []
