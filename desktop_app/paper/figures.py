"""The charts of a lesson as they stand on paper, each under its number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from desktop_app.charts.resolve import resolve
from desktop_app.charts.scene import Scene
from desktop_app.charts.sources import LessonChartSource
from desktop_app.charts.spec.grammar import Specification
from desktop_app.charts.spec.reader import read_specification
from desktop_app.charts.taking import names_used
from desktop_app.content.descriptions import describe, source_line
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import ChartBlock
from desktop_app.content.numbers import format_number
from desktop_app.content.problems import Location, ProblemLog
from desktop_app.content.reference import Reference
from desktop_app.content.wording import word
from desktop_app.paper.elements import Element, Figure, Glue, Paragraph, Piece, Run, words

Scenes = dict[tuple[Location, bool], Scene | None]
"""What was resolved already: versions have the same charts."""


class FigureWriter:
    """Draws the charts of one lesson; ``log`` says which can't be drawn."""

    def __init__(self, lesson: Lesson, language: str, log: ProblemLog, scenes: Scenes) -> None:
        self._lesson = lesson
        self._scenes = scenes
        self._language = language
        self._log = log
        self._source = LessonChartSource(lesson)
        self._numbers: dict[Location, int] = {}

    def waits_for(self, block: ChartBlock) -> str:
        """The chart whose prediction ``block`` waits for; "" where it waits for none."""
        specification = read_specification(block, self._lesson, self._language, ProblemLog())
        if specification is None or specification.meta.predict is None:
            return ""
        return specification.chart

    def number(self, block: ChartBlock) -> int:
        """The number of a chart that was printed, 0 where it was not."""
        return self._numbers.get(block.location, 0)

    def count(self, blocks: Iterable[ChartBlock]) -> None:
        """Number charts that are not printed here, as they are on the worksheet."""
        for block in blocks:
            self._numbered(block)

    def piece(self, block: ChartBlock, *, to_draw: bool = False) -> Piece | None:
        """The chart with its number, title and source; None where it can't be drawn.

        ``to_draw``: without its data and its title, which tells them, for estimates.
        """
        number = self._numbered(block)
        specification = self._read(block)
        known = (block.location, to_draw)
        if known not in self._scenes:
            resolved = self._resolved(specification, to_draw=to_draw) if specification else None
            self._scenes[known] = resolved
        scene = self._scenes[known]
        if specification is None or scene is None:
            self._log.warning("chart-left-out", block.location, name=block.id or block.of)
            return None
        title = self._title(scene, number, to_draw=to_draw)
        set_to = list(self._settings(block, specification))
        elements = (*title, self._drawn(scene, to_draw=to_draw), *self._foot(scene, set_to))
        return Piece(elements, Glue.IF_ROOM, id=f"chart:{block.id or block.of}")

    def _numbered(self, block: ChartBlock) -> int:
        return self._numbers.setdefault(block.location, len(self._numbers) + 1)

    def _read(self, block: ChartBlock) -> Specification | None:
        log = ProblemLog()
        log.extend(block.problems)
        specification = read_specification(block, self._lesson, self._language, log)
        return None if any(problem.is_error for problem in log) else specification

    def _resolved(self, specification: Specification, *, to_draw: bool) -> Scene | None:
        scene = resolve(specification, self._source, {}, self._language, concealed=to_draw)
        wrong = any(problem.is_error for problem in scene.problems)
        return None if wrong or not scene.plots else scene

    def _title(self, scene: Scene, number: int, *, to_draw: bool) -> Iterator[Element]:
        lead = Run(self._word("paper-document", number=number) + "\u00a0\u00a0", "small")
        task = scene.task.label if scene.task is not None else ""
        text = scene.title or (scene.subtitle or task if to_draw else "")
        yield Paragraph((lead, *words(text, "bold")), "label")
        if scene.subtitle and scene.subtitle != text:
            yield Paragraph(words(scene.subtitle), "note")
        if to_draw:
            kind = scene.task.kind if scene.task is not None else "value"
            yield Paragraph(words(self._word(_DRAW[kind]), "italic"), "note")

    def _drawn(self, scene: Scene, *, to_draw: bool) -> Element:
        return Figure(replace(scene, title="", subtitle="", note=""), to_draw)

    def _settings(self, block: ChartBlock, specification: Specification) -> Iterator[str]:
        """What a screen lets change in a chart, as it is set on paper: « Année : 2020 »."""
        lesson, language = self._lesson, self._language
        for name in lesson.parameters_under(names_used(block, lesson, language)):
            one = lesson.parameters[name]
            if (one.minimum, one.maximum, one.step) != (0, 1, 1):  # which is a switch
                yield describe(lesson, Reference("param", (name,)), {}, language)
        colon = "\u202f: " if language == "fr" else ": "
        for param in specification.params:
            bind, value = param.bind, param.value
            if isinstance(bind, Mapping) and bind.get("input") in ("range", "select", "radio"):
                yield f"{bind.get('name') or param.name}{colon}{_chosen(bind, value, language)}"

    def _foot(self, scene: Scene, set_to: Sequence[str]) -> Iterator[Element]:
        task = scene.task
        if scene.concealed and task is not None and task.kind == "value":
            for slot in task.slots:
                yield Paragraph(words(slot.name), level=1, blank=True, after=task.unit)
        if set_to:
            semicolon = "\u202f; " if self._language == "fr" else "; "
            text = self._word("paper-set-to", settings=semicolon.join(set_to))
            yield Paragraph(words(text), "note")
        if scene.note:
            yield Paragraph(words(scene.note), "note")
        sources = (self._lesson.sources[name] for name in scene.sources)
        line = " · ".join(source_line(source, self._language) for source in sources)
        if line:
            yield Paragraph(words(self._word("paper-source", source=line)), "note")

    def _word(self, code: str, **values: object) -> str:
        return word(code, self._language, values)


def _chosen(bind: Mapping[str, object], value: object, language: str) -> str:
    """The value of an input, in the words of its author where there are any."""
    options, labels = bind.get("options"), bind.get("labels")
    if isinstance(options, list | tuple) and isinstance(labels, list | tuple):
        named = dict(zip(map(str, options), labels, strict=False))
        if str(value) in named:
            return str(named[str(value)])
    if isinstance(value, int | float) and bind.get("input") == "range":
        return format_number(float(value), language)
    return str(value)


_DRAW = {
    "bars": "paper-draw-bars",
    "line": "paper-draw-line",
    "points": "paper-draw-points",
    "value": "paper-draw-value",
}
