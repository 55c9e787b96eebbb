"""Articles: each is taken once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, select, update

from core.article import Article, Document
from core.partial_date import PartialDate
from storage import schema
from storage.database import Transaction
from storage.upsert import insert_into

_T = schema.articles
CHUNK = 500  #: rows in one INSERT


async def save(tx: Transaction, new: Iterable[Article], now: datetime) -> dict[tuple[int, str], int]:
    """Store articles; returns the ids of those never taken before, by source and identity."""
    rows = [_row(article, now) for article in new]
    ids: dict[tuple[int, str], int] = {}
    for start in range(0, len(rows), CHUNK):
        for row in await tx.execute(_saving(tx.dialect), rows[start : start + CHUNK]):
            ids[row.source_id, row.identity] = row.id
    return ids


@cache
def _saving(dialect: str) -> Any:
    """Build, once a database, the statement that stores what is new and says what it was."""
    new = insert_into(dialect, _T).on_conflict_do_nothing()
    return new.returning(_T.c.id, _T.c.source_id, _T.c.identity)


async def of_source(
    tx: Transaction, source_id: int, identities: Collection[str]
) -> dict[str, tuple[int, Article]]:
    """Return stored articles of a source by their identities, with their numbers."""
    query = select(_T).where(_T.c.source_id == source_id, _T.c.identity.in_(identities))
    return {row.identity: (row.id, _article(row)) for row in await tx.execute(query)}


async def replace(tx: Transaction, article_id: int, article: Article, now: datetime) -> None:
    """Store what an edited article says now; when it was published and taken stays."""
    document = article.document
    values: dict[str, Any] = {"title": document.title, "text": document.text, "language": document.language}
    values |= {"mark": article.mark, "read_at": now}
    await tx.execute(update(_T).where(_T.c.id == article_id).values(values))


async def set_marks(tx: Transaction, source_id: int, marks: Mapping[str, str]) -> None:
    """Store the marks of a source's articles, by identity."""
    rows = [{"one": identity, "new": mark} for identity, mark in marks.items()]
    if rows:
        mine = (_T.c.source_id == source_id, _T.c.identity == bindparam("one"))
        await tx.execute(update(_T).where(*mine).values(mark=bindparam("new")), rows)


def _row(article: Article, now: datetime) -> dict[str, Any]:
    document = article.document
    return {
        "source_id": article.source_id,
        "identity": article.identity,
        "url": article.url,
        "title": document.title,
        "text": document.text,
        "language": document.language,
        "published": document.published.iso() if document.published else None,
        "published_at": article.published_at,
        "taken_at": now,
        "mark": article.mark,
    }


async def after(tx: Transaction, article_id: int, *, limit: int) -> list[tuple[int, Article]]:
    """Return stored articles with a higher number than that given, in order, with their numbers."""
    query = select(_T).where(_T.c.id > article_id).order_by(_T.c.id).limit(limit)
    return [(row.id, _article(row)) for row in await tx.execute(query)]


def _article(row: Any) -> Article:
    published = PartialDate.parse(row.published) if row.published else None
    document = Document(row.title, row.text, row.language, published, row.url)
    return Article(row.source_id, row.identity, row.url, document, row.published_at, row.mark)
