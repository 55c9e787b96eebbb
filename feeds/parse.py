"""Feed bytes to entries. Pure; feedparser gets bytes, never a string that it could take for an address."""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import Any

import feedparser

from core.article import Entry
from core.source import FetchFailed
from feeds.encoding import decode
from feeds.entries.items import Item, entries, plain_title, read_item
from feeds.entries.json_feed import looks_like_json, read_json_feed

_ENTRY = re.compile(r"<(?:\w{1,20}:)?(?:item|entry)[\s>]")
MOST_ENTRIES = 2000
feedparser.api.PREFERRED_XML_PARSERS.clear()  # the one named there is looked for on disk for each feed
#: entities of a feed's own are never of use, and grow to any size
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^>\[]{0,1000}(?:\[.*?\]\s{0,100})?>", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class ReadFeed:
    """What a feed says; `well_formed` where nothing had to be guessed."""

    title: str
    items: tuple[Item, ...]
    ttl: timedelta | None
    well_formed: bool


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed as read: its title and entries in its own order, newest first as a rule."""

    title: str
    entries: tuple[Entry, ...]
    ttl: timedelta | None
    next_url: str = ""  #: where the list goes on
    whole: bool = True  #: the answer itself holds the entries, so that its validators stand for them


def parse(body: bytes, *, url: str, content_type: str) -> ParsedFeed | FetchFailed:
    """Parse a feed; what is none is a FetchFailed that says what it is instead."""
    feed = read_feed(body, url=url, content_type=content_type)
    return feed if isinstance(feed, FetchFailed) else parsed(feed)


def parsed(feed: ReadFeed) -> ParsedFeed:
    """Return a feed with its entries named."""
    return ParsedFeed(feed.title, entries(feed.items), feed.ttl)


def read_feed(body: bytes, *, url: str, content_type: str) -> ReadFeed | FetchFailed:
    """Read what a feed says."""
    text = decode(body, content_type)
    if looks_like_json(text) and (read := read_json_feed(text)) is not None:
        title, items = read
        return ReadFeed(title, _items(items, url), None, well_formed=True)
    return _read_xml(_first_entries(_DOCTYPE.sub("", text, count=1)).encode("utf-8", "replace"), url)


def _first_entries(text: str) -> str:
    """Cut a feed behind as many entries as are read; the newest come first."""
    begun = islice(_ENTRY.finditer(text), MOST_ENTRIES, None)
    return text[: one.start()] if (one := next(begun, None)) else text


def _read_xml(body: bytes, url: str) -> ReadFeed | FetchFailed:
    headers = {"content-type": "application/xml; charset=utf-8"}  # links are joined to the address by us
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            read = feedparser.parse(
                io.BytesIO(body),
                response_headers=headers,
                sanitize_html=False,  # what we make of it is plain text; this is most of feedparser's time
                resolve_relative_uris=False,
            )
        except (ValueError, LookupError, AttributeError, TypeError, AssertionError, RecursionError) as exc:
            return FetchFailed(f"not a feed: {type(exc).__name__} while reading it")
    if not read.get("version") and not read.entries:
        return FetchFailed(f"not a feed: {_nature(body)}")
    feed, well_formed = read.get("feed", {}), not read.get("bozo")
    return ReadFeed(plain_title(feed), _items(read.entries, url), _ttl(feed.get("ttl")), well_formed)


def _items(raw: list[Any], url: str) -> tuple[Item, ...]:
    return tuple(read_item(one, url) for one in raw[:MOST_ENTRIES])


def _nature(body: bytes) -> str:
    head = body[:2000].lstrip().lower()
    if not head:
        return "empty"
    if b"<html" in head or b"<!doctype html" in head:
        return "an HTML page"
    return "neither RSS nor Atom nor JSON Feed"


def _ttl(minutes: object) -> timedelta | None:
    text = str(minutes or "").strip()
    return timedelta(minutes=int(text)) if re.fullmatch(r"\d{1,5}", text) else None
