"""What a partner publishes: an entry of a feed, and the article it leads to."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed, as parsed: no page was fetched yet."""

    names: tuple[str, ...]  #: any of them makes it the same item at the next poll; never empty
    url: str
    title: str  #: plain text
    text: str  #: content or summary as the feed gives it, in plain text; "" when none
    published_at: datetime | None  #: aware UTC
    full: bool  #: the feed carries the whole article, not a teaser
    mark: str = ""  #: fingerprint of what the feed says of it: another one means that it was edited

    @property
    def identity(self) -> str:
        """Return the name under which the article is stored."""
        return self.names[0]


@dataclass(frozen=True, slots=True)
class DeclaredEvent:
    """The one event that a page declares for machines. What it leaves open is None or empty."""

    how: str  #: "JSON-LD" or "microdata" of schema.org, or "calendar file"
    name: str
    start: PartialDate | None = None
    end: PartialDate | None = None
    place: str = ""  #: town and country as the page writes them
    online: bool | None = None  #: None: not said
    in_person: bool | None = None
    called_off: str = ""  #: "cancelled", "postponed" or ""
    organisers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """What the extractor reads: nothing else may decide an event's facts."""

    title: str
    text: str
    language: str  #: ISO 639-1 of the text; "" when unknown
    published: PartialDate | None
    url: str = ""
    declared: DeclaredEvent | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A document together with where it was found."""

    source_id: int
    identity: str
    url: str
    document: Document
    published_at: datetime | None  #: aware UTC
    mark: str = ""  #: of the entry that led to it


@dataclass(frozen=True, slots=True)
class Known:
    """What is remembered of an article that was taken."""

    identity: str
    mark: str = ""  #: "" where none was kept
    taken_at: datetime | None = None  #: None: the name is known, but no article stands behind it
    read_at: datetime | None = None  #: when it was last read again


def unseen(entries: Sequence[Entry], known: Collection[str]) -> list[Entry]:
    """Return the entries none of whose names is known, the oldest first; `entries` come the newest first."""
    met = set(known)
    new = []
    for entry in reversed(entries):
        if met.isdisjoint(entry.names):
            new.append(entry)
        met.update(entry.names)
    return new


def names_gained(entries: Sequence[Entry], known: Mapping[str, Known]) -> dict[str, str]:
    """Return names that known articles have taken on, with the articles' identities."""
    gained: dict[str, str] = {}
    for entry in entries:
        identity = next((known[name].identity for name in entry.names if name in known), None)
        if identity is not None:
            gained |= {name: identity for name in entry.names if name not in known}
    return gained


def _each_known(entries: Sequence[Entry], known: Mapping[str, Known]) -> list[tuple[Entry, Known]]:
    """Pair entries with the articles that they are, where that is beyond doubt: one entry, one article."""
    found: dict[str, list[tuple[Entry, Known]]] = {}
    for entry in entries:
        articles = {known[name].identity: known[name] for name in entry.names if name in known}
        for identity, article in articles.items():
            found.setdefault(identity, []).append((entry, article))
    return [pairs[0] for pairs in found.values() if len(pairs) == 1 and pairs[0][1].taken_at is not None]


def edited(entries: Sequence[Entry], known: Mapping[str, Known], now: datetime) -> list[tuple[Entry, Known]]:
    """Return the entries that say something else than when their articles were read, in the feed's order.

    Reading a teaser again costs the site a request. A feed may say something else at every visit, so the
    wait for the next reading grows with the article's age when it was last read; the first is at once.
    """
    changed = [(one, article) for one, article in _each_known(entries, known) if article.mark != one.mark]
    return [(one, article) for one, article in changed if article.mark and (one.full or _ripe(article, now))]


def _ripe(article: Known, now: datetime) -> bool:
    if article.taken_at is None or article.read_at is None:
        return True
    age: timedelta = article.read_at - article.taken_at
    return now - article.read_at >= age / 2


def unmarked(entries: Sequence[Entry], known: Mapping[str, Known]) -> dict[str, str]:
    """Return the marks of articles that were taken before marks were kept, by identity."""
    return {article.identity: one.mark for one, article in _each_known(entries, known) if not article.mark}
