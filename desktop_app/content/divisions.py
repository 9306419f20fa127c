"""Pandoc's fenced divs as a rule of markdown-it: ``::: {.kind #id}`` up to ``:::``.

Blocks of a lesson do not nest, so the opening of the next one also ends one that was
never closed, and so does ``:::`` inside a code fence that was never closed: a slip then
costs one block, not the rest of the step. Every line is looked at once.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

DIVISION = "container_division"
_COLONS = re.compile(r":{3,}(?P<info>.*)$")


def division_plugin(parser: MarkdownIt) -> None:
    """Add the rule. ``meta`` of a token says whether the division is ``closed``."""
    parser.block.ruler.before(
        "fence",
        DIVISION,
        _division,
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )


def is_division_line(line: str) -> bool:
    """Whether ``line``, at the left margin, opens or closes a division."""
    return line.startswith(":::")


def _info(state: StateBlock, line: int) -> str | None:
    """What follows the colons that ``line`` starts with; None where it has none."""
    if state.sCount[line] - state.blkIndent not in range(4):
        return None
    text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
    match = _COLONS.match(text)
    return match["info"].strip() if match else None


def _division(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    info = _info(state, start)
    if info is None:
        return False
    if silent:
        return True
    last, closed = start + 1, False
    while info and last < end:
        indent = state.sCount[last] - state.blkIndent
        if indent < 0 and not state.isEmpty(last):
            break  # the list item around it ends
        other = _info(state, last)
        if other is not None:
            closed = not other
            break
        last += 1
    parent, line_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", last
    opening = state.push(f"{DIVISION}_open", "div", 1)
    opening.block = True
    opening.info = info
    opening.meta = {"closed": closed}
    opening.map = [start, last]
    state.md.block.tokenize(state, start + 1, last)
    state.push(f"{DIVISION}_close", "div", -1).block = True
    state.parentType, state.lineMax = parent, line_max
    state.line = last + closed
    return True
