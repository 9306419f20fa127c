"""One simulation of a lesson: what it is told, where it stands, what it finds."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping

from desktop_app.content.lesson import Lesson
from desktop_app.content.model import ModelBlock
from desktop_app.models.parameters import NumberParameter, Values
from desktop_app.models.run import Run, State
from desktop_app.models.texts import ModelTexts
from desktop_app.models.told import ToldModel
from desktop_app.session.session import Played, Session
from desktop_app.ui.models.series_source import Trace
from desktop_app.ui.models.views.marks import Frame

LONGEST_TRACE = 400
"""So many places of the way are kept; of a longer way, every other one."""
_STARTS = ("lambda", "h")
"""The parameters that say where a simulation begins."""


class Simulation:
    """Follows ``block`` in a session. Raises :class:`~desktop_app.models.told.TellingError`
    where the block can't be followed; such a block is not sound.
    """

    def __init__(self, lesson: Lesson, session: Session, block: ModelBlock, language: str) -> None:
        self._session = session
        self.block = block
        self.told = ToldModel(lesson, block)
        self.model = self.told.model
        self.texts = ModelTexts(self.model.id, language)
        self.language = language
        self.frame = Frame(self.texts, self._reach)
        self._lesson = lesson
        self.values = self.told.values(session.state.parameters)
        self.run = self._run()
        self.acts = False
        """Whether the session changes by what the simulation itself does."""

    def _reach(self, name: str) -> tuple[float, float]:
        """The ends of an axis along a parameter: those of its slider, and where it is set."""
        parameter = self.model.parameter(name)
        assert isinstance(parameter, NumberParameter)
        ends = list(parameter.offered)
        for slider in self.told.sliders:
            if self.told.slid_by(slider) is parameter:
                told = self._lesson.parameters[slider]
                return told.minimum, told.maximum
        return min(ends[0], self.values.number(name)), max(ends[1], self.values.number(name))

    # -- where it stands -----------------------------------------------------------------------

    @property
    def played(self) -> Played | None:
        """Where the session says it stands; None: at its beginning."""
        return self._session.state.played.get(self.block.id)

    @property
    def state(self) -> State | None:
        """The state of a model that is played in time; None for one that answers at once."""
        if not self.model.plays:
            return None
        played = self.played
        if played is None:
            return self.model.start(self.values)
        return State(played.values, played.moving, played.nudged)

    @property
    def trace(self) -> Trace:
        played = self.played
        return played.trace if played is not None else ()

    def refresh(self) -> bool:
        """Take the parameters and the state of now; whether the parameters are others."""
        values = self.told.values(self._session.state.parameters)
        changed = dict(values) != dict(self.values)
        self.values = values
        self.run = self._run()
        return changed

    def run_at(self, parameters: Mapping[str, float]) -> Run:
        """What is found at other ``parameters`` of the lesson, from the beginning."""
        return self.model.run(self.told.values(parameters))

    def _run(self) -> Run:
        return self.model.run(self.values, self.state)

    # -- moving ----------------------------------------------------------------------------------

    def follow(self, before: Run, *, follows: bool = True) -> None:
        """Go on from where the run ``before`` stood, under the parameters of now."""
        state = self.state
        if state is None:
            return
        if self._begins_elsewhere(before.values):
            self.restart(follows=follows)
            return
        self.stand(State(state.values, True, state.nudged), follows=follows, since=before)

    def _begins_elsewhere(self, values: Values) -> bool:
        """Whether what changed is where the simulation begins: that starts it anew."""
        starts = [one for one in _STARTS if one in self.values]
        here, there = self.values.get("map", ""), values.get("map", "")
        return here != there or any(self.values[name] != values[name] for name in starts)

    def advance(self, frames: int, *, follows: bool, within: float = math.inf) -> None:
        """Play some frames, fewer where they take more than ``within`` seconds; nothing
        where nothing is played.
        """
        state = self.state
        if state is None:
            return
        begun = time.perf_counter()
        for _ in range(frames):
            if not state.moving:
                break
            state = self.model.advance(self.values, state)
            if time.perf_counter() - begun > within:
                break
        self.stand(state, follows=follows)

    def perturb(self) -> None:
        """Disturb it a little."""
        state = self.state
        if state is not None:
            self.stand(self.model.perturb(self.values, state), follows=False)

    def restart(self, *, follows: bool = False) -> None:
        """Go back to the beginning, and forget the way."""
        self._keep(None, follows=follows)
        self.run = self._run()

    def stand(self, state: State, *, follows: bool, since: Run | None = None) -> None:
        """Stand at ``state``, and note the place on the way; ``since``: where it came from."""
        trace = self.trace
        if not trace and since is not None:
            trace = (place_of(since),)
        self.run = self.model.run(self.values, state)
        trace = longer(trace, place_of(self.run))
        self._keep(Played(state.values, state.moving, state.nudged, trace), follows=follows)

    def _keep(self, played: Played | None, *, follows: bool) -> None:
        self.acts = True
        try:
            self._session.play(self.block.id, played, follows=follows)
        finally:
            self.acts = False


def place_of(run: Run) -> tuple[float, ...]:
    """Where a run stands, as its series ``position`` says it; empty where there is none."""
    position = run.series.get("position")
    if position is None:
        return ()
    return tuple(float(column[0] or 0.0) for column in position.columns.values())


def longer(trace: Trace, place: tuple[float, ...]) -> Trace:
    """``trace`` as far as ``place``: what lies straight on the way takes no place of its own."""
    if not place or (trace and trace[-1] == place):
        return trace
    if len(trace) >= 2 and _is_straight(trace[-2], trace[-1], place):
        return (*trace[:-1], place)
    found = (*trace, place)
    if len(found) > LONGEST_TRACE:
        found = (*found[:1], *found[1:-1:2], found[-1])
    return found


def _is_straight(one: tuple[float, ...], two: tuple[float, ...], three: tuple[float, ...]) -> bool:
    """Whether the way goes on in the direction in which it came, along one axis."""
    steps = [(b - a, c - b) for a, b, c in zip(one, two, three, strict=True)]
    moving = [(first, second) for first, second in steps if first or second]
    return len(moving) == 1 and moving[0][0] * moving[0][1] > 0
