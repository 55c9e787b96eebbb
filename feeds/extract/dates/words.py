"""What a word means in a date: a month, a weekday, "year", "from", "today"; in any language that we read."""

from __future__ import annotations

import re
from functools import lru_cache

from feeds.extract.files import DATA
from feeds.extract.memory import per_word
from feeds.extract.words import words
from feeds.once import once


def lowered(word: str) -> str:
    """Return a word in small letters; the Turkish capital İ becomes one letter."""
    return word.replace("İ", "i").lower()


@per_word
def meanings_of(word: str) -> tuple[tuple[str, int], ...]:
    """Return what a word means in a date, however it is written."""
    return meanings(lowered(word))


def is_month(text: str) -> bool:
    """Say whether a text begins with the name of a month."""
    found = re.match(r"[^\W\d_]+", text)
    return bool(found and any(kind == "M" for kind, _ in meanings(found[0].lower())))


@lru_cache(maxsize=16384)
def meanings(word: str) -> tuple[tuple[str, int], ...]:
    """Return what a word in small letters means in a date; () for another word."""
    if word in words("months").no_dates:
        return ()
    month = _name("month", word)
    if month:
        return (("M", month), *_by_ending(word)) if not _is_bare("month", word) else (("M", month),)
    if word in _counted():
        return (("m", _counted()[word]),)
    for letter, known in _small_words():
        if word in known:
            return ((letter, 0),)
    if word.startswith(_year_stems()) and len(word) < 11:
        return (("W", 0),)
    steps = words("relative").tables["days"]
    for step, names in steps.items():
        if word in names:
            return (("r", int(step)),)
    weekday = _name("weekday", word) if len(word) > 3 else 0
    if weekday:
        return (("w", weekday),)
    if word in _cut():
        return (("c", _cut()[word]),)
    return (("o", 0),) if word in _spelled() else ()


def _by_ending(month: str) -> tuple[tuple[str, int], ...]:
    """Return what the ending of a month's name says besides: that something lasts from it, or is in it."""
    lists = words("months")
    if month.endswith(tuple(lists.from_endings)):
        return (("-", 0),)
    return (("L", 0),) if month.endswith(tuple(lists.in_endings)) else ()


def is_short(word: str) -> bool:
    """Say whether a word in small letters is the short name of a month and no other word."""
    return word in _names("short")


def is_cut_weekday(word: str) -> bool:
    """Say whether a word in small letters is the name of a weekday cut short."""
    return word in _cut()


def is_marked(word: str) -> bool:
    """Say whether a short name of a month is a word too, so that only a day and a year beside tell it."""
    return word in _names("marked")


def is_town(month: str) -> bool:
    """Say whether a month in small letters has the name of a town."""
    return month.startswith(tuple(words("months").towns))


@once
def _cut() -> dict[str, int]:
    """Return the names of weekdays that are cut short."""
    return {name: int(number) for number, names in words("months").tables["cut"].items() for name in names}


@once
def _counted() -> dict[str, int]:
    """Return the ordinals that are months where the word for one follows."""
    return {
        name: int(number) for number, names in words("months").tables["counted"].items() for name in names
    }


@once
def _spelled() -> frozenset[str]:
    """Return the words with which a day in words begins."""
    tables = words("months").tables
    return frozenset(day.split()[0] for name in ("days", "tens") for day in tables[name])


@once
def _year_stems() -> tuple[str, ...]:
    return tuple(words("months").year_stems)


@once
def _small_words() -> tuple[tuple[str, frozenset[str]], ...]:
    lists = words("months")
    return (
        ("-", lists.to),
        ("&", lists.__dict__["and"]),
        ("F", lists.__dict__["from"]),
        ("O", lists.of),
        ("B", lists.__dict__["in"]),
        ("W", lists.year),
    )


@once
def _names(sort: str) -> dict[str, int]:
    """Return forms and stems of the names of months or weekdays with their numbers; those by hand win."""
    lines = (DATA / "calendar.tsv").read_text(encoding="utf-8").splitlines()
    known = {form: int(number) for kind, number, form in (line.split("\t") for line in lines) if kind == sort}
    by_hand = words("months").tables.get(f"{sort}s", {})
    return known | {stem: int(number) for number, stems in by_hand.items() for stem in stems}


def _is_bare(sort: str, word: str) -> bool:
    return word in _names(sort)


def _name(sort: str, word: str) -> int:
    """Return the number of a month or weekday by its name in any form, 0 for another word."""
    names, endings = _names(sort), words("months").endings
    if sort == "month" and (number := _names("short").get(word) or _names("marked").get(word)):
        return number
    for cut in range(len(word), 2, -1):
        if word[:cut] in names and word[cut:] in endings:
            return names[word[:cut]]
    return 0
