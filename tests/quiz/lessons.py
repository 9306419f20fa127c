"""Lessons of questions, written where a test wants them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from desktop_app.content.lesson import Lesson
from desktop_app.content.model import QuestionBlock
from desktop_app.content.problems import ProblemLog
from desktop_app.content.reader import read_lesson
from desktop_app.quiz.questions import Question, read_question

CHOICE = """
::: {.question #why type=choice evidence=point:telework/ouvriers}

Que montre l'écart entre [58 %](point:telework/cadres) et *2 %* ?

- [ ] Les ouvriers refusent le télétravail {misconception=refusal}

  > Leur poste se tient sur place : [2 %](point:telework/ouvriers).

- [x] Le métier, d'abord : R&D comprise

  > L'écart suit la nature des tâches.

- [ ] Les cadres travaillent moins

  > Rien de tel ici.

:::
"""
CHOICES = """
::: {.question #many type=choices evidence=point:telework/ouvriers}

Lesquels dépassent 10 % ?

- [x] Les cadres

  > 58 %.

- [x] Les employés

  > 20 %.

- [ ] Les ouvriers {misconception=all-alike}

  > 2 % seulement.

:::
"""
NUMBER = """
::: {.question #ratio type=number unit=fois tolerance=1 evidence=point:telework/ouvriers}

Combien de fois plus ?

- [x] 29

  > 58 divisé par 2.

- [ ] 56 {misconception=points}

  > C'est la différence, pas le rapport.

> Divisez 58 % par 2 %.

:::
"""


def write_lesson(folder: Path, **chapters: str) -> Lesson:
    """A lesson of one chapter with the given body in each language (``fr``, ``en``)."""
    (folder / "chapters").mkdir(parents=True)
    (folder / "lesson.yaml").write_text(
        f"format: 1\ntitle: {{fr: Essai, en: Trial}}\nlanguages: [{', '.join(chapters)}]\n"
        "chapters: [one]\n",
        encoding="utf-8",
    )
    for language, body in chapters.items():
        text = f"---\ntitle: Un\n---\n\n## Une étape {{#step}}\n{body}"
        (folder / f"chapters/one.{language}.md").write_text(text, encoding="utf-8")
    return read_lesson(folder)


def blocks(lesson: Lesson, language: str = "fr") -> tuple[QuestionBlock, ...]:
    """The questions of the lesson in one language."""
    chapter = lesson.edition("one", language)
    assert chapter is not None
    return chapter.steps[0].questions


def read(folder: Path, body: str, language: str = "fr") -> tuple[Question | None, ProblemLog]:
    """The first question of ``body``, and what was wrong with it."""
    log = ProblemLog()
    lesson = write_lesson(folder, **{language: body})
    return read_question(blocks(lesson, language)[0], log, language), log


def found(log: ProblemLog) -> dict[str, Mapping[str, object]]:
    """The values of the problems by code."""
    return {problem.code: problem.values for problem in log}
