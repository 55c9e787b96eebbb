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

NOTHING = ParsedFeed("", (), None)


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
        return Visit(result, NOTHING, kept)
    feed = await collect(way, result, fetcher)
    if isinstance(feed, FetchFailed):
        return Visit(feed, NOTHING, kept)
    return _as_seen(result, feed, kept)


async def _found(url: str, fetcher: Fetcher) -> Visit:
    found = await discover(url, fetcher)
    if isinstance(found, FetchFailed):
        return Visit(found, NOTHING, None)
    return _as_seen(found.result, found.feed, found.way)


async def onward(seen: Visit, spec: SourceSpec, fetcher: Fetcher) -> Visit:
    """Add a list's next page to what was seen; where it can't be read the list ends there."""
    way = replace(seen.way or spec.way, url=seen.feed.next_url)
    result = await fetcher.fetch(way.url)
    more = await collect(way, result, fetcher) if isinstance(result, Fetched) else None
    if not isinstance(more, ParsedFeed):
        return replace(seen, feed=replace(seen.feed, next_url=""))
    met = {name for one in seen.feed.entries for name in one.names}
    new = tuple(one for one in more.entries if met.isdisjoint(one.names))
    next_url = more.next_url if new else ""  # a list that leads back to itself ends
    return replace(seen, feed=replace(seen.feed, entries=seen.feed.entries + new, next_url=next_url))


def without_validators(seen: Visit) -> Visit:
    """Ask for the whole at the next visit: something of what is there was left for it."""
    if not isinstance(seen.result, Fetched):
        return seen
    return replace(seen, result=replace(seen.result, etag="", last_modified=""))


def _as_seen(result: Fetched, feed: ParsedFeed, way: Way | None) -> Visit:
    """Let the feed's own word on how long it stays fresh count like the site's."""
    fresh = max(result.max_age or timedelta(), feed.ttl or timedelta())
    seen = Visit(replace(result, max_age=fresh), feed, way)
    return seen if feed.whole else without_validators(seen)
