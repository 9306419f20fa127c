"""Which piece stands on which page: a pure function of how high each one is.

Nothing is lost, nothing changes its order, and nothing that fits on a page is cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop_app.paper.elements import Glue


@dataclass(frozen=True)
class Extent:
    """How much room a piece takes.

    ``parts`` are the heights of what it is made of, from top to bottom; a piece higher than
    a page is cut between two of them. ``before`` is the space above it, none at the top of a
    page.
    """

    parts: tuple[float, ...]
    before: float = 0.0
    glue: Glue = Glue.NONE
    new_page: bool = False

    @property
    def height(self) -> float:
        return sum(self.parts)


@dataclass(frozen=True)
class Placed:
    """Parts ``first`` up to ``last`` (not included) of a piece, ``top`` below the page's top."""

    piece: int
    first: int
    last: int
    top: float


Page = tuple[Placed, ...]
_ROUNDING = 1e-6
_WASTE = 0.4
"""A page that is filled less than that takes what fits, though not all of a run does."""


def paginate(extents: Sequence[Extent], room: float) -> tuple[Page, ...]:
    """The pages, each ``room`` high. A part that is higher than a page has one of its own."""
    pages = _Pages(room)
    for run in _runs(extents):
        pages.add(extents, run)
    return pages.done()


def overfull(extents: Sequence[Extent], room: float) -> tuple[int, ...]:
    """The pieces that are higher than a page."""
    return tuple(rank for rank, extent in enumerate(extents) if extent.height > room + _ROUNDING)


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


class _Pages:
    def __init__(self, room: float) -> None:
        self._room = room
        self._pages: list[list[Placed]] = [[]]
        self._used = 0.0

    def done(self) -> tuple[Page, ...]:
        return tuple(tuple(page) for page in self._pages if page)

    def add(self, extents: Sequence[Extent], run: Sequence[int]) -> None:
        """Put the pieces of ``run`` down together where they fit, else as few pages apart
        as they can be.
        """
        if extents[run[0]].new_page and self._pages[-1]:
            self._turn()
        if self._fits(extents, run):
            self._put(extents, run)
            return
        strong = [
            [run[rank] for rank in part]
            for part in _runs([extents[rank] for rank in run], Glue.ALWAYS)
        ]
        alone = _height(extents, run, top=True) <= self._room + _ROUNDING
        wasteful = self._used < _WASTE * self._room and self._fits(extents, strong[0])
        if alone and not (wasteful and len(strong) > 1):
            self._turn()
            self._put(extents, run)
        elif len(strong) > 1:
            for part in strong:
                self.add(extents, part)
        elif len(run) > 1:
            self._add_headed(extents, run)
        else:
            self._cut(extents, run[0])

    def _add_headed(self, extents: Sequence[Extent], run: Sequence[int]) -> None:
        """Headings and what they belong to, which together are higher than a page."""
        if self._pages[-1]:
            self._turn()
        for rank in run:
            if self._fits(extents, [rank]):
                self._put(extents, [rank])
            else:
                self._cut(extents, rank)

    def _cut(self, extents: Sequence[Extent], rank: int) -> None:
        """A piece part by part: it is higher than what is left of the page."""
        extent = extents[rank]
        if extent.height <= self._room + _ROUNDING:
            self._turn()
            self._put(extents, [rank])
            return
        first = 0
        gap = extent.before if self._pages[-1] else 0.0
        if self._pages[-1] and self._used + gap + extent.parts[0] > self._room + _ROUNDING:
            self._turn()
            gap = 0.0
        top = self._used + gap
        height = 0.0
        for last, part in enumerate(extent.parts):
            if last > first and top + height + part > self._room + _ROUNDING:
                self._pages[-1].append(Placed(rank, first, last, top))
                self._turn()
                first, top, height = last, 0.0, 0.0
            height += part
        self._pages[-1].append(Placed(rank, first, len(extent.parts), top))
        self._used = top + height

    def _fits(self, extents: Sequence[Extent], run: Sequence[int]) -> bool:
        height = _height(extents, run, top=not self._pages[-1])
        return self._used + height <= self._room + _ROUNDING

    def _put(self, extents: Sequence[Extent], run: Sequence[int]) -> None:
        for rank in run:
            extent = extents[rank]
            top = self._used + (extent.before if self._pages[-1] else 0.0)
            self._pages[-1].append(Placed(rank, 0, len(extent.parts), top))
            self._used = top + extent.height

    def _turn(self) -> None:
        if self._pages[-1]:
            self._pages.append([])
        self._used = 0.0


def _height(extents: Sequence[Extent], run: Sequence[int], *, top: bool) -> float:
    """How high the pieces of ``run`` are under one another; ``top``: on a fresh page."""
    height = sum(extents[rank].before + extents[rank].height for rank in run)
    return height - (extents[run[0]].before if top else 0.0)
