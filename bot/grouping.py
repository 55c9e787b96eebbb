"""Which of many articles report the same event, without a database: for `hubwire extract`."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date

from core.frame import MOVED_WITHIN
from core.merge import Likeness, matches, may_be_one
from core.sighting import Sighting

UNDATED = -1
_MONTHS_AROUND = MOVED_WITHIN.days // 31 + 1


class Groups:
    """Takes reports in, one by one; a report that tells of two groups makes them one."""

    def __init__(self, likeness: Likeness) -> None:
        self._likeness = likeness
        self._by_month: dict[int, list[Sighting]] = defaultdict(list)  # event_id: number of the first group
        self._members: dict[int, list[Sighting]] = {}
        self._joined: list[int] = []  # the group that each group became a part of, itself for most

    def add(self, report: Sighting) -> int:
        """Take a report in; returns the number by which `group` finds it."""
        number = len(self._joined)
        near = [one for one in self._near(report) if one.article_id != report.article_id]
        self._joined.append(number)
        self._members[number] = [report]
        self._by_month[_month(report.facts.first_day)].append(replace(report, event_id=number))
        for match in matches(report, near, self._likeness):
            self._join(self.group(match), self.group(number))
        return number

    def _join(self, a: int, b: int) -> None:
        """Make two groups one, unless something that is said of them forbids it."""
        first, second = min(a, b), max(a, b)
        if first != second and may_be_one(self._members[first], self._members[second]):
            self._joined[second] = first
            self._members[first] += self._members.pop(second)

    def group(self, number: int) -> int:
        """Return the group of a report, by the number of its first report."""
        while self._joined[number] != number:
            number = self._joined[number]
        return number

    def _near(self, report: Sighting) -> list[Sighting]:
        """Return the reports of about the same time, and the undated."""
        month = _month(report.facts.first_day)
        if month == UNDATED:
            return [one for every in self._by_month.values() for one in every]
        around = range(month - _MONTHS_AROUND, month + _MONTHS_AROUND + 1)
        return [one for key in (UNDATED, *around) for one in self._by_month.get(key, ())]


def _month(day: date | None) -> int:
    return UNDATED if day is None else day.year * 12 + day.month
