"""Where imported questions go: a new lesson, a lesson being written, or a chapter."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop_app.checking import check_lesson
from desktop_app.cli import main
from desktop_app.content.reader import read_lesson
from desktop_app.importing import (
    Imported,
    add_to_lesson,
    import_questions,
    names_in,
    takes_chapters,
    with_chapter,
    write_lesson,
)
from desktop_app.resources import installed_lessons
from tests.quiz.exchange.pictures import PNG
from tests.support.lessons import LessonBuilder

BANK = b"::Un::Combien ? {#58:2}\n\nDeux {=oui ~non}\n"


def imported(data: bytes = BANK, file: str = "Ma banque.gift") -> Imported:
    return import_questions(data, file, "fr")


def test_a_new_lesson_is_sound_and_no_other_is_written_over(tmp_path: Path) -> None:
    first, second = (write_lesson(imported(), tmp_path) for _ in range(2))
    assert (first.name, second.name) == ("ma-banque", "ma-banque-2")
    lesson = read_lesson(first)
    assert lesson.title_in("fr") == "Ma banque"
    assert not [one for one in check_lesson(lesson) if one.is_error]
    assert len(list(tmp_path.iterdir())) == 2  # nothing else is left


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: x\nchapters: [a, b]\nlicence: y\n", "title: x\nchapters: [a, b, c]\nlicence: y\n"),
        ("chapters: []\n", "chapters: [c]\n"),
        ("chapters: [\n  a,\n  b,\n]\n", "chapters: [\n  a,\n  b, c]\n"),
        ("chapters:\n- a\n# b\n\ntitle: x\n", "chapters:\n- a\n- c\n# b\n\ntitle: x\n"),
        ("chapters:\r\n  - a\r\n  - b", "chapters:\r\n  - a\r\n  - b\r\n  - c\r\n"),
        ("chapters:\n  - a  # un\ntitle: é\n", "chapters:\n  - a  # un\n  - c\ntitle: é\n"),
        ("title: x\n", None),
        ("chapters: &x [a]\nmore: *x\n", None),
        ("chapters:\n  - a\nchapters:\n  - b\n", None),
        ("{chapters: [a]}\n", None),
    ],
    ids=range(10),
)
def test_a_chapter_is_named_last_and_nothing_else_changes(before: str, after: str | None) -> None:
    assert with_chapter(before.encode(), "c") == (None if after is None else after.encode())


def test_a_manifest_of_another_encoding_is_left_alone() -> None:
    assert with_chapter("title: é\nchapters: [a]\n".encode("latin-1"), "c") is None


def test_ids_of_the_lesson_are_not_given_again(tmp_path: Path) -> None:
    lesson = read_lesson(LessonBuilder().folder(tmp_path))
    taken = names_in(lesson)
    name = next(iter(sorted(taken - {""})))
    data = f"// [id:{name}]\nUn {{=a ~b}}\n".encode()
    found = import_questions(data, f"{name}.gift", "fr", taken=taken)
    assert f"#{name} " not in found.text
    assert f"{{#{name}}}" not in found.text
    chapter, named = add_to_lesson(found, tmp_path / "lesson")
    assert named
    assert chapter.exists()
    codes = [one.code for one in check_lesson(read_lesson(tmp_path / "lesson")) if one.is_error]
    assert "duplicate-id" not in codes


def test_ids_of_the_other_chapters_are_not_given_again_by_the_command(tmp_path: Path) -> None:
    folder = LessonBuilder().folder(tmp_path)
    taken = sorted(names_in(read_lesson(folder)) - {""})[0]
    bank = tmp_path / "bank.gift"
    bank.write_text(f"// [id:{taken}]\nUn {{T}}\n", encoding="utf-8")
    target = folder / "chapters" / "bank.fr.md"
    texts = []
    for _ in range(2):  # the second takes the place of the first, with the same ids
        assert main(["import", str(bank), "-o", str(target)]) == 0
        texts.append(target.read_text(encoding="utf-8"))
        manifest = folder / "lesson.yaml"
        manifest.write_bytes(with_chapter(manifest.read_bytes(), "bank") or b"")
    assert texts[0] == texts[1]
    assert f"#{taken} " not in texts[0]
    assert f"#{taken}-2 " in texts[0]


def test_what_cannot_be_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desktop_app import importing

    folder = LessonBuilder().folder(tmp_path)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    real = importing.write_whole

    def full(path: Path, data: bytes) -> None:
        if path.name == "lesson.yaml":
            raise OSError(28, "No space left on device")
        real(path, data)

    monkeypatch.setattr(importing, "write_whole", full)
    bank = Imported("## x {#x}\n\n![p](images/p.png)\n", {"images/p.png": PNG}, 1, (), "b", "fr")
    with pytest.raises(OSError, match="No space"):
        add_to_lesson(bank, folder)
    with pytest.raises(OSError, match="No space"):
        write_lesson(bank, tmp_path)
    after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert after == before
    assert [path.name for path in tmp_path.iterdir()] == ["lesson"]


def test_only_a_lesson_of_ones_own_takes_chapters(tmp_path: Path) -> None:
    folder = LessonBuilder().folder(tmp_path)
    assert takes_chapters(folder)
    assert not takes_chapters(None)
    assert not takes_chapters(folder / "lesson.yaml")
    assert not any(takes_chapters(path) for path in installed_lessons().values())
    assert not takes_chapters(tmp_path / os.devnull)
