"""One request, one answer, within limits of size, time and addresses; what goes wrong becomes a value."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from core.source import Fetched, FetchFailed, FetchResult, NotModified
from feeds.links import joined
from feeds.web.addresses import PrivateAddress, PublicResolver, is_public, literal
from feeds.web.freshness import max_age, retry_after

REDIRECTS = {301, 302, 303, 307, 308}
ACCEPT = "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/html;q=0.8, */*;q=0.5"
CHUNK = 64 * 1024
CONNECTIONS = 64  #: in use at one time, over all hosts
MOST_ADDRESSES = 20_000  #: remembered as parsed, with all that the client asks of them at each visit
KEPT_OPEN = 3.0  #: seconds that a connection waits for the next request to its host; each is an open file


class Refused(Exception):
    """Why a visit brought nothing, on its way to FetchFailed."""

    def __init__(self, reason: str, wait: timedelta | None = None):
        super().__init__(reason)
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Moved:
    """The site says where to ask instead."""

    url: str


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may cost, and where it may go."""

    allow_private: bool
    timeout: float = 30  #: seconds to the whole answer
    max_bytes: int = 10_000_000  #: of a body, once unpacked


class Wire:
    """Asks for one address at a time. `open` and `close` it.

    `resolver` is asked for names, the system's by default; `sockets` makes the sockets.
    """

    def __init__(
        self,
        limits: Limits,
        user_agent: str,
        resolver: AbstractResolver | None = None,
        sockets: aiohttp.SocketFactoryType | None = None,
    ):
        self._limits = limits
        self._user_agent = user_agent
        self._resolver = resolver if limits.allow_private else PublicResolver(resolver)
        self._sockets = sockets
        self._session: aiohttp.ClientSession | None = None

    async def open(self) -> None:
        """Open the session."""
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                resolver=self._resolver,
                socket_factory=self._sockets,
                limit=CONNECTIONS,
                limit_per_host=2,
                keepalive_timeout=KEPT_OPEN,
            ),
            headers={"User-Agent": self._user_agent, "Accept": ACCEPT, "Accept-Encoding": "gzip, deflate"},
            auto_decompress=False,  # we decompress ourselves, within the limit
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None),  # `ask` has one of its own, over all
        )

    async def close(self) -> None:
        """Close the session."""
        if self._session is not None:
            await self._session.close()

    async def ask(self, address: URL, headers: Mapping[str, str]) -> FetchResult | Moved:
        """Ask for an address that was `checked`; redirects are told, not followed."""
        try:
            async with asyncio.timeout(self._limits.timeout):
                return await self._asked(address, headers)
        except Refused as exc:
            return FetchFailed(str(exc), exc.wait)
        except TimeoutError:
            return FetchFailed(f"no full answer within {self._limits.timeout:g} seconds")
        except PrivateAddress as exc:
            return FetchFailed(str(exc))
        except (aiohttp.ClientError, OSError, ValueError) as exc:
            cause = exc.__cause__ or exc
            if isinstance(cause, PrivateAddress):
                return FetchFailed(str(cause))
            if isinstance(exc, aiohttp.ClientConnectorDNSError):
                return FetchFailed(f"the name {address.host} can't be resolved")
            return FetchFailed(f"the connection failed: {type(exc).__name__}")

    async def _asked(self, address: URL, headers: Mapping[str, str]) -> FetchResult | Moved:
        if self._session is None:
            raise RuntimeError("the wire is not open")
        async with self._session.get(address, headers=headers, allow_redirects=False) as answer:
            if answer.status not in REDIRECTS:
                return await self._read(answer, str(address))
            target = joined(str(address), answer.headers.get("Location", ""))
        if not target:
            raise Refused("a redirect without a target")
        return Moved(target)

    def checked(self, url: str) -> URL:
        """Refuse what is no http address of the open internet; raises Refused."""
        try:
            parsed = _parsed(url)
        except ValueError as exc:
            raise Refused("not an address") from exc
        if parsed.scheme not in ("http", "https") or not parsed.host:
            raise Refused(f"only http and https are fetched, not {parsed.scheme or 'this'}")
        if not self._limits.allow_private:
            address = literal(parsed.host)
            if address is not None and not is_public(address):
                raise Refused(f"{parsed.host} is a private address")
        return parsed

    async def _read(self, answer: aiohttp.ClientResponse, url: str) -> FetchResult:
        headers = answer.headers
        fresh = max_age(headers)
        etag, modified = (_kept(headers.get(name, "")) for name in ("ETag", "Last-Modified"))
        if answer.status == 304:
            return NotModified(etag, modified, fresh)
        if answer.status != 200:
            raise Refused(f"the site answered {answer.status}", retry_after(headers))
        body = await self._body(answer)
        return Fetched(url, body, headers.get("Content-Type", ""), etag, modified, fresh)

    async def _body(self, answer: aiohttp.ClientResponse) -> bytes:
        """Read and decompress a body, never more than the limit at any moment."""
        inflate = _inflater(answer.headers.get("Content-Encoding", ""))
        body, most = bytearray(), self._limits.max_bytes
        async for chunk in answer.content.iter_chunked(CHUNK):
            body += chunk if inflate is None else inflate.decompress(chunk, most + 1 - len(body))
            if len(body) > most:
                raise Refused(f"more than {most // 1_000_000} MB")
        if inflate is not None and not inflate.whole:
            raise Refused("the compressed body was cut off")
        return bytes(body)


@lru_cache(maxsize=MOST_ADDRESSES)
def _parsed(url: str) -> URL:
    return URL(url)


def _kept(validator: str) -> str:
    """Keep a validator exactly as it came; one of bytes that are no text could not be sent back."""
    return validator if validator.isprintable() else ""


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
            raise Refused("the body is not the gzip that the site says it is") from exc


def _inflater(encoding: str) -> _Inflater | None:
    coding = encoding.strip().lower()
    if coding in ("", "identity"):
        return None
    if coding in ("gzip", "x-gzip", "deflate"):
        return _Inflater(zlib.MAX_WBITS | 32)  # 32: tell gzip and zlib apart by their heads
    raise Refused(f"the body is encoded as {coding[:20]}, which was not asked for")
