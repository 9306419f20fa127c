"""Texts on pages: rows stay whole, headings stay with what they head, heads come again."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from desktop_app.shell.flowed_pages import flowed_pages

HEIGHT = 400.0


def table(*rows: str) -> str:
    lines = "".join(f"<tr><td>{row}</td><td>x</td></tr>" for row in rows)
    head = "<thead><tr><th>One</th><th>Other</th></tr></thead>"
    return f'<table width="100%">{head}<tbody>{lines}</tbody></table>'


def laid_out(html: str) -> QTextDocument:
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setHtml(f"<body>{html}</body>")
    document.setTextWidth(300)
    return document


@pytest.mark.parametrize("words", [1, 12, 40])
def test_no_line_is_cut_and_nothing_is_left_out(qtbot: QtBot, words: int) -> None:
    rows = [f"row {rank} " + "word " * words for rank in range(60)]
    document = laid_out(f"<h1>Title</h1><p>Text</p>{table(*rows)}<h2>End</h2><p>Last</p>")
    layout = document.documentLayout()
    pages = flowed_pages(document, HEIGHT)
    edges = [page.part[1] for page in pages]
    assert [page.part[0] for page in pages][1:] == edges[:-1]
    assert edges[-1] == document.size().height()
    assert all(part[1] - part[0] + (head[1] - head[0] if head else 0) <= HEIGHT
               for part, head in ((page.part, page.head) for page in pages))  # fmt: skip
    block = document.begin()
    owners: dict[str, set[int]] = {}
    while block.isValid():
        top = layout.blockBoundingRect(block).top()
        page = sum(edge <= top for edge in edges)
        bottom = layout.blockBoundingRect(block).bottom()
        assert page == sum(edge < bottom - 0.01 for edge in edges), block.text()
        owners.setdefault(block.text()[:6], set()).add(page)
        block = block.next()
    assert owners["End"] == owners["Last"]
    assert all(page.head for page in pages[1:-1])
    assert pages[0].head is None


def test_a_row_higher_than_a_page_is_parted_between_lines(qtbot: QtBot) -> None:
    document = laid_out(table("short", "word " * 2_000, "short"))
    pages = flowed_pages(document, HEIGHT)
    assert len(pages) > 3
    assert pages[-1].part[1] == document.size().height()
    layout, edges = document.documentLayout(), [page.part[1] for page in pages]
    long = document.findBlock(document.toPlainText().index("word"))
    top, text = layout.blockBoundingRect(long).top(), long.layout()
    for line in map(text.lineAt, range(text.lineCount())):
        start, end = top + line.y() + 0.01, top + line.y() + line.height() - 0.01
        assert not any(start < edge < end for edge in edges)


def test_an_empty_text_has_one_page_at_most(qtbot: QtBot) -> None:
    assert len(flowed_pages(laid_out(""), HEIGHT)) <= 1
    assert len(flowed_pages(laid_out(table()), HEIGHT)) == 1
