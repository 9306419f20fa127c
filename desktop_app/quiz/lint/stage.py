"""Doubts about what a question points at: the chart on stage, the sentences of the step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Protocol

from desktop_app.content.dates import format_date
from desktop_app.content.document import links
from desktop_app.content.model import Block, QuestionBlock, Step
from desktop_app.content.numbers import format_number
from desktop_app.content.problems import Location, ProblemLog
from desktop_app.content.reference import Reference
from desktop_app.content.sentences import sentences
from desktop_app.quiz.graders.pointing import holds
from desktop_app.quiz.model import (
    AxisQuestion,
    ExpectedNumber,
    PointQuestion,
    PredictionQuestion,
    Question,
    SentenceQuestion,
    Target,
    TrueFalseQuestion,
)
from desktop_app.quiz.reading.attributes import prose_text


class StageAxis(Protocol):
    """An axis of the chart on stage; ``kind``: "number", "time" or "category". The ends of
    a time axis are ordinals of days.
    """

    @property
    def kind(self) -> str: ...
    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...


class StageChart(Protocol):
    """The chart that stands on stage beside a question."""

    @property
    def measure(self) -> str:
        """The axis ("x" or "y") along which a prediction is made, "" for none."""
        ...

    def axis(self, channel: str) -> StageAxis | None: ...

    def shows(self, reference: Reference) -> bool: ...


Charts = Callable[[Step, str], StageChart | None]
"""The chart of a step in a language; None where there is none, or it can't be drawn."""


def check_stage(
    question: Question,
    block: QuestionBlock,
    step: Step,
    charts: Charts | None,
    log: ProblemLog,
) -> None:
    """Report what can't be pointed at beside the question."""
    match question:
        case TrueFalseQuestion(proofs=targets) | SentenceQuestion(targets=targets):
            _check_targets(targets, question, step, charts, log)
        case PointQuestion(targets=targets):
            if not step.charts:
                log.error("no-chart-here", question.location)
            else:
                _check_targets(targets, question, step, charts, log)
        case AxisQuestion():
            _check_axis(question, block, step, charts, log)
        case PredictionQuestion():
            _check_prediction(question, block, step, charts, log)
        case _:
            pass


def _chart(step: Step, language: str, charts: Charts | None) -> StageChart | None:
    return charts(step, language) if charts is not None and step.charts else None


def _check_targets(
    targets: Sequence[Target],
    question: Question,
    step: Step,
    charts: Charts | None,
    log: ProblemLog,
) -> None:
    quoted = [target for target in targets if target.excerpt]
    texts = [sentence.text for sentence in sentences(step)] if quoted else []
    for target in quoted:
        found = sum(holds(text, target.excerpt) for text in texts)
        if not found:
            log.error("excerpt-not-found", target.location, text=target.excerpt)
        elif found > 1:
            log.warning("excerpt-ambiguous", target.location, text=target.excerpt, count=found)
    linked = [target for target in targets if target.references]
    chart = _chart(step, question.language, charts) if linked else None
    if not linked or (step.charts and chart is None):
        return  # a chart that can't be drawn is reported by itself
    figures = tuple(_figures(step)) if isinstance(question, TrueFalseQuestion) else ()
    for target in linked:
        for reference in target.references:
            on_chart = chart is not None and chart.shows(reference)
            if not on_chart and not any(reference.covers(figure) for figure in figures):
                text = prose_text(target.text)
                log.error("point-not-here", target.location, target=str(reference), text=text)


def _figures(step: Step) -> Iterator[Reference]:
    nodes = [part for part in step.parts if not isinstance(part, Block)]
    for link in links(nodes):
        if link.reference is not None:
            yield link.reference


def _check_axis(
    question: AxisQuestion,
    block: QuestionBlock,
    step: Step,
    charts: Charts | None,
    log: ProblemLog,
) -> None:
    if not step.charts:
        log.error("no-chart-here", question.location)
        return
    chart = _chart(step, question.language, charts)
    if chart is None:
        return
    axis = chart.axis(question.axis)
    place = block.attributes["axis"].location if "axis" in block.attributes else block.location
    if axis is None or axis.kind == "category":
        log.error("no-such-axis", place, axis=question.axis)
        return
    if axis.kind != "time" and question.scale == "date":
        log.error("no-such-axis", place, axis=question.axis)
        return
    years = axis.kind == "time" and question.scale == "number"
    for item in question.expected:
        if not years:
            _check_within(item, axis, question.language, log)
        elif (
            not date.fromordinal(int(axis.low)).year
            <= item.value
            <= (date.fromordinal(int(axis.high)).year)
        ):
            _report_outside(item.location, item.written, axis, question.language, log)


def _check_within(item: ExpectedNumber, axis: StageAxis, language: str, log: ProblemLog) -> None:
    slack = 1e-9 * max(abs(axis.low), abs(axis.high))
    if not axis.low - slack <= item.value <= axis.high + slack:
        _report_outside(item.location, item.written, axis, language, log)


def _report_outside(
    place: Location, text: str, axis: StageAxis, language: str, log: ProblemLog
) -> None:
    low, high = (_told(end, axis.kind, language) for end in (axis.low, axis.high))
    log.error("answer-outside-axis", place, text=text, low=low, high=high)


def _told(value: float, kind: str, language: str) -> str:
    if kind == "time" and 1 <= value < date.max.toordinal():
        return format_date(date.fromordinal(int(value)), language)
    return format_number(value, language)


def _check_prediction(
    question: PredictionQuestion,
    block: QuestionBlock,
    step: Step,
    charts: Charts | None,
    log: ProblemLog,
) -> None:
    if question.chart and question.chart not in {chart.id for chart in step.charts}:
        place = block.attributes["chart"].location
        log.error("chart-not-here", place, chart=question.chart)
        return
    chart = _chart(step, question.language, charts) if question.chart else None
    axis = chart.axis(chart.measure) if chart is not None and chart.measure else None
    if axis is None or axis.kind != "number":
        return
    for one in question.estimands:
        if not axis.low <= one.value <= axis.high:
            text = format_number(one.value, question.language)
            _report_outside(one.location, text, axis, question.language, log)
