"""The registry of models: what each can be told, what it gives, how it is reached.

Bounds are what is possible; what sliders offer, defaults and steps are from the teaching
notes of the models. Imports no numpy.
"""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.content.problems import nearest
from desktop_app.models.combinations import check_markets, check_mix
from desktop_app.models.model import Dynamic, Model, Result, Static
from desktop_app.models.parameters import (
    Bounds,
    ChoiceParameter,
    ListParameter,
    MapParameter,
    NamesParameter,
    NumberParameter,
    ParameterError,
)
from desktop_app.models.zones import MOST_ZONES


def find_model(name: str) -> Model:
    """The model with the id ``name``; raises ParameterError with the nearest id."""
    if name in MODELS:
        return MODELS[name]
    raise ParameterError(
        "no-such-model", name=name, nearest=nearest(name, MODELS), known=", ".join(MODELS)
    )


def _core_periphery() -> Dynamic:
    from desktop_app.models import core_periphery

    return core_periphery


def _footloose_entrepreneur() -> Dynamic:
    from desktop_app.models import footloose_entrepreneur

    return footloose_entrepreneur


def _two_distances() -> Dynamic:
    from desktop_app.models import two_distances

    return two_distances


def _telework_city() -> Static:
    from desktop_app.models import telework_city

    return telework_city


def _service_markets() -> Dynamic:
    from desktop_app.models import service_markets

    return service_markets


def _telework_mix() -> Static:
    from desktop_app.models import telework_mix

    return telework_mix


_SHARE = Bounds(0, 1)
_INSIDE = Bounds(0, 1, open_low=True, open_high=True)

_SUBSTITUTION = NumberParameter(
    "sigma", "σ", 5, Bounds(1, 100, open_low=True), offered=(3, 9), step=0.5
)
_IMMOBILE = NumberParameter("a", "a", 0.5, _SHARE, offered=(0.4, 0.6), step=0.01)
_MOBILE = NumberParameter("mu", "μ", 0.4, _INSIDE, offered=(0.1, 0.6), step=0.01)
_TELEWORK_DAYS = NumberParameter("d", "d", 0, Bounds(0, 5), offered=(0, 5), step=0.5)
_TELEWORKERS = NumberParameter("s", "s", 0, _SHARE, offered=(0, 1), step=0.01)

_LONG_RUN = (
    Result("equilibria", "λ*", "state"),
    Result("core_1", "λ = 1", "state"),
    Result("core_2", "λ = 0", "state"),
)
_REGIME = Result("regime", "regime", "state")
_SUSTAIN_EACH = (
    Result("T_sustain_1", "T_S1", "threshold"),
    Result("T_sustain_2", "T_S2", "threshold"),
)
_THRESHOLDS = (Result("T_break", "T_B", "threshold"), Result("T_sustain", "T_S", "threshold"))

CORE_PERIPHERY = Model(
    "core-periphery",
    (
        _SUBSTITUTION,
        _MOBILE,
        NumberParameter("T", "T", 2.1, Bounds(1, 1e6), (1, 3), step=0.01, scale="log"),
        _IMMOBILE,
        NumberParameter("lambda", "λ", 0.55, _SHARE, offered=(0, 1), step=0.01),
    ),
    (
        *_THRESHOLDS,
        *_SUSTAIN_EACH,
        Result("w1", "w1"),
        Result("w2", "w2"),
        Result("omega1", "ω1"),
        Result("omega2", "ω2"),
        *_LONG_RUN,
        Result("lambda_end", "λ∞", "percent"),
        _REGIME,
    ),
    ("gap", "equilibria", "diagram", "bands", "position", "regions"),
    ("diagram", "regions", "gap"),
    _core_periphery,
    moving=_core_periphery,
)

FOOTLOOSE_ENTREPRENEUR = Model(
    "footloose-entrepreneur",
    (
        _SUBSTITUTION,
        _MOBILE,
        NumberParameter("T", "T", 1.2, Bounds(1, 100), (1, 1.5), step=0.005, scale="log"),
        _IMMOBILE,
        NumberParameter("h", "h", 0.55, _SHARE, offered=(0, 1), step=0.01),
    ),
    (
        *_THRESHOLDS,
        *_SUSTAIN_EACH,
        Result("phi_break", "φ_B"),
        Result("log_V_ratio", "ln V1/V2"),
        *_LONG_RUN,
        Result("h_end", "h∞", "percent"),
        _REGIME,
    ),
    ("gap", "equilibria", "diagram", "bands", "position", "regions"),
    ("diagram", "regions", "gap"),
    _footloose_entrepreneur,
    moving=_footloose_entrepreneur,
)

TWO_DISTANCES = Model(
    "two-distances",
    (
        NumberParameter("theta", "θ", 0.3, Bounds(0, 0.5), offered=(0.05, 0.45), step=0.01),
        NumberParameter("T", "T", 1.4, Bounds(1, 1e6), (1.02, 2), step=0.01, scale="log"),
        NumberParameter("sigma", "σ", 5, Bounds(1, 100, open_low=True), offered=(3, 8), step=0.5),
        NumberParameter("lambda", "λ", 0.6, _SHARE, offered=(0, 1), step=0.01),
        _TELEWORKERS,
        _TELEWORK_DAYS,
    ),
    (
        *_THRESHOLDS,
        Result("theta_eff", "θ_eff"),
        Result("log_V_ratio", "ln V1/V2"),
        *_LONG_RUN,
        Result("lambda_end", "λ∞", "percent"),
        _REGIME,
    ),
    ("gap", "equilibria", "diagram", "bands", "position", "phases", "regions"),
    ("diagram", "phases", "regions", "gap"),
    _two_distances,
    moving=_two_distances,
)

TELEWORK_CITY = Model(
    "telework-city",
    (
        NumberParameter("N", "N", 500, Bounds(1e-3, 1e6), (50, 3_000), step=50, scale="log"),
        NumberParameter("y", "y", 36, Bounds(0.1, 1e4), offered=(20, 60), step=1),
        NumberParameter("t", "t", 0.3, Bounds(1e-4, 1e3), offered=(0.1, 0.6), step=0.01),
        NumberParameter("al", "α", 0.2, Bounds(1e-3, 0.99), offered=(0.1, 0.35), step=0.01),
        NumberParameter("Ra", "R_a", 4, Bounds(1e-4, 1e5), offered=(1, 10), step=0.5),
        NumberParameter("land", "ℓ", 0.25, Bounds(1e-3, 1), offered=(0.1, 1), step=0.05),
        NumberParameter("s", "s", 0.22, _SHARE, offered=(0, 1), step=0.01),
        NumberParameter("d", "d", 1.9, Bounds(0, 5), offered=(0, 5), step=0.5),
        ChoiceParameter("shape", "circular", ("circular", "linear")),
    ),
    (
        Result("R0", "R(0)"),
        Result("Rb1", "R(b1)"),
        Result("b1", "b1"),
        Result("b", "b"),
        Result("pivot", "r*", "threshold"),
        Result("centre_rent_change", "ΔR(0)", "percent"),
        Result("R0_before", "R(0), s = 0"),
        Result("b_before", "b, s = 0"),
        Result("range_factor", "5/(5−d)"),
        Result("transport_cost", "ATC"),
        Result("land_rent", "DLR"),
        Result("gain_commuters", "ΔV1", "percent"),
        Result("gain_teleworkers", "ΔV2", "percent"),
    ),
    ("profile", "rings", "leash"),
    ("rent", "plan", "density", "leash"),
    _telework_city,
)

_ON_RING = ("map", "ring")

SERVICE_MARKETS = Model(
    "service-markets",
    (
        MapParameter("map", "hex37", ("hex37", "ring", "two")),
        NumberParameter(
            "alpha", "α", 0.8, Bounds(0, 10, open_low=True), offered=(0.5, 1.5), step=0.05
        ),
        NumberParameter("beta", "β", 0.1, Bounds(0, 1_000), (0.02, 0.2), step=0.005),
        NumberParameter("m", "m", 0, _SHARE, offered=(0, 1), step=0.01),
        NumberParameter("gradient", "g", 0, Bounds(0, 10), offered=(0, 0.5), step=0.05),
        NumberParameter(
            "zones", "K", 16, Bounds(2, 256), (2, 64), step=1, whole=True, only_with=_ON_RING
        ),
        NumberParameter(
            "spacing",
            "Δ",
            1,
            Bounds(0, 1_000, open_low=True),
            offered=(1, 20),
            step=1,
            only_with=_ON_RING,
        ),
        NumberParameter(
            "distance", "c", 20, Bounds(0, 1e4), (0, 100), step=5, only_with=("map", "two")
        ),
        NumberParameter(
            "pattern", "k", 0, Bounds(0, 256), (0, 64), step=1, whole=True, only_with=_ON_RING
        ),
        ListParameter(
            "kappa",
            "κ",
            (),
            Bounds(0, 1_000, open_low=True),
            optional=True,
            longest=MOST_ZONES,
        ),
    ),
    (
        Result("shares", "W", "state"),
        Result("centres", "n"),
        Result("largest_share", "W_max", "percent"),
        Result("alpha_c", "α_c", "threshold"),
        Result("beta_star", "β*", "threshold"),
    ),
    ("zones", "flows", "cascade", "huff", "kinds", "position"),
    ("map", "kinds", "cascade"),
    _service_markets,
    moving=_service_markets,
    check=check_markets,
)

TELEWORK_MIX = Model(
    "telework-mix",
    (
        ListParameter("shares", "s", (0.45, 0.30, 0.25), _SHARE, sum_to_one=True),
        ListParameter("rates", "p", (0.58, 0.20, 0.02), _SHARE),
        ListParameter("shares_b", "s_B", (), _SHARE, optional=True, sum_to_one=True),
        ListParameter("rates_b", "p_B", (), _SHARE, optional=True),
        NamesParameter("occupations"),
        NamesParameter("territories"),
    ),
    (
        Result("potential", "P_A", "percent"),
        Result("potential_b", "P_B", "percent"),
        Result("composition", "C", "percent"),
        Result("rate", "R", "percent"),
        Result("total", "P_A − P_B", "percent"),
    ),
    ("territories", "potentials", "gap", "effects"),
    ("territories", "gap"),
    _telework_mix,
    check=check_mix,
)


def _by_id(models: Iterable[Model]) -> dict[str, Model]:
    return {model.id: model for model in models}


MODELS = _by_id(
    (
        CORE_PERIPHERY,
        FOOTLOOSE_ENTREPRENEUR,
        TWO_DISTANCES,
        TELEWORK_CITY,
        SERVICE_MARKETS,
        TELEWORK_MIX,
    )
)
"""Every model, by id."""
