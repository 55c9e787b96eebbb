"""What speaks for and against a date being the gathering's own: its words, its place, its distance."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from core.event import Kind
from core.partial_date import PartialDate
from feeds.extract.clause import Clause, clause_of
from feeds.extract.dates import DateMention
from feeds.extract.kinds import find_kinds
from feeds.extract.words import words

_NUMBERED = re.compile(
    r"\s{0,2}(?:г(?:ода|\.)?|year)?,?\s{0,2}(?:№|No\.?\s?\d|N\s?\d|no\.\s?\d|-сон|son\b)", re.IGNORECASE
)
_NO_LETTER = re.compile(r"[\d\W_]+|\bг\b|года?|жыл\w*")
_LEADS = frozenset(("", "the", "on", "вечера", "конца"))  #: what may stand between "until" and its date
_DATELINE = re.compile(r"^(?:[^\W\d_][\w.’'-]*[\s/]){0,3}[^\W\d_][\w.’'-]*,\s{0,2}$")
_TURKIC_END = re.compile(r"^(?:-?[^\W\d_]{1,5})?[\s,]{1,2}")  # 2017 йил 12 декабрдаги фармон
_QUOTES = (("“", "”"), ("«", "»"), ("„", "“"))


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
    "moved to": 2.8,
    "notice": -2.6,
}


def judge(mention: DateMention, passage: Passage, published: PartialDate | None) -> Judged:
    """Weigh one date."""
    clause = clause_of(passage.text, mention.start, mention.end)
    marks = [
        *_of_gathering(clause),
        *_of_precision(mention),
        *_of_distance(mention, published),
        *_against(clause, mention, passage),
        *_of_header(mention, passage, published),
    ]
    if clause.has_before(words("dates").moved, 30) or clause.has_after(words("dates").moved_after, 45):
        marks.append("moved to")
    edge = "" if mention.ranged else _edge(clause)
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


def _against(clause: Clause, mention: DateMention, passage: Passage) -> list[str]:
    lists: Any = words("dates")
    marks = []
    if clause.has_before(lists.history, 60) or clause.has_after(lists.history_after, 40):
        marks.append("history")
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


def _edge(clause: Clause) -> str:
    lists = words("dates")
    if _until(clause):
        return "until"
    if clause.has_before(lists.ends, 55) or clause.has_after(lists.ends, 45):
        return "ends"
    if re.search(r"(?:^|\s)[Сс]о? $", clause.before) and not clause.has_before(lists.history, 55):
        return "begins"
    if clause.has_before(lists.begins, 55) or clause.has_after(lists.begins, 45):
        return "begins"
    return "ends" if clause.closes_with(lists.ends) else "begins" if clause.closes_with(lists.begins) else ""


def _until(clause: Clause) -> bool:
    lists = words("dates")
    start = max(clause.start, clause.date_start - 14)
    found = [*lists.until_before.finditer(clause.text, start, clause.date_start)]
    led = bool(found) and clause.text[found[-1].end() : clause.date_start].strip() in _LEADS
    trailed = lists.until_after.match(clause.after[:45].lstrip(" -"))
    return bool(led or trailed)
