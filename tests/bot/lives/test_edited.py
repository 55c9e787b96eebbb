"""Articles that their sites edit, over real HTTP: what is polled, what changes, what people hear."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.polling.poll import Outcome, Poller
from core.event import Status
from core.schedule import Bounds
from core.source import SourceSpec
from storage import schema, sources
from tests.bot.lives.conftest import Life
from tests.feeds.feedtext import Item, page, rss
from tests.web import Web, opened, served

HOUR = timedelta(hours=1)
BOUNDS = Bounds(timedelta(minutes=15), HOUR)
TITLE = "Conference on digital public services"
TEXT = (
    "The Steppe Academy of Administration will hold a conference on digital public services in Almaty on "
    "25 May 2026. Delegations of Kazakhstan and Georgia will take part, said rector Aibek Sample. "
    "The programme offers three plenary sessions, a fair of services and a round table on training. "
)
MOVED = TEXT.replace("25 May 2026", "2 June 2026")
OTHER = "A workshop on archives will be held in Astana on 18 June 2026 for keepers of old papers and maps. "
FILLER = "The library of the academy was open on Sunday as well, and many readers came to see it. " * 6


@pytest.fixture
async def web() -> AsyncIterator[Web]:
    async with served() as one:
        yield one


class Site:
    """A site with one article, its reader, and hubwire between them."""

    def __init__(self, life: Life, web: Web, chat: int):
        self.life, self.web, self.chat = life, web, chat

    def publish(self, text: str, *, teaser: str = "", title: str = TITLE) -> None:
        """Show an article in the feed, whole or as a teaser of its page."""
        self.web.serve("/feed", rss(Item(title, link="/n/1", guid="n1", text=teaser or text)))
        self.web.serve("/n/1", page(title, text), "text/html")

    async def poll(self, later: timedelta = 2 * HOUR) -> tuple[Outcome | None, list[str]]:
        """Let two hours pass, poll and send; returns what came of it and what the reader heard."""
        self.life.now += later
        async with opened() as fetcher:
            outcomes = await Poller(self.life.db, fetcher, self.life.clock, BOUNDS).poll()
        await self.life.sender.drain()
        mine = [one for one in outcomes if one.source.spec.url.startswith(self.web.url)]
        return next(iter(mine), None), self.life.heard(self.chat)

    async def rows(self) -> int:
        """Return how many articles are stored."""
        async with self.life.db.snapshot() as tx:
            return len((await tx.execute(select(schema.articles.c.id))).all())


@pytest.fixture
async def site(life: Life, web: Web) -> Site:
    async with life.db.transaction() as tx:
        await sources.sync(tx, [SourceSpec(web.url + "/feed", "Steppe Academy", country="KZ")], life.now)
        await tx.commit()
    return Site(life, web, await life.subscriber())


async def test_a_typo_put_right_is_read_and_sends_nothing(site: Site) -> None:
    site.publish(TEXT + FILLER)
    _, heard = await site.poll()
    assert len(heard) == 1
    site.publish((TEXT + FILLER).replace("three plenary", "four plenary"))
    outcome, heard = await site.poll()
    assert (outcome and outcome.result, heard) == ("edited", [])
    assert (await site.life.event()).version == 1
    outcome, heard = await site.poll()
    assert (outcome and outcome.result, heard) == ("unchanged", [])
    assert await site.rows() == 1


@pytest.mark.parametrize("teaser", ["", "The Academy invites to a conference…"])
async def test_a_moved_date_is_told_once_as_a_change(site: Site, teaser: str) -> None:
    site.publish(TEXT + FILLER, teaser=teaser)
    _, heard = await site.poll()
    assert len(heard) == 1
    site.publish(MOVED + FILLER, teaser=teaser and "New dates! " + teaser)
    _, heard = await site.poll()
    (change,) = heard
    assert "✏️ Changed" in change
    assert "Jun 2" in change or "June 2" in change
    for _ in range(2):
        assert (await site.poll())[1] == []
    known = await site.life.event()
    assert (known.version, known.facts.first_day and known.facts.first_day.isoformat()) == (2, "2026-06-02")
    assert await site.rows() == 1


async def test_a_gathering_called_off_in_the_same_article_is_told(site: Site) -> None:
    site.publish(TEXT + FILLER)
    await site.poll()
    cancelled = TEXT.replace("will hold a conference", "has cancelled the conference").replace(
        "will take part", "had been invited"
    )
    site.publish(cancelled + FILLER, title="The conference on digital public services is cancelled")
    _, heard = await site.poll()
    assert len(heard) == 1
    assert heard[0].startswith("❌ Cancelled")
    assert (await site.life.event()).facts.status is Status.CANCELLED


async def test_an_address_used_anew_for_another_gathering_begins_it_and_leaves_the_first(site: Site) -> None:
    site.publish(TEXT + FILLER)
    await site.poll()
    site.publish(OTHER + FILLER, title="Workshop on archives")
    (alert,) = (await site.poll())[1]
    assert "🔔 New event" in alert
    assert "Workshop on archives" in alert
    first, second = (await site.life.event(1)).facts, (await site.life.event(2)).facts
    assert (first.city, second.city) == ("Almaty", "Astana")


async def test_an_edit_that_takes_the_gathering_out_changes_nothing(site: Site) -> None:
    site.publish(TEXT + FILLER)
    await site.poll()
    site.publish(FILLER * 2, title="Sunday in the library")
    assert (await site.poll())[1] == []
    assert (await site.life.event()).version == 1


async def test_an_edited_teaser_whose_page_is_gone_does_not_replace_what_was_read(site: Site) -> None:
    site.publish(TEXT + FILLER, teaser="The Academy invites…")
    await site.poll()
    site.web.serve("/feed", rss(Item(TITLE, link="/n/1", guid="n1", text="The Academy regrets…")))
    site.web.status("/n/1", 404)
    for _ in range(3):
        assert (await site.poll())[1] == []
    async with site.life.db.snapshot() as tx:
        (text,) = (await tx.execute(select(schema.articles.c.text))).scalars()
    assert "rector Aibek Sample" in text
    assert len(site.web.asked("/n/1")) == 2


async def test_an_edit_is_read_when_its_page_is_up_again(site: Site) -> None:
    site.publish(TEXT + FILLER, teaser="The Academy invites…")
    await site.poll()
    site.publish(MOVED + FILLER, teaser="New dates…")
    site.web.status("/n/1", 503)
    assert (await site.poll())[1] == []
    site.publish(MOVED + FILLER, teaser="New dates…")
    (change,) = (await site.poll())[1]
    assert "✏️ Changed" in change


async def test_a_feed_that_says_something_else_at_every_visit_makes_us_read_its_pages_ever_more_seldom(
    site: Site,
) -> None:
    for n in range(24):
        site.publish(TEXT + FILLER, teaser=f"Read by {n} people…")
        await site.poll()
    assert 3 <= len(site.web.asked("/n/1")) <= 10


async def test_articles_of_before_marks_were_kept_are_not_read_again(site: Site) -> None:
    site.publish(TEXT + FILLER, teaser="The Academy invites…")
    await site.poll()
    async with site.life.db.transaction() as tx:
        await tx.execute(schema.articles.update().values(mark=""))
        await tx.commit()
    for _ in range(2):
        await site.poll()
    assert len(site.web.asked("/n/1")) == 1
    site.publish(MOVED + FILLER, teaser="New dates…")
    assert len((await site.poll())[1]) == 1
