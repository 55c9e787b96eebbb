"""Whole lives of events: articles in, editors' deeds, digests; all messages that come out, on a set clock."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.delivery.catch_up import catch_up_tick
from bot.delivery.digests import digest_tick
from bot.delivery.reminders import reminder_tick
from bot.polling.intake import Found, Taken, take_in
from core.article import Article, Document
from core.chat import Chat, ChatKind
from core.edit import parse_edit
from core.event import Event, EventFacts
from core.partial_date import PartialDate
from core.query import parse_rule
from core.reminder import Lead
from core.source import Source, SourceSpec
from core.subscription import Cadence
from handlers.lexicon import lexicon
from sandbox.botapi.rooms import Json
from storage import chats, events, lives, mutes, news, reminders, sources, subscriptions
from storage.database import Database
from tests.bot.delivery.conftest import Office
from tests.botapi import Telegram

SITES = {
    "Silk Academy": SourceSpec("https://silk.example/feed", "Silk Academy", institution="Silk Academy"),
    "Steppe News": SourceSpec("https://steppe.example/feed", "Steppe News"),
    "Civil Service Hub": SourceSpec("https://hub.example/feed", "Civil Service Hub"),
}


class Life(Office):
    """A house in which days pass."""

    _articles = 0

    async def open(self) -> None:
        """Declare the sites."""
        async with self.db.transaction() as tx:
            await sources.sync(tx, list(SITES.values()), self.now)
            await tx.commit()

    async def subscriber(
        self, words: str = "kazakhstan", cadence: Cadence = Cadence.AT_ONCE, language: str = "en"
    ) -> int:
        """Make a person who wants to hear of what some words name."""
        user = await self.person()
        async with self.db.transaction() as tx:
            await chats.save(tx, Chat(user, ChatKind.PRIVATE, language=language))
            await subscriptions.add(tx, user, parse_rule(words, lexicon()), cadence, self.now)
            await tx.commit()
        return user

    async def article(
        self, *facts: EventFacts, site: str = "Silk Academy", language: str = "en", **more: Any
    ) -> Taken:
        """Let a site publish an article now, and take it in."""
        return await self.articles([facts], site=site, language=language, **more)

    async def articles(
        self,
        every: Sequence[tuple[EventFacts, ...]],
        *,
        site: str = "Silk Academy",
        language: str = "en",
        published_at: datetime | None = None,
        backlog: bool = False,
    ) -> Taken:
        """Take in articles of one visit to a site."""
        moment = published_at or self.now
        found = []
        async with self.db.transaction() as tx:
            source = await self._source(site)
            for facts in every:
                self._articles += 1
                url = f"https://{site.split(maxsplit=1)[0].lower()}.example/{self._articles}"
                document = Document(
                    facts[0].name, facts[0].summary, language, PartialDate.of(moment.date()), url
                )
                article = Article(source.id, url, url, document, published_at=moment)
                found.append(Found(article, facts))
            taken = await take_in(tx, found, self.now, backlogs={source.id} if backlog else ())
            await tx.commit()
        return taken[source.id]

    async def _source(self, site: str) -> Source:
        async with self.db.snapshot() as tx:
            return next(row.source for row in await sources.overview(tx) if row.source.spec.name == site)

    async def edit(self, number: int, words: str) -> Event:
        """Let an editor change an event."""
        async with self.db.transaction() as tx:
            event = await lives.edited(tx, number, parse_edit(words), "Dana (7)", self.now)
            await tx.commit()
        return event

    async def event(self, number: int = 1) -> Event:
        """Return an event that must be known."""
        async with self.db.snapshot() as tx:
            event = await events.get(tx, number)
        assert event is not None
        return event

    async def tick(self, later: timedelta = timedelta()) -> None:
        """Let time pass, make what reminders and digests are due, and send all."""
        self.now += later
        await reminder_tick(self.db, self.now)
        await catch_up_tick(self.db, self.now)
        await digest_tick(self.db, self.now)
        await self.sender.drain()

    async def remind(self, chat: int, *leads: Lead, number: int = 1, thread: int | None = None) -> None:
        """Let a chat set reminders of an event."""
        async with self.db.transaction() as tx:
            for lead in leads:
                await reminders.choose(tx, chat, thread, number, lead, self.now, wanted=True)
            await tx.commit()

    async def mute(self, chat: int, number: int = 1) -> None:
        """Let a chat mute an event."""
        async with self.db.transaction() as tx:
            await mutes.mute(tx, chat, number, self.now)
            await news.silence(tx, number, chat, self.now)
            await tx.commit()

    async def unmute(self, chat: int, number: int = 1) -> None:
        """Let a chat hear of an event again."""
        async with self.db.transaction() as tx:
            await mutes.unmute(tx, chat, number)
            await tx.commit()

    async def by_default(self, chat: int, lead: Lead | None) -> None:
        """Let the chat's subscriptions come with a reminder."""
        async with self.db.transaction() as tx:
            for one in await subscriptions.of_chat(tx, chat):
                await subscriptions.set_reminder(tx, chat, one.id, lead, self.now)
            await tx.commit()

    async def until(self, moment: str) -> None:
        """Let time pass up to an instant (UTC), and do what a tick does."""
        self.now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
        await self.tick()

    async def told_at(self, chat: int, *moments: str) -> list[str]:
        """Return the moments at which a chat got exactly one message, of those at which time stopped."""
        times = []
        for moment in moments:
            await self.until(moment)
            times += [moment] * len(self.heard(chat))
        return times

    def heard(self, chat: int) -> list[str]:
        """Return the messages of a chat that came since it was last asked."""
        texts = self.telegram.texts(chat)
        seen = self._heard.get(chat, 0)
        self._heard[chat] = len(texts)
        return texts[seen:]

    _heard: dict[int, int] = {}  # noqa: RUF012 - replaced for each life by the fixture

    def calls(self, chat: int) -> list[Json]:
        """Return the accepted calls that wrote to a chat."""
        return [one["call"] for one in self.telegram.sent(chat)]


@pytest.fixture
async def life(telegram: Telegram, db: Database) -> AsyncIterator[Life]:
    """Open a house in which days pass."""
    house = Life(db, telegram)
    house._heard = {}
    await house.open()
    async with house.application:
        yield house
