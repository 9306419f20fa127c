"""Anything that is possible gives numbers, or nulls with a reason: no warning, no wait."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.models.registry import MODELS
from desktop_app.models.run import State
from tests.models.strategies import settings_of
from tests.models.support import faults, run

PLAYED = [model for model in MODELS.values() if model.plays]
SLOW = [HealthCheck.too_slow]


@pytest.mark.parametrize("model", MODELS.values(), ids=list(MODELS))
@settings(deadline=None, suppress_health_check=SLOW)
@given(data=st.data())
def test_a_run_holds_numbers_and_says_what_is_missing(model: Any, data: st.DataObject) -> None:
    given_ = data.draw(settings_of(model))
    found = model.run(model.values(given_))
    assert faults(found) == []
    assert set(found.outputs) <= {result.name for result in model.results}
    assert set(found.series) <= set(model.series)


@pytest.mark.parametrize("model", PLAYED, ids=[model.id for model in PLAYED])
@settings(max_examples=15, deadline=None, suppress_health_check=SLOW)
@given(data=st.data())
def test_sliders_thrown_from_end_to_end_carry_the_state(model: Any, data: st.DataObject) -> None:
    fixed = ("zones", "map", "pattern")
    state: State | None = None
    for _ in range(6):
        values = model.values(data.draw(settings_of(model, *fixed)))
        state = state or model.start(values)
        for _ in range(3):
            state = model.advance(values, state)
        if data.draw(st.booleans()):
            state = model.perturb(values, state)
        assert all(0 <= value < 1e9 for value in state.values)
        assert any(state.values) or len(state.values) == 1
        assert faults(model.run(values, state)) == []


EDGES = [
    ("core-periphery", {"T": 1}),
    ("core-periphery", {"T": 1 + 1e-12}),
    ("core-periphery", {"T": 1 + 1e-8, "a": 0.55}),
    ("core-periphery", {"T": 1e6, "sigma": 100}),
    ("core-periphery", {"sigma": 1 + 1e-9, "mu": 0.4}),
    ("core-periphery", {"sigma": 1 + 1e-9, "mu": 1e-10}),
    ("core-periphery", {"mu": 0.8 - 1e-12}),
    ("core-periphery", {"mu": 0.8}),
    ("core-periphery", {"mu": 0.8, "a": 0.6}),
    ("core-periphery", {"mu": 1e-12}),
    ("core-periphery", {"mu": 1 - 1e-12}),
    ("core-periphery", {"a": 0}),
    ("core-periphery", {"a": 1}),
    ("core-periphery", {"a": 1, "mu": 1e-6, "T": 1e6}),
    ("core-periphery", {"a": 0.5 + 1e-12}),
    ("core-periphery", {"lambda": 0}),
    ("core-periphery", {"lambda": 1}),
    ("core-periphery", {"lambda": 1e-300}),
    ("footloose-entrepreneur", {"T": 100, "sigma": 100}),
    ("footloose-entrepreneur", {"sigma": 1 + 1e-9}),
    ("footloose-entrepreneur", {"a": 0, "h": 1}),
    ("footloose-entrepreneur", {"a": 0.6, "mu": 0.99, "sigma": 1.5}),
    ("two-distances", {"theta": 0}),
    ("two-distances", {"theta": 0, "T": 1}),
    ("two-distances", {"theta": 0.5, "lambda": 1}),
    ("two-distances", {"theta": 0.5, "lambda": 0, "T": 1e6, "sigma": 100}),
    ("two-distances", {"theta": 1e-12}),
    ("two-distances", {"sigma": 1 + 1e-9}),
    ("two-distances", {"s": 1, "d": 5}),
    ("telework-city", {"d": 5}),
    ("telework-city", {"d": 5 - 1e-12}),
    ("telework-city", {"d": 1e-12}),
    ("telework-city", {"s": 1, "d": 5}),
    ("telework-city", {"s": 0}),
    ("telework-city", {"s": 1e-15}),
    ("telework-city", {"s": 1 - 1e-15}),
    ("telework-city", {"al": 0.001}),
    ("telework-city", {"al": 0.99, "N": 1e6, "t": 1e3, "y": 0.1}),
    ("telework-city", {"N": 0.001, "t": 0.0001, "shape": "linear", "d": 5, "s": 0.5}),
    ("service-markets", {"alpha": 1}),
    ("service-markets", {"alpha": 1, "m": 1}),
    ("service-markets", {"alpha": 1, "m": 1, "gradient": 0.5}),
    ("service-markets", {"alpha": 1, "beta": 0}),
    ("service-markets", {"alpha": 0.999999, "m": 1}),
    ("service-markets", {"alpha": 1.000001, "map": "ring"}),
    ("service-markets", {"alpha": 10, "beta": 1000}),
    ("service-markets", {"alpha": 1e-9}),
    ("service-markets", {"alpha": 1.2, "beta": 1000, "map": "two", "distance": 10_000}),
    ("service-markets", {"alpha": 3, "map": "two", "distance": 0}),
    ("service-markets", {"alpha": 1.2, "map": "ring", "zones": 2, "pattern": 2}),
    ("service-markets", {"alpha": 1.2, "map": "ring", "zones": 3}),
    ("service-markets", {"alpha": 1.2, "map": "ring", "zones": 64, "beta": 0.5}),
    ("service-markets", {"alpha": 1.2, "m": 1, "map": "ring", "pattern": 4}),
    ("telework-mix", {"shares": (1.0,), "rates": (0.0,)}),
    ("telework-mix", {"shares": (0.5, 0.5), "rates": (1.0, 1.0), "rates_b": (0.0, 0.0)}),
]


@pytest.mark.parametrize(("model", "given_"), EDGES, ids=[f"{m} {g}" for m, g in EDGES])
def test_degenerate_parameters(model: str, given_: dict[str, object]) -> None:
    assert faults(run(model, **given_)) == []
