"""The checkout that programs run in, and how one runs: each in a fresh process."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import TypeAlias

from tests.benchmarks.report import STARTED

CHECKOUT = Path(__file__).resolve().parents[2]

Argument: TypeAlias = "str | Path"
Figures: TypeAlias = "dict[str, float | list[float]]"


class Tree:
    """The checkout itself, or a copy of it without one compiled module.

    Programs find an empty home, and no display unless QT_QPA_PLATFORM names one.
    This process stays small: a child's peak memory is never less than its parent's
    when it was started.
    """

    def __init__(self, *, cold: bool) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="benchmarks-")
        self.scratch = Path(self._folder.name)
        self._root = self._copy() if cold else CHECKOUT
        self._environment = self._changed_environment(cold=cold)

    def __enter__(self) -> Tree:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._folder.cleanup()

    def run(self, program: Argument, *arguments: Argument) -> Figures:
        """Run a program of this package; returns the figures that it prints last."""
        command = [sys.executable, "-m", f"{__package__}.{program}", *map(str, arguments)]
        environment = self._environment | {STARTED: str(time.time_ns())}
        done = subprocess.run(
            command, cwd=self._root, env=environment, capture_output=True, text=True
        )
        if done.returncode or not done.stdout:
            raise RuntimeError(f"{' '.join(command)} failed:\n{done.stderr}")
        figures: Figures = json.loads(done.stdout.splitlines()[-1])
        return figures

    def _copy(self) -> Path:
        root = self.scratch / "checkout"
        leave_out = shutil.ignore_patterns("__pycache__")
        for part in ("desktop_app", "resources", "tests/benchmarks"):
            shutil.copytree(CHECKOUT / part, root / part, ignore=leave_out)
        shutil.copy(CHECKOUT / "tests" / "__init__.py", root / "tests")
        return root

    def _changed_environment(self, *, cold: bool) -> dict[str, str]:
        home = self.scratch / "home"
        home.mkdir()
        environment = {**os.environ, "HOME": str(home)}
        for name in ("CONFIG", "DATA", "STATE", "CACHE"):
            environment[f"XDG_{name}_HOME"] = str(home / name.lower())
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        if cold:
            environment["PYTHONDONTWRITEBYTECODE"] = "1"
        return environment
