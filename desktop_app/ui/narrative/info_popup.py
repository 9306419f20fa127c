"""What a term, a source or a figure is, on a small card beside it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from PySide6.QtCore import QRect, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from desktop_app.content.descriptions import basis_of, licence_of, source_line
from desktop_app.content.fields import in_language
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import Source, Table
from desktop_app.content.reference import Reference
from desktop_app.session.preferences import Preferences
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.markup import to_markup
from desktop_app.ui.common.theme import THEMES

GAP = 8
"""Pixels between the card and what it explains."""
MOST_TABLES = 3
"""Of a computed figure, so many tables that it rests on are named."""


class InfoPopup(QFrame):
    """Follows the pointer and the focus; pinned by a click, closed by Escape."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.ToolTip)
        self.setObjectName("popup")
        self._pinned = False
        self._heading = QLabel()
        self._body = QLabel()
        for label in (self._heading, self._body):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.RichText)
        self._body.setOpenExternalLinks(False)
        self._body.linkActivated.connect(self.open_address)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 12, 14, 12)
        self._column.setSpacing(4)
        self._column.addWidget(self._heading)
        self._column.addWidget(self._body)

    def explain(
        self,
        lesson: Lesson,
        reference: Reference,
        described: str,
        language: str,
        preferences: Preferences,
        near: QRect,
        *,
        pinned: bool = False,
    ) -> None:
        """Show what ``reference`` is, near the global rectangle ``near``; ``described``: in
        a few words.
        """
        colours = THEMES[preferences.theme]
        if reference.kind == "term" and reference.name in lesson.terms:
            term = lesson.terms[reference.name]
            heading = in_language(term.term, language)
            body = to_markup(in_language(term.definition, language))
        elif reference.kind == "source" and reference.name in lesson.sources:
            source = lesson.sources[reference.name]
            heading = in_language(source.title, language)
            body = self._source(source, language, colours.accent)
        else:
            heading, body = "", to_markup(described)
            notes = self._notes(lesson, reference, language) if body else ()
            for note in notes:
                body += f"<br><span style='color:{colours.muted}'>{to_markup(note)}</span>"
        if not body:
            self.hide()
            return
        self._pinned = pinned
        type_ = Type(preferences.scale)
        self._heading.setFont(type_.interface(14, bold=True))
        self._body.setFont(type_.interface(13))
        self._heading.setText(to_markup(heading))
        self._heading.setVisible(bool(heading))
        self._body.setText(body)
        self._place(near, type_)

    def hide_unless_pinned(self) -> None:
        if not self._pinned:
            self.hide()

    def open_address(self, address: str) -> None:
        """Open a web address in the browser; only ever at the reader's own click."""
        url = QUrl(address)
        if url.scheme() in ("http", "https"):
            QDesktopServices.openUrl(url)

    def _notes(self, lesson: Lesson, reference: Reference, language: str) -> Iterator[str]:
        """What a reader has to know of a figure: where it is from, how it is known."""
        if reference.kind == "param":
            yield self.tr("A number for you to change")
        names = [reference.name] if reference.kind == "point" else []
        if reference.kind == "output":
            yield self.tr("Computed by the simulation")
        if reference.kind == "value":
            names = [*lesson.tables_under(reference.name)]
            if basis := lesson.values[reference.name].basis:
                yield self._known_as(basis)
            yield self.tr("Computed from:") if names else self.tr("Computed")
        for name in names[:MOST_TABLES]:
            table = lesson.table(name)
            if table is not None:
                row = reference.path[1] if reference.kind == "point" else ""
                basis = self._known_as(basis_of(lesson, table, row))
                yield from self._table_notes(lesson, table, basis, language, whole=len(names) == 1)

    def _known_as(self, basis: str) -> str:
        """How a figure is known, in words; "" of what nothing says it."""
        words = {
            "measured": self.tr("Measured"),
            "declared": self.tr("Declared in a survey"),
            "estimated": self.tr("Estimated by an analyst"),
            "modelled": self.tr("Modelled: rests on assumptions"),
        }
        return words.get(basis, "")

    def _table_notes(
        self, lesson: Lesson, table: Table, basis: str, language: str, *, whole: bool
    ) -> Iterator[str]:
        source = lesson.sources.get(table.source)
        about = [in_language(table.title, language)]
        if source is not None:
            about.append(source_line(source, language))
        yield " · ".join(filter(None, about))
        facts = [basis, in_language(table.date, language)]
        if whole:
            facts.append(in_language(licence_of(lesson, table), language))
        if any(facts):
            yield " · ".join(filter(None, facts))
        if whole:
            yield from filter(
                None, (in_language(text, language) for text in (table.definition, table.caveat))
            )

    def _source(self, source: Source, language: str, colour: str) -> str:
        lines = [to_markup(source_line(source, language))]
        if note := in_language(source.note, language):
            lines.append(to_markup(note))
        if licence := in_language(source.licence, language):
            lines.append(to_markup(self.tr("Licence: {name}").format(name=licence)))
        if source.via:
            lines.append(to_markup(self.tr("Read in: {place}").format(place=source.via)))
        if source.url:
            address = escape(source.url)
            shown = to_markup(_breakable(source.url))
            lines.append(f"<a style='color:{colour}' href='{address}'>{shown}</a>")
        return "<br>".join(lines)

    def _place(self, near: QRect, type_: Type) -> None:
        """Above the text where there is room, else below; always on the screen."""
        screen = QGuiApplication.screenAt(near.center()) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        width = min(type_.px(360), room.width() - 2 * GAP)
        for label in (self._heading, self._body):
            label.setFixedWidth(width - 28)
        self.setFixedWidth(width)
        self._column.activate()
        height = self._column.heightForWidth(width)
        self.setFixedHeight(height)
        x = min(max(near.left(), room.left() + GAP), room.right() - width - GAP)
        above = near.top() - height - GAP
        y = above if above > room.top() else near.bottom() + GAP
        self.move(x, y)
        self.show()
        self.raise_()


def _breakable(address: str) -> str:
    """``address`` with places where a line may break."""
    return address.replace("/", "/\u200b").replace("-", "-\u200b").replace("_", "_\u200b")
