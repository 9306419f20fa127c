"""Results as xAPI statements, one JSON object a line, valid under xAPI 1.0.3.

Nothing is sent anywhere: the file is for whoever keeps a learning record store. Names
are under a domain that is reserved for names that lead nowhere (RFC 6761, *invalid*).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from desktop_app.content.numbers import parse_typed
from desktop_app.learning.attempts import Attempt, Kind
from desktop_app.learning.outline import Outline, OutlineQuestion
from desktop_app.learning.results.tables import Results, picked_options
from desktop_app.version import VERSION

Json = Mapping[str, object]

HOME = "https://rebattre-les-cartes.invalid"
PLATFORM = f"Rebattre les cartes {VERSION}"
_VERBS = {
    Kind.ANSWER: ("http://adlnet.gov/expapi/verbs/answered", "answered", "a répondu à"),
    Kind.SELF_CHECK: ("http://adlnet.gov/expapi/verbs/answered", "answered", "a répondu à"),
    Kind.PREDICTION: ("http://adlnet.gov/expapi/verbs/responded", "responded", "a réagi à"),
}
_INTERACTION = "http://adlnet.gov/expapi/activities/cmi.interaction"
_LESSON = "http://adlnet.gov/expapi/activities/lesson"
_MODULE = "http://adlnet.gov/expapi/activities/module"
_COMPONENTS = ("choice", "sequencing")
"""The interactions whose definition lists what there is to pick."""


def xapi_lines(results: Results, now: datetime) -> Iterator[str]:
    """A statement for each attempt, in their order, each on a line of its own."""
    for one in results.attempts:
        statement = statement_of(one, results, now)
        yield json.dumps(statement, ensure_ascii=False, allow_nan=False) + "\n"


def statement_of(attempt: Attempt, results: Results, now: datetime) -> Json:
    """``attempt`` as a statement. Its id is the attempt's, so that a record store knows
    one that it has already. No statement may come from the future: one whose clock was
    ahead of ``now`` has no time.
    """
    outline = results.outlines[attempt.lesson]
    question = results.question_of(attempt)
    verb, english, french = _VERBS[attempt.kind]
    statement: dict[str, object] = {
        "id": attempt.id,
        "actor": {
            "objectType": "Agent",
            "account": {"homePage": f"{HOME}/", "name": attempt.learner},
        },
        "verb": {"id": verb, "display": {"en": english, "fr": french}},
        "object": {
            "objectType": "Activity",
            # What asks something else is another activity: the version is part of its name.
            "id": _activity(attempt.lesson, "question", attempt.question, attempt.version),
            "definition": _definition(attempt, question, outline.language),
        },
        "result": _result(attempt, question, results),
        "context": _context(attempt, outline),
    }
    if attempt.at <= now:
        statement["timestamp"] = attempt.at.astimezone(UTC).isoformat(timespec="milliseconds")
    return statement


def _activity(*names: str) -> str:
    """An IRI: ASCII alone, whatever the names hold."""
    return "/".join([HOME, "lesson", *(quote(name, safe="") for name in names)])


def _definition(attempt: Attempt, question: OutlineQuestion | None, language: str) -> Json:
    kind = _interaction(attempt, question)
    definition: dict[str, object] = {"type": _INTERACTION, "interactionType": kind}
    if question is None or question.version != attempt.version:
        return definition
    definition["name"] = {language: question.prompt}
    if kind in _COMPONENTS:
        definition["choices"] = [
            {"id": str(index), "description": {language: text}}
            for index, text in enumerate(question.options)
        ]
        definition["correctResponsesPattern"] = ["[,]".join(map(str, question.right))]
    return definition


def _interaction(attempt: Attempt, question: OutlineQuestion | None) -> str:
    """The type of interaction: one whose format the response follows, whatever was given."""
    if question is None or question.version != attempt.version:
        return "other"
    if picked_options(attempt, question) is not None:
        return "sequencing" if question.type == "order" else "choice"
    if question.type == "true-false" and attempt.given in (["true"], ["false"]):
        return "true-false"
    if question.type == "number" and _number(attempt, question) is not None:
        return "numeric"
    return "fill-in" if question.type == "text" else "other"


def _result(attempt: Attempt, question: OutlineQuestion | None, results: Results) -> Json:
    result: dict[str, object] = {
        "completion": True,
        "response": _response(attempt, question, results),
        "duration": f"PT{attempt.seconds:.2f}S",
    }
    if attempt.graded and attempt.score is not None:
        score = round(attempt.score, 7)
        result["score"] = {"scaled": score, "raw": score, "min": 0, "max": 1}
        result["success"] = attempt.correct
    extensions: dict[str, object] = {f"{HOME}/try": attempt.tries}
    if attempt.hints:
        extensions[f"{HOME}/hints"] = attempt.hints
    if attempt.share is not None:
        extensions[f"{HOME}/share-right"] = round(attempt.share, 7)
    if attempt.certainty is not None:
        extensions[f"{HOME}/certainty"] = attempt.certainty
    if attempt.misconceptions:
        extensions[f"{HOME}/misconceptions"] = list(attempt.misconceptions)
    result["extensions"] = extensions
    return result


def _response(attempt: Attempt, question: OutlineQuestion | None, results: Results) -> str:
    """The answer in the format of its interaction: ids of options, a number, else words."""
    picked = picked_options(attempt, question)
    if picked is not None:
        return "[,]".join(map(str, picked))
    number = _number(attempt, question)
    return results.answer_text(attempt) if number is None else f"{number!r}"


def _number(attempt: Attempt, question: OutlineQuestion | None) -> float | None:
    """The number that was typed, in the language that it was typed in."""
    given = attempt.given
    if question is None or question.type != "number" or not isinstance(given, list):
        return None
    typed, *written_in = [item for item in given if isinstance(item, str)] or [""]
    language = written_in[0] if written_in else attempt.language
    plain = typed.strip()
    if question.unit and plain.lower().endswith(question.unit.lower()):
        plain = plain[: -len(question.unit)].strip()
    return parse_typed(plain, language)


def _context(attempt: Attempt, outline: Outline) -> Json:
    lesson: dict[str, object] = {
        "objectType": "Activity",
        "id": _activity(attempt.lesson),
        "definition": {"type": _LESSON, "name": {outline.language: outline.title}},
    }
    activities = {"parent": [lesson]}
    chapter = next((one for one in outline.chapters if attempt.question in one.blocks), None)
    if chapter is not None:
        activities = {
            "parent": [
                {
                    "objectType": "Activity",
                    "id": _activity(attempt.lesson, "chapter", chapter.id),
                    "definition": {"type": _MODULE, "name": {outline.language: chapter.title}},
                }
            ],
            "grouping": [lesson],
        }
    sitting = f"{HOME}/{quote(attempt.learner)}/{quote(attempt.lesson)}/{attempt.session}"
    return {
        "registration": str(uuid5(NAMESPACE_URL, sitting)),
        "platform": PLATFORM,
        "language": attempt.language,
        "contextActivities": activities,
        "extensions": {f"{HOME}/attempt-kind": str(attempt.kind)},
    }
