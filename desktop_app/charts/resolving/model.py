"""A chart between its specification and its scene: data, plots, scales and sizes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from desktop_app.charts.expressions.syntax import Expression
from desktop_app.charts.resolving.domains import Use
from desktop_app.charts.resolving.drawn import leave_out_categories, leave_out_invalid
from desktop_app.charts.resolving.flow import Cell, UnitData, prepare, split
from desktop_app.charts.resolving.multiples import MOST_PLOTS, cells_of
from desktop_app.charts.resolving.predicting import open_domain
from desktop_app.charts.resolving.ranges import plot_length, set_range
from desktop_app.charts.resolving.scales import ScaleModel, build_scale, scale_type
from desktop_app.charts.resolving.signals import OwnSignals, initial_selections
from desktop_app.charts.resolving.widening import settle_domain
from desktop_app.charts.scaling.kinds import TIMES
from desktop_app.charts.sources import ChartSource, as_data
from desktop_app.charts.spec.aligning import in_order_of_colours
from desktop_app.charts.spec.fields import OFFSETS, SCALED, column, effective
from desktop_app.charts.spec.grammar import (
    CONTINUOUS,
    Channel,
    Sort,
    Specification,
    Unit,
)
from desktop_app.charts.spec.marks import is_filled
from desktop_app.charts.transforms.base import Scope, Selected
from desktop_app.content.lesson import Lesson
from desktop_app.content.problems import ProblemLog


@dataclass
class ChartModel:
    """``cells`` are the plots' facet values, row by row of ``columns`` plots.

    ``scales`` by name; ``named`` says which one a unit's channel has in a plot.
    """

    specification: Specification
    units: list[UnitData]
    scope: Scope
    signals: OwnSignals
    cells: list[Cell] = field(default_factory=lambda: [Cell()])
    columns: int = 1
    scales: dict[str, ScaleModel] = field(default_factory=dict)
    named: dict[tuple[int, str, int], str] = field(default_factory=dict)
    hidden: dict[str, ScaleModel] = field(default_factory=dict)
    """The scales of single plots, where plots do not share theirs."""
    width: float = 300.0
    height: float = 300.0

    @property
    def keeps_aspect(self) -> bool:
        return any(
            data.unit.mark.type in ("arc", "geoshape") or "longitude" in data.encoding
            for data in self.units
        )

    def scales_of(self, unit: int, cell: int) -> Mapping[str, ScaleModel]:
        """The scales of a unit's channels in one plot."""
        found = {}
        for channel in SCALED:
            name = self.named.get((unit, channel, cell)) or self.named.get((unit, channel, -1))
            if name is not None:
                found[channel] = self.hidden.get(name) or self.scales[name]
        return found

    def computed_from(self, lesson: Lesson) -> Iterator[str]:
        """The sources of the lesson's cells that the chart's expressions rest on."""
        pending = [name for data in self.units for name in _names(data.unit)]
        seen: set[str] = set()
        while pending:
            name = pending.pop()
            if name in seen or name not in lesson.values:
                continue
            seen.add(name)
            expression = lesson.values[name].expression
            for cell in expression.cells():
                table = lesson.table(cell.reference.name)
                of_column = table.column_of(cell.reference) if table else None
                if table is not None:
                    yield (of_column.source if of_column else "") or table.source
            pending += [other.name for other in expression.names()]


def _names(unit: Unit) -> Iterator[str]:
    for channel in unit.encoding.values():
        if isinstance(channel.datum, Expression):
            yield from channel.datum.names
    for transform in unit.transforms:
        expression = getattr(transform, "expression", None)
        if isinstance(expression, Expression):
            yield from expression.names


def build_model(
    specification: Specification,
    source: ChartSource,
    parameters: Mapping[str, float],
    language: str,
    inputs: Mapping[str, object],
    selections: Mapping[str, Selected],
    log: ProblemLog,
    *,
    concealed: bool,
) -> ChartModel:
    """Everything that a scene is drawn from."""
    own = OwnSignals(specification, source.signals(parameters), inputs)
    chosen = {**initial_selections(specification), **selections}
    scope = Scope(
        signals=own, selections=chosen, language=language,
        load=lambda data: source.rows(as_data(data), specification, log),
    )  # fmt: skip
    own.compute(scope)
    units = []
    for unit in specification.units:
        unit = _effective(unit, concealed=concealed)
        rows = source.rows(unit.data, specification, log)
        own_scope = replace(scope, cut=_notes_of_cuts(unit, log))
        units.append(prepare(unit, rows, specification.facet, specification.config, own_scope))
    model = ChartModel(specification, units, scope, own)
    _lay_out_plots(model, log)
    for data in units:
        data.is_alone = len(units) == 1
        own_scope = replace(scope, cut=_notes_of_cuts(data.unit, log))
        split(data, specification.facet, model.cells, own_scope)
    _add_scales(model, source, log)
    return model


def _notes_of_cuts(unit: Unit, log: ProblemLog) -> Callable[[str, int], None]:
    """What tells, once a transform, that it stopped at a limit."""
    said: set[str] = set()

    def note(transform: str, limit: int) -> None:
        if transform not in said:
            said.add(transform)
            log.warning("rows-cut", unit.location, what=transform, limit=limit)

    return note


def _effective(unit: Unit, *, concealed: bool) -> Unit:
    """The unit without what can have no effect, as Vega-Lite drops it.

    An order by value would tell the values of a chart whose data are held back.
    """
    unit = in_order_of_colours(unit)
    encoding = dict(unit.encoding)
    for offset in OFFSETS:
        main = encoding.get(offset[0])
        if main is None or offset not in encoding or main.type not in CONTINUOUS:
            continue
        if main.time_unit is None and main.bin is None and encoding[offset].has_data:
            del encoding[offset]
    size = encoding.get("size")
    if unit.mark.type == "line" and size is not None and size.aggregate:
        del encoding["size"]  # a line has one width; a trail would have several
    if ("fill" if is_filled(unit) else "stroke") in encoding:
        encoding.pop("color", None)
    if concealed:
        for name, channel in encoding.items():
            sort = channel.sort
            if isinstance(sort, Sort) and (sort.field or sort.channel or sort.op):
                encoding[name] = replace(channel, sort=None)
    return replace(unit, encoding=encoding)


# -- small multiples -----------------------------------------------------------------


def _lay_out_plots(model: ChartModel, log: ProblemLog) -> None:
    facet = model.specification.facet
    if facet is None:
        return
    model.cells, model.columns, count = cells_of(facet, model.units)
    if count > MOST_PLOTS:
        log.warning("too-many-plots", model.specification.location, count=count, limit=MOST_PLOTS)


# -- scales --------------------------------------------------------------------------


def _add_scales(model: ChartModel, source: ChartSource, log: ProblemLog) -> None:
    shared, single = _uses(model)
    for name, uses in shared.items():
        model.scales[name] = build_scale(name, uses, model.specification.config)
    for name, uses in single.items():
        model.hidden[name] = build_scale(name, uses, model.specification.config)
    both = [*model.scales.values(), *model.hidden.values()]
    leave_out_invalid(model.units, model.scales_of)
    everything = {**model.scales, **model.hidden}
    for one in both:
        if one.channel in OFFSETS or one.type in ("band", "point"):
            settle_domain(one, 0.0, model.scope)
            if one.is_discrete:
                leave_out_categories(one, log)
    model.width = plot_length(model.specification, "x", everything)
    model.height = plot_length(model.specification, "y", everything)
    model.signals.resize(model.width, model.height, model.scope)
    first = sorted(both, key=lambda one: _ORDER.get(one.channel, 2))
    for one in first:
        if one.type not in ("band", "point") and one.channel not in OFFSETS:
            settle_domain(one, _own_length(model, one), model.scope)
            _follow_selection(model, one)
            predict = model.specification.meta.predict
            if predict is not None:
                open_domain(one, predict, source, model.scope.language)
        others = {**model.scales, **_siblings(model, one)}
        sides = (model.width, model.height)
        is_own = one.name not in model.scales and one.channel in ("x", "y")
        if is_own and one.type in ("band", "point"):
            own = plot_length(model.specification, one.channel, {one.name: one, **others})
            sides = (own, model.height) if one.channel == "x" else (model.width, own)
        set_range(one, sides, others, model.specification, model.scope)


def _own_length(model: ChartModel, one: ScaleModel) -> float:
    """The pixels that a position scale has: its own, where layers do not share it."""
    if one.channel in ("x", "y") and one.name in model.scales and one.name != one.channel:
        return plot_length(model.specification, one.channel, {one.name: one})
    return model.width if one.channel == "x" else model.height


_ORDER = {"x": 0, "y": 0, "xOffset": 1, "yOffset": 1}


def _siblings(model: ChartModel, one: ScaleModel) -> dict[str, ScaleModel]:
    """The scales of the same plot as a scale that plots do not share."""
    cell = one.uses[0].cell
    return {name: other for name, other in model.hidden.items() if other.uses[0].cell == cell}


def _follow_selection(model: ChartModel, one: ScaleModel) -> None:
    """A scale that is panned and zoomed shows what is in sight."""
    for param in model.specification.params:
        if param.bind != "scales":
            continue
        chosen = model.scope.selections.get(param.name)
        if chosen is None or not chosen.ranges:
            continue
        ends = chosen.ranges.get(one.channel) or chosen.ranges.get(column(one.first))
        if ends and len(ends) == 2:
            one.domain = list(ends)


def _uses(model: ChartModel) -> tuple[dict[str, list[Use]], dict[str, list[Use]]]:
    """The uses of each scale, by name: those of all plots, and those of a single one."""
    specification = model.specification
    faceted = specification.facet is not None
    shared: dict[str, list[Use]] = {}
    single: dict[str, list[Use]] = {}
    for rank, data in enumerate(model.units):
        for name in SCALED:
            channel = effective(data.encoding.get(name))
            if channel is None or not channel.has_data or channel.scale is None:
                continue
            if channel.type == "geojson":
                continue
            scale = _scale_name(specification, data.unit, name)
            if scale == name and _clashes(model, name, data):
                scale = _own_name(data.unit, name)
            alone = "independent" if name == "theta" else "shared"
            if faceted and specification.resolution("scale", name, alone) == "independent":
                for cell in range(len(model.cells)):
                    own = f"child_{name}#{cell}"
                    single.setdefault(own, []).append(Use(data, name, cell))
                    model.named[rank, name, cell] = own
                continue
            shared.setdefault(scale, []).append(Use(data, name))
            model.named[rank, name, -1] = scale
    return shared, single


def _scale_name(specification: Specification, unit: Unit, channel: str) -> str:
    """Vega-Lite's name of a scale: the channel's, or a layer's own."""
    layered = len(specification.units) > 1 and specification.facet is None
    if not layered or specification.resolution("scale", channel) == "shared":
        return channel
    return _own_name(unit, channel)


def _own_name(unit: Unit, channel: str) -> str:
    parts = unit.name.removeprefix("child_").split("_")
    return f"{'_'.join(parts[:2])}_{channel}"


_FAMILIES = {
    **dict.fromkeys(("band", "point"), "position"), **dict.fromkeys(TIMES, "time"),
    **dict.fromkeys(("quantile", "quantize", "threshold"), "steps"),
    "ordinal": "ordinal", "bin-ordinal": "bins",
}  # fmt: skip
"""Types that can be one scale (``scaleCompatible``); all others are of numbers."""


def _clashes(model: ChartModel, name: str, data: UnitData) -> bool:
    """Whether layers ask one channel for scales that can't be one: of numbers and of names."""
    families: dict[str, Channel] = {}
    for other in model.units:
        channel = effective(other.encoding.get(name))
        if channel is None or not channel.has_data or channel.scale is None:
            continue
        kind = scale_type(channel, Use(other, name))
        families[_FAMILIES.get(kind, "number")] = channel
    if families.keys() == {"position", "time"}:  # dates as categories have a place in time
        ranked, dated = families["position"], families["time"]
        return ranked.time_unit is None and ranked.field != dated.field
    return len(families) > 1
