"""Which window goes to which screen, over lists of screens that come and go."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.ui.presenter.screens import Area, Screen, Wish, arrange

LAPTOP = Screen("laptop", Area(0, 0, 1440, 900), Area(0, 25, 1440, 835), primary=True)
PROJECTOR = Screen("projector", Area(1440, 0, 1024, 768), Area(1440, 0, 1024, 768))
WALL = Screen("wall", Area(-3840, 0, 3840, 2160), Area(-3840, 0, 3840, 2160))
HOME = Area(100, 100, 1000, 700)


def test_on_one_screen_the_audience_has_it() -> None:
    found = arrange([LAPTOP], Wish(), HOME)
    assert found.audience is LAPTOP
    assert found.console is None


def test_with_a_projector_the_console_stays_with_the_teacher() -> None:
    for screens in ([LAPTOP, PROJECTOR], [PROJECTOR, LAPTOP]):
        found = arrange(screens, Wish(), HOME)
        assert (found.audience, found.console) == (PROJECTOR, LAPTOP)
        assert found.console_area == LAPTOP.free


def test_the_teacher_is_where_the_own_window_is() -> None:
    found = arrange([LAPTOP, PROJECTOR], Wish(), Area(1500, 50, 700, 500))
    assert (found.audience, found.console) == (LAPTOP, PROJECTOR)


def test_the_largest_of_the_others_is_for_the_audience() -> None:
    found = arrange([LAPTOP, PROJECTOR, WALL], Wish(), HOME)
    assert (found.audience, found.console) == (WALL, LAPTOP)


def test_what_was_chosen_is_kept_while_it_is_there() -> None:
    wish = Wish(audience="laptop", console="projector")
    found = arrange([LAPTOP, PROJECTOR, WALL], wish, HOME)
    assert (found.audience, found.console) == (LAPTOP, PROJECTOR)
    found = arrange([LAPTOP, WALL], wish, HOME)
    assert (found.audience, found.console) == (LAPTOP, WALL)
    found = arrange([PROJECTOR, WALL], wish, HOME)
    assert (found.audience, found.console) == (WALL, PROJECTOR)


def test_a_projector_that_is_unplugged_leaves_the_console_to_the_teacher() -> None:
    wish = Wish(audience="projector", console="laptop")
    gone = arrange([LAPTOP], replace(wish, shown=True), HOME)
    assert (gone.audience, gone.console) == (None, LAPTOP)
    again = arrange([LAPTOP, PROJECTOR], wish, HOME)
    assert (again.audience, again.console) == (PROJECTOR, LAPTOP)


def test_mirrored_screens_are_one() -> None:
    mirror = Screen("projector", Area(0, 0, 1024, 768), Area(0, 0, 1024, 768))
    found = arrange([LAPTOP, mirror], Wish(), HOME)
    assert (found.audience, found.console) == (LAPTOP, None)


def test_the_console_stands_where_it_stood_if_that_is_in_sight() -> None:
    stood = Area(200, 100, 900, 600)
    found = arrange([LAPTOP, PROJECTOR], Wish(console_area=stood), HOME)
    assert found.console_area == stood
    found = arrange([LAPTOP, PROJECTOR], Wish(console_area=Area(1600, 0, 900, 600)), HOME)
    assert found.console_area == LAPTOP.free
    found = arrange([LAPTOP, PROJECTOR], Wish(console_area=Area(800, 300, 900, 600)), HOME)
    assert found.console_area == Area(540, 260, 900, 600)


@pytest.mark.parametrize("size", [(0, 0), (0, 768), (-5, 10)])
def test_a_screen_without_size_is_none(size: tuple[int, int]) -> None:
    dead = Screen("dead", Area(1440, 0, *size), Area(1440, 0, *size))
    assert arrange([LAPTOP, dead], Wish(), HOME).console is None
    assert arrange([dead], Wish()).audience is None


def areas() -> st.SearchStrategy[Area]:
    return st.builds(
        Area,
        st.integers(-8000, 8000),
        st.integers(-4000, 4000),
        st.integers(0, 7680),
        st.integers(0, 4320),
    )


@st.composite
def screens(draw: st.DrawFn) -> Screen:
    area = draw(areas())
    taken = draw(st.integers(0, 100))
    free = Area(area.x, area.y + taken, area.width, max(area.height - taken, 0))
    return Screen(draw(st.sampled_from("abcd")), area, free, draw(st.booleans()))


def holds(outer: Area, inner: Area) -> bool:
    return outer.overlap(inner) == inner.width * inner.height > 0


@given(
    st.lists(screens(), max_size=4),
    st.builds(
        Wish,
        audience=st.sampled_from(["", "a", "b", "z"]),
        console=st.sampled_from(["", "a", "c", "z"]),
        shown=st.none() | st.booleans(),
        console_area=st.none() | areas(),
    ),
    st.none() | areas(),
)
def test_no_window_is_ever_out_of_sight(there: list[Screen], wish: Wish, home: Area | None) -> None:
    found = arrange(there, wish, home)
    usable = [one for one in there if one.area.width > 0 and one.area.height > 0]
    assert bool(found.audience or found.console) == bool(usable)
    if found.audience:
        assert found.audience in usable
    if found.console:
        assert found.console in usable
        assert found.console_area is not None
        assert holds(found.console.area, found.console_area)
    if found.audience and found.console:
        assert found.audience is not found.console
    assert arrange(there, wish, home) == found
    assert (
        arrange(there, Wish(wish.audience, wish.console, None, wish.console_area), home).audience
        or not usable
    )
