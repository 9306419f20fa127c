"""Slow work: in order, dropped when stale, its errors raised where they are reported."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.ui.common.jobs import JobRunner, Ticket


class Later:
    """Runs the work when told to, to decide what finishes first."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def __call__(self, run: Callable[[], None]) -> None:
        self.waiting.append(run)


def test_work_is_done_in_another_thread_and_its_result_here(qtbot: QtBot) -> None:
    jobs = JobRunner()
    here = threading.get_ident()
    seen: list[tuple[int, int]] = []
    jobs.start(
        "one",
        lambda _: threading.get_ident(),
        lambda there: seen.append((there, threading.get_ident())),
    )
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0] != here
    assert seen[0][1] == here


def test_a_newer_job_makes_the_older_one_stale(qtbot: QtBot) -> None:
    later, results = Later(), list[str]()
    jobs = JobRunner(executor=later)
    jobs.start("same", lambda _: "old", results.append)
    jobs.start("other", lambda _: "other", results.append)
    jobs.start("same", lambda _: "new", results.append)
    for run in reversed(later.waiting):  # the old one finishes last
        run()
    assert results == ["new", "other"]


def test_a_cancelled_job_stops_at_its_next_check_and_says_nothing(qtbot: QtBot) -> None:
    later, results, reached = Later(), list[str](), list[str]()
    jobs = JobRunner(executor=later)

    def work(ticket: Ticket) -> str:
        reached.append("start")
        jobs.cancel_all()
        ticket.check()
        reached.append("end")
        return "result"

    jobs.start("one", work, results.append)
    later.waiting[0]()
    assert reached == ["start"]
    assert results == []


def test_cancelling_what_is_not_there_is_no_error(qtbot: QtBot) -> None:
    jobs = JobRunner()
    jobs.cancel("nothing")
    jobs.cancel_all()


def test_an_error_is_raised_on_this_thread(qtbot: QtBot) -> None:
    jobs = JobRunner()

    def work(_: Ticket) -> None:
        raise ValueError("in the job")

    with qtbot.captureExceptions() as errors:
        jobs.start("one", work, lambda _: None)
        qtbot.waitUntil(lambda: bool(errors))
    assert errors[0][0] is ValueError


def test_an_error_of_a_stale_job_is_dropped(qtbot: QtBot) -> None:
    later, results = Later(), list[str]()
    jobs = JobRunner(executor=later)

    def work(_: Ticket) -> str:
        raise ValueError("stale")

    jobs.start("same", work, results.append)
    jobs.start("same", lambda _: "new", results.append)
    with qtbot.captureExceptions() as errors:
        for run in later.waiting:
            run()
    assert results == ["new"]
    assert errors == []


@pytest.mark.parametrize("count", [200])
def test_many_jobs_at_once_all_come_back(qtbot: QtBot, count: int) -> None:
    jobs, results = JobRunner(), list[int]()
    for number in range(count):
        jobs.start(f"job {number}", lambda _, number=number: number, results.append)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(results) == count)
    assert sorted(results) == list(range(count))
