"""Parameters that have to go together. Imports no numpy."""

from __future__ import annotations

from desktop_app.models.parameters import ParameterError, Values
from desktop_app.models.zones import hex37


def check_markets(values: Values) -> None:
    """A cost for each zone, and a pattern that divides the ring; raises ParameterError."""
    count = _zones(values)
    given = values.numbers("kappa")
    if given and len(given) != count:
        raise _lengths("kappa", len(given), "map", count)
    pattern = values.whole("pattern")
    if pattern and values["map"] == "ring" and (pattern > count or count % pattern):
        raise ParameterError("setting-not-a-divisor", value=pattern, zones=count)


def _zones(values: Values) -> int:
    own = values.zones("map")
    if own:
        return len(own)
    counts = {"ring": values.whole("zones"), "two": 2}
    return counts.get(values.choice("map"), len(hex37()))


def check_mix(values: Values) -> None:
    """As many of everything as there are occupations; raises ParameterError."""
    count = len(values.numbers("shares"))
    given = {name: len(values.numbers(name)) for name in ("rates", "shares_b", "rates_b")}
    given["occupations"] = len(values.names("occupations"))
    for name, length in given.items():
        if length not in (count, 0):
            raise _lengths(name, length, "shares", count)

    _check_territories(
        values.names("territories"), is_alone=not (given["shares_b"] or given["rates_b"])
    )


def _check_territories(names: tuple[str, ...], *, is_alone: bool) -> None:
    """A name for each territory, no two alike: charts know them by it."""
    if not names:
        return
    expected, other = (1, "shares") if is_alone else (2, "shares, shares_b")
    if len(names) != expected:
        raise _lengths("territories", len(names), other, expected)
    if len(set(names)) < len(names):
        raise ParameterError("setting-twice", name=names[0])


def _lengths(name: str, count: int, other: str, expected: int) -> ParameterError:
    return ParameterError("setting-lengths", name=name, count=count, other=other, expected=expected)
