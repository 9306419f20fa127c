"""The shared content model: what a lesson is. Frozen; every entity has a stable id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import ClassVar

from desktop_app.content.document import Attribute, Node
from desktop_app.content.expressions import Expression
from desktop_app.content.fields import Localised
from desktop_app.content.problems import Location, Problem
from desktop_app.content.reference import Reference
from desktop_app.content.yaml import Record

Cell = float | str | date | bool | None

BASES = ("measured", "declared", "estimated", "modelled")
"""How figures are known: counted, said in a survey, estimated by an analyst, or computed
by a model from assumptions."""


@dataclass(frozen=True)
class Source:
    """Where a figure comes from. ``via`` is where it was read, if elsewhere.

    ``basis`` is how its figures are known: one of :data:`BASES`, or "".
    """

    id: str
    title: Localised
    author: str
    year: str
    url: str
    via: str
    kind: str
    basis: str
    licence: Localised
    note: Localised
    location: Location


@dataclass(frozen=True)
class Term:
    id: str
    term: Localised
    definition: Localised
    location: Location


@dataclass(frozen=True)
class Parameter:
    """A named number that text, sliders, charts and models share."""

    id: str
    label: Localised
    unit: Localised
    minimum: float
    maximum: float
    step: float
    default: float
    location: Location

    def clamp(self, value: float) -> float:
        """``value`` within the bounds, on the nearest step above the minimum."""
        bounded = min(max(value, self.minimum), self.maximum)
        if bounded >= self.maximum:
            return self.maximum
        steps = round((bounded - self.minimum) / self.step)
        return min(round(self.minimum + steps * self.step, 10), self.maximum)

    @property
    def decimals(self) -> int:
        text = f"{self.step:.10f}".rstrip("0")
        return len(text.partition(".")[2])


@dataclass(frozen=True)
class DerivedValue:
    """A number computed from parameters, table cells and other derived values.

    ``basis``, where it is not empty, is what the computing makes of what it rests on.
    """

    id: str
    label: Localised
    unit: Localised
    decimals: int | None
    basis: str
    expression: Expression
    location: Location
    expression_at: Location


@dataclass(frozen=True)
class Column:
    """A typed column. ``names`` words the values of a category per language."""

    id: str
    type: str
    label: Localised
    unit: Localised
    decimals: int | None
    source: str
    caveat: Localised
    names: Mapping[str, Localised]
    location: Location
    source_at: Location

    @property
    def is_numeric(self) -> bool:
        return self.type in ("number", "integer")


@dataclass(frozen=True)
class Table:
    """A data set: typed columns and keyed rows. A missing cell is None.

    ``definition`` says what is counted, ``date`` when or for which period; ``basis`` and
    ``licence``, where they are empty, are those of the source. ``bases`` are those of rows
    that are known in another way than the rest. ``key`` is the column that
    tells rows apart, ``name`` the one by which people call them.
    """

    id: str
    title: Localised
    key: str
    name: str
    value: str
    source: str
    definition: Localised
    date: Localised
    basis: str
    bases: Mapping[str, str]
    licence: Localised
    caveat: Localised
    columns: Mapping[str, Column]
    rows: Mapping[str, Mapping[str, Cell]]
    places: Mapping[str, Location]
    problems: tuple[Problem, ...]
    location: Location
    source_at: Location

    def cell(self, reference: Reference) -> Cell:
        """The cell that ``point:`` ``reference`` names; raises KeyError."""
        column = reference.path[2] if len(reference.path) > 2 else self.value
        return self.rows[reference.path[1]][column]

    def column_of(self, reference: Reference) -> Column | None:
        """The column of the cell that ``reference`` names."""
        return self.columns.get(reference.path[2] if len(reference.path) > 2 else self.value)


@dataclass(frozen=True)
class Block:
    """One fenced block of a step. ``problems`` are its own defects."""

    kind: ClassVar[str] = "block"

    id: str
    attributes: Mapping[str, Attribute]
    location: Location
    problems: tuple[Problem, ...] = field(default=(), kw_only=True)

    @property
    def is_sound(self) -> bool:
        return not any(problem.is_error for problem in self.problems)

    def attribute(self, name: str, default: str = "") -> str:
        found = self.attributes.get(name)
        return found.value if found else default


@dataclass(frozen=True)
class ChartBlock(Block):
    """``of`` names the chart that this one shows again with changes."""

    kind: ClassVar[str] = "chart"

    specification: Record | None = None
    of: str = ""


@dataclass(frozen=True)
class Given:
    """One value that a lesson gives a model: ``text`` as written, and what it computes.

    ``fault`` says why ``text`` is no expression: it may be meant as a word.
    """

    text: str
    location: Location
    expression: Expression | None
    fault: tuple[str, int, str] | None = None


@dataclass(frozen=True)
class ZoneTable:
    """A lesson's own map: the columns of ``table`` that say where zones lie.

    ``x`` and ``y`` in kilometres, or, where ``is_round``, longitude and latitude in degrees;
    ``population`` in inhabitants; ``only`` the rows whose columns hold these values.
    """

    table: str
    name: str
    x: str
    y: str
    is_round: bool
    population: str
    only: tuple[tuple[str, str], ...]
    location: Location
    places: Mapping[str, Location] = field(compare=False)


@dataclass(frozen=True)
class Setting:
    """What a lesson gives one ``parameter`` of a model: a value, a list, or a map of zones."""

    parameter: str
    given: tuple[Given, ...]
    location: Location
    is_list: bool = False
    zones: ZoneTable | None = None


@dataclass(frozen=True)
class NamedState:
    """A state that the text recalls: parameters of the lesson with their values.

    ``restarts``: what the simulation went through since the beginning is forgotten.
    """

    name: str
    values: tuple[tuple[str, float, Location], ...]
    restarts: bool
    location: Location


@dataclass(frozen=True)
class CurveToDraw:
    """An ``output`` of the model to be drawn along a parameter of the lesson, before it is
    seen, at so many ``points``.
    """

    output: str
    along: str
    points: int
    output_at: Location
    along_at: Location


@dataclass(frozen=True)
class Foresight:
    """What a student says before a slider is moved: one of ``options``, or a curve."""

    question: str
    options: tuple[str, ...]
    curve: CurveToDraw | None
    location: Location


@dataclass(frozen=True)
class ModelBlock(Block):
    """A simulation on the stage. ``settings`` are what its parameters are told, ``sliders``
    the lesson's parameters that have a slider, ``views`` what is shown: all where none is
    named.
    """

    kind: ClassVar[str] = "model"

    specification: Record | None = None
    model: str = ""
    title: str = ""
    settings: tuple[Setting, ...] = ()
    sliders: tuple[tuple[str, Location], ...] = ()
    views: tuple[tuple[str, Location], ...] = ()
    states: tuple[NamedState, ...] = ()
    foresight: Foresight | None = None


@dataclass(frozen=True)
class Option:
    """An option of a question, or an expected answer, with its own explanation.

    ``correct`` is its box; what has no box (an item to put in order) is correct.
    """

    text: tuple[Node, ...]
    correct: bool
    explanation: tuple[Node, ...]
    misconception: str
    location: Location
    attributes: Mapping[str, Attribute] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class GapBlock:
    """The answers of one gap of a sentence, where they stand in a list of their own."""

    attributes: Mapping[str, Attribute]
    options: tuple[Option, ...]
    explanation: tuple[Node, ...]
    location: Location


@dataclass(frozen=True)
class QuestionBlock(Block):
    """A question as written; :mod:`desktop_app.quiz` says what each part means.

    ``explanation`` is for any answer that has none of its own. ``proofs`` is a second list
    of options: what has to be pointed at to prove the answer, with its own ``proof_prompt``.
    ``remarks``: what to say of a whole answer, by verdict (``right``, ``partly``, ``wrong``).
    """

    kind: ClassVar[str] = "question"

    type: str = ""
    prompt: tuple[Node, ...] = ()
    options: tuple[Option, ...] = ()
    explanation: tuple[Node, ...] = ()
    evidence: Reference | None = None
    gaps: tuple[GapBlock, ...] = ()
    proofs: tuple[Option, ...] = ()
    proof_prompt: tuple[Node, ...] = ()
    hints: tuple[tuple[Node, ...], ...] = ()
    remarks: Mapping[str, tuple[Node, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def passages(self) -> Iterator[tuple[Node, ...]]:
        """Everything in it that is prose, in no particular order."""
        yield from (self.prompt, self.explanation, self.proof_prompt)
        yield from self.hints
        yield from self.remarks.values()
        for gap in self.gaps:
            yield gap.explanation
        in_gaps = (option for gap in self.gaps for option in gap.options)
        for option in (*self.options, *self.proofs, *in_gaps):
            yield from (option.text, option.explanation)


@dataclass(frozen=True)
class QuestionSettings:
    """How the questions of a lesson are asked, where they do not say it themselves.

    ``penalty`` is the share of the credit that each further try costs; ``deferred``: nothing
    is said before every question of the step is answered.
    """

    tries: int = 1
    penalty: float = 1 / 3
    certainty: bool = False
    graded: bool = True
    deferred: bool = False
    shuffled: bool = False


@dataclass(frozen=True)
class TriadBlock(Block):
    """Three short passages that answer one another; see the two kinds below."""

    parts: tuple[tuple[Node, ...], ...] = ()


@dataclass(frozen=True)
class MisconceptionBlock(TriadBlock):
    """What people believe, what is the case, why; tied to a chart."""

    kind: ClassVar[str] = "misconception"

    chart: Reference | None = None


@dataclass(frozen=True)
class SourceCheckBlock(TriadBlock):
    """What the article says, what its source says, how to read it."""

    kind: ClassVar[str] = "source-check"

    source: Reference | None = None


@dataclass(frozen=True)
class ProseBlock(Block):
    content: tuple[Node, ...] = ()


@dataclass(frozen=True)
class TeacherBlock(ProseBlock):
    """Notes that only the teacher sees."""

    kind: ClassVar[str] = "teacher"


@dataclass(frozen=True)
class ProjectedBlock(ProseBlock):
    """What an audience reads instead of the step's key sentences; not on the page."""

    kind: ClassVar[str] = "projected"


@dataclass(frozen=True)
class ActivityBlock(ProseBlock):
    kind: ClassVar[str] = "activity"


@dataclass(frozen=True)
class UnknownBlock(ProseBlock):
    """A block of a kind that nobody knows: its problem is shown in its place."""


StepPart = Node | Block


@dataclass(frozen=True)
class Step:
    """Some prose and what stands on the stage beside it.

    ``essential`` is whether it belongs to the shortest route through the lesson.
    """

    id: str
    title: str
    minutes: float
    essential: bool
    parts: tuple[StepPart, ...]
    location: Location

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(part for part in self.parts if isinstance(part, Block))

    @cached_property
    def charts(self) -> tuple[ChartBlock, ...]:
        return tuple(block for block in self.blocks if isinstance(block, ChartBlock))

    @cached_property
    def models(self) -> tuple[ModelBlock, ...]:
        return tuple(block for block in self.blocks if isinstance(block, ModelBlock))

    @cached_property
    def questions(self) -> tuple[QuestionBlock, ...]:
        return tuple(block for block in self.blocks if isinstance(block, QuestionBlock))


@dataclass(frozen=True)
class ChapterHeading:
    """The front matter of a chapter."""

    title: str
    minutes: float | None
    essential: bool
    objective: str
    values: Mapping[str, DerivedValue]
    parameters: Mapping[str, Parameter]


@dataclass(frozen=True)
class Chapter:
    """A chapter in one language (``language``, which may stand in for another)."""

    id: str
    language: str
    heading: ChapterHeading
    steps: tuple[Step, ...]
    problems: tuple[Problem, ...]
    location: Location

    @property
    def title(self) -> str:
        return self.heading.title

    def blocks(self) -> Iterator[Block]:
        for step in self.steps:
            yield from step.blocks

    @cached_property
    def steps_by_id(self) -> Mapping[str, Step]:
        return MappingProxyType({step.id: step for step in self.steps})
