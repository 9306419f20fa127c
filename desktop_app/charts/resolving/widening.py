"""The domains of scales as they are shown: with zero, bounds, padding and round ends.

As Vega does (``vega-encode`` Scale): padding, zero, bounds, then nice.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from desktop_app.charts.resolving.arrays import floats
from desktop_app.charts.resolving.domains import domain_of, written_value
from desktop_app.charts.resolving.scales import ScaleModel, numeric, scope_value
from desktop_app.charts.scaling.continuous import nice
from desktop_app.charts.scaling.kinds import TIMES
from desktop_app.charts.spec.fields import POSITIONS, column, is_binned
from desktop_app.charts.timeunits import nice as nice_times
from desktop_app.charts.transforms.base import Scope
from desktop_app.content.problems import Location, ProblemLog


def settle_domain(model: ScaleModel, length: float, scope: Scope) -> None:
    """Give ``model`` its domain. ``length``: of its range in pixels, where padding needs it."""
    found = domain_of(model.uses, model.type, scope)
    model.written = found.explicit
    if is_binned(model.first) or model.type == "bin-ordinal":
        for use in model.uses:
            bins = use.data.bins.get(column(use.channel)) if is_binned(use.channel) else None
            if bins is not None:  # layers may have bins of their own; one axis shows all
                start, stop, step = model.bins or (bins.start, bins.stop, bins.step)
                model.bins = min(start, bins.start), max(stop, bins.stop), step
    if model.type == "bin-ordinal":
        model.domain = list(found.values) if found.explicit else list(_edges(model.bins))
        return
    if model.is_discrete:
        model.domain = found.values
        return
    raw = _raw(model, scope)
    if raw:
        model.domain, model.written = [*raw], True
        return
    values = [float(value) for value in found.values if isinstance(value, int | float)]
    if model.type in ("threshold", "quantile"):
        model.domain = [*(sorted(values) if model.type == "quantile" else values)]
        return
    if found.several and not values and scope_value(model.get("zero"), scope) is True:
        values = [0.0, 0.0]
    model.domain = list(_widened(model, values, length, scope))


def _raw(model: ScaleModel, scope: Scope) -> list[float]:
    """``domainRaw``: the domain as it is, where it has one."""
    found = scope_value(model.get("domainRaw"), scope)
    if not isinstance(found, tuple | list):
        return []
    values = [written_value(value, model.first, scope) for value in found]
    return [float(value) for value in values if isinstance(value, int | float)]


def _edges(bins: tuple[float, float, float] | None) -> list[float]:
    if bins is None:
        return []
    start, stop, step = bins
    if not step > 0 or not math.isfinite((stop - start) / step):
        return [start, stop]
    count = min(round((stop - start) / step), 1_000)
    return [start + index * step for index in range(count + 1)]


def _widened(
    model: ScaleModel, domain: list[float], length: float, scope: Scope
) -> Sequence[float]:
    """A continuous domain with its padding, zero, bounds, and round ends."""
    bounds = [_bound(model, key, scope) for key in ("domainMin", "domainMax")]
    zero = scope_value(model.get("zero"), scope) is True
    if not domain:
        known = [bound for bound in bounds if bound is not None]
        return known if len(known) == 2 else []
    last = len(domain) - 1
    if zero and model.type not in ("log", *TIMES):
        domain[0] = min(domain[0], 0.0)
        domain[last] = max(domain[last], 0.0)
    for at, bound in zip((0, last), bounds, strict=True):
        domain[at] = domain[at] if bound is None else bound
    middle = scope_value(model.get("domainMid"), scope)
    if isinstance(middle, int | float):
        at = last + 1 if middle > domain[last] else 0 if middle < domain[0] else last
        domain.insert(at, float(middle))
    padding = scope_value(model.get("padding"), scope)
    if isinstance(padding, int | float) and padding and domain[0] != domain[-1]:
        domain = _padded(model, domain, _span(model, length, scope), float(padding))
    rounded = scope_value(model.get("nice"), scope)
    return _rounded(model, domain, rounded) if rounded else domain


def _bound(model: ScaleModel, key: str, scope: Scope) -> float | None:
    value = scope_value(model.get(key), scope)
    if value is None:
        return None
    if model.type in TIMES:
        value = written_value(value, model.first, scope)
    return float(value) if isinstance(value, int | float) else None


def _rounded(model: ScaleModel, domain: list[float], rounded: object) -> Sequence[float]:
    if model.type in TIMES:
        return nice_times(domain[0], domain[-1], 10 if isinstance(rounded, bool) else rounded)
    if model.type == "identity":
        return domain
    return nice(
        model.type,
        tuple(domain),
        numeric(rounded, 10.0),
        base=numeric(model.get("base"), 10.0),
    )


def _span(model: ScaleModel, length: float, scope: Scope) -> float:
    """The pixels from one end of the range to the other."""
    given = scope_value(model.get("range"), scope)
    if not isinstance(given, tuple | list):
        return length
    ends = [value for value in given if isinstance(value, int | float)]
    return abs(ends[-1] - ends[0]) if len(ends) > 1 else length


def _padded(model: ScaleModel, domain: list[float], length: float, padding: float) -> list[float]:
    """The domain so that its ends stand ``padding`` pixels inside the range."""
    share = length / (length - 2 * padding) if length > 2 * padding else 1.0
    way, back = _measure(model)
    start, stop = way(domain[0]), way(domain[-1])
    middle, half = (start + stop) / 2, (stop - start) / 2 * share
    try:
        low, high = back(middle - half), back(middle + half)
    except OverflowError:
        return domain
    if not (math.isfinite(low) and math.isfinite(high)):
        return domain
    return [low, *domain[1:-1], high]


def _measure(model: ScaleModel) -> tuple[Callable[[float], float], Callable[[float], float]]:
    """The measure on which the scale is linear, and the way back."""
    if model.type == "log":
        return (lambda x: math.log(x) if x > 0 else math.nan), math.exp
    if model.type in ("pow", "sqrt"):
        power = numeric(model.get("exponent"), 0.5 if model.type == "sqrt" else 1.0) or 1.0
        return (
            lambda x: math.copysign(abs(x) ** power, x),
            lambda x: math.copysign(abs(x) ** (1 / power), x),
        )
    if model.type == "symlog":
        constant = numeric(model.get("constant"), 1.0) or 1.0
        return (
            lambda x: math.copysign(math.log1p(abs(x / constant)), x),
            lambda x: math.copysign(math.expm1(abs(x)) * constant, x),
        )
    return (lambda x: x), (lambda x: x)


def report_left_out(model: ScaleModel, log: ProblemLog) -> None:
    """Say how many values a position scale has no place for, where its author may not see it."""
    if model.channel not in POSITIONS or model.is_discrete or not model.domain:
        return
    bounds = [value for value in model.domain if isinstance(value, int | float)]
    low, high = min(bounds, default=-math.inf), max(bounds, default=math.inf)
    said: set[tuple[str, Location]] = set()
    for use in model.uses:
        place = use.channel.location
        if not use.channel.field or use.data.stack is not None or (use.name, place) in said:
            continue
        said.add((use.name, place))  # a line and the points over it show the same
        name = column(use.channel)
        if model.type != "log" and (not model.written or use.channel.bin):
            continue
        values = floats([row.get(name) for row in use.rows()])
        values = values[~np.isnan(values)]
        if model.type == "log" and high > 0:
            wrong = int(np.count_nonzero(values <= 0))
            if wrong:
                log.warning("log-needs-positive", place, channel=use.name, count=wrong)
                values = values[values > 0]
        if model.written and not use.channel.bin:
            outside = int(np.count_nonzero((values < low) | (values > high)))
            if outside:
                log.warning("outside-domain", place, channel=use.name, count=outside)
