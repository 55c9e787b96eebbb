"""The message that tells a chat of a new event."""

from __future__ import annotations

from datetime import datetime

from core.chat import Chat
from core.event import Event
from handlers.cards import event_card
from handlers.rendered import Rendered
from handlers.voice import Voice


def render_event(event: Event, chat: Chat, now: datetime) -> Rendered:
    """Render an alert in the chat's language and zone."""
    voice = Voice.of(chat)
    return event_card(event, voice, now.astimezone(voice.zone).date(), voice.say("🔔 New event"))
