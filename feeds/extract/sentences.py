"""A text as sentences with their offsets: the unit in which everything else is asked."""

from __future__ import annotations

import re
from typing import NamedTuple

from feeds.extract.dates.dots import is_of_date
from feeds.extract.memory import per_word

#: a dot after one of these ends no sentence
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nos|vs|e\.g|i\.e|etc|Jr|Sr|Inc|Ltd|Co|H\.E|U\.S|U\.N|Gen|Hon|Art|approx|dept|vol|pp"
    r"|г|гг|т\.г|с\.г|т\.д|т\.п|т\.е|им|ул|стр|руб|тыс|млн|млрд|др|проф|акад|обл|респ|ж|т\.б|т\.с\.с|б\.з"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|янв|фев|авг|сент|окт|нояб|дек)|\b[A-ZА-ЯЁ])$"
)
_END = re.compile(r"[.!?…\n](?:(?<=\n)\n*|(?<!\n)[.!?…]*[\"”»’)\]]*(?=\s))")
_LETTER_NEXT = re.compile(r"\s*[a-zа-яёәғқңөұүһі,;)]")
_NUMBER_NEXT = re.compile(r"\s{0,4}[+\d]")
_LETTER_BEHIND = re.compile(r"\s[a-zа-яёәғқңөұүһі]")
#: words that a number follows
_COUNTED = frozenset(
    (
        *(
            "no",
            "nos",
            "nr",
            "vol",
            "pp",
            "art",
            "approx",
            "tel",
            "rm",
            "bldg",
            "ext",
            "nn",
            "hs",
            "ul",
            "godz",
            "č",
        ),
        *("№", "ст", "ул", "стр", "тел", "ауд", "каб", "корп", "оф", "пом", "кв"),
    )
)
LONGEST = 1500  #: characters; a longer run without an end is cut, so that no text is one sentence


class Sentence(NamedTuple):
    """A sentence; `start` is its offset in the text."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Return the offset after its last character."""
        return self.start + len(self.text)


def split(text: str) -> list[Sentence]:
    """Cut a text into sentences. A line's end always ends one; an abbreviation's dot doesn't."""
    found: list[Sentence] = []
    begin = 0
    for end in _END.finditer(text):
        is_line = "\n" in end[0]
        if not is_line and _goes_on(text, begin, end):
            continue
        _add(found, text, begin, end.start() if is_line else end.end())
        begin = end.end()
    _add(found, text, begin, len(text))
    return found


def _goes_on(text: str, begin: int, end: re.Match[str]) -> bool:
    dot, stop = end.span()
    if dot - begin > LONGEST:
        return False
    if end[0] != ".":  # a name that ends in a mark of its own: «Кто отвечает?» деген семинар
        return end[0][-1] in "”»" and _LETTER_BEHIND.match(text, stop) is not None
    if _LETTER_NEXT.match(text, stop, stop + 4):
        return True
    if is_of_date(text, begin, dot, stop):
        return True
    word = text[max(begin, dot - 12) : dot].rpartition(" ")[2]
    return word.lstrip("(«“").lower() in _COUNTED if _NUMBER_NEXT.match(text, stop) else _is_shortened(word)


@per_word
def _is_shortened(word: str) -> bool:
    return _ABBREVIATION.search(word) is not None


def _add(found: list[Sentence], text: str, begin: int, end: int) -> None:
    while begin < end:
        stop = end if end - begin <= LONGEST else _cut(text, begin)
        stripped = text[begin:stop].strip()
        if stripped:
            found.append(Sentence(stripped, text.index(stripped[0], begin)))
        begin = stop


def _cut(text: str, begin: int) -> int:
    """Return where a run without an end is cut: at its last blank, if it has any."""
    space = text.rfind(" ", begin, begin + LONGEST)
    return space if space > begin else begin + LONGEST
