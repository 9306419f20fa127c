"""What is said of a model, in French and English, from ``resources/models``.

Labels, units, headings, the sentences of notes and summaries, and what the open panel of
every model holds: what it assumes, what it leaves out, which numbers are data. A model may
extend another and say only what differs.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from desktop_app.content.numbers import format_number
from desktop_app.content.typography import typeset
from desktop_app.content.wording import fill
from desktop_app.models.run import Note, Run
from desktop_app.resources import resource

DIGITS = 3
"""How many digits of a number a sentence holds."""


@dataclass(frozen=True)
class Source:
    """Where a model comes from, and what was taken from there."""

    citation: str
    note: str


@dataclass(frozen=True)
class Figure:
    """A published figure to hold against a model: a number, or two as they are written."""

    id: str
    value: float | str
    label: str
    source: str


@dataclass(frozen=True)
class Misconception:
    """What people believe, and what the model says."""

    belief: str
    fact: str


@dataclass(frozen=True)
class Honesty:
    """What a model assumes and leaves out, and which of its numbers are what."""

    assumes: tuple[str, ...]
    leaves_out: tuple[str, ...]
    data: tuple[str, ...]
    illustrative: tuple[str, ...]
    sources: tuple[Source, ...]


class ModelTexts:
    """The texts of one model in one language."""

    def __init__(self, model: str, language: str) -> None:
        self._texts = _read(model)
        self._summed: tuple[Run, str] | None = None
        self.language = language

    @property
    def name(self) -> str:
        return self._say(self._texts["name"])

    @property
    def question(self) -> str:
        """The question that the model is put to."""
        return self._say(self._texts["question"])

    @property
    def about(self) -> str:
        """Two or three sentences on what the model is."""
        return self._say(self._texts["about"])

    def parameter(self, name: str) -> str:
        """The label of a parameter."""
        return self._say(self._texts["parameters"][name])

    def output(self, name: str) -> str:
        """The label of an output."""
        return self._say(self._texts["outputs"][name])

    def series(self, name: str) -> str:
        """The title of a series."""
        return self._say(self._texts["series"][name])

    def column(self, name: str) -> str:
        """The heading of a column of a series, with its unit."""
        heading, unit = self._say(self._texts["columns"][name]), self.unit(name)
        return f"{heading} ({unit})" if unit else heading

    def heading(self, name: str) -> str:
        """The heading of a column without its unit; its name where it is no more than that."""
        found = self._texts["columns"].get(name)
        return self._say(found) if found else name

    def title(self, view: str, run: Run) -> str:
        """What a view finds in a run, in a few words."""
        titles = self._texts["titles"].get(view, {})
        note = run.summary[0] if run.summary else Note("any")
        found = titles.get(note.code) or titles.get("any")
        if found is None:
            return ""
        numbers = {name: value for name, value in run.outputs.items() if isinstance(value, float)}
        values = {**numbers, **note.values, **self._standing(run)}
        return self._sentence(found, Note(note.code, values))

    def _standing(self, run: Run) -> dict[str, object]:
        """Percentages that titles speak of: where two regions stand."""
        regions = run.series.get("regions")
        if regions is None:
            return {}
        shares = [100 * float(share) for share in regions.columns["share"] if share is not None]
        return {f"share_{rank}": share for rank, share in enumerate(shares, 1)}

    def subtitle(self, view: str) -> str:
        """What a view shows, with its units."""
        return self._say(self._texts["subtitles"][view])

    @property
    def credit(self) -> str:
        """Whose model it is, in a line: its first sources."""
        return self._say(self._texts["credit"])

    def measured(self, output: str) -> str:
        """What an output is, or a number that an output holds under that name."""
        outputs = self._texts["outputs"]
        return self._say(outputs[output]) if output in outputs else self.word(output)

    def said_of(self, code: str, **values: object) -> str:
        """A short text of a view."""
        return fill(self._texts["said"][code][self.language], self.language, values)

    def unit(self, name: str) -> str:
        """The unit of a parameter, output or column; empty where it has none."""
        found = self._texts.get("units", {}).get(name)
        return self._say(found) if found else ""

    def word(self, value: str) -> str:
        """A word that a model uses as a value: ``town-3`` is the word for town, and 3.

        What has no wording is shown as it is.
        """
        words = self._texts["words"]
        if value in words:
            return self._say(words[value])
        kind, _, number = value.rpartition("-")
        return f"{self._say(words[kind])} {number}" if kind in words else value

    def note(self, note: Note) -> str:
        """A note, in a sentence."""
        return self._sentence(self._texts["notes"][note.code], note)

    def summary(self, run: Run) -> str:
        """What can last, and where the state of a run leads."""
        if self._summed is None or self._summed[0] is not run:  # every view of a run says it
            self._summed = run, self._summary(run)
        return self._summed[1]

    def _summary(self, run: Run) -> str:
        summaries, notes = self._texts["summaries"], self._texts["notes"]
        return " ".join(
            self._sentence(summaries.get(note.code) or notes[note.code], note)
            for note in run.summary
        )

    @property
    def honesty(self) -> Honesty:
        return Honesty(
            self._list("assumes"),
            self._list("leaves_out"),
            self._list("data"),
            self._list("illustrative"),
            tuple(
                Source(source["citation"], self._say(source["note"]))
                for source in self._texts["sources"]
            ),
        )

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Published figures that the model rests on, or can be held against."""
        return tuple(
            Figure(one["id"], one["value"], self._say(one), one["source"])
            for one in self._texts.get("figures", ())
        )

    @property
    def misconceptions(self) -> tuple[Misconception, ...]:
        return tuple(
            Misconception(self._say(one["belief"]), self._say(one["fact"]))
            for one in self._texts["misconceptions"]
        )

    def number(self, value: float) -> str:
        """``value`` with as many digits as a sentence holds."""
        return digits(value, self.language, self._texts.get("digits", DIGITS))

    def _list(self, name: str) -> tuple[str, ...]:
        return tuple(self._say(texts) for texts in self._texts[name])

    def _say(self, texts: Mapping[str, str]) -> str:
        return typeset(texts[self.language], self.language)

    def _sentence(self, texts: Mapping[str, str], note: Note) -> str:
        said = {name: self._value(value) for name, value in note.values.items()}
        return fill(texts[self.language], self.language, said)

    def _value(self, value: object) -> str:
        if isinstance(value, float) and math.isfinite(value):
            return self.number(value)
        return "" if value is None else str(value)


def digits(value: float, language: str, count: int) -> str:
    """``value`` with ``count`` digits that matter, and no zeros that don't."""
    if value == 0 or not math.isfinite(value):
        return format_number(value, language, 0)
    decimals = max(0, count - 1 - math.floor(math.log10(abs(value))))
    if decimals > 12 or abs(value) >= 1e15:
        return f"{value:.{count - 1}e}".replace(".", "," if language == "fr" else ".")
    written = round(value, decimals)
    while decimals and round(written, decimals - 1) == written:
        decimals -= 1
    return format_number(value, language, decimals)


@cache
def _read(model: str) -> Mapping[str, Any]:
    """Everything that is said of a model, with what it takes over from another."""
    import tomllib  # only when a model is shown

    own = tomllib.loads((resource("models") / f"{model}.toml").read_text("utf-8"))
    if "extends" not in own:
        return own
    return _over(own, _read(own["extends"]))


def _over(own: Mapping[str, Any], base: Mapping[str, Any]) -> Mapping[str, Any]:
    """``base`` with what ``own`` says differently, section by section."""
    found = dict(base)
    for name, value in own.items():
        below = base.get(name)
        is_section = isinstance(value, Mapping) and isinstance(below, Mapping)
        found[name] = _over(value, below) if is_section and below is not None else value
    return found
