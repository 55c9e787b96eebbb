"""What looks like a place and is none: surnames, languages, money, Georgia the state, names of bodies."""

from __future__ import annotations

from feeds.extract.dates.words import is_town
from feeds.extract.files import DATA
from feeds.extract.memory import per_word
from feeds.extract.places.gazetteer import folded
from feeds.extract.words import words
from feeds.once import once


def is_person(text: str, start: int, end: int, *, is_town: bool) -> bool:
    """Say whether a place's name is a person's: "Mr. Jordan", "Michael Jordan", "Paris Jackson"."""
    traps = words("traps")
    name, before = folded(text[start:end]), text[max(0, start - 40) : start]
    doubtful = name in traps.doubles
    if traps.titled.search(before):
        return True
    if not (is_town or doubtful):
        return False
    if traps.title.search(before) or traps.initial.search(before):
        return True
    return _follows_given(before) or (doubtful and _is_first_name(text, start, end, before))


def _follows_given(before: str) -> bool:
    """Say whether a first name stands right before."""
    ahead = before.rstrip()
    return 0 < len(ahead) < len(before) and _is_given(ahead.split()[-1])


@per_word
def _is_given(piece: str) -> bool:
    """Say whether what stands between two blanks ends in a first name."""
    name = words("traps").last_word.search(piece)
    return name is not None and name[0][0].isupper() and folded(name[0]) in given_names()


@once
def given_names() -> frozenset[str]:
    """Return first names: those written by hand, and those of the file that the builder makes."""
    lines = (DATA / "given.txt").read_text(encoding="utf-8").split()
    return frozenset((*words("traps").given, *lines))


def _is_first_name(text: str, start: int, end: int, before: str) -> bool:
    traps = words("traps")
    surname = traps.surname_after.match(text[end : end + 30])
    if surname is None or text[start:end].isupper() or traps.preposition.search(before):
        return False
    return not (words("bodies").heads.search(surname[0]) or text.istitle() or _is_headline(text))


def _is_headline(text: str) -> bool:
    """Say whether most words begin with capitals, so that a capital tells nothing."""
    first = [word[0] for word in text[:200].split() if word[0].isalpha()]
    return len(first) > 5 and sum(letter.isupper() for letter in first) > 0.6 * len(first)


def is_titled(text: str, start: int) -> bool:
    """Say whether a capitalised adjective is a surname: "Mr. French", «Михаил Грузинский»."""
    before = text[max(0, start - 40) : start]
    return text[start].isupper() and bool(words("traps").title.search(before) or _follows_given(before))


def is_money(text: str, start: int, end: int) -> bool:
    """Say whether a currency stands beside: "US dollars", "Korean won", «долларов США»."""
    traps = words("traps")
    return bool(
        traps.money_after.match(text[end : end + 20])
        or traps.money_before.search(text, max(0, start - 12), start)
    )


def is_month(text: str, start: int, end: int) -> bool:
    """Say whether the month is meant that has a town's name: «Қазан айында», «Қазанның 26-сы»."""
    traps = words("traps")
    return is_town(text[start:end].lower()) and bool(
        traps.month_after.match(text, end) or traps.month_before.search(text, max(0, start - 12), start)
    )


def is_street(text: str, start: int, end: int) -> bool:
    """Say whether a street or a square is named after the place."""
    traps = words("traps")
    return text[start].isupper() and bool(
        traps.street_after.match(text[end : end + 20])
        or traps.street_before.search(text[max(0, start - 15) : start])
    )


def is_work(text: str, start: int, end: int) -> bool:
    """Say whether a treaty, a newspaper or an airline is named after the place: "the Paris Agreement"."""
    traps = words("traps")
    return bool(
        traps.work_after.match(text[end : end + 20])
        or traps.work_before.search(text[max(0, start - 16) : start])
    )


def is_language(text: str, start: int, end: int) -> bool:
    """Say whether an adjective names a language: "in English and Russian"."""
    traps = words("traps")
    before, after = text[max(0, start - 30) : start], text[end : end + 60]
    if traps.language_after.match(after) or traps.spoken.search(before):
        return True
    listed = traps.language_before.search(before) and traps.list_after.match(after)
    return bool(listed and traps.language_context.search(before))


def us_state(text: str, start: int, end: int) -> bool:
    """Say whether "Georgia" is the state of the USA."""
    traps = words("traps")
    if text[start:end] != "Georgia":
        return False
    before, after = text[max(0, start - 30) : start], text[end : end + 30]
    return bool(traps.state_before.search(before) or traps.state_after.match(after))


def is_within_body(text: str, start: int, end: int, *, is_town: bool) -> bool:
    """Say whether the place stands in an institution's name: "Astana Hub", "Agency of the Republic of …"."""
    bodies = words("bodies")
    before = text[max(0, start - 90) : start]
    if is_town:
        return bool(bodies.inside.match(text[end : end + 90]) or bodies.before.search(before))
    return bool(bodies.of_country.search(before))
