"""HTML read into prose: what a question editor writes, in time that grows with its length.

Only what prose can be is kept. What carries more than looks and has no place (a table, a
sound, a script) is reported; fonts and colours go.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape

from desktop_app.content.document import (
    Code,
    CodeBlock,
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
from desktop_app.content.markdown import WEB
from desktop_app.content.problems import Location, ProblemLog
from desktop_app.content.reference import Reference

DEEPEST = 12
"""Elements in elements further than that are read as if they stood beside each other."""
_VOID = ("br", "hr", "img", "input", "wbr", "meta", "link", "col", "source", "track", "embed")
_PLAIN_BLOCKS = (
    "p", "div", "section", "article", "header", "footer", "main", "aside", "center", "figure",
    "figcaption", "address", "form", "fieldset", "dl", "dt", "dd", "html", "body", "tbody",
    "thead", "tfoot", "caption", "nav", "details", "summary", "li", "td", "th",
)  # fmt: skip
_BLOCKS = (*_PLAIN_BLOCKS, "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "pre",
           "hr", "table", "tr")  # fmt: skip
_ENDS_PARAGRAPH = frozenset(_BLOCKS) - {"li", "td", "th", "tr"}
_LOOKS = (
    "span", "u", "small", "font", "big", "label", "abbr", "time", "mark", "wbr", "nobr", "bdi",
    "bdo", "ins", "q", "acronym", "tt", "a", "o:p", "math-field", "meta", "link", "col",
    "colgroup", "head", "title",
)  # fmt: skip
_MARKS: Mapping[str, Callable[[tuple[Inline, ...]], Inline]]
_MARKS = {"em": Emphasis, "i": Emphasis, "cite": Emphasis, "dfn": Emphasis, "var": Emphasis,
          "strong": Strong, "b": Strong}  # fmt: skip
_CODE = ("code", "kbd", "samp", "tt")
_UNSEEN = ("script", "style", "template", "noscript", "head", "title")
_KNOWN = frozenset((*_BLOCKS, *_LOOKS, *_MARKS, *_CODE, *_UNSEEN, "br", "img", "sub", "sup"))
_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9:-]*)")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9:-]*[\s/>]")
_ATTRIBUTE = re.compile(r"([^\s=\"'<>/]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+)))?")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_SUPERSCRIPTS = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_SUBSCRIPTS = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
PictureTaker = Callable[[str, str], str]
"""Source and words of a picture -> its path in the lesson, "" where it can't be had."""


@dataclass
class _Element:
    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: list[_Element | str] = field(default_factory=list)


def has_tags(text: str) -> bool:
    """Whether ``text`` holds an element of HTML that is known."""
    return any(
        found[0].strip("</> \t\n\r\f").lower() in _KNOWN | {"table"}
        for found in _TAG.finditer(text)
    )


def read_html(
    text: str, place: Location, log: ProblemLog, picture: PictureTaker
) -> tuple[Node, ...]:
    """``text`` as prose. Problems are reported at ``place``, each thing once."""
    if "<" not in text and "&" not in text:
        words = _SPACES.sub(" ", text).strip()
        return (Paragraph((Text(words),), place),) if words else ()
    reader = _Reader(place, log, picture)
    reader.blocks(_tree(text).children, ())
    return reader.done()


# -- elements -----------------------------------------------------------------------------


def _tree(text: str) -> _Element:
    """The elements of ``text``, those that are never closed closed where they have to be."""
    root = _Element("")
    stack = [root]
    for item in _tokens(text):
        if isinstance(item, str):
            stack[-1].children.append(item)
        elif isinstance(item, _Element):
            if item.name in _ENDS_PARAGRAPH and stack[-1].name == "p":
                stack.pop()
            if item.name in ("li", "td", "th", "tr", "dt", "dd"):
                _close(stack, item.name, within=("ul", "ol", "table", "dl"))
            stack[-1].children.append(item)
            if item.name not in _VOID and len(stack) <= DEEPEST:
                stack.append(item)
        else:
            _close(stack, item[0])
    return root


def _close(stack: list[_Element], name: str, within: Sequence[str] = ()) -> None:
    for rank in range(len(stack) - 1, 0, -1):
        if stack[rank].name == name:
            del stack[rank:]
            return
        if stack[rank].name in within:
            return


def _tokens(text: str) -> Iterator[str | _Element | tuple[str]]:
    """Text, an element that opens, or in a tuple the name of one that closes."""
    place, last_end = 0, text.rfind(">")
    while place < len(text):
        start = text.find("<", place)
        if start < 0 or start > last_end:
            yield unescape(text[place:])
            return
        if start > place:
            yield unescape(text[place:start])
        if text.startswith("<!--", start):
            end = text.find("-->", start + 4)
            place = end + 3 if end >= 0 else len(text)
            continue
        named = _NAME.match(text, start)
        if named is None:
            if text.startswith(("<!", "<?"), start):
                place = text.index(">", start) + 1
            else:
                yield "<"
                place = start + 1
            continue
        end = _tag_end(text, named.end(), last_end)
        name, inner = named[1].lower(), text[named.end() : end]
        place = end + 1
        if text[start + 1] == "/":
            yield (name,)
        elif name in ("script", "style"):
            yield _Element(name)
            close = re.compile(f"</{name}", re.IGNORECASE).search(text, place)
            place = text.find(">", close.start()) + 1 if close else len(text)
            place = place or len(text)
            yield (name,)
        else:
            yield _Element(name, _attributes(inner))
            if inner.endswith("/") and name not in _VOID:
                yield (name,)


def _tag_end(text: str, start: int, last_end: int) -> int:
    """Where the tag ends: at ``>``, but not at one that stands in a quoted value."""
    end = text.index(">", start)
    for _ in range(8):
        inner = text[start:end]
        if inner.count('"') % 2 == 0 or end >= last_end:
            return end
        end = text.index(">", end + 1)
    return end


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text):
        found.setdefault(name.lower(), unescape(double or single or bare))
    return found


# -- prose --------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class _Mark:
    """One element that marks words: two of a kind, one after the other, stay two."""

    make: Callable[[tuple[Inline, ...]], Inline]


_Leaf = tuple[tuple[_Mark, ...], Inline]


class _Reader:
    """Turns elements into nodes; ``done`` gives them."""

    def __init__(self, place: Location, log: ProblemLog, picture: PictureTaker) -> None:
        self._place = place
        self._log = log
        self._picture = picture
        self._nodes: list[Node] = []
        self._run: list[_Leaf] = []
        self._said: set[str] = set()

    def done(self) -> tuple[Node, ...]:
        self._flush()
        return tuple(self._nodes)

    def blocks(self, children: Sequence[_Element | str], marks: tuple[_Mark, ...]) -> None:
        for child in children:
            if isinstance(child, str):
                self._run.append((marks, Text(child)))
            elif child.name in _BLOCKS:
                self._flush()
                self._block(child, marks)
                self._flush()
            else:
                self._inline(child, marks)

    def _block(self, element: _Element, marks: tuple[_Mark, ...]) -> None:
        name = element.name
        if name in ("ul", "ol"):
            self._list(element, marks)
        elif name == "blockquote":
            if inner := self._inner(element, marks):
                self._nodes.append(Quotation(inner))
        elif name == "pre":
            self._pre(element)
        elif name == "hr":
            self._nodes.append(Separator())
        elif name in ("h1", "h2", "h3", "h4", "h5", "h6"):
            for node in self._inner(element, marks):
                if isinstance(node, Paragraph):
                    self._nodes.append(Heading(int(name[1]), node.children, self._place))
                else:
                    self._nodes.append(node)
        elif name == "tr":
            self._row(element, marks)
        else:
            if name == "table":
                self._report("table")
            self.blocks(element.children, marks)

    def _inner(self, element: _Element, marks: tuple[_Mark, ...]) -> tuple[Node, ...]:
        """What stands in ``element``, as nodes of its own."""
        outer, self._nodes = self._nodes, []
        self.blocks(element.children, marks)
        self._flush()
        inner, self._nodes = tuple(self._nodes), outer
        return inner

    def _list(self, element: _Element, marks: tuple[_Mark, ...]) -> None:
        items = []
        for child in element.children:
            if isinstance(child, str) and not child.strip():
                continue
            item = child if isinstance(child, _Element) else _Element("li", {}, [child])
            if item.name != "li":
                item = _Element("li", {}, [item])
            if inner := self._inner(item, marks):
                items.append(inner)
        if items:
            start = element.attributes.get("start", "1")
            first = int(start) if re.fullmatch(r"[0-9]{1,8}", start) else 1
            ordered = element.name == "ol"
            self._nodes.append(ItemList(ordered, tuple(items), first if ordered else 1))

    def _pre(self, element: _Element) -> None:
        inner = [child for child in element.children if isinstance(child, _Element)]
        kinds = (child.attributes.get("class", "") for child in inner if child.name == "code")
        kind = next((found for found in kinds if found.startswith("language-")), "")
        text = "".join(_words(element)).removeprefix("\n")
        if text and not text.endswith("\n"):
            text += "\n"
        language = kind.removeprefix("language-")
        self._nodes.append(CodeBlock(text, language, self._place))

    def _row(self, element: _Element, marks: tuple[_Mark, ...]) -> None:
        cells = [child for child in element.children if isinstance(child, _Element)]
        for rank, cell in enumerate(cells):
            if rank:
                self._run.append(((), Text(" | ")))
            self._run += [
                ((), Text(_SPACES.sub(" ", "".join(_words(cell))).strip())),
            ]
            for image in _images(cell):
                self._inline(image, marks)

    def _inline(self, element: _Element, marks: tuple[_Mark, ...]) -> None:
        name = element.name
        if name == "br":
            self._run.append((marks, LineBreak()))
        elif name == "img":
            self._image(element, marks)
        elif name in _CODE:
            text = _SPACES.sub(" ", "".join(_words(element)))
            if text.strip():
                self._run.append((marks, Code(text)))
        elif name in _MARKS:
            self.blocks(element.children, (*marks, _Mark(_MARKS[name])))
        elif name == "a":
            self._link(element, marks)
        elif name in ("sub", "sup"):
            self._raised(element, marks)
        elif name in _UNSEEN:
            self._report(name)
        else:
            if name not in _LOOKS:
                self._report(name)
            self.blocks(element.children, marks)

    def _image(self, element: _Element, marks: tuple[_Mark, ...]) -> None:
        words = _SPACES.sub(" ", element.attributes.get("alt", "")).strip()
        path = self._picture(element.attributes.get("src", ""), words)
        alt = re.sub(r"[\[\]\\`]", " ", words).strip()
        if path:
            title = _SPACES.sub(" ", element.attributes.get("title", "")).strip()
            named = alt or path.rpartition("/")[2].rpartition(".")[0]
            self._run.append((marks, Image(named, path, title, self._place)))
        elif words:
            self._run.append((marks, Text(words)))

    def _link(self, element: _Element, marks: tuple[_Mark, ...]) -> None:
        url = element.attributes.get("href", "").strip()
        reference, place = Reference.parse(url), self._place
        if reference is None and url.partition(":")[0].lower() not in WEB:
            if url:
                self._report("a")
            self.blocks(element.children, marks)
            return
        target = "" if reference else url

        def made(children: tuple[Inline, ...]) -> Inline:
            return Link(children, reference, target, place)

        self.blocks(element.children, (*marks, _Mark(made)))

    def _raised(self, element: _Element, marks: tuple[_Mark, ...]) -> None:
        """m² and H₂O, by the characters that there are; else ``^`` and ``_`` say it."""
        text = "".join(_words(element)).strip()
        table = _SUPERSCRIPTS if element.name == "sup" else _SUBSCRIPTS
        if all(ord(sign) in table for sign in text):
            self._run.append((marks, Text(text.translate(table))))
        else:
            sign = "^" if element.name == "sup" else "_"
            shown = text if len(text) == 1 else f"({text})"
            self._run.append((marks, Text(f"{sign}{shown}")))

    def _report(self, name: str) -> None:
        if name not in self._said:
            self._said.add(name)
            self._log.warning("import-not-understood", self._place, what=f"<{name}>"[:60])

    # -- paragraphs ----------------------------------------------------------------------

    def _flush(self) -> None:
        """Make paragraphs of what has been said since the last block."""
        run, self._run = self._run, []
        part: list[_Leaf] = []
        for rank, leaf in enumerate(run):
            doubled = leaf[1] == LineBreak() and _next_break(run, rank)
            if doubled or (leaf[1] == LineBreak() and not part):
                self._paragraph(part)
                part = []
            else:
                part.append(leaf)
        self._paragraph(part)

    def _paragraph(self, leaves: Sequence[_Leaf]) -> None:
        kept = _trimmed(leaves)
        if kept:
            self._nodes.append(Paragraph(_nested(kept, 0), self._place))


def _next_break(run: Sequence[_Leaf], rank: int) -> bool:
    """Whether, spaces aside, a line break follows the one of that rank."""
    for later in range(rank + 1, len(run)):
        leaf = run[later][1]
        if leaf == LineBreak():
            return True
        if not (isinstance(leaf, Text) and not leaf.text.strip()):
            return False
    return False


def _trimmed(leaves: Sequence[_Leaf]) -> list[_Leaf]:
    """``leaves`` with single spaces, none at the ends or beside a line break."""
    kept: list[_Leaf] = []
    spaced = True  # what comes before ends with a space, or is nothing
    for marks, leaf in leaves:
        if isinstance(leaf, Text):
            text = _SPACES.sub(" ", leaf.text)
            if spaced:
                text = text.lstrip() if not kept else text.removeprefix(" ")
            if not text:
                continue
            leaf = Text(text)
            spaced = text.endswith(" ")
        elif leaf == LineBreak():
            _strip_end(kept)
            spaced = True
        else:
            spaced = False
        kept.append((marks, leaf))
    _strip_end(kept)
    return list(_spaces_outside(kept))


def _spaces_outside(leaves: Sequence[_Leaf]) -> Iterator[_Leaf]:
    """A space at the edge of marked words is moved out of the mark, as Markdown wants it."""
    before: tuple[_Mark, ...] = ()
    for rank, (marks, leaf) in enumerate(leaves):
        after = leaves[rank + 1][0] if rank + 1 < len(leaves) else ()
        if marks and isinstance(leaf, Text):
            text = leaf.text
            around = (_common(marks, before), _common(marks, after))
            if text.startswith(" ") and len(around[0]) < len(marks):
                yield around[0], Text(" ")
                text = text[1:]
            ends = text.endswith(" ") and len(around[1]) < len(marks)
            if text[: len(text) - ends]:
                yield marks, Text(text[: len(text) - ends])
            if ends:
                yield around[1], Text(" ")
        else:
            yield marks, leaf
        before = marks


def _common(one: tuple[_Mark, ...], other: tuple[_Mark, ...]) -> tuple[_Mark, ...]:
    length = 0
    while length < min(len(one), len(other)) and one[length] is other[length]:
        length += 1
    return one[:length]


def _strip_end(kept: list[_Leaf]) -> None:
    while kept:
        marks, leaf = kept[-1]
        if leaf == LineBreak():
            kept.pop()
        elif isinstance(leaf, Text) and leaf.text != leaf.text.rstrip():
            kept.pop()
            if text := leaf.text.rstrip():
                kept.append((marks, Text(text)))
        else:
            return


def _nested(leaves: Sequence[_Leaf], depth: int) -> tuple[Inline, ...]:
    """Leaves with the same mark beside each other, under one node of that mark."""
    found: list[Inline] = []
    rank = 0
    while rank < len(leaves):
        marks, leaf = leaves[rank]
        if len(marks) <= depth:
            if isinstance(leaf, Text) and found and isinstance(found[-1], Text):
                leaf = Text(found.pop().text + leaf.text)  # type: ignore[union-attr]
            found.append(leaf)
            rank += 1
            continue
        end = rank
        while end < len(leaves) and len(leaves[end][0]) > depth:
            if leaves[end][0][depth] is not marks[depth]:
                break
            end += 1
        inner = _nested(leaves[rank:end], depth + 1)
        if not (isinstance(leaf, Text) and end == rank + 1 and not leaf.text.strip()):
            found.append(marks[depth].make(inner))
        else:
            found.append(Text(leaf.text))
        rank = end
    return tuple(found)


def _words(element: _Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif child.name == "br":
            yield "\n"
        elif child.name not in _UNSEEN:
            yield from _words(child)


def _images(element: _Element) -> Iterator[_Element]:
    for child in element.children:
        if isinstance(child, _Element):
            if child.name == "img":
                yield child
            yield from _images(child)
