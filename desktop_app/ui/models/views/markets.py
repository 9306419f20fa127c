"""What is seen of service markets: the map with its flows, the kinds of zone, the cascade."""

from __future__ import annotations

from desktop_app.ui.models.views.marks import (
    MUTED,
    STABLE,
    Frame,
    Spec,
    along,
    data,
    here,
    layered,
    quantity,
)

LARGEST = 2_600
"""The area of the disc of everything, in square pixels: a share of it is drawn so."""


def zones(frame: Frame) -> Spec:
    """Discs as large as the capacities, circles as large as the population, and who goes where."""
    place: Spec = {"longitude": quantity("x"), "latitude": quantity("y")}
    flows: Spec = {
        "data": data("flows"),
        "mark": {"type": "rule", "color": MUTED, "opacity": 0.45},
        "encoding": {
            **place,
            "longitude2": {"field": "x2"},
            "latitude2": {"field": "y2"},
            "strokeWidth": quantity("flow", legend=None, scale={"range": [0.4, 5]}),
            "detail": [{"field": "from", "type": "nominal"}, {"field": "to", "type": "nominal"}],
        },
    }
    size: Spec = {"legend": None, "scale": {"domain": [0, 100], "range": [0, LARGEST * 3]}}
    people: Spec = {
        "data": data("zones"),
        "mark": {
            "type": "point",
            "filled": False,
            "color": "ink",
            "strokeWidth": 1,
            "opacity": 0.7,
        },
        "encoding": {**place, "size": quantity("people", **size)},
    }
    capacities: Spec = {
        "data": data("zones"),
        "mark": {"type": "circle", "color": STABLE, "opacity": 0.8},
        "encoding": {
            **place,
            "size": quantity("share", **size),
            "detail": {"field": "zone", "type": "nominal"},
            "tooltip": [quantity("population"), quantity("capacity")],
        },
    }
    return layered(
        [flows, capacities, people],
        projection={"type": "identity", "reflectY": True},
        usermeta={"key": "zone"},
    )


def kinds(frame: Frame) -> Spec:
    """The share of each kind of zone in the capacities, beside its share of the people."""
    y: Spec = {"field": "kind", "type": "nominal", "title": None, "sort": None}
    said = [frame.texts.said_of("capacities"), frame.texts.said_of("people")]
    colour: Spec = {
        "type": "nominal",
        "scale": {"domain": said, "range": [STABLE, MUTED]},
        "legend": {"title": None, "orient": "bottom"},
    }
    x: Spec = {"title": None, "scale": {"domain": [0, 100], "nice": False}}
    return layered(
        [
            {
                "data": data("kinds"),
                "mark": {"type": "bar", "height": {"band": 0.6}},
                "encoding": {"y": y, "x": quantity("share", **x),
                             "color": {**colour, "datum": said[0]}},
            },
            {
                "data": data("kinds"),
                "mark": {"type": "point", "shape": "diamond", "filled": True, "size": 130,
                         "stroke": "surface", "strokeWidth": 1.5, "opacity": 1},
                "encoding": {"y": y, "x": quantity("people", **x),
                             "color": {**colour, "datum": said[1]}},
            },
        ]
    )  # fmt: skip


def cascade(frame: Frame) -> Spec:
    """How many equal centres hold on the ring, by the friction of distance."""
    x = along("beta", frame.reach("beta"), title=frame.texts.column("beta"))
    most = frame.reach("zones")[1]
    ticks = [2**power for power in range(9) if 2**power <= most]
    y: Spec = quantity(
        "centres", title=None, axis={"values": ticks, "format": "d"},
        scale={"type": "log", "base": 2, "domain": [0.7, max(most, 2) * 1.4], "nice": False},
    )  # fmt: skip
    bands: Spec = {
        "data": data("cascade"),
        "mark": {"type": "rule", "strokeWidth": 7, "color": STABLE, "clip": True},
        "encoding": {"x": {**x, "field": "beta_from"}, "x2": {"field": "beta_to"}, "y": y},
    }
    return layered([bands, *here(x, y)])


VIEWS = {"map": zones, "kinds": kinds, "cascade": cascade}
