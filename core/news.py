"""Who is told what of a gathering, and whether it is still news; `storage/news` carries it out."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from core.change import is_material
from core.delivery import Broadcast, DeliveryKind, EventMessage, NewDelivery, alert_prefix, update_key
from core.event import Event, EventFacts

OVER_FOR = timedelta(days=14)  #: after its last day a gathering is news for so long
LATE = timedelta(hours=36)  #: an article that reaches us so long after it was published is no news
ALERT_LIVES = timedelta(hours=24)  #: an alert that could not be sent for so long goes to the catch-up
UPDATE_LIVES = timedelta(days=7)
MOST_AT_ONCE = 5  #: alerts that one chat gets of one visit to a source
QUIET = timedelta(minutes=15)  #: without anything more held back, before a catch-up is made
LONGEST_PILE = timedelta(hours=1)
BETWEEN_CATCH_UPS = timedelta(hours=20)

Version = tuple[int, int]  #: an event's id and its version


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a chat was told of a gathering. Nothing in both fields: its alert failed or was held back."""

    knows: Version | None = None  #: what the newest message that went out told
    waiting: Version | None = None  #: what a message that still waits would tell


@dataclass(frozen=True, slots=True)
class Tiding:
    """What a message tells: the event as of a version, and, of a change, what the chat knew before."""

    event: Event
    was: EventFacts | None = None
    earlier: int | None = None  #: the message by which the chat learnt of it


@dataclass(slots=True)
class Plan:
    """What is to be done with the outbox."""

    new: list[NewDelivery] = field(default_factory=list)
    superseded: list[int] = field(default_factory=list)  #: chats whose waiting messages are withdrawn


def is_news(facts: EventFacts, published_at: datetime | None, *, backlog: bool, now: datetime) -> bool:
    """Say whether an article is worth an alert: fresh, and of a gathering not long over.

    `backlog` says that the article came with a first visit to its source or after an outage; it decides
    where the article tells no date of its own.
    """
    if facts.last_day is not None and facts.last_day < (now - OVER_FOR).date():
        return False
    return now - published_at <= LATE if published_at is not None else not backlog


def asked_by(event: Event, now: datetime) -> datetime | None:
    """Return by when a chat must have asked, to read of an event as new; None: whenever it did.

    Who asks after an event was found finds it by `/events`. One more report of it, or an edit of one, is no
    news to them, unless it changed the event, which is still ahead, just now.
    """
    ahead = event.facts.last_day is None or event.facts.last_day >= now.date()
    return None if ahead and event.changed_at == now else event.found_at


def catch_up_is_due(since: datetime, newest: datetime, last: datetime | None, now: datetime) -> bool:
    """Say whether a chat's catch-up is ripe: nothing more seems to pile up, and it is one a day at most."""
    quiet = now - newest >= QUIET or now - since >= LONGEST_PILE
    return quiet and (last is None or now - last >= BETWEEN_CATCH_UPS)


def announcement(event: Event, now: datetime) -> Broadcast:
    """Tell of an event as it stands: what every chat gets that asks for it and hasn't heard of it."""
    return Broadcast(
        prefix=alert_prefix(event.id, event.version),
        kind=DeliveryKind.ALERT,
        content=EventMessage(event.id, event.version),
        not_before=now,
        expires_at=now + ALERT_LIVES,
    )


def plan(
    event: Event,
    told: Mapping[int, Knowledge],
    wanting: AbstractSet[int],
    versions: Mapping[Version, EventFacts],
    *,
    now: datetime,
    muted: AbstractSet[int] = frozenset(),
) -> Plan:
    """Decide what each chat gets that heard, or will hear, of an event, now that it stands as it does.

    `wanting` holds those that ask for such events at once, `versions` the facts of what is known to chats,
    `muted` those that want to hear nothing of this event. Asking again for the same version changes nothing.
    """
    made = Plan()
    made.superseded = [chat for chat in sorted(muted & told.keys()) if told[chat].waiting]
    for chat in sorted(told.keys() - muted):
        _follow(made, event, chat, told[chat], versions, now=now, wanted=chat in wanting)
    return made


def _follow(
    made: Plan,
    event: Event,
    chat: int,
    state: Knowledge,
    versions: Mapping[Version, EventFacts],
    *,
    wanted: bool,
    now: datetime,
) -> None:
    """Bring one chat that was told up to date: what still waits is replaced, what went out is followed up."""
    current = (event.id, event.version)
    if state.waiting == current:
        return
    if state.waiting is not None:
        made.superseded.append(chat)
    if state.knows is None:
        if state.waiting is not None and wanted:
            made.new.append(announcement(event, now).to(chat))
    elif state.knows != current and _worth_telling(versions[state.knows], event.facts, now):
        made.new.append(_update(event, chat, state.knows, now))


def _worth_telling(was: EventFacts, facts: EventFacts, now: datetime) -> bool:
    """Say whether a change matters to those who plan by it: what is over changes for nobody."""
    days = [one.last_day for one in (was, facts) if one.last_day is not None]
    over = bool(days) and max(days) < now.date()
    return not over and is_material(was, facts)


def _update(event: Event, chat: int, was: Version, now: datetime) -> NewDelivery:
    return NewDelivery(
        key=update_key(event.id, event.version, chat),
        chat_id=chat,
        kind=DeliveryKind.UPDATE,
        content=EventMessage(event.id, event.version, was),
        not_before=now,
        expires_at=now + UPDATE_LIVES,
    )
