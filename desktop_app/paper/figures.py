"""The charts of a lesson as they stand on paper, each under its number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from desktop_app.charts.resolve import resolve
from desktop_app.charts.scene import Scene
from desktop_app.charts.sources import LessonChartSource
from desktop_app.charts.spec.reader import read_specification
from desktop_app.content.descriptions import source_line
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import ChartBlock
from desktop_app.content.problems import Location, ProblemLog
from desktop_app.content.wording import word
from desktop_app.paper.elements import Element, Figure, Glue, Paragraph, Piece, Run, words


class FigureWriter:
    """Draws the charts of one lesson; ``log`` says which can't be drawn."""

    def __init__(self, lesson: Lesson, language: str, log: ProblemLog) -> None:
        self._lesson = lesson
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
        scene = self._resolved(block, to_draw=to_draw)
        if scene is None:
            self._log.warning("chart-left-out", block.location, name=block.id or block.of)
            return None
        title = self._title(scene, number, to_draw=to_draw)
        elements = (*title, self._drawn(scene, to_draw=to_draw), *self._foot(scene))
        return Piece(elements, Glue.IF_ROOM, id=f"chart:{block.id or block.of}")

    def _numbered(self, block: ChartBlock) -> int:
        return self._numbers.setdefault(block.location, len(self._numbers) + 1)

    def _resolved(self, block: ChartBlock, *, to_draw: bool) -> Scene | None:
        log = ProblemLog()
        log.extend(block.problems)
        specification = read_specification(block, self._lesson, self._language, log)
        if specification is None or any(problem.is_error for problem in log):
            return None
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

    def _foot(self, scene: Scene) -> Iterator[Element]:
        task = scene.task
        if scene.concealed and task is not None and task.kind == "value":
            for slot in task.slots:
                yield Paragraph(words(slot.name), level=1, blank=True, after=task.unit)
        if scene.note:
            yield Paragraph(words(scene.note), "note")
        sources = (self._lesson.sources[name] for name in scene.sources)
        line = " · ".join(source_line(source, self._language) for source in sources)
        if line:
            yield Paragraph(words(self._word("paper-source", source=line)), "note")

    def _word(self, code: str, **values: object) -> str:
        return word(code, self._language, values)


_DRAW = {
    "bars": "paper-draw-bars",
    "line": "paper-draw-line",
    "points": "paper-draw-points",
    "value": "paper-draw-value",
}
