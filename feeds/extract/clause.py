"""The clause around a date: what its words are asked, they are asked within it."""

from __future__ import annotations

import re
from typing import NamedTuple

from feeds.extract.glance import seen_in
from feeds.extract.kinds import KindMention, find_kinds
from feeds.extract.memory import per_text
from feeds.extract.words import WordPattern

BEFORE, AFTER = 110, 150  #: characters of the clause that are read on each side of a date
_CUT = re.compile(r"[;()\[\]|.!?\s](?:(?<=[;()\[\]|])|(?<=[.!?])\s|(?<=\s)[–—]\s)")


class Clause(NamedTuple):
    """A stretch of a sentence with a date in it; offsets are in the sentence."""

    text: str
    start: int
    date_start: int
    date_end: int
    end: int
    lists: int  #: bits of the word lists that its sentence can hold anything of

    @property
    def before(self) -> str:
        """Return its words before the date."""
        return self.text[self.start : self.date_start]

    @property
    def after(self) -> str:
        """Return its words after the date."""
        return self.text[self.date_end : self.end]

    def has_before(self, stems: WordPattern, within: int = BEFORE) -> bool:
        """Say whether one of the stems stands so many characters before the date at most."""
        if not self.lists & stems.bit:
            return False
        start = max(self.start, self.date_start - within)
        return stems.search(self.text, start, self.date_start) is not None

    def has_after(self, stems: WordPattern, within: int = AFTER) -> bool:
        """Say whether one of the stems stands so many characters after the date at most."""
        if not self.lists & stems.bit:
            return False
        return stems.search(self.text, self.date_end, min(self.end, self.date_end + within)) is not None

    def is_led_by(self, stems: WordPattern, within: int) -> bool:
        """Say whether a stem stands before the date and no gathering between: "papers by May, forum on"."""
        start = max(self.start, self.date_start - within)
        cues = [one.end() for one in stems.finditer(self.text, start, self.date_start)]
        return bool(cues) and not any(
            cues[-1] < one.start < self.date_start and "," in self.text[cues[-1] : one.start]
            for one in find_kinds(self.text)
        )

    def closes_with(self, stems: WordPattern) -> bool:
        """Say whether one of the stems is its last word, where Turkic and German verbs stand."""
        return any(
            not self.text[one.end() : self.end].strip(' .!»”"')
            and "," not in self.text[self.date_end : one.start()]
            for one in stems.finditer(self.text, self.date_end, self.end)
        )

    def kinds(self) -> list[KindMention]:
        """Return the words for gatherings on both sides of the date."""
        return [
            one
            for one in find_kinds(self.text)
            if (self.start <= one.start and one.end <= self.date_start)
            or (self.date_end <= one.start and one.end <= self.end)
        ]


def clause_of(text: str, start: int, end: int) -> Clause:
    """Return the clause of a date by its offsets: up to a bracket, a semicolon, a dash between spaces."""
    first, last = max(0, start - BEFORE), min(len(text), end + AFTER)
    cuts = [cut.stop for cut in _cuts(text) if first <= cut.start and cut.stop <= start]
    led = cuts and not text[cuts[-1] : start].strip()  # "the workshop (25–27 May)": what is before "("
    if led and not text[: cuts[-1]].rstrip().endswith(";"):
        cuts.pop()
    stop = next((cut for cut in _cuts(text) if cut.start >= end), None)
    if stop and stop.stop <= last and (stop.start > end or text[end] == ";"):
        last = stop.start
    return Clause(text, cuts[-1] if cuts else first, start, end, last, seen_in(text))


@per_text
def _cuts(text: str) -> tuple[range, ...]:
    """Return where clauses end in a text; it is asked for every date."""
    return tuple(range(*cut.span()) for cut in _CUT.finditer(text))
