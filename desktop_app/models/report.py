"""A run as the command prints it: as data, or as a page to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop_app.content.numbers import MISSING
from desktop_app.content.wording import word
from desktop_app.models.model import Model, Result
from desktop_app.models.parameters import Parameter, Value
from desktop_app.models.run import Note, Output, Run
from desktop_app.models.texts import ModelTexts, digits
from desktop_app.models.zones import Zone

WIDTH = 92
"""Columns of the page."""

FIGURES = 6
"""Digits of a number on the page."""

MOST_LISTED = 64
"""A list on the page is cut after so many items."""


def as_data(run: Run, model: Model, language: str) -> dict[str, object]:
    """The run as JSON holds it; names are the same in every language, sentences are not."""
    texts = ModelTexts(model.id, language)
    return {
        "model": model.id,
        "name": texts.name,
        "parameters": {name: _plain(value) for name, value in run.values.items()},
        "outputs": dict(run.outputs),
        "summary": texts.summary(run),
        "notes": [texts.note(note) for note in run.notes],
    }


def _plain(value: Value) -> object:
    if isinstance(value, tuple):
        return [one.name if isinstance(one, Zone) else one for one in value]
    return value


def as_page(run: Run, model: Model, language: str) -> str:
    """The run as a person reads it."""
    return "\n".join(_Page(run, model, language).lines())


class _Page:
    def __init__(self, run: Run, model: Model, language: str) -> None:
        self._run = run
        self._model = model
        self._language = language
        self._texts = ModelTexts(model.id, language)

    def lines(self) -> Iterator[str]:
        """The page, line by line."""
        texts, run = self._texts, self._run
        yield texts.name
        yield from _wrapped(texts.question, "")
        yield ""
        yield from _wrapped(texts.summary(run), "")
        yield from self._section("simulate-parameters", self._parameters())
        results = [result for result in self._model.results if result.name in run.outputs]
        thresholds = [result for result in results if result.kind == "threshold"]
        others = [result for result in results if result.kind != "threshold"]
        yield from self._section("simulate-outputs", map(self._output, others))
        yield from self._section("simulate-thresholds", map(self._output, thresholds))
        told = {note.code for note in run.summary}
        said: list[Note] = [note for note in run.notes if note.code not in told]
        if said:
            yield ""
            yield word("simulate-notes", self._language)
            for note in said:
                yield from _wrapped(texts.note(note), "  – ")

    def _section(self, title: str, rows: Iterator[tuple[str, str, str]]) -> Iterator[str]:
        cells = list(rows)
        if not cells:
            return
        yield ""
        yield word(title, self._language)
        widths = [max(len(row[rank]) for row in cells) for rank in (0, 1)]
        for name, label, value in cells:
            start = f"  {name:<{widths[0]}}  {label:<{widths[1]}}  "
            lines = list(_wrapped(value, "", max(WIDTH - len(start), 30)))
            yield start + lines[0]
            for line in lines[1:]:
                yield " " * len(start) + line

    def _parameters(self) -> Iterator[tuple[str, str, str]]:
        for parameter in filter(self._run.values.applies, self._model.parameters):
            label = self._texts.parameter(parameter.name)
            yield self._named(parameter), label, self._parameter_value(parameter)

    @staticmethod
    def _named(parameter: Parameter) -> str:
        name, symbol = parameter.name, parameter.symbol
        return name if symbol == name else f"{name} ({symbol})"

    def _parameter_value(self, parameter: Parameter) -> str:
        value = self._run.values[parameter.name]
        if isinstance(value, str):
            return self._texts.word(value)
        if isinstance(value, tuple):
            return self._list(_plain(value)) if value else MISSING
        return self._with_unit(digits(float(value), self._language, 12), parameter.name)

    def _output(self, result: Result) -> tuple[str, str, str]:
        value = self._said(self._run.outputs[result.name], result)
        name = result.name if result.symbol == result.name else f"{result.name} ({result.symbol})"
        return name, self._texts.output(result.name), value

    def _said(self, value: Output, result: Result) -> str:
        if value is None:
            return MISSING
        if isinstance(value, bool):
            return word("simulate-yes" if value else "simulate-no", self._language)
        if isinstance(value, str):
            return self._texts.word(value)
        if isinstance(value, int | float):
            if result.kind == "percent":
                return self._percent(value)
            return self._with_unit(digits(value, self._language, FIGURES), result.name)
        if isinstance(value, Sequence):
            return self._list(value)
        return self._separator().join(
            f"{self._texts.word(name)} {self._percent(share)}" for name, share in value.items()
        )

    def _list(self, values: object) -> str:
        assert isinstance(values, Sequence)
        parts = [self._item(value) for value in values[:MOST_LISTED]]
        cut = ["…"] if len(values) > MOST_LISTED else []
        return self._separator().join(parts + cut) or MISSING

    def _item(self, value: object) -> str:
        if isinstance(value, int | float):
            return digits(value, self._language, 4)
        if isinstance(value, Sequence) and not isinstance(value, str):
            return " ".join(self._item(one) for one in value)
        return str(value)

    def _separator(self) -> str:
        return "\u202f; " if self._language == "fr" else "; "

    def _percent(self, value: float) -> str:
        mark = "\u202f%" if self._language == "fr" else "%"
        return digits(100 * value, self._language, 4) + mark

    def _with_unit(self, number: str, name: str) -> str:
        unit = self._texts.unit(name)
        return f"{number}\u00a0{unit}" if unit else number


def _wrapped(text: str, start: str, width: int = WIDTH) -> Iterator[str]:
    """``text`` in lines of ``width``, broken at plain spaces only; ``start`` before it."""
    line = start
    for part in text.split(" "):
        if len(line) > len(start) and len(line) + 1 + len(part) > width:
            yield line
            line = " " * len(start) + part
        else:
            line += part if line in (start, "") else f" {part}"
    yield line
