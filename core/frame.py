"""What two records have in common beside their names: days, place, kind, bodies, topics."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from core.event import EventFacts, Kind, Status
from core.names import edition, editions_differ, shared_words, telling_words
from core.sighting import Sighting
from core.subscription import fold

NEAR = timedelta(days=1)  #: a slip of a day in one of two reports
REPORTED_WITHIN = timedelta(days=45)  #: reports of one undated gathering appear within this time
MOVED_WITHIN = timedelta(days=200)  #: a gathering is not put off by more

_OFF = (Status.POSTPONED, Status.CANCELLED)
_NEAR_KINDS = (
    {Kind.WORKSHOP, Kind.TRAINING, Kind.WEBINAR},
    {Kind.CONFERENCE, Kind.MEETING},
    {Kind.CONFERENCE, Kind.WORKSHOP},
    {Kind.CONFERENCE, Kind.CEREMONY},
    {Kind.MEETING, Kind.CEREMONY},
    {Kind.MEETING, Kind.WORKSHOP},
    {Kind.MEETING, Kind.TRAINING},
)


def contradict(a: EventFacts, b: EventFacts) -> bool:
    """Say whether the two can't be one: another place, edition or guest, a gathering and its side event."""
    return (
        not _places_agree(a, b)
        or (Kind.MEETING in (a.kind, b.kind) and _guests_differ(a, b))
        or editions_differ(a.name, b.name)
        or _is_part(a, b)
        or _is_part(b, a)
    )


def _is_part(a: EventFacts, whole: EventFacts) -> bool:
    """Say whether one is said to be a side event of the other."""
    return bool(a.part_of) and shared_words(telling_words(a.part_of), telling_words(whole.name)) >= 0.5


def weight(a: EventFacts, b: EventFacts) -> float:
    """Weigh what the two have in common beside their names."""
    total = 0.0
    if same_days(a, b):
        total += 0.25 if a.first_day == a.last_day else 0.35
    elif dated(a) and dated(b):
        total += 0.15
    if same_town(a, b):
        total += 0.15
    elif a.country and a.country == b.country:
        total += 0.05
    if shared_words(telling_words(" ".join(a.organisers)), telling_words(" ".join(b.organisers))) >= 0.5:
        total += 0.15
    return total + (0.1 if set(a.topics) & set(b.topics) else 0.0)


def same_town(a: EventFacts, b: EventFacts) -> bool:
    """Say whether both name the same town."""
    return a.city is not None and a.city == b.city


def same_days(a: EventFacts, b: EventFacts) -> bool:
    """Say whether both name the same days, as exactly."""
    return dated(a) and (a.start, a.end) == (b.start, b.end)


def dated(facts: EventFacts) -> bool:
    """Say whether anything is known of the days."""
    return facts.start is not None or facts.end is not None


def days_agree(a: Sighting, b: Sighting) -> bool:
    """Ranges must share a day; without days the reports must have appeared at about the same time."""
    mine, theirs = a.facts, b.facts
    if mine.first_day and mine.last_day and theirs.first_day and theirs.last_day:
        return mine.first_day <= theirs.last_day and theirs.first_day <= mine.last_day
    return _near(a, b) or _near(b, a)


def _near(undated: Sighting, other: Sighting) -> bool:
    """Say whether a report appeared about when the other did, or when its gathering is held."""
    seen = undated.seen_on
    if seen is None:
        return True
    moments = (other.seen_on, other.facts.first_day, other.facts.last_day)
    known = [moment for moment in moments if moment is not None]
    return not known or any(abs(seen - moment) <= REPORTED_WITHIN for moment in known)


def moved_between(a: Sighting, b: Sighting) -> bool:
    """Say whether one tells that the other's gathering was put off or called off."""
    later, earlier = (a, b) if a.facts.status in _OFF else (b, a)
    if later.facts.status not in _OFF or not later.facts.first_day or not earlier.facts.first_day:
        return False
    return abs(later.facts.first_day - earlier.facts.first_day) <= MOVED_WITHIN


def announced_anew(a: Sighting, b: Sighting) -> bool:
    """Say whether an organiser's own site announces one edition again, on other days that lie ahead."""
    earlier, later = sorted((a, b), key=lambda one: (one.seen_on or date.min, one.article_id))
    mine, before = later.facts, earlier.facts
    number, days = edition(mine.name), (mine.first_day, before.first_day)
    return (
        number is not None
        and number == edition(before.name)
        and days[0] is not None
        and days[1] is not None
        and abs(days[0] - days[1]) <= MOVED_WITHIN
        and is_ahead(later)
        and is_ahead(earlier)
        and own_site(later.institution, (*mine.organisers, *before.organisers))
    )


def is_ahead(one: Sighting) -> bool:
    """Say whether a report announces a gathering, on a day that is known, before it begins."""
    start = one.facts.start
    if one.facts.status is not Status.ANNOUNCED or start is None or one.seen_on is None:
        return False
    return start.exact and one.seen_on < start.first()


def own_site(institution: str, organisers: Iterable[str]) -> bool:
    """Say whether a site's institution is one of the organisers, under its whole name or a part of it."""
    name, bodies = fold(institution), [fold(body) for body in organisers]
    return len(name) > 3 and any(name in body or (len(body) > 3 and body in name) for body in bodies)


def _places_agree(a: EventFacts, b: EventFacts) -> bool:
    return all(
        not mine or not other or mine == other for mine, other in ((a.country, b.country), (a.city, b.city))
    )


def _guests_differ(a: EventFacts, b: EventFacts) -> bool:
    """Say whether both name countries beside the venue's, and none in common: two visits, not one."""
    mine, theirs = (set(facts.taking_part) - {facts.country} for facts in (a, b))
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def kinds_near(a: EventFacts, b: EventFacts) -> bool:
    """Say whether one gathering may be called by both kinds."""
    if a.kind is b.kind or Kind.OTHER in (a.kind, b.kind):
        return True
    return any({a.kind, b.kind} <= near for near in _NEAR_KINDS)
