"""What an address would bring as a source; nothing is stored."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime

from core.article import Article
from core.event import EventFacts
from core.source import FetchFailed, Source, SourceKind, SourceSpec, SourceState, Way
from feeds.articles import complete
from feeds.extract.events import extract
from feeds.fetch import Fetcher
from feeds.visit import visit

MOST_READ = 5  #: articles that are read, the newest


@dataclass(frozen=True, slots=True)
class Trial:
    """Where the news was found, how much there is, and what the newest articles tell of."""

    way: Way
    articles: int
    read: tuple[tuple[Article, tuple[EventFacts, ...]], ...]


async def try_source(url: str, fetcher: Fetcher, now: datetime) -> Trial | FetchFailed:
    """Look for news at an address as a first visit would; a FetchFailed says why there is none."""
    spec = SourceSpec(url, url, kind=SourceKind.SITE)
    seen = await visit(spec, SourceState(now), fetcher)
    if isinstance(seen.result, FetchFailed):
        return seen.result
    if seen.way is None:
        return FetchFailed("the site answers without a body")
    read = []
    for entry in seen.feed.entries[:MOST_READ]:
        article = await complete(entry, Source(0, spec), fetcher, now)
        if isinstance(article, Article):
            read.append((article, tuple(await asyncio.to_thread(extract, article.document))))
    return Trial(seen.way, len(seen.feed.entries), tuple(read))
