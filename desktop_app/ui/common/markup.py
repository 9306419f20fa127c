"""Plain text as the HTML that Qt's labels understand."""

from __future__ import annotations

from html import escape

from desktop_app.content.typography import NNBSP

_KEPT = f"<span style='white-space:pre-wrap'>{NNBSP}</span>"
"""Qt's HTML makes U+202F an ordinary space, where lines break, unless told to keep it."""


def to_markup(text: str) -> str:
    """``text`` with its signs escaped and its narrow no-break spaces kept."""
    return with_spaces_kept(escape(text))


def with_spaces_kept(html: str) -> str:
    """``html``, its narrow no-break spaces kept; it has none within its tags."""
    return html.replace(NNBSP, _KEPT)
