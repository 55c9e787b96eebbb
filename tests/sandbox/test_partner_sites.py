"""The sample sites: feeds that every reader reads, pages, and articles that appear in their time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import aiohttp
import feedparser
import pytest

from core.article import Document
from core.partial_date import PartialDate
from feeds.extract.events import extract
from sandbox.clock import SandboxClock
from sandbox.house import Sandbox, opened
from sandbox.partners.newsroom import Newsroom
from sandbox.partners.site import Site, Story, all_sites
from sandbox.partners.words import filled

START = datetime(2026, 5, 4, 6, tzinfo=UTC)
SITES = all_sites()
STORIES = [(site, story) for site in SITES for story in site.stories]


@pytest.fixture
async def house() -> AsyncIterator[Sandbox]:
    async with opened(clock=SandboxClock(lambda: START)) as sandbox:
        yield sandbox


async def get(sandbox: Sandbox, path: str, **headers: str) -> tuple[int, str, Mapping[str, str]]:
    async with aiohttp.ClientSession() as session, session.get(sandbox.url + path, headers=headers) as answer:
        return answer.status, await answer.text(), answer.headers


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.key)
async def test_every_feed_is_valid_and_its_links_lead_to_pages(house: Sandbox, site: Site) -> None:
    status, body, headers = await get(house, f"/partners/{site.key}/feed.xml")
    feed = feedparser.parse(body.encode(), response_headers={"content-type": headers["content-type"]})
    assert (status, feed.bozo, feed.version[:3]) == (200, False, "ato" if site.feed == "atom" else "rss")
    assert len(feed.entries) == len([one for one in site.stories if one.appears == 0])
    for entry in feed.entries:
        status, page, _ = await get(house, urlsplit(entry.link).path)
        assert (status, "<article>" in page) == (200, True)
        assert "{" not in entry.title + entry.get("summary", "")


async def test_a_feed_that_has_not_changed_is_not_sent_again(house: Sandbox) -> None:
    _, _, headers = await get(house, "/partners/silk-academy/feed.xml")
    same = {"If-None-Match": headers["etag"]}
    assert (await get(house, "/partners/silk-academy/feed.xml", **same))[0] == 304
    while house.news.waiting():
        house.news.publish_next()
    assert (await get(house, "/partners/silk-academy/feed.xml", **same))[0] == 200


async def test_one_site_stumbles_every_third_time(house: Sandbox) -> None:
    kinds = [(await get(house, "/partners/caspian-bureau/feed.xml"))[1][:6] for _ in range(6)]
    assert kinds == ["<?xml ", "<?xml ", "<html>"] * 2


@pytest.mark.parametrize("path", ["/partners/nobody/", "/partners/nobody/feed.xml",
                                  "/partners/silk-academy/news/ethics-seminar"])  # fmt: skip
async def test_what_is_not_there_or_not_yet_is_not_found(house: Sandbox, path: str) -> None:
    assert (await get(house, path))[0] == 404


async def test_the_homes_name_their_feeds_and_link_their_articles(house: Sandbox) -> None:
    _, page, _ = await get(house, "/partners/tien-shan/")
    assert "href='/partners/tien-shan/feed.xml'" in page
    assert "href='news/letnyaya-shkola'" in page


def test_articles_appear_in_their_time_or_when_somebody_wants_it() -> None:
    clock = SandboxClock(lambda: START)
    news = Newsroom(SITES, clock.now)
    waiting = news.waiting()
    news.publish_next()
    assert news.waiting() == waiting[1:]
    clock.move(timedelta(seconds=100))
    assert len(news.waiting()) < len(waiting) - 1
    left = news.waiting()
    news.postpone(timedelta(days=7))
    clock.move(timedelta(days=7))
    assert news.waiting() == left
    clock.move(timedelta(hours=1))
    assert news.waiting() == []
    news.publish_next()


def test_a_newcomer_who_takes_a_minute_still_sees_three_alerts_in_the_next() -> None:
    soon = [story for _, story in STORIES if 60 <= story.appears <= 180]
    assert len(soon) >= 3


@pytest.mark.parametrize(("site", "story"), STORIES, ids=lambda one: getattr(one, "slug", ""))
def test_the_bot_finds_an_event_just_where_a_reader_would(site: Site, story: Story) -> None:
    text = "\n\n".join(site.paragraphs(story, START.date()))
    day = PartialDate.of(START.date())
    found = extract(Document(site.title(story, START.date()), text, site.language, day, "x"))
    assert len(found) == (story.slug not in ("opinion", "statistika", "vacancy-analyst"))


@pytest.mark.parametrize(
    ("text", "language", "written"),
    [
        ("{date:0}", "en", "4 May 2026"),
        ("{range:1:2}", "en", "5–6 May 2026"),
        ("{range:26:28}", "en", "30 May – 1 June 2026"),
        ("{date:-4}", "ru", "30 апреля 2026 года"),
        ("{range:1:2}", "kk", "2026 жылғы 5–6 мамыр"),
        ("{range:240:242}", "en", "30 December 2026 – 1 January 2027"),
        ("{range:240:242}", "ru", "30 декабря 2026 года – 1 января 2027 года"),
        ("{range:240:242}", "kk", "2026 жылғы 30 желтоқсан – 2027 жылғы 1 қаңтар"),
    ],
)
def test_dates_are_written_as_the_sites_write_them(text: str, language: str, written: str) -> None:
    assert filled(text, language, START.date()) == written
