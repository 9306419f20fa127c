"""Typed words compared with expected ones: accents, case, spaces, and ``*`` for anything.

Matching takes no regular expression: its time grows with the text, whatever the pattern.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from desktop_app.content.numbers import plain_typed
from desktop_app.quiz.model import TextRules

LONGEST = 1_000
"""The longest text that is compared, in characters."""
_STAR, _LITERAL_STAR = "\ue000", "\ue001"
"""Stand for ``*`` and ``\\*`` in a pattern that is being read; no text keeps them."""
_SAME = str.maketrans(
    {
        "’": "'", "‘": "'", "ʼ": "'", "′": "'", "`": "'", "´": "'", "“": '"', "”": '"',
        "„": '"', "«": '"', "»": '"', "″": '"', "‐": "-", "‑": "-", "‒": "-", "–": "-",
        "—": "-", "−": "-", "…": "...",
    }
)  # fmt: skip
_PRIVATE = str.maketrans({_STAR: None, _LITERAL_STAR: None})
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"})
_SPACED = re.compile(" ([;:!?%])")
_PASSES = 6
"""A text is stable after two passes or three; Unicode promises no number."""


def normalise(text: str, rules: TextRules) -> str:
    """``text`` as it is compared: doing it twice changes nothing.

    Quotation marks, apostrophes, dashes and spaces of every kind are one; the full stop
    that ends it is left out, as are marks of direction. Accents and capitals go where
    ``rules`` say that they don't count, and œ is then oe.
    """
    return _stable(text if text.isascii() else text.translate(_PRIVATE), rules)


def _stable(text: str, rules: TextRules) -> str:
    for _ in range(_PASSES):
        found = _once(text, rules)
        if found == text:
            break
        text = found
    return text


def _once(text: str, rules: TextRules) -> str:
    # Of a text in ASCII there is nothing else that the rest of it would change.
    text = text.replace("`", "'") if text.isascii() else _without_kinds(text, rules)
    if not rules.case:
        text = text.casefold()
    text = plain_typed(text)
    text = _SPACED.sub(r"\1", text)
    text = text.replace('" ', '"').replace(' "', '"') if text.count('"') > 1 else text
    return text.rstrip(" .")


def _without_kinds(text: str, rules: TextRules) -> str:
    """``text`` with one kind of each sign, and without accents where they don't count."""
    text = unicodedata.normalize("NFKC", text).translate(_SAME)
    if not rules.accents:
        spread = unicodedata.normalize("NFD", text)
        text = "".join(sign for sign in spread if not unicodedata.combining(sign))
        text = unicodedata.normalize("NFKC", text).translate(_LIGATURES)
    return text


@lru_cache(maxsize=2_000)
def _segments(pattern: str, rules: TextRules) -> tuple[str, ...]:
    """What has to be found, in order; stars stand between the segments."""
    held = pattern.translate(_PRIVATE).replace("\\*", _LITERAL_STAR).replace("*", _STAR)
    # As a whole: one by one they would lose the spaces beside a star.
    whole = _stable(held, rules).replace(_LITERAL_STAR, "*")
    return tuple(whole.split(_STAR))


def matches(pattern: str, text: str, rules: TextRules) -> bool:
    """Whether ``text`` is what ``pattern`` wants; an empty text never is."""
    given = normalise(text, rules)
    if not given:
        return False
    first, *rest = _segments(pattern, rules)
    if not rest:
        return given == first
    *middle, last = rest
    if len(first) + len(last) > len(given) or not given.startswith(first):
        return False
    if not given.endswith(last):
        return False
    place, end = len(first), len(given) - len(last)
    for segment in middle:
        at = given.find(segment, place, end)
        if at < 0:
            return False
        place = at + len(segment)
    return place <= end


def same(one: str, other: str, rules: TextRules) -> bool:
    """Whether two texts are the same under ``rules``."""
    return normalise(one, rules) == normalise(other, rules)


def covers(pattern: str, other: str, rules: TextRules) -> bool:
    """Whether every text that the pattern ``other`` wants is wanted by ``pattern`` too.

    Only what is sure is said: stars of ``other`` are tried with nothing and with words
    that no lesson holds.
    """
    held = other.replace("\\*", _LITERAL_STAR)
    samples = {held.replace("*", filling) for filling in ("", "qqzzqq", " qqzzqq qz ")}
    tried = [text.replace(_LITERAL_STAR, "*") for text in samples]
    tried = [text for text in tried if normalise(text, rules)]
    return bool(tried) and all(matches(pattern, text, rules) for text in tried)


def shown(pattern: str) -> str:
    """A pattern as a right answer is told: ``métropol*`` is « métropol… »."""
    held = pattern.replace("\\*", _LITERAL_STAR)
    return held.replace("*", "…").replace(_LITERAL_STAR, "*")


def sample(pattern: str) -> str:
    """A text that is what ``pattern`` wants."""
    held = pattern.replace("\\*", _LITERAL_STAR)
    found = held.replace("*", "").replace(_LITERAL_STAR, "*").strip()
    return found or "x"
