"""How one takes part: in person, online or both."""

from __future__ import annotations

from collections.abc import Sequence

from core.event import Format
from feeds.extract.words import words


def choose_format(title: str, lead: Sequence[str], *, has_venue: bool) -> tuple[Format, str]:
    """Return the format and the words that say so; a named place of gathering means in person."""
    told = " ".join((title, *lead))
    lists = words("status")
    both = lists.hybrid.search(told)
    if both:
        return Format.HYBRID, both[0]
    online = lists.online.search(" ".join((title, *lead[:3])))
    if online and not has_venue:
        return Format.ONLINE, online[0]
    return (Format.IN_PERSON if has_venue else Format.UNKNOWN), ""
