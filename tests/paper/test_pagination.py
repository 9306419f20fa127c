"""Pagination: nothing is lost, nothing cut that fits, everything in order."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.paper.elements import Glue
from desktop_app.paper.pagination import Extent, Page, Placed, overfull, paginate

ROOM = 100.0
HEIGHTS = st.integers(1, 60) | st.integers(60, 250)
EXTENTS = st.lists(
    st.builds(
        lambda parts, give, *rest: Extent(parts, *rest, give * min(parts)),
        st.lists(HEIGHTS, min_size=1, max_size=3).map(tuple),
        st.sampled_from((0, 0.25, 0.5)),
        st.integers(0, 12),
        st.sampled_from(Glue),
        st.booleans(),
    ),
    max_size=12,
)
SMALL = st.lists(
    st.builds(
        Extent,
        st.lists(st.integers(1, 30), min_size=1, max_size=2).map(tuple),
        st.integers(0, 5),
        st.sampled_from(Glue),
    ),
    min_size=1,
    max_size=12,
)


@given(EXTENTS)
def test_nothing_is_lost_or_cut(extents: list[Extent]) -> None:
    pages = paginate(extents, ROOM)
    _every_part_stands_once_and_in_order(extents, pages)
    _nothing_is_cut_that_fits_on_a_page(extents, pages)
    _pages_hold_what_is_on_them(extents, pages)
    _no_page_is_nearly_empty_for_want_of_squeezing(extents, pages)
    assert not any(extents[one.piece].new_page for page in pages for one in page[1:])


def _every_part_stands_once_and_in_order(extents: list[Extent], pages: tuple[Page, ...]) -> None:
    placed = [
        (one.piece, part) for page in pages for one in page for part in range(one.first, one.last)
    ]
    whole = [(rank, part) for rank, one in enumerate(extents) for part in range(len(one.parts))]
    assert placed == whole


def _nothing_is_cut_that_fits_on_a_page(extents: list[Extent], pages: tuple[Page, ...]) -> None:
    high = overfull(extents, ROOM)
    for rank in range(len(extents)):
        parts = [one for page in pages for one in page if one.piece == rank]
        assert len(parts) == 1 or rank in high


def _pages_hold_what_is_on_them(extents: list[Extent], pages: tuple[Page, ...]) -> None:
    for page in pages:
        assert page
        assert page[0].top == 0
        bottom = 0.0
        for rank, one in enumerate(page):
            assert one.top >= bottom - 1e-6
            bottom = one.top + _height(extents, one)
            alone = one.last - one.first == 1 and rank == 0
            assert bottom <= ROOM + 1e-5 or alone  # no page is as high as that part


def _height(extents: list[Extent], one: Placed) -> float:
    """How high it is drawn: what is cut gives nothing."""
    assert 0 <= one.squeeze <= 1
    whole = extents[one.piece]
    parts = whole.parts[one.first : one.last]
    give = whole.give if len(parts) == len(whole.parts) and whole.least <= ROOM else 0.0
    return sum(parts) - one.squeeze * give


def _no_page_is_nearly_empty_for_want_of_squeezing(
    extents: list[Extent], pages: tuple[Page, ...]
) -> None:
    for page, following in pairwise(pages):
        on, first = [extents[one.piece] for one in page], extents[following[0].piece]
        natural = sum(one.before + one.height for one in on) - on[0].before
        alone = page[-1].piece < following[0].piece and on[-1].glue is first.glue is Glue.NONE
        if alone and not first.new_page and natural < ROOM / 2:
            lowest = natural - sum(one.give for one in on) + first.before + first.least
            assert lowest > ROOM


def test_charts_are_lower_only_where_more_then_stands_on_the_page() -> None:
    title, chart = Extent((30.0,)), Extent((80.0,), give=30.0)
    ((_, drawn),) = paginate([title, chart], ROOM)
    assert drawn.squeeze == pytest.approx(10 / 30)
    assert drawn.top == 30
    chart = Extent((60.0,), give=30.0)
    assert [[one.squeeze for one in page] for page in paginate([title, chart], ROOM)] == [[0, 0]]
    much = Extent((70.0,), give=5.0)
    pages = paginate([chart, much], ROOM)  # a page well filled is not crowded for it
    assert [[one.squeeze for one in page] for page in pages] == [[0], [0]]


@given(SMALL)
def test_a_heading_is_never_the_last_of_a_page(extents: list[Extent]) -> None:
    pages = paginate(extents, ROOM)
    for page, following in pairwise(pages):
        last, first = page[-1].piece, following[0].piece
        run = [last]
        while run[0] > 0 and extents[run[0] - 1].glue is Glue.ALWAYS:
            run.insert(0, run[0] - 1)
        while extents[run[-1]].glue is Glue.ALWAYS and run[-1] + 1 < len(extents):
            run.append(run[-1] + 1)
        height = sum(extents[rank].before + extents[rank].height for rank in run)
        assert first != last
        if height <= ROOM:
            assert extents[last].glue is not Glue.ALWAYS


def test_what_wants_to_stay_together_does_where_little_is_lost() -> None:
    body = Extent((60.0,))
    chart, question = Extent((30.0,), glue=Glue.IF_ROOM), Extent((30.0,))
    pages = paginate([body, chart, question], ROOM)
    assert [[one.piece for one in page] for page in pages] == [[0], [1, 2]]
    little = Extent((10.0,))
    long = Extent((65.0,))
    pages = paginate([little, chart, long], ROOM)
    assert [[one.piece for one in page] for page in pages] == [[0, 1], [2]]
