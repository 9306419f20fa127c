"""French typography, applied to prose as it is read: what authors can't easily type."""

from __future__ import annotations

import re
from functools import lru_cache

NNBSP = "\u202f"
_SPACE = "[ \u00a0\u202f]"

_ADDRESS = re.compile(r"((?<!\S)\S+://\S+)")
_GROUPED = re.compile(rf"(?<![\d,.])\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)")
_RULES = (
    (re.compile(rf"(?<!{_SPACE}){_SPACE}+([;:!?%])"), NNBSP + r"\1"),
    (re.compile(r"(?<=\d)%(?!\w)"), NNBSP + "%"),
    (re.compile(rf"(?<!{_SPACE}){_SPACE}*»"), NNBSP + "»"),
    (re.compile(rf"«{_SPACE}*"), "«" + NNBSP),
    (re.compile(r"(?<=\w)'(?=\w|$)"), "\u2019"),
    (re.compile(r"\.\.\."), "…"),
)


def typeset(text: str, language: str) -> str:
    """``text`` with the language's spaces and marks; only French has rules here.

    Narrow no-break spaces before ``; : ! ? %``, inside guillemets and between the
    groups of a number; the apostrophe of typography; the ellipsis. Addresses
    (``https://…``) stay as they are.
    """
    if language != "fr":
        return text
    if "://" in text:
        parts = _ADDRESS.split(text)
        parts[::2] = (_typeset(part) for part in parts[::2])
        return "".join(parts)
    return _typeset(text)


@lru_cache(maxsize=4096)  # a chart that moves says the same words at each picture
def _typeset(text: str) -> str:
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return _GROUPED.sub(lambda match: re.sub(_SPACE, NNBSP, match[0]), text)
