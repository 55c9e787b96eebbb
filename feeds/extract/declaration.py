"""What a page declares of its event for machines beats its prose; where the two differ, that is recorded."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from core.article import DeclaredEvent
from core.event import CountryRole, EventFacts, Evidence, Format, Role, Status
from core.partial_date import PartialDate
from core.precedence import METADATA
from feeds.extract.places.find import find_places
from feeds.extract.status import choose_status

_CALLED_OFF = (Status.CANCELLED, Status.POSTPONED)


def with_declared(
    prose: EventFacts, declared: DeclaredEvent, published: PartialDate | None = None
) -> EventFacts:
    """Put what the page declares in the place of what its prose says; `published` tells its status."""
    told = _told(declared)
    if "status" not in told and declared.start and published and prose.status not in _CALLED_OFF:
        told["status"] = choose_status("", (), told["start"], told["end"], published)[0]
    kept = tuple(one for one in prose.evidence if one.field not in told)
    ours = tuple(
        Evidence(field, "", _rule(declared.how, getattr(prose, field), told[field])) for field in told
    )
    facts = replace(prose, **told, inferred=prose.inferred - told.keys(), evidence=(*kept, *ours))
    return replace(facts, countries=_with_venue(facts)) if "country" in told else facts


def _told(declared: DeclaredEvent) -> dict[str, Any]:
    """Return the fields that the page settles, as our facts have them."""
    told: dict[str, Any] = {"name": declared.name}
    if declared.start is not None:
        told |= {"start": declared.start, "end": declared.end or declared.start}
    place = next(iter(find_places(declared.place)), None) if declared.place else None
    if place is not None:
        told |= {"city": place.city, "country": place.code}
    if declared.online is not None:
        told["format"] = _format(declared)
    if declared.called_off:
        told["status"] = Status(declared.called_off)
    if declared.organisers:
        told["organisers"] = declared.organisers
    return told


def _format(declared: DeclaredEvent) -> Format:
    if declared.online and declared.in_person:
        return Format.HYBRID
    return Format.ONLINE if declared.online else Format.IN_PERSON


def _rule(how: str, prose: object, declared: object) -> str:
    """Name the source, and what the prose says where it says something else."""
    if not prose or prose == declared or prose in (Format.UNKNOWN, Status.ANNOUNCED):
        return f"{METADATA}: {how}"
    said = (
        prose.iso()
        if isinstance(prose, PartialDate)
        else "; ".join(prose)
        if isinstance(prose, tuple)
        else prose
    )
    return f"{METADATA}: {how}; its prose says {said}"


def _with_venue(facts: EventFacts) -> tuple[CountryRole, ...]:
    """Give the declared venue its role; the country that the prose took for the venue takes part at most."""
    roles = {
        one.code: Role.PARTICIPANT if one.role is Role.VENUE else one.role for one in facts.countries
    } | ({facts.country: Role.VENUE} if facts.country else {})
    return tuple(CountryRole(code, roles[code]) for code in sorted(roles))
