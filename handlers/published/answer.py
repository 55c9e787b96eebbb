"""An answer before it takes a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from core.change import Former
from core.event import Event
from core.markup import plain, printable
from handlers.asking.events import asked_for
from handlers.published.asked import Asked
from handlers.voice import Voice


@dataclass(frozen=True, slots=True)
class Answer:
    """One page of events for a question."""

    asked: Asked
    events: tuple[Event, ...]
    total: int  #: on all pages
    voice: Voice
    today: date
    served_at: str  #: the public address, without a slash at its end
    path: str  #: of this form, such as /events.json
    earlier: Mapping[int, list[Former]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """Say what was asked."""
        return printable(plain(asked_for(self.asked.query, self.voice)))

    @property
    def changed_at(self) -> datetime | None:
        """Return when the newest of these events came or changed; None without events."""
        return max((event.changed_at for event in self.events), default=None)

    def url(self, page: int, path: str = "") -> str:
        """Return the address of a page, in this form or in another."""
        return f"{self.served_at}{path or self.path}{self.asked.words(page)}"

    def links(self) -> dict[str, str]:
        """Return the addresses of this page and its neighbours by their relation (RFC 5005)."""
        page, pages = self.asked.page, -(-self.total // self.asked.limit)
        found = {"self": self.url(page), "first": self.url(1)}
        if page > 1:
            found["previous"] = self.url(min(page - 1, max(pages, 1)))
        if page < pages:
            found["next"] = self.url(page + 1)
        return found
