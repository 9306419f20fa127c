"""How options, documents and questions are numbered on paper."""

from __future__ import annotations

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letter(rank: int) -> str:
    """The letter of the option of that rank, from 0: A … Z, AA, AB…"""
    found = ""
    rank += 1
    while rank > 0:
        rank, last = divmod(rank - 1, len(_LETTERS))
        found = _LETTERS[last] + found
    return found


def letters(ranks: tuple[int, ...]) -> str:
    """The letters of several options: « A, C »."""
    return ", ".join(letter(rank) for rank in sorted(ranks))
