"""The messages that tell a chat of a new event, and of what changed about one that it knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from core.change import Changed, changes
from core.chat import Chat
from core.event import EventFacts, Kind, Status
from core.markup import Html, fill, join
from core.news import Tiding
from core.reminder import day_of
from core.status import CALLED_OFF
from handlers.cards.cards import event_card, place_of
from handlers.cards.when import days_of
from handlers.rendered import Rendered
from handlers.voice import Voice, mark

_LABELS = {
    Changed.DAYS: mark("Date"),
    Changed.PLACE: mark("Place"),
    Changed.FORMAT: mark("Format"),
    Changed.STATUS: mark("Status"),
}


def render_tiding(tiding: Tiding, chat: Chat, now: datetime) -> Rendered:
    """Render an alert, or what changed as an answer to it, in the chat's language and zone."""
    voice = Voice.of(chat)
    event, was = tiding.event, tiding.was
    lead = voice.say("🔔 New event")
    if was is not None:
        lead = join("\n", (_title(event.facts, was, voice), *was_now(was, event.facts, voice)))
    card = event_card(event, voice, now.astimezone(voice.zone).date(), lead)
    return replace(card, reply_to=tiding.earlier)


def render_reminder(tiding: Tiding, chat: Chat, now: datetime) -> Rendered:
    """Render that an event is near, as an answer to the alert where there was one."""
    voice, facts = Voice.of(chat), tiding.event.facts
    today = now.astimezone(voice.zone).date()
    card = event_card(tiding.event, voice, today, _near(facts, today, voice))
    return replace(card, reply_to=tiding.earlier)


def _near(facts: EventFacts, today: date, voice: Voice) -> Html:
    day = day_of(facts)
    days = (day - today).days if day is not None else 0
    is_call = facts.kind is Kind.CALL
    if days <= 0:
        return voice.say("⏰ Reminder: the deadline is today") if is_call else voice.say("⏰ Reminder: today")
    if days == 1:
        return (
            voice.say("⏰ Reminder: the deadline is tomorrow")
            if is_call
            else voice.say("⏰ Reminder: tomorrow")
        )
    if is_call:
        return voice.count(
            "⏰ Reminder: {n} day to the deadline", "⏰ Reminder: {n} days to the deadline", days
        )
    return voice.count("⏰ Reminder: in {n} day", "⏰ Reminder: in {n} days", days)


def was_now(was: EventFacts, now: EventFacts, voice: Voice) -> Iterator[Html]:
    """Render each change that is worth telling as a line `Date: 25 May → 1 June`."""
    for change in changes(was, now):
        deadline = change is Changed.DAYS and now.kind is Kind.CALL
        yield fill(
            "{label}: <s>{before}</s> → <b>{after}</b>",
            label=voice.say("Deadline") if deadline else voice.say(_LABELS[change]),
            before=_value(change, was, voice),
            after=_value(change, now, voice),
        )


def _title(facts: EventFacts, was: EventFacts, voice: Voice) -> Html:
    if facts.status is Status.CANCELLED != was.status:
        return voice.say("❌ Cancelled")
    if facts.status is Status.POSTPONED != was.status:
        return voice.say("⏸ Postponed")
    if was.status in CALLED_OFF and facts.status not in CALLED_OFF:
        return voice.say("🔔 On again")
    return voice.say("✏️ Changed")


def _value(change: Changed, facts: EventFacts, voice: Voice) -> str:
    match change:
        case Changed.DAYS:
            return days_of(facts, voice) or str(voice.say("date not known"))
        case Changed.PLACE:
            return place_of(facts, voice) or str(voice.say("place not known"))
        case Changed.FORMAT:
            return str(voice.format(facts.format) or voice.say("in person"))
    return str(voice.status(facts.status, facts.kind))
