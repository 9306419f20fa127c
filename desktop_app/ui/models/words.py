"""What is said beside a simulation, in sentences of its model's texts."""

from __future__ import annotations

from desktop_app.models.run import Run
from desktop_app.models.texts import ModelTexts

QUIET = frozenset(("irregular-map", "no-pattern", "pattern-returns", "one-territory"))
"""Notes on outputs that no view shows: `simulate` says them."""


def notes_of(texts: ModelTexts, run: Run) -> str:
    """The notes of a run that its summary does not say already."""
    said = {note.code for note in run.summary} | QUIET
    codes: dict[str, str] = {}
    for note in run.notes:
        if note.code not in said:
            codes.setdefault(note.code, texts.note(note))
    return " ".join(codes.values())
