"""The session: what changes while a lesson is used, and the verbs that change it."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, TypeVar

from desktop_app.content.model import Parameter
from desktop_app.content.reference import Reference
from desktop_app.session.history import History
from desktop_app.session.store import StateStore

K = TypeVar("K")
V = TypeVar("V")
OPTION = "option-{}"
"""How the choice of one of several expectations is kept among estimates."""
MOST_ATTEMPTS = 20
"""So many attempts at one prediction are kept; the oldest go first."""
LONGEST_REASON = 500


def frozen_map(items: Mapping[K, V]) -> Mapping[K, V]:
    return MappingProxyType(dict(items))


def _without(items: Mapping[str, V], name: str) -> Mapping[str, V]:
    return frozen_map({key: value for key, value in items.items() if key != name})


def option_in(estimates: Iterable[str]) -> int | None:
    """The rank of the expectation that was chosen, None where none was."""
    for key in estimates:
        kind, _, rank = key.partition("-")
        if kind == "option" and rank.isdecimal():
            return int(rank)
    return None


def _clamped(parameters: Mapping[str, Parameter], values: Mapping[str, float]) -> dict[str, float]:
    """Each of ``parameters`` as set in ``values``, within its bounds, else at its default."""
    return {
        name: parameter.clamp(values.get(name, parameter.default))
        for name, parameter in parameters.items()
    }


@dataclass(frozen=True)
class Place:
    """Where in the lesson: a chapter and one of its steps."""

    chapter: str
    step: str


@dataclass(frozen=True)
class PredictionAttempt:
    """What was expected before the data were shown, by row key; and the sentence in which
    it was explained afterwards, if it was.
    """

    estimates: Mapping[str, float]
    reason: str = ""


@dataclass(frozen=True)
class Prediction:
    """Estimates by row key; ``revealed`` once the data have been shown.

    ``attempts`` are the predictions that were made, in order, also those before the last
    time it was done again. Seeing the data without predicting makes none.
    """

    estimates: Mapping[str, float] = field(default_factory=lambda: frozen_map({}))
    revealed: bool = False
    attempts: tuple[PredictionAttempt, ...] = ()

    @property
    def attempt(self) -> PredictionAttempt | None:
        """The attempt whose data are shown now."""
        return self.attempts[-1] if self.revealed and self.estimates and self.attempts else None


@dataclass(frozen=True)
class Answer:
    """What was answered to a question, and what it was worth (0 to 1).

    ``score`` is what it earned; ``right``: all of it was right, though a later try earns
    less. ``certainty``: 1 to 3. ``attempt``: the number of the try. ``graded``: it counts.
    ``language``: the one that the question was asked in, "" where it makes no difference.
    """

    given: tuple[str, ...]
    score: float
    right: bool = False
    certainty: int | None = None
    attempt: int = 1
    graded: bool = True
    language: str = field(default="", compare=False)

    @property
    def correct(self) -> bool:
        return self.right or self.score >= 1


@dataclass(frozen=True)
class Pointing:
    """What the question on the stage asks to be pointed at: ``marks`` of the chart,
    ``sentences`` of the narrative, or a value on an ``axis`` ("x" or "y").
    """

    marks: bool = False
    sentences: bool = False
    axis: str = ""


@dataclass(frozen=True)
class Marked:
    """The points that a selection on ``chart`` holds: several at once, for other views."""

    chart: str = ""
    points: frozenset[Reference] = frozenset()


@dataclass(frozen=True)
class Played:
    """Where a simulation played in time stands: the ``values`` of its state, and the ``trace``
    of the places that it went through, the last one where it is now.

    ``moving`` is false once it rests; ``nudged`` says that an exact balance was disturbed.
    """

    values: tuple[float, ...]
    moving: bool = True
    nudged: bool = False
    trace: tuple[tuple[float, ...], ...] = ()


@dataclass(frozen=True)
class SessionState:
    """``tries`` and ``hints``: how many of a question's were used before its next answer.

    ``probe`` is where a cursor stands on the axis that is pointed at: a number, or the
    ordinal of a day. ``played`` are the simulations that left their beginning, by block;
    ``adjusted`` counts the times that parameters were set, which undoing does not.
    """

    place: Place | None = None
    selection: Reference | None = None
    hover: Reference | None = None
    marked: Marked = Marked()
    parameters: Mapping[str, float] = field(default_factory=lambda: frozen_map({}))
    predictions: Mapping[str, Prediction] = field(default_factory=lambda: frozen_map({}))
    answers: Mapping[str, Answer] = field(default_factory=lambda: frozen_map({}))
    tries: Mapping[str, int] = field(default_factory=lambda: frozen_map({}))
    hints: Mapping[str, int] = field(default_factory=lambda: frozen_map({}))
    visited: frozenset[str] = frozenset()
    pointing: Pointing | None = None
    probe: float | None = None
    played: Mapping[str, Played] = field(default_factory=lambda: frozen_map({}))
    adjusted: int = 0


@dataclass(frozen=True)
class Moment:
    """The part of the state that undo brings back."""

    place: Place | None
    selection: Reference | None
    parameters: Mapping[str, float]
    played: Mapping[str, Played]


class Session(StateStore[SessionState]):
    """The store of one open lesson."""

    def __init__(
        self,
        parameters: Mapping[str, Parameter],
        *,
        place: Place | None = None,
        earlier: SessionState | None = None,
    ) -> None:
        """Start at ``place``, with what was done in an ``earlier`` session of the lesson."""
        self._declared = parameters
        done = earlier or SessionState()
        super().__init__(
            SessionState(
                place=place,
                parameters=frozen_map(_clamped(parameters, done.parameters)),
                predictions=done.predictions,
                answers=done.answers,
                tries=done.tries,
                hints=done.hints,
                visited=done.visited | ({place.step} if place else set()),
                played=done.played,
            )
        )
        self._history: History[Moment] = History(self._moment())

    # -- verbs ---------------------------------------------------------------------

    def go_to(self, place: Place) -> None:
        """Stand at ``place``; what was selected or hovered elsewhere is let go."""
        if place != self.state.place:
            self._change(
                place=place,
                selection=None,
                hover=None,
                marked=Marked(),
                pointing=None,
                probe=None,
                visited=self._visited(place),
            )

    def follow_to(self, place: Place) -> None:
        """Stand at ``place``, where what is selected can be seen: one undo with it."""
        visited = self._visited(place)
        left = {"hover": None, "marked": Marked(), "pointing": None, "probe": None}
        if self._set(place=place, visited=visited, **left):
            self._history.amend(self._moment())
            self._notify()

    def select(self, reference: Reference | None) -> None:
        self._change(selection=reference)

    def hover(self, reference: Reference | None) -> None:
        self._replace(hover=reference)

    def mark(self, chart: str, points: Collection[Reference]) -> None:
        """Say which points a selection on ``chart`` holds; none lets them go."""
        if points or self.state.marked.chart == chart:
            self._replace(marked=Marked(chart, frozenset(points)) if points else Marked())

    def set_parameter(self, name: str, value: float, *, continues: bool = False) -> None:
        """Give a parameter a value, held to its bounds and steps.

        ``continues`` marks the moves of one drag after its first: one undo takes them
        all back, the first included.
        Raises KeyError where the lesson declares no such parameter.
        """
        self.set_parameters({name: value}, continues=continues)

    def set_parameters(self, values: Mapping[str, float], *, continues: bool = False) -> None:
        """Give several parameters their values at once, as :meth:`set_parameter` does."""
        told = {
            name: self._declared[name].clamp(value)
            for name, value in values.items()
            if not math.isnan(value)
        }
        if told and not continues:
            self._history.end_merge()
        found = {**self.state.parameters, **told}
        if found == self.state.parameters:
            return
        adjusted = self.state.adjusted + 1
        merge = f"drag:{','.join(sorted(told))}"
        self._change(merge=merge, parameters=frozen_map(found), adjusted=adjusted)

    def play(self, model: str, played: Played | None, *, follows: bool = False) -> None:
        """Note where the simulation of that block stands; None: at its beginning.

        ``follows``: it went there by itself after something that has its place in the
        history already, and undoing that takes it back too.
        """
        others = _without(self.state.played, model)
        found = others if played is None else frozen_map({**others, model: played})
        if not follows:
            self._change(played=found)
        elif self._set(played=found):
            self._history.update(self._moment())
            self._notify()

    def declare(self, parameters: Mapping[str, Parameter]) -> None:
        """Go on with the parameters that the lesson declares now, as far as possible as set."""
        self._declared = parameters
        told = self.state.parameters
        self._replace(parameters=frozen_map(_clamped(parameters, told)))

    def nudge_parameter(self, name: str, steps: int) -> None:
        """Move a parameter by so many of its steps."""
        parameter = self._declared[name]
        self.set_parameter(name, self.state.parameters[name] + steps * parameter.step)

    def reset_parameters(self) -> None:
        defaults = {name: parameter.default for name, parameter in self._declared.items()}
        self._change(parameters=frozen_map(defaults), adjusted=self.state.adjusted + 1)

    def predict(self, chart: str, estimates: Mapping[str, float]) -> None:
        """Note the estimates for a chart; the data stay hidden. What is revealed stays."""
        known = self.prediction(chart)
        if not known.revealed:
            finite = {row: value for row, value in estimates.items() if math.isfinite(value)}
            self._set_prediction(chart, replace(known, estimates=frozen_map(finite)))

    def reveal(self, chart: str) -> None:
        """Show the data of a chart. The estimates for it, if any, are an attempt then."""
        known = self.prediction(chart)
        if known.revealed:
            return
        made = (PredictionAttempt(known.estimates),) if known.estimates else ()
        attempts = (*known.attempts, *made)[-MOST_ATTEMPTS:]
        self._set_prediction(chart, replace(known, revealed=True, attempts=attempts))

    def skip_prediction(self, chart: str) -> None:
        """Show the data of a chart without an attempt; half an estimate is forgotten."""
        known = self.prediction(chart)
        if not known.revealed:
            self._set_prediction(chart, Prediction(revealed=True, attempts=known.attempts))

    def explain(self, chart: str, reason: str) -> None:
        """Keep the sentence that says why the estimates differed from the data."""
        known = self.prediction(chart)
        if known.attempt is not None:
            told = replace(known.attempt, reason=reason.strip()[:LONGEST_REASON])
            self._set_prediction(chart, replace(known, attempts=(*known.attempts[:-1], told)))

    def predict_again(self, chart: str) -> None:
        """Hide the data of a chart and start anew; the attempts made are kept."""
        self._set_prediction(chart, Prediction(attempts=self.prediction(chart).attempts))

    def answer(self, question: str, answer: Answer) -> None:
        self._replace(answers=frozen_map({**self.state.answers, question: answer}))

    def retry(self, question: str) -> None:
        """Forget the answer to a question, and what was tried before it."""
        state = self.state
        self._replace(
            answers=_without(state.answers, question),
            tries=_without(state.tries, question),
            hints=_without(state.hints, question),
        )

    def try_again(self, question: str) -> None:
        """Take back the answer to a question; the next one is another try."""
        answer = self.state.answers.get(question)
        if answer is not None:
            self._replace(
                answers=_without(self.state.answers, question),
                tries=frozen_map({**self.state.tries, question: answer.attempt}),
            )

    def show_hint(self, question: str) -> None:
        """Show one more hint of a question."""
        seen = self.state.hints.get(question, 0) + 1
        self._replace(hints=frozen_map({**self.state.hints, question: seen}))

    def ask_to_point(self, pointing: Pointing | None) -> None:
        """Say what the question on the stage wants pointed at; None: nothing any more."""
        if pointing != self.state.pointing:
            self._replace(pointing=pointing, probe=None)

    def probe(self, value: float | None) -> None:
        """Put the cursor at ``value`` on the axis that is pointed at, or take it away."""
        if value is None or math.isfinite(value):
            self._replace(probe=value)

    def remember(self, earlier: SessionState) -> None:
        """Take in what was done in the lesson before; what was done since then stands."""
        state = self.state
        self._replace(
            predictions=frozen_map({**earlier.predictions, **state.predictions}),
            answers=frozen_map({**earlier.answers, **state.answers}),
            visited=earlier.visited | state.visited,
        )

    def start_afresh(self) -> None:
        """Forget every answer, prediction and step seen, but for the one on screen."""
        place = self.state.place
        self._replace(
            predictions=frozen_map({}),
            answers=frozen_map({}),
            tries=frozen_map({}),
            hints=frozen_map({}),
            visited=frozenset({place.step} if place else ()),
        )

    def undo(self) -> None:
        self._return_to(self._history.undo())

    def redo(self) -> None:
        self._return_to(self._history.redo())

    # -- questions -----------------------------------------------------------------

    def prediction(self, chart: str) -> Prediction:
        return self.state.predictions.get(chart, Prediction())

    @property
    def can_undo(self) -> bool:
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        return self._history.can_redo

    # -- inside --------------------------------------------------------------------

    def _change(self, *, merge: str | None = None, **changes: Any) -> None:
        """Change what undo brings back. The watchers hear of it once it can be undone."""
        if self._set(**changes):
            self._history.record(self._moment(), merge=merge)
            self._notify()

    def _visited(self, place: Place) -> frozenset[str]:
        return self.state.visited | {place.step}

    def _set_prediction(self, chart: str, prediction: Prediction) -> None:
        self._replace(predictions=frozen_map({**self.state.predictions, chart: prediction}))

    def _moment(self) -> Moment:
        state = self.state
        return Moment(state.place, state.selection, state.parameters, state.played)

    def _return_to(self, moment: Moment | None) -> None:
        if moment is not None:
            self._replace(
                place=moment.place,
                selection=moment.selection,
                parameters=moment.parameters,
                played=moment.played,
                hover=None,
            )
