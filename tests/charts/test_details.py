"""Single properties against Vega-Lite: items, scales, and where each item is and how it looks."""

from __future__ import annotations

import pytest

from tests.charts.oracle_details import DETAILS
from tests.charts.oracle_items import compare_items
from tests.charts.oracle_views import VIEWS
from tests.charts.test_against_vega_lite import NEWER, compare

OWN = {**DETAILS, **VIEWS}
ELSEWHERE = {
    "bar-corner": "round stacks are groups in Vega, each with an origin of its own",
    "bar-corner-end": "as above",
    "facet-layers": "what is constant is drawn once",
}
"""Where places differ, and why."""


@pytest.mark.parametrize("name", OWN)
def test_single_properties(name: str) -> None:
    compare(OWN[name], NEWER.get(name, {}))
    if name not in ELSEWHERE:
        compare_items(OWN[name])
