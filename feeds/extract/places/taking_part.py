"""Who takes part: whether the words around a country, or those of its sentence, say that its people came."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from feeds.extract.memory import per_text
from feeds.extract.places.find import PlaceMention
from feeds.extract.places.venue import NEAR, is_background, is_marked, is_past
from feeds.extract.words import words

LEAD = 2  #: index of the last text, the title being 0, whose countries take part unless words deny it


class Relation(NamedTuple):
    """A place with the words around the whole list that it stands in: "experts from A, B and C (online)"."""

    mention: PlaceMention
    before: str
    after: str


def relations(text: str, found: Sequence[PlaceMention]) -> list[Relation]:
    """Give each place of a text the words before and after its list."""
    between = words("roles").between
    related: list[Relation] = []
    group: list[PlaceMention] = []
    for at, mention in enumerate(found):
        group.append(mention)
        following = found[at + 1] if at + 1 < len(found) else None
        if following is None or not between.fullmatch(text, mention.end, following.start):
            before = text[max(0, group[0].start - NEAR) : group[0].start]
            after = text[mention.end : mention.end + NEAR]
            related += [Relation(one, before, after) for one in group]
            group = []
    return related


def takes_part(text: str, relation: Relation, at: int, year: int | None) -> bool:
    """Say whether a place's people take part; `at` is the text's index, `year` that of publication."""
    mention, before, after = relation
    lists = words("roles")
    if _only_pays(text, before, after) or _is_example(text, before, after) or is_background(text, mention):
        return False
    if at > LEAD and (is_past(text, mention, year) or _says("absent", text)):
        return False
    if _is_bracketed(text, before, after):
        return True
    if at > LEAD and not _says("part", text):
        return False
    if mention.how in ("body", "demonym") or lists.origin.search(before) or lists.based.search(before):
        return True
    return not (lists.located.search(before) or is_marked(text, mention))


@per_text
def _says(name: str, text: str) -> bool:
    """Say whether a text holds a word of a list; it is asked for every country that the text names."""
    return getattr(words("roles"), name).search(text) is not None


def _is_example(text: str, before: str, after: str) -> bool:
    """Say whether a country's experience is meant, and nobody of it tells of it."""
    lists = words("roles")
    return bool(lists.experience.search_in(before, text)) and not lists.told_after.match(after)


def _only_pays(text: str, before: str, after: str) -> bool:
    lists = words("roles")
    return bool(lists.donor.search_in(before, text) or lists.donor_after.search_in(after, text))


def _is_bracketed(text: str, before: str, after: str) -> bool:
    """Say whether a country stands in brackets after a person or institution: "University of … (USA)"."""
    opened, closed = before.rstrip(), after.lstrip()
    if opened.endswith("(") and closed.startswith(")"):
        return words("roles").bracketed.search(opened) is not None
    return opened.endswith(",") and closed.startswith(")") and "(" in opened and _says("part", text)
