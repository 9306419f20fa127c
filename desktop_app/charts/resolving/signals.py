"""The parameters of a chart: their values, and what its selections hold at first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from desktop_app.charts.resolving.ranges import CONTINUOUS_SIZE, size_of
from desktop_app.charts.resolving.scales import numeric
from desktop_app.charts.spec.config import section
from desktop_app.charts.spec.fields import column, has_field
from desktop_app.charts.spec.grammar import UNSET, Param, Specification
from desktop_app.charts.transforms.base import Scope, Selected


class OwnSignals(Mapping[str, object]):
    """What expressions can name: the lesson's numbers, the chart's parameters and its size.

    A parameter that the lesson has too follows the lesson's.
    """

    def __init__(
        self,
        specification: Specification,
        numbers: Mapping[str, object],
        inputs: Mapping[str, object],
    ) -> None:
        self._numbers = numbers
        self._params = [
            param
            for param in specification.params
            if not param.select and param.name not in numbers
        ]
        self._own: dict[str, object] = {
            "width": _length(specification, "x"), "height": _length(specification, "y"),
        }  # fmt: skip
        self._inputs = inputs
        for param in self._params:
            if param.name in inputs:
                self._own[param.name] = inputs[param.name]
            elif param.expression is None:
                self._own[param.name] = None if param.value is UNSET else param.value

    def compute(self, scope: Scope) -> None:
        """Compute what expressions make; each parameter stands after those that it needs."""
        for param in self._params:
            if param.expression is not None and param.name not in self._inputs:
                self._own[param.name] = scope.value(param.expression)

    def resize(self, width: float, height: float, scope: Scope) -> None:
        """Tell how large the plots are, once that is known."""
        if (self._own["width"], self._own["height"]) != (width, height):
            self._own.update(width=width, height=height)
            self.compute(scope)

    @property
    def own(self) -> Mapping[str, object]:
        """The chart's own, without the lesson's."""
        return dict(self._own)

    def __getitem__(self, name: str) -> object:
        return self._own[name] if name in self._own else self._numbers[name]

    def __iter__(self) -> Iterator[str]:
        yield from self._own
        yield from self._numbers

    def __len__(self) -> int:
        return len(self._own) + len(self._numbers)


def _length(specification: Specification, channel: str) -> float:
    """A side of the plots as far as it is known before the data are."""
    side = "Width" if channel == "x" else "Height"
    view = section(specification.config, "view")
    given = size_of(specification, channel)
    return numeric(given, numeric(view.get(f"continuous{side}"), CONTINUOUS_SIZE))


def initial_selections(specification: Specification) -> dict[str, Selected]:
    """What selections hold before anything is chosen: what their ``value`` says."""
    columns = {
        channel.name: column(channel)
        for unit in specification.units
        for channel in unit.encoding.values()
        if has_field(channel)
    }
    return {param.name: _initial(param, columns) for param in specification.params if param.select}


def _initial(param: Param, columns: Mapping[str, str]) -> Selected:
    value = param.value
    if param.select == "interval":
        given = value if isinstance(value, Mapping) else {}
        return Selected(
            ranges={
                columns.get(str(key), str(key)): tuple(ends)
                for key, ends in given.items()
                if isinstance(ends, tuple | list)
            }
        )
    if value is UNSET or value is None:
        return Selected()
    points = value if isinstance(value, tuple | list) else (value,)
    return Selected(points=tuple(_point(point, param, columns) for point in points))


def _point(point: object, param: Param, columns: Mapping[str, str]) -> dict[str, object]:
    """A point by its columns; a value alone is that of all that the selection is made of."""
    if isinstance(point, Mapping):
        return {columns.get(str(key), str(key)): cell for key, cell in point.items()}
    return dict.fromkeys(projected(param, columns), point)


def projected(param: Param, columns: Mapping[str, str]) -> Sequence[str]:
    """The columns that a point selection is made of, as far as it names them."""
    fields, encodings = param.options.get("fields"), param.options.get("encodings")
    if isinstance(fields, tuple | list):
        return [str(name) for name in fields]
    if isinstance(encodings, tuple | list):
        return [columns[str(name)] for name in encodings if str(name) in columns]
    value = param.value
    points = value if isinstance(value, tuple | list) else (value,)
    keys = [str(key) for point in points if isinstance(point, Mapping) for key in point]
    return list(dict.fromkeys(columns.get(key, key) for key in keys))
