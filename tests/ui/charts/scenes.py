"""Scenes written by hand, one for each kind of chart."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from desktop_app.charts.axis import Axis, Tick
from desktop_app.charts.scene import Lazy, Mark, MarkGroup, Plot, Scene
from desktop_app.charts.spec.grammar import Param
from desktop_app.content.reference import Reference

WIDTH, HEIGHT = 300.0, 200.0


def reference(key: str) -> Reference:
    return Reference.point("table", key)


def group_of(
    kind: str,
    count: int,
    columns: Mapping[str, object],
    *,
    keys: Sequence[str] = (),
    ranks: int = 0,
    **more: object,
) -> MarkGroup:
    """A group whose items are named by ``keys``, else by their number."""

    def make(index: int) -> Mark:
        key = keys[index] if keys else f"{kind} {index}"
        return Mark(key, reference(key), key, str(index), float(index), f"{key}: {index}")

    def refers(index: int) -> tuple[Reference, ...]:
        return (reference(keys[index] if keys else f"{kind} {index}"),)

    return MarkGroup(
        kind,
        kind,
        0,
        count,
        [{}] * min(count, 1_000),
        columns,
        Lazy(count, make),
        ranks=ranks,
        refers=refers,
        **more,  # type: ignore[arg-type]
    )


def number_axis(channel: str, low: float = 0.0, high: float = 100.0) -> Axis:
    """A linear axis along the whole plot; x to the right, y upwards."""
    length = WIDTH if channel == "x" else HEIGHT
    orient = "bottom" if channel == "x" else "left"

    def position(value: float) -> float:
        share = (value - low) / (high - low)
        return share * length if channel == "x" else (1 - share) * length

    def invert(place: float) -> float:
        share = place / length if channel == "x" else 1 - place / length
        return low + share * (high - low)

    def make(count: int) -> tuple[Tick, ...]:
        step = 10 ** math.floor(math.log10((high - low) / max(count, 1)))
        step *= next(k for k in (1, 2, 5, 10) if (high - low) / (step * k) <= max(count, 1))
        values = np.arange(math.ceil(low / step), math.floor(high / step) + 1) * step
        return tuple(Tick(position(v), f"{v:g}", value=v) for v in values.tolist())

    return Axis(
        channel,
        channel,
        "number",
        orient,
        length,
        grid=True,
        zero=position(0.0),
        positions=position,
        invert=invert,
        make=make,
        domain=(low, high),
    )


def category_axis(channel: str, names: Sequence[str]) -> Axis:
    length = WIDTH if channel == "x" else HEIGHT
    orient = "bottom" if channel == "x" else "left"
    step = length / max(len(names), 1)
    ticks = tuple(Tick((i + 0.5) * step, name, value=name) for i, name in enumerate(names))
    return Axis(
        channel,
        channel,
        "category",
        orient,
        length,
        positions=lambda rank: (rank + 0.5) * step,
        invert=lambda place: float(int(place // step)),
        make=lambda _: ticks,
        domain=tuple(names),
    )


@dataclass(frozen=True)
class Bar:
    name: str
    value: float
    fill: str = "series:0"


def scene_of(*groups: MarkGroup, axes: Sequence[Axis] | None = None, **more: object) -> Scene:
    """One plot of these groups; their ranks follow each other where they are walked."""
    ranked, next_rank = [], 0
    for group in groups:
        if group.ranks >= 0:
            group = replace(group, ranks=next_rank)
            next_rank += group.count
        ranked.append(group)
    both = (number_axis("x"), number_axis("y")) if axes is None else tuple(axes)
    whole = {"title": "Title", "width": WIDTH, "height": HEIGHT, **more}
    plots = (Plot(tuple(ranked), both),)
    return replace(
        Scene("", "", "Description.", "Summary.", "en", plots=plots),
        **whole,  # type: ignore[arg-type]
    )


BARS = (Bar("Managers", 58), Bar("Clerks", 20, "series:1"), Bar("Workers", 2, "series:2"))


def bars(
    rows: Sequence[Bar] = BARS, *, horizontal: bool = True, highest: float = 100.0, **more: object
) -> Scene:
    """Bars from zero, one a category."""
    across, along = ("y", "x") if horizontal else ("x", "y")
    length, other = (WIDTH, HEIGHT) if horizontal else (HEIGHT, WIDTH)
    step = other / max(len(rows), 1)
    ends = np.array([row.value / highest * length for row in rows])
    middles = (np.arange(len(rows)) + 0.5) * step
    columns = {
        along: ends if horizontal else length - ends,
        f"{along}2": 0.0 if horizontal else length,
        across: middles - step * 0.3,
        f"{across}2": middles + step * 0.3,
        "fill": [row.fill for row in rows],
        "stroke": None,
    }
    names = [row.name for row in rows]
    orient = "horizontal" if horizontal else "vertical"
    group = group_of("bar", len(rows), columns, keys=names, orient=orient)
    axes = (category_axis(across, names), number_axis(along, 0, highest))
    return scene_of(group, axes=axes, **more)


def lines(count: int = 12, *, series: int = 2, gaps: bool = False, points: bool = False) -> Scene:
    """Waves, one a series, from left to right."""
    steps = np.tile(np.linspace(0, WIDTH, count), series)
    which = np.repeat(np.arange(series), count)
    places = HEIGHT / 2 + HEIGHT / 3 * np.sin(steps / 40 + which)
    colours = [f"series:{rank}" for rank in which]
    columns = {"x": steps, "y": places, "stroke": colours, "fill": None, "strokeWidth": 2.0}
    paths = tuple((rank * count, (rank + 1) * count) for rank in range(series))
    defined = [rank % 5 != 2 for rank in range(count * series)] if gaps else None
    line = group_of("line", count * series, columns, paths=paths, defined=defined)
    groups = [line]
    if points:
        dots = {**columns, "fill": colours, "stroke": None, "size": 60.0, "shape": "circle"}
        groups.append(group_of("point", count * series, dots, ranks=-1, overlay=True))
    return scene_of(*groups)


def areas(count: int = 12, *, series: int = 2) -> Scene:
    """Areas on top of each other."""
    steps = np.tile(np.linspace(0, WIDTH, count), series)
    which = np.repeat(np.arange(series), count)
    columns = {
        "x": steps,
        "x2": steps,
        "y": HEIGHT - (which + 1) * 40.0 - 10 * np.sin(steps / 30),
        "y2": HEIGHT - which * 40.0 - np.where(which > 0, 10 * np.sin(steps / 30), 0.0),
        "fill": [f"series:{rank}" for rank in which],
        "stroke": None,
    }
    paths = tuple((rank * count, (rank + 1) * count) for rank in range(series))
    return scene_of(group_of("area", count * series, columns, paths=paths, orient="vertical"))


def scatter(count: int = 40, *, seed: int = 1, **columns: object) -> Scene:
    """Points anywhere."""
    chance = np.random.default_rng(seed)
    given = {
        "x": chance.uniform(0, WIDTH, count),
        "y": chance.uniform(0, HEIGHT, count),
        "size": 60.0,
        "shape": "circle",
        "fill": "series:0",
        "stroke": None,
        **columns,
    }
    return scene_of(group_of("point", count, given))


def zoomable(*channels: str) -> Scene:
    """Points whose scales can be panned and zoomed."""
    options = {"encodings": list(channels or ("x", "y"))}
    param = Param("grid", bind="scales", select="interval", options=options)
    return replace(scatter(), params=(param,))


def choosable(kind: str, *channels: str) -> Scene:
    """Points of which some can be chosen: ``kind`` is "point" or "interval"."""
    options = {"encodings": list(channels)} if channels else {}
    return replace(scatter(), params=(Param("chosen", select=kind, options=options),))


def pie(shares: Sequence[float] = (5, 3, 2), *, inner: float = 0.0) -> Scene:
    ends = np.cumsum(shares) / sum(shares) * 2 * math.pi
    columns = {
        "x": WIDTH / 2,
        "y": HEIGHT / 2,
        "startAngle": np.concatenate(([0.0], ends[:-1])),
        "endAngle": ends,
        "innerRadius": inner,
        "outerRadius": 90.0,
        "fill": [f"series:{rank}" for rank in range(len(shares))],
        "stroke": None,
    }
    return scene_of(group_of("arc", len(shares), columns), axes=(), keeps_aspect=True)


@dataclass(frozen=True)
class Rings:
    """A shape of a map, as :class:`desktop_app.charts.geo.paths.Path` is."""

    rings: tuple[np.ndarray, ...]
    closed: bool = True


def square(left: float, top: float, side: float) -> np.ndarray:
    right, bottom = left + side, top + side
    return np.array([(left, top), (right, top), (right, bottom), (left, bottom)])


def squares() -> Scene:
    """A map of two countries, the first with a hole that is the second."""
    paths = [
        Rings((square(50, 20, 150), square(90, 60, 60))),
        Rings((square(90, 60, 60),)),
    ]
    columns = {"path": paths, "fill": ["series:0", "series:1"], "stroke": "surface"}
    group = group_of("geoshape", 2, columns, keys=["ring", "core"])
    return scene_of(group, axes=(), keeps_aspect=True)
