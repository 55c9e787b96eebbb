"""What kind of line a date stands in: a header, a dateline, a quotation, a line with nothing else."""

from __future__ import annotations

import re
from typing import NamedTuple

from core.partial_date import PartialDate
from feeds.extract.dates.find import DateMention
from feeds.extract.words import words

_NO_LETTER = re.compile(r"[\d\W_]+|\bг\b|года?|жыл\w*")
_DATELINE = re.compile(r"^(?:[^\W\d_][\w.’'-]*[\s/]){0,3}[^\W\d_][\w.’'-]*,\s{0,2}$")
_DATELINE_END = re.compile(r"\s{0,2}[.(–—/-]")
_HOURS = re.compile(
    r"\d[:.]\d\d\s?[–—-]\s?\d{1,2}[:.]\d\d"
)  #: from when to when: no line of publication says so
BARE = 90  #: characters beside a date from which a line is more than that date
_QUOTES = (("“", "”"), ("«", "»"), ("„", "“"))


class Passage(NamedTuple):
    """A sentence in its article: 0 is the title; `aside` when it stands in the background part."""

    text: str
    place: int
    aside: bool
    likeness: float  #: share of the title's words that it repeats, 0 to 1


def of_line(mention: DateMention, passage: Passage, published: PartialDate | None) -> list[str]:
    """Return the marks that a date has from the line it stands in."""
    return [*_of_place(mention, passage), *_of_header(mention, passage, published)]


def _of_place(mention: DateMention, passage: Passage) -> list[str]:
    marks = ["background"] if passage.aside else []
    text = passage.text
    ahead = text[: mention.start]
    if _is_quoted(text, mention):
        marks.append("quoted")
    if passage.place and _is_bare(text, mention) and not words("dates").label.search(text, 0, mention.start):
        marks.append("bare line")
    if "," in ahead[-3:] and _DATELINE.match(ahead) and _DATELINE_END.match(text, mention.end):
        marks.append("dateline")
    return marks


def _is_quoted(text: str, mention: DateMention) -> bool:
    """Say whether a quotation that was opened before a date is closed after it."""
    start, end = mention.start, mention.end
    return any(
        text.find(closed, end) >= 0 and text.count(opened, 0, start) > text.count(closed, 0, start)
        for opened, closed in _QUOTES
    )


def _is_bare(text: str, mention: DateMention) -> bool:
    """Say whether a line has hardly a letter beside its date."""
    if len(text) - (mention.end - mention.start) >= BARE or _HOURS.search(text):
        return False
    return len(_NO_LETTER.sub("", text[: mention.start] + text[mention.end :])) < 12


def _of_header(mention: DateMention, passage: Passage, published: PartialDate | None) -> list[str]:
    """Tell the line that only gives the day of publication, and the header that a crawler put before."""
    if published is None or mention.rule or mention.first != published or mention.ranged:
        return []
    ahead, behind = passage.text[: mention.start], passage.text[mention.end :]
    if re.fullmatch(r"\W*(?:date|дата)\W*", ahead, re.IGNORECASE) and not _worded(mention, passage):
        return ["header"]
    alone = len(ahead) + len(behind) < 30 or re.fullmatch(r"\W*by\b.{0,30}", ahead, re.IGNORECASE)
    return ["day of publication"] if alone else []


def _worded(mention: DateMention, passage: Passage) -> bool:
    return any(char.isalpha() for char in passage.text[mention.start : mention.end])
