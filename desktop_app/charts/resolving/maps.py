"""Maps: the projection of a chart, its shapes, and points by longitude and latitude."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from desktop_app.charts.geo.france import Frame, France, france
from desktop_app.charts.geo.paths import Path, Shapes, box_of, project_shapes
from desktop_app.charts.geo.projections import Floats, make_projection
from desktop_app.charts.resolving.arrays import floats
from desktop_app.charts.resolving.encoder import Encoder
from desktop_app.charts.resolving.flow import UnitData
from desktop_app.charts.resolving.items import Items
from desktop_app.charts.resolving.model import ChartModel
from desktop_app.charts.resolving.scales import scope_value
from desktop_app.charts.spec.config import section
from desktop_app.charts.spec.fields import column, has_field
from desktop_app.charts.spec.grammar import UNSET, Channel
from desktop_app.charts.transforms.base import Row

LAYERED = "mercator"
"""The projection of layers that name none: Vega's default, not Vega-Lite's."""
_PAIRS = (("x", "y", "longitude", "latitude"), ("x2", "y2", "longitude2", "latitude2"))


class ChartMap:
    """The projections of a chart: one, unless its layers ask for different ones."""

    def __init__(self, model: ChartModel) -> None:
        self._model = model

    @property
    def is_france(self) -> bool:
        return self._model.specification.meta.inset == "france"

    @cached_property
    def france(self) -> France:
        model = self._model
        geometries = _geometries(model.units)
        return france([*geometries.values()], _points(model.units), model.width, model.height)

    @cached_property
    def _planes(self) -> dict[int, _Plane]:
        """The plane of each unit, by its place in the chart."""
        model = self._model
        given = {
            rank: _given(data, model) for rank, data in enumerate(model.units) if _is_mapped(data)
        }
        distinct = [one for rank, one in given.items() if one and one not in [
            given[other] for other in given if other < rank]]  # fmt: skip
        if len(distinct) > 1:
            return {rank: _Plane([model.units[rank]], own, model) for rank, own in given.items()}
        shared = distinct[0] if distinct else {}
        if len(model.units) > 1 or model.specification.facet is not None:
            shared = {"type": LAYERED, **shared}
        whole = _Plane([model.units[rank] for rank in given], shared, model)
        return dict.fromkeys(given, whole)

    def plane(self, data: UnitData) -> _Plane:
        """The plane of one unit."""
        rank = next(rank for rank, one in enumerate(self._model.units) if one is data)
        return self._planes[rank]

    @cached_property
    def _mainland(self) -> dict[int, Path]:
        geometries = _geometries(self._model.units)
        return dict(zip(geometries, self.france.paths, strict=True))

    def path(self, data: UnitData, geometry: object) -> Path:
        """The path of a geometry of ``data``."""
        paths = self._mainland if self.is_france else self.plane(data).paths
        return paths[id(geometry)]

    def project(self, data: UnitData, lons: Floats, lats: Floats) -> tuple[Floats, Floats]:
        """Places of ``data`` in degrees to pixels."""
        if self.is_france:
            return self.france.project(lons, lats)
        return self.plane(data).shapes.projection.project(lons, lats)


@dataclass(frozen=True)
class _Plane:
    """What the units of one projection show; it fits all of it, where nothing says how."""

    units: Sequence[UnitData]
    given: Mapping[str, object]
    model: ChartModel

    @cached_property
    def _drawn(self) -> dict[int, object]:
        return _geometries(self.units)

    @cached_property
    def shapes(self) -> Shapes:
        """All geometries, where the projection puts them."""
        width, height, given = self.model.width, self.model.height, self.given
        found = make_projection(given)
        if "scale" in given or "translate" in given:
            middle = (width / 2, height / 2)
            found = found if "translate" in given else found.moved(found.scale, middle)
            return project_shapes([*self._drawn.values()], found)
        shapes = project_shapes([*self._drawn.values()], found.moved(150.0, (0.0, 0.0)))
        points = np.column_stack(shapes.projection.project(*_points(self.units)))
        points = shapes.projection.shown(points)
        bounds = box_of(np.concatenate([shapes.rings.points, points]))
        return shapes.moved(shapes.projection.fitted(bounds, width, height))

    @cached_property
    def paths(self) -> dict[int, Path]:
        return dict(zip(self._drawn, self.shapes.paths(), strict=True))


def _is_mapped(data: UnitData) -> bool:
    return data.unit.mark.type == "geoshape" or not {"longitude", "latitude"}.isdisjoint(
        data.encoding
    )


def _geometries(units: Sequence[UnitData]) -> dict[int, object]:
    """What geoshapes draw, each once, by its identity."""
    found: dict[int, object] = {}
    for data in units:
        if data.unit.mark.type == "geoshape":
            for rows in data.main:
                for row in rows:
                    geometry = _geometry(data, row)
                    found[id(geometry)] = geometry
    return found


def _points(units: Sequence[UnitData]) -> tuple[Floats, Floats]:
    """Every longitude and latitude that a map has to show."""
    lons, lats = [np.empty(0)], [np.empty(0)]
    for data in units:
        rows = [row for cell in data.main for row in cell]
        for _, _, lon, lat in _PAIRS:
            one, two = data.encoding.get(lon), data.encoding.get(lat)
            if one is not None and two is not None:
                lons.append(_degrees(one, rows))
                lats.append(_degrees(two, rows))
    return np.concatenate(lons), np.concatenate(lats)


def _given(data: UnitData, model: ChartModel) -> dict[str, object]:
    """The properties that a unit gives its projection."""
    found = {**section(model.specification.config, "projection"), **(data.unit.projection or {})}
    return {key: _plain(value, model) for key, value in found.items() if value is not None}


def _plain(value: object, model: ChartModel) -> object:
    if isinstance(value, list | tuple):
        return [scope_value(part, model.scope) for part in value]
    return scope_value(value, model.scope)


def _geometry(data: UnitData, row: Row) -> object:
    """What a geoshape draws: the field of its shape channel, else the row itself."""
    shape = data.encoding.get("shape")
    if shape is not None and has_field(shape) and shape.type == "geojson":
        return row.get(column(shape))
    return row


def add_shapes(chart_map: ChartMap, encoder: Encoder, items: Items) -> None:
    """Give ``items`` their paths, or the places of their longitudes and latitudes."""
    data = encoder.data
    if data.unit.mark.type == "geoshape":
        paths: list[object] = [chart_map.path(data, _geometry(data, row)) for row in items.rows]
        items.columns["path"] = paths
        return
    placed = False
    for x, y, lon, lat in _PAIRS:
        one, two = data.encoding.get(lon), data.encoding.get(lat)
        if one is None or two is None:
            continue
        placed = True
        lons, lats = (_degrees(channel, items.rows) for channel in (one, two))
        items.columns[x], items.columns[y] = chart_map.project(data, lons, lats)
    if items.paths and placed:
        places = np.column_stack([np.asarray(items.columns[name], float) for name in ("x", "y")])
        known = np.isfinite(places).all(axis=1)
        items.defined = None if known.all() else known.tolist()


def _degrees(channel: Channel, rows: Sequence[Row]) -> Floats:
    if has_field(channel):
        name = column(channel)
        return floats([row.get(name) for row in rows])
    value = channel.datum if channel.datum is not UNSET else channel.value
    return floats([value] * len(rows))


def map_frames(chart_map: ChartMap, language: str) -> tuple[Frame, ...]:
    """The frames of a map with insets."""
    return chart_map.france.frames(language) if chart_map.is_france else ()
