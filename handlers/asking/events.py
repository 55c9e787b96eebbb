"""`/events`: a list of events by words, paged."""

from __future__ import annotations

from collections.abc import Iterator

from telegram import Update

from core.chat import Chat
from core.markup import Html, fill, pack
from core.partial_date import PartialDate
from core.query import EventQuery, TimeScope, parse_query
from handlers.asking.query_data import fitted, page_data, read_page
from handlers.asking.wider import wider
from handlers.cards.cards import event_line
from handlers.command import Button, Command
from handlers.context import Context, pressed
from handlers.rendered import Buttons, Rendered
from handlers.reply import answer, edit, reply
from handlers.voice import Voice, mark
from storage import events as store
from storage.events import Page

PAGE = 5


async def events(update: Update, context: Context) -> None:
    """Answer `/events` with words or without."""
    chat = await context.chat(update)
    query = parse_query(context.words, context.lexicon, context.today(chat))
    await reply(update, context, await page_of(context, chat, fitted(query)))


async def page_pressed(update: Update, context: Context) -> None:
    """Turn to another page, or ask a wider question (`ev:p:OFFSET:QUERY`)."""
    chat = await context.chat(update)
    asked = read_page(pressed(update))
    if asked is None:
        text = Voice.of(chat).say("This button is too old. /events asks anew.")
        await answer(update, text, alert=True)
        return
    page = await page_of(context, chat, *asked)
    await answer(update)
    await edit(update, context, page)


async def page_of(context: Context, chat: Chat, query: EventQuery, offset: int = 0) -> Rendered:
    """Ask storage and render a page; the last one, where there are fewer by now."""
    today = context.today(chat)
    async with context.db.snapshot() as tx:
        page = await store.search(tx, query, today, limit=PAGE, offset=offset)
        if page.total and not page.events:
            offset = (page.total - 1) // PAGE * PAGE
            page = await store.search(tx, query, today, limit=PAGE, offset=offset)
        offers = [] if page.total else await wider(tx, query, today)
    voice = Voice.of(chat)
    if not page.total:
        return _empty(query, offers, voice)
    return Rendered(_listed(page, query, offset, chat, context), _buttons(page, query, offset))


def _listed(page: Page, query: EventQuery, offset: int, chat: Chat, context: Context) -> Html:
    voice, today = Voice.of(chat), context.today(chat)
    first, last = offset + 1, offset + len(page.events)
    number = (
        voice.count("{n} event", "{n} events", page.total)
        if last - offset == page.total
        else voice.count(
            "{first}–{last} of {n} event", "{first}–{last} of {n} events", page.total, first=first, last=last
        )
    )
    head = fill("<b>{asked}</b>\n{number}", asked=asked_for(query, voice), number=number)
    lines = [
        fill("{n}. {line}", n=n, line=event_line(event, voice, today))
        for n, event in enumerate(page.events, start=first)
    ]
    return pack([head, *lines])[0]


def _buttons(page: Page, query: EventQuery, offset: int) -> Buttons:
    """Offer the card of each event, and the pages before and after."""
    cards = tuple((str(n), f"ev:c:{event.id}") for n, event in enumerate(page.events, start=offset + 1))
    turns = []
    if offset > 0:
        turns.append(("‹", page_data(query, max(0, offset - PAGE))))
    if offset + PAGE < page.total:
        turns.append(("›", page_data(query, offset + PAGE)))
    return (cards, tuple(turns)) if turns else (cards,)


def asked_for(query: EventQuery, voice: Voice) -> Html:
    """Say what was understood of the question."""
    return Html(" · ".join(fill("{part}", part=part) for part in _parts(query, voice)))


def _parts(query: EventQuery, voice: Voice) -> Iterator[str]:
    scopes = {
        TimeScope.UPCOMING: voice.say("Upcoming events"),
        TimeScope.NOW: voice.say("Events under way"),
        TimeScope.HELD: voice.say("Held events"),
        TimeScope.ANY: voice.say("Events"),
    }
    yield scopes[query.time]
    if query.countries:
        yield voice.countries(sorted(query.countries))
    yield from (voice.topic(topic) for topic in sorted(query.topics))
    yield from (voice.kind(kind) for kind in sorted(query.kinds))
    if query.since and query.until:
        yield voice.days(PartialDate.of(query.since), PartialDate.of(query.until))
    yield from (voice.quoted(word) for word in query.words)


def _empty(query: EventQuery, offers: list[tuple[str, EventQuery, int]], voice: Voice) -> Rendered:
    """Say that nothing was found, and offer wider questions that have an answer."""
    buttons = tuple(((f"{voice.say(label)} ({n})", page_data(more, 0)),) for label, more, n in offers)
    if not buttons:
        return Rendered(voice.say("{asked}: nothing is known yet.", asked=asked_for(query, voice)))
    text = voice.say("{asked}: nothing is known yet. You may look wider:", asked=asked_for(query, voice))
    return Rendered(text, buttons)


COMMAND = Command("events", mark("Find events: /events tashkent, /events held may"), events)
BUTTONS = (Button("ev:p:", page_pressed),)
