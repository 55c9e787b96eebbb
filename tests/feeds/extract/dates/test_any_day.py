"""Any day, written in any of the usual ways of each language, comes back as that day; so does any range."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from babel.dates import get_month_names
from hypothesis import given, settings
from hypothesis import strategies as st

from core.partial_date import PartialDate
from feeds.extract.dates.find import find_dates

#: forms of one day by language: {d} the day, {m} the month's name as it stands beside a day, {y} the year
DAY = {
    "en": ["{d} {m} {y}", "{m} {d}, {y}", "on {m} {d} {y}", "{d}th of {m} {y}", "the {d}th of {m}, {y}"],
    "ru": ["{d} {m} {y}", "{d} {m} {y} года", "{d} {m} {y} г.", "{d}-го {m} {y} года"],
    "kk": ["{y} жылғы {d} {m}", "{y} жылдың {d} {m}", "{y} ж. {d} {m}"],
    "uk": ["{d} {m} {y} року", "{d} {m} {y} р."],
    "de": ["{d}. {m} {y}", "am {d}. {m} {y}"],
    "ky": ["{y}-жылдын {d} {m}", "{y}-жылы {d} {m}"],
    "uz": ["{y}-yil {d}-{m}", "{y} yil {d} {m}"],
    "tr": ["{d} {m} {y}"],
    "fr": ["le {d} {m} {y}"],
    "es": ["el {d} de {m} de {y}"],
}
NUMBERS = ["{y}-{n:02}-{d:02}", "{d:02}.{n:02}.{y}", "{y}/{n:02}/{d:02}", "{y}.{n:02}.{d:02}"]
#: forms of a range within one month; {e} is its last day
RANGE = {
    "en": ["{d}–{e} {m} {y}", "{d} to {e} {m} {y}", "from {d} to {e} {m} {y}", "{m} {d}-{e}, {y}"],
    "ru": ["с {d} по {e} {m} {y} года", "{d}–{e} {m} {y} г.", "{d} - {e} {m} {y}"],
    "kk": ["{y} жылғы {d}–{e} {m}", "{y} жылдың {d}-{e} {m}"],
    "uk": ["з {d} по {e} {m} {y} року", "{d}–{e} {m} {y}"],
    "de": ["vom {d}. bis {e}. {m} {y}", "{d}.–{e}. {m} {y}"],
    "ky": ["{y}-жылдын {d}–{e} {m}"],
    "uz": ["{y}-yil {d}–{e}-{m}"],
    "tr": ["{d}-{e} {m} {y}"],
    "fr": ["du {d} au {e} {m} {y}"],
    "es": ["del {d} al {e} de {m} de {y}"],
}
DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))
AROUND = ["{}", "({})", "The seminar, {}. It rained.", "«Форум» – {}, онлайн"]


def _written(form: str, language: str, first: date, last: date) -> str:
    month = get_month_names("wide", locale=language)[first.month] if language else ""
    return form.format(d=first.day, e=last.day, m=month, n=first.month, y=first.year)


def _ends(text: str) -> list[tuple[PartialDate, PartialDate]]:
    return [(one.first, one.last) for one in find_dates(text, None)]


@pytest.mark.parametrize(
    ("language", "form"),
    [
        *((language, form) for language, forms in DAY.items() for form in forms),
        *(("", one) for one in NUMBERS),
    ],
)
@settings(max_examples=30, deadline=None)
@given(day=DAYS, around=st.sampled_from(AROUND))
def test_any_day_comes_back(language: str, form: str, day: date, around: str) -> None:
    text = around.format(_written(form, language, day, day))
    assert _ends(text) == [(PartialDate.of(day), PartialDate.of(day))], text


@pytest.mark.parametrize(
    ("language", "form"), [(language, form) for language, forms in RANGE.items() for form in forms]
)
@settings(max_examples=30, deadline=None)
@given(day=DAYS, days=st.integers(1, 12), around=st.sampled_from(AROUND))
def test_any_range_comes_back(language: str, form: str, day: date, days: int, around: str) -> None:
    last = day + timedelta(days=days)
    if last.month == day.month:
        text = around.format(_written(form, language, day, last))
        assert _ends(text) == [(PartialDate.of(day), PartialDate.of(last))], text
