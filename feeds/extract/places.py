"""Where: every country and town that a text names, in its order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from feeds.extract.gazetteer import Place, folded, gazetteer
from feeds.extract.words import words

_TOKEN = re.compile(r"[^\W\d_]+(?:['ʻʼ‘’`][^\W\d_]+)*")
_GLUE = re.compile(r"[\s.\-]{1,3}")
_PERSON = re.compile(
    r"(?:\b(?:Mr|Ms|Mrs|Dr|Prof|Professor|Sir|г-н|г-жа|мырза)\.?\s+)(?:[A-ZА-ЯЁ][\w'-]*\s+)?$"
)
_US_STATE = re.compile(r"(?:Atlanta,?|University of|State of)\s*$|^\s*(?:State\b|Tech\b|,\s*(?:USA|U\.S\.))")


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A country or town named in a text; offsets are in characters."""

    start: int
    end: int
    code: str  #: ISO 3166-1 alpha-2
    city: str  #: in English, "" for a country
    how: str  #: country, city, demonym, or body: named within the name of an institution


def find_places(text: str) -> list[PlaceMention]:
    """Return the places that a text names, longest names first, never one inside another."""
    tokens = [(found.start(), found.end(), folded(found[0])) for found in _TOKEN.finditer(text)]
    mentions, at = [], 0
    while at < len(tokens):
        width, place = _longest(text, tokens, at)
        if place is None:
            at += 1
            continue
        start, end = tokens[at][0], tokens[at + width - 1][1]
        mention = _judged(text, start, end, place)
        if mention is not None:
            mentions.append(mention)
        at += width
    return mentions


@cache
def _heads() -> dict[str, int]:
    """Return for each first word how many words the longest name that begins with it has."""
    heads: dict[str, int] = {}
    for name in gazetteer().names:
        head, width = name.split(" ", 1)[0], name.count(" ") + 1
        heads[head] = max(width, heads.get(head, 0))
    return heads


def _longest(text: str, tokens: list[tuple[int, int, str]], at: int) -> tuple[int, Place | None]:
    names, (start, end, word) = gazetteer().names, tokens[at]
    capital = text[start].isupper()
    most = min(_heads().get(word, 1), len(tokens) - at)
    for width in range(most, 0, -1):
        run = tokens[at : at + width]
        if not _runs_on(text, run):
            continue
        name = " ".join(token[2] for token in run)
        place = names.get(name) or _without_suffix(name)
        if (
            place is not None
            and (capital or place.how == "demonym")
            and _is_cased(text[start : run[-1][1]], place)
        ):
            return width, place
    return 1, _without_suffix(word) if capital and end - start > 5 else None


def _runs_on(text: str, run: list[tuple[int, int, str]]) -> bool:
    return all(_GLUE.fullmatch(text, left[1], right[0]) for left, right in pairwise(run))


def _is_cased(name: str, place: Place) -> bool:
    """Short abbreviations count in capitals only ("us" is no country, nor is "кр")."""
    letters = [char for char in name if char.isalpha()]
    return len(letters) > 3 or place.how == "city" or all(char.isupper() for char in letters)


def _without_suffix(name: str) -> Place | None:
    """Look a name up without the case endings of Kazakh, Kyrgyz, Uzbek and Turkish."""
    names, endings = gazetteer().names, words("endings").suffixes
    for cut in range(1, min(8, len(name) - 3)):
        if name[-cut:] in endings:
            place = names.get(name[:-cut].rstrip("'"))
            if place is not None:
                return place
    return None


def _judged(text: str, start: int, end: int, place: Place) -> PlaceMention | None:
    """Leave out surnames; tell apart Georgia and Georgia; see whether a body's name holds the place."""
    before, after = text[max(0, start - 40) : start], text[end : end + 90]
    if _PERSON.search(before):
        return None
    if (
        place.code == "GE"
        and text[start:end] == "Georgia"
        and (_US_STATE.search(before) or _US_STATE.match(after))
    ):
        place = Place("US", "", "country")
    how: str = place.how
    if place.city and (words("bodies").inside.match(after) or words("bodies").before.search(before)):
        how = "body"
    return PlaceMention(start, end, place.code, place.city, how)
