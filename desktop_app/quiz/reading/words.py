"""Reading words that are expected: short texts, and the gaps of a sentence.

A gap stands in the text itself, between two brackets: ``[[cadres]]`` is typed (with others
that are accepted after ``|``), ``[[58 % ± 2]]`` is a number, ``[[x] cadres [ ] ouvriers]``
is chosen. ``[[…]]`` has its answers in a numbered list below, one item a gap.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop_app.content.document import (
    CodeBlock,
    Emphasis,
    Gap,
    Heading,
    Inline,
    ItemList,
    Link,
    Node,
    Paragraph,
    Quotation,
    Strong,
    Text,
    plain_text,
)
from desktop_app.content.model import GapBlock
from desktop_app.content.model import Option as WrittenOption
from desktop_app.content.problems import Location
from desktop_app.quiz.model import (
    Blank,
    ChoiceGap,
    ExpectedNumber,
    ExpectedText,
    GapsQuestion,
    NumberGap,
    Option,
    Prose,
    TextGap,
    TextQuestion,
    TextRules,
    Tolerance,
)
from desktop_app.quiz.quantities import parse_expected
from desktop_app.quiz.reading.attributes import Attributes, read_option
from desktop_app.quiz.reading.numbers import check_apart, read_expected
from desktop_app.quiz.reading.options import check_identical
from desktop_app.quiz.reading.source import Source
from desktop_app.quiz.texts import LONGEST, covers, shown

MOST_GAPS = 50


# -- short texts --------------------------------------------------------------------------


def read_text(source: Source, common: dict[str, Any]) -> TextQuestion:
    rules = source.attributes.text_rules()
    expected = _expected_texts(source, source.block.options)
    check_reached(source, expected, rules)
    return TextQuestion(**common, expected=expected, text_rules=rules)


def _expected_texts(source: Source, options: Sequence[WrittenOption]) -> tuple[ExpectedText, ...]:
    found = []
    for written in options:
        pattern = " ".join(pattern_of(written.text).split())
        if not pattern:
            source.log.error("empty-option", written.location)
            continue
        if len(pattern) > LONGEST:
            source.log.error("answer-too-long", written.location, limit=LONGEST)
            continue
        option = read_option(written, source.language, source.log)
        if option.correct and not pattern.replace("\\*", "x").strip("* ."):
            source.log.error("anything-is-right", written.location)
        found.append(
            ExpectedText(
                pattern=pattern,
                correct=option.correct,
                credit=option.credit,
                explanation=option.explanation,
                misconception=option.misconception,
                location=option.location,
            )
        )
    return tuple(found)


def pattern_of(nodes: Sequence[Inline | Node]) -> str:
    """An expected text as it was typed: what Markdown took for emphasis were stars."""
    parts = []
    for node in nodes:
        match node:
            case Emphasis(children):
                parts.append(f"*{pattern_of(children)}*")
            case Paragraph(children=children):
                parts.append(f"{pattern_of(children)} ")
            case Strong(children):
                parts.append(f"**{pattern_of(children)}**")
            case _:
                parts.append(plain_text((node,)))
    return "".join(parts)


def check_reached(source: Source, expected: Sequence[ExpectedText], rules: TextRules) -> None:
    """Report an answer that another one before it always takes the place of."""
    for rank, item in enumerate(expected):
        for other in expected[:rank]:
            if not covers(other.pattern, item.pattern, rules):
                continue
            if other.correct == item.correct:
                line = other.location.line
                text = shown(item.pattern)
                source.log.error("identical-options", item.location, text=text, line=line)
            else:
                wrong, right = (item, other) if other.correct else (other, item)
                source.log.error(
                    "answers-overlap",
                    item.location,
                    text=shown(wrong.pattern),
                    right=shown(right.pattern),
                )
            break


# -- gaps ---------------------------------------------------------------------------------

_CHOSEN = r"\[(?P<chosen>(?:\[[ xX]\]\s*[^\s\[\]][^\[\]]*)+)\]"
_TYPED = r"\[\[(?P<typed>[^\[\]]*)\]\]"
_MARK = re.compile(f"{_CHOSEN}|{_TYPED}")
_BOXES = re.compile(r"\[([ xX])\]\s*([^\[\]]*)")
_LATER = ("", "…", "...", "?")


@dataclass
class _Found:
    """The gaps met so far in a text."""

    inline: list[Blank | None] = field(default_factory=list)
    """In order; None for those whose answers stand in the list below."""
    places: list[Location] = field(default_factory=list)
    broken: list[Location] = field(default_factory=list)


def read_gaps(source: Source, common: dict[str, Any]) -> GapsQuestion | None:
    found = _Found()
    prompt = tuple(_marked(node, source.block.location, source, found) for node in common["prompt"])
    log, block = source.log, source.block
    for place in found.broken:
        log.error("gap-not-closed", place)
    listed = [_listed_gap(source, one) for one in block.gaps]
    waiting = found.inline.count(None)
    if not found.inline:
        log.error("no-gap", block.location)
    elif len(found.inline) > MOST_GAPS:
        log.error("too-many", block.location, what="gaps", limit=MOST_GAPS)
    elif waiting != len(listed):
        place = block.gaps[0].location if block.gaps else block.location
        log.error("gaps-differ", place, gaps=waiting, lists=len(listed))
    else:
        rest = iter(listed)
        gaps = [next(rest) if gap is None else gap for gap in found.inline]
        if all(gap is not None for gap in gaps):
            whole = tuple(gap for gap in gaps if gap is not None)
            return GapsQuestion(**{**common, "prompt": prompt}, gaps=whole)
    return None


def _marked(node: Node, owner: Location, source: Source, found: _Found) -> Node:
    """``node`` with its gaps taken out of the text."""
    match node:
        case Paragraph(children=children, location=place):
            return node._replace(children=_inlines(children, place, source, found))
        case Heading(children=children, location=place):
            return node._replace(children=_inlines(children, place, source, found))
        case Quotation(nodes):
            return Quotation(tuple(_marked(child, owner, source, found) for child in nodes))
        case ItemList(items=items):
            kept = tuple(
                tuple(_marked(child, owner, source, found) for child in item) for item in items
            )
            return node._replace(items=kept)
        case CodeBlock():
            return node
        case _:
            return node


def _inlines(
    children: Sequence[Inline], place: Location, source: Source, found: _Found
) -> tuple[Inline, ...]:
    result: list[Inline] = []
    for child in children:
        match child:
            case Text(text):
                result += _text(text, place, source, found)
            case Emphasis(inner):
                result.append(Emphasis(_inlines(inner, place, source, found)))
            case Strong(inner):
                result.append(Strong(_inlines(inner, place, source, found)))
            case Link(children=inner):
                result.append(child._replace(children=_inlines(inner, place, source, found)))
            case _:
                result.append(child)
    return tuple(result)


def _text(text: str, place: Location, source: Source, found: _Found) -> list[Inline]:
    parts: list[Inline] = []
    end = 0
    for match in _MARK.finditer(text):
        parts.append(Text(text[end : match.start()]))
        end = match.end()
        found.places.append(place)
        if match["typed"] is not None and match["typed"].strip() in _LATER:
            found.inline.append(None)
        elif match["typed"] is not None:
            found.inline.append(_typed_gap(source, match["typed"], place))
        else:
            found.inline.append(_chosen_gap(source, match["chosen"], place))
        parts.append(Gap(len(found.inline)))
    parts.append(Text(text[end:]))
    left = "".join(part.text for part in parts if isinstance(part, Text))
    if "[[" in left or "]]" in left:
        found.broken.append(place)
    return [part for part in parts if part != Text("")]


def _typed_gap(source: Source, content: str, place: Location) -> Blank:
    """``cadres | managers``: what is accepted. Where all are numbers, a number is typed."""
    answers = [" ".join(part.split()) for part in content.split("|")]
    answers = [answer for answer in answers if answer]
    attributes = source.attributes
    unit = attributes.text("unit")
    numbers = [parse_expected(_bare(answer), source.language, unit) for answer in answers]
    if not answers:
        source.log.error("gap-without-answer", place)
    if answers and all(numbers):
        tolerance = attributes.tolerance() or Tolerance()
        return NumberGap(
            tuple(
                ExpectedNumber(
                    value=number.value,
                    written=_bare(answer),
                    tolerance=number.tolerance or tolerance,
                    correct=True,
                    credit=1.0,
                    location=place,
                )
                for number, answer in zip(numbers, answers, strict=True)
                if number is not None
            ),
            unit or ("%" if "%" in content else ""),
        )
    rules = attributes.text_rules()
    expected = tuple(
        ExpectedText(pattern=answer, correct=True, credit=1.0, location=place) for answer in answers
    )
    return TextGap(expected, rules)


def _bare(answer: str) -> str:
    """A number without the percent sign that stands with it: ``58 % ± 2`` is 58 ± 2."""
    return re.sub(r"\s*%\s*(?=±|\+/-|$)", " ", answer).strip()


def _chosen_gap(source: Source, content: str, place: Location) -> Blank:
    options = tuple(
        Option(
            text=(Paragraph((Text(" ".join(words.split())),), place),),
            correct=box in "xX",
            credit=1.0 if box in "xX" else 0.0,
            location=place,
        )
        for box, words in _BOXES.findall(content)
    )
    _check_choices(source, options, place)
    return ChoiceGap(options)


def _check_choices(source: Source, options: Sequence[Option], place: Location) -> None:
    if not any(option.correct for option in options):
        source.log.error("gap-without-answer", place)
    seen: set[str] = set()
    for option in options:
        text = plain_text(option.text).strip()
        if text.casefold() in seen:
            source.log.error("identical-options", place, text=text, line=place.line)
        seen.add(text.casefold())


def _listed_gap(source: Source, gap: GapBlock) -> Blank | None:
    """The gap whose answers stand in an item of the list."""
    attributes = Attributes(gap.attributes, gap.location, source.language, source.log)
    kind = attributes.choice("gap", ("typed", "chosen", "number"))
    kind = kind or source.attributes.choice("gaps", ("typed", "chosen", "number"))
    weight = attributes.number("weight", 0.01, 1000, 1.0)
    options = tuple(_explained(option, gap.explanation) for option in gap.options)
    if not any(option.correct for option in options):
        source.log.error("gap-without-answer", gap.location)
        return None
    has_wrong = any(not option.correct for option in options)
    if (kind or ("chosen" if has_wrong else "typed")) == "chosen":
        check_identical(options, source.log)
        read = (read_option(option, source.language, source.log) for option in options)
        return ChoiceGap(tuple(read), weight)
    unit = attributes.text("unit")
    written = [
        parse_expected(" ".join(plain_text(option.text).split()), source.language, unit)
        for option in options
    ]
    if kind == "number" or (not kind and all(written)):
        numbers = read_expected(source, options, unit, attributes.tolerance())
        check_apart(numbers, source.language, source.log)
        return NumberGap(numbers, unit, weight)
    texts = _expected_texts(source, options)
    rules = attributes.text_rules()
    check_reached(source, texts, rules)
    return TextGap(texts, rules, weight)


def _explained(option: WrittenOption, explanation: Prose) -> WrittenOption:
    """``option`` with the explanation of its gap, where it has none of its own."""
    if option.explanation or not explanation:
        return option
    return WrittenOption(
        option.text,
        option.correct,
        explanation,
        option.misconception,
        option.location,
        option.attributes,
    )
