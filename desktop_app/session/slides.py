"""A step as an audience sees it: its key sentences, each chart large, each question alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from desktop_app.content.descriptions import figure_text
from desktop_app.content.document import (
    Division,
    Emphasis,
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
from desktop_app.content.key_sentences import Point, key_sentences
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import (
    ActivityBlock,
    Block,
    ChartBlock,
    QuestionBlock,
    Step,
    TriadBlock,
)
from desktop_app.content.reference import FIGURES, Reference
from desktop_app.content.sentences import running_text
from desktop_app.session.session import Place

MOST_POINTS, MOST_LETTERS = 3, 360
"""A slide holds no more sentences, nor letters, than can be read while somebody speaks."""
CURVE = "curve"
"""Stands for a view of a simulation: the curve that is drawn before it is known."""
MASK = "?"
"""Stands for a figure that is to be estimated first."""


class SlideKind(StrEnum):
    TEXT = "text"
    CHART = "chart"
    MODEL = "model"
    QUESTION = "question"
    CARD = "card"
    """A block that is shown whole: an activity, a misconception, the check of a source."""


@dataclass(frozen=True)
class Slide:
    """One screen. ``name`` tells it from the others of its step, in any language."""

    place: Place
    title: str
    kind: SlideKind
    name: str
    points: tuple[Point, ...] = ()
    block: Block | None = None
    part: tuple[int, int] = (1, 1)
    """Which of how many slides with the step's sentences it is."""
    view: str = ""
    """Which view of a simulation it shows; none: the first."""
    recalled: bool = False
    """A question of an earlier sitting, asked again."""

    @property
    def key(self) -> str:
        prefix = "recall:" if self.recalled else ""
        return f"{prefix}{self.place.step}/{self.name}"


def slides_of(chapter: str, step: Step) -> tuple[Slide, ...]:
    """The slides of ``step``, in the order in which they are shown; one at least."""
    place = Place(chapter, step.id)
    pages = _pages(key_sentences(step))
    found = [
        Slide(
            place,
            step.title,
            SlideKind.TEXT,
            f"text-{number}",
            points,
            part=(number, len(pages)),
        )
        for number, points in enumerate(pages, 1)
    ]
    for model in step.models[:1]:  # the stage has one, too
        if model.is_sound:
            views = tuple(view for view, _ in model.views) or ("",)
            if model.foresight is not None and model.foresight.curve is not None:
                views = (CURVE, *views)
            found += (
                Slide(
                    place, step.title, SlideKind.MODEL, f"{model.id}-{view}", block=model, view=view
                )
                for view in views
            )
    shown: dict[SlideKind, type[Block] | tuple[type[Block], ...]] = {
        SlideKind.CHART: ChartBlock,
        SlideKind.CARD: (ActivityBlock, TriadBlock),
        SlideKind.QUESTION: QuestionBlock,
    }
    for kind, types in shown.items():
        blocks = [block for block in step.blocks if isinstance(block, types)]
        for rank, block in enumerate(blocks):
            if block.is_sound:
                name = block.id or f"{kind}-{rank}"
                found.append(Slide(place, step.title, kind, name, block=block))
    return tuple(found) or (Slide(place, step.title, SlideKind.TEXT, "text-1"),)


def _pages(points: Sequence[Point]) -> list[tuple[Point, ...]]:
    """``points`` parted into slides that are about equally full."""
    lengths = [len(running_text(point)) for point in points]
    count = max(-(-len(points) // MOST_POINTS), -(-sum(lengths) // MOST_LETTERS)) if points else 0
    pages: list[tuple[Point, ...]] = []
    rest, left = list(points), lengths
    while rest:
        share = sum(left) / max(count - len(pages), 1)
        page = [rest.pop(0)]
        letters, left = left[0], left[1:]
        while rest and len(page) < MOST_POINTS and letters + left[0] / 2 <= share:
            page.append(rest.pop(0))
            letters, left = letters + left[0], left[1:]
        pages.append(tuple(page))
    return pages


@dataclass(frozen=True)
class Telling:
    """How figures are told now: at ``parameters``, in ``language``; those that are
    ``concealed`` are to be estimated first. ``computed`` knows those of simulations.
    """

    lesson: Lesson
    parameters: Mapping[str, float]
    language: str
    concealed: Callable[[Reference], bool]
    computed: Callable[[Reference], str | None] = lambda _reference: None

    def prose(self, nodes: Sequence[Inline | Node]) -> tuple[Inline | Node, ...]:
        """``nodes`` with every figure in strong letters, at its present value, or masked."""
        return tuple(part for node in nodes for part in self._node(node))

    def _node(self, node: Inline | Node) -> Sequence[Inline | Node]:
        match node:
            case Link(inner, reference) if reference is not None and reference.kind in FIGURES:
                return (Strong((Text(self._figure(inner, reference)),)),)
            case Link(inner):
                return self.prose(inner)
            case Strong(children) | Emphasis(children) | Quotation(children):
                return (type(node)(self._inside(children)),)
            case Paragraph() | Heading() | Division():
                return (node._replace(children=self._inside(node.children)),)
            case ItemList(items=items):
                return (node._replace(items=tuple(map(self._inside, items))),)
            case _:
                return (node,)

    def _inside(self, children: Sequence[Inline | Node]) -> Any:
        """:meth:`prose`: what it makes of inlines are inlines, of blocks blocks."""
        return self.prose(children)

    def _figure(self, inner: Sequence[Inline], reference: Reference) -> str:
        words = running_text(inner)
        if self.concealed(reference):
            return MASK
        if reference.kind in ("param", "value"):
            with suppress(KeyError, RecursionError):  # `check` says so
                words = figure_text(self.lesson, reference, self.parameters, self.language)
        if reference.kind == "output":
            words = self.computed(reference) or words
        return words.replace(" ", "\u00a0")
