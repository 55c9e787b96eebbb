"""A text as date tokens: days, months, years, dashes and the small words between them.

Each token is one letter in a string, so that the grammar in `date_grammar.py` can be a regular expression
over kinds instead of over characters. Only numbers and known words are looked at; whatever else stands
between two of them is one token that no date goes across.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from feeds.extract.date_words import is_month, meanings
from feeds.extract.words import words

#: letters of the grammar: D a number 1-31, M a month, Y a year, W the word "year", w a weekday, - a dash or
#: "to", & "and", F "from", B "in", r "today" and the like, N a full date in numbers, n day and month in
#: numbers, t a time of day, O "of" and "the", and the marks , . / ( as they stand; x anything else
_TOKEN = re.compile(
    r"(?P<iso>(?:19|20)\d\d-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01])(?!\d))"
    r"|(?P<number>\d+(?:[.,:/]\d+)*)(?:[年月日號号년월일](?:[(（][월화수목금토일月火水木金土][)）])?)?"
    r"|(?P<word>[^\W\d_]+(?:['’ʼ](?:da|de|ta|te|dan|den|tan|ten|a|e|ın|in)\b)?|&)"
)
_SPACE = "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u00ad"
_GAPS = {
    "": "",
    ",": ",",
    ".": ".",
    "(": "(",
    ")": "(",
    ",(": "(",
    "),": "(",
    ")–": "-",
    "/": "/",
    "./": "/",
    "«": "",
    "»": "",
}
_DASHES = "-–—−‑‐―~～"
#: before a number that is no date: № 12, $25, +7, §3, v2
_NO_DATE_BEFORE = re.compile(
    r"(?:[^\W年月日년월일至到]|[№#$€£¥§+%.,:/=]|№\s|\bNo\.?\s|\bno\.\s|\bNr\.?\s|[^\W\d_]-)$"
)
_NO_DATE_AFTER = re.compile(r"\s?[%$€£₸₽°‰]|[+=_]|[-–]\d{3,}(?!\d)(?<!\d{4})")
_DAY_END = re.compile(r"-?\s?([^\W\d_]{1,5}|[º°])(?!\w)")
_UZBEK_DAY = re.compile(r"\byil,?\s\d{1,2}\s$")  # 2000 yil 1 may
_CJK_WEEKDAY = re.compile(r"[(（][월화수목금토일月火水木金土][)）]")
_CJK = {"年": "Y", "月": "M", "日": "D", "號": "D", "号": "D", "년": "Y", "월": "M", "일": "D"}


class Token(NamedTuple):
    """One token of a kind, where it stands, and what it says: a day, month or year, or a full date."""

    kind: str
    start: int
    end: int
    value: int = 0
    day: tuple[int, int, int] = (0, 0, 0)  #: year, month, day of a date in numbers


def tokenize(text: str) -> list[Token]:
    """Cut a text into date tokens; spaces are left out."""
    tokens: list[Token] = []
    end = 0
    for found in _TOKEN.finditer(text):
        start = found.start()
        if start < end:
            continue
        if found.lastgroup == "word":
            known = meanings(found[0].lower())
            made = _word(text, found[0], start, known) if known else None
        else:
            joined = bool(tokens) and tokens[-1].kind in "DdMYWNn" and start - end <= 2
            made = _numeric(text, found, joined=joined)
        if made is None:
            continue
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
    if bare and all(char in _DASHES for char in bare):
        return "-" if len(bare) < 3 else "x"
    if bare in {"),", ")"} or bare.strip("()") == "":
        return "(" if bare else ""
    if len(bare) > 1 and bare[-1] in _DASHES and bare[:-1] in {",", ")", "."}:
        return "-"
    return _GAPS.get(bare, "x")


def _numeric(text: str, found: re.Match[str], *, joined: bool) -> list[Token]:
    """Make the tokens of a number; one `joined` to a date is judged with it, not by the mark before."""
    start, end = found.span()
    if not joined and _NO_DATE_BEFORE.search(text, max(0, start - 4), start):
        return [Token("x", start, end)]
    if found.lastgroup == "iso":
        year, month, day = (int(part) for part in found[0].split("-"))
        return [Token("N", start, end, 0, (year, month, day))]
    return _number(text, found["number"], start, found.end("number"))


def _number(text: str, number: str, start: int, end: int) -> list[Token]:
    if number.isdigit():
        return [_plain_number(text, number, start, end)]
    parts = re.split(r"[.,:/]", number)
    marks = set(re.findall(r"[.,:/]", number))
    if len(marks) == 1 and "," not in marks:
        mark = marks.pop()
        if mark == ":":
            return [Token("t", start, end)]
        if len(parts) == 3 and (full := full_date(parts, mark)):
            return [Token("N", start, end, 0, full)]
        if len(parts) == 2:
            return _pair(parts, mark, start, end)
    if marks == {".", ":"} or (marks == {","} and len(parts) == 2 and len(parts[1]) == 4):
        return _glued(text, number, start)
    return [Token("x", start, end)]


def _glued(text: str, number: str, start: int) -> list[Token]:
    """Read numbers that lack a space after their comma: 25,2023."""
    cut = start + number.index(",") if "," in number else -1
    if cut < 0:
        return [Token("x", start, start + len(number))]
    first = _plain_number(text, number[: cut - start], start, cut)
    return [
        first,
        Token(",", cut, cut + 1),
        _plain_number(text, text[cut + 1 : start + len(number)], cut + 1, start + len(number)),
    ]


def full_date(parts: list[str], mark: str) -> tuple[int, int, int] | None:
    """Read three numbers as a date: 27.05.2023, 2023/05/27, 05/27/2023, 27.05.23; None for another."""
    first, second, third = (int(part) for part in parts)
    lengths = [len(part) for part in parts]
    if lengths[0] == 4 and max(lengths[1:]) <= 2:
        return _valid(first, second, third)
    if lengths[0] > 2 or lengths[1] > 2:
        return None
    if lengths[2] == 2 and lengths[:2] == [2, 2] and mark != ":" and 10 <= third <= 39:
        third += 2000
    if not 1900 <= third <= 2099:
        return None
    return _valid(third, second, first) or (_valid(third, first, second) if mark == "/" else None)


def _valid(year: int, month: int, day: int) -> tuple[int, int, int] | None:
    try:
        date(year, month, day)
    except ValueError:
        return None
    return (year, month, day) if 1900 <= year <= 2099 else None


def _pair(parts: list[str], mark: str, start: int, end: int) -> list[Token]:
    first, second = int(parts[0]), int(parts[1])
    if mark == "/" and first < second <= 31 and len(parts[1]) <= 2:
        cut = start + len(parts[0])
        return [Token("D", start, cut, first), Token("/", cut, cut + 1), Token("D", cut + 1, end, second)]
    if mark == "." and len(parts[1]) == 2 and _valid(2000, second, first):
        return [Token("n", start, end, 0, (0, second, first))]
    if mark == "." and len(parts[1]) == 4 and 1900 <= second <= 2099 and 1 <= first <= 12:
        return [Token("N", start, end, 0, (second, first, 0))]
    return [Token("t" if mark == "." and first < 25 and second < 60 else "x", start, end)]


def _plain_number(text: str, number: str, start: int, end: int) -> Token:
    value = int(number) if len(number) <= 4 else 0
    if text[end : end + 1] in _CJK and value:
        closed = _CJK_WEEKDAY.match(text, end + 1)
        return Token(_CJK[text[end]], start, closed.end() if closed else end + 1, value)
    if not value or _NO_DATE_AFTER.match(text, end):
        return Token("x", start, end)
    if len(number) == 4:
        return Token("Y" if 1900 <= value <= 2099 else "x", start, end, value)
    if value > 31:
        return Token("x", start, end)
    return _day(text, value, start, end)


def _day(text: str, value: int, start: int, end: int) -> Token:
    """Read a number as a day; its ending goes with it, letters that are none make it something else."""
    found = _DAY_END.match(text, end)
    if found is None or (
        text[end : end + 1] in " \n\t\u00a0" and found[0].strip() not in {"st", "nd", "rd", "th"}
    ):
        return Token("x" if text[end : end + 1].isalpha() else "D", start, end, value)
    ending = found[1].lower()
    if ending in words("months").day_endings and not is_month(text[end + 1 :][:12]):
        kind = "d" if ending in words("months").from_endings else "D"
        return Token(kind, start, found.end(), value)
    return Token("D" if not text[end].isalpha() else "x", start, end, value)


def _word(text: str, word: str, start: int, known: tuple[tuple[str, int], ...]) -> list[Token] | None:
    end = start + len(word)
    if len(known) == 1 and known[0][0] not in "MW":
        return [Token(known[0][0], start, end, known[0][1])]
    tokens = [Token(kind, start, end, value) for kind, value in known]
    if tokens[0].kind == "M":
        if not _sure_month(text, word.lower(), start, end):
            return None
        tokens[0] = tokens[0]._replace(value=_by_its_dot(text, word.lower(), start) or tokens[0].value)
    if tokens[0].kind in "MW" and text[end : end + 1] == "." and len(word) <= 4:
        tokens[0] = tokens[0]._replace(end=end + 1)
    return tokens


def _by_its_dot(text: str, word: str, start: int) -> int:
    """Return the month that a name means after a day with a dot, 0 where the dot tells nothing."""
    if text[max(0, start - 2) : start].rstrip()[-1:] != ".":
        return 0
    dotted = words("months").tables["dotted"]
    return next((int(number) for number, names in dotted.items() if word in names), 0)


def _sure_month(text: str, word: str, start: int, end: int) -> bool:
    """Tell the month from the verb: "may" in small letters wants a day glued to it or its Uzbek words."""
    if word not in {"may", "mar", "dec", "march", "sept", "sep", "jan", "jun", "nov", "oct", "apr", "feb"}:
        return True
    if text[start].isupper():
        return True
    if text[start - 1 : start] in _DASHES and start:
        return True
    if _UZBEK_DAY.search(text, max(0, start - 10), start):
        return True
    return bool(re.match(r"\s(?:kun|oy|gün|20\d\d|soat)|,?\s(?:19|20)\d\d", text[end : end + 8]))
