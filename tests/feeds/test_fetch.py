from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from aiohttp import web

from core.source import Fetched, FetchFailed, NotModified
from feeds.fetch import Fetcher
from tests.web import Answer, Web, bomb, drip, opened, served

BODY = b"<rss version='2.0'/>"


@pytest.fixture
async def site() -> AsyncIterator[Web]:
    async with served() as one:
        yield one


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with opened(timeout=5, max_bytes=2_000_000) as one:
        yield one


async def failed(fetcher: Fetcher, url: str) -> FetchFailed:
    result = await fetcher.fetch(url)
    assert isinstance(result, FetchFailed), result
    return result


async def test_validators_go_out_exactly_as_they_came(site: Web, fetcher: Fetcher) -> None:
    etag, modified = 'W/"odd, \\"one\\""', "Tue, 5 May 2026 08:00:00 +0500"  # not a form that RFC 9110 knows
    url = site.serve("/feed", BODY, ETag=etag, Last_Modified=modified)
    first = await fetcher.fetch(url)
    assert isinstance(first, Fetched)
    assert (first.etag, first.last_modified, first.body) == (etag, modified, BODY)
    await fetcher.fetch(url, etag=first.etag, last_modified=first.last_modified)
    before, after = site.asked("/feed")
    assert "If-None-Match" not in before.headers
    assert "If-Modified-Since" not in before.headers
    assert (after.headers["If-None-Match"], after.headers["If-Modified-Since"]) == (etag, modified)


async def test_validators_that_are_no_text_are_not_kept(site: Web, fetcher: Fetcher) -> None:
    async def raw(request: web.BaseRequest) -> web.StreamResponse:
        assert request.transport is not None
        head = b'HTTP/1.1 200 OK\r\nETag: "\xff\xfe"\r\nLast-Modified: \xe9\r\nContent-Length: 6\r\n\r\n'
        request.transport.write(head + b"<rss/>")
        request.transport.close()
        return web.Response()

    result = await fetcher.fetch(site.answer("/feed", raw))
    assert isinstance(result, Fetched), result
    assert (result.etag, result.last_modified) == ("", "")


async def test_304_is_a_value(site: Web, fetcher: Fetcher) -> None:
    url = site.status("/feed", 304, ETag='"a"', Cache_Control="max-age=600")
    assert await fetcher.fetch(url, etag='"a"') == NotModified('"a"', "", timedelta(minutes=10))


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"Cache_Control": "public, max-age=7200"}, timedelta(hours=2)),
        (
            {"Date": "Mon, 04 May 2026 09:00:00 GMT", "Expires": "Mon, 04 May 2026 12:00:00 GMT"},
            timedelta(hours=3),
        ),
        ({"Expires": "0"}, None),
        ({"Cache_Control": "max-age=99999999999"}, timedelta(days=30)),
    ],
)
async def test_how_long_the_site_says_that_it_stays_fresh(
    site: Web, fetcher: Fetcher, headers: dict[str, str], wait: timedelta | None
) -> None:
    result = await fetcher.fetch(site.serve("/feed", BODY, **headers))
    assert isinstance(result, Fetched)
    assert result.max_age == wait


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("said", "wait"),
    [("120", timedelta(minutes=2)), ("Mon, 04 May 2026 10:00:00 GMT", timedelta(hours=1)), ("soon", None)],
)
async def test_retry_after_is_heard(
    site: Web, fetcher: Fetcher, status: int, said: str, wait: timedelta | None
) -> None:
    url = site.status("/feed", status, Retry_After=said, Date="Mon, 04 May 2026 09:00:00 GMT")
    assert await fetcher.fetch(url) == FetchFailed(f"the site answered {status}", wait)


async def test_redirects_are_followed_to_an_end(site: Web, fetcher: Fetcher) -> None:
    site.status("/old", 301, Location="/new")
    url = site.serve("/new", BODY)
    result = await fetcher.fetch(site.url + "/old")
    assert isinstance(result, Fetched)
    assert result.url == url


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("/loop", "more than 5 redirects"),
        ("", "a redirect without a target"),
        ("ftp://127.0.0.1/feed", "only http and https"),
        ("file:///etc/hostname", "only http and https"),
        ("http://[bad", "a redirect without a target"),
    ],
)
async def test_redirects_that_lead_nowhere(site: Web, fetcher: Fetcher, target: str, reason: str) -> None:
    assert reason in (await failed(fetcher, site.status("/loop", 302, Location=target))).reason


async def endless_head(request: web.BaseRequest) -> web.StreamResponse:
    assert request.transport is not None
    for _ in range(10_000):
        request.transport.write(b"HTTP/1.1 200 OK\r\n" if _ == 0 else b"X-Long: " + b"x" * 1000 + b"\r\n")
        await asyncio.sleep(0)
    return web.Response()


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (drip(b"<rss>" + b" " * 300_000, pause=0), "more than 2 MB"),
        (endless_head, "the connection failed"),
    ],
    ids=["a body without end", "a head without end"],
)
async def test_no_answer_is_read_for_ever(site: Web, fetcher: Fetcher, answer: Answer, reason: str) -> None:
    assert reason in (await failed(fetcher, site.answer("/feed", answer))).reason


async def test_a_slow_drip_is_given_up(site: Web) -> None:
    async with opened(timeout=0.3) as fetcher:
        assert (
            "no full answer within 0.3 seconds"
            in (await failed(fetcher, site.answer("/feed", drip(b" ")))).reason
        )


async def test_gzip_is_read_and_a_bomb_is_not(site: Web, fetcher: Fetcher) -> None:
    small = await fetcher.fetch(site.serve("/feed", gzip.compress(BODY, mtime=0), Content_Encoding="gzip"))
    assert isinstance(small, Fetched)
    assert small.body == BODY
    url = site.serve("/bomb", bomb(200), Content_Encoding="gzip")
    assert (await failed(fetcher, url)).reason == "more than 2 MB"


@pytest.mark.parametrize(
    ("encoding", "body", "reason"),
    [
        ("gzip", b"plain words", "not the gzip"),
        ("gzip", gzip.compress(BODY * 99, mtime=0)[:-20], "cut off"),
        ("br", BODY, "which was not asked for"),
        ("zstd", BODY, "which was not asked for"),
    ],
)
async def test_a_body_that_is_not_what_its_head_says(
    site: Web, fetcher: Fetcher, encoding: str, body: bytes, reason: str
) -> None:
    url = site.serve("/feed", body, Content_Encoding=encoding)
    assert reason in (await failed(fetcher, url)).reason


async def test_a_body_that_ends_too_early_is_a_failure(site: Web, fetcher: Fetcher) -> None:
    async def cut(request: web.BaseRequest) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "1000"})
        await response.prepare(request)
        await response.write(BODY)
        assert request.transport is not None
        request.transport.abort()
        return response

    assert "the connection failed" in (await failed(fetcher, site.answer("/feed", cut))).reason


async def test_nobody_at_home(fetcher: Fetcher) -> None:
    assert "the connection failed" in (await failed(fetcher, "http://127.0.0.1:9/feed")).reason
