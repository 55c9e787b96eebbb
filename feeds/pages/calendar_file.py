"""The event of the calendar file (iCalendar, RFC 5545) that an article's page offers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from urllib.parse import urljoin, urlsplit

from icalendar import Calendar, Event
from selectolax.lexbor import LexborHTMLParser

from core.article import DeclaredEvent
from core.names import shared_words, telling_words
from core.partial_date import PartialDate

HOW = "calendar file"
MOST_BYTES = 200_000
MOST_EVENTS = 20  #: a file with more is a whole calendar
LEAST_ALIKE = 0.5  #: share of the event's words that the page's article must have
_CALLED_OFF = {"CANCELLED": "cancelled"}


def find_link(markup: bytes | str, url: str) -> str:
    """Return the address of the page's calendar file; "" where it has none, or several."""
    links = LexborHTMLParser(markup).css("a[href]")
    found = {_calendar(link.attributes.get("href") or "", url) for link in links} - {""}
    return found.pop() if len(found) == 1 else ""


def _calendar(link: str, url: str) -> str:
    """Return a link's address where it is a calendar file's by its ending, or as WordPress writes it."""
    try:
        parts = urlsplit(urljoin(url, link.replace("webcal:", "https:", 1)))
    except ValueError:
        return ""
    is_file = parts.path.lower().endswith(".ics") or "ical=1" in parts.query.split("&")
    return parts._replace(fragment="").geturl() if is_file and parts.scheme in {"http", "https"} else ""


def read_calendar(body: bytes) -> DeclaredEvent | None:
    """Return the one event of a file; None where it holds none, or several, or is no calendar."""
    try:
        calendars = Calendar.from_ical(body[:MOST_BYTES], multiple=True)
        events = [event for calendar in calendars for event in calendar.events][: MOST_EVENTS + 1]
        declared = {one.name: one for event in events if (one := _declared(event)) is not None}
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, ArithmeticError):
        return None
    return next(iter(declared.values())) if len(declared) == 1 else None


def is_of(event: DeclaredEvent, text: str) -> bool:
    """Say whether an article speaks of the event: a page's margin may offer quite another one."""
    return shared_words(telling_words(event.name), telling_words(text)) >= LEAST_ALIKE


def _declared(event: Event) -> DeclaredEvent | None:
    name = " ".join(str(event.get("SUMMARY") or "").split())[:200]
    if not name or (days := _days(event)) is None:
        return None
    return DeclaredEvent(
        how=HOW,
        name=name,
        start=PartialDate.of(days[0]),
        end=PartialDate.of(days[1]),
        place=" ".join(str(event.get("LOCATION") or "").split())[:200],
        called_off=_CALLED_OFF.get(str(event.get("STATUS") or "").upper(), ""),
        organisers=tuple(_organisers(event)),
    )


def _days(event: Event) -> tuple[date, date] | None:
    """Return the first and the last day, in the file's own zone; an end is the first moment after."""
    start, end = event.start, event.end
    first, last = _day(start), _day(end)
    at_midnight = not isinstance(end, datetime) or end.time() == time()
    if at_midnight and last > first:
        last -= timedelta(days=1)
    return (first, last) if first <= last else None


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _organisers(event: Event) -> Iterator[str]:
    found = event.get("ORGANIZER")
    for one in found if isinstance(found, list) else [found]:
        name = " ".join(str(getattr(one, "params", {}).get("CN") or "").split())
        if name and "@" not in name:
            yield name[:200]
