"""Who organises: bodies named after "organised by", "jointly with", or before "organised", "hosted".

"In partnership with" and "with the support of" make no organiser; a host is one where nobody else is named
(gold/GUIDELINES.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from feeds.extract.bodies import Body, find_bodies
from feeds.extract.body_references import by_noun, with_short_names
from feeds.extract.glance import bit_of, seen_in
from feeds.extract.kinds import find_kinds
from feeds.extract.memory import per_text
from feeds.extract.words import WordPattern, words

__all__ = ["find_bodies", "find_organisers"]

MOST = 6  #: organisers of one gathering
LEAD = 8  #: sentences in which a verb alone tells who organises; later ones need "organised by"
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
    told = [(text, body) for at, text, found in telling for body in _organising(text, found, at)]
    if not told:
        told = [(text, body) for text, found in texts[:LEAD] for body in _hosting(text, found)]
    full = _full_names(body for _, found in texts for body in found)
    names: dict[str, str] = {}
    for text, body in told[:MOST]:
        name = full.get(body.name, body.name)
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
_GATHERINGS = ("onference", "ongress", "orum", "ummit", "ymposium", "ssembly")
_JOINT = re.compile(r"\bjoint\b", re.IGNORECASE)


@per_text
def _is_telling(sentence: str) -> bool:
    """Say at a glance whether a sentence may name who organises; most do not."""
    lists = words("organisers")
    return (
        any(ending in sentence for ending in _GATHERINGS)
        or any(seen_in(sentence) & bit and getattr(lists, name).search(sentence) for name, bit in _cues())
        or _JOINT.search(sentence) is not None
    )


@cache
def _cues() -> list[tuple[str, int]]:
    return [(name, bit_of("organisers", name)) for name in _CUES]


def _organising(text: str, bodies: Sequence[Body], at: int) -> Iterator[Body]:
    """Give the bodies that a sentence says to organise, in its order."""
    lists = words("organisers")
    if not bodies or words("roles").background.search(text):
        return
    for end in _introducing(text):
        yield from _following(text, bodies, end)
    if at < LEAD:
        yield from _preceding(text, bodies, lists.after)
        yield from _inverted(text, bodies, lists.after)
    yield from _doing(text, bodies)
    for cue in lists.joint.finditer(text):
        clause = re.split(r"[.;:]", text[: cue.start()])[-1]
        if lists.organising.search(clause) or lists.organising.match(text, cue.end() + 1):
            yield from _following(text, bodies, cue.end())


def _introducing(text: str) -> Iterator[int]:
    """Give the offsets behind what introduces who organises; not behind who wrote a report."""
    lists = words("organisers")
    for cues in (lists.before, lists.passive_by, lists.called_so):
        yield from (
            cue.end() for cue in cues.finditer(text) if not lists.documents.search(text[: cue.start()])
        )
    yield from (cue.end() for cue in lists.loosely.finditer(text) if find_kinds(text[: cue.start()]))


def _doing(text: str, bodies: Sequence[Body]) -> Iterator[Body]:
    """Give the bodies in the instrumental before a passive: «Академией связи проведён семинар»."""
    lists = words("organisers")
    for verb in lists.done_by.finditer(text):
        before = [body for body in bodies if body.end <= verb.start()]
        if before and lists.before_verb.fullmatch(text[before[-1].end : verb.start()]):
            chain = _chained(text, before)
            if lists.instrumental.search(text[chain[0].start : chain[0].end].split(maxsplit=1)[0]):
                yield from chain


def _hosting(text: str, bodies: Sequence[Body]) -> Iterator[Body]:
    lists = words("organisers")
    if not bodies or words("roles").background.search(text):
        return
    for cue in lists.host_before.finditer(text):
        yield from _following(text, bodies, cue.end())
    yield from _preceding(text, bodies, lists.host_after)
    yield from _inverted(text, bodies, lists.host_after)
    yield from (body for body in bodies if lists.owner.match(text, body.end))


def _following(text: str, bodies: Sequence[Body], at: int) -> Iterator[Body]:
    """Give the body right after an offset and those that "and" or a comma ties to it."""
    lists = words("organisers")
    gap, end = lists.gap, at
    for body in bodies:
        if body.start < at:
            continue
        between = text[end : body.start]
        if not gap.fullmatch(between) or lists.stop.search(between):
            return
        yield body
        gap, end = (lists.listed if text[at - 1 : at] == ":" else lists.chain), body.end


def _preceding(text: str, bodies: Sequence[Body], verbs: WordPattern) -> Iterator[Body]:
    """Give the bodies right before a verb of organising whose sentence speaks of a gathering."""
    for verb in verbs.finditer(text):
        if words("organisers").sure.search(verb[0]) or find_kinds(text):
            yield from _subjects(text, bodies, verb)


def _subjects(text: str, bodies: Sequence[Body], verb: re.Match[str]) -> list[Body]:
    """Return the bodies that are the subject of a verb; who only supports them stands in between."""
    lists = words("organisers")
    if "ing" not in verb[0] and lists.passive.search(text[max(0, verb.start() - 20) : verb.start()]):
        return []
    owned = bool(lists.owned.fullmatch(verb[0]))
    before = [body for body in bodies if body.end <= verb.start() and (owned or _may_act(text, body))]
    while before and lists.stop.search(_lead_in(text, _chained(text, before)[0])):
        before = before[: -len(_chained(text, before))]
    if not before:
        return []
    between = text[before[-1].end : verb.start()]
    late = lists.sov.fullmatch(verb[0]) and not re.search(r"[.;:!?]", between)
    if not (late or lists.before_verb.fullmatch(between)):
        return []
    chain = _chained(text, before)
    relative = lists.relative.search(text, 0, chain[0].start)
    return chain if relative or not lists.participial.match(text[verb.end() : verb.end() + 8]) else []


def _inverted(text: str, bodies: Sequence[Body], verbs: WordPattern) -> Iterator[Body]:
    """Give the bodies right after the verb where a language puts the subject there: «провела Академия»."""
    lists = words("organisers")
    for verb in verbs.finditer(text):
        if lists.documents.search(text[: verb.start()]):
            continue
        for body in _following(text, bodies, verb.end()):
            if (body.name[0] >= "Ѐ" or lists.inverting.fullmatch(verb[0])) and _is_subject(text, body):
                yield body


def _is_subject(text: str, body: Body) -> bool:
    """Say whether the name stands in the nominative."""
    words_read, name = text[body.start : body.end].casefold(), body.name.casefold()
    return words_read == name or words_read in name.split()  # a noun alone stands for the whole name


def _may_act(text: str, body: Body) -> bool:
    """Say whether the name is a subject, or acts along with one: «орталығымен бірлесіп»."""
    return _is_subject(text, body) or words("organisers").along.match(text, body.end) is not None


def _chained(text: str, bodies: Sequence[Body]) -> list[Body]:
    """Return the last body and those before it that "and" or a comma ties to it."""
    chain = [bodies[-1]]
    for body in reversed(bodies[:-1]):
        if not words("organisers").chain.fullmatch(text[body.end : chain[0].start]):
            break
        chain.insert(0, body)
    return chain


def _lead_in(text: str, body: Body) -> str:
    """Return the words right before a name."""
    return text[max(0, body.start - 45) : body.start]


def _full_names(bodies: Iterator[Body]) -> dict[str, str]:
    """Map abbreviations, and names without one, to "Full Name (ABBR)"."""
    full: dict[str, str] = {}
    for body in bodies:
        parts = _BRACKETED.match(body.name)
        if parts:
            full.setdefault(parts[1], body.name)
            full.setdefault(parts[2], body.name)
    return full


def _is_same(name: str, known: str) -> bool:
    one, other = (text.casefold().replace(" the ", " ") for text in (name, known))
    return one in other or other in one
