"""The command ``simulate`` from outside: names, keys, nulls, notes, refusals."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import Any

import pytest

from desktop_app.cli import main
from desktop_app.models.registry import MODELS

Capture = pytest.CaptureFixture[str]

KEYS = {
    "core-periphery": {
        "T_break", "T_sustain", "w1", "w2", "omega1", "omega2", "equilibria", "core_1", "core_2",
        "lambda_end", "regime",
    },
    "footloose-entrepreneur": {"T_break", "T_sustain", "log_V_ratio"},
    "two-distances": {"T_break", "T_sustain", "log_V_ratio", "equilibria"},
    "telework-city": {"R0", "Rb1", "b1", "b", "pivot", "centre_rent_change"},
    "service-markets": {"shares", "alpha_c", "beta_star"},
    "telework-mix": {"potential", "composition", "rate", "total"},
}  # fmt: skip


@pytest.fixture(autouse=True)
def french(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def simulated(capsys: Capture, *arguments: str) -> dict[str, Any]:
    """What the command prints as JSON, which is strict: no NaN, no Infinity."""

    def no_constant(name: str) -> float:
        raise AssertionError(name)

    assert main(["simulate", *arguments, "--json"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    found = json.loads(said.out, parse_constant=no_constant)
    assert isinstance(found, dict)
    return found


def refused(capsys: Capture, *arguments: str) -> str:
    assert main(["simulate", *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("rebattre: ")
    assert "Traceback" not in said.err
    assert said.err.count("\n") == 1
    return said.err


@pytest.mark.parametrize("model", list(MODELS))
def test_the_keys_of_each_model(model: str, capsys: Capture) -> None:
    found = simulated(capsys, model)
    assert found["model"] == model
    assert KEYS[model] <= set(found["outputs"])
    assert set(found["parameters"]) == {one.name for one in MODELS[model].parameters}
    nulls = [name for name, value in found["outputs"].items() if value is None]
    assert all(isinstance(note, str) and note for note in found["notes"])
    assert not nulls or found["notes"]


def test_parameters_are_those_that_were_given(capsys: Capture) -> None:
    found = simulated(capsys, "core-periphery", "sigma=4", "mu=.3", "T=1.4", "lambda=0.6")
    assert found["parameters"] == {"sigma": 4, "mu": 0.3, "T": 1.4, "a": 0.5, "lambda": 0.6}
    assert found["outputs"]["w1"] == pytest.approx(0.9961570535090685, abs=1e-9)
    assert found["outputs"]["regime"] == "concentration"


def test_core_periphery_with_three_equilibria(capsys: Capture) -> None:
    outputs = simulated(capsys, "core-periphery", "T=1.7")["outputs"]
    assert [kind for _, kind in outputs["equilibria"]] == ["U", "S", "U"]
    assert outputs["equilibria"][2][0] == pytest.approx(0.8348868355299289, abs=1e-9)
    assert outputs["core_1"] is outputs["core_2"] is True
    assert outputs["lambda_end"] == 0.5


def test_unequal_regions_have_a_point_of_sustain_each(capsys: Capture) -> None:
    found = simulated(capsys, "core-periphery", "a=0.55")
    outputs = found["outputs"]
    assert outputs["T_break"] is None
    assert outputs["T_sustain_1"] == pytest.approx(1.9099769696394076, rel=1e-8)
    assert outputs["T_sustain_2"] == pytest.approx(1.717941884040104, rel=1e-8)
    assert found["notes"]


def test_a_black_hole_is_null_and_said(capsys: Capture) -> None:
    found = simulated(capsys, "core-periphery", "sigma=2", "mu=0.6", "--language", "en")
    assert found["outputs"]["T_break"] is found["outputs"]["T_sustain"] is None
    assert any("black hole" in note.lower() for note in found["notes"])


def test_no_pivot_is_null_and_said(capsys: Capture) -> None:
    found = simulated(capsys, "telework-city", "s=0.3", "d=5", "--language", "en")
    assert found["outputs"]["pivot"] is None
    assert any("pivot" in note for note in found["notes"])


def test_shares_by_kind_and_zone_by_zone(capsys: Capture) -> None:
    by_kind = simulated(capsys, "service-markets", "map=hex37", "m=0.28")["outputs"]["shares"]
    assert set(by_kind) == {"metropolis", "towns", "small_towns"}
    assert by_kind["small_towns"] == pytest.approx(0.334319297012636, abs=1e-5)
    ring = simulated(capsys, "service-markets", "map=ring", "zones=8", "beta=1")["outputs"]
    assert len(ring["shares"]) == 8
    assert sum(ring["shares"]) == pytest.approx(1)
    two = simulated(capsys, "service-markets", "map=two", "distance=20", "beta=0.1", "m=.28")
    assert two["outputs"]["alpha_c"] == pytest.approx(1.7170874339600526, rel=1e-9)


def test_the_threshold_of_a_pattern(capsys: Capture) -> None:
    settings = ("map=ring", "zones=16", "spacing=2", "alpha=1.2", "pattern=8")
    outputs = simulated(capsys, "service-markets", *settings)["outputs"]
    assert outputs["beta_star"] == pytest.approx(0.9958261955247208 / 2, rel=1e-6)


def test_two_territories(capsys: Capture) -> None:
    settings = (
        "shares=0.45,0.3,0.25", "rates=0.58,0.2,0.02",
        "shares_b=0.25,0.35,0.4", "rates_b=0.5,0.15,0.01",
    )  # fmt: skip
    outputs = simulated(capsys, "telework-mix", *settings)["outputs"]
    assert outputs["composition"] == pytest.approx(0.097, abs=1e-12)
    assert outputs["rate"] == pytest.approx(0.0475, abs=1e-12)
    assert outputs["total"] == pytest.approx(0.1445, abs=1e-12)


# -- what is refused --------------------------------------------------------------------------

IMPOSSIBLE = [
    ("core-periphery", "sigma=1", "1 < sigma ≤ 100"),
    ("core-periphery", "sigma=0.5", "1 < sigma ≤ 100"),
    ("core-periphery", "mu=0", "0 < mu < 1"),
    ("core-periphery", "mu=1", "0 < mu < 1"),
    ("core-periphery", "T=0.99", "1 ≤ T ≤ 1000000"),
    ("core-periphery", "T=1e308", "1 ≤ T ≤ 1000000"),
    ("core-periphery", "a=-0.1", "0 ≤ a ≤ 1"),
    ("core-periphery", "lambda=1.01", "0 ≤ lambda ≤ 1"),
    ("core-periphery", "lambda=nan", "0 ≤ lambda ≤ 1"),
    ("core-periphery", "lambda=-inf", "0 ≤ lambda ≤ 1"),
    ("core-periphery", "lambda=half", "0 ≤ lambda ≤ 1"),
    ("footloose-entrepreneur", "h=2", "0 ≤ h ≤ 1"),
    ("two-distances", "theta=0.51", "0 ≤ theta ≤ 0.5"),
    ("telework-city", "d=6", "0 ≤ d ≤ 5"),
    ("telework-city", "s=1.1", "0 ≤ s ≤ 1"),
    ("telework-city", "al=1", "0.001 ≤ al ≤ 0.99"),
    ("telework-city", "N=0", "0.001 ≤ N ≤ 1000000"),
    ("telework-city", "shape=square", "circular, linear"),
    ("service-markets", "m=1.5", "0 ≤ m ≤ 1"),
    ("service-markets", "alpha=0", "0 < alpha ≤ 10"),
    ("service-markets", "beta=-1", "0 ≤ beta ≤ 1000"),
    ("service-markets", "zones=1", "2 ≤ zones ≤ 256"),
    ("service-markets", "zones=2.5", "2 ≤ zones ≤ 256"),
    ("service-markets", "map=france", "hex37, ring, two"),
    ("telework-mix", "rates=0.5,0.2,1.2", "0 ≤ rates ≤ 1"),
    ("telework-mix", "shares=0.5,0.3,0.1", "0 ≤ shares ≤ 1"),
    ("telework-mix", "shares=", "0 ≤ shares ≤ 1"),
    ("telework-mix", "rates=0.5,,0.1", "0 ≤ rates ≤ 1"),
]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(("model", "setting", "bounds"), IMPOSSIBLE)
def test_an_impossible_parameter_is_refused_by_name_and_bounds(
    model: str, setting: str, bounds: str, language: str, capsys: Capture
) -> None:
    said = refused(capsys, model, setting, "--language", language)
    assert re.search(rf"\b{setting.partition('=')[0]}\b", said)
    assert bounds in said


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("core-perifery",), "core-periphery"),
        (("core-periphery", "lamda=0.5"), "lambda"),
        (("core-periphery", "sigma"), "sigma"),
        (("core-periphery", "T=2", "T=3"), "T"),
        (("service-markets", "map=ring", "pattern=5"), "16"),
        (("service-markets", "kappa=1,2"), "37"),
        (("telework-mix", "rates=0.5"), "3"),
        ((), "MODEL"),
    ],
)
def test_what_can_not_be_run_is_said(
    arguments: tuple[str, ...], named: str, capsys: Capture
) -> None:
    assert named in refused(capsys, *arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        ("T=1.7", "core-periphery", "--json"),
        ("core-periphery", "--json", "T=1.7"),
        ("--json", "core-periphery", "T=1.7"),
        ("core-periphery", "--language", "en", "T=1.7", "--json", "sigma=5"),
    ],
)
def test_settings_may_stand_anywhere(arguments: tuple[str, ...], capsys: Capture) -> None:
    assert main(["simulate", *arguments]) == 0
    assert json.loads(capsys.readouterr().out)["parameters"]["T"] == 1.7


# -- as a page --------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("model", list(MODELS))
def test_the_page_names_everything(model: str, language: str, capsys: Capture) -> None:
    assert main(["simulate", model, "--language", language]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    page = said.out
    for name in KEYS[model]:
        assert re.search(rf"^  {name}\b", page, re.MULTILINE), name
    assert max(map(len, page.splitlines())) <= 120
    assert ("Paramètres" if language == "fr" else "Parameters") in page


def test_the_page_in_french(capsys: Capture) -> None:
    main(["simulate", "core-periphery", "T=1.7", "lambda=0.6"])
    page = capsys.readouterr().out
    assert "T dépasse 1,63" in page
    assert re.search(r"^  T_break \(T_B\) +seuil de rupture +1,62658$", page, re.MULTILINE)
    assert "0,1651 U\u202f; 0,5 S\u202f; 0,8349 U" in page


def test_the_page_in_english(capsys: Capture) -> None:
    main(["simulate", "telework-city", "--language", "en"])
    page = capsys.readouterr().out
    assert "The city spreads: its edge moves from 25.2 to 26.2 km" in page
    assert "−4.361%" in page


def test_it_starts_without_qt() -> None:
    program = (
        "import sys\n"
        "from desktop_app.cli import main\n"
        "main(['simulate', 'two-distances', '--json'])\n"
        "assert not [name for name in sys.modules if name.startswith(('PySide6', 'pyqtgraph'))]\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
