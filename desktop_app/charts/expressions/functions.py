"""The functions and constants of Vega's expressions."""

from __future__ import annotations

import math
import re
import time
from collections import ChainMap
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from desktop_app.charts import timeunits
from desktop_app.charts.d3formats import (
    format_number,
    format_time,
    is_number_format,
    is_time_format,
)
from desktop_app.charts.dates import (
    Fields,
    datetime_object,
    day_of_year,
    fields,
    parse_with,
    time_of,
    to_time,
)
from desktop_app.charts.expressions.values import UNDEFINED, as_number, as_text, is_nothing, is_true
from desktop_app.charts.formats import granular_format

Function = Callable[..., object]
MOST = 1_000_000
"""No text that a function makes is longer."""
MOST_LISTED = 100_000
"""No list that a function makes is longer."""
MOST_MADE = 3_000_000
"""One expression makes no more items of lists and characters of long texts, in all rows."""
_LONG = 1_000
_MAKERS = ("sequence", "timeSequence", "utcSequence", "pad", "join", "replace", "split", "reverse",
           "sort", "slice", "substring")  # fmt: skip
"""The functions whose result may be longer than what they are given, or takes long to make."""
CONSTANTS: dict[str, object] = {
    "PI": math.pi, "E": math.e, "LN2": math.log(2), "LN10": math.log(10),
    "LOG2E": math.log2(math.e), "LOG10E": math.log10(math.e), "SQRT1_2": math.sqrt(0.5),
    "SQRT2": math.sqrt(2), "NaN": math.nan, "Infinity": math.inf, "MIN_VALUE": 5e-324,
    "MAX_VALUE": 1.7976931348623157e308, "undefined": UNDEFINED,
}  # fmt: skip
UNSUPPORTED: Mapping[str, str] = {
    **dict.fromkeys(("regexp", "test"), "indexof(lower(datum.column), \"word\") >= 0"),
    **dict.fromkeys(("domain", "range"), "transform: joinaggregate"),
    **dict.fromkeys(("bandwidth", "bandspace"), "width: {\"band\": 1}"),
    **dict.fromkeys(("data", "treePath", "treeAncestors"), "transform: lookup"),
    **dict.fromkeys(
        ("indata", "inScope", "vlSelectionTest", "vlSelectionResolve", "modify"),
        "filter: {\"param\": …}",
    ),
    **dict.fromkeys(("containerSize", "windowSize", "screen"), "width, height"),
    **dict.fromkeys(("event", "x", "y", "xy", "item", "group", "view", "intersect"), "params"),
    "gradient": "{\"gradient\": \"linear\", \"stops\": […]}",
    **dict.fromkeys(
        ("copy", "encode", "scale", "invert", "geoArea", "geoBounds", "geoCentroid", "geoShape",
         "geoScale", "pathShape", "panLinear", "panLog", "panPow", "panSymlog", "zoomLinear",
         "zoomLog", "zoomPow", "zoomSymlog", "pinchDistance", "pinchAngle", "warn", "info",
         "debug"), ""
    ),
}  # fmt: skip
"""Vega's functions that there are not here, each with the nearest way, "" where there is none."""


def _one(function: Callable[[float], float]) -> Function:
    def call(value: object = math.nan, *_: object) -> float:
        try:
            return function(as_number(value))
        except (ValueError, OverflowError):
            return math.nan

    return call


def js_round(value: float) -> float:
    """Half goes up, also below zero."""
    if not math.isfinite(value):
        return value
    whole = math.floor(value)
    return float(whole + (value - whole >= 0.5))


def _log(value: float) -> float:
    return -math.inf if value == 0 else math.log(value) if value > 0 else math.nan


def _sqrt(value: float) -> float:
    return math.sqrt(value) if value >= 0 else math.nan


def _whole(function: Callable[[float], int]) -> Function:
    return _one(lambda value: float(function(value)) if math.isfinite(value) else value)


def _exp(value: float) -> float:
    return math.exp(value) if value < 709 else math.inf


def _power(one: object, two: object) -> float:
    base, exponent = as_number(one), as_number(two)
    try:
        found = math.pow(base, exponent)
    except OverflowError:
        return math.inf
    except (ValueError, ZeroDivisionError):
        return math.inf if base == 0 else math.nan
    return found


def _numbers(values: Sequence[object]) -> list[float]:
    flat = values[0] if len(values) == 1 and isinstance(values[0], list | tuple) else values
    return [as_number(value) for value in flat]


def _extreme(pick: Callable[[list[float]], float], empty: float) -> Function:
    def call(*values: object) -> float:
        numbers = _numbers(values)
        if any(math.isnan(number) for number in numbers):
            return math.nan
        return pick(numbers) if numbers else empty

    return call


def _moment(value: object) -> float:
    found = to_time(value)
    return math.nan if found is None else found


_PARTS: Mapping[str, Callable[[Fields], int]] = {
    "year": lambda at: at.year,
    "quarter": lambda at: (at.month - 1) // 3 + 1,
    "month": lambda at: at.month - 1,
    "date": lambda at: at.day,
    "day": lambda at: at.weekday,
    "hours": lambda at: at.hours,
    "minutes": lambda at: at.minutes,
    "seconds": lambda at: at.seconds,
    "milliseconds": lambda at: at.milliseconds,
    "dayofyear": lambda at: day_of_year(at) + 1,
    "week": timeunits.week_of,
}


def _field(part: str) -> Function:
    def call(value: object = None, *_: object) -> float:
        moment = _moment(value)
        if math.isnan(moment):
            return math.nan
        return float(_PARTS[part](fields(moment)))

    return call


def _datetime(*parts: object) -> float:
    """datetime(year, month from 0, day, …), or of one text, number or object."""
    if not parts:
        return time.time() * 1_000
    if len(parts) == 1:
        if isinstance(parts[0], Mapping):
            found = datetime_object(parts[0])
            return math.nan if found is None else found
        return _moment(parts[0])
    numbers = [as_number(part) for part in parts]
    year = numbers[0] + 1900 if 0 <= numbers[0] < 100 else numbers[0]
    return time_of(year, numbers[1] + 1, *numbers[2:7])


def _time_sequence(unit: object, start: object, stop: object, step: object = 1) -> list[float]:
    low, high, every = _moment(start), _moment(stop), max(as_number(step), 1)
    if not (math.isfinite(low) and math.isfinite(high)):
        return []
    found = timeunits.ticks(low, high, {"interval": as_text(unit), "step": every})
    return [moment for moment in found if moment < high]


def _offset(unit: object, value: object, step: object = 1) -> float:
    part = as_text(unit)
    return timeunits.offset("date" if part == "day" else part, _moment(value), as_number(step))


def _items(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple | str) else ()


def _index(value: object, wanted: object, *, last: bool = False) -> float:
    if isinstance(value, str):
        found = value.rfind if last else value.find
        return float(found(as_text(wanted)))
    items = _items(value)
    ranks = range(len(items) - 1, -1, -1) if last else range(len(items))
    return float(next((rank for rank in ranks if items[rank] == wanted), -1))


def _span(values: object) -> float:
    items = _items(values)
    return as_number(items[-1]) - as_number(items[0]) if items else 0.0


def _slice(value: object, start: object = 0, stop: object = None) -> object:
    items = _items(value)
    end = len(items) if stop is None else int(as_number(stop))
    return items[int(as_number(start)) : end]


def _substring(value: object, start: object = 0, stop: object = None) -> str:
    text = as_text(value)
    one = min(max(int(as_number(start)), 0), len(text))
    two = len(text) if stop is None else min(max(int(as_number(stop)), 0), len(text))
    return text[min(one, two) : max(one, two)]


def _sequence(*ends: object) -> list[float]:
    numbers = [as_number(end) for end in ends]
    start, stop, step = 0.0, 0.0, 1.0
    if len(numbers) == 1:
        stop = numbers[0]
    elif numbers:
        start, stop = numbers[0], numbers[1]
        step = numbers[2] if len(numbers) > 2 else 1.0
    if not step or not all(map(math.isfinite, (start, stop, step))):
        return []
    count = max(0, math.ceil((stop - start) / step))
    return [start + rank * step for rank in range(min(count, MOST_LISTED))]


def _split(value: object, mark: object, most: object = None) -> list[str]:
    text, sign = as_text(value), as_text(mark)
    parts = text.split(sign) if sign else list(text)
    return parts if most is None else parts[: max(int(as_number(most)), 0)]


def _join(values: object, mark: object = ",", *_: object) -> str:
    parts = ["" if is_nothing(item) else as_text(item) for item in _items(values)]
    between = as_text(mark)
    whole = sum(map(len, parts)) + len(between) * len(parts)
    return between.join(parts) if whole <= MOST else ""


def _specifier(units: object, *_: object) -> str:
    """The d3 pattern that Vega has for units: ``%Y-%m`` for a year and a month."""
    names = "".join(map(as_text, units)) if isinstance(units, list | tuple) else as_text(units)
    found = timeunits.default_format(names)
    return found.replace("%b %d, %Y", "%Y-%m-%d").replace("%b %Y", "%Y-%m")


def _pad(value: object, length: object, fill: object = " ", align: object = "right") -> str:
    text, missing = as_text(value), 0
    width, character = as_number(length), as_text(fill)[:1] or " "
    if math.isfinite(width):
        missing = min(max(int(width) - len(text), 0), MOST)
    if align == "left":
        return character * missing + text
    if align == "center":
        return character * (missing // 2) + text + character * (missing - missing // 2)
    return text + character * missing


def _truncate(value: object, length: object, align: object = "right", mark: object = "…") -> str:
    text, width, dots = as_text(value), int(as_number(length)), as_text(mark)
    if len(text) <= width:
        return text
    room = max(width - len(dots), 0)
    if align == "left":
        return dots + text[len(text) - room :]
    if align == "center":
        return text[: math.ceil(room / 2)] + dots + text[len(text) - room // 2 :]
    return text[:room] + dots


def _parse_float(value: object, *_: object) -> float:
    match = re.match(
        r"\s*[+-]?(?:Infinity|\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)", as_text(value)
    )
    return as_number(match[0]) if match else math.nan


def _parse_int(value: object, base: object = 10, *_: object) -> float:
    radix = int(as_number(base)) or 10
    text = as_text(value)
    if re.match(r"\s*[+-]?0[xX]", text) and as_number(base) in (0, 10, 16):
        radix, text = 16, re.sub("0[xX]", "", text, count=1)
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"[:radix]
    match = re.match(rf"\s*([+-]?)([{digits}]+)", text.lower())
    return float(int(match[1] + match[2], radix)) if match else math.nan


def _in_range(value: object, ends: object, left: object = True, right: object = True) -> bool:
    low, high = (as_number(end) for end in (_items(ends)[0], _items(ends)[-1]))
    low, high = min(low, high), max(low, high)
    number = as_number(value)
    above = low <= number if left is None or is_true(left) else low < number
    below = number <= high if right is None or is_true(right) else number < high
    return above and below


def _extent(values: object) -> list[float]:
    numbers = [as_number(value) for value in _items(values) if not is_nothing(value)]
    numbers = [number for number in numbers if not math.isnan(number)]
    return [min(numbers), max(numbers)] if numbers else [math.nan, math.nan]


def _clamp_range(values: object, low: object, high: object) -> list[float]:
    first, last = (as_number(end) for end in (_items(values)[0], _items(values)[-1]))
    floor, top = as_number(low), as_number(high)
    span = last - first
    if span >= top - floor:
        return [floor, top]
    start = min(max(first, floor), top - span)
    return [start, start + span]


def _lerp(values: object, share: object) -> float:
    low, high = as_number(_items(values)[0]), as_number(_items(values)[-1])
    return low + (high - low) * as_number(share)


def _sort_key(value: object) -> tuple[int, float, str]:
    if isinstance(value, int | float):
        return (0, float(value), "")
    return (1, 0.0, as_text(value))


def _merge(*objects: object) -> dict[str, object]:
    found: dict[str, object] = {}
    for one in objects:
        if isinstance(one, Mapping):
            found.update(one)
    return found


def _pluck(values: object, name: object) -> list[object]:
    key = as_text(name)
    return [item.get(key) if isinstance(item, Mapping) else None for item in _items(values)]


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_absent(value: object) -> bool:
    """Whether a conversion has nothing to convert."""
    return is_nothing(value) or value == ""


def _is_valid(value: object = None, *_: object) -> bool:
    return value is not None and value == value


_PLAIN: dict[str, Function] = {
    "abs": _one(abs), "acos": _one(math.acos), "asin": _one(math.asin), "atan": _one(math.atan),
    "ceil": _whole(math.ceil), "cos": _one(math.cos), "exp": _one(_exp),
    "floor": _whole(math.floor), "log": _one(_log), "round": _one(js_round),
    "sin": _one(math.sin), "sqrt": _one(_sqrt), "tan": _one(math.tan),
    "atan2": lambda y, x: math.atan2(as_number(y), as_number(x)),
    "hypot": lambda *values: math.hypot(*_numbers(values)), "pow": _power,
    "max": _extreme(max, -math.inf), "min": _extreme(min, math.inf),
    "clamp": lambda value, low, high: min(max(as_number(value), as_number(low)), as_number(high)),
    "isArray": lambda value=None: isinstance(value, list | tuple),
    "isBoolean": lambda value=None: isinstance(value, bool),
    "isDate": lambda value=None: False, "isRegExp": lambda value=None: False,
    "isDefined": lambda value=UNDEFINED: value is not UNDEFINED,
    "isNumber": lambda value=None: _is_number(value),
    "isObject": lambda value=None: isinstance(value, Mapping | list | tuple),
    "isString": lambda value=None: isinstance(value, str), "isValid": _is_valid,
    "isNaN": lambda value=None: _is_number(value) and math.isnan(value),
    "isFinite": lambda value=None: _is_number(value) and math.isfinite(value),
    "toBoolean": lambda value=None: (
        None if _is_absent(value) else value not in ("false", "0", False, 0)
    ),
    "toDate": lambda value=None: None if _is_absent(value) else _moment(value),
    "toNumber": lambda value=None: None if _is_absent(value) else as_number(value),
    "toString": lambda value=None: None if _is_absent(value) else as_text(value),
    "if": lambda test, yes=None, no=None: yes if is_true(test) else no,
    "now": lambda: float(int(time.time() * 1_000)), "datetime": _datetime, "utc": _datetime,
    "time": _moment, "timezoneoffset": lambda value=None: 0.0,
    "timeOffset": _offset, "utcOffset": _offset, "timeSequence": _time_sequence,
    "utcSequence": _time_sequence,
    "timeParse": lambda text, pattern: parse_with(as_text(text), as_text(pattern)),
    "utcParse": lambda text, pattern: parse_with(as_text(text), as_text(pattern)),
    "timeUnitSpecifier": _specifier,
    "extent": _extent, "clampRange": _clamp_range, "lerp": _lerp, "inrange": _in_range,
    "indexof": _index, "lastindexof": lambda value, wanted: _index(value, wanted, last=True),
    "join": _join,
    "length": lambda value=None: (
        float(len(_items(value))) if isinstance(value, list | tuple | str) else None
    ),
    "peek": lambda values: _items(values)[-1] if _items(values) else None, "pluck": _pluck,
    "reverse": lambda values: list(reversed(_items(values))), "sequence": _sequence,
    "slice": _slice, "sort": lambda values: sorted(_items(values), key=_sort_key),
    "span": _span,
    "lower": lambda value: as_text(value).lower(), "upper": lambda value: as_text(value).upper(),
    "pad": _pad, "truncate": _truncate, "trim": lambda value: as_text(value).strip(),
    "replace": lambda value, old, new: as_text(value).replace(as_text(old), as_text(new), 1)[:MOST],
    "split": _split,
    "substring": _substring, "parseFloat": _parse_float, "parseInt": _parse_int, "merge": _merge,
}  # fmt: skip
for _part in _PARTS:
    _PLAIN[_part] = _PLAIN[f"utc{_part}"] = _field(_part)


@cache
def _formats(language: str) -> dict[str, Function]:
    """The functions that write in a language."""

    def number(value: object, form: object = "") -> str:
        wanted = as_text(form)
        if not is_number_format(wanted):
            return as_text(value)
        return format_number(as_number(value), wanted, language)

    def moment(value: object, form: object = None, *_: object) -> str:
        if form is None or isinstance(form, Mapping):
            at = _moment(value)
            return format_time(at, granular_format(at, form or {}), language)
        wanted = as_text(form)
        return format_time(_moment(value), wanted, language) if is_time_format(wanted) else wanted

    def named(pattern: str, place: Callable[[int], float]) -> Function:
        return lambda value: format_time(place(int(as_number(value))), pattern, language)

    def of_month(month: int) -> float:
        return time_of(2012, month + 1)

    def of_day(day: int) -> float:
        return time_of(2012, 1, day + 1)

    return {
        "format": number, "timeFormat": moment, "utcFormat": moment,
        "monthFormat": named("%B", of_month), "monthAbbrevFormat": named("%b", of_month),
        "dayFormat": named("%A", of_day), "dayAbbrevFormat": named("%a", of_day),
    }  # fmt: skip


NAMES = frozenset(_PLAIN) | frozenset(_formats("en")) | {"random"}


class Allowance:
    """How many items and characters one expression may still make, over all rows."""

    def __init__(self) -> None:
        self.left = MOST_MADE

    def spend(self, value: object) -> object:
        """``value``; None where it is long and the allowance is used up."""
        size = len(value) if isinstance(value, str | list) else 0
        if size < _LONG:
            return value
        self.left -= size
        return value if self.left > 0 else None

    def limited(self, function: Function) -> Function:
        """``function``, which does nothing any more once the allowance is used up."""
        return lambda *values: self.spend(function(*values)) if self.left > 0 else None


def make_functions(
    language: str, draw: Callable[[], float], allowance: Allowance
) -> Mapping[str, Function]:
    """All functions, :data:`NAMES`, that write in ``language`` and draw lots with ``draw``."""
    limited = {name: allowance.limited(_PLAIN[name]) for name in _MAKERS}
    return ChainMap({"random": lambda *_: draw()}, limited, _formats(language), _PLAIN)
