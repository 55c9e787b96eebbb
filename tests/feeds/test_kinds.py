"""What a source has: JSON Feed, sitemaps, lists by recipe, and what is found from a home page."""

from __future__ import annotations

import gzip
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from core.source import FetchFailed, Recipe, SourceKind, SourceSpec, SourceState
from feeds.fetch import Fetcher
from feeds.visit import Visit, visit
from tests.feeds.feedtext import Item, rss
from tests.web import Web, opened, served

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
ATOM = (
    "<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><entry><id>a</id><title>News</title>"
    "<link href='/1'/><updated>2026-05-04T08:00:00Z</updated></entry></feed>"
)
RDF = (
    "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
    "<item rdf:about='/1'><title>News</title><link>/1</link></item></rdf:RDF>"
)
OLD_RSS = "<rss version='0.91'><channel><item><title>News</title><link>/1</link></item></channel></rss>"
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "T",
        "items": [{"id": 7, "url": "/1", "title": "News", "date_published": "2026-05-04T08:00:00Z"}, "junk"],
    }
)
NEWS_MAP = (
    "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
    "xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>{url}/1</loc><news:news>"
    "<news:publication_date>2026-05-04</news:publication_date><news:title>News</news:title></news:news></url>"
    "<url><loc>{url}/about</loc></url></urlset>"
)
HOME = (
    "<html><head>{head}</head><body><nav class='menu'><a href='/about'>About our institution's name</a></nav>"
    "<div class='news-list'>{links}</div></body></html>"
)
LINKS = "".join(
    f"<div class='news'><a href='/n/{n}'>The academy opens its course number {n}</a>"
    f"<time>0{n}.05.2026</time></div>"
    for n in range(1, 6)
)


@pytest.fixture
async def site() -> AsyncIterator[Web]:
    async with served() as one:
        yield one


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with opened() as one:
        yield one


async def seen(
    fetcher: Fetcher, url: str, kind: SourceKind = SourceKind.FEED, recipe: Recipe | None = None
) -> Visit:
    return await visit(SourceSpec(url, "x", kind=kind, recipe=recipe), SourceState(NOW), fetcher)


@pytest.mark.parametrize("body", [ATOM, RDF, OLD_RSS, JSON, "\ufeff" + JSON, rss(Item("News", "/1"))])
async def test_feeds_of_every_kind(site: Web, fetcher: Fetcher, body: str | bytes) -> None:
    (entry,) = (await seen(fetcher, site.serve("/feed", body))).feed.entries
    assert (entry.title, entry.url) == ("News", f"{site.url}/1")


@pytest.mark.parametrize("packed", [False, True])
async def test_a_news_sitemap_and_an_index_of_such(site: Web, fetcher: Fetcher, packed: bool) -> None:
    body = NEWS_MAP.format(url=site.url).encode()
    inner = site.serve("/news-map.xml", gzip.compress(body) if packed else body)
    index = f"<sitemapindex><sitemap><loc>{inner}</loc></sitemap></sitemapindex>"
    for url in (inner, site.serve("/sitemap.xml", index)):
        (entry,) = (await seen(fetcher, url, SourceKind.SITEMAP)).feed.entries
        assert (entry.title, entry.url, entry.published_at) == (
            "News",
            f"{site.url}/1",
            datetime(2026, 5, 4, tzinfo=UTC),
        )


async def test_a_sitemap_without_dates_says_so(site: Web, fetcher: Fetcher) -> None:
    url = site.serve("/sitemap.xml", f"<urlset><url><loc>{site.url}/1</loc></url></urlset>")
    result = (await seen(fetcher, url)).result
    assert isinstance(result, FetchFailed)
    assert "dates none of its pages" in result.reason


async def test_a_list_is_read_by_its_recipe(site: Web, fetcher: Fetcher) -> None:
    url = site.serve("/news", HOME.format(head="", links=LINKS), "text/html")
    visited = await seen(fetcher, url, SourceKind.LIST, Recipe(".news", date="time"))
    read = [(one.url, one.published_at) for one in visited.feed.entries]
    assert read == [(f"{site.url}/n/{n}", datetime(2026, 5, n, tzinfo=UTC)) for n in range(1, 6)]


@pytest.mark.parametrize("item", [".gone", "::: [", "nav"])
async def test_a_recipe_that_yields_nothing_is_a_failure(site: Web, fetcher: Fetcher, item: str) -> None:
    url = site.serve(
        "/news", HOME.format(head="", links=LINKS).replace("<a href='/about'>", "<a>"), "text/html"
    )
    result = (await seen(fetcher, url, SourceKind.LIST, Recipe(item))).result
    assert isinstance(result, FetchFailed)
    assert "finds no article" in result.reason


@pytest.mark.parametrize(
    ("head", "links"),
    [
        ("<link rel='alternate' type='application/rss+xml' href='/hidden.xml'>", LINKS),
        ("", LINKS + "<a href='/hidden.xml?rss=1#/rss'>RSS</a>"),
    ],
)
async def test_a_home_page_leads_to_its_feed(site: Web, fetcher: Fetcher, head: str, links: str) -> None:
    site.serve("/hidden.xml", rss(Item("News", "/1")))
    visited = await seen(
        fetcher, site.serve("/", HOME.format(head=head, links=links), "text/html"), SourceKind.SITE
    )
    assert visited.way is not None
    assert "/hidden.xml" in visited.way.url
    assert [one.title for one in visited.feed.entries] == ["News"]


async def test_robots_txt_leads_to_a_sitemap(site: Web, fetcher: Fetcher) -> None:
    site.serve("/robots.txt", f"Sitemap: {site.url}/map.xml", "text/plain")
    site.serve("/map.xml", NEWS_MAP.format(url=site.url))
    visited = await seen(
        fetcher, site.serve("/", HOME.format(head="", links=""), "text/html"), SourceKind.SITE
    )
    assert visited.way is not None
    assert visited.way.url == f"{site.url}/map.xml"


async def test_without_either_the_list_on_the_page_is_found(site: Web, fetcher: Fetcher) -> None:
    visited = await seen(
        fetcher, site.serve("/", HOME.format(head="", links=LINKS), "text/html"), SourceKind.SITE
    )
    assert visited.way is not None
    assert visited.way.kind is SourceKind.LIST
    assert len(visited.feed.entries) == 5


async def test_a_page_with_nothing_on_it_says_so(site: Web, fetcher: Fetcher) -> None:
    result = (
        await seen(fetcher, site.serve("/", HOME.format(head="", links=""), "text/html"), SourceKind.SITE)
    ).result
    assert result == FetchFailed("no feed, sitemap or list of news was found there")
