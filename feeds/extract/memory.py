"""What the extractor remembers: answers about sentences, which are asked for again, and about words."""

from __future__ import annotations

from collections.abc import Callable
from functools import _lru_cache_wrapper, lru_cache
from typing import Any, TypeVar

SENTENCES = 1024  #: sentences and titles that are remembered; articles of one site share many
FORMS = 12_000  #: words that are remembered as they stand between blanks; most come again and again
T = TypeVar("T")

_memories: list[_lru_cache_wrapper[Any]] = []


def per_text(function: Callable[..., T]) -> _lru_cache_wrapper[T]:
    """Remember what a function of a sentence returns: several questions ask the same of one article."""
    remembering = lru_cache(maxsize=SENTENCES)(function)
    _memories.append(remembering)
    return remembering


def per_word(function: Callable[..., T]) -> _lru_cache_wrapper[T]:
    """Remember what a function of a word returns."""
    return lru_cache(maxsize=FORMS)(function)


def forget() -> None:
    """Forget all sentences, so that a measure can read them anew."""
    for memory in _memories:
        memory.cache_clear()
