"""How one takes part: in person, online or both."""

from __future__ import annotations

from collections.abc import Sequence

from core.event import Format, Kind
from feeds.extract.kinds import find_kinds
from feeds.extract.tense import is_held
from feeds.extract.words import WordPattern, words

LEAD = 4  #: texts, the title first, in which "online" is said of the gathering itself
READ = 25


def choose_format(
    title: str, sentences: Sequence[str], *, has_venue: bool, kind: Kind = Kind.OTHER
) -> tuple[Format, str]:
    """Return the format and the words that say so; a named place of gathering means in person.

    A live remote speaker makes it hybrid, a recorded greeting does not (gold/GUIDELINES.md). One answers a
    call from anywhere.
    """
    lists, texts = words("format"), [title, *sentences[:READ]]
    if moved := _first(lists.moved, [text for text in texts[:LEAD] if not lists.hybrid.search(text)]):
        return Format.ONLINE, moved
    if both := _first(lists.hybrid, texts):
        return Format.HYBRID, both
    online = _first(lists.online, texts[:LEAD])
    if not (online or has_venue):  # "The session was held online": said last, and of the gathering
        online = _first(lists.online, [one for one in texts[LEAD:] if is_held(one) and find_kinds(one)])
    if online and (not has_venue or kind is Kind.WEBINAR):
        return Format.ONLINE, online
    if kind is Kind.CALL:
        return Format.UNKNOWN, ""
    remote = _remote(sentences[:READ]) if has_venue else ""
    if remote:
        return Format.HYBRID, remote
    hall = "" if has_venue else _first(lists.hall, texts)
    return (Format.IN_PERSON if has_venue or hall else Format.UNKNOWN), hall


def _first(pattern: WordPattern, texts: Sequence[str]) -> str:
    found = next((match for text in texts if (match := pattern.search(text))), None)
    return found[0] if found else ""


def _remote(sentences: Sequence[str]) -> str:
    """Return the words by which somebody takes part from afar."""
    lists = words("format")
    for text in sentences:
        online = lists.online.search(text)
        if online and lists.joins.search(text) and not lists.recorded.search(text):
            return str(online[0])
    return ""
