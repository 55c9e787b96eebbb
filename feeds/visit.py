"""A visit to a source: find the way if need be, ask conditionally, read what is there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from core.source import Fetched, FetchFailed, FetchResult, SourceKind, SourceSpec, SourceState, Way
from feeds.collect import collect
from feeds.discover import discover
from feeds.fetch import Fetcher
from feeds.parse import ParsedFeed

LOST_AFTER = 5  #: failures in a row after which a site's news is looked for anew

_NOTHING = ParsedFeed("", (), None)


@dataclass(frozen=True, slots=True)
class Visit:
    """What a visit brought: the answer, the entries now there, and the way to them."""

    result: FetchResult
    feed: ParsedFeed
    way: Way | None  #: found from a home page; None for sources that need no finding


async def visit(spec: SourceSpec, state: SourceState, fetcher: Fetcher) -> Visit:
    """Visit a source. What goes wrong is in the result, with its reason."""
    way = state.way if spec.kind is SourceKind.SITE else spec.way
    if way is None or (spec.kind is SourceKind.SITE and state.failures >= LOST_AFTER):
        return await _found(spec.url, fetcher)
    kept = way if spec.kind is SourceKind.SITE else None
    result = await fetcher.fetch(way.url, etag=state.etag, last_modified=state.last_modified)
    if not isinstance(result, Fetched):
        return Visit(result, _NOTHING, kept)
    feed = await collect(way, result, fetcher)
    if isinstance(feed, FetchFailed):
        return Visit(feed, _NOTHING, kept)
    return Visit(_with_ttl(result, feed), feed, kept)


async def _found(url: str, fetcher: Fetcher) -> Visit:
    found = await discover(url, fetcher)
    if isinstance(found, FetchFailed):
        return Visit(found, _NOTHING, None)
    return Visit(_with_ttl(found.result, found.feed), found.feed, found.way)


def _with_ttl(result: Fetched, feed: ParsedFeed) -> Fetched:
    """Let the feed's own word on how long it stays fresh count like the site's."""
    return replace(result, max_age=max(result.max_age or timedelta(), feed.ttl or timedelta()))
