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
from core.names import editions_differ, names_a_gathering, shared_words, telling_words
from core.sighting import Sighting

Likeness = Callable[[str, str], float]
"""How alike two texts are, whatever their languages: about 0 for strangers, 1 for the same."""

NEAR = timedelta(days=1)  #: a slip of a day in one of two reports
REPORTED_WITHIN = timedelta(days=45)  #: reports of one undated gathering appear within this time
MOVED_WITHIN = timedelta(days=200)  #: a gathering is not put off by more

TEXT_WEIGHT = 0.8  #: of what is said of a gathering, against its name
_JUST_ENOUGH = 1e-6

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
    return next(iter(matches(report, candidates, likeness)), None)


def matches(report: Sighting, candidates: Iterable[Sighting], likeness: Likeness = no_likeness) -> list[int]:
    """Return the events whose sightings tell of the same gathering, the surest first."""
    certainty: dict[int, float] = {}
    for one in candidates:
        if one.event_id is not None:
            sure = sameness(one, report, likeness)
            certainty[one.event_id] = max(sure, certainty.get(one.event_id, sure))
    same = [(-sure, event_id) for event_id, sure in certainty.items() if sure > 0]
    return [event_id for _, event_id in sorted(same)]


def same_event(a: Sighting, b: Sighting, likeness: Likeness = no_likeness) -> bool:
    """Say whether two records tell of one gathering."""
    return sameness(a, b, likeness) > 0


def sameness(a: Sighting, b: Sighting, likeness: Likeness = no_likeness) -> float:
    """Return how far the two are more alike than they need to be; 0 or less for different gatherings."""
    needed = _needed(a, b)
    if needed is None:
        return -1.0
    alike = _words_alike(a.facts, b.facts)
    if alike < needed:
        alike = max(alike, likeness(a.facts.name, b.facts.name))
    if alike < needed and a.facts.kind is b.facts.kind and not _both_named(a.facts, b.facts):
        alike = max(alike, TEXT_WEIGHT * likeness(_text(a.facts), _text(b.facts)))
    return alike - needed + _JUST_ENOUGH


def _words_alike(a: EventFacts, b: EventFacts) -> float:
    """Compare names by their words, and all that is said of the two, which counts less."""
    names = shared_words(telling_words(a.name), telling_words(b.name))
    return max(names, TEXT_WEIGHT * shared_words(telling_words(_text(a)), telling_words(_text(b))))


def _text(facts: EventFacts) -> str:
    return f"{facts.name} {facts.summary}"


def _both_named(a: EventFacts, b: EventFacts) -> bool:
    """Say whether both names say what sort of gathering it is; a headline need not, and tells less."""
    return names_a_gathering(a.name) and names_a_gathering(b.name)


def _needed(a: Sighting, b: Sighting) -> float | None:
    """Return how alike the two must be (0 to 1) for the frame that they share; None: in no case."""
    moved = _moved(a, b)
    if not (moved or _days_agree(a, b)) or _contradict(a.facts, b.facts):
        return None
    needed = 0.85 - _frame(a.facts, b.facts)
    if not (_dated(a.facts) and _dated(b.facts)) and not _same_town(a.facts, b.facts):
        return max(needed, 0.9) if a.facts.country and a.facts.country == b.facts.country else None
    if moved or not _kinds_near(a.facts, b.facts):
        return max(needed, 0.7)
    if _both_named(a.facts, b.facts) or a.facts.kind is not b.facts.kind:
        return max(needed, 0.15)
    return needed - 0.2 if _same_days(a.facts, b.facts) else needed


def _contradict(a: EventFacts, b: EventFacts) -> bool:
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


def _frame(a: EventFacts, b: EventFacts) -> float:
    """Weigh what the two have in common beside their names."""
    weight = 0.0
    if _same_days(a, b):
        weight += 0.25 if a.first_day == a.last_day else 0.35
    elif _dated(a) and _dated(b):
        weight += 0.15
    if _same_town(a, b):
        weight += 0.15
    elif a.country and a.country == b.country:
        weight += 0.05
    if shared_words(telling_words(" ".join(a.organisers)), telling_words(" ".join(b.organisers))) >= 0.5:
        weight += 0.15
    return weight + (0.1 if set(a.topics) & set(b.topics) else 0.0)


def _same_town(a: EventFacts, b: EventFacts) -> bool:
    return a.city is not None and a.city == b.city


def _same_days(a: EventFacts, b: EventFacts) -> bool:
    return _dated(a) and (a.start, a.end) == (b.start, b.end)


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


def _guests_differ(a: EventFacts, b: EventFacts) -> bool:
    """Say whether both name countries beside the venue's, and none in common: two visits, not one."""
    mine, theirs = (set(facts.taking_part) - {facts.country} for facts in (a, b))
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _kinds_near(a: EventFacts, b: EventFacts) -> bool:
    if a.kind is b.kind or Kind.OTHER in (a.kind, b.kind):
        return True
    return any({a.kind, b.kind} <= near for near in _NEAR_KINDS)
