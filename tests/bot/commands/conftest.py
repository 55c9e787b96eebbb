"""The command line as a person uses it: real settings, a real database, output and exit code."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.main import main
from bot.settings import Settings
from storage.database import Database, Transaction

SOURCES = '[[source]]\nurl = "http://127.0.0.1:9/feed"\nname = "Steppe Academy"\ncountry = "KZ"\n'


class Done(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]
Store = Callable[[Callable[[Transaction], Awaitable[object]]], None]


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, database_url: str) -> Path:
    """Stand in an empty folder with a migrated database and one source; the environment is clean."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sources.toml").write_text(SOURCES, encoding="utf-8")
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("SOURCES", str(tmp_path / "sources.toml"))
    monkeypatch.setenv("ALLOW_PRIVATE_NETWORKS", "yes")
    return tmp_path


@pytest.fixture
def hubwire(place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command; returns its exit code and what it printed."""

    def run(*words: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["hubwire", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return Done(int(ended.value.code or 0), out, err)

    return run


@pytest.fixture
def store(database_url: str) -> Store:
    """Change the database in one transaction."""

    def change(work: Callable[[Transaction], Awaitable[object]]) -> None:
        async def done() -> None:
            db = Database(database_url)
            async with db.transaction() as tx:
                await work(tx)
                await tx.commit()
            await db.close()

        asyncio.run(done())

    return change
