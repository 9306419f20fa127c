"""The commands about classes: report, purge."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from platformdirs import user_data_path

from desktop_app.command_errors import BAD_INPUT, DONE, CommandError
from desktop_app.content import wording
from desktop_app.content.lesson import Lesson
from desktop_app.content.problems import Problem, nearest
from desktop_app.content.reader import read_lesson
from desktop_app.learning.classroom.class_tables import ClassTables
from desktop_app.learning.classroom.collection import Collection, collect
from desktop_app.learning.classroom.roster import decode_names, read_names
from desktop_app.learning.school_classes import same_name
from desktop_app.reporting import (
    REPORT_FORMS,
    KnownClass,
    known_class,
    problems_of,
    report_as_csv,
    report_as_workbook,
    reports_on,
)
from desktop_app.resources import installed_lessons
from desktop_app.storage.attempt_store import FILE, AttemptStore
from desktop_app.storage.failures import StoreError
from desktop_app.storage.files import write_whole
from desktop_app.storage.hand_in_files import read_folder
from desktop_app.version import NAME


def report(options: argparse.Namespace, language: str, lesson: Path | None) -> int:
    """Write the class report of a folder; ``lesson`` is the path of the only one wanted."""
    form = options.output.suffix.lower()
    if form not in REPORT_FORMS:
        raise CommandError("report-form", path=options.output)
    if not options.folder.is_dir():
        raise CommandError("no-such-folder", path=options.folder)
    known = _known(options.class_name)
    lessons = _lessons(lesson)
    wanted = next(iter(lessons)) if lesson is not None else None
    names = known.roster.names if options.list is None else _names(options.list)
    try:
        files = read_folder(options.folder, known.codes)
    except OSError as error:
        detail = error.strerror or ""
        raise CommandError("cannot-read", BAD_INPUT, path=options.folder, detail=detail) from None
    collection = collect(files, lesson=wanted, names=names)
    problems = problems_of(collection, lessons)
    _say(problems, language)
    if not collection.lessons:
        raise CommandError("no-hand-ins", BAD_INPUT, path=options.folder)
    data = _report_in(form, options.table, collection, lessons, language, known)
    try:
        write_whole(options.output, data)
    except OSError as error:
        detail = error.strerror or ""
        raise CommandError("cannot-write", BAD_INPUT, path=options.output, detail=detail) from None
    return BAD_INPUT if any(problem.is_error for problem in problems) else DONE


def _report_in(
    form: str,
    table: str,
    collection: Collection,
    lessons: Mapping[str, Lesson],
    language: str,
    known: KnownClass,
) -> bytes:
    made = datetime.now().astimezone()
    reports = reports_on(collection, lessons, language, known.marks)
    tables = ClassTables(reports, collection, language, None)
    if form == ".csv":
        return report_as_csv(tables, table)
    if form == ".xlsx":
        return report_as_workbook(tables, made)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from desktop_app.shell.report_page import prepare, report_as_html, report_as_pdf

    application = prepare()
    write = report_as_pdf if form == ".pdf" else report_as_html
    data = write(reports, collection, language, made, known.name)
    del application
    return data


def _known(name: str | None) -> KnownClass:
    """What is kept of the class of that name; looking makes no file."""
    folder = user_data_path(NAME)
    if not (folder / FILE).exists():
        if name is not None:
            raise CommandError("no-such-class", name=name, nearest="")
        return KnownClass()
    store = AttemptStore(folder)
    try:
        if name is None:
            return known_class(store)
        return known_class(store, class_of(store, name))
    except StoreError as error:
        problem = error.problem
        raise CommandError(problem.code, BAD_INPUT, **problem.values) from None
    finally:
        store.close()


def purge(options: argparse.Namespace, language: str) -> int:
    """Forget everything kept about a class: its list and code, sittings, votes and marks."""
    folder = user_data_path(NAME)
    if not (folder / FILE).exists():
        raise CommandError("no-such-class", name=options.class_name, nearest="")
    store = AttemptStore(folder)
    try:
        if not store.kept:
            _say(store.problems, language)
            return BAD_INPUT
        store.purge_class(class_of(store, options.class_name))
    except StoreError as error:
        raise CommandError(error.problem.code, BAD_INPUT, **error.problem.values) from None
    finally:
        store.close()
    print(wording.word("class-purged", language, {"name": options.class_name}))
    return DONE


def class_of(store: AttemptStore, name: str) -> str:
    """The id of the class of that name; raises CommandError where there is none."""
    classes = store.classes()
    for one in classes.values():
        if same_name(one.name, name):
            return one.id
    near = nearest(name, [one.name for one in classes.values()])
    raise CommandError("no-such-class", name=name, nearest=near)


def _names(path: Path) -> tuple[str, ...]:
    try:
        return read_names(decode_names(path.read_bytes()))
    except OSError as error:
        raise CommandError("cannot-read", path=path, detail=error.strerror or "") from None


def _lessons(lesson: Path | None) -> Mapping[str, Lesson]:
    """The lessons at hand by their ids: the one asked for, else those installed."""
    paths = [lesson] if lesson is not None else list(installed_lessons().values())
    read = map(read_lesson, paths)
    return {one.id: one for one in read}


def _say(problems: Iterable[Problem], language: str) -> None:
    for problem in problems:
        print(f"rebattre: {wording.message(problem, language)}", file=sys.stderr)
