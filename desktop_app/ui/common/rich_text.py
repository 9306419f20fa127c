"""Prose as the HTML that Qt's labels understand; everything in it is escaped."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from types import MappingProxyType

from desktop_app.content.document import (
    Code,
    CodeBlock,
    Division,
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
)
from desktop_app.content.reference import FIGURES
from desktop_app.ui.common.markup import to_markup

WEB = ("http://", "https://")
_INLINE = (Text, Emphasis, Strong, Code, Link, Image, Gap, LineBreak)
_OPENS_WITH_WORDS = (*_INLINE, Paragraph, Heading)


@dataclass(frozen=True, slots=True)
class HtmlStyle:
    """How prose looks: ``figure_ground`` tints linked figures; no ``links`` makes
    them plain words.
    """

    link_colour: str
    figure_ground: str = ""
    links: bool = True
    line_height: int = 130
    """In percent of the font's own."""
    gap: int = 6
    """Pixels between paragraphs."""
    longest_word: int = 32
    """Letters after which a word may break."""
    blank_colour: str = "#808080"
    """Of the number of a gap."""
    picture: Callable[[Image], str] | None = None
    """The HTML of a picture, "" where it can't be had; without it, its words stand there."""


NOTHING_FILLED: Mapping[int, str] = MappingProxyType({})


def to_html(
    nodes: Sequence[Inline | Node],
    style: HtmlStyle,
    *,
    lead: str = "",
    filled: Mapping[int, str] = NOTHING_FILLED,
) -> str:
    """``nodes`` as HTML. ``lead`` is HTML that opens the first paragraph, ``filled`` what
    stands in the gaps so far, by number.

    The address of a link is its reference as written (``point:telework/ouvriers``), or
    a web address; any other link is left as its words.
    """
    return _Writer(style, lead, filled).write(nodes)


def plain_to_html(text: str, longest_word: int = 32) -> str:
    """Plain text as HTML; words too long for a line may break."""
    unbroken = rf"[^\s\u00ad]{{{longest_word}}}(?=[^\s\u00ad]{{3}})"
    text = re.sub(unbroken, "\\g<0>\u00ad", text)
    return to_markup(text)


_PAD = to_markup("\u202f")
_BLANK = to_markup("\u202f" * 8) + "…" + to_markup("\u202f" * 8)


class _Writer:
    """Writes one text; ``lead`` waits for its first paragraph."""

    def __init__(self, style: HtmlStyle, lead: str, filled: Mapping[int, str]) -> None:
        self._style = style
        self._lead = lead
        self._filled = filled
        self._begun = False

    def write(self, nodes: Sequence[Inline | Node]) -> str:
        parts: list[str] = []
        loose: list[Inline] = []
        if self._lead and not (nodes and isinstance(nodes[0], _OPENS_WITH_WORDS)):
            parts.append(self._paragraph(()))
        for node in nodes:
            if isinstance(node, _INLINE):
                loose.append(node)
                continue
            if loose:
                parts.append(self._paragraph(loose))
                loose = []
            parts.append(self._block(node))
        if loose:
            parts.append(self._paragraph(loose))
        return "".join(parts)

    def _paragraph(self, children: Sequence[Inline]) -> str:
        gap = self._style.gap if self._begun else 0
        words = self._inlines(children)
        if self._lead:
            words = f"{self._lead} {words}" if words else self._lead
            self._lead = ""
        self._begun = True
        # A picture is as high as it is: lines apart would leave a gap under it.
        height = 100 if any(isinstance(c, Image) for c in children) else self._style.line_height
        css = f"margin:{gap}px 0 0 0; line-height:{height}%"
        return f"<p style='{css}'>{words}</p>"

    def _block(self, node: Node) -> str:
        match node:
            case Paragraph(children=children):
                return self._paragraph(children)
            case Heading(children=children):
                return self._paragraph((Strong(children),))
            case Quotation(children) | Division(children=children):
                return "".join(self._block(child) for child in children)
            case ItemList(ordered=ordered, items=items, start=start):
                tag = "ol" if ordered else "ul"
                opening = f"<{tag} start='{start}'>" if ordered else f"<{tag}>"
                return f"{opening}{''.join(map(self._item, items))}</{tag}>"
            case CodeBlock(text=text):
                return f"<pre>{self._text(text)}</pre>"
            case Separator():
                return ""

    def _item(self, nodes: tuple[Node, ...]) -> str:
        match nodes:
            case (Paragraph(children=children), *others):
                rest = "".join(self._block(node) for node in others)
                return f"<li>{self._inlines(children)}{rest}</li>"
            case _:
                return f"<li>{''.join(self._block(node) for node in nodes)}</li>"

    def _text(self, text: str) -> str:
        return plain_to_html(text, self._style.longest_word)

    def _inlines(self, nodes: Sequence[Inline]) -> str:
        return "".join(self._inline(node) for node in nodes)

    def _inline(self, node: Inline) -> str:
        match node:
            case Text(text):
                return self._text(text)
            case Code(text):
                return f"<code>{self._text(text)}</code>"
            case Emphasis(children):
                return f"<i>{self._inlines(children)}</i>"
            case Strong(children):
                return f"<b>{self._inlines(children)}</b>"
            case LineBreak():
                return "<br>"
            case Link():
                return self._link(node)
            case Image():
                shown = self._style.picture(node) if self._style.picture else ""
                return shown or f"<i>{self._text(node.alt)}</i>"
            case Gap(number):
                return self._gap(number)

    def _gap(self, number: int) -> str:
        """A blank with its number, or what stands in it."""
        style = self._style
        words = self._filled.get(number, "").strip()
        content = self._text(words) if words else _BLANK
        small = f"<span style='color:{style.blank_colour}'>{number}</span>"
        css = f"background-color:{style.figure_ground}" if style.figure_ground else ""
        return f"<span style='{css}'>{_PAD}{small}&nbsp;{content}{_PAD}</span>"

    def _link(self, link: Link) -> str:
        words = self._inlines(link.children)
        target = str(link.reference) if link.reference else link.url
        if not self._style.links or not words:
            return words
        if link.reference is None and not target.lower().startswith(WEB):
            return words
        css = f"color:{self._style.link_colour}"
        if link.reference and link.reference.kind in FIGURES and self._style.figure_ground:
            css += f"; background-color:{self._style.figure_ground}"
        return f"<a href=\"{escape(target)}\" style='{css}'>{words}</a>"
