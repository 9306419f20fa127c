"""From a specification to a scene: a pure function of the data, parameters and choices.

It never fails: what can't be drawn is left out and said in ``scene.problems``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from desktop_app.charts.axis import Axis, Tick
from desktop_app.charts.expressions.syntax import Expression
from desktop_app.charts.expressions.values import as_text
from desktop_app.charts.geo.france import note as insets_note
from desktop_app.charts.legend import Legend
from desktop_app.charts.resolving.arrays import floats
from desktop_app.charts.resolving.axes import AxisMaker
from desktop_app.charts.resolving.encoder import Encoder
from desktop_app.charts.resolving.flow import Cell, UnitData
from desktop_app.charts.resolving.items import Items, as_column, in_drawing_order, make_items
from desktop_app.charts.resolving.labels import changer, evaluated
from desktop_app.charts.resolving.legends import LegendMaker
from desktop_app.charts.resolving.maps import ChartMap, add_shapes, map_frames
from desktop_app.charts.resolving.model import ChartModel, build_model
from desktop_app.charts.resolving.placing import Placer
from desktop_app.charts.resolving.ranges import STEP, step_of
from desktop_app.charts.resolving.scales import ScaleModel, numeric
from desktop_app.charts.resolving.tasks import make_task
from desktop_app.charts.resolving.telling import Teller, table_of
from desktop_app.charts.resolving.widening import report_left_out
from desktop_app.charts.resolving.writing import Writer
from desktop_app.charts.scene import (
    PATHS,
    Lazy,
    MarkGroup,
    Plot,
    ScaleSummary,
    Scene,
)
from desktop_app.charts.sources import ChartSource, LessonChartSource
from desktop_app.charts.spec.config import section
from desktop_app.charts.spec.fields import column, has_field
from desktop_app.charts.spec.grammar import NOTHING, Channel, Specification
from desktop_app.charts.transforms.base import Row, Selected
from desktop_app.charts.words import in_brackets, summary
from desktop_app.content.lesson import Lesson
from desktop_app.content.problems import ProblemLog
from desktop_app.content.reference import Reference

_NONE: Mapping[str, Selected] = MappingProxyType({})
_NOUNS = {
    "bar": "bar", "line": "line", "trail": "line", "area": "area", "point": "dot",
    "circle": "dot", "square": "dot", "tick": "dot", "rect": "cell", "arc": "part",
    "geoshape": "zone", "rule": "rule", "text": "text",
}  # fmt: skip
_ASIDE = ("rule", "text")
"""Marks that are counted where there are no others."""
_BALANCED = 4
"""Small multiples wrap after so many, where the author does not say."""


def resolve(
    specification: Specification,
    source: ChartSource,
    parameters: Mapping[str, float],
    language: str,
    *,
    inputs: Mapping[str, object] = MappingProxyType({}),
    selections: Mapping[str, Selected] = _NONE,
    concealed: bool = False,
) -> Scene:
    """The scene of ``specification`` at ``parameters``.

    ``inputs`` are the values of the chart's own parameters, ``selections`` what is chosen
    in it; both default to what the specification says. ``concealed`` gives the chart as
    it stands before its prediction is revealed: axes and categories, but nothing that
    tells a value, in marks, order or words.
    """
    log = ProblemLog()
    with np.errstate(all="ignore"):  # what is too large for a number becomes infinite
        model = build_model(
            specification, source, parameters, language, inputs, selections, log,
            concealed=concealed,
        )  # fmt: skip
        scene = _Resolver(model, source, parameters, language, log).scene()
    if scene.is_empty and not any(problem.is_error for problem in log):
        log.warning("no-data", specification.location)
    scene = replace(scene, problems=log.frozen())
    return conceal(scene) if concealed and not scene.is_empty else scene


def conceal(scene: Scene) -> Scene:
    """``scene`` without what it tells: a title says the finding, a subtitle does not.

    Of the scales those of the axes are left, whose bounds do not tell the data either.
    """
    plots = tuple(replace(plot, groups=()) for plot in scene.plots)
    shown = tuple(axis.scale_name for plot in plots for axis in plot.axes)
    scales = {name: scale for name, scale in scene.scales.items() if name.endswith(shown)}
    return replace(
        scene,
        title="",
        description="",
        summary="",
        plots=plots,
        columns=(),
        rows=(),
        row_starts=(),
        legends=(),
        scales=MappingProxyType(scales),
        note="",
        concealed=True,
    )


class _Resolver:
    """Draws a model: groups, axes, legends, words."""

    def __init__(
        self,
        model: ChartModel,
        source: ChartSource,
        parameters: Mapping[str, float],
        language: str,
        log: ProblemLog,
    ) -> None:
        self._model = model
        self._specification = model.specification
        self._source = source
        self._language = language
        self._log = log
        self._writer = Writer(source, language)
        guides = (self._writer, model.scope, self._specification.config)
        self._axis_maker, self._legend_maker = AxisMaker(*guides), LegendMaker(*guides)
        facet = self._specification.facet
        self._tellers = [
            Teller(data, self._writer, model.scope, self._specification.meta, facet, parameters)
            for data in model.units
        ]
        self._map = ChartMap(model)
        self._ranks = 0
        self._tabled: list[tuple[Teller, Sequence[Row]]] = []
        self._row_starts: list[tuple[int, int, int]] = []

    def scene(self) -> Scene:
        specification, model = self._specification, self._model
        plots = tuple(self._plot(index, cell) for index, cell in enumerate(model.cells))
        for scale in model.scales.values():
            report_left_out(scale, self._log)
        columns, rows = table_of(self._tabled)
        scales = {
            f"{specification.name}_{name}" if specification.name else name: ScaleSummary(
                one.type, tuple(one.domain)
            )
            for name, one in model.scales.items()
        }
        facet = specification.facet
        scene = Scene(
            title=specification.title,
            subtitle=specification.subtitle,
            description=specification.description,
            summary="",
            language=self._language,
            width=model.width,
            height=model.height,
            keeps_aspect=model.keeps_aspect,
            plots=plots,
            legends=(*self._legends(model.scales.values()), *self._legends_of_plots()),
            scales=MappingProxyType(scales),
            row_title=self._facet_title(facet.row if facet else None),
            column_title=self._facet_title((facet.column or facet.wrap) if facet else None),
            columns=columns,
            rows=rows,
            row_starts=tuple(self._row_starts),
            sources=self._sources(),
            params=specification.params,
            signals=MappingProxyType(model.signals.own),
            selections=model.scope.selections,
            task=make_task(specification, plots, self._tellers, model.scales, self._log),
            frames=map_frames(self._map, self._language),
            note=self._note(),
        )
        return replace(scene, summary=self._summary(scene))

    def _note(self) -> str:
        """What is said under the chart: of its step, and of the scales of a map."""
        own = self._specification.meta.notes.get(self._specification.step, "")
        insets = insets_note(self._language) if self._map.is_france else ""
        return " ".join(part for part in (own, insets) if part)

    def _leaves_out_legends(self) -> bool:
        """Whether labels stand for legends; not where a legend is there to be clicked."""
        clicked = any(param.bind == "legend" for param in self._specification.params)
        return self._is_labelled() and not clicked

    def _is_labelled(self) -> bool:
        return self._specification.meta.labels is True

    # -- plots -----------------------------------------------------------------------

    def _plot(self, index: int, cell: Cell) -> Plot:
        groups = tuple(self._group(rank, index) for rank in range(len(self._model.units)))
        row, column_at, headers = self._place(index, cell)
        return Plot(groups, self._axes(index), row, column_at, *headers)

    def _place(self, index: int, cell: Cell) -> tuple[int, int, tuple[str, str, str]]:
        facet = self._specification.facet
        if facet is None:
            return 0, 0, ("", "", "")
        if facet.wrap is not None:
            across = facet.columns or min(_BALANCED, len(self._model.cells))
            header = self._header(facet.wrap, cell.along)
            return index // across, index % across, (header, "", "")
        columns = max(self._model.columns, 1)
        names = [
            self._header(channel, values) if channel is not None else ""
            for channel, values in ((facet.row, cell.down), (facet.column, cell.along))
        ]
        return index // columns, index % columns, ("", names[0], names[1])

    def _header(self, channel: Channel, values: Mapping[str, object]) -> str:
        """What names one of the small multiples."""
        config = section(self._specification.config, "header")
        style = evaluated({**config, **(channel.header or NOTHING)}, self._model.scope)
        if channel.header is None or style.get("labels") is False:
            return ""
        value, form = values.get(column(channel)), str(style.get("format") or "")
        text = self._writer.formatted(value, form, channel) if form else None
        if text is None:
            text = self._writer.value(self._model.units[0], channel, value)
        change = changer(style.get("labelExpr"), self._model.scope)
        return change((Tick(0.0, text, "", value),))[0].label

    def _facet_title(self, channel: Channel | None) -> str:
        if channel is None or channel.header is None:
            return ""
        return self._writer.label(self._model.units[0], channel)

    def _group(self, rank: int, index: int) -> MarkGroup:
        model, teller = self._model, self._tellers[rank]
        data, rows = model.units[rank], model.units[rank].main[index]
        copies = len(rows) if rows and _is_constant(data) else 1
        rows = in_drawing_order(data, rows)
        drawn, scales = rows[:1] if copies > 1 else rows, model.scales_of(rank, index)
        encoder = Encoder(
            data, drawn, scales, model.width, model.height, model.scope, data.invalid
        )  # fmt: skip
        items = make_items(self._placer(encoder), self._writes(data))
        add_shapes(self._map, encoder, items)
        count, mark = len(items.rows), data.unit.mark.type
        overlay = self._is_overlay(rank)
        walked = not overlay and not self._is_labelling(rank) and count > 0
        told = items.rows
        group = MarkGroup(
            type=mark,
            name=data.unit.name,
            unit=rank,
            count=count,
            rows=rows if copies > 1 else items.rows,
            columns={name: as_column(value, count) for name, value in items.columns.items()},
            marks=Lazy(count, lambda at: teller.mark(told[at], at)),
            orient=data.orient,
            style=items.style,
            paths=items.paths,
            defined=items.defined,
            path_labels=self._path_labels(teller, items),
            overlay=overlay,
            live=teller.is_live(),
            ranks=self._ranks if walked else -1,
            copies=copies,
            refers=_referring(teller, told),
        )
        if walked:
            if teller.columns():
                start = sum(len(rows) for _, rows in self._tabled)
                self._row_starts.append((self._ranks, start, count))
                self._tabled.append((teller, told))
            self._ranks += count
        return group

    def _placer(self, encoder: Encoder) -> Placer:
        specification, settings = self._specification, section(self._specification.config, "scale")
        steps = {side: step_of(specification, side) for side in ("x", "y")}
        view = section(specification.config, "view")
        return Placer(encoder, settings, steps, numeric(view.get("step"), STEP))

    def _writes(self, data: UnitData) -> Callable[[str, object], str]:
        def write(name: str, value: object) -> str:
            channel = data.encoding.get(name)
            return (
                self._writer.value(data, channel, value) if channel is not None else as_text(value)
            )

        return write

    def _is_overlay(self, rank: int) -> bool:
        """Whether the unit repeats the one before it: the points over a line."""
        if rank == 0:
            return False
        one, two = self._model.units[rank - 1].unit, self._model.units[rank].unit
        pairs = (("line", "point"), ("area", "line"), ("area", "point"))
        return (
            one.data == two.data
            and one.location == two.location
            and ((one.mark.type, two.mark.type) in pairs)
        )

    def _is_labelling(self, rank: int) -> bool:
        """Whether the unit writes beside the marks of another what these tell."""
        units = [data.unit for data in self._model.units]
        one = units[rank]
        if one.mark.type != "text":
            return False
        own = replace(one.data, location=one.location)
        return any(
            other.mark.type != "text" and replace(other.data, location=one.location) == own
            for other in units
        )

    def _path_labels(self, teller: Teller, items: Items) -> tuple[str, ...]:
        if not items.paths or not self._is_labelled() or teller.data.unit.mark.type == "area":
            return ()
        if len(items.paths) < 2:
            return ()
        return tuple(
            teller.series_name(items.rows[start]) if stop > start else ""
            for start, stop in items.paths
        )

    # -- axes and legends --------------------------------------------------------------

    def _legends(self, scales: Iterable[ScaleModel]) -> tuple[Legend, ...]:
        return self._legend_maker.legends(
            scales,
            labelled=self._leaves_out_legends(),
            apart=self._specification.apart("legend"),
        )

    def _legends_of_plots(self) -> Iterator[Legend]:
        """Those of scales that small multiples do not share, once where they are alike."""
        found: list[tuple[Legend, list[int]]] = []
        for index in range(len(self._model.cells)):
            own = [one for one in self._model.hidden.values() if one.uses[0].cell == index]
            for legend in self._legends(own):
                same = (at for one, at in found if replace(one, name=legend.name) == legend)
                known = next(same, None)
                if known is None:
                    found.append((legend, [index]))
                else:
                    known.append(index)
        for legend, plots in found:
            names = [header for at in plots for header in self._place(at, self._model.cells[at])[2]]
            name = ", ".join(dict.fromkeys(filter(None, names)))
            everywhere = len(plots) == len(self._model.cells)
            yield legend if everywhere else replace(legend, title=in_brackets(legend.title, name))

    def _axes(self, index: int) -> tuple[Axis, ...]:
        found: list[Axis] = []
        for channel, length in (("x", self._model.width), ("y", self._model.height)):
            known: list[str] = []
            for rank in range(len(self._model.units)):
                one = self._model.scales_of(rank, index).get(channel)
                if one is None or one.name in known:
                    continue
                axis = self._axis_maker.axis(one, length, second=bool(known))
                known.append(one.name)
                if axis is not None:
                    found.append(axis)
        return tuple(found)

    # -- words -----------------------------------------------------------------------

    def _summary(self, scene: Scene) -> str:
        """How many marks of each kind, and from which value to which."""
        walked = [group for _, group in scene.walked]
        shown = [group for group in walked if group.type not in _ASIDE] or walked
        counts: dict[str, int] = {}
        for group in shown:
            if not group.live:
                noun = _NOUNS[group.type]
                number = len(group.paths) if group.type in PATHS else group.count
                counts[noun] = counts.get(noun, 0) + number
        main = next(iter(shown), None)
        extremes = self._extremes(scene, main) if main is not None else None
        return summary(list(counts.items()), extremes, self._language)

    def _extremes(
        self, scene: Scene, main: MarkGroup
    ) -> tuple[tuple[str, str], tuple[str, str]] | None:
        teller = self._tellers[main.unit]
        measure = teller.measure
        if measure is None or measure.type != "quantitative":
            return None
        rows = [row for _, group in scene.walked if group.unit == main.unit for row in group.rows]
        values = floats(teller.raws(measure, rows))
        if np.count_nonzero(~np.isnan(values)) < 2:
            return None
        low, high = rows[int(np.nanargmin(values))], rows[int(np.nanargmax(values))]
        marks = [teller.mark(row, 0) for row in (low, high)]
        return (marks[0].text, marks[0].name), (marks[1].text, marks[1].name)

    def _sources(self) -> tuple[str, ...]:
        """The sources of what is shown, in order: of a column, else of its table."""
        if not isinstance(self._source, LessonChartSource):
            return ()
        lesson: Lesson = self._source.lesson
        found: dict[str, None] = {}
        for data in self._model.units:
            table = self._source.table(data.unit.data.table) if data.unit.data.table else None
            columns = [self._writer.column(data, one) for one in data.encoding.values()]
            own = {one.source: None for one in columns if one is not None and one.source}
            if own:
                found |= own
            elif table is not None:
                found[table.source] = None
        name = self._specification.meta.reference.rpartition("/")[0]
        referred = lesson.table(name) if name else None
        if referred is not None:  # what a map shows of each of its shapes
            found[referred.source] = None
        found |= dict.fromkeys(self._model.computed_from(lesson))
        return tuple(name for name in found if name in lesson.sources)


def _is_constant(data: UnitData) -> bool:
    """Whether every row looks the same: nothing that the marks show is read from it."""
    mark = data.unit.mark
    if data.is_path or mark.type == "geoshape":
        return False
    channels = [one for channel in data.encoding.values() for one in (channel, *channel.also)]
    given = [*mark.properties.values(), *(one.value for one in channels)]
    if any(isinstance(one, Expression) and one.reads_rows for one in given):
        return False
    return not any(has_field(one) or one.conditions for one in channels)


def _referring(teller: Teller, rows: Sequence[Row]) -> Callable[[int], tuple[Reference, ...]]:
    return lambda index: teller.references(rows[index])
