"""A folder of hand-ins: what counts, what is missing, what is wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.learning.classroom.collection import FoundFile, State, collect
from desktop_app.learning.classroom.hand_in import Flaw, Reading
from desktop_app.learning.classroom.names import clean_name, new_code, same_name
from desktop_app.reporting import problems_of
from tests.learning.classroom.samples import answers, found, handed_in
from tests.support.attempts import NOON, made

DAY = timedelta(days=1)


def states(*files: FoundFile, **options: object) -> dict[str, State]:
    return {one.path: one.state for one in collect(files, **options).files}  # type: ignore[arg-type]  # a lesson or names, as each test says


def test_who_is_missing_and_who_is_not_on_the_list() -> None:
    files = [found("1", handed_in("zoe")), found("2", handed_in("Ali")), found("3", handed_in("X"))]
    collection = collect(files, names=["Zoé", "Ali", "Inès", "Alix", "ali"])
    assert collection.names == ("Zoé", "Ali", "Inès", "Alix")
    assert collection.missing == ("Inès", "Alix")
    assert dict(collection.unlisted) == {"X": ""}
    assert set(collection.attempts["a-lesson"]) == {"Zoé", "Ali", "X"}
    assert collection.learners("a-lesson") == ("Zoé", "Ali", "Inès", "Alix", "X")


def test_a_name_that_is_nearly_one_of_the_list_is_told() -> None:
    collection = collect([found("1", handed_in("Alexandr"))], names=["Alexandre", "Zoé"])
    assert dict(collection.unlisted) == {"Alexandr": "Alexandre"}


def test_the_surname_may_come_first_and_a_spelling_is_no_other_student() -> None:
    at_home = handed_in("léa martin", answers("léa martin", b=0.5), NOON - DAY)
    files = [found("1", handed_in("Léa Martin")), found("2", at_home)]
    assert collect(files).learners("a-lesson") == ("Léa Martin",)
    collection = collect(files, names=["MARTIN Léa", "Ali"])
    assert len(collection.attempts["a-lesson"]["MARTIN Léa"]) == 2
    assert (collection.missing, dict(collection.unlisted)) == (("Ali",), {})
    two = collect(files, names=["Martin-Lea", "Ali", "+", "Lea Martin"])
    assert set(two.attempts["a-lesson"]) == {"Lea Martin"}


def test_a_later_file_that_has_it_all_makes_the_earlier_one_idle() -> None:
    some = answers("Zoé", a=0.0, b=1.0, c=1.0)
    first, last = handed_in("Zoé", some[:2]), handed_in("Zoé", some, NOON + DAY)
    files = [found("first", first), found("last", last), found("copy of last", last)]
    assert states(*files) == {
        "first": State.EARLIER,
        "last": State.COUNTED,
        "copy of last": State.DOUBLE,
    } or states(*files) == {
        "first": State.EARLIER,
        "last": State.DOUBLE,
        "copy of last": State.COUNTED,
    }
    collection = collect(files)
    assert collection.attempts["a-lesson"]["Zoé"] == tuple(some)
    assert collection.handed_in["a-lesson", "Zoé"] == NOON + DAY


def test_work_on_two_machines_is_put_together() -> None:
    home, school = answers("Zoé", a=0.0), [made("b", NOON + DAY, learner="Zoé")]
    files = [found("1", handed_in("Zoé", school)), found("2", handed_in("Zoé", home))]
    assert set(states(*files).values()) == {State.COUNTED}
    assert collect(files).attempts["a-lesson"]["Zoé"] == (*home, *school)


def test_answers_that_two_students_hand_in_count_for_neither() -> None:
    mine = answers("Zoé", a=1.0)
    theirs = [replace(one, learner="Ali") for one in mine]
    files = [found("1", handed_in("Zoé", mine)), found("2", handed_in("Ali", theirs))]
    collection = collect(files, names=["Zoé", "Ali"])
    assert [(one.state, one.other) for one in collection.files] == [
        (State.BORROWED, "Ali"),
        (State.BORROWED, "Zoé"),
    ]
    assert collection.missing == ("Zoé", "Ali")


def test_each_file_says_what_is_the_matter_with_it() -> None:
    hand_in = handed_in("Zoé")
    files = [
        found("other", handed_in("Zoé", (), lesson="another")),
        found("class", hand_in, new_code()),
        FoundFile("altered", Reading(hand_in, Flaw.ALTERED)),
        FoundFile("damaged", Reading(None, Flaw.DAMAGED)),
        FoundFile("newer", Reading(None, Flaw.NEWER)),
        FoundFile("foreign", Reading(None, Flaw.FOREIGN)),
        FoundFile("link"),
        FoundFile("denied", error="Permission denied"),
    ]
    assert states(*files, lesson="a-lesson") == {
        "other": State.OTHER_LESSON,
        "class": State.COUNTED,
        "altered": State.ALTERED,
        "damaged": State.DAMAGED,
        "newer": State.NEWER,
        "foreign": State.FOREIGN,
        "link": State.LINK,
        "denied": State.UNREADABLE,
    }


def test_an_empty_hand_in_counts_as_handed_in() -> None:
    collection = collect([found("1", handed_in("Zoé", ()))], names=["Zoé"])
    assert collection.missing == ()
    assert collection.handed_in["a-lesson", "Zoé"] == NOON
    assert collection.attempts["a-lesson"]["Zoé"] == ()


@given(st.permutations(range(6)), st.lists(st.integers(0, 5), min_size=6, max_size=6))
def test_the_order_of_files_makes_no_difference(order: list[int], sizes: list[int]) -> None:
    some = answers("Zoé", a=0.0, b=1.0, c=1.0, d=0.5, e=0.0)
    files = [
        found(str(rank), handed_in("Zoé", some[: sizes[rank]], NOON + rank * DAY))
        for rank in range(6)
    ]
    one, other = collect(files), collect([files[rank] for rank in order])
    assert one == other
    assert len(one.attempts["a-lesson"]["Zoé"]) == max(sizes)
    assert one.count(State.COUNTED) >= 1


def test_one_name_for_two_machines_or_two_students_is_told() -> None:
    first = handed_in("Léa", answers("Léa", a=1.0))
    later = handed_in("Léa", answers("Léa", b=0.0), NOON + timedelta(hours=1))
    grown = handed_in("Zoé", answers("Zoé", a=1.0))
    more = handed_in("Zoé", [*grown.attempts, *answers("Zoé", b=1.0)], NOON + timedelta(hours=1))
    collection = collect(
        found(f"{rank}", one) for rank, one in enumerate((first, later, grown, more))
    )
    assert collection.shared == ("Léa",)
    assert len(collection.attempts["a-lesson"]["Léa"]) == 2
    assert [one.code for one in problems_of(collection, ["a-lesson"])] == ["names-shared"]


def test_joiners_hold_a_name_together_and_do_not_tell_two_apart() -> None:
    assert clean_name("👩\u200d🏫") == "👩\u200d🏫"
    assert clean_name("\u200d Zo\u202eé\u200c \u200d") == "Zo é"
    assert same_name("علی\u200cرضا") == same_name("علیرضا")
