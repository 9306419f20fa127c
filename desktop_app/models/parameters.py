"""What a model can be told: numbers, choices and lists, with what is possible for each.

Imports no numpy: lessons are checked against these before anything is computed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from desktop_app.models.zones import MOST_ZONES, Zone

Value: TypeAlias = "float | int | str | tuple[float, ...] | tuple[str, ...] | tuple[Zone, ...]"
Scale: TypeAlias = Literal["linear", "log"]

_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?", re.ASCII | re.IGNORECASE)


class ParameterError(Exception):
    """A parameter that a model can't take: the code and values of its sentence."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values


@dataclass(frozen=True)
class Bounds:
    """An interval of numbers; an open end does not belong to it."""

    low: float
    high: float
    open_low: bool = False
    open_high: bool = False

    def __contains__(self, value: float) -> bool:
        above = value > self.low if self.open_low else value >= self.low
        below = value < self.high if self.open_high else value <= self.high
        return above and below

    def text(self, name: str) -> str:
        """The interval as an inequality of ``name``: ``1 < sigma ≤ 100``."""
        low, high = "<" if self.open_low else "≤", "<" if self.open_high else "≤"
        return f"{plain(self.low)} {low} {name} {high} {plain(self.high)}"


def plain(value: float) -> str:
    """A number as it is typed on a command line."""
    return f"{value:.12g}" if abs(value) >= 1e-4 or value == 0 else f"{value:g}"


@dataclass(frozen=True)
class NumberParameter:
    """A number. ``bounds`` is what is possible, ``offered`` what a slider reaches.

    ``symbol`` is how formulas write it; labels and units are in the model's texts.
    ``only_with`` names the choice without which it has no effect: ``("map", "ring")``.
    """

    name: str
    symbol: str
    default: float
    bounds: Bounds
    offered: tuple[float, float]
    step: float
    scale: Scale = "linear"
    whole: bool = False
    only_with: tuple[str, str] | None = None

    @property
    def form(self) -> str:
        """What is possible, as an inequality."""
        return self.bounds.text(self.name)

    def read(self, text: str) -> float:
        """The number written in ``text``; raises ParameterError."""
        return self.check(_number(self.name, text, self.form))

    def check(self, value: object) -> float:
        """``value`` where it is possible; raises ParameterError."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ParameterError(
                "setting-not-a-number", name=self.name, value=value, bounds=self.form
            )
        if not math.isfinite(value) or value not in self.bounds:
            raise _outside(self.name, value, self.form)
        if not self.whole:
            return float(value)
        if value != int(value):
            raise ParameterError(
                "setting-not-whole", name=self.name, value=plain(value), bounds=self.form
            )
        return int(value)


@dataclass(frozen=True)
class ChoiceParameter:
    """One word of several."""

    name: str
    default: str
    choices: tuple[str, ...]
    only_with: tuple[str, str] | None = None

    @property
    def symbol(self) -> str:
        return self.name

    @property
    def form(self) -> str:
        """What can be chosen."""
        return ", ".join(self.choices)

    def read(self, text: str) -> Value:
        """The choice named ``text``; raises ParameterError."""
        return self.check(text)

    def check(self, value: object) -> Value:
        """``value`` where it can be chosen; raises ParameterError."""
        if value in self.choices:
            return str(value)
        raise ParameterError("setting-not-a-choice", name=self.name, value=value, known=self.form)


@dataclass(frozen=True)
class MapParameter(ChoiceParameter):
    """A map that has a name, or the zones of a lesson's own map."""

    def check(self, value: object) -> Value:
        """``value`` where it is a map; raises ParameterError."""
        if isinstance(value, tuple) and value and all(isinstance(one, Zone) for one in value):
            _check_zones(self.name, value)
            return value
        return super().check(value)


def _check_zones(name: str, zones: tuple[Zone, ...]) -> None:
    if not 2 <= len(zones) <= MOST_ZONES:
        raise _outside(name, len(zones), Bounds(2, MOST_ZONES).text("zones"))
    for zone in zones:
        for part, value, bounds in (
            ("x", zone.x, Bounds(-20_000, 20_000)),
            ("y", zone.y, Bounds(-20_000, 20_000)),
            ("population", zone.population, Bounds(0, 1e7)),
            ("cost", zone.cost, Bounds(0, 1_000, open_low=True)),
        ):
            if value not in bounds:
                raise _outside(f"{part} ({zone.name})", value, bounds.text(part))
    if not any(zone.population for zone in zones):
        raise _outside("population", 0, Bounds(0, 1e7, open_low=True).text("population"))


@dataclass(frozen=True)
class ListParameter:
    """Numbers, one for each of some things; ``bounds`` is what each can be.

    ``optional`` lists may be left empty. ``sum_to_one`` is for shares of a whole.
    """

    name: str
    symbol: str
    default: tuple[float, ...]
    bounds: Bounds
    optional: bool = False
    sum_to_one: bool = False
    longest: int = 1_000
    only_with: tuple[str, str] | None = None

    @property
    def form(self) -> str:
        """What each number can be, as an inequality."""
        return self.bounds.text(self.name)

    def read(self, text: str) -> tuple[float, ...]:
        """The numbers of a comma list; raises ParameterError."""
        if not text.strip():
            raise ParameterError("setting-empty", name=self.name, bounds=self.form)
        parts = text.split(",")
        if len(parts) > self.longest:
            raise ParameterError("setting-too-many", name=self.name, limit=self.longest)
        return self.check(tuple(_number(self.name, part, self.form) for part in parts))

    def check(self, value: object) -> tuple[float, ...]:
        """``value`` where every number of it is possible; raises ParameterError."""
        if isinstance(value, str) or not isinstance(value, Sequence):
            raise ParameterError(
                "setting-not-a-number", name=self.name, value=value, bounds=self.form
            )
        if not value:
            if self.optional:
                return ()
            raise ParameterError("setting-empty", name=self.name, bounds=self.form)
        if len(value) > self.longest:
            raise ParameterError("setting-too-many", name=self.name, limit=self.longest)
        each = NumberParameter(self.name, self.symbol, 0, self.bounds, (0, 1), 1)
        numbers = tuple(each.check(one) for one in value)
        total = math.fsum(numbers)
        if self.sum_to_one and abs(total - 1) > SUM_TOLERANCE:
            raise ParameterError(
                "setting-not-one", name=self.name, sum=plain(round(total, 9)), bounds=self.form
            )
        return numbers


SUM_TOLERANCE = 1e-5
"""How far from 1 shares may sum: what is lost by writing six digits of each."""


@dataclass(frozen=True)
class NamesParameter:
    """Names, one for each of some things; may be left empty."""

    name: str
    default: tuple[str, ...] = ()
    longest: int = 1_000
    only_with: tuple[str, str] | None = None

    @property
    def symbol(self) -> str:
        return self.name

    @property
    def form(self) -> str:
        return "a,b,c"

    def read(self, text: str) -> Value:
        """The names of a comma list; raises ParameterError."""
        names = tuple(part.strip() for part in text.split(","))
        if not all(names):
            raise ParameterError("setting-empty", name=self.name, bounds=self.form)
        return self.check(names)

    def check(self, value: object) -> tuple[str, ...]:
        """``value`` where it is names; raises ParameterError."""
        if not isinstance(value, tuple) or not all(isinstance(one, str) for one in value):
            raise ParameterError("setting-empty", name=self.name, bounds=self.form)
        if len(value) > self.longest:
            raise ParameterError("setting-too-many", name=self.name, limit=self.longest)
        return value


Parameter: TypeAlias = (
    "NumberParameter | ChoiceParameter | MapParameter | ListParameter | NamesParameter"
)


class Values(Mapping[str, Value]):
    """A value for every parameter of a model, each of them possible."""

    def __init__(self, values: Mapping[str, Value]) -> None:
        self._values = dict(values)

    def __getitem__(self, name: str) -> Value:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Values({self._values})"

    def applies(self, parameter: Parameter) -> bool:
        """Whether ``parameter`` has an effect, among these values."""
        return (
            parameter.only_with is None
            or self._values[parameter.only_with[0]] == (parameter.only_with[1])
        )

    def number(self, name: str) -> float:
        """The number ``name``; raises TypeError where it is something else."""
        value = self._values[name]
        if isinstance(value, int | float):
            return float(value)
        raise TypeError(f"{name} is no number")

    def whole(self, name: str) -> int:
        """The whole number ``name``; raises TypeError where it is something else."""
        return int(self.number(name))

    def choice(self, name: str) -> str:
        """The choice ``name``; raises TypeError where it is something else."""
        value = self._values[name]
        if isinstance(value, str):
            return value
        raise TypeError(f"{name} is no choice")

    def numbers(self, name: str) -> tuple[float, ...]:
        """The list of numbers ``name``; raises TypeError where it is something else."""
        value = self._values[name]
        if isinstance(value, tuple):
            return tuple(float(one) for one in value if isinstance(one, int | float))
        raise TypeError(f"{name} is no list")

    def names(self, name: str) -> tuple[str, ...]:
        """The list of names ``name``; raises TypeError where it is something else."""
        value = self._values[name]
        if isinstance(value, tuple):
            return tuple(one for one in value if isinstance(one, str))
        raise TypeError(f"{name} is no list")

    def zones(self, name: str) -> tuple[Zone, ...]:
        """The zones of a lesson's own map; empty where ``name`` is a choice."""
        value = self._values[name]
        if isinstance(value, tuple):
            return tuple(one for one in value if isinstance(one, Zone))
        return ()


def _outside(name: str, value: float, form: str) -> ParameterError:
    return ParameterError("setting-out-of-bounds", name=name, value=plain(value), bounds=form)


def _number(name: str, text: str, form: str) -> float:
    if not _NUMBER.fullmatch(text.strip()):
        raise ParameterError("setting-not-a-number", name=name, value=text, bounds=form)
    return float(text)
