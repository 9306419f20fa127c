"""What can stand on a page, before anyone says how large it is.

A paper is a row of pieces; a piece is never cut by the end of a page (but where it is
higher than a page). What is drawn on paper is black and white, and says no colour.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from desktop_app.charts.scene import Scene


class Run(NamedTuple):
    """Words of one style: "", ``bold``, ``italic``, ``small`` (a number beside a gap) or
    ``blank`` (the dots of a gap, never bold).
    """

    text: str
    style: str = ""


Words = tuple[Run, ...]


def words(text: str, style: str = "") -> Words:
    """Plain ``text`` in one style."""
    return (Run(text, style),) if text else ()


def plain(runs: Words) -> str:
    """The text of ``runs``."""
    return "".join(run.text for run in runs)


@dataclass(frozen=True)
class Paragraph:
    """Words under one another.

    ``role`` says how they look: ``title``, ``subtitle``, ``chapter``, ``step``, ``label``,
    ``prompt``, ``body``, ``note`` (small and muted), ``text`` (the lesson's own prose),
    ``finding``. ``mark`` hangs at their left (``3.``, ``A``, ``•``); ``box`` is an empty
    ``square`` or ``circle`` to tick before it, ``ticked`` one that is filled in.
    ``blank`` draws a dotted line from the end of the words to the edge; ``after`` stands
    at its end (a unit).
    """

    words: Words
    role: str = "body"
    mark: str = ""
    box: str = ""
    level: int = 0
    blank: bool = False
    after: str = ""


@dataclass(frozen=True)
class WritingLines:
    """Ruled lines to write on."""

    count: int
    level: int = 1


@dataclass(frozen=True)
class Figure:
    """A chart; title and source are paragraphs of their own. ``to_draw``: it waits for
    estimates, and shows where they go.
    """

    scene: Scene
    to_draw: bool = False


@dataclass(frozen=True)
class Picture:
    """An image of the lesson: its file, and its words where there is none."""

    path: str
    alt: str


@dataclass(frozen=True)
class SideBySide:
    """Two columns, of ``share`` (0 to 1) and the rest of the width."""

    left: tuple[Element, ...]
    right: tuple[Element, ...]
    share: float = 0.5
    level: int = 0


@dataclass(frozen=True)
class Row:
    """A row of a table: its cells, as wide as ``widths`` say (shares that make up 1)."""

    cells: tuple[Words, ...]
    widths: tuple[float, ...]
    head: bool = False
    strong: bool = False


@dataclass(frozen=True)
class Fields:
    """Names with a line to fill in beside each, across the width: name, class, date."""

    names: tuple[str, ...]
    widths: tuple[float, ...]


Element = Paragraph | WritingLines | Figure | Picture | SideBySide | Row | Fields


class Glue(IntEnum):
    """How much a piece wants the next one on its page: not, if there is room, always."""

    NONE = 0
    IF_ROOM = 1
    ALWAYS = 2


@dataclass(frozen=True)
class Piece:
    """Elements that stay together. ``new_page``: it begins one. ``id`` names what it is."""

    elements: tuple[Element, ...]
    glue: Glue = Glue.NONE
    new_page: bool = False
    id: str = ""


@dataclass(frozen=True)
class Paper:
    """One document: what stands at its head and foot, and its pieces.

    ``name`` is what it is (« Corrigé »), ``version`` A, B or "". ``columns``: how many
    stand side by side. ``one_page``: it has to fit on one.
    """

    title: str
    name: str
    version: str
    language: str
    author: str
    credit: str
    pieces: tuple[Piece, ...]
    columns: int = 1
    one_page: bool = False
    heads: tuple[Element, ...] = field(default=())
