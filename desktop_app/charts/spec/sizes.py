"""Reading ``width``, ``height`` and ``resolve``."""

from __future__ import annotations

import math

from desktop_app.charts.spec.grammar import CHANNELS
from desktop_app.content.fields import Fields
from desktop_app.content.problems import ProblemLog
from desktop_app.content.yaml import Record

Size = float | tuple[str, float] | None
MAX_SIZE = 20_000
_RESOLUTIONS = ("shared", "independent")


def read_size(record: Record, key: str, log: ProblemLog) -> Size:
    """Pixels; ``("step", n)`` a category; None for the default and ``container``.

    ``("step-position", n)`` where ``{"step": n, "for": "position"}`` says that offsets
    share the step; otherwise it is that of the offsets, where there are any.
    """
    value = record.get(key)
    if value is None or value == "container":
        return None
    place = record.value_at(key)
    if isinstance(value, Record):
        fields = Fields(value, key, log)
        step = fields.number("step", required=True)
        what = fields.choice("for", ("position", "offset"))
        fields.close()
        if step is None or not 0 < step <= MAX_SIZE:
            return None
        return ("step-position" if what == "position" else "step", step)
    if isinstance(value, bool) or not isinstance(value, int | float):
        log.error("wrong-type", place, key=key, expected="number")
        return None
    if not 0 <= value <= MAX_SIZE or math.isnan(value):
        log.error("out-of-range", place, key=key, minimum=0, maximum=MAX_SIZE)
        return None
    return float(value)


def read_resolve(record: Record, log: ProblemLog) -> dict[str, str]:
    """``scale.y`` -> "shared" or "independent"."""
    whole = Fields(record, "chart", log).record_of("resolve")
    if whole is None:
        return {}
    fields = Fields(whole, "resolve", log)
    found = {}
    for kind in ("scale", "axis", "legend"):
        inner = fields.record_of(kind)
        if inner is None:
            continue
        channels = Fields(inner, kind, log)
        for channel in inner:
            if channel in CHANNELS:
                word = channels.choice(channel, _RESOLUTIONS)
                if word:
                    found[f"{kind}.{channel}"] = word
        channels.close()
    fields.close()
    return found
