"""Whether two records tell of one gathering.

Conservative: a false merge hides an event, a missed one only repeats it. Days, place and edition must not
contradict each other. Then the names must be alike: by their words where both are written in one script,
by `likeness`, a cross-language similarity that the caller provides, where they aren't. The more of the frame
(days, town, organisers, countries) the two have in common, the less alike the names need to be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from core import frame
from core.event import EventFacts, Kind
from core.names import names_a_gathering, shared_words, telling_words
from core.sighting import Sighting

Likeness = Callable[[str, str], float]
"""How alike two texts are, whatever their languages: about 0 for strangers, 1 for the same."""

TEXT_WEIGHT = 0.8  #: of what is said of a gathering, against its name
_LEAST = 0.15  #: that names must have in common, whatever the frame
_JUST_ENOUGH = 1e-6


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


def may_be_one(some: Iterable[Sighting], others: Sequence[Sighting]) -> bool:
    """Say whether nothing that is said of two events keeps them from being one.

    A report that tells of both, say one without days, or one of the days to which another may have been put
    off, must not join two gatherings of a series.
    """
    pairs = [(one, other) for one in some for other in others]
    return all(frame.days_agree(*pair) and _needed(*pair) is not None for pair in pairs)


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
    anew = not frame.days_agree(a, b) and frame.announced_anew(a, b)
    moved = anew or frame.moved_between(a, b)
    if not (moved or frame.days_agree(a, b)) or frame.contradict(a.facts, b.facts):
        return None
    if a.facts.kind is not b.facts.kind and bool(a.facts.part_of) != bool(b.facts.part_of):
        return None  # a side event and what may be the gathering around it
    needed = 0.85 - frame.weight(a.facts, b.facts)
    if not (frame.dated(a.facts) and frame.dated(b.facts)) and not frame.same_town(a.facts, b.facts):
        return max(needed, 0.9) if a.facts.country and a.facts.country == b.facts.country else None
    if anew:
        return 0.9
    if moved or not frame.kinds_near(a.facts, b.facts):
        return max(needed, 0.7)
    if not frame.same_days(a.facts, b.facts) or _both_named(a.facts, b.facts):
        return max(needed, _LEAST)
    conference = a.facts.kind is b.facts.kind is Kind.CONFERENCE  # others are held side by side
    return needed - 0.2 if conference else max(needed - 0.2, _LEAST)
