"""What ``check`` says of the models of a lesson: told rightly, and the same in every language."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from desktop_app.content.checks import check_figure_text, step_prose
from desktop_app.content.document import Link, links
from desktop_app.content.index import Index
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import ModelBlock, NamedState, Step
from desktop_app.content.problems import Location, Problem, ProblemLog, nearest
from desktop_app.content.reference import Reference
from desktop_app.models.figures import find_block, names_of, number, unit_of, written
from desktop_app.models.model import number_of
from desktop_app.models.told import TellingError, ToldModel


def check_models(lesson: Lesson) -> Iterator[Problem]:
    """Every problem of every model block, in every language. What is wrong with a block's
    YAML is reported where it is read.
    """
    index = Index(lesson)
    for language in lesson.languages:
        log = ProblemLog()
        seen: dict[str, Location] = {}
        for name in lesson.chapter_ids:
            chapter = lesson.edition(name, language)
            for step in chapter.steps if chapter is not None else ():
                _check_step(step, lesson, language, index, seen, log)
        yield from log
    for name in lesson.chapter_ids:
        yield from _differences(lesson, name)


def _check_step(
    step: Step,
    lesson: Lesson,
    language: str,
    index: Index,
    seen: dict[str, Location],
    log: ProblemLog,
) -> None:
    for block in step.models[1:]:
        log.error("several-models", block.location, step=step.id)
    for link in (link for nodes in step_prose(step) for link in links(nodes)):
        if link.reference is not None and link.reference.kind == "output":
            _check_figure(link, link.reference, lesson, language, log)
    for block in step.models:
        _check_names(block, seen, log)
        if block.model and block.is_sound:
            _Checker(ToldModel(lesson, block), index, log).check()


def _check_figure(
    link: Link, reference: Reference, lesson: Lesson, language: str, log: ProblemLog
) -> None:
    """A figure of the text is one that its model finds, and says what it finds."""
    block = find_block(lesson, reference.name, language)
    if block is None:
        return  # that there is none, or what is wrong with it, is reported elsewhere
    told, output = ToldModel(lesson, block), reference.path[1]
    known = names_of(told.model)
    if output not in known:
        near, listed = nearest(output, known), ", ".join(known)
        log.error(
            "unknown-value",
            link.location,
            key=f"output:{block.id}",
            value=output,
            nearest=near,
            known=listed,
        )
        return
    try:
        value = number(told, output, {})
    except TellingError:
        return  # reported at the block
    shown = written(told.model, output, value, language)
    unit = unit_of(told.model, output, language)
    size = 100.0 if unit == "%" else 1.0
    scaled = math.nan if value is None else value * size
    check_figure_text(link, language, scaled, (unit,), shown, log)


def _check_names(block: ModelBlock, seen: dict[str, Location], log: ProblemLog) -> None:
    """The names of states are unique in the lesson: the text recalls them from anywhere."""
    for state in block.states:
        if state.name in seen:
            first = seen[state.name]
            log.error(
                "duplicate-id", state.location, id=state.name, line=first.line, file=first.file
            )
        seen.setdefault(state.name, state.location)


class _Checker:
    """Checks one block; each problem is said once."""

    def __init__(self, told: ToldModel, index: Index, log: ProblemLog) -> None:
        self._told = told
        self._lesson = told.lesson
        self._block = told.block
        self._index = index
        self._log = log

    def check(self) -> None:
        try:
            known = self._told.model
        except TellingError as wrong:
            self._say(wrong)
            return
        for name, place in self._block.views:
            if name not in known.views:
                self._unknown("views", name, known.views, place)
        if not self._settings_are_sound():
            return
        try:
            self._told.values({})
        except TellingError as wrong:
            self._say(wrong)
            return
        self._check_sliders()
        for state in self._block.states:
            self._check_state(state)
        self._check_curve()

    def _say(self, wrong: TellingError) -> None:
        self._log.error(wrong.code, wrong.location, **wrong.values)

    def _unknown(self, key: str, name: str, known: tuple[str, ...], place: Location) -> None:
        near, listed = nearest(name, known), ", ".join(known)
        self._log.error("unknown-value", place, key=key, value=name, nearest=near, known=listed)

    def _settings_are_sound(self) -> bool:
        """Whether each is of a parameter that there is, and its cells are in tables."""
        sound = True
        for setting in self._block.settings:
            try:
                self._told.parameter(setting)
            except TellingError as wrong:
                self._say(wrong)
                sound = False
                continue
            for given in setting.given:
                for cell in given.expression.cells() if given.expression else ():
                    sound &= self._index.resolves(cell.reference, given.location, self._log)
        return sound

    def _check_sliders(self) -> None:
        """Each is of a parameter that the model rests on, and possible from end to end."""
        lesson = self._lesson
        for name, place in self._block.sliders:
            if name not in self._told.used:
                self._unknown("sliders", name, self._told.used, place)
        for name in self._told.used:
            parameter = lesson.parameters[name]
            for value in (parameter.minimum, parameter.maximum):
                try:
                    self._told.values({name: value})
                except TellingError as wrong:
                    said = wrong.values
                    self._log.error(
                        "slider-out-of-bounds",
                        wrong.location,
                        slider=name,
                        at=f"{value:g}",
                        name=said.get("name", ""),
                        value=said.get("value", said.get("sum", "")),
                        bounds=said.get("bounds", ""),
                    )
                    break

    def _check_state(self, state: NamedState) -> None:
        parameters = self._lesson.parameters
        for name, value, place in state.values:
            if name not in parameters:
                self._unknown(state.name, name, tuple(self._told.used), place)
                continue
            one = parameters[name]
            if not one.minimum <= value <= one.maximum:
                low, high = f"{one.minimum:g}", f"{one.maximum:g}"
                self._log.error("out-of-range", place, key=name, minimum=low, maximum=high)

    def _check_curve(self) -> None:
        foresight = self._block.foresight
        curve = foresight.curve if foresight is not None else None
        if curve is None:
            return
        if curve.along not in self._told.used:
            self._unknown("along", curve.along, self._told.used, curve.along_at)
            return
        run = self._told.model.run(self._told.values({}))
        if number_of(run.outputs, curve.output) is None:
            known = tuple(numbers(run.outputs))
            self._unknown("output", curve.output, known, curve.output_at)


def numbers(outputs: Mapping[str, object]) -> Iterator[str]:
    """The names of the outputs that are numbers, and of the numbers in those that hold some."""
    for name, value in outputs.items():
        inner = list(value) if isinstance(value, Mapping) else [name]
        yield from (one for one in inner if number_of(outputs, str(one)) is not None)


# -- the same in every language ---------------------------------------------------------------


def _differences(lesson: Lesson, chapter: str) -> Iterator[Problem]:
    first: dict[str, object] = {}
    log = ProblemLog()
    for language in lesson.languages:
        edition = lesson.edition(chapter, language)
        for block in edition.blocks() if edition is not None else ():
            if isinstance(block, ModelBlock) and block.is_sound:
                shown = _essence(block)
                if first.setdefault(block.id, shown) != shown:
                    log.error("model-differs", block.location, model=block.id, language=language)
    yield from log


NAMES = ("occupations", "territories")
"""Parameters that hold names: each language has its own."""


def _essence(block: ModelBlock) -> object:
    """What a block says apart from its words."""
    foresight = block.foresight
    curve = foresight.curve if foresight is not None else None
    return (
        block.model,
        [
            (one.parameter, one.parameter in NAMES or [given.text for given in one.given])
            for one in block.settings
        ],
        [name for name, _ in block.sliders],
        [name for name, _ in block.views],
        [
            (state.name, state.restarts, [(name, value) for name, value, _ in state.values])
            for state in block.states
        ],
        foresight and len(foresight.options),
        curve and (curve.output, curve.along, curve.points),
    )
