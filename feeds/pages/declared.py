"""The event that a page declares for machines: schema.org as JSON-LD or microdata."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from core.article import DeclaredEvent
from core.partial_date import PartialDate

DEEPEST = 6  #: how far into nested JSON events are looked for
_EVENT = re.compile(r"(?:^|/)\w*(?:Event|Festival|Hackathon|CourseInstance)$")
_DAY = re.compile(r"\d{4}(?:-\d{2}){0,2}")
_CALLED_OFF = {"EventCancelled": "cancelled", "EventPostponed": "postponed"}


def find_declared(markup: bytes | str) -> DeclaredEvent | None:
    """Return the page's event; None where it declares none, or several, as a list of events does."""
    tree = LexborHTMLParser(markup)
    found = [("JSON-LD", one) for one in _json_events(tree)] or [("microdata", one) for one in _items(tree)]
    named = {str(one.get("name")): _event(how, one) for how, one in found if isinstance(one.get("name"), str)}
    return next(iter(named.values())) if len(named) == 1 else None


def _json_events(tree: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    for script in tree.css('script[type="application/ld+json"]'):
        try:
            data = json.loads(script.text() or "null", strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _events(data, 0)


def _events(data: object, depth: int) -> Iterator[dict[str, Any]]:
    """Give the objects that are events, not those within them, which are parts of their programmes."""
    if depth > DEEPEST:
        return
    if isinstance(data, list):
        for one in data:
            yield from _events(one, depth + 1)
    elif isinstance(data, dict):
        kinds = data.get("@type")
        if any(_EVENT.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
            yield data
        else:
            for one in data.values():
                yield from _events(one, depth + 1)


def _items(tree: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    for item in tree.css('[itemtype*="schema.org/"]'):
        if _EVENT.search((item.attributes.get("itemtype") or "").strip()):
            yield {
                node.attributes.get("itemprop") or "": _value(node)
                for node in reversed(item.css("[itemprop]"))
            }


def _value(node: LexborNode) -> str:
    for attribute in ("content", "datetime", "href"):
        if node.attributes.get(attribute):
            return str(node.attributes[attribute])
    return " ".join(node.text().split())


def _event(how: str, data: dict[str, Any]) -> DeclaredEvent:
    start = _day(data.get("startDate"))
    mode = str(data.get("eventAttendanceMode") or "")
    status = str(data.get("eventStatus") or "").rsplit("/", 1)[-1]
    return DeclaredEvent(
        how=how,
        name=" ".join(str(data["name"]).split())[:200],
        start=start,
        end=_day(data.get("endDate")) or start,
        place=_place(data),
        online=("Online" in mode or "Mixed" in mode) if mode else None,
        in_person=("Offline" in mode or "Mixed" in mode) if mode else None,
        called_off=_CALLED_OFF.get(status, ""),
        organisers=tuple(_names(data.get("organizer"))),
    )


def _day(moment: object) -> PartialDate | None:
    """Read the day of an ISO date or instant, as the page's own zone has it."""
    found = _DAY.match(str(moment or ""))
    try:
        return PartialDate.parse(found[0]) if found else None
    except ValueError:
        return None


def _place(data: dict[str, Any]) -> str:
    """Return "town, country" of a nested address, or what microdata has flattened."""
    location = data.get("location")
    location = location[0] if isinstance(location, list) and location else location
    address = location.get("address", location) if isinstance(location, dict) else data
    if isinstance(address, str):
        return address[:200]
    address = address if isinstance(address, dict) else data
    parts = (address.get(key) for key in ("addressLocality", "addressCountry"))
    names = (part.get("name") if isinstance(part, dict) else part for part in parts)
    return (
        ", ".join(str(name) for name in names if name)
        or (location if isinstance(location, str) else "")[:200]
    )


def _names(organisers: object) -> Iterator[str]:
    for one in organisers if isinstance(organisers, list) else [organisers]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str) and name.strip():
            yield " ".join(name.split())[:200]
