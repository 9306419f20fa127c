"""A model as a block of a lesson tells it: from the lesson's numbers to a model's values.

Imports no numpy: what a lesson says is checked before anything is computed.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from desktop_app.content.expressions import Expression
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import Given, ModelBlock, Setting, Table, ZoneTable
from desktop_app.content.problems import Location, nearest
from desktop_app.models.model import Model
from desktop_app.models.parameters import (
    ChoiceParameter,
    ListParameter,
    NamesParameter,
    NumberParameter,
    Parameter,
    ParameterError,
    Values,
)
from desktop_app.models.registry import find_model
from desktop_app.models.zones import MOST_ZONES, Zone

EARTH = 6371.0
"""Mean radius of the Earth, kilometres."""
THOUSAND = 1_000.0
DEGREES = 180.0
"""How far east or west a longitude can be; a latitude half as far north or south."""
FARTHEST = 20_000.0
"""Kilometres: no zone lies farther from the origin, along either axis."""
MOST_PEOPLE = 1e10
"""No zone has more people than that."""


class TellingError(Exception):
    """What a block says can't be: a problem's code, place and values."""

    def __init__(self, code: str, location: Location, **values: object) -> None:
        super().__init__(code, location, values)
        self.code = code
        self.location = location
        self.values = values


@dataclass(frozen=True, eq=False)
class ToldModel:
    """The model of ``block``. Whatever is asked of it may raise :class:`TellingError`."""

    lesson: Lesson
    block: ModelBlock

    @cached_property
    def model(self) -> Model:
        """The model itself."""
        record = self.block.specification
        place = record.value_at("model") if record is not None else self.block.location
        try:
            return find_model(self.block.model)
        except ParameterError as error:
            raise TellingError(error.code, place, **error.values) from None

    @cached_property
    def sliders(self) -> tuple[str, ...]:
        """The lesson's parameters that have a slider: those named, else all that are used."""
        named = tuple(name for name, _ in self.block.sliders)
        return named or self.used

    @cached_property
    def used(self) -> tuple[str, ...]:
        """The lesson's parameters that the model rests on, also by way of its values."""
        found: dict[str, None] = {}
        for setting in self.block.settings:
            for given in setting.given:
                if given.expression is not None and self._computes(setting):
                    self._gather(given.expression, found, set())
        return tuple(found)

    def _computes(self, setting: Setting) -> bool:
        """Whether a setting is a number or numbers: words name no parameter."""
        try:
            return isinstance(self.parameter(setting), NumberParameter | ListParameter)
        except TellingError:
            return False

    def _gather(self, expression: Expression, found: dict[str, None], seen: set[str]) -> None:
        for name in (one.name for one in expression.names()):
            if name in self.lesson.parameters:
                found[name] = None
            elif name in self.lesson.values and name not in seen:
                seen.add(name)
                self._gather(self.lesson.values[name].expression, found, seen)

    def parameter(self, setting: Setting) -> Parameter:
        """The parameter of the model that ``setting`` is for."""
        try:
            return self.model.parameter(setting.parameter)
        except ParameterError as error:
            raise TellingError(error.code, setting.location, **error.values) from None

    def slid_by(self, slider: str) -> NumberParameter | None:
        """The number of the model that one slider alone gives as it is, if there is one."""
        for setting in self.block.settings:
            parameter = self.parameter(setting)
            text = setting.given[0].text.strip() if len(setting.given) == 1 else ""
            if text == slider and isinstance(parameter, NumberParameter):
                return parameter
        return None

    @cached_property
    def views(self) -> tuple[str, ...]:
        """What stands on the stage."""
        return tuple(name for name, _ in self.block.views) or self.model.views

    # -- values ------------------------------------------------------------------------------

    def values(self, parameters: Mapping[str, float]) -> Values:
        """A value for every parameter of the model, at ``parameters`` of the lesson."""
        given: dict[str, object] = {}
        places: dict[str, Location] = {}
        for setting in self.block.settings:
            places[setting.parameter] = setting.location
            found = self._value(setting, self.parameter(setting), parameters)
            try:
                given[setting.parameter] = self.parameter(setting).check(found)
            except ParameterError as error:
                raise TellingError(error.code, setting.location, **error.values) from None
        try:
            return self.model.values(given)
        except ParameterError as error:
            place = places.get(str(error.values.get("name", "")), self.block.location)
            raise TellingError(error.code, place, **error.values) from None

    def _value(
        self, setting: Setting, parameter: Parameter, parameters: Mapping[str, float]
    ) -> object:
        if setting.zones is not None:
            if not isinstance(parameter, ChoiceParameter) or parameter.name != "map":
                place = setting.zones.location
                raise TellingError("wrong-type", place, key=setting.parameter, expected="number")
            return self._zones
        if isinstance(parameter, NamesParameter):
            return tuple(one.text for one in setting.given)
        if isinstance(parameter, ChoiceParameter):
            return setting.given[0].text if setting.given else ""
        numbers = tuple(self._number(one, setting, parameters) for one in setting.given)
        if isinstance(parameter, ListParameter):
            return numbers
        if setting.is_list or len(numbers) != 1:
            place = setting.given[0].location if setting.given else setting.location
            raise TellingError("wrong-type", place, key=setting.parameter, expected="number")
        whole = parameter.whole and numbers[0] == math.floor(numbers[0])
        return int(numbers[0]) if whole else numbers[0]

    def _number(self, given: Given, setting: Setting, parameters: Mapping[str, float]) -> float:
        expression, lesson = given.expression, self.lesson
        if expression is None:
            reason, at, detail = given.fault or ("unexpected", 1, "")
            raise TellingError(
                "bad-expression", given.location, reason=reason, at=at, detail=detail
            )
        known = {**lesson.parameters, **lesson.values}
        for name in expression.names():
            if name.name not in known:
                raise TellingError(
                    "unknown-name",
                    given.location,
                    name=name.name,
                    value=setting.parameter,
                    nearest=nearest(name.name, known),
                )
        try:
            return expression.evaluate(
                lambda name: lesson.named_number(name, parameters), lesson.number, lesson.column
            )
        except KeyError:
            code = "value-not-a-number"
            raise TellingError(code, given.location, value=setting.parameter) from None

    # -- a map of its own ----------------------------------------------------------------------

    @cached_property
    def _zones(self) -> tuple[Zone, ...]:
        told = next(one.zones for one in self.block.settings if one.zones is not None)
        return read_zones(self.lesson, told)


def read_zones(lesson: Lesson, told: ZoneTable) -> tuple[Zone, ...]:
    """The zones of a lesson's table; raises :class:`TellingError`.

    Degrees become kilometres on a plane that touches the Earth at their middle: right to a
    few per cent over a country of the size of France.
    """
    table = lesson.table(told.table)
    place = told.places.get("table", told.location)
    if table is None:
        near = nearest(told.table, lesson.table_ids())
        raise TellingError("dangling-reference", place, target=f"table:{told.table}", nearest=near)
    keys = ("longitude", "latitude") if told.is_round else ("x", "y")
    named = ((keys[0], told.x), (keys[1], told.y), ("population", told.population))
    for key, column in named:
        _numeric(table, column, told.places.get(key, told.location))
    for column in (told.name, *(name for name, _ in told.only)):
        if column and column not in table.columns:
            at = told.places.get(column if column != told.name else "name", told.location)
            _no_column(table, column, at)
    rows = list(_chosen(table, told))
    if not rows:
        raise TellingError("zones-empty", told.location, table=told.table)
    if not 2 <= len(rows) <= MOST_ZONES:
        count = len(rows)
        raise TellingError("zones-count", told.location, table=told.table, count=count)
    found = [_zone(table, key, told) for key in rows]
    if not any(zone.population for zone in found):
        at = told.places.get("population", told.location)
        raise TellingError("zones-nobody", at, column=told.population)
    found = list(_told_apart(found, rows))
    if told.is_round:
        found = list(_flattened(found))
    return tuple(found)


def _numeric(table: Table, column: str, place: Location) -> None:
    if column not in table.columns:
        _no_column(table, column, place)
    if not table.columns[column].is_numeric:
        raise TellingError("value-not-a-number", place, value=column)


def _no_column(table: Table, column: str, place: Location) -> None:
    near = nearest(column, table.columns)
    raise TellingError("unknown-column", place, column=column, nearest=near)


def _chosen(table: Table, told: ZoneTable) -> Iterator[str]:
    for key, row in table.rows.items():
        if all(str(row.get(column)) == value for column, value in told.only):
            yield key


def _zone(table: Table, key: str, told: ZoneTable) -> Zone:
    row = table.rows[key]
    place = table.places.get(key, told.location)
    numbers = []
    east, north = (DEGREES, DEGREES / 2) if told.is_round else (FARTHEST, FARTHEST)
    for column, low, high in (
        (told.x, -east, east),
        (told.y, -north, north),
        (told.population, 0.0, MOST_PEOPLE),
    ):
        cell = row.get(column)
        if isinstance(cell, bool) or not isinstance(cell, int | float):
            raise TellingError("zones-cell-missing", place, row=key, column=column)
        if not low <= cell <= high:
            raise TellingError(
                "zones-cell-out-of-range", place, row=key, column=column, value=f"{cell:g}",
                minimum=f"{low:g}", maximum=f"{high:.12g}",
            )  # fmt: skip
        numbers.append(float(cell))
    name = row.get(told.name) if told.name else key
    return Zone(str(name or key), numbers[0], numbers[1], numbers[2] / THOUSAND)


def _told_apart(zones: list[Zone], keys: list[str]) -> Iterator[Zone]:
    """The zones, those of one name with their key behind it: charts know zones by name."""
    counts = Counter(zone.name for zone in zones)
    for zone, key in zip(zones, keys, strict=True):
        name = zone.name if counts[zone.name] == 1 else f"{zone.name} ({key})"
        yield replace(zone, name=name)


def _flattened(zones: list[Zone]) -> Iterator[Zone]:
    longitude = math.fsum(zone.x for zone in zones) / len(zones)
    latitude = math.fsum(zone.y for zone in zones) / len(zones)
    east = EARTH * math.radians(1) * math.cos(math.radians(latitude))
    north = EARTH * math.radians(1)
    for zone in zones:
        x, y = (zone.x - longitude) * east, (zone.y - latitude) * north
        yield Zone(zone.name, x, y, zone.population)
