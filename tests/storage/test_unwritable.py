"""Where nothing can be written everything works, and that is said."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop_app.content.wording import message
from desktop_app.storage.attempt_store import FILE, AttemptStore
from tests.storage.conftest import OpenStore
from tests.support.attempts import made

ROOT = Path(__file__).parents[2]
NOBODY = 65534

posix = pytest.mark.skipif(os.name != "posix", reason="rights and limits of POSIX")


@pytest.fixture
def common_folder() -> Iterator[Path]:
    """A folder that any user may enter."""
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        yield Path(name)


def run(program: str, folder: Path) -> Any:
    """What ``program`` prints, run as a user whom rights hold back."""
    start = (
        "import json, os, resource, signal, sys\nfrom pathlib import Path\n"
        "import psutil\n"  # wanted later, where nobody may read it
        "from desktop_app.storage.attempt_store import AttemptStore\n"
        "from desktop_app.storage.failures import StoreError\n"
        "from tests.support.attempts import made\n"
        "folder = Path(sys.argv[1])\n"
        f"os.geteuid() or os.seteuid({NOBODY})\n"  # root is held back by none
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", start + program, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


SHOW = (
    "store = AttemptStore(folder)\n"
    "store.append([made('now')])\n"
    "print(json.dumps([store.kept, [p.code for p in store.problems],"
    " [a.question for a in store.attempts()]]))\n"
)


@posix
def test_a_folder_that_may_not_be_written(common_folder: Path) -> None:
    common_folder.chmod(0o555)
    assert run(SHOW, common_folder) == [False, ["attempts-not-kept"], ["now"]]
    assert list(common_folder.iterdir()) == []


@posix
def test_earlier_attempts_can_be_read_where_nothing_can_be_written(common_folder: Path) -> None:
    store = AttemptStore(common_folder)
    store.append([made("before")])
    store.close()
    common_folder.chmod(0o555)
    shown = run(SHOW, common_folder)
    assert shown == [False, ["attempts-read-only"], ["before", "now"]]
    common_folder.chmod(0o755)
    (common_folder / FILE).chmod(0o444)  # the file alone
    (common_folder / "attempts.lock").chmod(0o666)
    common_folder.chmod(0o777)
    shown = run(SHOW, common_folder)
    assert shown == [False, ["attempts-read-only"], ["before", "now"]]


def test_a_folder_that_can_not_be_made(tmp_path: Path, open_store: OpenStore) -> None:
    (tmp_path / "home").write_text("a file", "utf-8")
    store = open_store(tmp_path / "home" / "data")
    assert not store.kept
    (problem,) = store.problems
    assert problem.code == "attempts-not-kept"
    assert "progress will not be kept" in message(problem, "en")
    assert "la progression ne sera pas gardée" in message(problem, "fr")
    store.append([made("now")])
    store.visit("a-lesson", ["step"])
    assert store.count() == 1
    assert store.visited("a-lesson") == {"step"}


def test_a_folder_in_the_place_of_the_file(tmp_path: Path, open_store: OpenStore) -> None:
    (tmp_path / FILE).mkdir()
    store = open_store(tmp_path)
    assert not store.kept
    assert [problem.code for problem in store.problems] == ["attempts-not-kept"]
    store.append([made("now")])
    assert store.count() == 1


@posix
def test_a_disk_that_fills_up_loses_nothing_that_was_acknowledged(common_folder: Path) -> None:
    common_folder.chmod(0o777)
    program = (
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "store = AttemptStore(folder)\n"
        "store.append([made('first')])\n"
        "kept = [a.id for a in store.attempts()]\n"
        "soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))\n"
        "codes = []\n"
        "for number in range(200):\n"
        "    one = made(f'question-{number}', answer='x' * 5_000)\n"
        "    try:\n"
        "        store.append([one])\n"
        "        kept.append(one.id)\n"
        "    except StoreError as error:\n"
        "        codes.append(error.problem.code)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))\n"
        "last = made('there is room again')\n"
        "store.append([last])\n"
        "kept.append(last.id)\n"
        "store.close()\n"
        "found = {a.id for a in AttemptStore(folder).attempts()}\n"
        "print(json.dumps([codes, len(kept), [i for i in kept if i not in found]]))\n"
    )
    codes, kept, lost = run(program, common_folder)
    assert set(codes) == {"attempts-not-written"}
    assert 0 < kept < 200
    assert lost == []
