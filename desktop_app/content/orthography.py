"""What is left to correct in French texts once they are typeset: a check for authors.

:mod:`desktop_app.content.typography` puts right what has one right form only. What is
found here asks for a decision: which guillemet, which accent, a space that is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desktop_app.content.document import (
    Code,
    CodeBlock,
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
)
from desktop_app.content.fields import Localised
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import (
    Block,
    Chapter,
    ChartBlock,
    ModelBlock,
    ProseBlock,
    QuestionBlock,
    TriadBlock,
)
from desktop_app.content.problems import Location, ProblemLog
from desktop_app.content.typography import typeset
from desktop_app.content.yaml import Items, Record

LANGUAGE = "fr"
"""The language whose rules these are."""
MAX_FAULTS = 200
"""In a lesson: after so many, an author knows that a language setting is wrong."""

EXCERPT = 30
"""So many characters to each side of a fault are shown, at most."""

_LETTER = "A-Za-zÀ-ÖØ-öø-ÿŒœ"
_ADDRESS = re.compile(r"\bhttps?://\S+|\b[\w-]{1,63}\.(?:fr|com|org|net|eu)\b\S*")
_ACCENTED = (
    "état|école|écol|étude|étudi|électri|église|écart|échelle|échelon|échang|époque|évidem|"
    "écri|énergie|énergé|économi[eqs]|équilib|élève|élevé|étape|énonc|éclair|égal|élect|"
    "éléments?\\b|éloign|émerg|épidémi|épargn|étrang|étroit|événem|éviter|évitez|éviden|"
    "évolue|éducati[fv]|établi|étend|écran|écologi[eqs]|"
    "île|être|âge\\b|âgé|œuvre"
)
_UNACCENTED = {"é": "E", "î": "I", "ê": "E", "â": "A", "œ": "OE"}
_STARTS = "|".join(
    _UNACCENTED[word[0]] + word[1:] for word in _ACCENTED.split("|") if word[0] in _UNACCENTED
)
_AFTER_A = (
    r"(?:la|le|lui|l’|un|une|ce|cette|ces|son|sa|leur|nous|vous|elle|partir|cause|propos|côté|"
    r"distance|peine|quoi|qui|savoir|noter|travers|mesure|chaque|force|moins|part|droite|gauche|"
    r"long|court|mon|votre|notre|cet|[0-9])(?![a-zà-ÿ])|l’"
)
"""What the preposition « À » stands before; « A » may be the verb, or a name."""
_RULES = (
    ("straight-quotes", re.compile('"')),
    ("straight-apostrophe", re.compile("'")),
    ("missing-space", re.compile(rf"[{_LETTER}\d)»][;!?](?=\s|$)|[{_LETTER})»]:(?=\s|$)")),
    ("missing-space", re.compile(rf"[{_LETTER}]»|«[{_LETTER}]")),
    ("missing-accent", re.compile(rf"\b(?:{_STARTS})")),
    ("missing-accent", re.compile(rf"(?:^|[.!?…»]\s)A (?={_AFTER_A})")),
    ("missing-ligature", re.compile(r"\b[cs]?oeu[rvfx]|\boeil", re.IGNORECASE)),
    (
        "bad-ordinal",
        re.compile(r"\b1[èe]re?s?\b(?<!1re)(?<!1er)(?<!1res)(?<!1ers)|\b\d+[èe]mes?\b"),
    ),
)


def faults(text: str) -> Iterator[tuple[str, str]]:
    """The code and the words of each fault of a French ``text`` that is typeset already."""
    addresses = [match.span() for match in _ADDRESS.finditer(text)] if "." in text else []
    for code, rule in _RULES:
        for match in rule.finditer(text):
            if not any(start <= match.start() < end for start, end in addresses):
                yield code, _word_at(text, match.end() - 1)


def _word_at(text: str, index: int) -> str:
    """The word, with its marks, that ``index`` stands in; a part of one without end."""
    while index and text[index].isspace():
        index -= 1
    before, after = text[max(index - EXCERPT, 0) : index], text[index : index + EXCERPT]
    return f"{before.rpartition(' ')[2]}{after.partition(' ')[0]}"


def check_orthography(lesson: Lesson, log: ProblemLog) -> None:
    """Report the faults of every French text of ``lesson``."""
    if LANGUAGE not in lesson.languages:
        return
    left = MAX_FAULTS
    for text, place in _texts(lesson):
        for code, words in faults(text):
            if left == 0:
                return
            left -= 1
            log.warning(code, place, text=words[:60])


def _texts(lesson: Lesson) -> Iterator[tuple[str, Location]]:
    for name in lesson.chapter_ids:
        chapter = lesson.edition(name, LANGUAGE)
        if chapter is not None:
            yield from _chapter(chapter)
    guide = lesson.guide_edition(LANGUAGE)
    if guide is not None:
        yield from _chapter(guide)
    for text, place in _localised(lesson):
        if LANGUAGE in text:
            yield text[LANGUAGE], place


def _localised(lesson: Lesson) -> Iterator[tuple[Localised, Location]]:
    manifest = Location("lesson.yaml")
    for text in (lesson.title, lesson.subtitle, lesson.summary, lesson.credit, lesson.level):
        yield text, manifest
    for parameter in lesson.parameters.values():
        yield parameter.label, parameter.location
        yield parameter.unit, parameter.location
    for value in lesson.values.values():
        yield value.label, value.location
        yield value.unit, value.location
    for source in lesson.sources.values():
        for text in (source.title, source.note, source.licence):
            yield text, source.location
    for term in lesson.terms.values():
        yield term.term, term.location
        yield term.definition, term.location
    for name in lesson.table_ids():
        table = lesson.table(name)
        if table is not None:
            for text in (table.title, table.definition, table.date, table.licence, table.caveat):
                yield text, table.location
            for column in table.columns.values():
                for text in (column.label, column.unit, column.caveat, *column.names.values()):
                    yield text, column.location


def _chapter(chapter: Chapter) -> Iterator[tuple[str, Location]]:
    yield chapter.heading.title, chapter.location
    yield chapter.heading.objective, chapter.location
    for step in chapter.steps:
        yield step.title, step.location
        for part in step.parts:
            if isinstance(part, Block):
                yield from _block(part)
            else:
                yield from _prose((part,), step.location)


def _block(block: Block) -> Iterator[tuple[str, Location]]:
    match block:
        case TriadBlock(parts=parts):
            for part in parts:
                yield from _prose(part, block.location)
        case ProseBlock(content=content):
            yield from _prose(content, block.location)
        case QuestionBlock():
            yield from _prose(block.prompt, block.location)
            yield from _prose(block.explanation, block.location)
            for option in block.options:
                yield from _prose(option.text, option.location)
                yield from _prose(option.explanation, option.location)
        case ChartBlock(specification=record) | ModelBlock(specification=record):
            if record is not None:
                yield from _words(record)


_WORDED = ("title", "subtitle", "description", "text")


def _words(record: Record) -> Iterator[tuple[str, Location]]:
    """The words of a specification: its titles, wherever they stand."""
    for key in record:
        value = record[key]
        if isinstance(value, str) and key in _WORDED:
            yield typeset(value, LANGUAGE), record.value_at(key)
        elif isinstance(value, Record):
            yield from _words(value)
        elif isinstance(value, Items):
            yield from (
                found for item in value if isinstance(item, Record) for found in _words(item)
            )


def _prose(nodes: Sequence[Node], place: Location) -> Iterator[tuple[str, Location]]:
    for node in nodes:
        match node:
            case (
                Paragraph(children=children, location=own)
                | Heading(children=children, location=own)
            ):
                yield _inline(children), own
            case Quotation(children) | Division(children=children):
                yield from _prose(children, place)
            case ItemList(items=items):
                for item in items:
                    yield from _prose(item, place)
            case CodeBlock() | _:
                pass


def _inline(children: Sequence[Inline]) -> str:
    """The words of a line of prose; code stands as one letter."""
    parts: list[str] = []
    for child in children:
        match child:
            case Text(text):
                parts.append(text)
            case Code():
                parts.append("x")
            case LineBreak():
                parts.append(" ")
            case Emphasis(inner) | Strong(inner) | Link(children=inner):
                parts.append(_inline(inner))
    return "".join(parts)
