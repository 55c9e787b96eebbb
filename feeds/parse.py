"""Feed bytes to entries. Pure; feedparser gets bytes, never a string that it could take for an address."""

from __future__ import annotations

import asyncio
import html
import io
import re
import warnings
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urljoin

import feedparser

from core.article import Entry
from core.source import FetchFailed
from feeds.feed_dates import read_date
from feeds.identity import RawEntry, identities
from feeds.page import plain_text

FULL_TEXT = 600  #: characters from which a feed's content counts as the whole article
MOST_ENTRIES = 2000
_TEASER_END = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|read more|continue reading|читать далее|подробнее|толығырақ)\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed as read: its title and entries in its own order, newest first as a rule."""

    title: str
    entries: tuple[Entry, ...]
    ttl: timedelta | None


async def parse_in_thread(body: bytes, *, url: str, content_type: str) -> ParsedFeed | FetchFailed:
    """Parse without holding up the loop."""
    return await asyncio.to_thread(parse, body, url=url, content_type=content_type)


def parse(body: bytes, *, url: str, content_type: str) -> ParsedFeed | FetchFailed:
    """Parse a feed; what is none is a FetchFailed that says what it is instead."""
    headers = {"content-type": content_type, "content-location": url}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            parsed = feedparser.parse(io.BytesIO(body), response_headers=headers)
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
    return "neither RSS nor Atom"


def _entries(raw: list[Any], url: str) -> tuple[Entry, ...]:
    links = [urljoin(url, _link(entry)) if _link(entry) else "" for entry in raw]
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


def _entry(entry: Any, identity: str, link: str) -> Entry:
    content = _content(entry)
    text = plain_text(content)
    full = len(text) >= FULL_TEXT and not _TEASER_END.search(text[-60:])
    return Entry(identity, link, _title(entry), content, _published(entry), full)


def _title(data: Any) -> str:
    """Return a title as plain text; feedparser leaves markup in it, once escaped or not at all."""
    return " ".join(html.unescape(re.sub(r"</?[a-zA-Z][^<>]*>", "", str(data.get("title") or ""))).split())


def _link(entry: Any) -> str:
    link = entry.get("link") or next((one.get("href", "") for one in entry.get("links", [])), "")
    return str(link or "").strip()


def _content(entry: Any) -> str:
    """Return the longest of content and summary."""
    bodies = [str(part.get("value") or "") for part in entry.get("content", [])]
    return max([*bodies, str(entry.get("summary") or "")], key=len)


def _date_text(entry: Any) -> str:
    return str(entry.get("published") or entry.get("updated") or entry.get("created") or "")


def _published(entry: Any) -> datetime | None:
    """Read the date ourselves: feedparser knows no Russian and takes 2016/6/29 for another day."""
    for name in ("published", "updated", "created"):
        text = str(entry.get(name) or "")
        moment = read_date(text) if text else None
        if moment is not None and datetime(1990, 1, 1, tzinfo=UTC) <= moment:
            return moment
    return None


def _ttl(minutes: object) -> timedelta | None:
    text = str(minutes or "").strip()
    return timedelta(minutes=int(text)) if re.fullmatch(r"\d{1,5}", text) else None
