"""Which bodies a sentence says to organise or to host, by cues before, behind and between their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from feeds.extract.bodies.find import Body
from feeds.extract.kinds import find_kinds
from feeds.extract.words import WordPattern, words

_CLAUSE_ENDS = re.compile(r"[.;!?]|:(?!\d)")  #: the colon of 11:00 ends none
DOCUMENT = 60  #: characters before a verb in which a report or money stands
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|„[^“”]*[“”]")  #: a theme may be a question
LEAD = 12  #: sentences in which a verb alone tells who organises; later ones need "organised by"


def organising(text: str, bodies: Sequence[Body], at: int) -> Iterator[Body]:
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
        begins = not clause.strip() and lists.after.search(text)  # "Together with X, Y held"
        if begins or lists.organising.search(clause) or lists.organising.match(text, cue.end() + 1):
            yield from _hosting_together(text, bodies, cue.start() - len(clause), cue.start())
            yield from _following(text, bodies, cue.end())


def _hosting_together(text: str, bodies: Sequence[Body], start: int, end: int) -> Iterator[Body]:
    """Give the bodies that a stretch says to host: who hosts "together with" another organises."""
    if find_kinds(text):
        for verb in words("organisers").host_after.finditer(text, start, end):
            yield from _subjects(text, bodies, verb)


def _introducing(text: str) -> Iterator[int]:
    """Give the offsets behind what introduces who organises; not behind who wrote a report."""
    lists = words("organisers")
    for cues in (lists.before, lists.passive_by, lists.called_so):
        yield from (cue.end() for cue in cues.finditer(text) if not _is_document(text, cue.start()))
    yield from (cue.end() for cue in lists.loosely.finditer(text) if find_kinds(text[: cue.start()]))


def _is_document(text: str, end: int) -> bool:
    """Say whether a report or money is what was prepared and given."""
    return words("organisers").documents.search(text, max(0, end - DOCUMENT), end) is not None


def _doing(text: str, bodies: Sequence[Body]) -> Iterator[Body]:
    """Give the bodies in the instrumental before a passive: «Академией связи проведён семинар»."""
    lists = words("organisers")
    for verb in lists.done_by.finditer(text):
        before = [body for body in bodies if body.end <= verb.start()]
        if before and lists.before_verb.fullmatch(text[before[-1].end : verb.start()]):
            chain = _chained(text, before)
            if lists.instrumental.search(text[chain[0].start : chain[0].end].split(maxsplit=1)[0]):
                yield from chain


def hosting(text: str, bodies: Sequence[Body]) -> Iterator[Body]:
    lists = words("organisers")
    if not bodies or words("roles").background.search(text):
        return
    for cue in lists.host_before.finditer(text):
        yield from _following(text, bodies, cue.end())
    yield from _preceding(text, bodies, lists.host_after)
    yield from _inverted(text, bodies, lists.host_after)
    yield from (body for body in bodies if _is_owner(text, body))


def _is_owner(text: str, body: Body) -> bool:
    """Say whether a gathering is named as the body's own: "the Hub's Annual Conference"."""
    lists = words("organisers")
    if lists.beside.search(text, max(0, body.start - 60), body.start):
        return False
    behind = lists.owner.match(text, body.end) or lists.turkic_owner.match(text, body.end)
    return bool(behind or lists.owned_by.search(text[max(0, body.start - 60) : body.start]))


def _following(text: str, bodies: Sequence[Body], at: int) -> Iterator[Body]:
    """Give the body right after an offset and those that "and" or a comma ties to it."""
    lists = words("organisers")
    gap, end = lists.gap, at
    is_list = ":" in text[at - 1 : at + 1]
    for body in bodies:
        if body.start < at:
            continue
        if not gap.fullmatch(text, end, body.start) or lists.stop.search(text, end, body.start):
            return
        yield body
        gap, end = (lists.listed if is_list else lists.chain), body.end


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
    while before and _is_stopped(text, _chained(text, before)[0]):
        before = before[: -len(_chained(text, before))]
    if not before:
        return []
    between = text[before[-1].end : verb.start()]
    late = lists.sov.fullmatch(verb[0]) and not _CLAUSE_ENDS.search(_QUOTED.sub("", between))
    if not (late or lists.before_verb.fullmatch(between)):
        return []
    chain = _chained(text, before)
    relative = lists.relative.search(text, 0, chain[0].start)
    return chain if relative or not lists.participial.match(text[verb.end() : verb.end() + 8]) else []


def _inverted(text: str, bodies: Sequence[Body], verbs: WordPattern) -> Iterator[Body]:
    """Give the bodies right after the verb where a language puts the subject there: «провела Академия»."""
    lists = words("organisers")
    for verb in verbs.finditer(text):
        if _is_document(text, verb.start()):
            continue
        for body in _following(text, bodies, verb.end()):
            if (body.name[0] >= "Ѐ" or lists.inverting.fullmatch(verb[0])) and _is_subject(text, body):
                yield body


def _is_subject(text: str, body: Body) -> bool:
    """Say whether the name stands in the nominative."""
    words_read, name = text[body.start : body.end].casefold(), body.name.casefold()
    if text[body.end : body.end + 1] == "-":  # an ending: "БҰҰДБ-ның"
        return False
    return words_read == name or words_read in name.split()  # a noun alone stands for the whole name


def _may_act(text: str, body: Body) -> bool:
    """Say whether the name is a subject, or acts along with one: «орталығымен бірлесіп», «вместе с»."""
    lists = words("organisers")
    along = lists.along.match(text, body.end) or lists.alongside.search(_lead_in(text, body))
    return bool(along) or _is_subject(text, body)


def _chained(text: str, bodies: Sequence[Body]) -> list[Body]:
    """Return the last body and those before it that "and" or a comma ties to it."""
    chain = [bodies[-1]]
    for body in reversed(bodies[:-1]):
        if not words("organisers").chain.fullmatch(text[body.end : chain[0].start]):
            break
        chain.insert(0, body)
    return chain


def _is_stopped(text: str, body: Body) -> bool:
    """Say whether the words right before a name tell that it only supports."""
    return words("organisers").stop.search(text, max(0, body.start - 45), body.start) is not None


def _lead_in(text: str, body: Body) -> str:
    """Return the words right before a name."""
    return text[max(0, body.start - 45) : body.start]
