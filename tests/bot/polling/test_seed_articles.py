"""The main job on real input: the labelled seed articles, served as feeds, polled, asked for, told of."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.delivery.digests import digest_tick
from bot.delivery.send import Sender
from bot.polling.poll import Poller
from core.source import SourceSpec
from storage import sources
from storage.database import Database
from tests.bot.polling.test_poll import BOUNDS
from tests.botapi import Telegram
from tests.feeds.feedtext import Item, page, rss
from tests.handlers.conftest import NOW, answered
from tests.web import Web, opened, served

GOLD = Path(__file__).parents[4] / "shared" / "gold" / "dev.jsonl"
WEEK = timedelta(days=7)


@pytest.fixture(scope="module")
def seeds() -> list[dict[str, Any]]:
    """Read the seed articles where they are; they are not ours to copy."""
    if not GOLD.is_file():
        pytest.skip("the labelled articles are not on this machine")
    articles = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    return [one for one in articles if one["id"].startswith("seed")]


async def partners(web: Web, db: Database, seeds: list[dict[str, Any]]) -> None:
    """Serve each source's articles as a feed of teasers with pages behind them, and watch these feeds."""
    specs = []
    for name in sorted({one["source"] for one in seeds}):
        items = []
        for one in seeds:
            if one["source"] == name:
                path = f"/{name}/{one['id']}"
                web.serve(path, page(one["title"], one["text"]), "text/html")
                items.append(Item(one["title"], web.url + path, one["id"], "", one["text"][:150] + "…"))
        specs.append(SourceSpec(web.serve(f"/{name}.xml", rss(*items)), name))
    async with db.transaction() as tx:
        await sources.sync(tx, specs, NOW)
        await tx.commit()


async def polled(db: Database) -> int:
    """Poll until nothing is due; returns how many articles were taken."""
    taken = 0
    async with opened() as fetcher:
        poller = Poller(db, fetcher, lambda: NOW, BOUNDS)
        while outcomes := await poller.poll():
            assert {one.result for one in outcomes} == {"new"}
            taken += sum(one.articles for one in outcomes)
    return taken


async def test_seed_articles_reach_those_who_asked(
    seeds: list[dict[str, Any]], telegram: Telegram, db: Database
) -> None:
    now = NOW
    async with served() as web, answered(telegram, db, lambda: now) as application:
        follower, other, reader = [await telegram.user(name) for name in ("Dana", "Bolat", "Erlan")]
        await telegram.ask(follower, "/subscribe uzbekistan")
        await telegram.ask(other, "/subscribe mongolia")
        await telegram.ask(reader, "/subscribe kazakhstan weekly")
        await partners(web, db, seeds)
        assert await polled(db) == len(seeds)

        held = await telegram.ask(follower, "/events held")
        assert "Belgrade" in held["text"]
        assert "Tashkent" in held["text"]
        assert "Almaty" in (await telegram.ask(follower, "/events almaty held"))["text"]

        before = len(telegram.texts(other))
        await Sender(db, application.bot, lambda: now).drain()
        alerts = [text for text in telegram.texts(follower) if "Tashkent" in text and "May" in text]
        assert alerts
        assert telegram.texts(other)[before:] == []

        now += WEEK
        assert await digest_tick(db, now) >= 1
        await Sender(db, application.bot, lambda: now).drain()
        digest = await telegram.wait_for(reader, "Your digest")
        assert "Almaty" in digest["text"]
        assert telegram.texts(other)[before:] == []
