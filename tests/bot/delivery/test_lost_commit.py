"""The line to PostgreSQL is cut when a claim has been committed there and the sender can't know."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.delivery.send import Sender
from core.delivery import DeliveryState as S
from core.errors import StorageError
from storage.database import Database
from tests.bot.delivery.conftest import Office

CLAIM, COMMIT = b"UPDATE deliveries SET", b"COMMIT"


class Line:
    """Passes bytes between clients and a PostgreSQL; keeps one answer, that to the COMMIT of a claim."""

    def __init__(self, url: str):
        self._socket = f"{parse_qs(urlsplit(url).query)['host'][0]}/.s.PGSQL.5432"
        self.whole = True

    async def relay(self, client: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        """Serve one client."""
        server, on = await asyncio.open_unix_connection(self._socket)
        claiming = committing = False

        async def ask() -> None:
            nonlocal claiming, committing
            while data := await client.read(65536):
                claiming |= CLAIM in data
                committing |= claiming and COMMIT in data
                on.write(data)
            on.close()

        async def answer() -> None:
            while data := await server.read(65536):
                if committing and self.whole:
                    self.whole = False
                    break
                back.write(data)
            back.close()

        await asyncio.gather(ask(), answer())


@pytest.fixture
async def line(database_url: str) -> AsyncIterator[tuple[Line, Database]]:
    """Lay a line to the test's database, and open the database over it."""
    line = Line(database_url)
    async with await asyncio.start_server(line.relay, "127.0.0.1", 0) as listener:
        port, name = listener.sockets[0].getsockname()[1], urlsplit(database_url).path
        db = Database(f"postgresql://postgres@127.0.0.1:{port}{name}")
        yield line, db
        await db.close()


@pytest.mark.postgresql_only
async def test_what_was_claimed_without_our_knowing_goes_at_once_and_is_no_doubt(
    office: Office, line: tuple[Line, Database]
) -> None:
    cut, db = line
    chat, other = await office.person(), await office.person()
    await office.enqueue(chat, "one")
    await office.enqueue(other, "two")
    office.sender = Sender(db, office.application.bot, office.clock, monotonic=office.seconds)
    with pytest.raises(StorageError):
        await office.send()
    assert not cut.whole
    assert await office.state("one") is S.CLAIMED
    assert await office.send() == 2
    assert office.telegram.texts(chat) == ["one"]
    assert office.telegram.texts(other) == ["two"]
    row = await office.row("one")
    assert (row.state, row.attempts, row.doubts) == (S.SENT, 1, 0)
