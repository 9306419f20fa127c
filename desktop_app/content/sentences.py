"""The sentences of a step's prose: what a student can point at in the narrative.

A sentence is named by its step and its rank there (``sentence:unequal/3``), from 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from desktop_app.content.document import (
    Code,
    Division,
    Emphasis,
    Gap,
    Image,
    Inline,
    ItemList,
    LineBreak,
    Link,
    Node,
    Paragraph,
    Quotation,
    Strong,
    Text,
)
from desktop_app.content.model import Block, Step
from desktop_app.content.reference import Reference


class Sentence(NamedTuple):
    """One sentence and its address."""

    reference: Reference
    text: str


_END = re.compile(r"(?<![.!?…])[.!?…]++(?:\s?[\u00bb\u201d\")\]])*+(?=\s+\S)")
_ABBREVIATED = re.compile(
    r"(?:\b(?:M|MM|Mme|Mlle|Dr|Pr|St|Ste|cf|env|av|ap|ex|vs|Mr|Mrs|Ms|Prof|approx|al)"
    r"|(?<!\w)[A-ZÀ-Þ]|(?<!\w)\w\.\w)\.$"
)
_NUMBERS = re.compile(r"\b(?:no|nos|nr|n|p|pp|art|chap|ch|fig|tab|vol|t)\.$", re.IGNORECASE)
"""Abbreviations that end no sentence where a figure follows."""
_OPENS = re.compile(r"[\s\u00ab\u201c\"(\[–—-]*(?:[^\W_a-zà-ÿ]|\d)")


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where each sentence of ``text`` starts and ends, in characters, spaces left out.

    A sentence ends with ``. ! ? …`` before a capital, a figure or an opening quotation
    mark; not after an abbreviation (*p. 12*, *Mme Petit*) or an initial (*A. Courmont*).
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if not _OPENS.match(text, match.end()):
            continue
        if match[0] == "." and _is_abbreviation(text, start, match.end()):
            continue
        spans.append((start, match.end()))
        start = match.end()
    spans.append((start, len(text)))
    return tuple(filter(_is_filled, (_trimmed(text, *span) for span in spans)))


def _is_abbreviation(text: str, start: int, end: int) -> bool:
    """Whether the point before ``end`` belongs to an abbreviation, not to the sentence."""
    tail = text[max(start, end - 12) : end]
    if _ABBREVIATED.search(tail):
        return True
    return text[end : end + 12].lstrip()[:1].isdigit() and bool(_NUMBERS.search(tail))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip()), end - len(inside) + len(inside.rstrip())


def _is_filled(span: tuple[int, int]) -> bool:
    return span[0] < span[1]


def running_text(children: Sequence[Inline]) -> str:
    """The words of ``children`` as they run on the page, one character for a line break."""
    parts = []
    for child in children:
        match child:
            case Text(text) | Code(text):
                parts.append(text)
            case LineBreak():
                parts.append(" ")
            case Emphasis(inner) | Strong(inner) | Link(children=inner):
                parts.append(running_text(inner))
            case Image() | Gap():
                pass
    return "".join(parts)


def prose_paragraphs(nodes: Sequence[Node]) -> Iterator[Paragraph]:
    """The paragraphs of ``nodes`` in reading order, those of lists and quotations too."""
    for node in nodes:
        match node:
            case Paragraph():
                yield node
            case ItemList(items=items):
                for item in items:
                    yield from prose_paragraphs(item)
            case Quotation(children) | Division(children=children):
                yield from prose_paragraphs(children)
            case _:
                pass


def sentences(step: Step) -> tuple[Sentence, ...]:
    """The sentences of a step's own prose, in reading order; those of its blocks are not."""
    nodes = [part for part in step.parts if not isinstance(part, Block)]
    texts = (running_text(paragraph.children) for paragraph in prose_paragraphs(nodes))
    found = [text[start:end] for text in texts for start, end in sentence_spans(text)]
    return tuple(
        Sentence(Reference("sentence", (step.id, str(number))), text)
        for number, text in enumerate(found, 1)
    )
