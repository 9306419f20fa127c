"""Answers embedded in a text, as Moodle writes them: ``{1:SHORTANSWER:=Lyon#Yes~Brest}``."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from desktop_app.content.problems import Location
from desktop_app.quiz.exchange.building import Draft, DraftGap, Refused, read_number
from desktop_app.quiz.exchange.texts_reading import MARK
from desktop_app.quiz.model import Prose

_OPENING = re.compile(r"\{\s*(\d{0,6})\s*:\s*([A-Z_]{2,20})\s*:")
_ESCAPED = re.compile(r"\\([}~#/\"\\{])")
_SHARE = re.compile(r"%(-?\d{1,3}(?:[.,]\d{1,8})?)%")
_TYPED = ("SHORTANSWER", "SA", "MW")
_TYPED_CASE = ("SHORTANSWER_C", "SAC", "MWC")
_NUMBER = ("NUMERICAL", "NM")
_CHOSEN = re.compile(r"MULTICHOICE|MC|MULTIRESPONSE|MR")


def cloze_gaps(
    text: str, place: Location, prose: Callable[[str], Prose]
) -> tuple[str, list[DraftGap]]:
    """``text`` with a mark in the place of each gap, and the gaps.

    Raises Refused where a gap is of no known type or is never closed.
    """
    parts, gaps, at = [], [], 0
    while (opening := _OPENING.search(text, at)) is not None:
        end = _end(text, opening.end())
        parts += [text[at : opening.start()], MARK]
        weight = float(opening[1] or 1) or 1.0
        gaps.append(_gap(opening[2], text[opening.end() : end], weight, place, prose))
        at = end + 1
    return "".join((*parts, text[at:])), gaps


def _end(text: str, start: int) -> int:
    found = re.compile(r"\\.|\}", re.DOTALL)
    for sign in found.finditer(text, start):
        if sign[0] == "}":
            return sign.start()
    raise Refused("gap-lost")


def _gap(
    kind: str, inner: str, weight: float, place: Location, prose: Callable[[str], Prose]
) -> DraftGap:
    chosen = bool(_CHOSEN.match(kind))
    if not (chosen or kind in (*_TYPED, *_TYPED_CASE, *_NUMBER)):
        raise Refused("unknown-type")
    drafts = []
    for part in _cut(inner, "~"):
        percent, rest = 0.0, part.strip()
        if rest.startswith("="):
            percent, rest = 100.0, rest[1:]
        elif share := _SHARE.match(rest):
            percent, rest = read_number(share[1]) or 0.0, rest[share.end() :]
        answer, *said = _cut(rest, "#", 1)
        draft = Draft(place, percent, feedback=prose(_plain(said[0])) if said else ())
        if chosen:
            draft.prose = prose(_plain(answer))
        else:
            draft.text = unescape(_plain(answer)).strip()
        if kind in _NUMBER:
            draft.text, _, draft.tolerance = draft.text.partition(":")
        drafts.append(draft)
    name = "chosen" if chosen else "number" if kind in _NUMBER else "typed"
    return DraftGap(name, drafts, place, weight, kind in _TYPED_CASE)


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


def _cut(text: str, sign: str, most: int = -1) -> list[str]:
    """``text`` cut at ``sign``, where it is neither escaped nor part of an entity."""
    found = re.compile(rf"(?<![\\&]){re.escape(sign)}")
    return found.split(text, maxsplit=max(most, 0))
