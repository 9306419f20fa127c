"""Papers as one PDF: A4, texts as texts, fonts within, title, author and language told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from desktop_app.ui.paper.pages import SetPaper
from desktop_app.ui.paper.type import HEIGHT, WIDTH

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

DOTS_AN_INCH = 1200
_SMALLER = 0.99
"""Paper of so much of the size of A4 is A4, but for what is rounded."""
_TO_UNICODE = re.compile(rb"beginbfrange.*?endbfrange", re.DOTALL)
_MEANT = (
    (b"<0009>", b"<0020>"),
    (b"<02BC>", b"<2019>"),
    (b"<00AD>", b"<002D>"),
    (b"<2009>", b"<202F>"),
)
_CATALOG = re.compile(rb"/Root (\d+) 0 R")
_INFO = re.compile(rb"/Info (\d+) 0 R")
_SIZE = re.compile(rb"/Size (\d+)")


def to_pdf(papers: Sequence[SetPaper]) -> bytes:
    """The pages of ``papers`` one after the other."""
    first = papers[0].paper
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(f"{first.title} – {first.name}")
    writer.setAuthor(first.author)
    writer.setCreator("Rebattre les cartes")
    writer.setResolution(DOTS_AN_INCH)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(0, 0, 0, 0),
        )
    )
    paint_pages(writer, pages_of(papers))
    return with_language(as_words(bytes(buffer.data().data())), first.language)


def pages_of(papers: Sequence[SetPaper]) -> list[tuple[SetPaper, int]]:
    """Every page: its paper, and its number there, from 0."""
    return [(paper, number) for paper in papers for number in range(len(paper))]


def paint_pages(device: QPdfWriter | QPrinter, pages: Sequence[tuple[SetPaper, int]]) -> None:
    """Paint ``pages`` one after the other; smaller, where the paper is lower or narrower
    than A4. Raises OSError where the device takes none.
    """
    room = device.pageLayout().fullRectPixels(device.resolution())
    scale = device.resolution() / 96
    fit = min(room.width() / WIDTH, room.height() / HEIGHT)
    scale = fit if fit < _SMALLER * scale else scale
    painter = QPainter()
    if not painter.begin(device):
        raise OSError
    for rank, (paper, number) in enumerate(pages):
        if rank:
            device.newPage()
        painter.save()
        painter.translate(max(room.width() - scale * WIDTH, 0) / 2, 0)
        painter.scale(scale, scale)
        paper.paint(painter, number)
        painter.restore()
    painter.end()


def as_words(pdf: bytes) -> bytes:
    """``pdf`` whose letters are read as the words that they make.

    Several signs may have one glyph, and Qt takes the first: a space would be read (or
    copied) as a tabulator, an apostrophe as a modifier letter. Nothing changes its length.
    """

    def mend(table: re.Match[bytes]) -> bytes:
        text = table[0]
        for taken, meant in _MEANT:
            text = text.replace(taken, meant)
        return text

    return _TO_UNICODE.sub(mend, pdf)


def with_language(pdf: bytes, language: str) -> bytes:
    """``pdf`` with its language in its catalogue, where screen readers look for it.

    Qt does not write it. It is added as PDF adds changes (ISO 32000-1, 7.5.6): a new
    catalogue, a table of where it stands, and a trailer that leads to the older ones.
    """
    start = int(pdf.rsplit(b"startxref", 1)[1].split()[0])
    trailer = pdf[pdf.rindex(b"trailer") :]
    root, info, size = (pattern.search(trailer) for pattern in (_CATALOG, _INFO, _SIZE))
    if root is None or size is None:
        return pdf
    number = root[1]
    found = re.search(rb"(?<!\d)%s 0 obj\s*<<(.*?)>>\s*endobj" % number, pdf, re.DOTALL)
    if found is None:
        return pdf
    added = f"/Lang ({language})\n/ViewerPreferences << /DisplayDocTitle true >>\n".encode()
    catalogue = b"%s 0 obj\n<<%s\n%s>>\nendobj\n" % (number, found[1].rstrip(), added)
    at = len(pdf)
    end = (
        b"xref\n%s 1\n%010d 00000 n \ntrailer\n<<\n/Size %s\n/Root %s 0 R\n%s/Prev %d\n>>\n"
        b"startxref\n%d\n%%%%EOF\n"
    ) % (
        number,
        at,
        size[1],
        number,
        b"/Info %s 0 R\n" % info[1] if info else b"",
        start,
        at + len(catalogue),
    )
    return pdf + catalogue + end
