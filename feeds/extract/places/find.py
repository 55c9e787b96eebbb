"""Where: every country and town that a text names, in its order."""

from __future__ import annotations

from typing import Literal, NamedTuple

from feeds.extract.memory import per_text
from feeds.extract.places.names import Found, find_names
from feeds.extract.places.namesakes import code_of, is_beside
from feeds.extract.places.traps import (
    is_language,
    is_money,
    is_month,
    is_person,
    is_street,
    is_titled,
    is_within_body,
    is_work,
)
from feeds.extract.words import words

How = Literal["country", "city", "demonym", "body"]


class PlaceMention(NamedTuple):
    """A country or town named in a text; offsets are in characters."""

    start: int
    end: int
    code: str  #: ISO 3166-1 alpha-2
    city: str | None  #: in English, None for a country
    how: How  #: body: named within the name of an institution, so that no one need have met there


@per_text
def find_places(text: str, language: str = "") -> tuple[PlaceMention, ...]:
    """Return the places that a text names, longest names first, never one inside another.

    `language` (ISO 639-1) tells whether case endings are glued to names; when empty, the letters tell.
    """
    found = [one for one in find_names(text, language) if _is_place(text, one)]
    kept = _without_bare_towns(text, found)
    return tuple(_mention(text, kept, at) for at in range(len(kept)))


def _is_place(text: str, found: Found) -> bool:
    if (
        found.place.how == "stop"
        or is_money(text, found.start, found.end)
        or is_month(text, found.start, found.end)
        or is_street(text, found.start, found.end)
        or is_work(text, found.start, found.end)
    ):
        return False
    if found.place.how == "demonym":
        return not (is_language(text, found.start, found.end) or is_titled(text, found.start))
    return not is_person(text, found.start, found.end, is_town=bool(found.place.city))


def _without_bare_towns(text: str, found: list[Found]) -> list[Found]:
    """Leave out doubtful towns that neither the words around them nor a place beside them confirm."""
    kept: list[Found] = []
    for at, one in enumerate(found):
        following = found[at + 1] if at + 1 < len(found) else None
        if one.place.how != "town" or _is_confirmed(text, kept[-1] if kept else None, one, following):
            kept.append(one)
    return kept


def _is_confirmed(text: str, before: Found | None, one: Found, following: Found | None) -> bool:
    traps = words("traps")
    if traps.town_before.search(text[max(0, one.start - 16) : one.start]):
        return True
    if traps.town_after.match(text[one.end : one.end + 16]):
        return True
    if before is not None and before.place.city and traps.adjoining.fullmatch(text, before.end, one.start):
        return True
    return (
        following is not None
        and following.place.code == one.place.code
        and is_beside(text, one.end, following.start)
    )


def _mention(text: str, found: list[Found], at: int) -> PlaceMention:
    start, end, place = found[at]
    code = code_of(text, found, at)
    how: How = "city" if place.city else "demonym" if place.how == "demonym" else "country"
    if how != "demonym" and is_within_body(text, start, end, is_town=bool(place.city)):
        how = "body"
    return PlaceMention(start, end, code, place.city or None, how)
