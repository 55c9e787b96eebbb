"""Names of institutions in a text, in any language that we read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from feeds.extract import letters
from feeds.extract.bodies import latin, russian, turkic
from feeds.extract.bodies.tokens import Span, tokens_of
from feeds.extract.glance import Sign
from feeds.extract.memory import per_text, per_word
from feeds.extract.places.gazetteer import folded, gazetteer
from feeds.extract.words import words


class Body(NamedTuple):
    """An institution named in a text; offsets are in characters."""

    start: int
    end: int
    name: str  #: as the text gives it; in Russian, Kazakh and Uzbek in the nominative


@per_text
def find_bodies(text: str, language: str = "") -> tuple[Body, ...]:
    """Return every institution that a text names, in its order, none inside another."""
    spans = sorted(_spans(text, language), key=lambda span: (span.start, -span.end))
    bodies: list[Body] = []
    for span in spans:
        if not bodies or span.start >= bodies[-1].end:
            bodies.append(Body(span.start, span.end, span.name))
    return tuple(bodies)


def _spans(text: str, language: str) -> Iterator[Span]:
    is_turkic = language not in ("uk", "be") and (
        letters.turkic.may_stand_in(text) or language in words("traps").turkic
    )
    grammar = turkic if is_turkic else russian
    if grammar.may_name(text):
        yield from grammar.find(text, tokens_of(text))
    if latin.may_name(text):
        yield from latin.find(text, tokens_of(text))
    yield from _abbreviations(text)


_ABBREVIATION = re.compile(r"(?<![\w-])(?:[A-Z]{2,6}[ /][A-Z]{4,8}(?!\w)|[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][\w-]*)")

_PARTS = re.compile(r"[ /]|-(?=[^\W\d_])(?![A-ZА-ЯЁӘҒҚҢӨҰҮҺІ])")  #: "БҰҰДБ-ның" names БҰҰДБ

_COUNTRY = re.compile(r"\s([A-Z][^\W\d_]+)")


def _abbreviations(text: str) -> Iterator[Span]:
    """Find institutions named by their initials alone: "UNDP", "UN DESA", "ПРООН"."""
    if text.isupper() or not _may_call.may_stand_in(text):
        return
    for found in _ABBREVIATION.finditer(text):
        if name := _called(found[0]):
            known = words("bodies").called.match(text, found.start())  # "UN Women"
            end = max(found.start() + len(name), known.end() if known else 0)
            end = _with_country(text, end)
            yield Span(found.start(), end, text[found.start() : end])


@Sign
def _may_call(piece: str) -> bool:
    """Say whether initials may stand in what is between two blanks."""
    return any(map(_called, _ABBREVIATION.findall(piece)))


@per_word
def _called(word: str) -> str:
    """Return what of a word in capitals is the name of an institution; "" when nothing is."""
    called = words("bodies").called
    name = word if called.fullmatch(word) else _PARTS.split(word)[0]
    letters = sum(char.isupper() for char in name)
    capitals = 3 <= letters >= len(name) - letters and len(name) <= 10
    known = capitals or (letters > 1 and called.fullmatch(name))  # French "un" is not the UN
    if not known or name.casefold() in words("body_words").no_bodies:
        return ""
    place = gazetteer().names.get(folded(name))
    return "" if place is not None and place.how == "country" else name  # "КХДР", "AQSH"


def _with_country(text: str, end: int) -> int:
    """Take the country of a country office: "UNDP Georgia"."""
    following = _COUNTRY.match(text, end)
    place = gazetteer().names.get(folded(following[1])) if following else None
    return following.end() if following and place and place.how == "country" else end
