"""The report of a class, through the command."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
from platformdirs import user_data_path

from desktop_app.cli import main
from desktop_app.content.reader import read_lesson
from desktop_app.learning.attempts import Kind
from desktop_app.learning.classroom.hand_in import to_bytes
from desktop_app.learning.classroom.names import new_code
from desktop_app.learning.classroom.roster import CODED, LISTED, decode_names, read_names
from desktop_app.learning.classroom.voting import Asked, Round, Stage, Vote, told_again
from desktop_app.learning.outline import outline_of
from desktop_app.learning.school_classes import new_class, new_event
from desktop_app.resources import installed_lessons
from desktop_app.storage.attempt_store import AttemptStore
from desktop_app.storage.hand_in_files import write_hand_in
from desktop_app.version import NAME
from tests.learning.classroom.samples import handed_in
from tests.support.attempts import made

Capture = pytest.CaptureFixture[str]


def report(folder: Path, target: Path, *more: str) -> int:
    return main(["report", str(folder), "-o", str(target), "--language", "en", *more])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What two students handed in."""
    made = tmp_path / "handed in"
    made.mkdir()
    for name in ("Zoé", "=1+1"):
        write_hand_in(made, handed_in(name))
    return made


def rows(path: Path) -> list[list[str]]:
    text = path.read_bytes().decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=";"))


def test_a_folder_becomes_a_file_in_each_form(folder: Path, tmp_path: Path) -> None:
    for form in ("csv", "xlsx", "html", "pdf"):
        assert report(folder, tmp_path / f"r.{form}") == 0, form
    assert [row[0] for row in rows(tmp_path / "r.csv")] == ["Learner", "'=1+1", "Zoé"]
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    assert [cell.value for cell in book["Students"]["A"]] == ["Learner", "=1+1", "Zoé"]
    assert book["Students"]["A2"].data_type == "s"
    assert len(book.sheetnames) == 6
    page = (tmp_path / "r.html").read_text("utf-8")
    assert page.count("<svg") >= 2
    assert len(set(page.split('id="')[1:])) == page.count('id="')
    assert "http" not in page.replace("http://www.w3.org", "")
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")


def test_the_printed_page_has_the_questions_that_were_answered_and_counts_the_others(
    tmp_path: Path, capsys: Capture
) -> None:
    lesson = "rebattre-les-cartes"
    outline = outline_of(read_lesson(installed_lessons()[lesson]), "en")
    own = next(one for one in outline.questions.values() if one.type == "open")
    told = {"lesson": lesson, "learner": "Zoé", "version": own.version, "score": None}
    long = made(own.id, kind=Kind.SELF_CHECK, answer=["word " * 20_000], **told)
    write_hand_in(tmp_path, handed_in("Zoé", [long], lesson=lesson))
    for form in ("html", "xlsx"):
        assert report(tmp_path, tmp_path / f"r.{form}") == 0
    page = (tmp_path / "r.html").read_text("utf-8")
    assert page.count(own.prompt) == 2
    assert "answer to mark: 1" in page
    assert f"Questions not answered: {len(outline.questions) - 1}." in page
    assert "1 text too long for a workbook was cut; CSV holds it whole" in capsys.readouterr().err


def test_one_table_of_a_csv(folder: Path, tmp_path: Path) -> None:
    assert report(folder, tmp_path / "r.csv", "--table", "files") == 0
    assert [row[1] for row in rows(tmp_path / "r.csv")] == ["State", "counted", "counted"]


def test_what_is_wrong_is_said_and_the_rest_reported(
    folder: Path, tmp_path: Path, capsys: Capture
) -> None:
    (folder / "cut.rebattre").write_bytes(to_bytes(handed_in("Ali"))[:99])
    data = json.loads(to_bytes(handed_in("Tom")))
    data["attempts"][0]["score"] = 0.5
    (folder / "Tom.rebattre").write_text(json.dumps(data), "utf-8")
    (folder / "notes.txt").write_text("x", "utf-8")
    assert report(folder, tmp_path / "r.csv") == 1
    said = capsys.readouterr().err
    assert "cut.rebattre is damaged" in said
    assert "Tom.rebattre was changed since it was handed in by “Tom”" in said
    assert "notes.txt" not in said
    assert "Traceback" not in said
    assert [row[0] for row in rows(tmp_path / "r.csv")] == ["Learner", "'=1+1", "Zoé"]


def test_the_list_of_a_class_says_who_is_missing(
    folder: Path, tmp_path: Path, capsys: Capture
) -> None:
    names = tmp_path / "list.csv"
    names.write_bytes("Élève;Né le\r\nzoe;2010\r\nInès;2010\r\n".encode("cp1252"))
    assert report(folder, tmp_path / "r.csv", "--list", str(names)) == 0
    assert "nothing from 1 student of the list: Inès" in capsys.readouterr().err
    assert [row[0] for row in rows(tmp_path / "r.csv")][1:] == ["zoe", "Inès", "'=1+1"]
    names.write_bytes(b"PK\3\4" + bytes(99))
    assert report(folder, tmp_path / "r2.csv", "--list", str(names)) == 2
    assert "is no text: save the list of the class as CSV" in capsys.readouterr().err
    assert not (tmp_path / "r2.csv").exists()


def keep_class(name: str, code: str, *names: str) -> None:
    created = new_class(name, datetime.now(UTC))
    store = AttemptStore(user_data_path(NAME))
    now = datetime.now(UTC)
    store.append([
        created,
        new_event(created.class_id, LISTED, now, names=list(names)),
        new_event(created.class_id, CODED, now, code=code),
    ])  # fmt: skip
    store.close()


def test_a_class_that_is_kept_here(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    code = new_code()
    write_hand_in(folder, handed_in("Inès"), code)
    assert report(folder, tmp_path / "r.csv") == 0  # a warning: not known here
    assert "signed with the code of a class that is not known" in capsys.readouterr().err
    keep_class("2nde B", code, "Zoé", "Inès", "Tom")
    assert report(folder, tmp_path / "r.html", "--class", "2NDE b") == 0
    assert "of the list: Tom" in capsys.readouterr().err
    assert "Report: 2nde B" in (tmp_path / "r.html").read_text("utf-8")
    assert report(folder, tmp_path / "r.html", "--class", "2nde C") == 2
    assert "no class is called “2nde C” on this computer; the nearest" in capsys.readouterr().err


def test_a_class_without_computers_has_its_votes_in_its_report_and_nothing_is_left_when_purged(
    tmp_path: Path, capsys: Capture
) -> None:
    name = "=1+1 \u202eعربي & 🃏" + "é" * 180
    known, before = new_class(name, datetime.now(UTC)), datetime.now(UTC) - timedelta(hours=1)
    asked = Asked("a", "why", "0" * 16, "=HYPERLINK(1)", ("=A", "+B"), frozenset({1}))
    over = told_again(
        Vote(
            "", "", asked, before, before, Stage.SHOWN, Round((3, 9), 0, 12), Round((1, 9), 2, 10)
        ),
        known.class_id,
    )
    secret = told_again(
        Vote("", "", replace(asked, prompt="Under way?"), before, before, Stage.COUNTED,
             Round((1, 8), 0, 9)), known.class_id,
    )  # fmt: skip
    store = AttemptStore(user_data_path(NAME))
    store.append([known, *over, *secret])
    store.close()
    page = tmp_path / "r.html"
    assert report(tmp_path, page, "--class", name) == 0
    told = page.read_text("utf-8")
    assert "=HYPERLINK(1)" in told
    assert "75% right of 12" in told
    assert "Under way?" not in told  # its first result is private
    assert report(tmp_path, tmp_path / "r.csv", "--class", name) == 1  # of what was handed in
    assert "nothing to count" in capsys.readouterr().err
    assert main(["purge", "--class", name]) == 0
    assert report(tmp_path, page, "--class", name) == 2
    for path in user_data_path(NAME).iterdir():
        assert b"HYPERLINK" not in path.read_bytes()


def test_only_one_lesson(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    lesson = "premiers-pas"
    write_hand_in(folder, handed_in("Inès", (), lesson=lesson))
    assert report(folder, tmp_path / "r.csv", "--lesson", lesson) == 0
    assert [row[0] for row in rows(tmp_path / "r.csv")][1:] == ["Inès"]
    assert report(folder, tmp_path / "r.csv") == 0
    assert "the lesson “a-lesson” is not on this computer" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("names", "target", "status", "said"),
    [
        ([], "r.csv", 1, "nothing to count in"),
        (["x.rebattre"], "r.csv", 1, "x.rebattre is damaged"),
        ([], "r.docx", 2, "a report is a .xlsx, .csv, .html or .pdf file"),
        ([], "no/such/r.csv", 1, "nothing to count"),
    ],
)
def test_what_can_not_be_done_is_said(
    names: list[str], target: str, status: int, said: str, tmp_path: Path, capsys: Capture
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in names:
        (folder / name).write_text("junk", "utf-8")
    assert report(folder, tmp_path / target) == status
    assert said in capsys.readouterr().err
    assert not (tmp_path / target).exists()


def test_a_folder_that_is_not_there_and_a_place_that_can_not_be_written(
    folder: Path, tmp_path: Path, capsys: Capture
) -> None:
    assert report(tmp_path / "gone", tmp_path / "r.csv") == 2
    assert "is no folder" in capsys.readouterr().err
    assert report(folder, tmp_path / "no" / "such" / "r.csv") == 1
    assert "can’t be written" in capsys.readouterr().err


def test_names_as_school_software_writes_them() -> None:
    for data in (
        "Zoé\nInès".encode(),
        "\ufeffZoé\r\n\r\nInès\r\nzoe\r\n".encode(),
        '"Zoé";"2nde"\t\nInès;x'.encode("cp1252"),
        "Zoé\tx\nInès".encode("utf-16"),
    ):
        assert read_names(decode_names(data)) == ("Zoé", "Inès")
    for text in (
        "Nom;Prénom;Classe\nMARTIN;Zoé;2B\nDUPONT;Inès;2B",
        "N°\tPrénom\tNOM\n1\tZoé\tMARTIN\n2\tInès\tDUPONT",
        '"Élève";"Né(e) le"\n"MARTIN Zoé";"1/2/2010"\n"DUPONT Inès";"2/2/2010"',
    ):
        assert read_names(text) == ("MARTIN Zoé", "DUPONT Inès")
    assert read_names("Prénom\nZoé\n\n  \nInès") == ("Zoé", "Inès")
    assert read_names("") == read_names("\n") == read_names("Nom;Prénom") == ()
    assert len(read_names("\n".join(map(str, range(2_000))))) == 500


def test_a_class_is_purged_with_one_command(capsys: Capture) -> None:
    assert main(["purge", "--class", "2nde B", "--language", "en"]) == 2
    keep_class("2nde B", new_code(), "Zoé")
    keep_class("2nde C", new_code(), "Inès")
    assert main(["purge", "--class", "2nde b", "--language", "en"]) == 0
    assert "is erased" in capsys.readouterr().out
    store = AttemptStore(user_data_path(NAME))
    assert [one.name for one in store.classes().values()] == ["2nde C"]
    assert len(store.class_events()) == 3
    store.close()
    for path in user_data_path(NAME).iterdir():
        assert "Zoé".encode() not in path.read_bytes()
