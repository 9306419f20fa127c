"""The colours of a colour scale: what is written, a scheme, or Vega-Lite's default.

As ``compile/scale/range.ts`` and Vega's ``configureScheme``, except that the colours of
categories are tokens of the application's themes (see :mod:`desktop_app.charts.scene`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop_app.charts.resolving.scales import ScaleModel, numeric, scope_value
from desktop_app.charts.scaling.kinds import CONTINUOUS, TIMES
from desktop_app.charts.scaling.ramps import RGB, Ramp, ramp_between
from desktop_app.charts.scaling.schemes import palette, ramp
from desktop_app.charts.spec.config import section
from desktop_app.charts.spec.grammar import Properties
from desktop_app.charts.transforms.base import Scope

SERIES = 6
"""How many series the themes have colours for; more come from Tableau's palettes."""
CATEGORY = "category"
_NAMED = {"ordinal": "blues", "ramp": "blues", "heatmap": "yellowgreenblue",
          "diverging": "blueorange", "cyclical": "rainbow"}  # fmt: skip
_DIVERGING = (1.0, 0.0)
"""The default diverging scheme runs from its last colour to its first."""
_DEFAULT_COUNT = 5
"""How many colours a scheme gives where nothing says (Vega)."""
Colours = Ramp | tuple[object, ...]


def colours_of(
    model: ScaleModel, given: object, config: Properties, scope: Scope, *, reverse: bool
) -> Colours:
    """The ramp of a continuous colour scale, the list of colours of another one.

    ``given`` is the ``range``: a list of colours, or the name of a default.
    """
    mix, gamma = _mix(model, scope)
    if isinstance(given, tuple | list):
        listed = given[::-1] if reverse else given
        return _between(model, listed, mix, gamma)
    wanted = scope_value(model.get("scheme"), scope)
    name, count, extent = _asked(wanted)
    if isinstance(wanted, tuple | list):
        return _of_scheme(model, ramp_between(wanted, mix, gamma), 0, None, reverse=reverse)
    if not name:
        default = str(given) if isinstance(given, str) else _default(model)
        own = section(config, "range").get(default)
        if isinstance(own, tuple | list):
            return _between(model, own[::-1] if reverse else own, mix, gamma)
        name, count, extent = _asked(own.get("scheme") if isinstance(own, Mapping) else own)
        if not name and default == CATEGORY:
            series = series_colours(len(model.domain))
            return series[::-1] if reverse else series
        if not name:
            name = _NAMED.get(default, "blues")
            extent = _DIVERGING if default == "diverging" else None
    found = ramp(name)
    if found is not None:
        return _of_scheme(model, found, count, extent, reverse=reverse)
    listed = palette(name) or ()
    if model.type in ("quantile", "quantize", "threshold", "bin-ordinal"):
        listed = listed[: _count(model, count)]
    return _between(model, listed[::-1] if reverse else listed, mix, gamma)


def _mix(model: ScaleModel, scope: Scope) -> tuple[object, object]:
    """How the colours of a scale are mixed: as is written, else by hue for what has an order."""
    wanted = scope_value(model.get("interpolate"), scope)
    if isinstance(wanted, Mapping):
        return wanted.get("type"), wanted.get("gamma", 1.0)
    if wanted is None:
        wanted = RGB if model.first.type == "nominal" else "hcl"
    return wanted, 1.0


def _asked(wanted: object) -> tuple[str, int, tuple[float, float] | None]:
    """The name, the count and the extent of a ``scheme``."""
    if not isinstance(wanted, Mapping):
        return (wanted if isinstance(wanted, str) else ""), 0, None
    ends = wanted.get("extent")
    extent = None
    if isinstance(ends, tuple | list) and len(ends) == 2:
        extent = numeric(ends[0], 0.0), numeric(ends[1], 1.0)
    return str(wanted.get("name", "")), int(numeric(wanted.get("count"), 0.0)), extent


def _default(model: ScaleModel) -> str:
    """What the colours are called where nothing is written."""
    if model.type == "ordinal":
        return CATEGORY if model.first.type in ("nominal", "geojson") else "ordinal"
    if model.get("domainMid") is not None:
        return "diverging"
    return "heatmap" if model.mark in ("rect", "geoshape") else "ramp"


def _between(model: ScaleModel, colours: Sequence[object], mix: object, gamma: object) -> Colours:
    """A list of colours, as the type of the scale takes it."""
    if model.type not in CONTINUOUS:
        return tuple(colours)
    if model.type in TIMES or len(model.domain) > 3:  # piece by piece of the domain
        colours = colours[: max(len(model.domain), 2)]
    return ramp_between(colours, mix, gamma)


def _of_scheme(
    model: ScaleModel,
    found: Ramp,
    count: int,
    extent: tuple[float, float] | None,
    *,
    reverse: bool,
) -> Colours:
    if extent is not None:
        found = found.part(*extent)
    if model.type in CONTINUOUS and model.type not in TIMES:
        return found.reversed() if reverse else found
    colours = found.steps(_count(model, count))
    colours = colours[::-1] if reverse else colours
    return ramp_between(colours, *_mix(model, Scope())) if model.type in TIMES else colours


def _count(model: ScaleModel, count: int) -> int:
    """How many colours a scheme gives."""
    size = len(model.domain)
    if model.type == "threshold":
        return size + 1
    if model.type == "bin-ordinal":
        return max(size - 1, 1)
    if model.type in ("quantile", "quantize"):
        return min(count, 100) or _DEFAULT_COUNT
    if model.type == "ordinal":
        return min(count, 1_000) or min(size, 1_000) or _DEFAULT_COUNT
    return max(size, 1)


def series_colours(count: int) -> tuple[object, ...]:
    """The themes' series; beyond, Tableau's ten or twenty, which repeat less soon."""
    if count <= SERIES:
        return tuple(f"series:{index}" for index in range(SERIES))
    return palette("tableau20" if count > 10 else "tableau10") or ()
