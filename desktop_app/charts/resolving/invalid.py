"""What becomes of values that a continuous scale has no place for: null, NaN, words.

The modes are Vega-Lite's (``mark.invalid`` and ``config.scale.invalid``): such rows are
left out, break a path, or are shown at zero, at the least, or as the author says.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.charts.scaling.kinds import CATEGORICAL
from desktop_app.charts.spec.config import section
from desktop_app.charts.spec.fields import PATHS, PRIMARY
from desktop_app.charts.spec.grammar import UNSET, Channel, Mark, Properties
from desktop_app.charts.transforms.base import Rows

COUNTS = ("count", "valid", "missing", "distinct")
FILTER, SHOW = "filter", "show"
_DEFAULT = "break-paths-show-path-domains"
BREAK, BREAK_AND_FILTER = "break-paths-show-domains", "break-paths-filter-domains"


def _mode(properties: Properties, mark: str) -> str:
    """How a mark treats invalid values: one of the four constants above."""
    given = properties.get("invalid", _DEFAULT)
    if given is None:
        return SHOW
    if given == _DEFAULT:
        return BREAK if mark in PATHS else FILTER
    return str(given)


@dataclass(frozen=True)
class Invalid:
    """The modes of one unit. ``outputs``: ``config.scale.invalid``, by channel.

    ``general`` is what ``config`` says, without the mark: scales go by it.
    """

    mode: str
    general: str
    is_path: bool
    outputs: Mapping[str, object]

    @classmethod
    def of(cls, mark: Mark, config: Properties) -> Invalid:
        outputs = section(section(config, "scale"), "invalid")
        known = {**section(config, "mark"), **section(config, mark.type)}
        general = _mode(known, mark.type)
        return cls(_mode(mark.properties, mark.type), general, mark.type in PATHS, outputs)

    def _draws_whole(self, mode: str) -> bool:
        return mode == SHOW or (self.is_path and mode != FILTER)

    @property
    def drawn_whole(self) -> bool:
        """Whether marks are drawn of all rows."""
        return self._draws_whole(self.mode)

    @property
    def scaled_whole(self) -> bool:
        """Whether scales see all rows: those that are drawn, or as ``config`` says."""
        whole = self.general in (SHOW, BREAK)
        return self.drawn_whole if whole == self._draws_whole(self.general) else whole

    def is_tested(self, channel: Channel, scale: str) -> bool:
        """Whether invalid values of ``channel``, on a scale of that type, matter."""
        counts = channel.aggregate in COUNTS
        return scale not in CATEGORICAL and not counts and channel.name not in self.outputs

    def breaks(self, channel: Channel, scale: str) -> bool:
        """Whether invalid values of ``channel`` break the path."""
        return self.mode in (BREAK, BREAK_AND_FILTER) and self.is_tested(channel, scale)

    def shown_as(self, channel: Channel, scale: str) -> object:
        """What invalid values look like: UNSET as zero or the least; None: not shown."""
        if scale in CATEGORICAL or channel.aggregate in COUNTS:
            return None
        name = PRIMARY.get(channel.name, channel.name)
        given = self.outputs.get(name)
        if isinstance(given, Mapping) and "value" in given:
            return given["value"]
        return UNSET if given is not None or self.mode == SHOW else None


def valid_rows(rows: Rows, names: Sequence[str]) -> Rows:
    """The rows of which a continuous scale can place all of the columns ``names``."""
    known = None
    for name in names:
        own = valid_mask(rows, name)
        known = own if known is None else known & own
    if known is None or known.all():
        return rows
    return [row for row, holds in zip(rows, known.tolist(), strict=True) if holds]


def valid_mask(rows: Rows, name: str) -> NDArray[np.bool_]:
    """Of which rows a continuous scale can place the column ``name``."""
    values = [row.get(name) for row in rows]
    try:
        known = np.array(values, float)
    except (TypeError, ValueError, OverflowError):
        known = np.empty((0, 0))
    if known.ndim == 1:
        return np.asarray(np.isfinite(known))
    return np.fromiter(map(_is_valid, values), bool, len(values))  # a text, a list: one by one


def _is_valid(value: object) -> bool:
    if isinstance(value, int | float):
        try:
            return math.isfinite(value)
        except OverflowError:
            return False
    if isinstance(value, str):
        try:
            return math.isfinite(float(value)) if value.strip() else True
        except ValueError:
            return False
    return False
