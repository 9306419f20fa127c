"""Everything kept of one learner as a zip of open formats, for them and for other software.

``data.json`` holds all of it; the tables hold what people read, for a spreadsheet in French
settings; two notes, one a language, say what is what.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo

from desktop_app.content.wording import word
from desktop_app.learning.attempts import Attempt
from desktop_app.learning.classroom.hand_in import attempt_data
from desktop_app.learning.classroom.learner_record import ATTEMPT, AboutLearner, LearnerRecord
from desktop_app.learning.classroom.marks import MARKED
from desktop_app.learning.results.delimited import french_csv
from desktop_app.learning.results.tables import Cell, Results, ResultTable
from desktop_app.version import VERSION as APPLICATION

FORMAT, VERSION = "rebattre-learner", 1
DATA, HAND_INS = "data.json", "hand-ins"
NOTES = {"LISEZ-MOI.txt": "fr", "README.txt": "en"}
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The moment before which a zip can't date anything."""


def learner_archive(
    name: str,
    record: LearnerRecord,
    results: Results,
    hand_ins: Mapping[str, bytes],
    made: datetime,
) -> bytes:
    """The zip of what is kept of ``name``: ``results`` are those of the attempts of
    ``record`` and ``hand_ins``, with the lessons that are at hand; ``hand_ins`` the files
    that were handed in, by name; ``made`` is now, with a time zone.
    """
    titles = {outline.lesson: outline.title for outline in results.outlines.values()}
    language, zone = results.language, results.zone
    files = {
        file: _note(code, name, record, results, hand_ins, made).encode("utf-8-sig")
        for file, code in NOTES.items()
    }
    files[DATA] = _data(name, record, hand_ins, made)
    tables = {
        "answers.csv": results.attempts_table(),
        "steps.csv": _steps(record, titles, language),
        "marks.csv": _marks(record, titles, language, zone),
        "classes.csv": _classes(record, language, zone),
    }
    for file, table in tables.items():
        if table.rows:
            files[file] = french_csv(table).encode("utf-8")
    files |= {f"{HAND_INS}/{file}": data for file, data in hand_ins.items()}
    written = io.BytesIO()
    moment = max(made.timetuple()[:6], EARLIEST)
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, data in files.items():
            entry = zipfile.ZipInfo(file, moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16  # of one person: nobody else's to read
            archive.writestr(entry, data)
    return written.getvalue()


def _note(
    language: str,
    name: str,
    record: LearnerRecord,
    results: Results,
    hand_ins: Mapping[str, bytes],
    made: datetime,
) -> str:
    values = {
        "learner": name,
        "spellings": ", ".join(one for one in record.names if one != name),
        "made": made.strftime("%Y-%m-%d %H:%M"),
        "attempts": len(results.attempts),
        "steps": len(record.visits),
        "marks": sum(one.event.kind == MARKED for one in record.events),
        "classes": sum(one.event.kind != MARKED for one in record.events),
        "hand_ins": len(hand_ins),
    }
    lines = [
        "learner-note-1",
        "learner-note-2",
        "learner-note-3",
        "learner-note-4",
        "learner-note-5",
        "learner-note-6",
        "learner-note-7",
        "learner-note-8",
        "learner-note-9",
    ]
    return "\r\n".join(word(code, language, values) for code in lines) + "\r\n"


def _data(name: str, record: LearnerRecord, hand_ins: Mapping[str, bytes], made: datetime) -> bytes:
    data = {
        "format": FORMAT,
        "version": VERSION,
        "application": APPLICATION,
        "learner": name,
        "spellings": list(record.names),
        "written": made.isoformat(),
        "attempts": [_attempt(one) for one in record.attempts],
        "steps": [{"lesson": lesson, "step": step} for lesson, step in record.visits],
        "review": [dict(card) for card in record.cards],
        "classes": [_event(one) for one in record.events],
        "hand_ins": [f"{HAND_INS}/{file}" for file in hand_ins],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _attempt(one: Attempt) -> dict[str, object]:
    return {"learner": one.learner, "lesson": one.lesson, **attempt_data(one)}


def _event(one: AboutLearner) -> dict[str, object]:
    return {
        "class": one.class_name,
        "class_id": one.event.class_id,
        "kind": one.event.kind,
        "at": one.event.at.isoformat(),
        "data": dict(one.data),
    }


def _steps(record: LearnerRecord, titles: Mapping[str, str], language: str) -> ResultTable:
    rows = [(titles.get(lesson, lesson), step) for lesson, step in record.visits]
    return _table("learner-steps", ("results-lesson", "learner-step"), rows, language)


def _marks(
    record: LearnerRecord, titles: Mapping[str, str], language: str, zone: tzinfo | None
) -> ResultTable:
    asked = {one.id: one for one in record.attempts}
    rows: list[tuple[Cell, ...]] = []
    for one in record.events:
        if one.event.kind != MARKED:
            continue
        attempt = asked.get(str(one.data.get(ATTEMPT)))
        lesson = attempt.lesson if attempt else _text(one.data.get("lesson"))
        score = one.data.get("score")
        rows.append(
            (
                one.event.at.astimezone(zone),
                one.class_name,
                titles.get(lesson, lesson),
                attempt.question if attempt else _text(one.data.get("question")),
                round(100 * score, 1) if isinstance(score, int | float) else None,
                _text(one.data.get("comment")),
                _text(one.data.get(ATTEMPT)),
            )
        )
    columns = (
        "results-time", "learner-class", "results-lesson", "results-question-id",
        "report-mark", "report-comment", "results-id",
    )  # fmt: skip
    return _table("learner-marks", columns, rows, language)


def _classes(record: LearnerRecord, language: str, zone: tzinfo | None) -> ResultTable:
    rows = [
        (
            one.event.at.astimezone(zone),
            one.class_name,
            one.event.kind,
            json.dumps(dict(one.data), ensure_ascii=False),
        )
        for one in record.events
        if one.event.kind != MARKED
    ]
    columns = ("results-time", "learner-class", "learner-event", "learner-data")
    return _table("learner-classes", columns, rows, language)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _table(
    name: str, columns: Sequence[str], rows: Sequence[tuple[Cell, ...]], language: str
) -> ResultTable:
    words = tuple(word(code, language) for code in columns)
    return ResultTable(word(name, language), words, tuple(rows))
