"""Which piece stands on which page: a pure function of how high each one is.

Nothing is lost, nothing changes its order, and nothing that fits on a page is cut. Charts
give way: those of a page are drawn lower where more of the paper then stands on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from desktop_app.paper.elements import Glue


@dataclass(frozen=True)
class Extent:
    """How much room a piece takes.

    ``parts`` are the heights of what it is made of, from top to bottom; a piece higher than
    a page is cut between two of them. ``before`` is the space above it, none at the top of a
    page. ``give`` is how much lower the piece can be, all told, because of its charts.
    """

    parts: tuple[float, ...]
    before: float = 0.0
    glue: Glue = Glue.NONE
    new_page: bool = False
    give: float = 0.0

    @property
    def height(self) -> float:
        return sum(self.parts)

    @property
    def least(self) -> float:
        return self.height - self.give


@dataclass(frozen=True)
class Placed:
    """Parts ``first`` up to ``last`` (not included) of a piece, ``top`` below the page's top.

    ``squeeze``: the share (0 to 1) that it gave of what it can give.
    """

    piece: int
    first: int
    last: int
    top: float
    squeeze: float = 0.0


Page = tuple[Placed, ...]
_ROUNDING = 1e-6
_WASTE = 0.5
"""A page that is filled less than that takes what fits, though not all of a run does."""
_EASY = 0.8
"""The share of what charts can give that they give for a page well filled; they give all of
it for one that would be left nearly empty.
"""


def paginate(extents: Sequence[Extent], room: float) -> tuple[Page, ...]:
    """The pages, each ``room`` high. A part that is higher than a page has one of its own."""
    pages = _Pages(extents, room)
    for run in _runs(extents):
        pages.add(run)
    return pages.done()


def overfull(extents: Sequence[Extent], room: float) -> tuple[int, ...]:
    """The pieces that are higher than a page."""
    return tuple(rank for rank, extent in enumerate(extents) if extent.least > room + _ROUNDING)


def _runs(extents: Sequence[Extent], least: Glue = Glue.IF_ROOM) -> Iterator[list[int]]:
    """The pieces that want to stay together, with at least that much glue."""
    run: list[int] = []
    for rank, extent in enumerate(extents):
        if run and (extent.new_page or extents[rank - 1].glue < least):
            yield run
            run = []
        run.append(rank)
    if run:
        yield run


class _On(NamedTuple):
    """What stands on a page that is not full yet: natural heights, and what they can give."""

    piece: int
    first: int
    last: int
    before: float
    height: float
    give: float = 0.0


class _Pages:
    def __init__(self, extents: Sequence[Extent], room: float) -> None:
        self._extents = extents
        self._room = room + _ROUNDING
        self._done: list[Page] = []
        self._page: list[_On] = []

    def done(self) -> tuple[Page, ...]:
        self._turn()
        return tuple(self._done)

    def add(self, run: Sequence[int]) -> None:
        """Put the pieces of ``run`` down together where they fit, else as few pages apart
        as they can be.
        """
        if self._extents[run[0]].new_page:
            self._turn()
        nearly_empty = self._height(self._page) < _WASTE * self._room
        if self._fits(run, 1.0 if nearly_empty else _EASY):
            self._put(run)
            return
        parts = _runs([self._extents[rank] for rank in run], Glue.ALWAYS)
        strong = [[run[rank] for rank in part] for part in parts]
        wasteful = nearly_empty and len(strong) > 1 and self._fits(strong[0], 1.0)
        if self._fits(run, 1.0, fresh=True) and not wasteful:
            self._turn()
            self._put(run)
        elif len(strong) > 1:
            for part in strong:
                self.add(part)
        elif len(run) > 1:
            self._add_headed(run)
        else:
            self._cut(run[0])

    def _add_headed(self, run: Sequence[int]) -> None:
        """Headings and what they belong to, which together are higher than a page."""
        self._turn()
        for rank in run:
            if self._fits([rank], 1.0):
                self._put([rank])
            else:
                self._cut(rank)

    def _cut(self, rank: int) -> None:
        """A piece part by part: it is higher than what is left of the page."""
        extent = self._extents[rank]
        if self._fits([rank], 1.0, fresh=True):
            self._turn()
            self._put([rank])
            return
        first, height = 0, 0.0
        for last, part in enumerate(extent.parts):
            before = extent.before if self._page and first == 0 else 0.0
            full = self._height(self._page, _EASY) + before + height + part > self._room
            if full and (self._page or last > first):
                if last > first:
                    self._page.append(_On(rank, first, last, before, height))
                self._turn()
                first, height = last, 0.0
            height += part
        before = extent.before if self._page and first == 0 else 0.0
        self._page.append(_On(rank, first, len(extent.parts), before, height))

    def _fits(self, run: Sequence[int], squeeze: float, *, fresh: bool = False) -> bool:
        page = [] if fresh else self._page
        return self._height([*page, *self._whole(run)], squeeze) <= self._room

    def _put(self, run: Sequence[int]) -> None:
        self._page += self._whole(run)

    def _whole(self, run: Sequence[int]) -> list[_On]:
        found = [(rank, self._extents[rank]) for rank in run]
        return [
            _On(rank, 0, len(one.parts), one.before, one.height, one.give) for rank, one in found
        ]

    @staticmethod
    def _height(page: Sequence[_On], squeeze: float = 0.0) -> float:
        """How high it is under one another, the first without the space above it."""
        height = sum(one.before + one.height - squeeze * one.give for one in page)
        return height - (page[0].before if page else 0.0)

    def _turn(self) -> None:
        """Begin a page, where something stands on this one; what can give, gives its share."""
        if not self._page:
            return
        give = sum(one.give for one in self._page)
        over = self._height(self._page) - self._room
        squeeze = min(over / give, 1.0) if give and over > 0 else 0.0
        placed: list[Placed] = []
        top = -self._page[0].before
        for one in self._page:
            top += one.before
            placed.append(Placed(one.piece, one.first, one.last, top, squeeze))
            top += one.height - squeeze * one.give
        self._done.append(tuple(placed))
        self._page = []
