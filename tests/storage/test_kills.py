"""Whatever was acknowledged is there after a kill, whenever it came."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop_app.storage.attempt_store import FILE, AttemptStore
from tests.storage.versions import write_version
from tests.support.attempts import made

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="victims are forked")


def kill(*arguments: object, program: str = "kills") -> dict[str, Any]:
    """What ``kills.py``, or another, found."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.storage.{program}", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_two_hundred_kills_lose_nothing(tmp_path: Path) -> None:
    found = kill("append", 200, tmp_path / "kept")
    assert found["kills"] == 200
    assert found["silent"] < 100  # most had something to lose
    assert found["lost"] == []
    assert found["wrong"] == []


def test_nor_do_kills_of_the_thread_that_writes_for_the_window(tmp_path: Path) -> None:
    found = kill("write", 50, tmp_path / "kept")
    assert found["silent"] < 25
    assert (found["lost"], found["wrong"]) == ([], [])


def test_nor_do_kills_on_a_share(tmp_path: Path) -> None:
    found = kill("share-append", 60, tmp_path / "kept")
    assert found["silent"] < 30
    assert (found["lost"], found["wrong"]) == ([], [])


def test_nor_do_two_hundred_kills_of_votes_and_predictions_of_a_class(tmp_path: Path) -> None:
    found = kill("vote", 200, tmp_path / "kept")
    assert found["kills"] == 200
    assert found["silent"] < 100
    assert (found["lost"], found["wrong"]) == ([], [])


def test_nor_do_kills_while_a_file_is_migrated(tmp_path: Path) -> None:
    pattern = tmp_path / "pattern"
    pattern.mkdir()
    some = [made(f"question-{number}") for number in range(300)]
    write_version(pattern / FILE, 1, some)
    (pattern / "kept.txt").write_text(" ".join(one.id for one in some), "utf-8")
    found = kill("append", 30, tmp_path / "kept", pattern)
    assert (found["lost"], found["wrong"]) == ([], [])


@pytest.mark.parametrize("kind", ["append", "share-append"])
def test_nor_do_kills_while_a_damaged_file_is_mended(tmp_path: Path, kind: str) -> None:
    pattern = tmp_path / "pattern"
    store = AttemptStore(pattern)
    some = [made(f"question-{number}", answer=["x" * (number * 7)]) for number in range(400)]
    store.append(some)
    store.close()
    data = (pattern / FILE).read_bytes()
    (pattern / FILE).write_bytes(b"\x00" * 100 + data[100:])
    (pattern / "kept.txt").write_text(" ".join(one.id for one in some), "utf-8")
    found = kill(kind, 40, tmp_path / "kept", pattern)
    assert (found["lost"], found["wrong"]) == ([], [])


def test_nor_do_kills_between_validate_and_the_disk(tmp_path: Path) -> None:
    found = kill("validate", 6, tmp_path / "kept")
    assert found["silent"] < 6
    assert (found["lost"], found["wrong"]) == ([], [])


def test_two_hundred_kills_of_who_hands_in_collects_and_marks(tmp_path: Path) -> None:
    found = kill(200, tmp_path / "class", program="class_kills")
    assert found["kills"] == 200
    assert min(found["told"][kind] for kind in ("hand-in", "report", "mark")) >= 20
    assert (found["lost"], found["half"]) == ([], [])
