"""What each country has to do with the gathering: venue, organiser, participant, or only mentioned."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from core.event import CountryRole, Evidence, Role
from feeds.extract.places.find import PlaceMention, find_places
from feeds.extract.places.taking_part import Relation, relations, takes_part
from feeds.extract.places.venue import Venue, choose_venue, home_venue, is_background
from feeds.extract.words import words

_LEAD = 2  #: index of the last text, the title being 0, that is never background
_STRONGEST = (Role.VENUE, Role.ORGANISER, Role.PARTICIPANT, Role.MENTIONED)


@dataclass(frozen=True, slots=True)
class PlaceRoles:
    """The venue and the countries by role, with the words they were read from."""

    city: str | None  #: in English
    country: str | None  #: ISO 3166-1 alpha-2
    countries: tuple[CountryRole, ...]  #: one entry a country, by code
    evidence: tuple[Evidence, ...]
    abroad: frozenset[str] = frozenset()  #: countries of which only an embassy is named: it stands elsewhere

    def at_home(self) -> PlaceRoles:
        """Return them with the only country of the article as the venue's where no venue is told."""
        if self.country is not None or len(self.countries) != 1:
            return self
        code = self.countries[0].code
        if code in self.abroad:
            return self
        told = Evidence("country", "", "the only country named")
        return PlaceRoles(None, code, (CountryRole(code, Role.VENUE),), (*self.evidence, told))

    def without_venue(self) -> PlaceRoles:
        """Return them for a gathering that is online only: whose country would be the venue takes part."""
        countries = (
            CountryRole(one.code, Role.PARTICIPANT) if one.role is Role.VENUE else one
            for one in self.countries
        )
        evidence = (one for one in self.evidence if one.field not in ("city", "country"))
        return PlaceRoles(None, None, tuple(countries), tuple(evidence))


def assign(
    title: str,
    sentences: Sequence[str],
    *,
    mentions: Sequence[Sequence[PlaceMention]] | None = None,
    key: Collection[int] = (),
    organisers: Sequence[str] = (),
    language: str = "",
    year: int | None = None,
) -> PlaceRoles:
    """Decide from the title and the sentences of one article, in their order.

    `mentions` are the places of the title and of each sentence (one list more than there are sentences),
    found here when not given. `key` indexes the sentences that tell of the gathering (0 is the first one).
    `organisers` are the organisers' names: a country in them organises.
    `year` is that of publication: what a later sentence dates before it is background.
    """
    texts = [title, *sentences]
    found = mentions if mentions is not None else [find_places(text, language) for text in texts]
    venue = choose_venue(texts, found, {at + 1 for at in key}, year) or home_venue(texts, language)
    roles: dict[str, tuple[Role, str]] = {}
    for code, role, quote in _claims(texts, found, venue, organisers, language, year):
        if code not in roles or _STRONGEST.index(role) < _STRONGEST.index(roles[code][0]):
            roles[code] = (role, quote)
    countries = tuple(CountryRole(code, role) for code, (role, _) in sorted(roles.items()))
    taking = [quote for _, (role, quote) in sorted(roles.items()) if role is not Role.MENTIONED]
    evidence = (*_of_venue(venue), *(Evidence("countries", quote) for quote in taking))
    city = venue.mention.city if venue else None
    country = venue.mention.code if venue else None
    return PlaceRoles(city, country, countries, evidence, _abroad(texts, found))


def _abroad(texts: Sequence[str], mentions: Sequence[Sequence[PlaceMention]]) -> frozenset[str]:
    """Return the countries of which nothing but an embassy is named."""
    embassies, others = set[str](), set[str]()
    for text, found in zip(texts, mentions, strict=True):
        for one in found:
            (embassies if _is_of_embassy(text, one) else others).add(one.code)
    return frozenset(embassies - others)


def _is_of_embassy(text: str, mention: PlaceMention) -> bool:
    lists = words("roles")
    before = lists.embassy_before.search(text, max(0, mention.start - 24), mention.start)
    return bool(before or lists.embassy_after.match(text, mention.end))


def _claims(
    texts: Sequence[str],
    mentions: Sequence[Sequence[PlaceMention]],
    venue: Venue | None,
    organisers: Sequence[str],
    language: str,
    year: int | None,
) -> Iterator[tuple[str, Role, str]]:
    """Give every country that is named, with each role that some words give it, and those words."""
    if venue:
        yield venue.mention.code, Role.VENUE, venue.quote
    for name in organisers:
        for mention in find_places(name, language):
            yield mention.code, Role.ORGANISER, name[mention.start : mention.end]
    for at, (text, found, place) in enumerate(zip(texts, mentions, _standings(texts), strict=True)):
        for relation in relations(text, found):
            part = _has_part(text, relation, at, year, place)
            mention = relation.mention
            role = Role.PARTICIPANT if part else Role.MENTIONED
            yield mention.code, role, text[mention.start : mention.end]


Standing = Literal["told", "roster", "aside"]


def _standings(texts: Sequence[str]) -> Iterator[Standing]:
    """Say of each text whether it is told, a line under "Speakers:", or background to the article's end."""
    lists = words("roles")
    standing: Standing = "told"
    for at, text in enumerate(texts):
        if standing == "aside" or (at > _LEAD and lists.aside.match(text)):
            standing = "aside"
        elif lists.roster.match(text) or (standing == "roster" and lists.roster_line.match(text)):
            standing = "roster"
        else:
            standing = "told"
        yield standing


def _has_part(text: str, relation: Relation, at: int, year: int | None, standing: Standing) -> bool:
    if standing == "roster":
        return not is_background(text, relation.mention)
    return standing == "told" and takes_part(text, relation, at, year)


def _of_venue(venue: Venue | None) -> Iterator[Evidence]:
    if venue is None:
        return
    if venue.mention.city:
        yield Evidence("city", venue.quote)
    yield Evidence(
        "country", venue.quote, venue.rule or ("country of the town" if venue.mention.city else "")
    )
