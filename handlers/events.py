"""`/events`: a list of events by words, paged, and the cards behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from telegram import Update

from core.chat import Chat
from core.event import Event
from core.markup import Html, fill, join
from core.query import EventQuery, TimeScope, parse_query
from handlers.cards import event_card, event_line, evidence_card
from handlers.command import Command
from handlers.context import Context
from handlers.lexicon import lexicon
from handlers.query_data import pack, unpack
from handlers.rendered import Buttons, Rendered
from handlers.reply import answer, edit, reply
from handlers.voice import Voice, mark
from storage import events as store
from storage.events import Page

PAGE = 5


async def events(update: Update, context: Context) -> None:
    """Answer `/events` with words or without."""
    chat = await context.chat(update)
    query = parse_query(context.words, lexicon(), context.today(chat))
    await reply(update, context, await page_of(context, chat, query, 0))


async def page_pressed(update: Update, context: Context) -> None:
    """Turn to another page (`ev:p:OFFSET:QUERY`)."""
    chat = await context.chat(update)
    data = (update.callback_query.data or "") if update.callback_query else ""
    offset, _, text = data.removeprefix("ev:p:").partition(":")
    query = unpack(text)
    if query is None or not offset.isdecimal():
        await answer(
            update, str(Voice.of(chat).say("This button is too old. /events asks anew.")), alert=True
        )
        return
    await answer(update)
    await edit(update, await page_of(context, chat, query, int(offset)))


async def card_pressed(update: Update, context: Context) -> None:
    """Show an event (`ev:c:ID`) as a message of its own, so that the list stays."""
    event, chat = await _event(update, context)
    if event is None:
        return
    await answer(update)
    await reply(update, context, event_card(event, Voice.of(chat), context.today(chat)))


async def evidence_pressed(update: Update, context: Context) -> None:
    """Show the words that each fact was read from (`ev:e:ID`)."""
    event, chat = await _event(update, context)
    if event is None:
        return
    await answer(update)
    await reply(update, context, evidence_card(event, Voice.of(chat)))


async def _event(update: Update, context: Context) -> tuple[Event | None, Chat]:
    """Return the event whose button was pressed; None, and a word to the person, when it is gone."""
    chat = await context.chat(update)
    data = (update.callback_query.data or "") if update.callback_query else ""
    async with context.db.snapshot() as tx:
        event = await store.get(tx, int(data.rsplit(":", 1)[-1]))
    if event is None:
        await answer(update, str(Voice.of(chat).say("That event is gone. /events asks anew.")), alert=True)
    return event, chat


async def page_of(context: Context, chat: Chat, query: EventQuery, offset: int) -> Rendered:
    """Ask storage and render a page."""
    today = context.today(chat)
    async with context.db.snapshot() as tx:
        page = await store.search(tx, query, today, limit=PAGE, offset=offset)
    voice = Voice.of(chat)
    if not page.total:
        return _empty(query, voice)
    head = fill("<b>{asked}</b>\n{count}", asked=_asked(query, voice), count=_range(page, offset, voice))
    lines = [
        fill("{n}. {line}", n=offset + place, line=event_line(event, voice, today))
        for place, event in enumerate(page.events, start=1)
    ]
    return Rendered(join("\n\n", (head, *lines)), tuple(_buttons(page, query, offset)))


def _range(page: Page, offset: int, voice: Voice) -> Html:
    first, last = offset + 1, offset + len(page.events)
    return voice.count(
        "{first}–{last} of {n} event", "{first}–{last} of {n} events", page.total, first=first, last=last
    )


def _buttons(page: Page, query: EventQuery, offset: int) -> Iterator[tuple[tuple[str, str], ...]]:
    yield tuple((str(offset + n), f"ev:c:{event.id}") for n, event in enumerate(page.events, start=1))
    turns = []
    if offset > 0:
        turns.append(("‹", pack(f"ev:p:{max(0, offset - PAGE)}:", query)))
    if offset + PAGE < page.total:
        turns.append(("›", pack(f"ev:p:{offset + PAGE}:", query)))
    if turns:
        yield tuple(turns)


def _asked(query: EventQuery, voice: Voice) -> Html:
    """Say what was understood of the question."""
    scopes = {
        TimeScope.UPCOMING: voice.say("Upcoming events"),
        TimeScope.HELD: voice.say("Held events"),
        TimeScope.ANY: voice.say("Events"),
    }
    parts = [str(scopes[query.time])]
    parts += [voice.countries(sorted(query.countries))] if query.countries else []
    parts += [str(voice.topic(topic)) for topic in sorted(query.topics)]
    parts += [str(voice.kind(kind)) for kind in sorted(query.kinds)]
    if query.since and query.until:
        parts.append(f"{query.since.isoformat()} – {query.until.isoformat()}")
    parts += [f"“{word}”" for word in query.words]
    return fill("{text}", text=Html(" · ".join(fill("{part}", part=part) for part in parts)))


def _empty(query: EventQuery, voice: Voice) -> Rendered:
    """Say that nothing was found, and offer a wider question."""
    wider: Buttons = ()
    if query.time is not TimeScope.ANY or query.since:
        anytime = replace(query, time=TimeScope.ANY, since=None, until=None)
        wider = (((str(voice.say("At any time")), pack("ev:p:0:", anytime)),),)
    if query.countries or query.topics or query.kinds or query.words:
        wider = (*wider, ((str(voice.say("All upcoming events")), pack("ev:p:0:", EventQuery())),))
    text = voice.say("{asked}: nothing is known yet. Try fewer words.", asked=_asked(query, voice))
    return Rendered(text, wider)


COMMAND = Command("events", mark("Find events: /events tashkent, /events held may"), events)
