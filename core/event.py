"""What hubwire is about: a real-world gathering, the facts known of it, and where each was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from core.partial_date import PartialDate


class Kind(StrEnum):
    """What sort of gathering it is."""

    CONFERENCE = "conference"  #: also congress, forum, summit, symposium
    WORKSHOP = "workshop"  #: also round table, seminar, expert discussion
    TRAINING = "training"  #: course, school, study visit for learning
    WEBINAR = "webinar"
    MEETING = "meeting"  #: bilateral, board, working group, delegation visit, signing
    CEREMONY = "ceremony"  #: award, opening, anniversary, launch or presentation
    CALL = "call"  #: call for papers, applications or registration
    OTHER = "other"


class Format(StrEnum):
    """How one takes part."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    HYBRID = "hybrid"
    UNKNOWN = "unknown"


class Status(StrEnum):
    """Where in its life the gathering stands."""

    ANNOUNCED = "announced"
    UNDER_WAY = "under_way"
    HELD = "held"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class Topic(StrEnum):
    """What it is about: the network's thirteen topics."""

    CIVIL_SERVICE = "civil-service"
    DIGITAL_GOVERNMENT = "digital-government"
    SERVICE_DELIVERY = "service-delivery"
    CAPACITY_BUILDING = "capacity-building"
    INNOVATION = "innovation"
    INTEGRITY = "integrity"
    SDGS = "sdgs"
    GOVERNANCE = "governance"
    INCLUSION = "inclusion"
    RESILIENCE = "resilience"
    PARTNERSHIPS = "partnerships"
    RESEARCH = "research"
    ECONOMY = "economy"


class Role(StrEnum):
    """What a country has to do with the gathering; the strongest role counts."""

    VENUE = "venue"
    ORGANISER = "organiser"
    PARTICIPANT = "participant"
    MENTIONED = "mentioned"  #: named in the article, takes no part


@dataclass(frozen=True, slots=True)
class CountryRole:
    """A country (ISO 3166-1 alpha-2) and what it has to do with the gathering."""

    code: str
    role: Role


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where one field of an event was read, or which rule inferred it.

    `quote` is an exact substring of the article's title or text ("" when there is none);
    `rule` names the rule that inferred the value ("" when it was read as it stands).
    """

    field: str
    quote: str = ""
    rule: str = ""
    article_id: int | None = None  #: the stored article that it was read in, None before it is stored


@dataclass(frozen=True, slots=True)
class EventFacts:
    """All that is known of one gathering. Unknown is None or empty, never a guess."""

    name: str
    kind: Kind = Kind.OTHER
    status: Status = Status.ANNOUNCED
    start: PartialDate | None = None
    end: PartialDate | None = None  #: inclusive; equals `start` for one day
    inferred: frozenset[str] = frozenset()  #: fields that a rule inferred ("start", "end", …)
    city: str | None = None  #: in English
    country: str | None = None  #: ISO 3166-1 alpha-2 of the venue
    format: Format = Format.UNKNOWN
    countries: tuple[CountryRole, ...] = ()  #: one entry a country, by code
    organisers: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()  #: most central first
    summary: str = ""
    part_of: str = ""  #: name of the gathering that it is a side event of, "" for one that stands alone
    evidence: tuple[Evidence, ...] = field(default=())

    @property
    def taking_part(self) -> tuple[str, ...]:
        """Return the sorted codes of the countries that take part (all roles but `mentioned`)."""
        return tuple(sorted(c.code for c in self.countries if c.role is not Role.MENTIONED))

    @property
    def first_day(self) -> date | None:
        """Return the earliest day it can begin on."""
        known = self.start or self.end
        return known.first() if known else None

    @property
    def last_day(self) -> date | None:
        """Return the latest day it can end on."""
        known = self.end or self.start
        return known.last() if known else None


@dataclass(frozen=True, slots=True)
class Report:
    """One article that reports a gathering, as a card lists it."""

    article_id: int
    url: str
    title: str
    source: str  #: the source's name
    language: str  #: ISO 639-1
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class Event:
    """One real-world gathering: its facts, merged over all reports of it, and its version."""

    id: int
    version: int  #: 1 when found; rises by one with each material change
    facts: EventFacts
    reports: tuple[Report, ...]
    found_at: datetime
    changed_at: datetime  #: when `version` last rose
    hidden: bool = False  #: by an editor: nobody is told of it or shown it
