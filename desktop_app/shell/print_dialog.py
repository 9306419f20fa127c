"""What of the lesson to put on paper, how it will look, and where it goes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.content import wording
from desktop_app.content.lesson import Lesson
from desktop_app.content.problems import ProblemLog
from desktop_app.paper.elements import Paper
from desktop_app.paper.request import DOCUMENTS, VERSIONS, PaperError, PaperRequest
from desktop_app.session.preferences import Preferences
from desktop_app.shell.print_choice import ChapterChoice
from desktop_app.ui.common.accessible import announce
from desktop_app.ui.common.boxes import RadioBox, TickBox
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.jobs import JobRunner, Ticket
from desktop_app.ui.common.theme import THEMES
from desktop_app.ui.paper.pages import SetPaper
from desktop_app.ui.paper.type import HEIGHT, WIDTH

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

ASKING = ("worksheet", "key")
"""The documents that single questions can be chosen for."""

_MOST_NOTES = 4
"""Lines of what was left out."""

Composed = tuple[tuple[tuple[Paper, ...], ...], ProblemLog] | PaperError


class PrintDialog(QDialog):
    """Choices at the left, the pages that they make at the right."""

    def __init__(
        self, lesson: Lesson, preferences: Preferences, jobs: JobRunner, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Print"))
        self._lesson, self._preferences, self._jobs = lesson, preferences, jobs
        self._papers: Sequence[SetPaper] = ()
        self._page = 0
        type_ = self._type = Type(preferences.scale)
        self._documents = QButtonGroup(self)
        self._versions = QButtonGroup(self)
        self.chapters: list[ChapterChoice] = []
        self.large = TickBox(self.tr("Large print (18 points)"), wraps=True)
        self.preview = QLabel()
        self.preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        layout = QHBoxLayout()
        layout.setSpacing(type_.px(20))
        layout.addWidget(self._choices(), 2)
        layout.addLayout(self._pages(), 3)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*(type_.px(20),) * 4)
        whole.setSpacing(type_.px(12))
        whole.addLayout(layout, 1)
        whole.addWidget(self.said)
        whole.addLayout(self._buttons())
        for widget in self.findChildren(QWidget):
            widget.setFont(type_.interface())
        for box in self.findChildren(RadioBox) + self.findChildren(TickBox):
            box.set_look(THEMES[preferences.theme], type_)
        self._documents.button(0).setFocus()
        self.resize(
            min(type_.px(860), parent.width() - 40), min(type_.px(680), parent.height() - 40)
        )
        self.finished.connect(lambda _: jobs.cancel("print"))
        self.finished.connect(lambda _: jobs.cancel("print-save"))
        self._compose()

    # -- what is chosen ------------------------------------------------------------------

    @property
    def request(self) -> PaperRequest:
        """What is asked for now; all chapters where all or none are ticked. A summary and a
        plan are of chapters: those that a part of was chosen count.
        """
        document = DOCUMENTS[max(self._documents.checkedId(), 0)]
        asks = document in ASKING
        ticked: list[str] = []
        questions: list[str] = []
        for one in self.chapters:
            if one.is_whole or (not asks and one.questions):
                ticked.append(one.name)
            elif asks:
                questions += one.questions
        every = not questions and len(ticked) in (0, len(self.chapters))
        versions = ((), ("A",), ("B",), VERSIONS)[max(self._versions.checkedId(), 0)]
        return PaperRequest(
            document=document,
            language=self._preferences.language,
            chapters=() if every else tuple(ticked),
            questions=tuple(questions),
            versions=versions,
            large=self.large.isChecked(),
        )

    def choose(self, document: str) -> None:
        """Choose what to print, as a click on its name does."""
        self._documents.button(DOCUMENTS.index(document)).click()

    def _choices(self) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, self._type.px(8), 0)
        column.setSpacing(self._type.px(4))
        language = self._preferences.language
        for rank, document in enumerate(DOCUMENTS):
            button = RadioBox(wording.word(f"paper-{document}", language))
            self._documents.addButton(button, rank)
            column.addWidget(button)
        self._documents.button(0).setChecked(True)
        column.addSpacing(self._type.px(10))
        column.addWidget(QLabel(self.tr("Chapters and questions")))
        theme = THEMES[self._preferences.theme]
        for name in self._lesson.chapter_ids:
            one = ChapterChoice(self._lesson, name, language, theme, self._type)
            one.changed.connect(self._compose)
            self.chapters.append(one)
            column.addWidget(one)
        column.addSpacing(self._type.px(10))
        order = self.tr("Order of the options")
        column.addWidget(QLabel(order))
        for rank, text in enumerate(
            (self.tr("As in the lesson"), self.tr("Version A"), self.tr("Version B"),
             self.tr("Versions A and B"))
        ):  # fmt: skip
            button = RadioBox(text)
            button.setAccessibleDescription(order)
            self._versions.addButton(button, rank)
            column.addWidget(button)
        self._versions.button(0).setChecked(True)
        column.addSpacing(self._type.px(10))
        column.addWidget(self.large)
        column.addStretch()
        self._documents.idClicked.connect(lambda _: self._compose())
        self._versions.idClicked.connect(lambda _: self._compose())
        self.large.toggled.connect(self._compose)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumWidth(self._type.px(270))
        return area

    def _pages(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.addWidget(self.preview, 1)
        self.preview.setMinimumSize(self._type.px(120), self._type.px(120))
        row = QHBoxLayout()
        self._previous, self._next = QPushButton("‹"), QPushButton("›")
        self._previous.setAccessibleName(self.tr("Previous page"))
        self._next.setAccessibleName(self.tr("Next page"))
        self._previous.clicked.connect(lambda: self._turn(-1))
        self._next.clicked.connect(lambda: self._turn(1))
        self._number = QLabel()
        row.addStretch()
        row.addWidget(self._previous)
        row.addWidget(self._number)
        row.addWidget(self._next)
        row.addStretch()
        column.addLayout(row)
        return column

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.save_button = QPushButton(self.tr("Save as PDF…"))
        self.save_button.setProperty("primary", True)
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self._ask_where)
        self.print_button = QPushButton(self.tr("Print…"))
        self.print_button.clicked.connect(self._print)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.reject)
        row.addWidget(close)
        row.addStretch()
        row.addWidget(self.print_button)
        row.addWidget(self.save_button)
        return row

    # -- the pages -----------------------------------------------------------------------

    def _compose(self) -> None:
        """Write what is chosen anew, off the interface's thread; then set it."""
        request = self.request
        for one in self.chapters:
            one.allow_questions(request.document in ASKING)
        self._show_papers(())
        self.said.setText(self.tr("One moment…"))

        def done(composed: Composed) -> None:
            self._set(request, composed)

        self._jobs.start("print", lambda ticket: _compose(self._lesson, request, ticket), done)

    def _set(self, request: PaperRequest, composed: Composed) -> None:
        language = self._preferences.language
        if isinstance(composed, PaperError):
            self.said.setText(_sentence(wording.word(composed.code, language, composed.values)))
            return
        from desktop_app.shell.printing import set_composed

        drafts, log = composed
        self._show_papers(set_composed(self._lesson, request, drafts, log))
        notes = [_sentence(wording.message(problem, language)) for problem in log]
        if len(notes) > _MOST_NOTES:
            more = self.tr("And {count} more: see the list of the lesson’s problems.")
            notes[_MOST_NOTES - 1 :] = [more.format(count=len(notes) - _MOST_NOTES + 1)]
        self.said.setText("\n".join(notes))
        announce(self, " ".join((self.preview.accessibleName(), *notes)))

    def _show_papers(self, papers: Sequence[SetPaper]) -> None:
        self._papers, self._page = papers, 0
        self.save_button.setEnabled(bool(papers))
        self.print_button.setEnabled(bool(papers))
        self._show_page()

    @property
    def page_count(self) -> int:
        """How many pages there are, of all versions."""
        return sum(len(paper) for paper in self._papers)

    def _turn(self, by: int) -> None:
        self._page = min(max(self._page + by, 0), max(self.page_count - 1, 0))
        self._show_page()

    def _show_page(self) -> None:
        count = self.page_count
        self._previous.setEnabled(self._page > 0)
        self._next.setEnabled(self._page < count - 1)
        self._number.setText(f"{self._page + 1} / {count}" if count else "")
        if not count:
            self.preview.clear()
            return
        number, paper = self._page, self._papers[0]
        for paper in self._papers:
            if number < len(paper):
                break
            number -= len(paper)
        room = self.preview.size()
        scale = max(min(room.width() / WIDTH, room.height() / HEIGHT), 0.1)
        ratio = self.devicePixelRatioF()
        image = QImage(QSize(round(WIDTH * scale * ratio), round(HEIGHT * scale * ratio)),
                       QImage.Format.Format_RGB32)  # fmt: skip
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.scale(scale * ratio, scale * ratio)
        paper.paint(painter, number)
        painter.setPen(QColor(THEMES[self._preferences.theme].line))
        painter.drawRect(QRectF(0, 0, WIDTH - 1, HEIGHT - 1))
        painter.end()
        image.setDevicePixelRatio(ratio)
        self.preview.setPixmap(QPixmap.fromImage(image))
        text = self.tr("Page {number} of {count}").format(number=self._page + 1, count=count)
        self.preview.setAccessibleName(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._papers:
            self._show_page()

    # -- where it goes -------------------------------------------------------------------

    def _ask_where(self) -> None:
        request = self.request
        name = f"{self._lesson.id}-{request.document}-{request.language}.pdf"
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save as PDF"), name, self.tr("PDF (*.pdf)")
        )
        if path:
            self.save(Path(path))

    def save(self, path: Path) -> None:
        """Write the pages to ``path``, or say why they can't be. A share may take its time:
        it is waited for in another thread.
        """
        from desktop_app.ui.paper.pdf import to_pdf

        target = path if path.suffix else path.with_suffix(".pdf")
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            data = to_pdf(self._papers)
        finally:
            QApplication.restoreOverrideCursor()
        self.save_button.setEnabled(False)
        self.said.setText(self.tr("One moment…"))

        def done(why: str | None) -> None:
            said = (
                self.tr("Saved: {path}")
                if why is None
                else self.tr("{path} can’t be written: {why}.")
            )
            self.save_button.setEnabled(bool(self._papers))
            self.said.setText(said.format(path=target, why=why))
            announce(self, self.said.text())

        self._jobs.start("print-save", lambda _: _written(target, data), done)

    def _print(self) -> None:
        from PySide6.QtCore import QMarginsF
        from PySide6.QtGui import QPageLayout, QPageSize
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setFullPage(True)
        printer.setPageLayout(
            QPageLayout(
                QPageSize(QPageSize.PageSizeId.A4),
                QPageLayout.Orientation.Portrait,
                QMarginsF(0, 0, 0, 0),
            )
        )
        printer.setDocName(self._lesson.title_in(self._preferences.language))
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, self.page_count)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print the pages that ``printer`` is set to, all where it says none."""
        from desktop_app.ui.paper.pdf import pages_of, paint_pages

        first, last = max(printer.fromPage(), 1), printer.toPage() or None
        try:
            paint_pages(printer, pages_of(self._papers)[first - 1 : last])
        except OSError:
            self.said.setText(self.tr("Nothing was printed: the printer takes no pages."))
            announce(self, self.said.text())


def _written(path: Path, data: bytes) -> str | None:
    """Write ``data``; why it can't be, None where it is."""
    from desktop_app.storage.files import write_whole

    try:
        write_whole(path, data)
    except OSError as error:
        return error.strerror or str(error)
    return None


def _compose(lesson: Lesson, request: PaperRequest, ticket: Ticket) -> Composed:
    # Imported here: the charts come with it, and nobody prints before the first paint.
    from desktop_app.paper.composing import compose

    ticket.check()
    log = ProblemLog()
    try:
        return tuple(tuple(drafts) for drafts in compose(lesson, request, log)), log
    except PaperError as error:
        return error


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
