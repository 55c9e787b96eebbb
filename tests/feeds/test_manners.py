"""robots.txt, space between requests, and addresses that must not be asked."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from core.source import Fetched, FetchFailed
from feeds.addresses import PublicResolver, is_public
from feeds.fetch import Fetcher
from feeds.hosts import SPACING, spacing
from tests.web import Web, opened, served

ROBOTS = "User-agent: *\nDisallow: /private/*.xml$\nCrawl-delay: 0.2\nSitemap: https://x.example/news.xml\n"


@pytest.fixture
async def site() -> AsyncIterator[Web]:
    async with served() as one:
        yield one


async def test_robots_txt_is_asked_once_and_obeyed(site: Web) -> None:
    site.serve("/robots.txt", ROBOTS, "text/plain")
    forbidden, allowed = site.serve("/private/feed.xml", b"<x/>"), site.serve("/feed.xml", b"<x/>")
    async with opened() as fetcher:
        assert await fetcher.fetch(forbidden) == FetchFailed("the site's robots.txt forbids it")
        assert isinstance(await fetcher.fetch(allowed), Fetched)
        assert await fetcher.sitemaps(allowed) == ["https://x.example/news.xml"]
    assert len(site.asked("/robots.txt")) == 1
    assert site.asked("/private/feed.xml") == []


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (429, False), (500, False)])
async def test_rules_that_can_not_be_had(site: Web, status: int, allowed: bool) -> None:
    site.status("/robots.txt", status)
    url = site.serve("/feed.xml", b"<x/>")
    async with opened() as fetcher:
        assert isinstance(await fetcher.fetch(url), Fetched) is allowed


async def test_a_host_is_asked_one_thing_at_a_time_with_the_space_it_wants(site: Web) -> None:
    site.serve("/robots.txt", ROBOTS, "text/plain")
    moments: list[tuple[float, str]] = []

    async def slow(_: web.BaseRequest) -> web.StreamResponse:
        now = asyncio.get_running_loop().time
        moments.append((now(), "begun"))
        await asyncio.sleep(0.02)
        moments.append((now(), "ended"))
        return web.Response(body=b"<x/>")

    url = site.answer("/feed.xml", slow)
    async with opened() as fetcher:
        await asyncio.gather(*(fetcher.fetch(url) for _ in range(3)))
    assert [what for _, what in moments] == ["begun", "ended"] * 3
    pauses = [moments[n + 1][0] - moments[n][0] for n in (1, 3)]
    assert min(pauses) >= 0.19


async def test_a_delay_too_long_to_wait_for_is_left_to_the_next_visit(site: Web) -> None:
    site.serve("/robots.txt", "User-agent: hubwire\nCrawl-delay: 3600", "text/plain")
    url = site.serve("/feed.xml", b"<x/>")
    async with opened() as fetcher:
        assert isinstance(await fetcher.fetch(url), Fetched)
        refused = await fetcher.fetch(url)
    assert isinstance(refused, FetchFailed)
    assert "3600 seconds between requests" in refused.reason
    assert refused.retry_after is not None
    assert len(site.asked("/feed.xml")) == 1


@pytest.mark.parametrize(
    ("host", "wanted", "seconds"),
    [
        ("steppe.example", None, SPACING),
        ("steppe.example", 0.1, SPACING),
        ("steppe.example", 9.0, 9.0),
        ("8.8.8.8", None, SPACING),
        ("127.0.0.1", None, 0.0),
        ("127.0.0.1", 2.0, 2.0),
    ],
)
def test_space_between_requests(host: str, wanted: float | None, seconds: float) -> None:
    assert spacing(host, wanted) == seconds


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.5.4", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "224.0.0.1", "255.255.255.255", "240.0.0.1", "::1", "::", "fe80::1", "fc00::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2002:c0a8:101::",
    ],
)  # fmt: skip
def test_private_addresses(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "2a00:1450:4001::200e", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "2130706433",
        "0x7f.1",
        "127.1",
        "017700000001",
        "[::ffff:127.0.0.1]",
        "0",
    ],
)
async def test_no_spelling_of_a_private_address_is_asked(site: Web, host: str) -> None:
    site.serve("/feed", b"<x/>")
    port = site.url.rsplit(":", 1)[1]
    async with Fetcher(allow_private=False, user_agent="hubwire/test") as fetcher:
        result = await fetcher.fetch(f"http://{host}:{port}/feed")
    assert isinstance(result, FetchFailed)
    assert "private address" in result.reason
    assert site.requests == []


class Fickle(AbstractResolver):
    """A name server that names a public address first and a private one ever after."""

    def __init__(self) -> None:
        self.asked = 0

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked += 1
        address = "8.8.8.8" if self.asked == 1 else "127.0.0.1"
        return [ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=0)]

    async def close(self) -> None:
        pass


async def test_what_counts_is_the_address_that_is_connected_to() -> None:
    resolver = PublicResolver(Fickle())
    assert [one["host"] for one in await resolver.resolve("steppe.example", 80)] == ["8.8.8.8"]
    with pytest.raises(OSError, match="leads to a private address"):
        await resolver.resolve("steppe.example", 80)
