"""What labels guides: the style that ``config`` gives them, formats, expressions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from desktop_app.charts.axis import Tick
from desktop_app.charts.d3formats import format_number, format_time, multi_format
from desktop_app.charts.expressions.syntax import Expression
from desktop_app.charts.resolving.scales import TIMES, ScaleModel, scope_value
from desktop_app.charts.spec.config import section
from desktop_app.charts.spec.grammar import Properties
from desktop_app.charts.transforms.base import Scope

_TYPES = {"band": ("axisDiscrete", "axisBand"), "point": ("axisDiscrete", "axisPoint")}
_SIDES = {"bottom": "axisBottom", "top": "axisTop", "left": "axisLeft", "right": "axisRight"}
_PERCENT = ".0%"
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


def default_format(model: ScaleModel) -> str:
    """The format of a scale whose author gives none: shares of a whole are per cents."""
    for use in model.uses:
        stack = use.data.stack
        if stack is not None and stack.channel == use.name and stack.offset == "normalize":
            return _PERCENT
    return ""


def changer(
    given: object, scope: Scope, language: str
) -> Callable[[tuple[Tick, ...]], tuple[Tick, ...]]:
    """What ``labelExpr`` makes of labels."""
    if not isinstance(given, Expression):
        return lambda ticks: ticks
    write = given.bind(scope.signals, language)

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


def moment_in(form: object, moment: float, language: str) -> str:
    """A moment in a d3 format, or in the one of several that suits its precision."""
    if isinstance(form, Mapping):
        return multi_format(moment, form, language)
    return format_time(moment, str(form), language)


def written_as(value: float, form: str, kind: object, language: str) -> str:
    """A number as ``formatType`` says: as a number, else as a moment."""
    if kind in TIMES:
        return format_time(value, form or "%Y-%m-%d", language)
    return format_number(value, form, language)
