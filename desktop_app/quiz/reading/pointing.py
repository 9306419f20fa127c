"""Reading what is to be pointed at: marks by links, sentences by what is quoted of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desktop_app.content.document import links
from desktop_app.content.model import Option as WrittenOption
from desktop_app.content.numbers import plain_typed
from desktop_app.quiz.graders.pointing import holds
from desktop_app.quiz.model import PointQuestion, SentenceQuestion, Target
from desktop_app.quiz.reading.attributes import prose_text, read_option
from desktop_app.quiz.reading.source import Source

MARKS = ("point", "value", "param", "sentence")
"""What can be pointed at on stage or in the text."""
_QUOTES = " \u00a0\u202f\"'«»“”„‘’"


def read_point(source: Source, common: dict[str, Any]) -> PointQuestion:
    for option in source.block.options:
        if not _references(option):
            source.log.error("target-without-link", option.location, text=prose_text(option.text))
    return PointQuestion(**common, targets=read_targets(source, source.block.options))


def read_sentence(source: Source, common: dict[str, Any]) -> SentenceQuestion:
    return SentenceQuestion(**common, targets=read_targets(source, source.block.options))


def read_targets(source: Source, options: Sequence[WrittenOption]) -> tuple[Target, ...]:
    """The targets; a wrong one that is met by what is right, or is there twice, is reported."""
    targets = tuple(_target(source, option) for option in options)
    for rank, target in enumerate(targets):
        if not (target.references or target.excerpt):
            source.log.error("empty-option", target.location)
        for other in targets[:rank]:
            if _overlap(target, other):
                text = prose_text(target.text)
                if target.correct == other.correct:
                    line = other.location.line
                    source.log.error("identical-options", target.location, text=text, line=line)
                else:
                    wrong, right = (other, target) if target.correct else (target, other)
                    source.log.error(
                        "answers-overlap",
                        wrong.location,
                        text=prose_text(wrong.text),
                        right=prose_text(right.text),
                    )
                break
    return targets


def _target(source: Source, written: WrittenOption) -> Target:
    """A quotation is a sentence; else its links say what is meant."""
    option = read_option(written, source.language, source.log)
    references = _references(written)
    text = prose_text(written.text)
    quoted = text[:1] in '«"“„' or not references
    return Target(
        text=option.text,
        correct=option.correct,
        credit=option.credit,
        explanation=option.explanation,
        misconception=option.misconception,
        location=option.location,
        references=() if quoted else references,
        excerpt=plain_typed(text.strip(_QUOTES)) if quoted and text else "",
    )


def _references(option: WrittenOption) -> tuple[Any, ...]:
    found = (link.reference for link in links(option.text))
    return tuple(one for one in found if one is not None and one.kind in MARKS)


def _overlap(one: Target, other: Target) -> bool:
    """Whether pointing at one may be pointing at the other."""
    if one.excerpt and other.excerpt:
        return holds(one.excerpt, other.excerpt) or holds(other.excerpt, one.excerpt)
    return any(a.covers(b) for a in one.references for b in other.references)
