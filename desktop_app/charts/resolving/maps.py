"""Maps: the projection of a chart, its shapes, and points by longitude and latitude."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from desktop_app.charts.geo.france import Frame, France, france
from desktop_app.charts.geo.paths import Path, bounds_of, project_path
from desktop_app.charts.geo.projections import Floats, Projection, make_projection
from desktop_app.charts.resolving.encoder import Encoder, floats
from desktop_app.charts.resolving.flow import UnitData
from desktop_app.charts.resolving.items import Items
from desktop_app.charts.resolving.model import ChartModel
from desktop_app.charts.resolving.scales import scope_value
from desktop_app.charts.spec.fields import column, has_field
from desktop_app.charts.spec.grammar import NOTHING, UNSET
from desktop_app.charts.transforms.base import Row

_PAIRS = (("x", "y", "longitude", "latitude"), ("x2", "y2", "longitude2", "latitude2"))


class ChartMap:
    """The one projection of a chart, made when something is first placed with it."""

    def __init__(self, model: ChartModel) -> None:
        self._model = model
        self._known: dict[int, Path] = {}
        self._projection: Projection | None = None
        self._france: France | None = None

    @property
    def is_france(self) -> bool:
        return self._model.specification.meta.inset == "france"

    def _geometries(self) -> list[object]:
        return [
            _geometry(data, row)
            for data in self._model.units
            if data.unit.mark.type == "geoshape"
            for rows in data.main
            for row in rows
        ]

    def _points(self) -> tuple[Floats, Floats]:
        lons: list[object] = []
        lats: list[object] = []
        for data in self._model.units:
            for _, _, lon, lat in _PAIRS:
                one, two = data.encoding.get(lon), data.encoding.get(lat)
                if one is not None and two is not None and has_field(one) and has_field(two):
                    rows = [row for cell in data.main for row in cell]
                    lons += [row.get(column(one)) for row in rows]
                    lats += [row.get(column(two)) for row in rows]
        return floats(lons), floats(lats)

    @property
    def france(self) -> France:
        if self._france is None:
            self._france = france(self._geometries(), self._model.width, self._model.height)
        return self._france

    @property
    def projection(self) -> Projection:
        if self._projection is None:
            self._projection = self._made()
        return self._projection

    def _made(self) -> Projection:
        if self.is_france:
            return self.france.mainland
        model = self._model
        given = next(
            (data.unit.projection for data in model.units if data.unit.projection is not None),
            NOTHING,
        )
        known = {key: _plain(value, model) for key, value in given.items()}
        found = make_projection(known)
        width, height = model.width, model.height
        if "scale" in known or "translate" in known:
            middle = (width / 2, height / 2)
            return found if "translate" in known else found.moved(found.scale, middle)
        coarse = found.moved(150.0, (0.0, 0.0))
        geometries = self._geometries()
        if geometries:
            bounds = bounds_of([project_path(one, coarse) for one in geometries])
        else:
            x, y = coarse.project(*self._points())
            points = np.column_stack([x, y])
            bounds = Path((points[np.isfinite(points).all(axis=1)],)).bounds
        return coarse.fitted(bounds, width, height)

    def path(self, geometry: object) -> Path:
        """The path of a geometry, made once."""
        key = id(geometry)
        if key not in self._known:
            if self.is_france:
                self._known[key] = self.france.path(geometry)
            else:
                self._known[key] = project_path(geometry, self.projection)
        return self._known[key]


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
    for x, y, lon, lat in _PAIRS:
        one, two = data.encoding.get(lon), data.encoding.get(lat)
        if one is None or two is None:
            continue
        lons, lats = (_degrees(channel, items.rows) for channel in (one, two))
        items.columns[x], items.columns[y] = chart_map.projection.project(lons, lats)
    if items.paths:
        places = np.column_stack([np.asarray(items.columns[name], float) for name in ("x", "y")])
        known = np.isfinite(places).all(axis=1)
        items.defined = None if known.all() else known.tolist()


def _degrees(channel: object, rows: Sequence[Row]) -> Floats:
    if has_field(channel):  # type: ignore[arg-type]
        return floats([row.get(column(channel)) for row in rows])  # type: ignore[arg-type]
    value = getattr(channel, "datum", UNSET)
    return floats([value if value is not UNSET else getattr(channel, "value", None)] * len(rows))


def map_frames(chart_map: ChartMap, language: str) -> tuple[Frame, ...]:
    """The frames of a map with insets."""
    return chart_map.france.frames(language) if chart_map.is_france else ()
