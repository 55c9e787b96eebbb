"""What is loaded once, however many threads are the first to ask for it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Hashable
from functools import _lru_cache_wrapper, cache, wraps
from threading import RLock
from typing import TypeVar

T = TypeVar("T")

_loading = RLock()  # one for all: what is loaded may need something else that is


def once(function: Callable[..., T]) -> _lru_cache_wrapper[T]:
    """Remember what a function returns; who asks while another thread loads it waits, and loads nothing.

    `functools.cache` alone lets each of them load a copy of its own: the gazetteer has 20 MB. What is loaded
    lasts as long as the process: the garbage collector need not look through it time and again.
    """
    loaded: dict[tuple[Hashable, ...], T] = {}

    @cache
    @wraps(function)
    def asked(*args: Hashable) -> T:
        with _loading:
            if args not in loaded:
                loaded[args] = function(*args)
                gc.freeze()
            return loaded[args]

    return asked
