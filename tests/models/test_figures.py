"""Figures of a text that a simulation computes: they follow parameters, and are checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.checking import check_lesson
from desktop_app.content.reference import Reference
from desktop_app.content.wording import hint, message
from desktop_app.models.figures import ModelFigures, names_of
from desktop_app.models.registry import MODELS
from tests.models.test_told import lesson_with

REGIONS = "model: core-periphery\nparameters: {T: cost, mu: part / 100, lambda: 0.5}\n"
CITY = "model: telework-city\nparameters: {s: part / 100}\n"
ASKED = REGIONS + "predict: {question: Quoi, options: [un, deux]}\n"
BREAK = Reference("output", ("sim", "T_break"))


def test_a_threshold_follows_the_parameters_and_says_why_there_is_none(tmp_path: Path) -> None:
    figures = ModelFigures(lesson_with(tmp_path, REGIONS, "Un."))
    assert figures.text(BREAK, {"part": 40.0}, "fr") == "1,63"
    assert figures.text(BREAK, {"part": 30.0, "cost": 1.5}, "fr") == "1,42"
    assert figures.describe(BREAK, {"part": 40.0}, "fr") == "Seuil de rupture\u202f: 1,63"
    # A black hole has no thresholds, and the text says so rather than an old number.
    assert figures.text(BREAK, {"part": 90.0}, "fr") == "–"
    assert "trou noir" in figures.describe(BREAK, {"part": 90.0}, "fr").lower()


def test_what_is_no_figure_of_a_model_keeps_its_words(tmp_path: Path) -> None:
    figures = ModelFigures(lesson_with(tmp_path, REGIONS, "Un."))
    for path in (("nothing", "T_break"), ("sim", "nothing"), ("sim", "omega1")):
        reference = Reference("output", path)
        assert figures.text(reference, {}, "fr") is None
        assert figures.describe(reference, {}, "fr") == ""
    assert figures.text(BREAK, {"part": 0.0}, "fr") is None  # mu = 0 can't be


def test_percentages_and_units_are_written_as_the_language_wants(tmp_path: Path) -> None:
    figures = ModelFigures(lesson_with(tmp_path, CITY, "Un."))
    edge, rent = (Reference("output", ("sim", name)) for name in ("b", "centre_rent_change"))
    assert figures.text(edge, {"part": 22.0}, "fr") == "26,2\u00a0km"
    assert figures.text(rent, {"part": 22.0}, "fr") == "−4,36\u202f%"


def test_it_waits_for_the_prediction_of_its_model(tmp_path: Path) -> None:
    figures = ModelFigures(lesson_with(tmp_path, ASKED, "Un."))
    assert figures.waits(BREAK, "fr", lambda _: False)
    assert not figures.waits(BREAK, "fr", lambda block: block == "sim")
    assert not figures.waits(Reference("value", ("sim",)), "fr", lambda _: False)


@pytest.mark.parametrize("name", MODELS)
def test_every_model_gives_the_figures_that_it_names(name: str) -> None:
    model = MODELS[name]
    outputs, notes = model.figures(model.values())
    for output in names_of(model):
        assert output in outputs or model.result(output).kind == "threshold"
    missing = [one for one in names_of(model) if one in outputs and outputs[one] is None]
    assert bool(notes) or not missing


@pytest.mark.parametrize(
    ("prose", "code"),
    [
        ("Sous [1,63](output:sim/T_break).", ""),
        ("Sous [le seuil](output:sim/T_break).", ""),
        ("Sous [1,81](output:sim/T_break).", "figure-disagrees"),
        ("Sous [1,63](output:sim/T_brake).", "unknown-value"),
        ("Sous [1,63](output:sam/T_break).", "dangling-reference"),
        ("Sous [1,63](output:sim).", "bad-reference"),
    ],
)
def test_check_compares_them_with_the_model(tmp_path: Path, prose: str, code: str) -> None:
    yaml = REGIONS.replace("part / 100", "0.4")
    found = check_lesson(lesson_with(tmp_path, yaml, prose))
    assert [problem.code for problem in found] == ([code] if code else [])
    for problem in found:
        assert problem.location.line == 10
        assert message(problem, "fr")
        assert message(problem, "en")
        hint(problem, "fr")
