"""Where a lesson opens: at the place asked for, where one left it, or at its start."""

from __future__ import annotations

from contextlib import suppress

from desktop_app.content.chapters import chapter_path
from desktop_app.content.document import links
from desktop_app.content.files import UnreadableFile
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import Block, Chapter, ModelBlock, Step
from desktop_app.content.problems import Location
from desktop_app.content.reference import Reference
from desktop_app.session.session import Place

LONG = 200_000
"""The bytes of a chapter from which reading it takes a second: a thousand questions."""


def starting_place(
    lesson: Lesson,
    language: str,
    *,
    last: Place | None,
    chapter: str | None = None,
    step: str | None = None,
) -> Place | None:
    """The first of these that the lesson has; None where it has no step at all."""
    if step is not None:
        found = lesson.find_step(step, language)
        if found is not None:
            return Place(found[0].id, found[1].id)
    if chapter is None and step is None and last is not None and _has(lesson, language, last):
        return last
    for name in [chapter] if chapter else lesson.chapter_ids:
        loaded = lesson.chapter(name, language)
        if loaded is not None and loaded.steps:
            return Place(name, loaded.steps[0].id)
    return None


def kept_place(old: Lesson, new: Lesson, place: Place | None, language: str) -> Place | None:
    """Where one is in ``new``, which is ``old`` as it was saved since: at the same step.

    Where that is gone from every chapter, at the one that has its rank, or at the start where
    its chapter is gone too. None where ``new`` has nothing to read there: the chapter that is
    read is declared and can't be, or there is none.
    """
    if place is None:
        return starting_place(new, language, last=None)
    chapter = None
    if place.chapter in new.chapter_ids:
        chapter = new.chapter(place.chapter, language)
        if chapter is None or not chapter.steps:
            return None
        if place.step in chapter.steps_by_id:
            return place
    moved = new.find_step(place.step, language)
    if moved is not None:
        return Place(moved[0].id, moved[1].id)
    if chapter is None:
        return starting_place(new, language, last=None)
    before = old.chapter(place.chapter, language)
    known = list(before.steps_by_id) if before is not None else []
    rank = known.index(place.step) if place.step in known else 0
    return Place(place.chapter, chapter.steps[min(rank, len(chapter.steps) - 1)].id)


def read_place(lesson: Lesson, place: Place, language: str) -> None:
    """Read what a window shows first of ``lesson`` at ``place``: its chapter, and the tables of
    its step. For a job: a share may be slow, a chapter long.
    """
    chapter = lesson.chapter(place.chapter, language)
    step = chapter.steps_by_id.get(place.step) if chapter is not None else None
    if step is not None:
        lesson.sources_of(step, language)
    _ = lesson.has_guide  # the menu asks


def _has(lesson: Lesson, language: str, place: Place) -> bool:
    if place.chapter not in lesson.chapter_ids:
        return False
    chapter = lesson.chapter(place.chapter, language)
    return chapter is not None and place.step in chapter.steps_by_id


def step_of(lesson: Lesson, reference: Reference, language: str) -> tuple[Chapter, Step] | None:
    """The step of that name, or where the block that ``reference`` names stands."""
    for chapter, step in lesson.steps(language):
        if step.id == reference.name or any(_is_meant(block, reference) for block in step.blocks):
            return chapter, step
    return None


def _is_meant(block: Block, reference: Reference) -> bool:
    """Whether ``reference`` names ``block``, or a state of its simulation."""
    if reference.kind == "state":
        states = block.states if isinstance(block, ModelBlock) else ()
        return any(state.name == reference.name for state in states)
    return block.id == reference.name


def place_of(lesson: Lesson, location: Location) -> Place | None:
    """The step that is written at ``location``, None where no chapter of ``lesson`` is."""
    for name in lesson.chapter_ids:
        for language in lesson.languages:
            if chapter_path(name, language) == location.file:
                edition = lesson.edition(name, language)
                steps = edition.steps if edition is not None else ()
                before = [step for step in steps if step.location.line <= location.line]
                return Place(name, (before or steps)[-1 if before else 0].id) if steps else None
    return None


def figures_of(step: Step) -> list[Reference]:
    """The points that the prose of ``step`` speaks of."""
    nodes = [part for part in step.parts if not isinstance(part, Block)]
    return [
        link.reference
        for link in links(nodes)
        if link.reference is not None and link.reference.kind == "point"
    ]


def is_long(lesson: Lesson, language: str) -> bool:
    """Whether a chapter of ``lesson`` takes so long to read that a window should stand first."""
    for name in lesson.chapter_ids:
        with suppress(UnreadableFile):  # said where it is read
            if len(lesson.files.read(chapter_path(name, language))) > LONG:
                return True
    return False
