"""Results of this computer in other formats, through the command."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from platformdirs import user_data_path

from desktop_app.cli import main
from desktop_app.content.reader import read_lesson
from desktop_app.learning.attempts import Attempt
from desktop_app.learning.outline import outline_of
from desktop_app.learning.results.forms import RESULT_FORMS
from desktop_app.storage.attempt_store import FILE, AttemptStore
from desktop_app.version import NAME
from tests.learning.xapi_validator import validate
from tests.support.attempts import NOON, made
from tests.support.lessons import LessonBuilder

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    return LessonBuilder().folder(tmp_path)


def keep(lesson: Path, *learners: str, answer: object = ("1",)) -> list[Attempt]:
    """An answer of each learner to the one question of the lesson, in the user's folder."""
    why = outline_of(read_lesson(lesson), "fr").questions["why"]
    some = [
        made("why", NOON, lesson=why.lesson, version=why.version, learner=one, answer=answer)
        for one in learners
    ]
    store = AttemptStore(user_data_path(NAME))
    store.append(some)
    store.close()
    return some


def export(lesson: Path, form: str, target: Path, *more: str) -> int:
    return main(["export", str(lesson), "--to", form, "-o", str(target), *more])


def test_each_form_can_be_read_by_what_it_is_for(lesson: Path, tmp_path: Path) -> None:
    some = keep(lesson, "local", "Zoé")
    for form in RESULT_FORMS:
        assert export(lesson, form, tmp_path / f"x.{form}", "--language", "fr") == 0
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert [cell.value for cell in book["Réponses"]["A"]] == ["Élève", "local", "Zoé"]
    assert book["Réponses"]["G2"].value == "Le métier décide."
    text = (tmp_path / "x.csv").read_bytes().decode("utf-8")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert [row[0] for row in rows] == ["Élève", "local", "Zoé"]
    grades = (tmp_path / "x.moodle-csv").read_text("utf-8").splitlines()
    assert grades[1:] == ['"local",100.0,100.0', '"Zoé",100.0,100.0']
    statements = (tmp_path / "x.xapi").read_text("utf-8").splitlines()
    assert [json.loads(line)["id"] for line in statements] == [one.id for one in some]
    for line in statements:
        validate(json.loads(line), datetime.now(UTC))


def test_one_learner_alone(lesson: Path, tmp_path: Path) -> None:
    keep(lesson, "local", "Zoé")
    assert export(lesson, "moodle-csv", tmp_path / "x.csv", "--learner", "Zoé") == 0
    assert (tmp_path / "x.csv").read_text("utf-8").count("\n") == 2


def test_nothing_kept_is_said_and_makes_no_file(
    lesson: Path, tmp_path: Path, capsys: Capture
) -> None:
    assert export(lesson, "csv", tmp_path / "x.csv", "--language", "en") == 1
    assert "no answer to “Sample lesson: telework” is kept" in capsys.readouterr().err
    assert not (tmp_path / "x.csv").exists()
    assert not (user_data_path(NAME) / FILE).exists()


def test_what_a_form_can_not_hold_is_said(lesson: Path, tmp_path: Path, capsys: Capture) -> None:
    keep(lesson, "local", answer="x" * 50_000)
    assert export(lesson, "xlsx", tmp_path / "x.xlsx", "--language", "en") == 0
    assert "1 text too long" in capsys.readouterr().err


def test_a_place_that_can_not_be_written_is_said(
    lesson: Path, tmp_path: Path, capsys: Capture
) -> None:
    keep(lesson, "local")
    assert export(lesson, "csv", tmp_path / "nowhere" / "x.csv") == 1
    said = capsys.readouterr().err
    assert "nowhere" in said
    assert "écrit" in said or "written" in said


def test_a_damaged_file_gives_what_is_left(lesson: Path, tmp_path: Path, capsys: Capture) -> None:
    keep(lesson, "local")
    path = user_data_path(NAME) / FILE
    path.write_bytes(bytes(100) + path.read_bytes()[100:])
    assert export(lesson, "xapi", tmp_path / "x.jsonl", "--language", "en") == 0
    assert "1 answer recovered" in capsys.readouterr().err
    assert (tmp_path / "x.jsonl").read_text("utf-8").count("\n") == 1


def test_an_unknown_form_is_wrong_usage(lesson: Path, tmp_path: Path, capsys: Capture) -> None:
    assert export(lesson, "pdf", tmp_path / "x.pdf") == 2
    assert "xapi" in capsys.readouterr().err
