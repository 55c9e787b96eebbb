"""robots.txt, space between requests, and addresses that must not be asked."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import AsyncIterator, Iterator
from typing import Any, ClassVar

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from core.source import Fetched, FetchFailed
from feeds.fetch import Fetcher
from feeds.web.addresses import is_public
from feeds.web.hosts import LONGEST_SPACING, SPACING, spacing
from feeds.web.wire import Limits, Wire
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
        ("127.0.0.1", float("inf"), LONGEST_SPACING),
        ("127.0.0.1", float("nan"), LONGEST_SPACING),
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
    async with Fetcher(Wire(Limits(allow_private=False), "hubwire/test")) as fetcher:
        result = await fetcher.fetch(f"http://{host}:{port}/feed")
    assert isinstance(result, FetchFailed)
    assert "private address" in result.reason
    assert site.requests == []


class Fickle(AbstractResolver):
    """A name server that answers something else each time; the last answer stays."""

    def __init__(self, *answers: str) -> None:
        self._answers = list(answers)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        addresses = self._answers[0].split()
        if len(self._answers) > 1:
            self._answers.pop(0)
        return [
            ResolveResult(hostname=host, host=one, port=port, family=family, proto=0, flags=0)
            for one in addresses
        ]

    async def close(self) -> None:
        pass


class Internet(socket.socket):
    """A socket for which 8.8.8.8 is this machine; it remembers where it was told to connect."""

    connected: ClassVar[list[str]] = []

    def connect(self, address: Any) -> None:
        self.connected.append(address[0])
        super().connect(("127.0.0.1", address[1]) if address[0] == "8.8.8.8" else address)


@pytest.fixture
def connected() -> Iterator[list[str]]:
    Internet.connected.clear()
    yield Internet.connected
    Internet.connected.clear()


def on_the_internet(*answers: str) -> Fetcher:
    """Return a fetcher as in production, for which names resolve to `answers`."""
    wire = Wire(
        Limits(allow_private=False, timeout=5),
        "hubwire/test",
        Fickle(*answers),
        lambda info: Internet(info[0], info[1], info[2]),
    )
    return Fetcher(wire)


def named(site: Web, path: str, host: str = "steppe.example") -> str:
    return f"http://{host}:{site.url.rsplit(':', 1)[1]}{path}"


async def test_a_public_site_is_reached_by_its_name(site: Web, connected: list[str]) -> None:
    site.serve("/feed", b"<x/>")
    async with on_the_internet("8.8.8.8") as fetcher:
        assert isinstance(await fetcher.fetch(named(site, "/feed")), Fetched)
    assert set(connected) == {"8.8.8.8"}


@pytest.mark.parametrize("target", ["http://127.0.0.1:{port}/secret", "http://inside.example:{port}/secret"])
async def test_a_redirect_into_the_private_is_not_followed(
    site: Web, connected: list[str], target: str
) -> None:
    site.status("/feed", 302, Location=target.format(port=site.url.rsplit(":", 1)[1]))
    site.serve("/secret", b"<secret/>")
    async with on_the_internet("8.8.8.8", "10.0.0.1") as fetcher:
        result = await fetcher.fetch(named(site, "/feed"))
    assert isinstance(result, FetchFailed)
    assert "private address" in result.reason
    assert site.asked("/secret") == []
    assert set(connected) == {"8.8.8.8"}


async def test_a_name_that_resolves_to_a_private_address_the_second_time_is_not_asked_again(
    site: Web, connected: list[str]
) -> None:
    site.serve("/feed", b"<x/>", Connection="close")
    site.status("/robots.txt", 404, Connection="close")
    async with on_the_internet("8.8.8.8", "127.0.0.1") as fetcher:
        assert isinstance(await fetcher.fetch(named(site, "/feed")), Fetched)
    async with on_the_internet("127.0.0.1") as fetcher:
        result = await fetcher.fetch(named(site, "/feed"))
    assert result == FetchFailed("robots.txt: steppe.example leads to a private address")
    assert len(site.asked("/feed")) == 1
    assert set(connected) == {"8.8.8.8"}


async def test_of_many_addresses_only_public_ones_are_connected_to(site: Web, connected: list[str]) -> None:
    site.serve("/feed", b"<x/>")
    async with on_the_internet("127.0.0.1 10.0.0.1 8.8.8.8") as fetcher:
        assert isinstance(await fetcher.fetch(named(site, "/feed")), Fetched)
    assert set(connected) == {"8.8.8.8"}


async def test_the_host_that_a_redirect_leads_to_is_asked_for_its_rules_and_waited_for(site: Web) -> None:
    moments: list[float] = []

    async def noted(_: web.BaseRequest) -> web.StreamResponse:
        moments.append(asyncio.get_running_loop().time())
        return web.Response(body=b"<x/>")

    async with served() as other:
        other.serve("/robots.txt", ROBOTS, "text/plain")
        other.answer("/feed.xml", noted)
        allowed = site.status("/feed", 301, Location=other.url + "/feed.xml")
        forbidden = site.status("/closed", 301, Location=other.url + "/private/feed.xml")
        async with opened() as fetcher:
            await asyncio.gather(fetcher.fetch(allowed), fetcher.fetch(allowed))
            assert await fetcher.fetch(forbidden) == FetchFailed("the site's robots.txt forbids it")
        assert moments[1] - moments[0] >= 0.19
        assert len(other.asked("/robots.txt")) == 1
        assert other.asked("/private/feed.xml") == []


async def test_robots_txt_may_stand_elsewhere(site: Web) -> None:
    site.status("/robots.txt", 301, Location="/rules.txt")
    site.serve("/rules.txt", "User-agent: *\nDisallow: /", "text/plain")
    async with opened() as fetcher:
        result = await fetcher.fetch(site.serve("/feed.xml", b"<x/>"))
    assert result == FetchFailed("the site's robots.txt forbids it")
