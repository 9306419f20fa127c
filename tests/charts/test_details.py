"""Single properties against Vega-Lite: items, scales, and where each item is and how it looks."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pytest

from tests.charts.oracle_details import DETAILS
from tests.charts.oracle_items import LOOKS, SYMBOLS, drawn, drawn_by_vega_lite
from tests.charts.oracle_specs import SPECS
from tests.charts.oracle_views import VIEWS
from tests.charts.test_against_vega_lite import NEWER, compare

OWN = {**DETAILS, **VIEWS}
EVERY = {**SPECS, **OWN}
ELSEWHERE = {
    "window-cume_dist": "Vega gives the first of its peers less",
    "bin-nice": "Vega 6.2 ends the domain of bins later", "bin-anchor": "as above",
    "bar-corner": "round stacks are groups in Vega, each with an origin of its own",
    "bar-corner-end": "as above", "arc-pad": "as above",
    "boxplot": "Vega-Lite keeps a layer of outliers that nothing is in",
    "facet-layers": "what is constant is drawn once",
}  # fmt: skip
"""Where places differ, and why."""
HALF = 0.75
"""Vega moves what is binned by half a pixel, to part it from its neighbour."""


@pytest.mark.parametrize("name", OWN)
def test_items_and_scales(name: str) -> None:
    compare(OWN[name], NEWER.get(name, {}))


@pytest.mark.parametrize("name", [name for name in EVERY if name not in ELSEWHERE])
def test_places_and_looks(name: str) -> None:
    spec = EVERY[name]
    ours, theirs = list(drawn(spec)), list(drawn_by_vega_lite(spec))
    assert len(ours) == len(theirs)
    if "facet" in name or "row" in name or "column" in name:  # plot by plot in another order
        ours = sorted(ours, key=lambda one: (one[0], [round(part, 1) for part in one[1]]))
        theirs = sorted(
            theirs, key=lambda one: (one[1]["marktype"], [round(part, 1) for part in one[0]])
        )
    for (kind, place, item), (other_place, other) in zip(ours, theirs, strict=True):
        if kind != "geoshape":
            tolerance = HALF if kind in ("bar", "rect") else 1e-3
            assert place == pytest.approx(other_place, rel=1e-6, abs=tolerance), (kind, item, other)
        for look in LOOKS:
            assert _same_look(kind, look, item, other), (look, item.get(look), other.get(look))
        _same_words(item, other)


def _same_look(kind: str, look: str, one: Mapping[str, object], two: Mapping[str, object]) -> bool:
    a, b = one.get(look), two.get(look)
    if a is None or b is None:  # one of both has a default: Vega-Lite's, or the application's
        return a is None or look != "strokeDash" or kind == "rule"
    if isinstance(a, list | tuple) and isinstance(b, list | tuple):
        return list(a) == list(b)
    if kind in SYMBOLS and look == "strokeWidth" and b == 2:
        return True
    return (
        isinstance(a, int | float)
        and isinstance(b, int | float)
        and math.isclose(a, b, rel_tol=1e-6)
    )


def _same_words(one: Mapping[str, object], two: Mapping[str, object]) -> None:
    a, b = one.get("text"), two.get("text")
    if isinstance(a, str) and isinstance(b, str):
        assert a.replace("\u2212", "-") == b.replace("\u2212", "-")
    shape = one.get("shape")
    if isinstance(shape, str) and isinstance(two.get("shape"), str):
        assert shape == two["shape"]
