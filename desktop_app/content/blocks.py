"""What each kind of fenced block means: a division read into a block of the model."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from desktop_app.content.document import (
    CodeBlock,
    Division,
    ItemList,
    Node,
    Paragraph,
    Quotation,
)
from desktop_app.content.model import (
    ActivityBlock,
    Block,
    ChartBlock,
    MisconceptionBlock,
    ModelBlock,
    ProjectedBlock,
    QuestionBlock,
    SourceCheckBlock,
    TeacherBlock,
    UnknownBlock,
)
from desktop_app.content.model_blocks import read_model_block
from desktop_app.content.problems import Problem, ProblemLog, nearest
from desktop_app.content.question_blocks import (
    ATTRIBUTES,
    EVIDENCE,
    place_of,
    read_question_block,
)
from desktop_app.content.reference import Reference
from desktop_app.content.yaml import Record, read_record

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


def is_id(text: str) -> bool:
    """Whether ``text`` can name something: ASCII letters, digits, ``-`` and ``_``."""
    return bool(_ID.fullmatch(text))


def read_nodes(nodes: Sequence[Node], log: ProblemLog) -> tuple[Node | Block, ...]:
    """``nodes`` of a step with its divisions read as blocks."""
    _refuse_nested([node for node in nodes if not isinstance(node, Division)], log)
    return tuple(read_block(node, log) if isinstance(node, Division) else node for node in nodes)


def read_block(division: Division, log: ProblemLog) -> Block:
    """Read ``division`` as a block; its own problems are kept with it."""
    mark = len(log)
    if division.problems:
        return UnknownBlock(
            "", {}, division.location, division.children, problems=division.problems
        )
    _refuse_nested(division.children, log)
    reader = _READERS.get(division.kind)
    if reader is None:
        log.error(
            "unknown-block",
            division.location,
            kind=division.kind,
            nearest=nearest(division.kind, _READERS),
            known=", ".join(_READERS),
        )
        return UnknownBlock(
            division.id,
            division.attributes,
            division.location,
            division.children,
            problems=log.since(mark),
        )
    if not division.id and not (division.kind == "chart" and "of" in division.attributes):
        log.error("missing-id", division.location, kind=division.kind)
    elif division.id and not is_id(division.id):
        log.error("bad-id", division.location, id=division.id)
    block = reader(division, log)
    problems: tuple[Problem, ...] = log.since(mark)
    return replace(block, problems=problems)


def _known_attributes(division: Division, known: Sequence[str], log: ProblemLog) -> None:
    for name, attribute in division.attributes.items():
        if name not in known:
            log.error(
                "unknown-attribute",
                attribute.location,
                name=name,
                kind=division.kind,
                nearest=nearest(name, known),
                known=", ".join(known) or "–",
            )


def _reference(
    division: Division, name: str, kinds: Sequence[str], log: ProblemLog
) -> Reference | None:
    """The reference in attribute ``name``; a bare name takes the first of ``kinds``."""
    attribute = division.attributes.get(name)
    if attribute is None:
        return None
    text = attribute.value if ":" in attribute.value else f"{kinds[0]}:{attribute.value}"
    reference = Reference.parse(text)
    if reference is None or reference.kind not in kinds:
        log.error(
            "bad-reference",
            attribute.location,
            target=attribute.value,
            nearest=nearest(attribute.value.partition(":")[0], kinds),
        )
        return None
    return reference


def _specification(division: Division, log: ProblemLog) -> Record | None:
    """The one ``yaml`` fence that is the whole content of ``division``."""
    fences = [node for node in division.children if isinstance(node, CodeBlock)]
    others = [node for node in division.children if not isinstance(node, CodeBlock)]
    if not fences or fences[0].language not in ("yaml", "yml"):
        log.error("missing-yaml", division.location, kind=division.kind)
        return None
    if others or len(fences) > 1:
        stray = (*others, *fences[1:])[0]
        log.error("stray-content", place_of(stray, division.location), kind=division.kind)
    return read_record(fences[0].text, fences[0].location, log)


def _chart(division: Division, log: ProblemLog) -> ChartBlock:
    _known_attributes(division, ("of",), log)
    of = division.attributes.get("of")
    return ChartBlock(
        division.id,
        division.attributes,
        division.location,
        _specification(division, log),
        of.value if of else "",
    )


def _model(division: Division, log: ProblemLog) -> ModelBlock:
    _known_attributes(division, (), log)
    record = _specification(division, log)
    return read_model_block(division.id, division.attributes, division.location, record, log)


def _question(division: Division, log: ProblemLog) -> QuestionBlock:
    _known_attributes(division, ATTRIBUTES, log)
    return read_question_block(division, _reference(division, "evidence", EVIDENCE, log), log)


def _refuse_nested(nodes: Sequence[Node], log: ProblemLog) -> None:
    """Blocks stand in steps only: one inside another would be shown nowhere."""
    for node in nodes:
        match node:
            case Division():
                log.error("nested-block", node.location, kind=node.kind)
            case Quotation(children):
                _refuse_nested(children, log)
            case ItemList(items=items):
                for item in items:
                    _refuse_nested(item, log)


def _triad(division: Division, log: ProblemLog) -> tuple[tuple[Node, ...], ...]:
    parts = tuple((node,) for node in division.children if isinstance(node, Paragraph))
    if len(parts) != 3 or len(parts) != len(division.children):
        log.error(
            "not-three-parts", division.location, kind=division.kind, found=len(division.children)
        )
    return parts


def _misconception(division: Division, log: ProblemLog) -> MisconceptionBlock:
    _known_attributes(division, ("chart",), log)
    return MisconceptionBlock(
        division.id,
        division.attributes,
        division.location,
        _triad(division, log),
        _reference(division, "chart", ("chart",), log),
    )


def _source_check(division: Division, log: ProblemLog) -> SourceCheckBlock:
    _known_attributes(division, ("source",), log)
    if "source" not in division.attributes:
        log.error("missing-attribute", division.location, name="source", kind=division.kind)
    return SourceCheckBlock(
        division.id,
        division.attributes,
        division.location,
        _triad(division, log),
        _reference(division, "source", ("source",), log),
    )


def _teacher(division: Division, log: ProblemLog) -> TeacherBlock:
    _known_attributes(division, (), log)
    return TeacherBlock(division.id, division.attributes, division.location, division.children)


def _activity(division: Division, log: ProblemLog) -> ActivityBlock:
    _known_attributes(division, (), log)
    return ActivityBlock(division.id, division.attributes, division.location, division.children)


def _projected(division: Division, log: ProblemLog) -> ProjectedBlock:
    _known_attributes(division, (), log)
    return ProjectedBlock(division.id, division.attributes, division.location, division.children)


_READERS: dict[str, Callable[[Division, ProblemLog], Block]] = {
    "chart": _chart,
    "question": _question,
    "model": _model,
    "misconception": _misconception,
    "source-check": _source_check,
    "teacher": _teacher,
    "activity": _activity,
    "projected": _projected,
}
KINDS = tuple(_READERS)
