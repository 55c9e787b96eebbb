"""What programs are served, over real HTTP, on both databases, on a clock that is set by hand."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import aiohttp
import pytest
from pydantic import SecretStr

from bot.polling.intake import Found, take_in
from bot.serving.web import public_app, served
from bot.settings import Settings
from core.article import Article, Document
from core.edit import parse_edit
from core.event import EventFacts
from core.partial_date import PartialDate
from core.source import SourceSpec
from storage import lives, sources
from storage.database import Database
from tests import databases
from tests.core.builders import NOW
from tests.ports import free_port
from tests.webhook import house_of

SITES = [SourceSpec(f"https://{name}.example/feed", name.title()) for name in ("silk", "steppe")]


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: Any
    body: bytes

    @property
    def text(self) -> str:
        """Return the body as text."""
        return self.body.decode()


class Serving:
    """A house that serves, and whoever asks it."""

    def __init__(self, db: Database, session: aiohttp.ClientSession):
        self.port = free_port()
        self.db = db
        self.now: datetime = NOW
        self.settings = Settings(
            _env_file=None,  # type: ignore[call-arg]
            bot_token=SecretStr("123456:" + "A" * 35),
            http_listen=f"127.0.0.1:{self.port}",
        )
        self.url = self.settings.public_address
        self._session = session
        self._articles = 0

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Serving]:
        """Declare the sites and serve."""
        async with self.db.transaction() as tx:
            await sources.sync(tx, SITES, self.now)
            await tx.commit()
        house = house_of(self.settings, self.db, lambda: self.now)
        async with served(public_app(house), "127.0.0.1", self.port):
            yield self

    async def publish(self, facts: EventFacts, language: str = "en") -> None:
        """Let a site publish an article now."""
        self._articles += 1
        url = f"https://silk.example/{self._articles}?a=1&b=2"
        document = Document(facts.name, facts.summary, language, PartialDate.of(self.now.date()), url)
        async with self.db.transaction() as tx:
            article = Article(1, url, url, document, published_at=self.now)
            await take_in(tx, [Found(article, (facts,))], self.now)
            await tx.commit()

    async def edit(self, number: int, words: str) -> None:
        """Let an editor change an event."""
        async with self.db.transaction() as tx:
            await lives.edited(tx, number, parse_edit(words), "Dana (7)", self.now)
            await tx.commit()

    async def get(self, path: str, method: str = "GET", **headers: str) -> Reply:
        """Ask for a path."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        async with self._session.request(method, self.url + path, headers=named) as answer:
            return Reply(answer.status, answer.headers, await answer.read())


@pytest.fixture
def database_url(database_kind: str, request: pytest.FixtureRequest) -> str:
    """Return the URL of a database that nobody is lent afterwards: a table is dropped here."""
    if database_kind == "sqlite":
        return str(request.getfixturevalue("sqlite_url"))
    server: databases.Postgres = request.getfixturevalue("postgres")
    return server.copy()


@pytest.fixture
async def serving(db: Database) -> AsyncIterator[Serving]:
    """Serve from a fresh database."""
    async with aiohttp.ClientSession() as session, Serving(db, session).open() as house:
        yield house
