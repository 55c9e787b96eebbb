"""An answer as Atom (RFC 4287), with links to the pages before and after (RFC 5005)."""

from __future__ import annotations

from datetime import UTC, datetime, time
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from core.event import Event
from handlers.published.answer import Answer
from handlers.published.entry import ATOM, MAKER, add, add_days, categories_of, prose_of, title_of, written


def as_atom(answer: Answer) -> bytes:
    """Write a page of events, what came or changed last first."""
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": answer.voice.language})
    add(feed, "id", answer.url(1))
    add(feed, "title", f"{MAKER}: {answer.title}")
    midnight = datetime.combine(answer.today, time(), UTC)
    add(feed, "updated", (answer.changed_at or midnight).isoformat(timespec="seconds"))
    add(feed, "generator", MAKER)
    add(add(feed, "author"), "name", MAKER)
    add(feed, "link", rel="alternate", href=answer.url(1, "/events.json"), type="application/json")
    for relation, url in answer.links().items():
        add(feed, "link", rel=relation, href=url, type="application/atom+xml")
    for event in answer.events:
        _add_entry(feed, event, answer)
    return written(feed)


def _add_entry(feed: Element, event: Event, answer: Answer) -> None:
    entry = add(feed, "entry")
    add(entry, "id", f"tag:{urlsplit(answer.served_at).hostname},2026:event-{event.id}")
    add(entry, "title", title_of(event, answer.voice))
    add(entry, "updated", event.changed_at.isoformat(timespec="seconds"))
    add(entry, "published", event.found_at.isoformat(timespec="seconds"))
    for report in event.reports:
        relation = "alternate" if report is event.reports[0] else "related"
        language = {"hreflang": report.language} if report.language else {}
        add(entry, "link", rel=relation, href=report.url, **language)
    for name in categories_of(event):
        add(entry, "category", term=name)
    add(entry, "content", prose_of(event, answer.voice, answer.today))
    add_days(entry, event, answer.voice)
