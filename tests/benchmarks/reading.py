"""A lesson checked as the command does, or its text parsed by markdown-it alone."""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter_ns

from tests.benchmarks.lesson_copies import texts
from tests.benchmarks.report import peak_memory, report


def check(folder: Path) -> int:
    """Nanoseconds to read and check a lesson, which has to be sound."""
    from desktop_app.checking import check_lesson
    from desktop_app.content.reader import read_lesson

    start = perf_counter_ns()
    problems = check_lesson(read_lesson(folder))
    elapsed = perf_counter_ns() - start
    assert not problems, problems[:3]
    return elapsed


def parse(folder: Path) -> int:
    """Nanoseconds for markdown-it to parse the same text, with the same rules off."""
    from markdown_it import MarkdownIt

    read = texts(folder)
    parser = MarkdownIt("commonmark", {"html": False})
    parser.disable(["html_block", "html_inline", "image"])
    start = perf_counter_ns()
    for text in read:
        parser.parse(text)
    return perf_counter_ns() - start


def main(what: str, folder: str) -> None:
    elapsed = {"check": check, "parse": parse}[what](Path(folder))
    report({"elapsed": elapsed / 1e6, "memory": peak_memory()})


if __name__ == "__main__":
    main(*sys.argv[1:])
