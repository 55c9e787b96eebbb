"""What an address would bring as a source; nothing is stored."""

from __future__ import annotations

import asyncio
from datetime import datetime

from core.article import Article
from core.source import FetchFailed, Source, SourceKind, SourceSpec, SourceState
from core.trial import Trial
from feeds.articles import complete
from feeds.extract.events import extract
from feeds.fetch import Fetcher
from feeds.visit import visit

MOST_READ = 5  #: articles that are read, the newest
PATIENCE = 60.0  #: seconds that a person waits for the whole


async def try_source(
    url: str, fetcher: Fetcher, now: datetime, *, patience: float = PATIENCE
) -> Trial | FetchFailed:
    """Look for news at an address as a first visit would; a FetchFailed says why there is none."""
    try:
        async with asyncio.timeout(patience):
            return await _tried(url, fetcher, now)
    except TimeoutError:
        return FetchFailed(f"the site was too slow to be read within {patience:g} seconds")


async def _tried(url: str, fetcher: Fetcher, now: datetime) -> Trial | FetchFailed:
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
