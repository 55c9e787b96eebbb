"""What sort of gathering: by the words that the title and the event's own sentences use."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from core.event import Kind
from feeds.extract.files import read_lists
from feeds.extract.glance import bits_of, seen_in
from feeds.extract.lexicon import Hit, Lexicon
from feeds.extract.memory import per_text
from feeds.extract.words import words
from feeds.once import once

#: kinds in the order in which they win where two stand in the same place ("call for papers for a conference")
_ORDER = (
    Kind.CALL,
    Kind.WEBINAR,
    Kind.TRAINING,
    Kind.WORKSHOP,
    Kind.CONFERENCE,
    Kind.CEREMONY,
    Kind.MEETING,
    Kind.OTHER,
)
TITLE, FIRST, LATER = 4.0, 2.5, 1.0
FADING = 0.6  #: the first word of a sentence says what it is, the later ones what belongs to it
FRAMED = 0.25  #: "a seminar on the margins of the Congress"
SHORT = 40  #: characters; a shorter line is no first sentence if it names no gathering
NEAR = 40  #: characters before a mention in which it may be said to be a frame
_MARK = re.compile(r"[,;:(]")
_WEIGHT = {Kind.CALL: 3.0, Kind.CEREMONY: 0.8, Kind.MEETING: 0.6, Kind.OTHER: 0.3}
_WEAK = {
    Kind.CALL: 0.55,
    Kind.CEREMONY: 0.28,
    Kind.MEETING: 0.3,
    Kind.WORKSHOP: 0.6,
    Kind.TRAINING: 0.6,
    Kind.CONFERENCE: 0.6,
}
_SURE = {Kind.OTHER: 0.7}
DEED = 0.4  #: what a deed says beside a noun: "shook hands", "learnt how to"


class KindMention(NamedTuple):
    """A word for a gathering; offsets are in the text asked."""

    kind: Kind
    start: int
    end: int
    quote: str
    weight: float = 1.0  #: how surely it names a gathering
    deed: bool = False  #: it says what is done there and names nothing


@once
def _lexicon() -> Lexicon:
    lists = read_lists("kinds")
    kinds = {str(kind): dict.fromkeys(lists[kind], _WEIGHT.get(kind, 1.0)) for kind in _ORDER}
    rest = {
        f"{kind}_{how}": dict.fromkeys(lists[f"{kind}_{how}"], weight)
        for how, weights in (("weak", _WEAK), ("sure", _SURE))
        for kind, weight in weights.items()
    }
    deeds = {f"{kind}_deed": dict.fromkeys(told, DEED) for kind, told in read_lists("deeds").items()}
    return Lexicon({**kinds, **rest, **deeds, "none": dict.fromkeys(lists["none"], 0.0)})


@once
def _any_kind() -> int:
    """Return the bits of all lists but that of what only looks like a gathering."""
    kinds = (name for name in read_lists("kinds") if name != "none")
    return bits_of("kinds", kinds) | bits_of("deeds", read_lists("deeds"))


@per_text
def find_kinds(text: str) -> tuple[KindMention, ...]:
    """Return the words for gatherings in a text; one that a longer one overlaps is left out."""
    if not seen_in(text) & _any_kind():
        return ()
    found = sorted(_lexicon().find(text), key=_rank)
    taken: list[tuple[int, int]] = []
    mentions = []
    for hit in found:
        if any(start < hit.end and hit.start < end for start, end in taken):
            continue
        taken.append((hit.start, hit.end))
        label = _label(hit.label)
        if label.kind is not None:
            quote = text[hit.start : hit.end]
            mentions.append(KindMention(label.kind, hit.start, hit.end, quote, hit.weight, label.deed))
    return tuple(sorted(mentions, key=lambda mention: mention.start))


class _Label(NamedTuple):
    """What the name of a list says of its entries."""

    kind: Kind | None  #: None for what only looks like a gathering
    deed: bool
    order: int  #: the least wins


@once
def _label(name: str) -> _Label:
    kind, _, sort = name.partition("_")
    known = None if kind == "none" else Kind(kind)
    return _Label(known, sort == "deed", -1 if known is None else _ORDER.index(known))


def _rank(hit: Hit) -> tuple[bool, int, int]:
    """Order hits that overlap: nouns before deeds, the longer first, then kinds that share a word."""
    label = _label(hit.label)
    return label.deed, hit.start - hit.end, label.order


def is_frame(text: str, mention: KindMention) -> bool:
    """Say whether a gathering is only the frame, the guest list or the past of another."""
    lists = words("frames")
    cues = [cue.end() for cue in lists.frame.finditer(text, max(0, mention.start - NEAR), mention.start)]
    near = bool(cues) and _is_within(text, cues[-1], mention.start)
    return near or bool(lists.frame_after.search(text, mention.end, mention.end + NEAR // 2))


def _is_within(text: str, start: int, end: int) -> bool:
    """Say whether neither a mark nor a verb parts a gathering from what calls it a frame."""
    return _MARK.search(text, start, end) is None and not words("gate").verbs.search(text, start, end)


def choose_kind(title: str, lead: Sequence[str]) -> KindMention | None:
    """Return the kind that the title and the first sentences speak of most, with its first mention."""
    scores: dict[Kind, float] = {}
    first: dict[Kind, KindMention] = {}
    telling = [text for text in lead if len(text) >= SHORT or find_kinds(text)]
    for place, text in enumerate((title, *telling)):
        weight = TITLE if place == 0 else FIRST if place == 1 else LATER
        for mention in find_kinds(text):
            counted = weight * mention.weight * (FRAMED if is_frame(text, mention) else 1.0)
            scores[mention.kind] = scores.get(mention.kind, 0) + counted
            first.setdefault(mention.kind, mention)
            weight *= FADING
    if not scores:
        return None
    return first[max(scores, key=lambda kind: (scores[kind], -_ORDER.index(kind)))]
