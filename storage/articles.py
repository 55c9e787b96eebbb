"""Articles: each is taken once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select

from core.article import Article, Document
from core.partial_date import PartialDate
from storage import schema
from storage.database import Transaction
from storage.upsert import insert

_T = schema.articles
CHUNK = 500  #: rows in one INSERT


async def save(tx: Transaction, new: Iterable[Article], now: datetime) -> dict[tuple[int, str], int]:
    """Store articles; returns the ids of those never taken before, by source and identity."""
    rows = [_row(article, now) for article in new]
    ids: dict[tuple[int, str], int] = {}
    for start in range(0, len(rows), CHUNK):
        statement = insert(tx, _T).values(rows[start : start + CHUNK]).on_conflict_do_nothing()
        for row in await tx.execute(statement.returning(_T.c.id, _T.c.source_id, _T.c.identity)):
            ids[row.source_id, row.identity] = row.id
    return ids


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
    }


async def after(tx: Transaction, article_id: int, *, limit: int) -> list[tuple[int, Article]]:
    """Return stored articles with a higher number than that given, in order, with their numbers."""
    query = select(_T).where(_T.c.id > article_id).order_by(_T.c.id).limit(limit)
    return [(row.id, _article(row)) for row in await tx.execute(query)]


def _article(row: Any) -> Article:
    published = PartialDate.parse(row.published) if row.published else None
    document = Document(row.title, row.text, row.language, published, row.url)
    return Article(row.source_id, row.identity, row.url, document, row.published_at)
