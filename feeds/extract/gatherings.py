"""Which gatherings an article is about beside its main one: those with a sentence of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from core.event import Kind
from core.partial_date import PartialDate
from feeds.extract.clause import clause_of
from feeds.extract.dates.against import against
from feeds.extract.dates.find import DateMention, find_dates
from feeds.extract.kinds import KindMention, find_kinds, is_frame
from feeds.extract.names import own_theme
from feeds.extract.tense import is_held
from feeds.extract.words import words

READ = 25  #: sentences in which further gatherings are looked for
MOST = 3  #: further gatherings of one article
SURE = 0.75  #: weight of a word that can name a gathering of its own
NEAR = timedelta(days=120)  #: from the main gathering; what is further off is history or a plan
_NEVER = frozenset({Kind.CALL, Kind.MEETING, Kind.CEREMONY})  #: kinds that belong to the main gathering
_WORD = re.compile(r"\w{4,}")


@dataclass(frozen=True, slots=True)
class Gathering:
    """A gathering beside the main one."""

    kind: KindMention
    theme: str  #: "" when the sentence gives none
    at: int  #: index of its sentence


def find_further(
    sentences: Sequence[str], main: Kind, name: str, start: PartialDate | None, published: PartialDate | None
) -> list[Gathering]:
    """Return the further gatherings in the order of the text: a theme or a day of their own makes them so."""
    found: list[Gathering] = []
    themes = [name]
    for at, text in enumerate(sentences[:READ]):
        for mention in _subjects(text):
            theme = own_theme(text, mention)
            if mention.kind is main and not _has_day(text, start, published):
                continue  # one more name of the main gathering
            if theme and not any(_alike(theme, known) for known in themes):
                themes.append(theme)
                found.append(Gathering(mention, theme, at))
                continue
            is_new = at > 0 and mention.kind not in {main, *(one.kind.kind for one in found)}
            if not theme and is_new and _has_day(text, start, published):
                found.append(Gathering(mention, "", at))
    return found[:MOST]


def _subjects(text: str) -> list[KindMention]:
    """Return the gatherings that a sentence says to be held: not those of the past, of plans, of others."""
    sure = [one for one in find_kinds(text) if one.weight >= SURE and one.kind not in _NEVER]
    lists = words("gate")
    if not sure or not is_held(text) or lists.background.search(text):
        return []
    if words("gatherings").elsewhere.search(text):
        return []
    return [one for one in sure if not is_frame(text, one)]


def _alike(theme: str, known: str) -> bool:
    """Say whether two names share most of their words, whatever their endings."""
    one, other = ({word[:5].casefold() for word in _WORD.findall(name)} for name in (theme, known))
    return not one or len(one & other) >= 0.7 * min(len(one), len(other) or 1)


def _has_day(text: str, start: PartialDate | None, published: PartialDate | None) -> bool:
    """Say whether a sentence dates its gathering to another day than the main one's, but not far from it."""
    centre = start or published
    return centre is not None and any(
        _is_day(mention, start)
        and abs(mention.first.first() - centre.first()) <= NEAR
        and "deadline" not in against(clause_of(text, mention.start, mention.end), mention, published)
        for mention in find_dates(text, published)
    )


def _is_day(mention: DateMention, start: PartialDate | None) -> bool:
    return mention.first.exact and mention.first != start
