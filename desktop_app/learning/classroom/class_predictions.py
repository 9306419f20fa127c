"""Predictions of a class: what groups expect of a chart or a simulation before it is shown.

They are given at the teacher's computer one after another, as events of the class that are
only ever added, and stay private until they are laid over one another.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import uuid4

from desktop_app.learning.classroom.names import clean_name, same_name
from desktop_app.learning.school_classes import ClassEvent, new_event
from desktop_app.session.session import option_in

BEGUN, GIVEN, REMOVED = "predictions-begun", "predictions-given", "predictions-removed"
LAID, REVEALED, DROPPED = "predictions-laid", "predictions-revealed", "predictions-dropped"
PREDICTING = (BEGUN, GIVEN, REMOVED, LAID, REVEALED, DROPPED)
"""Kinds of event."""
MOST_GROUPS = 40
"""So many predictions of one chart, and estimates in each as a chart can ask for."""
MOST_ESTIMATES = 200


@dataclass(frozen=True)
class GroupPrediction:
    """What one group expects: estimates by the key of their row, or the option that it chose
    as :data:`~desktop_app.session.session.OPTION`. ``id``: of its event; ``named``: somebody
    gave the label, see :func:`give`.
    """

    id: str
    label: str
    estimates: Mapping[str, float]
    named: bool = False


@dataclass(frozen=True)
class ClassPredictions:
    """The predictions of a class for ``chart``, which may be a simulation, in the order
    given. ``version`` is its fingerprint, ``title`` what it was called, ``options`` what
    could be chosen from, nothing where estimates were asked for.

    ``laid``: laid over one another, and no longer private; ``revealed``: with the data.
    """

    id: str
    class_id: str
    lesson: str
    chart: str
    version: str
    title: str
    begun: datetime
    at: datetime
    groups: tuple[GroupPrediction, ...] = ()
    laid: bool = False
    revealed: bool = False
    options: tuple[str, ...] = ()

    def free_label(self, word: str) -> str:
        """A name for the next group that none has yet: "Group 1", "Group 2"…"""
        taken = {same_name(one.label) for one in self.groups}
        labels = (f"{word} {number}" for number in range(1, len(self.groups) + 2))
        return next(label for label in labels if same_name(label) not in taken)


def by_option(groups: Sequence[GroupPrediction], count: int) -> tuple[tuple[str, ...], ...]:
    """The labels of the groups that chose each of ``count`` options."""
    chosen = [(one.label, option_in(one.estimates)) for one in groups]
    return tuple(tuple(label for label, at in chosen if at == rank) for rank in range(count))


def begin(
    class_id: str,
    lesson: str,
    chart: str,
    version: str,
    title: str,
    at: datetime,
    options: Sequence[str] = (),
) -> ClassEvent:
    """The event that collecting begins with."""
    data: dict[str, object] = {
        "lesson": lesson,
        "chart": chart,
        "version": version,
        "title": title,
    }
    if options:
        data["options"] = list(options)
    return new_event(class_id, BEGUN, at, predictions=str(uuid4()), **data)


def give(
    known: ClassPredictions,
    label: str,
    estimates: Mapping[str, float],
    at: datetime,
    *,
    named: bool = False,
) -> ClassEvent:
    """A group's prediction under ``label``; a label that is taken already replaces it.
    ``named``: it is the name that somebody gave, and may be a student's.
    """
    values = {key: float(value) for key, value in estimates.items() if math.isfinite(value)}
    data: dict[str, object] = {"label": clean_name(label), "estimates": values}
    if named and clean_name(label):  # under the key by which what is kept of somebody is found
        data["learner"] = clean_name(label)
    return new_event(known.class_id, GIVEN, at, predictions=known.id, **data)


def remove(known: ClassPredictions, group: GroupPrediction, at: datetime) -> ClassEvent:
    """A group's prediction is taken away."""
    return new_event(known.class_id, REMOVED, at, predictions=known.id, given=group.id)


def lay(known: ClassPredictions, at: datetime) -> ClassEvent:
    """All are in: they are laid over one another."""
    return new_event(known.class_id, LAID, at, predictions=known.id)


def reveal(known: ClassPredictions, at: datetime) -> ClassEvent:
    """The data are shown with them: from here on they stand."""
    return new_event(known.class_id, REVEALED, at, predictions=known.id)


def drop(known: ClassPredictions, at: datetime) -> ClassEvent:
    """Collecting was begun by mistake."""
    return new_event(known.class_id, DROPPED, at, predictions=known.id)


def told_again(known: ClassPredictions, class_id: str) -> list[ClassEvent]:
    """The events of ``known`` as if it was collected for ``class_id`` from the beginning."""
    begun = known.begun, known.options
    events = [begin(class_id, known.lesson, known.chart, known.version, known.title, *begun)]
    (now,) = predictions_in(events)
    for one in known.groups:
        events.append(give(now, one.label, one.estimates, known.at, named=one.named))
    events += [lay(now, known.at)] if known.laid else []
    events += [reveal(now, known.at)] if known.revealed else []
    return events


def predictions_in(events: Iterable[ClassEvent]) -> tuple[ClassPredictions, ...]:
    """What ``events`` tell, in the order begun; what makes no sense is passed over."""
    found: dict[str, ClassPredictions] = {}
    for event in events:
        if event.kind not in PREDICTING:
            continue
        values = event.values
        name = values.get("predictions")
        if not isinstance(name, str) or not name:
            continue
        known = found.get(name)
        if event.kind == BEGUN and known is None:
            begun = _begun(name, event, values)
            if begun is not None:
                found[name] = begun
        elif known is None or known.class_id != event.class_id:
            continue
        elif event.kind == DROPPED:
            del found[name]
        else:
            found[name] = after(known, event) or known
    return tuple(found.values())


def after(known: ClassPredictions, event: ClassEvent) -> ClassPredictions | None:
    """``known`` once ``event`` happened to it; None where it can't happen there."""
    values = event.values
    changed: ClassPredictions | None = None
    if known.revealed:
        return None
    if event.kind == GIVEN:
        changed = _given(known, event.id, values)
    elif event.kind == REMOVED:
        left = tuple(one for one in known.groups if one.id != values.get("given"))
        changed = replace(known, groups=left) if left != known.groups else None
    elif event.kind == LAID and known.groups and not known.laid:
        changed = replace(known, laid=True)
    elif event.kind == REVEALED:
        changed = replace(known, laid=True, revealed=True)
    return replace(changed, at=max(event.at, known.at)) if changed is not None else None


def _begun(name: str, event: ClassEvent, values: Mapping[str, Any]) -> ClassPredictions | None:
    texts = [values.get(key) for key in ("lesson", "chart", "version", "title")]
    if not all(isinstance(text, str) for text in texts) or not texts[1]:
        return None
    lesson, chart, version, title = map(str, texts)
    options = values.get("options", [])
    if not isinstance(options, list) or not all(isinstance(text, str) for text in options):
        return None
    at, chosen_from = event.at, tuple(options)
    return ClassPredictions(
        name, event.class_id, lesson, chart, version, title, at, at, options=chosen_from
    )


def _given(
    known: ClassPredictions, name: str, values: Mapping[str, Any]
) -> ClassPredictions | None:
    label, estimates = values.get("label"), values.get("estimates")
    if not isinstance(label, str) or not isinstance(estimates, dict) or not clean_name(label):
        return None
    if not 1 <= len(estimates) <= MOST_ESTIMATES or not all(map(_is_number, estimates.values())):
        return None
    label = clean_name(label)
    numbers = {key: float(value) for key, value in estimates.items()}
    new = GroupPrediction(name, label, MappingProxyType(numbers), "learner" in values)
    ranks = [same_name(one.label) for one in known.groups]
    if same_name(label) in ranks:
        rank = ranks.index(same_name(label))
        groups = (*known.groups[:rank], new, *known.groups[rank + 1 :])
    elif len(known.groups) < MOST_GROUPS:
        groups = (*known.groups, new)
    else:
        return None
    return replace(known, groups=groups)


def _is_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    try:
        return math.isfinite(float(value))
    except OverflowError:
        return False
