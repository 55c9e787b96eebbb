"""A thousand partner sites in a process of their own: feeds as WordPress writes them, conditional answers."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection

from aiohttp import web

ENTRIES = 10
_LINE = (
    "<p>The library of the academy was <strong>open</strong> on Sunday as well, and "
    "<a href='/people/readers'>many readers</a> came to see it.</p>\n"
)
_HEAD = (
    "<?xml version='1.0' encoding='UTF-8'?><rss version='2.0' "
    "xmlns:content='http://purl.org/rss/1.0/modules/content/' "
    "xmlns:dc='http://purl.org/dc/elements/1.1/'><channel>"
)


def feed(number: int, generation: int) -> bytes:
    """Write a feed of about 17 kB whose newest entry is of a generation."""
    entries = (_entry(number, n) for n in range(generation + ENTRIES, generation, -1))
    return f"{_HEAD}<title>Site {number}</title>{''.join(entries)}</channel></rss>".encode()


def _entry(number: int, n: int) -> str:
    return (
        f"<item><title>Note {n} of {number}</title><link>/{number}/{n}</link>"
        f"<guid isPermaLink='false'>/?site={number}&amp;p={n}</guid><dc:creator>press</dc:creator>"
        f"<pubDate>Mon, 04 May 2026 08:{n % 60:02}:00 +0000</pubDate><category>News</category>"
        f"<description><![CDATA[{_LINE}]]></description>"
        f"<content:encoded><![CDATA[{_LINE * 8}]]></content:encoded></item>"
    )


@contextmanager
def served() -> Iterator[int]:
    """Serve in another process; gives the port, on which every address of 127.0.0.0/8 answers."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    try:
        yield ours.recv()
    finally:
        process.terminate()
        process.join()


def _serve(pipe: Connection) -> None:
    asyncio.run(_answering(pipe))


async def _answering(pipe: Connection) -> None:
    """Answer `/NUMBER`; a POST puts a new entry into a share of the feeds."""
    generations: dict[int, int] = {}

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        if request.method == "POST":
            first, last, step = (int(request.query[name]) for name in ("first", "last", "step"))
            for number in range(first, last, step):
                generations[number] = generations.get(number, 0) + 1
            return web.Response()
        if request.path == "/robots.txt":
            return web.Response(status=404)
        number = int(request.path.strip("/"))
        tag = f'"{generations.get(number, 0)}"'
        response = web.Response(status=304, headers={"ETag": tag})
        if request.headers.get("If-None-Match") != tag:
            body = feed(number, generations.get(number, 0))
            response = web.Response(body=body, headers={"ETag": tag, "Content-Type": "text/xml"})
        response.force_close()  # no line stays open from one visit to the next, in life a quarter of an hour
        return response

    runner = web.ServerRunner(web.Server(answer))
    await runner.setup()
    await web.TCPSite(runner, "0.0.0.0", 0).start()  # noqa: S104 - all of 127.0.0.0/8 is loopback
    pipe.send(runner.addresses[0][1])
    await asyncio.Event().wait()
