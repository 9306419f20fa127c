"""A text in one of the formats of Moodle's editors, read into prose."""

from __future__ import annotations

import re

from desktop_app.content.document import Division, LineBreak, Node, Paragraph, Text
from desktop_app.content.markdown import read_document
from desktop_app.content.problems import Location, ProblemLog
from desktop_app.quiz.exchange.html_reading import PictureTaker, has_tags, read_html

FORMATS = ("moodle", "html", "plain", "markdown")
MARK = "\ufdd0"
"""Stands for a gap in a text that is read: no character at all, so no file holds it."""
_UNSEEN = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ue000-\uf8ff{MARK}]")
_MARKDOWN = re.compile(r"[\\`*_\[\]<>#&!~|+=\n:-]|\d[.)]")


def clean(text: str) -> str:
    """``text`` with plain line ends, and without signs that no text shows."""
    if text.isprintable():  # most texts are, and this is told at once
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNSEEN.sub("", text.replace("\u2028", "\n").replace("\u2029", "\n"))


def read_prose(
    text: str,
    form: str,
    language: str,
    place: Location,
    log: ProblemLog,
    picture: PictureTaker,
) -> tuple[Node, ...]:
    """``text``, which is clean, as prose. ``moodle``: HTML whose line ends count, or words."""
    if not text.strip():
        return ()
    if form == "html":
        return read_html(text, place, log, picture)
    if form == "markdown" and _MARKDOWN.search(text):
        return _markdown(text, language, place, log)
    if form == "moodle" and ("&" in text or has_tags(text)):
        return read_html(text.strip().replace("\n", "<br>\n"), place, log, picture)
    return _plain(text, place)


def _plain(text: str, place: Location) -> tuple[Node, ...]:
    """Words as they are: an empty line parts paragraphs."""
    found = []
    for part in re.split(r"\n[ \t]*(?:\n[ \t]*)+", text.strip()):
        lines = [" ".join(re.split(r"[ \t\f]+", line.strip())) for line in part.split("\n")]
        children: list[Text | LineBreak] = []
        for line in lines:
            if children and line:
                children.append(LineBreak())
            if line:
                children.append(Text(line))
        if children:
            found.append(Paragraph(tuple(children), place))
    return tuple(found)


def _markdown(text: str, language: str, place: Location, log: ProblemLog) -> tuple[Node, ...]:
    own = ProblemLog()
    nodes: list[Node] = []
    for node in read_document(text.strip("\n"), language, place, own):
        nodes += node.children if isinstance(node, Division) else [node]
    for problem in own:
        log.warning(problem.code, problem.location, **problem.values)
    if has_tags(text):
        log.warning("import-not-understood", place, what="HTML")
    return tuple(nodes)
