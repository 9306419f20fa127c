"""From one scene to the next: marks of the same key move, others come and go.

What is between two scenes is groups again, so that it is painted and pointed at like them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtGui import QColor

from desktop_app.charts.scene import PATHS, MarkGroup, Scene
from desktop_app.ui.charts.look import Look
from desktop_app.ui.charts.navigation import Stretch, stretched
from desktop_app.ui.charts.painting.arrays import Flags, Floats, Ranks
from desktop_app.ui.charts.painting.figure import numbers
from desktop_app.ui.charts.shapes import Groups, groups_of

MOST_MOVED = 1_000
"""From more marks on, a change is drawn at once."""
_MOVED = {
    "x": np.nan,
    "y": np.nan,
    "x2": np.nan,
    "y2": np.nan,
    "size": np.nan,
    "angle": 0.0,
    "startAngle": 0.0,
    "endAngle": 0.0,
    "innerRadius": 0.0,
    "outerRadius": 0.0,
    "opacity": 1.0,
    "strokeWidth": np.nan,
}
_COLOURS = ("fill", "stroke")


@dataclass(frozen=True)
class _Move:
    """A group, and where its items come from.

    ``ranks``: for each item, the one of ``before`` that was it (-1: it is new).
    """

    plot: int
    before: MarkGroup | None
    after: MarkGroup
    ranks: Ranks
    grows: bool = False


class Transition:
    """What is drawn between two scenes."""

    def __init__(
        self,
        before: Groups,
        after: Scene,
        look: Look,
        *,
        size: tuple[float, float] | None = None,
        grows: bool = False,
        fading: Groups = (),
    ) -> None:
        """``size``: that of the scene before, if not the same.

        ``grows``: bars that are new grow from their base (a prediction is revealed).
        ``fading``: what was still going when this change broke into the one before.
        """
        self._look = look
        if size is not None and size != (after.width, after.height):
            x = Stretch(after.width / (size[0] or 1.0))
            y = Stretch(after.height / (size[1] or 1.0))
            before = [(plot, stretched(group, x, y)) for plot, group in before]
        self._moves: list[_Move] = []
        self._gone: list[tuple[int, MarkGroup, Ranks]] = [
            (plot, group, np.arange(group.count, dtype=np.intp)) for plot, group in fading
        ]
        known = {_name(*one): one for one in before}
        used: dict[object, Ranks] = {}
        turns: dict[object, int] = {}
        for plot, group in groups_of(after):
            name = _name(plot, group)
            turns[name] = turns.get(name, 0) + 1
            old = known.get(name) if turns[name] == 1 else None
            ranks = _matched(old[1] if old else None, group)
            if old is not None and (ranks >= 0).any():
                used[name] = ranks[ranks >= 0]
            self._moves.append(_Move(plot, old[1] if old else None, group, ranks, grows))
        for plot, group in before:
            left = _left(group, used.get(_name(plot, group)))
            if len(left) and not grows:
                self._gone.append((plot, group, left.astype(np.intp)))

    @property
    def moves(self) -> bool:
        """Whether any mark of the first scene is in the second one, or grows."""
        return any(move.grows or bool((move.ranks >= 0).any()) for move in self._moves)

    def at(self, share: float) -> Groups:
        """The groups at ``share`` (0 to 1) of the way."""
        return [(move.plot, self._between(move, share)) for move in self._moves]

    def fading(self, share: float) -> Groups:
        """What goes, as much of it as is still seen."""
        found = []
        for plot, group, ranks in self._gone:
            rest = group if len(ranks) == group.count else _items(group, ranks)
            found.append((plot, _faded(rest, 1 - share)))
        return found

    def _between(self, move: _Move, share: float) -> MarkGroup:
        group, known = move.after, move.ranks >= 0
        if move.before is None or not known.any():
            if move.grows and group.type == "bar":
                return _grown(group, share)
            return _faded(group, share)
        columns = dict(group.columns)
        sources = np.maximum(move.ranks, 0)
        of_path = _of_known_path(group, known)  # they move with the vertices beside them
        for name, default in _MOVED.items():
            if name not in group.columns and name not in move.before.columns:
                continue
            end = numbers(group.columns.get(name), group.count, default)
            start = numbers(move.before.columns.get(name), move.before.count, default)[sources]
            start = np.where(known & np.isfinite(start), start, end)
            if of_path is not None:
                start = _along_paths(group, known, start)
            if not np.array_equal(start, end, equal_nan=True):
                columns[name] = start + (end - start) * share
        for name in _COLOURS:
            columns[name] = self._tinted(move, name, sources, share)
        between = replace(group, columns=columns)
        known = known if of_path is None else of_path
        if known.all():
            return between
        opacity = numbers(columns.get("opacity"), group.count, 1.0)
        return replace(
            between, columns={**columns, "opacity": np.where(known, opacity, opacity * share)}
        )

    def _tinted(self, move: _Move, name: str, sources: Ranks, share: float) -> object:
        """The colours between, where any changes; else those of the end."""
        after, before = move.after, move.before
        assert before is not None
        if after.is_constant(name) and after.columns.get(name) == before.columns.get(name):
            return after.columns.get(name)
        found: list[object] = []
        changes = False
        for index, (source, rank) in enumerate(zip(sources, move.ranks, strict=True)):
            end = after.value(name, index)
            start = before.value(name, int(source)) if rank >= 0 else end
            if start != end and isinstance(start, str) and isinstance(end, str):
                changes = True
                found.append(_mixed(self._look.colour(start), self._look.colour(end), share))
            else:
                found.append(end)
        return found if changes else after.columns.get(name)


def countable(groups: Groups) -> bool:
    """Whether there are so few marks that they can be seen to move."""
    return 0 < sum(group.count for _, group in groups) <= MOST_MOVED


def _name(plot: int, group: MarkGroup) -> object:
    return plot, group.type, group.unit, group.overlay


def _keys(group: MarkGroup) -> Sequence[object]:
    if len(group.marks) == group.count:
        return [mark.key for mark in group.marks]
    return range(group.count)


def _matched(before: MarkGroup | None, after: MarkGroup) -> Ranks:
    """For each item of ``after``, the item of ``before`` with its key, else -1."""
    nowhere = np.full(after.count, -1, dtype=np.intp)
    if before is None:
        return nowhere
    known: dict[object, int] = {}
    for rank, key in enumerate(_keys(before)):
        known.setdefault(key, rank)
    return np.array([known.get(key, -1) for key in _keys(after)], dtype=np.intp)


def _left(group: MarkGroup, used: Ranks | None) -> Ranks:
    """The items that go: of lines and areas, the vertices of paths that go as a whole."""
    gone = np.ones(group.count, bool)
    if used is not None:
        gone[used] = False
    if group.type in PATHS:
        for start, stop in group.paths:
            gone[start:stop] = gone[start:stop].all()
    return np.flatnonzero(gone)


def _of_known_path(group: MarkGroup, known: Flags) -> Flags | None:
    """Which vertices are of a path that was there; None where the group has no paths."""
    if group.type not in PATHS or not group.paths:
        return None
    found = np.zeros(group.count, bool)
    for start, stop in group.paths:
        found[start:stop] = known[start:stop].any()
    return found


def _along_paths(group: MarkGroup, known: Flags, start: Floats) -> Floats:
    """Where new vertices of a known path come from: from between those that were there."""
    found = start.copy()
    for first, last in group.paths:
        ranks = np.flatnonzero(known[first:last])
        if len(ranks) and len(ranks) < last - first:
            every = np.arange(last - first)
            found[first:last] = np.interp(every, ranks, start[first:last][ranks])
    return found


def _mixed(start: QColor, end: QColor, share: float) -> str:
    one, two = start.getRgb(), end.getRgb()
    parts = [round(a + (b - a) * share) for a, b in zip(one, two, strict=True)]  # type: ignore[call-overload]
    return QColor(*parts).name()


def _faded(group: MarkGroup, share: float) -> MarkGroup:
    opacity = numbers(group.columns.get("opacity"), group.count, 1.0) * share
    constant = group.is_constant("opacity") and group.count
    value: object = float(opacity[0]) if constant else opacity
    return replace(group, columns={**group.columns, "opacity": value})


def _grown(group: MarkGroup, share: float) -> MarkGroup:
    """Bars on their way up from their base."""
    name = "x" if group.orient == "horizontal" else "y"
    end = numbers(group.columns.get(name), group.count)
    base: Floats = numbers(group.columns.get(f"{name}2"), group.count)
    return replace(group, columns={**group.columns, name: base + (end - base) * share})


def _items(group: MarkGroup, ranks: Ranks) -> MarkGroup:
    """Some of the items of a group, which is not pointed at any more."""
    columns: dict[str, object] = {}
    for name, column in group.columns.items():
        if isinstance(column, list):
            columns[name] = [column[rank] for rank in ranks]
        elif hasattr(column, "shape"):
            columns[name] = column[ranks]  # type: ignore[index]
        else:
            columns[name] = column
    kept = {rank: at for at, rank in enumerate(ranks.tolist())}
    paths = tuple(
        (kept[start], kept[start] + stop - start) for start, stop in group.paths if start in kept
    )
    defined = None if group.defined is None else [bool(group.defined[rank]) for rank in ranks]
    return replace(
        group, count=len(ranks), columns=columns, marks=(), ranks=-1, paths=paths, defined=defined,
        path_labels=(),
    )  # fmt: skip
