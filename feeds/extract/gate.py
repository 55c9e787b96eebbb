"""Whether an article is about a dated gathering at all: evidence for and against, added up."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from core.event import Kind
from feeds.extract.dates.find import has_date
from feeds.extract.kinds import KindMention, find_kinds, is_frame
from feeds.extract.tense import is_held
from feeds.extract.words import words

OPEN = 1.5  #: from this sum on it is an event
DATE, VENUE = 1.0, 0.5  #: what a date and a venue speak for it
READ = 8  #: sentences in which a gathering is looked for
CONFESSED = 3.0  #: what a text speaks against itself that says of which other sort it is
NOTICE, NOTICED = 3, 1.0  #: lines by which a notice is told, and what it speaks for a gathering
AGAINST = 15  #: sentences in which words of another sort of text are counted
EARLY = 6  #: sentences in which they count in full: later ones may only tell of its background


def is_open(told: float, *, has_date: bool, has_venue: bool) -> bool:
    """Say whether the words, as `score` counts them, with a date and a venue make an event."""
    return told + DATE * has_date + VENUE * has_venue >= OPEN


def score(title: str, sentences: Sequence[str]) -> float:
    """Return how much the words speak for a gathering less how much they speak against one."""
    total = max((mention.weight for mention in find_kinds(title)), default=0.0)
    total += 0.7 if is_held(title) else 0.0
    total += NOTICED if is_notice(sentences[:AGAINST]) else 0.0
    telling = sorted((telling_of(text, at) for at, text in enumerate(sentences[:READ])), reverse=True)
    return total + min(3.5, sum(telling[:3])) - _against(title, sentences)


def telling_of(sentence: str, at: int) -> float:
    """Return how much a sentence tells of a gathering: its word, a verb of holding it, a date."""
    mentions = find_kinds(sentence)
    if not mentions:
        return 0.0
    lists = words("gate")
    total = max(_counted(sentence, mention) for mention in mentions)
    is_told = any(mention.deed for mention in mentions) or is_held(sentence)
    total *= 1.4 if is_told else 0.7
    total += 0.5 if total and (lists.when.search(sentence) or has_date(sentence)) else 0.0
    total *= 0.3 if lists.background.search(sentence) else 1.0
    return total * (1.0 if at < 4 else 0.5)


def _counted(sentence: str, mention: KindMention) -> float:
    weight = min(1.0, mention.weight) if mention.kind is not Kind.MEETING else max(mention.weight, 0.3)
    return weight * (0.7 if is_frame(sentence, mention) else 1.0)


def is_notice(lines: Sequence[str]) -> bool:
    """Say whether lines are those of a notice, which tell one by one what, when and where."""
    return sum(words("gate").notice_line.match(line) is not None for line in lines) >= NOTICE


def _against(title: str, sentences: Sequence[str]) -> float:
    lists = words("gate")
    bare = title.strip(" \t«\"“'.:")
    total = 4.0 if lists.against_title.match(bare) or lists.whole_title.fullmatch(bare) else 0.0
    total += 2.0 if lists.genre.search(title) else 0.0
    total += CONFESSED if any(map(lists.confessed.search, (title, *sentences))) else 0.0
    early, late = _said_against(sentences[:EARLY]), _said_against(sentences[EARLY:AGAINST])
    return total + min(3.5, 0.6 * len(early) + 0.3 * len(late - early))


def _said_against(sentences: Sequence[str]) -> set[str]:
    """Return the words of another sort of text that sentences hold, each once."""
    return {
        word[0].casefold() for word in chain.from_iterable(map(words("gate").against.finditer, sentences))
    }
