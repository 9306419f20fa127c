"""Gaps in prose that was read with a mark in the place of each."""

from __future__ import annotations

from desktop_app.content.document import (
    Emphasis,
    Gap,
    Heading,
    Inline,
    ItemList,
    Link,
    Node,
    Paragraph,
    Quotation,
    Strong,
    Text,
)
from desktop_app.quiz.exchange.texts_reading import MARK
from desktop_app.quiz.model import Prose


def with_gaps(nodes: Prose) -> tuple[Prose, int]:
    """``nodes`` with a gap where the mark stands, and how many there are."""
    marker = _Marker()
    return tuple(marker.node(node) for node in nodes), marker.count


class _Marker:
    def __init__(self) -> None:
        self.count = 0

    def node(self, node: Node) -> Node:
        match node:
            case Paragraph(children=children) | Heading(children=children):
                return node._replace(children=self._line(children))
            case Quotation(children):
                return Quotation(tuple(self.node(child) for child in children))
            case ItemList(items=items):
                kept = tuple(tuple(self.node(child) for child in item) for item in items)
                return node._replace(items=kept)
            case _:
                return node

    def _line(self, children: tuple[Inline, ...]) -> tuple[Inline, ...]:
        found: list[Inline] = []
        for child in children:
            match child:
                case Text(text):
                    for rank, part in enumerate(text.split(MARK)):
                        if rank:
                            self.count += 1
                            found.append(Gap(self.count))
                        if part:
                            found.append(Text(part))
                case Emphasis(inner) | Strong(inner) | Link(children=inner):
                    found.append(child._replace(children=self._line(inner)))
                case _:
                    found.append(child)
        return tuple(found)
