"""What speaks for and against a date being the gathering's own: its words, its place, its distance."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from core.event import Kind
from core.partial_date import PartialDate
from feeds.extract.clause import Clause, clause_of
from feeds.extract.date_edges import edge_of, is_since
from feeds.extract.date_moves import FROM, TO, is_new
from feeds.extract.dates import DateMention
from feeds.extract.kinds import find_kinds
from feeds.extract.words import words

_NUMBERED = re.compile(
    r"\s{0,2}(?:г(?:ода|\.)?|year)?,?\s{0,2}(?:№|No\.?\s?\d|N\s?\d|no\.\s?\d|-сон|son\b)", re.IGNORECASE
)
_NO_LETTER = re.compile(r"[\d\W_]+|\bг\b|года?|жыл\w*")
_DATELINE = re.compile(r"^(?:[^\W\d_][\w.’'-]*[\s/]){0,3}[^\W\d_][\w.’'-]*,\s{0,2}$")
_TURKIC_END = re.compile(r"^(?:-?[^\W\d_]{1,5})?[\s,]{1,2}")  # 2017 йил 12 декабрдаги фармон
_PARTICIPLES = ("ған", "ген", "қан", "кен", "gan")
_NUMBER = re.compile(r"\d\d?\b[^.]{0,25}$")
_QUOTES = (("“", "”"), ("«", "»"), ("„", "“"))


LEAD = 3  #: sentences in which news tell what is going on
MOVED = 8  #: sentences in which an article tells that its gathering was moved
RECENT = 60  #: days before the publication in which what goes on may have begun


class Passage(NamedTuple):
    """A sentence in its article: 0 is the title; `aside` when it stands in the background part."""

    text: str
    place: int
    aside: bool
    likeness: float  #: share of the title's words that it repeats, 0 to 1


class Judged(NamedTuple):
    """A date with what it scores and why; `edge` says whether a gathering begins or ends on it."""

    mention: DateMention
    passage: Passage
    score: float
    marks: tuple[str, ...]
    edge: str = ""  #: "begins", "ends", "until" or ""

    @property
    def quote(self) -> str:
        """Return the words of the date."""
        return self.passage.text[self.mention.start : self.mention.end]


#: what each mark is worth
WORTH = {
    "label": 3.0,
    "gathering beside": 1.5,
    "gathering in sentence": 0.7,
    "holding": 1.2,
    "range": 0.6,
    "day known": 0.8,
    "month only": -0.7,
    "year only": -2.5,
    "near publication": 0.8,
    "far from publication": -1.5,
    "history": -2.6,
    "law": -2.2,
    "numbered document": -3.0,
    "later": -2.2,
    "deadline": -2.6,
    "published": -2.6,
    "background": -2.6,
    "quoted": -2.0,
    "bare line": -1.6,
    "day of publication": -2.2,
    "header": -9.0,
    "dateline": -2.0,
    "end of a run": -1.5,
    TO: 2.8,
    FROM: -3.0,
    "under way": 1.0,
    "elsewhere": -1.8,
    "recalled": -2.0,
    "notice": -2.6,
}


def judge(mention: DateMention, passage: Passage, published: PartialDate | None) -> Judged:
    """Weigh one date."""
    clause = clause_of(passage.text, mention.start, mention.end)
    marks = [
        *_of_gathering(clause),
        *_of_precision(mention),
        *_of_distance(mention, published),
        *_against(clause, mention, passage, published),
        *_of_header(mention, passage, published),
    ]
    moved = is_new(clause, mention)
    if is_since(clause) and passage.place <= LEAD and "near publication" in marks:
        marks.append("under way")
    if moved and passage.place <= MOVED:
        marks.append(TO)
    edge = "" if mention.ranged or moved else edge_of(clause)
    if edge == "until":
        marks.append("end of a run")
    place = 1.5 if passage.place == 0 else max(0.0, 1.5 - 0.15 * passage.place)
    score = place + passage.likeness + sum(WORTH[mark] for mark in marks)
    return Judged(mention, passage, score, tuple(marks), edge)


def _of_gathering(clause: Clause) -> list[str]:
    lists = words("dates")
    marks = ["label"] if clause.has_before(lists.label, 40) else []
    if any(one.kind is not Kind.OTHER for one in clause.kinds()):
        marks.append("gathering beside")
    elif find_kinds(clause.text):
        marks.append("gathering in sentence")
    if clause.has_before(lists.holding) or clause.has_after(lists.holding):
        marks.append("holding")
    return marks


def _of_precision(mention: DateMention) -> list[str]:
    if mention.rule.endswith("by publication") and not mention.first.exact:
        return []  # all that is known of today
    if mention.first.month is None:
        return ["year only"]
    precision = "day known" if mention.first.exact else "month only"
    return [precision, "range"] if mention.ranged and mention.first.exact else [precision]


def _of_distance(mention: DateMention, published: PartialDate | None) -> list[str]:
    if published is None or published.month is None:
        return []
    days = abs((mention.first.first() - published.first()).days)
    if mention.first.first() <= published.first() <= mention.last.last():
        days = 0
    return ["near publication"] if days <= 45 else ["far from publication"] if days > 300 else []


def _against(
    clause: Clause, mention: DateMention, passage: Passage, published: PartialDate | None
) -> list[str]:
    lists: Any = words("dates")
    marks = []
    if _is_history(clause, mention, published):
        marks.append("history")
    if clause.has_before(lists.recalled, 60):
        marks.append("recalled")
    if lists.meanwhile.search(passage.text, 0, mention.start):
        marks.append("elsewhere")
    if clause.has_before(lists.law, 45) or lists.law.match(_TURKIC_END.sub("", clause.after[:24])):
        marks.append("law")
    if _NUMBERED.match(clause.after):
        marks.append("numbered document")
    if clause.has_before(lists.later, 60) or clause.has_after(lists.later, 45):
        marks.append("later")
    if clause.is_led_by(lists.deadline, 60) or clause.has_after(lists.deadline, 50):
        marks.append("deadline")
    if clause.is_led_by(lists.notice, 45):
        marks.append("notice")
    if clause.has_before(lists.published, 60) or clause.has_after(lists.published, 30):
        marks.append("published")
    return [*marks, *_of_place(mention, passage)]


def _is_history(clause: Clause, mention: DateMention, published: PartialDate | None) -> bool:
    """Say whether a date is of the past; what goes on since a day not long ago, or began then, isn't."""
    lists = words("dates")
    if clause.has_after(lists.history_after, 40):
        return True
    if not _is_led_by_history(clause):
        return False
    if published is None or (published.first() - mention.first.first()).days > RECENT:
        return True
    since = is_since(clause) and bool(mention.rule.endswith("publication") or clause.kinds())
    return not (since or clause.has_before(lists.first_part, 55))


def _is_led_by_history(clause: Clause) -> bool:
    """Say whether words of the past stand before a date; a Turkic participle belongs to the one before it."""
    start = max(clause.start, clause.date_start - 60)
    return any(
        not (
            one[0].lower().endswith(_PARTICIPLES)
            and _NUMBER.search(clause.text, max(0, start - 30), one.start())
        )
        for one in words("dates").history.finditer(clause.text, start, clause.date_start)
    )


def _of_place(mention: DateMention, passage: Passage) -> list[str]:
    marks = ["background"] if passage.aside else []
    text = passage.text
    ahead = text[: mention.start]
    if any(
        ahead.count(opened) > ahead.count(closed) and closed in text[mention.end :]
        for opened, closed in _QUOTES
    ):
        marks.append("quoted")
    rest = ahead + text[mention.end :]
    if passage.place and _is_bare(rest) and not words("dates").label.search(ahead):
        marks.append("bare line")
    if _DATELINE.match(ahead) and re.match(r"\s{0,2}[.(–—/-]", text[mention.end :]):
        marks.append("dateline")
    return marks


def _is_bare(rest: str) -> bool:
    """Say whether a line has hardly a letter beside its date."""
    return len(rest) < 90 and len(_NO_LETTER.sub("", rest)) < 12


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
