"""Reading what a channel does with its field: ``bin``, ``timeUnit``, ``aggregate``."""

from __future__ import annotations

from types import MappingProxyType

from desktop_app.charts.spec.grammar import Binning, Properties, TimeUnit
from desktop_app.charts.spec.values import ValueReader
from desktop_app.charts.spec.vocabulary import (
    AGGREGATES,
    BIN,
    TIME_UNIT,
    TIME_UNITS,
    auto_max_bins,
)
from desktop_app.content.problems import Location, nearest
from desktop_app.content.yaml import Record, Value

MAX_BINS = 10_000


def read_bin(value: Value, at: Location, channel: str, values: ValueReader) -> Binning | None:
    """How the field is binned, None where it is not."""
    if value is None or value is False:
        return None
    if value is True:
        return Binning(options=MappingProxyType({"maxbins": auto_max_bins(channel)}))
    if value == "binned":
        return Binning(binned=True)
    if not isinstance(value, Record):
        values.log.error("wrong-type", at, key="bin", expected="flag")
        return None
    options = dict(values.properties(value, BIN))
    if options.pop("binned", False):
        return Binning(True, MappingProxyType(options))
    most = options.get("maxbins")
    if isinstance(most, int | float) and not 1 <= most <= MAX_BINS:
        values.log.error(
            "out-of-range", value.value_at("maxbins"), key="maxbins", minimum=1, maximum=MAX_BINS
        )
        del options["maxbins"]
    step = options.get("step")
    if isinstance(step, int | float) and step <= 0:
        values.log.error("out-of-range", value.value_at("step"), key="step", minimum=0, maximum="∞")
        del options["step"]
    if not options.get("maxbins") and not options.get("step"):
        options["maxbins"] = auto_max_bins(channel)
    return Binning(options=MappingProxyType(options))


def read_time_unit(value: Value, at: Location, values: ValueReader) -> TimeUnit | None:
    if value is None:
        return None
    options: Properties = {}
    if isinstance(value, Record):
        options = values.properties(value, TIME_UNIT)
        if "unit" in value:
            at = value.value_at("unit")
        unit = options.get("unit", "")
    else:
        unit = value
    if not isinstance(unit, str):
        values.log.error("wrong-type", at, key="timeUnit", expected="text")
        return None
    name = unit.removeprefix("binned")
    binned = name != unit or options.get("binned") is True
    utc = name.startswith("utc") or options.get("utc") is True
    name = name.removeprefix("utc")
    maxbins = _whole(options.get("maxbins"))
    if name not in TIME_UNITS and not (not name and maxbins):
        values.log.error(
            "unknown-value",
            at,
            key="timeUnit",
            value=unit,
            nearest=nearest(unit, TIME_UNITS),
            known=", ".join(sorted(TIME_UNITS, key=lambda word: (len(word), word))[:20]),
        )
        return None
    return TimeUnit(name, _whole(options.get("step")) or 1, binned, maxbins, utc)


def _whole(value: object) -> int | None:
    found = int(value) if isinstance(value, int | float) else 0
    return found if found >= 1 else None


def read_aggregate(value: Value, at: Location, values: ValueReader) -> str:
    """The operation's name, ``argmax:field`` where it compares another field."""
    if value is None:
        return ""
    if isinstance(value, Record):
        for op in ("argmin", "argmax"):
            field = value.get(op)
            if isinstance(field, str) and len(value) == 1:
                return f"{op}:{field}"
        if "exponential" in value:
            values.log.error(
                "unsupported-key",
                value.key_at("exponential"),
                key="exponential",
                owner="aggregate",
                instead="mean, median",
            )
            return ""
    elif isinstance(value, str) and value in AGGREGATES:
        return value
    word = value if isinstance(value, str) else ""
    if not word:
        values.log.error("wrong-type", at, key="aggregate", expected="text")
    else:
        values.log.error(
            "unknown-value",
            at,
            key="aggregate",
            value=word,
            nearest=nearest(word, AGGREGATES),
            known=", ".join(AGGREGATES),
        )
    return ""
