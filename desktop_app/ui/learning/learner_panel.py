"""The learner's page: what was done in a lesson, what is known, what is still believed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.content.numbers import format_number
from desktop_app.learning.learner_charts import MOST_BARS, LearnerChart
from desktop_app.learning.progress import (
    Mastery,
    MisconceptionProgress,
    ObjectiveProgress,
    Progress,
)
from desktop_app.session.preferences import PreferenceStore, look
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.watching import stop_with

CHART_HEIGHT, FEW_BARS, BAR_HEIGHT = 380, 9, 24
"""A chart is higher for each bar beyond a few, so that each keeps its label."""
TWO_COLUMNS = 980
"""Width at 100 % text from which charts stand side by side."""
MARKS = {
    Mastery.MASTERED: "✓",
    Mastery.TO_REVIEW: "↻",
    Mastery.STARTED: "◐",
    Mastery.NOT_STARTED: "○",
}
"""A shape for each state: never colour alone."""

MakeChart = Callable[[LearnerChart], QWidget]


class LearnerPanel(QScrollArea):
    """Shows the progress in one lesson. ``make_chart`` makes the widget of a chart."""

    back_wanted = Signal()
    review_wanted = Signal()
    results_wanted = Signal()

    def __init__(
        self, preferences: PreferenceStore, make_chart: MakeChart, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._make_chart = make_chart
        self._progress: Progress | None = None
        self._charts: Sequence[LearnerChart] = ()
        self._kept = True
        self._due = 0
        self._columns = 0
        self._sides: QHBoxLayout | None = None
        self._cards: list[QWidget] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        stop_with(
            self,
            preferences.watch(look, lambda _: self._fill()),
        )
        self._fill()

    def show_waiting(self) -> None:
        """The progress is being computed."""
        self._progress, self._charts = None, ()
        self._fill()

    def show_progress(
        self, progress: Progress, charts: Sequence[LearnerChart], *, kept: bool
    ) -> None:
        """Show ``progress``; ``kept`` tells whether it will be remembered."""
        self._progress, self._charts, self._kept = progress, charts, kept
        self._fill()

    def show_due(self, count: int) -> None:
        """Say how many questions are due for review today."""
        if count != self._due:
            self._due = count
            self._fill()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._fill()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # -- building ----------------------------------------------------------------------

    def _fill(self) -> None:
        type_ = Type(self._preferences.state.scale)
        self._cards, self._sides, self._columns = [], None, 0
        page = QWidget()
        page.setObjectName("page")
        column = QVBoxLayout(page)
        column.setContentsMargins(type_.px(40), type_.px(30), type_.px(40), type_.px(36))
        column.setSpacing(type_.px(14))
        progress = self._progress
        column.addWidget(_label(self.tr("My progress"), type_.interface(28, bold=True)))
        if progress is None:
            column.addWidget(_label(self.tr("One moment…"), type_.interface(15), muted=True))
        else:
            title = progress.outline.title
            column.addWidget(_label(title, type_.interface(16), muted=True))
            column.addWidget(_label(self._facts(progress), type_.interface(15)))
        column.addLayout(self._buttons(type_))
        if progress is not None:
            self._fill_progress(progress, column, type_)
        column.addStretch()
        self.setWidget(page)
        self._arrange()

    def _fill_progress(self, progress: Progress, column: QVBoxLayout, type_: Type) -> None:
        if not progress.attempts:
            words = self.tr("Nothing was answered yet: what you do in the lesson shows up here.")
            column.addWidget(_label(words, type_.narrative(17)))
        if progress.objectives:
            rows = [(MARKS[one.mastery], *self._objective(one)) for one in progress.objectives]
            self._cards.append(self._list(self.tr("Objectives"), rows, type_))
        if progress.misconceptions:
            beliefs = [
                ("✓" if one.resolved else "!", one.text, self._belief(one))
                for one in progress.misconceptions
            ]
            self._cards.append(self._list(self.tr("Misconceptions met"), beliefs, type_))
        self._sides = QHBoxLayout()
        self._sides.setSpacing(type_.px(14))
        for chart in self._charts:
            card = self._make_chart(chart)
            more = max(chart.bars - FEW_BARS, 0) * BAR_HEIGHT
            card.setMinimumHeight(type_.px(CHART_HEIGHT + more))
            self._cards.append(card)
        column.addLayout(self._sides)
        if self._kept:
            words = self.tr("All of this is kept on this computer alone.")
        else:
            words = self.tr("Nothing can be kept on this computer: this will be forgotten.")
        column.addWidget(_label(words, type_.interface(13), muted=True))

    def _list(self, title: str, rows: Sequence[tuple[str, str, str]], type_: Type) -> QFrame:
        """A card of ``rows``; where there are too many, the last says how many more."""
        shown = list(rows[:MOST_BARS])
        if len(rows) > len(shown):
            shown.append(("…", self.tr("and %n more", "", len(rows) - len(shown)), ""))
        return _list(title, shown, type_)

    def _buttons(self, type_: Type) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(type_.px(8))
        review = self.tr("Review ({count} due)").format(count=self._due) if self._due else ""
        results = self.tr("Take results away…") if self._progress is not None else ""
        for text, signal, primary in (
            (self.tr("Back"), self.back_wanted, False),
            (review, self.review_wanted, True),
            (results, self.results_wanted, False),
        ):
            if text:
                button = QPushButton(text)
                button.setFont(type_.interface(bold=primary))
                button.setProperty("primary", primary)
                button.clicked.connect(signal)
                row.addWidget(button)
        row.addStretch()
        return row

    def _arrange(self) -> None:
        """Put the cards into as many columns as there is room for, about as high."""
        width = self.viewport().width() / self._preferences.state.scale
        count = 2 if width >= TWO_COLUMNS else 1
        if self._sides is None or count == self._columns:
            return
        self._columns = count
        while self._sides.count():
            self._sides.takeAt(0)
        columns = [QVBoxLayout() for _ in range(count)]
        heights = [0] * count
        room = self.viewport().width() // count
        for card in self._cards:
            rank = heights.index(min(heights))
            columns[rank].addWidget(card)
            wanted = card.heightForWidth(room) if card.hasHeightForWidth() else 0
            heights[rank] += max(wanted, card.sizeHint().height(), card.minimumHeight())
        for column in columns:
            column.setSpacing(self._sides.spacing())
            column.addStretch()
            self._sides.addLayout(column, 1)

    # -- words -------------------------------------------------------------------------

    def _facts(self, progress: Progress) -> str:
        language = self._preferences.state.language
        answered = self.tr("{answered} of {questions} questions answered, {right} right")
        facts = [
            answered.format(
                answered=progress.answered, questions=progress.questions, right=progress.right
            )
        ]
        if progress.predictions:
            facts.append(self.tr("%n prediction(s)", "", progress.predictions))
        rated = [level for level in progress.calibration if level.answers]
        if rated:
            earned = format_number(round(sum(level.mark for level in rated), 1), language)
            earned = earned if earned.startswith("\u2212") or earned == "0" else f"+{earned}"
            facts.append(self.tr("certainty marks: {mark}").format(mark=earned))
        if progress.attempts:
            facts.append(self._time(round(progress.seconds / 60)))
        return " · ".join(facts)

    def _time(self, minutes: int) -> str:
        hours, rest = divmod(minutes, 60)
        if not hours:
            return self.tr("{minutes} min").format(minutes=minutes)
        return self.tr("{hours} h {minutes} min").format(hours=hours, minutes=rest)

    def _objective(self, one: ObjectiveProgress) -> tuple[str, str]:
        words = {
            Mastery.MASTERED: self.tr("mastered"),
            Mastery.TO_REVIEW: self.tr("to review"),
            Mastery.STARTED: self.tr("under way"),
            Mastery.NOT_STARTED: self.tr("not started"),
        }
        counts = self.tr("{known} of {questions} known")
        return one.text, " · ".join(
            (words[one.mastery], counts.format(known=one.known, questions=one.questions))
        )

    def _belief(self, one: MisconceptionProgress) -> str:
        state = self.tr("overcome") if one.resolved else self.tr("still to overcome")
        return " · ".join((state, self.tr("met %n time(s)", "", one.times)))


def _list(title: str, rows: Iterable[tuple[str, str, str]], type_: Type) -> QFrame:
    """A card with a mark, a text and its state a row."""
    card = QFrame()
    card.setObjectName("card")
    grid = QGridLayout(card)
    grid.setContentsMargins(*(type_.px(20),) * 4)
    grid.setHorizontalSpacing(type_.px(12))
    grid.setVerticalSpacing(type_.px(8))
    grid.setColumnStretch(1, 1)
    grid.addWidget(_label(title, type_.interface(18, bold=True)), 0, 0, 1, 2)
    last = 0
    for number, (mark, text, state) in enumerate(rows, start=1):
        sign = QLabel(mark)
        sign.setFont(type_.interface(16, bold=True))
        sign.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        grid.addWidget(sign, 2 * number, 0, 2, 1)
        grid.addWidget(_label(text, type_.interface(15)), 2 * number, 1)
        last = 2 * number + 1
        grid.addWidget(_label(state, type_.interface(13), muted=True), last, 1)
    grid.setRowStretch(last + 1, 1)
    return card


def _label(text: str, font: QFont, *, muted: bool = False) -> QLabel:
    label = QLabel(text)
    label.setFont(font)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("muted", muted)
    return label
