"""A page whose figures are alive: their text, their colour, and where they stand."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextDocument

from desktop_app.content.descriptions import describe, figure_text
from desktop_app.content.document import plain_text
from desktop_app.content.lesson import Lesson
from desktop_app.content.reference import FIGURES, Reference
from desktop_app.ui.common.theme import Theme
from desktop_app.ui.narrative.ink import stretch_rects
from desktop_app.ui.narrative.page import PAD, Anchor, Card, Outline, Page, Stretch

ColourOf = Callable[[Reference], str | None]
"""The colour (or its token) of the mark that shows a reference, if the chart has one."""
Concealed = Callable[[Reference], bool]
"""Whether a figure is to be estimated before it may be seen."""
MASK = "?"


class ModelFigures(Protocol):
    """Knows the figures that simulations compute."""

    def text(
        self, reference: Reference, parameters: Mapping[str, float], language: str
    ) -> str | None:
        """The figure as it is written now; None where it is no such figure."""
        ...

    def describe(self, reference: Reference, parameters: Mapping[str, float], language: str) -> str:
        """What it is, and what it is now; "" where it is no such figure."""
        ...


class LivePage:
    """The page in ``document``, kept true to parameters, colours and language."""

    def __init__(
        self, document: QTextDocument, page: Page, lesson: Lesson, theme: Theme, language: str
    ) -> None:
        self._document = document
        self._page = page
        self._lesson = lesson
        self._theme = theme
        self._language = language
        self.concealed: Concealed = lambda _reference: False
        self.computed: ModelFigures | None = None
        """They come after the first paint; until then the page has its author's words."""

    def describe(self, reference: Reference, parameters: Mapping[str, float]) -> str:
        """What a link stands for, in a few words."""
        if reference.kind == "output" and self.computed is not None:
            return self.computed.describe(reference, parameters, self._language)
        return describe(self._lesson, reference, parameters, self._language)

    @property
    def anchors(self) -> Sequence[Anchor]:
        """The links, in reading order."""
        return self._page.anchors

    @property
    def cards(self) -> Sequence[Card]:
        return self._page.cards

    @property
    def outline(self) -> Sequence[Outline]:
        return self._page.outline

    @property
    def sentences(self) -> Sequence[Stretch]:
        """The sentences of prose, in reading order."""
        return self._page.sentences

    @property
    def pictures(self) -> Mapping[int, str]:
        """What each picture shows, by its position."""
        return self._page.pictures

    def sentence(self, reference: Reference | None) -> Stretch | None:
        """Where the sentence of that address stands; None where it is not on the page."""
        if reference is None or reference.kind != "sentence":
            return None
        return next((one for one in self.sentences if one.reference == reference), None)

    def reference(self, index: int) -> Reference | None:
        """What the link ``index`` names; None where there is no such link."""
        if not 0 <= index < len(self._page.anchors):
            return None
        return self._page.anchors[index].link.reference

    def is_chip(self, index: int) -> bool:
        reference = self.reference(index)
        return reference is not None and reference.kind in FIGURES

    def means(self, index: int, pointed: Reference | None) -> bool:
        """Whether link ``index`` stands for what is pointed at."""
        reference = self.reference(index)
        return reference is not None and reference.covers(pointed)

    def text(self, start: int, end: int) -> str:
        return self._range(start, end).selectedText()

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Where the text from ``start`` to ``end`` stands, in the document."""
        return stretch_rects(self._document, start, end)

    def colour(self, index: int, colour_of: ColourOf) -> str:
        """The colour of a chip: that of its mark, where the chart has one."""
        reference = self.reference(index)
        token = colour_of(reference) if reference is not None else None
        if token is not None:
            return self._theme.colour(token)
        adjustable = reference is not None and reference.kind == "param"
        return self._theme.accent if adjustable else self._theme.muted

    def dress(self, parameters: Mapping[str, float], colour_of: ColourOf) -> None:
        """Give every link its look, and every figure its present text."""
        with self._at_once():
            for index in range(len(self._page.anchors)):
                self._dress(index, parameters, colour_of)

    def refresh(self, parameters: Mapping[str, float], colour_of: ColourOf) -> None:
        """Write the numbers that follow from parameters anew."""
        with self._at_once():
            for index in range(len(self._page.anchors)):
                reference = self.reference(index)
                if reference is not None and reference.kind in ("param", "value", "output"):
                    self._dress(index, parameters, colour_of)

    def dress_chips(self, parameters: Mapping[str, float], colour_of: ColourOf) -> None:
        """Tint and write the chips anew, for another chart or after a reveal."""
        with self._at_once():
            for index in range(len(self._page.anchors)):
                if self.is_chip(index):
                    self._dress(index, parameters, colour_of)

    @contextlib.contextmanager
    def _at_once(self) -> Iterator[None]:
        """Lay the text out once all is changed, not after each change."""
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        try:
            yield
        finally:
            cursor.endEditBlock()

    def _dress(self, index: int, parameters: Mapping[str, float], colour_of: ColourOf) -> None:
        anchor = self._page.anchors[index]
        cursor = self._range(anchor.start, anchor.end)
        chars = QTextCharFormat(cursor.charFormat())
        underlines = QTextCharFormat.UnderlineStyle
        chars.setUnderlineStyle(underlines.NoUnderline)
        reference = anchor.link.reference
        if self.is_chip(index):
            chars.setForeground(QColor(self._theme.chip_ink(self.colour(index, colour_of))))
            text = self._figure(anchor, parameters)
            if text != cursor.selectedText():
                self._replace(index, text, chars)
                return
            if chars == cursor.charFormat():  # it looks so already: nothing to lay out
                return
        elif reference is not None and reference.kind == "term":
            chars.setUnderlineStyle(underlines.DotLine)
            chars.setUnderlineColor(QColor(self._theme.muted))
        elif reference is not None or anchor.link.url:
            chars.setUnderlineStyle(underlines.SingleUnderline)
            if reference is None or reference.kind != "source":
                chars.setForeground(QColor(self._theme.accent))
        cursor.mergeCharFormat(chars)

    def _figure(self, anchor: Anchor, parameters: Mapping[str, float]) -> str:
        """What a chip says now. A point says what its author wrote (1,1 million)."""
        reference = anchor.link.reference
        assert reference is not None
        if self.concealed(reference):
            return f"{PAD}{MASK}{PAD}"
        text = plain_text(anchor.link.children)
        if reference.kind in ("param", "value"):
            # `check` reports what can't be computed; the page keeps its author's words.
            with contextlib.suppress(KeyError, RecursionError):
                text = figure_text(self._lesson, reference, parameters, self._language)
        if reference.kind == "output" and self.computed is not None:
            text = self.computed.text(reference, parameters, self._language) or text
        if reference.kind == "param":
            text = f"‹{PAD}{text}{PAD}›"
        return f"{PAD}{text.replace(' ', chr(0xA0))}{PAD}"

    def _replace(self, index: int, text: str, chars: QTextCharFormat) -> None:
        """Put ``text`` in the place of a link, and move what stands after it."""
        anchor = self._page.anchors[index]
        end = anchor.end
        self._range(anchor.start, end).insertText(text, chars)
        shift = anchor.start + _length(text) - end
        anchor.end = end + shift

        def moved(position: int) -> int:
            return position + shift if position >= end else position

        for other in self._page.anchors:
            if other is not anchor:
                other.start, other.end = moved(other.start), moved(other.end)
            other.sentence = (moved(other.sentence[0]), moved(other.sentence[1]))
        self._page.outline[:] = [
            replace(item, start=moved(item.start), end=moved(item.end))
            for item in self._page.outline
        ]
        self._page.sentences[:] = [
            replace(item, start=moved(item.start), end=moved(item.end))
            for item in self._page.sentences
        ]
        self._page.pictures = {moved(at): alt for at, alt in self._page.pictures.items()}

    def _range(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self._document)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor


def _length(text: str) -> int:
    """The length of ``text`` as Qt counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2
