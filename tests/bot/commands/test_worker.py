"""Starting a worker, or a second bot: what can't be is refused in one line."""

from __future__ import annotations

import fcntl
from pathlib import Path

import psycopg
import pytest

from storage.alone import LOCK
from storage.members import CLOCK, MEMBER, TOKEN_SPACE
from tests import databases
from tests.bot.commands.conftest import Done, Run

TOKEN = "123456:abcdefghijklmnop"


@pytest.fixture
def on_postgres(hubwire: Run, postgres: databases.Postgres, monkeypatch: pytest.MonkeyPatch) -> str:
    """Work on a PostgreSQL; returns its URL."""
    url = postgres.copy()
    monkeypatch.setenv("DATABASE_URL", url)
    return url


@pytest.mark.sqlite_only
def test_workers_need_a_database_that_can_be_shared(hubwire: Run) -> None:
    said = "hubwire: DATABASE_URL: `hubwire worker` needs PostgreSQL; `hubwire run` works with SQLite\n"
    assert hubwire("worker") == Done(2, "", said)


@pytest.mark.usefixtures("on_postgres")
def test_a_worker_needs_a_token(hubwire: Run) -> None:
    said = "hubwire: BOT_TOKEN: is not set; @BotFather gives one. `hubwire worker --clock` needs none.\n"
    assert hubwire("worker") == Done(2, "", said)


@pytest.mark.sqlite_only
def test_of_two_bots_on_one_sqlite_file_the_second_refuses(
    hubwire: Run, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    with (place / "hubwire.sqlite3.lock").open("w") as first:
        fcntl.flock(first, fcntl.LOCK_EX)
        said = "hubwire: DATABASE_URL: another hubwire works with this database; stop it first\n"
        assert hubwire("run") == Done(2, "", said)


@pytest.mark.parametrize(
    ("words", "held", "said"),
    [
        (["run"], f"pg_advisory_lock_shared({LOCK})", "another hubwire works with this database"),
        (["worker"], f"pg_advisory_lock({LOCK})", "`hubwire run` works with this database alone"),
        (["worker", "--clock"], f"pg_advisory_lock({LOCK})", "`hubwire run` works with this database alone"),
    ],
)
def test_a_bot_that_works_alone_and_workers_refuse_each_other(
    hubwire: Run, on_postgres: str, monkeypatch: pytest.MonkeyPatch, words: list[str], held: str, said: str
) -> None:
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    with psycopg.connect(on_postgres, autocommit=True) as first:
        first.execute(f"SELECT {held}".encode())
        assert hubwire(*words) == Done(2, "", f"hubwire: DATABASE_URL: {said}; stop it first\n")


def test_migrate_makes_the_job_engines_tables(hubwire: Run, on_postgres: str) -> None:
    for _ in range(2):
        assert hubwire("migrate") == Done(0, "The schema is up to date.\n", "")
    with psycopg.connect(on_postgres) as connection:
        assert connection.execute("SELECT count(*) FROM procrastinate_jobs").fetchone() == (0,)


@pytest.mark.parametrize(
    ("locks", "line"),
    [
        ([MEMBER], "bad  1 alive, but no clock: start `hubwire worker --clock`"),
        ([CLOCK], "bad  a clock, but no worker: start `hubwire worker`"),
        ([MEMBER, CLOCK, (TOKEN_SPACE, 1)], "ok   1 alive and a clock; one answers people"),
    ],
)
def test_the_doctor_tells_of_workers(
    hubwire: Run, on_postgres: str, locks: list[tuple[int, int]], line: str
) -> None:
    with psycopg.connect(on_postgres, autocommit=True) as connection:
        for lock in locks:
            connection.execute("SELECT pg_advisory_lock_shared(%s, %s)", lock)
        assert line.split() in [row.split()[1:] for row in hubwire("doctor").out.splitlines()]
