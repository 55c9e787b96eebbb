from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from core.article import Article, Document, Known
from core.source import SourceSpec
from storage import article_names, articles, sources
from storage.database import Database

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


async def test_names_are_kept_by_source_and_the_first_word_stands(db: Database) -> None:
    async with db.transaction() as tx:
        await sources.sync(tx, [SourceSpec(f"https://{n}.example/", n) for n in "ab"], NOW)
        await article_names.remember(tx, [(1, {"x": "one", "y": "one"})])
        await article_names.remember(tx, [(1, {"x": "two", "z": "two"})])
        known = (await article_names.known(tx, {1: {"x", "y", "z", "w"}}))[1]
        assert {name: one.identity for name, one in known.items()} == {"x": "one", "y": "one", "z": "two"}
        assert await article_names.known(tx, {2: {"x"}}) == {}
        many = {f"n{n}" for n in range(1200)} | {"y"}
        known_of = await article_names.known(tx, {1: many, 2: many})
        assert {source: list(names) for source, names in known_of.items()} == {1: ["y"]}


async def test_with_a_name_comes_when_and_as_what_its_article_was_read(db: Database) -> None:
    document = Document("T", "Text", "en", None, "u")
    async with db.transaction() as tx:
        await sources.sync(tx, [SourceSpec("https://a.example/", "A")], NOW)
        await articles.save(
            tx, [Article(1, "one", "u", document, None, "m1"), Article(1, "old", "u", document, None)], NOW
        )
        await article_names.remember(tx, [(1, {"x": "one", "y": "old", "z": "nothing"})])
        await articles.set_marks(tx, 1, {"old": "m2"})
        stored = await articles.of_source(tx, 1, ["one"])
        article_id, article = stored["one"]
        new = replace(article, document=replace(document, text="Other text"), mark="m3")
        await articles.replace(tx, article_id, new, LATER)
        assert (await article_names.known(tx, {1: {"x", "y", "z"}}))[1] == {
            "x": Known("one", "m3", NOW, LATER),
            "y": Known("old", "m2", NOW),
            "z": Known("nothing"),
        }
        assert (await articles.of_source(tx, 1, ["one"]))["one"] == (article_id, new)
