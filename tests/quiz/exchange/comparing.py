"""Questions as they are compared: without places, texts made one, and read from Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from desktop_app.content.blocks import read_block
from desktop_app.content.document import (
    Division,
    Emphasis,
    Image,
    ItemList,
    Link,
    Paragraph,
    Quotation,
    Strong,
    Text,
)
from desktop_app.content.markdown import read_document
from desktop_app.content.model import QuestionBlock
from desktop_app.content.problems import Location, Problem, ProblemLog
from desktop_app.content.typography import typeset
from desktop_app.quiz.exchange.chapter_writing import write_question
from desktop_app.quiz.exchange.markdown_writing import canonical
from desktop_app.quiz.model import Question
from desktop_app.quiz.questions import read_question
from tests.quiz.exchange.pictures import PNG_PATH

HERE = Location("")


def bare(value: Any, language: str) -> Any:
    """``value`` without places, in the typography of its language, fit to be compared."""
    if isinstance(value, Location):
        return HERE
    if (
        isinstance(value, tuple)
        and value
        and isinstance(value[0], Paragraph | ItemList | Quotation)
    ):
        return tuple(_typeset(node, language) for node in canonical(value))
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(bare(one, language) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {one.name: bare(getattr(value, one.name), language) for one in fields(value)}
        return replace(value, **changed)
    if hasattr(value, "items"):
        return {name: bare(one, language) for name, one in value.items()}
    if isinstance(value, float):
        return round(value, 12) if abs(value) < 1 else value
    return value


def _typeset(node: Any, language: str) -> Any:
    match node:
        case Text(text):
            return Text(typeset(text, language))
        case Image(alt):
            # There is one picture, and other formats name it anew.
            return node._replace(alt=typeset(alt, language), path=PNG_PATH)
        case ItemList(items=items):
            return node._replace(
                items=tuple(tuple(_typeset(one, language) for one in item) for item in items)
            )
        case Emphasis(children) | Strong(children) | Link(children) | Quotation(children):
            return node._replace(children=tuple(_typeset(one, language) for one in children))
        case _ if hasattr(node, "children"):
            return node._replace(children=tuple(_typeset(one, language) for one in node.children))
        case _:
            return node


def reread(lines: Sequence[str], language: str) -> tuple[Question | None, Sequence[Problem]]:
    """The question that a chapter with ``lines`` asks, and the errors it has."""
    log = ProblemLog()
    nodes = read_document("\n".join(lines), language, Location("chapter.md"), log)
    assert len(nodes) == 1, nodes
    assert isinstance(nodes[0], Division)
    block = read_block(nodes[0], log)
    assert isinstance(block, QuestionBlock), block
    question = read_question(block, log, language)
    return question, [problem for problem in log if problem.is_error]


def through_markdown(question: Question) -> tuple[Question | None, Sequence[Problem], list[str]]:
    lines = write_question(question, question.language)
    return (*reread(lines, question.language), lines)
