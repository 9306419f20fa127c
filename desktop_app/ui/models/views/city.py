"""What is seen of the city with telework: profiles, a plan of its rings, the leash."""

from __future__ import annotations

from desktop_app.ui.models.views.marks import (
    HERE,
    MUTED,
    STABLE,
    Frame,
    Spec,
    category,
    data,
    layered,
    quantity,
)


def profile(frame: Frame, name: str) -> Spec:
    """Rent or density by distance to the centre, with telework and without."""
    said = [frame.texts.said_of("before"), frame.texts.said_of("with")]
    x = quantity("radius", title=frame.texts.column("radius"), scale={"nice": False, "zero": True})
    y = quantity(name, title=None, scale={"zero": True})
    colour: Spec = {
        "type": "nominal",
        "scale": {"domain": said, "range": [MUTED, STABLE]},
        "legend": {"title": None, "orient": "top"},
    }
    lines: list[Spec] = [
        {
            "data": data("profile"),
            "mark": {"type": "line", "strokeWidth": 2.5, **style},
            "encoding": {"x": x, "y": {**y, "field": field}, "color": {**colour, "datum": word}},
        }
        for field, word, style in (
            (f"{name}_before", said[0], {"strokeDash": [6, 4]}),
            (name, said[1], {}),
        )
    ]
    return layered([*lines, *_pivot(frame, x)])


def _pivot(frame: Frame, x: Spec) -> list[Spec]:
    """Where land starts to be dearer than before; nothing where there is no such place."""
    text = frame.texts.said_of("turns")
    return [
        {
            "data": data("pivot"),
            "mark": {"type": "rule", "color": HERE, "strokeWidth": 1.5, "strokeDash": [3, 3]},
            "encoding": {"x": x},
        },
        {
            "data": data("pivot"),
            "mark": {"type": "text", "text": text, "color": HERE, "fontSize": 12,
                     "align": "right", "dx": -6, "y": 10},
            "encoding": {"x": x},
        },
    ]  # fmt: skip


def plan(frame: Frame) -> Spec:
    """The rings of the city without telework and with it, seen from above."""
    groups = ["commuters", "teleworkers"]
    return {
        "data": data("rings"),
        "mark": {"type": "arc", "stroke": "surface", "strokeWidth": 1, "opacity": 0.85},
        "encoding": {
            "theta": {"datum": 1, "type": "quantitative", "stack": False,
                      "scale": {"domain": [0, 1]}},
            "radius": quantity("outer", stack=False, scale={"type": "linear", "zero": True}),
            "radius2": {"field": "inner"},
            "color": category(
                "group",
                scale={"domain": groups, "range": ["series:0", "series:1"]},
                legend={"title": None, "orient": "bottom"},
            ),
            "column": category("city", title=None, sort=["before", "with"]),
            "tooltip": quantity("households"),
        },
    }  # fmt: skip


def leash(frame: Frame) -> Spec:
    """How many times farther one can live by the days of telework; at five, no limit."""
    x: Spec = {"field": "days", "type": "ordinal", "title": frame.texts.column("days"),
               "axis": {"labelAngle": 0}}  # fmt: skip
    return layered(
        [
            {
                "data": data("leash"),
                "mark": {"type": "bar", "color": STABLE},
                "encoding": {"x": x, "y": quantity("factor", title=None)},
            },
            {
                "data": data("unleashed"),
                "mark": {"type": "text", "text": "∞", "fontSize": 22, "color": HERE,
                         "baseline": "bottom"},
                "encoding": {"x": x, "y": {"datum": 0, "type": "quantitative"}},
            },
        ],
        usermeta={"labels": True},
    )  # fmt: skip


def rent(frame: Frame) -> Spec:
    """Rent by distance to the centre."""
    return profile(frame, "rent")


def density(frame: Frame) -> Spec:
    """Density by distance to the centre."""
    return profile(frame, "density")


VIEWS = {
    "rent": rent,
    "plan": plan,
    "density": density,
    "leash": leash,
}
