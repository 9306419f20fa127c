"""What a class handed in: the folder being read, then the report with its charts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.content.numbers import format_number, with_unit
from desktop_app.content.wording import word
from desktop_app.learning.classroom.class_history import (
    PREDICTION_COLUMNS,
    VOTE_COLUMNS,
    prediction_rows,
    vote_rows,
)
from desktop_app.learning.classroom.class_predictions import ClassPredictions
from desktop_app.learning.classroom.class_report import ClassReport
from desktop_app.learning.classroom.class_tables import ClassTables
from desktop_app.learning.classroom.collection import WRONG, Collection, State
from desktop_app.learning.classroom.item_analysis import ItemAnalysis
from desktop_app.learning.classroom.vote_charts import history_chart
from desktop_app.learning.classroom.voting import Vote
from desktop_app.learning.learner_charts import LearnerChart
from desktop_app.session.preferences import PreferenceStore, look
from desktop_app.ui.classroom.form import button, text_label
from desktop_app.ui.classroom.table_card import table_card
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.watching import stop_with

CHART_HEIGHT = 380
TWO_COLUMNS = 980
"""Width at 100 % text from which charts stand side by side."""

_QUIET = (State.COUNTED, State.EARLIER, State.FOREIGN)
"""The states of files that need no word each."""

MakeChart = Callable[[LearnerChart], QWidget]


class CollectPanel(QScrollArea):
    """``make_chart`` makes the widget of a chart."""

    back_wanted = Signal()
    folder_wanted = Signal()
    save_wanted = Signal()
    marking_wanted = Signal()
    cancelled = Signal()
    class_chosen = Signal(str)
    """Its id, "" for none."""
    class_edited = Signal(str)
    """Its id, "" for a new one."""
    lesson_chosen = Signal(str)

    def __init__(
        self, preferences: PreferenceStore, make_chart: MakeChart, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._make_chart = make_chart
        self._classes: Mapping[str, str] = {}
        self._class = ""
        self._folder = ""
        self._collection: Collection | None = None
        self._report: ClassReport | None = None
        self._charts: Sequence[LearnerChart] = ()
        self._votes: Sequence[Vote] = ()
        self._predictions: Sequence[ClassPredictions] = ()
        self._reading: tuple[int, int] | None = None
        self._cards: list[QWidget] = []
        self._grid: QGridLayout | None = None
        self._columns = 0
        self.bar: QProgressBar | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        stop_with(
            self,
            preferences.watch(look, lambda _: self._fill()),
        )
        self._fill()

    # -- what is shown ------------------------------------------------------------------

    def show_classes(self, classes: Mapping[str, str], chosen: str) -> None:
        """The classes kept here, id to name, and which of them hands in ("": none)."""
        self._classes, self._class = classes, chosen
        self._fill()

    def show_history(self, votes: Sequence[Vote], predictions: Sequence[ClassPredictions]) -> None:
        """What the chosen class voted and predicted before."""
        self._votes, self._predictions = votes, predictions
        self._fill()

    def show_reading(self, done: int, total: int) -> None:
        """So many files of so many are read."""
        new = self._reading is None
        self._reading = (done, total)
        if new:
            self._fill()
        if self.bar is not None:
            self.bar.setRange(0, max(total, 1) if total else 0)
            self.bar.setValue(done)

    def show_nothing(self) -> None:
        """Nothing is read, and nothing was."""
        self._reading = None
        self._fill()

    def show_report(
        self,
        folder: str,
        collection: Collection,
        report: ClassReport | None,
        charts: Sequence[LearnerChart],
    ) -> None:
        """What ``folder`` came to; ``report`` is None where nothing in it counts."""
        self._reading = None
        self._folder, self._collection, self._report = folder, collection, report
        self._charts = charts
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
        self._cards, self._grid, self._columns, self.bar = [], None, 0, None
        page = QWidget()
        page.setObjectName("page")
        column = QVBoxLayout(page)
        column.setContentsMargins(type_.px(40), type_.px(30), type_.px(40), type_.px(36))
        column.setSpacing(type_.px(14))
        column.addWidget(text_label(self.tr("Class results"), type_.interface(28, bold=True)))
        if self._folder:
            column.addWidget(text_label(self._folder, type_.interface(14), muted=True))
        column.addLayout(self._buttons(type_))
        if self._reading is not None:
            column.addLayout(self._progress(type_))
        elif self._collection is None:
            words = self.tr(
                "Choose the folder where your students have handed in. What is missing, double, "
                "damaged or changed is named; the rest becomes the report of the class."
            )
            column.addWidget(text_label(words, type_.narrative(17)))
        else:
            self._fill_report(self._collection, column, type_)
        if self._reading is None:
            self._fill_history(column, type_)
        column.addStretch()
        self.setWidget(page)
        self._arrange()

    def _buttons(self, type_: Type) -> QVBoxLayout:
        rows = QVBoxLayout()
        rows.setSpacing(type_.px(8))
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(type_.px(8))
            rows.addLayout(row)
        back = button(self.tr("Back"), type_)
        back.clicked.connect(self.back_wanted)
        choose = button(self.tr("Choose a folder…"), type_, primary=self._collection is None)
        choose.clicked.connect(self.folder_wanted)
        for one in (back, self._class_button(type_), choose):
            first.addWidget(one)
        first.addStretch()
        report = self._report
        if report is not None:
            if self._collection is not None and len(self._collection.lessons) > 1:
                second.addWidget(self._lesson_button(self._collection, report, type_))
            save = button(self.tr("Save the report…"), type_, primary=True)
            save.clicked.connect(self.save_wanted)
            second.addWidget(save)
            if report.open_answers:
                left = sum(one.mark is None for one in report.open_answers)
                mark = button(self.tr("Mark open answers ({count} left)"), type_)
                mark.setText(mark.text().format(count=left))
                mark.clicked.connect(self.marking_wanted)
                second.addWidget(mark)
            second.addStretch()
        return rows

    def _class_button(self, type_: Type) -> QPushButton:
        name = self._classes.get(self._class, self.tr("none"))
        made = button(self.tr("Class: {name} ▾").format(name=_plain(name)), type_)
        menu = QMenu(made)
        for class_id, text in {"": self.tr("No class"), **self._classes}.items():
            action = QAction(_plain(text), menu)
            action.setCheckable(True)
            action.setChecked(class_id == self._class)
            action.triggered.connect(
                lambda _=False, class_id=class_id: self.class_chosen.emit(class_id)
            )
            menu.addAction(action)
        menu.addSeparator()
        if self._class:
            edit = menu.addAction(self.tr("Students and code of this class…"))
            edit.triggered.connect(lambda: self.class_edited.emit(self._class))
        menu.addAction(self.tr("New class…")).triggered.connect(lambda: self.class_edited.emit(""))
        made.setMenu(menu)
        return made

    def _lesson_button(
        self, collection: Collection, report: ClassReport, type_: Type
    ) -> QPushButton:
        title = _plain(report.outline.title)
        made = button(self.tr("Lesson: {title} ▾").format(title=title), type_)
        menu = QMenu(made)
        for lesson in collection.lessons:
            action = menu.addAction(_plain(collection.titles.get(lesson, lesson)))
            action.triggered.connect(lambda _=False, lesson=lesson: self.lesson_chosen.emit(lesson))
        made.setMenu(menu)
        return made

    def _progress(self, type_: Type) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(type_.px(12))
        words = self.tr("Reading the files…")
        row.addWidget(text_label(words, type_.interface(15)))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(words)
        row.addWidget(self.bar, 1)
        stop = button(self.tr("Cancel"), type_)
        stop.clicked.connect(self.cancelled)
        row.addWidget(stop)
        return row

    def _fill_report(self, collection: Collection, column: QVBoxLayout, type_: Type) -> None:
        report = self._report
        facts = self.tr("%n file(s) counted", "", collection.count(State.COUNTED))
        if report is not None:
            facts += " · " + self.tr("%n student(s)", "", len(report.present))
        if earlier := collection.count(State.EARLIER):
            facts += " · " + self.tr("%n earlier file(s) that a later one holds", "", earlier)
        column.addWidget(text_label(facts, type_.interface(16, bold=True)))
        for line in self._remarks(collection):
            column.addWidget(text_label(line, type_.interface(15)))
        if report is None:
            words = self.tr("Nothing in this folder can be counted.")
            column.addWidget(text_label(words, type_.narrative(17)))
            self._add_files(collection, column, type_)
            return
        self._add_files(collection, column, type_)
        self._grid = QGridLayout()
        self._grid.setSpacing(type_.px(14))
        for chart in self._charts:
            card = self._make_chart(chart)
            card.setMinimumHeight(type_.px(CHART_HEIGHT))
            self._cards.append(card)
        column.addLayout(self._grid)
        self._add_table(self.tr("Students"), *self._students(report), column, type_)
        self._add_table(self.tr("Questions"), *self._questions(report), column, type_)
        words = self.tr(
            "Success is the mean score of first answers. Discrimination is the correlation with "
            "the score at the other questions, −1 to 1, with its interval at 95%; it needs ten "
            "students, and with one class the interval is wide: a reason to read a question "
            "again, never a verdict."
        )
        column.addWidget(text_label(words, type_.interface(13), muted=True))
        if report.misconceptions:
            table = self._misconceptions(report)
            self._add_table(self.tr("Misconceptions"), *table, column, type_)

    def _fill_history(self, column: QVBoxLayout, type_: Type) -> None:
        """The votes of the class with their chart, and its predictions."""
        chart = history_chart(self._votes, self._language)
        if chart is not None:
            card = self._make_chart(chart)
            card.setMinimumHeight(type_.px(CHART_HEIGHT))
            column.addWidget(card)
        rows = vote_rows(self._votes, self._language, None)
        if rows:
            heads = [word(code, self._language) for code in VOTE_COLUMNS]
            title = self.tr("Votes of the class")
            column.addWidget(table_card(title, heads, rows, type_, wide=1))
        rows = prediction_rows(self._predictions, self._language, None)
        if rows:
            heads = [word(code, self._language) for code in PREDICTION_COLUMNS]
            title = self.tr("Predictions of the class")
            column.addWidget(table_card(title, heads, rows, type_, wide=1))

    def _remarks(self, collection: Collection) -> list[str]:
        lines = []
        if collection.missing:
            names = ", ".join(collection.missing)
            words = self.tr("Nothing from %n student(s) of the list:", "", len(collection.missing))
            lines.append(f"{words} {names}")
        if collection.unlisted:
            maybe = self.tr("{name} ({meant}?)")
            names = ", ".join(
                maybe.format(name=name, meant=meant) if meant else name
                for name, meant in collection.unlisted.items()
            )
            lines.append(self.tr("Not on the list of the class: {names}").format(names=names))
        if collection.shared:
            words = self.tr(
                "Files that have nothing in common came under the same name, and are counted "
                "together: one student at two machines, or two students? {names}"
            )
            lines.append(words.format(names=", ".join(collection.shared)))
        return lines

    def _add_files(self, collection: Collection, column: QVBoxLayout, type_: Type) -> None:
        """The files that do not count and should be known of, those to look into first."""
        tables = ClassTables([], collection, self._preferences.state.language, None)
        others = [one for one in collection.files if one.state not in _QUIET]
        if not others:
            return
        others.sort(key=lambda one: (one.state not in WRONG, one.path))
        rows = [(one.path, one.learner, tables.state(one)) for one in others]
        heads = (self.tr("File"), self.tr("Student"), self.tr("What is the matter"))
        self._add_table(self.tr("Other files"), heads, rows, column, type_)

    def _students(self, report: ClassReport) -> tuple[Sequence[str], list[Sequence[str]]]:
        heads = (
            self.tr("Student"),
            self.tr("Answered"),
            self.tr("First answers"),
            self.tr("Last answers"),
            self.tr("Minutes"),
            self.tr("Misconceptions left"),
        )
        asked = len(report.outline.questions)
        rows: list[Sequence[str]] = []
        for one in report.students:
            if one.handed_in is None:
                rows.append((one.name, self.tr("nothing handed in"), "", "", "", ""))
                continue
            rows.append(
                (
                    one.name,
                    f"{one.answered}/{asked}",
                    self._share(one.first),
                    self._share(one.last),
                    format_number(round(one.seconds / 60), self._language),
                    str(len(one.believed)),
                )
            )
        return heads, rows

    def _questions(self, report: ClassReport) -> tuple[Sequence[str], list[Sequence[str]]]:
        heads = (
            self.tr("Question"),
            self.tr("Answers"),
            self.tr("Success"),
            self.tr("Discrimination"),
            self.tr("Remark"),
        )
        tables = ClassTables([report], _nothing(self._collection), self._language, None)
        rows: list[Sequence[str]] = [
            (
                one.question.prompt,
                str(one.analysis.answers),
                self._share(one.analysis.difficulty),
                self._discrimination(one.analysis),
                tables.remark(one),
            )
            for one in report.questions
        ]
        return heads, rows

    def _misconceptions(self, report: ClassReport) -> tuple[Sequence[str], list[Sequence[str]]]:
        heads = (self.tr("Misconception"), self.tr("Met with"), self.tr("Still with"))
        rows: list[Sequence[str]] = [
            (one.text, str(len(one.students)), ", ".join(one.still))
            for one in report.misconceptions
        ]
        return heads, rows

    def _add_table(
        self,
        title: str,
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        column: QVBoxLayout,
        type_: Type,
    ) -> None:
        column.addWidget(table_card(title, heads, rows, type_))

    def _arrange(self) -> None:
        """Put the charts into as many columns as there is room for."""
        width = self.viewport().width() / self._preferences.state.scale
        columns = 2 if width >= TWO_COLUMNS else 1
        if self._grid is None or columns == self._columns:
            return
        self._columns = columns
        for rank, card in enumerate(self._cards):
            self._grid.addWidget(card, rank // columns, rank % columns)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    # -- words -------------------------------------------------------------------------

    @property
    def _language(self) -> str:
        return self._preferences.state.language

    def _share(self, share: float | None) -> str:
        if share is None:
            return "–"
        return with_unit(format_number(100 * share, self._language, 0), "%", self._language)

    def _discrimination(self, one: ItemAnalysis) -> str:
        if one.discrimination is None or one.low is None or one.high is None:
            return "–"
        r, low, high = (
            format_number(value, self._language, 2)
            for value in (one.discrimination, one.low, one.high)
        )
        return self.tr("{r} ({low} to {high})").format(r=r, low=low, high=high)


def _plain(text: str) -> str:
    """``text`` on a button or in a menu, where "&" means a key, and not too long."""
    short = text if len(text) <= 40 else f"{text[:39]}…"
    return short.replace("&", "&&")


def _nothing(collection: Collection | None) -> Collection:
    assert collection is not None
    return collection
