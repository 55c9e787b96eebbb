"""The life of an event: a report joins it or begins it, an editor's deed changes it, chats are told.

What is known of an event is put together anew from all its reports and its editors' corrections, so that
reading an article again can't undo what an editor said, and splitting leaves nothing behind.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from core.edit import Action, Edit, Entry, all_corrected
from core.errors import BadQuery, InvariantError
from core.event import Event, EventFacts
from core.merge import may_be_one
from core.news import is_news
from core.precedence import settled
from core.sighting import Sighting
from storage import edits, events, held_back, mutes, news, reminders, sightings
from storage.database import Transaction

UNITED = "hubwire: a report told of both"  #: who made two events one, in the audit


async def begin(tx: Transaction, sighting: Sighting, now: datetime) -> Event:
    """Store a gathering of which nobody has told before."""
    event = await events.create(tx, settled([sighting]), now)
    await sightings.save(tx, event.id, sighting)
    return event


async def join(tx: Transaction, event_id: int, sighting: Sighting, now: datetime) -> Event:
    """Add a report, or a new reading of one, to a known event."""
    await sightings.save(tx, event_id, sighting)
    return await refreshed(tx, event_id, now)


async def refreshed(tx: Transaction, event_id: int, now: datetime) -> Event:
    """Put together what is known of an event and store it; a material change raises its version.

    The event comes without its reports.
    """
    event = await events.get(tx, event_id, with_reports=False)
    if event is None:
        raise InvariantError(f"event {event_id} is gone")
    reports = await sightings.of_event(tx, event.id)
    facts = settled(reports) if reports else event.facts
    facts = all_corrected(facts, await edits.of_event(tx, event.id))
    return event if facts == event.facts else await events.store_facts(tx, event, facts, now)


async def unite(tx: Transaction, event_id: int, other_id: int, now: datetime) -> None:
    """Make two events one, of both of which a report tells; not where an editor has touched one of them."""
    whole = await events.get(tx, event_id, with_reports=False)
    audits = [await edits.of_event(tx, number) for number in (event_id, other_id)]
    reports = [await sightings.of_event(tx, number) for number in (event_id, other_id)]
    if whole is None or any(audits) or not may_be_one(*reports):
        return
    await edits.add(tx, event_id, Entry(Edit(Action.MERGE, value=str(other_id)), UNITED, now))
    await _merge(tx, whole, other_id, now)


async def edited(tx: Transaction, event_id: int, edit: Edit, editor: str, now: datetime) -> Event:
    """Carry out an editor's deed, write it down, and tell the chats; raises BadQuery where it can't be."""
    event = await events.get(tx, event_id)
    if event is None:
        raise BadQuery("There is no event {number}; `hubwire events` lists them.", number=event_id)
    await edits.add(tx, event.id, Entry(edit, editor, now))
    match edit.action:
        case Action.HIDE | Action.SHOW:
            await events.set_hidden(tx, event.id, hidden=edit.action is Action.HIDE)
        case Action.MERGE:
            await _merge(tx, event, edit.number, now)
        case Action.SPLIT:
            await _split(tx, event, edit.number, editor, now)
        case Action.CORRECT:
            pass  # the audit itself is what the facts are put together from
    changed = await refreshed(tx, event.id, now)
    await news.tell(tx, changed, timely=is_news(changed.facts, None, backlog=False, now=now), now=now)
    return await events.get(tx, event.id) or changed


async def _merge(tx: Transaction, whole: Event, part_id: int, now: datetime) -> None:
    """Make another event a part of this one; whoever was told of it was told of this one."""
    part = await events.get(tx, part_id)
    if part is None or part.id == whole.id:
        raise BadQuery("There is no other event {number}.", number=part_id)
    await events.set_hidden(tx, part.id, hidden=True, merged_into=whole.id)
    await sightings.move(tx, part.id, whole.id)
    await news.joined(tx, part.id, whole.id, now)
    for kept in (held_back, reminders, mutes, edits):
        await kept.joined(tx, part.id, whole.id)


async def _split(tx: Transaction, event: Event, article_id: int, editor: str, now: datetime) -> None:
    """Give an article's report an event of its own, and tell of it."""
    reports = await sightings.of_event(tx, event.id)
    leaving = [one for one in reports if one.article_id == article_id]
    if not leaving or len(leaving) == len(reports):
        raise BadQuery(
            "Event {number} has no other report to part from article {article}.",
            number=event.id,
            article=article_id,
        )
    alone = await events.create(tx, settled(leaving), now)
    await sightings.move(tx, event.id, alone.id, article_id)
    await edits.add(tx, alone.id, Entry(Edit(Action.SPLIT, value=str(article_id)), editor, now))
    await news.tell(tx, alone, timely=is_news(alone.facts, None, backlog=False, now=now), now=now)


async def reread(tx: Transaction, known: Sighting, facts: EventFacts, now: datetime) -> tuple[Event, int]:
    """Replace what an article says of its event; returns the event, and the version that it had before."""
    if known.event_id is None:
        raise InvariantError("a sighting of nothing")
    before = await events.get(tx, known.event_id)
    event = await join(tx, known.event_id, replace(known, facts=facts), now)
    return event, before.version if before else 0
