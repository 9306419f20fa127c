r"""The text of a GIFT file cut into its questions, and they into their parts.

GIFT escapes ``~ = # { } :`` and ``\`` with a backslash, parts questions with an empty line,
and has no other structure; so a slip swallows what comes next. Moodle says nothing then.
Here the slips that can be told are put right, and all are reported.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from desktop_app.content.problems import Location, ProblemLog

_SIGNS = re.compile(r"\\[\\:#={}~n]|[{}]")
_ESCAPE = re.compile(r"\\([\\:#={}~n])")
_STARTS = re.compile(r"\s*(?:::|\$CATEGORY:)")
_TRUTH = re.compile(r"(?:t|true|f|false)\s*(?:#.*)?", re.IGNORECASE | re.DOTALL)
_FORMULA = re.compile(r"(?:\\[A-Za-z]+\*?|[\^_]|\\\w+\{[^{}]*\})\s*\Z")
_CODE_FENCE = re.compile(r"\s*(?:```|~~~)\w*\s*\Z")
MOST_REPORTS = 5
"""Of one kind in one question."""


class Source:
    """The text of a file, and the line and column of every place in it.

    Comments are kept apart, by where their line starts: in ``text`` there are spaces then.
    """

    def __init__(self, text: str, file: str) -> None:
        self.comments: dict[int, str] = {}
        self._file = file
        self._starts = []
        place, lines = 0, []
        for line in text.split("\n"):
            self._starts.append(place)
            if line.lstrip().startswith("//"):
                self.comments[place] = line.strip()
                line = " " * len(line)
            lines.append(line)
            place += len(line) + 1
        self.text = "\n".join(lines)

    def place(self, offset: int) -> Location:
        line = bisect_right(self._starts, offset) - 1
        return Location(self._file, line + 1, offset - self._starts[line] + 1)


@dataclass
class Group:
    """What stands between two braces: from ``start``, the opening one, to ``end``."""

    start: int
    end: int


@dataclass
class Chunk:
    """One question: where it starts and ends in the source, its comments, its answers.

    ``groups`` are the braces that hold answers; ``literal`` those that are text.
    """

    start: int
    end: int
    comments: list[str] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    broken: bool = False


def unescaped(text: str) -> str:
    r"""``text`` with its escapes as what they stand for; ``\n`` is a line end."""
    return _ESCAPE.sub(lambda found: "\n" if found[1] == "n" else found[1], text)


def cut(source: Source, log: ProblemLog) -> Iterator[Chunk]:
    """The questions of ``source``, one after the other."""
    chunks = list(_paragraphs(source, log))
    rank = 0
    while rank < len(chunks):
        chunk = chunks[rank]
        rank += 1
        depth = _depth(source.text, chunk, 0)
        first = rank
        while depth and rank < len(chunks) and _goes_on(source.text, chunks[rank]):
            if rank == first:
                log.warning("gift-empty-line", source.place(chunks[rank].start))
            depth = _depth(source.text, chunks[rank], depth)
            chunk.end = chunks[rank].end
            chunk.comments += chunks[rank].comments
            rank += 1
        if _is_category(source.text, chunk):
            yield chunk
        else:
            for part in _mended(source, chunk, log):
                yield from _questions(source, part, log)


def _is_category(text: str, chunk: Chunk) -> bool:
    return text.startswith("$CATEGORY:", chunk.start)


def _paragraphs(source: Source, log: ProblemLog) -> Iterator[Chunk]:
    """What empty lines part; a category has a line of its own."""
    start, end, place = -1, 0, 0
    comments: list[str] = []
    for line in source.text.split("\n"):
        after = place + len(line)
        stripped = line.strip()
        if _CODE_FENCE.match(line) and (start < 0 or stripped in ("```", "~~~")):
            log.warning("gift-fence", source.place(place))
            stripped = ""
        if place in source.comments:
            comments.append(source.comments[place])
        elif not stripped:
            if start >= 0:
                yield Chunk(start, end, comments)
                comments = []
            start = -1
        elif stripped.startswith("$CATEGORY:"):
            if start >= 0:
                log.warning("gift-run-together", source.place(place))
                yield Chunk(start, end, comments)
                comments = []
            start = place + len(line) - len(line.lstrip())
            yield Chunk(start, after)
            start = -1
        else:
            if start < 0:
                start = place + len(line) - len(line.lstrip())
            end = place + len(line.rstrip())
        place = after + 1
    if start >= 0:
        yield Chunk(start, end, comments)


def _signs(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The braces that are not escaped."""
    return (found for found in _SIGNS.finditer(text, start, end) if found[0] in "{}")


def _depth(text: str, chunk: Chunk, depth: int) -> int:
    """How many braces are open where ``chunk`` ends, ``depth`` of them where it starts."""
    for sign in _signs(text, chunk.start, chunk.end):
        depth = depth + 1 if sign[0] == "{" else max(0, depth - 1)
    return depth


def _goes_on(text: str, chunk: Chunk) -> bool:
    """Whether ``chunk`` looks like the rest of answers that an empty line has cut."""
    if _STARTS.match(text, chunk.start):
        return False
    first = next(_signs(text, chunk.start, chunk.end), None)
    return (first is not None and first[0] == "}") or (first is None and text[chunk.start] in "~=#")


def _mended(source: Source, chunk: Chunk, log: ProblemLog) -> Iterator[Chunk]:
    """``chunk``; where a brace of it is never closed, what can be told apart from that.

    A line that opens with a name opens a question, and so does what follows the line on
    which answers end: only the question whose brace it is will be lost.
    """
    text, start = source.text, chunk.start
    if not any(True for _ in _signs(text, start, chunk.end)) or not _depth(text, chunk, 0):
        yield chunk
        return
    names = [found.end() for found in _NAMED_LINE.finditer(text, start, chunk.end)]
    comments = chunk.comments
    for begins in (*names, None):
        end = chunk.end if begins is None else _trimmed(text, start, begins)
        for first, last in _closed_and_rest(text, start, end):
            if first != chunk.start:
                log.warning("gift-run-together", source.place(first))
            yield Chunk(first, last, comments)
            comments = []
        start = begins or chunk.end


_NAMED_LINE = re.compile(r"\n[ \t]*(?=::)")


def _closed_and_rest(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What stands before the line in which a brace is opened and never closed, and the rest."""
    depth, opened = 0, start
    for sign in _signs(text, start, end):
        if sign[0] == "{":
            opened = opened if depth else sign.start()
            depth += 1
        else:
            depth = max(0, depth - 1)
    line = text.rfind("\n", start, opened) if depth else -1
    if line < 0 or not any(True for _ in _signs(text, start, line)):
        yield start, end
    else:
        yield start, _trimmed(text, start, line)
        yield line + 1, end


# -- braces -------------------------------------------------------------------------------


def _questions(source: Source, chunk: Chunk, log: ProblemLog) -> Iterator[Chunk]:
    """``chunk``, or the questions that were run together in it."""
    groups = list(_groups(source, chunk, log))
    if chunk.broken:
        yield chunk
        return
    answers = [group for group in groups if _holds_answers(source.text, group)]
    if not answers and len(groups) == 1 and not _is_formula(source.text, groups[0]):
        log.warning("gift-bare-answer", source.place(groups[0].start))
        answers = groups
    kept = {group.start for group in answers}
    for group in [group for group in groups if group.start not in kept][:MOST_REPORTS]:
        text = source.text[group.start : min(group.end + 1, group.start + 40)]
        log.warning("gift-brace-in-text", source.place(group.start), text=text)
    yield from _apart(source, chunk, answers, log)


def _groups(source: Source, chunk: Chunk, log: ProblemLog) -> Iterator[Group]:
    """The outer braces of ``chunk``; those inside them are part of an answer."""
    depth, start, reported = 0, 0, False
    for sign in _signs(source.text, chunk.start, chunk.end):
        if sign[0] == "{":
            if depth == 0:
                start = sign.start()
            elif not reported:
                reported = True
                log.warning("gift-brace-in-answer", source.place(sign.start()))
            depth += 1
        elif depth == 0:
            log.error("gift-brace-closes", source.place(sign.start()))
            chunk.broken = True
            return
        else:
            depth -= 1
            if depth == 0:
                yield Group(start, sign.start())
    if depth:
        log.error("gift-brace-opens", source.place(start))
        chunk.broken = True


def _holds_answers(text: str, group: Group) -> bool:
    inner = text[group.start + 1 : group.end].strip()
    if not inner:
        return not _is_formula(text, group)
    return inner[0] in "=~#" or bool(_TRUTH.fullmatch(inner)) or _is_ordering(inner)


def _is_ordering(inner: str) -> bool:
    return bool(re.match(r">\s*\d", inner))


def _is_formula(text: str, group: Group) -> bool:
    r"""Whether the braces are those of a formula: ``\frac{1}{2}``, ``x^{2}``."""
    before = text[max(0, group.start - 60) : group.start]
    return bool(_FORMULA.search(before)) or before.endswith(("\\", "}", "$"))


def _apart(
    source: Source, chunk: Chunk, answers: Sequence[Group], log: ProblemLog
) -> Iterator[Chunk]:
    """A new question starts on the line after one that ends with its answers."""
    text, start = source.text, chunk.start
    held: list[Group] = []
    comments = chunk.comments
    for group in answers:
        if held:
            line = text.find("\n", held[-1].end, group.start)
            opening = _opening(text, held[-1].end, group.start)
            begins = opening if opening is not None else line + 1 if line >= 0 else None
            if begins is not None:
                log.warning("gift-run-together", source.place(begins))
                yield Chunk(start, _trimmed(text, start, begins), comments, held)
                start, held, comments = begins, [], []
        held.append(group)
    yield Chunk(start, chunk.end, comments, held)


def _opening(text: str, start: int, end: int) -> int | None:
    """Where, between two answers, a line opens with the name of a question."""
    found = _NAMED_LINE.search(text, start, end)
    return found.end() if found else None


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())
