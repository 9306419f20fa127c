"""The table of a chart as CSV, for a spreadsheet."""

from __future__ import annotations

import csv
import io
import math

from desktop_app.charts.d3formats import format_time
from desktop_app.charts.scene import Scene, TableCell, TableColumn

FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a text that starts so for a formula."""
NUMBER_MARKS = "+-0123456789.,  "


def to_csv(scene: Scene, language: str) -> str:
    """What ``scene`` shows, as CSV that a spreadsheet opens right in ``language``.

    In French fields are parted by semicolons and decimals by commas, as spreadsheets in
    French settings want. Numbers are whole, without thousands separators; dates are
    ``2020-04-06`` (with the time of day where there is one), which every spreadsheet reads.
    Lines end as RFC 4180 says; what a spreadsheet would take for a formula is quoted.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";" if language == "fr" else ",", lineterminator="\r\n")
    writer.writerow([_safe(column.title) for column in scene.columns])
    for row in scene.rows:
        pairs = zip(row.cells, scene.columns, strict=True)
        writer.writerow([_written(cell, column, language) for cell, column in pairs])
    return buffer.getvalue()


def _written(cell: TableCell, column: TableColumn, language: str) -> str:
    value = cell.sort
    if isinstance(value, float) and math.isfinite(value):
        if column.dated:
            return format_time(value, "%Y-%m-%d %H:%M" if value % 86_400_000 else "%Y-%m-%d", "en")
        if column.numeric:
            text = repr(int(value) if value.is_integer() else value)
            return text.replace(".", ",") if language == "fr" else text
    return "" if value is None and cell.text == "–" else _safe(cell.text)


def _safe(text: str) -> str:
    plain_text = text.replace("\u202f", " ").replace("\u00a0", " ").replace("\n", " ")
    if plain_text.startswith(FORMULAS) and plain_text.strip(NUMBER_MARKS):
        return f"'{plain_text}"
    return plain_text
