"""A small hostile web on loopback: what each path answers is set by the test, each request is remembered."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from feeds.fetch import Fetcher
from feeds.web.wire import Limits, Wire

Answer = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]


@dataclass
class Web:
    """What is served, and what was asked."""

    url: str = ""
    pages: dict[str, Answer] = field(default_factory=dict)
    requests: list[web.BaseRequest] = field(default_factory=list)

    def serve(self, path: str, body: str | bytes, kind: str = "application/xml", **headers: str) -> str:
        """Answer a path with a body; returns the address."""
        raw = body.encode() if isinstance(body, str) else body
        named = {"Content-Type": kind, **{name.replace("_", "-"): value for name, value in headers.items()}}

        async def answer(_: web.BaseRequest) -> web.StreamResponse:
            return web.Response(body=raw, headers=named)

        return self.answer(path, answer)

    def answer(self, path: str, answer: Answer) -> str:
        """Answer a path by a function; returns the address."""
        self.pages[path] = answer
        return self.url + path

    def status(self, path: str, status: int, **headers: str) -> str:
        """Answer a path with a bare status; returns the address."""

        async def answer(_: web.BaseRequest) -> web.StreamResponse:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            return web.Response(status=status, headers=named)

        return self.answer(path, answer)

    def asked(self, path: str) -> list[web.BaseRequest]:
        """Return the requests for a path, in order."""
        return [request for request in self.requests if request.path == path]

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer a request."""
        self.requests.append(request)
        answer = self.pages.get(request.path)
        return web.Response(status=404) if answer is None else await answer(request)


@asynccontextmanager
async def served() -> AsyncIterator[Web]:
    """Serve a web on a free port of loopback."""
    site = Web()
    runner = web.ServerRunner(web.Server(site.handle), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    site.url = f"http://{host}:{port}"
    try:
        yield site
    finally:
        await runner.cleanup()


def opened(**limits: Any) -> Fetcher:
    """Return a fetcher that may go to loopback."""
    return Fetcher(Wire(Limits(allow_private=True, **limits), "hubwire/test"))


def drip(piece: bytes, pause: float = 0.02) -> Answer:
    """Answer with a body that never ends, piece by piece."""

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "application/xml"})
        await response.prepare(request)
        while True:
            await response.write(piece)
            await asyncio.sleep(pause)

    return answer


def bomb(megabytes: int) -> bytes:
    """Return a small gzip body that grows to so many megabytes of spaces."""
    return gzip.compress(b" " * (megabytes * 1_000_000))
