"""A digest as messages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from core.change import Change
from core.chat import Chat
from core.delivery import TextMessage
from core.digest import Digest, Period, is_over
from core.event import Event
from core.markup import Html, fill, join, pack
from core.partial_date import PartialDate
from handlers.cards.alerts import was_now
from handlers.cards.cards import event_line
from handlers.voice import Voice, mark

ROOM = 60  #: characters kept free for the numbers of the parts
MOST_LINES = 12  #: events that a catch-up names, so that it stays one message


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
    sections: tuple[tuple[str, list[Html]], ...] = (
        (mark("New"), _lines(digest.new, voice, today)),
        (mark("Changed"), [_changed(change, voice, today) for change in digest.changed]),
        (mark("Under way"), _lines(digest.running, voice, today)),
        (mark("Held"), _lines(digest.held, voice, today)),
        (mark("Coming in the next 30 days"), _lines(digest.coming, voice, today)),
    )
    for title, lines in sections:
        for place, line in enumerate(lines):
            head = fill("<b>— {title} —</b>\n\n", title=voice.say(title)) if place == 0 else ""
            yield fill("{head}{line}", head=head, line=line)


def _lines(events: Iterable[Event], voice: Voice, today: date) -> list[Html]:
    return [event_line(event, voice, today) for event in events]


def _changed(change: Change, voice: Voice, today: date) -> Html:
    return join(
        "\n",
        (event_line(change.event, voice, today), *was_now(change.was, change.event.facts, voice)),
    )


def catch_up_message(events: Sequence[Event], chat: Chat, today: date) -> TextMessage | None:
    """Render what was held back from a chat as one message, what is still to come first."""
    if not events:
        return None
    voice = Voice.of(chat)
    ahead = [event for event in events if not is_over(event, today)]
    over = [event for event in events if is_over(event, today)]
    order = [
        *sorted(ahead, key=lambda event: event.facts.first_day or date.max),
        *sorted(over, key=lambda event: event.facts.last_day or date.min, reverse=True),
    ]
    told = voice.count("{n} event", "{n} events", len(order))
    blocks = [fill("<b>{title}</b>\n{told}", title=voice.say("🗞 What you have not heard of yet"), told=told)]
    blocks += _lines(order[:MOST_LINES], voice, today)
    if len(order) > MOST_LINES:
        blocks.append(voice.say("… and {n} more. /events finds them.", n=len(order) - MOST_LINES))
    return TextMessage(pack(blocks)[0])


def _numbered(part: Html, n: int, parts: int) -> Html:
    return part if parts == 1 else fill("{part}\n\n{n}/{parts}", part=part, n=n, parts=parts)
