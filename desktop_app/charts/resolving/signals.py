"""The named values that expressions see, and what selections hold at first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from desktop_app.charts.spec.fields import column, has_field
from desktop_app.charts.spec.grammar import UNSET, Param, Specification
from desktop_app.charts.transforms.base import Scope, Selected


class Signals(Mapping[str, object]):
    """The lesson's numbers, then the chart's own parameters."""

    def __init__(self, numbers: Mapping[str, object], own: Mapping[str, object]) -> None:
        self._numbers = numbers
        self._own = own

    def __getitem__(self, name: str) -> object:
        if name in self._own:
            return self._own[name]
        return self._numbers[name]

    def __iter__(self) -> Iterator[str]:
        yield from self._own
        yield from self._numbers

    def __len__(self) -> int:
        return len(self._own) + len(self._numbers)


def set_own_signals(
    own: dict[str, object],
    params: Sequence[Param],
    numbers: Mapping[str, object],
    inputs: Mapping[str, object],
    scope: Scope,
) -> None:
    """The chart's parameters; one that the lesson has too follows the lesson's."""
    own.update(width=300.0, height=300.0)
    for param in params:
        if param.select or param.name in numbers:
            continue
        if param.name in inputs:
            own[param.name] = inputs[param.name]
        elif param.expression is not None:
            own[param.name] = scope.value(param.expression)
        else:
            own[param.name] = None if param.value is UNSET else param.value


def initial_selections(specification: Specification) -> dict[str, Selected]:
    """What selections hold before anything is chosen: what their ``value`` says."""
    found = {}
    for param in specification.params:
        if not param.select:
            continue
        value = param.value
        encodings = {
            channel.name: column(channel)
            for unit in specification.units
            for channel in unit.encoding.values()
            if has_field(channel)
        }
        if isinstance(value, Mapping):
            value = (value,) if param.select == "point" else value
        if param.select == "point" and isinstance(value, tuple | list):
            points = tuple(
                {encodings.get(str(key), str(key)): cell for key, cell in point.items()}
                for point in value
                if isinstance(point, Mapping)
            )
            found[param.name] = Selected(points=points)
        elif param.select == "interval" and isinstance(value, Mapping):
            ranges = {
                encodings.get(str(key), str(key)): tuple(ends)
                for key, ends in value.items()
                if isinstance(ends, tuple | list)
            }
            found[param.name] = Selected(ranges=ranges)
        else:
            found[param.name] = Selected()
    return found
