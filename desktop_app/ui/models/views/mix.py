"""What is seen of the telework potential: two territories side by side, and the gap split."""

from __future__ import annotations

from desktop_app.ui.models.views.marks import Frame, Spec, category, data, layered, quantity


def territories(frame: Frame) -> Spec:
    """A bar as wide as each occupation's share and as high as its rate: areas are what it
    contributes to the potential.
    """
    return {
        "data": data("territories"),
        "mark": {"type": "rect", "stroke": "surface", "strokeWidth": 1},
        "encoding": {
            "x": quantity("begin", title=frame.texts.heading("share"),
                          scale={"domain": [0, 100], "nice": False}),
            "x2": {"field": "end"},
            "y": quantity("floor", title=frame.texts.heading("rate"),
                          scale={"domain": [0, 100], "nice": False}),
            "y2": {"field": "rate"},
            "color": category("occupation", sort=None, legend={"title": None, "orient": "bottom"}),
            "column": category("territory", title=None),
            "tooltip": [quantity("share"), quantity("rate"), quantity("contribution")],
        },
    }  # fmt: skip


def gap(frame: Frame) -> Spec:
    """What comes from the occupations, what from their rates, and both together."""
    parts = ["composition", "rate", "total"]
    return layered(
        [
            {
                "data": data("gap"),
                "mark": {"type": "bar", "height": {"band": 0.6}},
                "encoding": {
                    "y": category("part", title=None, sort=parts),
                    "x": quantity("value", title=None, scale={"zero": True}),
                    "color": category("part", legend=None, sort=parts, scale={
                        "domain": parts, "range": ["series:0", "series:1", "muted"]}),
                },
            },
        ],
        usermeta={"labels": True},
    )  # fmt: skip


VIEWS = {"territories": territories, "gap": gap}
