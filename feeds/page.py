"""HTML to what the extractor reads: title, main text and date of an article's page."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import trafilatura
from lxml.etree import LxmlError
from trafilatura.settings import use_config

from core.article import DeclaredEvent
from core.partial_date import PartialDate
from feeds.markup import bounded, first_tags
from feeds.pages.calendar_file import find_link
from feeds.pages.declared import find_declared

MOST_TAGS = 6_000  #: of a page; finding the text takes time with the square of their number
_CONFIG = use_config()
_CONFIG.set("DEFAULT", "MIN_EXTRACTED_SIZE", "80")
_CONFIG.set("DEFAULT", "MIN_OUTPUT_SIZE", "1")


@dataclass(frozen=True, slots=True)
class PageText:
    """An article as its page gives it."""

    title: str
    text: str
    published: PartialDate | None
    declared: DeclaredEvent | None = None
    calendar: str = ""  #: address of the calendar file that the page offers


async def read_page_in_thread(body: bytes, *, url: str) -> PageText | None:
    """Read a page without holding up the loop."""
    return await asyncio.to_thread(read_page, body, url=url)


def read_page(body: bytes, *, url: str) -> PageText | None:
    """Take an article out of its page; None when there is no text in it."""
    body = bounded(body)
    try:
        found = trafilatura.bare_extraction(
            first_tags(body, MOST_TAGS),
            url=url,
            include_comments=False,
            include_tables=True,
            favor_recall=True,
            with_metadata=True,
            config=_CONFIG,
        )
    except (LxmlError, ValueError, TypeError, AttributeError, LookupError, RecursionError):
        return None
    if found is None or isinstance(found, dict) or not (text := (found.text or "").strip()):
        return None
    return PageText(
        " ".join((found.title or "").split()),
        text,
        _date(found.date),
        find_declared(body),
        find_link(body, url),
    )


def _date(text: str | None) -> PartialDate | None:
    """Read the page's date. The first of January is what the library says when it has only seen a year."""
    if not text or text.endswith("-01-01"):
        return None
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None
