"""An article is completed from its page, and the page from the calendar file that it offers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.article import Article, Entry
from core.partial_date import PartialDate
from core.source import Source, SourceSpec
from feeds.articles import complete
from feeds.extract.events import extract
from tests.feeds.pages.test_calendar_file import FORUM, calendar
from tests.web import opened, served

NOW = datetime(2024, 5, 20, 9, tzinfo=UTC)
STORY = "<p>The Silk Academy held the Forum on Fair Hiring in Riga, Latvia, on 13 May 2024.</p>" * 6
LINK = '<p><a href="/forum.ics">Add to calendar</a></p>'
JSON_LD = (
    '<script type="application/ld+json">{"@type": "Event", "name": "Forum on Fair Hiring", '
    '"startDate": "2024-05-15"}</script>'
)


async def read(markup: str, file: bytes | None) -> tuple[Article, int]:
    """Return the article of a page, and how often its calendar file was asked for."""
    async with served() as web, opened(timeout=2) as fetcher:
        web.serve(
            "/news/1", f"<html><body><article><h1>A forum</h1>{markup}</article></body></html>", "text/html"
        )
        if file is not None:
            web.serve("/forum.ics", file, "text/calendar")
        url = f"{web.url}/news/1"
        source = Source(1, SourceSpec(web.url, "Silk Academy"))
        article = await complete(Entry(("n1",), url, "A forum", "", NOW, full=False), source, fetcher, NOW)
        assert isinstance(article, Article)
        return article, len(web.asked("/forum.ics"))


async def test_a_calendar_file_beats_the_prose_and_the_conflict_is_recorded() -> None:
    article, asked = await read(STORY + LINK, calendar(FORUM))
    (forum, *_) = extract(article.document)
    assert (forum.start, forum.end, asked) == (PartialDate(2024, 5, 14), PartialDate(2024, 5, 16), 1)
    rules = [one.rule for one in forum.evidence if one.field == "start"]
    assert rules == ["page metadata: calendar file; its prose says 2024-05-13"]


@pytest.mark.parametrize(
    ("markup", "file", "asked"),
    [
        (STORY, None, 0),
        (STORY + LINK, None, 1),
        (STORY + LINK, b"<html>gone</html>", 1),
        (STORY + LINK, calendar(FORUM.replace("Forum on\n  Fair Hiring", "Tax seminar")), 1),
    ],
    ids=["none", "gone", "no calendar", "another event"],
)
async def test_without_a_file_of_its_own_event_the_prose_counts(
    markup: str, file: bytes | None, asked: int
) -> None:
    article, times = await read(markup, file)
    assert (article.document.declared, times) == (None, asked)


async def test_a_page_that_declares_its_days_is_believed_without_asking_for_the_file() -> None:
    article, asked = await read(STORY + LINK + JSON_LD, calendar(FORUM))
    assert article.document.declared is not None
    assert (article.document.declared.how, asked) == ("JSON-LD", 0)
