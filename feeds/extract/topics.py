"""What it is about: the network's thirteen topics, by transparent weighted lists of terms."""

from __future__ import annotations

from collections.abc import Sequence

from core.event import Topic
from feeds.extract.words import words

TITLE, LEAD, BODY = 3.0, 1.5, 0.5
MOST = 3
SHARE = 0.4  #: of the strongest topic's score, which a weaker one needs to be named
LEAST = 1.5
#: what nearly every article of the network speaks of counts for less
_COMMON = {
    Topic.PARTNERSHIPS: 0.6,
    Topic.CAPACITY_BUILDING: 0.8,
    Topic.RESEARCH: 0.6,
    Topic.ECONOMY: 0.7,
    Topic.RESILIENCE: 0.9,
}


def choose_topics(title: str, lead: Sequence[str], rest: Sequence[str]) -> list[tuple[Topic, str]]:
    """Return one to three topics, the most central first, each with the words that speak for it most."""
    scores: dict[Topic, float] = {}
    quotes: dict[Topic, str] = {}
    for weight, texts in ((TITLE, (title,)), (LEAD, lead), (BODY, rest)):
        for text in texts:
            for topic in Topic:
                hits = {
                    match[0].casefold(): match[0]
                    for match in getattr(words("topics"), topic.value).finditer(text)
                }
                if hits:
                    counted = weight * min(len(hits), 3) * _COMMON.get(topic, 1.0)
                    scores[topic] = scores.get(topic, 0) + counted
                    quotes.setdefault(topic, next(iter(hits.values())))
    best = max(scores.values(), default=0)
    ranked = sorted(scores, key=lambda topic: -scores[topic])
    kept = [topic for topic in ranked if scores[topic] >= max(LEAST, SHARE * best)][:MOST]
    return [(topic, quotes[topic]) for topic in kept or ranked[:1]]
