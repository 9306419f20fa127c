"""Kills processes that keep attempts and more, at random moments, and counts what is lost.

Run as a program, with a kind of victim, how many of them, a folder, and maybe another
folder that each victim finds its own as a copy of (``kept.txt`` lists the ids that it
holds): one process without threads, so that it can fork its victims in a millisecond.
``share-append`` is ``append`` on what passes for a share. Prints what it found as JSON.
"""

from __future__ import annotations

import json
import os
import random
import select
import shutil
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from desktop_app.learning.attempts import Attempt
from desktop_app.learning.classroom import class_predictions as foreseen
from desktop_app.learning.classroom import voting
from desktop_app.learning.school_classes import REACHED, ClassEvent, new_event
from desktop_app.storage import database
from desktop_app.storage.attempt_store import AttemptStore
from desktop_app.storage.schema import Event
from desktop_app.storage.writer import Acknowledgement, AttemptWriter
from tests.support.attempts import NOON, made

Tell = Callable[[str], None]
CLASS = "5b1b7a0e-7a55-4b7b-8a52-0f8f6b3f1c01"
VOTED = voting.Asked("a-lesson", "why", "0" * 16, "?", ("yes", "no"), frozenset({1}))
LONGEST_LIFE = 0.02
"""Seconds after its first word, or its birth, within which a victim is killed."""


def append(folder: Path, tell: Tell) -> None:
    """Keeps attempts one by one, and some at a time; long ones, too."""
    store = AttemptStore(folder)
    for number in range(10_000):
        some: list[Event] = [_attempt(number) for _ in range(1 + number % 3)]
        some.append(new_event(CLASS, REACHED, NOON, sitting="one", step=f"step-{number}"))
        store.append(some)
        tell("".join(f"{one.id}\n" for one in some))


def write(folder: Path, tell: Tell) -> None:
    """Lets a thread keep them, as the window does."""

    def told(said: Acknowledgement) -> None:
        assert said.kept
        tell("".join(f"{one.id}\n" for one in said.events))

    writer = AttemptWriter(AttemptStore(folder), told)
    for number in range(10_000):
        writer.keep([_attempt(number)])
        time.sleep(0.0005)


def vote(folder: Path, tell: Tell) -> None:
    """Takes a class through votes and predictions, each step kept before the next."""
    store = AttemptStore(folder)

    def keep(event: ClassEvent) -> ClassEvent:
        store.append([event])
        tell(f"{event.id}\n")
        return event

    for _ in range(10_000):
        told = [keep(voting.open_vote(CLASS, VOTED, NOON))]
        (poll,) = voting.votes_in(told)
        told.append(keep(voting.count(poll, 1, voting.typed_round(VOTED, [9, 11]), NOON)))
        told.append(keep(voting.move(poll, voting.Stage.SECOND, NOON)))
        for rank in range(4):
            (poll,) = voting.votes_in(told)
            told.append(keep(voting.cast(poll, [rank % 2], NOON, f"élève {rank}")))
        keep(voting.close(poll, NOON))
        (groups,) = foreseen.predictions_in(
            [keep(foreseen.begin(CLASS, "a-lesson", "a-chart", "0" * 16, "?", NOON))]
        )
        for rank in range(4):
            values = {f"row-{row}": float(row) for row in range(rank * 50)}
            keep(foreseen.give(groups, f"Groupe {rank}", values or {"row": 1.0}, NOON))
        keep(foreseen.lay(groups, NOON))


def _attempt(number: int) -> Attempt:
    return made(f"question-{number}", answer=["é" * (9_000 if number % 7 == 3 else number % 50)])


def _victim(kind: str) -> Callable[[Path, Tell], None]:
    if kind.startswith("share-"):
        database.is_local = lambda _: False
        kind = kind.removeprefix("share-")
    if kind == "validate":  # what it needs of Qt is read once, before it is forked
        from tests.storage.validating import validate

        return validate
    return {"append": append, "write": write, "vote": vote}[kind]


def main(kind: str, count: int, folder: Path, pattern: Path | None) -> None:
    chance = random.Random(f"{kind} {count}")
    victim = _victim(kind)
    acknowledged: list[str] = []
    lost: list[str] = []
    wrong: list[str] = []
    silent = 0
    for number in range(count):
        if number % 10 == 0 or pattern is not None:  # a file's first moments, too
            shutil.rmtree(folder, ignore_errors=True)
            acknowledged = []
        if pattern is not None:
            shutil.copytree(pattern, folder)
            acknowledged = (folder / "kept.txt").read_text("utf-8").split()
        told = kill_one(victim, folder, chance, LONGEST_LIFE if pattern is None else 0.1)
        silent += not told
        acknowledged += told
        store = AttemptStore(folder)
        kept = {one.id for one in (*store.attempts(), *store.class_events())}
        lost += [name for name in acknowledged if name not in kept]
        wrong += [] if store.kept else ["in memory"]
        if pattern is None:
            wrong += [problem.code for problem in store.problems]
        wrong += _out_of_turn(store.class_events())
        store.close()
        wrong += [path.name for path in folder.iterdir() if "mending" in path.name]
    print(json.dumps({"kills": count, "silent": silent, "lost": lost, "wrong": wrong}))


def _out_of_turn(events: Sequence[ClassEvent]) -> list[str]:
    """The events of votes that can't have happened when they did: one before them is gone."""
    polls: dict[str, voting.Vote] = {}
    wrong = []
    for event in events:
        if event.kind == voting.OPENED:
            (poll,) = voting.votes_in([event])
            polls[poll.id] = poll
        elif event.kind in voting.VOTING:
            known = polls.get(event.values["vote"])
            found = voting.after(known, event) if known is not None else None
            wrong += [event.kind] if found is None else []
            if found is not None:
                polls[found.id] = found
    return wrong


def kill_one(
    victim: Callable[[Path, Tell], None], folder: Path, chance: random.Random, life: float
) -> list[str]:
    """Give birth to a victim and kill it; returns the ids that it acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _live(victim, folder, writing)
    os.close(writing)
    try:
        if chance.random() < 0.6:
            select.select([reading], [], [], 10)
        time.sleep(chance.random() * life)
    finally:
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), f"the victim ended by itself: {status}"
    with os.fdopen(reading, "rb") as said:
        words = said.read().decode("utf-8")
    # A line that was cut short was not said.
    return [line.strip() for line in words.splitlines(keepends=True) if line.endswith("\n")]


def _live(victim: Callable[[Path, Tell], None], folder: Path, writing: int) -> NoReturn:
    try:
        victim(folder, lambda text: _say(writing, text))
    except BaseException as error:
        print(f"{error!r}", file=sys.stderr, flush=True)
    finally:
        os._exit(3)


def _say(writing: int, text: str) -> None:
    os.write(writing, text.encode("utf-8"))


if __name__ == "__main__":
    main(
        sys.argv[1],
        int(sys.argv[2]),
        Path(sys.argv[3]),
        Path(sys.argv[4]) if len(sys.argv) > 4 else None,
    )
