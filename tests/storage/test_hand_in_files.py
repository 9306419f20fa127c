"""Hand-ins on disk: written whole, found again, and nothing else taken for one."""

from __future__ import annotations

import errno
import os
from datetime import timedelta
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.content.wording import message
from desktop_app.learning.classroom.collection import collect
from desktop_app.learning.classroom.hand_in import SUFFIX, Flaw, Reading, to_bytes
from desktop_app.learning.classroom.names import clean_name
from desktop_app.reporting import problems_of
from desktop_app.storage import hand_in_files
from desktop_app.storage.hand_in_files import (
    file_name,
    hand_ins_by,
    read_folder,
    write_hand_in,
)
from tests.learning.classroom.samples import handed_in
from tests.support.attempts import NASTY, NOON


def test_what_is_written_is_found_again(tmp_path: Path) -> None:
    written = [handed_in("Zoé"), handed_in("Ali"), handed_in("Zoé")]
    for one in written:
        write_hand_in(tmp_path, one)
    files = read_folder(tmp_path)
    assert [file.path for file in files] == sorted(map(file_name, written))
    assert {file.reading.hand_in.id for file in files if file.reading and file.reading.hand_in} == {
        one.id for one in written
    }


def test_what_a_killed_hand_in_left_goes_with_the_next_one_of_that_student(tmp_path: Path) -> None:
    old = [handed_in("Zoé"), handed_in("Zoé", at=NOON - timedelta(days=9)), handed_in("Zo")]
    names = [f".{file_name(one)}.{rank}.part" for rank, one in enumerate(old)]
    fresh = f".{file_name(handed_in('Zoé'))}.7.part"
    for name in (*names, fresh, ".notes.part", f"{names[0]}.txt"):
        (tmp_path / name).write_bytes(to_bytes(old[0])[:99])
    for name in tmp_path.iterdir():
        if name.name != fresh:
            os.utime(name, (1, 1))
    written = write_hand_in(tmp_path, handed_in("Zoé"))
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {written.name, names[2], fresh, ".notes.part", f"{names[0]}.txt"}


@given(NASTY, st.sampled_from(["../../x", "a-lesson", "CON", "a:b", "é" * 300]))
def test_no_name_leads_out_of_the_folder(name: str, lesson: str) -> None:
    learner = clean_name(name) or "x"
    told = file_name(handed_in(learner, (), lesson=lesson))
    assert Path(told).name == told
    assert not set(told) & set('<>:"/\\|?*\x00')
    assert told.endswith(SUFFIX)
    assert not told.startswith((".", "-"))
    assert len(told.encode()) < 200


def test_a_disk_that_is_full_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="space"):
        write_hand_in(tmp_path, handed_in("Zoé"))
    assert list(tmp_path.iterdir()) == []


def test_a_key_that_lies_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def shortened(path: Path, data: bytes) -> None:
        path.write_bytes(data[:100])

    monkeypatch.setattr(hand_in_files, "write_whole", shortened)
    with pytest.raises(OSError, match=SUFFIX):
        write_hand_in(tmp_path, handed_in("Zoé"))
    assert list(tmp_path.iterdir()) == []


def readings(folder: Path) -> dict[str, Reading | None]:
    return {file.path: file.reading for file in read_folder(folder)}


def test_folders_in_the_folder_are_looked_into_and_hidden_files_are_not(tmp_path: Path) -> None:
    data = to_bytes(handed_in("Zoé"))
    (tmp_path / "Zoé" / "deep").mkdir(parents=True)
    (tmp_path / "Zoé" / "deep" / "x.txt").write_bytes(data)
    (tmp_path / ".x.rebattre.123.part").write_bytes(data[:50])
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "y.rebattre").write_bytes(data)
    (reading,) = readings(tmp_path).values()
    assert reading is not None
    assert reading.flaw is None
    assert list(readings(tmp_path)) == ["Zoé/deep/x.txt"]


def test_a_zip_of_a_learning_platform_is_a_folder(tmp_path: Path) -> None:
    data = to_bytes(handed_in("Zoé"))
    for packing in (ZIP_STORED, ZIP_DEFLATED):
        with ZipFile(tmp_path / f"{packing}.ZIP", "w", packing) as archive:
            archive.writestr("Zoé_123_file/z.rebattre", data)
            archive.writestr("Ali_124_file/../../a.rebattre", data[:-50])
            archive.writestr("__MACOSX/._z.rebattre", data)
            archive.writestr("Ali_124_file/zeros.bin", b"\0" * 1_000_000)
    whole = (tmp_path / "0.ZIP").read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[:-30])
    (tmp_path / "wrong.zip").write_bytes(whole.replace(b'"Zo\xc3\xa9"', b'"Zooo"', 1))
    files = {one.path: one for one in read_folder(tmp_path)}
    for name in ("0.ZIP", "8.ZIP"):
        reading = files.pop(f"{name}/Zoé_123_file/z.rebattre").reading
        assert reading == read_folder_of(data, tmp_path / "alone")
        flaws = [
            files.pop(f"{name}/Ali_124_file/{member}").reading
            for member in ("../../a.rebattre", "zeros.bin")
        ]
        assert flaws == [Reading(None, Flaw.DAMAGED), Reading(None, Flaw.FOREIGN)]
    assert files.pop("cut.zip").error == "archive-damaged"
    assert files.pop("wrong.zip/Zoé_123_file/z.rebattre").error == "archive-damaged"
    assert len(hand_ins_by(tmp_path / "alone", lambda name: name == "Zoé")) == 1
    with pytest.raises(OSError, match="archive-damaged"):
        hand_ins_by(tmp_path, lambda name: name == "Zoé")


def read_folder_of(data: bytes, folder: Path) -> Reading | None:
    folder.mkdir(exist_ok=True)
    with ZipFile(folder / "one.zip", "w") as archive:
        archive.writestr("x", data)
    (file,) = read_folder(folder)
    return file.reading


def test_what_is_not_looked_at_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "/".join(["d"] * 12)).mkdir(parents=True)
    for name in "abc":
        (tmp_path / name).touch()
    (deep,) = [one for one in read_folder(tmp_path) if one.error]
    assert deep.error == "folder-too-deep"
    monkeypatch.setattr(hand_in_files, "MOST_FILES", 2)
    files = read_folder(tmp_path)
    assert [(one.path, one.error) for one in files][-1] == ("c", "too-many-files")
    (problem,) = problems_of(collect(files[2:]), ())
    assert "(too many files: those after it are not looked at)" in message(problem, "en")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no links and pipes")
def test_links_and_pipes_are_named_and_not_followed(tmp_path: Path) -> None:
    folder, outside = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    outside.mkdir()
    (outside / "z.rebattre").write_bytes(to_bytes(handed_in("Zoé")))
    (folder / "file.rebattre").symlink_to(outside / "z.rebattre")
    (folder / "folder").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    (folder / "nothing.rebattre").symlink_to(folder / "gone")
    os.mkfifo(folder / "pipe.rebattre")
    assert readings(folder) == dict.fromkeys(
        ["file.rebattre", "folder", "loop", "nothing.rebattre", "pipe.rebattre"]
    )


def test_large_and_other_files_are_told_apart_by_their_beginning(tmp_path: Path) -> None:
    for name in ("film.mp4", "junk.rebattre"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(30 * 2**20)
    (tmp_path / "empty.rebattre").touch()
    (tmp_path / "cut.rebattre").write_bytes(to_bytes(handed_in("Zoé"))[:-9])
    (tmp_path / "notes.txt").write_text("Zoé 12/20", "utf-8")
    flaws = {name: reading.flaw for name, reading in readings(tmp_path).items() if reading}
    assert flaws == {
        "film.mp4": Flaw.FOREIGN,
        "junk.rebattre": Flaw.DAMAGED,
        "empty.rebattre": Flaw.DAMAGED,
        "cut.rebattre": Flaw.DAMAGED,
        "notes.txt": Flaw.FOREIGN,
    }


def test_a_file_that_can_not_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_hand_in(tmp_path, handed_in("Zoé"))

    def refused(_: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(hand_in_files, "_content", refused)
    (file,) = read_folder(tmp_path)
    assert (file.reading, file.error) == (None, "Permission denied")


def test_reading_is_told_of_and_can_be_called_off(tmp_path: Path) -> None:
    for _ in range(5):
        write_hand_in(tmp_path, handed_in("Zoé"))
    told: list[tuple[int, int]] = []
    read_folder(tmp_path, told=lambda done, of: told.append((done, of)))
    assert told == [(rank, 5) for rank in range(1, 6)]

    class CalledOffError(Exception):
        pass

    def call_off(done: int, _: int) -> None:
        if done == 2:
            raise CalledOffError

    with pytest.raises(CalledOffError):
        read_folder(tmp_path, told=call_off)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_folder(tmp_path / "gone")
