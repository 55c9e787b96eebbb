"""Short ways to make the types that tests talk about."""

from __future__ import annotations

from datetime import UTC, date, datetime

from core.event import CountryRole, Event, EventFacts, Kind, Role, Topic
from core.partial_date import PartialDate
from core.sighting import Sighting

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)  # a Monday


def facts(
    name: str = "Forum on Digital Services",
    start: str | None = "2026-05-25",
    end: str | None = None,
    *,
    city: str | None = "Almaty",
    country: str | None = "KZ",
    others: tuple[str, ...] = (),
    topics: tuple[Topic, ...] = (Topic.DIGITAL_GOVERNMENT,),
    kind: Kind = Kind.CONFERENCE,
    **more: object,
) -> EventFacts:
    """Return facts of a forum in Almaty, unless told otherwise."""
    roles = [CountryRole(country, Role.VENUE)] if country else []
    roles += [CountryRole(code, Role.PARTICIPANT) for code in others]
    first = PartialDate.parse(start) if start else None
    return EventFacts(
        name,
        kind,
        start=first,
        end=PartialDate.parse(end) if end else first,
        city=city,
        country=country,
        countries=tuple(sorted(roles, key=lambda role: role.code)),
        topics=topics,
        **more,  # type: ignore[arg-type]
    )


def event(number: int, known: EventFacts | None = None, found_at: datetime = NOW) -> Event:
    """Return a stored event that nobody has reported."""
    return Event(number, 1, known or facts(), (), found_at, found_at)


def sighting(
    known: EventFacts,
    article_id: int = 1,
    *,
    seen_on: date = date(2026, 5, 4),
    institution: str = "",
    place: int = 0,
) -> Sighting:
    """Return what an article says, published on a Monday before the forum."""
    return Sighting(article_id, place, known, seen_on, institution)
