"""A text whose letters came through a wrong encoding, or from a wrong keyboard, with its own letters.

Three faults are mended, and only where it is sure: UTF-8 that was read as a one-byte encoding ("Ð¡ÐµÐ¼",
"РЎРµРј", "Ã©"; by ftfy), Russian that was read in another one-byte encoding ("Ñåìèíàð", "яЕЛХМЮП"), and
letters of the other alphabet that look alike within a word ("Cеминар" with a Latin C). Blanks stay where they
are, so that what is found leads back to the words as they were given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ftfy import fix_encoding

from feeds.once import once

_LATIN, _CYRILLIC = "aceopxyihəɵABCEHKMOPTXYIƏƟ", "асеорхуіһәөАВСЕНКМОРТХУІӘӨ"
_TO_CYRILLIC = dict(zip(_LATIN, _CYRILLIC, strict=True))
_TO_LATIN = dict(zip(_CYRILLIC, _LATIN, strict=True))
_HIGH = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
#: the first letters of two bytes of UTF-8, and what the second one is read as
_FIRST, _FIRST_1251, _HIGH_1251 = "ÂÃÄÅÐÑÒÓØÙâ", "РСТУГ", _HIGH + "ЂЃѓЉЊЌЋЏђљњќћџЎўЈҐЁЄЇІіґё№єјЅѕї"
_TWO_BYTES = re.compile(
    f"[{_FIRST}{_FIRST_1251}в](?:(?<=[{_FIRST}])[{_HIGH}]|(?<=[{_FIRST_1251}])[{_HIGH_1251}]|(?<=в)Ђ)"
)
_ACCENTED = re.compile(r"[À-ÖØ-öø-ÿ][À-ÖØ-öø-ÿ]{3}")
_SWAPPED = re.compile(r"[А-ЯЁ](?<=[а-яё].)[А-ЯЁ]{2}")
_MIXED = re.compile(r"[A-Za-zəƏɵƟ](?:(?=[Ѐ-ӿ])|(?<=[Ѐ-ӿ].))")
_HAS_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_WORD = re.compile(r"[^\W\d_]+")
#: encodings that Russian comes through wrongly: as it was read, as it was written
_MISREAD = (("cp1252", "cp1251"), ("cp1252", "koi8-r"), ("cp1251", "koi8-r"), ("koi8-r", "cp1251"))
_COMMON = frozenset("оеаинтсрвл")  #: letters that make half of a Russian text
MUCH, LITTLE = 0.55, 0.4  #: their share in Russian, and where it isn't
FEWEST = 16  #: letters by which an encoding can be told


def mended(text: str) -> str:
    """Return a text with its own letters; the same text where nothing is wrong, or nothing is sure."""
    if text.isascii():
        return text
    if _TWO_BYTES.search(text):
        text = "\n".join(map(_line, text.split("\n")))
    if _ACCENTED.search(text) or _SWAPPED.search(text):
        text = _reread(text)
    if _HAS_CYRILLIC.search(text) and _MIXED.search(text):
        text = _WORD.sub(_one_alphabet, text)
    return text


def as_given(quote: str, text: str, given: str) -> str:
    """Return the words of the given text from which a quote of the mended text was made.

    Where letters were added or lost within a word, the quote grows to the whole word.
    """
    at = text.find(quote)
    if text == given or at < 0 or not quote.strip(" "):
        return quote
    pieces = [one for one in _pieces(text, given) if one[0].stop > at and one[0].start < at + len(quote)]
    first, last = pieces[0], pieces[-1]
    start = first[1].start + (at - first[0].start if len(first[0]) == len(first[1]) else 0)
    ahead = last[0].stop - at - len(quote) if len(last[0]) == len(last[1]) else 0
    return given[start : last[1].stop - ahead]


def _pieces(text: str, given: str) -> Iterator[tuple[range, range]]:
    """Give where each piece between blanks stands in both texts."""
    here = there = 0
    for piece, other in zip(text.split(" "), given.split(" "), strict=True):
        yield range(here, here + len(piece)), range(there, there + len(other))
        here, there = here + len(piece) + 1, there + len(other) + 1


def _line(line: str) -> str:
    fixed = fix_encoding(line) if _TWO_BYTES.search(line) else line
    return fixed if fixed.count(" ") == line.count(" ") and "\n" not in fixed else line


def _reread(text: str) -> str:
    """Read a Russian text in the encoding that it was written in; as it is where it reads well already."""
    if _likeness(text) > LITTLE:
        return text
    tries = [text.translate(_table(read, written)) for read, written in _MISREAD]
    best = max(tries, key=_likeness)
    return best if _likeness(best) >= MUCH else text


@once
def _table(read: str, written: str) -> dict[int, str]:
    """Map each letter that one encoding reads in a byte to the letter that the other wrote."""
    high = [bytes([byte]) for byte in range(128, 256)]
    return {ord(byte.decode(read)): byte.decode(written) for byte in high if _is_read(byte, read, written)}


def _is_read(byte: bytes, *encodings: str) -> bool:
    return all(byte.decode(encoding, "ignore") for encoding in encodings)


def _likeness(text: str) -> float:
    """Return how much of a text's letters beyond ASCII are the commonest of Russian, in small letters."""
    letters = [char for char in text if char > "\x7f" and char.isalpha()]
    return sum(char in _COMMON for char in letters) / len(letters) if len(letters) >= FEWEST else 0.0


def _one_alphabet(found: re.Match[str]) -> str:
    """Write a word in the alphabet that most of its letters are of, if the others look alike."""
    word = found[0]
    strange = [char for char in word if char < "Ѐ"]
    own = len(word) - len(strange)
    if not strange or not own:
        return word
    table, few = (_TO_CYRILLIC, strange) if len(strange) < own else (_TO_LATIN, [*filter(_is_cyrillic, word)])
    if len(few) * 2 >= len(word) or not all(char in table for char in few):
        return word
    return "".join(table.get(char, char) if char in few else char for char in word)


def _is_cyrillic(char: str) -> bool:
    return "Ѐ" <= char <= "ӿ"
