"""Expressions as trees of tuples."""

from __future__ import annotations

from collections.abc import Iterator

Node = tuple[object, ...]
"""("value", v) ("name", n) ("member", node, key) ("call", name, args) ("array", items)
("object", pairs) ("unary", sign, node) ("binary", sign, a, b) ("choice", test, a, b)."""
_KINDS = frozenset(
    ("value", "name", "member", "call", "array", "object", "unary", "binary", "choice", "pair")
)


def walk(node: Node) -> Iterator[Node]:
    """``node`` and every node below it, from left to right."""
    pending = [node]
    while pending:
        at = pending.pop()
        yield at
        below: list[Node] = []
        for part in at[1:]:
            if isinstance(part, tuple):
                is_node = bool(part) and isinstance(part[0], str) and part[0] in _KINDS
                inner = (part,) if is_node else part
                below += [one for one in inner if isinstance(one, tuple)]
        pending += reversed(below)
