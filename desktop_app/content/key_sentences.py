"""The few sentences of a step that an audience reads while the teacher says the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop_app.content.document import (
    Code,
    Emphasis,
    Gap,
    Image,
    Inline,
    LineBreak,
    Link,
    Paragraph,
    Strong,
    Text,
    links,
)
from desktop_app.content.model import Block, ProjectedBlock, Step
from desktop_app.content.reference import FIGURES
from desktop_app.content.sentences import prose_paragraphs, running_text, sentence_spans

MOST = 6
"""So many sentences are chosen; what an author wrote for the audience is shown whole."""
OPENING = 3
"""So many paragraphs give their first sentence where none has a figure."""

Point = tuple[Inline, ...]
"""One sentence, or one paragraph or item that the author wrote for the audience."""


def key_sentences(step: Step) -> tuple[Point, ...]:
    """What an audience reads of ``step``.

    What its author wrote for it (blocks ``projected``); else the sentences that hold a
    linked figure; else the sentence that opens each of the first paragraphs.
    """
    written = [block for block in step.blocks if isinstance(block, ProjectedBlock)]
    if written:
        paragraphs = (one for block in written for one in prose_paragraphs(block.content))
        return tuple(paragraph.children for paragraph in paragraphs if _says(paragraph))
    prose = [part for part in step.parts if not isinstance(part, Block)]
    by_paragraph = [tuple(_sentences(one)) for one in prose_paragraphs(prose) if _says(one)]
    chosen = [one for sentences in by_paragraph for one in sentences if _has_figure(one)]
    if not chosen:
        chosen = [sentences[0] for sentences in by_paragraph[:OPENING] if sentences]
    return tuple(chosen[:MOST])


def _says(paragraph: Paragraph) -> bool:
    return bool(running_text(paragraph.children).strip())


def _sentences(paragraph: Paragraph) -> Iterator[Point]:
    for start, end in sentence_spans(running_text(paragraph.children)):
        yield cut(paragraph.children, start, end)


def _has_figure(point: Point) -> bool:
    return any(link.reference and link.reference.kind in FIGURES for link in links(point))


def cut(children: Sequence[Inline], start: int, end: int) -> Point:
    """The part of ``children`` from ``start`` to ``end``, in characters of their running
    text. A link that is cut through keeps what stands inside.
    """
    found: list[Inline] = []
    at = 0
    for child in children:
        length = len(running_text((child,)))
        first, last = max(start - at, 0), min(end - at, length)
        at += length
        if first >= last:
            continue
        match child:
            case Text(text):
                found.append(Text(text[first:last]))
            case Code(text):
                found.append(Code(text[first:last]))
            case Emphasis(inner):
                found.append(Emphasis(cut(inner, first, last)))
            case Strong(inner):
                found.append(Strong(cut(inner, first, last)))
            case Link(inner, reference, url, location):
                found.append(Link(cut(inner, first, last), reference, url, location))
            case LineBreak():
                found.append(Text(" "))
            case Image() | Gap():
                pass
    return tuple(found)
