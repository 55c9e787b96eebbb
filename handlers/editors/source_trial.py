"""`/source test ADDRESS`: what would come of an address as a source; nothing is stored."""

from __future__ import annotations

import re
from collections.abc import Iterator

from telegram import Update

from core.article import Article
from core.chat import Chat
from core.errors import BadQuery
from core.event import Event, EventFacts
from core.markup import Html, fill, join, pack, shorten
from core.source import FetchFailed, SourceKind
from core.trial import Trial
from handlers.cards.cards import event_line
from handlers.command import Command
from handlers.context import Context
from handlers.editors.reasons import reason_in
from handlers.permissions import for_editors
from handlers.reply import reply
from handlers.voice import Voice, mark

MOST_EVENTS = 5  #: shown of one article
MOST_TITLE, MOST_REASON, MOST_ADDRESS = 200, 300, 500
KINDS = {
    SourceKind.FEED: mark("a feed"),
    SourceKind.SITEMAP: mark("a sitemap"),
    SourceKind.LIST: mark("a list of articles on the page itself"),
    SourceKind.SITE: mark("a home page"),
}


@for_editors
async def source(update: Update, context: Context) -> None:
    """Look at an address as a first visit would, and show what is there."""
    url = _address(context.words)
    chat = await context.chat(update)
    await reply(update, context, Voice.of(chat).say("Looking at {url} …", url=url))
    found = await context.bot_data.look(url)
    for part in pack(_told(found, chat, context)):
        await reply(update, context, part)


def _address(words: str) -> str:
    """Read `test ADDRESS`; https goes without saying."""
    found = re.fullmatch(r"test\s+(\S+\.\S+|\S+//\S+)", words.strip(), re.IGNORECASE)
    if found is None or len(found[1]) > MOST_ADDRESS:
        raise BadQuery(
            "Write an address, for example: /source test https://academy.example/news. I show the feed, "
            "sitemap or list that is found there and the events that would come of it; nothing is stored."
        )
    return found[1] if "://" in found[1] else f"https://{found[1]}"


def _told(found: Trial | FetchFailed, chat: Chat, context: Context) -> Iterator[Html]:
    voice = Voice.of(chat)
    if isinstance(found, FetchFailed):
        yield voice.say(
            "Nothing can be read there: {reason}. Try the address of the site’s news page or of its feed.",
            reason=reason_in(voice, shorten(found.reason, MOST_REASON)),
        )
        return
    yield voice.count(
        "Found {kind} with {n} article: {url}",
        "Found {kind} with {n} articles: {url}",
        found.articles,
        kind=voice.say(KINDS[found.way.kind]),
        url=shorten(found.way.url, MOST_ADDRESS),
    )
    if found.way.recipe is not None:
        yield fill("item = <code>{item}</code>", item=shorten(found.way.recipe.item, MOST_REASON))
    for article, events in found.read:
        yield join("\n", _article(article, events, chat, context))
    yield voice.say("Nothing was stored. “hubwire sources add” adds the source.")


def _article(
    article: Article, events: tuple[EventFacts, ...], chat: Chat, context: Context
) -> Iterator[Html]:
    voice, published = Voice.of(chat), article.document.published
    day = f"{voice.days(published, published)}: " if published else ""
    yield fill("📰 {day}{title}", day=day, title=shorten(article.document.title, MOST_TITLE))
    for facts in events[:MOST_EVENTS]:
        event = Event(0, 1, facts, (), context.now, context.now)
        yield event_line(event, voice, context.today(chat))
    if not events:
        yield voice.say("– no event")


COMMAND = Command("source", mark("Look at an address as a source: /source test …"), source, slow=True)
