"""Records taken apart and put together again, with the places of what they hold."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import cast

from desktop_app.content.problems import Location
from desktop_app.content.yaml import Entry, Items, Record, Value


class PlainItems(Items):
    """Data kept as JSON has them (``plain``): only the whole knows its place.

    Where they are a list, they are the items too, as plain mappings.
    """

    __slots__ = ("plain",)

    def __init__(self, rows: object, location: Location) -> None:
        items = cast("list[Value]", rows) if isinstance(rows, list) else ()
        super().__init__(items, (), location)
        self.plain = rows

    def place(self, index: int) -> Location:
        return self.location


def entries_of(record: Record) -> dict[str, Entry]:
    return {key: entry(record, key) for key in record}


def entry(record: Record, key: str) -> Entry:
    return Entry(record[key], record.key_at(key), record.value_at(key))


def record_at(values: Mapping[str, Value], place: Location) -> Record:
    """A record of ``values`` that were all said at ``place``."""
    return Record({key: Entry(value, place, place) for key, value in values.items()}, place)


def without(record: Record, keys: Collection[str]) -> Record:
    kept = {key: found for key, found in entries_of(record).items() if key not in keys}
    return Record(kept, record.location)


def overlaid(below: Record | None, above: Record) -> Record:
    """``above``, with what only ``below`` says (not merged any deeper)."""
    if below is None:
        return above
    return Record({**entries_of(below), **entries_of(above)}, above.location)


def plain(value: Value) -> object:
    """``value`` without its places: mappings, tuples and scalars."""
    if isinstance(value, PlainItems):
        return value.plain
    if isinstance(value, Record):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, Items):
        return tuple(plain(item) for item in value)
    return cast(object, value)
