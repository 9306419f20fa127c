"""A rich text set out on pages: no row of a table is cut, a heading stands with what follows
it, and a table that goes on has its head again.

Qt's own pages cut rows between two lines; so the text is laid out in one length, and
:func:`paginate` says where it may be parted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QRectF
from PySide6.QtGui import QAbstractTextDocumentLayout, QPainter, QTextDocument, QTextTable

from desktop_app.paper.elements import Glue
from desktop_app.paper.pagination import Extent, paginate

Span = tuple[float, float]
"""From where to where, in pixels from the top of the text."""


@dataclass(frozen=True)
class _Piece:
    """What is not parted: a paragraph, a row. ``head`` is that of the table it goes on."""

    top: float
    glue: Glue = Glue.NONE
    head: Span | None = None
    lines: tuple[Span, ...] = ()


@dataclass(frozen=True)
class FlowedPage:
    """A part of the text, under the head of the table that it begins within."""

    part: Span
    head: Span | None = None


def flowed_pages(document: QTextDocument, height: float) -> tuple[FlowedPage, ...]:
    """The pages, each ``height`` high at most, of ``document``: its text width is set."""
    pieces = list(_pieces(document))
    if not pieces:
        return ()
    bottoms = [*(piece.top for piece in pieces[1:]), document.size().height()]
    heads = [piece.head for piece in pieces if piece.head is not None]
    room = height - max((bottom - top for top, bottom in heads), default=0.0)
    cuts = [_cuts(piece, bottom, room) for piece, bottom in zip(pieces, bottoms, strict=True)]
    extents = [
        Extent(tuple(bottom - top for top, bottom in pairwise(one)), glue=piece.glue)
        for piece, one in zip(pieces, cuts, strict=True)
    ]
    pages = []
    for page in paginate(extents, room):
        first, last = page[0], page[-1]
        part = (cuts[first.piece][first.first], cuts[last.piece][last.last])
        pages.append(FlowedPage(part, pieces[first.piece].head))
    return tuple(pages)


def draw_page(document: QTextDocument, page: FlowedPage, painter: QPainter) -> None:
    """Draw one page where the painter stands."""
    below = 0.0
    for top, bottom in filter(None, (page.head, page.part)):
        painter.save()
        painter.translate(0, below - top)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = QRectF(0, top, document.textWidth(), bottom - top)
        painter.setClipRect(context.clip)
        document.documentLayout().draw(painter, context)
        painter.restore()
        below += bottom - top


def _pieces(document: QTextDocument) -> Iterator[_Piece]:
    layout = document.documentLayout()
    place = document.rootFrame().begin()
    while not place.atEnd():
        frame, block = place.currentFrame(), place.currentBlock()
        if isinstance(frame, QTextTable):
            yield from _rows(frame, layout)
        elif block.isValid():
            is_heading = block.blockFormat().headingLevel() > 0
            top = layout.blockBoundingRect(block).top()
            yield _Piece(top, Glue.ALWAYS if is_heading else Glue.NONE)
        place += 1


def _rows(table: QTextTable, layout: QAbstractTextDocumentLayout) -> Iterator[_Piece]:
    heads = table.format().toTableFormat().headerRowCount()
    lines = [tuple(_lines(table, row, layout)) for row in range(table.rows())]
    frame = layout.frameBoundingRect(table)
    padding = lines[0][0][0] - frame.top() if lines and lines[0] else 0.0
    tops = [min((top for top, _ in mine), default=frame.top()) - padding for mine in lines]
    head = (tops[0], tops[heads]) if 0 < heads < len(tops) else None
    for row, top in enumerate(tops):
        if row < heads:
            yield _Piece(top, Glue.ALWAYS)
        else:
            yield _Piece(top, head=head if row > heads else None, lines=lines[row])


def _lines(table: QTextTable, row: int, layout: QAbstractTextDocumentLayout) -> Iterator[Span]:
    """Every line of text in a row."""
    for column in range(table.columns()):
        place = table.cellAt(row, column).begin()
        while not place.atEnd():
            block = place.currentBlock()
            top = layout.blockBoundingRect(block).top()
            text = block.layout()
            for number in range(text.lineCount()):
                line = text.lineAt(number)
                yield top + line.y(), top + line.y() + line.height()
            place += 1


def _cuts(piece: _Piece, bottom: float, room: float) -> tuple[float, ...]:
    """Where a piece can be parted, its ends included: between lines, where it is too high."""
    if bottom - piece.top <= room:
        return (piece.top, bottom)
    free = (
        top
        for top in sorted({top for top, _ in piece.lines})
        if top > piece.top and not any(start < top < end for start, end in piece.lines)
    )
    return (piece.top, *free, bottom)
