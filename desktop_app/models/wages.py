"""The wage equation of two regions that trade varieties (Dixit, Stiglitz and Krugman).

Both the core–periphery model and the two distances rest on it. With n_r the varieties
that a region makes (its workers, in efficient units), phi = T^(1 - sigma) and W = w1/w2:

    D1 = n1 w1^(1-sigma) + phi n2 w2^(1-sigma)    D2 = phi n1 w1^(1-sigma) + n2 w2^(1-sigma)
    w1^sigma = Y1/D1 + phi Y2/D2                  w2^sigma = phi Y1/D1 + Y2/D2
    Y1 = A1 n1 w1 + A2 n2 w2                      Y2 = B1 n1 w1 + B2 n2 w2

Everything is computed in logarithms: phi may be 1e-600 and a region may be empty. The
root in ln W is alone in (ln(phi)/sigma, -ln(phi)/sigma) (MODELS, A).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from desktop_app.models.roots import Floats, find_roots


class Incomes(NamedTuple):
    """How the two wage bills make the two incomes: Y1 = a1·bill1 + a2·bill2, Y2 = b1·… ."""

    a1: float
    a2: float
    b1: float
    b2: float


def log(values: float | Floats) -> Floats:
    """The natural logarithm; that of 0 is minus infinity, and no warning."""
    with np.errstate(divide="ignore"):
        found: Floats = np.log(np.asarray(values, float))
        return found


def relative_wage(
    sigma: float, distance: float, first: Floats, second: Floats, incomes: Incomes
) -> Floats:
    """ln(w1/w2) where both markets clear.

    ``distance`` is -ln phi; ``first`` and ``second`` are ln n1 and ln n2, of one shape.
    """
    a1, a2, b1, b2 = log(np.array(incomes))

    def excess(wage: Floats) -> Floats:
        here, there = first + wage, first + (1 - sigma) * wage
        market_1 = np.logaddexp(a1 + here, a2 + second) - np.logaddexp(there, second - distance)
        market_2 = np.logaddexp(b1 + here, b2 + second) - np.logaddexp(there - distance, second)
        balance: Floats = (
            sigma * wage
            - np.logaddexp(market_1, market_2 - distance)
            + np.logaddexp(market_1 - distance, market_2)
        )
        return balance

    widest = np.full(np.shape(first), distance / sigma)
    return find_roots(excess, -widest, widest)


def log_mean(weight: Floats, first: Floats, second: Floats) -> Floats:
    """ln(weight·e^first + (1 - weight)·e^second), exact to the last digits near 0."""
    rest = 1 - weight
    near = (np.abs(first) < 0.5) & (np.abs(second) < 0.5)
    close = np.log1p(
        weight * np.expm1(np.where(near, first, 0)) + rest * np.expm1(np.where(near, second, 0))
    )
    far = np.logaddexp(log(weight) + first, log(rest) + second)
    return np.where(near, close, far)
