"""A class on its way through a presentation: when it began, where it goes, what is left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from desktop_app.session.conductor import (
    PERIOD,
    Dropping,
    Pace,
    PlannedStep,
    likely_goal,
    next_moment,
    pace,
    plan_of,
    remaining,
    what_to_drop,
)
from desktop_app.session.presentation import Presentation
from desktop_app.session.store import StateStore


@dataclass(frozen=True)
class ConductorState:
    """``start`` and ``goal`` are steps, ``here`` the present one; times are None before the
    class has begun. ``ends`` is when the lesson has to be over.
    """

    start: str = ""
    goal: str = ""
    here: str = ""
    began: datetime | None = None
    reached: datetime | None = None
    ends: datetime | None = None


class Conductor(StateStore[ConductorState]):
    """Follows ``presentation``; ``now`` is the clock, with its time zone."""

    def __init__(self, presentation: Presentation, now: Callable[[], datetime]) -> None:
        super().__init__(ConductorState())
        self._presentation = presentation
        self._now = now
        self.plan_again()
        presentation.watch(lambda _: self._step(), self._follow)

    # -- verbs ---------------------------------------------------------------------------

    def plan_again(self) -> None:
        """Go by the minutes and the steps that the presentation has now."""
        self.plan = plan_of(step for _, step in self._presentation.steps)
        self._chapters = [chapter for chapter, _ in self._presentation.steps]

    def begin(self) -> None:
        """The class begins here and now, and has one period."""
        now, here = self._now(), self._step()
        self._replace(
            start=here,
            here=here,
            goal=likely_goal(self.plan, self._chapters, here, PERIOD),
            began=now,
            reached=now,
            ends=now + timedelta(minutes=PERIOD),
        )

    def aim(self, step: str) -> None:
        """Stop after ``step``; a step before the present one can't be the goal."""
        if self._rank(step) >= max(self._rank(self.state.here), 0):
            self._replace(goal=step)

    def end_at(self, at: time) -> None:
        """The lesson has to be over when the clock shows ``at`` next."""
        self._replace(ends=next_moment(at, self._now()))

    def drop_to_end(self) -> Dropping | None:
        """Leave out what keeps the class from ending in time, or take all of it back in.

        Returns what was left out; None where it was taken back, or nothing has begun.
        """
        if self.is_dropping:
            self._presentation.drop(self._presentation.state.dropped - self._ahead())
            return None
        found = self.dropping()
        if found is not None:
            self._presentation.drop({*self._presentation.state.dropped, *found.steps})
        return found

    def only_essential(self) -> None:
        """Leave out every step ahead that is not essential, or take them back in."""
        optional = {step.id for step in self._rest()[1:] if not step.essential}
        dropped = self._presentation.state.dropped
        self._presentation.drop(dropped - optional if optional <= dropped else dropped | optional)

    def toggle(self, step: str) -> None:
        """Leave one step out, or take it back in."""
        self._presentation.drop(self._presentation.state.dropped ^ {step})

    # -- questions -----------------------------------------------------------------------

    def now(self) -> datetime:
        """What the clock shows."""
        return self._now()

    @property
    def route(self) -> Sequence[PlannedStep]:
        """The steps from where the class began to its goal, without those left out."""
        dropped = self._presentation.state.dropped
        return [step for step in self._whole() if step.id not in dropped]

    @property
    def is_dropping(self) -> bool:
        """Whether something ahead is left out."""
        return bool(self._presentation.state.dropped & self._ahead())

    def pace(self) -> Pace | None:
        """How the class stands now; None before it has begun."""
        state = self.state
        if state.began is None or state.reached is None:
            return None
        return pace(self.route, state.here, state.began, state.reached, self._now())

    def left(self) -> float | None:
        """Minutes until the lesson has to be over, below zero after that."""
        if self.state.ends is None:
            return None
        return (self.state.ends - self._now()).total_seconds() / 60

    def dropping(self) -> Dropping | None:
        """What would have to be left out to end in time."""
        left = self.left()
        return None if left is None else what_to_drop(self._rest(), left)

    # -- inside --------------------------------------------------------------------------

    def _step(self) -> str:
        slide = self._presentation.slide
        return slide.place.step if slide is not None else ""

    def _rank(self, step: str) -> int:
        ids = [one.id for one in self.plan]
        return ids.index(step) if step in ids else -1

    def _whole(self) -> Sequence[PlannedStep]:
        """From the start to the goal, and at least to where the class is."""
        state = self.state
        start = min(max(self._rank(state.start), 0), max(self._rank(state.here), 0))
        return self.plan[start : max(self._rank(state.goal), self._rank(state.here)) + 1]

    def _rest(self) -> Sequence[PlannedStep]:
        """What is left of the present step, and what comes after it on the way."""
        state = self.state
        spent = (self._now() - state.reached).total_seconds() / 60 if state.reached else 0.0
        return remaining(self._whole(), state.here, max(spent, 0.0))

    def _ahead(self) -> frozenset[str]:
        return frozenset(step.id for step in self._rest()[1:])

    def _follow(self, step: str) -> None:
        if self.state.began is not None:
            self._replace(here=step, reached=self._now())
            if self._rank(step) > self._rank(self.state.goal):
                rest = likely_goal(self.plan, self._chapters, step, 0.0)
                self._replace(goal=rest)
