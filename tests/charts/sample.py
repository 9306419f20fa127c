"""Small lessons with charts, written to a folder and read back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

from desktop_app.charts.resolve import resolve
from desktop_app.charts.scene import MarkGroup, Scene
from desktop_app.charts.sources import LessonChartSource
from desktop_app.charts.spec.grammar import Specification
from desktop_app.charts.spec.reader import read_specification
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import ChartBlock
from desktop_app.content.problems import Problem, ProblemLog
from desktop_app.content.reader import read_lesson

MANIFEST = """\
format: 1
title: Une leçon
languages: [fr, en]
licence: CC-BY-4.0
chapters: [one]
parameters:
  managers:
    {label: {fr: Part de cadres, en: Share of managers}, unit: "%", min: 0, max: 100, default: 40}
values:
  potential:
    label: {fr: Télétravail possible, en: Possible telework}
    unit: "%"
    decimals: 1
    expression: managers / 100 * [telework/managers] + 2
  managersrate:
    label: {fr: Télétravail des cadres, en: Telework of managers}
    unit: "%"
    expression: "[telework/managers]"
"""
SOURCES = "insee: {title: Enquête, author: Insee, year: 2020}\n"
TABLES = {
    "telework": (
        """\
        title: Télétravail
        key: job
        value: share
        source: insee
        columns:
          job:
            type: string
            label: {fr: Métier, en: Job}
            names:
              managers: {fr: Cadres, en: Managers}
              clerks: {fr: Employés, en: Clerks}
              workers: {fr: Ouvriers, en: Workers}
          share: {type: integer, label: {fr: Part, en: Share}, unit: "%", decimals: 0}
          people: {type: integer, label: {fr: Personnes, en: People}, unit: milliers}
        """,
        "job,share,people\nmanagers,58,5000\nclerks,20,7000\nworkers,2,\n",
    ),
    "weekly": (
        """\
        title: Téléconsultations
        key: week
        source: insee
        columns:
          week: {type: date, label: Semaine}
          visits: {type: integer, label: Actes, unit: actes}
        """,
        "week,visits\n2020-03-02,10000\n2020-03-16,90000\n2020-03-30,999000\n"
        "2020-04-13,\n2020-08-24,160000\n",
    ),
    "years": (
        """\
        title: Années
        key: id
        source: insee
        columns:
          id: {type: string, label: Ligne}
          year: {type: year, label: Année}
          place: {type: string, label: Lieu, names: {a: Ville, b: Campagne}}
          growth: {type: number, label: Croissance, unit: "%", decimals: 1}
        """,
        "id,year,place,growth\na1,2019,a,1.5\na2,2021,a,-0.5\nb1,2019,b,0\nb2,2021,b,2\n",
    ),
}
BARS = """\
title: {text: 29 fois moins, subtitle: "Part, en %"}
description: Trois barres.
data: {name: telework}
mark: bar
encoding:
  y: {field: job, type: nominal, sort: null}
  x: {field: share, type: quantitative, title: null}
  color: {field: job, legend: null}
usermeta: {labels: true}
"""
HEAD = "title: Un titre\ndescription: Une phrase.\n"

LINES = (
    HEAD
    + """\
data: {name: weekly}
mark: {type: line, point: true}
encoding:
  x: {field: week, type: temporal}
  y: {field: visits, type: quantitative}
"""
)
LAYERS = (
    HEAD
    + """\
encoding:
  x: {field: share, type: quantitative, title: Cadres}
  y: {field: result, type: quantitative}
data: {sequence: {start: 0, stop: 100, step: 25, as: share}}
transform:
  - {calculate: "datum.share / 100 * managersrate + 2", as: result}
layer:
  - mark: line
  - mark: point
    encoding: {x: {datum: {expr: managers}}, y: {datum: {expr: potential}}}
  - data: {name: telework}
    mark: point
    encoding: {x: {field: share, type: quantitative}, y: {datum: 5}}
  - mark: rule
    encoding: {y: {datum: 30, title: seuil}}
"""
)
PREDICT = BARS.replace("labels: true", "labels: true, predict: {field: share}")


def chart(name: str, specification: str, attributes: str = "") -> str:
    return f"::: {{.chart #{name}{attributes}}}\n\n```yaml\n{specification}\n```\n\n:::\n\n"


def chapter(charts: Mapping[str, str]) -> str:
    """A chapter with one step; ``name of=base`` makes a variant."""
    parts = []
    for name, specification in charts.items():
        head, _, attributes = name.partition(" ")
        parts.append(chart(head, dedent(specification), f" {attributes}" if attributes else ""))
    return "---\ntitle: Un\n---\n\n## Une étape {#step}\n\nDu texte.\n\n" + "".join(parts)


def lesson_with(
    folder: Path,
    charts: Mapping[str, str],
    *,
    english: Mapping[str, str] | None = None,
    tables: Mapping[str, tuple[str, str]] | None = None,
) -> Lesson:
    """A lesson with ``charts`` by id, the same in both languages unless told."""
    files = {
        "lesson.yaml": MANIFEST,
        "sources.yaml": SOURCES,
        "chapters/one.fr.md": chapter(charts),
        "chapters/one.en.md": chapter(charts if english is None else english),
    }
    for name, (meaning, rows) in {**TABLES, **(tables or {})}.items():
        files[f"tables/{name}.yaml"] = dedent(meaning)
        files[f"tables/{name}.csv"] = rows
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    return read_lesson(folder)


def block_of(lesson: Lesson, name: str = "it", language: str = "fr") -> ChartBlock:
    found = lesson.find_chart(name, language)
    assert found is not None
    return found


def read(
    lesson: Lesson, name: str = "it", language: str = "fr"
) -> tuple[Specification | None, tuple[Problem, ...]]:
    log = ProblemLog()
    block = block_of(lesson, name, language)
    assert not block.problems, block.problems
    return read_specification(block, lesson, language, log), log.frozen()


def scene_of(
    lesson: Lesson,
    name: str = "it",
    language: str = "fr",
    parameters: Mapping[str, float] | None = None,
    *,
    concealed: bool = False,
) -> Scene:
    specification, problems = read(lesson, name, language)
    assert not problems, problems
    assert specification is not None
    return resolve(
        specification, LessonChartSource(lesson), parameters or {}, language, concealed=concealed
    )


def group_of(scene: Scene, mark: str, rank: int = 0) -> MarkGroup:
    """The ``rank``-th group of marks of that type."""
    return [group for _, group in scene.groups if group.type == mark][rank]


def column_of(group: MarkGroup, name: str) -> list[object]:
    """What a group says of each item under ``name``; numbers as plain floats."""
    values = (group.value(name, index) for index in range(group.count))
    return [float(value) if hasattr(value, "dtype") else value for value in values]


def labels_of(scene: Scene, channel: str, count: int | None = None) -> list[str]:
    """The labels of the first axis along ``channel``."""
    axis = scene.plots[0].axis(channel)
    assert axis is not None
    return [tick.label for tick in axis.ticks(count)]
