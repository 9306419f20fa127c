"""Axes of charts about learning: whole counts, and labels of texts that are long."""

from __future__ import annotations

from collections.abc import Iterable

LONGEST_LABEL = 44
"""Characters of a text that an axis shows; the table and the page have it whole."""
MOST_TICKS = 10


def whole_axis(counts: Iterable[int]) -> dict[str, object]:
    """An axis for counts up to the greatest: with no ticks between whole numbers."""
    most = max(counts, default=0)
    step = next(
        step * 10**power
        for power in range(20)
        for step in (1, 2, 5)
        if most <= step * 10**power * MOST_TICKS
    )
    return {"values": list(range(0, most + 1, step)), "format": "d"}


def short_labels(texts: Iterable[str]) -> list[str]:
    """``texts`` as an axis can show them, no two of them alike."""
    labels: list[str] = []
    for text in texts:
        label = short = _short(text)
        number = 1
        while label in labels:
            number += 1
            label = f"{short} ({number})"
        labels.append(label)
    return labels


def _short(text: str) -> str:
    """``text`` as an axis can show it, cut between words."""
    if len(text) <= LONGEST_LABEL:
        return text
    cut = text[: LONGEST_LABEL - 1].rpartition(" ")[0] or text[: LONGEST_LABEL - 1]
    return cut.rstrip(" ,;:.\u202f") + "…"
