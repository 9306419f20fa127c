"""The time of a lesson in class: what is planned, how late one is, what to drop to end in time.

Everything here is arithmetic over minutes; who looks at the clock hands in the time.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from desktop_app.content.model import Step

GRAIN = 12
"""Minutes are counted in twelfths: five seconds, finer than anyone plans."""
PERIOD = 55.0
"""Minutes of a lesson at a French school."""
JUST_PAST = timedelta(hours=3)
_CLOCK = re.compile(r"\s*(\d{1,2})\s*(?:[:hH.]\s*(\d{2})?)?\s*")


@dataclass(frozen=True)
class PlannedStep:
    """``minutes`` is what the author gives it."""

    id: str
    minutes: float
    essential: bool = True


@dataclass(frozen=True)
class Dropping:
    """What to leave out; ``needed`` minutes remain then, and ``fits`` says whether they do."""

    steps: tuple[str, ...]
    needed: float
    fits: bool


@dataclass(frozen=True)
class Pace:
    """Where a class stands in time. All in minutes.

    ``elapsed`` since it began, ``planned`` for what was done of it so far, ``in_step`` of
    ``step`` spent on the present step, ``left`` what is still planned; ``late`` is how far
    ``elapsed`` is ahead of the plan, below zero where the class is early.
    """

    elapsed: float
    planned: float
    in_step: float
    step: float
    left: float

    @property
    def late(self) -> float:
        return self.elapsed - self.planned


def plan_of(steps: Iterable[Step]) -> tuple[PlannedStep, ...]:
    """The plan of ``steps``, a step that has no duration included at none."""
    return tuple(PlannedStep(step.id, max(step.minutes, 0.0), step.essential) for step in steps)


def what_to_drop(steps: Sequence[PlannedStep], minutes: float) -> Dropping:
    """The steps to leave out of ``steps`` so that the rest takes ``minutes`` at most.

    Essential steps stay. Of the others as many minutes as possible are kept; among equals
    the fewest steps are left out, and the latest ones. Where even the essential steps take
    longer, all others are left out and it does not fit.
    """
    room = int(max(minutes, 0.0) * GRAIN + 1e-6)
    essential = sum(_grains(step) for step in steps if step.essential)
    optional = [step for step in steps if not step.essential]
    total = essential + sum(map(_grains, optional))
    if total <= room:
        return Dropping((), total / GRAIN, True)
    if essential > room:
        return Dropping(tuple(step.id for step in optional), essential / GRAIN, False)
    kept = _most(optional, room - essential)
    dropped = tuple(step.id for step in optional if step.id not in kept)
    needed = essential + sum(_grains(step) for step in optional if step.id in kept)
    return Dropping(dropped, needed / GRAIN, True)


def _grains(step: PlannedStep) -> int:
    """Its minutes in grains of time, rounded up."""
    return -int(-step.minutes * GRAIN // 1)


def _most(steps: Sequence[PlannedStep], room: int) -> frozenset[str]:
    """Which of ``steps`` to keep so as to fill ``room`` best (a knapsack, exactly)."""
    # For each sum: how many are kept, and their ranks, the earliest first.
    best: dict[int, tuple[int, tuple[int, ...]]] = {0: (0, ())}
    for rank, step in enumerate(steps):
        grains = _grains(step)
        for taken, (count, ranks) in sorted(best.items(), reverse=True):
            total, candidate = taken + grains, (count + 1, (*ranks, rank))
            known = best.get(total)
            if total <= room and (known is None or _is_better(candidate, known)):
                best[total] = candidate
    _, ranks = best[max(best)]
    return frozenset(steps[rank].id for rank in ranks)


def _is_better(one: tuple[int, tuple[int, ...]], other: tuple[int, tuple[int, ...]]) -> bool:
    return one[0] > other[0] or (one[0] == other[0] and one[1] < other[1])


def pace(
    steps: Sequence[PlannedStep], here: str, began: datetime, reached: datetime, now: datetime
) -> Pace:
    """How a class stands that ``began`` and ``reached`` the step ``here``.

    ``steps`` is the route from where it began. Time spent on the present step counts as
    planned until its own minutes are used up: nobody is late before that. A step that is
    not on the route has no minutes of its own.
    """
    ids = [step.id for step in steps]
    rank = ids.index(here) if here in ids else None
    before = steps[:rank] if rank is not None else ()
    own = steps[rank].minutes if rank is not None else 0.0
    after = steps[rank + 1 :] if rank is not None else steps
    in_step = max(_minutes(now - reached), 0.0)
    return Pace(
        elapsed=max(_minutes(now - began), 0.0),
        planned=sum(step.minutes for step in before) + min(in_step, own),
        in_step=in_step,
        step=own,
        left=max(own - in_step, 0.0) + sum(step.minutes for step in after),
    )


def remaining(steps: Sequence[PlannedStep], here: str, in_step: float) -> tuple[PlannedStep, ...]:
    """What is still to do after the present step, and what is left of that one.

    The present step can't be dropped any more: it counts as essential.
    """
    ids = [step.id for step in steps]
    if here not in ids:
        return tuple(steps)
    rank = ids.index(here)
    own = PlannedStep(here, max(steps[rank].minutes - in_step, 0.0))
    return (own, *steps[rank + 1 :])


def likely_goal(
    steps: Sequence[PlannedStep], chapters: Sequence[str], here: str, minutes: float
) -> str:
    """The step at which a class that begins at ``here`` is likely to stop: the last of the
    furthest chapter whose essential steps fit into ``minutes``, of its own at least.

    ``chapters`` names the chapter of each of ``steps``. "" where there is no step.
    """
    ids = [step.id for step in steps]
    rank = ids.index(here) if here in ids else 0
    goal, spent = "", 0.0
    for place in range(rank, len(steps)):
        spent += steps[place].minutes if steps[place].essential else 0.0
        ends = place + 1 == len(steps) or chapters[place + 1] != chapters[place]
        if ends and (not goal or spent <= minutes):
            goal = ids[place]
        if goal and spent > minutes:
            break
    return goal


def clock_time(text: str) -> time | None:
    """A time of day as people write it (10:55, 10h55, 10 h 55, 10h); None where it is none."""
    found = _CLOCK.fullmatch(text.replace("\u202f", " ").replace("\u00a0", " "))
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def next_moment(at: time, now: datetime) -> datetime:
    """When the clock shows ``at`` next, today or tomorrow, in the zone of ``now``; a time that
    is past by less than :data:`JUST_PAST` is that one: the lesson should be over by now.
    """
    today = now.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
    days = (today + timedelta(days=ahead) for ahead in (-1, 0, 1))
    return next(one for one in days if one > now - JUST_PAST)


def retrieval_set(
    asked: Sequence[tuple[str, str, str]],
    seconds: Mapping[str, float],
    minutes: float = 5.0,
    *,
    usual: float = 60.0,
    missed: Collection[str] = (),
) -> tuple[str, ...]:
    """The questions of a five-minute retrieval set, as ids, in the order to ask them.

    ``asked``: question, its step and its type, of the steps that were done last time, in
    their order. Those that were ``missed`` come first; then one of each step, from the last
    step back (what was done last was recalled least); then further ones, as far as they fit
    into ``minutes``. They are asked in the order of the lesson. ``seconds`` is how long each
    takes, else ``usual``.
    """
    by_step: dict[str, list[str]] = {}
    for question, step, kind in asked:
        if kind not in ("prediction", "open", "sentence"):  # these need their page, or its time
            by_step.setdefault(step, []).append(question)
    rounds: list[str] = []
    while any(by_step.values()):
        for questions in reversed(by_step.values()):
            if questions:
                rounds.append(questions.pop(0))
    chosen: set[str] = set()
    spent = 0.0
    for question in sorted(rounds, key=lambda name: name not in missed):
        takes = seconds.get(question, usual)
        if not chosen or spent + takes <= minutes * 60:
            chosen.add(question)
            spent += takes
    return tuple(question for question, _, _ in asked if question in chosen)


def _minutes(span: timedelta) -> float:
    return span.total_seconds() / 60
