"""What labels guides: the style that ``config`` gives them, formats, expressions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from desktop_app.charts.axis import Tick
from desktop_app.charts.d3formats import format_number, format_time
from desktop_app.charts.expressions.syntax import Expression
from desktop_app.charts.formats import TickFormat, tick_format
from desktop_app.charts.resolving.scales import ScaleModel, scope_value
from desktop_app.charts.resolving.writing import Writer
from desktop_app.charts.scaling.kinds import TIMES
from desktop_app.charts.spec.config import section
from desktop_app.charts.spec.grammar import Properties
from desktop_app.charts.transforms.base import Scope

_TYPES = {"band": ("axisDiscrete", "axisBand"), "point": ("axisDiscrete", "axisPoint")}
_SIDES = {"bottom": "axisBottom", "top": "axisTop", "left": "axisLeft", "right": "axisRight"}
PERCENT = "%"
_AS_WRITTEN = ("labelExpr",)
"""Properties that are expressions of each label, not of the whole chart."""


def axis_config(config: Properties, model: ScaleModel, orient: str) -> dict[str, object]:
    """What ``config`` says of an axis, as Vega-Lite's ``getAxisConfigs`` has it."""
    channel = f"axis{model.channel.upper()}"
    kinds = _TYPES.get(
        model.type, ("axisTemporal",) if model.type in TIMES else ("axisQuantitative",)
    )
    names = ["axis", _SIDES.get(orient, ""), channel, *kinds]
    names += [channel + kind.removeprefix("axis") for kind in kinds]
    found: dict[str, object] = {}
    for name in names:
        found |= section(config, name)
    return found


def evaluated(style: Mapping[str, object], scope: Scope) -> dict[str, object]:
    """``style`` with its expressions computed."""
    return {
        key: value if key in _AS_WRITTEN else scope_value(value, scope)
        for key, value in style.items()
    }


def changer(given: object, scope: Scope) -> Callable[[tuple[Tick, ...]], tuple[Tick, ...]]:
    """What ``labelExpr`` makes of labels."""
    if not isinstance(given, Expression):
        return lambda ticks: ticks
    write = scope.reader(given)

    def changed(ticks: tuple[Tick, ...]) -> tuple[Tick, ...]:
        found = []
        for rank, tick in enumerate(ticks):
            index = rank / max(len(ticks) - 1, 1)
            text = write({"value": tick.value, "label": tick.label, "index": index})
            lines = text if isinstance(text, list | tuple) else [text]
            words = " ".join("" if line is None else str(line) for line in lines)
            found.append(replace(tick, label=words, context=""))
        return tuple(found)

    return changed


def written_as(value: float, form: str, kind: object, language: str) -> str:
    """A number as ``formatType`` says: as a number, else as a moment."""
    if kind in TIMES:
        return format_time(value, form or "%Y-%m-%d", language)
    return format_number(value, form, language)


def unit_of(writer: Writer, model: ScaleModel) -> str:
    """The unit of what a scale shows, "" where its column has none."""
    return next(filter(None, (writer.unit(use.data, use.channel) for use in model.uses)), "")


def tick_format_of(
    writer: Writer, model: ScaleModel, values: Sequence[float], form: str, unit: str
) -> TickFormat:
    """How the numbers ``values`` of a scale are written, in the d3 format ``form`` if any."""
    shown = unit if unit == PERCENT else ""
    return tick_format(values, writer.language, form, shown, even=model.type != "log")


def number_or_none(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
