"""The command that puts a lesson on paper: export to one of the documents, as PDF."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from desktop_app.command_errors import BAD_INPUT, DONE, WRONG_USAGE, CommandError
from desktop_app.content import wording
from desktop_app.content.lesson import Lesson
from desktop_app.content.problems import ProblemLog
from desktop_app.paper.request import PaperError, PaperRequest
from desktop_app.storage.files import write_whole


def export_paper(
    lesson: Lesson, options: argparse.Namespace, versions: Sequence[str], language: str
) -> int:
    """Write the document that ``options`` ask for; messages are in ``language``."""
    if options.learner:
        raise CommandError("not-for-format", name="--learner", format=options.to)
    output = options.output
    folder = output.resolve().parent
    if not folder.is_dir():
        raise CommandError("cannot-write", BAD_INPUT, path=output, detail=folder)
    request = PaperRequest(
        document=options.to,
        language=options.language or lesson.languages[0],
        chapters=tuple(options.chapter),
        questions=tuple(options.question),
        versions=tuple(versions),
        large=options.large,
    )
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from desktop_app.shell.paper_shot import make_paper

    log = ProblemLog()
    try:
        write_whole(output, make_paper(lesson, request, log))
    except PaperError as error:
        status = WRONG_USAGE if error.names_nothing else BAD_INPUT
        raise CommandError(error.code, status, **error.values) from None
    except OSError as error:
        detail = error.strerror or ""
        raise CommandError("cannot-write", BAD_INPUT, path=output, detail=detail) from None
    for problem in log:
        print(f"rebattre: {wording.message(problem, language)}", file=sys.stderr)
    return DONE
