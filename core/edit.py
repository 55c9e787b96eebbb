"""What an editor may do to an event, and its words: `12 date 2026-06-01 2026-06-03`, `12 merge 15`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from core.errors import BadQuery
from core.event import CountryRole, EventFacts, Evidence, Format, Kind, Role, Status, Topic
from core.partial_date import PartialDate


class Action(StrEnum):
    """What was done."""

    CORRECT = "correct"  #: a field was given a value that no article changes any more
    HIDE = "hide"
    SHOW = "show"  #: hidden no more
    MERGE = "merge"  #: another event's reports joined this one
    SPLIT = "split"  #: an article's report left for an event of its own


@dataclass(frozen=True, slots=True)
class Edit:
    """One deed of an editor. `value` is the field's text, or the number of an event or article."""

    action: Action
    field: str = ""
    value: str = ""

    @property
    def number(self) -> int:
        """Return the number of the other event or of the article."""
        return int(self.value)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of an event's audit."""

    edit: Edit
    editor: str
    made_at: datetime


def parse_edit(words: str) -> Edit:
    """Read what stands behind the event's number; raises BadQuery that says what may be written."""
    verb, _, value = words.strip().partition(" ")
    verb, value = verb.casefold(), " ".join(value.split())
    if verb in (Action.HIDE, Action.SHOW) and not value:
        return Edit(Action(verb))
    if verb in (Action.MERGE, Action.SPLIT):
        if not (value.isascii() and value.isdigit() and len(value) <= 15):
            raise BadQuery("Write a number behind {verb}, for example: {verb} 15", verb=verb)
        return Edit(Action(verb), value=value)
    if verb not in _FIELDS or not value:
        raise BadQuery(
            "An event can be changed so: {ways}. For example: /edit 12 date 2026-06-01 2026-06-03",
            ways=", ".join((*_FIELDS, *(one.value for one in Action if one is not Action.CORRECT))),
        )
    corrected(EventFacts("?"), Edit(Action.CORRECT, verb, value), "")
    return Edit(Action.CORRECT, verb, value)


def corrected(facts: EventFacts, edit: Edit, editor: str) -> EventFacts:
    """Give a field the editor's value, with the editor as evidence; raises BadQuery for one it can't have."""
    try:
        changed = _FIELDS[edit.field](facts, edit.value)
    except ValueError:
        raise BadQuery("{field} can't be “{value}”.", field=edit.field, value=edit.value[:80]) from None
    fields = ("start", "end") if edit.field == "date" else (edit.field,)
    gone = {*fields, *(("summary",) if changed.summary != facts.summary else ())}
    kept = tuple(proof for proof in facts.evidence if proof.field not in gone)
    by_editor = tuple(Evidence(field, rule=f"editor: {editor}") for field in fields)
    inferred = facts.inferred - set(fields)
    return replace(changed, evidence=(*kept, *by_editor), inferred=inferred)


def all_corrected(facts: EventFacts, entries: Iterable[Entry]) -> EventFacts:
    """Apply every correction of an event's audit, in order: the last word on a field stands."""
    for entry in entries:
        if entry.edit.action is Action.CORRECT:
            facts = corrected(facts, entry.edit, entry.editor)
    return facts


def _date(facts: EventFacts, value: str) -> EventFacts:
    """Read one day or two; `-` for a date that is not known."""
    days = [PartialDate.parse(part) for part in value.split()] if value != "-" else []
    if len(days) > 2 or (days and days[-1].last() < days[0].first()):
        raise ValueError(value)
    start, end = (days[0], days[-1]) if days else (None, None)
    summary = "" if _names_the_old_day(facts, days) else facts.summary
    return replace(facts, start=start, end=end, summary=summary)


def _names_the_old_day(facts: EventFacts, days: Sequence[PartialDate]) -> bool:
    """Say whether the summary tells of the day that no longer holds, and not of the new one."""
    numbers = {int(number) for number in re.findall(r"(?<!\d)\d{1,2}(?!\d)", facts.summary)}
    old = facts.start or facts.end
    return old is not None and old.day in numbers and not numbers & {day.day for day in days}


def _country(facts: EventFacts, value: str) -> EventFacts:
    if value == "-":
        kept = tuple(one for one in facts.countries if one.role is not Role.VENUE)
        return replace(facts, country=None, countries=kept)
    code = value.upper()
    if not (len(code) == 2 and code.isascii() and code.isalpha()):
        raise ValueError(value)
    others = [one for one in facts.countries if one.code != code and one.role is not Role.VENUE]
    countries = sorted((CountryRole(code, Role.VENUE), *others), key=lambda one: one.code)
    return replace(facts, country=code, countries=tuple(countries))


def _several(value: str, separator: str) -> tuple[str, ...]:
    parts = (part.strip() for part in value.split(separator))
    return tuple(part for part in parts if part and part != "-")


_FIELDS: dict[str, Callable[[EventFacts, str], EventFacts]] = {
    "date": _date,
    "city": lambda facts, value: replace(facts, city=None if value == "-" else value[:100]),
    "country": _country,
    "name": lambda facts, value: replace(facts, name=value[:300]),
    "kind": lambda facts, value: replace(facts, kind=Kind(value.casefold())),
    "format": lambda facts, value: replace(facts, format=Format(value.casefold())),
    "status": lambda facts, value: replace(facts, status=Status(value.casefold())),
    "organisers": lambda facts, value: replace(facts, organisers=_several(value, ";")),
    "topics": lambda facts, value: replace(
        facts, topics=tuple(Topic(part) for part in _several(value.casefold(), ","))
    ),
    "summary": lambda facts, value: replace(facts, summary=value[:700]),
}
