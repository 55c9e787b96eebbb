"""From rows to events: one query for the events, one for all their reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select

from core.event import Event, Report
from storage import schema
from storage.codec import facts_from_json
from storage.database import Transaction

CHUNK = 500


async def read(tx: Transaction, query: Select[Any], *, with_reports: bool = True) -> list[Event]:
    """Run a query over the events table and return events, in the query's order."""
    rows = list(await tx.execute(query))
    reports = await _reports(tx, [row.id for row in rows]) if with_reports else defaultdict(list)
    return [
        Event(
            row.id,
            row.version,
            facts_from_json(row.facts),
            tuple(reports[row.id]),
            row.found_at,
            row.changed_at,
            hidden=row.hidden,
        )
        for row in rows
    ]


async def _reports(tx: Transaction, ids: Sequence[int]) -> dict[int, list[Report]]:
    """Return the reports of events, the first taken first."""
    articles, links, sources = schema.articles, schema.sightings, schema.sources
    found: dict[int, list[Report]] = defaultdict(list)
    for start in range(0, len(ids), CHUNK):
        query = (
            select(
                links.c.event_id,
                articles.c.id,
                articles.c.url,
                articles.c.title,
                sources.c.spec,
                articles.c.language,
                articles.c.published_at,
            )
            .join(articles, articles.c.id == links.c.article_id)
            .join(sources, sources.c.id == articles.c.source_id)
            .where(links.c.event_id.in_(ids[start : start + CHUNK]))
            .order_by(articles.c.id)
        )
        for row in await tx.execute(query):
            report = Report(row.id, row.url, row.title, row.spec["name"], row.language, row.published_at)
            if report not in found[row.event_id]:  # an article may report it twice, where an editor merged
                found[row.event_id].append(report)
    return found
