"""The commands about classes and learners: report, purge, export of what is kept of one."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from platformdirs import user_config_path, user_data_path, user_log_path

from desktop_app.command_errors import BAD_INPUT, DONE, CommandError
from desktop_app.content import wording
from desktop_app.content.lesson import Lesson
from desktop_app.content.problems import Problem, nearest
from desktop_app.content.reader import read_lesson
from desktop_app.learning.classroom.class_tables import ClassTables
from desktop_app.learning.classroom.collection import Collection, collect
from desktop_app.learning.classroom.learner_record import LearnerRecord, Who
from desktop_app.learning.classroom.marks import NO_CLASS
from desktop_app.learning.classroom.names import clean_name
from desktop_app.learning.classroom.roster import decode_names, read_names
from desktop_app.learning.school_classes import same_name
from desktop_app.reporting import (
    PAGES,
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
from desktop_app.storage.files import delete_mentions, write_whole
from desktop_app.storage.hand_in_files import hand_ins_by, read_folder
from desktop_app.storage.settings import SettingsFile
from desktop_app.version import NAME


def report(options: argparse.Namespace, language: str, lesson: Path | None) -> int:
    """Write the class report of a folder; ``lesson`` is the path of the only one wanted."""
    gc.disable()  # of what is made from here on nearly all stays to the end
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
    # A class without computers has voted all the same; tables are of what was handed in.
    has_history = form in PAGES and bool(known.votes or known.predictions)
    if not collection.lessons and not has_history:
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
        written = report_as_workbook(tables, made)
        _say(written.problems, language)
        return written.data
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from desktop_app.shell.report_page import prepare, report_as_html, report_as_pdf

    application = prepare()
    write = report_as_pdf if form == ".pdf" else report_as_html
    data = write(reports, collection, language, made, known)
    del application
    return data


def _known(name: str | None) -> KnownClass:
    """What is kept of the class of that name; looking makes no file."""
    if name is None and not (user_data_path(NAME) / FILE).exists():
        return KnownClass()
    with _kept_store("no-such-class", name or "", None, to_write=False) as store:
        chosen = NO_CLASS if name is None else class_of(store, name)
        return known_class(store.class_events(), chosen)


def purge(options: argparse.Namespace, language: str) -> int:
    """Forget everything kept about a class (its list and code, sittings, votes and marks), or
    about one learner, with the copies that were made of it.
    """
    if options.class_name is not None:
        name, said = options.class_name, "class-purged"
        with _kept_store("no-such-class", name, language) as store:
            store.purge_class(class_of(store, name))
    else:
        name, said = clean_name(options.learner), "learner-purged"
        forgotten = _forget_in_settings(name)
        if not forgotten or (user_data_path(NAME) / FILE).exists():
            with _kept_store("no-such-learner", name, language) as store:
                if not forgotten:
                    _learner_in(store, name)
                store.purge_learner(name)
    print(wording.word(said, language, {"name": name}))
    return DONE


def export_learner(options: argparse.Namespace, language: str) -> int:
    """Write everything kept about one learner, a zip of open formats."""
    from desktop_app.exporting import export_learner as write_learner  # half a report's start

    name, folder = clean_name(options.learner), options.folder
    if options.output.suffix.lower() != ".zip":
        raise CommandError("learner-form", path=options.output)
    if folder is not None and not folder.is_dir():
        raise CommandError("no-such-folder", path=folder)
    hand_ins: dict[str, bytes] = {}
    if folder is not None:
        try:
            hand_ins = hand_ins_by(folder, Who(name).is_meant)
        except OSError as error:
            raise _refused("cannot-read", folder, error) from None
    record = LearnerRecord()
    if (user_data_path(NAME) / FILE).exists() or not hand_ins:
        with _kept_store("no-such-learner", name, language, to_write=False) as store:
            if not hand_ins:
                _learner_in(store, name)
            record = store.record(name)
    shown = options.language or language
    made = datetime.now().astimezone()
    exported = write_learner(name, record, _lessons(None), hand_ins, shown, made)
    try:
        write_whole(options.output, exported.data)
    except OSError as error:
        raise _refused("cannot-write", options.output, error) from None
    return DONE


def _refused(code: str, path: Path, error: OSError) -> CommandError:
    return CommandError(code, BAD_INPUT, path=path, detail=error.strerror or "")


@contextmanager
def _kept_store(
    code: str, name: str, language: str | None, *, to_write: bool = True
) -> Iterator[AttemptStore]:
    """The store, open for the time of a block; where there is none, ``code`` says that
    nothing has the ``name``. What there is to say of it is said in ``language``.

    Raises CommandError, also where it can't be read, or written if that is wanted.
    """
    folder = user_data_path(NAME)
    if not (folder / FILE).exists():
        raise CommandError(code, name=name, nearest="")
    store = AttemptStore(folder)
    try:
        if language is not None:
            _say(store.problems, language)
        if to_write and not store.kept:
            raise CommandError("nothing-erased", BAD_INPUT, path=folder)
        yield store
    except StoreError as error:
        raise CommandError(error.problem.code, BAD_INPUT, **error.problem.values) from None
    finally:
        store.close()


def _learner_in(store: AttemptStore, name: str) -> None:
    """Raises CommandError where nothing is kept of the learner of that name."""
    known = store.people()
    if not any(map(Who(name).is_meant, known)):
        raise CommandError("no-such-learner", name=name, nearest=nearest(name, known))


def _forget_in_settings(name: str) -> bool:
    """Take a learner out of what the application remembers, and out of its log; looking
    makes no file.
    """
    folder = user_config_path(NAME)
    try:
        delete_mentions(user_log_path(NAME).glob("*.log"), name)
        return bool(name) and folder.is_dir() and SettingsFile(folder).forget(name)
    except OSError as error:
        raise _refused("cannot-write", Path(error.filename or folder), error) from None


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
    except ValueError:
        raise CommandError("list-not-text", path=path) from None


def _lessons(lesson: Path | None) -> Mapping[str, Lesson]:
    """The lessons at hand by their ids: the one asked for, else those installed."""
    paths = [lesson] if lesson is not None else list(installed_lessons().values())
    read = map(read_lesson, paths)
    return {one.id: one for one in read}


def _say(problems: Iterable[Problem], language: str) -> None:
    for problem in problems:
        print(f"rebattre: {wording.message(problem, language)}", file=sys.stderr)
