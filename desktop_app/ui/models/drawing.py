"""The views of a simulation as charts: specifications read once, drawn at each run anew."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from desktop_app.charts.feed import Feed
from desktop_app.charts.spec.context import Context
from desktop_app.charts.spec.grammar import Specification
from desktop_app.charts.spec.json_text import record_from_json
from desktop_app.charts.spec.reader import read_record
from desktop_app.charts.taking import SCHEMA
from desktop_app.content.problems import ProblemLog
from desktop_app.models.run import Run
from desktop_app.ui.models.series_source import SeriesSource, Trace
from desktop_app.ui.models.views import VIEWS
from desktop_app.ui.models.views.marks import Frame, Spec

SHOWN_BEFORE = {"regions": "regions", "map": "zones", "territories": "territories"}
"""Views that only show what is there now, and of which series: they tell nothing of what is to
be predicted.
"""


class DrawingError(RuntimeError):
    """A view of the application's own that its own engine can't draw: a defect."""


class Drawings:
    """The views of one model in one language; ``name`` keeps their charts apart."""

    def __init__(self, model: str, name: str, frame: Frame) -> None:
        self._views: Mapping[str, Callable[[Frame], Spec]] = VIEWS[model]
        self._name = name
        self._frame = frame
        self._source = SeriesSource(frame.texts, frame.reach)
        self._model = model
        self._read: dict[str, tuple[Spec, Specification]] = {}
        self._run: Run | None = None
        self._is_veiled = False

    def twin(self, name: str) -> Drawings:
        """The same views for another run, whose charts are called ``name``."""
        other = Drawings(self._model, name, self._frame)
        other._read = self._read
        return other

    def show(self, run: Run, trace: Trace, *, veiled: bool = False) -> None:
        """What the views show from now on; ``veiled``: nothing of what the model finds."""
        self._run, self._is_veiled = run, veiled
        self._source.show(run, trace, veiled=veiled)

    def feed(self, view: str, credit: str = "") -> Feed:
        """``view`` of the run of now, with a title that says what it finds."""
        assert self._run is not None
        texts, run = self._frame.texts, self._run
        spec, specification = self._specification(view)
        worded = replace(specification, chart=f"{self._name}/{view}")
        told = texts.subtitle(view)
        if self._is_veiled and view in SHOWN_BEFORE:
            title = texts.series(SHOWN_BEFORE[view])
            worded = replace(worded, title=title, subtitle="", description=title)
        else:
            title, summary = texts.title(view, run), texts.summary(run)
            worded = replace(worded, title=title, subtitle=told, description=summary)
        return Feed(
            worded,
            self._source,
            texts.language,
            partial(self._vega_lite, spec, worded),
            credit,
        )

    def _specification(self, view: str) -> tuple[Spec, Specification]:
        if view not in self._read:
            spec = self._views[view](self._frame)
            self._read[view] = spec, self._read_spec(view, spec)
        return self._read[view]

    def _read_spec(self, view: str, spec: Spec) -> Specification:
        log = ProblemLog()
        record = record_from_json(json.dumps(spec, allow_nan=False), view, log)
        context = Context(tables=AnySeries(), language=self._frame.texts.language)
        found = read_record(record, context, log) if record is not None else None
        if found is None or any(problem.is_error for problem in log):
            raise DrawingError(f"{view}: {[(one.code, dict(one.values)) for one in log]}")
        return found

    def _vega_lite(self, spec: Spec, worded: Specification) -> Mapping[str, object]:
        """The view with its data in place, as anybody's Vega-Lite draws it."""
        title = {"text": worded.title, "subtitle": worded.subtitle}
        whole = self._with_data(spec)
        assert isinstance(whole, dict)
        return {"$schema": SCHEMA, "title": title, "description": worded.description, **whole}

    def _with_data(self, part: object) -> object:
        if isinstance(part, list):
            return [self._with_data(one) for one in part]
        if not isinstance(part, dict):
            return part
        found = {key: self._with_data(value) for key, value in part.items()}
        named = part.get("data")
        if isinstance(named, dict) and isinstance(named.get("name"), str):
            found["data"] = {"values": self._source.rows_of(named["name"])}
        return found


class AnySeries(Mapping[str, None]):
    """Every name is that of a series, with any columns: the views are the application's own."""

    def __getitem__(self, name: str) -> None:
        return None

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0
