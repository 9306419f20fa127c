"""Root finding, against SciPy."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq

from desktop_app.models.roots import bracket, find_roots, solve


@settings(deadline=None)
@given(root=st.floats(-5, 5), bend=st.floats(0.1, 5), count=st.sampled_from([1, 3, 40, 300]))
def test_many_roots_at_once(root: float, bend: float, count: int) -> None:
    roots = root + np.linspace(-1, 1, count)
    low, high = np.full(count, -10.0), np.full(count, 10.0)
    found = find_roots(lambda x: np.sinh(bend * (x - roots) / 10), low, high)
    assert found == pytest.approx(roots, abs=1e-12)


@settings(deadline=None)
@given(a=st.floats(-3, 3), b=st.floats(0.1, 3), c=st.floats(-2, 2))
def test_one_root_is_that_of_brent(a: float, b: float, c: float) -> None:
    def function(x: float) -> float:
        return b * (x - a) ** 3 + 0.1 * (x - a) + c

    found = solve(function, -10, 10)
    assert found == pytest.approx(brentq(function, -10, 10, xtol=1e-14), abs=1e-10)


def test_an_end_that_is_a_root_is_found_and_signs_that_agree_do_no_harm() -> None:
    assert solve(lambda x: x, 0, 1) == 0
    assert solve(lambda x: x - 1, 0, 1) == 1
    assert solve(lambda x: x + 1, 0, 1) == 0


@pytest.mark.parametrize("root", [1e-12, 1e-3, 1.0, 1e9])
def test_a_bracket_is_found_from_anywhere(root: float) -> None:
    for start in (1e-6, 1.0, 1e6):
        low, high = bracket(lambda x: x - root, start)
        assert low <= root <= high


def test_a_function_that_never_turns_does_not_hang() -> None:
    low, high = bracket(lambda x: -1.0, 1.0)
    assert math.isfinite(low)
    assert high > 1e60
