"""Who organises: bodies named after "organised by", "jointly with", or before "organised", "hosted".

"In partnership with" and "with the support of" make no organiser; a host is one where nobody else is named
(gold/GUIDELINES.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from feeds.extract.bodies import Body, find_bodies
from feeds.extract.body_references import by_noun, with_short_names
from feeds.extract.kinds import find_kinds
from feeds.extract.words import Stems, words

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


_CUES = ("before", "joint", "after", "host_before", "host_after")
_GATHERINGS = ("onference", "ongress", "orum", "ummit", "ymposium", "ssembly")
_JOINT = re.compile(r"\bjoint\b", re.IGNORECASE)


def _is_telling(sentence: str) -> bool:
    """Say at a glance whether a sentence may name who organises; most do not."""
    lists = words("organisers")
    return (
        any(ending in sentence for ending in _GATHERINGS)
        or any(getattr(lists, name).search(sentence) for name in _CUES)
        or _JOINT.search(sentence) is not None
    )


def _organising(text: str, bodies: Sequence[Body], at: int) -> Iterator[Body]:
    """Give the bodies that a sentence says to organise, in its order."""
    lists = words("organisers")
    if not bodies or words("roles").background.search(text):
        return
    for cues in (lists.before, lists.passive_by):
        for cue in cues.finditer(text):
            yield from _following(text, bodies, cue.end())
    if at < LEAD:
        yield from _preceding(text, bodies, lists.after)
        yield from _inverted(text, bodies, lists.after)
    for cue in lists.joint.finditer(text):
        clause = re.split(r"[.;:]", text[: cue.start()])[-1]
        if lists.organising.search(clause) or lists.organising.match(text, cue.end() + 1):
            yield from _following(text, bodies, cue.end())


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


def _preceding(text: str, bodies: Sequence[Body], verbs: Stems) -> Iterator[Body]:
    """Give the bodies right before a verb of organising whose sentence speaks of a gathering."""
    lists = words("organisers")
    for verb in verbs.finditer(text):
        owned = bool(lists.owned.fullmatch(verb[0]))
        before = [body for body in bodies if body.end <= verb.start() and (owned or _is_subject(text, body))]
        if not before or lists.passive.search(text[max(0, verb.start() - 20) : verb.start()]):
            continue
        between = text[before[-1].end : verb.start()]
        late = lists.sov.fullmatch(verb[0]) and not re.search(r"[.;:!?]", between)
        if not (late or lists.before_verb.fullmatch(between)):
            continue
        told = lists.sure.match(verb[0]) or find_kinds(text)
        chain = _chained(text, before)
        relative = bool(chain) and lists.relative.search(text, 0, chain[0].start)
        if told and (relative or not lists.participial.match(text[verb.end() : verb.end() + 8])):
            yield from chain


def _inverted(text: str, bodies: Sequence[Body], verbs: Stems) -> Iterator[Body]:
    """Give the bodies right after the verb where a language puts the subject there: «провела Академия»."""
    lists = words("organisers")
    for verb in verbs.finditer(text):
        for body in _following(text, bodies, verb.end()):
            if (body.name[0] >= "Ѐ" or lists.inverting.fullmatch(verb[0])) and _is_subject(text, body):
                yield body


def _is_subject(text: str, body: Body) -> bool:
    """Say whether the name stands in the nominative."""
    words_read, name = text[body.start : body.end].casefold(), body.name.casefold()
    return words_read == name or words_read in name.split()  # a noun alone stands for the whole name


def _chained(text: str, bodies: Sequence[Body]) -> list[Body]:
    """Return the last body and those before it that "and" or a comma ties to it."""
    lists = words("organisers")
    chain = [bodies[-1]]
    for body in reversed(bodies[:-1]):
        if not lists.chain.fullmatch(text[body.end : chain[0].start]):
            break
        chain.insert(0, body)
    lead_in = text[max(0, chain[0].start - 45) : chain[0].start]
    return chain if not lists.stop.search(lead_in) else []


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
    return name in known or known in name
