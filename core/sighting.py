"""What one article says of one gathering."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.event import EventFacts


@dataclass(frozen=True, slots=True)
class Sighting:
    """The facts that were read in one article, and what decides how much they count."""

    article_id: int
    place: int  #: which of the article's events it is, from 0
    facts: EventFacts
    seen_on: date | None  #: when the article was published; in storage: taken, where that isn't known
    institution: str = ""  #: whose site the article stands on
    event_id: int | None = None  #: the event that it was found to tell of
