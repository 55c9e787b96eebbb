"""Which of the dates in a text is the gathering's: nearness to its words, and what speaks against."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from core.partial_date import PartialDate
from feeds.extract.dates import DateMention, find_dates, with_year
from feeds.extract.kinds import find_kinds
from feeds.extract.words import words

_YEAR = re.compile(r"(?<![\d.,/])(20[0-4]\d)(?![\d%]|[.,/]\d)")
LEAST = 1.0


@dataclass(frozen=True, slots=True)
class Chosen:
    """The gathering's dates and what they were read from."""

    start: PartialDate | None
    end: PartialDate | None
    quote: str
    rule: str


def choose(title: str, sentences: Sequence[str], published: PartialDate | None, *, is_call: bool) -> Chosen:
    """Return the dates of the gathering; unknown when none fits. A call's end is its deadline."""
    texts = [title, *sentences]
    best: tuple[float, DateMention, str] | None = None
    for place, text in enumerate(texts):
        for mention in find_dates(text, published):
            known = mention if mention.yearless is None else _with_texts_year(mention, texts)
            if known is None:
                continue
            score = _score(text, known, place, published, is_call=is_call)
            if best is None or score > best[0]:
                best = (score, known, text[mention.start : mention.end])
    if best is None or best[0] < LEAST:
        return Chosen(None, None, "", "")
    _, mention, quote = best
    return Chosen(None if is_call else mention.first, mention.last, quote, mention.rule)


def _with_texts_year(mention: DateMention, texts: Sequence[str]) -> DateMention | None:
    """Take the year that the title names, else the only one that the first sentences name."""
    for some in (texts[:1], texts[1:4]):
        years = Counter(year for text in some for year in _YEAR.findall(text))
        if len(years) == 1:
            return with_year(mention, int(next(iter(years))), "year named elsewhere in the text")
    return None


def _score(
    text: str, mention: DateMention, place: int, published: PartialDate | None, *, is_call: bool
) -> float:
    lists = words("dates")
    around = text[max(0, mention.start - 60) : mention.end + 40]
    before = text[max(0, mention.start - 40) : mention.start]
    score = 1.5 if find_kinds(text) else 0.0
    score += 1.0 if words("gate").verbs.search(text) else 0.0
    score += 1.2 if place == 0 else max(0.0, 1.2 - 0.2 * (place - 1))
    score += 0.6 if mention.first != mention.last else 0.0
    score += 0.8 if mention.first.exact else (-0.5 if mention.first.month else -1.5)
    score -= (
        2.5
        if lists.history.search(before) or lists.history_after.search(text[mention.end : mention.end + 40])
        else 0.0
    )
    deadline = bool(lists.deadline.search(around))
    score += 2.0 if deadline and is_call else -2.0 if deadline else 0.0
    score -= 1.5 if lists.published.search(before) else 0.0
    if published is not None and published.month is not None:
        distance = abs((mention.first.first() - published.first()).days)
        score += 0.8 if distance <= 45 else 0.0 if distance <= 300 else -1.5
    return score
