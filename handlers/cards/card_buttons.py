"""The buttons under a card: what one can do with the event from there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.event import Event, Kind, Status
from core.reminder import Lead
from core.status import status_on
from handlers.cards import calendar_file
from handlers.rendered import Buttons
from handlers.voice import Voice


@dataclass(frozen=True, slots=True)
class Own:
    """What a chat has settled for one event."""

    leads: frozenset[Lead] = frozenset()  #: reminders that it is going to get
    muted: bool = False


NOTHING = Own()


def card_buttons(event: Event, voice: Voice, today: date, own: Own = NOTHING) -> Buttons:
    """Offer the evidence, the calendar file, reminders while there is something to wait for, mute, more."""
    offered = [(str(voice.say("Evidence")), f"ev:e:{event.id}")]
    offered += [button for row in calendar_file.offered(event, voice) for button in row]
    if is_ahead(event, today) and not own.muted:
        offered.append((_remind_label(voice, own), f"ev:r:{event.id}"))
    offered.append(_mute(event, voice, own))
    offered.append((str(voice.say("➕ More like this")), f"ev:s:{event.id}"))
    return tuple(tuple(offered[place : place + 2]) for place in range(0, len(offered), 2))


def is_ahead(event: Event, today: date) -> bool:
    """Say whether there is, or may come, a day to be reminded of."""
    status = status_on(event.facts, today)
    open_call = event.facts.kind is Kind.CALL and status is Status.UNDER_WAY
    return status in (Status.ANNOUNCED, Status.POSTPONED) or open_call


def _remind_label(voice: Voice, own: Own) -> str:
    if not own.leads:
        return str(voice.say("⏰ Remind me"))
    return "⏰ ✓ " + ", ".join(voice.short_lead(lead) for lead in Lead if lead in own.leads)


def _mute(event: Event, voice: Voice, own: Own) -> tuple[str, str]:
    if own.muted:
        return str(voice.say("🔔 Unmute")), f"ev:u:{event.id}"
    return str(voice.say("🔕 Mute")), f"ev:m:{event.id}"
