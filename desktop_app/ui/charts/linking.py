"""What lights up with what: the same thing on several charts, by its reference or its key."""

from __future__ import annotations

from desktop_app.charts.scene import Scene
from desktop_app.content.lesson import Lesson
from desktop_app.content.reference import Reference


class Linking:
    """Finds what a reference means on a chart.

    First the marks of the reference itself; else those of its row, when the chart shows
    another of its cells; else those of the row with the same key in another table whose
    key column has the same name. ``lesson`` knows the tables; without it, keys of
    different tables are different things.
    """

    def __init__(self, lesson: Lesson | None = None) -> None:
        self._lesson = lesson

    def ranks(self, scene: Scene, reference: Reference | None) -> tuple[int, ...]:
        """The ranks of the marks of ``scene`` that light up with ``reference``."""
        found = scene.marks_of(reference)
        if found or reference is None or reference.kind != "point":
            return found
        found = scene.marks_of(reference.row)
        if found:
            return found
        same = (self._in_table(reference, table) for table in scene.tables)
        return tuple(rank for row in same for rank in scene.marks_of(row))

    def is_lit(self, row: Reference | None, reference: Reference | None) -> bool:
        """Whether a row of a table view lights up with ``reference``."""
        if row is None or reference is None:
            return False
        if row.kind != "point" or reference.kind != "point":
            return reference.covers(row)
        return row.row in (reference.row, self._in_table(reference, row.name))

    def _in_table(self, reference: Reference, table: str) -> Reference | None:
        """The row of ``table`` with the key of ``reference``, if they share it."""
        if self._lesson is None or table == reference.name:
            return None
        one, other = self._lesson.table(reference.name), self._lesson.table(table)
        if one is None or other is None or not one.key or one.key != other.key:
            return None
        key = reference.path[1]
        return Reference.point(table, key) if key in other.rows else None
