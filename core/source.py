"""A partner's feed, how it fares, and what a visit to it can bring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum


class SourceKind(StrEnum):
    """What stands at a source's address."""

    FEED = "feed"  #: RSS, Atom, RDF or JSON Feed
    SITEMAP = "sitemap"  #: a sitemap, a news sitemap or an index of such
    LIST = "list"  #: a page that lists articles, read by a recipe
    SITE = "site"  #: a home page: one of the three above is to be found from it


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to read a page that lists articles: CSS selectors, all but `item` and `next` within an item."""

    item: str  #: one article's place in the list
    link: str = "a[href]"
    title: str = ""  #: "" means the link's own words
    date: str = ""  #: "" means that the list shows none
    next: str = ""  #: the link to the list's next page, "" when there is none


@dataclass(frozen=True, slots=True)
class Way:
    """Where and how the articles of a source are read."""

    url: str
    kind: SourceKind
    recipe: Recipe | None = None


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """A source as the operator declares it in the SOURCES file."""

    url: str
    name: str
    institution: str = ""
    country: str = ""  #: ISO 3166-1 alpha-2, "" when unknown
    language: str = ""  #: ISO 639-1, "" when unknown or mixed
    kind: SourceKind = SourceKind.FEED
    recipe: Recipe | None = None  #: of a LIST

    @property
    def way(self) -> Way:
        """Return the way that the operator declared."""
        return Way(self.url, self.kind, self.recipe)


@dataclass(frozen=True, slots=True)
class Source:
    """A source as stored."""

    id: int
    spec: SourceSpec


class Alarm(StrEnum):
    """What the administrators were last told of a source."""

    NONE = ""
    FAILING = "failing"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class SourceState:
    """How a source fares; everything that the next visit needs."""

    next_check_at: datetime
    etag: str = ""
    last_modified: str = ""
    failures: int = 0  #: in a row
    interval: timedelta = timedelta(hours=1)  #: its own pace
    last_success_at: datetime | None = None
    last_error: str = ""  #: why the last visit failed, "" after a success
    way: Way | None = None  #: what was found from the home page of a SITE
    last_news_at: datetime | None = None  #: when its newest article appeared
    usual_gap: timedelta | None = None  #: between days with news; None until that can be told
    alarm: Alarm = Alarm.NONE
    waiting: Mapping[str, datetime] = field(
        default_factory=dict, hash=False
    )  #: pages that are down, since when


@dataclass(frozen=True, slots=True)
class Fetched:
    """The site answered with a body."""

    url: str  #: after redirects
    body: bytes
    content_type: str
    etag: str = ""
    last_modified: str = ""
    max_age: timedelta | None = None  #: how long the site says it stays fresh


@dataclass(frozen=True, slots=True)
class NotModified:
    """The site says that nothing changed; validators are those it sent along, if any."""

    etag: str = ""
    last_modified: str = ""
    max_age: timedelta | None = None


@dataclass(frozen=True, slots=True)
class FetchFailed:
    """The visit brought nothing: the site is down, slow, refuses, or sent what can't be read."""

    reason: str  #: one line for the operator
    retry_after: timedelta | None = None  #: as the site asked
    lasting: bool = False  #: no weather that passes by itself: somebody must look after it


FetchResult = Fetched | NotModified | FetchFailed
