"""A presentation: its slides, what it holds back, and what is laid over it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.content.lesson import Lesson
from desktop_app.content.reader import read_lesson
from desktop_app.content.sentences import running_text
from desktop_app.resources import installed_lessons
from desktop_app.session.presentation import SMALLEST, WIDEST, Cover, Presentation, Tool
from desktop_app.session.session import Place, Session
from desktop_app.session.slides import MASK, MOST_LETTERS, MOST_POINTS, SlideKind
from tests.support.lessons import LESSONS, SOUND


@pytest.fixture(scope="module")
def sound() -> Lesson:
    return read_lesson(SOUND)


@pytest.fixture(scope="module")
def predicting() -> Lesson:
    return read_lesson(LESSONS / "charts")


def presented(lesson: Lesson, language: str = "fr", place: Place | None = None) -> Presentation:
    return Presentation(lesson, Session(lesson.parameters, place=place), language)


def keys(presentation: Presentation) -> list[str]:
    return [slide.key for slide in presentation.slides]


def test_a_step_is_its_sentences_its_chart_and_its_question(sound: Lesson) -> None:
    assert keys(presented(sound))[:5] == [
        "unequal/text-1",
        "unequal/by-job",
        "unequal/why",
        "beliefs/text-1",
        "beliefs/choice",
    ]


def test_it_begins_where_the_session_stands_and_takes_it_along(sound: Lesson) -> None:
    shown = presented(sound, place=Place("telework", "beliefs"))
    assert shown.state.slide == "beliefs/text-1"
    shown.previous()
    assert shown.state.slide == "unequal/why"
    assert shown.session.state.place == Place("telework", "unequal")
    shown.session.go_to(Place("places", shown.lesson.chapter("places", "fr").steps[0].id))  # type: ignore[union-attr]  # it has one
    assert shown.slide is not None
    assert shown.slide.place.chapter == "places"


def test_walking_stops_at_both_ends(sound: Lesson) -> None:
    shown = presented(sound)
    shown.previous()
    assert shown.state.slide == keys(shown)[0]
    for _ in range(99):
        shown.next()
    assert shown.state.slide == keys(shown)[-1]
    assert shown.following is None
    shown.first()
    assert shown.state.slide == keys(shown)[0]
    shown.last()
    assert shown.state.slide == keys(shown)[-1]


def test_a_step_that_is_dropped_is_passed_over(sound: Lesson) -> None:
    shown = presented(sound)
    shown.drop(["beliefs"])
    shown.go_to_step("unequal")
    for _ in range(3):
        shown.next()
    assert shown.slide is not None
    assert shown.slide.place.chapter == "places"
    shown.go_to_step("beliefs")  # one can still go there
    assert shown.state.slide == "beliefs/text-1"
    shown.next()
    assert shown.slide.place.chapter == "places"


def test_an_answer_is_held_back_until_it_is_revealed(sound: Lesson) -> None:
    shown = presented(sound)
    shown.next()
    shown.next()
    assert shown.slide is not None
    assert shown.slide.kind is SlideKind.QUESTION
    assert shown.holds_back
    shown.reveal()
    assert not shown.holds_back
    shown.reveal()
    assert shown.holds_back


def test_data_to_predict_are_held_back_also_in_the_text(predicting: Lesson) -> None:
    shown = presented(predicting)
    waiting = [step.id for _, step in shown.steps if shown.waiting(step)]
    assert waiting
    shown.go_to_step(waiting[0])
    step = shown.step
    assert step is not None
    chart = next(iter(predicting.tables_to_predict(step, "fr")))
    assert shown.holds_back
    shown.reveal()
    assert shown.session.prediction(chart).revealed
    assert not shown.session.prediction(chart).attempts  # nobody estimated anything
    shown.reveal()
    shown.session.predict(chart, {"2020": 3.0})
    shown.reveal()
    assert shown.session.prediction(chart).estimates == {"2020": 3.0}


def test_figures_are_told_as_they_are_now(sound: Lesson) -> None:
    shown = presented(sound)
    step = shown.step
    assert step is not None
    assert shown.slide is not None
    point = shown.slide.points[-1]
    assert "23,2\u202f%" in running_text(shown.telling(step).prose(point))  # type: ignore[arg-type]  # inlines stay inlines
    shown.session.set_parameter("managers", 0)
    assert "0\u202f%" in running_text(shown.telling(step).prose(point))  # type: ignore[arg-type]  # likewise
    hidden = shown.telling(step).__class__(sound, {}, "fr", lambda _: True)
    assert MASK in running_text(hidden.prose(point))  # type: ignore[arg-type]  # likewise


def test_in_another_language_it_stays_at_its_slide(sound: Lesson) -> None:
    shown = presented(sound)
    shown.next()
    shown.speak("en")
    assert shown.state.slide == "unequal/by-job"
    assert shown.slide is not None
    assert shown.slide.title == sound.find_step("unequal", "en")[1].title  # type: ignore[index]  # it is there


def test_questions_of_last_time_are_asked_first(sound: Lesson) -> None:
    shown = presented(sound, place=Place("telework", "beliefs"))
    shown.recall(["why", "unheard-of"])
    assert shown.state.slide == "recall:unequal/why"
    shown.reveal()
    assert "unequal/why" not in shown.state.revealed
    shown.next()
    assert shown.state.slide == "beliefs/text-1"


def test_black_and_white_come_and_go(sound: Lesson) -> None:
    shown = presented(sound)
    shown.cover(Cover.BLACK)
    shown.next()  # a remote's button brings the slide back
    assert (shown.state.cover, shown.state.slide) == (Cover.NONE, "unequal/text-1")
    shown.cover(Cover.WHITE)
    shown.cover(Cover.WHITE)
    assert shown.state.cover is Cover.NONE


def test_the_pen_draws_by_mouse_and_by_keys_and_each_slide_keeps_its_strokes(
    sound: Lesson,
) -> None:
    shown = presented(sound)
    shown.take(Tool.PEN)
    shown.begin_stroke((0.1, 0.1))
    shown.point((0.2, 0.2))
    shown.end_stroke()
    shown.point((0.5, 0.5))
    assert shown.strokes == (((0.1, 0.1), (0.2, 0.2)),)
    shown.press()
    shown.nudge(1, 0)
    shown.press()
    assert shown.strokes[1] == ((0.5, 0.5), (0.52, 0.5))
    shown.next()
    assert shown.strokes == ()
    shown.previous()
    assert len(shown.strokes) == 2
    shown.wipe()
    assert shown.strokes == ()


def test_escape_takes_back_one_thing_after_the_other(sound: Lesson) -> None:
    shown = presented(sound)
    shown.draw_curtain()
    shown.take(Tool.SPOTLIGHT)
    shown.cover(Cover.BLACK)
    assert [shown.step_back() for _ in range(4)] == [True, True, True, False]


VERBS = {
    "next": Presentation.next,
    "previous": Presentation.previous,
    "first": Presentation.first,
    "last": Presentation.last,
    "reveal": Presentation.reveal,
    "curtain": Presentation.draw_curtain,
    "freeze": Presentation.freeze,
    "press": Presentation.press,
    "wipe": Presentation.wipe,
    "larger": lambda shown: shown.grow(True),
    "smaller": lambda shown: shown.grow(False),
    "left": lambda shown: shown.nudge(-3, 2),
    "right": lambda shown: shown.nudge(9, 0),
    "black": lambda shown: shown.cover(Cover.BLACK),
    "white": lambda shown: shown.cover(Cover.WHITE),
    "pen": lambda shown: shown.take(Tool.PEN),
    "magnifier": lambda shown: shown.take(Tool.MAGNIFIER),
    "english": lambda shown: shown.speak("en"),
    "french": lambda shown: shown.speak("fr"),
    "drop": lambda shown: shown.drop(["beliefs"]),
    "recall": lambda shown: shown.recall(["why"]),
    "back": Presentation.step_back,
}


@given(st.lists(st.sampled_from(sorted(VERBS)), max_size=40))
def test_whatever_is_pressed_there_is_a_slide(verbs: list[str]) -> None:
    shown = presented(_SOUND)
    for verb in verbs:
        VERBS[verb](shown)
        state = shown.state
        assert shown.slide is not None
        assert shown.session.state.place == shown.slide.place
        assert SMALLEST <= state.reach <= WIDEST
        assert 0 <= state.curtain <= 1
        assert all(0 <= share <= 1 for share in state.at)


_SOUND = read_lesson(SOUND)


def test_no_slide_of_the_first_lesson_says_too_much() -> None:
    shown = presented(read_lesson(installed_lessons()["rebattre-les-cartes"]))
    assert len(set(keys(shown))) == len(keys(shown))
    for slide in shown.slides:
        lengths = [len(running_text(point)) for point in slide.points]
        assert len(lengths) <= MOST_POINTS
        assert len(lengths) < 2 or sum(lengths) < 1.5 * MOST_LETTERS, slide.key


def test_what_is_asked_again_leads_on_to_where_one_was(sound: Lesson) -> None:
    shown = presented(sound)
    shown.go_to_step("beliefs")
    here = shown.state.slide
    shown.recall(["why"])
    assert shown.slide is not None
    assert shown.slide.recalled
    shown.next()
    assert shown.state.slide == here
    shown.recall(["no-such-question"])
    assert shown.state.slide == here


def test_a_frozen_screen_takes_what_was_prepared_when_it_is_told(sound: Lesson) -> None:
    shown = presented(sound)
    shown.show_now()
    assert not shown.state.frozen
    shown.freeze()
    kept = shown.state.held
    shown.next()
    assert shown.state.held == kept
    shown.show_now()
    assert shown.state.frozen
    assert shown.state.held != kept
    shown.freeze()
    assert not shown.state.frozen
