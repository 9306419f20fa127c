"""The views of each model, by model and name: what the registry says can be drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop_app.ui.models.views import city, markets, mix, two_regions
from desktop_app.ui.models.views.marks import Frame, Spec

VIEWS: Mapping[str, Mapping[str, Callable[[Frame], Spec]]] = {
    "core-periphery": two_regions.VIEWS,
    "footloose-entrepreneur": two_regions.VIEWS,
    "two-distances": two_regions.VIEWS,
    "telework-city": city.VIEWS,
    "service-markets": markets.VIEWS,
    "telework-mix": mix.VIEWS,
}
