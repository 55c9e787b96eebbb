"""Articles: each is taken once."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import select

from core.article import Article, Document
from core.partial_date import PartialDate
from storage import schema
from storage.database import Transaction
from storage.upsert import insert

_T = schema.articles
CHUNK = 500  #: values in one IN (…); SQLite takes some thousands at most


async def unseen(tx: Transaction, source_id: int, identities: Collection[str]) -> set[str]:
    """Return those of the identities that were never taken from this source."""
    left, every = set(identities), sorted(identities)
    for start in range(0, len(every), CHUNK):
        seen = select(_T.c.identity).where(
            _T.c.source_id == source_id, _T.c.identity.in_(every[start : start + CHUNK])
        )
        left.difference_update((await tx.execute(seen)).scalars())
    return left


async def save(tx: Transaction, article: Article, now: datetime) -> int | None:
    """Store an article and return its id; None when it was taken before."""
    document = article.document
    new = (
        insert(tx, _T)
        .values(
            source_id=article.source_id,
            identity=article.identity,
            url=article.url,
            title=document.title,
            text=document.text,
            language=document.language,
            published=document.published.iso() if document.published else None,
            published_at=article.published_at,
            taken_at=now,
        )
        .on_conflict_do_nothing()
        .returning(_T.c.id)
    )
    return (await tx.execute(new)).scalar_one_or_none()


async def after(tx: Transaction, article_id: int, *, limit: int) -> list[tuple[int, Article]]:
    """Return stored articles with a higher number than that given, in order, with their numbers."""
    query = select(_T).where(_T.c.id > article_id).order_by(_T.c.id).limit(limit)
    return [(row.id, _article(row)) for row in await tx.execute(query)]


def _article(row: Any) -> Article:
    published = PartialDate.parse(row.published) if row.published else None
    document = Document(row.title, row.text, row.language, published, row.url)
    return Article(row.source_id, row.identity, row.url, document, row.published_at)
