"""The version of a question changes with what it asks, and with nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.content.reader import read_lesson
from desktop_app.learning.outline import versions_of
from tests.support.lessons import LessonBuilder

FRENCH = "chapters/telework.fr.md"
WHY = "c24e42e890878428"
"""The version of the sample lesson's question, in every version of the application: a
change here would call everybody back to every question that they know."""


def version(builder: LessonBuilder, root: Path, question: str = "why") -> str:
    return versions_of(read_lesson(builder.folder(root)), "telework")[question]


def test_it_is_the_same_in_every_version_of_the_application(tmp_path: Path) -> None:
    assert version(LessonBuilder(), tmp_path) == WHY


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  > Oui : voir [le graphique](chart:by-job).", "  > Oui, c'est cela."),
        ("> Relisez [la question](question:why) et [le tableau](table:jobs).", "> Relisez."),
        ("evidence=point:jobs/managers", "evidence=chart:by-job"),
        ("{misconception=choice-not-job}", "{misconception=another}"),
        ("à 2 % ?", "à\n2 % ?"),
        ("Parmi les cadres", "Dans le groupe des cadres"),
        ("## Une expérience inégale {#unequal minutes=3}", "## Autrement {#unequal minutes=4}"),
    ],
)
def test_it_stays_when_nothing_else_is_asked(tmp_path: Path, old: str, new: str) -> None:
    assert version(LessonBuilder().replace(FRENCH, old, new), tmp_path) == WHY


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Que montre l'écart", "Que prouve l'écart"),
        ("Le métier décide.", "Le lieu décide."),
        ("- [ ] Les ouvriers refusent", "- [x] Les ouvriers refusent"),
        ("type=choice", "type=choices"),
        ("l'écart de [58 %](point:jobs/managers)", "l'écart de [58 %](point:jobs/others)"),
        ("#why type=choice", "#why type=choice tolerance=2"),
    ],
)
def test_it_changes_with_what_is_asked(tmp_path: Path, old: str, new: str) -> None:
    assert version(LessonBuilder().replace(FRENCH, old, new), tmp_path) != WHY


def test_it_stays_when_the_question_is_renamed_or_translated_anew(tmp_path: Path) -> None:
    builder = LessonBuilder().replace(FRENCH, "#why type", "#reason type")
    builder.replace(FRENCH, "question:why", "question:reason")
    builder.replace("chapters/telework.en.md", "#why type", "#reason type")
    assert version(builder, tmp_path, "reason") == WHY
    other = LessonBuilder().write("chapters/telework.en.md", "---\ntitle: Nothing yet\n---\n")
    assert version(other, tmp_path / "other") == WHY
