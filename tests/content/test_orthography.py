"""What the check of French texts finds, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.content.checks import check_content
from desktop_app.content.orthography import MAX_FAULTS, faults
from desktop_app.content.reader import read_lesson
from desktop_app.content.typography import typeset
from tests.support.lessons import LessonBuilder

FR, EN = "chapters/telework.fr.md", "chapters/telework.en.md"


def found(text: str) -> list[tuple[str, str]]:
    return list(faults(typeset(text, "fr")))


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ('le mot "ville" ici', "straight-quotes", '"ville"'),
        ("le mot 'ville' ici", "straight-apostrophe", "'ville'"),
        ("A partir de 2020", "missing-accent", "A"),
        ("Fin. A la campagne", "missing-accent", "A"),
        ("l’Etat et ses régions", "missing-accent", "l’Etat"),
        ("Ile-de-France", "missing-accent", "Ile-de-France"),
        ("Ecole fermée", "missing-accent", "Ecole"),
        ("Ecran ou papier", "missing-accent", "Ecran"),
        ("un Ecologiste", "missing-accent", "Ecologiste"),
        ("au coeur du pays", "missing-ligature", "coeur"),
        ("la 1ère et la 2ème", "bad-ordinal", "1ère"),
        ("Vrai? Oui.", "missing-space", "Vrai?"),
        ("trois mots: un", "missing-space", "mots:"),
    ],
)
def test_faults(text: str, code: str, words: str) -> None:
    assert (code, words) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "À partir de 2020, l’État et l’Île-de-France : « oui » !",
        "Le plan A suffit. A-t-il raison ?",
        "Voir insee.fr: la page, ou https://insee.fr/a?b=1;c",
        "à 12:30, 1er et 1re, 2e, 1res",
        "The Economic Development, Review of Economics",
        "A télétravaillé",
        "",
    ],
)
def test_what_is_no_fault(text: str) -> None:
    assert found(text) == []


@given(st.text(max_size=200))
def test_any_text_is_looked_through(text: str) -> None:
    for code, words in found(text):
        assert code
        assert len(words) <= 60


def test_long_texts_of_one_sign_take_no_time_worth_noticing() -> None:
    for sign in ('"', "'", "a.", "A ", "://", "1è", "« "):
        assert len(found(sign * 20_000)) >= 0


def problems(builder: LessonBuilder, folder: Path) -> list[tuple[str, str]]:
    lesson = read_lesson(builder.folder(folder))
    return [(one.location.file, one.code) for one in check_content(lesson)]


@pytest.mark.parametrize(
    "file", [FR, "lesson.yaml", "glossary.yaml", "sources.yaml", "tables/jobs.yaml"]
)
def test_every_french_text_of_a_lesson_is_checked(file: str, tmp_path: Path) -> None:
    changes = {
        FR: ("Qui télétravaille", "L’Etat télétravaille"),
        "lesson.yaml": ("fr: Part qui peut", "fr: Part de l’Etat qui peut"),
        "glossary.yaml": ("fr: télétravail", "fr: Etat"),
        "sources.yaml": ("fr: ", "fr: L’Etat "),
        "tables/jobs.yaml": ("fr: Personnes,", "fr: L’Etat,"),
    }
    builder = LessonBuilder()
    old, new = changes[file]
    text = builder.text(file)
    assert old in text
    builder.write(file, text.replace(old, new, 1))
    assert (file, "missing-accent") in problems(builder, tmp_path)


def test_english_texts_have_other_rules(tmp_path: Path) -> None:
    builder = LessonBuilder()
    text = builder.text(EN)
    assert "\n\n" in text
    builder.write(EN, text.replace("\n\n", '\n\nA "straight" Etat? Yes: so.\n\n', 2))
    codes = {code for file, code in problems(builder, tmp_path) if file == EN}
    assert not codes & {"straight-quotes", "missing-accent", "missing-space"}


def test_a_lesson_full_of_faults_is_told_so_within_bounds(tmp_path: Path) -> None:
    builder = LessonBuilder().append(FR, '\n"a" ' * 400)
    codes = [code for _, code in problems(builder, tmp_path)]
    assert codes.count("straight-quotes") == MAX_FAULTS
