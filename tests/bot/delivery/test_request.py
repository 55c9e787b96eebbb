"""The request class against a real server on loopback that behaves badly."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from telegram import Bot

from bot.delivery.request import AiohttpRequest, AnswerLost, NotSent

TOKEN = "123456:" + "A" * 35
OK = b'{"ok":true,"result":{"id":123456,"is_bot":true,"first_name":"Hub","username":"hub_bot"}}'


@asynccontextmanager
async def server(answer: bytes | None, until: asyncio.Event | None = None) -> AsyncIterator[str]:
    """Read a request, wait, then answer with these bytes, or with None just close the line."""
    lines: list[asyncio.Task[None]] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        if until is not None:
            await until.wait()
        if answer is not None:
            writer.write(answer)
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()

    def accepted(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines.append(asyncio.create_task(serve(reader, writer)))

    listening = await asyncio.start_server(accepted, "127.0.0.1", 0)
    async with listening:
        yield f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
        await asyncio.gather(*lines)


@asynccontextmanager
async def client(read_timeout: float = 5) -> AsyncIterator[AiohttpRequest]:
    request = AiohttpRequest(read_timeout=read_timeout, connect_timeout=5)
    await request.initialize()
    try:
        yield request
    finally:
        await request.shutdown()


async def test_a_call_brings_status_and_body() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(OK)
    async with server(head + OK) as url:
        bot = Bot(TOKEN, base_url=f"{url}/bot", request=AiohttpRequest())
        async with bot:
            assert bot.username == "hub_bot"


async def test_a_line_that_dies_before_the_answer_leaves_the_answer_lost() -> None:
    async with server(None) as url, client() as request:
        with pytest.raises(AnswerLost):
            await request.do_request(f"{url}/bot{TOKEN}/sendMessage", "POST")


async def test_half_an_answer_is_a_lost_one() -> None:
    async with server(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{") as url, client() as request:
        with pytest.raises(AnswerLost):
            await request.do_request(f"{url}/x", "POST")


async def test_silence_is_a_lost_answer() -> None:
    over = asyncio.Event()
    async with server(None, until=over) as url:
        async with client(read_timeout=0.05) as request:
            with pytest.raises(AnswerLost):
                await request.do_request(f"{url}/x", "POST")
        over.set()


async def test_a_closed_port_means_that_nothing_was_sent() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    async with client() as request:
        with pytest.raises(NotSent):
            await request.do_request(f"http://127.0.0.1:{port}/x", "POST")


async def test_the_token_is_in_no_error() -> None:
    async with server(None) as url, client() as request:
        with pytest.raises(AnswerLost) as caught:
            await request.do_request(f"{url}/bot{TOKEN}/sendMessage", "POST")
    assert TOKEN not in str(caught.value)
