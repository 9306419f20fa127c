"""What a student is asked to predict: on bars, points, lines, or of a single value."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from desktop_app.charts.formats import decimals_of
from desktop_app.charts.resolving.scales import ScaleModel
from desktop_app.charts.resolving.telling import Teller
from desktop_app.charts.scaling.continuous import ContinuousScale
from desktop_app.charts.scene import MarkGroup, Plot, Slot, Task
from desktop_app.charts.spec.fields import column, plain
from desktop_app.charts.spec.grammar import Channel, Specification

_KINDS = {
    "bar": "bars", "point": "points", "circle": "points", "square": "points", "tick": "points",
    "line": "line", "area": "line", "text": "value",
}  # fmt: skip
_FINEST = 100
"""An estimate moves by about a hundredth of the axis."""


def make_task(
    specification: Specification,
    plots: Sequence[Plot],
    tellers: Sequence[Teller],
    scales: Mapping[str, ScaleModel],
) -> Task | None:
    """The task of a chart that asks for a prediction, None where it asks for none."""
    predict = specification.meta.predict
    if predict is None or not plots:
        return None
    for group in plots[0].groups:
        teller = tellers[group.unit]
        measure = _measure(teller, predict.field)
        kind = _KINDS.get(group.type, "")
        if measure is None or group.overlay or not kind or not group.count:
            continue
        return _task(specification, group, teller, measure, kind, scales)
    return None


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
    group: MarkGroup,
    teller: Teller,
    measure: Channel,
    kind: str,
    scales: Mapping[str, ScaleModel],
) -> Task | None:
    predict = specification.meta.predict
    assert predict is not None
    model = scales.get(measure.name)
    low, high = _bounds(model, group, measure)
    low = predict.minimum if predict.minimum is not None else low
    high = predict.maximum if predict.maximum is not None else high
    if not low < high:
        return None
    horizontal = measure.name == "x"
    found = teller.writer.column(teller.data, measure)
    step = _nice_step(high - low, _FINEST)
    if found is not None and (found.type == "integer" or found.decimals == 0):
        step = max(1.0, step)
    slots, lines = _slots(group, horizontal=horizontal)
    if not slots:
        return None
    return Task(
        chart=specification.chart,
        kind="value" if model is None or model.scale is None else kind,
        label=teller.writer.name(teller.data, measure),
        unit=teller.writer.unit(teller.data, measure),
        low=low,
        high=high,
        step=step,
        decimals=decimals_of(step),
        horizontal=horizontal,
        slots=slots,
        lines=lines,
    )


def _bounds(model: ScaleModel | None, group: MarkGroup, measure: Channel) -> tuple[float, float]:
    ends = [value for value in (model.domain if model else ()) if isinstance(value, int | float)]
    if model is not None and isinstance(model.scale, ContinuousScale) and len(ends) >= 2:
        return float(min(ends)), float(max(ends))
    values = [mark.value for mark in group.marks if mark.value is not None]
    top = max(values, default=1.0)
    return 0.0, _nice_step(2 * top, 1) if top > 0 else 1.0


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


def _slots(
    group: MarkGroup, *, horizontal: bool
) -> tuple[tuple[Slot, ...], tuple[tuple[str, tuple[str, ...]], ...]]:
    across, second = ("y", "y2") if horizontal else ("x", "x2")
    slots = []
    for index, mark in enumerate(group.marks):
        at, other = group.value(across, index), group.value(second, index)
        position = float(at) if isinstance(at, int | float) else 0.0
        thickness = 0.0
        if group.type in ("bar", "tick") and isinstance(other, int | float):
            position, thickness = (position + other) / 2, abs(other - position)
        name = mark.name
        slots.append(Slot(mark.row, name, position, thickness))
    lines = []
    if group.paths:
        for rank, (start, stop) in enumerate(group.paths):
            label = group.path_labels[rank] if rank < len(group.path_labels) else ""
            lines.append((label, tuple(slot.key for slot in slots[start:stop] if slot.has_place)))
    return tuple(slot for slot in slots if slot.has_place), tuple(lines)
