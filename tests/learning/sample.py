"""A lesson in outline, for tests: two chapters, three objectives, some misconceptions."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from desktop_app.learning.outline import Outline, OutlineChapter, OutlineQuestion
from tests.support.attempts import version_of


def question(name: str, chapter: str = "one", **changes: Any) -> OutlineQuestion:
    known: dict[str, Any] = {
        "lesson": "a-lesson",
        "chapter": chapter,
        "step": f"step-{name}",
        "id": name,
        "version": version_of(name),
        "type": "choice",
        "prompt": f"What of {name}?",
        "objective": chapter,
        "options": ("No", "Yes"),
        "right": (1,),
    }
    return OutlineQuestion(**{**known, **changes})


def outline(*questions: OutlineQuestion, language: str = "en") -> Outline:
    """A lesson of these questions; else of five, ``a`` to ``e``."""
    asked = questions or (
        question("a", misconceptions=("myth",)),
        question("b", misconceptions=("myth", "fable")),
        question("c"),
        question("d", "two"),
        question("e", "two", objective="Read a chart"),
    )
    chapters = {"one": "Chapter one", "two": "Chapter two"}
    return Outline(
        lesson="a-lesson",
        title="A lesson",
        language=language,
        chapters=tuple(
            OutlineChapter(
                name,
                title,
                f"Objective of {name}",
                tuple(one for one in asked if one.chapter == name),
                frozenset({f"chart-{name}", *(one.id for one in asked if one.chapter == name)}),
            )
            for name, title in chapters.items()
        ),
        misconceptions=MappingProxyType({"myth": "They say so.", "fable": "One reads it."}),
    )
