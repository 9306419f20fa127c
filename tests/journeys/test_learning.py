"""What is done is kept, comes back, is shown as progress, and is asked again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from platformdirs import user_data_path
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox

from desktop_app.content.problems import Location, ProblemLog
from desktop_app.content.reader import read_lesson
from desktop_app.learning.attempts import Attempt, Kind
from desktop_app.learning.classroom.hand_in import read_hand_in
from desktop_app.learning.outline import outline_of
from desktop_app.resources import installed_lessons
from desktop_app.shell import recorder as recorder_module
from desktop_app.shell.learning_desk import LearningDesk
from desktop_app.shell.saving import Saving
from desktop_app.storage import database
from desktop_app.storage.attempt_store import FILE, AttemptStore
from desktop_app.storage.failures import StoreError
from desktop_app.ui.charts.chart_card import ChartCard
from desktop_app.version import NAME
from tests.journeys.conftest import Play
from tests.journeys.harness import LESSON, Desk
from tests.support.attempts import made

STEP = "on-site-or-home"
QUESTION = "not-a-pie"


def learning(desk: Desk) -> LearningDesk:
    desk.wait(lambda: bool(desk.window.findChildren(LearningDesk)))
    (found,) = desk.window.findChildren(LearningDesk)
    desk.wait(lambda: found.recorder.store is not None)
    return found


def kept() -> tuple[Attempt, ...]:
    store = AttemptStore(user_data_path(NAME))
    try:
        assert not store.problems
        return store.attempts()
    finally:
        store.close()


def keep(*attempts: Attempt) -> None:
    store = AttemptStore(user_data_path(NAME))
    store.append(attempts)
    store.close()


def some_time_ago(count: int, *, score: float = 1.0) -> list[Attempt]:
    """The first questions of the lesson, answered a month ago."""
    outline = outline_of(read_lesson(installed_lessons()[LESSON]), "fr")
    return [
        made(
            one.id,
            datetime.now(UTC) - timedelta(days=30, minutes=-rank),
            lesson=LESSON,
            version=one.version,
            score=score,
            answer=[str(one.right[0])],
            misconceptions=one.misconceptions if score == 0 else (),
        )
        for rank, one in enumerate(list(outline.questions.values())[:count])
    ]


def answer(desk: Desk, option: int) -> None:
    form = desk.questions.form
    assert form is not None
    form.pick(option)
    desk.questions.validate()
    desk.settle()


def test_an_answer_is_on_disk_before_the_window_says_so(play: Play) -> None:
    def journey(desk: Desk) -> None:
        recorder = learning(desk).recorder
        assert "enregistrée" not in desk.view.footer.text()
        answer(desk, 0)
        desk.wait(lambda: recorder.saving is Saving.SAVED)
        with closing(sqlite3.connect(user_data_path(NAME) / FILE)) as file:  # while it runs
            rows = file.execute("SELECT question, score FROM attempts").fetchall()
        assert rows == [(QUESTION, 0.0)]
        assert "Progression enregistrée · 1 réponse, 0 juste" in desk.view.footer.text()

    play(journey, LESSON, "--step", STEP, "--language", "fr")
    (attempt,) = kept()
    outline = outline_of(read_lesson(installed_lessons()[LESSON]), "fr")
    assert attempt.lesson == LESSON
    assert attempt.version == outline.questions[QUESTION].version
    assert attempt.given == ["0"]
    assert attempt.misconceptions == ("parts-of-a-whole",)
    assert attempt.kind is Kind.ANSWER
    assert attempt.language == "fr"
    assert 0 < attempt.seconds < 60
    assert abs(datetime.now(UTC) - attempt.at) < timedelta(minutes=1)


def test_a_second_try_is_a_second_attempt_and_a_prediction_one_of_its_own(play: Play) -> None:
    def journey(desk: Desk) -> None:
        recorder = learning(desk).recorder
        answer(desk, 0)
        desk.questions.retry()
        answer(desk, 1)
        desk.view.go_to_step("unequal")
        desk.session.predict("telework-by-job", {"cadres": 40.0})
        desk.session.predict("telework-by-job", {"cadres": 45.5})
        desk.session.reveal("telework-by-job")
        desk.session.reveal("telework-by-job")
        desk.wait(lambda: recorder.saving is Saving.SAVED)

    play(journey, LESSON, "--step", STEP, "--language", "en")
    wrong, right, guess = kept()
    # The right answer was on screen in between: practice, which is worth nothing.
    assert (wrong.score, right.score, guess.score) == (0.0, None, None)
    assert (wrong.share, right.share, guess.share) == (0.0, 1.0, None)
    assert wrong.session == right.session
    assert wrong.version == right.version != ""
    assert guess.kind is Kind.PREDICTION
    assert guess.given == {"cadres": 45.5}


def test_the_lesson_opens_as_it_was_left_and_can_be_begun_again(play: Play) -> None:
    def first(desk: Desk) -> None:
        learning(desk)
        answer(desk, 1)
        desk.view.move_step(1)

    def second(desk: Desk) -> None:
        desk_ = learning(desk)
        desk.wait(lambda: QUESTION in desk.session.state.answers)
        assert desk.session.state.answers[QUESTION].correct
        assert STEP in desk.session.state.visited
        desk.wait(lambda: "Progress saved · 1 answer, 1 right" in desk.view.footer.text())
        desk.command("begin-again")
        (box,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox)]
        box.buttons()[0].click()
        desk.settle()
        assert not desk.session.state.answers
        assert "answer" not in desk.view.footer.text()
        desk.wait(lambda: not desk_.recorder.store.since_beginning(LESSON))  # type: ignore[union-attr]

    def third(desk: Desk) -> None:
        desk_ = learning(desk)
        desk.wait(lambda: bool(desk_.recorder.store))
        desk.qtbot.wait(300)
        assert not desk.session.state.answers

    play(first, LESSON, "--step", STEP)
    play(second, LESSON, "--step", STEP, "--language", "en")
    play(third, LESSON, "--step", STEP)
    assert len(kept()) == 1


def test_an_answer_to_an_older_question_does_not_come_back(play: Play) -> None:
    keep(made(QUESTION, lesson=LESSON, version="0" * 16))

    def journey(desk: Desk) -> None:
        learning(desk)
        desk.qtbot.wait(300)
        assert not desk.session.state.answers

    play(journey, LESSON, "--step", STEP)


def test_the_learners_page_draws_the_progress(play: Play) -> None:
    keep(*some_time_ago(4), *some_time_ago(1, score=0.0))

    def journey(desk: Desk) -> None:
        found = learning(desk)
        desk.command("progress")
        page = found.page
        assert page is not None
        desk.wait(lambda: len(page.findChildren(ChartCard)) == 4)
        texts = [label.text() for label in page.findChildren(type(desk.chart.title))]
        outline = outline_of(desk.view.lesson, "en")
        asked = sum(one.marked for one in outline.questions.values())
        said = f"4 of {asked} questions answered, 3 right"
        assert any(text.startswith(said) for text in texts)
        assert "My progress" in texts
        for card in page.findChildren(ChartCard):
            assert card.scene is not None
            assert card.scene.title
            assert card.scene.rows
        desk.command("french")
        desk.wait(
            lambda: any("Objectifs maîtrisés" in card.title.text()
                        for card in page.findChildren(ChartCard))
        )  # fmt: skip
        desk.command("resume")
        assert desk.window.pages.currentWidget() is desk.view

    play(journey, LESSON, "--step", STEP, "--language", "en")


def test_results_are_taken_away_from_the_page(play: Play, tmp_path: Path) -> None:
    keep(*some_time_ago(2))

    def journey(desk: Desk) -> None:
        found = learning(desk)
        desk.command("progress")
        assert found.page is not None
        found.page.take_away(tmp_path / "x.csv", "csv")
        desk.wait(lambda: "Results written to" in desk.window.notices.text())
        found.page.take_away(tmp_path / "nowhere" / "x.csv", "csv")
        desk.wait(lambda: "can’t be written" in desk.window.notices.text())

    play(journey, LESSON, "--language", "en")
    assert (tmp_path / "x.csv").read_text("utf-8").count("\n") == 3


def test_what_is_due_stands_on_the_start_page_and_is_asked(play: Play) -> None:
    gone = made("asked-no-more", datetime.now(UTC), lesson=LESSON)
    keep(*some_time_ago(3), gone)

    def says(desk: Desk, words: str) -> bool:
        assert desk.window.library is not None
        labels = desk.window.library.findChildren(QLabel)
        return any(words in label.text() for label in labels)

    def journey(desk: Desk) -> None:
        found = learning(desk)
        desk.wait(lambda: found.dues.count == 3)
        desk.settle()
        assert says(desk, "3 questions to review today")
        desk.wait(lambda: says(desk, "3 questions answered of "))
        desk.click(desk.button("Review"))
        review = found.review
        assert review is not None
        desk.wait(lambda: review.question is not None)
        asked = []
        while review.question is not None:
            asked.append(review.question.question.id)
            assert review.stage is not None
            card = review.stage.question_card
            assert card is not None
            assert card.question is not None
            assert card.question.id == asked[-1]
            assert review.next_button.text() == "Skip"
            if len(asked) < 3:
                assert card.form is not None
                card.form.set_given(("0", "en"))
                card.validate()
                desk.settle()
                assert review.next_button.text() == "Next question"
            desk.click(review.next_button)
            desk.wait(lambda: not review.is_coming)
        assert len(set(asked)) == 3
        assert "2 questions reviewed" in review.words.text()
        assert "1 more is due" in review.words.text()
        desk.wait(lambda: found.dues.count == 1)
        desk.click(review.leave_button)
        assert desk.window.pages.currentWidget() is desk.window.library
        desk.command("review")
        desk.wait(lambda: review.question is not None)
        desk.click(review.lesson_button)
        desk.wait(lambda: desk.window.lesson_view is not None)
        assert desk.window.pages.currentWidget() is desk.view

    play(journey, "--language", "en")
    assert len(kept()) == 6


def test_nothing_due_is_said(play: Play) -> None:
    def journey(desk: Desk) -> None:
        found = learning(desk)
        desk.command("review")
        assert found.review is not None
        desk.wait(lambda: "Nothing is due today" in found.review.words.text())  # type: ignore[union-attr]
        desk.click(found.review.leave_button)

    play(journey, LESSON, "--language", "en")


def test_a_folder_that_can_not_be_written_is_said_and_the_lesson_works(play: Play) -> None:
    user_data_path(NAME).parent.mkdir(parents=True, exist_ok=True)
    user_data_path(NAME).write_text("a file", "utf-8")

    def journey(desk: Desk) -> None:
        found = learning(desk)
        desk.wait(lambda: "Nothing can be written in" in desk.window.notices.text())
        answer(desk, 1)
        desk.wait(lambda: "Progress is not kept · 1 answer" in desk.view.footer.text())
        assert "Nothing can be written in" in desk.window.notices.text()
        desk.command("progress")
        page = found.page
        assert page is not None
        desk.wait(lambda: bool(page.findChildren(ChartCard)))

    play(journey, LESSON, "--step", STEP, "--language", "en")


def test_a_damaged_file_is_said_and_its_answers_are_there(play: Play) -> None:
    keep(*some_time_ago(5))
    path = user_data_path(NAME) / FILE
    path.write_bytes(bytes(100) + path.read_bytes()[100:])

    def journey(desk: Desk) -> None:
        learning(desk)
        desk.wait(lambda: "5 answers recovered" in desk.window.notices.text())
        desk.wait(lambda: len(desk.session.state.answers) == 5)

    play(journey, LESSON, "--language", "en")


def test_damage_inside_is_found_while_the_lesson_is_open(play: Play) -> None:
    keep(*some_time_ago(3), *(made(f"q{n}", answer="x" * 900) for n in range(60)))
    path = user_data_path(NAME) / FILE
    data = bytearray(path.read_bytes())
    data[9 * 4096 : 11 * 4096] = b"?" * 8192
    path.write_bytes(data)

    def journey(desk: Desk) -> None:
        learning(desk)
        desk.wait(lambda: "recovered" in desk.window.notices.text())
        answer(desk, 1)
        desk.wait(lambda: "Progress saved" in desk.view.footer.text())

    play(journey, LESSON, "--step", STEP, "--language", "en")
    assert kept()[-1].question == QUESTION
    assert len(kept()) > 50


def test_another_window_that_writes_is_waited_for(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.05)

    def journey(desk: Desk) -> None:
        recorder = learning(desk).recorder
        with closing(sqlite3.connect(user_data_path(NAME) / FILE)) as other:
            other.execute("BEGIN IMMEDIATE")
            answer(desk, 1)
            desk.wait(lambda: recorder.saving is Saving.WAITING)
            assert "Another window is writing" in desk.window.notices.text()
            assert "Not saved yet" in desk.view.footer.text()
        desk.questions.retry()
        answer(desk, 0)
        desk.wait(lambda: recorder.saving is Saving.SAVED)
        assert desk.window.notices.text() == ""

    play(journey, LESSON, "--step", STEP, "--language", "en")
    assert [one.share for one in kept()] == [1.0, 0.0]


def test_the_window_does_not_close_over_answers_that_are_not_saved(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.05)
    asked: list[str] = []
    replies = iter([QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Close])

    def warn(_: object, title: str, *__: object) -> QMessageBox.StandardButton:
        asked.append(title)
        return next(replies)

    monkeypatch.setattr(QMessageBox, "warning", warn)

    def journey(desk: Desk) -> None:
        learning(desk)
        with closing(sqlite3.connect(user_data_path(NAME) / FILE)) as other:
            other.execute("BEGIN IMMEDIATE")
            answer(desk, 1)
            desk.window.close()
            assert desk.window.isVisible()
            desk.press(Qt.Key.Key_Right, on=desk.view.narrative)  # it goes on
            desk.window.close()
            assert not desk.window.isVisible()

    play(journey, LESSON, "--step", STEP, "--language", "en")
    assert asked == ["1 answer could not be saved."] * 2
    assert kept() == ()


@pytest.mark.parametrize("waits", [False, True], ids=["in memory", "busy"])
def test_answers_that_can_not_be_kept_are_saved_elsewhere(
    waits: bool, play: Play, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.05)
    folder = tmp_path / "key"
    folder.mkdir()
    if not waits:
        user_data_path(NAME).parent.mkdir(parents=True, exist_ok=True)
        user_data_path(NAME).write_text("no folder", "utf-8")

    def journey(desk: Desk) -> None:
        found = learning(desk)
        if waits:
            monkeypatch.setattr(AttemptStore, "_insist", refuse_writing)
        else:
            desk.wait(lambda: "nothing can be written" in desk.window.notices.text().lower())
        answer(desk, 1)
        desk.wait(lambda: found.recorder.saving in (Saving.WAITING, Saving.FORGOTTEN))
        assert desk.button("Save elsewhere…", desk.window.notices)
        found.elsewhere.save(tmp_path / "gone")
        desk.wait(lambda: "can’t be written" in _notices(desk))
        found.elsewhere.save(folder)
        desk.wait(lambda: "1 answer saved" in _notices(desk))

    def refuse_writing(*_: object) -> None:
        log = ProblemLog()
        log.error("attempts-not-written", Location(""), path="here", detail="disk-full")
        raise StoreError(log.frozen()[0])

    monkeypatch.setattr(QMessageBox, "warning", lambda *_: QMessageBox.StandardButton.Close)
    play(journey, LESSON, "--step", STEP, "--language", "en")
    (path,) = folder.iterdir()
    reading = read_hand_in(path.read_bytes())
    assert reading.flaw is None
    assert reading.hand_in is not None
    assert [one.question for one in reading.hand_in.attempts] == [QUESTION]


def _notices(desk: Desk) -> str:
    """Every notice, those that wait too, and none is left."""
    bar, said = desk.window.notices, ""
    while text := bar.text():
        said += text
        desk.click(desk.button("Understood", bar))
    return said


def test_an_answer_right_before_the_end_is_kept(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where the store was not open yet."""
    monkeypatch.setattr(recorder_module.JobRunner, "start", lambda *_: None)

    def journey(desk: Desk) -> None:
        desk.wait(lambda: bool(desk.window.findChildren(LearningDesk)))
        (found,) = desk.window.findChildren(LearningDesk)
        answer(desk, 1)
        assert found.recorder.store is None
        assert found.recorder.saving is Saving.UNDER_WAY

    play(journey, LESSON, "--step", STEP)
    assert [one.question for one in kept()] == [QUESTION]
