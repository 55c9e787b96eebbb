"""What it is about: the network's thirteen topics, by transparent weighted lists of terms.

A term counts by how much it says (data/topics.toml) and by where it stands: in the name and the title most,
then in the lead, little in the rest. Said again it counts for less.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from core.event import Kind, Topic
from feeds.extract.files import read_file
from feeds.extract.lexicon import Hit, Lexicon
from feeds.extract.memory import per_text
from feeds.once import once

NAME, TITLE, LEAD, BODY = 3.0, 3.0, 1.0, 0.2  #: what a place in the article is worth
SURE, LIKELY, FAINT = 1.0, 0.3, 0.1
AGAIN = 0.35  #: of its worth, for a term that was counted before
MOST = 4
ENOUGH = 6.0  #: a topic's score from which more of it takes nothing from the others
SHARE, LEAST = 0.2, 0.5  #: of the strongest topic's score, and at all, what a second needs to be named
SHARE_LATER, LEAST_LATER = 0.35, 1.0  #: what a third and a fourth need
#: what nearly every article of the network speaks of counts for less
_COMMON = {
    Topic.PARTNERSHIPS: 0.6,
    Topic.CAPACITY_BUILDING: 0.85,
    Topic.RESEARCH: 0.45,
    Topic.ECONOMY: 0.8,
    Topic.GOVERNANCE: 0.75,
    Topic.INTEGRITY: 0.8,
    Topic.SERVICE_DELIVERY: 0.85,
}
#: what a kind is about by its nature, worth so much
_OF_KIND = {Kind.TRAINING: (Topic.CAPACITY_BUILDING, 2.0), Kind.MEETING: (Topic.PARTNERSHIPS, 2.5)}


_TOPICS = {topic.value: topic for topic in Topic}


@once
def _lexicon() -> Lexicon:
    data = read_file("topics")
    worth = {"sure": SURE, "likely": LIKELY, "faint": FAINT}
    return Lexicon(
        {
            topic: {term: worth[how] for how in ("faint", "likely", "sure") for term in terms.get(how, ())}
            for topic, terms in data.items()
        }
    )


def choose_topics(
    name: str, title: str, lead: Sequence[str], rest: Sequence[str], kind: Kind = Kind.OTHER
) -> list[tuple[Topic, str]]:
    """Return one to four topics, the most central first, with the words for each ("" for its kind)."""
    scores: dict[Topic, float] = {}
    quotes: dict[Topic, tuple[float, str]] = {}
    for topic, score, quote in _counted(((NAME, [name]), (TITLE, [title]), (LEAD, lead), (BODY, rest))):
        scores[topic] = scores.get(topic, 0.0) + score
        quotes[topic] = max(quotes.get(topic, (0.0, "")), (score, quote), key=lambda one: one[0])
    if kind in _OF_KIND:
        topic, score = _OF_KIND[kind]
        scores[topic] = scores.get(topic, 0.0) + score
    return [(topic, quotes.get(topic, (0.0, ""))[1]) for topic in _named(scores)]


def _named(scores: Mapping[Topic, float]) -> list[Topic]:
    """Return the topics that score enough beside the strongest to be named."""
    ranked = sorted(scores, key=lambda topic: -scores[topic])
    best = min(max(scores.values(), default=0.0), ENOUGH)
    second, later = max(LEAST, SHARE * best), max(LEAST_LATER, SHARE_LATER * best)
    return [
        topic
        for place, topic in enumerate(ranked[:MOST])
        if place == 0 or scores[topic] >= (second if place == 1 else later)
    ]


def _counted(places: Iterable[tuple[float, Sequence[str]]]) -> Iterable[tuple[Topic, float, str]]:
    """Give what each term of each topic counts, with its words."""
    seen: set[tuple[str, str]] = set()
    for worth, texts in places:
        for text in texts:
            for hit in _terms(text):
                quote = text[hit.start : hit.end]
                term = (hit.label, quote.casefold()[:7])
                fading = AGAIN if term in seen else 1.0
                seen.add(term)
                topic = _TOPICS[hit.label]
                yield topic, worth * hit.weight * fading * _COMMON.get(topic, 1.0), quote


@per_text
def _terms(text: str) -> list[Hit]:
    """Return the terms that no longer one holds: "academy of public administration" is no administration.

    A term may speak of two topics, as "audit" does of integrity and of the economy.
    """
    reached, last = 0, (0, 0)
    terms = []
    for hit in sorted(_lexicon().find(text), key=lambda hit: (hit.start, -hit.end, hit.label != "none")):
        if hit.end > reached or (hit.start, hit.end) == last:
            reached = hit.end
            last = (0, 0) if hit.label == "none" else (hit.start, hit.end)
            if hit.label != "none":
                terms.append(hit)
    return terms
