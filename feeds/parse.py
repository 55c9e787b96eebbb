"""Feed bytes to entries. Pure; feedparser gets bytes, never a string that it could take for an address."""

from __future__ import annotations

import html
import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

import feedparser

from core.article import Entry
from core.source import FetchFailed
from feeds.encoding import decode, repaired
from feeds.feed_dates import read_date
from feeds.identity import RawEntry, hashed, identities
from feeds.json_feed import looks_like_json, read_json_feed
from feeds.links import joined
from feeds.markup import fit
from feeds.plain_text import plain_text

_ENTRY = re.compile(r"<(?:\w{1,20}:)?(?:item|entry)[\s>]")
FULL_TEXT = 600  #: characters from which a feed's content counts as the whole article
MOST_ENTRIES = 2000
MOST_TITLE, MOST_CONTENT = 2_000, 500_000  #: characters of an entry
_TEASER_END = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|read more|continue reading|читать далее|подробнее|толығырақ)\W*$",
    re.IGNORECASE,
)
#: entities of a feed's own are never of use, and grow to any size
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^>\[]{0,1000}(?:\[.*?\]\s{0,100})?>", re.IGNORECASE | re.DOTALL)


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
    text = decode(body, content_type)
    if looks_like_json(text) and (read := read_json_feed(text)) is not None:
        title, items = read
        return ParsedFeed(title, _entries(items[:MOST_ENTRIES], url), None)
    return _parse_xml(_first_entries(_DOCTYPE.sub("", text, count=1)).encode("utf-8", "replace"), url)


def _first_entries(text: str) -> str:
    """Cut a feed behind as many entries as are read; the newest come first."""
    begun = islice(_ENTRY.finditer(text), MOST_ENTRIES, None)
    return text[: one.start()] if (one := next(begun, None)) else text


def _parse_xml(body: bytes, url: str) -> ParsedFeed | FetchFailed:
    headers = {"content-type": "application/xml; charset=utf-8"}  # links are joined to `url` by us, below
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            parsed = feedparser.parse(
                io.BytesIO(body),
                response_headers=headers,
                sanitize_html=False,  # what we make of it is plain text; this is most of feedparser's time
                resolve_relative_uris=False,
            )
        except (ValueError, LookupError, AttributeError, TypeError, AssertionError, RecursionError) as exc:
            return FetchFailed(f"not a feed: {type(exc).__name__} while reading it")
    if not parsed.get("version") and not parsed.entries:
        return FetchFailed(f"not a feed: {_nature(body)}")
    feed = parsed.get("feed", {})
    return ParsedFeed(_title(feed), _entries(parsed.entries[:MOST_ENTRIES], url), _ttl(feed.get("ttl")))


def _nature(body: bytes) -> str:
    head = body[:2000].lstrip().lower()
    if not head:
        return "empty"
    if b"<html" in head or b"<!doctype html" in head:
        return "an HTML page"
    return "neither RSS nor Atom nor JSON Feed"


def _entries(raw: list[Any], url: str) -> tuple[Entry, ...]:
    links = [joined(url, _link(entry)) for entry in raw]
    dates = [_date_text(entry) for entry in raw]
    names = identities(
        [
            RawEntry(str(entry.get("id") or ""), link, str(entry.get("title") or ""), date)
            for entry, link, date in zip(raw, links, dates, strict=True)
        ]
    )
    return tuple(
        _entry(entry, name, link)
        for entry, name, link in zip(raw, names, links, strict=True)
        if link or entry.get("title") or _content(entry)
    )


def _entry(entry: Any, names: tuple[str, ...], link: str) -> Entry:
    content = _content(entry)
    text = plain_text(content)
    full = len(text) >= FULL_TEXT and not _TEASER_END.search(text[-60:])
    title = _title(entry)
    mark = hashed(title, text, str(dict.get(entry, "updated") or ""))
    return Entry(names, link, title, content, _published(entry), full, mark)


def _title(data: Any) -> str:
    """Return a title as plain text; feedparser leaves markup in it, once escaped or not at all."""
    marked = repaired(str(data.get("title") or ""))[:MOST_TITLE]
    return fit(" ".join(html.unescape(re.sub(r"</?[a-zA-Z][^<>]*>", "", marked)).split()))


def _link(entry: Any) -> str:
    link = entry.get("link") or next((one.get("href", "") for one in entry.get("links", [])), "")
    return fit(str(link or "").strip())


def _content(entry: Any) -> str:
    """Return the longest of content and summary."""
    bodies = [str(part.get("value") or "") for part in entry.get("content", [])]
    return fit(repaired(max([*bodies, str(entry.get("summary") or "")], key=len)[:MOST_CONTENT]))


def _date_text(entry: Any) -> str:
    return next(_dates(entry), "")


def _dates(entry: Any) -> Iterator[str]:
    """Yield the dates as written; a plain look-up, feedparser's own warns and guesses."""
    for name in ("published", "updated", "created"):
        if text := str(dict.get(entry, name) or ""):
            yield text


def _published(entry: Any) -> datetime | None:
    """Read the date ourselves: feedparser knows no Russian and takes 2016/6/29 for another day."""
    return next((moment for moment in map(read_date, _dates(entry)) if moment is not None), None)


def _ttl(minutes: object) -> timedelta | None:
    text = str(minutes or "").strip()
    return timedelta(minutes=int(text)) if re.fullmatch(r"\d{1,5}", text) else None
