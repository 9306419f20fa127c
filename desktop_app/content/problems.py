"""Problems found in a lesson: where, what, and the values its wording needs.

The readers never raise on bad content; they report problems here and go on.
Words are added later, in either language, by :mod:`desktop_app.content.wording`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class Severity(StrEnum):
    """How bad a problem is: an error fails ``check``, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Location(NamedTuple):
    """A place in a lesson: file relative to the lesson, line and column from 1."""

    file: str
    line: int = 1
    column: int = 1

    def at(self, line: int, column: int = 1) -> Location:
        """The place ``line`` and ``column`` (from 1) of the same file."""
        return Location(self.file, line, column)


@dataclass(frozen=True)
class Problem:
    """One problem. ``values`` fill the placeholders of its wording."""

    code: str
    location: Location
    severity: Severity = Severity.ERROR
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR


class ProblemLog:
    """The problems met while one thing is read, in the order met."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    def error(self, code: str, location: Location, **values: object) -> None:
        self._add(code, location, Severity.ERROR, values)

    def warning(self, code: str, location: Location, **values: object) -> None:
        self._add(code, location, Severity.WARNING, values)

    def extend(self, problems: Iterable[Problem]) -> None:
        self._problems.extend(problems)

    def since(self, mark: int) -> tuple[Problem, ...]:
        """The problems reported after the log held ``mark`` of them."""
        return tuple(self._problems[mark:])

    def frozen(self) -> tuple[Problem, ...]:
        return tuple(self._problems)

    def __len__(self) -> int:
        return len(self._problems)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._problems)

    def _add(
        self, code: str, location: Location, severity: Severity, values: Mapping[str, object]
    ) -> None:
        self._problems.append(Problem(code, location, severity, MappingProxyType(dict(values))))


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name most like ``name``, or "" where none is close."""
    import difflib  # only when something is wrong: not on the way to the first paint

    matches = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return matches[0] if matches else ""
