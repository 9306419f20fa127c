"""The authors' guide builds the lesson that it says it builds: it can't go stale."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from desktop_app.checking import check_lesson
from desktop_app.cli import parse_arguments
from desktop_app.content.blocks import KINDS
from desktop_app.content.reader import read_lesson
from desktop_app.resources import installed_lessons, resource

SHIPPED = Path(installed_lessons()["premiers-pas"])
LANGUAGES = ("fr", "en")
BLOCK = re.compile(r"^(`{3,})(\w+)(?: (file|snippet)=(\S+))?\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
LATER = ("model", "projected")
"""Kinds of blocks that the small lesson does not show."""


def blocks(language: str) -> list[tuple[str, str, str, str]]:
    """Language of the code, what it is, of what, and the code."""
    text = resource(f"guides/authors.{language}.md").read_text("utf-8")
    return [(m[2], m[3] or "", m[4] or "", m[5]) for m in BLOCK.finditer(text)]


def files(language: str) -> dict[str, str]:
    """The files that the guide shows, their pieces put together."""
    found: dict[str, list[str]] = {}
    for _, kind, name, code in blocks(language):
        if kind == "file":
            found.setdefault(name, []).append(code.rstrip("\n"))
    return {name: "\n\n".join(pieces) + "\n" for name, pieces in found.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pieces_make_the_files_of_the_lesson(language: str) -> None:
    built = files(language)
    for name, text in built.items():
        assert text == (SHIPPED / name).read_text("utf-8"), name
    shipped = {
        path.relative_to(SHIPPED).as_posix() for path in SHIPPED.rglob("*") if path.is_file()
    }
    other = next(one for one in LANGUAGES if one != language)
    assert shipped - set(built) == {f"chapters/lire.{other}.md"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_guide_builds_is_read_without_a_problem(language: str, tmp_path: Path) -> None:
    """In one language, as an author has it half-way."""
    for name, text in files(language).items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        alone = text.replace("languages: [fr, en]", f"languages: [{language}]")
        path.write_text(alone, "utf-8")
    lesson = read_lesson(tmp_path)
    others = {"language-not-listed"}  # texts in both languages, one of which is declared
    assert [problem for problem in check_lesson(lesson) if problem.code not in others] == []
    chapter = lesson.edition("lire", language)
    assert chapter is not None
    kinds = {block.kind for block in chapter.blocks()}
    assert kinds == set(KINDS) - set(LATER)


@pytest.mark.parametrize("language", LANGUAGES)
def test_check_says_at_each_section_what_the_guide_says(language: str, tmp_path: Path) -> None:
    """Followed to the letter: what is left to do empties on the way."""
    other = next(one for one in LANGUAGES if one != language)
    text = resource(f"guides/authors.{language}.md").read_text("utf-8")
    left: list[list[str]] = []
    for section in re.split(r"^## (?=\d+\.)", text, flags=re.MULTILINE):
        pieces = [m for m in BLOCK.finditer(section) if m[3] == "file"]
        for piece in pieces:
            path = tmp_path / piece[4]
            path.parent.mkdir(parents=True, exist_ok=True)
            before = path.read_text("utf-8") + "\n" if path.exists() else ""
            path.write_text(before + piece[5].rstrip("\n") + "\n", "utf-8")
        if pieces:
            left.append([problem.code for problem in check_lesson(read_lesson(tmp_path))])
    chapter, dangling = "missing-chapter", "dangling-reference"
    assert [sorted(codes) for codes in left] == [
        [chapter] * 2,
        [dangling, chapter, chapter],
        [chapter] * 2,
        [dangling, chapter],
        *[[chapter]] * 5,
    ]
    _copy(SHIPPED / "chapters", tmp_path / "chapters")
    assert (tmp_path / f"chapters/lire.{other}.md").exists()
    assert check_lesson(read_lesson(tmp_path)) == ()


def snippets_of(language: str) -> dict[str, str]:
    snippets = {name: code for _, kind, name, code in blocks(language) if kind == "snippet"}
    assert set(snippets) == {"values", "rebattre-les-cartes", "model"}
    return snippets


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_snippet_of_values_holds(language: str, tmp_path: Path) -> None:
    snippets = snippets_of(language)
    manifest = files(language)["lesson.yaml"].replace(
        "\nparameters:", snippets["values"] + "\nparameters:"
    )
    small = tmp_path / "small"
    _copy(SHIPPED, small)
    (small / "lesson.yaml").write_text(manifest, "utf-8")
    lesson = read_lesson(small)
    assert check_lesson(lesson) == ()
    assert lesson.evaluate("total", {}) == 4_381_501
    assert lesson.evaluate("big", {}) == 4


def test_the_snippets_for_the_shipped_lesson_hold(tmp_path: Path) -> None:
    """Those of each guide in the edition of its language."""
    large = tmp_path / "large"
    _copy(Path(installed_lessons()["rebattre-les-cartes"]), large)
    for language in LANGUAGES:
        snippets = snippets_of(language)
        step = f"\n## Une carte {{#one-map minutes=1}}\n\nx\n\n{snippets['rebattre-les-cartes']}"
        step += f"\n\n## Un modèle {{#one-model minutes=1}}\n\nx\n\n{snippets['model']}"
        path = large / "chapters" / f"01-choc.{language}.md"
        path.write_text(path.read_text("utf-8") + step, "utf-8")
    assert check_lesson(read_lesson(large)) == ()


def _copy(source: Path, to: Path) -> None:
    for path in source.rglob("*"):
        if path.is_file():
            target = to / path.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_commands_exist(language: str) -> None:
    lines = [
        line for code, _, _, text in blocks(language) if code == "sh" for line in text.splitlines()
    ]
    assert len(lines) >= 5
    for line in lines:
        name, *arguments = shlex.split(line)
        assert name == "rebattre"
        assert parse_arguments(arguments).command == arguments[0]


def test_both_guides_show_the_same_things() -> None:
    def shape(language: str) -> list[tuple[str, str, str]]:
        return [
            (code, kind, name.replace(f".{language}.", ".xx."))
            for code, kind, name, _ in blocks(language)
        ]

    assert shape("fr") == shape("en")
