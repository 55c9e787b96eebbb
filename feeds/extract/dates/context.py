"""What speaks for and against a date being the gathering's own: its words, its place, its distance."""

from __future__ import annotations

from typing import NamedTuple

from core.event import Kind
from core.partial_date import PartialDate
from feeds.extract.clause import Clause, clause_of
from feeds.extract.dates.against import against
from feeds.extract.dates.edges import edge_of, is_since
from feeds.extract.dates.find import DateMention
from feeds.extract.dates.lines import Passage, of_line
from feeds.extract.dates.moves import FROM, TO, is_new
from feeds.extract.kinds import find_kinds
from feeds.extract.words import words

LEAD = 3  #: sentences in which news tell what is going on
MOVED = 8  #: sentences in which an article tells that its gathering was moved


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


OTHER_TIME = "before or after what is told"

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
    "holiday": -2.6,
    "of a frame": -2.0,
    "under way": 2.0,
    OTHER_TIME: -1.2,
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
        *against(clause, mention, published),
        *of_line(mention, passage, published),
    ]
    moved = is_new(clause, mention)
    if passage.place <= LEAD and "near publication" in marks and is_since(clause):
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
    labelled = clause.has_before(lists.label, 40) and not clause.has_before(lists.rest_label)
    marks = ["label"] if labelled else []
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
