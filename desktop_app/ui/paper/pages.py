"""A paper laid out: its pages, and how each is painted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPen

from desktop_app.content.wording import word
from desktop_app.paper.elements import Glue, Paper, Paragraph, Piece, Run
from desktop_app.paper.pagination import Extent, Page, overfull, paginate
from desktop_app.ui.paper.setting import (
    RULE,
    DrawChart,
    FindPicture,
    SetDrawing,
    SetElement,
    Setter,
    TextLines,
    sliced,
)
from desktop_app.ui.paper.type import (
    FOOT,
    HEAD,
    HEIGHT,
    MARGIN,
    TIGHTEST,
    TIGHTNESS,
    WIDTH,
    PaperType,
)

_BETWEEN_COLUMNS = 24.0
_HEADINGS = ("chapter", "step")
_ABOVE = {"chapter": 26.0, "step": 20.0, "reason": 5.0, "note": 5.0}
"""The space above a piece, by what it begins with."""
_USUALLY_ABOVE, _BELOW_HEADING, _ABOVE_ROW = 15.0, 8.0, 6.0


@dataclass(frozen=True)
class SetPiece:
    """A piece with the height of each of its parts."""

    piece: Piece
    parts: tuple[SetElement, ...]

    @property
    def heights(self) -> tuple[float, ...]:
        """What each part adds: its own height, and the space above it but for the first."""
        return tuple(
            part.height + (part.before if rank else 0.0) for rank, part in enumerate(self.parts)
        )

    @property
    def give(self) -> float:
        """How much lower all of it can be."""
        return sum(part.give for part in self.parts if isinstance(part, SetDrawing))

    def squeezed(self, share: float) -> SetPiece:
        """The piece with its charts lower by that share of what they can give."""
        parts = (p.squeezed(share) if isinstance(p, SetDrawing) else p for p in self.parts)
        return replace(self, parts=tuple(parts))


class SetPaper:
    """A paper on its pages. ``cut`` names the pieces that no page can hold; ``shortened``: its
    end was left out.
    """

    shortened = False

    def __init__(self, paper: Paper, type_: PaperType, draw: DrawChart, find: FindPicture) -> None:
        self.paper, self.type = paper, type_
        across = WIDTH - 2 * MARGIN
        self._column = (across - (paper.columns - 1) * _BETWEEN_COLUMNS) / paper.columns
        self._foot_room = type_.pitch("foot") + 8
        bottom = HEIGHT - FOOT - self._foot_room
        setter = Setter(type_, draw, find, tallest=bottom - HEAD)
        self._heads = [setter.set(one, across) for one in paper.heads]
        self._head_height = sum(
            head.height + (head.before if rank else 0.0) for rank, head in enumerate(self._heads)
        )
        self._pieces = [
            SetPiece(
                piece,
                tuple(
                    part for one in piece.elements for part in sliced(setter.set(one, self._column))
                ),
            )
            for piece in paper.pieces
        ]
        self._running = type_.pitch("foot") + 14
        self._pages = self._paginated(bottom)
        for placed in (one for page in self._pages for one in page if one.squeeze):
            self._pieces[placed.piece] = self._pieces[placed.piece].squeezed(placed.squeeze)

    def __len__(self) -> int:
        """How many pages there are."""
        return max(1, -(-len(self._pages) // self.paper.columns))

    @property
    def cut(self) -> tuple[str, ...]:
        """The pieces that are higher than a page, and go on on the next."""
        found = overfull(self._extents(), self._room)
        return tuple(self.paper.pieces[rank].id for rank in found if self.paper.pieces[rank].id)

    def _paginated(self, bottom: float) -> tuple[Page, ...]:
        """The pages, or columns: the first is lower by the title of the paper."""
        self._top = HEAD + self._running
        self._room = bottom - self._top
        self._first_top = HEAD + self._head_height + (22 if self._heads else 0)
        taken = self._first_top - self._top
        extents = self._extents()
        if self.paper.columns > 1:
            room = bottom - self._first_top
            return paginate(extents, room)
        title = Extent((max(taken, 0.0),), glue=Glue.NONE)
        pages = paginate([title, *extents], self._room)
        return _without_title(pages, max(taken, 0.0))

    def _extents(self) -> list[Extent]:
        found: list[Extent] = []
        for rank, one in enumerate(self._pieces):
            earlier = self._pieces[rank - 1].piece if rank else None
            above = _above(one.piece, earlier) * (1.4 if self.type.large else self.type.tight)
            found.append(Extent(one.heights, above, one.piece.glue, one.piece.new_page, one.give))
        return found

    # -- painting ------------------------------------------------------------------------

    def paint(self, painter: QPainter, number: int) -> None:
        """Paint page ``number``, from 0, in pixels of 96 an inch from its corner."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        first = number == 0
        if first:
            self._paint_heads(painter)
        else:
            self._paint_running_head(painter)
        self._paint_foot(painter, number)
        columns = self.paper.columns
        top = self._first_top if first or columns > 1 else self._top
        for rank, column in enumerate(self._pages[number * columns : (number + 1) * columns]):
            left = MARGIN + rank * (self._column + _BETWEEN_COLUMNS)
            for placed in column:
                self._paint_piece(painter, placed.piece, placed.first, placed.last,
                                  left, top + placed.top)  # fmt: skip

    def _paint_piece(
        self, painter: QPainter, rank: int, first: int, last: int, x: float, y: float
    ) -> None:
        for part in self._pieces[rank].parts[first:last]:
            y += part.before if part is not self._pieces[rank].parts[0] else 0.0
            part.paint(painter, x, y)
            y += part.height

    def _paint_heads(self, painter: QPainter) -> None:
        y = HEAD
        for rank, head in enumerate(self._heads):
            y += head.before if rank else 0.0
            head.paint(painter, MARGIN, y)
            y += head.height

    def _paint_running_head(self, painter: QPainter) -> None:
        paper = self.paper
        self._paint_line(painter, HEAD, paper.title, paper.name)
        painter.setPen(QPen(RULE, 0.6))
        y = HEAD + self.type.pitch("foot") + 3
        painter.drawLine(QPointF(MARGIN, y), QPointF(WIDTH - MARGIN, y))

    def _paint_foot(self, painter: QPainter, number: int) -> None:
        values = {"number": number + 1, "count": len(self)}
        page = word("paper-page", self.paper.language, values)
        y = HEIGHT - FOOT - self.type.pitch("foot")
        self._paint_line(painter, y, self.paper.credit if number == 0 else "", page)

    def _paint_line(self, painter: QPainter, y: float, left: str, right: str) -> None:
        """A line with words at both ends; what is long on the left is cut short."""
        across = WIDTH - 2 * MARGIN
        end = TextLines((Run(right),), "foot", self.type, across)
        end.paint(painter, WIDTH - MARGIN - end.widest, y)
        if left:
            room = across - end.widest - 24
            start = TextLines((Run(left),), "foot", self.type, room)
            while start.count > 1 and len(left) > 2:
                left = left[: max(len(left) - 4, 1)].rstrip() + "…"
                start = TextLines((Run(left),), "foot", self.type, room)
            start.paint(painter, MARGIN, y)


def fitted(
    drafts: Iterable[Paper], type_: PaperType, draw: DrawChart, find: FindPicture
) -> SetPaper:
    """The first of ``drafts`` that has the pages it may have, in letters as large as fit.

    Where none does, the beginning of the last one: it is ``shortened``.
    """
    found = None
    for draft in drafts:
        found = SetPaper(draft, replace(type_, tight=TIGHTEST), draw, find)
        if not draft.one_page:
            return SetPaper(draft, type_, draw, find)
        if len(found) == 1:
            roomy = (SetPaper(draft, replace(type_, tight=one), draw, find) for one in TIGHTNESS)
            return next((one for one in roomy if len(one) == 1), found)
    assert found is not None
    pieces = found.paper.pieces
    while len(found) > 1 and pieces:
        pieces = pieces[:-1]
        shorter = replace(found.paper, pieces=pieces)
        found = SetPaper(shorter, replace(type_, tight=TIGHTEST), draw, find)
    found.shortened = True
    return found


def _above(piece: Piece, earlier: Piece | None) -> float:
    first = piece.elements[0] if piece.elements else None
    role = first.role if isinstance(first, Paragraph) else ""
    if role in _HEADINGS:
        heading = earlier is not None and _is_heading(earlier)
        return _ABOVE[role] * (0.6 if heading else 1.0)
    if earlier is not None and _is_heading(earlier):
        return _BELOW_HEADING
    return _ABOVE.get(role, _USUALLY_ABOVE) if role else _ABOVE_ROW


def _is_heading(piece: Piece) -> bool:
    first = piece.elements[0] if piece.elements else None
    return isinstance(first, Paragraph) and first.role in _HEADINGS


def _without_title(pages: Sequence[Page], taken: float) -> tuple[Page, ...]:
    """``pages`` without the room of the title, which is the first piece of the first."""
    found = []
    for rank, page in enumerate(pages):
        placed = [replace(one, piece=one.piece - 1) for one in page if one.piece > 0]
        if rank == 0:
            placed = [replace(one, top=one.top - taken) for one in placed]
        found.append(tuple(placed))
    return tuple(found)
