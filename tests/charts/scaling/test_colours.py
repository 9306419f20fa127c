"""Colours: those of CSS, and Vega's schemes, each compared with Vega itself."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.charts.scaling.colours import (
    NAMES,
    contrast,
    interpolate_rgb,
    is_colour,
    luminance,
    parse_colour,
)
from desktop_app.charts.scaling.ramps import ramp_between
from desktop_app.charts.scaling.schemes import SCHEMES, palette, ramp
from tests.charts.oracle import scaled_by_vega


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("red", (255, 0, 0, 1)),
        ("SteelBlue", (70, 130, 180, 1)),
        ("rebeccapurple", (102, 51, 153, 1)),
        ("#1F5FBF", (31, 95, 191, 1)),
        ("#abc", (170, 187, 204, 1)),
        ("#abcd", (170, 187, 204, 221 / 255)),
        ("#11223380", (17, 34, 51, 128 / 255)),
        ("rgb(1, 2, 3)", (1, 2, 3, 1)),
        ("rgb(1 2 3 / 50%)", (1, 2, 3, 0.5)),
        ("rgba(10%, 20%, 300%, 0.25)", (26, 51, 255, 0.25)),
        ("hsl(120, 100%, 25%)", (0, 128, 0, 1)),
        ("hsla(-120deg 100% 50% / 0.5)", (0, 0, 255, 0.5)),
        ("transparent", (0, 0, 0, 0)),
        (" red ", (255, 0, 0, 1)),
    ],
)
def test_css_colours(text: str, expected: tuple[float, ...]) -> None:
    found = parse_colour(text)
    assert found == pytest.approx(expected)
    assert is_colour(text)


@pytest.mark.parametrize(
    "text",
    ["rouge", "#12", "#12345", "#ggg", "rgb(1, 2)", "rgb(a, b, c)", "rgb(1,2,3", "hsl(1)",
     "rgb(1e999,0,0)", "url(x)", "#" * 1000, "rgb(" + "1," * 1000 + ")"],
)  # fmt: skip
def test_what_is_no_colour(text: str) -> None:
    assert parse_colour(text) is None
    assert not is_colour(text)


def test_the_tokens_of_the_themes_and_no_paint_are_accepted() -> None:
    assert all(map(is_colour, ("series:0", "series:12", "ink", "muted", "none", "transparent")))
    assert not is_colour("series:x")


def test_every_name_of_css_is_known() -> None:
    assert len(NAMES) == 148
    assert all(parse_colour(name) for name in NAMES)


@given(st.text(max_size=30))
def test_any_text_is_a_colour_or_none(text: str) -> None:
    found = parse_colour(text)
    assert found is None or (all(0 <= part <= 255 for part in found[:3]) and 0 <= found[3] <= 1)


def test_contrast() -> None:
    assert contrast("black", "white") == pytest.approx(21)
    assert contrast("#777", "#777") == 1
    assert contrast("#767676", "white") == pytest.approx(4.54, abs=0.01)
    assert luminance("white") == pytest.approx(1)


def rgb(text: str) -> tuple[int, ...]:
    """``rgb(1, 2, 3)`` or a hexadecimal as numbers."""
    found = parse_colour(text)
    assert found is not None, text
    return tuple(round(part) for part in found[:3])


def close(one: str, two: str) -> bool:
    """Whether two colours are one, but for rounding."""
    return all(abs(a - b) <= 1 for a, b in zip(rgb(one), rgb(two), strict=True))


SHARES = (0.0, 0.07, 0.25, 0.5, 0.611, 0.93, 1.0)


@pytest.mark.parametrize("name", SCHEMES)
def test_schemes_are_those_of_vega(name: str) -> None:
    known = palette(name)
    if known is not None:
        letters = [f"k{rank}" for rank in range(len(known))]
        scale = {"type": "ordinal", "domain": letters, "range": {"scheme": name}}
        assert [rgb(one) for one in scaled_by_vega(scale, letters)] == [rgb(one) for one in known]
        return
    found = ramp(name)
    assert found is not None
    scale = {"type": "linear", "domain": [0, 1], "range": {"scheme": name}}
    for share, expected in zip(SHARES, scaled_by_vega(scale, SHARES), strict=True):
        assert close(found.colour(share), expected), (share, found.colour(share), expected)


@pytest.mark.parametrize("mix", ["rgb", "hsl", "hsl-long", "lab", "hcl", "hcl-long", "cubehelix"])
def test_mixtures_are_those_of_vega(mix: str) -> None:
    colours = ["#1f5fbf", "gold", "#c8501e"]
    domain = [0, 0.5, 1]
    scale = {"type": "linear", "domain": domain, "range": colours, "interpolate": mix}
    found = ramp_between(colours, mix)
    for share, expected in zip(SHARES, scaled_by_vega(scale, SHARES), strict=True):
        assert close(found.colour(share), expected), (share, found.colour(share), expected)


@given(st.floats(0, 1))
def test_a_mixture_stays_between(share: float) -> None:
    low, high = rgb("#102030"), rgb("#f0e0d0")
    found = rgb(interpolate_rgb("#102030", "#f0e0d0", share))
    assert all(a <= part <= b for a, part, b in zip(low, found, high, strict=True))
    assert re.fullmatch("#[0-9a-f]{6}", ramp_between(["#102030", "#f0e0d0"]).colour(share))


def test_a_ramp_of_many_shares_is_that_of_each() -> None:
    found = ramp("viridis")
    assert found is not None
    shares = np.array([0.0, np.nan, 0.3, 1.0, 0.3])
    assert found.at(shares) == [
        None if np.isnan(share) else found.colour(share) for share in shares
    ]
    assert found.reversed().colour(0.2) == found.colour(0.8)
    assert close(found.part(0.5, 1.0).colour(0.5), found.colour(0.75))
    assert len(found.steps(5)) == 5
