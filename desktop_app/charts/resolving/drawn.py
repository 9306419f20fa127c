"""Which rows are drawn: not those with values that no scale can place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from desktop_app.charts.resolving.flow import UnitData
from desktop_app.charts.resolving.invalid import valid_rows
from desktop_app.charts.resolving.scales import ScaleModel
from desktop_app.charts.scaling.discrete import identity
from desktop_app.charts.spec.fields import column, effective, has_field, is_binned
from desktop_app.charts.transforms.base import Rows
from desktop_app.content.problems import ProblemLog

MOST_CATEGORIES = 10_000
"""An axis has no more categories: nobody could tell them apart."""
ScalesOf = Callable[[int, int], Mapping[str, ScaleModel]]
"""The scales of a unit in a plot, by channel."""


def leave_out_invalid(units: Sequence[UnitData], scales_of: ScalesOf) -> None:
    """Part the rows that are drawn from those that scales see (Vega-Lite's filterInvalid)."""
    for rank, data in enumerate(units):
        invalid = data.invalid
        for cell, rows in enumerate(data.main):
            kept = rows
            if not (invalid.drawn_whole and invalid.scaled_whole):
                scales = scales_of(rank, cell)
                names = {  # Vega-Lite keeps one test a field: the last channel's
                    one.field: column(one)
                    for name, scale in scales.items()
                    if (one := effective(data.encoding.get(name))) is not None
                    and has_field(one)
                    and invalid.is_tested(one, scale.type)
                }
                kept = valid_rows(rows, tuple(names.values()))
            data.main[cell] = rows if invalid.drawn_whole else kept
            data.scaled.append(rows if invalid.scaled_whole else kept)
        if data.together is not None and not invalid.scaled_whole:
            kept_rows = {id(row) for rows in data.scaled for row in rows}
            data.together = [row for row in data.together if id(row) in kept_rows]


def leave_out_categories(scale: ScaleModel, log: ProblemLog) -> None:
    """Cut the domain of a position scale to as many categories as a plot can hold."""
    count = len(scale.domain)
    if count <= MOST_CATEGORIES:
        return
    log.warning(
        "too-many-categories",
        scale.first.location,
        channel=scale.channel,
        count=count,
        limit=MOST_CATEGORIES,
    )
    scale.domain = scale.domain[:MOST_CATEGORIES]
    shown = {identity(value) for value in scale.domain}
    for use in scale.uses:
        data, channel = use.data, use.channel
        name = column(channel, bin_suffix="range" if is_binned(channel) else "")

        def kept(rows: Rows, name: str = name) -> Rows:
            return [row for row in rows if identity(row.get(name)) in shown]

        if has_field(channel):
            data.main = [kept(rows) for rows in data.main]
            data.scaled = [kept(rows) for rows in data.scaled]
            data.together = kept(data.together) if data.together is not None else None
