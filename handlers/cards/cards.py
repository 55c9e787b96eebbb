"""An event as a card, as a line of a list, and its evidence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from core.event import Event, EventFacts, Kind, Report, Status
from core.markup import Html, escape, fill, join, pack, shorten
from core.status import status_on
from handlers.cards.card_buttons import NOTHING, Own, card_buttons
from handlers.cards.name import name_of
from handlers.cards.when import how_known, when
from handlers.rendered import Rendered
from handlers.voice import Voice, flag, mark

MOST_NAME, MOST_SUMMARY, MOST_BODY, MOST_SOURCES = 300, 700, 160, 10
_MARKS = {Status.CANCELLED: "❌", Status.POSTPONED: "⏸", Status.UNDER_WAY: "🟢", Status.HELD: "✔️"}
_FIELDS = {
    "name": mark("Name"),
    "kind": mark("Kind"),
    "status": mark("Status"),
    "start": mark("Begins"),
    "end": mark("Ends"),
    "city": mark("Town"),
    "country": mark("Country"),
    "format": mark("Format"),
    "countries": mark("Countries"),
    "organisers": mark("Organisers"),
    "topics": mark("Topics"),
}
_OF_CALLS = {"start": mark("Opens"), "end": mark("Deadline")}


def event_card(
    event: Event, voice: Voice, today: date, lead: Html | None = None, own: Own = NOTHING
) -> Rendered:
    """Render all that is known of an event, its sources included; always within Telegram's limits."""
    blocks = [lead] if lead else []
    blocks += [join("\n", _head(event.facts, voice, today)), *_prose(event.facts), _sources(event, voice)]
    html = pack(block for block in blocks if block)[0]
    return Rendered(html, card_buttons(event, voice, today, own))


def event_line(event: Event, voice: Voice, today: date) -> Html:
    """Render an event in two lines of a list."""
    facts = event.facts
    where = voice.town(facts.city) if facts.city else voice.country(facts.country) if facts.country else ""
    place = f" · {flag(facts.country)} {where}" if facts.country else f" · {where}" if where else ""
    sign = _MARKS.get(status_on(facts, today), "")
    name = escape(shorten(name_of(facts), 160))
    title = _linked(name, event.reports[0]) if event.reports else fill("<b>{name}</b>", name=name)
    return fill(
        "{sign}{when}{place}\n{title}",
        sign=f"{sign} " if sign else "",
        when=when(facts, voice),
        place=place,
        title=title,
    )


def evidence_card(event: Event, voice: Voice) -> Rendered:
    """Render which words each fact was read from."""
    title = voice.say("Where each fact was read (event {number})", number=event.id)
    blocks = [fill("<b>{title}</b>", title=title)]
    sources = {report.article_id: report for report in event.reports}
    for one in event.facts.evidence:
        label = voice.say(_label(one.field, event.facts.kind))
        quote = fill("<i>{quote}</i>", quote=shorten(_one_line(one.quote), 200)) if one.quote else Html("")
        rule = voice.say("(inferred: {rule})", rule=one.rule) if one.rule else Html("")
        source = _source(sources[one.article_id]) if one.article_id in sources else Html("")
        parts = [part for part in (quote, rule, source) if part]
        blocks.append(fill("{label}: {parts}", label=label, parts=join(" ", parts)))
    packed = pack(blocks, separator="\n")
    return Rendered(packed[0], (((str(voice.say("« Back to the event")), f"ev:b:{event.id}"),),))


def _label(field: str, kind: Kind) -> str:
    if kind is Kind.CALL and field in _OF_CALLS:
        return _OF_CALLS[field]
    return _FIELDS.get(field, field)


def _head(facts: EventFacts, voice: Voice, today: date) -> Iterator[Html]:
    status = status_on(facts, today)
    name = shorten(name_of(facts), MOST_NAME)
    yield fill("<b>{name}</b>", name=name)
    yield fill(
        "{sign} {kind}, {status}",
        sign=_MARKS.get(status, "📌"),
        kind=voice.kind(facts.kind),
        status=voice.status(status, facts.kind),
    )
    yield fill("🗓 {when}{known}", when=when(facts, voice), known=how_known(facts, voice))
    where = [part for part in (place_of(facts, voice), str(voice.format(facts.format))) if part]
    if where:
        yield fill("📍 {where}", where=", ".join(where))
    others = [code for code in facts.taking_part if code != facts.country]
    if others:
        yield voice.say("🌐 Taking part: {countries}", countries=voice.countries(others[:40]))
    if facts.organisers:
        bodies = "; ".join(shorten(_one_line(body), MOST_BODY) for body in facts.organisers[:6])
        yield voice.say("🏛 Organised by: {bodies}", bodies=bodies)
    if facts.topics:
        yield fill("🏷 {topics}", topics=", ".join(voice.topic(topic) for topic in facts.topics[:4]))


def place_of(facts: EventFacts, voice: Voice) -> str:
    """Name the town and the country, with its flag; "" when neither is known."""
    country = f"{flag(facts.country)} {voice.country(facts.country)}" if facts.country else ""
    town = voice.town(facts.city) if facts.city else ""
    return ", ".join(part for part in (town, country) if part)


def _prose(facts: EventFacts) -> Iterator[Html]:
    if facts.summary:
        yield escape(shorten(facts.summary, MOST_SUMMARY))


def _sources(event: Event, voice: Voice) -> Html:
    if not event.reports:
        return Html("")
    newest = {report.source: report for report in event.reports}
    shown = [_source(one) for one in list(newest.values())[:MOST_SOURCES]]
    return voice.say("Sources: {links}", links=join(", ", shown))


def _source(one: Report) -> Html:
    return _linked(escape(f"{shorten(_one_line(one.source), 60)} ({one.language})"), one)


def _linked(label: Html, report: Report) -> Html:
    """Link a label to an article; an address that Telegram would not link stays text."""
    parts = urlsplit(report.url)
    if parts.scheme in ("http", "https") and len(report.url) < 1000:
        return fill('<a href="{url}">{label}</a>', url=report.url, label=label)
    return label


def _one_line(text: str) -> str:
    return " ".join(text.split())
