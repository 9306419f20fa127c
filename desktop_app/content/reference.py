"""Typed addresses of things in a lesson: ``point:telework/ouvriers``."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = (
    "point",
    "param",
    "value",
    "term",
    "source",
    "chapter",
    "step",
    "chart",
    "question",
    "model",
    "state",
    "output",
    "table",
    "sentence",
)
FIGURES = ("point", "param", "value", "output")
"""The kinds that stand for a number: their link's text must agree with it."""
_LENGTHS = {"point": (2, 3), "sentence": (2, 2), "output": (2, 2)}
"""How many names a path has, where it is not one."""


@dataclass(frozen=True)
class Reference:
    """``kind`` is one of :data:`KINDS`; ``path`` its slash-separated names."""

    kind: str
    path: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> Reference | None:
        """The reference written ``text``, or None where it has no known form."""
        kind, colon, rest = text.strip().partition(":")
        path = tuple(rest.split("/"))
        least, most = _LENGTHS.get(kind, (1, 1))
        if not colon or kind not in KINDS or not all(path) or not least <= len(path) <= most:
            return None
        return cls(kind, path)

    @classmethod
    def point(cls, table: str, row: str, column: str | None = None) -> Reference:
        """A row of a table, or one cell of it."""
        return cls("point", (table, row) if column is None else (table, row, column))

    @property
    def name(self) -> str:
        """The first name of the path: the id of the thing, or of its table."""
        return self.path[0]

    @property
    def row(self) -> Reference:
        """A point's whole row; anything else is its own row."""
        return Reference(self.kind, self.path[:2])

    def covers(self, other: Reference | None) -> bool:
        """Whether pointing at this one means ``other`` too: the same thing, or a
        row and one of its cells, whichever of the two is the cell.
        """
        if other is None or self.kind != other.kind:
            return False
        length = min(len(self.path), len(other.path))
        return self.path[:length] == other.path[:length]

    def __str__(self) -> str:
        return f"{self.kind}:{'/'.join(self.path)}"
