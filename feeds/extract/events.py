"""Events out of a document: each question asked in order, the answers put together with their evidence."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from core.article import Document
from core.event import EventFacts, Evidence, Format, Kind
from feeds.extract import gate
from feeds.extract.clean import LONGEST_TITLE, MOST, body, headline
from feeds.extract.dates import choose as choose_date
from feeds.extract.dates.find import believed
from feeds.extract.dates.runs import Chosen
from feeds.extract.declaration import with_declared
from feeds.extract.format import choose_format
from feeds.extract.gatherings import find_further
from feeds.extract.inherit import completed
from feeds.extract.kinds import KindMention, choose_kind, find_kinds
from feeds.extract.mend import as_given, mended
from feeds.extract.names import choose_name
from feeds.extract.organisers import find_organisers
from feeds.extract.roles import PlaceRoles, assign
from feeds.extract.sentences import Sentence, split
from feeds.extract.status import choose_status
from feeds.extract.summary import choose_summary
from feeds.extract.topics import choose_topics

LEAD = 4  #: sentences in which the article says what it is about
NOTICE = 10  #: lines of a notice among which it names the gathering
READ = 60  #: sentences that are read at all
ORGANISERS = 12  #: sentences in which those who organise are looked for
TOPICS = 20  #: sentences that tell of topics
_NO_WORD = KindMention(Kind.OTHER, 0, 0, "")  #: a declared event of which the prose has no word
OWN = 2  #: sentences that tell of a further gathering: the one that names it and the next


def extract(document: Document) -> list[EventFacts]:
    """Return the gatherings that an article is about, the main one first; [] when it is about none."""
    title, text = document.title[:LONGEST_TITLE], document.text[:MOST]
    read = replace(document, title=mended(title), text=mended(text), published=believed(document.published))
    found = _extracted(read)
    if (read.title, read.text) == (title, text):
        return found
    return [replace(facts, evidence=tuple(_as_given(facts, document, read))) for facts in found]


def _as_given(facts: EventFacts, given: Document, read: Document) -> Iterator[Evidence]:
    """Give the evidence in the words of the article before its letters were mended."""
    for one in facts.evidence:
        in_title = one.quote in read.title
        here, there = (read.title, given.title) if in_title else (read.text, given.text)
        yield replace(one, quote=as_given(one.quote, here, there))


def _extracted(document: Document) -> list[EventFacts]:
    whole = split(document.text)
    title = headline(document.title.strip(), whole)
    article = body(whole, title)[:READ]
    texts = [sentence.text for sentence in article]
    main = _main(title, article, document)
    if main is None:
        return []
    further = find_further(texts, main.kind, main.name, main.start, document.published)
    if further and not document.declared:
        main = _without_others(main, title, texts, {one.at for one in further}, document.language)
    return [main, *(_further(one.kind, one.theme, texts[one.at :], main, document) for one in further)]


def _main(title: str, article: Sequence[Sentence], document: Document) -> EventFacts | None:
    """Put together what the article says and what its page declares; None where it is about no gathering."""
    texts, declared = [sentence.text for sentence in article], document.declared
    kind = (
        choose_kind(title, texts[:LEAD])
        or _kind_of_notice(texts[:NOTICE])
        or (_NO_WORD if declared else None)
    )
    told = gate.score(title, texts)
    if kind is None or not (declared or gate.is_open(told, has_date=True, has_venue=True)):
        return None
    main = _facts(kind, "", title, texts, document)
    main = replace(main, summary=choose_summary(article))
    if declared is not None:
        return with_declared(main, declared, document.published)
    is_event = gate.is_open(told, has_date=main.end is not None, has_venue=_has_venue(main))
    return main if is_event else None


def _kind_of_notice(lines: Sequence[str]) -> KindMention | None:
    """Return the kind that a notice names below its "Time:" and "Place:"."""
    return choose_kind("", lines) if gate.is_notice(lines) else None


def _has_venue(facts: EventFacts) -> bool:
    """Say whether a venue was read, not only inferred."""
    return any(one.field == "country" and one.quote for one in facts.evidence)


def _settled(places: PlaceRoles, form: Format, kind: Kind) -> tuple[PlaceRoles, Format]:
    """Take the venue from what is only online; what names one country and no venue is held there."""
    if form is Format.ONLINE:
        return places.without_venue(), form
    if kind in (Kind.CALL, Kind.WEBINAR):
        return places, form
    places = places.at_home()
    return places, Format.IN_PERSON if places.country and form is Format.UNKNOWN else form


def _without_others(
    main: EventFacts, title: str, texts: Sequence[str], further: Collection[int], language: str
) -> EventFacts:
    """Leave out who organises only the further gatherings, if anybody is told to organise the main one."""
    others = {at for at in further if all(one.kind is not main.kind for one in find_kinds(texts[at]))}
    own = [text for at, text in enumerate(texts) if at not in others]
    organisers = find_organisers([title, *own[:ORGANISERS]], language) if others else []
    if not organisers:
        return main
    rest = (one for one in main.evidence if one.field != "organisers")
    evidence = (*rest, *(Evidence("organisers", quote) for _, quote in organisers))
    return replace(main, organisers=tuple(body for body, _ in organisers), evidence=evidence)


def _further(
    kind: KindMention, theme: str, texts: Sequence[str], main: EventFacts, document: Document
) -> EventFacts:
    """Put together what its own sentences say of a further gathering; the rest it shares."""
    own = _facts(kind, theme, "", texts[:OWN], document)
    return completed(replace(own, summary=texts[0]), main)


def _facts(kind: KindMention, theme: str, title: str, texts: Sequence[str], document: Document) -> EventFacts:
    """Ask every question of what tells of one gathering; `theme` is its known name."""
    published, language = document.published, document.language
    dates = choose_date.choose(title, texts, published, is_call=kind.kind is Kind.CALL)
    places = assign(title, texts, language=language, year=published.year if published else None)
    form, form_quote = choose_format(title, texts, has_venue=places.country is not None, kind=kind.kind)
    places, form = _settled(places, form, kind.kind)
    status, status_quote = choose_status(title, texts[:LEAD], dates.start, dates.end, published, kind.kind)
    name, name_quote = (theme, theme) if theme else choose_name(title, texts, kind.kind)
    organisers = find_organisers([title, *texts[:ORGANISERS]], language)
    topics = choose_topics(name, title, texts[:LEAD], texts[LEAD:TOPICS], kind.kind)
    evidence = (
        Evidence("name", name_quote),
        Evidence("kind", kind.quote),
        Evidence("status", status_quote, "" if status_quote else "dates against publication"),
        *_of_format(form, form_quote),
        *_of_dates(dates),
        *places.evidence,
        *(Evidence("organisers", quote) for _, quote in organisers),
        *(Evidence("topics", quote, "" if quote else "what its kind is about") for _, quote in topics),
    )
    return EventFacts(
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
        evidence=tuple(one for one in evidence if one.quote or one.rule),
    )


def _of_dates(dates: Chosen) -> Iterator[Evidence]:
    if dates.start is not None:
        yield Evidence("start", dates.quote, dates.rule)
    if dates.end is not None:
        yield Evidence("end", dates.quote, dates.rule)


def _of_format(form: Format, quote: str) -> Iterator[Evidence]:
    if form is not Format.UNKNOWN:
        yield Evidence("format", quote, "" if quote else "a named venue")
