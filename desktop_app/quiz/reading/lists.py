"""Reading pairs to match, items to put in order, predictions, and texts of one's own."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from desktop_app.content.document import Inline, Paragraph, Text, links, plain_text
from desktop_app.content.model import ChartBlock
from desktop_app.content.model import Option as WrittenOption
from desktop_app.content.numbers import find_numbers
from desktop_app.content.reference import Reference
from desktop_app.content.yaml import Record
from desktop_app.quiz.model import (
    Estimand,
    MatchQuestion,
    OpenQuestion,
    OrderQuestion,
    Pair,
    PredictionQuestion,
    Prose,
    TextRules,
    Tolerance,
)
from desktop_app.quiz.reading.attributes import first_line, prose_text, read_option
from desktop_app.quiz.reading.options import check_identical
from desktop_app.quiz.reading.source import Source
from desktop_app.quiz.texts import normalise

MOST_WORDS = 100_000
NEAR = 0.1
"""A prediction is near within this share of the largest true value, if not said."""
_ARROW = re.compile(r"\s*(?:→|⟶|⇒|->|=>)\s*")


# -- matching -----------------------------------------------------------------------------


def read_match(source: Source, common: dict[str, Any]) -> MatchQuestion:
    """Each item is ``left → right``; ``→ right`` alone is a choice that fits nothing."""
    sides = []
    for option in source.block.options:
        split = split_pair(option)
        if split is None or not prose_text(split[1]):
            source.log.error("pair-without-arrow", option.location, text=prose_text(option.text))
        else:
            sides.append((option, *split))
    choices: dict[str, Prose] = {}
    for _, _, right in sides:
        choices.setdefault(_key(right), right)
    ranks = {key: rank for rank, key in enumerate(choices)}
    pairs = []
    lefts: dict[str, int] = {}
    for option, left, right in sides:
        if not prose_text(left):
            if sum(_key(other) == _key(right) for _, _, other in sides) > 1:
                source.log.error(
                    "answers-overlap",
                    option.location,
                    text=prose_text(right),
                    right=prose_text(right),
                )
            continue
        same = lefts.setdefault(_key(left), option.location.line)
        if same != option.location.line:
            text = prose_text(left)
            source.log.error("identical-options", option.location, text=text, line=same)
        pairs.append(
            Pair(
                left=left,
                right=ranks[_key(right)],
                explanation=option.explanation,
                misconception=option.misconception,
                location=option.location,
            )
        )
    if len(pairs) < 2 and sides:
        source.log.error("too-few-items", source.block.location, count=len(pairs))
    return MatchQuestion(**common, pairs=tuple(pairs), choices=tuple(choices.values()))


def _key(text: Prose) -> str:
    return normalise(prose_text(text), TextRules(accents=True, case=True))


def split_pair(option: WrittenOption) -> tuple[Prose, Prose] | None:
    """What stands on either side of the arrow; None where there is none."""
    for rank, child in enumerate(first_line(option.text)):
        if not isinstance(child, Text):
            continue
        arrow = _ARROW.search(child.text)
        if arrow is None:
            continue
        line = first_line(option.text)
        before = (*line[:rank], Text(child.text[: arrow.start()]))
        after = (Text(child.text[arrow.end() :]), *line[rank + 1 :])
        return _paragraph(before, option), _paragraph(after, option)
    return None


def _paragraph(children: Sequence[Inline], option: WrittenOption) -> Prose:
    kept = tuple(child for child in children if child != Text(""))
    return (Paragraph(kept, option.location),) if kept else ()


# -- order --------------------------------------------------------------------------------


def read_order(source: Source, common: dict[str, Any]) -> OrderQuestion:
    options = source.block.options
    check_identical(options, source.log)
    if 0 < len(options) < 2:
        source.log.error("too-few-items", source.block.location, count=len(options))
    items = (read_option(option, source.language, source.log) for option in options)
    return OrderQuestion(**common, items=tuple(items))


# -- predictions --------------------------------------------------------------------------


def read_prediction(source: Source, common: dict[str, Any]) -> PredictionQuestion:
    """Each item links to the number to predict; without a list, the chart says which.

    It is never marked: nobody is wrong for what they expected.
    """
    attributes = source.attributes
    for name in ("graded", "certainty"):
        if attributes.flag(name):
            place = attributes.place(name)
            source.log.warning("attribute-without-effect", place, name=name, type="prediction")
    common["rules"] = replace(common["rules"], graded=False, certainty=False)
    chart = attributes.text("chart")
    unit = attributes.text("unit")
    written = [_estimand(source, option) for option in source.block.options]
    estimands = tuple(one for one in written if one is not None)
    if not source.block.options:
        estimands = _estimands_of(source, chart)
        if not estimands:
            source.log.error("nothing-to-predict", attributes.place("chart"), chart=chart or "–")
    largest = max((abs(one.value) for one in estimands), default=0.0)
    tolerance = attributes.tolerance() or Tolerance(NEAR * largest)
    return PredictionQuestion(
        **common, chart=chart, estimands=estimands, tolerance=tolerance, unit=unit
    )


def _estimand(source: Source, option: WrittenOption) -> Estimand | None:
    """``[Ouvriers](point:telework/ouvriers)``: the number is that of the lesson's table,
    or the one written after the words.
    """
    found = [link for link in links(option.text) if link.reference is not None]
    reference = found[0].reference if found else None
    text = prose_text(option.text)
    value = _looked_up(source, reference)
    if value is None:
        numbers = find_numbers(text, source.language)
        value = numbers[-1].value if numbers else None
    if value is None or not math.isfinite(value):
        source.log.error("expected-not-a-number", option.location, text=text[:60])
        return None
    key = reference.path[1] if reference is not None and len(reference.path) > 1 else text
    return Estimand(
        key=key,
        label=_label(option, source.language),
        value=value,
        explanation=option.explanation,
        location=option.location,
    )


def _label(option: WrittenOption, language: str) -> Prose:
    """The words that name the number, without the number itself."""
    words = re.sub(
        r"\s*(?:[:=]|\s-|→)?\s*[-+\u2212]?\d[\d\s.,\u202f\u00a0]*\s*%?\s*$",
        "",
        plain_text(option.text).strip(),
    )
    return (Paragraph((Text(words or plain_text(option.text)),), option.location),)


def _looked_up(source: Source, reference: Reference | None) -> float | None:
    if source.lesson is None or reference is None:
        return None
    try:
        if reference.kind == "point":
            return source.lesson.number(reference)
        if reference.kind == "value":
            return source.lesson.evaluate(reference.name, {})
    except KeyError:
        return None
    return None


def _estimands_of(source: Source, chart: str) -> tuple[Estimand, ...]:
    """What a chart asks to predict: the rows of its table, in the field that it names."""
    lesson = source.lesson
    block = lesson.find_chart(chart, source.language) if lesson is not None and chart else None
    if lesson is None or block is None:
        return ()
    asked = _asked(block)
    table = lesson.table(asked[0]) if asked else None
    if asked is None or table is None:
        return ()
    from desktop_app.content.descriptions import row_label

    found = []
    for row in table.rows:
        try:
            value = lesson.number(Reference.point(asked[0], row, asked[1]))
        except KeyError:
            continue
        if math.isfinite(value):
            label = row_label(table, row, source.language)
            place = source.block.location
            prose: Prose = (Paragraph((Text(label),), place),)
            found.append(Estimand(key=row, label=prose, value=value, location=place))
    return tuple(found)


def _asked(block: ChartBlock) -> tuple[str, str] | None:
    """The table and the field that a chart asks to predict."""
    specification = block.specification
    data = specification.get("data") if specification else None
    meta = specification.get("usermeta") if specification else None
    predict = meta.get("predict") if isinstance(meta, Record) else None
    name = data.get("name") if isinstance(data, Record) else None
    asked = predict.get("field") if isinstance(predict, Record) else None
    return (name, asked) if isinstance(name, str) and isinstance(asked, str) else None


# -- open ---------------------------------------------------------------------------------


def read_open(source: Source, common: dict[str, Any]) -> OpenQuestion:
    """The criteria are boxes to tick, each worth the same if not said."""
    attributes = source.attributes
    options = source.block.options
    check_identical(options, source.log)
    share = 1 / max(len(options), 1)
    criteria = tuple(
        read_option(option, source.language, source.log, right=share, wrong=share)
        for option in options
    )
    least = attributes.count("min-words", 0, MOST_WORDS, 0)
    most = attributes.count("max-words", 0, MOST_WORDS, 0)
    if most and least > most:
        source.log.error(
            "out-of-range",
            attributes.place("min-words"),
            key="min-words",
            minimum=0,
            maximum=most,
        )
    return OpenQuestion(**common, criteria=criteria, min_words=least, max_words=most)
