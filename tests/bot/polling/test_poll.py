"""The real poller, a real SQLite file, and a small web that does all that partner sites do."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp.web import Response
from sqlalchemy import select, text
from structlog.testing import capture_logs

from bot.polling.poll import Outcome, Poller
from core.chat import Chat, ChatKind
from core.delivery import TextMessage
from core.query import parse_rule
from core.schedule import Bounds
from core.source import SourceSpec
from core.subscription import Cadence
from feeds.fetch import Fetcher
from handlers.lexicon import lexicon
from storage import chats, deliveries, schema, sources, subscriptions
from storage.database import Database
from tests.feeds.feedtext import PROSE, Item, page, rss
from tests.web import Web, bomb, drip, opened, served

START = datetime(2026, 5, 4, 9, tzinfo=UTC)
BOUNDS = Bounds(timedelta(minutes=15), timedelta(days=1))
STORY = Item(link="/news/1", guid="n1", text="The Academy invites…")


class World:
    """A web, a database, and a clock that moves when told."""

    def __init__(self, web: Web, db: Database):
        self.web, self.db, self.now = web, db, START

    async def watch(self, *paths: str) -> None:
        """Make feeds at these paths the list of sources."""
        specs = [SourceSpec(self.web.url + path, f"Source {path}", country="KZ") for path in paths]
        async with self.db.transaction() as tx:
            await sources.sync(tx, specs, self.now)
            await tx.commit()

    async def poll(
        self, later: timedelta = timedelta(days=2), *, fetcher: Fetcher | None = None
    ) -> dict[str, Outcome]:
        """Poll what is due, as after a restart, or with a fetcher that remembers earlier visits.

        Returns what came of each by its path. Time moves on.
        """
        async with opened(timeout=1, max_bytes=2_000_000) if fetcher is None else nullcontext(fetcher) as one:
            outcomes = await Poller(self.db, one, lambda: self.now, BOUNDS).poll()
        self.now += later
        return {one.source.spec.name.removeprefix("Source "): one for one in outcomes}

    async def titles(self) -> list[str]:
        """Return the titles of all articles taken."""
        async with self.db.snapshot() as tx:
            return sorted((await tx.execute(select(schema.articles.c.title))).scalars())

    async def texts(self) -> list[str]:
        """Return the texts of all articles taken."""
        async with self.db.snapshot() as tx:
            return list((await tx.execute(select(schema.articles.c.text))).scalars())


@pytest.fixture
async def world(db: Database) -> AsyncIterator[World]:
    async with served() as web:
        yield World(web, db)


async def test_a_teaser_is_completed_from_its_page(world: World) -> None:
    world.web.serve("/feed", rss(STORY))
    world.web.serve("/news/1", page(STORY.title, f"{PROSE}\n{PROSE}"), "text/html")
    await world.watch("/feed")
    outcome = (await world.poll())["/feed"]
    assert (outcome.result, outcome.articles, outcome.events) == ("new", 1, 1)
    assert "rector Aibek Sample" in (await world.texts())[0]


async def test_articles_seen_once_are_never_taken_again(world: World) -> None:
    world.web.serve("/feed", rss(STORY))
    world.web.serve("/news/1", page(STORY.title, PROSE), "text/html")
    await world.watch("/feed")
    await world.poll()
    for _ in range(3):
        assert (await world.poll())["/feed"].result == "unchanged"
    assert len(world.web.asked("/feed")) == 4
    assert len(world.web.asked("/news/1")) == 1
    assert await world.titles() == [STORY.title]


async def test_the_second_visit_asks_whether_anything_changed(world: World) -> None:
    world.web.serve(
        "/feed", rss(Item(text=PROSE * 4)), ETag='"v1"', Last_Modified="Mon, 04 May 2026 08:00:00 GMT"
    )
    await world.watch("/feed")
    await world.poll()
    world.web.status("/feed", 304)
    for _ in range(2):
        assert (await world.poll())["/feed"].result == "unchanged"
    for request in world.web.asked("/feed")[1:]:
        assert request.headers["If-None-Match"] == '"v1"'
        assert request.headers["If-Modified-Since"] == "Mon, 04 May 2026 08:00:00 GMT"


async def test_a_page_that_is_down_is_tried_again_and_nothing_is_lost(world: World) -> None:
    world.web.serve("/feed", rss(STORY), ETag='"v1"')
    world.web.status("/news/1", 503)
    await world.watch("/feed")
    assert (await world.poll())["/feed"].articles == 0
    world.web.serve("/news/1", page(STORY.title, PROSE), "text/html")
    assert (await world.poll())["/feed"].articles == 1
    assert "If-None-Match" not in world.web.asked("/feed")[1].headers


async def test_a_page_that_is_gone_leaves_what_the_feed_says(world: World) -> None:
    world.web.serve("/feed", rss(STORY))
    await world.watch("/feed")
    await world.poll()
    assert await world.texts() == ["The Academy invites…"]


async def test_bad_sources_stop_no_good_one_and_say_why(world: World) -> None:
    web = world.web
    web.serve("/html", "<!doctype html><html><body>Maintenance</body></html>", "text/html")
    web.serve("/empty", b"")
    web.serve("/bomb", bomb(100), Content_Encoding="gzip")
    web.serve("/words", "Service unavailable", "text/plain")
    web.answer("/slow", drip(b" "))
    web.status("/down", 500)
    web.status("/loop", 302, Location="/loop")
    web.serve("/good", rss(Item("A good one", link="/g", text=PROSE * 4)))
    reasons = {
        "/html": "not a feed: an HTML page",
        "/empty": "not a feed: empty",
        "/bomb": "more than 2 MB",
        "/words": "not a feed: neither RSS nor Atom nor JSON Feed",
        "/slow": "no full answer within 1 seconds",
        "/down": "the site answered 500",
        "/loop": "more than 5 redirects",
    }
    await world.watch("/good", *reasons)
    with capture_logs() as logs:
        outcomes: dict[str, Outcome] = {}
        while len(outcomes) < len(reasons) + 1:  # a few of a host at a time
            outcomes |= await world.poll(timedelta(seconds=1))
    assert {path: outcomes[path].reason for path in reasons} == reasons
    said = {log["source"]: log["reason"] for log in logs if log["event"] == "source failed"}
    assert said == {f"Source {path}": reason for path, reason in reasons.items()}
    assert await world.titles() == ["A good one"]


async def test_an_undated_article_is_news_but_for_what_a_first_visit_brings(world: World) -> None:
    async with world.db.transaction() as tx:
        await chats.ensure(tx, Chat(5, ChatKind.PRIVATE), world.now)
        await subscriptions.add(tx, 5, parse_rule("kazakhstan", lexicon()), Cadence.AT_ONCE, world.now)
        await tx.commit()
    old = Item("A conference in Almaty", link="/1", date="", text=PROSE * 4)
    world.web.serve("/feed", rss(old))
    await world.watch("/feed")
    first = (await world.poll(timedelta(hours=2)))["/feed"]
    text = (
        "A seminar on archives will be held in Astana on 2 June 2026, the Lake Institute of Records said. "
        * 8
    )
    world.web.serve("/feed", rss(Item("A seminar in Astana", link="/2", date="", text=text), old))
    second = (await world.poll())["/feed"]
    assert (first.events, first.alerts) == (1, 0)
    assert (second.events, second.alerts) == (1, 1)


async def test_of_visits_that_are_stored_together_one_that_the_database_refuses_fails_alone(
    world: World,
) -> None:
    names = [f"/{n}" for n in range(5)]
    for name in names:
        world.web.serve(name, rss(Item(f"Story {name}", link=f"{name}/1", text=PROSE * 4)))
    await world.watch(*names)
    refusal = "CREATE TRIGGER refusal BEFORE INSERT ON articles WHEN NEW.title = 'Story /3' "
    async with world.db.transaction() as tx:
        await tx.execute(text(f"{refusal} BEGIN SELECT RAISE(ABORT, 'no room'); END"))
        await tx.commit()
    async with opened() as fetcher:
        poller = Poller(world.db, fetcher, lambda: world.now, BOUNDS)
        visits = await asyncio.gather(*(poller.visit(number) for number in range(1, 6)))
    outcomes = {one.source.spec.name.removeprefix("Source "): one for one in visits if one}
    assert {name: one.result for name, one in outcomes.items()} == {
        name: "failed" if name == "/3" else "new" for name in names
    }
    assert "StorageError" in outcomes["/3"].reason
    world.now += timedelta(hours=2)
    async with world.db.transaction() as tx:
        await tx.execute(text("DROP TRIGGER refusal"))
        await tx.commit()
    assert (await world.poll())["/3"].result == "new"
    assert await world.titles() == [f"Story {name}" for name in names]


async def test_a_truncated_feed_gives_what_is_whole_and_the_rest_later(world: World) -> None:
    whole = rss(Item("First", link="/1", text=PROSE * 4), Item("Second", link="/2", text=PROSE * 4))
    world.web.serve("/feed", whole[: whole.index(b"Second") - 10])
    await world.watch("/feed")
    await world.poll()
    assert await world.titles() == ["First"]
    world.web.serve("/feed", whole)
    await world.poll()
    assert await world.titles() == ["First", "Second"]


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "utf-16"])
async def test_old_encodings(world: World, encoding: str) -> None:
    title = "Семинар государственных служащих"
    world.web.serve("/feed", rss(Item(title, link="/1"), encoding=encoding), "text/xml; charset=utf-8")
    world.web.serve("/1", page(title, PROSE), "text/html")
    await world.watch("/feed")
    await world.poll()
    assert await world.titles() == [title]


@pytest.mark.parametrize("date", ["", "soon", "Mon, 04 May 2099 08:00:00 GMT", "32.13.2026"])
async def test_an_article_without_a_date_to_believe_is_taken_once(world: World, date: str) -> None:
    world.web.serve("/feed", rss(Item("Undated", link="/1", date=date, text=PROSE * 4)))
    await world.watch("/feed")
    for _ in range(3):
        await world.poll()
    assert await world.titles() == ["Undated"]
    async with world.db.snapshot() as tx:
        assert (await tx.execute(select(schema.articles.c.published_at))).scalars().all() == [None]


async def test_a_title_of_markup_and_emoji(world: World) -> None:
    title = 'Forum <&> "Q&A" 🎓 </title>'
    world.web.serve("/feed", rss(Item(title.replace("</title>", "&lt;"), link="/1", text=PROSE * 4)))
    await world.watch("/feed")
    await world.poll()
    assert await world.titles() == ['Forum <&> "Q&A" 🎓 <']


async def test_the_next_check_is_fixed_before_the_fetch(world: World) -> None:
    seen: list[datetime] = []

    async def look(_: object) -> Response:
        async with world.db.snapshot() as tx:
            seen.extend(row.state.next_check_at for row in await sources.overview(tx))
        return Response(body=rss())

    world.web.answer("/feed", look)
    await world.watch("/feed")
    await world.poll()
    assert seen == [START + BOUNDS.shortest]
    async with world.db.snapshot() as tx:
        (source_id,) = [row.source.id for row in await sources.overview(tx)]
    async with opened() as fetcher:  # as a worker visits it, that one alone
        await Poller(world.db, fetcher, lambda: world.now, BOUNDS).visit(source_id)
    assert seen == [START + BOUNDS.shortest, world.now + BOUNDS.shortest]


async def test_administrators_hear_once_that_a_source_fails_and_once_that_it_is_well(world: World) -> None:
    chat = Chat(7, ChatKind.PRIVATE, title="Dana", language="ru")
    async with world.db.transaction() as tx:
        await chats.ensure(tx, chat, START)
        await tx.commit()
    world.web.status("/feed", 500)
    await world.watch("/feed")
    for n in range(12):
        if n == 8:
            world.web.serve("/feed", rss())
        async with opened() as fetcher:
            await Poller(world.db, fetcher, lambda: world.now, BOUNDS, {7, 8}).poll()
        world.now += timedelta(days=2)
    async with world.db.snapshot() as tx:
        waiting = await deliveries.listing(tx, state=None, limit=9)
    told = [one.content.html for one in reversed(waiting) if isinstance(one.content, TextMessage)]
    assert len(told) == 2
    assert "Source /feed" in told[0]
    assert "сайт ответил кодом 500" in told[0]
    assert "Source /feed" in told[1]
