"""Entities: measured in UTF-16 units, found in plain text, and cut as Telegram cuts them."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

MOST_ENTITIES = 100  #: the rest is dropped without a word
Entity = dict[str, Any]

_FOUND = {
    "bot_command": re.compile(r"(?<![\w/<>])/[a-zA-Z0-9_]{1,32}(?:@\w+)?(?![\w/<>])"),
    "url": re.compile(r"(?<!\w)https?://[^\s<>\"]*[^\s<>\"'.,;:!?)»”]"),
    "mention": re.compile(r"(?<![\w@])@[a-zA-Z]\w{3,31}"),
    "hashtag": re.compile(r"(?<![\w#])#\w*[^\W\d]\w*"),
}


def units(text: str) -> int:
    """Count UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def found(text: str) -> list[Entity]:
    """Find what Telegram marks by itself: commands, links, mentions, hashtags."""
    return [
        {"type": kind, "offset": units(text[: one.start()]), "length": units(one[0])}
        for kind, pattern in _FOUND.items()
        for one in pattern.finditer(text)
        if kind != "url" or is_link(one[0])
    ]


def is_link(url: str) -> bool:
    """Say whether Telegram makes a link of an address: a host without a dot makes none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme == "tg" or (parts.scheme in ("http", "https") and "." in (parts.hostname or ""))


def completed(text: str, given: list[Entity]) -> list[Entity]:
    """Add what is found to what was given, where nothing overlaps; links to nowhere and the tail are lost."""
    kept = [one for one in given if one["type"] != "text_link" or is_link(one["url"])]
    blocking = [one for one in kept if one["type"] in ("text_link", "code", "pre", "date_time")]
    more = [one for one in found(text) if not any(_overlap(one, other) for other in blocking)]
    return sorted([*kept, *more], key=lambda one: (one["offset"], -one["length"]))[:MOST_ENTITIES]


def _overlap(one: Entity, other: Entity) -> bool:
    ends = one["offset"] + one["length"], other["offset"] + other["length"]
    return bool(one["offset"] < ends[1] and other["offset"] < ends[0])


def stripped(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Cut white space at both ends, and move the entities along."""
    shift, body = units(text[: len(text) - len(text.lstrip())]), text.strip()
    most, moved = units(body), []
    for entity in entities:
        begin = max(0, entity["offset"] - shift)
        end = min(most, entity["offset"] + entity["length"] - shift)
        if end > begin:
            moved.append({**entity, "offset": begin, "length": end - begin})
    return body, moved
