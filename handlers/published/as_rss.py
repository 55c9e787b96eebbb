"""An answer as RSS 2.0 (https://www.rssboard.org/rss-specification)."""

from __future__ import annotations

from email.utils import format_datetime
from xml.etree.ElementTree import Element

from core.event import Event
from handlers.cards.ical import address_of, uid_of
from handlers.published.answer import Answer
from handlers.published.entry import ATOM, MAKER, add, add_days, categories_of, prose_of, title_of, written

MINUTES = 60  #: that a reader may wait before it asks again


def as_rss(answer: Answer) -> bytes:
    """Write a page of events, what came or changed last first."""
    rss = Element("rss", version="2.0")
    channel = add(rss, "channel")
    add(channel, "title", f"{MAKER}: {answer.title}")
    add(channel, "link", answer.url(1, "/events.json"))
    add(channel, "description", answer.title)
    add(channel, "language", answer.voice.language)
    if answer.changed_at:
        add(channel, "lastBuildDate", format_datetime(answer.changed_at, usegmt=True))
    add(channel, "generator", MAKER)
    add(channel, "ttl", str(MINUTES))
    for relation, url in answer.links().items():
        add(channel, f"{{{ATOM}}}link", rel=relation, href=url, type="application/rss+xml")
    for event in answer.events:
        _add_item(channel, event, answer)
    return written(rss)


def _add_item(channel: Element, event: Event, answer: Answer) -> None:
    item = add(channel, "item")
    add(item, "title", title_of(event, answer.voice))
    if url := address_of(event):
        add(item, "link", url)
    add(item, "description", prose_of(event, answer.voice, answer.today))
    for name in categories_of(event):
        add(item, "category", name)
    add(item, "guid", uid_of(event), isPermaLink="false")
    add(item, "pubDate", format_datetime(event.changed_at, usegmt=True))
    add_days(item, event, answer.voice)
