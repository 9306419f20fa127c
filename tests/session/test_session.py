"""The verbs of a session, against a simple model of what they should do."""

from __future__ import annotations

import itertools
import math
from types import MappingProxyType

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from desktop_app.content.model import Parameter
from desktop_app.content.problems import Location
from desktop_app.content.reference import Reference
from desktop_app.session.preferences import Preferences, PreferenceStore
from desktop_app.session.session import (
    LONGEST_REASON,
    MOST_ATTEMPTS,
    Answer,
    Marked,
    Place,
    Prediction,
    PredictionAttempt,
    Session,
)


def parameter(
    name: str, minimum: float = 0, maximum: float = 100, step: float = 5, default: float = 40
) -> Parameter:
    text = MappingProxyType({"fr": name})
    place = Location("lesson.yaml")
    return Parameter(name, text, text, minimum, maximum, step, default, place)


PARAMETERS = {
    "managers": parameter("managers"),
    "ratio": parameter("ratio", -1, 1, 0.1, 0),
}
CADRES = Reference.point("jobs", "managers")


def session() -> Session:
    return Session(PARAMETERS, place=Place("one", "a"))


# -- parameters --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "held"),
    [(-5, 0), (0, 0), (2, 0), (3, 5), (52.4, 50), (99, 100), (1e9, 100), (math.inf, 100)],
)
def test_a_parameter_is_held_to_its_bounds_and_steps(value: float, held: float) -> None:
    store = session()
    store.set_parameter("managers", value)
    assert store.state.parameters["managers"] == held


def test_a_parameter_is_never_nan_nor_invented() -> None:
    store = session()
    store.set_parameter("managers", math.nan)
    assert store.state.parameters["managers"] == 40
    assert not store.can_undo
    with pytest.raises(KeyError):
        store.set_parameter("nothing", 1)


def test_the_maximum_can_be_reached_where_no_step_does() -> None:
    odd = parameter("odd", 0, 7, 3, 0)
    assert [odd.clamp(value) for value in (0, 2, 5, 6.4, 7, 9)] == [0, 3, 6, 6, 7, 7]


def test_clamping_twice_is_clamping_once() -> None:
    tenth = PARAMETERS["ratio"]
    for hundredth in range(-120, 120):
        once = tenth.clamp(hundredth / 100)
        assert tenth.clamp(once) == once
        assert len(f"{once:g}") <= 4


def test_nudging_moves_by_steps_and_stops_at_the_bounds() -> None:
    store = session()
    store.nudge_parameter("managers", 2)
    assert store.state.parameters["managers"] == 50
    store.nudge_parameter("managers", -100)
    assert store.state.parameters["managers"] == 0


def test_reset_brings_the_defaults_back_in_one_step() -> None:
    store = session()
    store.set_parameter("managers", 10)
    store.set_parameter("ratio", 1)
    store.reset_parameters()
    assert store.state.parameters == {"managers": 40, "ratio": 0}
    store.undo()
    assert store.state.parameters == {"managers": 10, "ratio": 1}


# -- drags and undo ----------------------------------------------------------------


def drag(store: Session, *values: float, name: str = "managers") -> None:
    for index, value in enumerate(values):
        store.set_parameter(name, value, continues=index > 0)


def values_walked_back(store: Session, name: str = "managers") -> list[float]:
    walked = []
    while store.can_undo:
        store.undo()
        walked.append(store.state.parameters[name])
    return walked


def test_a_drag_is_one_step() -> None:
    store = session()
    drag(store, 45, 50, 55)
    assert values_walked_back(store) == [40]


def test_two_drags_of_one_parameter_are_two_steps() -> None:
    store = session()
    drag(store, 45, 50)
    drag(store, 55, 60)
    assert values_walked_back(store) == [50, 40]


def test_a_drag_that_starts_where_the_last_one_ended_is_a_step_of_its_own() -> None:
    store = session()
    drag(store, 45, 50)
    drag(store, 50, 55, 60)  # its first move changes nothing
    assert values_walked_back(store) == [50, 40]


def test_a_drag_that_comes_back_leaves_no_step() -> None:
    store = session()
    drag(store, 45, 50, 40)
    assert not store.can_undo
    drag(store, 45, 40, 55, 60)
    assert values_walked_back(store) == [40]


def test_a_drag_after_undo_does_not_merge_into_the_past() -> None:
    store = session()
    drag(store, 45, 50)
    store.undo()
    store.redo()
    store.set_parameter("managers", 60, continues=True)
    assert values_walked_back(store) == [50, 40]


def test_nudges_are_steps_of_their_own() -> None:
    store = session()
    store.nudge_parameter("managers", 1)
    store.nudge_parameter("managers", 1)
    assert values_walked_back(store) == [45, 40]


def test_undo_brings_back_place_selection_and_parameters_but_no_answers() -> None:
    store = session()
    store.select(CADRES)
    store.go_to(Place("two", "b"))
    store.set_parameter("managers", 10)
    store.answer("why", Answer(("x",), 1.0))
    store.undo()
    store.undo()
    assert store.state.place == Place("one", "a")
    assert store.state.selection == CADRES
    assert store.state.visited == {"a", "b"}
    assert store.state.answers["why"].correct
    store.undo()
    assert store.state.selection is None
    assert not store.can_undo
    store.redo()
    store.redo()
    store.redo()
    assert store.state.place == Place("two", "b")
    assert store.state.parameters["managers"] == 10
    assert not store.can_redo


def test_hovering_is_no_step_and_ends_with_the_place() -> None:
    store = session()
    store.hover(CADRES)
    assert not store.can_undo
    store.go_to(Place("one", "b"))
    assert store.state.hover is None


# -- predictions and answers -------------------------------------------------------


def test_a_prediction_is_kept_and_then_revealed() -> None:
    store = session()
    assert store.prediction("chart") == Prediction()
    store.predict("chart", {"managers": 30.0, "others": math.nan})
    assert store.prediction("chart").estimates == {"managers": 30.0}
    assert store.prediction("chart").attempt is None
    store.reveal("chart")
    attempt = PredictionAttempt({"managers": 30.0})
    assert store.prediction("chart") == Prediction({"managers": 30.0}, True, (attempt,))
    store.predict("chart", {"managers": 20.0})  # too late: the data are seen
    store.reveal("chart")
    store.skip_prediction("chart")
    assert store.prediction("chart").attempt == attempt


def test_what_a_selection_holds_is_told_until_one_leaves() -> None:
    store = session()
    one, two = Reference.point("jobs", "a"), Reference.point("jobs", "b")
    seen: list[Marked] = []
    store.watch(lambda state: state.marked, seen.append)
    store.mark("chart", {one, two})
    store.mark("chart", [two, one])
    store.mark("other", ())  # another chart's nothing takes nothing away
    assert seen == [Marked("chart", frozenset({one, two}))]
    store.mark("chart", ())
    assert store.state.marked == Marked()
    store.mark("chart", {one})
    store.go_to(Place("chapter", "elsewhere"))
    assert store.state.marked == Marked()


def test_a_prediction_is_explained_and_done_again() -> None:
    store = session()
    store.predict("chart", {"managers": 30.0})
    store.explain("chart", "too early")
    store.reveal("chart")
    store.explain("chart", "  more than I thought  ")
    assert store.prediction("chart").attempt == PredictionAttempt(
        {"managers": 30.0}, "more than I thought"
    )
    store.predict_again("chart")
    known = store.prediction("chart")
    assert (known.estimates, known.revealed, known.attempt) == ({}, False, None)
    assert [attempt.reason for attempt in known.attempts] == ["more than I thought"]
    store.skip_prediction("chart")
    store.explain("chart", "nothing was predicted")
    assert store.prediction("chart") == Prediction({}, True, known.attempts)
    for rank in range(MOST_ATTEMPTS + 3):
        store.predict_again("chart")
        store.predict("chart", {"managers": float(rank)})
        store.reveal("chart")
    attempts = store.prediction("chart").attempts
    assert len(attempts) == MOST_ATTEMPTS
    assert attempts[-1].estimates == {"managers": MOST_ATTEMPTS + 2}
    store.explain("chart", "x" * 10_000)
    attempt = store.prediction("chart").attempt
    assert attempt is not None
    assert len(attempt.reason) == LONGEST_REASON


def test_an_answer_can_be_taken_back() -> None:
    store = session()
    store.answer("why", Answer(("a",), 0.5))
    assert not store.state.answers["why"].correct
    store.retry("why")
    store.retry("why")
    assert store.state.answers == {}


def test_the_state_can_not_be_changed_from_outside() -> None:
    store = session()
    estimates = {"managers": 1.0}
    store.predict("chart", estimates)
    estimates["managers"] = 2.0
    assert store.prediction("chart").estimates == {"managers": 1.0}
    with pytest.raises(TypeError):
        store.state.parameters["managers"] = 1  # type: ignore[index]


# -- preferences -------------------------------------------------------------------


def test_preferences_take_only_what_exists() -> None:
    store = PreferenceStore(Preferences())
    store.set_language("de")
    store.set_theme("pink")
    assert store.state == Preferences()
    store.set_language("en")
    store.set_theme("dark")
    store.show_teacher_notes(True)
    assert store.state == Preferences("en", "dark", 100, True)


def test_text_sizes_are_held_between_their_bounds() -> None:
    store = PreferenceStore(Preferences())
    store.set_text_size(500)
    store.larger_text()
    assert store.state.text_size == 200
    assert store.state.scale == 2
    store.smaller_text()
    assert store.state.text_size == 175
    store.set_text_size(1)
    store.smaller_text()
    assert store.state.text_size == 80


# -- everything at once ------------------------------------------------------------

STEPS = st.sampled_from(["a", "b", "c"])
NAMES = st.sampled_from(sorted(PARAMETERS))
REFERENCES = st.sampled_from([None, CADRES, Reference.point("jobs", "managers", "share")])


class SessionMachine(RuleBasedStateMachine):
    """Beside the session, lists of plain tuples: what happened, and what was undone."""

    def __init__(self) -> None:
        super().__init__()
        self.store = session()
        self.past = [self.moment()]
        self.future: list[tuple[object, ...]] = []
        self.dragged = ""
        self.heard: list[object] = []
        self.store.watch(self.moment_of, self.heard.append)

    @staticmethod
    def moment_of(state: object) -> object:
        return (state.place, state.selection, dict(state.parameters))  # type: ignore[attr-defined]

    def moment(self) -> tuple[object, ...]:
        return self.moment_of(self.store.state)  # type: ignore[return-value]

    def happened(self, drags: str = "") -> None:
        if self.moment() == self.past[-1]:
            return
        if drags and drags == self.dragged and len(self.past) > 1:
            self.past.pop()
        self.dragged = ""
        self.future = []
        if self.moment() != self.past[-1]:
            self.past.append(self.moment())
            self.dragged = drags

    @rule(step=STEPS)
    def go(self, step: str) -> None:
        self.store.go_to(Place("one", step))
        assert self.store.state.place == Place("one", step)
        self.happened()

    @rule(reference=REFERENCES)
    def select(self, reference: Reference | None) -> None:
        self.store.select(reference)
        self.happened()

    @rule(reference=REFERENCES)
    def hover(self, reference: Reference | None) -> None:
        self.store.hover(reference)
        assert self.store.state.hover == reference

    @rule(name=NAMES, value=st.floats(-200, 200), continues=st.booleans())
    def drag(self, name: str, value: float, continues: bool) -> None:
        if not continues:
            self.dragged = ""
        self.store.set_parameter(name, value, continues=continues)
        self.happened(drags=name)

    @rule(name=NAMES, steps=st.integers(-3, 3))
    def nudge(self, name: str, steps: int) -> None:
        self.dragged = ""
        self.store.nudge_parameter(name, steps)
        self.happened(drags=name)

    @rule()
    def reset(self) -> None:
        self.store.reset_parameters()
        self.happened()

    @rule()
    def undo(self) -> None:
        self.store.undo()
        if len(self.past) > 1:
            self.future.append(self.past.pop())
            self.dragged = ""

    @rule()
    def redo(self) -> None:
        self.store.redo()
        if self.future:
            self.past.append(self.future.pop())
            self.dragged = ""

    @invariant()
    def state_is_the_last_moment(self) -> None:
        assert self.moment() == self.past[-1]
        assert self.store.can_undo == (len(self.past) > 1)
        assert self.store.can_redo == bool(self.future)

    @invariant()
    def parameters_are_within_bounds(self) -> None:
        for name, value in self.store.state.parameters.items():
            declared = PARAMETERS[name]
            assert declared.minimum <= value <= declared.maximum

    @invariant()
    def views_have_heard_of_it(self) -> None:
        assert not self.heard or self.heard[-1] == self.moment()
        assert all(before != after for before, after in itertools.pairwise(self.heard))


TestSession = SessionMachine.TestCase
TestSession.settings = settings(deadline=None, stateful_step_count=40)
