"""Which way a mark runs: Vega-Lite's rules (``compile/mark/init.ts``)."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.charts.spec.fields import has_field, is_measure
from desktop_app.charts.spec.grammar import Channel, Mark

_WITHOUT = ("point", "circle", "square", "rect", "arc", "geoshape")


def orientation(mark: Mark, encoding: Mapping[str, Channel]) -> str:
    """Returns "vertical", "horizontal", or "" where it has none."""
    kind = mark.type
    if kind in _WITHOUT:
        return ""
    if kind == "trail":
        return "vertical"
    given = str(mark.get("orient") or "")
    x, y, x2, y2 = (encoding.get(name) for name in ("x", "y", "x2", "y2"))
    if kind in ("text", "bar"):
        found = _of_bar(given, x, y, x2, y2)
        if found:
            return found
    both = x2 and not _comes_binned(x) and y2 and not _comes_binned(y)
    if kind in ("text", "bar", "rule") and both:
        return ""
    if kind in ("text", "bar", "rule", "area"):
        if y2:
            return "horizontal" if _comes_binned(y) else "vertical"
        if x2:
            return "vertical" if _comes_binned(x) else "horizontal"
        if kind == "rule" and x and not y:
            return "vertical"
        if kind == "rule" and y and not x:
            return "horizontal"
    return _by_measure(kind, given, x, y)


def _of_bar(
    given: str, x: Channel | None, y: Channel | None, x2: Channel | None, y2: Channel | None
) -> str:
    if has_field(x) and (_comes_binned(x) or (has_field(y) and _sums(y) and not _sums(x))):
        return "vertical"
    if has_field(y) and (_comes_binned(y) or (has_field(x) and _sums(x) and not _sums(y))):
        return "horizontal"
    if (x2 or y2) and given:
        return given
    if y2 and not x2:
        return "horizontal" if is_measure(x) and _comes_binned(y) else "vertical"
    if x2 and not y2:
        return "vertical" if is_measure(y) and _comes_binned(x) else "horizontal"
    return ""


def _by_measure(kind: str, given: str, x: Channel | None, y: Channel | None) -> str:
    along, across = ("horizontal", "vertical") if kind != "tick" else ("vertical", "horizontal")
    if given:
        return given
    if is_measure(x) and not is_measure(y):
        return along
    if is_measure(y) and not is_measure(x):
        return across
    if is_measure(x) and is_measure(y):
        return "vertical"
    dated = [channel is not None and channel.type == "temporal" for channel in (x, y)]
    if dated[0] != dated[1]:
        return "vertical" if dated[0] else "horizontal"
    return ""


def _comes_binned(channel: Channel | None) -> bool:
    return channel is not None and channel.bin is not None and channel.bin.binned


def _sums(channel: Channel | None) -> bool:
    return channel is not None and bool(channel.aggregate)
