"""Scales of categories: where Vega puts bands and points, and what holds of all of them."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.charts.scaling.discrete import BandScale, OrdinalScale, PointScale, bandspace
from tests.charts.oracle import scaled_by_vega

LETTERS = ("a", "b", "c")


@pytest.mark.parametrize(
    ("kind", "inner", "outer", "align"),
    [
        ("band", 0.0, 0.0, 0.5),
        ("band", 0.1, 0.05, 0.5),
        ("band", 0.5, 0.2, 0.5),
        ("band", 0.2, 1.0, 0.0),
        ("band", 0.2, 1.0, 1.0),
        ("band", 1.0, 0.0, 0.5),
        ("point", 1.0, 0.0, 0.5),
        ("point", 1.0, 0.5, 0.5),
        ("point", 1.0, 2.0, 0.3),
    ],
)
@pytest.mark.parametrize("domain", [LETTERS, ("a",), tuple("abcdefghij")])
@pytest.mark.parametrize("reach", [(0.0, 300.0), (300.0, 0.0)])
def test_places(
    kind: str,
    inner: float,
    outer: float,
    align: float,
    domain: tuple[str, ...],
    reach: tuple[float, float],
) -> None:
    padding = {"padding": outer} if kind == "point" else {
        "paddingInner": inner, "paddingOuter": outer}  # fmt: skip
    vega = {"type": kind, "domain": list(domain), "range": list(reach), "align": align, **padding}
    expected = scaled_by_vega(vega, [*domain, "nobody"])
    if kind == "point":
        scale: BandScale = PointScale(domain, reach, padding=outer, align=align)
    else:
        scale = BandScale(domain, reach, inner, outer, align)
    found = [scale.scale(value) for value in domain]
    assert found == pytest.approx([float(text) for text in expected[:-1]])
    assert scale.scale("nobody") is None
    assert scale.places([*domain, "nobody"])[:-1] == found
    assert math.isnan(scale.places(["nobody"])[0])


@given(
    st.lists(st.text(max_size=3), unique=True, min_size=1, max_size=20),
    st.floats(0, 1),
    st.floats(0, 3),
)
def test_bands_are_even_and_inside(domain: list[str], inner: float, outer: float) -> None:
    scale = BandScale(tuple(domain), (10.0, 310.0), inner, outer)
    starts = [scale.scale(value) for value in domain]
    assert all(start is not None for start in starts)
    assert scale.bandwidth == pytest.approx(scale.step * (1 - inner))
    for one, two in pairwise(starts):
        assert one is not None
        assert two is not None
        assert two - one == pytest.approx(scale.step)
    first, last = starts[0], starts[-1]
    assert first is not None
    assert last is not None
    assert first >= 10 - 1e-6
    assert last + scale.bandwidth <= 310 + 1e-6


def test_categories_are_what_javascript_tells_apart() -> None:
    scale = OrdinalScale((1, True, "1", None, math.nan, 0, False), tuple("abcdefg"))
    assert [scale.scale(value) for value in (1, True, "1", None, math.nan, 0, False)] == list(
        "abcdefg"
    )
    assert scale.scale(1.0) == "a"
    assert not scale.holds("x")
    assert OrdinalScale(([1, 2], {"k": 1}), ("a", "b")).scale([1, 2]) == "a"


def test_a_range_starts_again() -> None:
    scale = OrdinalScale(tuple("abcde"), ("red", "blue"))
    assert scale.places(list("abcdez")) == ["red", "blue", "red", "blue", "red", None]
    assert OrdinalScale(("a",), ()).scale("a") is None
    assert OrdinalScale((), ("red",)).scale("a") is None


def test_a_value_twice_has_one_place() -> None:
    assert BandScale(("a", "b", "a"), (0.0, 300.0)).step == 150
    assert bandspace(0, 0.1, 0.1) == 0
    assert BandScale((), (0.0, 300.0)).scale("a") is None
