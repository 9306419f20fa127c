"""A step set as a page of text: headings, prose, cards, and the links in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrame,
    QTextFrameFormat,
    QTextImageFormat,
    QTextListFormat,
)

from desktop_app.content.document import (
    Code,
    CodeBlock,
    Division,
    Emphasis,
    Heading,
    Image,
    Inline,
    ItemList,
    LineBreak,
    Link,
    Node,
    Paragraph,
    Quotation,
    Separator,
    Strong,
    Text,
)
from desktop_app.content.model import (
    ActivityBlock,
    Block,
    MisconceptionBlock,
    SourceCheckBlock,
    Step,
    TeacherBlock,
    UnknownBlock,
)
from desktop_app.content.reference import Reference
from desktop_app.content.sentences import running_text, sentence_spans
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.pictures import Pictures
from desktop_app.ui.common.theme import Theme

LEADING = 1.5
"""Height of a line of prose, in ems."""
PICTURE_WIDTH = 420
"""A picture is no wider than that, at 100 % text."""
PAD = "\u202f"
"""Stands at both ends of a chip, inside it: its padding, which never breaks."""


@dataclass
class Anchor:
    """A link on the page: where its text stands, and the sentence around it."""

    link: Link
    start: int
    end: int
    sentence: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Stretch:
    """A sentence on the page; ``reference`` where it is one of the step's own prose."""

    reference: Reference | None
    start: int
    end: int


@dataclass(frozen=True)
class Outline:
    """A stretch of the page that a screen reader meets as one thing."""

    level: int
    """0 for a paragraph, else the level of a heading."""
    start: int
    end: int


@dataclass(frozen=True)
class Card:
    """A block set apart on the page. ``colour`` is that of its edge."""

    frame: QTextFrame
    colour: str


@dataclass
class Page:
    anchors: list[Anchor] = field(default_factory=list)
    outline: list[Outline] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)
    sentences: list[Stretch] = field(default_factory=list)
    pictures: dict[int, str] = field(default_factory=dict)
    """What each picture shows, in words, by its position."""


@dataclass(frozen=True)
class PageHead:
    """What stands above the prose, and the sources under it."""

    overline: str
    title: str
    sources: Sequence[Link] = ()


class PageBuilder:
    """Sets one step into ``document``."""

    def __init__(
        self, document: QTextDocument, theme: Theme, scale: float, pictures: Pictures | None = None
    ) -> None:
        self._document = document
        self._pictures = pictures
        self._cursor = QTextCursor(document)
        self._theme = theme
        self._type = Type(scale)
        self._page = Page()
        self._fresh = True
        self._quiet = False
        self._step = ""
        self._sentences = 0
        self._ends: list[tuple[int, int]] = []
        self._said = 0

    def build(self, head: PageHead, step: Step, *, notes: bool, defects: dict[str, str]) -> Page:
        """Set the page. ``defects`` words the problem of each block that has one."""
        self._step = step.id
        self._cursor.beginEditBlock()
        self._document.clear()
        self._cursor.movePosition(QTextCursor.MoveOperation.Start)
        self._line(head.overline, self._interface(13, self._theme.muted), 0, 0)
        self._begin(self._block_format(0, 12, size=28, leading=1.2))
        start = self._cursor.position()
        self._cursor.insertText(head.title, self._interface(28, self._theme.ink, bold=True))
        self._page.outline.append(Outline(1, start, self._cursor.position()))
        for part in step.parts:
            if isinstance(part, Block):
                self._block(part, notes, defects)
            else:
                self._node(part)
        if head.sources:
            self._sources(head.sources)
        self._cursor.endEditBlock()
        for anchor in self._page.anchors:
            anchor.sentence = _around(anchor, self._page.sentences)
        return self._page

    # -- blocks --------------------------------------------------------------------

    def _block(self, block: Block, notes: bool, defects: dict[str, str]) -> None:
        theme = self._theme
        if block.kind in ("chart", "question", "model"):
            return  # they stand on the stage
        if not block.is_sound or isinstance(block, UnknownBlock):
            with self._card(theme.negative):
                self._label(
                    QCoreApplication.translate(
                        "PageBuilder", "This part of the page can’t be shown"
                    )
                )
                self._line(defects.get(block.id, ""), self._interface(14, theme.ink), 0, 2)
            return
        match block:
            case MisconceptionBlock():
                labels = (
                    QCoreApplication.translate("PageBuilder", "What people believe"),
                    QCoreApplication.translate("PageBuilder", "What is the case"),
                    QCoreApplication.translate("PageBuilder", "Why"),
                )
                self._triad(block.parts, labels, theme.series[1])
            case SourceCheckBlock():
                labels = (
                    QCoreApplication.translate("PageBuilder", "The article"),
                    QCoreApplication.translate("PageBuilder", "Its source"),
                    QCoreApplication.translate("PageBuilder", "How to read it"),
                )
                self._triad(block.parts, labels, theme.series[2])
            case TeacherBlock() if notes:
                with self._card(theme.muted):
                    self._label(QCoreApplication.translate("PageBuilder", "For the teacher"))
                    self._small_nodes(block.content)
            case ActivityBlock():
                with self._card(theme.accent):
                    self._label(QCoreApplication.translate("PageBuilder", "Activity"))
                    self._small_nodes(block.content)

    def _triad(self, parts: Sequence[Sequence[Node]], labels: Sequence[str], colour: str) -> None:
        with self._card(colour):
            for label, nodes in zip(labels, parts, strict=True):
                self._label(label)
                self._small_nodes(nodes)

    def _label(self, text: str) -> None:
        chars = self._interface(12, self._theme.muted, bold=True)
        self._begin(self._block_format(8, 0, size=12))
        start = self._cursor.position()
        self._cursor.insertText(text, chars)
        self._page.outline.append(Outline(3, start, self._cursor.position()))

    def _small_nodes(self, nodes: Sequence[Node]) -> None:
        self._quiet = True
        for node in nodes:
            self._node(node)
        self._quiet = False

    def _sources(self, sources: Sequence[Link]) -> None:
        self._begin(self._block_format(20, 0, size=13))
        start = self._cursor.position()
        chars = self._interface(13, self._theme.muted)
        label = (
            QCoreApplication.translate("PageBuilder", "Sources:")
            if len(sources) > 1
            else QCoreApplication.translate("PageBuilder", "Source:")
        )
        self._cursor.insertText(f"{label} ", chars)
        for index, link in enumerate(sources):
            if index:
                self._cursor.insertText(" · ", chars)
            self._inline(link, chars)
        self._page.outline.append(Outline(0, start, self._cursor.position()))

    @contextmanager
    def _card(self, colour: str) -> Iterator[None]:
        """Set what follows apart, on a card whose edge has ``colour``."""
        shape = QTextFrameFormat()
        shape.setPadding(self._type.px(12))
        # Qt drops the margin of a paragraph that a frame follows: the frame brings the room.
        shape.setTopMargin(self._type.px(16))
        shape.setBottomMargin(self._type.px(2))
        frame = self._cursor.insertFrame(shape)
        self._page.cards.append(Card(frame, colour))
        self._fresh = True
        yield
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        thin = QTextBlockFormat()  # what follows may be another card, or nothing
        thin.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        self._cursor.setBlockFormat(thin)
        self._fresh = True

    # -- nodes ---------------------------------------------------------------------

    def _node(self, node: Node, indent: int = 0) -> None:
        match node:
            case Paragraph(children):
                self._text_block(children, self._prose(), indent)
            case Heading(level, children):
                size = 20 if level <= 3 else 17
                chars = self._interface(size, self._theme.ink, bold=True)
                self._text_block(children, chars, indent, level=level - 1)
            case ItemList():
                self._list(node, indent)
            case Quotation(children):
                for child in children:
                    self._node(child, indent + 1)
            case CodeBlock(text):
                self._begin(self._block_format(6, 6, indent=indent))
                self._cursor.insertText(text.rstrip("\n").replace("\n", "\u2028"), self._prose())
            case Separator():
                self._begin(self._block_format(6, 6))
                self._cursor.insertText("•\u2003•\u2003•", self._prose())
            case Division(children=children):
                for child in children:
                    self._node(child, indent)

    def _list(self, node: ItemList, indent: int) -> None:
        style = QTextListFormat()
        style.setStyle(
            QTextListFormat.Style.ListDecimal if node.ordered else QTextListFormat.Style.ListDisc
        )
        style.setIndent(indent + 1)
        text_list = None
        for item in node.items:
            first = True
            for child in item:
                if isinstance(child, Paragraph) and first:
                    self._begin(self._block_format(2, 4))
                    if text_list is None:
                        text_list = self._cursor.createList(style)
                    else:
                        text_list.add(self._cursor.block())
                    start = self._cursor.position()
                    self._sentences_of(child.children, self._prose())
                    self._page.outline.append(Outline(0, start, self._cursor.position()))
                else:
                    self._node(child, indent + 2)
                first = False

    def _text_block(
        self,
        children: Sequence[Inline],
        chars: QTextCharFormat,
        indent: int,
        *,
        level: int = 0,
    ) -> None:
        gap = 4 if self._quiet else 12
        above, below = (16, 2) if level else (0, gap)
        size = chars.font().pixelSize() / self._type.scale
        block = self._block_format(above, below, indent=indent, size=size)
        if any(isinstance(child, Image) for child in children):  # it is higher than a line
            block.setLineHeight(block.lineHeight(), _AT_LEAST)
        self._begin(block)
        start = self._cursor.position()
        if level:
            self._inlines(children, chars)
        else:
            self._sentences_of(children, chars)
        self._page.outline.append(Outline(level, start, self._cursor.position()))

    def _line(self, text: str, chars: QTextCharFormat, above: int, below: int) -> None:
        self._begin(self._block_format(above, below, size=14))
        start = self._cursor.position()
        self._cursor.insertText(text, chars)
        self._page.outline.append(Outline(0, start, self._cursor.position()))

    def _begin(self, block: QTextBlockFormat) -> None:
        """Start a new block of text, or take the empty one that stands there."""
        if self._fresh:
            self._cursor.setBlockFormat(block)
        else:
            self._cursor.insertBlock(block)
            current = self._cursor.currentList()
            if current is not None:
                current.remove(self._cursor.block())
                self._cursor.setBlockFormat(block)
        self._fresh = False

    # -- inlines -------------------------------------------------------------------

    def _sentences_of(self, children: Sequence[Inline], chars: QTextCharFormat) -> None:
        """A paragraph of prose, with the place of each of its sentences noted."""
        spans = sentence_spans(running_text(children))
        self._said = 0
        self._ends = [(edge, -1) for span in spans for edge in span]
        self._inlines(children, chars)
        end = self._cursor.position()
        edges = [position if position >= 0 else end for _, position in self._ends]
        self._ends = []
        for start, stop in zip(edges[::2], edges[1::2], strict=True):
            reference = None
            if not self._quiet:
                self._sentences += 1
                reference = Reference("sentence", (self._step, str(self._sentences)))
            self._page.sentences.append(Stretch(reference, start, stop))

    def _say(self, text: str, chars: QTextCharFormat, shown: str | None = None) -> None:
        """Set ``text`` (as ``shown``); edges of sentences inside it are noted where they fall."""
        start = self._cursor.position()
        self._cursor.insertText(text if shown is None else shown, chars)
        for rank, (edge, position) in enumerate(self._ends):
            inside = edge - self._said
            if position < 0 and 0 <= inside <= len(text):
                self._ends[rank] = (edge, start + _units(text[:inside]))
        self._said += len(text)

    def _inlines(self, children: Sequence[Inline], chars: QTextCharFormat) -> None:
        for child in children:
            self._inline(child, chars)

    def _inline(self, child: Inline, chars: QTextCharFormat) -> None:
        match child:
            case Text(text) | Code(text):
                self._say(text, chars)
            case LineBreak():
                self._say(" ", chars, "\u2028")
            case Image():
                self._picture(child, chars)
            case Emphasis(children):
                self._inlines(children, self._narrative(chars, italic=True))
            case Strong(children):
                self._inlines(children, self._narrative(chars, bold=True))
            case Link(children):
                start = self._cursor.position()
                self._inlines(children, chars)
                self._page.anchors.append(Anchor(child, start, self._cursor.position()))

    def _picture(self, image: Image, chars: QTextCharFormat) -> None:
        """A picture no wider than a line; its words where it can't be had."""
        found = self._pictures.find(image.path) if self._pictures is not None else None
        if found is None:
            self._cursor.insertText(image.alt, self._narrative(chars, italic=True))
            return
        name = QUrl(f"lesson:{image.path}")
        self._document.addResource(QTextDocument.ResourceType.ImageResource, name, found.image)
        shape = QTextImageFormat()
        shape.setName(name.toString())
        width = min(found.width, self._type.px(PICTURE_WIDTH))
        shape.setWidth(width)
        shape.setHeight(found.height * width / found.width)
        shape.setToolTip(image.alt)
        self._page.pictures[self._cursor.position()] = image.alt
        self._cursor.insertImage(shape)

    # -- formats -------------------------------------------------------------------

    def _prose(self) -> QTextCharFormat:
        size = 16 if self._quiet else 18
        chars = QTextCharFormat()
        chars.setFont(self._type.narrative(size))
        chars.setForeground(QColor(self._theme.ink))
        return chars

    def _narrative(
        self, chars: QTextCharFormat, *, bold: bool = False, italic: bool = False
    ) -> QTextCharFormat:
        size = chars.font().pixelSize() / self._type.scale
        font = self._type.narrative(
            size,
            bold=bold or chars.font().weight() > QFont.Weight.Medium,
            italic=italic or chars.font().italic(),
        )
        changed = QTextCharFormat(chars)
        changed.setFont(font)
        return changed

    def _interface(self, size: float, colour: str, *, bold: bool = False) -> QTextCharFormat:
        chars = QTextCharFormat()
        chars.setFont(self._type.interface(size, bold=bold))
        chars.setForeground(QColor(colour))
        return chars

    def _block_format(
        self,
        above: float,
        below: float,
        *,
        indent: int = 0,
        size: float = 0,
        leading: float = LEADING,
    ) -> QTextBlockFormat:
        """Room above and below, and lines for text of ``size`` pixels (prose if 0)."""
        block = QTextBlockFormat()
        block.setTopMargin(self._type.px(above) if above else 0)
        block.setBottomMargin(self._type.px(below) if below else 0)
        block.setIndent(indent)
        height = self._type.px(leading * (size or (16 if self._quiet else 18)))
        block.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        return block


_AT_LEAST = QTextBlockFormat.LineHeightTypes.MinimumHeight.value


def _around(anchor: Anchor, sentences: Sequence[Stretch]) -> tuple[int, int]:
    """The sentence that holds ``anchor``; its own text where none does."""
    for stretch in sentences:
        if stretch.start <= anchor.start <= stretch.end:
            return stretch.start, stretch.end
    return anchor.start, anchor.end


def _units(text: str) -> int:
    """The length of ``text`` as Qt counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
