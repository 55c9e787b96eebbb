"""What sort of gathering: by the words that the title and the event's own sentences use."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.event import Kind
from feeds.extract.words import words

#: kinds in the order in which they win where two stand in the same place ("call for papers for a conference")
_ORDER = (
    Kind.CALL,
    Kind.WEBINAR,
    Kind.TRAINING,
    Kind.WORKSHOP,
    Kind.CONFERENCE,
    Kind.CEREMONY,
    Kind.MEETING,
    Kind.OTHER,
)
TITLE, FIRST, LATER = 4.0, 2.5, 1.0
_WEIGHT = {Kind.CALL: 3.0, Kind.MEETING: 0.6, Kind.OTHER: 0.25, Kind.CEREMONY: 0.8}


@dataclass(frozen=True, slots=True)
class KindMention:
    """A word for a gathering; offsets are in the text asked."""

    kind: Kind
    start: int
    end: int
    quote: str


def find_kinds(text: str) -> list[KindMention]:
    """Return the words for gatherings in a text; one inside another's words is left out."""
    found: list[KindMention] = []
    taken: list[tuple[int, int]] = []
    for kind in _ORDER:
        match_all: re.Pattern[str] = getattr(words("kinds"), kind.value)
        for match in match_all.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                taken.append(match.span())
                found.append(KindMention(kind, *match.span(), match[0]))
    return sorted(found, key=lambda mention: mention.start)


def choose_kind(title: str, lead: Sequence[str]) -> KindMention | None:
    """Return the kind that the title and the first sentences speak of most, with its first mention."""
    scores: dict[Kind, float] = {}
    first: dict[Kind, KindMention] = {}
    for place, text in enumerate((title, *lead)):
        weight = TITLE if place == 0 else FIRST if place == 1 else LATER
        for mention in find_kinds(text):
            scores[mention.kind] = scores.get(mention.kind, 0) + weight * _WEIGHT.get(mention.kind, 1.0)
            first.setdefault(mention.kind, mention)
            weight *= 0.7  # the first word of a sentence says what it is, the later ones what belongs to it
    if not scores:
        return None
    return first[max(scores, key=lambda kind: (scores[kind], -_ORDER.index(kind)))]
