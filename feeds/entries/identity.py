"""What makes an article the same one at the next poll, whatever noise is around it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
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


class Names(NamedTuple):
    """What an entry may go by."""

    pairs: tuple[str, ...]  #: of its marks
    whole: str  #: of all of them, for an entry that shares each pair with others


def names_of(entry: RawEntry) -> Names:
    """Name an entry by pairs of its marks: one shared name makes the same article.

    No single mark can be trusted: guids are reused, or new at each visit; links move, or all lead home;
    titles recur. Two that agree can be, unless they name several entries of one feed.
    """
    return Names(tuple(dict.fromkeys(_pairs(entry))), _digest(entry))


def identities(every: Sequence[Names]) -> list[tuple[str, ...]]:
    """Return the names by which each entry of a feed can be told from the others."""
    times = Counter(name for pairs in {names.pairs for names in every} for name in pairs)
    return [tuple(name for name in names.pairs if times[name] == 1) or (names.whole,) for names in every]


def link_name(url: str) -> str:
    """Name an article that has nothing but its address."""
    return hashed("link", canonical_url(url))


def _pairs(entry: RawEntry) -> Iterator[str]:
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
