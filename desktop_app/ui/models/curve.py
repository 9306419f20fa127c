"""A curve to be drawn before it is seen: an output of the model along one of its sliders."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.charts.feed import Feed
from desktop_app.charts.spec.context import Context
from desktop_app.charts.spec.json_text import record_from_json
from desktop_app.charts.spec.reader import read_record
from desktop_app.charts.taking import SCHEMA
from desktop_app.content.fields import in_language
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import CurveToDraw
from desktop_app.content.numbers import with_unit
from desktop_app.content.problems import ProblemLog
from desktop_app.models.model import number_of
from desktop_app.ui.models.drawing import AnySeries
from desktop_app.ui.models.series_source import CurveSource, number_column
from desktop_app.ui.models.simulation import Simulation

PATIENCE = 0.08
"""Seconds of computing between two events of the interface."""


class CurveToPredict(QObject):
    """Computes the curve point by point, between the events of the interface: a model may
    take its time at one of them.
    """

    changed = Signal()
    """``feed`` is there."""

    def __init__(
        self, lesson: Lesson, simulation: Simulation, curve: CurveToDraw, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._lesson = lesson
        self._simulation = simulation
        self._curve = curve
        self._points: list[dict[str, float]] = []
        self.feed: Feed | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)
        self._go_on()

    def _go_on(self) -> None:
        """Compute points for a little while, and the rest after what else there is to do."""
        begun = time.perf_counter()
        while self.feed is None and time.perf_counter() - begun < PATIENCE:
            self._compute()
        if self.feed is None:
            self._timer.start(0)

    def _compute(self) -> None:
        curve = self._curve
        parameter = self._lesson.parameters[curve.along]
        rank = len(self._points)
        part = rank / (curve.points - 1)
        low, high = parameter.minimum, parameter.maximum
        at = parameter.clamp(low + part * (high - low))
        run = self._simulation.run_at({curve.along: at})
        value = number_of(run.outputs, curve.output)
        if value is not None:
            self._points.append({"at": at, "value": value * self._factor})
        else:
            self._points.append({"at": at, "value": float("nan")})
        if len(self._points) == curve.points:
            self.feed = self._make()
            self.changed.emit()

    def _written(self, value: Sequence[float], unit: str) -> str:
        """The first of ``value`` with its unit; "" where there is none."""
        texts, language = self._simulation.texts, self._simulation.language
        return with_unit(texts.number(value[0]), unit, language) if value else ""

    @property
    def _factor(self) -> float:
        return 100.0 if self._is_percent else 1.0

    @property
    def _is_percent(self) -> bool:
        results = {result.name: result for result in self._simulation.model.results}
        found = results.get(self._curve.output)
        return found is None or found.kind == "percent"

    def _make(self) -> Feed:
        simulation, curve = self._simulation, self._curve
        texts, language = simulation.texts, simulation.language
        parameter = self._lesson.parameters[curve.along]
        unit = in_language(parameter.unit, language)
        label = in_language(parameter.label, language)
        title = f"{label} ({unit})" if unit else label
        measured = texts.measured(curve.output)
        shown = measured[:1].upper() + measured[1:]
        sign = "%" if self._is_percent else texts.unit(curve.output)
        values = [one["value"] for one in self._points if one["value"] == one["value"]]
        low, high = min(values, default=0.0), max(values, default=1.0)
        room = 0.5 * (high - low) or 0.5 * abs(high) or 1.0
        bounds = [0, 100] if self._is_percent and low >= 0 else [low - room, high + room]
        decimals = max(0, 1 - math.floor(math.log10(room)))
        ends = [parameter.minimum, parameter.maximum]
        measure = f"{shown} ({sign})" if sign else shown
        heading = self.tr("{what}: from {first} to {last}").format(
            what=shown, first=self._written(values[:1], sign), last=self._written(values[-1:], sign)
        )
        spec: dict[str, object] = {
            "title": {"text": heading if values else shown, "subtitle": measure},
            "data": {"name": "curve"},
            "mark": {"type": "line", "point": True},
            "encoding": {
                "x": {"field": "at", "type": "quantitative", "title": title,
                      "scale": {"domain": ends, "nice": False, "zero": False}},
                "y": {"field": "value", "type": "quantitative", "title": None,
                      "scale": {"domain": bounds, "nice": False, "zero": False}},
            },
            "usermeta": {"predict": {"field": "value"}},
        }  # fmt: skip
        log = ProblemLog()
        record = record_from_json(json.dumps(spec), "curve", log)
        assert record is not None
        found = read_record(record, Context(tables=AnySeries(), language=language), log)
        assert found is not None
        worded = replace(found, chart=simulation.block.id, description=shown)
        rows = [one for one in self._points if one["value"] == one["value"]]
        source = CurveSource(
            "curve",
            rows,
            number_column("at", label, unit, parameter.decimals, language),
            number_column("value", shown, sign, decimals, language),
        )
        whole = {"$schema": SCHEMA, **spec, "data": {"values": rows}}
        return Feed(worded, source, language, lambda: whole, texts.credit)
