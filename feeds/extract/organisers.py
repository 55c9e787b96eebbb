"""Who organises: bodies named after "organised by", "jointly with", or before "organised", "hosted".

"In partnership with" and "with the support of" make no organiser (gold/GUIDELINES.md).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from feeds.extract.kinds import find_kinds
from feeds.extract.words import words

_SKIPPED = re.compile(r"[\s:–—-]*(?:(?:the|jointly|both|с|со)\s+)*")
MOST = 6


def find_organisers(sentences: Sequence[str]) -> list[tuple[str, str]]:
    """Return the organisers' names with the words they were read from, as the text gives them."""
    found: dict[str, str] = {}
    for sentence in sentences:
        if not find_kinds(sentence) and found:
            continue
        for name in (*_after_cue(sentence), *_before_verb(sentence)):
            if _is_new(name, found):
                found[name] = name
        if len(found) >= MOST:
            break
    return list(found.items())[:MOST]


def find_bodies(text: str) -> list[tuple[int, int, str]]:
    """Return every body that a text names: (start, end, name)."""
    return [
        (m.start("name"), m.end("name"), m["name"])
        for m in words("organisers").name.finditer(text)
        if is_body(_trimmed(m["name"]))
    ]


def is_body(name: str) -> bool:
    """Say whether a name is that of an institution: it has a head noun of one, or is a known abbreviation."""
    lists = words("bodies")
    if lists.called.match(name):
        return True
    return bool(lists.heads.search(name)) and len(name.split()) >= 2


def _after_cue(sentence: str) -> list[str]:
    names: list[str] = []
    for cue in words("organisers").before.finditer(sentence):
        at = cue.end()
        for _ in range(MOST):
            match = words("organisers").name.match(sentence, _skip(sentence, at))
            if match is None:
                break
            name = _trimmed(match["name"])
            names += [name] if is_body(name) else []
            joint = words("organisers").join.match(sentence, match.end())
            if joint is None:
                break
            at = joint.end()
    return names


def _skip(sentence: str, at: int) -> int:
    match = _SKIPPED.match(sentence, at)
    return match.end() if match else at


def _before_verb(sentence: str) -> list[str]:
    """Read the bodies that stand right before a verb of organising whose object is a gathering."""
    names: list[str] = []
    for verb in words("organisers").after.finditer(sentence):
        rest = sentence[verb.end() : verb.end() + 160]
        before = sentence[max(0, verb.start() - 300) : verb.start()]
        passive = words("organisers").passive.search(before)
        if passive or not (find_kinds(rest) or find_kinds(before)):
            continue
        bodies = [m for m in words("organisers").name.finditer(before) if is_body(_trimmed(m["name"]))]
        if (
            bodies
            and len(before) - bodies[-1].end() <= 45
            and not re.search(r"[.;]", before[bodies[-1].end() :])
        ):
            names += [_trimmed(m["name"]) for m in _chained(before, bodies)]
    return names


def _chained(text: str, bodies: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return the last body and those that "and" or a comma ties to it."""
    chain = [bodies[-1]]
    for body in reversed(bodies[:-1]):
        between = text[body.end() : chain[0].start()]
        if not words("organisers").chain.fullmatch(between):
            break
        chain.insert(0, body)
    return chain


def _trimmed(name: str) -> str:
    stop = words("organisers").stop.search(name)
    name = name[: stop.start()] if stop and stop.start() > 3 else name
    return str(words("organisers").tail.sub("", name)).strip(" ,.;:")


def _is_new(name: str, known: dict[str, str]) -> bool:
    return bool(name) and not any(name in one or one in name for one in known)
