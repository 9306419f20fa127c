"""Lessons for tests: a small sound one, changed in memory and written where asked."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

from desktop_app.content.checks import check_content
from desktop_app.content.problems import Problem
from desktop_app.content.reader import read_lesson

LESSONS = Path(__file__).parent.parent / "lessons"
SOUND = LESSONS / "sound"


class LessonBuilder:
    """The files of a lesson; starts as ``tests/lessons/sound`` or as ``files``.

    Every change returns the builder, so that a test reads as one sentence::

        LessonBuilder().replace("lesson.yaml", "max: 100", "max: 0").folder(tmp_path)
    """

    def __init__(self, files: Mapping[str, str | bytes] | None = None) -> None:
        self.files: dict[str, bytes] = {}
        if files is None:
            files = {
                path.relative_to(SOUND).as_posix(): path.read_bytes()
                for path in sorted(SOUND.rglob("*"))
                if path.is_file()
            }
        for path, content in files.items():
            self.write(path, content)

    def text(self, path: str) -> str:
        return self.files[path].decode("utf-8")

    def write(self, path: str, content: str | bytes) -> LessonBuilder:
        """Put a file there, in place of what was there."""
        self.files[path] = content.encode("utf-8") if isinstance(content, str) else content
        return self

    def replace(self, path: str, old: str, new: str) -> LessonBuilder:
        """Change the one occurrence of ``old`` in a file."""
        text = self.text(path)
        assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {path}"
        return self.write(path, text.replace(old, new))

    def append(self, path: str, more: str) -> LessonBuilder:
        return self.write(path, self.text(path) + more)

    def remove(self, path: str) -> LessonBuilder:
        del self.files[path]
        return self

    def place(self, path: str, text: str) -> tuple[int, int]:
        """The line and column, from 1, of the first occurrence of ``text`` in a file."""
        before, found, _ = self.text(path).partition(text)
        assert found, f"{text!r} is not in {path}"
        return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1

    def folder(self, root: Path) -> Path:
        """Write the lesson as a folder in ``root``; returns the folder."""
        lesson = root / "lesson"
        for path, content in self.files.items():
            target = lesson / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        lesson.mkdir(parents=True, exist_ok=True)
        return lesson

    def zipped(self, root: Path, top: str = "") -> Path:
        """Write the lesson as a zip file in ``root``, under the folder ``top`` if given."""
        root.mkdir(parents=True, exist_ok=True)
        archive = root / "lesson.zip"
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as stream:
            for path, content in self.files.items():
                stream.writestr(f"{top}/{path}" if top else path, content)
        return archive


def problems_of(path: Path) -> tuple[Problem, ...]:
    """Every problem of the content at ``path``, through the two public doors."""
    return check_content(read_lesson(path))


def codes_of(path: Path) -> list[str]:
    return [problem.code for problem in problems_of(path)]


def places_of(path: Path) -> list[tuple[str, str, int, int]]:
    """(code, file, line, column) of every problem."""
    return [
        (problem.code, problem.location.file, problem.location.line, problem.location.column)
        for problem in problems_of(path)
    ]
