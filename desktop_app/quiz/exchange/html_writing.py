"""Prose written as HTML, of the few elements that prose needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from desktop_app.content.document import (
    Code,
    CodeBlock,
    Emphasis,
    Gap,
    Heading,
    Image,
    Inline,
    ItemList,
    LineBreak,
    Link,
    Node,
    Paragraph,
    Quotation,
    Separator,
    Strong,
    Text,
    plain_text,
)
from desktop_app.content.reference import Reference

BLANK = "_____"


@dataclass(frozen=True)
class HtmlWriter:
    """Writes prose; it knows where pictures and what is referred to are found.

    ``source``: the address of a picture, "" where there is none: its words then stand for
    it. ``address``: that of what a reference names, "" for the words alone. ``gap``: what
    stands for the gap of a number, written as it is.
    """

    source: Callable[[Image], str] = lambda _: ""
    address: Callable[[Reference], str] = lambda _: ""
    gap: Callable[[int], str] = lambda _: BLANK

    def write(self, nodes: Sequence[Node]) -> str:
        """``nodes`` as HTML; a paragraph by itself needs no element around it."""
        if len(nodes) == 1 and isinstance(nodes[0], Paragraph):
            return self._line(nodes[0].children)
        return "".join(self._block(node) for node in nodes)

    def _block(self, node: Node) -> str:
        match node:
            case Paragraph(children):
                return f"<p>{self._line(children)}</p>"
            case Heading(level, children):
                return f"<h{level}>{self._line(children)}</h{level}>"
            case ItemList(ordered, items, start):
                name = "ol" if ordered else "ul"
                first = f' start="{start}"' if ordered and start != 1 else ""
                inner = "".join(f"<li>{self.write(item)}</li>" for item in items)
                return f"<{name}{first}>{inner}</{name}>"
            case Quotation(children):
                return f"<blockquote>{self._blocks(children)}</blockquote>"
            case CodeBlock(text, language):
                kind = f' class="language-{escape(language)}"' if language else ""
                return f"<pre><code{kind}>{escape(text, quote=False)}</code></pre>"
            case Separator():
                return "<hr>"
            case _:
                return f"<p>{escape(plain_text((node,)), quote=False)}</p>"

    def _blocks(self, nodes: Sequence[Node]) -> str:
        return "".join(self._block(node) for node in nodes)

    def _line(self, children: Sequence[Inline]) -> str:
        return "".join(self._inline(child) for child in children)

    def _inline(self, child: Inline) -> str:
        match child:
            case Text(text):
                return escape(text, quote=False)
            case Emphasis(inner):
                return f"<em>{self._line(inner)}</em>"
            case Strong(inner):
                return f"<strong>{self._line(inner)}</strong>"
            case Code(text):
                return f"<code>{escape(text, quote=False)}</code>"
            case Link(inner, reference, url):
                target = self.address(reference) if reference is not None else url
                words = self._line(inner)
                return f'<a href="{escape(target)}">{words}</a>' if target else words
            case Image(alt, _, title):
                source = self.source(child)
                if not source:
                    return escape(alt, quote=False)
                said = f' title="{escape(title)}"' if title else ""
                return f'<img src="{escape(source)}" alt="{escape(alt)}"{said}>'
            case Gap(number):
                return self.gap(number)
            case LineBreak():
                return "<br>"
