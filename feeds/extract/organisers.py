"""Who organises: bodies named after "organised by", "jointly with", or before "organised", "hosted".

"In partnership with" and "with the support of" make no organiser; a host is one where nobody else is named
(gold/GUIDELINES.md).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from feeds.extract.bodies.find import Body, find_bodies
from feeds.extract.bodies.references import by_noun, with_short_names
from feeds.extract.glance import bits_of, seen_in
from feeds.extract.memory import per_text
from feeds.extract.organiser_clauses import LEAD, hosting, organising
from feeds.extract.words import words
from feeds.once import once

__all__ = ["find_bodies", "find_organisers"]

MOST = 6  #: organisers of one gathering
_OWNED = re.compile(r" (?:of|for|on) ")  #: what a name leaves out when it is cut short
_BRACKETED = re.compile(r"^(.{4,}?)\s*\(([^()]{2,15})\)$")


def find_organisers(sentences: Sequence[str], language: str = "") -> list[tuple[str, str]]:
    """Return the organisers' names, each with the words it was read from.

    Names are in the nominative and in full, with the abbreviation in brackets, where the text gives both.
    """
    if not any(map(_is_telling, sentences)):
        return []
    bodies = [find_bodies(sentence, language) for sentence in sentences]
    nouns = by_noun(body.name for found in bodies for body in found)
    texts = [
        (text, with_short_names(text, found, nouns)) for text, found in zip(sentences, bodies, strict=True)
    ]
    telling = [(at, text, found) for at, (text, found) in enumerate(texts) if _is_telling(text)]
    told = [(text, body) for at, text, found in telling for body in organising(text, found, at)]
    if not told:
        told = [(text, body) for text, found in texts[:LEAD] for body in hosting(text, found)]
    named = [body for _, found in texts for body in found]
    full = _full_names(named)
    names: dict[str, str] = {}
    for text, body in told[:MOST]:
        name = full.get(body.name) or _whole(body.name, named)
        if not any(_is_same(name, known) for known in names):
            names[name] = text[body.start : body.end]
    return list(names.items())


#: what tells who organises
_CUES = (
    "before",
    "joint",
    "after",
    "host_before",
    "host_after",
    "passive_by",
    "called_so",
    "loosely",
    "done_by",
)
_GATHERINGS = (
    *("onference", "ongress", "orum", "ummit", "ymposium", "ssembly"),
    *("онференц", "онгресс", "орум", "ъезд", "Школа", "школы", "семинары", "мектебі", "курсы"),
)
_JOINT = re.compile(r"\bjoint\b", re.IGNORECASE)


@per_text
def _is_telling(sentence: str) -> bool:
    """Say at a glance whether a sentence may name who organises; most do not."""
    return (
        any(ending in sentence for ending in _GATHERINGS)
        or (bool(seen_in(sentence) & _any_cue()) and _has_cue(sentence))
        or ("oint" in sentence and _JOINT.search(sentence) is not None)
    )


@once
def _any_cue() -> int:
    return bits_of("organisers", _CUES)


def _has_cue(sentence: str) -> bool:
    lists = words("organisers")
    return any(getattr(lists, name).search(sentence) for name in _CUES)


def _full_names(bodies: Sequence[Body]) -> dict[str, str]:
    """Map abbreviations, and names without one, to "Full Name (ABBR)"."""
    full: dict[str, str] = {}
    for body in bodies:
        parts = _BRACKETED.match(body.name)
        if parts:
            full.setdefault(parts[1], body.name)
            full.setdefault(parts[2], body.name)
    return full


def _whole(name: str, bodies: Sequence[Body]) -> str:
    """Return the longer name that a name was cut from: "Amber Institute" from "Amber Institute of Law"."""
    longer = (
        body.name for body in bodies if body.name.startswith(name) and _OWNED.match(body.name, len(name))
    )
    return next(longer, name)


def _is_same(name: str, known: str) -> bool:
    one, other = (text.casefold().replace(" the ", " ") for text in (name, known))
    return one in other or other in one
