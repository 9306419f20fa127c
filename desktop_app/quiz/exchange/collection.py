"""Questions on their way between a lesson and another format: what goes both ways.

What a format can't say is noted in a :class:`Losses`; it words each thing once, with the
questions that it is about.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from desktop_app.content.document import Node
from desktop_app.content.problems import Location, Problem, ProblemLog
from desktop_app.quiz.model import Question


@dataclass(frozen=True)
class Passage:
    """A text that asks nothing."""

    prose: tuple[Node, ...]


@dataclass(frozen=True)
class Section:
    """What stands together: a chapter of a lesson, a category of a question bank."""

    title: str
    items: tuple[Question | Passage, ...]


@dataclass(frozen=True)
class GlossaryTerm:
    """A word of the glossary, and what is said of it."""

    id: str
    term: str
    said: tuple[Node, ...]


@dataclass(frozen=True)
class Collection:
    """Questions in sections, in one ``language``, with the ``pictures`` that they show.

    ``terms`` are those of the glossary, for formats that teach words too.

    ``pictures``: the path of each in a lesson, and its bytes; what reads them is called
    only for those that are shown.
    """

    title: str
    language: str
    sections: tuple[Section, ...]
    picture: Callable[[str], bytes | None] = lambda _: None
    terms: tuple[GlossaryTerm, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(
            item
            for section in self.sections
            for item in section.items
            if not isinstance(item, Passage)
        )


@dataclass(frozen=True)
class Written:
    """A file as bytes, and what it could not hold."""

    data: bytes
    problems: tuple[Problem, ...] = ()


class Losses:
    """What ``format`` has no place for, each thing with the questions that have it."""

    def __init__(self, format: str) -> None:
        self._format = format
        self._found: dict[tuple[str, str], dict[str, Location]] = {}

    def lose(self, what: str, question: Question) -> None:
        """``what`` is a word of the catalogue; the rest of ``question`` is kept."""
        self._note("not-kept", what, question)

    def leave_out(self, what: str, question: Question) -> None:
        """The whole ``question``, because of ``what``."""
        self._note("left-out", what, question)

    def _note(self, code: str, what: str, question: Question) -> None:
        self._found.setdefault((code, what), {})[question.id] = question.location

    def problems(self) -> tuple[Problem, ...]:
        """One warning a thing, what is left out first."""
        log = ProblemLog()
        for (code, what), places in sorted(self._found.items()):
            log.warning(
                code,
                next(iter(places.values())),
                format=self._format,
                what=what,
                count=len(places),
                names=", ".join(places),
            )
        return log.frozen()
