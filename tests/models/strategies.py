"""Parameters anywhere within their hard bounds, the ends included."""

from __future__ import annotations

import math
from typing import Any

from hypothesis import strategies as st

from desktop_app.models.model import Model
from desktop_app.models.parameters import (
    ChoiceParameter,
    NumberParameter,
    Parameter,
)

BARELY = 1e-9
"""As near to an open end as anybody gets."""


def numbers(parameter: NumberParameter) -> st.SearchStrategy[float]:
    """A number: one of the ends, one that a slider offers, or any other."""
    bounds = parameter.bounds
    low = bounds.low + BARELY if bounds.open_low else bounds.low
    high = bounds.high - BARELY if bounds.open_high else bounds.high
    if parameter.whole:
        return st.integers(int(low), int(min(high, 64)))
    inside = st.floats(*parameter.offered)
    anywhere = st.floats(low, high)
    scales = st.floats(math.log(max(low, 1e-6)), math.log(high)).map(
        lambda power: min(max(math.exp(power), low), high)
    )
    return st.one_of(st.sampled_from([low, high, parameter.default]), inside, scales, anywhere)


def anything(parameter: Parameter) -> st.SearchStrategy[Any]:
    if isinstance(parameter, NumberParameter):
        return numbers(parameter)
    if isinstance(parameter, ChoiceParameter):
        return st.sampled_from(parameter.choices)
    return st.just(parameter.default)


@st.composite
def settings_of(draw: st.DrawFn, model: Model, *fixed: str) -> dict[str, Any]:
    """A value for every parameter of ``model`` but the ``fixed`` ones."""
    given = {
        parameter.name: draw(anything(parameter))
        for parameter in model.parameters
        if parameter.name not in fixed
    }
    if given.get("pattern"):
        divisors = [n for n in range(1, given["zones"] + 1) if given["zones"] % n == 0]
        given["pattern"] = draw(st.sampled_from([0, *divisors]))
    return given
