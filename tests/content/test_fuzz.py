"""Whatever a file holds, a lesson is read without an exception, and each problem is placed."""

from __future__ import annotations

import io
import random
import zipfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.content.checks import check_content
from desktop_app.content.problems import Problem
from desktop_app.content.reader import read_lesson
from desktop_app.content.wording import hint, message
from tests.support.lessons import LessonBuilder

FILES = [
    "lesson.yaml",
    "sources.yaml",
    "glossary.yaml",
    "tables/jobs.csv",
    "tables/jobs.yaml",
    "chapters/telework.fr.md",
    "chapters/places.en.md",
]
MODERATE = settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
SIGNS = st.sampled_from(
    [
        *":-#[]{}()<>*_`~'\"|&!%@,;/\\=. \t\n\r\0",
        "---\n",
        "::: {.question #q}\n",
        ":::\n",
        "```yaml\n",
        "```\n",
        "- [x] ",
        "> ",
        "## A {#a}\n",
        "[1](point:jobs/managers)",
        "[x](",
        "é",
        "\u2028",
        "\ufeff",
        "𝄞",
        "1e999",
        "&a ",
        "*a ",
        "? ",
        "!!int ",
        "  ",
    ]
)
JUNK = st.one_of(
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.binary(max_size=200),
    st.lists(SIGNS, max_size=60).map(lambda parts: "".join(parts).encode()),
)


@cache
def _sound() -> LessonBuilder:
    return LessonBuilder()


def _check(folder: Path, path: str, content: bytes) -> tuple[Problem, ...]:
    (folder / path).write_bytes(content)
    try:
        problems = check_content(read_lesson(folder))
    finally:
        (folder / path).write_bytes(_sound().files[path])
    lines = content.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in problems:
        for language in ("fr", "en"):
            assert message(problem, language)
            hint(problem, language)
        place = problem.location
        assert place.line >= 1
        assert place.column >= 1
        if place.file == path:
            assert place.line <= len(lines) + 1
            line = lines[place.line - 1] if place.line <= len(lines) else ""
            assert place.column <= len(line) + 2
    return problems


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return LessonBuilder().folder(tmp_path_factory.mktemp("fuzz"))


@pytest.mark.parametrize("path", FILES)
def test_junk_in_place_of_a_file(path: str, folder: Path) -> None:
    @MODERATE
    @given(JUNK)
    def run(content: bytes) -> None:
        _check(folder, path, content)

    run()


@pytest.mark.parametrize("path", FILES)
def test_junk_within_a_file(path: str, folder: Path) -> None:
    content = _sound().files[path]

    @MODERATE
    @given(JUNK, st.integers(0, len(content)), st.integers(0, 40))
    def run(junk: bytes, start: int, length: int) -> None:
        _check(folder, path, content[:start] + junk + content[start + length :])

    run()


@pytest.mark.parametrize("path", FILES)
def test_a_file_that_was_cut_or_shuffled(path: str, folder: Path) -> None:
    content = _sound().files[path]
    lines = content.splitlines(keepends=True)
    chance = random.Random(418)
    for _ in range(8):
        _check(folder, path, content[: chance.randrange(len(content))])
        some = chance.sample(lines, chance.randrange(len(lines)))
        _check(folder, path, b"".join(some))
        start = chance.randrange(len(lines))
        _check(folder, path, b"".join(lines[:start] + lines[start + 1 :]))


@MODERATE
@given(data=st.data())
def test_a_zip_with_wrong_bytes(data: st.DataObject, folder: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in _sound().files.items():
            archive.writestr(path, content)
    good = bytearray(stream.getvalue())
    for _ in range(data.draw(st.integers(1, 6))):
        good[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    target = folder.parent / "wrong.zip"
    target.write_bytes(bytes(good))
    for problem in check_content(read_lesson(target)):
        assert message(problem, "fr")
        assert hint(problem, "en") is not None


@MODERATE
@given(JUNK)
def test_junk_in_place_of_a_lesson(folder: Path, content: bytes) -> None:
    target = folder.parent / "junk"
    target.write_bytes(content)
    assert [problem.code for problem in check_content(read_lesson(target))] == ["bad-zip"]
