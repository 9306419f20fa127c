"""What a person does to choose something, in the words of Vega's event streams."""

from __future__ import annotations

import re
from collections.abc import Mapping

CLICK, OVER, DOUBLE, OUT, NEVER = "click", "over", "dblclick", "out", ""
_KINDS = {
    "click": CLICK, "pointerdown": CLICK, "pointerup": CLICK, "mousedown": CLICK,
    "mouseup": CLICK, "touchstart": CLICK, "touchend": CLICK,
    "pointerover": OVER, "mouseover": OVER, "pointermove": OVER, "mousemove": OVER,
    "dblclick": DOUBLE,
    "pointerout": OUT, "mouseout": OUT,
}  # fmt: skip
KNOWN = tuple(_KINDS)
_STREAM = re.compile(r"(?:[\w@-]*:)?(?P<type>\w+)(?P<filter>\[[^\[\]]*\])?")
_HELD = re.compile(r"event\.(shift|ctrl|alt|meta)Key")


def event_of(value: object, default: str) -> str | None:
    """What ``on`` or ``clear`` waits for: CLICK, OVER, DOUBLE, OUT or NEVER; None where it
    is none that a chart here can wait for. Of several, the first counts.
    """
    if value is None:
        return default
    if value is False:
        return NEVER
    if isinstance(value, Mapping):
        value = value.get("type")
    if not isinstance(value, str):
        return None
    found = _STREAM.fullmatch(value.split(",")[0].strip())
    return _KINDS.get(found["type"]) if found else None


def held_key(value: object) -> str | None:
    """The key that has to be held for a pick to add to what is chosen.

    ``toggle`` of a selection: "shift", "ctrl", "alt" or "meta"; "" where every pick adds;
    None where none does.
    """
    if value is None:
        return "shift"
    if isinstance(value, bool):
        return "" if value else None
    text = str(value).strip()
    if text in ("true", "false"):
        return "" if text == "true" else None
    found = _HELD.search(text)
    return found[1] if found else "shift"
