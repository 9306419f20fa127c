"""Between what a prediction is made: bounds that do not tell the data."""

from __future__ import annotations

import math
from collections.abc import Sequence

from desktop_app.charts.resolving.scales import ScaleModel
from desktop_app.charts.sources import ChartSource, column_of
from desktop_app.charts.spec.fields import column, plain
from desktop_app.charts.spec.grammar import Predict
from desktop_app.content.fields import in_language

PERCENT = "%"


def open_domain(model: ScaleModel, predict: Predict, source: ChartSource, language: str) -> None:
    """Give the scale of what is predicted a domain that does not tell it.

    What the author gives stands; else all of 0 to 100 %, else powers of ten beyond the data.
    """
    use = model.uses[0]
    named = (plain(use.channel.field), column(use.channel))
    if predict.field not in named or model.channel not in ("x", "y") or model.is_discrete:
        return
    found = column_of(source, use.data.unit.data, plain(use.channel.field))
    unit = in_language(found.unit, language) if found is not None else ""
    values = [value for value in model.domain if isinstance(value, int | float)]
    if not model.written and model.type != "log":
        model.domain = list(open_bounds(values, unit))
    low, high = predict.minimum, predict.maximum
    if low is not None and high is not None and not model.written:
        model.domain = [low, high]


def open_bounds(values: Sequence[float], unit: str) -> tuple[float, float]:
    """Bounds around ``values`` that do not tell them: all of 0 to 100 %, else far beyond."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    if unit == PERCENT and low >= 0 and high <= 100:
        return 0.0, 100.0
    low = 0.0 if low >= 0 else -_next_power(-low)
    high = 0.0 if high <= 0 else _next_power(high)
    return (low, high) if low < high else (low, low + 1)


def _next_power(value: float) -> float:
    """The first of 1, 2, 5, 10… that leaves ``value`` well below it."""
    power = 10.0 ** math.floor(math.log10(value)) if value > 0 else 1.0
    return next(factor * power for factor in (2, 5, 10, 20) if factor * power >= 1.5 * value)
