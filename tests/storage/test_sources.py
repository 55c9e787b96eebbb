from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from core.source import Alarm, Recipe, SourceKind, SourceSpec, SourceState, Way
from storage import sources
from storage.database import Database

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
LATER = NOW + timedelta(minutes=15)


def feed(host: str, path: str = "feed") -> SourceSpec:
    return SourceSpec(f"https://{host}.example/{path}", f"{host} {path}")


async def declare(db: Database, *specs: SourceSpec) -> None:
    async with db.transaction() as tx:
        await sources.sync(tx, specs, NOW)
        await tx.commit()


async def claimed(db: Database, now: datetime = NOW, limit: int = 9, busy: tuple[str, ...] = ()) -> list[str]:
    async with db.transaction() as tx:
        taken = await sources.claim(tx, now, LATER, limit=limit, busy=busy)
        await tx.commit()
    return [source.spec.name for source, _ in taken]


async def test_all_that_the_next_visit_needs_is_kept(db: Database) -> None:
    spec = SourceSpec("https://a.example/", "A", kind=SourceKind.SITE)
    state = SourceState(
        NOW,
        etag='"a"',
        last_modified="Mon",
        failures=3,
        interval=timedelta(minutes=77),
        last_success_at=NOW,
        last_error="down",
        way=Way("https://a.example/news", SourceKind.LIST, Recipe(".news", date="time")),
        last_news_at=NOW - timedelta(days=1),
        usual_gap=timedelta(days=2),
        alarm=Alarm.SILENT,
        waiting={"x": NOW},
    )
    await declare(db, spec)
    async with db.transaction() as tx:
        await sources.save_states(tx, {1: state})
        ((source, stored),) = await sources.claim(tx, NOW, LATER, limit=5)
    assert (source.spec, stored) == (spec, state)


async def test_what_is_claimed_is_put_off_at_once(db: Database) -> None:
    await declare(db, feed("a"), feed("b"))
    assert await claimed(db, limit=1) == ["a feed"]
    assert await claimed(db) == ["b feed"]
    assert await claimed(db) == []
    assert await claimed(db, LATER) == ["a feed", "b feed"]


async def test_one_of_each_host_is_claimed_and_none_of_busy_hosts(db: Database) -> None:
    await declare(db, feed("a", "1"), feed("a", "2"), feed("b", "1"), feed("c", "1"))
    assert await claimed(db, busy=("b.example",)) == ["a 1", "c 1"]
    assert await claimed(db) == ["a 2", "b 1"]


async def test_a_source_that_left_the_list_holds_up_no_other_of_its_host(db: Database) -> None:
    await declare(db, feed("a", "1"), feed("a", "2"))
    await declare(db, feed("a", "2"))
    assert await claimed(db) == ["a 2"]


async def test_nothing_is_due_once_all_is_claimed(db: Database) -> None:
    await declare(db, feed("a", "1"), feed("a", "2"))
    left = []
    for _ in range(2):
        await claimed(db)
        async with db.snapshot() as tx:
            left.append(await sources.any_due(tx, NOW))
    assert left == [True, False]


async def test_the_longest_due_comes_first(db: Database) -> None:
    await declare(db, feed("a"), feed("b"), feed("c"))
    async with db.transaction() as tx:
        due = SourceState(NOW)
        states = {n: replace(due, next_check_at=NOW - timedelta(hours=n)) for n in (1, 2, 3)}
        await sources.save_states(tx, states)
        await tx.commit()
    assert await claimed(db) == ["c feed", "b feed", "a feed"]


async def test_what_is_gone_from_the_list_is_retired_and_may_come_back(db: Database) -> None:
    await declare(db, feed("a"), feed("b"))
    await declare(db, replace(feed("b"), name="B anew"), feed("c"))
    assert await claimed(db) == ["B anew", "c feed"]
    async with db.snapshot() as tx:
        assert [row.retired for row in await sources.overview(tx)] == [True, False, False]
    await declare(db, feed("a"))
    assert await claimed(db) == ["a feed"]


async def test_all_may_be_made_due(db: Database) -> None:
    await declare(db, feed("a"), feed("b"))
    await claimed(db)
    async with db.transaction() as tx:
        await sources.make_due(tx, NOW)
        await tx.commit()
    assert await claimed(db) == ["a feed", "b feed"]
