"""What every model is to the rest of the application: parameters in, a run out.

Imports no numpy: a lesson that names a model is checked without it. What a model computes
with is imported when it first runs. Its labels and explanations are in its texts
(:mod:`desktop_app.models.texts`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from desktop_app.content.problems import nearest
from desktop_app.models.parameters import (
    Parameter,
    ParameterError,
    Value,
    Values,
)

if TYPE_CHECKING:
    from desktop_app.models.run import Note, Output, Run, State

Kind = Literal["number", "threshold", "percent", "state"]


@dataclass(frozen=True)
class Result:
    """One output: ``symbol`` as formulas write it.

    ``kind``: a threshold marks where what can last changes; a percent is written as one;
    a state is words, or a list.
    """

    name: str
    symbol: str
    kind: Kind = "number"


class Static(Protocol):
    """A model that answers at once."""

    def run(self, values: Values, state: State | None = None) -> Run: ...


class Dynamic(Static, Protocol):
    """A model played in time, whose state is kept when its parameters change."""

    def thresholds(self, values: Values, notes: list[Note]) -> dict[str, Output]: ...

    def start(self, values: Values) -> State: ...

    def advance(self, values: Values, state: State) -> State: ...

    def perturb(self, values: Values, state: State) -> State: ...


@dataclass(frozen=True)
class Model:
    """One model. ``series`` are the names of the tables that its runs hold, ``views`` what
    can be drawn of them, the most telling first.

    ``implementation`` imports what computes it; ``moving`` is the same for a model that
    can be played, else None.
    """

    id: str
    parameters: tuple[Parameter, ...]
    results: tuple[Result, ...]
    series: tuple[str, ...]
    views: tuple[str, ...]
    implementation: Callable[[], Static]
    moving: Callable[[], Dynamic] | None = None
    check: Callable[[Values], None] | None = None

    def parameter(self, name: str) -> Parameter:
        """The parameter called ``name``; raises ParameterError with the nearest name."""
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        known = [parameter.name for parameter in self.parameters]
        raise ParameterError(
            "no-such-setting",
            model=self.id,
            name=name,
            nearest=nearest(name, known),
            known=", ".join(known),
        )

    def result(self, name: str) -> Result:
        """The output called ``name``; raises KeyError."""
        return next(result for result in self.results if result.name == name)

    def read(self, settings: Sequence[str]) -> Values:
        """``name=value`` texts, with defaults for the rest; raises ParameterError."""
        given: dict[str, object] = {}
        for text in settings:
            name, sign, value = text.partition("=")
            name = name.strip()
            if not (name and sign):
                raise ParameterError("setting-form", value=text)
            parameter = self.parameter(name)
            if name in given:
                raise ParameterError("setting-twice", name=name)
            given[name] = parameter.read(value)
        return self.values(given)

    def values(self, given: Mapping[str, object] | None = None) -> Values:
        """A value for every parameter: the one given, else the default.

        Raises ParameterError for a name that is unknown, a value that is impossible, and
        values that don't go together.
        """
        found: dict[str, Value] = {one.name: one.default for one in self.parameters}
        for name, value in (given or {}).items():
            found[name] = self.parameter(name).check(value)
        values = Values(found)
        if self.check is not None:
            self.check(values)
        return values

    def run(self, values: Values, state: State | None = None) -> Run:
        """The results for ``values``; where ``state`` is given, at that state."""
        return self.implementation().run(values, state)

    def figures(self, values: Values) -> tuple[Mapping[str, Output], Sequence[Note]]:
        """The outputs that follow from ``values`` alone, and why some of them don't exist:
        the thresholds of a model that is played, everything of one that answers at once.
        """
        if self.moving is None:
            run = self.run(values)
            return run.outputs, run.notes
        notes: list[Note] = []
        return self.moving().thresholds(values, notes), notes

    @property
    def plays(self) -> bool:
        """Whether it can be played in time: start, advance, perturb."""
        return self.moving is not None

    def start(self, values: Values) -> State:
        """The state at the beginning; raises TypeError where nothing moves."""
        return self._played().start(values)

    def advance(self, values: Values, state: State) -> State:
        """The state a frame later, under the parameters of now; a few milliseconds' work."""
        return self._played().advance(values, state)

    def perturb(self, values: Values, state: State) -> State:
        """The state a little disturbed."""
        return self._played().perturb(values, state)

    def _played(self) -> Dynamic:
        if self.moving is None:
            raise TypeError(f"{self.id} has no state that moves")
        return self.moving()


def number_of(outputs: Mapping[str, object], name: str) -> float | None:
    """The output ``name``, or what an output holds under that name, where it is a number."""
    found = outputs.get(name)
    for value in outputs.values():
        if name not in outputs and isinstance(value, Mapping) and name in value:
            found = value[name]
    if isinstance(found, bool) or not isinstance(found, int | float):
        return None
    return float(found)
