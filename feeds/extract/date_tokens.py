"""A text as date tokens: days, months, years, dashes and the small words between them.

Each token is one letter in a string, so that the grammar in `dates.py` can be a regular expression over
kinds instead of over characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from feeds.extract.words import words

#: letters of the grammar: D a number 1-31, M a month, Y a year, W the word "year", - a dash or "to",
#: & "and", F "from", N dd.mm.yyyy, I yyyy-mm-dd, O "of", "the" and commas, x anything else
_TOKEN = re.compile(
    r"(?P<I>(?<![\d.-])(?:19|20)\d\d-\d{1,2}-\d{1,2}(?!\d))"
    r"|(?P<N>(?<![\d./-])\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d(?!\d))"
    r"|(?P<Y>(?<![\d.,/№])(?:19|20)\d\d(?![\d%]|[.,/]\d))"
    r"|(?P<D>(?<![\d.,/№:])(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|-го|-е|-ші|-шы|-ci)?(?![\d%:/]|[.,]\d))"
    r"|(?P<dash>[–—-]|‑|−)"
    r"|(?P<word>[^\W\d_]+(?:['’ʻ‘-][^\W\d_]+)*)"
    r"|(?P<comma>[,.])"
    r"|(?P<space>\s+)"
    r"|(?P<other>.)",
    re.DOTALL,
)
_TO = frozenset({"to", "till", "until", "through", "по", "до", "bis", "do"})
_FROM = frozenset({"from", "between", "с", "со", "fr", "om", "vom", "von", "od"})
_AND = frozenset({"and", "и", "және", "мен", "va", "und", "та", "i", "&"})
_OF = frozenset({"of", "the"})
_YEAR_WORD = re.compile(
    r"(?:год[аеу]?|году|г|гг|жылғы|жылы|жылдың|жыл|жж|ж|yil|yilning|yili|yildagi|року|р|рік|god|godine|года|йил|йили|йилнинг|жылкы|жылы)$"
)


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a kind, with what it means and where it stands."""

    kind: str
    value: int
    start: int
    end: int
    text: str


def tokenize(text: str) -> list[Token]:
    """Cut a text into date tokens; spaces are left out."""
    tokens = []
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup or "other"
        if kind == "space":
            continue
        letter, value = _meaning(kind, found[0])
        tokens.append(Token(letter, value, found.start(), found.end(), found[0]))
    return tokens


def _meaning(kind: str, text: str) -> tuple[str, int]:
    match kind:
        case "I" | "N":
            return kind, 0
        case "Y":
            return "Y", int(text)
        case "D":
            return "D", int(re.match(r"\d+", text)[0])  # type: ignore[index]
        case "dash":
            return "-", 0
        case "comma":
            return "O" if text == "," else ".", 0
        case "word":
            return _word(text)
    return "&" if text == "&" else "x", 0


def _word(text: str) -> tuple[str, int]:
    folded = text.casefold()
    month = _month(folded)
    if (
        month
        and not (folded == "may" and text != "May")
        and not (folded in {"mar", "dec", "jun"} and text.islower())
    ):
        return "M", month
    for letter, known in (("-", _TO), ("F", _FROM), ("&", _AND), ("O", _OF)):
        if folded in known:
            return letter, 0
    return ("W", 0) if _YEAR_WORD.match(folded) else ("x", 0)


@cache
def _stems() -> dict[str, int]:
    months = words("months").tables["months"]
    return {stem: int(number) for number, stems in months.items() for stem in stems}


@cache
def _month(word: str) -> int:
    """Return the number of a month by its name in any form, 0 for another word."""
    stems, endings = _stems(), words("months").endings
    for cut in range(len(word), 2, -1):
        if word[:cut] in stems and word[cut:] in endings:
            return stems[word[:cut]]
    return 0
