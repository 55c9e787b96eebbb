"""Whether two records tell of one gathering.

Conservative: a false merge hides an event, a missed one only repeats it. Days, place and edition must not
contradict each other. Then the names must be alike: by their words where both are written in one script,
by `likeness`, a cross-language similarity that the caller provides, where they aren't. The more of the frame
(days, town, organisers, countries) the two have in common, the less alike the names need to be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

from core.event import EventFacts, Kind, Status
from core.names import editions_differ, shared_words, telling_words, written_alike
from core.sighting import Sighting

Likeness = Callable[[str, str], float]
"""How alike two texts are, whatever their languages: about 0 for strangers, 1 for the same."""

NEAR = timedelta(days=1)  #: a slip of a day in one of two reports
REPORTED_WITHIN = timedelta(days=45)  #: reports of one undated gathering appear within this time
MOVED_WITHIN = timedelta(days=200)  #: a gathering is not put off by more

_NEAR_KINDS = (
    {Kind.WORKSHOP, Kind.TRAINING, Kind.WEBINAR},
    {Kind.CONFERENCE, Kind.MEETING},
    {Kind.CONFERENCE, Kind.WORKSHOP},
    {Kind.CONFERENCE, Kind.CEREMONY},
    {Kind.MEETING, Kind.CEREMONY},
    {Kind.MEETING, Kind.WORKSHOP},
    {Kind.MEETING, Kind.TRAINING},
)


def no_likeness(a: str, b: str) -> float:  # noqa: ARG001 - the shape of a Likeness
    """Know nothing of other languages: what is written in two scripts stays apart."""
    return 0.0


def best_match(
    report: Sighting, candidates: Iterable[Sighting], likeness: Likeness = no_likeness
) -> int | None:
    """Return the event whose sightings tell most surely of the same gathering; None when none does."""
    best: tuple[float, int] | None = None
    for one in candidates:
        if one.event_id is None:
            continue
        certainty = sameness(one, report, likeness)
        if certainty > 0 and (best is None or (certainty, -one.event_id) > best):
            best = certainty, -one.event_id
    return None if best is None else -best[1]


def same_event(a: Sighting, b: Sighting, likeness: Likeness = no_likeness) -> bool:
    """Say whether two records tell of one gathering."""
    return sameness(a, b, likeness) > 0


def sameness(a: Sighting, b: Sighting, likeness: Likeness = no_likeness) -> float:
    """Return how far the names are more alike than they need to be; 0 or less for different gatherings."""
    needed = _needed(a, b)
    if needed is None:
        return -1.0
    if written_alike(a.facts.name, b.facts.name):
        return _words_alike(a.facts, b.facts) - needed + 1e-6
    return (likeness(a.facts.name, b.facts.name) - _LIKENESS_OF_STRANGERS) / 0.6 - needed


_LIKENESS_OF_STRANGERS = 0.1


def _words_alike(a: EventFacts, b: EventFacts) -> float:
    mine, theirs = telling_words(a.name), telling_words(b.name)
    return shared_words(mine, theirs)


def _needed(a: Sighting, b: Sighting) -> float | None:
    """Return how alike the names must be (0 to 1) for the frame that the two share; None: in no case."""
    if not _places_agree(a.facts, b.facts) or editions_differ(a.facts.name, b.facts.name):
        return None
    moved = _moved(a, b)
    if not (_days_agree(a, b) or moved):
        return None
    needed = 0.85 - _frame(a.facts, b.facts)
    if moved or not _kinds_near(a.facts, b.facts):
        needed = max(needed, 0.7)
    return needed


def _frame(a: EventFacts, b: EventFacts) -> float:
    """Weigh what the two have in common beside their names."""
    weight = 0.0
    if _dated(a) and _dated(b):
        weight += 0.25 if (a.first_day, a.last_day) == (b.first_day, b.last_day) else 0.15
    if a.city and a.city == b.city:
        weight += 0.15
    elif a.country and a.country == b.country:
        weight += 0.05
    if shared_words(telling_words(" ".join(a.organisers)), telling_words(" ".join(b.organisers))) >= 0.5:
        weight += 0.15
    return weight


def _dated(facts: EventFacts) -> bool:
    return facts.start is not None or facts.end is not None


def _days_agree(a: Sighting, b: Sighting) -> bool:
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


def _moved(a: Sighting, b: Sighting) -> bool:
    """Say whether one tells that the other's gathering was put off or called off."""
    later, earlier = (a, b) if a.facts.status in _OFF else (b, a)
    if later.facts.status not in _OFF or not later.facts.first_day or not earlier.facts.first_day:
        return False
    return abs(later.facts.first_day - earlier.facts.first_day) <= MOVED_WITHIN


_OFF = (Status.POSTPONED, Status.CANCELLED)


def _places_agree(a: EventFacts, b: EventFacts) -> bool:
    return all(
        not mine or not other or mine == other for mine, other in ((a.country, b.country), (a.city, b.city))
    )


def _kinds_near(a: EventFacts, b: EventFacts) -> bool:
    if a.kind is b.kind or Kind.OTHER in (a.kind, b.kind):
        return True
    return any({a.kind, b.kind} <= near for near in _NEAR_KINDS)
