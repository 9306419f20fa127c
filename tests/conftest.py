"""What every test runs under: no display, no home of the person who runs them."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support.kept_lessons import keep_shipped_lessons

# A busy machine fails no test, and every run tries the same examples; to look further:
# `pytest --hypothesis-profile=search`.
settings.register_profile("calm", deadline=None, derandomize=True, max_examples=40)
settings.register_profile("search", deadline=None, max_examples=1_000)
settings.load_profile("calm")
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.pop("QT_STYLE_OVERRIDE", None)
keep_shipped_lessons()


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of the test's own."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    return home


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
