"""Sitemaps (sitemaps.org 0.9), their indexes, and news sitemaps."""

from __future__ import annotations

import gzip
import io
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

from feeds.entries.feed_dates import read_date

MOST_BYTES = 50_000_000  #: of a sitemap once unpacked, as sitemaps.org limits it
_GZIPPED = b"\x1f\x8b"
OLDEST = datetime(1990, 1, 1, tzinfo=UTC)
_KEYS = {"loc", "lastmod", "title", "publication_date"}


@dataclass(frozen=True, slots=True)
class Place:
    """An address in a sitemap: a page, or in an index another sitemap."""

    url: str
    title: str  #: of news sitemaps, else ""
    date: datetime | None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """A sitemap as read, the newest first; what has no date comes last."""

    is_index: bool
    places: tuple[Place, ...]


def may_be_sitemap(body: bytes) -> bool:
    """Say, at a glance, whether a body is worth reading as a sitemap."""
    return body.startswith(_GZIPPED) or _is_headed(body)


def _is_headed(raw: bytes) -> bool:
    return b"<urlset" in raw[:2000] or b"<sitemapindex" in raw[:2000]


def read_sitemap(body: bytes) -> Sitemap | None:
    """Read a sitemap, also a gzipped one; None when it is none."""
    raw = _unpacked(body)
    if not _is_headed(raw):
        return None
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(raw, parser)
    except (etree.LxmlError, ValueError):
        return None
    if root is None:
        return None
    places = [place for child in root if (place := _place(child))]
    places.sort(key=lambda place: place.date or OLDEST, reverse=True)
    return Sitemap(_name(root) == "sitemapindex", tuple(places))


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(_GZIPPED):
        return body
    try:
        return gzip.GzipFile(fileobj=io.BytesIO(body)).read(MOST_BYTES)
    except (OSError, EOFError, zlib.error):
        return b""


def _place(element: etree._Element) -> Place | None:
    found: dict[str, str] = {}
    for part in element.iter():
        if (name := _name(part)) in _KEYS and part.text:
            found.setdefault(name, part.text.strip())
    if not found.get("loc", "").startswith(("http://", "https://")):
        return None
    date = read_date(found.get("publication_date") or found.get("lastmod") or "")
    return Place(found["loc"], " ".join(found.get("title", "").split()), date)


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
