"""Bodies named by their noun alone after their full name stood: "the Centre", «Академия», "академия"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from feeds.extract.bodies.find import Body
from feeds.extract.memory import per_word
from feeds.extract.words import words

_WORD = re.compile(r"(?<![\w«-])[^\W\d_]{3,}(?![\w-])")
_DEFINITE = re.compile(r"\b(?:the|its|das|die|der|наш|наша|сам|сама|само|бұл)\s$", re.IGNORECASE)
_OF_WHAT = re.compile(r"\s(?:of|for|in|on|under|at)\s")  #: in English its noun is the last before these
_STEM = 5  #: letters in which all forms of a noun agree


def with_short_names(text: str, found: Sequence[Body], full: Mapping[str, str]) -> list[Body]:
    """Return the bodies of a text with those it names by a noun alone, under their full names, in its order.

    `full` are the full names in the article, as `by_noun` gives them.
    """
    small = text.casefold()
    if not any(stem in small for stem in full):
        return list(found)
    short = [
        Body(word.start(), word.end(), full[stem])
        for word in _WORD.finditer(text)
        if (stem := _stem(word[0])) in full and _is_reference(text, word, found)
    ]
    return sorted([*found, *short])


def _stem(word: str) -> str:
    return word.casefold()[:_STEM]


def by_noun(names: Iterable[str]) -> dict[str, str]:
    """Map the stem of each full name's noun to the name: the first that fits is meant."""
    full: dict[str, str] = {}
    for name in names:
        nouns = [word for word in _WORD.findall(_OF_WHAT.split(name)[0]) if _is_noun(word)]
        if nouns and " " in name:
            full.setdefault(_stem(nouns[-1] if nouns[0][0] < "Ѐ" else nouns[0]), name)
    return full


@per_word
def _is_noun(word: str) -> bool:
    lists = words("body_words")
    return bool(
        word.casefold() in lists.latin_heads
        or lists.russian_heads.fullmatch(word)
        or lists.turkic_heads.fullmatch(word)
    )


def _is_reference(text: str, word: re.Match[str], found: Sequence[Body]) -> bool:
    """Say whether the noun stands alone, in a capital or after "the", outside every longer name."""
    if any(body.start <= word.start() < body.end for body in found) or not _is_noun(word[0]):
        return False
    if word[0][0] < "Ѐ":
        follows = text[word.end() : word.end() + 5]
        alone = not re.match(r"\s(?:of\b|for\b|[A-Z])", follows)
        return alone and word[0][0].isupper() and bool(_DEFINITE.search(text[: word.start()][-8:]))
    return word[0][0].isupper() or words("organisers").after.match(text, word.end() + 1) is not None
