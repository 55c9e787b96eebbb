"""Whether two records tell of one gathering, and what is known of it once they are put together.

Conservative: a false merge hides an event, a missed one only repeats it. Dates and place must not
contradict each other; then names, organisers or, across languages, the whole frame must agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from core.event import CountryRole, Event, EventFacts, Evidence, Format, Kind, Role, Status
from core.subscription import fold

STEM = 5  #: letters by which words are compared, so that case endings don't matter
SAME_NAME = 0.6
LIKE_NAME = 0.3

_STRENGTH = {Role.VENUE: 3, Role.ORGANISER: 2, Role.PARTICIPANT: 1, Role.MENTIONED: 0}
_NEAR_KINDS = ({Kind.WORKSHOP, Kind.TRAINING, Kind.WEBINAR}, {Kind.CONFERENCE, Kind.MEETING})


def same_event(a: EventFacts, b: EventFacts) -> bool:
    """Say whether two records tell of one gathering."""
    if not (_dates_agree(a, b) and _places_agree(a, b) and _kinds_agree(a, b)):
        return False
    alike = _overlap(_stems(a.name), _stems(b.name))
    if not _same_script(a.name, b.name):
        return _dated(a) and _dated(b) and _frame_agrees(a, b)
    if alike >= SAME_NAME:
        return True
    shared_bodies = _overlap(_stems(" ".join(a.organisers)), _stems(" ".join(b.organisers)))
    return _dated(a) and _dated(b) and alike >= LIKE_NAME and (shared_bodies >= 0.5 or _frame_agrees(a, b))


def merged(known: EventFacts, later: EventFacts) -> EventFacts:
    """Fill the gaps of what is known with a later report's facts; what is known stays.

    A cancellation or postponement is taken over at any time.
    """
    dates = known if known.start or known.end else later
    place = known if known.country or known.city else later
    return replace(
        known,
        start=dates.start,
        end=dates.end or dates.start,
        city=place.city or (later.city if later.country == place.country else None),
        country=place.country,
        kind=later.kind if known.kind is Kind.OTHER else known.kind,
        format=later.format if known.format is Format.UNKNOWN else known.format,
        status=_status(known.status, later.status),
        countries=_strongest((*known.countries, *later.countries)),
        organisers=known.organisers or later.organisers,
        topics=known.topics or later.topics,
        summary=known.summary or later.summary,
        inferred=known.inferred | (later.inferred if dates is later else frozenset()),
        evidence=_evidence(known, later),
    )


def is_material(was: EventFacts, now: EventFacts) -> bool:
    """Say whether a change is worth telling: the date, the place, the format, called off or put off."""
    called_off = {Status.CANCELLED, Status.POSTPONED}
    return (
        (was.start, was.end, was.city, was.country, was.format)
        != (now.start, now.end, now.city, now.country, now.format)
    ) or (was.status != now.status and now.status in called_off)


def best_match(facts: EventFacts, candidates: Iterable[Event]) -> Event | None:
    """Return the candidate that tells of the same gathering, the best known one first."""
    same = [event for event in candidates if same_event(event.facts, facts)]
    return max(same, key=lambda event: (len(event.reports), -event.id), default=None)


def _dated(facts: EventFacts) -> bool:
    return facts.start is not None or facts.end is not None


def _dates_agree(a: EventFacts, b: EventFacts) -> bool:
    """Ranges must share a day; a record with no date agrees with any."""
    if a.first_day is None or a.last_day is None or b.first_day is None or b.last_day is None:
        return True
    return a.first_day <= b.last_day and b.first_day <= a.last_day


def _places_agree(a: EventFacts, b: EventFacts) -> bool:
    for mine, other in ((a.country, b.country), (a.city, b.city)):
        if mine and other and mine != other:
            return False
    return True


def _kinds_agree(a: EventFacts, b: EventFacts) -> bool:
    if a.kind is b.kind or Kind.OTHER in (a.kind, b.kind):
        return True
    return any({a.kind, b.kind} <= near for near in _NEAR_KINDS)


def _frame_agrees(a: EventFacts, b: EventFacts) -> bool:
    """The same days, the same town, and a topic in common."""
    return (
        (a.first_day, a.last_day) == (b.first_day, b.last_day)
        and a.city is not None
        and a.city == b.city
        and not set(a.topics).isdisjoint(b.topics)
    )


def _stems(text: str) -> frozenset[str]:
    """Return the stems of the telling words; numbers stay whole (the 12th forum is not the 13th)."""
    words = re.findall(r"[^\W_]+", fold(text))
    return frozenset(
        word if word.isdigit() else word[:STEM] for word in words if len(word) > 3 or word.isdigit()
    )


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Return the share of the smaller set that the two have in common; differing numbers make it 0."""
    numbers = [{word for word in words if word.isdigit()} for words in (a, b)]
    if numbers[0] and numbers[1] and numbers[0].isdisjoint(numbers[1]):
        return 0.0
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller >= 2 else float(bool(smaller) and a == b)


def _same_script(a: str, b: str) -> bool:
    return bool(re.search("[а-яё]", a, re.IGNORECASE)) == bool(re.search("[а-яё]", b, re.IGNORECASE))


def _status(known: Status, later: Status) -> Status:
    """Called off sticks; else the later stage of life counts."""
    order = [Status.ANNOUNCED, Status.UNDER_WAY, Status.HELD, Status.POSTPONED, Status.CANCELLED]
    return max(known, later, key=order.index)


def _strongest(roles: Iterable[CountryRole]) -> tuple[CountryRole, ...]:
    best: dict[str, CountryRole] = {}
    for role in roles:
        if role.code not in best or _STRENGTH[role.role] > _STRENGTH[best[role.code].role]:
            best[role.code] = role
    return tuple(best[code] for code in sorted(best))


def _evidence(known: EventFacts, later: EventFacts) -> tuple[Evidence, ...]:
    """Keep what stands behind the known facts; add what stands behind fields that had nothing."""
    proved = {evidence.field for evidence in known.evidence}
    return (*known.evidence, *(evidence for evidence in later.evidence if evidence.field not in proved))
