"""Specifications read from text, and a small lesson for those that need one."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import indent

from desktop_app.charts.spec.context import Context
from desktop_app.charts.spec.grammar import Specification
from desktop_app.charts.spec.json_text import record_from_json
from desktop_app.charts.spec.reader import read_record, read_specification
from desktop_app.content.lesson import Lesson
from desktop_app.content.problems import Problem, ProblemLog
from desktop_app.content.reader import read_lesson

COLUMNS = {"job": "string", "share": "integer", "people": "number", "week": "date"}
CONTEXT = Context(tables={"telework": COLUMNS})
MANIFEST = """\
format: 1
title: Une leçon
languages: [fr]
licence: CC-BY-4.0
chapters: [one]
parameters:
  managers: {label: Part de cadres, unit: "%", min: 0, max: 100, default: 40}
"""
TABLE = """\
title: Télétravail
key: job
source: insee
columns:
  job: {type: string, label: Métier}
  share: {type: integer, label: Part, unit: "%"}
  people: {type: number, label: Personnes, unit: milliers}
  week: {type: date, label: Semaine}
"""
HEAD = "title: Un titre\ndescription: Une phrase.\n"


def read_json(
    value: object, context: Context = CONTEXT
) -> tuple[Specification | None, tuple[Problem, ...]]:
    log = ProblemLog()
    record = record_from_json(json.dumps(value, indent=1), "it.vl.json", log)
    assert record is not None, log.frozen()
    return read_record(record, context, log), log.frozen()


def sound(value: object, context: Context = CONTEXT) -> Specification:
    """The specification that ``value`` is; fails where there is a problem."""
    specification, problems = read_json(value, context)
    assert not problems, problems
    assert specification is not None
    return specification


def codes(value: object, context: Context = CONTEXT) -> list[str]:
    return [problem.code for problem in read_json(value, context)[1]]


def lesson_with(folder: Path, charts: dict[str, str]) -> Lesson:
    """A lesson with ``charts``; ``name of=base`` makes a variant."""
    text = "---\ntitle: Un\n---\n\n## Une étape {#step}\n\nDu texte.\n\n"
    for name, specification in charts.items():
        body = indent(specification, "")
        text += f"::: {{.chart #{name}}}\n\n```yaml\n{body}\n```\n\n:::\n\n"
    files = {
        "lesson.yaml": MANIFEST,
        "sources.yaml": "insee: {title: Enquête, author: Insee, year: 2020}\n",
        "tables/telework.yaml": TABLE,
        "tables/telework.csv": "job,share,people,week\na,58,5000,2020-03-02\nb,20,7000,\n",
        "chapters/one.fr.md": text,
    }
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, "utf-8")
    return read_lesson(folder)


def read_chart(
    lesson: Lesson, name: str = "it"
) -> tuple[Specification | None, tuple[Problem, ...]]:
    log = ProblemLog()
    block = lesson.find_chart(name, "fr")
    assert block is not None
    assert not block.problems, block.problems
    return read_specification(block, lesson, "fr", log), log.frozen()
