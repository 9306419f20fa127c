"""A vote at many sizes of screen: what is private stays so, all of it can be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.learning.classroom.marks import NO_CLASS
from desktop_app.learning.classroom.voting import Asked, Ballot, Round, Stage, Vote
from desktop_app.ui.common.fonts import Type, register_fonts
from desktop_app.ui.common.stylesheet import stylesheet
from desktop_app.ui.common.theme import PROJECTED
from desktop_app.ui.presenter.audience_window import type_for
from desktop_app.ui.presenter.vote_panel import VotePanel
from desktop_app.ui.presenter.vote_words import VoteView
from tests.support.attempts import NOON
from tests.ui.presenter.test_audience_window import worn

SIZES = [(800, 600), (1920, 1080), (768, 1024)]
LONG = "Le télétravail dépend d’abord du métier exercé, puis du logement et des transports."
ASKED = Asked("a", "why", "0" * 16, f"Que montre l’écart ? {LONG}", (LONG,) * 6, frozenset({1}))
FIRST, SECOND = Round((3, 12, 5, 7, 1, 0), 2, 28), Round((1, 22, 3, 2, 0, 0), 1, 28)
FIRST_VOTE = Vote("v", NO_CLASS, ASKED, NOON, NOON)
COUNTED = replace(FIRST_VOTE, stage=Stage.COUNTED, first=FIRST)
STAGES = (
    FIRST_VOTE,
    replace(FIRST_VOTE, ballots=(Ballot("1", frozenset({3}), "Ana"),)),
    COUNTED,
    replace(COUNTED, stage=Stage.DISCUSSION),
    replace(COUNTED, stage=Stage.SECOND),
    replace(COUNTED, stage=Stage.SHOWN, second=SECOND),
)


@pytest.fixture
def panels(qtbot: QtBot) -> Iterator[list[VotePanel]]:
    register_fonts()
    made: list[VotePanel] = []
    yield made
    for one in made:
        one.hide()
        one.deleteLater()


def shown(
    panels: list[VotePanel], size: tuple[int, int], vote: Vote, *, private: bool = False
) -> VotePanel:
    panel = VotePanel(private=private)
    panels.append(panel)
    theme, type_ = PROJECTED["light"], type_for(QSize(*size))
    panel.setStyleSheet(stylesheet(theme, type_.scale))
    panel.resize(*size)
    panel.fit(theme, type_, size[1])
    panel.show_vote(VoteView(vote, "fr", 30, {"x": "2nde B"}))
    panel.show()
    panel.activateWindow()
    return panel


def read(panel: QWidget) -> str:
    return "\n".join(words for words, _ in worn(panel))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "×".join(map(str, size)))
def test_every_stage_can_be_read_and_every_button_is_on_the_screen(
    panels: list[VotePanel], size: tuple[int, int]
) -> None:
    for vote in STAGES:
        panel = shown(panels, size, vote)
        assert not [(text, px) for text, px in worn(panel) if px < size[1] / 40]
        panel.layout().activate()  # type: ignore[union-attr]  # it has one
        for button in panel.findChildren(QPushButton):
            if button.isVisibleTo(panel) and button in panel.buttons.values():
                corner = button.mapTo(panel, button.rect().bottomRight())
                assert panel.rect().contains(corner), (vote.stage, button.text())
                assert button.width() >= button.sizeHint().width(), button.text()
        panel.hide()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "×".join(map(str, size)))
@pytest.mark.parametrize(
    "options", [("Oui", "Non"), (LONG * 3,) * 3, ("σ → ∞ ⇒ λ = ½", *(LONG,) * 7)]
)
def test_a_result_shows_every_option_with_its_counts_however_long_they_are(
    panels: list[VotePanel], size: tuple[int, int], options: tuple[str, ...]
) -> None:
    asked = replace(ASKED, options=options, right=frozenset({0}))
    counts = (3, 12, 5, 7, 1, 0, 2, 999)[: len(options)]
    vote = replace(
        COUNTED, asked=asked, stage=Stage.SHOWN, first=Round(counts, 2, 30),
        second=Round(counts[::-1], 0, 28), revealed=True,
    )  # fmt: skip
    panel = shown(panels, size, vote)
    panel.show_vote(VoteView(vote, "fr", revealed=True))
    result = panel.result
    assert result is not None
    assert len(result.bars) == len(options) + 1  # and who chose nothing
    QTest.qWait(0)
    place = result.parentWidget()
    assert place is not None
    for label, bars, text in zip(result.options, result.bars, options, strict=False):
        assert place.rect().contains(bars.mapTo(place, bars.rect().bottomRight()))
        assert place.rect().contains(label.mapTo(place, label.rect().bottomRight()))
        assert text[:40] in (label.text() + label.toolTip())
        assert "…" not in label.text() or text in label.toolTip()
    assert "✓" in result.options[0].text()


def test_what_has_no_room_beside_what_comes_next_is_in_a_menu(panels: list[VotePanel]) -> None:
    panel = VotePanel(private=True)
    panels.append(panel)
    panel.resize(560, 600)
    theme, type_ = PROJECTED["light"], Type(2.0, smallest=10)
    panel.setStyleSheet(stylesheet(theme, 2.0))
    panel.fit(theme, type_, 600)
    panel.show_vote(VoteView(STAGES[-1], "fr", 30))
    panel.show()
    wanted: list[str] = []
    panel.wanted.connect(wanted.append)
    assert panel.buttons["main"].isVisible()
    (more,) = [one for one in panel.findChildren(QPushButton) if one.menu() and one.isVisible()]
    assert panel.rect().contains(more.mapTo(panel, more.rect().bottomRight()))
    more.menu().actions()[0].trigger()
    assert wanted == ["leave"]


def test_the_first_result_is_seen_while_a_button_is_held_and_by_the_teacher_alone(
    panels: list[VotePanel],
) -> None:
    panel = shown(panels, (1280, 720), COUNTED)
    assert "40" not in read(panel)
    panel.buttons["peek"].pressed.emit()
    assert "40\u202f%" in read(panel)
    assert "B 12" in read(panel)
    panel.buttons["peek"].released.emit()
    assert "40" not in read(panel)
    teacher = shown(panels, (1280, 720), COUNTED, private=True)
    assert "40\u202f%" in read(teacher)
    assert "12" in read(teacher).split("\n")


@pytest.mark.parametrize(
    ("counts", "told"),
    [((0, 20, 11, 0, 0, 0), "31"), ((0, 2, 0, 0, 0, 0), "2")],
)
def test_a_count_above_the_class_is_remarked_on_and_not_refused(
    panels: list[VotePanel], counts: tuple[int, ...], told: str
) -> None:
    panel = shown(panels, (1280, 720), FIRST_VOTE)
    counted: list[tuple[int, Round]] = []
    panel.counted.connect(lambda number, result: counted.append((number, result)))
    assert not panel.buttons["main"].isEnabled()
    for field, number in zip(panel.fields, counts, strict=False):
        QTest.keyClicks(field.line, str(number))
    assert panel.words is not None
    assert told in panel.words.text()
    assert ("more than the class" in panel.words.text()) == (sum(counts) > 30)
    panel.press("main")
    assert counted == [(1, Round(counts, 0, sum(counts)))]


def test_plus_minus_and_digits_are_the_fields_and_other_keys_are_not(
    panels: list[VotePanel],
) -> None:
    panel = shown(panels, (1280, 720), FIRST_VOTE)
    field = panel.fields[0]
    QTest.keyClicks(field.line, "b1v2")
    QTest.keyClick(field.line, Qt.Key.Key_Plus)
    assert field.value == 13
    QTest.keyClicks(field.line, "--")
    assert field.value == 11
    QTest.keyClicks(field.line, "99")
    assert field.value == 119


def test_where_several_may_be_chosen_letters_gather_until_enter(panels: list[VotePanel]) -> None:
    several = replace(FIRST_VOTE, asked=replace(ASKED, several=True))
    panel = shown(panels, (1280, 720), several)
    assert len(panel.fields) == len(ASKED.options) + 2  # and who voted
    ballots: list[tuple[frozenset[int], str]] = []
    panel.cast.connect(lambda picks, voter: ballots.append((picks, voter)))
    panel.press("keyboard")
    for key in (Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_B, Qt.Key.Key_C):
        QTest.keyClick(panel, key)
    assert not ballots
    QTest.keyClick(panel, Qt.Key.Key_Return)
    QTest.keyClick(panel, Qt.Key.Key_0)
    QTest.keyClick(panel, Qt.Key.Key_G)  # there is none
    assert ballots == [(frozenset({0, 1}), ""), (frozenset(), "")]
