"""A class votes, discusses and votes again, through everything that can come between."""

from __future__ import annotations

import pytest
from platformdirs import user_config_path, user_data_path
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from desktop_app.learning.classroom.marks import NO_CLASS
from desktop_app.learning.classroom.roster import LISTED
from desktop_app.learning.classroom.vote_analysis import flows
from desktop_app.learning.classroom.voting import Stage, Vote, votes_in
from desktop_app.learning.school_classes import new_class, new_event
from desktop_app.shell.screens import Screens
from desktop_app.storage.attempt_store import AttemptStore
from desktop_app.storage.settings import SettingsFile
from desktop_app.ui.presenter.audience_window import AudienceWindow
from desktop_app.ui.presenter.console_window import ConsoleWindow
from desktop_app.ui.presenter.screens import Area, Screen
from desktop_app.ui.presenter.vote_panel import VotePanel
from desktop_app.version import NAME
from tests.journeys.conftest import Play
from tests.journeys.harness import LESSON, Desk
from tests.journeys.test_console import presenter
from tests.journeys.test_presenting import audience, presentation
from tests.support.attempts import NOON

QUESTION, STEP = "why-58-and-2", "unequal"
Key = Qt.Key


def votes(class_id: str = NO_CLASS) -> tuple[Vote, ...]:
    """What is on the disk."""
    store = AttemptStore(user_data_path(NAME))
    try:
        return votes_in(store.class_events(class_id))
    finally:
        store.close()


def at_question(desk: Desk, question: str = QUESTION) -> AudienceWindow:
    """Present, and walk to the question with the remote."""
    window = audience(desk)
    shown = presentation(window)
    while shown.slide is None or not shown.slide.key.endswith(f"/{question}"):
        before = shown.state.slide
        desk.press(Key.Key_PageDown)
        assert shown.state.slide != before
    return window


def panel(window: AudienceWindow) -> VotePanel:
    assert isinstance(window.panel, VotePanel)
    return window.panel


def type_counts(desk: Desk, window: AudienceWindow, *counts: int) -> None:
    """Digits and Enter, from the first field on, without the mouse."""
    fields = panel(window).fields
    assert fields[0].line.hasFocus()
    for number, field in zip(counts, fields, strict=False):
        assert field.line.hasFocus()
        desk.type(str(number), field.line)
        desk.press(Key.Key_Return)


def words(window: AudienceWindow) -> str:
    """All that can be read on the audience's screen during a vote."""
    shown = panel(window)
    texts = [shown.status, shown.words, shown.result.words if shown.result else None]
    return " ".join(one.text() for one in texts if one is not None)


def test_a_class_votes_discusses_and_votes_again_by_keyboard(play: Play) -> None:
    def journey(desk: Desk) -> None:
        window = at_question(desk)
        assert window.vote_button.isVisible()
        desk.press(Key.Key_V)
        type_counts(desk, window, 9, 12, 5, 0, 2)
        assert [one.line.displayText() for one in panel(window).fields] != ["9", "12", "5", "0"]
        assert "28" in words(window)
        desk.press(Key.Key_Return)  # on the button that confirms
        (vote,) = votes()
        assert vote.stage is Stage.COUNTED
        assert vote.first is not None
        assert (vote.first.counts, vote.first.none) == ((9, 12, 5, 0), 2)
        assert "Premier vote clos. Présents\u202f: 28." in words(window)
        assert "43" not in words(window)
        assert not any(one.isVisible() for one in panel(window).fields)
        desk.press(Key.Key_R)  # nothing is revealed in the middle
        assert not presentation(window).state.revealed
        desk.press(Key.Key_B)  # a remote's keys are free
        desk.press(Key.Key_B)
        desk.press(Key.Key_PageDown)
        assert window.panel is None
        desk.press(Key.Key_PageUp)
        assert "43" not in words(window)
        desk.press(Key.Key_V)
        assert votes()[0].stage is Stage.DISCUSSION
        desk.press(Key.Key_V)
        type_counts(desk, window, 3, 22, 2, 0, 1)
        desk.press(Key.Key_V)
        (vote,) = votes()
        assert vote.is_over
        result = panel(window).result
        assert result is not None
        assert "B gagne 10 voix" in result.title.text()
        assert "Seuls les écarts sont connus" in words(window)
        assert [one.told for one in result.bars][1] == ("12", "22\u2002(+10)")
        desk.press(Key.Key_R)
        result = panel(window).result
        assert result is not None
        assert result.title.text().startswith("Bonne réponse")
        assert votes()[0].revealed
        desk.press(Key.Key_Escape)
        assert window.panel is None
        assert "✓" in window.page.plain_text()

    assert play(journey, LESSON, "--step", STEP, "--present", "--language", "fr") == 0


def test_with_a_console_the_teacher_alone_sees_counts_and_advice(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    screens = [
        Screen(name, Area(left, 0, 1280, 800), Area(left, 0, 1280, 800), primary=not left)
        for name, left in (("desk", 0), ("projector", 1280))
    ]
    monkeypatch.setattr(Screens, "now", lambda _: screens)

    def journey(desk: Desk) -> None:
        found = [w for w in QApplication.topLevelWidgets() if isinstance(w, ConsoleWindow)]
        desk.wait(lambda: any(one.isVisible() for one in found))
        (console,) = [one for one in found if one.isVisible()]
        (window,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, AudienceWindow)]
        shown = presentation(window)
        shown.show(next(one for one in shown.slides if one.key.endswith(f"/{QUESTION}")))
        desk.settle()
        desk.press(Key.Key_V, on=console)
        held = console.panel
        assert isinstance(held, VotePanel)
        for number, field in zip((9, 12, 5, 0, 2), held.fields, strict=True):
            assert field.line.hasFocus()
            desk.type(str(number), field.line)
            assert field.line.displayText() == str(number)
            desk.press(Key.Key_Return)
        desk.press(Key.Key_V)
        assert held.words is not None
        assert "43\u202f%" in held.words.text()
        assert "laissez-les discuter" in held.words.text()
        seen = panel(window)
        assert seen is not held
        assert not seen.buttons
        assert "Présents\u202f: 28" in words(window)
        assert not any(
            "43" in label.text() or label.text() == "12" for label in seen.findChildren(QLabel)
        )
        desk.press(Key.Key_K, on=console)  # the console is put away: one screen has it all
        assert console.panel is None
        assert "peek" in panel(window).buttons

    play(journey, LESSON, "--step", STEP, "--present", "--language", "fr")


def test_a_vote_is_gone_on_with_where_it_was_broken_off(play: Play) -> None:
    def first(desk: Desk) -> None:
        window = at_question(desk)
        desk.click(window.vote_button)
        shown = panel(window)
        for field in shown.fields[:2]:
            desk.click(field.more)
            desk.click(field.more)
            desk.click(field.less)
        desk.click(shown.buttons["main"])
        desk.press(Key.Key_V)
        desk.press(Key.Key_V)

    def second(desk: Desk) -> None:
        desk.press(Key.Key_F5)
        window = audience(desk)
        desk.wait(lambda: window.panel is not None)
        view = panel(window).view
        assert view is not None
        assert view.vote.round == 2
        assert view.vote.first is not None
        assert view.vote.first.counts == (1, 1, 0, 0)
        type_counts(desk, window, 0, 2, 0, 0, 0)
        desk.press(Key.Key_V)
        assert votes()[0].is_over

    play(first, LESSON, "--step", STEP, "--present")
    assert votes()[0].round == 2
    play(second, LESSON, "--step", STEP)


def test_students_of_a_class_vote_at_the_keyboard_and_their_moves_are_known(play: Play) -> None:
    known = new_class("2nde B", NOON)
    store = AttemptStore(user_data_path(NAME))
    names = new_event(known.class_id, LISTED, NOON, names=["Ana", "Bilal", "Dan"])
    store.append([known, names])
    store.close()

    def come(desk: Desk, window: AudienceWindow, *ballots: tuple[str, Qt.Key]) -> None:
        for name, letter in ballots:
            shown = panel(window)
            assert shown.voter is not None
            desk.type(name, shown.voter)
            desk.press(Key.Key_Return)
            desk.press(letter)
            assert QApplication.focusWidget() is panel(window).voter

    def journey(desk: Desk) -> None:
        window = at_question(desk)
        desk.press(Key.Key_V)
        panel(window).class_wanted.emit(known.class_id)
        desk.settle()
        assert not votes()
        panel(window).press("keyboard")
        desk.press(Key.Key_B)  # no black screen: somebody's vote
        panel(window).press("withdraw")
        panel(window).press("names")
        come(desk, window, ("Ana", Key.Key_A), ("Bilal", Key.Key_B), ("Dan", Key.Key_C))
        assert "Votes reçus\u202f: 3" in words(window)
        assert all(letter not in words(window) for letter in ("Ana", "Bilal", "Dan"))
        desk.press(Key.Key_V, on=panel(window).buttons["main"])
        desk.press(Key.Key_V)
        desk.press(Key.Key_V)
        panel(window).press("keyboard")
        if panel(window).voter is None:
            panel(window).press("names")
        come(desk, window, ("ana", Key.Key_B), ("Bilal", Key.Key_B), ("Dan", Key.Key_0))
        desk.press(Key.Key_V, on=panel(window).buttons["main"])
        assert "De A à B\u202f: 1." in words(window)

    play(journey, LESSON, "--step", STEP, "--present", "--language", "fr")
    (vote,) = votes(known.class_id)
    found = flows(vote)
    assert found is not None
    assert found.moves == {((0,), (1,)): 1, ((1,), (1,)): 1, ((2,), ()): 1}
    assert SettingsFile(user_config_path(NAME)).settings.window["class"] == known.class_id


def test_what_one_class_votes_is_nothing_of_another_s(play: Play) -> None:
    known = [new_class(name, NOON) for name in ("=1+1", "\u202eعربي 🃏 " + "é" * 60)]
    store = AttemptStore(user_data_path(NAME))
    store.append(known)
    store.close()
    one, other = (event.class_id for event in known)

    def journey(desk: Desk) -> None:
        window = at_question(desk)
        presenter_ = presenter(desk)
        desk.wait(lambda: len(presenter_.voting.classes) == 2)
        choose = presenter_.voting.choose_class
        desk.press(Key.Key_V)
        panel(window).press("keyboard")
        for key in (Key.Key_A, Key.Key_B, Key.Key_B):
            desk.press(key)
        choose(one)  # nobody's class so far: it is this one's, with its ballots
        assert panel(window).view.vote.class_id == one  # type: ignore[union-attr]  # shown
        assert [len(vote.ballots) for vote in votes(one)] == [3]
        assert votes() == ()
        panel(window).press("main")
        (kept,) = votes(one)
        assert kept.first is not None
        assert kept.first.counts == (1, 2, 0, 0)
        choose(other)  # it has no vote: the other's secret is not for it
        assert window.panel is None
        assert votes(other) == ()
        desk.press(Key.Key_V)
        type_counts(desk, window, 0, 0, 0, 0, 4)
        desk.press(Key.Key_V)
        choose(one)
        assert panel(window).view.vote.first == kept.first  # type: ignore[union-attr]  # shown
        choose(other)
        desk.press(Key.Key_V)
        desk.press(Key.Key_V)
        type_counts(desk, window, 9)
        desk.press(Key.Key_V)
        assert votes(other)[0].is_over
        assert not votes(one)[0].is_over

    assert play(journey, LESSON, "--step", STEP, "--present") == 0


def test_a_vote_opened_by_mistake_leaves_nothing(play: Play) -> None:
    def journey(desk: Desk) -> None:
        window = at_question(desk)
        desk.press(Key.Key_V)
        assert window.panel is not None
        desk.press(Key.Key_Escape)
        assert window.panel is None
        assert window.isVisible()
        desk.press(Key.Key_PageUp)
        assert not window.vote_button.isVisible()  # nothing to choose from there
        desk.press(Key.Key_V)
        assert window.panel is None

    play(journey, LESSON, "--step", STEP, "--present")
    assert votes() == ()
