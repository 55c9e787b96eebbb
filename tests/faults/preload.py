"""What every bot of the kill tests has in memory when it is forked: the program, and its word lists read."""

from __future__ import annotations

from core.article import Document
from core.partial_date import PartialDate
from feeds.extract.events import extract
from tests.faults import driver

__all__ = ["driver"]

extract(
    Document(
        title="Conference on civil service reform in Astana",
        text="The Academy will hold a conference on civil service reform on 5 May 2026 in Astana.",
        language="en",
        published=PartialDate.parse("2026-04-01"),
    )
)
