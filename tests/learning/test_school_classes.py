"""Classes as their events tell of them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.learning.school_classes import (
    BEGUN,
    ENDED,
    LONGEST_NAME,
    REACHED,
    RENAMED,
    ClassEvent,
    clean_name,
    new_class,
    new_event,
    register,
    same_name,
)
from tests.support.attempts import JSON, NOON, later

KINDS = ("created", RENAMED, BEGUN, REACHED, ENDED, "voted")


def period(
    class_id: str, sitting: str, start: float, *steps: tuple[float, str]
) -> list[ClassEvent]:
    """A sitting of a-lesson that begins ``start`` minutes after noon, and its steps."""
    begun = new_event(class_id, BEGUN, later(minutes=start), sitting=sitting, lesson="a-lesson")
    return [
        begun,
        *(
            new_event(class_id, REACHED, later(minutes=at), sitting=sitting, chapter="c", step=step)
            for at, step in steps
        ),
    ]


def test_a_class_is_what_its_events_say() -> None:
    made, other = new_class("  2nde\n B ", NOON), new_class("1re A", later(minutes=1))
    renamed = new_event(other.class_id, RENAMED, NOON, name="Tle A")
    classes = register([made, other, renamed])
    assert [one.name for one in classes.values()] == ["2nde B", "Tle A"]
    assert classes[made.class_id].created == NOON
    assert classes[made.class_id].sittings == ()


def test_a_sitting_knows_where_the_class_stopped_and_how_long_it_took() -> None:
    made = new_class("2nde B", NOON)
    steps = [(0, "first"), (4, "second"), (5, "first"), (7, "third")]
    events = [made, *period(made.class_id, "s", 0, *steps)]
    (sitting,) = register(events)[made.class_id].sittings
    assert sitting.last is not None
    assert (sitting.last.chapter, sitting.last.step) == ("c", "third")
    assert sitting.ended is None
    assert sitting.left == later(minutes=7)
    assert sitting.seconds_by_step() == {"first": 360, "second": 60, "third": 0}
    assert sitting.seconds_by_step(later(minutes=9))["third"] == 120
    ended = new_event(made.class_id, ENDED, later(minutes=10), sitting="s")
    (sitting,) = register([*events, ended])[made.class_id].sittings
    assert sitting.ended == sitting.left == later(minutes=10)
    assert sitting.seconds_by_step()["third"] == 180


def test_what_a_class_did_last_is_found_again() -> None:
    made = new_class("2nde B", NOON)
    first = period(made.class_id, "first", 0, (0, "one"))
    empty = period(made.class_id, "empty", 60)
    now = period(made.class_id, "now", 120, (120, "two"))
    known = register([made, *first, *empty, *now])[made.class_id]
    last, before = known.last_sitting("a-lesson"), known.last_sitting("a-lesson", before="now")
    assert last is not None
    assert last.id == "now"
    assert before is not None
    assert before.id == "first"
    assert known.last_sitting("another") is None


def test_events_of_no_class_or_no_sitting_are_passed_over() -> None:
    made = new_class("2nde B", NOON)
    stray = period(new_class("gone", NOON).class_id, "s", 0, (0, "one"))
    unbegun = period(made.class_id, "never", 0, (0, "one"))[1:]
    nameless = new_event(made.class_id, RENAMED, NOON, name=" ")
    assert register([*stray, made, *unbegun, nameless]) == register([made])


def test_clocks_that_go_back_take_no_time_off() -> None:
    made = new_class("2nde B", NOON)
    events = [made, *period(made.class_id, "s", 0, (5, "one"), (3, "two"))]
    (sitting,) = register(events)[made.class_id].sittings
    assert sitting.seconds_by_step() == {"one": 0, "two": 0}


@pytest.mark.parametrize("name", ["", "  ", "\n\t", "\u200b"])
def test_a_class_needs_a_name(name: str) -> None:
    with pytest.raises(ValueError, match="no name"):
        new_class(name, NOON)


@given(st.text(max_size=100))
def test_a_name_is_one_line_and_cleaning_it_again_changes_nothing(name: str) -> None:
    clean = clean_name(name)
    assert len(clean) <= LONGEST_NAME
    assert clean == clean_name(clean)
    assert clean == "" or clean.isprintable()
    assert same_name(name, clean)


def test_names_that_look_the_same_are_the_same() -> None:
    assert same_name(" 2NDE  b", "2nde B")
    assert not same_name("2nde B", "2nde C")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(KINDS),
            st.integers(0, 2),
            st.dictionaries(
                st.sampled_from(["name", "sitting", "lesson", "chapter", "step"]),
                st.sampled_from(["a", "b", ""]) | JSON,
            ),
            st.integers(-1000, 1000),
        ),
        max_size=25,
    )
)
def test_no_history_is_too_odd(history: list[tuple[str, int, dict[str, object], int]]) -> None:
    classes = [new_class(name, NOON) for name in "abc"]
    events = [
        new_event(classes[rank].class_id, kind, NOON + timedelta(seconds=at), **data)
        for kind, rank, data, at in history
    ]
    for one in register([*classes[:2], *events]).values():
        assert one.name
        for sitting in one.sittings:
            assert sitting.lesson
            assert all(seconds >= 0 for seconds in sitting.seconds_by_step().values())


@pytest.mark.parametrize("data", ["[]", "1", "null", '"x"', "{", ""])
def test_data_are_an_object(data: str) -> None:
    good = new_event(new_class("a", NOON).class_id, "voted", NOON)
    with pytest.raises(ValueError, match=r"no object|Expecting"):
        ClassEvent(good.id, good.class_id, good.kind, data, good.at)
