"""What is remembered between two runs, and what happens where that goes wrong."""

from __future__ import annotations

import json
import os
import queue
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.session.preferences import Preferences
from desktop_app.session.session import Place
from desktop_app.storage import settings as module
from desktop_app.storage.background import Background
from desktop_app.storage.locking import alone
from desktop_app.storage.settings import FILE, Settings, SettingsFile

SOME = Settings(
    Preferences("en", "dark", 150, teacher_notes=True, motion=False, practice=True),
    {"a-lesson": Place("chapter", "étape")},
    {"geometry": "AAECAw=="},
)


def codes(file: SettingsFile) -> list[str]:
    return [notice.code for notice in file.notices]


def same(one: Settings, other: Settings) -> bool:
    return (one.preferences, dict(one.places), dict(one.window)) == (
        other.preferences,
        dict(other.places),
        dict(other.window),
    )


def test_what_was_saved_is_there_the_next_time(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "yet"
    first = SettingsFile(folder)
    assert same(first.settings, Settings())
    assert first.save(SOME)
    second = SettingsFile(folder)
    assert same(second.settings, SOME)
    assert not first.notices
    assert not second.notices
    assert sorted(path.name for path in folder.iterdir()) == [FILE, "settings.lock"]


def test_a_path_in_another_encoding_is_kept(tmp_path: Path) -> None:
    path = os.fsdecode(b"/share/caf\xe9")
    SettingsFile(tmp_path).save(SOME.with_recent(path))
    again = SettingsFile(tmp_path)
    assert again.settings.recent == (path,)
    assert not again.notices


def test_a_place_is_kept_beside_those_of_other_lessons() -> None:
    more = SOME.with_place("b", Place("x", "y")).with_place("a-lesson", Place("z", "t"))
    assert dict(more.places) == {"a-lesson": Place("z", "t"), "b": Place("x", "y")}


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"text"',
        b"{}",
        b"\xff\xfe\x00broken",
        b'{"version": 1, "preferences": []}',
        b'{"version": 1, "places": ["a"]}',
        b'{"version": 1, "places": {"a": ["only a chapter"]}}',
        b'{"version": 1, "places": {"a": null}}',
        b'{"version": 1, "window": 3}',
        b'{"version": "1"}',
        b'{"version": null}',
        b'{"version": -3}',
        b"[" * 100_000,
        b'{"version": 1, "preferences": {"text_size": ' + b"9" * 5000 + b"}}",
    ],
    ids=lambda damage: repr(damage[:40]),
)
def test_a_damaged_file_is_kept_aside_and_said_once(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / FILE).write_bytes(damage)
    file = SettingsFile(tmp_path)
    assert same(file.settings, Settings())
    assert codes(file) == ["settings-damaged"]
    aside = Path(file.notices[0].path)
    assert aside.read_bytes() == damage
    assert aside.parent == tmp_path
    assert file.save(SOME)
    again = SettingsFile(tmp_path)
    assert same(again.settings, SOME)
    assert not again.notices
    assert aside.read_bytes() == damage


def test_every_damaged_file_is_kept_under_a_name_of_its_own(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / FILE).write_text(f"damage {number}", "utf-8")
        SettingsFile(tmp_path)
    kept = sorted(path.read_text("utf-8") for path in tmp_path.iterdir())
    assert kept == ["damage 0", "damage 1", "damage 2"]


def test_a_newer_version_is_kept_aside(tmp_path: Path) -> None:
    newer = json.dumps({"version": 2, "preferences": {"theme": "sepia"}, "unknown": [1]})
    (tmp_path / FILE).write_text(newer, "utf-8")
    file = SettingsFile(tmp_path)
    assert codes(file) == ["settings-newer"]
    assert "newer" in Path(file.notices[0].path).name
    assert Path(file.notices[0].path).read_text("utf-8") == newer
    assert file.save(SOME)
    assert same(SettingsFile(tmp_path).settings, SOME)
    assert Path(file.notices[0].path).read_text("utf-8") == newer


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("language", "de"),
        ("language", 3),
        ("theme", ["light"]),
        ("text_size", 101),
        ("text_size", "150"),
        ("text_size", True),
        ("text_size", [100]),
        ("teacher_notes", "yes"),
        ("motion", None),
    ],
)
def test_a_value_out_of_bounds_takes_its_default(tmp_path: Path, key: str, value: object) -> None:
    data = {"version": 1, "preferences": {key: value, "theme": "dark"} | {key: value}}
    (tmp_path / FILE).write_text(json.dumps(data), "utf-8")
    file = SettingsFile(tmp_path)
    assert not file.notices
    assert getattr(file.settings.preferences, key) == getattr(Preferences(), key)
    if key != "theme":
        assert file.settings.preferences.theme == "dark"


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    (tmp_path / FILE / "something.txt").write_text("mine", "utf-8")
    file = SettingsFile(tmp_path)
    assert same(file.settings, Settings())
    assert codes(file) == ["settings-damaged"]
    assert (Path(file.notices[0].path) / "something.txt").read_text("utf-8") == "mine"
    assert file.save(SOME)


def test_a_file_that_cannot_be_read_nor_moved_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / FILE).write_text("precious", "utf-8")

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_text", denied)
        patch.setattr(Path, "rename", denied)
        file = SettingsFile(tmp_path)
        assert "settings-damaged" in codes(file)
        assert "settings-not-kept" in codes(file)
        assert not file.save(SOME)
        assert file.settings is SOME  # the session goes on with it
    assert (tmp_path / FILE).read_text("utf-8") == "precious"
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_a_newer_file_that_cannot_be_moved_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = '{"version": 9}'
    (tmp_path / FILE).write_text(newer, "utf-8")

    def denied(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", denied)
    file = SettingsFile(tmp_path)
    assert "settings-newer" in codes(file)
    file.save(SOME)
    assert (tmp_path / FILE).read_text("utf-8") == newer


def test_no_folder_can_be_made_where_a_file_stands(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("", "utf-8")
    file = SettingsFile(tmp_path / "home" / "config")
    assert codes(file) == ["settings-not-kept"]
    assert not file.save(SOME)
    assert not file.save(SOME)
    assert codes(file) == ["settings-not-kept"]
    assert file.settings is SOME


def test_a_read_only_folder_is_said_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(Path, "touch", read_only)
    file = SettingsFile(tmp_path)
    assert codes(file) == ["settings-not-kept"]
    assert file.notices[0].path == str(tmp_path)


def test_a_disk_that_fills_up_is_said_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = SettingsFile(tmp_path)
    assert file.save(SOME)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module.os, "fsync", full)
    assert not file.save(Settings())
    assert not file.save(Settings())
    assert codes(file) == ["settings-not-kept"]
    assert same(SettingsFile(tmp_path).settings, SOME)


@pytest.mark.parametrize("error", [OSError(5, "Input/output error"), KeyboardInterrupt()])
def test_a_crash_in_the_middle_of_saving_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    file = SettingsFile(tmp_path)
    assert file.save(SOME)
    before = (tmp_path / FILE).read_bytes()

    def crash(*_: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", crash)
        if isinstance(error, OSError):
            assert not file.save(Settings())
        else:
            with pytest.raises(KeyboardInterrupt):
                file.save(Settings())
    assert (tmp_path / FILE).read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [FILE, "settings.lock"]


# -- two windows at once ---------------------------------------------------------------


def test_two_windows_keep_what_each_of_them_changed(tmp_path: Path) -> None:
    start = SettingsFile(tmp_path)
    start.save(replace(SOME, recent=("old", "gone"), learner="Ali"))
    one, other = SettingsFile(tmp_path), SettingsFile(tmp_path)
    said = one.settings.with_place("b", Place("x", "y")).with_recent("one").without_recent("gone")
    one.save(replace(said, preferences=replace(said.preferences, language="fr")))
    said = other.settings.with_place("c", Place("x", "z")).with_recent("other")
    other.save(replace(said, preferences=replace(said.preferences, theme="contrast")))
    assert other.settings.preferences.language == "en"  # what it shows is its own affair
    one.save(replace(one.settings, learner="Zoé"))
    kept = SettingsFile(tmp_path).settings
    assert set(kept.places) == {"a-lesson", "b", "c"}
    assert kept.recent == ("other", "old", "gone", "one")
    assert (kept.preferences.language, kept.preferences.theme) == ("fr", "contrast")
    assert kept.learner == "Zoé"
    assert kept.window == SOME.window


def test_windows_that_save_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    files = [SettingsFile(tmp_path) for _ in range(3)]

    def save(name: int) -> None:
        for number in range(15):
            mine = files[name].settings.with_place(f"{name}-{number}", Place("x", "y"))
            assert files[name].save(mine)

    with ThreadPoolExecutor(3) as windows:
        list(windows.map(save, range(3)))
    assert len(SettingsFile(tmp_path).settings.places) == 45


def test_a_lock_that_is_never_let_go_holds_up_nobody_for_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.01)
    file = SettingsFile(tmp_path)
    with alone(tmp_path / "settings.lock", 1.0):
        assert file.save(SOME)
    assert same(SettingsFile(tmp_path).settings, SOME)


def test_what_was_damaged_meanwhile_is_kept_aside(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path)
    file.save(SOME)
    (tmp_path / FILE).write_bytes(b"{")
    assert file.save(file.settings.with_place("b", Place("x", "y")))
    assert codes(file) == ["settings-damaged"]
    assert (tmp_path / "settings.damaged.json").read_bytes() == b"{"
    assert set(SettingsFile(tmp_path).settings.places) == {"a-lesson", "b"}


# -- in the background -----------------------------------------------------------------


def test_nobody_waits_for_what_is_written_in_the_background(tmp_path: Path) -> None:
    background = Background("settings")
    gate = threading.Event()
    file = SettingsFile(tmp_path, background)
    background.do(gate.wait)
    places = ("b", "c", "d")
    for name in places:
        file.save(file.settings.with_place(name, Place("x", "y")))
    assert set(file.settings.places) == set(places)
    assert not file.finish(0.01)
    assert SettingsFile(tmp_path).settings.places == {}
    gate.set()
    assert file.finish(10)
    assert set(SettingsFile(tmp_path).settings.places) == set(places)


def test_what_waits_to_be_written_brings_no_name_back(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path, Background("settings"))
    for name in ("Ali", "Zoé", "Ali", "Zoé") * 5:
        file.save(replace(file.settings, learner=name))
    assert file.forget("zoe")
    assert file.finish(10)
    assert SettingsFile(tmp_path).settings.learner == file.settings.learner == ""


def test_a_disk_that_never_answers_keeps_a_name_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    background = Background("settings")
    file = SettingsFile(tmp_path, background)
    file.save(replace(SOME, learner="Zoé"))
    assert file.finish(10)
    gate = threading.Event()
    background.do(gate.wait)
    monkeypatch.setattr(module, "PATIENCE", 0.01)
    with pytest.raises(OSError, match=FILE):
        file.forget("Zoé")
    gate.set()
    assert SettingsFile(tmp_path).settings.learner == "Zoé"


def test_what_goes_wrong_in_the_background_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: queue.SimpleQueue[list[str]] = queue.SimpleQueue()
    background = Background("settings")
    file = SettingsFile(tmp_path, background)
    assert file.finish(10)
    file.noticed = lambda: told.put(codes(file))
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
    file.save(SOME)
    assert told.get(timeout=10) == ["settings-not-kept"]
    assert not file.save(SOME)
    failures: queue.SimpleQueue[object] = queue.SimpleQueue()
    monkeypatch.setattr(threading, "excepthook", lambda args: failures.put(args.exc_type))
    background.do(lambda: 1 / 0)
    assert failures.get(timeout=10) is ZeroDivisionError
    assert background.finish(10)  # and the next thing is done
