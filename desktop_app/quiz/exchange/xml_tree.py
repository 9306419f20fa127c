"""XML read into elements that know where they stand; nothing outside the file is ever read.

Documents with a type declaration are refused whole: no entity is ever declared, so none can
name a file or grow.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from desktop_app.content.problems import Location, ProblemLog

DEEPEST = 60


@dataclass(slots=True)
class Element:
    """``text`` is what stands directly in it."""

    name: str
    attributes: dict[str, str]
    place: Location
    children: list[Element] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        pieces = self.pieces
        return pieces[0] if len(pieces) == 1 else "".join(pieces)

    def all(self, name: str) -> Iterator[Element]:
        return (child for child in self.children if child.name == name)

    def first(self, name: str) -> Element | None:
        for child in self.children:
            if child.name == name:
                return child
        return None

    def said(self, name: str = "text") -> str:
        """The words of the first ``name``, or of its ``text``; "" where there is none."""
        found = self.first(name)
        if found is None:
            return ""
        inner = found.first("text")
        return (inner or found).text.strip()


class _Refused(Exception):  # noqa: N818 - what it carries is reported
    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_xml(data: bytes, file: str, log: ProblemLog) -> Element | None:
    """The root element of ``data``; None, and an error in ``log``, where it is no sound XML."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    root = Element("", {}, Location(file))
    stack = [root]

    def here() -> Location:
        return Location(file, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(stack) > DEEPEST:
            raise _Refused("xml-deep")
        element = Element(name, attributes, here())
        stack[-1].children.append(element)
        stack.append(element)

    def end(_: str) -> None:
        stack.pop()

    def doctype(*_: object) -> None:
        raise _Refused("xml-doctype")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = lambda text: stack[-1].pieces.append(text)
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)
    except _Refused as reason:
        log.error(reason.code, here(), limit=DEEPEST)
        return None
    except expat.ExpatError as error:
        place = Location(file, error.lineno, error.offset + 1)
        log.error("xml-syntax", place, detail=expat.ErrorString(error.code))
        return None
    except (LookupError, ValueError) as error:  # an encoding that is unknown, or several bytes
        log.error("xml-syntax", here(), detail=str(error))
        return None
    return root.children[0]
