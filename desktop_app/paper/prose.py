"""The lesson's prose as paragraphs of a paper: links are plain words there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

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
    Quotation,
    Separator,
    Strong,
    Text,
)
from desktop_app.content.document import Paragraph as ProseParagraph
from desktop_app.paper.elements import Element, Paragraph, Picture, Run, Words

DOTS = "." * 24
"""A gap to fill in: a row of dots, between which no line breaks."""
_INLINE = (Text, Emphasis, Strong, Code, Link, Image, Gap, LineBreak)


def paragraphs(
    nodes: Sequence[Node | Inline], role: str = "body", level: int = 0, mark: str = ""
) -> tuple[Element, ...]:
    """``nodes`` as elements of that role; ``mark`` hangs at the first of them, and the
    others stand in line with its words.
    """
    found = list(_blocks(nodes, role, level))
    if mark:
        found[1:] = [
            replace(one, level=level + 1) if isinstance(one, Paragraph) and one.level == level
            else one for one in found[1:]
        ]  # fmt: skip
        first = found[0] if found else None
        if isinstance(first, Paragraph):
            found[0] = replace(first, mark=mark)
        else:
            found.insert(0, Paragraph((), role, mark, level=level))
    return tuple(found)


def _blocks(nodes: Sequence[Node | Inline], role: str, level: int) -> Iterator[Element]:
    loose: list[Inline] = []
    for node in nodes:
        if isinstance(node, _INLINE):
            loose.append(node)
            continue
        if loose:
            yield from _paragraph(loose, role, level)
            loose = []
        yield from _block(node, role, level)
    if loose:
        yield from _paragraph(loose, role, level)


def _block(node: Node, role: str, level: int) -> Iterator[Element]:
    match node:
        case ProseParagraph(children=children):
            yield from _paragraph(children, role, level)
        case Heading(children=children):
            yield Paragraph(in_bold(inline_words(children)), role, level=level)
        case Quotation(children) | Division(children=children):
            yield from _blocks(children, role, level)
        case ItemList(ordered=ordered, items=items, start=start):
            for number, item in enumerate(items, start):
                mark = f"{number}." if ordered else "•"
                yield from paragraphs(item, role, level + 1, mark)
        case CodeBlock(text=text):
            for line in text.splitlines():
                yield Paragraph((Run(line),), role, level=level + 1)
        case Separator():
            pass


def _paragraph(children: Sequence[Inline], role: str, level: int) -> Iterator[Element]:
    runs = inline_words(children)
    if any(run.text.strip() for run in runs):
        yield Paragraph(runs, role, level=level)
    for child in children:
        if isinstance(child, Image):
            yield Picture(child.path, child.alt)


def inline_words(children: Sequence[Inline]) -> Words:
    """The runs of ``children``; pictures stand under them, not among them."""
    return tuple(_runs(children, ""))


def _runs(children: Sequence[Inline], style: str) -> Iterator[Run]:
    for child in children:
        match child:
            case Text(text) | Code(text):
                yield Run(text, style)
            case LineBreak():
                yield Run("\n", style)
            case Emphasis(inner):
                yield from _runs(inner, style or "italic")
            case Strong(inner):
                yield from _runs(inner, "bold")
            case Link(children=inner):
                yield from _runs(inner, style)
            case Gap(number):
                yield Run(f"({number})\u00a0", "small")
                yield Run(DOTS, "blank")
            case Image():
                pass


def in_bold(runs: Sequence[Run]) -> Words:
    """``runs`` in bold."""
    return tuple(Run(run.text, "bold") for run in runs)


def flowing(nodes: Sequence[Node | Inline]) -> Words:
    """All of ``nodes`` in one paragraph: for a cell, or what follows a few words."""
    found: list[Run] = []
    for node in nodes:
        if found:
            found.append(Run(" "))
        match node:
            case ProseParagraph(children=children) | Heading(children=children):
                found += inline_words(children)
            case Quotation(children) | Division(children=children):
                found += flowing(children)
            case ItemList(items=items):
                for rank, item in enumerate(items):
                    found += (Run(" • " if rank else "• "), *flowing(item))
            case CodeBlock(text=text):
                found.append(Run(text.replace("\n", " ")))
            case Separator():
                pass
            case _:
                found += inline_words((node,))
    return tuple(found)
