"""`/sources` and `/source test`: what editors see, in their language; nobody else."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from aiohttp import web
from sqlalchemy import func, select

from bot.polling.poll import Poller
from core.schedule import Bounds
from core.source import Alarm, SourceSpec, SourceState
from feeds.fetch import Fetcher
from feeds.web.wire import Limits, Wire
from storage import schema, sources
from storage.database import Database
from tests.botapi import Telegram
from tests.feeds.feedtext import PROSE, Item, rss
from tests.handlers.conftest import NOW, answered
from tests.web import Web, served

EDITOR = 1001  # the first person of a sandbox
BOUNDS = Bounds(timedelta(minutes=15), timedelta(days=1))
HOME = (
    "<html><head><link rel='alternate' type='application/rss+xml' href='/f.xml'></head><body>Hi</body></html>"
)


@pytest.fixture
async def site() -> AsyncIterator[Web]:
    async with served() as one:
        yield one


async def desk_of(telegram: Telegram, db: Database, *, private: bool) -> AsyncIterator[Telegram]:
    assert await telegram.user("Dana") == EDITOR
    async with Fetcher(Wire(Limits(allow_private=private), "hubwire/test")) as fetcher:
        look = Poller(db, fetcher, lambda: NOW, BOUNDS).look
        async with answered(telegram, db, lambda: NOW, frozenset({EDITOR}), look=look):
            yield telegram


@pytest.fixture
async def desk(telegram: Telegram, db: Database) -> AsyncIterator[Telegram]:
    """Return a Telegram in which the first person is an editor; the bot may fetch from loopback."""
    async for one in desk_of(telegram, db, private=True):
        yield one


@pytest.fixture
async def public_desk(telegram: Telegram, db: Database) -> AsyncIterator[Telegram]:
    """Return the same with the addresses of production."""
    async for one in desk_of(telegram, db, private=False):
        yield one


async def declare(db: Database, count: int) -> None:
    """Store sources, of which the third fails and the fifth is silent."""
    specs = [
        SourceSpec(f"https://s{n}.example/feed", f"Source {n:02}", country="KZ") for n in range(1, count + 1)
    ]
    well = SourceState(NOW + timedelta(hours=1), interval=timedelta(hours=2), last_success_at=NOW)
    states = {
        1: well,
        3: replace(well, failures=7, last_error="the site answered 503 <x>", alarm=Alarm.FAILING),
        5: replace(well, alarm=Alarm.SILENT, last_news_at=NOW - timedelta(days=40)),
    }
    async with db.transaction() as tx:
        await sources.sync(tx, specs, NOW)
        await sources.save_states(tx, {n: state for n, state in states.items() if n <= count})
        await tx.commit()


async def counted(db: Database) -> list[int]:
    """Return how many rows there are of all that a visit might store."""
    tables = (schema.sources, schema.articles, schema.article_names, schema.events, schema.deliveries)
    async with db.snapshot() as tx:
        return [(await tx.execute(select(func.count()).select_from(one))).scalar_one() for one in tables]


async def test_others_see_neither(desk: Telegram, db: Database) -> None:
    reader = await desk.user("Reader")
    for words in ("/sources", "/source test https://x.example/"):
        assert "Only the network's editors" in (await desk.ask(reader, words))["text"]
    assert "/source" not in (await desk.ask(EDITOR, "/help"))["text"]


async def test_the_list_shows_all_of_each_source_those_in_trouble_first(desk: Telegram, db: Database) -> None:
    await declare(db, 6)
    text = (await desk.ask(EDITOR, "/sources"))["text"]
    assert re.findall(r"Source \d\d", text) == [f"Source {n:02}" for n in (3, 5, 1, 2, 4, 6)]
    assert "1–6 of 6 sources, 2 in trouble" in text
    assert "Last success: 4 May 2026, 14:00" in text  # the chat's zone
    assert "Next check: 4 May 2026, 15:00; every 2 hours" in text
    assert "Articles: 0 · events: 0" in text
    assert "Failures in a row: 7 – the site answered 503 <x>" in text
    assert "Silent since 25 Mar 2026" in text
    assert "Last success: never" in text


async def test_a_long_list_has_pages(desk: Telegram, db: Database) -> None:
    await declare(db, 20)
    first = await desk.ask(EDITOR, "/sources")
    assert "1–8 of 20" in first["text"]
    second = await desk.turn(first, "›")
    assert "9–16 of 20" in second["text"]
    third = await desk.turn(second, "›")
    assert "17–20 of 20" in third["text"]
    assert "›" not in str(third["reply_markup"])
    assert "9–16 of 20" in (await desk.turn(third, "‹"))["text"]


async def test_without_sources_it_says_what_to_do(desk: Telegram) -> None:
    assert "SOURCES names the file" in (await desk.ask(EDITOR, "/sources"))["text"]


async def test_an_address_is_tried_and_nothing_is_stored(desk: Telegram, db: Database, site: Web) -> None:
    site.serve(
        "/f.xml",
        rss(Item(link="/1", text=PROSE * 4), Item("Library", link="/2", text="Open on Sunday. " * 60)),
    )
    home = site.serve("/", HOME, "text/html")
    await desk.ask(EDITOR, "/start")
    before = await counted(db)
    await desk.say(EDITOR, f"/source test {home}")
    told = (await desk.wait_for(EDITOR, "Found"))["text"]
    assert f"Found a feed with 2 articles: {site.url}/f.xml" in told
    assert (
        "📰 4 May 2026: Conference on digital public services" in told
        or "Conference on digital public" in told
    )
    assert "Almaty" in told
    assert "– no event" in told
    assert "Nothing was stored" in told
    assert await counted(db) == before


@pytest.mark.parametrize(
    ("language", "words", "found", "list_head"),
    [
        ("ru", "Смотрю", "Найдено: лента, 1 статья", "1–1 из 1 источника"),
        ("kk", "қаралуда", "Табылды: таспа, 1 мақала", "1 дереккөздің 1–1"),
    ],
)
async def test_it_speaks_the_editor_s_language(
    telegram: Telegram, db: Database, site: Web, language: str, words: str, found: str, list_head: str
) -> None:
    assert await telegram.user("Dana", language) == EDITOR
    feed = site.serve("/f.xml", rss(Item(link="/1", text=PROSE * 4)))
    await declare(db, 1)
    async with Fetcher(Wire(Limits(allow_private=True), "hubwire/test")) as fetcher:
        look = Poller(db, fetcher, lambda: NOW, BOUNDS).look
        async with answered(telegram, db, lambda: NOW, frozenset({EDITOR}), look=look):
            assert words in (await telegram.ask(EDITOR, f"/source test {feed}"))["text"]
            assert found in (await telegram.wait_for(EDITOR, "/f.xml"))["text"]
            assert list_head in (await telegram.ask(EDITOR, "/sources"))["text"]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433"])
async def test_private_addresses_are_refused(public_desk: Telegram, site: Web, host: str) -> None:
    port = site.url.rsplit(":", 1)[1]
    await public_desk.say(EDITOR, f"/source test http://{host}:{port}/")
    assert "private address" in (await public_desk.wait_for(EDITOR, "Nothing can be read"))["text"]
    assert site.requests == []


@pytest.mark.parametrize(
    "words", ["", "test", "test nothing", "look https://x.example/", "test " + "x." * 400]
)
async def test_what_is_no_address_is_explained(desk: Telegram, words: str) -> None:
    assert "Write an address" in (await desk.ask(EDITOR, f"/source {words}"))["text"]


async def test_an_endless_answer_stays_within_telegram_s_limits(desk: Telegram, site: Web) -> None:
    items = [Item(f"{'Very long title ' * 60}{n}", link=f"/{n}", text=PROSE * 4) for n in range(9)]
    feed = site.serve("/f.xml", rss(*items))
    await desk.say(EDITOR, f"/source test {feed}")
    assert len((await desk.wait_for(EDITOR, "Nothing was stored"))["text"]) <= 4096


async def test_others_are_answered_while_a_slow_site_is_looked_at(desk: Telegram, site: Web) -> None:
    may_answer = asyncio.Event()

    async def slow(_: web.BaseRequest) -> web.StreamResponse:
        await may_answer.wait()
        return web.Response(body=rss(Item(link="/1", text=PROSE * 4)))

    await desk.say(EDITOR, f"/source test {site.answer('/f.xml', slow)}")
    await desk.wait_for(EDITOR, "Looking at")
    reader = await desk.user("Reader")
    assert (await desk.ask(reader, "/help"))["text"]
    may_answer.set()
    await desk.wait_for(EDITOR, "Found a feed")
