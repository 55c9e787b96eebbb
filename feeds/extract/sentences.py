"""A text as sentences with their offsets: the unit in which everything else is asked."""

from __future__ import annotations

import re
from typing import NamedTuple

from feeds.extract.date_words import is_month
from feeds.extract.memory import per_word

#: a dot after one of these ends no sentence
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nos|vs|e\.g|i\.e|etc|Jr|Sr|Inc|Ltd|Co|H\.E|U\.S|U\.N|Gen|Hon|Art|approx|dept|vol|pp"
    r"|г|гг|т\.г|с\.г|т\.д|т\.п|т\.е|им|ул|стр|руб|тыс|млн|млрд|др|проф|акад|обл|респ|ж|т\.б|т\.с\.с|б\.з"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|янв|фев|авг|сент|окт|нояб|дек)|\b[A-ZА-ЯЁ])$"
)
_END = re.compile(r"[.!?…\n](?:(?<=\n)\n*|(?<!\n)[.!?…]*[\"”»’)\]]*(?=\s))")
_ORDINAL = re.compile(r"(?<!\d)\d\d?$")  # 2. Oktober
_LOWER_NEXT = re.compile(r"\s*[a-zа-яёәғқңөұүһі\d,;)]")
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
        if "\n" not in end[0] and _goes_on(text, begin, end):
            continue
        _add(found, text, begin, end.end() if "\n" not in end[0] else end.start())
        begin = end.end()
    _add(found, text, begin, len(text))
    return found


def _goes_on(text: str, begin: int, end: re.Match[str]) -> bool:
    if end.start() - begin > LONGEST:
        return False
    if end[0] != ".":  # a name that ends in a mark of its own: «Кто отвечает?» деген семинар
        return end[0][-1] in "”»" and bool(re.match(r"\s[a-zа-яёәғқңөұүһі]", text[end.end() : end.end() + 2]))
    if _LOWER_NEXT.match(text, end.end()):
        return bool(re.match(r"\s*[a-zа-яёәғқңөұүһі,;)]", text[end.end() : end.end() + 4]))
    ordinal = _ORDINAL.search(text, max(begin, end.start() - 3), end.start())
    if ordinal and is_month(text[end.end() :][:16].lstrip()):
        return True
    return _is_shortened(text[max(begin, end.start() - 12) : end.start()].rpartition(" ")[2])


@per_word
def _is_shortened(word: str) -> bool:
    return _ABBREVIATION.search(word) is not None


def _add(found: list[Sentence], text: str, begin: int, end: int) -> None:
    while begin < end:
        stop = min(end, begin + LONGEST)
        if stop < end:
            space = text.rfind(" ", begin, stop)
            stop = space if space > begin else stop
        piece = text[begin:stop]
        stripped = piece.strip()
        if stripped:
            found.append(Sentence(stripped, begin + len(piece) - len(piece.lstrip())))
        begin = stop
