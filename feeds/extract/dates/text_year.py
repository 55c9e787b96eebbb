"""The year that an article names elsewhere, for dates without one where the day of publication is unknown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cached_property

from feeds.extract.dates.find import DateMention
from feeds.extract.kinds import find_kinds
from feeds.extract.tense import to_come
from feeds.extract.words import words

_YEAR = re.compile(r"(?<![\d.,/№–-])(?:19|20)\d\d(?![\d%/]|[.,]\d|\s?[–-]\s?(?:19|20)?\d\d)")
_LEAD = 4  #: sentences in which a year is taken to be the gathering's
_EDITION = timedelta(days=60)  #: so soon no series meets again


class YearOfText:
    """The years of one article, asked in the order in which they can be trusted."""

    def __init__(
        self, title: str, sentences: Sequence[str], dated: Sequence[tuple[str, DateMention]]
    ) -> None:
        """Take the article's words and its dates whose year is known."""
        self._words = title, sentences
        self._dated = dated

    @cached_property
    def _named(self) -> list[tuple[set[int], str]]:
        return _named_years(*self._words)

    @cached_property
    def _past(self) -> list[date]:
        return _past_days(self._dated)

    def of(self, mention: DateMention) -> tuple[int, str] | None:
        """Return the year of a date without one, and the rule; None where the text names none."""
        for years, rule in self._named:
            if len(years) == 1:
                return next(iter(years)), rule
        if not self._past:
            return None
        after = self._past[-1] + _EDITION
        month, day = mention.first.month or 1, mention.first.day or 1
        for year in range(after.year, after.year + 5):
            try:
                if date(year, month, day) >= after:
                    return year, "first such day after the latest past date of the text"
            except ValueError:
                continue
        return None


def _named_years(title: str, sentences: Sequence[str]) -> list[tuple[set[int], str]]:
    lead = list(sentences[:_LEAD])
    own = {year for text in (title, *sentences[:8]) for year in _of_the_name(text)}
    return [
        (_years(title), "year in the title"),
        (own, "year in the gathering's name"),
        ({year for text in lead for year in _years(text)}, "year named in the lead"),
    ]


def _of_the_name(text: str) -> set[int]:
    """Return years that stand beside a word for a gathering: "2021 ACSH Annual Conference", "Форум-2023"."""
    kinds = find_kinds(text)
    return {
        int(found[0])
        for found in _YEAR.finditer(text)
        if not _is_plan(text, found)
        and any(
            -2 <= kind.start - found.end() <= 40 and text[found.end() : kind.start].count(",") == 0
            for kind in kinds
        )
        and not re.match(r"\s?(?:year|год|г\.|жыл)", text[found.end() :])
    } | {
        int(found[1])
        for kind in kinds
        if (found := re.match(r"[\s–-]{1,3}((?:19|20)\d\d)\b", text[kind.end : kind.end + 8]))
    }


def _years(text: str) -> set[int]:
    return {int(found[0]) for found in _YEAR.finditer(text) if not _is_plan(text, found)}


def _is_plan(text: str, found: re.Match[str]) -> bool:
    """Say whether a year is a goal or a beginning, not a gathering's: by 2030, since 2015, Vision 2050."""
    lists = words("dates")
    before, after = text[max(0, found.start() - 30) : found.start()], text[found.end() : found.end() + 24]
    near = [one for one in lists.plan.finditer(before) if not before[one.end() :].strip(' –-«"“')]
    history = lists.history.search(before) or lists.law.search(before)
    return bool(near or history or lists.plan.match(after.lstrip()))


def _past_days(dated: Sequence[tuple[str, DateMention]]) -> list[date]:
    """Return the exact days that are told as gone, oldest first."""
    lists = words("dates")
    return sorted(
        one.last.last()
        for text, one in dated
        if one.last.exact
        and not to_come(text)
        and not lists.later.search(text[max(0, one.start - 60) : one.end + 45])
    )
