"""What is known of a gathering: one value a field out of all that articles and editors say.

| rank | who says it | |
|---|---|---|
| 1 | an editor | over all, for ever |
| 2 | metadata of the page (JSON-LD, microdata, a calendar file) | over prose |
| 3 | the site of one of the organisers | over other sites |
| 4 | the report that came first | over later ones, which only fill gaps |

Three fields go by more than rank: days known exactly beat a month or a year, and a postponement that names
new days, or the report that names them after one that doesn't, moves the gathering; so does the organiser's
own site that announces the same edition anew, before it begins. Called off stays so. The
summary is then that of the report which says so: an older one tells of days that no longer hold. Each value
keeps its evidence and the article it came from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from core.event import CountryRole, EventFacts, Evidence, Format, Kind, Role, Status
from core.frame import announced_anew, is_ahead, own_site
from core.sighting import Sighting
from core.status import CALLED_OFF

METADATA = "page metadata"  #: how the name of a rule begins by which a page's metadata was read
_STRENGTH = {Role.VENUE: 3, Role.ORGANISER: 2, Role.PARTICIPANT: 1, Role.MENTIONED: 0}
_STAGES = (Status.ANNOUNCED, Status.UNDER_WAY, Status.HELD, Status.POSTPONED, Status.CANCELLED)
#: what is decided together, and whether a report says anything of it
_GROUPS: tuple[tuple[tuple[str, ...], Callable[[EventFacts], object]], ...] = (
    (("name",), lambda facts: facts.name),
    (("kind",), lambda facts: facts.kind is not Kind.OTHER),
    (("format",), lambda facts: facts.format is not Format.UNKNOWN),
    (("city", "country"), lambda facts: facts.country or facts.city),
    (("organisers",), lambda facts: facts.organisers),
    (("topics",), lambda facts: facts.topics),
    (("part_of",), lambda facts: facts.part_of),
)


def settled(sightings: Sequence[Sighting]) -> EventFacts:
    """Put together what all reports of a gathering say; there must be one at least."""
    known = sorted(sightings, key=lambda one: (one.article_id, one.place))
    facts = known[0].facts
    evidence: list[Evidence] = []
    for fields, says in _GROUPS:
        best = _best(known, fields, says)
        facts = replace(facts, **{field: getattr(best.facts, field) for field in fields})
        evidence += _evidence(best, fields)
    facts, of_city = _with_city(facts, known)
    days, status = _days(known), _status(known)
    telling = _turning(known, status) or _best(known, ("summary",), lambda facts: facts.summary)
    return replace(
        facts,
        start=days.facts.start,
        end=days.facts.end or days.facts.start,
        inferred=days.facts.inferred,
        status=status.facts.status,
        summary=telling.facts.summary,
        countries=_strongest(role for one in known for role in one.facts.countries),
        evidence=(
            *evidence,
            *of_city,
            *_evidence(status, ("status",)),
            *_evidence(days, ("start", "end")),
            *_evidence(telling, ("summary",)),
            *(proof for one in known for proof in _evidence(one, ("countries",))),
        ),
    )


def _best(
    known: Sequence[Sighting], fields: tuple[str, ...], says: Callable[[EventFacts], object]
) -> Sighting:
    telling = [one for one in known if says(one.facts)]
    own = _organisers_words(known)
    return max(telling, key=lambda one: _rank(one, fields, own), default=known[0])


def _rank(one: Sighting, fields: Iterable[str], organisers: Sequence[str]) -> tuple[bool, bool]:
    """Rank by metadata, then by whose site it is; of equals `max` takes the first."""
    of_page = any(proof.rule.startswith(METADATA) for proof in one.facts.evidence if proof.field in fields)
    return of_page, own_site(one.institution, organisers)


def _organisers_words(known: Sequence[Sighting]) -> list[str]:
    return [body for one in known for body in one.facts.organisers]


def _with_city(facts: EventFacts, known: Sequence[Sighting]) -> tuple[EventFacts, tuple[Evidence, ...]]:
    """Add the town, where the best report of the place names the country only."""
    if facts.city is None:
        for one in known:
            if one.facts.city and one.facts.country == facts.country:
                return replace(facts, city=one.facts.city), _evidence(one, ("city",))
    return facts, ()


def _days(known: Sequence[Sighting]) -> Sighting:
    """Return the report whose days count."""
    own = _organisers_words(known)
    dated = [one for one in known if one.facts.start or one.facts.end]
    first = max(dated, key=lambda one: (_exact(one), *_rank(one, ("start", "end"), own)), default=known[0])
    moved = _moved(known) or _anew(known)
    return first if moved is None or _same_days(moved, first) else moved


def _status(known: Sequence[Sighting]) -> Sighting:
    """Return the report whose status counts: called off sticks, else the later stage of life.

    A gathering that was moved is on, on its new days.
    """
    if any(one.facts.status is Status.CANCELLED for one in known):
        return next(one for one in known if one.facts.status is Status.CANCELLED)
    moved = _moved(known)
    if moved is None:
        return max(known, key=_stage)
    again = replace(moved, facts=replace(moved.facts, status=Status.ANNOUNCED))
    later = [one for one in known if _same_days(one, moved) and one.facts.status is not Status.POSTPONED]
    return max((again, *later), key=_stage)


def _moved(known: Sequence[Sighting]) -> Sighting | None:
    """Return the report that moved the gathering to other days; None where none did.

    That is the newest postponement that names new days or, where those name none, the report that does after
    them. Later copies of the old news name the old days, and move nothing. Where nothing was known before it
    was put off, the days that a postponement names are the old ones if later ones are named after it.
    """
    put_off = sorted((one for one in known if one.facts.status is Status.POSTPONED), key=_appeared)
    others = [one for one in known if one.facts.start and one.facts.status is not Status.POSTPONED]
    if not put_off or not others:
        return None
    before = [one for one in others if _appeared(one) < _appeared(put_off[-1])]
    old = [one for one in before if one.facts.status is Status.ANNOUNCED]
    named = [one for one in put_off if _exact(one) and not _begins_with(one, old)]
    new = [one for one in others if one not in before and _exact(one) and not _begins_with(one, old)]
    if named and not before:
        new = [one for one in new if _is_after(one, named[-1])]
    elif named or not old:
        new = []
    if new or not named:
        return min(new, key=_appeared, default=None)
    return None if all(_same_days(named[-1], one) for one in others) else named[-1]


def _anew(known: Sequence[Sighting]) -> Sighting | None:
    """Return the report in which an organiser's own site last gave the edition other days; None without one.

    The days count from when they were first named: a late copy of the old news gives none.
    """
    first: dict[date | None, Sighting] = {}
    for one in sorted(known, key=_appeared):
        if is_ahead(one):
            first.setdefault(one.facts.first_day, one)
    *before, newest = first.values() if first else [None]
    return newest if newest and any(_moves(newest, one) for one in before if one) else None


def _moves(newer: Sighting, older: Sighting) -> bool:
    """Say whether an organiser's own site announces a gathering anew, and no day of the old ones is left."""
    apart = _is_after(newer, older) or _is_after(older, newer)
    return apart and announced_anew(older, newer)


def _turning(known: Sequence[Sighting], status: Sighting) -> Sighting | None:
    """Return the report which says that the gathering was called off, or moved; None where none does."""
    if status.facts.status in CALLED_OFF or _moved(known) is not None:
        return status
    anew = _anew(known)
    if anew is None:
        return None
    return max((anew, *(one for one in known if _same_days(one, anew))), key=_stage)


def _stage(one: Sighting) -> int:
    return _STAGES.index(one.facts.status)


def _appeared(one: Sighting) -> tuple[date, int, int]:
    return one.seen_on or date.min, one.article_id, one.place


def _exact(one: Sighting) -> bool:
    start = one.facts.start or one.facts.end
    return start is not None and start.exact


def _is_after(one: Sighting, other: Sighting) -> bool:
    """Say whether one begins when the other is over."""
    begins, over = one.facts.first_day, other.facts.last_day
    return begins is not None and over is not None and begins > over


def _same_days(a: Sighting, b: Sighting) -> bool:
    return (a.facts.first_day, a.facts.last_day) == (b.facts.first_day, b.facts.last_day)


def _begins_with(one: Sighting, others: Iterable[Sighting]) -> bool:
    return any(one.facts.first_day == other.facts.first_day for other in others)


def _strongest(roles: Iterable[CountryRole]) -> tuple[CountryRole, ...]:
    """Keep each country once, in its strongest role."""
    best: dict[str, CountryRole] = {}
    for role in roles:
        if role.code not in best or _STRENGTH[role.role] > _STRENGTH[best[role.code].role]:
            best[role.code] = role
    return tuple(best[code] for code in sorted(best))


def _evidence(one: Sighting, fields: Iterable[str]) -> tuple[Evidence, ...]:
    """Return what stands behind fields of a report, with the article's number."""
    return tuple(
        replace(proof, article_id=one.article_id) for proof in one.facts.evidence if proof.field in fields
    )
