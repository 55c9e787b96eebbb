"""A text as date tokens: days, months, years, dashes and the small words between them.

Each token is one letter in a string, so that the grammar in `grammar.py` can be a regular expression over
kinds instead of over characters. Only numbers and known words are looked at (`stretches.py`); whatever else
stands between two of them is one token that no date goes across.

The letters: D a number 1-31 (d with an ending that says "from"), M a month, Y a year, W the word "year", w a
weekday, - a dash or "to", & "and", F "from", B "in", r "today" and the like, N a full date in numbers, n day
and month in numbers, t a time of day, O "of" and "the", L "in" as an ending, the marks , . / ( as they stand,
and x anything else.
"""

from __future__ import annotations

import re
from functools import lru_cache

from feeds.extract.dates.numbers import Token, counted_month, numeric
from feeds.extract.dates.spelled import roman_month, spelled_day
from feeds.extract.dates.stretches import ROMAN, words_of_dates
from feeds.extract.dates.words import is_marked, is_month, is_town, meanings_of
from feeds.extract.words import words

_SPACE = "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u00ad"
_GAPS = {
    "": "",
    ",": ",",
    ".": ".",
    "(": "(",
    ")": "(",
    ".,": ",",
    ",(": "(",
    "),": "(",
    ")–": "-",
    "/": "/",
    "./": "/",
    "«": "",
    "»": "",
    '"': "",
    "“": "",
    "”": "",
    "„": "",
    "'": "",
    "’": "",
    "‘": "",
}
DASHES = "-–—−‑‐―~～〜"
_DOUBLED = re.compile(r"(?:\bthe\sday\s(?:before|after)\s|\b(?:après|avant)-)$", re.IGNORECASE)
_CUT_END = re.compile(r"\.?,?\s")
_UZBEK_DAY = re.compile(r"\b(?:yil|yilning|ili?n?),?\s(?:\d{1,2}\s?[-–]\s?)?\d{1,2}\s$")  # 2000 yil 1 may
_BETWEEN_DAYS = re.compile(r"[\d.]\s\w+\s\d")  # 12 en 13 mei
_DAY_BEFORE = re.compile(r"(?<!\d)\d{1,2}[.º°]?\s(?:de\s)?$")
_YEAR_AFTER = re.compile(r"\.?(?:\s?[-–]\s?\d{1,2}\s|,?\s(?:del?\s)?(?:19|20)\d\d(?!\d))")


def tokenize(text: str) -> list[Token]:
    """Cut a text into date tokens; spaces are left out."""
    tokens: list[Token] = []
    end = 0
    for found in words_of_dates(text):
        start = found.start()
        if start < end:
            continue
        if found.lastgroup == "word":
            made = _word(text, found[0], start)
        else:
            joined = bool(tokens) and tokens[-1].kind in "DdMYWNn" and start - end <= 2
            made = numeric(text, found, joined=joined)
        if made is None:
            continue
        start = made[0].start
        while tokens and tokens[-1].start >= start:
            tokens.pop()
        end = tokens[-1].end if tokens else 0
        gap = _gap(text[end:start]) if start - end < 12 else "x"
        if gap:
            tokens.append(Token(gap, end, start))
        tokens.extend(made)
        end = made[-1].end
    return tokens


@lru_cache(maxsize=2048)
def _gap(between: str) -> str:
    """Return what stands between two tokens as one letter; "" for spaces, also those of no width."""
    bare = "".join(char for char in between if not char.isspace() and char not in _SPACE)
    if bare and all(char in DASHES for char in bare):
        return "-" if len(bare) < 3 else "x"
    if bare in {"),", ")"} or bare.strip("()") == "":
        return "(" if bare else ""
    if len(bare) > 1 and bare[-1] in DASHES and bare[:-1] in {",", ")", "."}:
        return "-"
    return _GAPS.get(bare, "x")


def _word(text: str, word: str, start: int) -> list[Token] | None:
    """Make the tokens of a word; None for one that means nothing in a date."""
    if word[0] in ROMAN and (month := roman_month(text, word, start)):
        return [month]
    known = meanings_of(word)
    if not known:
        return None
    end = start + len(word)
    if known[0][0] == "o":
        day = spelled_day(text, start)
        return [day] if day else None
    if known[0][0] == "m":
        stop = counted_month(text, end)
        return [Token("M", start, stop, known[0][1])] if stop else None
    if known[0][0] == "c":
        return [Token("w", start, end, known[0][1])] if _sure_weekday(text, start, end) else None
    if known[0][0] == "B" and word in words("months").and_between and _BETWEEN_DAYS.match(text, start - 2):
        return [Token("&", start, end)]
    if known[0][0] == "r":
        return [_near_day(text, start, end, known[0][1])]
    if len(known) == 1 and known[0][0] not in "MW":
        return [Token(known[0][0], start, end, known[0][1])]
    tokens = [Token(kind, start, end, value) for kind, value in known]
    if tokens[0].kind == "M":
        if not _sure_month(text, word.lower(), start, end):
            return None
        if tokens[-1].kind == "L" and word[0].isupper() and is_town(word.lower()):
            tokens.pop()
        tokens[0] = tokens[0]._replace(value=_by_its_dot(text, word.lower(), start) or tokens[0].value)
    if tokens[0].kind in "MW" and text[end : end + 1] == "." and len(word) <= 4:
        tokens[0] = tokens[0]._replace(end=end + 1)
    return tokens


def _sure_weekday(text: str, start: int, end: int) -> bool:
    """Tell a weekday that is cut short from a word: by a bracket, or a day or month that follows."""
    if text[start - 1 : start] == "(" and text[end : end + 1] in {")", "."}:
        return True
    if text[start].isascii() and not text[start].isupper():
        return False
    led = _CUT_END.match(text, end)
    follows = text[led.end() :] if led else ""
    return bool(led) and (follows[:1].isdigit() or is_month(follows[:12]))


def _near_day(text: str, start: int, end: int, step: int) -> Token:
    """Read today and the like with the words that make two days of one: "the day before yesterday"."""
    doubled = _DOUBLED.search(text, max(0, start - 16), start)
    return Token("r", doubled.start() if doubled else start, end, step * 2 if doubled else step)


def _by_its_dot(text: str, word: str, start: int) -> int:
    """Return the month that a name means after a day with a dot, 0 where the dot tells nothing."""
    if text[max(0, start - 2) : start].rstrip()[-1:] != ".":
        return 0
    dotted = words("months").tables["dotted"]
    return next((int(number) for number, names in dotted.items() if word in names), 0)


def _sure_month(text: str, word: str, start: int, end: int) -> bool:
    """Tell the month from the verb: "may" in small letters wants a day glued to it or its Uzbek words."""
    if is_marked(word):
        before = _DAY_BEFORE.search(text, max(0, start - 7), start)
        return bool(before and _YEAR_AFTER.match(text, end))
    if word not in {"may", "mar", "dec", "march", "sept", "sep", "jan", "jun", "nov", "oct", "apr", "feb"}:
        return True
    if text[start].isupper():
        return True
    if text[start - 1 : start] in DASHES and start:
        return True
    if _UZBEK_DAY.search(text, max(0, start - 10), start):
        return True
    if word not in {"may", "mar", "march"} and _DAY_BEFORE.search(text, max(0, start - 7), start):
        return True
    return bool(re.match(r"\s(?:kun|oy|gün|20\d\d|soat)|\.?,?\s(?:19|20)\d\d", text[end : end + 8]))
