"""`hubwire edit` and `hubwire reread`."""

from __future__ import annotations

from datetime import timedelta

from bot.clock import utcnow
from bot.polling.intake import Found, take_in
from core.article import Article, Document
from core.partial_date import PartialDate
from core.source import SourceSpec
from feeds.extract.events import extract
from storage import sources
from storage.database import Transaction
from tests.bot.commands.conftest import Run, Store

NOW = utcnow()
SOON = (NOW + timedelta(days=20)).date()
TITLE = "Silk Academy invites to a workshop on open data"
TEXT = (
    f"On {SOON.day} {SOON:%B} {SOON.year} the Silk Academy will hold an international workshop on open data "
    "in Almaty, Kazakhstan. Experts from Georgia and Uzbekistan will take part. The workshop is organised by "
    "the Silk Academy."
)


async def one_article(tx: Transaction) -> None:
    await sources.sync(tx, [SourceSpec("http://127.0.0.1:9/feed", "Steppe Academy", country="KZ")], NOW)
    document = Document(TITLE, TEXT, "en", PartialDate.of(NOW.date()), "https://silk.example/1")
    article = Article(1, "1", document.url, document, NOW)
    await take_in(tx, [Found(article, tuple(extract(document)))], NOW)


def test_a_correction_survives_reading_every_article_again(hubwire: Run, store: Store) -> None:
    store(one_article)
    assert "Event 1 is version 2 now." in hubwire("edit", "1", "city", "Shymkent").out
    assert hubwire("reread").out == "Articles read: 1. Events with a new version: 0.\n"
    assert "Shymkent, KZ" in hubwire("events").out


def test_the_history_names_articles_and_deeds(hubwire: Run, store: Store) -> None:
    store(one_article)
    hubwire("edit", "1", "hide")
    shown = hubwire("edit", "1").out
    assert "(hidden)" in shown
    assert TITLE in shown
    assert "(command line)" in shown
    assert "No event" in hubwire("events").out


def test_what_cannot_be_done_is_a_complaint_and_no_traceback(hubwire: Run, store: Store) -> None:
    store(one_article)
    for words in (("9", "hide"), ("1", "date", "someday"), ("9",)):
        done = hubwire("edit", *words)
        assert done.code == 2
        assert done.err.startswith("hubwire: ")
