"""HTTP in, a value out: what a visit brought, or in one line why it brought nothing."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import aiohttp
from yarl import URL

from core.source import Fetched, FetchFailed, FetchResult, NotModified
from feeds.addresses import PrivateAddress, PublicResolver, is_public, joined, literal
from feeds.freshness import max_age, retry_after
from feeds.hosts import TooSoon, Turns, spacing
from feeds.robots import Rules, rules_of

REDIRECTS = {301, 302, 303, 307, 308}
ACCEPT = "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/html;q=0.8, */*;q=0.5"
CHUNK = 64 * 1024


AGENT = "hubwire"  #: our name in a robots.txt


class _Refused(Exception):
    """Why a visit brought nothing, on its way to FetchFailed."""

    def __init__(self, reason: str, wait: timedelta | None = None):
        super().__init__(reason)
        self.wait = wait


class Fetcher:
    """Fetches within limits of size, time, redirects and addresses. An async context manager."""

    def __init__(
        self,
        *,
        allow_private: bool,
        user_agent: str,
        timeout: float = 30,
        max_bytes: int = 10_000_000,
        max_redirects: int = 5,
    ):
        self._allow_private = allow_private
        self._user_agent = user_agent
        self._timeout = timeout
        self._max_bytes = max_bytes
        self._max_redirects = max_redirects
        self._session: aiohttp.ClientSession | None = None
        self._turns = Turns()
        self._rules: dict[str, Rules] = {}

    async def __aenter__(self) -> Self:
        """Open the session."""
        resolver = None if self._allow_private else PublicResolver()
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(resolver=resolver, limit=64, limit_per_host=2),
            headers={"User-Agent": self._user_agent, "Accept": ACCEPT, "Accept-Encoding": "gzip, deflate"},
            auto_decompress=False,  # we decompress ourselves, within the limit
            cookie_jar=aiohttp.DummyCookieJar(),
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the session."""
        if self._session is not None:
            await self._session.close()

    async def fetch(self, url: str, *, etag: str = "", last_modified: str = "") -> FetchResult:
        """Visit an address as its host allows, conditionally where validators are given.

        Every failure is a value.
        """
        rules = await self._rules_for(url)
        if refusal := rules.refusal(url, AGENT):
            return FetchFailed(refusal)
        asked = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in asked.items() if value}
        try:
            host = self._checked(url).host or ""
            async with self._turns.turn(host, spacing(host, rules.delay(AGENT))):
                return await self._visit(url, headers)
        except _Refused as exc:
            return FetchFailed(str(exc))
        except TooSoon as exc:
            return FetchFailed(str(exc), exc.wait)

    async def sitemaps(self, url: str) -> list[str]:
        """Return the sitemaps that a site's robots.txt names."""
        rules = await self._rules_for(url)
        return list(rules.text.sitemaps) if rules.text is not None else []

    async def _rules_for(self, url: str) -> Rules:
        """Return the rules of a site, asked for once a day."""
        now, robots = asyncio.get_running_loop().time(), joined(url, "/robots.txt")
        known = self._rules.get(robots)
        if known is None or known.until <= now:
            async with self._turns.turn(urlsplit(robots).hostname or "", 0.0):
                known = self._rules[robots] = rules_of(await self._visit(robots, {}), now)
        return known

    async def _visit(self, url: str, headers: Mapping[str, str]) -> FetchResult:
        try:
            async with asyncio.timeout(self._timeout):
                return await self._follow(url, headers)
        except _Refused as exc:
            return FetchFailed(str(exc), exc.wait)
        except TimeoutError:
            return FetchFailed(f"no full answer within {self._timeout:g} seconds")
        except PrivateAddress as exc:
            return FetchFailed(str(exc))
        except (aiohttp.ClientError, OSError, ValueError) as exc:
            cause = exc.__cause__ or exc
            if isinstance(cause, PrivateAddress):
                return FetchFailed(str(cause))
            if isinstance(exc, aiohttp.ClientConnectorDNSError):
                return FetchFailed(f"the name {urlsplit(url).hostname} can't be resolved")
            return FetchFailed(f"the connection failed: {type(exc).__name__}")

    async def _follow(self, url: str, headers: Mapping[str, str]) -> FetchResult:
        if self._session is None:
            raise RuntimeError("the fetcher is not open")
        for _ in range(self._max_redirects + 1):
            async with self._session.get(
                self._checked(url), headers=headers, allow_redirects=False
            ) as answer:
                if answer.status not in REDIRECTS:
                    return await self._read(answer, url)
                target = answer.headers.get("Location", "")
            url = joined(url, target)
            if not url:
                raise _Refused("a redirect without a target")
        raise _Refused(f"more than {self._max_redirects} redirects")

    def _checked(self, url: str) -> URL:
        """Refuse what is no http address of the open internet; raises _Refused."""
        try:
            parsed = URL(url)
        except ValueError as exc:
            raise _Refused("not an address") from exc
        if parsed.scheme not in ("http", "https") or not parsed.host:
            raise _Refused(f"only http and https are fetched, not {parsed.scheme or 'this'}")
        address = literal(parsed.host)
        if address is not None and not self._allow_private and not is_public(address):
            raise _Refused(f"{parsed.host} is a private address")
        return parsed

    async def _read(self, answer: aiohttp.ClientResponse, url: str) -> FetchResult:
        headers, now = answer.headers, _date(answer.headers)
        fresh = max_age(headers, now)
        etag, modified = headers.get("ETag", ""), headers.get("Last-Modified", "")
        if answer.status == 304:
            return NotModified(etag, modified, fresh)
        if answer.status != 200:
            raise _Refused(f"the site answered {answer.status}", retry_after(headers, now))
        body = await self._body(answer)
        return Fetched(url, body, headers.get("Content-Type", ""), etag, modified, fresh)

    async def _body(self, answer: aiohttp.ClientResponse) -> bytes:
        """Read and decompress a body, never more than the limit at any moment."""
        inflate = _inflater(answer.headers.get("Content-Encoding", ""))
        body = bytearray()
        async for chunk in answer.content.iter_chunked(CHUNK):
            body += chunk if inflate is None else inflate.decompress(chunk, self._max_bytes + 1 - len(body))
            if len(body) > self._max_bytes:
                raise _Refused(f"more than {self._max_bytes // 1_000_000} MB")
        if inflate is not None and not inflate.whole:
            raise _Refused("the compressed body was cut off")
        return bytes(body)


class _Inflater:
    """gzip or deflate, bounded; what is no such thing is refused."""

    def __init__(self, bits: int):
        self._inner = zlib.decompressobj(bits)

    @property
    def whole(self) -> bool:
        """Whether the end was seen."""
        return self._inner.eof

    def decompress(self, chunk: bytes, most: int) -> bytes:
        try:
            return self._inner.decompress(chunk, most)
        except zlib.error as exc:
            raise _Refused("the body is not the gzip that the site says it is") from exc


def _inflater(encoding: str) -> _Inflater | None:
    coding = encoding.strip().lower()
    if coding in ("", "identity"):
        return None
    if coding in ("gzip", "x-gzip", "deflate"):
        return _Inflater(zlib.MAX_WBITS | 32)  # 32: tell gzip and zlib apart by their heads
    raise _Refused(f"the body is encoded as {coding[:20]}, which was not asked for")


def _date(headers: Mapping[str, str]) -> datetime | None:
    """Return the server's own idea of now; its other moments are relative to it."""
    try:
        return parsedate_to_datetime(headers["Date"]).astimezone(UTC)
    except (KeyError, ValueError, TypeError):
        return None
