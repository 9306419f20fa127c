"""What is seen of two regions: the diagram of what can last, the regions, the gain from moving.

The core–periphery model, its footloose twin and the two distances share these views; the
phase map is the two distances' own.
"""

from __future__ import annotations

from desktop_app.ui.models.views.marks import (
    HERE,
    STABLE,
    UNSTABLE,
    Frame,
    Spec,
    along,
    category,
    data,
    here,
    layered,
    quantity,
    share_axis,
)

BAND = "series:1"
EQUAL = 0.84
"""Where along the axis the line of equality is named: far from where one mostly is."""
UNDER = 12
"""How far beside its line a name stands, in pixels."""
WORDS: Spec = {"type": "text", "fontSize": 13, "clip": True}
_PLACE: Spec = {"x": quantity("T", title=None), "y": quantity("share", title=None)}


def diagram(frame: Frame) -> Spec:
    """Shares that can last by the cost of distance: stable solid, unstable dashed."""
    x = along("T", frame.reach("T"), title=frame.texts.column("T"), axis={"tickCount": 6})
    y = share_axis("share", title=None)
    bands: Spec = {
        "data": data("bands:history"),
        "mark": {"type": "rect", "color": BAND, "opacity": 0.1, "clip": True},
        "encoding": {"x": {**x, "field": "T_from"}, "x2": {"field": "T_to"}},
    }
    lines = [
        _branches("unstable", UNSTABLE, x, y, strokeDash=[6, 4]),
        _branches("stable", STABLE, x, y),
    ]
    words = [] if frame.is_narrow else [*_names(frame), *_here_said(frame)]
    return layered(
        [bands, *lines, *words, *here(x, y)],
        usermeta={"key": "branch"},
    )


def _branches(stability: str, colour: str, x: Spec, y: Spec, **style: object) -> Spec:
    return {
        "data": data(f"diagram:{stability}"),
        "mark": {"type": "line", "strokeWidth": 2.5, "clip": True, "color": colour, **style},
        "encoding": {"x": x, "y": y, "detail": category("branch"), "order": quantity("order")},
    }


def _names(frame: Frame) -> list[Spec]:
    """What lines and band are called, where nothing else is drawn."""
    low, high = frame.reach("T")
    end = low + EQUAL * (high - low)
    below = [("core-1", low, 100.0), ("equal", end, 50.0)]
    return [
        _named(frame, below, UNDER),
        _named(frame, [("core-2", low, 0.0)], -UNDER),
        {
            "data": data("history"),
            "mark": {**WORDS, "align": "left", "dx": 6, "text": frame.named("history"),
                     "color": BAND},
            "encoding": {"x": quantity("T", title=None),
                         "y": {"datum": 25, "type": "quantitative"}},
        },
    ]  # fmt: skip


def _named(frame: Frame, lines: list[tuple[str, float, float]], below: int) -> Spec:
    rows = [{"T": x, "share": share, "name": frame.named(word)} for word, x, share in lines]
    return {
        "data": {"values": rows},
        "mark": {**WORDS, "align": "left", "dx": 6, "dy": below, "color": "muted"},
        "encoding": {**_PLACE, "text": {"field": "name"}},
    }


def _here_said(frame: Frame) -> list[Spec]:
    """« you are here », above the point, or below it where it stands high."""
    said = frame.texts.said_of("here")
    return [
        {
            "data": data(f"here:{side}"),
            "mark": {**WORDS, "text": said, "color": HERE, "dy": beside},
            "encoding": _PLACE,
        }
        for side, beside in (("above", -17), ("below", 28))
    ]


def gap(frame: Frame) -> Spec:
    """The gain from moving to region 1 by the share there, and where it is nil."""
    x = share_axis("share")
    y = quantity("gap", title=None, axis={"tickCount": 5})
    zero: Spec = {
        "data": {"values": [{}]},
        "mark": {"type": "rule", "color": "muted", "strokeWidth": 1},
        "encoding": {"y": {"datum": 0, "type": "quantitative"}},
    }
    curve: Spec = {
        "data": data("gap"),
        "mark": {"type": "line", "strokeWidth": 2.5, "color": STABLE},
        "encoding": {"x": x, "y": y},
    }
    return layered([zero, curve, *_equilibria(frame, x, y), *_standing(x, y)])


def _equilibria(frame: Frame, x: Spec, y: Spec) -> list[Spec]:
    """Stable ones filled, unstable ones hollow."""
    shown: Spec = {"x": x, "y": y}
    return [
        {
            "data": data("equilibria:stable"),
            "mark": {"type": "point", "filled": True, "size": 150, "color": STABLE, "opacity": 1},
            "encoding": {**shown, "detail": category("stable")},
        },
        {
            "data": data("equilibria:unstable"),
            "mark": {"type": "point", "filled": True, "size": 150, "color": "surface",
                     "stroke": UNSTABLE, "strokeWidth": 2, "opacity": 1},
            "encoding": {**shown, "detail": category("stable")},
        },
    ]  # fmt: skip


def _standing(x: Spec, y: Spec) -> list[Spec]:
    return [
        {
            "data": data("standing"),
            "mark": {"type": "point", "filled": True, "size": 200, "color": HERE, "opacity": 1,
                     "stroke": "surface", "strokeWidth": 2},
            "encoding": {"x": x, "y": y},
        }
    ]  # fmt: skip


def regions(frame: Frame) -> Spec:
    """Two discs whose areas are the shares of the regions."""
    x: Spec = {"field": "centre", "type": "quantitative", "axis": None,
               "scale": {"domain": [0, 2], "nice": False}}  # fmt: skip
    y: Spec = {"datum": 0, "type": "quantitative", "axis": None,
               "scale": {"domain": [-1, 1], "nice": False}}  # fmt: skip
    size = quantity("share", legend=None, scale={"domain": [0, 100], "range": [0, 9000]})
    discs: Spec = {
        "data": data("regions"),
        "mark": {"type": "circle", "opacity": 0.85},
        "encoding": {
            "x": x,
            "y": y,
            "size": size,
            "color": category("region", legend=None),
        },
    }
    names: Spec = {
        "data": data("regions"),
        "mark": {"type": "text", "fontSize": 13, "baseline": "bottom"},
        "encoding": {"x": x, "y": {**y, "datum": -0.98}, "text": {"field": "said"}},
    }  # fmt: skip
    return layered([discs, names], usermeta={"key": "region"})


def phases(frame: Frame) -> Spec:
    """Which regime rules at each pair of distances, and where one stands."""
    x = along("theta", frame.reach("theta"))
    y = along("T", frame.reach("T"), title=None, axis={"tickCount": 5})
    regimes = ["dispersion", "history", "concentration"]
    areas: Spec = {
        "data": data("phases"),
        "mark": {"type": "area", "opacity": 0.28, "clip": True, "line": False},
        "encoding": {
            "x": x,
            "y": {**y, "field": "T_from", "stack": None},
            "y2": {"field": "T_to"},
            "color": category(
                "regime",
                scale={"domain": regimes, "range": ["series:2", "series:1", "series:0"]},
                legend={"title": None, "orient": "bottom"},
            ),
        },
    }
    return layered([areas, *here(x, y)])


VIEWS = {"diagram": diagram, "regions": regions, "gap": gap, "phases": phases}
