"""Telling Vega-Lite's objects for a date (``{"year": 2012, "month": "jan"}``) from others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

PARTS: Final = ("year", "quarter", "month", "date", "day", "hours", "minutes", "seconds",
                "milliseconds", "utc")  # fmt: skip
_NAMED: Final = ("month", "day")


def is_date_object(value: Mapping[str, object]) -> bool:
    """Whether every key is a part of a date, and every value may be one."""
    return bool(value) and all(
        key in PARTS
        and (isinstance(part, int | float) or (key in _NAMED and isinstance(part, str)))
        for key, part in value.items()
    )
