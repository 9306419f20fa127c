"""The figures of a lesson's text that a model computes: ``output:two-regions/T_break``.

Only what follows from parameters alone stands in a text: the thresholds of a model that is
played in time, whatever its state, and every number of one that answers at once.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from desktop_app.content.lesson import Lesson
from desktop_app.content.model import ModelBlock
from desktop_app.content.numbers import MISSING, with_unit
from desktop_app.content.reference import Reference
from desktop_app.models.model import Model, number_of
from desktop_app.models.registry import MODELS
from desktop_app.models.told import TellingError, ToldModel


def names_of(model: Model) -> tuple[str, ...]:
    """The outputs of ``model`` that a text can name."""
    kinds = ("threshold",) if model.plays else ("threshold", "number", "percent")
    return tuple(one.name for one in model.results if one.kind in kinds)


class ModelFigures:
    """Computes the figures of ``lesson``; brings in numpy when it is first asked."""

    def __init__(self, lesson: Lesson) -> None:
        self._lesson = lesson
        self._told: dict[tuple[str, str], ToldModel | None] = {}

    def text(
        self, reference: Reference, parameters: Mapping[str, float], language: str
    ) -> str | None:
        """The figure as it is written now, with its unit; None where it is no such figure."""
        told, output = self._model_of(reference, language), reference.path[1]
        if told is None or output not in names_of(told.model):
            return None
        try:
            value = number(told, output, parameters)
        except TellingError:
            return None  # `check` says so; the page keeps its author's words
        return written(told.model, output, value, language)

    def describe(self, reference: Reference, parameters: Mapping[str, float], language: str) -> str:
        """« Seuil de rupture : 1,63 », or why there is no such number; "" for no figure."""
        text = self.text(reference, parameters, language)
        told = self._model_of(reference, language)
        if text is None or told is None:
            return ""
        from desktop_app.models.texts import ModelTexts  # with numpy

        texts = ModelTexts(told.model.id, language)
        label = texts.output(reference.path[1])
        colon = "\u202f: " if language == "fr" else ": "
        if text == MISSING:
            notes = told.model.figures(told.values(parameters))[1]
            text = " ".join(dict.fromkeys(texts.note(note) for note in notes)) or text
        return f"{label[:1].upper()}{label[1:]}{colon}{text}"

    def waits(self, reference: Reference, language: str, is_known: Callable[[str], bool]) -> bool:
        """Whether a figure is of a model whose prediction is still to be given;
        ``is_known`` says of a block whether its results may be seen.
        """
        if reference.kind != "output":
            return False
        told = self._model_of(reference, language)
        return told is not None and told.block.foresight is not None and not is_known(told.block.id)

    def _model_of(self, reference: Reference, language: str) -> ToldModel | None:
        key = reference.name, language
        if key not in self._told:
            block = find_block(self._lesson, reference.name, language)
            self._told[key] = ToldModel(self._lesson, block) if block is not None else None
        return self._told[key]


def find_block(lesson: Lesson, name: str, language: str) -> ModelBlock | None:
    """The sound model block ``name`` of a known model."""
    for _, step in lesson.steps(language):
        for block in step.models:
            if block.id == name and block.is_sound:
                return block if block.model in MODELS else None
    return None


def number(told: ToldModel, output: str, parameters: Mapping[str, float]) -> float | None:
    """An output at ``parameters`` (defaults fill in), in the model's unit; None where there
    is no such number. Raises TellingError where the model can't be told that.
    """
    return number_of(told.model.figures(told.values(parameters))[0], output)


def unit_of(model: Model, output: str, language: str) -> str:
    """The unit in which an output is written: shares are written in per cent."""
    from desktop_app.models.texts import ModelTexts

    if model.result(output).kind == "percent":
        return "%"
    return ModelTexts(model.id, language).unit(output)


def written(model: Model, output: str, value: float | None, language: str) -> str:
    """``value`` as a sentence of the model has it, with its unit."""
    from desktop_app.models.texts import ModelTexts

    if value is None or not math.isfinite(value):
        return MISSING
    unit = unit_of(model, output, language)
    shown = ModelTexts(model.id, language).number(100 * value if unit == "%" else value)
    return with_unit(shown, unit, language)
