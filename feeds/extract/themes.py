"""Themes of gatherings in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from feeds.extract.kinds import KindMention
from feeds.extract.words import WordPattern, words

_QUOTED = re.compile(r"[“«„\"‘](?<!\w.)((?:[^“”«»„\"‘\n]|(?<=\w)‘(?=\w)){3,220})[”»“\"’](?!\w)")
BEFORE = 40  #: characters before a quotation in which words tell what it is
NEAR = 14  #: characters between a quoted theme and the gathering's word where nothing leads it in
FEWEST = 6  #: characters of a theme that does not stand right beside the word for the gathering


def theme(text: str, mentions: Sequence[KindMention]) -> Iterable[str]:
    """Give the quoted theme of a gathering that the same sentence names, the nearest."""
    best, least = "", 400
    for found, led in _quotes(text, mentions):
        gaps = [max(found.start() - kind.end, kind.start - found.end()) for kind in mentions]
        distance = min(gaps, default=400)
        if distance < least and (distance <= NEAR or (led and distance < 150)):
            best, least = found[1].strip(" .,;"), distance
    return [best] if best else []


def led_theme(text: str, mentions: Sequence[KindMention]) -> Iterable[str]:
    """Give a quotation that its sentence calls the theme, or that stands with a word for a gathering."""
    return [
        found[1].strip(" .,;")
        for found, led in _quotes(text, mentions)
        if led or (mentions and text.count("«") < 3)
    ]


def _quotes(text: str, mentions: Sequence[KindMention]) -> Iterator[tuple[re.Match[str], bool]]:
    """Give the quoted names of gatherings, each with whether words around it say that it is a name."""
    for found in _QUOTED.finditer(text):
        led, beside = _is_led(text, found), _is_beside(found, mentions)
        if (not beside and _is_elsewhere(text, found)) or (not led and _is_said(text, found)):
            continue
        follows = bool(words("names").after.match(_after(text, found).lstrip(" –—-,")))
        is_long = len(found[1]) >= FEWEST and (len(found[1].split()) >= 2 or led or follows)
        if is_long or beside:
            yield found, led or follows


def _ends_before(text: str, found: re.Match[str], stems: WordPattern) -> list[int]:
    """Return the offsets at which the stems end that stand before a quotation."""
    start = found.start()
    return [stem.end() for stem in stems.finditer(text, max(0, start - BEFORE), start)]


def _after(text: str, found: re.Match[str]) -> str:
    return text[found.end() : found.end() + 30]


def _is_led(text: str, found: re.Match[str]) -> bool:
    """Say whether the words before lead a name in: "entitled", "on the topic of", a colon."""
    lists, before = words("names"), text[max(0, found.start() - BEFORE) : found.start()]
    cues = _ends_before(text, found, lists.lead_in)
    if cues and not text[cues[-1] : found.start()].strip(" :–—-,("):
        return True
    return before.rstrip().endswith(":") and not lists.said.search(before)


def _is_beside(found: re.Match[str], mentions: Sequence[KindMention]) -> bool:
    """Say whether a word for a gathering stands right before or behind: «хакатон «Вода»»."""
    gaps = ((found.start() - one.end, one.start - found.end()) for one in mentions)
    return any(gap in (before, behind) for before, behind in gaps for gap in (1, 2))


def _is_elsewhere(text: str, found: re.Match[str]) -> bool:
    """Say whether it names something else: a body, a prize, a project, a publication."""
    lists = words("names")
    others = _ends_before(text, found, lists.not_before)
    is_owned = bool(others) and not text[others[-1] : found.start()].strip(" ")
    return is_owned or lists.not_before.match(found[1]) is not None


def _is_said(text: str, found: re.Match[str]) -> bool:
    """Say whether somebody speaks."""
    spoken = found[1].rstrip().endswith((",", ".", "?", "!")) and len(found[1].split()) > 7
    return spoken or words("names").said.match(_after(text, found).lstrip(" ,–—-")) is not None
