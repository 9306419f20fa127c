"""Pointing at a mark of the chart, or at a sentence of the narrative.

What is clicked there comes here; without a mouse the same things are walked in a box.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.charts.scene import Scene
from desktop_app.content.reference import Reference
from desktop_app.content.sentences import Sentence
from desktop_app.quiz.graders.pointing import holds
from desktop_app.quiz.grading import Feedback, Grade, NoAnswer, Verdict, find_target
from desktop_app.quiz.questions import Target
from desktop_app.quiz.reading.attributes import prose_text
from desktop_app.session.session import Pointing
from desktop_app.ui.common.rich_text import plain_to_html
from desktop_app.ui.quiz.answer_form import AnswerForm, MessageLine
from desktop_app.ui.quiz.labels import ProseLabel
from desktop_app.ui.quiz.look import SMALL_SIZE, Look
from desktop_app.ui.quiz.option_row import FeedbackLine
from desktop_app.ui.quiz.walker import Walker
from desktop_app.ui.quiz.words import reason_words, right_answer_words, verdict_words

KINDS = ("point", "value", "param")
"""The references that marks have."""


class PointingForm(AnswerForm):
    """What is pointed at, and the way to point without a mouse."""

    keeps_answer = True

    def __init__(
        self,
        targets: Sequence[Target],
        sentences: Sequence[Sentence],
        look: Look,
        *,
        marks: bool,
        part: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._targets = targets
        self._sentences = tuple(sentences)
        self._marks = marks
        self._part = part
        self._scene: Scene | None = None
        self._look = look
        self._grade: Grade | None = None
        self._reference: Reference | None = None
        self._given: tuple[str, ...] = ()
        self._how = ProseLabel(self)
        self.walker = Walker(self)
        self.walker.moved.connect(self._walk)
        self._message = MessageLine(self)
        self._about, self._right = FeedbackLine(self), FeedbackLine(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._how, self.walker, self._message, self._about, self._right):
            self._column.addWidget(widget)
        for line in (self._about, self._right):
            line.hide()
            self._relay(line.label)
        self._list_things()
        self.restyle(look)
        self.retranslate()

    # -- what can be pointed at ----------------------------------------------------------

    @property
    def pointing(self) -> Pointing | None:
        if self._grade is not None:
            return None
        return Pointing(marks=self._marks, sentences=bool(self._sentences))

    @property
    def evidence(self) -> Reference | None:
        """The first right target: its mark, or the sentence that is quoted."""
        for target in self._targets:
            if not target.correct:
                continue
            if target.references:
                return target.references[0]
            for sentence in self._sentences:
                if holds(sentence.text, target.excerpt):
                    return sentence.reference
        return None

    def show_scene(self, scene: Scene | None) -> None:
        self._scene = scene
        if self._marks:
            self._list_things()

    def _list_things(self) -> None:
        """The marks of the chart, then the sentences."""
        shown = self._scene.walked if self._scene is not None and self._marks else ()
        self._ranks = [
            rank
            for _, group in shown
            for rank, references in enumerate(group.references(), group.ranks)
            if references
        ]
        self._places = {rank: index for index, rank in enumerate(self._ranks)}
        self.walker.show_things(len(self._ranks) + len(self._sentences), self._text_of)
        self._hold()

    def _reference_of_mark(self, rank: int) -> Reference | None:
        assert self._scene is not None
        return self._scene.marks[rank].reference

    def _text_of(self, index: int) -> str:
        if index < len(self._ranks):
            assert self._scene is not None
            return self._scene.marks[self._ranks[index]].description
        return self._sentences[index - len(self._ranks)].text

    def _reference_of(self, index: int) -> Reference | None:
        if index < len(self._ranks):
            return self._reference_of_mark(self._ranks[index])
        return self._sentences[index - len(self._ranks)].reference

    def _index_of(self, reference: Reference) -> int:
        """Where ``reference`` stands in the walk, -1 where it does not."""
        if reference.kind == "sentence":
            found = [one.reference for one in self._sentences]
            return len(self._ranks) + found.index(reference) if reference in found else -1
        shown = self._scene.marks_of(reference) if self._scene is not None else ()
        return next((self._places[rank] for rank in shown if rank in self._places), -1)

    # -- the answer ----------------------------------------------------------------------

    def given(self) -> tuple[str, ...]:
        """The reference, the text of a sentence, and the target that it is, if one is."""
        return self._given

    def set_given(self, given: Sequence[str], *, answered: bool = False) -> None:
        self._given = tuple(given)
        self._reference = Reference.parse(given[0]) if given else None
        self._hold()
        self.changed.emit()

    def follow_selection(self, reference: Reference | None) -> None:
        if self._grade is not None or (reference is not None and not self._takes(reference)):
            return
        if reference == self._reference:
            return
        self._message.say("")
        self._reference = reference
        text = self._sentence_text(reference)
        given = (str(reference), text) if reference is not None else ()
        target = find_target(self._targets, given) if given else None
        self._given = (*given, "" if target is None else str(target)) if given else ()
        self._hold()
        self.changed.emit()
        if reference is not None:  # once its words have their room
            QTimer.singleShot(0, self, lambda: self.focused.emit(self.walker))

    def _takes(self, reference: Reference) -> bool:
        if reference.kind == "sentence":
            return any(one.reference == reference for one in self._sentences)
        return self._marks and reference.kind in KINDS and self._index_of(reference) >= 0

    def _sentence_text(self, reference: Reference | None) -> str:
        return next((one.text for one in self._sentences if one.reference == reference), "")

    def _walk(self, index: int) -> None:
        reference = self._reference_of(index)
        if reference is not None:
            self.selected.emit(reference)

    def _hold(self) -> None:
        """Show what is pointed at, in the present language where that is known."""
        reference = self._reference
        index = self._index_of(reference) if reference is not None else -1
        words = self._given[1] if len(self._given) > 1 else ""
        if index < 0 and reference is not None and not words:
            words = reference.path[-1]
        self.walker.hold(index, words)

    # -- what is said of it --------------------------------------------------------------

    def show_grade(self, grade: Grade | None) -> None:
        self._grade = grade
        self._message.say("")
        self.walker.lock(grade is not None)
        self._how.setVisible(grade is None)
        found = grade.of_part(self._part) if grade else ()
        for rank, line in enumerate((self._about, self._right)):
            feedback = found[rank] if rank < len(found) else None
            if feedback is not None:
                line.show_feedback(feedback, self._words(feedback), self._look)
            line.setVisible(feedback is not None)

    def _words(self, feedback: Feedback) -> str:
        if feedback.verdict is Verdict.MISSED and feedback.option is not None:
            return right_answer_words(prose_text(self._targets[feedback.option].text))
        return verdict_words(feedback.verdict)

    def show_problem(self, problem: NoAnswer) -> str:
        words = reason_words(problem.reason)
        self._message.say(words)
        return words

    def take_focus(self) -> None:
        self.walker.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def most_telling(self) -> QWidget | None:
        return self._about

    def tab_stops(self) -> list[QWidget]:
        return [self.walker.box, *self.walker.buttons, self._about.label, self._right.label]

    def spoken(self) -> str:
        lines = (line for line in (self._about, self._right) if not line.isHidden())
        return " ".join(line.label.accessibleName() for line in lines)

    def restyle(self, look: Look) -> None:
        self._look = look
        self._column.setSpacing(look.px(8))
        look.text(self._how, SMALL_SIZE, colour=look.theme.muted)
        self.walker.restyle(look)
        self._message.restyle(look)
        self.show_grade(self._grade)

    def retranslate(self) -> None:
        if self._marks and self._sentences:
            how = self.tr("Click it on the chart or in the text, or take the arrow keys.")
        elif self._marks:
            how = self.tr("Click it on the chart, or take the arrow keys.")
        else:
            how = self.tr("Click it in the text, or take the arrow keys.")
        self._how.set_html(plain_to_html(how))
        self.walker.name(
            self.tr("What you point at"),
            self.tr("Nothing is pointed at yet"),
            self.tr("The one before"),
            self.tr("The next one"),
        )
        self.show_grade(self._grade)
