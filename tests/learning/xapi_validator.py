"""A strict reader of xAPI 1.0.3 statements, after part two of the specification.

Section numbers are those of *Experience API, Part Two: Experience API Data*. Stricter than
a record store has to be: what the specification says *should* be is asked for, too.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any
from uuid import RFC_4122, UUID

Check = Callable[[Any], None]

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?")
_DURATION = re.compile(
    r"P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?|P\d+W"
)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,}(Z|[+-]\d\d:\d\d)")
_INTERACTIONS = {
    "true-false": (), "choice": ("choices",), "fill-in": (), "long-fill-in": (),
    "matching": ("source", "target"), "performance": ("steps",), "sequencing": ("choices",),
    "likert": ("scale",), "numeric": (), "other": (),
}  # fmt: skip


class InvalidStatementError(AssertionError):
    pass


def require(sound: object, what: str) -> None:
    if not sound:
        raise InvalidStatementError(what)


def validate(statement: Any, now: datetime) -> None:
    """Raises InvalidStatementError where ``statement`` is not valid (2.2, 2.4)."""
    _no_nulls(statement)
    _object(statement, required={"actor", "verb", "object", "id"}, optional={
        "result", "context", "timestamp", "stored", "authority", "attachments"
    })  # fmt: skip
    _uuid(statement["id"])
    _agent(statement["actor"])
    _verb(statement["verb"])
    _activity(statement["object"])
    if "result" in statement:
        _result(statement["result"])
        _response(statement["result"], statement["object"].get("definition", {}))
    if "context" in statement:
        _context(statement["context"])
    if "timestamp" in statement:  # 2.4.7: not of the future; 4.5
        require(_TIME.fullmatch(statement["timestamp"]), "timestamp")
        require(datetime.fromisoformat(statement["timestamp"]) <= now, "a time to come")


def _no_nulls(value: Any, inside: str = "") -> None:
    """2.2: no null anywhere but in extensions."""
    require(value is not None, f"null in {inside}")
    if isinstance(value, dict):
        for name, item in value.items():
            if name != "extensions":
                _no_nulls(item, name)
    elif isinstance(value, list):
        for item in value:
            _no_nulls(item, inside)


def _object(value: Any, *, required: Collection[str], optional: Collection[str]) -> None:
    require(isinstance(value, dict), f"{value!r} is no object")
    require(set(required) <= set(value), f"{sorted(set(required) - set(value))} missing")
    extra = set(value) - set(required) - set(optional)
    require(not extra, f"{sorted(extra)} not allowed")


def _text(value: Any) -> None:
    require(isinstance(value, str), f"{value!r} is no string")
    value.encode("utf-8")


def _uuid(value: Any) -> None:
    _text(value)
    require(re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", value), f"UUID {value}")
    require(UUID(value).variant == RFC_4122, f"variant of {value}")


def _iri(value: Any) -> None:
    _text(value)
    require(_IRI.fullmatch(value), f"{value!r} is no IRI with a scheme")


def _number(value: Any) -> None:
    require(type(value) in (int, float), f"{value!r} is no number")


def _boolean(value: Any) -> None:
    require(type(value) is bool, f"{value!r} is no boolean")


def _language_map(value: Any) -> None:
    """4.2"""
    require(isinstance(value, dict) and value, f"{value!r} is no language map")
    for tag, text in value.items():
        require(_LANGUAGE.fullmatch(tag), f"{tag!r} is no language tag")
        _text(text)


def _extensions(value: Any) -> None:
    """4.1"""
    require(isinstance(value, dict), "extensions")
    for name in value:
        _iri(name)


def _agent(value: Any) -> None:
    """2.4.2: exactly one identifier; here an account, and no mail address."""
    _object(value, required={"objectType", "account"}, optional={"name"})
    require(value["objectType"] == "Agent", "objectType")
    _object(value["account"], required={"homePage", "name"}, optional=())
    _iri(value["account"]["homePage"])
    _text(value["account"]["name"])
    require(value["account"]["name"], "an account without a name")


def _verb(value: Any) -> None:
    """2.4.3"""
    _object(value, required={"id", "display"}, optional=())
    _iri(value["id"])
    _language_map(value["display"])


def _activity(value: Any) -> None:
    """2.4.4.1"""
    _object(value, required={"objectType", "id"}, optional={"definition"})
    require(value["objectType"] == "Activity", "objectType")
    _iri(value["id"])
    if "definition" in value:
        _definition(value["definition"])


def _definition(value: Any) -> None:
    kind = value.get("interactionType", "other")
    require(kind in _INTERACTIONS, f"interactionType {kind!r}")
    own = {"correctResponsesPattern", *_INTERACTIONS[kind]} if "interactionType" in value else set()
    _object(
        value,
        required=(),
        optional={"name", "description", "type", "moreInfo", "extensions", "interactionType", *own},
    )
    checks: dict[str, Check] = {
        "name": _language_map, "description": _language_map, "type": _iri, "moreInfo": _iri,
        "extensions": _extensions,
    }  # fmt: skip
    for name, check in checks.items():
        if name in value:
            check(value[name])
    if "interactionType" in value:
        require(value.get("type", "").endswith("/cmi.interaction"), "type of an interaction")
    for name in _INTERACTIONS[kind]:
        ids = [part["id"] for part in value.get(name, [])]
        require(len(ids) == len(set(ids)), "ids of components that are not distinct")
        for part in value.get(name, []):
            _object(part, required={"id"}, optional={"description"})
            require(re.fullmatch(r"\S+", part["id"]), "white space in the id of a component")
            if "description" in part:
                _language_map(part["description"])
    for pattern in value.get("correctResponsesPattern", []):
        _text(pattern)
        _follows(pattern, value)


def _follows(response: str, definition: Any) -> None:
    """Whether ``response`` has the format of its interaction (2.4.4.1, response patterns)."""
    kind = definition.get("interactionType")
    if kind in ("choice", "sequencing"):
        ids = [part["id"] for part in definition.get("choices", [])]
        require(all(part in ids for part in response.split("[,]")), f"response {response!r}")
    elif kind == "numeric":
        low, _, high = response.rpartition("[:]")
        require(math.isfinite(float(high or 0) + float(low or 0)), f"response {response!r}")
    elif kind == "true-false":
        require(response in ("true", "false"), f"response {response!r}")


def _result(value: Any) -> None:
    """2.4.5"""
    checks: dict[str, Check] = {
        "success": _boolean, "completion": _boolean, "response": _text,
        "extensions": _extensions, "score": _score,
    }  # fmt: skip
    _object(value, required=(), optional={*checks, "duration"})
    for name, check in checks.items():
        if name in value:
            check(value[name])
    if "duration" in value:  # 4.6
        require(_DURATION.fullmatch(value["duration"]), f"duration {value['duration']!r}")


def _response(result: Any, definition: Any) -> None:
    if "response" in result:
        _follows(result["response"], definition)


def _score(value: Any) -> None:
    """2.4.5.1"""
    _object(value, required={"scaled"}, optional={"raw", "min", "max"})
    for number in value.values():
        _number(number)
    require(-1 <= value["scaled"] <= 1, "scaled")
    if "min" in value and "max" in value:
        require(value["min"] < value["max"], "min and max")
        require(value["min"] <= value.get("raw", value["min"]) <= value["max"], "raw")


def _context(value: Any) -> None:
    """2.4.6"""
    _object(value, required=(), optional={
        "registration", "instructor", "team", "contextActivities", "revision", "platform",
        "language", "statement", "extensions",
    })  # fmt: skip
    if "registration" in value:
        _uuid(value["registration"])
    for name in ("revision", "platform"):
        if name in value:
            _text(value[name])
    if "language" in value:
        require(_LANGUAGE.fullmatch(value["language"]), "language")
    if "extensions" in value:
        _extensions(value["extensions"])
    for name, activities in value.get("contextActivities", {}).items():
        require(name in ("parent", "grouping", "category", "other"), f"contextActivities {name!r}")
        require(isinstance(activities, list), "contextActivities that are no list")
        for activity in activities:
            _activity(activity)
