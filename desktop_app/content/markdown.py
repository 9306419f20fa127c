"""A chapter's Markdown read into the document tree, with the place of everything.

CommonMark by markdown-it-py, with two of Pandoc's conventions: attributes on headings
and list items (``{#id key=value}``) and fenced divs (``::: {.kind #id}``).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.link import link as _link_rule
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.container import container_plugin

from desktop_app.content.document import (
    Attribute,
    Code,
    CodeBlock,
    Division,
    Emphasis,
    Heading,
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


@dataclass(frozen=True, slots=True)
class AttributeList:
    """What ``{#id .class key=value}`` says."""

    id: str
    classes: tuple[str, ...]
    values: dict[str, Attribute]


def read_document(
    text: str, language: str, start: Location, log: ProblemLog
) -> tuple[Node, ...]:
    """Read Markdown ``text``, whose first line stands at ``start``."""
    tree = SyntaxTreeNode(_parser().parse(text))
    return _Builder(text.split("\n"), language, start, log).nodes(tree.children)


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
            identifier = match["id"]
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


def _located_link(state: StateInline, silent: bool) -> bool:
    """The link rule, noting where in its paragraph each link starts."""
    start, count = state.pos, len(state.tokens)
    found = _link_rule(state, silent)
    if found and not silent:
        opening = next(token for token in state.tokens[count:] if token.type == "link_open")
        opening.meta["offset"] = start
    return found


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False})
    parser.disable("html_block").disable("html_inline").disable("image")
    container_plugin(parser, "division", validate=lambda *_: True)
    parser.inline.ruler.at("link", _located_link)
    # References may hold accents: keep addresses as written, drop none.
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.validateLink = lambda _url: True  # type: ignore[method-assign]
    return parser


class _Builder:
    """Builds the document tree from markdown-it's syntax tree."""

    def __init__(
        self, lines: list[str], language: str, start: Location, log: ProblemLog
    ) -> None:
        self._lines = lines
        self._language = language
        self._start = start
        self._log = log
        self._blocks: dict[str, Callable[[SyntaxTreeNode], Node]] = {
            "paragraph": self._paragraph,
            "heading": self._heading,
            "bullet_list": self._list,
            "ordered_list": self._list,
            "blockquote": lambda node: Quotation(self.nodes(node.children)),
            "fence": self._code,
            "code_block": self._code,
            "hr": lambda _: Separator(),
            "container_division": self._division,
        }

    def nodes(self, children: list[SyntaxTreeNode]) -> tuple[Node, ...]:
        return tuple(self._blocks[child.type](child) for child in children)

    def _place(self, node: SyntaxTreeNode, line_offset: int = 0) -> Location:
        line = (node.map[0] if node.map else 0) + line_offset
        source = self._lines[line] if line < len(self._lines) else ""
        indent = len(source) - len(source.lstrip())
        return self._start.at(self._start.line + line, indent + 1)

    def _paragraph(self, node: SyntaxTreeNode) -> Paragraph:
        return Paragraph(self._inline_of(node), self._place(node))

    def _heading(self, node: SyntaxTreeNode) -> Heading:
        return Heading(int(node.tag[1]), self._inline_of(node), self._place(node))

    def _list(self, node: SyntaxTreeNode) -> ItemList:
        items = tuple(self.nodes(item.children) for item in node.children)
        start = node.attrs.get("start", 1)
        return ItemList(node.type == "ordered_list", items, int(start))

    def _code(self, node: SyntaxTreeNode) -> CodeBlock:
        fenced = node.type == "fence"
        place = self._place(node, 1 if fenced else 0)
        return CodeBlock(node.content, node.info.strip() if fenced else "", place)

    def _division(self, node: SyntaxTreeNode) -> Division:
        place = self._place(node)
        if node.map and not self._closes(node):
            self._log.error("unclosed-block", place)
        children = self.nodes(node.children)
        info = node.info.strip()
        nothing = Division("", "", {}, children, place)
        if not info.startswith("{"):
            # Pandoc allows `::: kind`; ids are needed here, so say what is wanted.
            self._log.error("bad-attributes", place, text=f"::: {info}"[:60])
            return nothing
        line = self._lines[place.line - self._start.line]
        column = line.find("{") + 1
        read = read_attributes(info, place.at(place.line, column), self._log)
        if read is None:
            return nothing
        attributes, rest = read
        if rest:
            self._log.error("bad-attributes", place, text=rest[:60])
        kind = attributes.classes[0] if attributes.classes else ""
        return Division(kind, attributes.id, attributes.values, children, place)

    def _closes(self, node: SyntaxTreeNode) -> bool:
        assert node.map is not None
        last = node.map[1]
        candidates = self._lines[max(last - 1, 0) : last + 1]
        return any(re.fullmatch(r"[ >]*:{3,}\s*", line) for line in candidates)

    def _inline_of(self, node: SyntaxTreeNode) -> tuple[Inline, ...]:
        inline = node.children[0] if node.children else None
        return self._inlines(inline.children, inline) if inline else ()

    def _inlines(
        self, children: list[SyntaxTreeNode], owner: SyntaxTreeNode
    ) -> tuple[Inline, ...]:
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
        return tuple(
            Text(typeset(item.text, self._language)) if isinstance(item, Text) else item
            for item in _joined(found)
        )

    def _link(self, node: SyntaxTreeNode, owner: SyntaxTreeNode) -> Link:
        place = self._offset_place(owner, node.meta.get("offset", 0))
        url = str(node.attrs.get("href", ""))
        children = self._inlines(node.children, owner)
        reference = Reference.parse(url)
        if reference is None:
            scheme = url.partition(":")[0] if ":" in url else ""
            if scheme.lower() not in WEB:
                self._log.error(
                    "bad-reference", place, target=url, nearest=nearest(scheme, KINDS)
                )
                url = ""
        return Link(children, reference, "" if reference else url, place)

    def _offset_place(self, owner: SyntaxTreeNode, offset: int) -> Location:
        """The place of character ``offset`` of the paragraph's own content."""
        before = owner.content[:offset]
        line = (owner.map[0] if owner.map else 0) + before.count("\n")
        column_in_line = offset - (before.rfind("\n") + 1)
        content_line = owner.content.split("\n")[before.count("\n")]
        source = self._lines[line] if line < len(self._lines) else ""
        shift = max(source.find(content_line.rstrip()), 0)
        return self._start.at(self._start.line + line, shift + column_in_line + 1)


def _joined(items: list[Inline]) -> list[Inline]:
    """``items`` with neighbouring texts made one."""
    joined: list[Inline] = []
    for item in items:
        if isinstance(item, Text) and joined and isinstance(joined[-1], Text):
            joined[-1] = Text(joined[-1].text + item.text)
        else:
            joined.append(item)
    return joined
