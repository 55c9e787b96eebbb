"""What becomes of sources in trouble: told once, tried again, and nobody else is held up."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from aiohttp import web
from structlog.testing import capture_logs

from bot.polling.poll import Outcome, Poller
from core.chat import Chat, ChatKind
from core.delivery import TextMessage
from core.source import FetchResult, Recipe, SourceKind, SourceSpec, SourceState
from feeds.fetch import Fetcher
from feeds.web.wire import Limits, Wire
from storage import chats, deliveries, sources
from storage.database import Database
from tests.bot.polling.test_poll import BOUNDS, START, World
from tests.feeds.feedtext import PROSE, Item, page, rss
from tests.web import opened, served

DAY = timedelta(days=1)
LIST = "<html><body>{items}{next}</body></html>"


class Buggy(Fetcher):
    """A fetcher with a bug that one address brings to light."""

    async def fetch(self, url: str, *, etag: str = "", last_modified: str = "") -> FetchResult:
        if url.endswith("/bug"):
            raise KeyError("nobody thought of this")
        return await super().fetch(url, etag=etag, last_modified=last_modified)


class Ward(World):
    """A world with an administrator."""

    async def open(self) -> None:
        async with self.db.transaction() as tx:
            await chats.ensure(tx, Chat(7, ChatKind.PRIVATE, title="Dana"), START)
            await tx.commit()

    async def declare(self, *specs: SourceSpec) -> None:
        async with self.db.transaction() as tx:
            await sources.sync(tx, specs, self.now)
            await tx.commit()

    async def visit(self, later: timedelta = 2 * DAY, fetcher: Fetcher | None = None) -> dict[str, Outcome]:
        """Poll what is due; returns what came of each by its name. Time moves on."""
        async with fetcher or opened() as client:
            outcomes = await Poller(self.db, client, lambda: self.now, BOUNDS, {7}).poll()
        self.now += later
        return {one.source.spec.name: one for one in outcomes}

    async def told(self) -> list[str]:
        """Return what the administrator is told, in order."""
        async with self.db.snapshot() as tx:
            waiting = await deliveries.listing(tx, state=None, limit=99)
        return [one.content.html for one in reversed(waiting) if isinstance(one.content, TextMessage)]

    async def state(self, name: str) -> SourceState:
        async with self.db.snapshot() as tx:
            return next(row.state for row in await sources.overview(tx) if row.source.spec.name == name)


@pytest.fixture
async def ward(db: Database) -> AsyncIterator[Ward]:
    async with served() as site:
        one = Ward(site, db)
        await one.open()
        yield one


async def test_a_bug_that_one_source_brings_to_light_stops_no_other_and_is_told_once(ward: Ward) -> None:
    good = ward.web.serve("/good", rss(Item("A good one", link="/g", text=PROSE * 4)))
    ward.web.serve("/bug", rss())
    await ward.declare(SourceSpec(ward.web.url + "/bug", "Bug"), SourceSpec(good, "Good"))
    with capture_logs() as logs:
        for n in range(3):
            came = await ward.visit(fetcher=Buggy(Wire(Limits(allow_private=True), "hubwire/test")))
            assert (came["Bug"].result, came["Good"].result) == ("failed", "unchanged" if n else "new")
    assert "a fault in hubwire: KeyError" in came["Bug"].reason
    assert [log["exc_info"] for log in logs if log.get("url", "").endswith("/bug")] == [True] * 3
    state = await ward.state("Bug")
    assert (state.failures, "KeyError" in state.last_error) == (3, True)
    assert state.next_check_at - (ward.now - 2 * DAY) >= 4 * BOUNDS.shortest
    (told,) = await ward.told()
    assert "a fault in hubwire" in told
    await ward.visit()
    assert len(await ward.told()) == 2
    assert "can be read again" in (await ward.told())[1]


async def test_a_recipe_that_yields_nothing_any_more_is_told_at_once_and_once(ward: Ward) -> None:
    item = "<li class='n'><a href='/1'>The academy opens its course</a></li>"
    spec = SourceSpec(ward.web.url + "/list", "List", kind=SourceKind.LIST, recipe=Recipe("li.n"))
    await ward.declare(spec)
    for items in (item, "", "", item, item):
        ward.web.serve("/list", LIST.format(items=items, next=""), "text/html")
        await ward.visit()
    first, second = await ward.told()
    assert "the recipe finds no article" in first
    assert "can be read again" in second


async def test_a_silent_source_is_told_once_and_once_more_when_it_has_news(ward: Ward) -> None:
    dates = [f"Mon, 0{n} May 2026 08:00:00 GMT" for n in (4, 3, 2, 1)]
    daily = [Item(f"Note {date[5:7]}", link=f"/{date[5:7]}", date=date, text=PROSE * 4) for date in dates]
    ward.web.serve("/feed", rss(*daily), ETag='"v1"')
    await ward.declare(SourceSpec(ward.web.url + "/feed", "Daily"))
    for _ in range(6):
        await ward.visit()
        ward.web.status("/feed", 304)
    (silent,) = await ward.told()
    assert "has brought nothing since 4 May 2026" in silent
    news = Item("Back", link="/9", date="Sat, 16 May 2026 08:00:00 GMT", text=PROSE * 4)
    ward.web.serve("/feed", rss(news, *daily))
    await ward.visit()
    await ward.visit()
    assert len(await ward.told()) == 2
    assert "has news again" in (await ward.told())[1]


@pytest.mark.parametrize("date", ["", "Mon, 04 May 2026 08:00:00 GMT"])
async def test_pages_that_stay_down_hold_up_nothing_and_end_as_the_feed_gives_them(
    ward: Ward, date: str
) -> None:
    dead = [Item(f"Dead {n}", link=f"/dead/{n}", date=date, text="A teaser…") for n in range(4)]
    for n in range(4):
        ward.web.status(f"/dead/{n}", 503)
    ward.web.serve("/feed", rss(*dead))
    await ward.declare(SourceSpec(ward.web.url + "/feed", "Feed"))
    await ward.visit()
    assert await ward.titles() == []
    ward.web.serve("/good", page("Good", PROSE), "text/html")
    ward.web.serve("/feed", rss(Item("Good", link="/good", date=date, text="A teaser…"), *dead))
    await ward.visit()
    assert await ward.titles() == ["Good"]
    for _ in range(4):
        await ward.visit()
    assert await ward.titles() == ["Dead 0", "Dead 1", "Dead 2", "Dead 3", "Good"]
    assert dict((await ward.state("Feed")).waiting) == {}


async def test_a_list_is_followed_to_the_page_where_the_last_visit_ended(ward: Ward) -> None:
    numbers = list(range(9, 0, -1))  # one on each page

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        at = int(request.query_string or 1)
        items = f"<li class='n'><a href='/n/{numbers[at - 1]}'>The academy opens a course</a></li>"
        onward = f"<a class='next' href='/list?{at + 1}'>Next</a>" if at < len(numbers) else ""
        return web.Response(text=LIST.format(items=items, next=onward), content_type="text/html")

    for n in range(1, 30):
        ward.web.serve(f"/n/{n}", page(f"Course {n}", PROSE), "text/html")
    ward.web.answer("/list", answer)
    recipe = Recipe("li.n", next="a.next")
    await ward.declare(SourceSpec(ward.web.url + "/list", "List", kind=SourceKind.LIST, recipe=recipe))
    assert (await ward.visit())["List"].articles == 4  # a first visit does not dig for ever
    assert len(ward.web.asked("/list")) == 4
    await ward.visit()
    assert len(ward.web.asked("/list")) == 5  # what is on the first page is known: it is enough
    numbers[:0] = [12, 11]
    assert (await ward.visit())["List"].articles == 2
    assert len(ward.web.asked("/list")) == 8


async def test_of_an_index_of_sitemaps_the_newest_and_those_of_news_are_read_at_every_visit(
    ward: Ward,
) -> None:
    def listed(tag: str, dates: dict[str, str]) -> str:
        places = dates.items()
        return "".join(
            f"<{tag}><loc>{ward.web.url}{at}</loc><lastmod>{day}</lastmod></{tag}>" for at, day in places
        )

    def map_of(*paths: str) -> str:
        return f"<urlset>{listed('url', dict.fromkeys(paths, '2026-05-03'))}</urlset>"

    maps = {"/news.xml": "2026-01-01", "/a.xml": "2026-04-01", "/b.xml": "2026-05-01", "/c.xml": "2020-01-01"}
    for number, path in enumerate(maps):
        ward.web.serve(path, map_of(f"/p/{number}"))
        ward.web.serve(f"/p/{number}", page(f"Page {number}", PROSE), "text/html")
    index = f"<sitemapindex>{listed('sitemap', maps)}</sitemapindex>"
    ward.web.serve("/sitemap.xml", index, ETag='"same"')
    spec = SourceSpec(ward.web.url + "/sitemap.xml", "Map", kind=SourceKind.SITEMAP)
    await ward.declare(spec)
    assert (await ward.visit())["Map"].articles == 3
    assert ward.web.asked("/c.xml") == []
    ward.web.serve("/b.xml", map_of("/p/2", "/p/9"))
    ward.web.serve("/p/9", page("Page 9", PROSE), "text/html")
    assert (await ward.visit())["Map"].articles == 1  # though the index itself is the same
    assert "If-None-Match" not in ward.web.asked("/sitemap.xml")[1].headers
