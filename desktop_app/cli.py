"""Every command of the application. Exit codes: 0 done, 1 bad input, 2 wrong usage."""

from __future__ import annotations

import argparse
import gc
import io
import json
import os
import re
import sys
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from desktop_app.command_errors import BAD_INPUT, DONE, WRONG_USAGE, CommandError
from desktop_app.content import wording
from desktop_app.content.lesson import Lesson
from desktop_app.content.problems import Problem, nearest
from desktop_app.content.reader import read_lesson
from desktop_app.display import missing_display
from desktop_app.learning.results.forms import REPORT_TABLES, RESULT_FORMS
from desktop_app.paper.request import DOCUMENTS, VERSIONS
from desktop_app.quiz.exchange.forms import QUESTION_FORMS
from desktop_app.resources import installed_lessons
from desktop_app.session.preferences import LANGUAGES, TEXT_SIZES, THEMES
from desktop_app.version import NAME, VERSION

if TYPE_CHECKING:
    from desktop_app.exporting import Exported

BOTH = "both"
COMMANDS = (
    "open", "check", "shot", "chart", "export", "import", "simulate", "report", "purge",
)  # fmt: skip
PICTURES = (".png", ".svg")
MIN_SHOT, MAX_SHOT = 320, 10_000


class _Parser(argparse.ArgumentParser):
    """Reports wrong usage as every other error is reported."""

    def error(self, message: str) -> NoReturn:
        for pattern, code in _USAGE:
            if match := re.fullmatch(pattern, message, re.DOTALL):
                raise CommandError(code, WRONG_USAGE, **match.groupdict())
        raise CommandError("wrong-usage", detail=message)


# What argparse says, to be said in either language.
_USAGE = (
    (r"unrecognized arguments: (?P<names>.*)", "unknown-arguments"),
    (r"the following arguments are required: (?P<names>.*)", "required-arguments"),
    (
        r"argument (?P<name>\S+): invalid choice: '(?P<value>.*)' \(choose from (?P<known>.*)\)",
        "bad-choice",
    ),
    (r"one of the arguments (?P<names>.*) is required", "one-of-arguments"),
    (r"argument (?P<name>\S+): not allowed with argument (?P<other>\S+)", "not-together"),
    (r"argument (?P<name>\S+): expected one argument", "missing-value"),
    (r"argument (?P<name>\S+): '(?P<value>.*)': (?P<low>\d+) to (?P<high>\d+).*", "bad-size"),
    (r"argument (?P<name>\S+): '(?P<value>.*)' is not .*", "bad-form"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    language = _language_of(given)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # French holds signs that a code page lacks
            stream.reconfigure(errors="replace")
    try:
        options = parse_arguments(given)
        commands = {
            "open": _open,
            "check": _check,
            "shot": _shot,
            "chart": _chart,
            "export": _export,
            "import": _import,
            "simulate": _simulate,
            "report": _report,
            "purge": _purge,
        }
        return commands[options.command](options, language)
    except CommandError as error:
        print(f"rebattre: {wording.word(error.code, language, error.values)}", file=sys.stderr)
        return error.status
    except ImportError as error:
        if "PySide6" not in f"{error.name} {error.path}" and ".so" not in str(error):
            raise
        detail = str(error).partition(":")[0]
        sentence = wording.word("display-libraries", language, {"detail": detail})
        print(f"rebattre: {sentence}", file=sys.stderr)
        return BAD_INPUT
    except BrokenPipeError:  # `rebattre check … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _language_of(given: Sequence[str]) -> str:
    """The language of messages: the one asked for, else the system's, else French."""
    for option, value in pairwise(given):
        if option == "--language" and value in LANGUAGES:
            return value
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if (value := os.environ.get(name, "")[:2]) in LANGUAGES:
            return value
    return LANGUAGES[0]


def parse_arguments(given: Sequence[str]) -> argparse.Namespace:
    """What a command line asks for; raises :class:`CommandError` where it is wrong."""
    if not any(argument in ("-h", "--help", "--version") for argument in given[:1]) and (
        not given or given[0] not in COMMANDS
    ):
        # `rebattre LESSON` and plain `rebattre` open; a word that is no lesson is
        # more likely a command with a typing error.
        given = ["open", *given]
    if given[0] == "simulate":
        given = _settings_together(given)
    return _command_line().parse_args(given)


def _settings_together(given: Sequence[str]) -> list[str]:
    """name=value beside the model, wherever it was written: argparse wants it so."""
    settings = [one for one in given if "=" in one and not one.startswith("-")]
    rest = [one for one in given if one not in settings]
    ends = [rank for rank, one in enumerate(rest) if not one.startswith("-")]
    after = ends[1] + 1 if len(ends) > 1 else len(rest)
    return rest[:after] + settings + rest[after:]


@cache
def _command_line() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="rebattre",
        description="Rebattre les cartes: interactive lessons, for the classroom and offline.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {VERSION}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    place = _Parser(add_help=False)
    place.add_argument("--step", metavar="ID", help="the step to show")
    place.add_argument("--language", choices=LANGUAGES, help="language of lesson and window")

    open_ = commands.add_parser("open", parents=[place], help="open the window (the default)")
    open_.add_argument("lesson", nargs="?", metavar="LESSON", help="a folder, a zip, or an id")
    open_.add_argument("--chapter", metavar="ID", help="the chapter to show")
    open_.add_argument("--learner", metavar="NAME", help="who works, by code or first name")
    open_.add_argument("--present", action="store_true", help="full screen, for a projector")

    check = commands.add_parser("check", help="print every problem of a lesson")
    check.add_argument("lesson", metavar="LESSON", help="a folder, a zip, or an id")
    check.add_argument("--json", action="store_true", help="as JSON")
    check.add_argument("--language", choices=LANGUAGES, help="language of the messages")

    shot = commands.add_parser("shot", parents=[place], help="draw a step to a picture")
    shot.add_argument("lesson", metavar="LESSON", help="a folder, a zip, or an id")
    shot.add_argument("-o", "--output", required=True, type=Path, metavar="X.png")
    shot.add_argument("--size", default="1440x900", type=_size, metavar="WxH")
    shot.add_argument("--theme", choices=THEMES, default="light")
    shot.add_argument(
        "--text-size", type=_text_size, default=100, metavar="PERCENT", help="80 to 200"
    )

    chart = commands.add_parser("chart", help="resolve and draw one chart specification")
    chart.add_argument("specification", type=Path, metavar="SPEC.json", help="Vega-Lite, in JSON")
    chart.add_argument("--data", type=Path, metavar="DIR", help="the folder of its data files")
    chart.add_argument(
        "--set", action="append", default=[], type=_setting, metavar="name=value",
        help="the value of a parameter",
    )  # fmt: skip
    chart.add_argument("-o", "--output", type=_picture, metavar="X.png|X.svg")
    chart.add_argument("--scene", type=Path, metavar="X.json", help="the scene as data")
    chart.add_argument("--language", choices=LANGUAGES, help="language of words and numbers")

    export = commands.add_parser("export", help="write what a lesson holds in another format")
    export.add_argument("lesson", nargs="?", metavar="LESSON", help="a folder, a zip, or an id")
    export.add_argument("--to",
                        choices=(*QUESTION_FORMS, *RESULT_FORMS, *DOCUMENTS), metavar="FORMAT",
                        help=f"questions: {', '.join(QUESTION_FORMS)}; "
                        f"results: {', '.join(RESULT_FORMS)}; "
                        f"on paper (PDF): {', '.join(DOCUMENTS)}")  # fmt: skip
    export.add_argument("-o", "--output", required=True, type=Path, metavar="FILE")
    export.add_argument("--language", choices=LANGUAGES, help="language of lesson and headings")
    export.add_argument("--learner", metavar="NAME", help="the results of one learner only; "
                        "without lesson and format, everything kept of them (.zip)")  # fmt: skip
    export.add_argument("--folder", type=Path, metavar="FOLDER",
                        help="with everything kept of a learner, their files there")  # fmt: skip
    paper = export.add_argument_group("on paper")
    paper.add_argument("--chapter", action="append", default=[], metavar="ID",
                       help="only that chapter; again for more")  # fmt: skip
    paper.add_argument("--question", action="append", default=[], metavar="ID",
                       help="only that question; again for more")  # fmt: skip
    paper.add_argument("--version", choices=(*VERSIONS, BOTH), metavar="A|B|both",
                       help="options in another order for each version")  # fmt: skip
    paper.add_argument("--large", action="store_true", help="large print: 18 points and more")

    report = commands.add_parser("report", help="report on what the students of a class handed in")
    report.add_argument("folder", type=Path, metavar="FOLDER", help="where their files are")
    report.add_argument("-o", "--output", required=True, type=Path, metavar="FILE",
                        help=".xlsx, .csv, .html or .pdf")  # fmt: skip
    report.add_argument("--class", dest="class_name", metavar="NAME", help="a class kept here")
    report.add_argument("--list", type=Path, metavar="FILE", help="the names of the class")
    report.add_argument("--lesson", metavar="LESSON", help="only this lesson")
    report.add_argument("--table", choices=REPORT_TABLES, default=REPORT_TABLES[0],
                        metavar="NAME", help="of a .csv: " + ", ".join(REPORT_TABLES))  # fmt: skip
    report.add_argument("--language", choices=LANGUAGES, help="language of words and numbers")

    purge = commands.add_parser("purge", help="forget all that is kept of a class, or of a learner")
    whose = purge.add_mutually_exclusive_group(required=True)
    whose.add_argument("--class", dest="class_name", metavar="NAME", help="a class")
    whose.add_argument("--learner", metavar="NAME", help="a learner, by code or first name")
    purge.add_argument("--language", choices=LANGUAGES, help="language of the messages")

    import_ = commands.add_parser("import", help="read questions into a chapter of a lesson")
    import_.add_argument("file", type=Path, metavar="FILE", help="a GIFT file")
    import_.add_argument("-o", "--output", required=True, type=Path, metavar="CHAPTER.md")
    import_.add_argument("--language", choices=LANGUAGES, help="language of the questions")

    simulate = commands.add_parser("simulate", help="run a model, print what it gives")
    simulate.add_argument("model", metavar="MODEL", help="the id of a model")
    simulate.add_argument("settings", nargs="*", metavar="name=value", help="its parameters")
    simulate.add_argument("--json", action="store_true", help="as JSON")
    simulate.add_argument("--language", choices=LANGUAGES, help="language of words and numbers")
    return parser


def _setting(text: str) -> tuple[str, object]:
    name, sign, value = text.partition("=")
    if not (name and sign):
        raise argparse.ArgumentTypeError(f"{text!r} is not name=value")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


def _picture(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() not in PICTURES:
        raise argparse.ArgumentTypeError(f"{text!r} is not .png or .svg")
    return path


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if not (width.isdecimal() and height.isdecimal()):
        raise argparse.ArgumentTypeError(f"{text!r} is not WIDTHxHEIGHT")
    size = (int(width), int(height))
    if not (min(size) >= 200 and max(size) <= MAX_SHOT):
        raise argparse.ArgumentTypeError(f"{text!r}: {MIN_SHOT} to {MAX_SHOT} pixels a side")
    return size


def _text_size(text: str) -> int:
    smallest, largest = TEXT_SIZES[0], TEXT_SIZES[-1]
    if not (text.isdecimal() and smallest <= int(text) <= largest):
        raise argparse.ArgumentTypeError(f"{text!r}: {smallest} to {largest}")
    return int(text)


def _find(lesson: str) -> Path:
    """The path of the lesson named ``lesson``: a path, or the id of an installed one."""
    path = Path(lesson)
    try:
        if lesson and path.exists():
            return path
    except (OSError, ValueError):
        pass
    installed = installed_lessons()
    if lesson in installed:
        return installed[lesson]
    raise CommandError(
        "no-such-lesson", path=lesson, nearest=nearest(lesson, [*installed, *COMMANDS])
    )


def _read(path: Path) -> Lesson:
    try:
        return read_lesson(path)
    except FileNotFoundError:
        raise CommandError("no-such-lesson", path=str(path), nearest="") from None


def _require_content(lesson: Lesson, path: Path, language: str) -> None:
    """A window needs a lesson that has at least a chapter."""
    if lesson.chapter_ids:
        return
    detail = wording.why_not_open(lesson.problems, language)
    raise CommandError("not-a-lesson", BAD_INPUT, path=path.name, detail=detail)


def _check(options: argparse.Namespace, language: str) -> int:
    from desktop_app.checking import check_lesson

    path = _find(options.lesson)
    problems = check_lesson(_read(path))
    if options.json:
        report = {
            "lesson": options.lesson,
            "problems": [wording.as_data(problem, language) for problem in problems],
        }
        print(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        _print_problems(problems, language)
    return BAD_INPUT if any(problem.is_error for problem in problems) else DONE


def _print_problems(
    problems: Sequence[Problem], language: str, stream: TextIO | None = None
) -> None:
    for problem in problems:
        at = problem.location
        message = wording.message(problem, language)
        print(
            f"{at.file}:{at.line}:{at.column}: {problem.severity}: {message} [{problem.code}]",
            file=stream,
        )
        if hint := wording.hint(problem, language):
            print(f"    {hint}", file=stream)
    errors = sum(problem.is_error for problem in problems)
    if problems:
        counts = {"errors": errors, "warnings": len(problems) - errors}
        print(wording.word("check-count", language, counts), file=stream)
    else:
        print(wording.word("check-clean", language), file=stream)


def _open(options: argparse.Namespace, language: str) -> int:
    path = _find(options.lesson) if options.lesson else None
    if missing := missing_display():
        raise CommandError(missing.code, BAD_INPUT, detail=missing.detail)
    gc.disable()  # until the first paint, nothing that is made is garbage
    from desktop_app.shell.application import run

    learner = None
    if options.learner is not None:
        from desktop_app.learning.classroom.names import clean_name

        learner = clean_name(options.learner)
    lesson = None
    if path is not None:
        lesson = _read(path)
        _require_content(lesson, path, language)
        _require_place(lesson, options.chapter, options.step, options.language or language)
    return run(
        lesson,
        path=path,
        chapter=options.chapter,
        step=options.step,
        language=options.language,
        present=options.present,
        learner=learner,
    )


def _require_place(lesson: Lesson, chapter: str | None, step: str | None, language: str) -> None:
    if chapter is not None and chapter not in lesson.chapter_ids:
        near = nearest(chapter, lesson.chapter_ids)
        raise CommandError("no-such-place", name=chapter, nearest=near)
    if step is not None and lesson.find_step(step, language) is None:
        known = [found.id for _, found in lesson.steps(language)]
        raise CommandError("no-such-place", name=step, nearest=nearest(step, known))


def _shot(options: argparse.Namespace, language: str) -> int:
    path = _find(options.lesson)
    folder = options.output.resolve().parent
    if not folder.is_dir():
        raise CommandError("cannot-write", BAD_INPUT, path=options.output, detail=folder)
    lesson = _read(path)
    _require_content(lesson, path, language)
    shown = options.language or lesson.languages[0]
    _require_place(lesson, None, options.step, shown)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from desktop_app.shell.shot import take_shot

    written = take_shot(
        lesson,
        options.output,
        step=options.step,
        size=options.size,
        language=shown,
        theme=options.theme,
        text_size=options.text_size,
    )
    if not written:
        raise CommandError("cannot-write", BAD_INPUT, path=options.output, detail="PNG")
    return DONE


def _chart(options: argparse.Namespace, language: str) -> int:
    from desktop_app.charts.chart_file import read_chart, scene_data

    path: Path = options.specification
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, ValueError) as error:
        detail = error.strerror if isinstance(error, OSError) else "UTF-8"
        raise CommandError("cannot-read", path=path, detail=detail or "") from None
    data: Path = options.data or path.parent
    if not data.is_dir():
        raise CommandError("cannot-read", path=data, detail="Not a directory")
    shown = options.language or language
    chart = read_chart(text, path.name, data, dict(options.set), shown)
    unknown = [name for name, _ in options.set if name not in chart.names]
    if chart.specification is not None and unknown:
        near = nearest(unknown[0], chart.names)
        raise CommandError("no-such-parameter", name=unknown[0], nearest=near)
    try:
        if options.scene is not None:
            _write_scene(options.scene, scene_data(chart.scene, chart.problems, shown))
        if options.output is not None and chart.scene is not None and not chart.errors:
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
            from desktop_app.shell.chart_shot import draw_chart

            draw_chart(chart.scene, options.output)
    except OSError as error:
        target = options.output if options.output is not None else options.scene
        raise CommandError(
            "cannot-write", BAD_INPUT, path=target, detail=error.strerror or ""
        ) from None
    if chart.problems:
        _print_problems(chart.problems, language, sys.stderr)
    return BAD_INPUT if chart.errors else DONE


def _export(options: argparse.Namespace, language: str) -> int:
    if options.lesson is None and options.to is None and options.learner:
        from desktop_app.class_commands import export_learner

        return export_learner(options, language)
    missing = {"LESSON": options.lesson, "--to": options.to}
    if names := [name for name, given in missing.items() if given is None]:
        raise CommandError("required-arguments", names=", ".join(names))
    if options.folder is not None:
        raise CommandError("not-for-format", name="--folder", format=options.to)
    if options.to in DOCUMENTS:
        return _export_paper(options, language)
    for name in ("chapter", "question", "version", "large"):
        if getattr(options, name):
            raise CommandError("not-for-format", name=f"--{name}", format=options.to)
    from desktop_app.storage.files import write_whole

    path = _find(options.lesson)
    lesson = _read(path)
    _require_content(lesson, path, language)
    shown = options.language or language
    if options.to in QUESTION_FORMS:
        exported = _exported_questions(lesson, options.to, shown, language)
    else:
        exported = _exported_results(lesson, options, shown, language)
    try:
        write_whole(options.output, exported.data)
    except OSError as error:
        detail = error.strerror or ""
        raise CommandError("cannot-write", BAD_INPUT, path=options.output, detail=detail) from None
    for problem in exported.problems:
        print(f"rebattre: {wording.message(problem, language)}", file=sys.stderr)
    return DONE


def _exported_questions(lesson: Lesson, form: str, shown: str, language: str) -> Exported:
    from desktop_app.exporting import export_questions

    exported = export_questions(lesson, form, shown)
    if exported is None:
        raise CommandError("no-questions", BAD_INPUT, lesson=lesson.title_in(language))
    return exported


def _exported_results(
    lesson: Lesson, options: argparse.Namespace, shown: str, language: str
) -> Exported:
    from datetime import datetime

    from platformdirs import user_data_path

    from desktop_app.exporting import export_results, kept_results

    results, problems = kept_results(lesson, user_data_path(NAME), shown, learner=options.learner)
    for problem in problems:
        print(f"rebattre: {wording.message(problem, language)}", file=sys.stderr)
    if results is None or not results.attempts:
        raise CommandError("no-results", BAD_INPUT, lesson=lesson.title_in(language))
    return export_results(results, options.to, datetime.now().astimezone())


def _import(options: argparse.Namespace, language: str) -> int:
    from desktop_app.importing import (
        import_questions,
        language_of,
        names_beside,
        read_bank,
        write_imported,
    )

    file: Path = options.file
    target: Path = options.output
    if not file.exists():
        raise CommandError("cannot-read", path=file, detail="")
    try:
        data = read_bank(file)
    except OSError as error:
        detail = error.strerror or ""
        raise CommandError("cannot-read", BAD_INPUT, path=file, detail=detail) from None
    written_in = options.language or language_of(target) or language
    prefix, taken = target.name.partition(".")[0], names_beside(target)
    imported = import_questions(data, file.name, written_in, prefix, taken)
    if imported.text:
        try:
            write_imported(imported, target)
        except OSError as error:
            detail = error.strerror or ""
            raise CommandError("cannot-write", BAD_INPUT, path=target, detail=detail) from None
    if imported.problems:
        _print_problems(imported.problems, language, sys.stderr)
    return BAD_INPUT if imported.errors else DONE


def _export_paper(options: argparse.Namespace, language: str) -> int:
    from desktop_app.paper_command import export_paper

    path = _find(options.lesson)
    lesson = _read(path)
    _require_content(lesson, path, language)
    versions = VERSIONS if options.version == BOTH else tuple(filter(None, (options.version,)))
    return export_paper(lesson, options, versions, language)


def _report(options: argparse.Namespace, language: str) -> int:
    from desktop_app.class_commands import report

    return report(options, language, _find(options.lesson) if options.lesson else None)


def _purge(options: argparse.Namespace, language: str) -> int:
    from desktop_app.class_commands import purge

    return purge(options, language)


def _write_scene(path: Path, scene: dict[str, object]) -> None:
    from desktop_app.storage.files import write_whole

    text = json.dumps(scene, ensure_ascii=False, indent=1, allow_nan=False)
    write_whole(path, text.encode())


def _simulate(options: argparse.Namespace, language: str) -> int:
    from desktop_app.models.parameters import ParameterError
    from desktop_app.models.registry import find_model

    try:
        model = find_model(options.model)
        values = model.read(options.settings)
    except ParameterError as error:
        raise CommandError(error.code, WRONG_USAGE, **error.values) from None
    from desktop_app.models.report import as_data, as_page

    run = model.run(values)
    if options.json:
        data = as_data(run, model, language)
        print(json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False))
    else:
        print(as_page(run, model, language))
    return DONE
