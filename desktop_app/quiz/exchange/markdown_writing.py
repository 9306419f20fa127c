"""Prose written as Markdown, so that reading it gives the same tree again.

The inverse of :mod:`desktop_app.content.markdown`. Whatever a text holds is escaped where
Markdown would take it for a mark; emphasis, whose marks do not work beside every letter, is
read back, and left out where it would not come back the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from desktop_app.content.document import (
    Code,
    CodeBlock,
    Emphasis,
    Gap,
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
    plain_text,
)
from desktop_app.content.markdown import read_document
from desktop_app.content.problems import Location, ProblemLog

BREAK = "\\\n"
MOST_MARKS = 100
"""A paragraph with more is written without: reading marks back takes the square of them."""
GapWriter = Callable[[int], str]
"""What stands for the gap of that number in a text."""
_SPECIAL = re.compile(r"[\\`*\[\]<]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|!\Z")
_LINE_START = re.compile(
    r"(?P<mark>[#>]|[+-](?=[\s-]|$)|=+\s*$|~~~|:::)|(?P<number>\d{1,9})(?P<after>[.)])(?=\s|$)"
)
_OUTER_SPACE = re.compile(r"\A\s+|\s+\Z")
_PLAIN_URL = re.compile(r"[^\s<>()\\&\"]+")
_NOWHERE = Location("")


def no_gap(number: int) -> str:
    """A gap where none is asked about: a line to be filled in."""
    return "\\_\\_\\_\\_"


# -- within a line ------------------------------------------------------------------------


def write_line(children: Sequence[Inline], gap: GapWriter = no_gap) -> str:
    """The content of a paragraph; a line break makes another line of it."""
    marked = _marks_in(children)
    if marked and not _stand_apart(children):
        for marks in ("*_", "**") if marked <= MOST_MARKS else ():
            text = _lines(children, gap, marks)
            if _read_back(text) == canonical_line(_without_gaps(children, gap)):
                return text
        children = _unmarked(children)
    return _lines(children, gap, "*_")


def _lines(children: Sequence[Inline], gap: GapWriter, marks: str) -> str:
    text = _inline(children, gap, marks, 0)
    if BREAK in text:
        text = BREAK.join(_line_start(line) for line in text.split(BREAK))
    else:
        text = _line_start(text)
    if not (text[:1].isspace() or text[-1:].isspace()):
        return text
    # What is not a plain space would be taken for one where a paragraph starts or ends.
    return _OUTER_SPACE.sub(lambda found: "".join(f"&#{ord(sign)};" for sign in found[0]), text)


def _inline(children: Sequence[Inline], gap: GapWriter, marks: str, depth: int) -> str:
    parts = []
    for child in children:
        match child:
            case Text(text):
                parts.append(escaped(text))
            case Emphasis(inner):
                mark = marks[depth % 2]
                parts.append(f"{mark}{_inline(inner, gap, marks, depth + 1)}{mark}")
            case Strong(inner):
                mark = marks[depth % 2] * 2
                parts.append(f"{mark}{_inline(inner, gap, marks, depth + 1)}{mark}")
            case Code(text):
                parts.append(_code(text))
            case Link(inner, reference, url):
                words = _inline(inner, gap, marks, depth)
                target = str(reference) if reference is not None else url
                parts.append(f"[{words}]({_address(target)})" if target else words)
            case Image(alt, path, title):
                said = ' "' + re.sub(r'(["\\])', r"\\\1", title) + '"' if title else ""
                parts.append(f"![{alt}]({_address(path)}{said})")
            case Gap(number):
                parts.append(gap(number))
            case LineBreak():
                parts.append(BREAK)
    return "".join(parts)


def escaped(text: str) -> str:
    """``text`` with what Markdown would take for a mark escaped, line starts aside."""
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", text.replace("\n", " "))


def _line_start(line: str) -> str:
    found = _LINE_START.match(line)
    if found is None:
        return line
    if found["mark"]:
        return f"\\{line}"
    return f"{found['number']}\\{line[found.start('after') :]}"


def _code(text: str) -> str:
    text = text.replace("\n", " ")
    runs = {len(run) for run in re.findall("`+", text)}
    mark = "`" * next(length for length in range(1, len(runs) + 2) if length not in runs)
    spaced = text.startswith(("`", " ")) or text.endswith(("`", " "))
    pad = " " if spaced and text.strip(" ") else ""
    return f"{mark}{pad}{text}{pad}{mark}" if text else ""


def _address(target: str) -> str:
    if _PLAIN_URL.fullmatch(target):
        return target
    kept = re.sub(r"[\\<>&]", lambda found: f"\\{found[0]}", target.replace("\n", " "))
    return f"<{kept}>"


def _marks_in(children: Sequence[Inline]) -> int:
    """How many words or parts of ``children`` are emphasised."""
    count = 0
    for child in children:
        match child:
            case Emphasis(inner) | Strong(inner):
                count += 1 + _marks_in(inner)
            case Link(inner):
                count += _marks_in(inner)
            case _:
                pass
    return count


def _stand_apart(children: Sequence[Inline]) -> bool:
    """Whether whole words are emphasised, with spaces around: such marks always work."""
    for rank, child in enumerate(children):
        if not isinstance(child, Emphasis | Strong):
            if isinstance(child, Link) and _marks_in(child.children):
                return False
            continue
        inner = child.children[0] if len(child.children) == 1 else None
        if not (isinstance(inner, Text) and inner.text[:1].isalnum() and inner.text[-1].isalnum()):
            return False
        before = children[rank - 1] if rank else Text(" ")
        after = children[rank + 1] if rank + 1 < len(children) else Text(" ")
        if not (isinstance(before, Text) and before.text.endswith(" ")):
            return False
        if not (isinstance(after, Text) and after.text.startswith((" ", ".", ","))):
            return False
    return True


def _unmarked(children: Sequence[Inline]) -> list[Inline]:
    """``children`` with their words, and without emphasis."""
    found: list[Inline] = []
    for child in children:
        match child:
            case Emphasis(inner) | Strong(inner):
                found += _unmarked(inner)
            case Link(inner):
                found.append(child._replace(children=tuple(_unmarked(inner))))
            case _:
                found.append(child)
    return found


def _read_back(text: str) -> tuple[Inline, ...] | None:
    nodes = read_document(text, "", _NOWHERE, ProblemLog())
    only = nodes[0] if len(nodes) == 1 else None
    return canonical_line(only.children) if isinstance(only, Paragraph) else None


def _without_gaps(children: Sequence[Inline], gap: GapWriter) -> list[Inline]:
    """``children`` with each gap as the text that it is written as."""
    found: list[Inline] = []
    for child in children:
        match child:
            case Gap(number):
                found.append(Text(re.sub(r"\\(?=[\W_])", "", gap(number))))
            case Emphasis(inner):
                found.append(Emphasis(tuple(_without_gaps(inner, gap))))
            case Strong(inner):
                found.append(Strong(tuple(_without_gaps(inner, gap))))
            case _:
                found.append(child)
    return found


# -- the same tree ------------------------------------------------------------------------


def canonical(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """``nodes`` without their places, with neighbouring texts made one: to be compared."""
    found: list[Node] = []
    for node in nodes:
        match node:
            case Paragraph(children):
                found.append(Paragraph(canonical_line(children), _NOWHERE))
            case Heading(level, children):
                found.append(Heading(level, canonical_line(children), _NOWHERE))
            case ItemList(ordered, items, start):
                same = tuple(canonical(item) for item in items)
                found.append(ItemList(ordered, same, start if ordered else 1))
            case Quotation(children):
                found.append(Quotation(canonical(children)))
            case CodeBlock(text, language):
                found.append(CodeBlock(text, language, _NOWHERE))
            case _:
                found.append(node)
    return tuple(found)


def canonical_line(children: Sequence[Inline]) -> tuple[Inline, ...]:
    found: list[Inline] = []
    for child in children:
        match child:
            case Text(text):
                if found and isinstance(found[-1], Text):
                    text = found.pop().text + text  # type: ignore[union-attr]
                if text:
                    found.append(Text(text))
            case Emphasis(inner):
                found.append(Emphasis(canonical_line(inner)))
            case Strong(inner):
                found.append(Strong(canonical_line(inner)))
            case Link(inner, reference, url):
                found.append(Link(canonical_line(inner), reference, url, _NOWHERE))
            case Image():
                found.append(child._replace(location=_NOWHERE))
            case _:
                found.append(child)
    return tuple(found)


# -- blocks -------------------------------------------------------------------------------


def write_nodes(nodes: Sequence[Node], gap: GapWriter = no_gap, bullets: str = "*+") -> list[str]:
    """The lines of ``nodes``, a blank one between any two.

    ``bullets``: neighbouring lists take them in turn, so that they stay apart.
    """
    lines: list[str] = []
    before: ItemList | None = None
    turn = 0
    for node in nodes:
        if lines:
            lines.append("")
        if isinstance(node, ItemList):
            same = before is not None and before.ordered == node.ordered
            turn = 1 - turn if same else 0
            lines += _list(node, gap, ")."[turn] if node.ordered else bullets[turn])
            before = node
        else:
            lines += _block(node, gap)
            before = None
    return lines


def _block(node: Node, gap: GapWriter) -> list[str]:
    match node:
        case Paragraph(children):
            return write_line(children, gap).split("\n")
        case Heading(level, children):
            text = write_line([Text(" ") if child == LineBreak() else child for child in children])
            text = re.sub(r"#(?=#*\Z)", r"\\#", text)
            # At the margin, one of the second level would open a step.
            return [f"{' ' * (level == 2)}{'#' * level} {text}".rstrip()]
        case Quotation(children):
            return [f"> {line}".rstrip() for line in write_nodes(children, gap) or [""]]
        case CodeBlock(text, language):
            return _fence(text, language)
        case Separator():
            return ["___"]
        case _:
            return write_line((Text(plain_text((node,))),)).split("\n")


def _fence(text: str, language: str) -> list[str]:
    lines = text.removesuffix("\n").split("\n") if text else []
    if any(line.lstrip(" ").startswith(":::") for line in lines):  # would end the question
        kept = [line for line in lines if line.strip()]
        return BREAK.join(_code(line.strip()) for line in kept).split("\n")
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    mark = "`" * max(3, longest + 1)
    info = re.sub(r"[`\s]+", " ", language).strip()
    return [f"{mark}{info}", *lines, mark]


def _list(node: ItemList, gap: GapWriter, sign: str) -> list[str]:
    loose = any(len(item) > 1 for item in node.items)
    lines: list[str] = []
    for rank, item in enumerate(node.items):
        marker = f"{node.start + rank}{sign} " if node.ordered else f"{sign} "
        if rank and loose:
            lines.append("")
        lines += hung(marker, write_nodes(item, gap))
    return lines


def hung(marker: str, lines: Sequence[str]) -> list[str]:
    """``lines`` after ``marker``, those that follow indented as far as the first."""
    first, *rest = lines or [""]
    indent = " " * len(marker)
    return [f"{marker}{first}".rstrip(), *(f"{indent}{line}".rstrip() for line in rest)]
