"""The longest names that stand in the gazetteer, as a text writes them; what they mean is asked later."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import NamedTuple

from feeds.extract.glance import Sign
from feeds.extract.letters import turkic
from feeds.extract.memory import per_word
from feeds.extract.places.gazetteer import Place, folded, gazetteer
from feeds.extract.words import words
from feeds.once import once

_TOKEN = re.compile(r"[^\W\d_]+(?:['ʻʼ‘’`][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_GLUE = re.compile(r"(?:['’]s)?\s{1,3}|\.\s?|-\s?|\.-|\s[&–—-]\s")
#: articles and prepositions that French and Italian glue to a name: l'Italie, dell'Albania
_ELIDED = re.compile(r"(?:[ld]|dell|nell|all|dall|sull|qu|un|jusqu)['’]", re.IGNORECASE)
_SHOUTED = re.compile(r"[A-Z]\s$")  #: "JOIN US", but not "UK, US"


class _Token(NamedTuple):
    start: int
    end: int
    word: str  #: folded, without an English possessive


class Found(NamedTuple):
    """A name at its offsets, with what it means in the gazetteer."""

    start: int
    end: int
    place: Place


def find_names(text: str, language: str) -> Iterator[Found]:
    """Give the longest names, in their order.

    `language` (ISO 639-1) tells whether case endings are glued to names; when empty, the letters tell.
    """
    glued = _is_glued(text, language)
    sign = _glued_name if glued else _name
    if not sign.may_stand_in(text):
        return
    done = 0
    for start, end in sign.spans(text):
        for word in map(partial(_unelided, glued=glued), _TOKEN.finditer(text, start, end)):
            if word.start() >= done and _may_begin(word[0], glued):
                named = _longest(text, _run(text, word), glued=glued)
                if named is not None:
                    yield named
                    done = named.end


def _unelided(word: re.Match[str], glued: bool) -> re.Match[str]:
    """Leave out an article that is glued to a word, unless a name begins with it."""
    if "'" not in word[0] and "’" not in word[0]:
        return word
    article = _ELIDED.match(word.string, word.start(), word.end())
    if article is None or _may_begin(word[0], glued):
        return word
    return _TOKEN.match(word.string, article.end()) or word


def _is_glued(text: str, language: str) -> bool:
    return language in words("traps").turkic if language else turkic.may_stand_in(text)


def _token(found: re.Match[str]) -> _Token:
    possessive = 2 if found[0].endswith(("'s", "’s")) else 0
    return _Token(found.start(), found.end() - possessive, _key(found[0]))


@per_word
def _key(word: str) -> str:
    return folded(_POSSESSIVE.sub("", word))


@once
def _heads() -> dict[str, int]:
    """Return for each first word how many words the longest name that begins with it has."""
    heads: dict[str, int] = {}
    for name in gazetteer().names:
        head, width = name.split(" ", 1)[0], name.count(" ") + 1
        heads[head] = max(width, heads.get(head, 0))
    return heads


@Sign
def _name(piece: str) -> bool:
    """Say whether a name may begin in what stands between two blanks."""
    return any(
        _may_begin(word[0], False) for word in map(partial(_unelided, glued=False), _TOKEN.finditer(piece))
    )


@Sign
def _glued_name(piece: str) -> bool:
    """Say the same where case endings are glued to names."""
    return any(
        _may_begin(word[0], True) for word in map(partial(_unelided, glued=True), _TOKEN.finditer(piece))
    )


@per_word
def _may_begin(word: str, glued: bool) -> bool:
    """Say whether a word, written so, may begin a name: in small letters few do, see `_is_cased`."""
    key = _key(word)
    if key not in _heads() and not (glued and _without_suffix(key)):
        return False
    small = not word.isascii() or "lik" in word or key in _small_heads() or key in gazetteer().small
    return small or word[0].isupper()


def _run(text: str, first: re.Match[str]) -> list[_Token]:
    """Return the words from one on that may be a name together with it."""
    run = [_token(first)]
    for word in islice(_TOKEN.finditer(text, first.end()), _heads().get(run[0].word, 1) - 1):
        if _GLUE.fullmatch(text, run[-1].end, word.start()) is None:
            break
        run.append(_token(word))
    return run


@once
def _small_heads() -> frozenset[str]:
    """Return the first words of adjectives of several words, which may be written small."""
    names = gazetteer().names.items()
    return frozenset(name.split(" ", 1)[0] for name, place in names if place.how == "demonym" and " " in name)


def _longest(text: str, run: list[_Token], *, glued: bool) -> Found | None:
    """Return the longest name that a run of words begins with."""
    names = gazetteer().names
    for width in range(len(run), 0, -1):
        name = " ".join(token.word for token in run[:width])
        place = names.get(name) or (_without_suffix(name) if glued else None)
        if place is not None and _is_cased(text, run[0].start, run[width - 1].end, place):
            return Found(run[0].start, run[width - 1].end, place)
    return None


def _is_cased(text: str, start: int, end: int, place: Place) -> bool:
    """Names begin with a capital, abbreviations are all capitals; Cyrillic adjectives need none."""
    name = text[start:end]
    if name[0] != name[0].title():
        adjective = place.how in ("demonym", "stop") and _is_written_small(name)
        return adjective or name in words("traps").small
    letters = [char for char in name if char.isalpha()]
    if len(letters) > 3 or place.city:
        return len(letters) > 4 or name.isupper() or name[1:].islower() or place.how == "country"
    if name.casefold() in words("traps").short:
        return True
    shouted = name == "US" and _SHOUTED.search(text, max(0, start - 5), start)
    is_abbreviated = letters[0].isupper() and sum(char.isupper() for char in letters) >= 2
    return is_abbreviated and not shouted


def _is_written_small(adjective: str) -> bool:
    return not adjective.isascii() or adjective.endswith("lik") or folded(adjective) in gazetteer().small


@per_word
def _without_suffix(name: str) -> Place | None:
    """Look a name up without the case endings of Kazakh, Kyrgyz, Uzbek, Turkish and Azerbaijani."""
    names, endings = gazetteer().names, words("endings").suffixes
    for cut in range(1, min(8, len(name) - 3)):
        if name[-cut:] in endings:
            place = names.get(name[:-cut].rstrip("'"))
            if place is not None and place.how != "stop":
                return place._replace(how="city") if place.how == "town" else place
    inhabitant = words("traps").demonym.match(name)
    place = names.get(inhabitant[1]) if inhabitant else None
    if place is None or place.how not in ("country", "city"):
        return None
    return Place(place.code, "", "demonym")
