"""What every form has in which an answer is given.

A form holds what is being given and shows what is said of it; it knows nothing of the
session: what it wants pointed at, and what is pointed at, go through the card.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.charts.scene import Scene
from desktop_app.content.reference import Reference
from desktop_app.quiz.grading import Grade, NoAnswer
from desktop_app.session.session import Pointing
from desktop_app.ui.common.rich_text import plain_to_html
from desktop_app.ui.quiz.labels import ProseLabel
from desktop_app.ui.quiz.look import TEXT_SIZE, Look
from desktop_app.ui.quiz.marks import Mark, MarkIcon


class AnswerForm(QWidget):
    """What the forms have in common."""

    changed = Signal()
    """Something else is given now."""
    focused = Signal(QWidget)
    """This part of the form has the focus and should be in view."""
    selected = Signal(Reference)
    hovered = Signal(object)
    """A reference was chosen, or is pointed at (None: no more)."""
    probed = Signal(object)
    """A place on the axis was chosen: a number or the ordinal of a day."""
    estimated = Signal(object)
    """Estimates by key, as they are typed."""

    keeps_answer = False
    """What was given stays to be corrected at another try."""

    def given(self) -> tuple[str, ...]:
        """What is given, as grading wants it; empty where there is nothing."""
        raise NotImplementedError

    def set_given(self, given: Sequence[str], *, answered: bool = False) -> None:
        """Give that. What is ``answered`` may be written anew in the form's language;
        what is still being worked on stays as it is.
        """
        raise NotImplementedError

    def pick(self, index: int) -> None:
        """Pick the option of that index, where there is one."""

    def show_grade(self, grade: Grade | None) -> None:
        """Show ``grade`` and take no other answer; None opens the form again."""
        raise NotImplementedError

    def show_problem(self, problem: NoAnswer) -> str:
        """Say why what is given is no answer; returns the words."""
        return ""

    def focus_problem(self, problem: NoAnswer) -> None:
        """Put the keyboard where the problem is."""
        self.take_focus()

    def filled(self) -> Mapping[int, str]:
        """What stands in the gaps of the question's text so far, by number."""
        return {}

    # -- what is pointed at on the stage and in the text ---------------------------------

    @property
    def pointing(self) -> Pointing | None:
        """What the form wants pointed at, while it is open."""
        return None

    @property
    def evidence(self) -> Reference | None:
        """What the answer itself is, where it can be shown on stage or in the text."""
        return None

    def show_scene(self, scene: Scene | None) -> None:
        """The chart on stage is ``scene`` now."""

    def follow_selection(self, reference: Reference | None) -> None:
        """``reference`` was pointed at, on the chart or in the text."""

    def follow_probe(self, value: float | None) -> None:
        """The cursor on the axis was moved to ``value``."""

    def follow_estimates(self, estimates: Mapping[str, float], *, seen: bool) -> None:
        """Estimates were drawn on the chart; ``seen``: its data are shown."""

    # -- looks ---------------------------------------------------------------------------

    def restyle(self, look: Look) -> None:
        raise NotImplementedError

    def retranslate(self) -> None:
        raise NotImplementedError

    def take_focus(self) -> None:
        raise NotImplementedError

    def most_telling(self) -> QWidget | None:
        """The part to bring into view once the answer is graded."""
        return None

    def tab_stops(self) -> list[QWidget]:
        """What takes the keyboard, from top to bottom."""
        raise NotImplementedError

    def spoken(self) -> str:
        """What is said of the answer, for a screen reader."""
        raise NotImplementedError

    def _relay(self, label: ProseLabel) -> None:
        label.selected.connect(self.selected)
        label.hovered.connect(self.hovered)


class MessageLine(QWidget):
    """Why what is given is no answer, with a triangle; or what to do next, with a dot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look: Look | None = None
        self._mark = Mark.ALERT
        self._icon = MarkIcon(self)
        self._label = ProseLabel(self)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addWidget(self._label, 1)
        self.hide()

    def say(self, words: str, mark: Mark = Mark.ALERT) -> None:
        """Show ``words``; without any, nothing."""
        self._mark = mark
        if self._look is not None:
            self._icon.show_mark(mark, self._look, TEXT_SIZE)
        self._label.set_html(plain_to_html(words))
        self.setVisible(bool(words))

    def restyle(self, look: Look) -> None:
        self._look = look
        self._line.setSpacing(look.px(7))
        self._icon.show_mark(self._mark, look, TEXT_SIZE)
        look.text(self._label, TEXT_SIZE)
