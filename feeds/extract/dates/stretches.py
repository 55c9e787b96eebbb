"""The stretches of a text that may hold dates: the words and numbers that the tokens are made of.

Most words mean nothing in a date; what each is a sign of is remembered, and only stretches are read in which
one tells a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from feeds.extract.dates.words import meanings_of
from feeds.extract.glance import Sign, signs_of

_TOKEN = re.compile(
    r"(?P<iso>(?:19|20)\d\d-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01])(?!\d))"
    r"|(?P<dashed>\d{1,2}-\d{1,2}-(?:19|20)\d\d(?!\d))"
    r"|(?P<number>\d+(?:[.,:/]\d+)*)(?:[年月日號号년월일](?:[(（][월화수목금토일月火水木金土][)）])?)?"
    r"|(?P<word>t/m\b|tot en met\b|bis einschließlich\b|"
    r"[^\W\d_]+(?:['’ʼ](?:da|de|ta|te|dan|den|tan|ten|a|e|ın|in)\b)?|&)"
)
_LETTERS = re.compile(r"[^\W\d_]+")
ROMAN = "IVXІХ"  #: letters with which a month in Roman numerals begins
_INNER = frozenset({"met", "einschließlich"})  #: words of which a token of several has its last


def words_of_dates(text: str) -> Iterator[re.Match[str]]:
    """Give the words and numbers that may make tokens."""
    for start, end in _stretches(text):
        yield from _TOKEN.finditer(text, start, end)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Give where pieces between blanks that may be of a date follow one another, if one tells a time."""
    begun, end, telling = -1, 0, False
    for piece in text.split():
        start = text.index(piece, end)
        signs = signs_of(piece)
        if signs & _may_make_tokens.bit:
            if begun < 0:
                begun = start
            telling = telling or bool(signs & tells_time.bit)
        else:
            if telling:
                yield begun, end
            begun, telling = -1, False
        end = start + len(piece)
    if telling:
        yield begun, end


@Sign
def tells_time(piece: str) -> bool:
    """Say whether what stands between blanks has what no date is without: a number, a month, a day's name."""
    if any(map(str.isdigit, piece)):
        return True
    known = map(meanings_of, _LETTERS.findall(piece))
    return any(meaning[0][0] in "Mmwr" for meaning in known if meaning)


@Sign
def _may_make_tokens(piece: str) -> bool:
    """Say whether what stands between blanks may make a token, or stand within one."""
    if piece in _INNER:
        return True
    found = [(one.lastgroup, one[0]) for one in _TOKEN.finditer(piece)]
    return not found or any(
        group != "word" or word[0] in ROMAN or bool(meanings_of(word)) for group, word in found
    )
