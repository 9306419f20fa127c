"""What a specification is read against: the tables there are, the names, the language."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from desktop_app.content.lesson import Lesson

Columns = Mapping[str, str]
"""Column -> its type as tables have it (number, integer, string, date, year, boolean)."""


@dataclass(frozen=True)
class Context:
    """``tables``: name -> columns, None where any may be there. ``names``: what expressions
    may use besides ``params``.

    ``has_file`` says whether a chart may take its rows from that address. In a lesson
    (``is_lesson``) texts are typeset in ``language`` and unknown keys are mistakes
    wherever they stand.
    """

    tables: Mapping[str, Columns | None] = field(default_factory=lambda: MappingProxyType({}))
    names: Collection[str] = ()
    has_file: Callable[[str], bool] = lambda _: True
    language: str = "en"
    is_lesson: bool = False


class _LessonTables(Mapping[str, Columns]):
    """The tables of a lesson, each read when first asked for."""

    def __init__(self, lesson: Lesson) -> None:
        self._lesson = lesson

    def __getitem__(self, name: str) -> Columns:
        table = self._lesson.table(name)
        if table is None:
            raise KeyError(name)
        return {column.id: column.type for column in table.columns.values()}

    def __iter__(self) -> Iterator[str]:
        return iter(self._lesson.table_ids())

    def __len__(self) -> int:
        return len(self._lesson.table_ids())


def lesson_context(lesson: Lesson, language: str) -> Context:
    """What the charts of ``lesson`` are read against."""
    return Context(
        tables=_LessonTables(lesson),
        names=(*lesson.parameters, *lesson.values),
        has_file=lesson.files.exists,
        language=language,
        is_lesson=True,
    )
