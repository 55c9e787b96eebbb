"""An entry of a feed becomes an article: a teaser is completed from the article's page."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

from core.article import Article, Document, Entry
from core.partial_date import PartialDate
from core.source import Fetched, FetchFailed, Source
from feeds.computing import computed
from feeds.fetch import Fetcher
from feeds.markup import fit
from feeds.page import PageText, read_page_in_thread
from feeds.pages.calendar_file import is_of, read_calendar
from feeds.pages.language import guess_language

#: how far a site's clock or zone may be ahead of ours
CLOCKS_DIFFER = timedelta(days=1)
#: how long an article waits for its page before it is taken as the feed gives it
PATIENCE = timedelta(days=3)
#: answers after which the page is asked for again at the next visit
_PASSING = ("429", "500", "502", "503", "504")


async def complete(
    entry: Entry, source: Source, fetcher: Fetcher, now: datetime, *, since: datetime | None = None
) -> Article | FetchFailed:
    """Return the whole article. A date of the future is none: what isn't written yet can't be read.

    A page that is down for now is a FetchFailed: the entry is tried again; `since` says since when its page
    is waited for. A page that is gone or unreadable, or waited for too long, leaves the article as the feed
    gives it: nothing is lost.
    """
    entry = _believed(entry, now)
    if entry.full or not entry.url:
        return await _article(entry, source, None)
    result = await fetcher.fetch(entry.url)
    if isinstance(result, FetchFailed):
        patient = since is None or since > now - PATIENCE
        if patient and _is_passing(result):
            return result
    page = await read_page_in_thread(result.body, url=result.url) if isinstance(result, Fetched) else None
    page = page and await _with_calendar(page, fetcher)
    return await _article(entry, source, page)


async def _with_calendar(page: PageText, fetcher: Fetcher) -> PageText:
    """Read the calendar file that a page offers, where it declares no day itself.

    A file that can't be had is not asked for again: the article is whole without it.
    """
    if not page.calendar or (page.declared is not None and page.declared.start is not None):
        return page
    result = await fetcher.fetch(page.calendar)
    event = await asyncio.to_thread(read_calendar, result.body) if isinstance(result, Fetched) else None
    if event is None or not is_of(event, f"{page.title}\n{page.text}"):
        return page
    return replace(page, declared=event)


async def read_again(entry: Entry, source: Source, fetcher: Fetcher, now: datetime) -> Article | FetchFailed:
    """Return an edited article. Where its page can't be read, a FetchFailed: a teaser would be a loss."""
    entry = _believed(entry, now)
    if entry.full or not entry.url:
        return await _article(entry, source, None)
    result = await fetcher.fetch(entry.url)
    if isinstance(result, FetchFailed):
        return replace(result, lasting=not _is_passing(result))
    page = await read_page_in_thread(result.body, url=result.url) if isinstance(result, Fetched) else None
    if page is None:
        return FetchFailed("no text was found on the page", lasting=True)
    return await _article(entry, source, await _with_calendar(page, fetcher))


def _believed(entry: Entry, now: datetime) -> Entry:
    future = entry.published_at is not None and entry.published_at > now + CLOCKS_DIFFER
    return replace(entry, published_at=None) if future else entry


def _is_passing(failure: FetchFailed) -> bool:
    """Say whether the failure may be over by the next visit: the line, the clock, the server's own fault."""
    reason = failure.reason.removeprefix("robots.txt: ")
    if reason.startswith("the site answered "):
        return reason.endswith(_PASSING)
    return reason.startswith(("no full answer", "the connection failed", "the name ", "the site asks for"))


async def _article(entry: Entry, source: Source, page: PageText | None) -> Article:
    length = len(entry.text) + (len(page.text) if page else 0)
    return await computed(length, _put_together, entry, source, page)


def _put_together(entry: Entry, source: Source, page: PageText | None) -> Article:
    text = fit(page.text if page is not None and len(page.text) >= len(entry.text) else entry.text)
    title = entry.title or fit(page.title if page else "") or text.split("\n", 1)[0][:200]
    document = Document(
        title=title,
        text=text,
        language=guess_language(f"{title}\n{text}", source.spec.language),
        published=_published(entry.published_at, page),
        url=entry.url,
        declared=page.declared if page else None,
    )
    return Article(source.id, entry.identity, entry.url, document, entry.published_at, entry.mark)


def _published(moment: datetime | None, page: PageText | None) -> PartialDate | None:
    """The feed's own date is surer than the one found on the page."""
    if moment is not None:
        return PartialDate.of(moment.date())
    return page.published if page else None
