"""A lesson: what its manifest says, with chapters and tables read when first needed."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from desktop_app.content.chapters import (
    chapter_path,
    guide_path,
    read_chapter,
    read_guide,
    read_heading,
)
from desktop_app.content.distributions import Distribution
from desktop_app.content.document import links
from desktop_app.content.fields import Localised, in_language
from desktop_app.content.files import (
    LessonFiles,
)
from desktop_app.content.model import (
    Block,
    Chapter,
    ChapterHeading,
    ChartBlock,
    DerivedValue,
    Parameter,
    QuestionSettings,
    Source,
    Step,
    Table,
    Term,
)
from desktop_app.content.problems import Location, Problem
from desktop_app.content.reference import Reference
from desktop_app.content.tables import read_table
from desktop_app.content.yaml import Items, Record


@dataclass(frozen=True)
class Lesson:
    """A lesson as far as it could be built. Immutable: parts read late are cached.

    ``languages[0]`` is the reference language: a chapter missing in another language
    is shown in it.
    """

    id: str
    title: Localised
    subtitle: Localised
    summary: Localised
    authors: tuple[str, ...]
    credit: Localised
    level: Localised
    minutes: float | None
    languages: tuple[str, ...]
    licence: str
    chapter_ids: tuple[str, ...]
    chapter_places: Mapping[str, Location]
    parameters: Mapping[str, Parameter]
    values: Mapping[str, DerivedValue]
    sources: Mapping[str, Source]
    terms: Mapping[str, Term]
    problems: tuple[Problem, ...]
    files: LessonFiles = field(repr=False)
    questions: QuestionSettings = field(default_factory=QuestionSettings)
    cover: str = ""
    """The image of its cover, a file of the lesson; "" for none."""
    _chapters: dict[tuple[str, str], Chapter | None] = field(default_factory=dict, repr=False)
    _guides: dict[str, Chapter | None] = field(default_factory=dict, repr=False)
    _headings: dict[tuple[str, str], ChapterHeading] = field(default_factory=dict, repr=False)
    _tables: dict[str, Table | None] = field(default_factory=dict, repr=False)
    _columns: dict[Reference, Distribution] = field(default_factory=dict, repr=False)
    _at_defaults: dict[str, float | None] = field(default_factory=dict, repr=False)

    def heading(self, chapter: str, language: str) -> ChapterHeading:
        """The front matter of a chapter, else of its reference language."""
        key = (chapter, language)
        if key not in self._headings:
            loaded = self._chapters.get(key)
            self._headings[key] = (
                loaded.heading
                if loaded
                else read_heading(self.files, chapter, language, self.languages)
            )
        found = self._headings[key]
        if not found.title and language != self.languages[0]:
            return self.heading(chapter, self.languages[0])
        return found

    def edition(self, chapter: str, language: str) -> Chapter | None:
        """The chapter written in exactly ``language``, or None where it can't be had."""
        key = (chapter, language)
        if key not in self._chapters:
            self._chapters[key] = read_chapter(self.files, *key, self.languages)
        return self._chapters[key]

    def chapter(self, chapter: str, language: str) -> Chapter | None:
        """The chapter in ``language``, else in the first language that has it."""
        order = [language, *(other for other in self.languages if other != language)]
        for candidate in order:
            known = (chapter, candidate) in self._chapters  # then a share is not asked again
            if known or self.files.exists(chapter_path(chapter, candidate)):
                found = self.edition(chapter, candidate)
                if found is not None:
                    return found
        return None

    def guide_edition(self, language: str) -> Chapter | None:
        """The teacher's guide written in exactly ``language``, or None."""
        if language not in self._guides:
            self._guides[language] = read_guide(self.files, language, self.languages)
        return self._guides[language]

    @cached_property
    def has_guide(self) -> bool:
        """Whether there is a teacher's guide; its file is not read for that."""
        return any(self.files.exists(guide_path(language)) for language in self.languages)

    def guide(self, language: str) -> Chapter | None:
        """The teacher's guide in ``language``, else in the first language that has it."""
        order = [language, *(other for other in self.languages if other != language)]
        found = (self.guide_edition(candidate) for candidate in order)
        return next((guide for guide in found if guide is not None), None)

    def loaded(self, chapter: str, language: str) -> Chapter | None:
        """The chapter if it has been read already, in ``language`` or the reference one."""
        return self._chapters.get((chapter, language)) or self._chapters.get(
            (chapter, self.languages[0])
        )

    def steps(self, language: str) -> Iterator[tuple[Chapter, Step]]:
        """Every step in order. Reads every chapter: not for the way to first paint."""
        for name in self.chapter_ids:
            chapter = self.chapter(name, language)
            if chapter is not None:
                for step in chapter.steps:
                    yield chapter, step

    def find_step(self, step: str, language: str) -> tuple[Chapter, Step] | None:
        """The step of that id; reads chapters in order until it is found."""
        return next((found for found in self.steps(language) if found[1].id == step), None)

    def find_chart(self, chart: str, language: str) -> ChartBlock | None:
        """The chart block of that id; chapters read already are looked through first."""
        read = (self.loaded(name, language) for name in self.chapter_ids)
        for step in chain(
            (step for chapter in read if chapter for step in chapter.steps),
            (step for _, step in self.steps(language)),
        ):
            for block in step.charts:
                if block.id == chart:
                    return block
        return None

    def table_ids(self) -> tuple[str, ...]:
        files = self.files.list("tables")
        names = (name.rpartition(".") for name in files if name.endswith((".csv", ".yaml")))
        return tuple(dict.fromkeys(name for name, _, _ in names))

    def table(self, name: str) -> Table | None:
        """The table of that name, read when first asked for; None where there is none."""
        if name not in self._tables:
            self._tables[name] = read_table(self.files, name, self.languages)
        return self._tables[name]

    def sources_of(self, step: Step, language: str) -> tuple[Source, ...]:
        """The sources of the tables that a step's charts and linked figures draw on."""
        names: list[str] = []
        for block in step.charts:
            names += self._table_of(block, language)
        nodes = [part for part in step.parts if not isinstance(part, Block)]
        for link in links(nodes):
            if link.reference is not None and link.reference.kind == "point":
                names.append(link.reference.name)
        tables = (self.table(name) for name in dict.fromkeys(names))
        found = dict.fromkeys(table.source for table in tables if table is not None)
        return tuple(self.sources[name] for name in found if name in self.sources)

    def tables_to_predict(self, step: Step, language: str) -> dict[str, str]:
        """The tables whose data a step's charts hold back until they are predicted.

        The chart that the prediction is kept under -> its table.
        """
        found = {}
        for block in step.charts:
            asking = self._asking(block, language)
            if asking is not None:
                for table in self._table_of(block, language):
                    found[asking.id] = table
        return found

    def charts_held_back(
        self, step: Step, language: str, waiting: Collection[str]
    ) -> frozenset[str]:
        """The charts of a step that would tell what its other charts ask for.

        ``waiting``: the tables whose data are held back. A chart that itself asks for a
        prediction conceals what it shows; it is not among these.
        """
        return frozenset(
            block.id
            for block in step.charts
            if self._asking(block, language) is None
            and any(table in waiting for table in self._tables_named(block, language))
        )

    def rests_on(self, reference: Reference, tables: Collection[str]) -> bool:
        """Whether a figure is a cell of ``tables``, or is computed from one."""
        if reference.kind == "point":
            return reference.name in tables
        if reference.kind != "value" or reference.name not in self.values:
            return False
        return any(name in tables for name in self.tables_under(reference.name))

    def tables_under(self, value: str) -> tuple[str, ...]:
        """The tables that a derived value rests on, also by way of other values."""
        found: dict[str, None] = {}
        waiting, seen = [value], {value}
        while waiting:
            expression = self.values[waiting.pop()].expression
            found |= {cell.reference.name: None for cell in expression.cells()}
            found |= {column.reference.name: None for column in expression.columns()}
            for name in expression.names():
                if name.name in self.values and name.name not in seen:
                    seen.add(name.name)
                    waiting.append(name.name)
        return tuple(found)

    def parameters_under(self, names: Iterable[str]) -> tuple[str, ...]:
        """The parameters among ``names``, and those that the values among them rest on."""
        seen: set[str] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name not in seen and name in self.values:
                waiting += [one.name for one in self.values[name].expression.names()]
            seen.add(name)
        return tuple(name for name in self.parameters if name in seen)

    def _with_origins(self, chart: ChartBlock, language: str) -> Iterator[ChartBlock]:
        """``chart``, and those that it shows again."""
        seen: set[str] = set()
        found: ChartBlock | None = chart
        while found is not None and found.id not in seen:
            yield found
            seen.add(found.id)
            found = self.find_chart(found.of, language) if found.of else None

    def _asking(self, chart: ChartBlock, language: str) -> ChartBlock | None:
        """The chart whose prediction ``chart`` waits for; None where it waits for none."""
        for block in self._with_origins(chart, language):
            meta = block.specification.get("usermeta") if block.specification else None
            if isinstance(meta, Record) and "predict" in meta:
                return block if meta["predict"] else None
        return None

    def _table_of(self, chart: ChartBlock, language: str) -> list[str]:
        for block in self._with_origins(chart, language):
            data = block.specification.get("data") if block.specification else None
            if isinstance(data, Record) and isinstance(data.get("name"), str):
                return [str(data["name"])]
        return []

    def _tables_named(self, chart: ChartBlock, language: str) -> Iterator[str]:
        """Every table that ``chart`` draws on, in layers and look-ups too."""
        for block in self._with_origins(chart, language):
            if block.specification is not None:
                yield from _named_data(block.specification)

    def cell(self, reference: Reference) -> object:
        """The cell that a ``point:`` reference names; raises KeyError."""
        table = self.table(reference.name)
        if table is None:
            raise KeyError(str(reference))
        return table.cell(reference)

    def number(self, reference: Reference) -> float:
        """The number in a cell, NaN where it is missing; KeyError where it is none."""
        cell = self.cell(reference)
        if cell is None:
            return math.nan
        if isinstance(cell, bool) or not isinstance(cell, int | float):
            raise KeyError(str(reference))
        return float(cell)

    def column(self, reference: Reference) -> Distribution:
        """The numbers of a whole column (``point:table/*/column``); raises KeyError."""
        if reference not in self._columns:
            table = self.table(reference.name)
            if table is None or not table.columns[reference.path[2]].is_numeric:
                raise KeyError(str(reference))
            cells = (row[reference.path[2]] for row in table.rows.values())
            numbers = (float(cell) for cell in cells if isinstance(cell, int | float))
            self._columns[reference] = Distribution(numbers)
        return self._columns[reference]

    def evaluate(self, value: str, parameters: Mapping[str, float]) -> float:
        """A derived value at ``parameters`` (defaults fill in), NaN where impossible.

        Raises KeyError where it rests on something that does not exist, or on itself.
        """
        known = {} if parameters else self._at_defaults
        try:
            return self._evaluate(value, parameters, known)
        except (KeyError, RecursionError) as error:
            for name in [name for name, found in known.items() if found is None]:
                del known[name]  # may be sound by itself
            raise KeyError(value) from error

    def named_number(self, name: str, parameters: Mapping[str, float]) -> float:
        """The parameter or derived value ``name`` at ``parameters``; raises KeyError."""
        if name in self.parameters:
            return self._named(name, parameters, {})
        return self.evaluate(name, parameters)

    def _named(
        self, name: str, parameters: Mapping[str, float], known: dict[str, float | None]
    ) -> float:
        if name in self.parameters:
            return parameters.get(name, self.parameters[name].default)
        return self._evaluate(name, parameters, known)

    def _evaluate(
        self, value: str, parameters: Mapping[str, float], known: dict[str, float | None]
    ) -> float:
        """``known`` holds what is computed already, None for what is being computed."""
        if value not in known:
            expression = self.values[value].expression
            known[value] = None
            known[value] = expression.evaluate(
                lambda name: self._named(name, parameters, known), self.number, self.column
            )
        found = known[value]
        if found is None:
            raise KeyError(value)
        return found

    def title_in(self, language: str) -> str:
        return in_language(self.title, language) or self.id


def _named_data(part: object) -> Iterator[str]:
    """The names of the data sources anywhere in a specification."""
    if isinstance(part, Record):
        data = part.get("data")
        if isinstance(data, Record) and isinstance(data.get("name"), str):
            yield str(data["name"])
        for key in part:
            yield from _named_data(part[key])
    elif isinstance(part, Items):
        for item in part:
            yield from _named_data(item)
