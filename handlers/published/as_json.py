"""An answer as JSON; `docs/calendar-and-feeds.md` lists the fields."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from core.change import Former
from core.event import Event, EventFacts
from core.partial_date import PartialDate
from core.status import status_on
from handlers.cards.ical import uid_of
from handlers.published.answer import Answer


def as_json(answer: Answer) -> bytes:
    """Write a page of events with their sources, evidence and earlier versions."""
    links = answer.links()
    whole = {
        "title": answer.title,
        "total": answer.total,
        "page": answer.asked.page,
        "limit": answer.asked.limit,
        "self": links["self"],
        "next": links.get("next"),
        "previous": links.get("previous"),
        "events": [_event(event, answer.today, answer.earlier.get(event.id, ())) for event in answer.events],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"


def _event(event: Event, today: date, earlier: Iterable[Former]) -> dict[str, Any]:
    facts = event.facts
    return {
        "id": event.id,
        "uid": uid_of(event),
        "version": event.version,
        "name": facts.name,
        "kind": facts.kind.value,
        **_planned(facts),
        "status": status_on(facts, today).value,
        "inferred": sorted(facts.inferred),
        "countries": [{"code": one.code, "role": one.role.value} for one in facts.countries],
        "organisers": list(facts.organisers),
        "topics": [topic.value for topic in facts.topics],
        "summary": facts.summary,
        "part_of": facts.part_of or None,
        "found_at": event.found_at.isoformat(timespec="seconds"),
        "changed_at": event.changed_at.isoformat(timespec="seconds"),
        "sources": _sources(event),
        "evidence": _evidence(event),
        "earlier": [
            {"version": one.version, "until": one.until.isoformat(timespec="seconds"), **_planned(one.facts)}
            for one in earlier
        ],
    }


def _planned(facts: EventFacts) -> dict[str, Any]:
    """Return what a change of version may change."""
    return {
        "status": facts.status.value,
        "start": _date(facts.start),
        "end": _date(facts.end),
        "city": facts.city,
        "country": facts.country,
        "format": facts.format.value,
    }


def _date(moment: PartialDate | None) -> str | None:
    return moment.iso() if moment else None


def _sources(event: Event) -> list[dict[str, Any]]:
    return [
        {
            "name": one.source,
            "url": one.url,
            "title": one.title,
            "language": one.language,
            "published_at": one.published_at.isoformat(timespec="seconds") if one.published_at else None,
        }
        for one in event.reports
    ]


def _evidence(event: Event) -> list[dict[str, Any]]:
    """Return for each fact the words that it was read from, the rule that inferred it, and the article."""
    urls = {one.article_id: one.url for one in event.reports}
    return [
        {"field": one.field, "quote": one.quote, "rule": one.rule, "url": urls.get(one.article_id or 0)}
        for one in event.facts.evidence
    ]
