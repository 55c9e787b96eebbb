"""From a home page to where its news can be read: a feed, a sitemap, or the list on the page itself."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from core.source import Fetched, FetchFailed, SourceKind, Way
from feeds.collect import collect
from feeds.entries.listing import find_recipe, html_tree
from feeds.fetch import Fetcher
from feeds.links import joined
from feeds.parse import ParsedFeed

MOST_TRIES = 8  #: addresses that are asked for in search of one site's news
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
_FEED_WORDS = ("/rss", "/feed", "/atom", "rss.xml", "feed.xml", "atom.xml", "feed.json")
_USUAL = ("/feed/", "/rss", "/rss.xml", "/sitemap.xml")


@dataclass(frozen=True, slots=True)
class Found:
    """Where a site's news can be read, and what is there now."""

    way: Way
    feed: ParsedFeed
    result: Fetched


async def discover(url: str, fetcher: Fetcher) -> Found | FetchFailed:
    """Find where the news of an address can be read; a FetchFailed says why nothing was found."""
    result = await fetcher.fetch(url)
    if not isinstance(result, Fetched):
        return result if isinstance(result, FetchFailed) else FetchFailed("an answer without a body")
    itself = await collect(Way(result.url, SourceKind.FEED), result, fetcher)
    if isinstance(itself, ParsedFeed):
        return Found(Way(result.url, SourceKind.FEED), itself, result)
    tree = await asyncio.to_thread(html_tree, result.body, result.content_type)
    candidates = [*_named(tree, result.url), *await fetcher.sitemaps(url), *_usual(result.url)]
    for address in list(dict.fromkeys(candidates))[:MOST_TRIES]:
        found = await _tried(address, fetcher)
        if found is not None:
            return found
    return await _list_of(tree, result, fetcher)


async def _tried(address: str, fetcher: Fetcher) -> Found | None:
    result = await fetcher.fetch(address)
    if not isinstance(result, Fetched):
        return None
    feed = await collect(Way(result.url, SourceKind.FEED), result, fetcher)
    if isinstance(feed, FetchFailed) or not feed.entries:
        return None
    return Found(Way(result.url, SourceKind.FEED), feed, result)


async def _list_of(tree: LexborHTMLParser, result: Fetched, fetcher: Fetcher) -> Found | FetchFailed:
    recipe = find_recipe(tree, result.url)
    if recipe is None:
        return FetchFailed("no feed, sitemap or list of news was found there")
    way = Way(result.url, SourceKind.LIST, recipe)
    feed = await collect(way, result, fetcher)
    return feed if isinstance(feed, FetchFailed) else Found(way, feed, result)


def _named(tree: LexborHTMLParser, url: str) -> Iterator[str]:
    """Yield the feeds that a page names, in its head and then in its links."""
    for link in tree.css('link[rel~="alternate"][href]'):
        if (link.attributes.get("type") or "").lower() in _FEED_TYPES:
            yield joined(url, link.attributes.get("href") or "")
    for link in tree.css("a[href]"):
        href = link.attributes.get("href") or ""
        if any(word in href.lower() for word in _FEED_WORDS):
            yield joined(url, href)


def _usual(url: str) -> Iterator[str]:
    return (joined(url, path) for path in _USUAL)
