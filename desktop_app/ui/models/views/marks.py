"""Pieces that the views of all models are made of, in Vega-Lite's words.

A colour is a token of the themes, so that a view is right on every ground.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop_app.models.texts import ModelTexts

Spec = dict[str, object]
HERE, PATH, STABLE, UNSTABLE, MUTED = "series:1", "series:1", "series:0", "muted", "muted"
"""The colours of where one is, of the way there, of what lasts and of what does not."""


@dataclass(frozen=True)
class Frame:
    """What a view is drawn in: the words of the model, and the bounds of its sliders.

    ``reach`` gives the ends of an axis along a parameter of the model. ``is_narrow``: there
    is no room for words on the plot.
    """

    texts: ModelTexts
    reach: Callable[[str], tuple[float, float]]
    is_narrow: bool = False

    def named(self, value: str) -> str:
        return self.texts.word(value)


def data(series: str) -> Spec:
    return {"name": series}


def quantity(field: str, **more: object) -> Spec:
    return {"field": field, "type": "quantitative", **more}


def category(field: str, **more: object) -> Spec:
    return {"field": field, "type": "nominal", **more}


def along(field: str, bounds: tuple[float, float], **more: object) -> Spec:
    """A position on an axis that keeps its ends, whatever the data."""
    return quantity(field, scale={"domain": list(bounds), "nice": False, "zero": False}, **more)


def share_axis(field: str, **more: object) -> Spec:
    """A share in per cent, from nobody to everybody with some room."""
    axis = {"values": [0, 25, 50, 75, 100]}
    return quantity(field, scale={"domain": [-8, 108], "nice": False}, axis=axis, **more)


def here(x: Spec, y: Spec, series: str = "position") -> list[Spec]:
    """The way that the simulation went, and where it stands now."""
    return [
        {
            "data": data("trace"),
            "mark": {"type": "line", "color": PATH, "strokeWidth": 3, "opacity": 0.75,
                     "clip": True},
            "encoding": {"x": x, "y": y, "order": quantity("order")},
        },
        {
            "data": data(series),
            "mark": {"type": "point", "filled": True, "size": 220, "color": HERE, "opacity": 1,
                     "stroke": "surface", "strokeWidth": 2, "clip": True},
            "encoding": {"x": x, "y": y},
        },
    ]  # fmt: skip


def layered(layers: Sequence[Spec], **more: object) -> Spec:
    return {"layer": list(layers), **more}
