"""Which place of a name is meant, told by the place beside it: "London, Canada", "Atlanta, Georgia"."""

from __future__ import annotations

from collections.abc import Sequence

from feeds.extract.places.gazetteer import folded, gazetteer
from feeds.extract.places.names import Found
from feeds.extract.places.traps import us_state
from feeds.extract.words import words


def code_of(text: str, found: Sequence[Found], at: int) -> str:
    """Return the country of the place at an index of those found in a text."""
    start, end, place = found[at]
    following = found[at + 1] if at + 1 < len(found) else None
    if following and _is_region(text, following) and is_beside(text, end, following.start):
        return "US" if following.place.code == "GE" else following.place.code
    if following and not following.place.city and following.place.code in place.namesakes:
        return following.place.code if is_beside(text, end, following.start) else place.code
    if place.code != "GE" or not text[start:end].startswith("Georgia"):
        return place.code
    before = found[at - 1] if at else None
    in_america = before is not None and "US" in (before.place.code, *before.place.namesakes)
    beside = before and text[before.end : start].strip() == "," and before.place.code != "GE"
    return "US" if (in_america and beside) or us_state(text, start, end) else "GE"


def is_beside(text: str, end: int, start: int) -> bool:
    """Say whether only a comma or a bracket stands between a town and its country."""
    return words("traps").country_after.fullmatch(text, end, start) is not None


def _is_region(text: str, one: Found) -> bool:
    """Say whether a state of a federation is named, which tells where its towns are whatever their names."""
    return folded(text[one.start : one.end]) in gazetteer().regions or us_state(text, one.start, one.end)
