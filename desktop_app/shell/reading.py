"""A lesson read for a window, for the first time or as it was saved since, in a job."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from desktop_app.content.finding import find_lesson
from desktop_app.content.lesson import Lesson
from desktop_app.content.reader import read_lesson
from desktop_app.session.session import Place, SessionState, frozen_map
from desktop_app.shell.places import kept_place, read_place, starting_place

V = TypeVar("V")


@dataclass(frozen=True)
class Opened:
    """What was found where a lesson was asked for: ``lesson`` is None where there is nothing.

    ``several``: the names of the lessons that stand there, where none is meant.
    """

    path: Path
    lesson: Lesson | None
    chapter: str | None = None
    step: str | None = None
    several: tuple[str, ...] = ()


def find_and_read(
    path: Path,
    language: str,
    places: Mapping[str, Place],
    chapter: str | None = None,
    step: str | None = None,
) -> Opened:
    """Read the lesson that ``path`` means, and what it shows first: at ``chapter`` and ``step``,
    else at its place among the last ``places``.
    """
    found = find_lesson(path)
    try:
        lesson = read_lesson(found.path)
    except FileNotFoundError:
        return Opened(path, None)
    if chapter is None and step is None and found.chapter in lesson.chapter_ids:
        chapter = found.chapter
    last = places.get(lesson.id)
    place = starting_place(lesson, language, last=last, chapter=chapter, step=step)
    if place is not None:
        read_place(lesson, place, language)
    return Opened(found.path, lesson, chapter, step, found.several)


@dataclass(frozen=True)
class Reread:
    """``place`` is where one is in ``lesson`` now, None where that can't be shown. ``other``
    are the questions, charts and simulations that are others than before, or are gone.
    """

    lesson: Lesson
    place: Place | None
    other: frozenset[str]


def read_again(
    path: Path,
    old: Lesson,
    state: SessionState,
    begun: Collection[str],
    language: str,
    *,
    whole: bool = False,
) -> Reread | None:
    """Read the lesson at ``path``, which was ``old``, and what stands at the place of ``state``:
    every chapter where it is needed ``whole``. ``begun`` are the questions of which an answer is
    under way.

    None where it is not there just now. For a job: a share may be slow, a chapter long.
    """
    try:
        new = read_lesson(path)
    except FileNotFoundError:  # it is being replaced: it will be told when it is back
        return None
    place = kept_place(old, new, state.place, language)
    if place is not None:
        read_place(new, place, language)
    for name in new.chapter_ids if whole else ():
        new.chapter(name, language)
    done = {*state.answers, *state.tries, *state.hints, *state.predictions, *begun}
    other = {*_asking_other(old, new, done), *_played_other(old, new, state.played, language)}
    return Reread(new, place, frozenset(other))


def done_in(state: SessionState, other: frozenset[str]) -> SessionState:
    """What was done in a lesson, without the answers to what asks something ``other`` now.

    Estimates for a chart stay as long as they are not an answer yet.
    """
    made = {name for name, one in state.predictions.items() if one.attempts or one.revealed}
    return replace(
        state,
        answers=_without(state.answers, other),
        tries=_without(state.tries, other),
        hints=_without(state.hints, other),
        predictions=_without(state.predictions, other & made),
        played=_without(state.played, other),
    )


def _asking_other(old: Lesson, new: Lesson, done: Collection[str]) -> Iterator[str]:
    """Which of the questions and charts ``done`` ask something else in ``new``, or are gone."""
    from desktop_app.learning.outline import versions_of  # not on the way to the first paint

    done = frozenset(done)
    for chapter in old.chapter_ids if done else ():
        asked = versions_of(old, chapter)
        if done.isdisjoint(asked):
            continue
        asks = dict(versions_of(new, chapter)) if chapter in new.chapter_ids else {}
        if not asks.keys() >= done & asked.keys():  # one may stand in another chapter now
            for other in new.chapter_ids:
                asks.update(versions_of(new, other))
        yield from (name for name in done & asked.keys() if asks.get(name) != asked[name])


def _played_other(
    old: Lesson, new: Lesson, played: Collection[str], language: str
) -> Iterator[str]:
    """Which of the simulations ``played`` are of another model in ``new``, or are gone."""
    if played:
        models = [
            {block.id: block.model for _, step in lesson.steps(language) for block in step.models}
            for lesson in (old, new)
        ]
        yield from (name for name in played if models[0].get(name) != models[1].get(name))


def _without(items: Mapping[str, V], names: frozenset[str]) -> Mapping[str, V]:
    return frozen_map({name: item for name, item in items.items() if name not in names})
