"""What a partner publishes: an entry of a feed, and the article it leads to."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed, as parsed: no page was fetched yet."""

    names: tuple[str, ...]  #: any of them makes it the same item at the next poll; never empty
    url: str
    title: str  #: plain text
    html: str  #: content or summary as the feed gives it, "" when none
    published_at: datetime | None  #: aware UTC
    full: bool  #: the feed carries the whole article, not a teaser

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


def unseen(entries: Sequence[Entry], known: Collection[str]) -> list[Entry]:
    """Return the entries none of whose names is known, the oldest first; `entries` come the newest first."""
    met = set(known)
    new = []
    for entry in reversed(entries):
        if met.isdisjoint(entry.names):
            new.append(entry)
        met.update(entry.names)
    return new


def names_gained(entries: Sequence[Entry], known: Mapping[str, str]) -> dict[str, str]:
    """Return names that known articles have taken on, with the articles' identities."""
    gained: dict[str, str] = {}
    for entry in entries:
        identity = next((known[name] for name in entry.names if name in known), None)
        if identity is not None:
            gained |= {name: identity for name in entry.names if name not in known}
    return gained
