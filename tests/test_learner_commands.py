"""Everything kept of a learner through the commands: given out, erased."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from platformdirs import user_config_path, user_data_path, user_log_path

from desktop_app.cli import main
from desktop_app.content.reader import read_lesson
from desktop_app.learning.classroom.marks import MARKED
from desktop_app.learning.classroom.roster import LISTED
from desktop_app.learning.outline import outline_of
from desktop_app.learning.school_classes import new_class, new_event
from desktop_app.resources import installed_lessons
from desktop_app.storage.attempt_store import AttemptStore
from desktop_app.storage.hand_in_files import write_hand_in
from desktop_app.storage.settings import FILE, Settings, SettingsFile
from desktop_app.version import NAME
from tests.learning.classroom.samples import handed_in
from tests.support.attempts import made

Capture = pytest.CaptureFixture[str]
LESSON = "rebattre-les-cartes"


def keep() -> None:
    """What two students did, a mark, the list of a class."""
    outline = outline_of(read_lesson(installed_lessons()[LESSON]), "fr")
    asked = next(one for one in outline.questions.values() if one.type == "choice")
    mine = made(asked.id, lesson=LESSON, learner="Zoé", version=asked.version, answer=["0"])
    gone = made("gone", lesson="elsewhere", learner="Zoé", answer=["=1+1"])
    created = new_class("2nde B", datetime.now(UTC))
    now = datetime.now(UTC)
    store = AttemptStore(user_data_path(NAME))
    store.append([
        mine, gone, made(learner="Ali"), created,
        new_event(created.class_id, LISTED, now, names=["Ali", "Zoé"]),
        new_event(created.class_id, MARKED, now, attempt=gone.id, score=0.5, comment="Bien"),
    ])  # fmt: skip
    store.visit(LESSON, ["first"], "Zoé")
    store.close()


def export(*more: object) -> int:
    return main(["export", *map(str, more), "--language", "fr"])


def rows(data: bytes) -> list[list[str]]:
    text = data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def test_everything_kept_of_a_learner_goes_into_one_zip(tmp_path: Path) -> None:
    keep()
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    for name in ("ZOE", "Ali"):
        write_hand_in(folder / "sub", handed_in(name), "")
    target = tmp_path / "zoe.zip"
    assert export("--learner", "zoé", "-o", target, "--folder", folder) == 0
    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
        files = {name: archive.read(name) for name in archive.namelist()}
    hand_in = next(name for name in files if name.startswith("hand-ins/"))
    assert set(files) == {
        "LISEZ-MOI.txt", "README.txt", "data.json", "answers.csv", "steps.csv", "marks.csv",
        "classes.csv", hand_in,
    }  # fmt: skip
    assert b'"ZOE"' in files[hand_in]
    assert not any(b"Ali" in data for data in files.values())
    data = json.loads(files["data.json"])
    assert [one["question"] for one in data["attempts"]][1] == "gone"
    assert data["spellings"] == ["Zoé"]
    assert data["steps"] == [{"lesson": LESSON, "step": "first"}]
    assert [one["kind"] for one in data["classes"]] == [LISTED, MARKED]
    answers = rows(files["answers.csv"])
    assert answers[0][0] == "Élève"
    assert answers[1][4]  # what was asked, in words
    assert answers[2][6] == "'=1+1"
    assert rows(files["marks.csv"])[1][4:6] == ["50,0", "Bien"]
    french, english = files["LISEZ-MOI.txt"].decode("utf-8-sig"), files["README.txt"].decode()
    assert "« zoé »".replace(" ", "\u202f") in french
    assert answers[3][0] == "ZOE"
    assert "answers and predictions (3)" in english


def test_a_learner_who_only_handed_in_is_found_in_the_folder(tmp_path: Path) -> None:
    write_hand_in(tmp_path, handed_in("Inès"))
    target = tmp_path / "out.zip"
    assert export("--learner", "Inès", "-o", target, "--folder", tmp_path) == 0
    with zipfile.ZipFile(target) as archive:
        assert any(name.startswith("hand-ins/") for name in archive.namelist())
        assert [row[0] for row in rows(archive.read("answers.csv"))[1:]] == ["Inès"]


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["--learner", "Zoe", "-o", "x.csv"], 2, "fichier .zip"),
        (["--learner", "Inès", "-o", "x.zip"], 2, "d’un élève « Inès »"),
        (["--learner", "Zoée", "-o", "x.zip"], 2, "le nom le plus proche est « Zoé »"),
        (["--learner", "", "-o", "x.zip"], 2, "LESSON, --to"),
        (["-o", "x.zip"], 2, "LESSON, --to"),
        ([LESSON, "-o", "x.zip"], 2, "--to"),
        (["--learner", "Zoe", "-o", "x.zip", "--folder", "no-such"], 2, "n’est pas un dossier"),
        ([LESSON, "--to", "csv", "-o", "x.csv", "--folder", "."], 2, "--folder"),
        (["--learner", "Zoé", "-o", "no/such/x.zip"], 1, "ne peut pas être écrit"),
    ],
)
def test_what_can_not_be_given_out_is_said(
    arguments: list[str],
    status: int,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Capture,
) -> None:
    keep()
    monkeypatch.chdir(tmp_path)
    assert export(*arguments) == status
    error = capsys.readouterr().err.replace("\u202f", " ").replace("\u00a0", " ")
    assert said in error
    assert list(tmp_path.glob("x*")) == []


def test_one_command_forgets_a_learner(capsys: Capture) -> None:
    keep()
    settings = SettingsFile(user_config_path(NAME))
    settings.save(replace(Settings(), learner="zoe"))
    aside = user_config_path(NAME) / "settings.damaged.json"
    aside.write_text('{"learner": "Zoé', "utf-8")
    (user_config_path(NAME) / "settings.77.part").write_text('{"learner": "zoe"', "utf-8")
    logs = user_log_path(NAME)
    logs.mkdir(parents=True)
    for name in ("rebattre.log", "rebattre.old.log"):
        (logs / name).write_text("ValueError: ZOÉ\n", "utf-8")
    other = user_config_path(NAME) / "settings.newer.json"
    other.write_text('{"learner": "Ali"}', "utf-8")
    assert main(["purge", "--learner", "Zoé", "--language", "en"]) == 0
    assert "is erased" in capsys.readouterr().out
    for folder in (user_config_path(NAME), user_data_path(NAME), logs):
        for path in folder.iterdir():
            assert b"zo" not in path.read_bytes().lower(), path.name
    assert other.exists()
    assert json.loads((user_config_path(NAME) / FILE).read_text("utf-8"))["learner"] == ""
    store = AttemptStore(user_data_path(NAME))
    assert store.people() == ("Ali",)
    store.close()
    assert main(["purge", "--learner", "Zoé", "--language", "en"]) == 2
    assert "nothing is kept of a student “Zoé”" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "missing, one of: --class --learner"),
        (["--class", "A", "--learner", "B"], "does not go with"),
        (["--learner", "Zoé"], "nothing is kept"),
    ],
)
def test_what_can_not_be_purged_is_said(arguments: list[str], said: str, capsys: Capture) -> None:
    assert main(["purge", *arguments, "--language", "en"]) == 2
    assert said in capsys.readouterr().err
    assert not user_data_path(NAME).exists()
