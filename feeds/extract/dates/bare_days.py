"""Days without a month: "next month, on the 14th", "until the 29th", «14 числа», «осы айдың 14-інде»."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from core.partial_date import PartialDate
from feeds.extract.dates.find import DateMention
from feeds.extract.dates.spelled import day_number
from feeds.extract.dates.words import meanings
from feeds.extract.glance import Sign
from feeds.extract.words import words

_MONTHS = (("last_month", -1), ("this_month", 0), ("next_month", 1))
_WEEKDAY = re.compile(r"([^\W\d_]+),?\s(?:the\s)?$")
_FORMS = ("bare_english", "bare_spelled", "bare_russian", "bare_turkic")
_NUMBER = re.compile(r"(?<!\d)\d\d?-?(?:st|nd|rd|th|го|е)(?!\w)", re.IGNORECASE)
BESIDE = 36  #: characters around a day in which its month may be told


def find_bare_days(
    text: str, published: PartialDate | None, before: tuple[DateMention, ...], near: date | None
) -> Iterator[DateMention]:
    """Give the days that a text tells without their month.

    It is told beside them by the publication, by their weekday, or it is that of the date before them, which
    is one of `before` in the same text or `near`.
    """
    if not _tells_a_day.may_stand_in(text):
        return
    for found in (one for name in _FORMS for one in getattr(words("relative"), name).finditer(text)):
        if any(_meet(one, found) for one in before):
            continue
        days = [day_number(found[name]) for name in ("day", "last") if found[name]]
        ahead = [one.last.last() for one in before if one.end <= found.start() and one.last.exact]
        month = _month(text, found, days, published, ahead[-1] if ahead else near)
        mention = _mention(found, text, days, month) if month else None
        if mention is not None:
            yield mention


@Sign
def _tells_a_day(piece: str) -> bool:
    """Say whether there is a number with an ending, a weekday, or a word for the days of a month."""
    return (
        _NUMBER.search(piece) is not None
        or any(meaning[0] in "wo" for meaning in meanings(piece.lower()))
        or piece.lower() in {"числа", "число", "айдың", "oyning"}
    )


def _meet(one: DateMention, found: re.Match[str]) -> bool:
    """Say whether a day is part of what is read already; a weekday alone before it is not."""
    return one.start < found.end() and found.start("any") < one.end


def _month(
    text: str, found: re.Match[str], days: list[int], published: PartialDate | None, near: date | None
) -> tuple[date, str] | None:
    """Return a day of the month that is meant and the rule."""
    told = _told_month(text, found)
    if told is not None:
        known = published is not None and published.month is not None
        return (_moved(published.first(), told), "month told by publication") if published and known else None
    if (weekday := _weekday(text, found)) and published is not None and published.exact:
        day = published.first()
        fitting = [month for step in (0, -1, 1) if _fits(month := _moved(day, step), days[0], weekday)]
        return (fitting[0], "month in which the weekday fits") if fitting else None
    if near is None or not found["led"]:
        return None
    return (near if days[0] >= near.day else _moved(near, 1)), "month of the date before"


def _told_month(text: str, found: re.Match[str]) -> int | None:
    lists = words("relative")
    around = text[max(0, found.start() - BESIDE) : found.end() + BESIDE]
    return next((step for name, step in _MONTHS if getattr(lists, name).search(around)), None)


def _weekday(text: str, found: re.Match[str]) -> int:
    led = _WEEKDAY.search(text, max(0, found.start("any") - 24), found.start("any"))
    told = meanings(led[1].lower()) if led else ()
    return told[0][1] if told and told[0][0] == "w" else 0


def _fits(month: date, day: int, weekday: int) -> bool:
    return day <= monthrange(month.year, month.month)[1] and month.replace(day=day).isoweekday() == weekday


def _moved(day: date, months: int) -> date:
    """Return the first day of a month so many months away."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def _mention(found: re.Match[str], text: str, days: list[int], month: tuple[date, str]) -> DateMention | None:
    """Put the days into their month; None where it has no such day."""
    first, rule = month
    try:
        opened, closed = (PartialDate(first.year, first.month, day) for day in (days[0], days[-1]))
    except ValueError:
        return None
    led = _WEEKDAY.search(text, max(0, found.start("any") - 24), found.start("any"))
    start = led.start() if led and _weekday(text, found) else found.start("any")
    return DateMention(start, found.end("any"), opened, closed, rule) if days[0] <= days[-1] else None
