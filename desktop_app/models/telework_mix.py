"""What a territory's jobs let do at home, and where the gap to another comes from.

Not a simulation. With s_k the share of occupation k in the jobs and p_k the part of them that
can telework,

    P = sum_k s_k p_k
    P_A - P_B = sum (sA - sB)(pA + pB)/2  +  sum (pA - pB)(sA + sB)/2

composition, and rate: Kitagawa (1955), exact. With the same rates in both territories the
second sum is 0 by construction. Shares, rates and potentials have no unit.
"""

from __future__ import annotations

import numpy as np

from desktop_app.models.parameters import Values
from desktop_app.models.roots import Floats
from desktop_app.models.run import Note, Output, Run, Series, State


def run(values: Values, state: State | None = None) -> Run:
    """The potential of one territory, or the gap between two; there is no ``state``."""
    shares, rates = (np.array(values.numbers(name)) for name in ("shares", "rates"))
    given_shares, given_rates = values.numbers("shares_b"), values.numbers("rates_b")
    shares_b = np.array(given_shares) if given_shares else shares
    rates_b = np.array(given_rates) if given_rates else rates
    is_alone = not (given_shares or given_rates)
    potential, potential_b = float(shares @ rates), float(shares_b @ rates_b)
    composition = (shares - shares_b) * (rates + rates_b) / 2
    rate = (rates - rates_b) * (shares + shares_b) / 2
    effects = (float(composition.sum()), float(rate.sum()))
    outputs: dict[str, Output] = {
        "potential": potential,
        "potential_b": None if is_alone else potential_b,
        "composition": None if is_alone else effects[0],
        "rate": None if is_alone else effects[1],
        "total": None if is_alone else sum(effects),
    }
    notes = []
    if is_alone:
        notes.append(Note("one-territory"))
    elif np.array_equal(rates, rates_b):
        notes.append(Note("same-rates"))
    elif np.array_equal(shares, shares_b):
        notes.append(Note("same-shares"))
    given_names = values.names("territories")
    called = dict(zip("ab", given_names or ("A", "B"), strict=False))
    said: dict[str, object] = {**called}
    said |= {name: 100 * value for name, value in outputs.items() if isinstance(value, float)}
    names = list(values.names("occupations")) or [str(rank + 1) for rank in range(len(shares))]
    return Run(
        "telework-mix",
        values,
        outputs,
        (Note("one" if is_alone else "two", said),),
        tuple(notes),
        _series(
            names,
            given_names or ("a", "b"),
            (shares, rates),
            None if is_alone else (shares_b, rates_b),
            outputs,
        )
        | _gap_series(names, composition, rate, is_alone),
        state,
    )


def _series(
    names: list[str],
    places: tuple[str, ...],
    here: tuple[Floats, Floats],
    there: tuple[Floats, Floats] | None,
    outputs: dict[str, Output],
) -> dict[str, Series]:
    """``places``: what the territories are called, or the words for them."""
    both = [(places[0], *here)]
    if there is not None:
        both.append((places[1], *there))
    count = len(names)
    totals = [outputs["potential"], outputs["potential_b"]][: len(both)]
    return {
        "territories": Series(
            {
                "territory": [place for place, _, _ in both for _ in range(count)],
                "occupation": names * len(both),
                "share": np.concatenate([shares for _, shares, _ in both]),
                "rate": np.concatenate([rates for _, _, rates in both]),
                "contribution": np.concatenate([shares * rates for _, shares, rates in both]),
            }
        ),
        "potentials": Series(
            {
                "territory": [place for place, _, _ in both],
                "potential": [one for one in totals if isinstance(one, float)],
            }
        ),
    }


def _gap_series(
    names: list[str], composition: Floats, rate: Floats, is_alone: bool
) -> dict[str, Series]:
    """The gap by part, and by part and occupation."""
    if is_alone:
        return {}
    return {
        "gap": Series(
            {
                "part": ["composition", "rate"],
                "value": [float(composition.sum()), float(rate.sum())],
            }
        ),
        "effects": Series(
            {
                "part": ["composition"] * len(names) + ["rate"] * len(names),
                "occupation": names * 2,
                "value": np.concatenate([composition, rate]),
            }
        ),
    }
