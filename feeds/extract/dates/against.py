"""Words that speak against a date being the gathering's own: history, laws, deadlines, other gatherings."""

from __future__ import annotations

import re
from typing import Any

from core.partial_date import PartialDate
from feeds.extract.clause import Clause
from feeds.extract.dates.edges import is_since
from feeds.extract.dates.find import DateMention
from feeds.extract.dates.moves import FROM
from feeds.extract.glance import bits_of
from feeds.extract.kinds import find_kinds, is_frame
from feeds.extract.tense import comes_at
from feeds.extract.words import words
from feeds.once import once

#: lists of what tells of something else
_LISTS = (
    *("history", "history_after", "instead_of", "not_then", "former", "recalled", "meanwhile"),
    *("law", "holiday", "later", "deadline", "notice", "published"),
)
HISTORY = 60  #: characters before a date in which words of the past stand
RECENT = 60  #: days before the publication in which what goes on may have begun
_NUMBERED = re.compile(
    r"\s{0,2}(?:г(?:ода|\.)?|year)?,?\s{0,2}(?:№|No\.?\s?\d|N\s?\d|no\.\s?\d|-сон|son\b)", re.IGNORECASE
)
_TURKIC_END = re.compile(r"^(?:-?[^\W\d_]{1,5})?[\s,]{1,2}")  # 2017 йил 12 декабрдаги фармон
_BEFORE = re.compile(r"\b(?:before|after|prior to|до|перед|после)\s(?:\w+\s){0,2}$", re.IGNORECASE)
_OF = (" of ", " (")
_DIGIT = re.compile(r"\d")
_PARTICIPLES = ("ған", "ген", "қан", "кен", "gan")
_NUMBER = re.compile(r"\d\d?\b[^.]{0,25}$")


def against(clause: Clause, mention: DateMention, published: PartialDate | None) -> list[str]:
    """Return the marks of the words around a date that tell of something else."""
    told: dict[str, object] = {
        "of a frame": _is_of_a_frame(clause),
        "numbered document": _is_numbered(clause),
    }
    if clause.lists & _spoken():
        told |= _by_words(clause, mention, published)
    return [mark for mark, is_so in told.items() if is_so]


@once
def _spoken() -> int:
    """Return the bits of all the lists that are asked: most clauses hold nothing of any."""
    return bits_of("dates", _LISTS)


def _by_words(clause: Clause, mention: DateMention, published: PartialDate | None) -> dict[str, object]:
    lists: Any = words("dates")
    return {
        "history": _is_history(clause, mention, published),
        FROM: _is_former(clause),
        "recalled": clause.has_before(lists.recalled, 60),
        "elsewhere": lists.meanwhile.search(clause.text, 0, mention.start),
        "law": clause.has_before(lists.law, 45) or _is_followed_by_law(clause),
        "holiday": lists.holiday.search(clause.text, max(0, clause.date_start - 16), clause.date_start),
        "later": not _is_next(mention)
        and (clause.has_before(lists.later, 60) or clause.has_after(lists.later, 45)),
        "deadline": clause.is_led_by(lists.deadline, 60)
        or (_is_before_deadline(clause) and not (mention.ranged and clause.has_before(lists.holding, 40))),
        "notice": clause.is_led_by(lists.notice, 45),
        "published": clause.has_before(lists.published, 60) or clause.has_after(lists.published, 30),
    }


def _is_before_deadline(clause: Clause) -> bool:
    """Say whether a word for a deadline follows that has no day of its own: "2 May, papers by 3 April"."""
    start, end = clause.date_end, min(clause.end, clause.date_end + 50)
    return any(
        ")" not in clause.text[start : one.start()]  # "(Kraków, 24–26 June) are due on Friday"
        and (
            "," not in clause.text[start : one.start()]
            or not _DIGIT.search(clause.text, one.end(), one.end() + 30)
        )
        for one in words("dates").deadline.finditer(clause.text, start, end)
    )


def _is_numbered(clause: Clause) -> bool:
    """Say whether the number of a law or an order follows."""
    return _NUMBERED.match(clause.text, clause.date_end, clause.end) is not None


def _is_followed_by_law(clause: Clause) -> bool:
    law = words("dates").law
    return bool(clause.lists & law.bit) and law.match(_TURKIC_END.sub("", clause.after[:24])) is not None


def _is_former(clause: Clause) -> bool:
    """Say whether a gathering was only meant to be on a date: "instead of", "originally", «емес»."""
    lists = words("dates")
    if clause.has_before(lists.instead_of, 12) or lists.not_then.match(clause.after.lstrip()):
        return True
    start = max(clause.start, clause.date_start - 40)
    told = lists.former.finditer(clause.text, start, clause.date_start)
    return any(not _DIGIT.search(clause.text, one.end(), clause.date_start) for one in told)


def _is_of_a_frame(clause: Clause) -> bool:
    """Say whether a date is that of a gathering that only frames another: "before the congress of 20 May"."""
    if not clause.text.endswith(_OF, 0, clause.date_start):
        return False
    return any(
        clause.text[one.end : clause.date_start] in _OF
        and (_BEFORE.search(clause.text, clause.start, one.start) or is_frame(clause.text, one))
        for one in find_kinds(clause.text)
    )


def _is_next(mention: DateMention) -> bool:
    """Say whether "next" only tells the week, month or year of a date, not another gathering."""
    return mention.rule == "next year" or mention.rule.startswith(("weekday", "weekend", "month told"))


def _is_history(clause: Clause, mention: DateMention, published: PartialDate | None) -> bool:
    """Say whether a date is of the past; what goes on since a day not long ago, or began then, isn't."""
    lists = words("dates")
    if clause.has_after(lists.history_after, 40):
        return True
    if not _is_led_by_history(clause) or _is_to_come(clause):
        return False
    if published is None or (published.first() - mention.first.first()).days > RECENT:
        return True
    since = is_since(clause) and bool(mention.rule.endswith("publication") or clause.kinds())
    begun = clause.has_before(lists.first_part, HISTORY) or clause.has_before(lists.begins, HISTORY)
    return not (since or begun)


def _is_to_come(clause: Clause) -> bool:
    """Say whether a verb of the future stands nearer to a date than the past: "founded …, will meet on"."""
    coming = comes_at(clause.text, clause.date_start, HISTORY)
    return coming is True and not words("gate").background.search(clause.text)


def _is_led_by_history(clause: Clause) -> bool:
    """Say whether words of the past stand before a date; a Turkic participle belongs to the one before it."""
    start = max(clause.start, clause.date_start - HISTORY)
    return any(
        not (
            one[0].lower().endswith(_PARTICIPLES)
            and _NUMBER.search(clause.text, max(0, start - 30), one.start())
        )
        for one in words("dates").history.finditer(clause.text, start, clause.date_start)
    )
