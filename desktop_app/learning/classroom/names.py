"""The codes and first names that students work under, and the codes of classes."""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata

LONGEST_NAME = 60
"""Characters of a learner's code or name, and of a class's."""
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Signs of a class code: none that is taken for another."""
CODE_SIGNS = 8
"""With the one that checks the others."""

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_JOINERS = "\u200c\u200d"
"""They shape letters in Persian and Hindi, and hold emoji together; alone they are nothing."""
_SURROGATES = re.compile("[\ud800-\udfff]")


def clean_name(text: str) -> str:
    """``text`` as the name of a learner or of a class, "" where nothing is left of it:
    composed (NFC), blanks single, without what can't be seen, not too long.
    """
    plain = _SURROGATES.sub("\ufffd", _CONTROLS.sub(" ", text))
    words = (word.strip(_JOINERS) for word in unicodedata.normalize("NFC", plain).split())
    return " ".join(filter(None, words))[:LONGEST_NAME].rstrip(f"{_JOINERS} ")


def same_name(text: str) -> str:
    """What names have in common that are meant to be the same: neither capitals nor
    accents nor the punctuation between words count. What sets codes apart does: symbols
    wherever they stand ("A+", "🦊"), a dash that begins or ends the name ("A-").
    """
    parts = _parts(clean_name(text))
    words = [rank for rank, part in enumerate(parts) if part[0].isalnum()]
    first, last = (words[0], words[-1]) if words else (0, -1)
    said = (part for rank, part in enumerate(parts) if part != "-" or not first < rank < last)
    return " ".join(said) or clean_name(text)


def mentions(text: str, name: str) -> bool:
    """Whether the learner ``name`` may be named in ``text``, in any spelling of theirs."""
    wanted, found = ([part for part in _parts(one) if part != "-"] for one in (name, text))
    return bool(wanted) and f" {' '.join(wanted)} " in f" {' '.join(found)} "


def _parts(text: str) -> list[str]:
    """The words in ``text``, bare of what does not count in them, and the signs that do."""
    folded = unicodedata.normalize("NFKD", text.casefold()).casefold()
    parts: list[str] = []
    in_word = False
    for sign in folded.translate(_LETTERS):
        kind = unicodedata.category(sign)
        if sign in _JOINERS or (kind[0] == "M" and _is_accent(sign)):
            continue
        letter = kind[0] in "LNM"
        if letter and in_word:
            parts[-1] += sign
        elif letter or sign in _COUNTED or (kind[0] == "S" and sign not in _QUOTES):
            parts.append("-" if sign == _MINUS else sign)
        elif kind == "Pd":
            parts.append("-")
        in_word = letter
    return parts


def words_of(text: str) -> tuple[str, ...]:
    """What names have in common of which one begins with the surname, as school software
    writes it, and the other does not.
    """
    return tuple(sorted(same_name(text).split()))


_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})
"""Letters that a keyboard may not have, and that no decomposition takes apart."""
_COUNTED, _QUOTES, _MINUS = "*#%@", "`^", "\u2212"
"""Punctuation that sets codes apart; symbols that are typed for an apostrophe."""


def _is_accent(mark: str) -> bool:
    """Whether a combining sign may be left out: the vowels of Hindi or Thai may not."""
    place = unicodedata.combining(mark)
    return 10 <= place < 40 or place >= 200 or "\ufe00" <= mark <= "\ufe0f" or mark == "\u20e3"


def new_code() -> str:
    """A code for a class, as it is written on the board: ``K7QM-2XFD``, 35 bits and a check."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(CODE_SIGNS - 1))
    return _grouped(signs + _check(signs))


def read_code(text: str) -> str | None:
    """The class code that was typed, however it was parted; None where it is none."""
    signs = re.sub(r"[\s\-\u2010-\u2015]", "", text).upper()
    if len(signs) != CODE_SIGNS or any(sign not in ALPHABET for sign in signs):
        return None
    return _grouped(signs) if _check(signs[:-1]) == signs[-1] else None


def _check(signs: str) -> str:
    """The sign that follows from the others: most slips of a finger give another."""
    digest = hashlib.sha256(f"rebattre class code {signs}".encode()).digest()
    return ALPHABET[digest[0] % len(ALPHABET)]


def _grouped(signs: str) -> str:
    half = CODE_SIGNS // 2
    return f"{signs[:half]}-{signs[half:]}"
