"""A chart between its specification and its scene: data, plots, scales and sizes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from desktop_app.charts.expressions.syntax import Expression
from desktop_app.charts.resolving.domains import Use, ascending, order_key
from desktop_app.charts.resolving.flow import Cell, UnitData, prepare, split
from desktop_app.charts.resolving.predicting import open_domain
from desktop_app.charts.resolving.ranges import plot_length, set_range
from desktop_app.charts.resolving.scales import (
    OFFSETS,
    ScaleModel,
    build_scale,
    scale_type,
    settle_domain,
)
from desktop_app.charts.sources import ChartSource, as_data
from desktop_app.charts.spec.fields import SCALED, column, effective, has_field, plain
from desktop_app.charts.spec.grammar import (
    CONTINUOUS,
    UNSET,
    Channel,
    Param,
    Sort,
    Specification,
    Unit,
)
from desktop_app.charts.transforms.aggregate import Aggregate, Op
from desktop_app.charts.transforms.base import Rows, Scope, Selected
from desktop_app.content.lesson import Lesson
from desktop_app.content.problems import ProblemLog

MOST_PLOTS = 100
"""More small multiples than that can't be read; the rest is left out, and said."""


@dataclass
class ChartModel:
    """``cells`` are the plots' facet values, row by row of ``columns`` plots.

    ``scales`` by name; ``named`` says which one a unit's channel has in a plot.
    """

    specification: Specification
    units: list[UnitData]
    scope: Scope
    own_signals: Mapping[str, object]
    cells: list[Cell] = field(default_factory=lambda: [{}])
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
    numbers = source.signals(parameters)
    own = _own_signals(specification.params, numbers, inputs, language)
    chosen = {**_initial_selections(specification), **selections}
    scope = Scope(
        signals=_Signals(numbers, own), selections=chosen, language=language,
        load=lambda data: source.rows(as_data(data), specification, log),
    )  # fmt: skip
    units = []
    for unit in specification.units:
        unit = _effective(unit, concealed=concealed)
        rows = source.rows(unit.data, specification, log)
        units.append(prepare(unit, rows, specification.facet, scope))
    model = ChartModel(specification, units, scope, own)
    _lay_out_plots(model, log)
    for data in units:
        split(data, specification.facet, model.cells, scope)
    _add_scales(model, source)
    return model


class _Signals(Mapping[str, object]):
    """The lesson's numbers, then the chart's own parameters."""

    def __init__(self, numbers: Mapping[str, object], own: Mapping[str, object]) -> None:
        self._numbers = numbers
        self._own = own

    def __getitem__(self, name: str) -> object:
        if name in self._own:
            return self._own[name]
        return self._numbers[name]

    def __iter__(self) -> Iterator[str]:
        yield from self._own
        yield from self._numbers

    def __len__(self) -> int:
        return len(self._own) + len(self._numbers)


def _own_signals(
    params: Sequence[Param],
    numbers: Mapping[str, object],
    inputs: Mapping[str, object],
    language: str,
) -> dict[str, object]:
    """The chart's parameters; one that the lesson has too follows the lesson's."""
    own: dict[str, object] = {"width": 300.0, "height": 300.0}
    for param in params:
        if param.select or param.name in numbers:
            continue
        if param.name in inputs:
            own[param.name] = inputs[param.name]
        elif param.expression is not None:
            scope = _Signals(numbers, own)
            own[param.name] = param.expression.bind(scope, language)({})
        else:
            own[param.name] = None if param.value is UNSET else param.value
    return own


def _initial_selections(specification: Specification) -> dict[str, Selected]:
    """What selections hold before anything is chosen: what their ``value`` says."""
    found = {}
    for param in specification.params:
        if not param.select:
            continue
        value = param.value
        encodings = {
            channel.name: column(channel)
            for unit in specification.units
            for channel in unit.encoding.values()
            if has_field(channel)
        }
        if isinstance(value, Mapping):
            value = (value,) if param.select == "point" else value
        if param.select == "point" and isinstance(value, tuple | list):
            points = tuple(
                {encodings.get(str(key), str(key)): cell for key, cell in point.items()}
                for point in value
                if isinstance(point, Mapping)
            )
            found[param.name] = Selected(points=points)
        elif param.select == "interval" and isinstance(value, Mapping):
            ranges = {
                encodings.get(str(key), str(key)): tuple(ends)
                for key, ends in value.items()
                if isinstance(ends, tuple | list)
            }
            found[param.name] = Selected(ranges=ranges)
        else:
            found[param.name] = Selected()
    return found


def _effective(unit: Unit, *, concealed: bool) -> Unit:
    """The unit without what can have no effect, as Vega-Lite drops it.

    An order by value would tell the values of a chart whose data are held back.
    """
    encoding = dict(unit.encoding)
    for offset in OFFSETS:
        main = encoding.get(offset[0])
        if main is None or offset not in encoding or main.type not in CONTINUOUS:
            continue
        if main.time_unit is None and main.bin is None and encoding[offset].has_data:
            del encoding[offset]
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
    rows = _facet_values(model, facet.row)
    columns = _facet_values(model, facet.wrap or facet.column)
    model.columns = max(len(columns), 1)
    cells = [{**one, **two} for one in rows for two in columns]
    if len(cells) > MOST_PLOTS:
        log.warning(
            "too-many-plots", model.specification.location, count=len(cells), limit=MOST_PLOTS
        )
    model.cells = cells[:MOST_PLOTS]  # type: ignore[assignment]


def _facet_values(model: ChartModel, channel: Channel | None) -> list[dict[str, object]]:
    """The values of one facet channel, each as the columns that say so, in order."""
    if channel is None:
        return [{}]
    name = column(channel)
    values: dict[object, object] = {}
    for data in model.units:
        for row in data.raw:
            if name in row:
                values.setdefault(row[name], row[name])
    found = list(values)
    sort = channel.sort
    if sort is None:
        return [{name: value} for value in found]
    if isinstance(sort, Sort) and sort.values:
        ranks = {value: rank for rank, value in enumerate(sort.values)}
        found.sort(key=lambda value: ranks.get(value, len(ranks)))
    elif isinstance(sort, Sort) and (sort.field or sort.op):
        keys = _aggregates(model.units, name, sort)
        found.sort(key=lambda value: order_key(keys.get(value)), reverse=sort.order == "descending")
    else:
        descending = isinstance(sort, Sort) and sort.order == "descending"
        found = ascending(found, descending=descending)
    return [{name: value} for value in found]


def _aggregates(units: Sequence[UnitData], name: str, sort: Sort) -> dict[object, object]:
    rows: Rows = [row for data in units for row in data.raw]
    found = Aggregate((name,), (Op(sort.op or "mean", plain(sort.field), "sort"),)).apply(
        rows, Scope()
    )
    return {row.get(name): row.get("sort") for row in found}


# -- scales --------------------------------------------------------------------------


def _add_scales(model: ChartModel, source: ChartSource) -> None:
    shared, single = _uses(model)
    for name, uses in shared.items():
        model.scales[name] = build_scale(name, uses, model.specification.config)
    for name, uses in single.items():
        model.hidden[name] = build_scale(name, uses, model.specification.config)
    both = [*model.scales.values(), *model.hidden.values()]
    everything = {**model.scales, **model.hidden}
    for one in both:
        if one.channel in OFFSETS or one.type in ("band", "point"):
            settle_domain(one, 0.0, model.scope)
    model.width = plot_length(model.specification, "x", everything)
    model.height = plot_length(model.specification, "y", everything)
    if isinstance(model.own_signals, dict):
        model.own_signals.update(width=model.width, height=model.height)
    first = sorted(both, key=lambda one: _ORDER.get(one.channel, 2))
    for one in first:
        if one.type not in ("band", "point") and one.channel not in OFFSETS:
            settle_domain(one, model.width if one.channel == "x" else model.height, model.scope)
            _follow_selection(model, one)
            predict = model.specification.meta.predict
            if predict is not None:
                open_domain(one, predict, source, model.scope.language)
        others = {**model.scales, **_siblings(model, one)}
        set_range(one, model.width, model.height, others, model.scope)


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
            if faceted and specification.resolution("scale", name) == "independent":
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


_FAMILIES = {"band": "position", "point": "position", "time": "time", "utc": "time",
             "ordinal": "ordinal", "bin-ordinal": "ordinal"}  # fmt: skip


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
