"""The registry: every model can be told, run and worded; nothing is loaded for nothing."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.models.parameters import (
    Bounds,
    ListParameter,
    NumberParameter,
    ParameterError,
    plain,
)
from desktop_app.models.registry import MODELS, find_model
from desktop_app.models.run import State
from tests.models.support import run

# What the command has to know, with its defaults.
CONTRACT: dict[str, dict[str, object]] = {
    "core-periphery": {"sigma": 5, "mu": 0.4, "T": 2.1, "a": 0.5, "lambda": 0.55},
    "footloose-entrepreneur": {"sigma": 5, "mu": 0.4, "a": 0.5},
    "two-distances": {"theta": 0.3, "T": 1.4, "sigma": 5, "lambda": 0.6},
    "telework-city": {
        "N": 500, "y": 36, "t": 0.3, "al": 0.2, "Ra": 4, "land": 0.25, "s": 0.22, "d": 1.9,
        "shape": "circular",
    },
    "service-markets": {"map": "hex37", "alpha": 0.8, "beta": 0.1, "m": 0},
    "telework-mix": {"shares_b": (), "rates_b": ()},
}  # fmt: skip


def test_the_models_are_those_of_the_contract() -> None:
    assert list(MODELS) == list(CONTRACT)
    for name, defaults in CONTRACT.items():
        values = MODELS[name].values()
        assert {key: values[key] for key in defaults} == defaults


@pytest.mark.parametrize("model", MODELS.values(), ids=list(MODELS))
def test_sliders_offer_what_is_possible(model: Any) -> None:
    for parameter in model.parameters:
        assert parameter.check(parameter.default) == parameter.default
        if isinstance(parameter, NumberParameter):
            low, high = parameter.offered
            assert low in parameter.bounds
            assert high in parameter.bounds
            assert low < high
            assert 0 < parameter.step < high - low
            assert parameter.scale == "linear" or low > 0
            is_unset = parameter.name == "pattern" and parameter.default == 0
            assert low <= parameter.default <= high or is_unset


@pytest.mark.parametrize("model", MODELS.values(), ids=list(MODELS))
def test_results_and_series_are_declared(model: Any) -> None:
    found = model.run(model.values())
    declared = {result.name: result for result in model.results}
    assert set(found.outputs) <= set(declared)
    assert set(found.series) <= set(model.series)
    for result in model.results:
        if result.kind == "threshold":
            assert isinstance(found.outputs.get(result.name), float | None)
    for series in found.series.values():
        lengths = {len(column) for column in series.columns.values()}
        assert len(lengths) == 1
        assert len(series.rows()) == len(series) == lengths.pop()


@pytest.mark.parametrize("model", MODELS.values(), ids=list(MODELS))
def test_rows_are_plain(model: Any) -> None:
    for series in model.run(model.values()).series.values():
        for row in series.rows():
            assert all(type(cell) in (float, int, str, bool, type(None)) for cell in row.values())


def test_a_model_that_does_not_move_says_so() -> None:
    city = find_model("telework-city")
    assert not city.plays
    with pytest.raises(TypeError, match="no state"):
        city.start(city.values())
    with pytest.raises(TypeError, match="no state"):
        city.advance(city.values(), State((1.0,)))


def test_the_registry_and_its_checks_need_no_numpy() -> None:
    program = (
        "import sys\n"
        "from desktop_app.models.registry import MODELS\n"
        "from desktop_app.models.parameters import ParameterError\n"
        "MODELS['telework-mix'].read(['shares=1', 'rates=.5'])\n"
        "MODELS['service-markets'].read(['map=ring', 'pattern=4'])\n"
        "assert 'numpy' not in sys.modules, 'numpy'\n"
        "MODELS['core-periphery'].run(MODELS['core-periphery'].values())\n"
        "assert 'numpy' in sys.modules\n"
        "assert not [name for name in sys.modules if name.startswith(('PySide6', 'scipy'))]\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr


# -- parameters -------------------------------------------------------------------------------

SIGMA = NumberParameter("sigma", "σ", 5, Bounds(1, 100, open_low=True), (3, 9), 0.5)
COUNT = NumberParameter("zones", "K", 16, Bounds(2, 64), (2, 64), 1, whole=True)
RATES = ListParameter("rates", "p", (0.5,), Bounds(0, 1))


@pytest.mark.parametrize(
    ("text", "value"), [("5", 5), ("1.000001", 1.000001), ("1e2", 100), ("+3.", 3), (" 7 ", 7)]
)
def test_numbers_are_read(text: str, value: float) -> None:
    assert SIGMA.read(text) == value


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "setting-not-a-number"),
        ("five", "setting-not-a-number"),
        ("nan", "setting-not-a-number"),
        ("inf", "setting-not-a-number"),
        ("1,5", "setting-not-a-number"),
        ("1_0", "setting-not-a-number"),
        ("٣", "setting-not-a-number"),
        ("5\n6", "setting-not-a-number"),
        ("1", "setting-out-of-bounds"),
        ("-3", "setting-out-of-bounds"),
        ("1e308", "setting-out-of-bounds"),
        ("1e999", "setting-out-of-bounds"),
        ("100.0001", "setting-out-of-bounds"),
    ],
)
def test_what_is_no_possible_number_is_refused(text: str, code: str) -> None:
    with pytest.raises(ParameterError) as error:
        SIGMA.read(text)
    assert error.value.code == code
    assert error.value.values["name"] == "sigma"
    assert error.value.values["bounds"] == "1 < sigma ≤ 100"


@pytest.mark.parametrize("value", [True, None, "5", [5], float("nan"), float("inf")])
def test_what_is_no_number_is_refused_where_values_are_given(value: object) -> None:
    with pytest.raises(ParameterError):
        SIGMA.check(value)


def test_whole_numbers() -> None:
    assert COUNT.read("16") == 16
    assert COUNT.check(4.0) == 4
    for text in ("2.5", "1", "65"):
        with pytest.raises(ParameterError):
            COUNT.read(text)


@pytest.mark.parametrize("text", ["", " ", ",", "0.5,", "0.5,,0.2", "0.5;0.2", "0.5,x", "2"])
def test_lists_that_are_no_lists_are_refused(text: str) -> None:
    with pytest.raises(ParameterError):
        RATES.read(text)


def test_a_list_has_an_end() -> None:
    with pytest.raises(ParameterError) as error:
        RATES.read(",".join(["0.5"] * 2_000))
    assert error.value.code == "setting-too-many"


@given(value=st.floats(allow_nan=False))
def test_bounds_are_kept(value: float) -> None:
    bounds = Bounds(0, 1, open_high=True)
    assert (value in bounds) == (0 <= value < 1)


@given(value=st.floats(1e-300, 1e300))
def test_numbers_are_written_as_they_are_typed(value: float) -> None:
    assert float(plain(value)) == pytest.approx(value, rel=1e-5)


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        (["T"], "setting-form"),
        (["=2"], "setting-form"),
        (["T=2", "T=3"], "setting-twice"),
        (["tau=2"], "no-such-setting"),
    ],
)
def test_settings_that_say_nothing_are_refused(settings: list[str], code: str) -> None:
    with pytest.raises(ParameterError) as error:
        MODELS["core-periphery"].read(settings)
    assert error.value.code == code


def test_the_nearest_name_is_given() -> None:
    for ask in (
        lambda: find_model("core-perifery"),
        lambda: MODELS["core-periphery"].read(["lamda=0.5"]),
        lambda: MODELS["core-periphery"].values({"lamda": 0.5}),
    ):
        with pytest.raises(ParameterError) as error:
            ask()
        assert error.value.values["nearest"] in ("core-periphery", "lambda")


def test_parameters_that_have_no_effect_are_known() -> None:
    model = MODELS["service-markets"]
    applying = {
        kind: {p.name for p in model.parameters if model.values({"map": kind}).applies(p)}
        for kind in ("hex37", "ring", "two")
    }
    assert "zones" in applying["ring"]
    assert "zones" not in applying["hex37"] | applying["two"]
    assert "distance" in applying["two"]


def test_every_example_runs() -> None:
    for name in MODELS:
        assert run(name).values == MODELS[name].values()
