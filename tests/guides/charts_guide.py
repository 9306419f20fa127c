"""The guide to charts: its examples, read against the lesson's tables, and their pictures."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop_app.charts.resolve import resolve
from desktop_app.charts.scene import Scene
from desktop_app.charts.sources import LessonChartSource
from desktop_app.charts.spec import vocabulary
from desktop_app.charts.spec.composing import COMPOSITES
from desktop_app.charts.spec.grammar import CHANNELS, MARKS, TYPES
from desktop_app.charts.spec.reader import read_specification
from desktop_app.charts.transforms.reading import SUPPORTED
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import ChartBlock
from desktop_app.content.problems import ProblemLog
from desktop_app.content.reader import read_lesson
from desktop_app.resources import installed_lessons

GUIDES = Path(__file__).parents[2] / "resources" / "guides"
LANGUAGES = ("fr", "en")
LESSON = "rebattre-les-cartes"
STAMP = "Specification"
"""The key under which a picture keeps what it was drawn from."""
_EXAMPLE = re.compile(
    r"^```yaml\n(?P<body>.*?)^```\n\n!\[(?P<alt>[^\]]+)\]\((?P<picture>[^)]+)\)$", re.M | re.S
)
UNDERSTOOD: Mapping[str, tuple[str, ...]] = {
    "mark": MARKS,
    "COMPOSED": COMPOSITES,
    "encoding": CHANNELS,
    "type": TYPES,
    "scale: {type}": vocabulary.SCALE_TYPES,
    "aggregate": vocabulary.AGGREGATES,
    "transform": SUPPORTED,
    "projection: {type}": vocabulary.PROJECTIONS,
}
"""The words of each row of the guide's table of what is understood."""


@dataclass(frozen=True)
class Example:
    """One chart of the guide: its YAML, and the picture that shows it."""

    body: str
    picture: Path
    language: str

    @property
    def name(self) -> str:
        return self.picture.name.partition(".")[0]

    @property
    def stamp(self) -> str:
        return hashlib.sha256(self.body.encode()).hexdigest()[:16]


def text_of(language: str) -> str:
    return (GUIDES / f"charts.{language}.md").read_text(encoding="utf-8")


def examples(language: str) -> list[Example]:
    return [
        Example(found["body"], GUIDES / found["picture"], language)
        for found in _EXAMPLE.finditer(text_of(language))
    ]


def lesson_with_examples(folder: Path) -> Lesson:
    """The lesson with one more chapter, that holds every example as a block of its own."""
    target = folder / LESSON
    shutil.copytree(installed_lessons()[LESSON], target)
    manifest = target / "lesson.yaml"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(
        re.sub(r"^chapters:.*?(?=^\S)", "chapters: [guide]\n", text, flags=re.M | re.S),
        encoding="utf-8",
    )
    for language in LANGUAGES:
        blocks = "".join(_step(example) for example in examples(language))
        chapter = f'---\ntitle: "Guide"\n---\n\n{blocks}'
        (target / "chapters" / f"guide.{language}.md").write_text(chapter, encoding="utf-8")
    return read_lesson(target)


def _step(example: Example) -> str:
    return (
        f"## Step {{#step-{example.name} minutes=1}}\n\n"
        f"::: {{.chart #{example.name}}}\n\n```yaml\n{example.body}```\n\n:::\n\n"
    )


def scenes(lesson: Lesson, language: str) -> Iterator[tuple[str, Scene, ProblemLog]]:
    """Each example resolved: its name, its scene, and what was wrong with it."""
    chapter = lesson.chapter("guide", language)
    assert chapter is not None
    for step in chapter.steps:
        for block in step.blocks:
            if isinstance(block, ChartBlock):
                log = ProblemLog()
                specification = read_specification(block, lesson, language, log)
                assert specification is not None, (block.id, list(log))
                scene = resolve(specification, LessonChartSource(lesson), {}, language)
                yield block.id, scene, log
