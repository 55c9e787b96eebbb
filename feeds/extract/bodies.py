"""Names of institutions in a text, in any language that we read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from feeds.extract import bodies_latin, bodies_russian, bodies_turkic
from feeds.extract.body_tokens import Span, Token, tokens_of
from feeds.extract.gazetteer import folded, gazetteer
from feeds.extract.words import words


class Body(NamedTuple):
    """An institution named in a text; offsets are in characters."""

    start: int
    end: int
    name: str  #: as the text gives it; in Russian, Kazakh and Uzbek in the nominative


def find_bodies(text: str, language: str = "") -> list[Body]:
    """Return every institution that a text names, in its order, none inside another."""
    tokens = tokens_of(text)
    spans = sorted(_spans(text, tokens, language), key=lambda span: (span.start, -span.end))
    bodies: list[Body] = []
    for span in spans:
        if not bodies or span.start >= bodies[-1].end:
            bodies.append(Body(span.start, span.end, span.name))
    return bodies


def _spans(text: str, tokens: list[Token], language: str) -> Iterator[Span]:
    if language not in ("uk", "be") and (
        words("traps").letters.search(text) or language in words("traps").turkic
    ):
        yield from bodies_turkic.find(text, tokens)
    elif any(token.word[0] >= "Ѐ" for token in tokens):
        yield from bodies_russian.find(text, tokens)
    if any(token.word[0] < "Ѐ" and token.is_capital for token in tokens):
        yield from bodies_latin.find(text, tokens)
    yield from _abbreviations(text)


_ABBREVIATION = re.compile(r"(?<![\w-])(?:[A-Z]{2,6}[ /][A-Z]{4,8}(?!\w)|[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][\w-]*)")

_COUNTRY = re.compile(r"\s([A-Z][^\W\d_]+)")


def _abbreviations(text: str) -> Iterator[Span]:
    """Find institutions named by their initials alone: "UNDP", "UN DESA", "ПРООН"."""
    lists = words("body_words")
    if text.isupper():
        return
    for found in _ABBREVIATION.finditer(text):
        name = found[0] if words("bodies").called.fullmatch(found[0]) else re.split("[ /]", found[0])[0]
        known = bool(words("bodies").called.fullmatch(name))
        letters = sum(char.isupper() for char in name)
        capitals = 3 <= letters >= len(name) - letters and len(name) <= 10
        if (known or capitals) and name.casefold() not in lists.no_bodies:
            end = _with_country(text, found.start() + len(name))
            yield Span(found.start(), end, text[found.start() : end])


def _with_country(text: str, end: int) -> int:
    """Take the country of a country office: "UNDP Georgia"."""
    following = _COUNTRY.match(text, end)
    place = gazetteer().names.get(folded(following[1])) if following else None
    return following.end() if following and place and place.how == "country" else end
