"""What one item of a feed says, whatever it stands beside; and a feed's items as entries with names."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.article import Entry
from feeds.encoding import repaired
from feeds.entries.feed_dates import read_date
from feeds.entries.identity import Names, RawEntry, hashed, identities, names_of
from feeds.entries.plain_text import plain_text
from feeds.links import joined
from feeds.markup import fit

FULL_TEXT = 600  #: characters from which a feed's content counts as the whole article
MOST_TITLE, MOST_CONTENT = 2_000, 500_000  #: characters of an item
_TEASER_END = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\.\]|read more|continue reading|читать далее|подробнее|толығырақ)\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Item:
    """One item as read. By what name it goes depends on the others."""

    names: Names
    url: str
    title: str
    text: str
    published_at: datetime | None  #: aware UTC
    full: bool  #: the whole article, not a teaser
    mark: str


def read_item(raw: Any, url: str) -> Item:
    """Read an item under feedparser's names; `url` is the feed's."""
    title, text, link = plain_title(raw), plain_text(_content(raw)), joined(url, _link(raw))
    dates = list(_dates(raw))
    said = RawEntry(str(raw.get("id") or ""), link, str(raw.get("title") or ""), next(iter(dates), ""))
    return Item(
        names_of(said),
        link,
        title,
        text,
        # feedparser itself knows no Russian and takes 2016/6/29 for another day
        next((moment for moment in map(read_date, dates) if moment is not None), None),
        full=len(text) >= FULL_TEXT and not _TEASER_END.search(text[-60:]),
        mark=hashed(title, text, str(dict.get(raw, "updated") or "")),
    )


def entries(items: Sequence[Item]) -> tuple[Entry, ...]:
    """Return a feed's items as entries; what has neither link nor words is none."""
    named = identities([item.names for item in items])
    return tuple(
        Entry(names, item.url, item.title, item.text, item.published_at, item.full, item.mark)
        for item, names in zip(items, named, strict=True)
        if item.url or item.title or item.text
    )


def plain_title(data: Any) -> str:
    """Return a title as plain text; feedparser leaves markup in it, once escaped or not at all."""
    marked = repaired(str(data.get("title") or ""))[:MOST_TITLE]
    return fit(" ".join(html.unescape(re.sub(r"</?[a-zA-Z][^<>]*>", "", marked)).split()))


def _link(raw: Any) -> str:
    link = raw.get("link") or next((one.get("href", "") for one in raw.get("links", [])), "")
    return fit(str(link or "").strip())


def _content(raw: Any) -> str:
    """Return the longest of content and summary."""
    bodies = [str(part.get("value") or "") for part in raw.get("content", [])]
    return fit(repaired(max([*bodies, str(raw.get("summary") or "")], key=len)[:MOST_CONTENT]))


def _dates(raw: Any) -> Iterator[str]:
    """Yield the dates as written; a plain look-up, feedparser's own warns and guesses."""
    for name in ("published", "updated", "created"):
        if text := str(dict.get(raw, name) or ""):
            yield text
