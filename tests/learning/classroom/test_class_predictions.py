"""Predictions of several groups as their events tell of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.learning.classroom.class_history import prediction_rows
from desktop_app.learning.classroom.class_predictions import (
    MOST_ESTIMATES,
    MOST_GROUPS,
    PREDICTING,
    ClassPredictions,
    after,
    begin,
    by_option,
    drop,
    give,
    lay,
    predictions_in,
    remove,
    reveal,
    told_again,
)
from desktop_app.learning.classroom.learner_record import Who, people_in, without
from desktop_app.learning.school_classes import ClassEvent, new_event
from desktop_app.session.session import OPTION
from tests.support.attempts import NOON, later

CLASS = "5b1b7a0e-7a55-4b7b-8a52-0f8f6b3f1c01"


def begun() -> list[ClassEvent]:
    return [begin(CLASS, "a-lesson", "a-chart", "0" * 16, "Un graphique", NOON)]


def now(events: Sequence[ClassEvent]) -> ClassPredictions:
    (found,) = predictions_in(events)
    return found


def labels(events: Sequence[ClassEvent]) -> list[str]:
    return [one.label for one in now(events).groups]


def test_groups_predict_one_after_another_then_all_is_laid_and_revealed() -> None:
    events = begun()
    for value in (10, 20.5, 0):
        label = now(events).free_label("Groupe")
        events.append(give(now(events), label, {"a": value, "b": float("nan")}, later(minutes=1)))
    assert labels(events) == ["Groupe 1", "Groupe 2", "Groupe 3"]
    assert [dict(one.estimates) for one in now(events).groups] == [
        {"a": 10.0}, {"a": 20.5}, {"a": 0.0},
    ]  # fmt: skip
    events.append(remove(now(events), now(events).groups[1], NOON))
    assert labels(events) == ["Groupe 1", "Groupe 3"]
    assert now(events).free_label("Groupe") == "Groupe 2"
    events.append(lay(now(events), NOON))
    assert now(events).laid
    assert not now(events).revealed
    events.append(give(now(events), "Ana et Bilal", {"a": 7}, NOON))  # one came late
    events.append(reveal(now(events), later(minutes=9)))
    before = now(events)
    assert before.revealed
    assert before.at == later(minutes=9)
    events.append(remove(before, before.groups[0], NOON))
    events.append(give(before, "Trop tard", {"a": 7}, NOON))
    assert now(events) == before


def test_what_was_chosen_from_a_few_expectations_is_told_with_the_groups() -> None:
    options = ("They stay equal.", "One takes all.", "The small one wins.")
    events = [begin(CLASS, "a-lesson", "a-model", "0" * 16, "What happens?", NOON, options)]
    for label, rank in (("Ana", 1), ("Group 2", 0), ("Group 3", 1), ("Group 4", 7)):
        events.append(give(now(events), label, {OPTION.format(rank): 1}, NOON, named=True))
    assert by_option(now(events).groups, 3) == (("Group 2",), ("Ana", "Group 3"), ())
    ((_, title, told),) = prediction_rows([now(events)], "en", UTC)
    assert (title, told) == ("What happens?", "Ana, Group 2, Group 3, Group 4")  # private so far
    events.append(lay(now(events), NOON))
    ((_, _, told),) = prediction_rows([now(events)], "en", UTC)
    assert told == "“They stay equal.” Group 2; “One takes all.” Ana, Group 3"
    wrong = [new_event(CLASS, "predictions-begun", NOON, predictions="x", lesson="a", chart="b",
                       version="", title="", options=[3])]  # fmt: skip
    assert predictions_in(wrong) == ()


def test_a_group_that_predicts_again_replaces_what_it_said_in_its_place() -> None:
    events = begun()
    for label, value in (("Les verts", 1), ("Les bleus", 2), ("les VERTS", 3)):
        events.append(give(now(events), label, {"a": value}, NOON))
    assert labels(events) == ["les VERTS", "Les bleus"]
    assert now(events).groups[0].estimates["a"] == 3


def test_what_was_collected_is_told_again_for_another_class() -> None:
    events = begun()
    events += [give(now(events), "Ana", {"a": 1.5}, NOON, named=True)]
    events += [give(now(events), "Group 2", {"a": 2}, NOON), lay(now(events), NOON)]
    other = CLASS.replace("5b", "6b")
    again = told_again(now(events), other)
    (found,) = predictions_in(again)
    assert (found.class_id, found.laid, found.version) == (other, True, now(events).version)
    assert [(one.label, dict(one.estimates)) for one in found.groups] == [
        ("Ana", {"a": 1.5}), ("Group 2", {"a": 2.0}),
    ]  # fmt: skip
    assert people_in(again) == {"Ana"}


def test_a_name_that_was_given_is_somebodys_and_a_number_is_nobodys() -> None:
    events = begun()
    events.append(give(now(events), "Groupe 1", {"a": 1}, NOON))
    events.append(give(now(events), "Ana", {"a": 2}, NOON, named=True))
    assert people_in(events) == {"Ana"}
    left = [found for one in events if (found := without(one, Who("ana"))) is not None]
    assert labels(left) == ["Groupe 1"]


def test_what_can_t_be_one_changes_nothing() -> None:
    known = now(begun())
    assert after(known, lay(known, NOON)) is None  # of nobody
    assert after(known, give(known, " \u200b", {"a": 1}, NOON)) is None
    assert after(known, give(known, "Ana", {"a": float("inf")}, NOON)) is None
    assert after(known, give(known, "Ana", {}, NOON)) is None
    many = {str(number): 1.0 for number in range(MOST_ESTIMATES + 1)}
    assert after(known, give(known, "Ana", many, NOON)) is None
    for number in range(MOST_GROUPS):
        known = after(known, give(known, f"G{number}", {"a": 1}, NOON)) or known
    assert len(known.groups) == MOST_GROUPS
    assert after(known, give(known, "one more", {"a": 1}, NOON)) is None


def test_what_was_begun_by_mistake_is_gone() -> None:
    events = begun()
    assert predictions_in([*events, drop(now(events), NOON)]) == ()


JUNK = st.sampled_from([None, True, 10**400, "x", "\x00", [], {"a": 1}, {"a": True}, {"": "1"}])
EVENTS = st.builds(
    lambda kind, data: new_event(CLASS, kind, NOON, **data),
    st.sampled_from(PREDICTING),
    st.fixed_dictionaries({
        "predictions": st.sampled_from(["one", "one", "two", "", None]),
        "lesson": st.just("a-lesson"), "chart": st.sampled_from(["a-chart", "a-chart", "", 1]),
        "version": st.just("0"), "title": st.just("?"),
        "label": st.sampled_from(["Ana", "ana", "Groupe 1", ""]) | JUNK,
        "estimates": st.dictionaries(st.text(max_size=3), st.integers() | JUNK) | JUNK,
        "given": JUNK,
    }),
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(EVENTS, max_size=12))
def test_any_events_tell_predictions_that_make_sense(events: list[ClassEvent]) -> None:
    for found in predictions_in(events):
        assert found.chart
        assert found.laid or not found.revealed
        assert all(one.label and one.estimates for one in found.groups)
        assert found.free_label("Groupe") not in {one.label for one in found.groups}
