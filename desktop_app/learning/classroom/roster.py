"""Who is in a class, and the code that its hand-ins are signed with, as events of it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from desktop_app.learning.classroom.names import clean_name, read_code, same_name
from desktop_app.learning.school_classes import ClassEvent

LISTED, CODED = "listed", "coded"
"""Kinds of event: the last of each stands."""
MOST_STUDENTS = 500


@dataclass(frozen=True)
class Roster:
    """The names of a class in its order, and its code, "" where it has none."""

    names: tuple[str, ...] = ()
    code: str = ""


def roster_in(events: Iterable[ClassEvent]) -> Roster:
    """What the events of one class say of it; what makes no sense is passed over."""
    found = Roster()
    for event in events:
        values = event.values
        names, code = values.get("names"), values.get("code")
        if event.kind == LISTED and isinstance(names, list):
            found = replace(found, names=sound_names(one for one in names if isinstance(one, str)))
        elif event.kind == CODED and isinstance(code, str):
            found = replace(found, code=read_code(code) or "")
    return found


def sound_names(names: Iterable[str]) -> tuple[str, ...]:
    """``names`` as a list of a class: each once, and none of them empty."""
    found: dict[str, str] = {}
    for name in map(clean_name, names):
        if name:
            found.setdefault(same_name(name), name)
    return tuple(found.values())[:MOST_STUDENTS]


def read_names(text: str) -> tuple[str, ...]:
    """The names in a text as people paste it or a spreadsheet writes it: one a line, the
    first of its cells, in quotes or not.
    """
    cells = (re.split("[;\t]", line, maxsplit=1)[0] for line in text.splitlines())
    return sound_names(cell.strip().strip('"') for cell in cells)


def decode_names(data: bytes) -> str:
    """The text of a list as school software writes it: UTF-8, UTF-16 with its mark, else
    what Windows writes in western Europe.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
