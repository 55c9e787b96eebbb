"""A digest as messages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from core.chat import Chat
from core.delivery import TextMessage
from core.digest import Digest, Period
from core.event import Event
from core.markup import Html, fill, pack
from core.partial_date import PartialDate
from handlers.cards import event_line
from handlers.voice import Voice, mark

ROOM = 60  #: characters kept free for the numbers of the parts


def digest_messages(digest: Digest, period: Period, chat: Chat, today: date) -> list[TextMessage]:
    """Render a digest as one message or more; [] when there is nothing to tell."""
    if not digest.events:
        return []
    voice = Voice.of(chat)
    blocks = [_head(digest, period, voice), *_sections(digest, voice, today)]
    blocks.append(voice.say("Change what you get: /subscriptions"))
    parts = pack(blocks, most=4096 - ROOM)
    return [TextMessage(_numbered(part, n, len(parts))) for n, part in enumerate(parts, start=1)]


def _head(digest: Digest, period: Period, voice: Voice) -> Html:
    first = period.since.astimezone(voice.zone).date()
    last = period.until.astimezone(voice.zone).date() - timedelta(days=1)
    days = voice.days(PartialDate.of(min(first, last)), PartialDate.of(last))
    told = voice.count("{n} event", "{n} events", len(digest.events))
    return fill("<b>{title}</b>\n{days} · {told}", title=voice.say("📰 Your digest"), days=days, told=told)


def _sections(digest: Digest, voice: Voice, today: date) -> Iterator[Html]:
    sections: tuple[tuple[str, tuple[Event, ...]], ...] = (
        (mark("New"), digest.new),
        (mark("Reported as held"), digest.held),
        (mark("Coming in the next 30 days"), digest.coming),
    )
    for title, events in sections:
        for place, event in enumerate(events):
            line = event_line(event, voice, today)
            head = fill("<b>— {title} —</b>\n\n", title=voice.say(title)) if place == 0 else ""
            yield fill("{head}{line}", head=head, line=line)


def _numbered(part: Html, n: int, parts: int) -> Html:
    return part if parts == 1 else fill("{part}\n\n{n}/{parts}", part=part, n=n, parts=parts)
