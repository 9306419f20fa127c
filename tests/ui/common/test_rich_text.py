from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QTextDocument
from pytestqt.qtbot import QtBot

from desktop_app.content.document import (
    Code,
    Emphasis,
    ItemList,
    Link,
    Paragraph,
    Strong,
    Text,
)
from desktop_app.content.problems import Location
from desktop_app.content.reference import Reference
from desktop_app.ui.common.fonts import Type, register_fonts
from desktop_app.ui.common.rich_text import HtmlStyle, to_html

HERE = Location("one.md")
STYLE = HtmlStyle("#1f5fbf", "#eeeeff")


def link(target: str, words: str = "58") -> Link:
    reference = Reference.parse(target)
    return Link((Text(words),), reference, "" if reference else target, HERE)


def test_inline_forms_are_kept() -> None:
    html = to_html((Strong((Text("a"), Emphasis((Text("b"),)))), Code("<c>")), STYLE)
    assert "<b>a<i>b</i></b><code>&lt;c&gt;</code>" in html


def test_references_and_web_addresses_are_links_and_nothing_else_is() -> None:
    assert 'href="point:t/r"' in to_html((link("point:t/r"),), STYLE)
    web = to_html((link("https://a.fr/?b=1&c=%22"),), STYLE)
    assert 'href="https://a.fr/?b=1&amp;c=%22"' in web
    for target in ("javascript:alert(1)", "file:///etc/passwd", "mailto:a@b.fr", ""):
        html = to_html((link(target),), STYLE)
        assert "<a" not in html
        assert "58" in html


def test_links_can_be_left_as_words() -> None:
    plain = HtmlStyle("#1f5fbf", links=False)
    assert "<a" not in to_html((link("point:t/r"),), plain)


def test_the_lead_opens_the_first_paragraph() -> None:
    said = (Paragraph((Text("Oui."),), HERE), Paragraph((Text("Non."),), HERE))
    html = to_html(said, STYLE, lead="<b>Juste.</b>")
    assert html.index("Juste") < html.index("Oui") < html.index("Non")
    assert html.count("<p") == 2
    assert html.count("Juste") == 1
    listed = ItemList(False, ((Paragraph((Text("a"),), HERE),),))
    assert to_html((listed,), STYLE, lead="<b>Juste.</b>").index("Juste") == html.index("Juste")
    assert "Juste" in to_html((), STYLE, lead="Juste")


@pytest.mark.parametrize("type_", [Type().interface(14), Type().narrative()])
def test_a_thin_space_stays_thin_and_is_no_place_to_break(type_: QFont, qtbot: QtBot) -> None:
    register_fonts()
    document = QTextDocument()
    document.setDefaultFont(type_)
    document.setHtml(to_html((Text("Les cadres sont souvent 58\u202f% ici, mot"),), STYLE))
    assert "\u202f" in document.toPlainText()
    for width in range(60, 401):
        document.setTextWidth(width)
        assert document.size().height() > 0  # lays it out
        text, layout = document.begin().text(), document.begin().layout()
        starts = [layout.lineAt(i).textStart() for i in range(layout.lineCount())]
        assert not any(text[start] in "%\u202f" for start in starts)


@given(st.text(st.characters(exclude_categories=["C", "Z"]), max_size=20))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    document = QTextDocument()
    document.setHtml(to_html((Text(text), link("point:t/r", "x")), STYLE))
    assert document.toPlainText() == f"{text}x"
