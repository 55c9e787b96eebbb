"""Threads that are the first to ask for something big get one copy of it."""

from __future__ import annotations

import gc
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest

from feeds.extract.places.gazetteer import gazetteer
from feeds.once import once

THREADS = 6


def test_threads_that_ask_at_the_same_time_load_once() -> None:
    together, second, loads = Barrier(THREADS), Barrier(2), list[str]()

    @once
    def load(name: str) -> list[str]:
        loads.append(name)
        with suppress(BrokenBarrierError):
            second.wait(0.1)  # for another thread that loads too
        return [name]

    def ask(_: int) -> list[str]:
        together.wait()
        return load("towns")

    with ThreadPoolExecutor(THREADS) as threads:
        answers = list(threads.map(ask, range(THREADS)))
    assert loads == ["towns"]
    assert all(answer is answers[0] for answer in answers)


def test_each_argument_is_loaded_for_itself() -> None:
    @once
    def load(name: str) -> list[str]:
        return [name]

    assert load("towns") == ["towns"]
    assert load("rivers") == ["rivers"]


def test_what_is_loaded_may_load_something_else() -> None:
    @once
    def inner() -> list[str]:
        return ["towns"]

    @once
    def outer() -> int:
        return len(inner())

    assert outer() == 1


def test_what_failed_to_load_is_tried_again() -> None:
    tries = list[int]()

    @once
    def load() -> str:
        tries.append(1)
        if len(tries) == 1:
            raise OSError("the disk is away")
        return "towns"

    with pytest.raises(OSError, match="away"):
        load()
    assert load() == "towns"


def test_the_gazetteer_is_one_for_all_threads() -> None:
    gazetteer.cache_clear()  # as in a fresh process; what was loaded stays
    with ThreadPoolExecutor(THREADS) as threads:
        found = list(threads.map(lambda _: gazetteer(), range(THREADS)))
    assert all(one is found[0] for one in found)


def test_what_is_loaded_is_left_out_of_garbage_collection() -> None:
    @once
    def load() -> list[list[str]]:
        return [["towns"], ["rivers"]]

    before = gc.get_freeze_count()
    load()
    assert gc.get_freeze_count() > before
