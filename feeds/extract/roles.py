"""What each country has to do with the gathering: venue, participant, or only mentioned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.event import CountryRole, Evidence, Role
from feeds.extract.dates import find_dates
from feeds.extract.kinds import find_kinds
from feeds.extract.places import PlaceMention, find_places
from feeds.extract.words import words

LEAD = 5  #: sentences in which a venue is looked for
LEAST_VENUE = 2.0


@dataclass(frozen=True, slots=True)
class PlaceRoles:
    """The venue and the countries by role, with the words they were read from."""

    city: str | None
    country: str | None
    countries: tuple[CountryRole, ...]
    evidence: tuple[Evidence, ...]


def assign(title: str, sentences: Sequence[str]) -> PlaceRoles:
    """Decide from the title and the sentences of the article itself, in their order."""
    texts = [title, *sentences]
    mentions = [find_places(text) for text in texts]
    venue = _venue(texts, mentions)
    code = venue[1].code if venue else None
    quotes: dict[str, str] = {}
    taking: set[str] = set()
    for place, (text, found) in enumerate(zip(texts, mentions, strict=True)):
        for mention in found:
            quotes.setdefault(mention.code, text[mention.start : mention.end])
            if mention.code not in taking and _takes_part(text, mention, place):
                taking.add(mention.code)
    roles = [
        CountryRole(one, Role.PARTICIPANT if one in taking else Role.MENTIONED)
        for one in sorted(quotes)
        if one != code
    ]
    if code:
        roles.append(CountryRole(code, Role.VENUE))
    evidence = [Evidence("countries", quotes[role.code]) for role in roles if role.role is not Role.MENTIONED]
    if venue:
        text, mention = venue
        quote = text[mention.start : mention.end]
        evidence.insert(
            0, Evidence("country", quote, "" if mention.how == "country" else "country of the town")
        )
        if mention.city:
            evidence.insert(0, Evidence("city", quote))
    city = venue[1].city if venue else ""
    return PlaceRoles(city or None, code, tuple(sorted(roles, key=lambda role: role.code)), tuple(evidence))


def _venue(texts: Sequence[str], mentions: Sequence[list[PlaceMention]]) -> tuple[str, PlaceMention] | None:
    """Return the likeliest venue: by the words around it, a town before a country."""
    best: tuple[float, str, PlaceMention] | None = None
    for place, (text, found) in enumerate(zip(texts[: LEAD + 1], mentions[: LEAD + 1], strict=True)):
        for mention in found:
            score = _venue_score(text, mention, place)
            if best is None or score > best[0]:
                best = (score, text, mention)
    if best is None or best[0] < LEAST_VENUE:
        return None
    score, text, mention = best
    return text, mention


def _venue_score(text: str, mention: PlaceMention, place: int) -> float:
    if mention.how in ("body", "demonym"):
        return 0.0
    lists = words("roles")
    before, after = text[max(0, mention.start - 40) : mention.start], text[mention.end : mention.end + 40]
    own_ending = text[mention.start : mention.end]
    marked = bool(lists.venue.search(before)) or bool(lists.locative.match(after)) or _locative(own_ending)
    score = 2.0 if marked else 0.0
    score += 1.2 if mention.how == "city" else 0.0
    score += 0.8 if find_kinds(text) else 0.0
    score += 0.6 if marked and find_dates(text, None) else 0.0
    score += 0.7 if marked and words("gate").verbs.search(text) else 0.0
    score += 1.0 if place == 0 and marked else 0.0
    score -= 0.25 * max(0, place - 1)
    score -= 1.5 if words("roles").background.search(text) else 0.0
    if place == 1 and mention.start < 3 and text[mention.start : mention.end].isupper():
        score += 1.0  # a dateline
    return score


def _locative(name: str) -> bool:
    """A Kazakh or Uzbek name that ends in "at"."""
    return (
        name.casefold().endswith(("да", "де", "та", "те", "da", "de", "ta"))
        and len(name) > 6
        and not name.isascii()
    )


def _takes_part(text: str, mention: PlaceMention, place: int) -> bool:
    """Countries of the title and of sentences that speak of people or delegations take part."""
    lists = words("roles")
    if lists.background.search(text) and not lists.part.search(
        text[max(0, mention.start - 60) : mention.start]
    ):
        return False
    return place <= 2 or bool(lists.part.search(text))
