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
    """``node`` and every node below it."""
    yield node
    for part in node[1:]:
        if isinstance(part, tuple):
            if part and isinstance(part[0], str) and part[0] in _KINDS:
                yield from walk(part)
            else:
                for inner in part:
                    if isinstance(inner, tuple):
                        yield from walk(inner)
