"""Watchers hear of what they asked for, once, whatever the others do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from desktop_app.session.store import StateStore


@dataclass(frozen=True)
class Pair:
    a: int = 0
    b: int = 0


class Counter(StateStore[Pair]):
    def set_a(self, a: int) -> bool:
        return self._replace(a=min(a, 10))

    def set_b(self, b: int) -> bool:
        return self._replace(b=b)


def first(state: Pair) -> int:
    return state.a


def second(state: Pair) -> int:
    return state.b


def test_a_watcher_hears_only_of_what_it_selects() -> None:
    store, heard = Counter(Pair()), list[int]()
    store.watch(first, heard.append)
    assert store.set_a(1)
    assert store.set_b(5)
    assert not store.set_a(1)
    assert not store.set_b(5)
    store.set_a(2)
    assert heard == [1, 2]


def test_now_tells_the_value_at_once() -> None:
    store, heard = Counter(Pair(a=3)), list[int]()
    store.watch(first, heard.append, now=True)
    assert heard == [3]


def test_a_watch_ends_when_stopped_and_may_be_stopped_twice() -> None:
    store, heard = Counter(Pair()), list[int]()
    stop = store.watch(first, heard.append)
    store.set_a(1)
    stop()
    stop()
    store.set_a(2)
    assert heard == [1]


def test_a_watch_stopped_by_another_callback_is_not_called() -> None:
    store, heard = Counter(Pair()), list[int]()
    stops: list[Callable[[], None]] = []
    store.watch(first, lambda _: stops[0]())
    stops.append(store.watch(first, heard.append))
    store.set_a(1)
    assert heard == []


def test_a_watch_may_stop_itself() -> None:
    store, heard = Counter(Pair()), list[int]()

    def once(value: int) -> None:
        heard.append(value)
        stop()

    stop = store.watch(first, once)
    store.set_a(1)
    store.set_a(2)
    assert heard == [1]


def test_a_watch_added_by_a_callback_hears_of_the_next_change() -> None:
    store, heard = Counter(Pair()), list[int]()
    stop = store.watch(first, lambda _: (store.watch(first, heard.append), stop())[1])
    store.set_a(1)
    assert heard == []
    store.set_a(2)
    assert heard == [2]


def test_two_views_that_follow_each_other_come_to_rest() -> None:
    store = Counter(Pair())
    store.watch(first, store.set_b)
    store.watch(second, store.set_a)
    store.set_a(7)
    assert store.state == Pair(7, 7)


def test_a_loop_ends_where_the_verb_clamps() -> None:
    store, heard = Counter(Pair()), list[int]()
    store.watch(first, lambda value: store.set_a(value + 1))
    store.watch(first, heard.append)
    store.set_a(1)
    assert store.state.a == 10
    assert heard == [10]  # only of the newest state, once


def test_a_failing_callback_does_not_keep_the_others_from_hearing() -> None:
    store, heard = Counter(Pair()), list[int]()

    def fail(value: int) -> None:
        raise RuntimeError(f"at {value}")

    store.watch(first, fail)
    store.watch(first, heard.append)
    with pytest.raises(RuntimeError, match="at 1"):
        store.set_a(1)
    assert heard == [1]
    assert store.state.a == 1


def test_a_failing_selector_does_not_keep_the_others_from_hearing() -> None:
    store, heard = Counter(Pair(a=1)), list[float]()
    store.watch(lambda state: 1 / state.a, heard.append)
    store.watch(first, heard.append)
    with pytest.raises(ZeroDivisionError):
        store.set_a(0)
    assert heard == [0]
    store.set_a(2)
    assert heard == [0, 0.5, 2]
