"""Whether an article is about a dated gathering at all: evidence for and against, added up."""

from __future__ import annotations

from collections.abc import Sequence

from core.event import Kind
from feeds.extract.kinds import find_kinds
from feeds.extract.words import words

OPEN = 1.5  #: from this sum on it is an event


def score(title: str, sentences: Sequence[str], *, has_date: bool, has_venue: bool) -> float:
    """Return how much speaks for a gathering (words, verbs, a date, a place) less what speaks against."""
    lists = words("gate")
    lead = sentences[:6]
    total = 0.0
    named = [mention for mention in find_kinds(title) if mention.kind is not Kind.OTHER]
    total += 1.0 if named else 0.0
    total += 0.7 if lists.verbs.search(title) else 0.0
    total += min(3.0, sum(_gathering(sentence, place) for place, sentence in enumerate(lead)))
    total += 1.0 * has_date + 0.5 * has_venue
    total -= 4.0 if lists.against_title.match(title.strip()) else 0.0
    against = sum(
        len({m[0].casefold() for m in lists.against.finditer(sentence)}) for sentence in sentences[:15]
    )
    return total - min(3.0, 0.6 * against)


def _gathering(sentence: str, place: int) -> float:
    """A sentence in which a word for a gathering meets a verb of holding, taking part or inviting."""
    mentions = find_kinds(sentence)
    if not mentions:
        return 0.0
    weight = max(0.6 if mention.kind in (Kind.OTHER, Kind.MEETING) else 1.0 for mention in mentions)
    verb = bool(words("gate").verbs.search(sentence))
    return weight * (1.4 if verb else 0.8) * (1.0 if place < 3 else 0.5)
