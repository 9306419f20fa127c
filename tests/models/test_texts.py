"""What is said of the models: complete, in both languages, true to what they compute."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

import desktop_app.models
from desktop_app.models.parameters import ChoiceParameter
from desktop_app.models.registry import MODELS
from desktop_app.models.report import as_data, as_page
from desktop_app.models.run import Run
from desktop_app.models.texts import ModelTexts, digits
from desktop_app.resources import resource
from tests.models.support import run
from tests.models.test_extremes import EDGES
from tests.test_contracts import faults as french_faults

LANGUAGES = ("fr", "en")
SOURCES = Path(desktop_app.models.__file__).parent
FILES = sorted(resource("models").glob("*.toml"))

CASES: list[tuple[str, dict[str, Any]]] = [
    *EDGES,
    *((name, {}) for name in MODELS),
    ("core-periphery", {"T": 1.5}),
    ("core-periphery", {"T": 1.7}),
    ("core-periphery", {"T": 1.5, "lambda": 0.5}),
    ("core-periphery", {"T": 1.5, "lambda": 1}),
    ("core-periphery", {"lambda": 0.5}),
    ("core-periphery", {"a": 0.55, "T": 1.3}),
    ("core-periphery", {"a": 0.55, "T": 1.8}),
    ("core-periphery", {"a": 0.55, "T": 1.85}),
    ("core-periphery", {"a": 0.55, "T": 2.5}),
    ("core-periphery", {"a": 0.1, "mu": 0.1, "sigma": 9}),
    ("core-periphery", {"mu": 0.9}),
    ("footloose-entrepreneur", {"T": 1.05}),
    ("footloose-entrepreneur", {"T": 1.0948}),
    ("footloose-entrepreneur", {"sigma": 1.2, "mu": 0.9}),
    ("footloose-entrepreneur", {"T": 1.05, "h": 0}),
    ("footloose-entrepreneur", {"T": 1.05, "h": 0.6}),
    ("footloose-entrepreneur", {"a": 0.55}),
    ("two-distances", {"lambda": 0}),
    ("two-distances", {"lambda": 0.9}),
    ("two-distances", {"T": 1.1}),
    ("two-distances", {"T": 1.9}),
    ("two-distances", {"theta": 0.45, "T": 1.9}),
    ("two-distances", {"theta": 0.1, "T": 1.065}),
    ("telework-city", {"shape": "linear", "s": 0}),
    ("telework-city", {"s": 0, "d": 2}),
    ("service-markets", {"alpha": 1.2}),
    ("service-markets", {"map": "ring", "alpha": 1.2}),
    ("service-markets", {"map": "ring", "alpha": 1.2, "beta": 0.7}),
    ("service-markets", {"map": "ring", "alpha": 0.8}),
    ("service-markets", {"map": "ring", "alpha": 1}),
    ("service-markets", {"map": "ring", "alpha": 3, "beta": 2, "pattern": 8}),
    ("service-markets", {"map": "ring", "pattern": 8}),
    ("service-markets", {"map": "ring", "alpha": 1.2, "pattern": 1}),
    ("service-markets", {"map": "two", "beta": 1000, "distance": 1000, "alpha": 2}),
    ("telework-mix", {"shares_b": (0.25, 0.35, 0.4)}),
    ("telework-mix", {"rates_b": (0.5, 0.15, 0.01)}),
]


@cache
def runs() -> tuple[Run, ...]:
    """Every case, run once; and unequal regions that have come to rest."""
    found = [run(model, **given_) for model, given_ in CASES]
    for model, share in (("core-periphery", "lambda"), ("footloose-entrepreneur", "h")):
        end = run(model, a=0.55).outputs[f"{share}_end"]
        found.append(run(model, a=0.55, **{share: end}))
    return tuple(found)


def texts_of(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every text of a file: where it is, and what is said in each language."""

    def walk(name: str, value: object) -> Iterator[tuple[str, dict[str, Any]]]:
        if isinstance(value, dict):
            if {"fr", "en"} & set(value):
                yield name, value
            for key, inner in value.items():
                yield from walk(f"{name}.{key}", inner)
        elif isinstance(value, list):
            for rank, inner in enumerate(value):
                yield from walk(f"{name}.{rank}", inner)

    yield from walk(path.stem, tomllib.loads(path.read_text("utf-8")))


def placeholders(text: str) -> set[str]:
    plain = text.replace("[[", "").replace("]]", "")
    return {name for _, name, _, _ in Formatter().parse(plain) if name}


def test_each_model_has_its_texts() -> None:
    assert [path.stem for path in FILES] == sorted(MODELS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_both_languages_say_the_same(path: Path) -> None:
    for name, text in texts_of(path):
        assert {"fr", "en"} <= set(text), name
        assert placeholders(text["fr"]) == placeholders(text["en"]), name
        assert text["fr"].strip() == text["fr"] != ""
        assert text["en"].strip() == text["en"] != ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("model", MODELS.values(), ids=list(MODELS))
def test_everything_has_a_label(model: Any, language: str) -> None:
    texts = ModelTexts(model.id, language)
    said = [texts.name, texts.question, texts.about]
    for parameter in model.parameters:
        said.append(texts.parameter(parameter.name))
        if isinstance(parameter, ChoiceParameter):
            said += [texts.word(choice) for choice in parameter.choices]
            assert language == "en" or all(texts.word(one) != one for one in parameter.choices)
    said += [texts.output(result.name) for result in model.results]
    for name in model.series:
        said.append(texts.series(name))
    for found in (found for found in runs() if found.model == model.id):
        for series in found.series.values():
            said += [texts.column(column) for column in series.columns]
    assert all(said)
    if language == "fr":
        assert [fault for text in said for fault in french_faults(text)] == []


SAME = {"concentration", "dispersion", "composition"}
"""Words that are the same in French as in the code."""

WORDED = ("branch", "place", "regime", "group", "city", "kind", "part", "territory")


def test_every_word_of_a_table_is_worded() -> None:
    for found in runs():
        texts = ModelTexts(found.model, "fr")
        for series in found.series.values():
            for column in set(series.columns) & set(WORDED):
                for value in set(series.columns[column]):
                    known = texts.word(str(value))
                    assert known != value or value in SAME or not value, value
    zones = run("service-markets").series["zones"].rows()
    said = ModelTexts("service-markets", "fr")
    assert said.word(str(zones[0]["zone"])) == "métropole"
    assert said.word(str(zones[3]["zone"])) == "ville moyenne 3"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("model", list(MODELS))
def test_every_model_says_what_it_assumes_and_leaves_out(model: str, language: str) -> None:
    texts = ModelTexts(model, language)
    honesty = texts.honesty
    for part in (honesty.assumes, honesty.leaves_out, honesty.data, honesty.illustrative):
        assert part
        assert all(part)
    assert honesty.sources
    assert texts.misconceptions
    said = [
        *honesty.assumes, *honesty.leaves_out, *honesty.data, *honesty.illustrative,
        *(source.note for source in honesty.sources),
        *(text for one in texts.misconceptions for text in (one.belief, one.fact)),
        *(figure.label for figure in texts.figures),
    ]  # fmt: skip
    if language == "fr":
        assert [fault for text in said for fault in french_faults(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_notes_and_summaries_are_whole_sentences(language: str) -> None:
    for found in runs():
        texts = ModelTexts(found.model, language)
        said = [texts.summary(found), *(texts.note(note) for note in found.notes)]
        for sentence in said:
            begins = sentence[0].isupper() or sentence[0].isdigit()
            assert begins or sentence.split()[0] in found.outputs, sentence
            assert sentence.endswith("."), sentence
            assert not re.search(r"[{}]|\[\[|\]\]|None|nan", sentence), sentence
            assert "  " not in sentence
            if language == "fr":
                assert french_faults(sentence) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_note_and_summary_is_used(path: Path) -> None:
    """Nothing is worded that no run says: by the code, or by one of the cases."""
    constants = {
        node.value
        for source in SOURCES.glob("*.py")
        for node in ast.walk(ast.parse(source.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    own = tomllib.loads(path.read_text("utf-8"))
    said = {note.code for found in runs() for note in found.summary} | constants
    for section in ("notes", "summaries"):
        assert set(own.get(section, {})) <= said


def test_a_null_is_named_in_a_note() -> None:
    """Where a value does not exist, a note names it or what it rests on."""
    for found in runs():
        missing = [name for name, value in found.outputs.items() if value is None]
        notes = " ".join(ModelTexts(found.model, "en").note(note) for note in found.notes)
        words = {
            "T_break": ("T_break", "break point"),
            "T_sustain": ("T_sustain", "sustain point"),
            "T_sustain_1": ("T_sustain_1", "sustain point"),
            "T_sustain_2": ("T_sustain_2", "sustain point"),
            "phi_break": ("break point",),
            "pivot": ("pivot",),
            "gain_teleworkers": ("gain_teleworkers", "no teleworkers"),
        }
        for name in missing:
            assert any(word in notes for word in words.get(name, (name,))), (name, notes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_case_can_be_printed(language: str) -> None:
    for found in runs():
        model = MODELS[found.model]
        page = as_page(found, model, language)
        assert "None" not in page
        assert not re.search(r"\bnan\b|\binf\b", page)
        assert all(line == line.rstrip() for line in page.splitlines())
        data = as_data(found, model, language)
        assert list(data) == ["model", "name", "parameters", "outputs", "summary", "notes"]
        if language == "fr":
            assert french_faults(page.replace("\n", " ")) == []


@pytest.mark.parametrize(
    ("value", "language", "count", "written"),
    [
        (1.6265, "fr", 3, "1,63"),
        (1.7, "fr", 3, "1,7"),
        (3124.99, "fr", 3, "3\u202f125"),
        (0.0436, "en", 3, "0.0436"),
        (0, "en", 3, "0"),
        (-0.00012345, "en", 3, "\u22120.000123"),
        (100.0, "en", 4, "100"),
        (1e-20, "en", 3, "1.00e-20"),
        (36.0, "fr", 12, "36"),
        (0.3, "fr", 12, "0,3"),
    ],
)
def test_numbers_have_the_digits_that_matter(
    value: float, language: str, count: int, written: str
) -> None:
    assert digits(value, language, count) == written
