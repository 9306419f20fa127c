"""Maps: the projection of a chart, its shapes, and points by longitude and latitude."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from desktop_app.charts.geo.france import Frame, France, france
from desktop_app.charts.geo.paths import Path, Shapes, box_of, project_shapes
from desktop_app.charts.geo.projections import Floats, Projection, make_projection
from desktop_app.charts.resolving.encoder import Encoder, floats
from desktop_app.charts.resolving.flow import UnitData
from desktop_app.charts.resolving.items import Items
from desktop_app.charts.resolving.model import ChartModel
from desktop_app.charts.resolving.scales import scope_value
from desktop_app.charts.spec.config import section
from desktop_app.charts.spec.fields import column, has_field
from desktop_app.charts.spec.grammar import NOTHING, UNSET, Channel
from desktop_app.charts.transforms.base import Row

_PAIRS = (("x", "y", "longitude", "latitude"), ("x2", "y2", "longitude2", "latitude2"))


class ChartMap:
    """The one projection of a chart, made when something is first placed with it."""

    def __init__(self, model: ChartModel) -> None:
        self._model = model

    @property
    def is_france(self) -> bool:
        return self._model.specification.meta.inset == "france"

    @cached_property
    def _geometries(self) -> dict[int, object]:
        """What geoshapes draw, each once, by its identity."""
        found: dict[int, object] = {}
        for data in self._model.units:
            if data.unit.mark.type == "geoshape":
                for rows in data.main:
                    for row in rows:
                        geometry = _geometry(data, row)
                        found[id(geometry)] = geometry
        return found

    def _points(self) -> tuple[Floats, Floats]:
        """Every longitude and latitude that a map has to show."""
        lons, lats = [], []
        for data in self._model.units:
            for _, _, lon, lat in _PAIRS:
                one, two = data.encoding.get(lon), data.encoding.get(lat)
                if one is not None and two is not None:
                    rows = [row for cell in data.main for row in cell]
                    lons.append(_degrees(one, rows))
                    lats.append(_degrees(two, rows))
        return np.concatenate([*lons, np.empty(0)]), np.concatenate([*lats, np.empty(0)])

    @cached_property
    def france(self) -> France:
        model = self._model
        return france([*self._geometries.values()], model.width, model.height)

    @cached_property
    def _shapes(self) -> Shapes:
        """All geometries, where the projection that fits them and all points puts them."""
        given = _given(self._model)
        width, height = self._model.width, self._model.height
        found = make_projection(given)
        if "scale" in given or "translate" in given:
            middle = (width / 2, height / 2)
            found = found if "translate" in given else found.moved(found.scale, middle)
            return project_shapes([*self._geometries.values()], found)
        shapes = project_shapes([*self._geometries.values()], found.moved(150.0, (0.0, 0.0)))
        points = np.column_stack(shapes.projection.project(*self._points()))
        bounds = box_of(np.concatenate([shapes.rings.points, points]))
        return shapes.moved(shapes.projection.fitted(bounds, width, height))

    @property
    def projection(self) -> Projection:
        return self.france.mainland if self.is_france else self._shapes.projection

    @cached_property
    def _paths(self) -> dict[int, Path]:
        paths = self.france.paths if self.is_france else self._shapes.paths()
        return dict(zip(self._geometries, paths, strict=True))

    def path(self, geometry: object) -> Path:
        """The path of a geometry of the chart."""
        return self._paths[id(geometry)]


def _given(model: ChartModel) -> dict[str, object]:
    """The properties of the chart's projection: of the first unit that has one."""
    found = next(
        (data.unit.projection for data in model.units if data.unit.projection is not None), NOTHING
    )
    whole = {**section(model.specification.config, "projection"), **found}
    return {key: _plain(value, model) for key, value in whole.items() if value is not None}


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
        paths: list[object] = [chart_map.path(_geometry(data, row)) for row in items.rows]
        items.columns["path"] = paths
        return
    placed = False
    for x, y, lon, lat in _PAIRS:
        one, two = data.encoding.get(lon), data.encoding.get(lat)
        if one is None or two is None:
            continue
        placed = True
        lons, lats = (_degrees(channel, items.rows) for channel in (one, two))
        items.columns[x], items.columns[y] = chart_map.projection.project(lons, lats)
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
