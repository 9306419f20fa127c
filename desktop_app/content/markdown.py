"""A chapter's Markdown read into the document tree, with the place of everything.

CommonMark by markdown-it-py, with two of Pandoc's conventions: attributes on headings
and list items (``{#id key=value}``) and fenced divs (``::: {.kind #id}``).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.autolink import autolink as _autolink_rule
from markdown_it.rules_inline.image import image as _image_rule
from markdown_it.rules_inline.link import link as _link_rule
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from desktop_app.content.divisions import DIVISION, division_plugin
from desktop_app.content.document import (
    Attribute,
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
from desktop_app.content.problems import Location, ProblemLog, nearest
from desktop_app.content.reference import KINDS, Reference
from desktop_app.content.typography import typeset

WEB = ("http", "https", "mailto")
IMAGE_TYPES = ("png", "jpg", "jpeg", "gif", "webp")
_IMAGE_PATH = re.compile(r"(?:[\w.-]+/)*[\w.-]+\.(\w+)")


def is_image_path(path: str) -> bool:
    """Whether ``path`` names a picture inside the lesson, by a path relative to it."""
    match = _IMAGE_PATH.fullmatch(path)
    return match is not None and match[1].lower() in IMAGE_TYPES and ".." not in path.split("/")


@dataclass(frozen=True)
class AttributeList:
    """What ``{#id .class key=value}`` says."""

    id: str
    classes: tuple[str, ...]
    values: dict[str, Attribute]


def read_document(text: str, language: str, start: Location, log: ProblemLog) -> tuple[Node, ...]:
    """Read Markdown ``text``, whose first line stands at ``start``."""
    try:
        tokens = _parser().parse(text)
        _bound_nesting(tokens, start, log)
        tree = SyntaxTreeNode(tokens)
        return _Builder(text.split("\n"), language, start, log).nodes(tree.children)
    except RecursionError:
        log.error("nested-too-deeply", start)
        return ()


MAX_NESTING = 20
"""Of blocks in blocks, the bound that markdown-it keeps to, and of marks in marks."""


def _bound_nesting(tokens: list[Token], start: Location, log: ProblemLog) -> None:
    """Report what is nested so deeply that it is left out or shown as it is written."""
    blocks_reported = False
    for token in tokens:
        line = start.line + (token.map[0] if token.map else 0)
        if token.nesting == 1 and token.level == MAX_NESTING - 1 and token.type in _HOLDERS:
            if not blocks_reported:
                log.error("nested-too-deeply", start.at(line))
            blocks_reported = True
        if token.children and _depth(token.children) > MAX_NESTING:
            log.error("nested-too-deeply", start.at(line))
            token.children = [Token("text", "", 0, content=token.content)]


_HOLDERS = ("blockquote_open", "list_item_open", f"{DIVISION}_open")


def _depth(tokens: list[Token]) -> int:
    depth = deepest = 0
    for token in tokens:
        depth += token.nesting
        deepest = max(deepest, depth)
    return deepest


_ATTRIBUTE = re.compile(
    r"\s*(?:#(?P<id>[^\s{}]+)|\.(?P<kind>[^\s{}]+)"
    r"|(?P<name>[A-Za-z_][\w-]*)=(?:\"(?P<quoted>[^\"]*)\"|(?P<value>[^\s{}\"]*)))(?=[\s}])"
)


def read_attributes(
    text: str, location: Location, log: ProblemLog
) -> tuple[AttributeList, str] | None:
    """Read the attributes ``{…}`` that ``text`` starts with, and what is left of it."""
    identifier = ""
    classes: list[str] = []
    values: dict[str, Attribute] = {}
    position = 1
    while match := _ATTRIBUTE.match(text, position):
        if match["id"] is not None:
            if identifier:
                place = location.at(location.line, location.column + match.start("id") - 1)
                log.error("duplicate-attribute", place, name="#")
            identifier = identifier or match["id"]
        elif match["kind"] is not None:
            classes.append(match["kind"])
        else:
            name = match["name"]
            place = location.at(location.line, location.column + match.start("name"))
            if name in values:
                log.error("duplicate-attribute", place, name=name)
            else:
                value = match["quoted"] if match["quoted"] is not None else match["value"]
                values[name] = Attribute(value, place)
        position = match.end()
    end = re.compile(r"\s*\}").match(text, position)
    if end is None:
        log.error("bad-attributes", location, text=text[:60])
        return None
    return AttributeList(identifier, tuple(classes), values), text[end.end() :].strip()


def report_class(name: str, kind: str, location: Location, log: ProblemLog) -> None:
    """Report a class ``.name`` that means nothing where it stands."""
    log.error("unknown-attribute", location, name=f".{name}", kind=kind, nearest="", known="–")


def _located_link(state: StateInline, silent: bool) -> bool:
    return _located(_link_rule, state, silent)


def _located_autolink(state: StateInline, silent: bool) -> bool:
    return _located(_autolink_rule, state, silent)


def _located_image(state: StateInline, silent: bool) -> bool:
    return _located(_image_rule, state, silent, "image")


def _located(
    rule: Callable[[StateInline, bool], bool],
    state: StateInline,
    silent: bool,
    kind: str = "link_open",
) -> bool:
    """Apply a rule for links, noting where in its paragraph each link starts."""
    start, count = state.pos, len(state.tokens)
    found = rule(state, silent)
    if found and not silent:
        opening = next(token for token in state.tokens[count:] if token.type == kind)
        opening.meta["offset"] = start
    return found


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": MAX_NESTING})
    parser.disable("html_block").disable("html_inline")
    parser.use(division_plugin)
    parser.inline.ruler.at("link", _located_link)
    parser.inline.ruler.at("autolink", _located_autolink)
    parser.inline.ruler.at("image", _located_image)
    # References may hold accents: keep addresses as written, drop none.
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


class _Builder:
    """Builds the document tree from markdown-it's syntax tree."""

    def __init__(self, lines: list[str], language: str, start: Location, log: ProblemLog) -> None:
        self._lines = lines
        self._language = language
        self._start = start
        self._log = log
        self._located_owner: SyntaxTreeNode | None = None
        self._content_lines: list[tuple[int, float]] = []
        self._blocks: dict[str, Callable[[SyntaxTreeNode], Node]] = {
            "paragraph": self._paragraph,
            "heading": self._heading,
            "bullet_list": self._list,
            "ordered_list": self._list,
            "blockquote": lambda node: Quotation(self.nodes(node.children)),
            "fence": self._code,
            "code_block": self._code,
            "hr": lambda _: Separator(),
            DIVISION: self._division,
        }

    def nodes(self, children: list[SyntaxTreeNode]) -> tuple[Node, ...]:
        return tuple(self._blocks[child.type](child) for child in children)

    def _place(self, node: SyntaxTreeNode, sign: str) -> Location:
        """The place of ``sign`` on the first line of ``node``."""
        line = node.map[0] if node.map else 0
        column = max(self._line(line).find(sign), 0) + 1
        return self._start.at(self._start.line + line, column)

    def _line(self, line: int) -> str:
        return self._lines[line] if line < len(self._lines) else ""

    def _shift(self, line: int, content: str) -> int:
        """How many characters of ``line`` stand before ``content``, which ends it."""
        source, content = self._line(line).rstrip(), content.rstrip()
        return len(source) - len(content) if source.endswith(content) else 0

    def _paragraph(self, node: SyntaxTreeNode) -> Paragraph:
        inline = node.children[0]
        attributes_at = None
        if inline.content.endswith("}") and "{" in inline.content:
            attributes_at = self._offset_place(inline, inline.content.rindex("{"))
        return Paragraph(self._inline_of(node), self._offset_place(inline, 0), attributes_at)

    def _heading(self, node: SyntaxTreeNode) -> Heading:
        place = self._place(node, node.markup[:1])
        return Heading(int(node.tag[1]), self._inline_of(node), place)

    def _list(self, node: SyntaxTreeNode) -> ItemList:
        items = tuple(self.nodes(item.children) for item in node.children)
        start = node.attrs.get("start", 1)
        return ItemList(node.type == "ordered_list", items, int(start))

    def _code(self, node: SyntaxTreeNode) -> CodeBlock:
        fenced = node.type == "fence"
        first = node.map[0] if node.map else 0
        if fenced and not self._is_fence_closed(node):
            self._log.error("unclosed-fence", self._place(node, node.markup))
        line = first + fenced
        place = self._start.at(self._start.line + line, 1)
        for offset, content in enumerate(node.content.split("\n")):
            if content.strip():
                place = place.at(place.line, self._shift(line + offset, content) + 1)
                break
        return CodeBlock(node.content, node.info.strip() if fenced else "", place)

    def _is_fence_closed(self, node: SyntaxTreeNode) -> bool:
        first, end = node.map or (0, 0)
        last = self._line(end - 1).lstrip(" \t>").rstrip()
        mark = node.markup
        return end - 1 > first and last.startswith(mark) and not last.strip(mark[0])

    def _division(self, node: SyntaxTreeNode) -> Division:
        place = self._place(node, ":::")
        children = self.nodes(node.children)
        mark = len(self._log)
        read = self._division_attributes(node.info, place)
        if node.info and not node.meta["closed"]:
            self._log.error("unclosed-block", place)
        if read is None:
            return Division("", "", {}, children, place, self._log.since(mark))
        kind = read.classes[0] if read.classes else ""
        for name in read.classes[1:]:
            report_class(name, kind, place, self._log)
        return Division(kind, read.id, read.values, children, place)

    def _division_attributes(self, info: str, place: Location) -> AttributeList | None:
        if not info:
            self._log.error("unopened-block", place)
            return None
        if not info.startswith("{"):
            # Pandoc allows `::: kind`; ids are needed here, so say what is wanted.
            self._log.error("bad-attributes", place, text=f"::: {info}"[:60])
            return None
        column = self._line(place.line - self._start.line).find("{") + 1
        read = read_attributes(info, place.at(place.line, column), self._log)
        if read is None:
            return None
        attributes, rest = read
        if rest:
            self._log.error("bad-attributes", place, text=rest[:60])
        return attributes

    def _inline_of(self, node: SyntaxTreeNode) -> tuple[Inline, ...]:
        inline = node.children[0] if node.children else None
        return self._inlines(inline.children, inline) if inline else ()

    def _inlines(self, children: list[SyntaxTreeNode], owner: SyntaxTreeNode) -> tuple[Inline, ...]:
        found: list[Inline] = []
        for child in children:
            match child.type:
                case "text" | "text_special" | "entity":
                    text = child.content
                    if found and isinstance(found[-1], Text):
                        text = found.pop().text + text  # type: ignore[union-attr]
                    found.append(Text(text))
                case "softbreak":
                    found.append(Text(" "))
                case "hardbreak":
                    found.append(LineBreak())
                case "code_inline":
                    found.append(Code(child.content))
                case "em":
                    found.append(Emphasis(self._inlines(child.children, owner)))
                case "strong":
                    found.append(Strong(self._inlines(child.children, owner)))
                case "link":
                    found.append(self._link(child, owner))
                case "image":
                    found.append(self._image(child, owner))
        return tuple(
            Text(typeset(item.text, self._language)) if isinstance(item, Text) else item
            for item in _joined(found)
        )

    def _image(self, node: SyntaxTreeNode, owner: SyntaxTreeNode) -> Inline:
        """A picture of the lesson; of one from elsewhere, its words are kept."""
        place = self._offset_place(owner, node.meta.get("offset", 0))
        alt = typeset(" ".join(node.content.split()), self._language)
        path = str(node.attrs.get("src", ""))
        if not is_image_path(path):
            self._log.error("bad-image", place, path=path[:200], known=", ".join(IMAGE_TYPES))
            return Text(alt)
        if not alt:
            self._log.warning("image-without-words", place, path=path)
        return Image(alt, path, str(node.attrs.get("title", "")), place)

    def _link(self, node: SyntaxTreeNode, owner: SyntaxTreeNode) -> Link:
        place = self._offset_place(owner, node.meta.get("offset", 0))
        url = str(node.attrs.get("href", ""))
        children = self._inlines(node.children, owner)
        reference = Reference.parse(url)
        if reference is None:
            scheme = url.partition(":")[0] if ":" in url else ""
            if scheme.lower() not in WEB:
                near = "" if scheme in KINDS else nearest(scheme, KINDS)
                self._log.error("bad-reference", place, target=url[:200], nearest=near)
                url = ""
        return Link(children, reference, "" if reference else url, place)

    def _offset_place(self, owner: SyntaxTreeNode, offset: int) -> Location:
        """The place of character ``offset`` of the paragraph's own content."""
        if self._located_owner is not owner:
            self._located_owner = owner
            self._content_lines = self._lines_of(owner)
        index = bisect_right(self._content_lines, (offset, math.inf)) - 1
        start, shift = self._content_lines[index]
        line = (owner.map[0] if owner.map else 0) + index
        return self._start.at(self._start.line + line, int(shift) + offset - start + 1)

    def _lines_of(self, owner: SyntaxTreeNode) -> list[tuple[int, float]]:
        """Where each line of ``owner`` starts in its content, and how far it is indented."""
        found: list[tuple[int, float]] = []
        start, line = 0, owner.map[0] if owner.map else 0
        for index, content in enumerate(owner.content.split("\n")):
            source = self._line(line + index)
            shift = self._shift(line + index, content) or max(source.find(content.rstrip()), 0)
            found.append((start, shift))
            start += len(content) + 1
        return found


def _joined(items: list[Inline]) -> list[Inline]:
    """``items`` with neighbouring texts made one."""
    joined: list[Inline] = []
    for item in items:
        if isinstance(item, Text) and joined and isinstance(joined[-1], Text):
            joined[-1] = Text(joined[-1].text + item.text)
        else:
            joined.append(item)
    return joined
