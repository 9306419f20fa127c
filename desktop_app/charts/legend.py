"""What colours, shapes, dashes and sizes mean."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class LegendItem:
    """One entry: its words, and how its sample looks (see :mod:`desktop_app.charts.scene`)."""

    label: str
    value: object = None
    fill: str | None = None
    stroke: str | None = None
    shape: str = "circle"
    size: float = 100.0
    dash: tuple[float, ...] = ()
    opacity: float = 1.0
    stroke_width: float = 1.5


@dataclass(frozen=True)
class Legend:
    """``kind``: "symbols" (one sample an item; ``line`` draws a stroke), or "gradient".

    A gradient has ``colours``, evenly spaced, and ``ticks``: (share of its length, label).
    ``channels``: the channels that it explains ("color", "shape"…); ``name``: its scale.
    """

    title: str
    kind: str
    channels: tuple[str, ...]
    name: str
    items: tuple[LegendItem, ...] = ()
    line: bool = False
    colours: tuple[str, ...] = ()
    ticks: tuple[tuple[float, str], ...] = ()
    orient: str = "right"
    field: str = ""
