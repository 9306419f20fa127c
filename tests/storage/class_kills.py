"""Kills processes that hand in, collect and mark, at random moments, and looks at what is left.

Run as a program, with a number of kills and a folder; made as ``kills.py`` is, which see.
Prints what it found as JSON.
"""

from __future__ import annotations

import json
import os
import random
import sys
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from desktop_app.learning.classroom.collection import collect
from desktop_app.learning.classroom.hand_in import new_hand_in
from desktop_app.learning.classroom.marks import MARKED, Mark, told_of
from desktop_app.learning.results.tables import ResultTable
from desktop_app.learning.results.workbook import workbook
from desktop_app.learning.school_classes import new_event
from desktop_app.storage.attempt_store import AttemptStore
from desktop_app.storage.files import write_whole
from desktop_app.storage.hand_in_files import read_folder, write_hand_in
from tests.learning.classroom.samples import answers
from tests.storage.kills import CLASS, LONGEST_LIFE, Tell, kill_one
from tests.support.attempts import NOON

STUDENTS = 12


def work(folder: Path, tell: Tell) -> None:
    """Hands in, collects what is there and writes a report on it, marks an answer; again,
    each victim beginning with another of them.
    """
    store: list[AttemptStore] = []
    for number in range(os.getpid(), 1_000_000):
        some = [
            replace(one, at=NOON + timedelta(seconds=number))
            for one in answers(f"Élève {number % STUDENTS}", a=1.0, b=0.5, c=0.0)
        ]
        if number % 3 == 0:
            made = new_hand_in(some, learner=some[0].learner, lesson="a-lesson", title="", at=NOON)
            path = write_hand_in(folder / "in", made)
            tell(f"hand-in {path.name} {_digest(path)}\n")
        elif number % 3 == 1:
            tell(f"report {_report(folder)}\n")
        else:
            store = store or [AttemptStore(folder / "store")]
            mark = Mark(some[0].id, 0.5, (0,), "é" * (number % 3_000))
            event = new_event(CLASS, MARKED, NOON, **mark.as_data(), **told_of(some[0]))
            store[0].append([event])
            tell(f"mark {event.id}\n")


def _report(folder: Path) -> int:
    """Collect what is there, and write a report; returns how many files it is about."""
    files = collect(read_folder(folder / "in")).files
    table = ResultTable("Files", ("File", "State"), tuple((one.path, one.state) for one in files))
    write_whole(folder / "report.xlsx", workbook([table], NOON).data)
    return len(files)


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def main(count: int, folder: Path) -> None:
    chance = random.Random(count)
    handed: dict[str, str] = {}
    marks: list[str] = []
    lost: list[str] = []
    half: list[str] = []
    told: Counter[str] = Counter()
    (folder / "in").mkdir(parents=True)
    _report(folder)  # reads once what victims need
    for number in range(1, count + 1):
        for line in kill_one(work, folder, chance, LONGEST_LIFE):
            kind, *rest = line.split()
            told[kind] += 1
            if kind == "hand-in":
                handed[rest[0]] = rest[1]
            elif kind == "mark":
                marks.append(rest[0])
        try:
            with zipfile.ZipFile(folder / "report.xlsx") as book:
                half += filter(None, [book.testzip()])
        except zipfile.BadZipFile:
            half.append("report.xlsx")
        if number % 10:  # what is lost or half there stays so: it need not be looked for each time
            continue
        for one in read_folder(folder / "in"):
            path = folder / "in" / one.path
            if one.reading is None or one.reading.flaw is not None:
                half.append(one.path)
            if handed.pop(one.path, "") not in ("", _digest(path)):
                lost.append(one.path)
            path.unlink()
        lost += handed
        handed = {}
        store = AttemptStore(folder / "store")
        kept = {event.id for event in store.class_events()}
        lost += [name for name in marks if name not in kept]
        half += [problem.code for problem in store.problems]
        store.close()
    print(json.dumps({"kills": count, "told": told, "lost": lost, "half": half}))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
