"""How a view of a lesson stands: what another one of the same lesson takes up from it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.session.session import Place
from desktop_app.shell.lesson_view import LessonView


class Keyboard(StrEnum):
    """Where the keyboard is in a view."""

    ELSEWHERE = ""
    TEXT = "text"
    CHART = "chart"
    QUESTION = "question"


@dataclass(frozen=True)
class Standing:
    """``tops``: how far its columns are scrolled, in pixels. ``drafts`` is what was begun of
    answers, by question; ``question`` the one that is shown.
    """

    place: Place | None
    tops: tuple[int, ...]
    drafts: Mapping[str, tuple[str, ...]]
    question: str
    keyboard: Keyboard

    def without(self, questions: Collection[str]) -> Standing:
        """With nothing begun of ``questions``."""
        kept = {name: given for name, given in self.drafts.items() if name not in questions}
        return replace(self, drafts=kept)


def standing_of(view: LessonView) -> Standing:
    """How ``view`` stands now, for one that takes its place."""
    card, question = view.stage.question_card, None
    if card is not None:
        question = card.question
    return Standing(
        view.session.state.place,
        tuple(bar.value() for bar in view.scroll_bars),
        card.drafts if card is not None else {},
        question.id if question is not None else "",
        _keyboard_in(view),
    )


def take_up(view: LessonView, standing: Standing) -> None:
    """Let ``view`` go on as another one stood."""
    card, chart = view.stage.question_card, view.stage.chart_card
    if card is not None:
        card.take_up(standing.drafts, standing.question)
    if standing.keyboard is Keyboard.TEXT:
        view.narrative.setFocus()
    elif standing.keyboard is Keyboard.QUESTION and card is not None:
        card.take_focus()
    elif standing.keyboard is Keyboard.CHART and chart is not None:
        chart.view.setFocus()
    if standing.place == view.session.state.place:
        QTimer.singleShot(0, view, lambda: _scroll(view, standing.tops))  # laid out by then


def _keyboard_in(view: LessonView) -> Keyboard:
    focus, stage = QApplication.focusWidget(), view.stage
    parts = (
        (Keyboard.TEXT, view.narrative),
        (Keyboard.QUESTION, stage.question_card),
        (Keyboard.CHART, stage),
    )
    for name, part in parts:
        if part is not None and focus is not None and (part is focus or part.isAncestorOf(focus)):
            return name
    return Keyboard.ELSEWHERE


def _scroll(view: LessonView, tops: Sequence[int]) -> None:
    for bar, top in zip(view.scroll_bars, tops, strict=True):
        bar.setValue(top)
