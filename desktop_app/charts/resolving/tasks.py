"""What a student is asked to predict: on bars, points, lines, or of a single value."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from desktop_app.charts.formats import decimals_of
from desktop_app.charts.resolving.predicting import open_bounds
from desktop_app.charts.resolving.scales import ScaleModel
from desktop_app.charts.resolving.telling import Teller
from desktop_app.charts.scaling.continuous import ContinuousScale
from desktop_app.charts.scene import MarkGroup, Plot
from desktop_app.charts.spec.fields import column, plain
from desktop_app.charts.spec.grammar import Channel, Predict, Specification
from desktop_app.charts.task import Slot, Task, TaskLine
from desktop_app.content.problems import ProblemLog

_KINDS = {
    "bar": "bars", "point": "points", "circle": "points", "square": "points", "tick": "points",
    "line": "line", "area": "line", "text": "value",
}  # fmt: skip
MOST_SLOTS = 200
"""Nobody estimates more, one by one."""
_FINEST = 100
"""An estimate moves by about a hundredth of the axis."""


def make_task(
    specification: Specification,
    plots: Sequence[Plot],
    tellers: Sequence[Teller],
    scales: Mapping[str, ScaleModel],
    log: ProblemLog,
) -> Task | None:
    """The task of a chart that asks for a prediction, None where it asks for none."""
    predict = specification.meta.predict
    if predict is None or not plots:
        return None
    for rank, group in enumerate(plots[0].groups):
        teller = tellers[group.unit]
        measure = _measure(teller, predict.field)
        kind = _KINDS.get(group.type, "")
        groups = [plot.groups[rank] for plot in plots]
        if measure is None or group.overlay or not kind or not any(one.count for one in groups):
            continue
        if _can_be_drawn(groups, kind, predict, log):
            return _task(specification, groups, teller, measure, kind, scales)
        return None
    return None


def _can_be_drawn(
    groups: Sequence[MarkGroup], kind: str, predict: Predict, log: ProblemLog
) -> bool:
    """Whether a person can give an estimate for each mark."""
    count = sum(group.count for group in groups)
    if count > MOST_SLOTS:
        log.error("predict-too-many", predict.location, count=count, most=MOST_SLOTS)
        return False
    if kind == "bars":
        for group in groups:
            middles = [round(slot.position, 3) for slot in _slots_of(group, _lies(group), 0)]
            if len(set(middles)) < len(middles):
                log.error("predict-stacked", predict.location)
                return False
    return True


def _lies(group: MarkGroup) -> bool:
    return group.orient == "horizontal"


def _measure(teller: Teller, field: str) -> Channel | None:
    for name in ("x", "y", "text"):
        channel = teller.data.encoding.get(name)
        if (
            channel is not None
            and channel.type == "quantitative"
            and field in (plain(channel.field), column(channel))
        ):
            return channel
    return None


def _task(
    specification: Specification,
    groups: Sequence[MarkGroup],
    teller: Teller,
    measure: Channel,
    kind: str,
    scales: Mapping[str, ScaleModel],
) -> Task | None:
    predict = specification.meta.predict
    assert predict is not None
    model = scales.get(measure.name)
    unit = teller.writer.unit(teller.data, measure)
    low, high = _bounds(model, groups, unit)
    low = predict.minimum if predict.minimum is not None else low
    high = predict.maximum if predict.maximum is not None else high
    if not low < high:
        return None
    horizontal = measure.name == "x"
    found = teller.writer.column(teller.data, measure)
    step = _nice_step(high - low, _FINEST)
    if found is not None and (found.type == "integer" or found.decimals == 0):
        step = max(1.0, step)
    slots, lines = _slots(groups, teller, horizontal=horizontal)
    if not slots:
        return None
    if model is None or model.scale is None:
        kind = "value"
    elif kind == "value":  # texts along an axis
        kind = "points"
    return Task(
        chart=specification.chart,
        kind=kind,
        label=teller.writer.name(teller.data, measure),
        unit=unit,
        low=low,
        high=high,
        step=step,
        decimals=decimals_of(step),
        horizontal=horizontal,
        slots=slots,
        lines=lines,
    )


def _bounds(
    model: ScaleModel | None, groups: Sequence[MarkGroup], unit: str
) -> tuple[float, float]:
    ends = [value for value in (model.domain if model else ()) if isinstance(value, int | float)]
    if model is not None and isinstance(model.scale, ContinuousScale) and len(ends) >= 2:
        return float(min(ends)), float(max(ends))
    values = [mark.value for group in groups for mark in group.marks if mark.value is not None]
    return open_bounds(values, unit)


def _nice_step(span: float, count: int) -> float:
    """The step of 1, 2 or 5 times a power of ten nearest to ``count`` steps in ``span``."""
    raw = span / max(count, 1)
    if not raw > 0 or not math.isfinite(raw):
        return 1.0
    scale = 10.0 ** math.floor(math.log10(raw))
    if not scale:
        return 1.0
    limits = ((1, 2**0.5), (2, 10**0.5), (5, 50**0.5))
    return next((factor for factor, limit in limits if raw / scale < limit), 10) * scale


def _slots_of(group: MarkGroup, horizontal: bool, plot: int) -> list[Slot]:
    across, second = ("y", "y2") if horizontal else ("x", "x2")
    slots = []
    for index, mark in enumerate(group.marks):
        at, other = group.value(across, index), group.value(second, index)
        position = float(at) if isinstance(at, int | float) else 0.0
        thickness = 0.0
        if group.type in ("bar", "tick") and isinstance(other, int | float):
            position, thickness = (position + float(other)) / 2, abs(float(other) - position)
        slots.append(Slot(mark.row, mark.name, position, thickness, plot))
    return slots


def _slots(
    groups: Sequence[MarkGroup], teller: Teller, *, horizontal: bool
) -> tuple[tuple[Slot, ...], tuple[TaskLine, ...]]:
    """The places of estimates, and the lines that they are on."""
    slots: list[Slot] = []
    lines: list[TaskLine] = []
    for plot, group in enumerate(groups):
        found = _slots_of(group, horizontal, plot)
        slots += [slot for slot in found if slot.has_place]
        for start, stop in group.paths:
            keys = tuple(slot.key for slot in found[start:stop] if slot.has_place)
            if keys:
                colour = group.value("stroke", start) or group.value("fill", start)
                name = teller.series_name(group.rows[start])
                lines.append(TaskLine(name, keys, str(colour or "ink"), plot))
    return tuple(slots), tuple(lines)
