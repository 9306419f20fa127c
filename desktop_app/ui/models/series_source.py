"""The series of a run as the chart engine takes data: rows, and tables that word them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from types import MappingProxyType

import numpy as np

from desktop_app.charts.sources import generated_or_written
from desktop_app.charts.spec.grammar import Data, Specification
from desktop_app.charts.transforms.base import Rows
from desktop_app.content.model import Column, Table
from desktop_app.content.problems import Location, ProblemLog
from desktop_app.models.run import Cell, Run, Series
from desktop_app.models.texts import ModelTexts

PERCENTS = frozenset(
    ("share", "people", "rate", "contribution", "potential", "value", "labour", "immobile")
)
"""Columns that hold parts of a whole: charts show them in per cent."""
DECIMALS = {
    "share": 1, "people": 1, "T": 2, "T_from": 2, "T_to": 2, "theta": 2, "gap": 4, "wage": 3,
    "real_wage": 3, "radius": 1, "rent": 1, "rent_before": 1, "density": 2, "density_before": 2,
    "inner": 1, "outer": 1, "factor": 2, "beta": 3, "beta_from": 3, "beta_to": 3, "alpha": 2,
    "value": 1, "rate": 1,
    "contribution": 1, "begin": 0, "end": 0, "floor": 0, "x": 0, "y": 0,
    "capacity": 1, "demand": 1, "flow": 1, "population": 1, "cost": 2,
    "households": 1, "order": 0, "centres": 0, "days": 0,
}  # fmt: skip
MOST_ZONES = 6
"""Where zones have no kinds, so many of the largest are compared."""
THINNED = 5
"""Of the points of a diagram's branches every so manyth is drawn: no eye sees the others."""
HERE_SIDE = 0.09
"""The part of the axis that half the words « you are here » take."""
HISTORY_SIDE = 0.2
"""The part of the axis that the words « history decides » take."""
_NOWHERE = Location("")
KNOWN_BEFORE = {
    "regions": ("region", "share"),
    "zones": ("zone", "kind", "x", "y", "population", "capacity", "share"),
    "territories": ("territory", "occupation", "share", "rate"),
}
"""What may be seen before it is predicted what the model finds: where it stands, what it is
told. No other series, and no other column of these.
"""
Trace = tuple[tuple[float, ...], ...]


class SeriesSource:
    """What a chart of a simulation is resolved against; ``show`` brings another run."""

    def __init__(self, texts: ModelTexts, reach: Callable[[str], tuple[float, float]]) -> None:
        """``reach`` gives the ends of an axis along a parameter of the model."""
        self._texts = texts
        self._reach = reach
        self._run: Run | None = None
        self._series: Mapping[str, Series] = {}
        self._trace: Trace = ()
        self._is_veiled = False
        self._diagram: tuple[Series, list[dict[str, Cell]]] | None = None
        self._rows: dict[str, Rows] = {}
        self._tables: dict[str, Table] = {}

    def show(self, run: Run, trace: Trace, *, veiled: bool = False) -> None:
        """Take the rows from ``run``, and from the ``trace`` of the places gone through;
        ``veiled``: only what may be seen before it is predicted what the model finds.
        """
        self._run, self._trace, self._rows = run, trace, {}
        if veiled != self._is_veiled:
            self._is_veiled, self._tables = veiled, {}
        self._series = _known_before(run.series) if veiled else run.series

    # -- what charts ask for -------------------------------------------------------------------

    def rows(self, data: Data, specification: Specification, log: ProblemLog) -> Rows:
        """The rows of a series, with what the views need besides."""
        if not data.table:
            return generated_or_written(data, specification, lambda _: (), log)
        if data.table not in self._rows:
            self._rows[data.table] = self.rows_of(data.table)
        return self._rows[data.table]

    def rows_of(self, name: str) -> list[dict[str, object]]:
        """The rows of the series ``name``; none where this run has no such series.

        ``diagram:stable`` are those rows of ``diagram`` that say ``stable`` somewhere.
        """
        if name == "trace":
            return self._trace_rows()
        if name == "standing":
            return self._standing_rows()
        if name == "here":
            return self._here_rows()
        if name == "history":
            return self._history_rows()
        if name == "pivot":
            return self._pivot_rows()
        if name == "unleashed":
            return [row for row in self._whole("leash") if row["factor"] is None]
        if name == "kinds" and name not in self._series:
            return self._largest_zones()
        base, _, part = name.partition(":")
        if part:
            return [row for row in self._whole(base) if part in row.values()]
        if name not in self._series:
            return []
        rows = self._thinned(name)
        percents = [column for column in self._series[name].columns if column in PERCENTS]
        is_told = "stable" in self._series[name].columns
        found: list[dict[str, object]] = []
        for rank, row in enumerate(rows):
            made: dict[str, object] = {**row, "order": rank}
            for column in percents:
                value = row[column]
                made[column] = value if value is None else 100 * float(value)
            if is_told:
                made["stable"] = "stable" if row["stable"] else "unstable"
            found.append(made)
        complete = _COMPLETED.get(name)
        if complete is not None:
            complete(self, found)
        return found

    def _thinned(self, name: str) -> list[dict[str, Cell]]:
        """The rows of a series: of its curves no more points than an eye sees."""
        series = self._series[name]
        if name == "gap" and "share" in series.columns:
            return Series({key: column[::2] for key, column in series.columns.items()}).rows()
        if name != "diagram":
            return series.rows()
        if self._diagram is None or self._diagram[0] is not series:  # one for many moves
            rows = series.rows()
            kept = [
                row
                for rank, row in enumerate(rows)
                if rank % THINNED == 0 or not self._is_inside(rows, rank)
            ]
            self._diagram = series, kept
        return self._diagram[1]

    @staticmethod
    def _is_inside(rows: list[dict[str, Cell]], rank: int) -> bool:
        """Whether a point of the diagram lies inside its branch, not at an end of it."""
        around = rows[rank - 1 : rank + 2]
        return len(around) == 3 and around[0]["branch"] == around[2]["branch"]

    def _whole(self, name: str) -> list[dict[str, object]]:
        if name not in self._rows:
            self._rows[name] = self.rows_of(name)
        return list(self._rows[name])  # type: ignore[arg-type]  # rows are dicts, made here

    def table(self, name: str) -> Table | None:
        """What a series is, in words: its columns with labels, units and names of values."""
        name = name.partition(":")[0]
        if name not in self._series and name not in _OWN:
            return None
        if name not in self._tables:
            rows = self.rows_of(name)
            own = dict.fromkeys((*self._places, *_OWN.get(name, ())))
            columns = rows[0] if rows else own
            made = {key: self._column(key, value) for key, value in columns.items()}
            self._tables[name] = _table(name, made)
        return self._tables[name]

    def signals(self, parameters: Mapping[str, float]) -> Mapping[str, object]:
        return {}

    @property
    def _places(self) -> tuple[str, ...]:
        """What says where a simulation stands: the columns of a trace."""
        position = self._series.get("position")
        return tuple(position.columns) if position is not None else ()

    # -- series of the views' own ----------------------------------------------------------------

    def _trace_rows(self) -> list[dict[str, object]]:
        names = self._places
        found = []
        for rank, place in enumerate(self._trace):
            row: dict[str, object] = {"order": rank}
            for name, value in zip(names, place, strict=False):
                row[name] = 100 * value if name in PERCENTS else value
            found.append(row)
        return found

    def _standing_rows(self) -> list[dict[str, object]]:
        """Where one stands on the curve of the gain from moving."""
        curve, position = self._series.get("gap"), self._series.get("position")
        if curve is None or position is None or "share" not in position.columns:
            return []
        share = float(np.asarray(position.columns["share"], dtype=float)[0])
        shares = np.asarray(curve.columns["share"], dtype=float)
        gaps = np.asarray(curve.columns["gap"], dtype=float)
        return [{"share": 100 * share, "gap": float(np.interp(share, shares, gaps))}]

    def _here_rows(self) -> list[dict[str, object]]:
        """Where the words « you are here » have room: ``above`` or ``below`` the point."""
        found: list[dict[str, object]] = []
        for row in self._whole("position"):
            at, share = row.get("T"), row.get("share")
            if not isinstance(at, float) or not isinstance(share, float):
                continue
            low, high = self._reach("T")
            edge = HERE_SIDE * (high - low)
            inside = min(max(at, low + edge), high - edge)
            if low <= at <= high:
                side = "below" if share > 60 else "above"
                found.append({"T": inside, "share": share, "side": side})
        return found

    def _history_rows(self) -> list[dict[str, object]]:
        """Behind what band there is room for its name, on the axis."""
        low, high = self._reach("T")
        last = high - HISTORY_SIDE * (high - low)
        ends = [_number(row["T_to"]) for row in self._whole("bands") if "history" in row.values()]
        return [{"T": end} for end in ends if low <= end <= last]

    def _pivot_rows(self) -> list[dict[str, object]]:
        """Where land starts to be dearer than before, if there is such a place."""
        pivot = self._run.outputs.get("pivot") if self._run is not None else None
        return [{"radius": pivot}] if isinstance(pivot, float) else []

    def _largest_zones(self) -> list[dict[str, object]]:
        """The zones that have most, where zones are of no kinds."""
        zones = sorted(self._whole("zones"), key=lambda row: -_number(row["share"]))
        return [
            {"kind": row["zone"], "share": row["share"], "people": row["people"]}
            for row in zones[:MOST_ZONES]
        ]

    def _share_people(self, rows: list[dict[str, object]]) -> None:
        """The part of all people that lives in each zone, in per cent."""
        total = sum(_number(row["population"]) for row in rows) or 1.0
        for row in rows:
            row["people"] = 100 * _number(row["population"]) / total

    def _stack_shares(self, rows: list[dict[str, object]]) -> None:
        """Where each occupation of a territory begins and ends, side by side."""
        ends: dict[object, float] = {}
        for row in rows:
            begun = ends.get(row["territory"], 0.0)
            ends[row["territory"]] = begun + _number(row["share"])
            row["begin"], row["end"], row["floor"] = begun, ends[row["territory"]], 0.0

    def _complete_gap(self, rows: list[dict[str, object]]) -> None:
        """Composition and rate together; a curve of gaps is complete."""
        if not rows or "part" not in rows[0]:
            return
        total = sum(_number(row["value"]) for row in rows)
        rows.append({"part": "total", "value": total, "order": len(rows)})

    def _end_cascade(self, rows: list[dict[str, object]]) -> None:
        """The first pattern holds for any cost of distance above: as far as the axis goes."""
        high = self._reach("beta")[1]
        for row in rows:
            row["beta_to"] = high if row["beta_to"] is None else row["beta_to"]
            row["beta"] = row["beta_from"]

    def _place_regions(self, rows: list[dict[str, object]]) -> None:
        for rank, row in enumerate(rows):
            row["centre"] = rank + 0.5
            share = row["share"]
            written = self._texts.number(float(share)) if isinstance(share, float) else ""
            row["said"] = self._texts.said_of("region", region=row["region"], share=written)

    def _column(self, name: str, value: object) -> Column:
        is_text = isinstance(value, str)
        percent = "%" if name in PERCENTS or name in ("begin", "end", "floor") else ""
        unit = self._texts.unit(name) or percent
        language = self._texts.language
        column = number_column(
            name, self._texts.heading(name), unit, DECIMALS.get(name, 2), language
        )
        return (
            replace(column, type="string", decimals=None, names=self._words) if is_text else column
        )

    @cached_property
    def _words(self) -> Mapping[str, Mapping[str, str]]:
        return _Words(self._texts)


def _known_before(series: Mapping[str, Series]) -> Mapping[str, Series]:
    return {
        name: Series({column: series[name].columns[column] for column in columns})
        for name, columns in KNOWN_BEFORE.items()
        if name in series
    }


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


_COMPLETED = {
    "regions": SeriesSource._place_regions,
    "zones": SeriesSource._share_people,
    "territories": SeriesSource._stack_shares,
    "gap": SeriesSource._complete_gap,
    "cascade": SeriesSource._end_cascade,
}
"""What is added to the rows of a series for its views."""
_OWN = {
    "trace": ("order",),
    "standing": ("share", "gap"),
    "here": ("side",),
    "history": ("T",),
    "pivot": ("radius",),
}
"""Series that no run has."""


class _Words(Mapping[str, Mapping[str, str]]):
    """The words of a model for its values, each when it is asked for."""

    def __init__(self, texts: ModelTexts) -> None:
        self._texts = texts

    def __getitem__(self, value: str) -> Mapping[str, str]:
        return {self._texts.language: self._texts.word(value)}

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __contains__(self, value: object) -> bool:
        return isinstance(value, str)

    def __bool__(self) -> bool:
        return True


class CurveSource:
    """The points of one curve, ``table`` of numbers with their units."""

    def __init__(self, name: str, rows: Sequence[Mapping[str, object]], *columns: Column) -> None:
        self._rows = rows
        self._table = _table(name, {column.id: column for column in columns})

    def rows(self, data: Data, specification: Specification, log: ProblemLog) -> Rows:
        return self._rows

    def table(self, name: str) -> Table | None:
        """What the points are, in words."""
        return self._table if name == self._table.id else None

    def signals(self, parameters: Mapping[str, float]) -> Mapping[str, object]:
        return {}


def number_column(name: str, label: str, unit: str, decimals: int, language: str) -> Column:
    """A column of numbers, worded in one language."""
    return Column(
        id=name,
        type="number",
        label=MappingProxyType({language: label}),
        unit=MappingProxyType({language: unit} if unit else {}),
        decimals=decimals,
        source="",
        caveat=MappingProxyType({}),
        names=MappingProxyType({}),
        location=_NOWHERE,
        source_at=_NOWHERE,
    )


def _table(name: str, columns: Mapping[str, Column]) -> Table:
    nothing: Mapping[str, str] = MappingProxyType({})
    return Table(
        id=name,
        title=nothing,
        key="",
        value="",
        name="",
        source="",
        definition=nothing,
        date=nothing,
        basis="modelled",
        bases=nothing,
        licence=nothing,
        caveat=nothing,
        columns=MappingProxyType(dict(columns)),
        rows=MappingProxyType({}),
        places=MappingProxyType({}),
        problems=(),
        location=_NOWHERE,
        source_at=_NOWHERE,
    )
