"""Comparing names of gatherings and bodies by their words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from core.subscription import fold

STEM = 5  #: letters by which words are compared, so that case endings don't matter
#: stems of words that most names of gatherings hold, so that they tell nothing of which one it is
_COMMON_STEMS = """
    confe konfe forum works semin inter annua regio natio meeti train summi congr round table sessi event
    cours webin schoo lectu visit deleg signi memor launc prese cerem works
    first secon third publi admin gover state civil servi devel count repub minis acade
    конфе форум семин между ежего регио нацио встре трени самми конгр кругл засед мероп перво первы второ
    курс вебин школ лекци визит делег подпи мемор презе церем
    трети госуд управ служб разви респу минис акаде стран сесси
    халық жыл аймақ ұлтты кезде тренг дөңге үстел отыры шара мемле қызме басқа даму сапар мекте
"""
#: stems of words for sorts of gatherings
_KIND_STEMS = """
    confe konfe forum works semin meeti train summi congr kongr round sessi cours webin schoo lectu visit
    signi launc prese cerem sympo exhib club
    конфе форум семин встре трени самми конгр кругл засед курс вебин школ лекци визит подпи презе церем
    симпо выста клуб
    конфер тренг дөңге отыры сапар мекте кезде tashr ташри учраш uchra
"""
_SMALL_WORDS = "with from that this into within under held about для при или его her the and және мен бен пен"
COMMON_STEMS, _SMALL = frozenset(_COMMON_STEMS.split()), frozenset(_SMALL_WORDS.split())
_KINDS = frozenset(stem[:STEM] for stem in _KIND_STEMS.split())


@lru_cache(maxsize=20_000)
def telling_words(text: str) -> frozenset[str]:
    """Return the stems of the words; numbers and abbreviations stay whole."""
    return frozenset(_stems(text))


def _stems(text: str) -> list[str]:
    found = []
    for word in re.findall(r"[^\W_]+", text):
        plain = _full(fold(_without_accents(word)))
        if plain.isdigit() or (2 <= len(word) <= 6 and word.isupper()):
            found.append(plain)
        elif len(plain) > 3 and plain not in _SMALL:
            found.append(plain[:STEM])
    return found


def _full(word: str) -> str:
    """Write an edition without its ending: 31st is 31."""
    number = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", word) if word[:1].isdigit() else None
    return number[1] if number else word


def shared_words(a: frozenset[str], b: frozenset[str]) -> float:
    """Return the share of the smaller set, by weight, that the two have in common.

    Where both hold telling words and share none, what most names hold proves nothing.
    """
    smaller = min((a, b), key=_weight)
    weight = _weight(smaller)
    if not weight or (a - COMMON_STEMS and b - COMMON_STEMS and not (a & b) - COMMON_STEMS):
        return 0.0
    return _weight(a & b) / weight


def names_a_gathering(name: str) -> bool:
    """Say whether a name says what sort of gathering it is."""
    return not telling_words(name).isdisjoint(_KINDS)


def _weight(words: frozenset[str]) -> float:
    """Weigh words: those that most names hold count little."""
    return sum(0.3 if word in COMMON_STEMS else 1.0 for word in words)


def editions_differ(a: str, b: str) -> bool:
    """Say whether both names hold numbers, an edition or a year, and none in common."""
    mine, theirs = (set(re.findall(r"(?<!\w)\d{1,4}(?=\D|$)", name)) for name in (a, b))
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def edition(name: str) -> int | None:
    """Return the number that a name begins with: 12 of "12th Forum", "12-й форум", "XII форум"."""
    number = re.match(
        r"(?:the )?(\d{1,3})(?:st|nd|rd|th|-(?:й|я|е|го|ой|ый|ий|ая|ое|ші|шы))(?!\w)", name.casefold()
    )
    if number:
        return int(number[1])
    roman = re.match(r"([XVI]{2,})(?!\w)", name)
    return _roman(roman[1]) if roman else None


def _roman(number: str) -> int:
    values = [{"X": 10, "V": 5, "I": 1}[letter] for letter in number]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def written_alike(a: str, b: str) -> bool:
    """Say whether both names are written in the same script."""
    return _cyrillic(a) == _cyrillic(b)


def _cyrillic(text: str) -> bool:
    letters: list[str] = re.findall(r"[^\W\d_]", text)
    cyrillic = [letter for letter in letters if "\u0400" <= letter <= "\u04ff"]
    return len(cyrillic) * 2 > len(letters)


def _without_accents(word: str) -> str:
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
