"""Events out of a document: each question asked in order, the answers put together with their evidence."""

from __future__ import annotations

from collections.abc import Iterator

from core.article import Document
from core.event import EventFacts, Evidence, Kind
from feeds.extract import choose_date, gate
from feeds.extract.clean import MOST, body, headline
from feeds.extract.format import choose_format
from feeds.extract.kinds import choose_kind
from feeds.extract.names import choose_name
from feeds.extract.organisers import find_organisers
from feeds.extract.roles import assign
from feeds.extract.sentences import split
from feeds.extract.status import choose_status
from feeds.extract.summary import choose_summary
from feeds.extract.topics import choose_topics

LEAD = 4  #: sentences in which the article says what it is about
READ = 60  #: sentences that are read at all


def extract(document: Document) -> list[EventFacts]:
    """Return the gatherings that an article is about, the main one first; [] when it is about none."""
    whole = split(document.text[:MOST])
    title = headline(document.title[:1000].strip(), whole)
    article = body(whole, title)[:READ]
    texts = [sentence.text for sentence in article]
    lead = texts[:LEAD]
    kind = choose_kind(title, lead)
    if kind is None:
        return []
    is_call = kind.kind is Kind.CALL
    dates = choose_date.choose(title, texts, document.published, is_call=is_call)
    places = assign(title, texts)
    opening = gate.score(title, texts, has_date=bool(dates.end), has_venue=places.country is not None)
    if opening < gate.OPEN:
        return []
    form, form_quote = choose_format(title, texts, has_venue=places.country is not None, kind=kind.kind)
    status, status_quote = choose_status(title, lead, dates.start, dates.end, document.published)
    name, name_quote = choose_name(title, texts, kind.kind)
    organisers = find_organisers([title, *texts[:12]])
    topics = choose_topics(name, title, lead, texts[LEAD:20], kind.kind)
    summary = choose_summary(article)
    evidence = [
        Evidence("name", name_quote),
        Evidence("kind", kind.quote),
        Evidence("status", status_quote, "" if status_quote else "dates against publication"),
        Evidence("format", form_quote, "" if form_quote else "a named venue"),
        *_of_dates(dates),
        *places.evidence,
        *(Evidence("organisers", quote) for _, quote in organisers),
        *(Evidence("topics", quote) for _, quote in topics),
    ]
    return [
        EventFacts(
            name=name,
            kind=kind.kind,
            status=status,
            start=dates.start,
            end=dates.end,
            inferred=frozenset({"start", "end"} if dates.rule else ()),
            city=places.city,
            country=places.country,
            format=form,
            countries=places.countries,
            organisers=tuple(body for body, _ in organisers),
            topics=tuple(topic for topic, _ in topics),
            summary=summary,
            evidence=tuple(one for one in evidence if one.quote or one.rule),
        )
    ]


def _of_dates(dates: choose_date.Chosen) -> Iterator[Evidence]:
    if dates.start is not None:
        yield Evidence("start", dates.quote, dates.rule)
    if dates.end is not None:
        yield Evidence("end", dates.quote, dates.rule)
