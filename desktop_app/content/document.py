"""Prose as a small immutable tree: what a Markdown page says, with no markup left.

The nodes are named tuples: they stand on the way to the first paint, where a dozen
frozen dataclasses cost ten times as much to define.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from desktop_app.content.problems import Location, Problem
from desktop_app.content.reference import Reference


class Text(NamedTuple):
    text: str


class Emphasis(NamedTuple):
    children: tuple[Inline, ...]


class Strong(NamedTuple):
    children: tuple[Inline, ...]


class Code(NamedTuple):
    text: str


class Link(NamedTuple):
    """A link: ``reference`` where it names something in the lesson, else ``url``."""

    children: tuple[Inline, ...]
    reference: Reference | None
    url: str
    location: Location


class Image(NamedTuple):
    """A picture of the lesson: ``path`` is its file, ``alt`` what it shows, in words."""

    alt: str
    path: str
    title: str
    location: Location


class Gap(NamedTuple):
    """A blank to be filled in, numbered from 1; only in the text of a question."""

    number: int


@dataclass(frozen=True)
class LineBreak:
    pass


Inline = Text | Emphasis | Strong | Code | Link | Image | Gap | LineBreak


class Paragraph(NamedTuple):
    """``attributes_at`` is where the ``{…}`` that ends it stands, if one does."""

    children: tuple[Inline, ...]
    location: Location
    attributes_at: Location | None = None


class Heading(NamedTuple):
    level: int
    children: tuple[Inline, ...]
    location: Location


class ItemList(NamedTuple):
    ordered: bool
    items: tuple[tuple[Node, ...], ...]
    start: int = 1


class Quotation(NamedTuple):
    children: tuple[Node, ...]


class CodeBlock(NamedTuple):
    """A fenced or indented block; ``location`` is its first line of content."""

    text: str
    language: str
    location: Location


@dataclass(frozen=True)
class Separator:
    pass


class Attribute(NamedTuple):
    value: str
    location: Location


class Division(NamedTuple):
    """A fenced div ``::: {.kind #id key=value}`` before anyone says what it means."""

    kind: str
    id: str
    attributes: dict[str, Attribute]
    children: tuple[Node, ...]
    location: Location
    problems: tuple[Problem, ...] = ()
    """Why its attributes could not be read; it then has no kind."""


Node = Paragraph | Heading | ItemList | Quotation | CodeBlock | Separator | Division


BLANK = "____"
"""How a gap stands in plain text."""


def plain_text(nodes: Sequence[Inline | Node]) -> str:
    """The words of ``nodes``, paragraphs parted by spaces."""
    if len(nodes) == 1:  # most texts are one paragraph of words, and no other way is as short
        only = nodes[0]
        if isinstance(only, Text):
            return only.text
        if isinstance(only, Paragraph):
            return plain_text(only.children) + " "
    parts: list[str] = []
    for node in nodes:
        match node:
            case Text(text) | Code(text):
                parts.append(text)
            case LineBreak():
                parts.append(" ")
            case Image(alt):
                parts.append(alt)
            case Gap():
                parts.append(BLANK)
            case Emphasis(children) | Strong(children) | Link(children=children):
                parts.append(plain_text(children))
            case Paragraph(children=children) | Heading(children=children):
                parts.append(plain_text(children) + " ")
            case Quotation(children) | Division(children=children):
                parts.append(plain_text(children) + " ")
            case ItemList(items=items):
                parts.extend(plain_text(item) + " " for item in items)
            case CodeBlock() | Separator():
                pass
    return "".join(parts).strip() if len(parts) != 1 else parts[0]


def links(nodes: Sequence[Inline | Node]) -> Iterator[Link]:
    """Every link of ``nodes``, in reading order."""
    for node in nodes:
        match node:
            case Link():
                yield node
            case ItemList(items=items):
                for item in items:
                    yield from links(item)
            case Text() | Code() | Image() | Gap() | LineBreak() | CodeBlock() | Separator():
                pass
            case _:
                yield from links(node.children)


def images(nodes: Sequence[Inline | Node]) -> Iterator[Image]:
    """Every picture of ``nodes``, in reading order."""
    for node in nodes:
        match node:
            case Image():
                yield node
            case ItemList(items=items):
                for item in items:
                    yield from images(item)
            case Text() | Code() | Gap() | LineBreak() | CodeBlock() | Separator():
                pass
            case _:
                yield from images(node.children)
