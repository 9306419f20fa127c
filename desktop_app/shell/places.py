"""Where a lesson opens: at the place asked for, where one left it, or at its start."""

from __future__ import annotations

from desktop_app.content.lesson import Lesson
from desktop_app.session.session import Place


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


def _has(lesson: Lesson, language: str, place: Place) -> bool:
    if place.chapter not in lesson.chapter_ids:
        return False
    chapter = lesson.chapter(place.chapter, language)
    return chapter is not None and place.step in chapter.steps_by_id
