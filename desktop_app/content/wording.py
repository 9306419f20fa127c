"""Problems and command errors in words, in French and English, from one catalogue."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from string import Formatter

from desktop_app.content.problems import Problem
from desktop_app.content.typography import typeset
from desktop_app.resources import resource

CATALOGUE = "translations/messages.toml"


@cache
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """Code -> {``fr``, ``en``, ``fr_hint``, ``en_hint``}."""
    import tomllib  # only when there is something to say

    return tomllib.loads(resource(CATALOGUE).read_text("utf-8"))


class _Values(Formatter):
    """Fills placeholders; what is looked up as ``{owner!w}`` is a word to translate.

    ``[text …]`` in a message is left out where a placeholder inside it is empty.
    """

    def __init__(self, language: str) -> None:
        self._language = language

    def convert_field(self, value: object, conversion: str | None) -> object:
        if conversion == "w":
            words = catalogue().get("words", {})
            entry = words.get(f"{value}")
            return entry[self._language] if isinstance(entry, Mapping) else value
        return super().convert_field(value, conversion)


_OPTIONAL = re.compile(r"\[\[(.*?)\]\]")


def word(code: str, language: str, values: Mapping[str, object] | None = None) -> str:
    """The sentence for ``code``; raises KeyError where the catalogue has none."""
    return _fill(catalogue()[code][language], language, values or {})


def message(problem: Problem, language: str) -> str:
    """What is wrong, in one sentence."""
    return word(problem.code, language, problem.values)


def hint(problem: Problem, language: str) -> str:
    """What to do about it, or ""."""
    text = catalogue()[problem.code].get(f"{language}_hint", "")
    return _fill(text, language, problem.values)


def _fill(text: str, language: str, values: Mapping[str, object]) -> str:
    def optional(match: re.Match[str]) -> str:
        names = [name for _, name, _, _ in Formatter().parse(match[1]) if name]
        return match[1] if all(values.get(name) for name in names) else ""

    template = typeset(_OPTIONAL.sub(optional, text), language)
    return _Values(language).vformat(template, (), values).strip()
