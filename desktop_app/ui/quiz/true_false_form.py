"""True or false, and what proves it pointed at where that is asked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.charts.scene import Scene
from desktop_app.content.document import plain_text
from desktop_app.content.reference import Reference
from desktop_app.content.sentences import Sentence
from desktop_app.quiz.graders.options import FALSE, TRUE
from desktop_app.quiz.grading import Grade, NoAnswer, Verdict
from desktop_app.quiz.questions import TrueFalseQuestion
from desktop_app.session.session import Pointing
from desktop_app.ui.common.rich_text import to_html
from desktop_app.ui.quiz.answer_form import AnswerForm
from desktop_app.ui.quiz.choice_form import ChoiceForm
from desktop_app.ui.quiz.labels import ProseLabel
from desktop_app.ui.quiz.look import TEXT_SIZE, Look
from desktop_app.ui.quiz.pointing_form import PointingForm

_CLAIMS = (TRUE, FALSE)


class TrueFalseForm(AnswerForm):
    """Two options, and under them what is pointed at."""

    def __init__(
        self,
        question: TrueFalseQuestion,
        sentences: Sequence[Sentence],
        look: Look,
        *,
        marks: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._question = question
        self._grade: Grade | None = None
        self.claim = ChoiceForm(question.options, look, inline=True, parent=self)
        self.proof: PointingForm | None = None
        self._ask = ProseLabel(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.claim)
        self._column.addWidget(self._ask)
        if question.proofs:
            quoted = any(target.excerpt for target in question.proofs)
            linked = any(target.references for target in question.proofs)
            self.proof = PointingForm(
                question.proofs,
                sentences if quoted else (),
                look,
                marks=marks and linked,
                part=1,
                parent=self,
            )
            self._column.addWidget(self.proof)
        for form in self._forms:
            form.changed.connect(self.changed)
            form.focused.connect(self.focused)
            form.selected.connect(self.selected)
            form.hovered.connect(self.hovered)
        self._relay(self._ask)
        self.restyle(look)

    @property
    def _forms(self) -> list[AnswerForm]:
        return [self.claim] if self.proof is None else [self.claim, self.proof]

    def given(self) -> tuple[str, ...]:
        picked = self.claim.given()
        if not picked:
            return ()
        proof = self.proof.given() if self.proof is not None else ()
        return (_CLAIMS[int(picked[0])], *proof)

    def set_given(self, given: Sequence[str], *, answered: bool = False) -> None:
        claim = given[0] if given else ""
        self.claim.set_given((str(_CLAIMS.index(claim)),) if claim in _CLAIMS else ())
        if self.proof is not None:
            self.proof.set_given(given[1:], answered=answered)

    def pick(self, index: int) -> None:
        self.claim.pick(index)

    @property
    def pointing(self) -> Pointing | None:
        return self.proof.pointing if self.proof is not None else None

    @property
    def evidence(self) -> Reference | None:
        return self.proof.evidence if self.proof is not None else None

    def show_scene(self, scene: Scene | None) -> None:
        if self.proof is not None:
            self.proof.show_scene(scene)

    def follow_selection(self, reference: Reference | None) -> None:
        if self.proof is not None:
            self.proof.follow_selection(reference)

    def show_grade(self, grade: Grade | None) -> None:
        self._grade = grade
        for form in self._forms:
            form.show_grade(grade)

    def show_problem(self, problem: NoAnswer) -> str:
        return self.proof.show_problem(problem) if self.proof is not None else ""

    def focus_problem(self, problem: NoAnswer) -> None:
        (self.proof if problem.part and self.proof is not None else self.claim).take_focus()

    def restyle(self, look: Look) -> None:
        self._column.setSpacing(look.px(8))
        look.text(self._ask, TEXT_SIZE, bold=True)
        self._show_ask(look)
        for form in self._forms:
            form.restyle(look)

    def _show_ask(self, look: Look) -> None:
        prompt = self._question.proof_prompt
        self._ask.set_html(to_html(prompt, look.html()))
        self._ask.setAccessibleName(plain_text(prompt))
        self._ask.setVisible(bool(prompt) and self.proof is not None)

    def retranslate(self) -> None:
        for form in self._forms:
            form.retranslate()

    def take_focus(self) -> None:
        needs_proof = self.claim.given() and self.proof is not None and not self.proof.given()
        (self.proof if needs_proof and self.proof is not None else self.claim).take_focus()

    def most_telling(self) -> QWidget | None:
        """The claim, unless only its proof is at fault."""
        parts = self._grade.parts if self._grade else ()
        proof_only = parts[:1] == (Verdict.RIGHT,) and parts[1:2] not in ((), (Verdict.RIGHT,))
        if proof_only and self.proof is not None:
            return self.proof.most_telling()
        return self.claim.most_telling()

    def tab_stops(self) -> list[QWidget]:
        proof = [self._ask, *self.proof.tab_stops()] if self.proof is not None else []
        return [*self.claim.tab_stops(), *proof]

    def spoken(self) -> str:
        return " ".join(filter(None, (form.spoken() for form in self._forms)))
