"""Every date of an article, a rival of the others for being the gathering's, and what speaks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain, islice

from core.partial_date import PartialDate
from feeds.extract.dates.bare_days import find_bare_days
from feeds.extract.dates.context import OTHER_TIME, WORTH, Judged, judge
from feeds.extract.dates.find import DateMention, find_dates, with_year
from feeds.extract.dates.lines import Passage
from feeds.extract.dates.moves import FROM, TO, without_old
from feeds.extract.dates.text_year import YearOfText
from feeds.extract.memory import per_word
from feeds.extract.tense import has_been, to_come
from feeds.extract.words import words

LEAD = 2  #: sentences that say whether the gathering is to come or has been
MOST = 200  #: candidates that are judged
ASIDE = 4  #: sentences that "for reference" sets aside


def candidates(title: str, sentences: Sequence[str], published: PartialDate | None) -> list[Judged]:
    """Return every date of the article with its score and the marks that make it."""
    found = list(islice(_dated(title, sentences, published), MOST))
    years = YearOfText(title, sentences, [(passage.text, one) for passage, one in found if not one.yearless])
    judged = []
    for passage, mention in found:
        known = _with_year(mention, years)
        if known is not None:
            judged.append(judge(known, passage, published))
    return _in_its_time(_put_off(judged), [title, *sentences[:LEAD]], published)


def _in_its_time(judged: list[Judged], lead: Sequence[str], published: PartialDate | None) -> list[Judged]:
    """Hold it against a day that it is still to come where the lead tells of the past, and the other way."""
    told = next((tense for text in lead if (tense := _tense(text))), "")
    if published is None or not published.exact or not told:
        return judged
    day = published.first()
    return [
        one._replace(score=one.score + WORTH[OTHER_TIME], marks=(*one.marks, OTHER_TIME))
        if one.passage.place > LEAD
        and (one.mention.first.first() > day if told == "past" else one.mention.last.last() < day)
        else one
        for one in judged
    ]


def _tense(text: str) -> str:
    return "future" if to_come(text) else "past" if has_been(text) else ""


def _put_off(judged: list[Judged]) -> list[Judged]:
    """Hold a move against the other dates of its sentence: they are those of before."""
    moved = {one.passage.place for one in judged if TO in one.marks}
    return [
        one._replace(score=one.score + WORTH[FROM], marks=(*one.marks, FROM))
        if one.passage.place in moved and not {TO, FROM} & set(one.marks)
        else one
        for one in judged
    ]


def _with_year(mention: DateMention, years: YearOfText) -> DateMention | None:
    if not mention.yearless:
        return mention
    decided = years.of(mention)
    return None if decided is None else with_year(mention, *decided)


def _dated(
    title: str, sentences: Sequence[str], published: PartialDate | None
) -> Iterator[tuple[Passage, DateMention]]:
    """Give every date with the sentence that it stands in."""
    named = frozenset(_content(title))
    aside = 0
    near: date | None = None
    for place, text in enumerate((title, *sentences)):
        if place and words("dates").background.match(text.lstrip(" –—-*•")):
            aside = ASIDE
        if dates := _of_sentence(text, published, near):
            passage = Passage(text, place, aside=aside > 0, likeness=_likeness(text, named) if place else 0.0)
            yield from ((passage, one) for one in dates)
            near = _last_day(dates) or near
        aside -= 1


def _of_sentence(text: str, published: PartialDate | None, near: date | None) -> list[DateMention]:
    """Return the dates of a sentence; `near` is the last day that was named before it."""
    found = find_dates(text, published)
    bare = list(find_bare_days(text, published, found, near))
    kept = [one for one in found if not any(new.start <= one.start < new.end for new in bare)]
    return sorted([*without_old(text, kept, published), *bare], key=lambda one: one.start)


def _last_day(dates: Sequence[DateMention]) -> date | None:
    return next((one.last.last() for one in reversed(dates) if one.last.exact and not one.yearless), None)


def _likeness(text: str, named: frozenset[str]) -> float:
    """Return the share of the title's words that a sentence repeats."""
    return min(1.0, len(named.intersection(_content(text))) / max(4, len(named))) if named else 0.0


def _content(text: str) -> Iterator[str]:
    """Give the beginnings of the longer words, so that endings do not matter."""
    return chain.from_iterable(map(_beginnings, text[:600].split()))


@per_word
def _beginnings(piece: str) -> tuple[str, ...]:
    return tuple(word[:5].lower() for word in re.findall(r"[^\W\d_]{4,}", piece))
