from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.article import Entry
from core.source import FetchFailed
from feeds.entries.plain_text import plain_text
from feeds.markup import CUT_TO, bounded, first_tags
from feeds.page import read_page
from feeds.parse import MOST_ENTRIES, ParsedFeed, parse
from tests.feeds.feedtext import PROSE, Item, rss

URL = "https://steppe.example/feed"
RUSSIAN = "Конференция «Государственная служба» — 2026"


def entries(body: bytes, content_type: str = "application/rss+xml") -> list[Entry]:
    feed = parse(body, url=URL, content_type=content_type)
    assert isinstance(feed, ParsedFeed), feed
    return list(feed.entries)


def test_an_item_is_read() -> None:
    (entry,) = entries(rss(Item(link="/news/1?utm_source=rss", guid="n1", text=PROSE)))
    assert entry.title == "Conference on digital public services"
    assert entry.url == "https://steppe.example/news/1?utm_source=rss"
    assert entry.published_at == datetime(2026, 5, 4, 8, tzinfo=UTC)
    assert not entry.full


def test_a_long_text_is_the_article_unless_it_ends_as_a_teaser() -> None:
    assert [
        one.full
        for one in entries(rss(Item(link="/1", text=PROSE * 3), Item(link="/2", text=PROSE * 3 + "…")))
    ] == [True, False]


@pytest.mark.parametrize(
    ("encoding", "declared", "content_type"),
    [
        ("utf-8", "utf-8", "application/rss+xml"),
        ("windows-1251", "windows-1251", "application/rss+xml"),
        ("windows-1251", "windows-1251", "text/xml"),
        ("koi8-r", "koi8-r", "application/xml"),
        ("utf-16", "utf-16", "application/rss+xml"),
        ("utf-8", "utf-8", "text/xml; charset=utf-8"),
        ("windows-1251", "windows-1251", "text/xml; charset=utf-8"),  # the server lies
        ("utf-8", "utf-8", "text/xml; charset=windows-1251"),  # the server lies
        ("utf-8", "windows-1251", "application/rss+xml"),  # the feed lies
        ("windows-1251", "utf-8", "application/rss+xml"),  # the feed lies
    ],
)
def test_letters_come_through(encoding: str, declared: str, content_type: str) -> None:
    title = RUSSIAN.replace("—", "-").replace("«", "").replace("»", "") if encoding == "koi8-r" else RUSSIAN
    body = rss(Item(title, link="/1"), encoding=encoding, declared=declared)
    assert [one.title for one in entries(body, content_type)] == [title]


def test_letters_that_were_read_wrong_before_us_are_put_right() -> None:
    spoilt = RUSSIAN[:11].encode().decode("cp1251")
    assert [one.title for one in entries(rss(Item(spoilt, link="/1")))] == ["Конференция"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Tom & Jerry <&> 🎓", "Tom & Jerry <&> 🎓"),
        ("A <b>bold</b> forum", "A bold forum"),
        ("Q&amp;A day", "Q&A day"),
        ("Ковёр &laquo;Степь&raquo;", "Ковёр «Степь»"),
        ("5 < 7 > 3", "5 < 7 > 3"),
    ],
)
def test_titles_are_plain_text(written: str, read: str) -> None:
    assert [one.title for one in entries(rss(Item(written, link="/1")))] == [read]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b"   \n", "empty"),
        (b"<!doctype html><html><body><h1>Maintenance</h1></body></html>", "an HTML page"),
        (b"\x00\x01\x02" * 100, "neither RSS nor Atom nor JSON Feed"),
        (b"Service unavailable", "neither RSS nor Atom nor JSON Feed"),
    ],
)
def test_what_is_no_feed_says_what_it_is(body: bytes, reason: str) -> None:
    result = parse(body, url=URL, content_type="text/html")
    assert result == FetchFailed(f"not a feed: {reason}")


def test_a_truncated_feed_gives_what_is_whole() -> None:
    body = rss(Item("First", link="/1"), Item("Second", link="/2"))
    assert [one.title for one in entries(body[: body.index(b"Second") + 3])][:1] == ["First"]


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><rss version='2.0'><channel><item><title>&j;</title><link>/1</link></item></channel></rss>"
)
OUTSIDE = (
    b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    b"<rss version='2.0'><channel><item><title>T &x;</title><link>/1</link></item></channel></rss>"
)


@pytest.mark.parametrize("body", [LAUGHS, OUTSIDE], ids=["a thousand million laughs", "a file of ours"])
def test_entities_bring_nothing_in(body: bytes) -> None:
    assert all(len(one.title) < 100 for one in entries(body))


def test_of_entries_without_end_the_first_are_read() -> None:
    body = rss(*(Item(f"Story {n}", link=f"/{n}") for n in range(MOST_ENTRIES + 50)))
    read = entries(body)
    assert len(read) == MOST_ENTRIES
    assert (read[0].title, read[-1].title) == ("Story 0", f"Story {MOST_ENTRIES - 1}")


@pytest.mark.parametrize("bad", ["\\u0000", "\\ud800", "\\udfff\\ud800", "\\u0008"])
def test_characters_that_no_database_keeps_are_left_out(bad: str) -> None:
    item = f'"id": "a{bad}b", "url": "/1{bad}", "title": "A {bad}title", "content_text": "Some {bad}text"'
    body = '{"version": "https://jsonfeed.org/version/1.1", "items": [{' + item + "}]}"
    (entry,) = entries(body.encode(), "application/json")
    assert (entry.title, entry.text, entry.url) == ("A title", "Some text", "https://steppe.example/1")


def test_markup_that_nests_without_end_is_cut_and_a_plain_page_is_not() -> None:
    assert len(bounded(b"<div>" * 100_000 + b"text")) == CUT_TO
    assert plain_text("<div>" * 100_000 + "text") == ""
    paragraphs = b"<p>word</p>" * 20_000
    assert bounded(paragraphs) == paragraphs


def test_a_page_of_endless_tags_is_cut_behind_its_first_ones_and_its_article_is_read() -> None:
    article = b"<article>" + b"<p>The academy held a workshop for the heads of its branches.</p>" * 9
    page = read_page(article + b"<div><p>More</p></div>" * 30_000, url="https://a.example/1")
    assert page is not None
    assert page.text.startswith("The academy held a workshop")
    assert first_tags(b"<p>a</p><p>b</p><p>c", 2) == b"<p>a</p><p>b</p>"
    assert first_tags(b"<p>a</p>", 2) == b"<p>a</p>"


PIECES = """<rss version='2.0'>
<channel>
<item>
</item>
<title>
</title>
<link>
http://[
<guid isPermaLink='true'>
<pubDate>
99 Foo 99999999999
<feed xmlns='http://www.w3.org/2005/Atom'>
<entry><updated>
2026-13-45T99:99:99+99:99
<link href='
'/>
<content type='xhtml'>
<![CDATA[
]]>
&#0;&#x110000;
<!DOCTYPE r [<!ENTITY
\xff\xfe
\0
<?xml version='1.0' encoding='
utf-7
'?>
{"version": "https://jsonfeed.org/version/1.1", "items": [
{"id": null, "url": 1e999}
]}
[[[[[[[[
<urlset><url><loc>
</loc></url></urlset>
<rdf:RDF>
\xd0
<description>&lt;p&gt;"""
SHREDS = st.lists(st.sampled_from(PIECES.splitlines()), max_size=25).map(
    lambda shreds: "".join(shreds).encode("latin-1")
)


@settings(max_examples=150, deadline=None)
@given(
    body=st.one_of(st.binary(max_size=300), SHREDS),
    kind=st.sampled_from(["text/xml; charset=q", "", "application/json"]),
)
@example(body=b"<rss><channel><item><link>http://[", kind="text/xml")
def test_no_bytes_bring_parse_to_an_exception(body: bytes, kind: str) -> None:
    assert isinstance(parse(body, url=URL, content_type=kind), ParsedFeed | FetchFailed)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_damage_to_a_feed_brings_parse_to_an_exception(data: st.DataObject) -> None:
    body = bytearray(rss(*(Item(f"Title {n}", link=f"/{n}", text=PROSE) for n in range(3))))
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(body) - 1))
        body[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    assert isinstance(parse(bytes(body), url=URL, content_type="text/xml"), ParsedFeed | FetchFailed)
