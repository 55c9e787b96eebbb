"""What an address would bring as a source: a look at it that leaves nothing behind."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from core.article import Article
from core.event import EventFacts
from core.source import FetchFailed, Way


@dataclass(frozen=True, slots=True)
class Trial:
    """Where the news was found, how much there is, and what the newest articles tell of."""

    way: Way
    articles: int
    read: tuple[tuple[Article, tuple[EventFacts, ...]], ...]


Look = Callable[[str], Awaitable[Trial | FetchFailed]]
"""Looks at an address; a FetchFailed says why nothing can be read there."""


async def nowhere(url: str) -> FetchFailed:  # noqa: ARG001 - the shape of a Look
    """Look at nothing: a house without a well."""
    return FetchFailed("this hubwire polls no sites")
