"""Problems and command errors in words, in French and English, from one catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from string import Formatter

from desktop_app.content.problems import Problem
from desktop_app.content.typography import typeset
from desktop_app.resources import resource

CATALOGUE = "translations/messages.toml"
MAX_VALUE = 300
"""How many characters of a value a message shows."""


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
            entry: object = words.get(f"{value}")
            if isinstance(entry, Mapping):
                return typeset(entry[self._language], self._language)
            return value
        return super().convert_field(value, conversion)

    def format_field(self, value: object, format_spec: str) -> str:
        """One line, and no more of what a lesson holds than a message can show."""
        text = _CONTROLS.sub(" ", str(super().format_field(value, format_spec)))
        return text if len(text) <= MAX_VALUE else f"{text[: MAX_VALUE - 1]}…"


_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def why_not_open(problems: Iterable[Problem], language: str) -> str:
    """Why a lesson that has no chapter can't be shown: its first error."""
    first = next((problem for problem in problems if problem.is_error), None)
    return message(first, language) if first else word("no-chapter", language)


_FORMS = re.compile(r"\{(\w+):([^{}|]*)\|([^{}|]*)\}")
_OPTIONAL = re.compile(r"\[\[(.*?)\]\]")


def word(code: str, language: str, values: Mapping[str, object] | None = None) -> str:
    """The sentence for ``code``; raises KeyError where the catalogue has none."""
    return fill(catalogue()[code][language], language, values or {})


def message(problem: Problem, language: str) -> str:
    """What is wrong, in one sentence."""
    return word(problem.code, language, problem.values)


def hint(problem: Problem, language: str) -> str:
    """What to do about it, or ""."""
    text = catalogue()[problem.code].get(f"{language}_hint", "")
    return fill(text, language, problem.values)


def as_data(problem: Problem, language: str) -> dict[str, object]:
    """A problem with its words, as commands write it in JSON."""
    return {
        "file": problem.location.file,
        "line": problem.location.line,
        "column": problem.location.column,
        "severity": str(problem.severity),
        "code": problem.code,
        "message": message(problem, language),
        "hint": hint(problem, language),
    }


def fill(text: str, language: str, values: Mapping[str, object]) -> str:
    """``text`` typeset, with its placeholders filled and its empty parts left out; of
    ``{count:file|files}`` the form that goes with ``count`` is left.
    """

    def optional(match: re.Match[str]) -> str:
        names = [name for _, name, _, _ in Formatter().parse(match[1]) if name]
        return match[1] if all(values.get(name) for name in names) else ""

    def form(match: re.Match[str]) -> str:
        return match[2] if is_singular(values.get(match[1]), language) else match[3]

    template = typeset(_FORMS.sub(form, _OPTIONAL.sub(optional, text)), language)
    return _Values(language).vformat(template, (), values).strip()


def is_singular(count: object, language: str) -> bool:
    """Whether what is counted is one: in French below two, in English one alone. ``count``
    is a number, or one as it is written for people.
    """
    plain = re.sub(r"\s", "", f"{count}").replace("\u2212", "-")
    plain = plain.replace(",", "." if language == "fr" else "")
    try:
        size = abs(float(plain))
    except ValueError:
        return False
    return size < 2 if language == "fr" else size == 1
