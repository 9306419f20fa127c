"""Who is in a class, and the code that its hand-ins are signed with, as events of it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Sequence
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
    first of its cells. Where the first line says what is in which column ("Nom;Prénom"), the
    names are those of that column, or of both.
    """
    rows = [_cells(line) for line in text.splitlines() if line.strip()]
    heads = [same_name(cell) for cell in rows[0]] if rows else []
    whole, family, given = (_column(heads, words) for words in (_WHOLE, _FAMILY, _GIVEN))
    columns = [whole] if whole is not None else [family, given]
    known = [column for column in columns if column is not None]
    if known:
        del rows[0]
    return sound_names(" ".join(row[at] for at in known or (0,) if at < len(row)) for row in rows)


_WHOLE = (
    "eleve", "eleves", "nom et prenom", "nom prenom", "prenom et nom", "nom complet", "student",
    "students", "learner", "full name", "code", "codes",
)  # fmt: skip
_FAMILY = ("nom", "noms", "nom de famille", "name", "names", "surname", "last name")
_GIVEN = ("prenom", "prenoms", "first name", "given name")
"""How school software heads the columns of its lists, as :func:`same_name` gives it."""


def _column(heads: Sequence[str], words: Sequence[str]) -> int | None:
    return next((rank for rank, head in enumerate(heads) if head in words), None)


def _cells(line: str) -> list[str]:
    """The cells of a line, in quotes or not."""
    return [cell.strip().strip('"') for cell in re.split("[;\t]", line)]


def decode_names(data: bytes) -> str:
    """The text of a list as school software writes it: UTF-8, UTF-16 with its mark, else
    what Windows writes in western Europe. Raises ValueError where it is no text.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    if b"\0" in data:  # a workbook, a picture
        raise ValueError("no text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
