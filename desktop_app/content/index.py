"""What a lesson's references can name, and whether they do."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property

from desktop_app.content.lesson import Lesson
from desktop_app.content.model import ModelBlock
from desktop_app.content.problems import Location, ProblemLog, nearest
from desktop_app.content.reference import Reference
from desktop_app.content.sentences import sentences

_UNREAD = {
    "bad-encoding",
    "file-too-large",
    "missing-file",
    "not-a-file",
    "nul-character",
    "outside-lesson",
    "unreadable-file",
    "yaml-character",
    "yaml-empty",
    "yaml-not-a-mapping",
    "yaml-syntax",
    "yaml-too-large",
}
"""What keeps all that a file holds from being read."""
_CUT = {"csv-syntax", "row-length", "too-many", "too-many-problems", "unknown-column"}
"""What keeps the rows of a table from being read, or from having their keys."""
_CANDIDATES = 2_000_000
"""How many names are weighed in all, to suggest the nearest ones."""


class Index:
    """What can be referred to, by kind.

    Where a file could not be read, nothing in it is said to be missing: that its
    names are unknown would be the same problem again, at every reference.
    """

    def __init__(self, lesson: Lesson) -> None:
        self._lesson = lesson
        self._candidates = _CANDIDATES
        self._unread = {p.location.file for p in lesson.problems if p.code in _UNREAD}

    @cached_property
    def _tables(self) -> Mapping[str, None]:
        return dict.fromkeys(self._lesson.table_ids())

    @cached_property
    def _chapters_are_read(self) -> bool:
        lesson = self._lesson
        return all(lesson.chapter(name, lesson.languages[0]) for name in lesson.chapter_ids)

    @cached_property
    def _in_chapters(self) -> Mapping[str, dict[str, None]]:
        """Steps, charts, questions, models and their states, in chapters of any language."""
        lesson = self._lesson
        kinds = ("step", "chart", "question", "model", "state")
        found: dict[str, dict[str, None]] = {kind: {} for kind in kinds}
        for language in lesson.languages:
            for _, step in lesson.steps(language):
                found["step"][step.id] = None
                for block in step.blocks:
                    if block.kind in found:
                        found[block.kind][block.id] = None
                    if isinstance(block, ModelBlock):
                        found["state"] |= dict.fromkeys(state.name for state in block.states)
        return found

    def _names(self, kind: str) -> Mapping[str, object]:
        lesson = self._lesson
        match kind:
            case "param":
                return lesson.parameters
            case "value":
                return lesson.values
            case "term":
                return lesson.terms
            case "source":
                return lesson.sources
            case "chapter":
                return lesson.chapter_places
            case "table":
                return self._tables
            case "output":  # what its model finds is for the layer that has the models to say
                return self._in_chapters["model"]
            case _:
                return self._in_chapters[kind]

    def _is_read(self, kind: str) -> bool:
        match kind:
            case "term":
                return "glossary.yaml" not in self._unread
            case "source":
                return "sources.yaml" not in self._unread
            case "step" | "chart" | "question" | "model" | "state" | "output":
                return self._chapters_are_read
            case _:
                return True

    def near(self, name: str, names: Collection[str]) -> str:
        """The nearest of ``names``, as long as looking for it stays cheap."""
        self._candidates -= len(names)
        return nearest(name, names) if self._candidates >= 0 else ""

    def resolves(self, reference: Reference, place: Location, log: ProblemLog) -> bool:
        """Whether ``reference`` names something; what does not is reported."""
        if reference.kind == "point":
            return self._point_resolves(reference, place, log)
        if reference.kind == "sentence":
            return self._sentence_resolves(reference, place, log)
        names = self._names(reference.kind)
        if reference.name in names:
            return True
        if self._is_read(reference.kind):
            self._dangling(reference, place, self.near(reference.name, names), log)
        return False

    def _point_resolves(self, reference: Reference, place: Location, log: ProblemLog) -> bool:
        table = self._lesson.table(reference.name)
        if table is None:
            near, read = self.near(reference.name, self._tables), True
        elif reference.path[1] not in table.rows:
            near = self.near(reference.path[1], table.rows)
            cut = any(problem.code in _CUT for problem in table.problems)
            read = not cut and bool(table.rows)
        elif len(reference.path) > 2 and reference.path[2] not in table.columns:
            near = self.near(reference.path[2], table.columns)
            read = bool(table.columns)
        else:
            return True
        if read:
            self._dangling(reference, place, near, log)
        return False

    def _sentence_resolves(self, reference: Reference, place: Location, log: ProblemLog) -> bool:
        """Whether the step has so many sentences, in the language of the page."""
        step, number = reference.path
        language = _language_of(place, self._lesson)
        found = self._lesson.find_step(step, language)
        if found is not None and number in {one.reference.path[1] for one in sentences(found[1])}:
            return True
        if found is not None or self._chapters_are_read:
            near = "" if found else self.near(step, self._in_chapters["step"])
            self._dangling(reference, place, near, log)
        return False

    def column_resolves(self, reference: Reference, place: Location, log: ProblemLog) -> bool:
        """Whether a whole column (``point:table/*/column``) exists; else it is reported."""
        table = self._lesson.table(reference.name)
        names = self._tables if table is None else table.columns
        wanted = reference.name if table is None else reference.path[2]
        if table is not None and (wanted in names or not names):
            return wanted in names
        self._dangling(reference, place, self.near(wanted, names), log)
        return False

    def is_sound(self, reference: Reference) -> bool:
        """Whether the table of a point has no problem of its own."""
        table = self._lesson.table(reference.name)
        return table is None or not table.problems

    @staticmethod
    def _dangling(reference: Reference, place: Location, near: str, log: ProblemLog) -> None:
        log.error("dangling-reference", place, target=str(reference), nearest=near)


def _language_of(place: Location, lesson: Lesson) -> str:
    """The language of the chapter file that ``place`` is in."""
    named = place.file.removesuffix(".md").rpartition(".")[2]
    return named if named in lesson.languages else lesson.languages[0]
