"""Telework potential by occupation, and the gap between two territories."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.models.parameters import ParameterError
from desktop_app.models.registry import MODELS
from desktop_app.models.texts import ModelTexts
from tests.models.support import number, run

RATES = st.floats(0, 1)


@st.composite
def territories(draw: st.DrawFn) -> dict[str, tuple[float, ...]]:
    count = draw(st.integers(1, 12))
    found: dict[str, tuple[float, ...]] = {}
    for suffix in ("", "_b"):
        weights = draw(st.lists(st.floats(0.01, 1), min_size=count, max_size=count))
        found[f"shares{suffix}"] = tuple(weight / sum(weights) for weight in weights)
        rates = draw(st.lists(RATES, min_size=count, max_size=count))
        found[f"rates{suffix}"] = tuple(rates)
    return found


@given(both=territories())
def test_composition_and_rate_add_up_to_the_gap(both: dict[str, tuple[float, ...]]) -> None:
    found = run("telework-mix", **both).outputs
    here, there = (
        float(np.dot(both[f"shares{suffix}"], both[f"rates{suffix}"])) for suffix in ("", "_b")
    )
    assert number(found["total"]) == pytest.approx(here - there, abs=1e-12)
    assert number(found["composition"]) + number(found["rate"]) == pytest.approx(
        here - there, abs=1e-12
    )


@given(both=territories())
def test_exchanging_the_territories_turns_the_signs(both: dict[str, tuple[float, ...]]) -> None:
    turned = {
        "shares": both["shares_b"],
        "rates": both["rates_b"],
        "shares_b": both["shares"],
        "rates_b": both["rates"],
    }
    one, other = run("telework-mix", **both).outputs, run("telework-mix", **turned).outputs
    for name in ("composition", "rate", "total"):
        assert number(one[name]) == pytest.approx(-number(other[name]), abs=1e-12)


@given(both=territories())
def test_the_effects_of_the_occupations_add_up(both: dict[str, tuple[float, ...]]) -> None:
    found = run("telework-mix", **both)
    rows: list[dict[str, Any]] = found.series["effects"].rows()
    for part in ("composition", "rate"):
        total = sum(row["value"] for row in rows if row["part"] == part)
        assert total == pytest.approx(number(found.outputs[part]), abs=1e-12)


def test_one_national_rate_leaves_no_rate_effect_and_says_so() -> None:
    found = run("telework-mix", shares_b=(0.25, 0.35, 0.4))
    assert found.outputs["rate"] == 0
    assert [note.code for note in found.notes] == ["same-rates"]


def test_alone_there_is_no_gap() -> None:
    found = run("telework-mix")
    assert number(found.outputs["potential"]) == pytest.approx(0.326)
    assert [found.outputs[name] for name in ("potential_b", "composition", "rate", "total")] == [
        None
    ] * 4
    assert [note.code for note in found.notes] == ["one-territory"]
    assert set(found.series) == {"territories", "potentials"}


def test_occupations_have_the_names_that_were_given() -> None:
    found = run("telework-mix", occupations=("cadres", "employés", "ouvriers"))
    rows = found.series["territories"].rows()
    assert [row["occupation"] for row in rows] == ["cadres", "employés", "ouvriers"]


@pytest.mark.parametrize(
    ("given_", "code"),
    [
        ({"shares": (0.5, 0.4)}, "setting-not-one"),
        ({"shares": (0.5, 0.5)}, "setting-lengths"),
        ({"rates": (0.5,)}, "setting-lengths"),
        ({"shares_b": (0.5, 0.5)}, "setting-lengths"),
        ({"occupations": ("a",)}, "setting-lengths"),
        ({"rates": (0.5, 0.2, 1.2)}, "setting-out-of-bounds"),
        ({"shares": ()}, "setting-empty"),
        ({"shares": (1.5, -0.5, 0)}, "setting-out-of-bounds"),
    ],
)
def test_impossible_lists_are_refused(given_: dict[str, object], code: str) -> None:
    with pytest.raises(ParameterError) as error:
        MODELS["telework-mix"].values(given_)
    assert error.value.code == code


def test_shares_written_with_six_digits_are_shares() -> None:
    assert run("telework-mix", shares=(0.333333, 0.333333, 0.333333)).outputs["potential"]


def test_territories_are_called_as_the_block_calls_them() -> None:
    model = MODELS["telework-mix"]
    given = {"shares_b": (0.2, 0.4, 0.4), "territories": ("Brest", "Rennes")}
    run = model.run(model.values(given))
    rows = run.series["territories"].rows() + run.series["potentials"].rows()
    assert {row["territory"] for row in rows} == {"Brest", "Rennes"}
    for language in ("fr", "en"):
        texts = ModelTexts(model.id, language)
        for said in (texts.summary(run), texts.title("territories", run)):
            assert said.startswith("Brest")
            assert "Rennes" in said
    alone = model.run(model.values({"territories": ("Brest",)}))
    assert {row["territory"] for row in alone.series["territories"].rows()} == {"Brest"}


@pytest.mark.parametrize("names", [("Brest",), ("Brest", "Brest"), ("A", "B", "C")])
def test_territories_need_a_name_each(names: tuple[str, ...]) -> None:
    with pytest.raises(ParameterError):
        MODELS["telework-mix"].values({"shares_b": (0.2, 0.4, 0.4), "territories": names})
