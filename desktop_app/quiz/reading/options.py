"""Reading options to pick: one choice, several, true or false."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from desktop_app.content.model import Option as WrittenOption
from desktop_app.content.problems import ProblemLog
from desktop_app.quiz.model import (
    ChoiceQuestion,
    ChoicesQuestion,
    Option,
    TextRules,
    TrueFalseQuestion,
)
from desktop_app.quiz.reading.attributes import prose_text, read_option
from desktop_app.quiz.reading.pointing import read_targets
from desktop_app.quiz.reading.source import Source
from desktop_app.quiz.texts import normalise

_TRUE, _FALSE = ("vrai", "true", "oui", "yes"), ("faux", "false", "non", "no")


def read_choice(source: Source, common: dict[str, Any]) -> ChoiceQuestion:
    right = [option for option in source.block.options if option.correct]
    if len(right) > 1:
        source.log.error("several-right-answers", right[1].location, count=len(right))
    check_identical(source.block.options, source.log)
    options = (read_option(o, source.language, source.log) for o in source.block.options)
    return ChoiceQuestion(**common, options=tuple(options))


def read_choices(source: Source, common: dict[str, Any]) -> ChoicesQuestion:
    """Each right option is worth the same, and a wrong one costs as much, if not said."""
    check_identical(source.block.options, source.log)
    right = sum(option.correct for option in source.block.options) or 1
    options = tuple(
        read_option(option, source.language, source.log, right=1 / right, wrong=-1 / right)
        for option in source.block.options
    )
    total = sum(option.credit for option in options if option.correct)
    if any(option.correct for option in options) and abs(total - 1) > 1e-3:
        place = next(option.location for option in options if option.correct)
        source.log.error("credits-not-whole", place, total=f"{total * 100:.0f}")
    return ChoicesQuestion(**common, options=options)


def read_true_false(source: Source, common: dict[str, Any]) -> TrueFalseQuestion | None:
    found: dict[bool, Option] = {}
    for written in source.block.options:
        text = normalise(prose_text(written.text), TextRules())
        if text in _TRUE + _FALSE:
            option = read_option(written, source.language, source.log)
            found.setdefault(text in _TRUE, option)
    if len(found) != 2 or len(source.block.options) != 2:
        source.log.error("not-true-false", source.block.location)
        return None
    if found[True].correct == found[False].correct and found[True].correct:
        source.log.error("several-right-answers", found[False].location, count=2)
    return TrueFalseQuestion(
        **common,
        when_true=found[True],
        when_false=found[False],
        proofs=read_targets(source, source.block.proofs),
        proof_prompt=source.block.proof_prompt,
    )


def check_identical(options: Sequence[WrittenOption], log: ProblemLog) -> None:
    """No option is empty, and none says what another one says."""
    seen: dict[str, int] = {}
    for option in options:
        text = prose_text(option.text)
        if not text:
            log.error("empty-option", option.location)
            continue
        same = seen.setdefault(_said(text), option.location.line)
        if same != option.location.line:
            log.error("identical-options", option.location, text=text, line=same)


_GROUPING = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
_COMMA = re.compile(r"(?<=\d),(?=\d)")


def _said(text: str) -> str:
    """What an option says, however it is set: capitals, quotation marks, dashes, ligatures,
    how numbers are grouped, the mark that ends it.
    """
    plain = _COMMA.sub(".", _GROUPING.sub("", text)).replace("œ", "oe").replace("Œ", "OE")
    plain = normalise(plain.replace("æ", "ae").replace("Æ", "AE"), TextRules(accents=True))
    return plain.rstrip(" .!?") or plain
