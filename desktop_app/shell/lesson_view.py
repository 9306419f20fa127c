"""An open lesson: chapters, narrative and stage, all following one session."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollBar,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop_app.content import wording
from desktop_app.content.descriptions import source_line
from desktop_app.content.document import Link, Text
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import Chapter, Step
from desktop_app.content.problems import Location, Problem
from desktop_app.content.reference import Reference
from desktop_app.content.yaml import Record
from desktop_app.session.preferences import PreferenceStore, look
from desktop_app.session.progress import Progress, chapter_progress
from desktop_app.session.session import Place, Session
from desktop_app.shell.footer import Footer
from desktop_app.shell.places import figures_of, step_of
from desktop_app.shell.stage import Stage
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.jobs import JobRunner, Ticket
from desktop_app.ui.common.scrolling import ColumnScroller
from desktop_app.ui.common.watching import stop_with
from desktop_app.ui.narrative.chapter_rail import ChapterItem, ChapterRail
from desktop_app.ui.narrative.narrative_panel import NarrativePanel
from desktop_app.ui.narrative.page import PageHead

if TYPE_CHECKING:
    from desktop_app.models.figures import ModelFigures

RAIL_WIDTH = 236
COMPACT_RAIL_WIDTH = 76
WHOLE_RAIL = 1180
SIDE_BY_SIDE = 820
"""Widths at 100 % text under which the rail shows numbers only, and under which it hides
and the stage goes under the narrative."""


class LessonView(QWidget):
    """One lesson and its session on screen."""

    place_changed = Signal(object)
    chapter_refused = Signal(str)
    """A chapter was asked for that can't be read, or has no step."""
    cards_loaded = Signal()
    """Chart and question stand on the stage."""

    def __init__(
        self,
        lesson: Lesson,
        session: Session,
        preferences: PreferenceStore,
        jobs: JobRunner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.lesson = lesson
        self.session = session
        self._preferences = preferences
        self._jobs = jobs
        self._rail_wanted = True
        self.is_narrow = False
        self._painted = False
        self._computed: ModelFigures | None = None
        self._retired = False
        self.rail = ChapterRail(preferences)
        self.narrative = NarrativePanel(lesson, session, preferences)
        self.stage = Stage(lesson, session, preferences, self._word)
        self.footer = Footer(preferences)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(8)
        self.splitter.addWidget(self.narrative)
        self.splitter.addWidget(self.stage)
        self.splitter.setStretchFactor(0, 43)
        self.splitter.setStretchFactor(1, 57)
        self.splitter.setSizes([440, 560])
        self._scroller = ColumnScroller(keys=True)
        self._scroller.setWidget(self.splitter)
        self._scroller.follow_focus(within=self.stage)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self._scroller, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(row, 1)
        page.addWidget(self.footer)
        self._connect()
        self._show_place()

    def _connect(self) -> None:
        self.rail.chapter_chosen.connect(self.go_to_chapter)
        self.narrative.reference_activated.connect(self.go_to_reference)
        self.narrative.stretch_shown.connect(self._show_stretch)
        self.stage.scenes_changed.connect(self._tint_figures)
        self.stage.height_wanted.connect(self._fit_column)
        self.footer.previous_wanted.connect(lambda: self.move_step(-1))
        self.footer.next_wanted.connect(lambda: self.move_step(1))
        watch = self.session.watch
        stops = [
            watch(lambda state: state.place, lambda _: self._show_place()),
            watch(lambda state: (state.answers, state.visited), lambda _: self._show_progress()),
            watch(lambda state: state.selection, self._follow_selection),
            watch(lambda state: state.predictions, lambda _: self._conceal()),
            self._preferences.watch(lambda state: state.language, lambda _: self._translate()),
            self._preferences.watch(look, lambda _: self._arrange()),
        ]
        stop_with(self, *stops)

    def _translate(self) -> None:
        self._show_place()
        if self._painted:  # titles and steps to search for, in the other language
            self.read_ahead()

    # -- where one is --------------------------------------------------------------

    @property
    def language(self) -> str:
        """The language of the lesson's text and numbers: the one chosen, if it has it."""
        chosen = self._preferences.state.language
        return chosen if chosen in self.lesson.languages else self.lesson.languages[0]

    def current(self) -> tuple[Chapter, Step] | None:
        """The chapter and step that stand on screen."""
        place = self.session.state.place
        chapter = self.lesson.chapter(place.chapter, self.language) if place else None
        if chapter is None or place is None or not chapter.steps:
            return None
        return chapter, chapter.steps_by_id.get(place.step, chapter.steps[0])

    def go_to_chapter(self, chapter: str) -> None:
        loaded = self.lesson.chapter(chapter, self.language)
        if loaded is not None and loaded.steps:
            self.session.go_to(Place(chapter, loaded.steps[0].id))
        else:
            self.chapter_refused.emit(chapter)
            self._show_progress()

    def go_to_step(self, step: str) -> None:
        found = self.lesson.find_step(step, self.language)
        if found is not None:
            self.session.go_to(Place(found[0].id, found[1].id))

    def move_step(self, by: int) -> None:
        """The next (1) or previous (-1) step, over chapters."""
        here = self.current()
        if here is None:
            return
        chapter, step = here
        ids = [other.id for other in chapter.steps]
        position = ids.index(step.id) + by
        if 0 <= position < len(ids):
            self.session.go_to(Place(chapter.id, ids[position]))
        else:
            self.move_chapter(by, at_end=by < 0)

    def move_chapter(self, by: int, *, at_end: bool = False) -> None:
        """The next readable chapter in a direction, at its first or last step."""
        place = self.session.state.place
        if place is None:
            return
        chapters = self.lesson.chapter_ids
        position = chapters.index(place.chapter) + by
        while 0 <= position < len(chapters):
            chapter = self.lesson.chapter(chapters[position], self.language)
            if chapter is not None and chapter.steps:
                step = chapter.steps[-1 if at_end else 0]
                self.session.go_to(Place(chapter.id, step.id))
                return
            position += by

    def go_to_reference(self, reference: Reference) -> None:
        """Show what a link to a chart, step, chapter or question names."""
        if reference.kind == "chapter":
            self.go_to_chapter(reference.name)
            return
        found = step_of(self.lesson, reference, self.language)
        if found is not None:
            self.session.go_to(Place(found[0].id, found[1].id))
            card = self.stage.take_focus(reference)
            if card is not None:
                self._scroller.bring(card)

    # -- showing -------------------------------------------------------------------

    def _show_place(self) -> None:
        here = self.current()
        if here is None:
            return
        chapter, step = here
        number = self.lesson.chapter_ids.index(chapter.id) + 1
        position = chapter.steps.index(step) + 1
        overline = self.tr("CHAPTER {chapter} · STEP {step} OF {steps}").format(
            chapter=number, step=position, steps=len(chapter.steps)
        )
        sources = [
            Link(
                (Text(source_line(source, self.language)),),
                Reference("source", (source.id,)),
                "",
                step.location,
            )
            for source in (self.lesson.sources_of(step, self.language) if self._painted else ())
        ]
        head = PageHead(overline, step.title, sources)
        self.narrative.show_step(step, head, self.language, dict(self._defects(step)))
        # What waits is said along with it: charts are resolved once.
        self.stage.show_step(step, self.language, self._tables_waiting(step))
        self._conceal()
        self._show_progress()
        self._fit_column()
        self._scroller.verticalScrollBar().setValue(0)
        self.place_changed.emit(self.session.state.place)

    def _conceal(self) -> None:
        """Hold back, also in the text and the question, what is to be predicted first."""
        here = self.current()
        if here is None:
            return
        waiting = self._tables_waiting(here[1])
        computed, language = self._computed, self.language

        def is_known(block: str) -> bool:
            return self.session.prediction(block).revealed

        self.narrative.set_concealed(
            lambda figure: (
                self.lesson.rests_on(figure, waiting)
                or (computed is not None and computed.waits(figure, language, is_known))
            )
        )
        self.stage.hold(waiting)

    def _tables_waiting(self, step: Step) -> set[str]:
        """The tables that are to be predicted first."""
        return {
            table
            for chart, table in self.lesson.tables_to_predict(step, self.language).items()
            if not self.session.prediction(chart).revealed
        }

    def _defects(self, step: Step) -> Iterator[tuple[str, str]]:
        for block in step.blocks:
            if not block.is_sound:
                yield block.id, self._word(next(p for p in block.problems if p.is_error))

    def _word(self, problem: Problem) -> str:
        place: Location = problem.location
        language = self._preferences.state.language
        return f"{wording.message(problem, language)} ({place.file}:{place.line})"

    def _show_progress(self) -> None:
        here = self.current()
        if here is None:
            return
        chapter, step = here
        state = self.session.state
        items = []
        for name in self.lesson.chapter_ids:
            # Only what is read already: the rest is read after the first paint.
            loaded = self.lesson.loaded(name, self.language)
            progress = chapter_progress(loaded, state) if loaded else Progress.NOT_STARTED
            title = self.lesson.heading(name, self.language).title
            items.append(ChapterItem(name, title or name, progress))
        self.rail.show_chapters(items, chapter.id)
        answers = [answer for answer in state.answers.values() if answer.graded]
        self.footer.show_progress(
            step=chapter.steps.index(step) + 1,
            steps=len(chapter.steps),
            minutes=step.minutes,
            essential=chapter.heading.essential and step.essential,
            answers=len(answers),
            correct=sum(answer.correct for answer in answers),
            language=self.language,
        )

    def read_ahead(self) -> None:
        """Read every chapter in the background, for progress and search."""
        if self._retired:
            return
        lesson, language = self.lesson, self.language

        def read(ticket: Ticket) -> None:
            for name in lesson.chapter_ids:
                ticket.check()
                lesson.chapter(name, language)

        self._jobs.start("read-ahead", read, lambda _: self._show_progress())

    def retire(self) -> None:
        """Start nothing any more: another lesson takes this one's place."""
        self._retired = True
        self._jobs.cancel("read-ahead")

    def _tint_figures(self) -> None:
        self.narrative.set_colours(self.stage.colour_of)

    def _follow_selection(self, selection: Reference | None) -> None:
        """Show what is selected where this step does not show it by itself."""
        if selection is None or selection.kind in ("param", "value"):
            return
        if selection.kind in ("source", "term"):
            near = QRect(QCursor.pos(), QCursor.pos())
            self.narrative.explain(selection, near)
        elif selection.kind == "sentence":
            self._show_sentence(selection)
        elif selection.kind != "point":
            self.go_to_reference(selection)
        elif not self._stands_here(selection):
            for chapter, step in self._read_steps():
                if selection in figures_of(step):
                    self.session.follow_to(Place(chapter.id, step.id))
                    return

    def _show_sentence(self, sentence: Reference) -> None:
        """Stand where a sentence is to be read; the narrative marks it."""
        here, found = self.current(), self.lesson.find_step(sentence.path[0], self.language)
        if found is not None and (here is None or here[1].id != found[1].id):
            self.session.follow_to(Place(found[0].id, found[1].id))

    def _read_steps(self) -> Iterator[tuple[Chapter, Step]]:
        """The steps of the chapters read so far; the rest is being read ahead."""
        for name in self.lesson.chapter_ids:
            chapter = self.lesson.loaded(name, self.language)
            if chapter is not None:
                yield from ((chapter, step) for step in chapter.steps)

    def _stands_here(self, selection: Reference) -> bool:
        if self.stage.colour_of(selection) is not None:
            return True
        here = self.current()
        return here is None or any(selection.covers(figure) for figure in figures_of(here[1]))

    def chart_titles(self, step: Step) -> list[str]:
        """The titles of a step's charts, for search; none of what is to be predicted."""
        titles = []
        waiting = self.lesson.tables_to_predict(step, self.language)
        for block in step.charts:
            if block.id in waiting and not self.session.prediction(block.id).revealed:
                continue
            title = block.specification.get("title") if block.specification else None
            text = title.get("text") if isinstance(title, Record) else title
            if isinstance(text, str):
                titles.append(text)
        return titles

    def explain_term(self, term: str) -> None:
        """Show a term of the glossary over the narrative."""
        area = self.narrative.viewport().rect().adjusted(40, 40, -40, -40)
        corner = self.narrative.viewport().mapToGlobal(area.topLeft())
        self.narrative.explain(Reference("term", (term,)), QRect(corner, area.size() / 8))

    @property
    def scroll_bars(self) -> Sequence[QScrollBar]:
        """Of the text, of the column that scrolls as a whole, and of the stage."""
        text, column = self.narrative.verticalScrollBar(), self._scroller.verticalScrollBar()
        return text, column, self.stage.scroll_bar

    # -- layout --------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def show_rail(self, shown: bool) -> None:
        self._rail_wanted = shown
        self._arrange()

    def _arrange(self) -> None:
        """Fit the columns to the width that the text size leaves."""
        scale = self._preferences.state.scale
        width = self.width() / scale
        self.rail.setVisible(self._rail_wanted and width >= SIDE_BY_SIDE)
        self.rail.set_compact(width < WHOLE_RAIL)
        self.rail.setFixedWidth(
            Type(scale).px(COMPACT_RAIL_WIDTH if self.rail.compact else RAIL_WIDTH)
        )
        narrow = width < SIDE_BY_SIDE
        if narrow != self.is_narrow:
            self.is_narrow = narrow
            # One splitter, turned: moving the cards elsewhere would lose their fonts.
            self.splitter.setOrientation(
                Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
            )
            self.narrative.set_flowing(narrow)
        self._fit_column()

    def _fit_column(self) -> None:
        """Give the cards their height in a column that scrolls as a whole."""
        self.stage.setMinimumHeight(self.stage.wanted_height() if self.is_narrow else 0)

    def _show_stretch(self, area: QRect) -> None:
        """Scroll the column to a part of the narrative."""
        corner = self.narrative.viewport().mapTo(self.splitter, area.center())
        self._scroller.ensureVisible(corner.x(), corner.y(), 0, area.height() // 2 + 60)

    def after_first_paint(self) -> None:
        """Bring in what the first paint did not need: cards, sources, other chapters."""
        from desktop_app.models.figures import ModelFigures  # numbers of models, with numpy

        self._painted = True
        self._computed = ModelFigures(self.lesson)
        self.narrative.set_model_figures(self._computed)
        self.stage.load_cards()
        self.footer.come_last()
        self.cards_loaded.emit()
        self._show_place()
        QTimer.singleShot(0, self, self.read_ahead)
