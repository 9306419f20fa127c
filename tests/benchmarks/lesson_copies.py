"""Lessons of any size, made by repeating the chapters of the one that is shipped."""

from __future__ import annotations

import re
import shutil
from itertools import islice
from pathlib import Path

from desktop_app.resources import installed_lessons

LESSON = installed_lessons()["rebattre-les-cartes"]
_CHAPTERS = re.compile(r"^chapters: .*$", re.MULTILINE)
_DECLARED = re.compile(r"\{[^{}\n]*?#([\w-]+)")
_BLOCKS_ASIDE = re.compile(r"^::: \{\.(chart|question|teacher)\b.*?^:::$\n", re.DOTALL | re.M)


def write(folder: Path, chapters: int) -> Path:
    """Write a lesson of so many chapters, every id of its own; returns its folder."""
    shutil.copytree(LESSON, folder, ignore=shutil.ignore_patterns("chapters"))
    (folder / "chapters").mkdir()
    manifest = (LESSON / "lesson.yaml").read_text(encoding="utf-8")
    originals = sorted({path.name.split(".")[0] for path in (LESSON / "chapters").iterdir()})
    names = [
        _named(original, copy)
        for copy in range(-(-chapters // len(originals)))
        for original in originals
    ][:chapters]
    listed = f"chapters: [{', '.join(names)}]"
    (folder / "lesson.yaml").write_text(_CHAPTERS.sub(listed, manifest), encoding="utf-8")
    for rank, name in enumerate(names):
        copy, which = divmod(rank, len(originals))
        for path in (LESSON / "chapters").glob(f"{originals[which]}.*.md"):
            text = path.read_text(encoding="utf-8")
            target = folder / "chapters" / path.name.replace(originals[which], name)
            target.write_text(_copy(text, copy), encoding="utf-8")
    return folder


def texts(folder: Path) -> list[str]:
    """The text of every chapter of the lesson in ``folder``."""
    return [path.read_text(encoding="utf-8") for path in sorted((folder / "chapters").iterdir())]


def first_step_as_html() -> str:
    """What the first step of the shipped lesson says, without its chart and question."""
    from markdown_it import MarkdownIt

    path = min((LESSON / "chapters").glob("*.fr.md"))
    _, step = islice(path.read_text(encoding="utf-8").split("\n## "), 2)
    title, _, prose = step.partition("\n")
    heading = title.partition("{")[0]
    html: str = MarkdownIt("commonmark").render(f"## {heading}\n{_BLOCKS_ASIDE.sub('', prose)}")
    return html


def _named(name: str, copy: int) -> str:
    return f"{name}-{copy}" if copy else name


def _copy(text: str, copy: int) -> str:
    """``text`` with the ids that it declares changed, there and where they are named."""
    if not copy:
        return text
    declared = set(_DECLARED.findall(text))
    name = "|".join(sorted(map(re.escape, declared), key=len, reverse=True))
    used = re.compile(rf"(#|chart:|step:|question:|of=)({name})(?![\w-])")
    return used.sub(lambda match: f"{match[1]}{_named(match[2], copy)}", text)
