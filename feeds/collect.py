"""What a source has now: the bytes at its address, whatever their kind, as entries."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from datetime import datetime

from core.article import Entry
from core.source import Fetched, FetchFailed, SourceKind, Way
from feeds.entries.identity import hashed, link_name
from feeds.entries.listing import Listed, html_tree, read_list
from feeds.entries.sitemap import Place, Sitemap, may_be_sitemap, read_sitemap
from feeds.fetch import Fetcher
from feeds.parse import ParsedFeed

MOST_MAPS = 3  #: sitemaps of an index that are read, the newest and those of news first
MOST_PLACES = 200  #: pages of a sitemap that are looked at, the newest first


async def collect(way: Way, result: Fetched, fetcher: Fetcher) -> ParsedFeed | FetchFailed:
    """Read entries out of an answer; what can't be read is a FetchFailed that says why."""
    if way.kind is SourceKind.LIST:
        return await asyncio.to_thread(_listed, way, result)
    maybe = may_be_sitemap(result.body)
    sitemap = await asyncio.to_thread(read_sitemap, result.body) if maybe else None
    if sitemap is not None:
        return _mapped(await _places(sitemap, fetcher), sitemap)
    return await fetcher.readers.parse(result.body, url=result.url, content_type=result.content_type)


def _listed(way: Way, result: Fetched) -> ParsedFeed | FetchFailed:
    if way.recipe is None:
        return FetchFailed("a list without a recipe")
    listing = read_list(html_tree(result.body, result.content_type), result.url, way.recipe)
    if not listing.items:
        return FetchFailed("the recipe finds no article; the page may have been redesigned", lasting=True)
    return ParsedFeed("", tuple(map(_of_list, listing.items)), None, listing.next_url)


def _of_list(item: Listed) -> Entry:
    mark = hashed(item.title, item.date)
    return Entry((link_name(item.url),), item.url, item.title, "", item.published_at, full=False, mark=mark)


async def _places(sitemap: Sitemap, fetcher: Fetcher) -> Sequence[Place]:
    """Return the pages of a sitemap; of an index those of its newest maps."""
    if not sitemap.is_index:
        return sitemap.places
    chosen = sorted(sitemap.places, key=lambda place: not re.search("news|post|article", place.url))
    pages: list[Place] = []
    for place in chosen[:MOST_MAPS]:
        result = await fetcher.fetch(place.url)
        inner = read_sitemap(result.body) if isinstance(result, Fetched) else None
        if inner is not None and not inner.is_index:
            pages.extend(inner.places)
    return pages


def _mapped(places: Sequence[Place], sitemap: Sitemap) -> ParsedFeed | FetchFailed:
    """Make entries of dated pages: of the others nobody could say which are new.

    A map's date is that of the page's last change, so that another one means that it was edited.
    """
    dated = [(place.date, place) for place in places if place.date is not None]
    if not dated:
        return FetchFailed("the sitemap dates none of its pages, so that new ones can't be told")
    dated.sort(key=lambda pair: pair[0], reverse=True)
    entries = (_of_map(place, date) for date, place in dated[:MOST_PLACES])
    return ParsedFeed("", tuple(entries), None, whole=not sitemap.is_index)


def _of_map(place: Place, date: datetime) -> Entry:
    mark = hashed(date.isoformat())
    return Entry((link_name(place.url),), place.url, place.title, "", date, full=False, mark=mark)
