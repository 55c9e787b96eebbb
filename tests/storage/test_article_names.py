from __future__ import annotations

from datetime import UTC, datetime

from core.source import Recipe, SourceKind, SourceSpec, SourceState, Way
from storage import article_names, sources
from storage.database import Database

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)


async def test_names_are_kept_by_source_and_the_first_word_stands(db: Database) -> None:
    async with db.transaction() as tx:
        await sources.sync(tx, [SourceSpec(f"https://{n}.example/", n) for n in "ab"], NOW)
        await article_names.remember(tx, 1, {"x": "one", "y": "one"})
        await article_names.remember(tx, 1, {"x": "two", "z": "two"})
        assert await article_names.known(tx, 1, {"x", "y", "z", "w"}) == {"x": "one", "y": "one", "z": "two"}
        assert await article_names.known(tx, 2, {"x"}) == {}
        assert await article_names.known(tx, 1, {f"n{n}" for n in range(1200)} | {"y"}) == {"y": "one"}


async def test_the_way_to_a_site_s_news_is_kept(db: Database) -> None:
    spec = SourceSpec("https://a.example/", "A", kind=SourceKind.SITE)
    state = SourceState(NOW, way=Way("https://a.example/news", SourceKind.LIST, Recipe(".news", date="time")))
    async with db.transaction() as tx:
        await sources.sync(tx, [spec], NOW)
        await sources.save_state(tx, 1, state)
        ((source, stored),) = await sources.due(tx, NOW, limit=5, per_host=1)
    assert (source.spec, stored.way) == (spec, state.way)
