"""The words of a lesson and the numbers in them, for tests that read it as a person does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desktop_app.content.document import (
    Code,
    Division,
    Emphasis,
    Heading,
    Inline,
    ItemList,
    LineBreak,
    Link,
    Node,
    Paragraph,
    Quotation,
    Strong,
    Text,
    links,
)
from desktop_app.content.model import Block, ProseBlock, QuestionBlock, Step, TriadBlock
from desktop_app.content.reference import FIGURES

FIGURE = "¤"
"""What stands for a linked figure."""
_GAP = re.compile(r"\[\[.*?\]\]")


def node_groups(step: Step) -> Iterator[Sequence[Node]]:
    """What the step says, part by part; what a question expects as a number is left out."""
    for part in step.parts:
        match part:
            case TriadBlock(parts=parts):
                yield from parts
            case ProseBlock(content=content):
                yield content
            case QuestionBlock():
                yield part.prompt
                yield part.explanation
                yield from part.hints
                yield from part.remarks.values()
                yield part.proof_prompt
                for option in (*part.options, *part.proofs):
                    if part.type not in ("number", "axis"):
                        yield option.text
                    yield option.explanation
            case Block():
                pass
            case _:
                yield (part,)


def step_links(step: Step) -> Iterator[Link]:
    for nodes in node_groups(step):
        yield from links(nodes)


def sentences(step: Step) -> Iterator[str]:
    """Each paragraph of the step, with :data:`FIGURE` for every linked figure and every gap."""
    yield step.title
    for nodes in node_groups(step):
        yield from (_GAP.sub(FIGURE, text) for text in _paragraphs(nodes))


def _paragraphs(nodes: Sequence[Node]) -> Iterator[str]:
    for node in nodes:
        match node:
            case Paragraph(children=children) | Heading(children=children):
                yield "".join(_words(children))
            case Quotation(children) | Division(children=children):
                yield from _paragraphs(children)
            case ItemList(items=items):
                for item in items:
                    yield from _paragraphs(item)
            case _:
                pass


def _words(children: Sequence[Inline]) -> Iterator[str]:
    for child in children:
        match child:
            case Text(text) | Code(text):
                yield text
            case LineBreak():
                yield " "
            case Link(inner, reference) if reference is None or reference.kind not in FIGURES:
                yield from _words(inner)
            case Link():
                yield FIGURE
            case Emphasis(inner) | Strong(inner):
                yield from _words(inner)
