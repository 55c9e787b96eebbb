"""Whether a gathering begins or ends on a date, by the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feeds.extract.clause import Clause
from feeds.extract.glance import bits_of
from feeds.extract.words import WordPattern, words
from feeds.once import once

_EDGES = (("begins", ("begins", "first_part")), ("ends", ("ends", "last_part")))
_NUMBER, _TIME = re.compile(r"\d"), re.compile(r"\d\d?[:.]\d\d|\b\d\d?\s?[ap]\.?m\b")
_LABEL = re.compile(r"\s?(?:date\s?)?:")  # it speaks of what follows: "End date:"
_PARTED = re.compile(r"[,;]|\s(?:and|и|ал|және|va)\s")
BEFORE, AFTER = 55, 45  #: characters in which such a word stands
_FROM = (" с ", " со ")
_LEADS = frozenset(("", "the", "on", "вечера", "конца"))  #: what may stand between "until" and its date


def edge_of(clause: Clause) -> str:
    """Return "begins", "ends", "until" or "": the word nearest to the date tells."""
    lists = words("dates")
    if _until(clause):
        return "until"
    if is_since(clause) or (_is_from(clause) and not clause.has_before(lists.history, BEFORE)):
        return "begins"
    if not clause.lists & _told_edges():
        return ""
    near = [
        (distance, edge)
        for edge, names in _EDGES
        for name in names
        for distance in _distances(clause, getattr(lists, name))
    ]
    if near:
        return min(near)[1]
    return "ends" if clause.closes_with(lists.ends) else "begins" if clause.closes_with(lists.begins) else ""


@once
def _told_edges() -> int:
    """Return the bits of the words that tell of a beginning or an end."""
    return bits_of("dates", (name for _, names in _EDGES for name in names))


def _is_from(clause: Clause) -> bool:
    """Say whether the Russian "from" stands right before the date."""
    return f" {clause.before}"[-4:].lower().endswith(_FROM)


def _distances(clause: Clause, stems: WordPattern) -> Iterator[int]:
    """Give how far from the date such words stand that have no other date between."""
    if not clause.lists & stems.bit:
        return
    start = max(clause.start, clause.date_start - BEFORE)
    for one in stems.finditer(clause.text, start, clause.date_start):
        if not _has_number(clause.text[one.end() : clause.date_start]):
            yield clause.date_start - one.end()
    for one in stems.finditer(clause.text, clause.date_end, min(clause.end, clause.date_end + AFTER)):
        between = clause.text[clause.date_end : one.start()]
        if not (_LABEL.match(clause.text, one.end()) or _has_number(between)):
            yield len(between) + (BEFORE if _PARTED.search(between) else 0)


def _has_number(text: str) -> bool:
    """Say whether a number stands here that is no time of day."""
    return _NUMBER.search(_TIME.sub("", text)) is not None


def is_since(clause: Clause) -> bool:
    """Say whether something goes on since the date: "since yesterday", "seit gestern"."""
    lists = words("dates")
    if not clause.lists & (lists.since.bit | lists.since_after.bit):
        return False
    return _is_led(clause, lists.since) or bool(lists.since_after.match(clause.after[:20].lstrip(" -")))


def _is_led(clause: Clause, stems: WordPattern) -> bool:
    """Say whether one of the words stands right before the date."""
    if not clause.lists & stems.bit:
        return False
    start = max(clause.start, clause.date_start - 14)
    found = [*stems.finditer(clause.text, start, clause.date_start)]
    return bool(found) and clause.text[found[-1].end() : clause.date_start].strip() in _LEADS


def _until(clause: Clause) -> bool:
    lists = words("dates")
    if not clause.lists & (lists.until_before.bit | lists.until_after.bit):
        return False
    trailed = lists.until_after.match(clause.after[:45].lstrip(" -"))
    return _is_led(clause, lists.until_before) or bool(trailed)
