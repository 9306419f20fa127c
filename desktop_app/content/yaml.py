"""YAML read into plain frozen values that remember their line and column.

libyaml composes the nodes (through ruamel.yaml); the values are built here, because
no loader keeps the place of every key *and* every value, reports every duplicate key
and goes on, and bounds aliases. Plain scalars follow the core schema of YAML 1.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias, overload

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.loader import BaseLoader
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from desktop_app.content.problems import Location, ProblemLog

try:  # libyaml composes 25 times faster; without it the same nodes come from Python
    from ruamel.yaml.cyaml import CBaseLoader as _Loader
except ImportError:  # pragma: no cover - depends on the platform's wheels
    _Loader = BaseLoader

MAX_CHARACTERS = 2 * 2**20
MAX_DEPTH = 40
MAX_NODES = 200_000

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f]|[\ud800-\udfff]|[\ufffe\uffff]")
"""What YAML does not allow; said so, it compiles in a tenth of the time of its contrary."""
_BRACKET = re.compile(r"[\[\]{}]")
_COMPACT_NESTING = re.compile(r"(?:[-?] +){500}")
_OTHER_LINE_ENDS = {0x85: " ", 0x2028: " ", 0x2029: " "}
"""What YAML 1.1 takes for line ends and no editor does."""

Scalar: TypeAlias = "str | int | float | bool | None"
Value: TypeAlias = "Scalar | Record | Items"


class Entry(NamedTuple):
    """A value with the places of its key and of itself."""

    value: Value
    key_at: Location
    value_at: Location


class Record(Mapping[str, "Value"]):
    """A YAML mapping with text keys."""

    __slots__ = ("_entries", "location")

    def __init__(self, entries: Mapping[str, Entry], location: Location) -> None:
        self._entries = dict(entries)
        self.location = location

    def __getitem__(self, key: str) -> Value:
        return self._entries[key].value

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __repr__(self) -> str:
        return f"Record({dict(self)!r})"

    def key_at(self, key: str) -> Location:
        return self._entries[key].key_at

    def value_at(self, key: str) -> Location:
        return self._entries[key].value_at if key in self._entries else self.location

    def merged(self, changes: Record) -> Record:
        """This record with ``changes`` laid over it, mapping by mapping."""
        entries = dict(self._entries)
        for key, entry in changes._entries.items():
            old = entries[key].value if key in entries else None
            if isinstance(old, Record) and isinstance(entry.value, Record):
                entry = Entry(old.merged(entry.value), entry.key_at, entry.value_at)
            entries[key] = entry
        return Record(entries, changes.location)


class Items(Sequence["Value"]):
    """A YAML sequence."""

    __slots__ = ("_places", "_values", "location")

    def __init__(
        self, values: Sequence[Value], places: Sequence[Location], location: Location
    ) -> None:
        self._values = tuple(values)
        self._places = tuple(places)
        self.location = location

    @overload
    def __getitem__(self, index: int) -> Value: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Value]: ...
    def __getitem__(self, index: int | slice) -> Value | Sequence[Value]:
        return self._values[index]

    def __len__(self) -> int:
        return len(self._values)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Items) and self._values == other._values

    def __hash__(self) -> int:
        return hash(self._values)

    def __repr__(self) -> str:
        return f"Items({list(self._values)!r})"

    def place(self, index: int) -> Location:
        return self._places[index]


def read_record(text: str, start: Location, log: ProblemLog) -> Record | None:
    """Read ``text`` as one YAML mapping.

    ``start`` is the place of the text's first character in its file; every line of the
    text starts in that column. Reports characters that no text holds, syntax errors,
    duplicate keys, keys that are no text, aliases and endless nesting; returns None
    where no mapping can be built.
    """
    node = _compose(text, start, log)
    if node is None:
        return None
    if not isinstance(node, MappingNode):
        log.error("yaml-not-a-mapping", _place(node, start))
        return None
    return _Builder(start, log).record(node)


def _compose(text: str, start: Location, log: ProblemLog) -> Node | None:
    if len(text) > MAX_CHARACTERS or _nests_endlessly(text):
        log.error("yaml-too-large", start)
        return None
    if forbidden := _FORBIDDEN.search(text):
        before = text[: forbidden.start()]
        line, column = before.count("\n"), forbidden.start() - (before.rfind("\n") + 1)
        place = start.at(start.line + line, start.column + column)
        log.error("yaml-character", place, character=f"U+{ord(forbidden[0]):04X}")
        return None
    loader = None
    try:
        loader = _Loader(text.translate(_OTHER_LINE_ENDS))
        node = loader.get_single_node()
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = start.at(start.line + mark.line, start.column + mark.column) if mark else start
        log.error("yaml-syntax", place, detail=error.problem or error.context or "")
        return None
    except (YAMLError, ReaderError, ValueError) as error:
        log.error("yaml-syntax", start, detail=str(error).splitlines()[0])
        return None
    except RecursionError:
        log.error("yaml-too-large", start)
        return None
    finally:
        if loader is not None and hasattr(loader, "dispose"):
            loader.dispose()
    if node is None:
        log.error("yaml-empty", start)
    return node


def _nests_endlessly(text: str) -> bool:
    """Whether composing ``text`` could exhaust the stack, which libyaml does not guard."""
    depth = 0
    for bracket in _BRACKET.finditer(text):
        depth = max(depth + (1 if bracket[0] in "[{" else -1), 0)
        if depth > 500:
            return True
    return bool(_COMPACT_NESTING.search(text))


def _place(node: Node, start: Location) -> Location:
    mark = node.start_mark
    return start.at(start.line + mark.line, start.column + mark.column)


class _Builder:
    """Turns composed nodes into values, within bounds."""

    def __init__(self, start: Location, log: ProblemLog) -> None:
        self._start = start
        self._log = log
        self._seen: set[int] = set()
        self._reported: set[object] = set()

    def record(self, node: MappingNode, depth: int = 0) -> Record:
        entries: dict[str, Entry] = {}
        for key_node, value_node in node.value:
            place = _place(key_node, self._start)
            key = key_node.value if isinstance(key_node, ScalarNode) else None
            if not isinstance(key, str):
                self._log.error("yaml-key-not-text", place)
                continue
            if key in entries:
                self._log.error("yaml-duplicate-key", place, key=key, line=entries[key].key_at.line)
                continue
            value = self._value(value_node, depth + 1)
            entries[key] = Entry(value, place, _place(value_node, self._start))
        return Record(entries, _place(node, self._start))

    def _value(self, node: Node, depth: int) -> Value:
        place = _place(node, self._start)
        if depth > MAX_DEPTH or len(self._seen) > MAX_NODES:
            self._once("yaml-too-large", place, "size")
            return None
        if id(node) in self._seen:  # an alias: lessons need none, and they can explode
            self._once("yaml-alias", place, id(node))
            return None
        self._seen.add(id(node))
        if isinstance(node, MappingNode):
            return self.record(node, depth)
        if isinstance(node, SequenceNode):
            values = [self._value(item, depth + 1) for item in node.value]
            places = [_place(item, self._start) for item in node.value]
            return Items(values, places, place)
        return _scalar(node)

    def _once(self, code: str, place: Location, subject: object) -> None:
        if subject not in self._reported:
            self._reported.add(subject)
            self._log.error(code, place)


_INTEGER = re.compile(r"[-+]?[0-9]{1,300}$")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$")
_WORDS: dict[str, Scalar] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


def _scalar(node: ScalarNode) -> Scalar:
    text: str = node.value
    if node.style in ("'", '"', "|", ">"):
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.match(text):
        return int(text)
    if _FLOAT.match(text):
        return float(text)
    return text
