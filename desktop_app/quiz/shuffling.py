"""An order that looks like chance and is the same every time."""

from __future__ import annotations

from hashlib import sha256


def shuffled(key: str, count: int, *, never_sorted: bool = False) -> tuple[int, ...]:
    """The numbers below ``count`` in an order that ``key`` alone decides.

    A class that looks at one question sees one order. ``never_sorted``: not the order of
    the numbers themselves, nor the reverse where there is another one.
    """

    def rank(number: int) -> bytes:
        return sha256(f"{key}\x00{number}".encode("utf-8", "surrogatepass")).digest()

    order = tuple(sorted(range(count), key=rank))
    if never_sorted and count > 1:
        start = tuple(range(count))
        told = {start, start[::-1]} if count > 2 else {start}
        while order in told:
            order = (*order[1:], order[0])
            if order in told:
                order = (order[1], order[0], *order[2:])
    return order
