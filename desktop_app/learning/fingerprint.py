"""The version of a question: a fingerprint of what it asks and what it takes for right."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import TypeGuard

from desktop_app.content.document import (
    Code,
    CodeBlock,
    Division,
    Emphasis,
    Heading,
    ItemList,
    LineBreak,
    Link,
    Node,
    Paragraph,
    Quotation,
    Separator,
    Strong,
    Text,
    links,
    plain_text,
)
from desktop_app.content.model import Block, ChartBlock, ModelBlock
from desktop_app.content.problems import Location, Problem

DIGITS = 16
_ASIDE = frozenset({
    "id", "location", "problems", "explanation", "remarks", "feedback", "evidence", "hint", "hints",
    "misconception", "objective", "difficulty", "certainty", "points", "tries", "penalty",
    "graded", "shuffle",
})  # fmt: skip
"""What says nothing of the question itself: where it stands, what is said afterwards, what
it is filed under, how often it may be tried and what that earns."""
_PREDICTED = {"chart": ("data", "usermeta"), "model": ("model", "parameters", "predict")}
"""What of their specification tells what there is to predict."""
_INLINE = (Text, Code, Emphasis, Strong, Link, LineBreak)
_NODES = (*_INLINE, Paragraph, Heading, ItemList, Quotation, CodeBlock, Separator, Division)


def fingerprint(block: Block) -> str:
    """The version of ``block`` as it is written, in 16 hexadecimal digits.

    It stays the same when the block moves, is renamed, or explains itself otherwise; it
    changes with a word of the prompt or of an option, what is right, a tolerance. Of a
    chart or a simulation it tells what there is to predict, not its looks.
    """
    told = json.dumps(_told(_asked(block)), ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(told.encode("ascii")).hexdigest()[:DIGITS]


def _asked(block: Block) -> object:
    if isinstance(block, ChartBlock | ModelBlock) and block.specification is not None:
        return {name: block.specification.get(name) for name in _PREDICTED[block.kind]}
    return block


def _told(value: object) -> object:
    """``value`` as JSON, without places. What is empty is left out: a property that
    questions gain one day changes none that does without it.
    """
    if isinstance(value, Location | Problem):
        return None
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    if isinstance(value, Mapping):
        return _filled({str(name): _told(item) for name, item in value.items()})
    names: tuple[str, ...] | None = getattr(value, "_fields", None)
    if names is None and is_dataclass(value):
        names = tuple(item.name for item in fields(value))
    if names is not None:
        told = _filled({name: _told(getattr(value, name)) for name in names})
        return [type(value).__name__, told]
    if isinstance(value, list | tuple):
        return _prose(value) if _is_prose(value) else [_told(item) for item in value]
    return str(value)


def _is_prose(value: Sequence[object]) -> TypeGuard[Sequence[Node]]:
    return bool(value) and all(isinstance(item, _NODES) for item in value)


def _prose(nodes: Sequence[Node]) -> object:
    """The words of ``nodes``, wherever their lines break, and what they point to."""
    targets = [str(link.reference or link.url) for link in links(nodes)]
    fences = [node.text for node in nodes if isinstance(node, CodeBlock)]
    return [" ".join(plain_text(nodes).split()), targets, fences]


def _filled(told: dict[str, object]) -> list[tuple[str, object]]:
    kept = {name: item for name, item in told.items() if name not in _ASIDE}
    return sorted((name, item) for name, item in kept.items() if item not in (None, "", [], False))
