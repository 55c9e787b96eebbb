"""What it is called: the theme in quotes, a proper name around its word, or a short phrase of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from feeds.extract.kinds import find_kinds
from feeds.extract.words import words

_QUOTED = re.compile(r"[“«„\"]([^“”«»„\"\n]{8,220})[”»“\"]")
_LEAD_IN = re.compile(
    r"(?:titled|entitled|called|named|themed|theme of|topic of|topic|theme|under the title|on|motto|slogan"
    r"|на тему|по теме|под названием|тема|темой|тақырыб\w*|атты|деген|mavzu\w*|nomli|zum Thema)\W{0,3}$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^\W{0,3}(?:атты|тақырыб\w*|деген|mavzusida|nomli|conference|workshop|seminar|forum|training|webinar)",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"(?:(?:[A-Z0-9][\w’'&-]*|of|for|on|and|the|in|to|with|at)\s+){0,9}$")
_CAPITALS_AFTER = re.compile(r"(?:\s+(?:[A-Z][\w’'&-]*|on|of|for|and|the|in|to|with))*(?:\s+[A-Z][\w’'&-]*)")
_SMALL = re.compile(r"^(?:(?:of|for|on|and|the|in|to|with|at|a|an|The|In|On|At|From|A|An)\s+)+")
LONGEST = 200


def choose_name(title: str, sentences: Sequence[str]) -> tuple[str, str]:
    """Return a name and the words it was read from."""
    for text in (title, *sentences[:6]):
        quoted = _theme(text)
        if quoted:
            return quoted, quoted
    for text in (title, *sentences[:3]):
        proper = _proper(text)
        if proper:
            return proper, proper
    name = title.strip()[:LONGEST]
    if not name or words("gate").against_title.match(name):
        name = sentences[0][:LONGEST].rstrip() if sentences else name
    return name.rstrip(". "), name.rstrip(". ")


def _theme(text: str) -> str:
    """Return the quoted theme of a gathering that the same sentence names."""
    kinds = find_kinds(text)
    if not kinds:
        return ""
    best, least = "", 400
    for found in _QUOTED.finditer(text):
        before, after = text[max(0, found.start() - 40) : found.start()], text[found.end() : found.end() + 30]
        led = bool(_LEAD_IN.search(before) or _AFTER.match(after))
        distance = min(abs(found.start() - kind.end) for kind in kinds)
        distance = min(distance, *(abs(kind.start - found.end()) for kind in kinds))
        if (led or distance <= 12) and distance < least and len(found[1].split()) >= 2:
            best, least = found[1].strip(" .,;"), distance
    return best


def _proper(text: str) -> str:
    """Return the capitalised name around a word for a gathering: "2023 ASPA Annual Conference on Trust"."""
    for kind in find_kinds(text):
        if not text[kind.start].isupper() or not text[kind.start].isascii():
            continue
        before = _CAPITALS.search(text[: kind.start])
        after = _CAPITALS_AFTER.match(text, kind.end)
        begin = before.start() if before else kind.start
        name = text[begin : after.end() if after else kind.end]
        name = _SMALL.sub("", name).strip()
        if 3 <= len(name.split()) <= 18:
            return name
    return ""
