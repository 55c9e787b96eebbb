"""What each country has to do with the gathering: venue, organiser, participant, or only mentioned."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from core.event import CountryRole, Evidence, Role
from feeds.extract.places import PlaceMention, find_places
from feeds.extract.venue import NEAR, Venue, choose_venue, is_background, is_marked
from feeds.extract.words import words

_STRONGEST = (Role.VENUE, Role.ORGANISER, Role.PARTICIPANT, Role.MENTIONED)


@dataclass(frozen=True, slots=True)
class PlaceRoles:
    """The venue and the countries by role, with the words they were read from."""

    city: str | None  #: in English
    country: str | None  #: ISO 3166-1 alpha-2
    countries: tuple[CountryRole, ...]  #: one entry a country, by code
    evidence: tuple[Evidence, ...]


def assign(
    title: str,
    sentences: Sequence[str],
    *,
    mentions: Sequence[Sequence[PlaceMention]] | None = None,
    key: Collection[int] = (),
    organisers: Sequence[str] = (),
    language: str = "",
) -> PlaceRoles:
    """Decide from the title and the sentences of one article, in their order.

    `mentions` are the places of the title and of each sentence (one list more than there are sentences),
    found here when not given. `key` indexes the sentences that tell of the gathering (0 is the first one).
    `organisers` are the organisers' names: a country in them organises.
    """
    texts = [title, *sentences]
    found = mentions if mentions is not None else [find_places(text, language) for text in texts]
    venue = choose_venue(texts, found, {at + 1 for at in key})
    roles: dict[str, tuple[Role, str]] = {}
    for code, role, quote in _claims(texts, found, venue, organisers, language):
        if code not in roles or _STRONGEST.index(role) < _STRONGEST.index(roles[code][0]):
            roles[code] = (role, quote)
    countries = tuple(CountryRole(code, role) for code, (role, _) in sorted(roles.items()))
    taking = [quote for _, (role, quote) in sorted(roles.items()) if role is not Role.MENTIONED]
    evidence = (*_of_venue(venue), *(Evidence("countries", quote) for quote in taking))
    city = venue.mention.city if venue else None
    return PlaceRoles(city, venue.mention.code if venue else None, countries, evidence)


def _claims(
    texts: Sequence[str],
    mentions: Sequence[Sequence[PlaceMention]],
    venue: Venue | None,
    organisers: Sequence[str],
    language: str,
) -> Iterator[tuple[str, Role, str]]:
    """Give every country that is named, with each role that some words give it, and those words."""
    if venue:
        yield venue.mention.code, Role.VENUE, venue.quote
    for name in organisers:
        for mention in find_places(name, language):
            yield mention.code, Role.ORGANISER, name[mention.start : mention.end]
    is_aside = False
    for at, (text, found) in enumerate(zip(texts, mentions, strict=True)):
        is_aside = is_aside or (at > 2 and bool(words("roles").aside.match(text)))
        for mention in found:
            takes_part = not is_aside and _takes_part(text, mention, at)
            role = Role.PARTICIPANT if takes_part else Role.MENTIONED
            yield mention.code, role, text[mention.start : mention.end]


def _of_venue(venue: Venue | None) -> Iterator[Evidence]:
    if venue is None:
        return
    if venue.mention.city:
        yield Evidence("city", venue.quote)
    yield Evidence("country", venue.quote, "country of the town" if venue.mention.city else "")


def _takes_part(text: str, mention: PlaceMention, at: int) -> bool:
    """Say whether the words around a country, or those of its sentence, make it a participant."""
    lists = words("roles")
    before, after = text[max(0, mention.start - NEAR) : mention.start], text[mention.end : mention.end + NEAR]
    if lists.donor.search(before) or lists.donor_after.match(after) or lists.experience.search(before):
        return False
    if is_background(text, mention):
        return False
    if _is_bracketed(before, after) or lists.origin.search(before):
        return at <= 2 or bool(lists.part.search(text))
    if mention.how in ("country", "city") and (lists.located.search(before) or is_marked(text, mention)):
        return False
    return at <= 2 or bool(lists.part.search(text))


def _is_bracketed(before: str, after: str) -> bool:
    """Say whether a country stands in brackets after a person or institution: "University of … (USA)"."""
    return before.rstrip().endswith(("(", ",")) and after.lstrip().startswith((")", ","))
