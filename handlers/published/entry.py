"""What RSS and Atom say of an event: the same words, in two dialects."""

from __future__ import annotations

from datetime import date
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from core.event import Event
from core.markup import plain, printable
from core.status import CALLED_OFF, status_on
from handlers.cards.ical import place_of
from handlers.cards.name import name_of
from handlers.cards.when import how_known, when
from handlers.voice import Voice

ATOM = "http://www.w3.org/2005/Atom"
EVENT = "http://purl.org/rss/1.0/modules/event/"
MAKER = "hubwire"
register_namespace("atom", ATOM)
register_namespace("ev", EVENT)


def add(parent: Element, tag: str, text: str = "", /, **attributes: str) -> Element:
    """Add an element; text that XML can't hold is left out of it."""
    made = SubElement(parent, tag, {name: printable(value) for name, value in attributes.items()})
    made.text = printable(text) or None
    return made


def written(root: Element) -> bytes:
    """Write a document."""
    document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def title_of(event: Event, voice: Voice) -> str:
    """Name an event; what was called off says so at once."""
    name = name_of(event.facts)
    if event.facts.status in CALLED_OFF:
        return f"{plain(voice.status(event.facts.status, event.facts.kind)).capitalize()}: {name}"
    return name


def prose_of(event: Event, voice: Voice, today: date) -> str:
    """Say when, where, what and by whom, in plain text."""
    facts = event.facts
    kind = f"{plain(voice.kind(facts.kind))}, {plain(voice.status(status_on(facts, today), facts.kind))}"
    days = plain(when(facts, voice) + how_known(facts, voice))
    head = " · ".join(part for part in (days, place_of(facts, voice), kind) if part)
    return "\n\n".join(part for part in (head, facts.summary, "; ".join(facts.organisers)) if part)


def categories_of(event: Event) -> list[str]:
    """Return kind and topics by the names that the parameters know."""
    return [event.facts.kind.value, *(topic.value for topic in event.facts.topics)]


def add_days(parent: Element, event: Event, voice: Voice) -> None:
    """Add days and place for machines (RSS 1.0 event module), as exactly as they are known."""
    facts = event.facts
    if facts.start:
        add(parent, f"{{{EVENT}}}startdate", facts.start.iso())
    if facts.end:
        add(parent, f"{{{EVENT}}}enddate", facts.end.iso())
    if place := place_of(facts, voice):
        add(parent, f"{{{EVENT}}}location", place)
