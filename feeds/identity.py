"""What makes an article the same one at the next poll, whatever noise is around it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|yclid|ysclid|_openstat|mc_[ce]id|igshid|cmpid|ref_src", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class RawEntry:
    """What an entry says of itself."""

    guid: str
    link: str
    title: str
    date: str


def canonical_url(url: str) -> str:
    """Bring an address to one spelling: https, no tracking parameters, no fragment, no slash at the end."""
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return url.strip()
    if parts.scheme not in ("http", "https") or not host:
        return url.strip()
    shown = host if port in (None, 80, 443) else f"{host}:{port}"
    kept = [
        pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0])
    ]
    return urlunsplit(("https", shown, parts.path.rstrip("/"), urlencode(sorted(kept)), ""))


def identities(entries: Sequence[RawEntry]) -> list[tuple[str, ...]]:
    """Name each entry of a feed by pairs of its marks: one shared name makes the same article.

    No single mark can be trusted: guids are reused, or new at each visit; links move, or all lead home;
    titles recur. Two that agree can be, unless they name several entries of one feed.
    """
    every = [tuple(dict.fromkeys(_names(entry))) for entry in entries]
    times = Counter(name for names in set(every) for name in names)
    return [
        tuple(name for name in names if times[name] == 1) or (_digest(entry),)
        for entry, names in zip(entries, every, strict=True)
    ]


def link_name(url: str) -> str:
    """Name an article that has nothing but its address."""
    return hashed("link", canonical_url(url))


def _names(entry: RawEntry) -> Iterator[str]:
    guid, link = _named(entry.guid), canonical_url(entry.link) if entry.link else ""
    title = " ".join(entry.title.split()).casefold()
    if guid and guid != link:
        if link:
            yield hashed("guid", guid, link)
        if title:
            yield hashed("guid+title", guid, title)
        if not (link or title):
            yield hashed("guid", guid)
    elif link:
        yield link_name(link)
    if link and title:
        yield hashed("link+title", link, title)
    if title and ":" in entry.date:  # to the minute at least: a day has many reports of one title
        yield hashed("title+date", title, entry.date.strip())


def _named(guid: str) -> str:
    return canonical_url(guid) if guid.startswith(("http://", "https://")) else guid.strip()


def _digest(entry: RawEntry) -> str:
    return hashed("all", canonical_url(entry.link), " ".join(entry.title.split()), entry.date.strip())


def hashed(*parts: str) -> str:
    """Return a fingerprint of texts in their order."""
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=15).hexdigest()
