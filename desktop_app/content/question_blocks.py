"""A question as it is written in a lesson: its text, lists, quotations, by their shape.

What stands before the list of answers is what is asked; a quotation under an answer
explains it; one after the list explains every answer. Quotations that open with a known
word are hints (« Indice : … ») or speak of a whole answer (« Si faux : … »); one that opens
with « Explication : » explains, whatever word comes next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from desktop_app.content.document import (
    Attribute,
    CodeBlock,
    Division,
    Heading,
    Inline,
    ItemList,
    Node,
    Paragraph,
    Quotation,
    Text,
    plain_text,
)
from desktop_app.content.markdown import read_attributes
from desktop_app.content.model import GapBlock, Option, QuestionBlock
from desktop_app.content.problems import Location, ProblemLog, nearest
from desktop_app.content.reference import Reference
from desktop_app.content.typography import NNBSP

ATTRIBUTES = (
    "type", "evidence", "set", "objective", "difficulty", "points", "tries", "penalty",
    "certainty", "graded", "feedback", "shuffle", "unit", "units", "ask-unit", "tolerance",
    "accents", "case", "gaps", "axis", "chart", "min-words", "max-words",
)  # fmt: skip
OPTION_ATTRIBUTES = ("misconception", "credit", "tolerance")
GAP_ATTRIBUTES = ("gap", "weight", "unit", "tolerance", "accents", "case")
YES, NO = ("yes", "oui", "true"), ("no", "non", "false")
EVIDENCE = ("point", "chart", "model", "step", "source", "term", "value", "sentence")
_KEYWORDS = (
    ("hint", r"(?:indice|hint)(?:\s*\d{1,2})?"),
    ("right", r"si (?:c[’']est )?juste|if right"),
    ("partly", r"si (?:c[’']est )?(?:en partie|partiellement) juste|if partly right"),
    ("wrong", r"si (?:c[’']est )?faux|if wrong"),
    ("explanation", r"explication|explanation"),
)
_KEYWORD = re.compile(
    "|".join(rf"(?P<{name}>(?:{pattern}))" for name, pattern in _KEYWORDS), re.IGNORECASE
)
_COLON = re.compile(r"\s*:\s*")


def read_question_block(
    division: Division, evidence: Reference | None, log: ProblemLog
) -> QuestionBlock:
    """Read ``division``, whose attributes are known to be those of a question."""
    return _Reader(division, log).read(evidence)


class _Reader:
    """Sorts the nodes of one question; what has no place in it is reported."""

    def __init__(self, division: Division, log: ProblemLog) -> None:
        self._division = division
        self._log = log
        kind = division.attributes.get("type")
        self._type = kind.value if kind else ""
        self._prompt: list[Node] = []
        self._options: list[Option] = []
        self._gaps: list[GapBlock] = []
        self._proof_prompt: list[Node] = []
        self._proofs: list[Option] = []
        self._hints: list[tuple[Node, ...]] = []
        self._remarks: dict[str, tuple[Node, ...]] = {}
        self._after: list[Node] = []
        self._answers: Node | None = None

    def read(self, evidence: Reference | None) -> QuestionBlock:
        division = self._division
        self._answers = self._answer_list(division.children)
        for node in division.children:
            self._sort(node)
        if not (self._options or self._gaps or self._after):
            self._take_last_quotations()
        if not plain_text(self._prompt):
            self._log.error("missing-prompt", division.location)
        if self._proof_prompt and not self._proofs:
            self._stray(self._proof_prompt[0])
        return QuestionBlock(
            division.id,
            division.attributes,
            division.location,
            self._type,
            tuple(self._prompt),
            tuple(self._options),
            tuple(self._after),
            evidence,
            tuple(self._gaps),
            tuple(self._proofs),
            tuple(self._proof_prompt),
            tuple(self._hints),
            MappingProxyType(self._remarks),
        )

    def _sort(self, node: Node) -> None:
        started = bool(self._options or self._gaps)
        match node:
            case Quotation() if self._take_keyword(node):
                pass
            case ItemList() if self._is_answers(node):
                self._take_answers(node)
            case Quotation(children) if started:
                self._after.extend(children)
            case Paragraph() if started and self._type == "true-false" and not self._proofs:
                self._proof_prompt.append(node)
            case _ if started:
                self._stray(node)
            case _:
                self._prompt.append(node)

    def _answer_list(self, nodes: Sequence[Node]) -> Node | None:
        """The list of a question whose answers have no boxes: the last of its kind."""
        if self._type not in ("order", "match"):
            return None
        lists = (
            node
            for node in reversed(nodes)
            if isinstance(node, ItemList) and node.ordered == (self._type == "order")
        )
        return next(lists, None)

    def _is_answers(self, node: ItemList) -> bool:
        """Whether ``node`` is the list of the answers; other lists belong to the prompt."""
        match self._type:
            case "order" | "match":
                return node is self._answers
            case "gaps":
                return node.ordered and not self._gaps and all(map(_has_options, node.items))
            case _:
                return not node.ordered and is_task_list(node)

    def _take_answers(self, node: ItemList) -> None:
        place = self._division.location
        match self._type:
            case "order" | "match":
                self._options.extend(_plain_item(item, place, self._log) for item in node.items)
            case "gaps":
                self._gaps.extend(_gap(item, place, self._log) for item in node.items)
            case "true-false" if self._options:
                self._proofs.extend(_option(item, place, self._log) for item in node.items)
            case _:
                self._options.extend(_option(item, place, self._log) for item in node.items)

    def _take_keyword(self, node: Quotation) -> bool:
        """Note a quotation that says what it is by the word it opens with."""
        found = _opening(node)
        if found is None:
            return False
        name, children = found
        if name == "hint":
            self._hints.append(children)
        elif name == "explanation":
            self._after.extend(children)
        elif name in self._remarks:
            self._stray(node)
        else:
            self._remarks[name] = children
        return True

    def _take_last_quotations(self) -> None:
        """Where no list parts what is asked from the explanation, that is what ends it."""
        while len(self._prompt) > 1 and isinstance(last := self._prompt[-1], Quotation):
            self._after[:0] = last.children
            self._prompt.pop()

    def _stray(self, node: Node) -> None:
        place = place_of(node, self._division.location)
        self._log.error("stray-content", place, kind=self._division.kind)


def is_keyword(node: Quotation) -> bool:
    """Whether ``node`` opens with a word that says what it is."""
    return _opening(node) is not None


def _opening(node: Quotation) -> tuple[str, tuple[Node, ...]] | None:
    """What the word that opens ``node`` says it is, and its content without that word."""
    first = node.children[0] if node.children else None
    if not isinstance(first, Paragraph):
        return None
    filled = [child for child in first.children if child != Text("")]
    if not filled:
        return None
    # The word may be in bold or italics, the colon inside them or after them.
    lead, *rest = filled
    words = plain_text((lead,))
    match = _KEYWORD.match(words)
    if match is None or match.lastgroup is None:
        return None
    after = words[match.end() :]
    if not after.strip() and not isinstance(lead, Text) and rest and isinstance(rest[0], Text):
        lead, *rest = rest
        after = lead.text  # type: ignore[union-attr]
    colon = _COLON.match(after)
    if colon is None:
        return None
    left: list[Inline] = [Text(after[colon.end() :]), *rest]
    if not left[0].text:  # type: ignore[union-attr]
        left = left[1:]
    if left and isinstance(left[0], Text):
        left[0] = Text(left[0].text.lstrip())
    return match.lastgroup, (first._replace(children=tuple(left)), *node.children[1:])


# -- lists ------------------------------------------------------------------------------

_TASK = re.compile(r"\[([ xX])\](?=\s|$)")


def is_task_list(node: ItemList) -> bool:
    """Whether an item of ``node`` opens with a box."""
    return any(_TASK.match(_first_text(item[0])) for item in node.items if item)


def _has_options(item: Sequence[Node]) -> bool:
    return any(isinstance(node, ItemList) and is_task_list(node) for node in item)


def _first_text(node: Node | None) -> str:
    """What ``node`` starts with, if that is plain text: a box is never in italics."""
    first = node.children[0] if isinstance(node, Paragraph) and node.children else None
    return first.text if isinstance(first, Text) else ""


def place_of(node: Node | None, otherwise: Location) -> Location:
    """Where ``node`` stands, as far as the document knows."""
    match node:
        case Paragraph() | Heading() | CodeBlock() | Division():
            return node.location
        case Quotation(children) if children:
            return place_of(children[0], otherwise)
        case ItemList(items=items) if items and items[0]:
            return place_of(items[0][0], otherwise)
        case _:
            return otherwise


def _option(item: tuple[Node, ...], owner: Location, log: ProblemLog) -> Option:
    """An item with a box."""
    first = item[0] if item else None
    task = _TASK.match(_first_text(first))
    if not isinstance(first, Paragraph) or task is None:
        location = place_of(first, owner)
        log.error("option-without-box", location)
        return Option(item, False, (), "", location)
    children, attributes = _attributes(first, OPTION_ATTRIBUTES, "option", log)
    opening = first._replace(children=_without_start(children, task.end()))
    return _made(opening, item[1:], attributes, correct=task[1] in "xX")


def _plain_item(item: tuple[Node, ...], owner: Location, log: ProblemLog) -> Option:
    """An item without a box: to be put in order, or a pair."""
    first = item[0] if item else None
    if not isinstance(first, Paragraph):
        return Option(item, True, (), "", place_of(first, owner))
    children, attributes = _attributes(first, OPTION_ATTRIBUTES, "option", log)
    return _made(first._replace(children=children), item[1:], attributes, correct=True)


def _made(
    opening: Paragraph,
    rest: Iterable[Node],
    attributes: Mapping[str, Attribute],
    *,
    correct: bool,
) -> Option:
    text: list[Node] = [opening._replace(attributes_at=None)]
    explanation: list[Node] = []
    for node in rest:
        if isinstance(node, Quotation):
            explanation.extend(node.children)
        else:
            text.append(node)
    misconception = attributes["misconception"].value if "misconception" in attributes else ""
    return Option(
        tuple(text), correct, tuple(explanation), misconception, opening.location, attributes
    )


def _gap(item: tuple[Node, ...], owner: Location, log: ProblemLog) -> GapBlock:
    """One gap: its attributes on the first line if it has any, then its answers."""
    attributes: Mapping[str, Attribute] = MappingProxyType({})
    options: list[Option] = []
    explanation: list[Node] = []
    location = place_of(item[0] if item else None, owner)
    for node in item:
        match node:
            case Paragraph() if node is item[0]:
                words, attributes = _attributes(node, GAP_ATTRIBUTES, "gap", log)
                if plain_text(words).strip():
                    log.error("stray-content", node.location, kind="gap")
            case ItemList() if is_task_list(node):
                options.extend(_option(one, location, log) for one in node.items)
            case Quotation(children):
                explanation.extend(children)
            case _:
                log.error("stray-content", place_of(node, location), kind="gap")
    return GapBlock(attributes, tuple(options), tuple(explanation), location)


def _without_start(children: tuple[Inline, ...], length: int) -> tuple[Inline, ...]:
    first = children[0]
    assert isinstance(first, Text)
    return (Text(first.text[length:].lstrip()), *children[1:])


def _attributes(
    paragraph: Paragraph, known: Sequence[str], kind: str, log: ProblemLog
) -> tuple[tuple[Inline, ...], Mapping[str, Attribute]]:
    """The content without the attributes that end it, and the attributes."""
    children, location = paragraph.children, paragraph.attributes_at or paragraph.location
    nothing: Mapping[str, Attribute] = MappingProxyType({})
    last = children[-1] if children else None
    if not isinstance(last, Text) or not last.text.rstrip().endswith("}"):
        return children, nothing
    start = last.text.rfind("{")
    if start < 0:
        return children, nothing
    # Typography has put a space before « % »; no value has one of its own.
    read = read_attributes(last.text[start:].replace(NNBSP, "").strip(), location, log)
    if read is None:
        return children, nothing
    values = read[0].values
    for name, attribute in values.items():
        if name not in known:
            log.error(
                "unknown-attribute",
                attribute.location,
                name=name,
                kind=kind,
                nearest=nearest(name, known),
                known=", ".join(known),
            )
    kept = Text(last.text[:start].rstrip())
    return (*children[:-1], kept), MappingProxyType(values)
