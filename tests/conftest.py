"""What every test runs under: no display, no home of the person who runs them."""

from __future__ import annotations

import gc
import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support.kept_lessons import keep_lessons

# A busy machine fails no test, and every run tries the same examples; to look further:
# `pytest --hypothesis-profile=search`.
settings.register_profile("calm", deadline=None, derandomize=True, max_examples=40)
settings.register_profile("search", deadline=None, max_examples=1_000)
settings.load_profile("calm")
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.pop("QT_STYLE_OVERRIDE", None)
keep_lessons()

# Compiling every module was half of what a command costs that a test starts, and each of the
# processes of a run did so for itself where Python is told to keep nothing.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


def pytest_collection_finish() -> None:
    """What stands by now stays to the end: thousands of tests are no garbage to look for.

    From here on it is looked for less often.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


class Homes:
    """Home folders, each for as long as nobody has put anything into it."""

    def __init__(self, folders: pytest.TempPathFactory) -> None:
        self._folders = folders
        self._home: Path | None = None

    def untouched(self) -> Path:
        """An empty home, which is that of this process from now on."""
        if self._home is None or any(self._home.iterdir()):
            self._home = self._folders.mktemp("home")
            os.environ["HOME"] = str(self._home)
            for name in ("CONFIG", "DATA", "STATE", "CACHE"):
                os.environ[f"XDG_{name}_HOME"] = str(self._home / name.lower())
        return self._home


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Homes:
    return Homes(tmp_path_factory)


@pytest.fixture(autouse=True)
def own_home(homes: Homes) -> Path:
    """A home folder of the test's own."""
    return homes.untouched()


@pytest.fixture(autouse=True)
def drop_translations() -> Iterator[None]:
    """Leave no language to the next test: translators belong to the whole process."""
    yield
    if "PySide6.QtCore" in sys.modules:
        from PySide6.QtCore import QCoreApplication, QTranslator

        if qt := QCoreApplication.instance():
            for translator in qt.findChildren(QTranslator):
                qt.removeTranslator(translator)
                translator.deleteLater()


@pytest.fixture(autouse=True)
def no_logged_warning(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning logged anywhere fails the test."""
    yield
    loud = [
        record
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING
    ]
    assert not loud, [record.getMessage() for record in loud]
