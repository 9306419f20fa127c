"""Maps: the projection of a chart, its shapes, and points by longitude and latitude."""

from __future__ import annotations

from desktop_app.charts.resolving.encoder import Encoder
from desktop_app.charts.resolving.items import Items
from desktop_app.charts.resolving.model import ChartModel


def add_shapes(model: ChartModel, encoder: Encoder, items: Items) -> None:
    """Give ``items`` their paths, or the places of their longitudes and latitudes."""


def map_frames(model: ChartModel, language: str) -> dict[str, object]:
    """The frames and the note of a map with insets, as fields of a scene."""
    return {}
