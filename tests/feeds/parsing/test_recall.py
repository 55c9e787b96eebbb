"""A feed that was read before is parsed in part, and reads as if it were parsed as a whole."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.parse import ReadFeed, parse, read_feed
from feeds.parsing.readers import Readers
from feeds.parsing.recall import Memory, cut
from tests.feeds.feedtext import PROSE, Item, rss

URL, KIND = "https://steppe.example/feed", "text/xml"
ATOM = '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><updated>{at}</updated>{all}</feed>'


def stories(*numbers: int, **more: str) -> list[Item]:
    return [Item(f"Story {n}", link=f"/{n}", guid=f"g{n}", text=f"{PROSE} {n}", **more) for n in numbers]


def atom(*numbers: int, at: str = "2026-05-04T08:00:00Z") -> bytes:
    entries = (
        f'<entry><id>e{n}</id><title>Story {n}</title><link href="{n}"/><updated>{at}</updated></entry>'
        for n in numbers
    )
    return ATOM.format(at=at, all="\n".join(entries)).encode()


def whole(body: bytes) -> ReadFeed:
    read = read_feed(body, url=URL, content_type=KIND)
    assert isinstance(read, ReadFeed)
    return read


class Visits:
    """Reads a feed visit by visit, with what it remembers; keeps how many items it had to parse."""

    def __init__(self, room: int = 10**9):
        self.memory = Memory(room)
        self.parsed: list[int] = []

    def read(self, body: bytes, url: str = URL) -> ReadFeed | None:
        pieces = cut(body)
        if pieces is None:
            return None
        recalled = self.memory.recall(pieces, url)
        read = read_feed(recalled.rest, url=url, content_type=KIND)
        feed = recalled.completed(read) if isinstance(read, ReadFeed) else None
        if feed is not None:
            self.parsed.append(len(read.items) if isinstance(read, ReadFeed) else 0)
            self.memory.keep(recalled, feed, pieces)
        return feed


def test_only_what_is_new_or_edited_is_parsed() -> None:
    visits = Visits()
    first = rss(*stories(2, 1), ttl="5")
    second = rss(*stories(3, 2, 1), ttl="7")
    edited = Item("Story 2, edited", link="/2", guid="g2", text=PROSE)
    third = rss(*stories(3), edited, *stories(1), ttl="7")
    assert [visits.read(body) for body in (first, second, third, third)] == [
        whole(body) for body in (first, second, third, third)
    ]
    assert visits.parsed == [2, 1, 1, 0]


def test_the_words_around_the_items_may_change_their_tags_may_not() -> None:
    visits = Visits()
    for at in ("2026-05-04T08:00:00Z", "2026-05-05T08:00:00Z"):
        body = ATOM.format(at=at, all="<entry><id>1</id><title>One</title></entry>").encode()
        assert visits.read(body) == whole(body)
    other = body.replace(b"<feed ", b'<feed xmlns:x="urn:x" ')
    assert visits.read(other) == whole(other)
    assert visits.parsed == [1, 0, 1]


def test_what_is_known_of_one_address_is_not_of_another() -> None:
    visits, body = Visits(), atom(1)
    there = "https://other.example/feed"
    assert [visits.read(body), visits.read(body, there)] == [
        whole(body),
        read_feed(body, url=there, content_type=KIND),
    ]


@pytest.mark.parametrize(
    "body",
    [
        rss(*stories(1, 2))[:-40],  # cut off
        b"<rss><channel><item><title>A</title><item><title>B</title></item></item></channel></rss>",
        b"<rss><channel><item><title><![CDATA[<item>x</item>]]></title></item></channel></rss>",
        b"<rss><channel><item><title><![CDATA[</item>]]></title></item></channel></rss>",
        b"<rss><channel></item><item></channel></rss>",
        b"<feed><entry></item></feed>",
        rss(*stories(1), encoding="windows-1251") + "Семинар".encode("windows-1251"),
    ],
)
def test_what_can_not_be_told_by_its_tags_is_read_as_a_whole(body: bytes) -> None:
    assert cut(body) is None


@pytest.mark.parametrize(
    "body",
    [
        b"<rss version='2.0'><channel><!-- <item><title>A</title></item> --><title>x</title></channel></rss>",
        b"<rss version='2.0'><channel><item><title>A & B</title></item></channel></rss>",  # not well-formed
        b"<rss version='2.0'><channel><title><![CDATA[<item>x</item>]]></title></channel></rss>",
    ],
)
def test_what_is_not_read_as_it_was_cut_is_not_remembered(body: bytes) -> None:
    assert Visits().read(body) is None


def channel(text: str) -> bytes:
    return f"<rss version='2.0'><channel>{text}</channel></rss>".encode()


ONE = "<item><title>One</title><link>/1</link></item>"
TWO = "<item><title>Two</title><link>/2</link></item>"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (f"{ONE}{TWO}", f"<item><title>A & B</title></item>{ONE}{TWO}"),  # not well-formed
        (f"<title>T</title>{ONE}", f"<title>x {ONE} y</title>"),
        (f"<title>a &amp; b</title>{ONE}", f"<title>a &am{ONE}p; b</title>"),
        (f"<title>T</title><!-- -->{ONE}", f"<title>T</title><!-- {ONE} -->"),
        (f"<description><![CDATA[]]></description>{ONE}", f"<description><![CDATA[{ONE}]]></description>"),
        (f"<source url='x'></source>{ONE}", f"<source url='x'>{ONE}</source>"),
        (f"<!--{ONE}--><ITEM><title>Y</title></ITEM>", f"<!--{ONE}{TWO}--><ITEM><title>Y</title></ITEM>"),
        (f"<title>T</title>{ONE}<title>Z</title>", f"<title>T</title>{TWO}{ONE}<title>Z</title>"),
        (ONE, f"<item><title>B</title><x base='https://b.example/'/></item>{ONE}"),
        (
            f"<title>Новости</title><item><title>{'Семинар в Риге ' * 20}</title></item>",
            (
                f"<title>Новости</title><item><title>Конф\ufffd открыта</title></item>"
                f"<item><title>{'Семинар в Риге ' * 20}</title></item>"
            ),
        ),
        (
            "<item><title><![CDATA[<!DOCTYPE html> told]]></title></item>",
            (
                "<item><title><![CDATA[Why <!DOCTYPE html>?]]></title></item>"
                "<item><title><![CDATA[<!DOCTYPE html> told]]></title></item>"
            ),
        ),
        (
            "<item><a:x xmlns:a='urn:a'/><title>A</title></item>",
            f"<item><a:x xmlns:a='urn:a'/><title>A</title></item>{ONE}",
        ),
        (f"<item><channel>c</channel></item>{ONE}<ttl>60</ttl>", f"{ONE}<ttl>60</ttl>"),
        ("".join(f"<item><title>{n}</title></item>" for n in range(1500)), ONE * 2500),
    ],
)
async def test_where_items_lean_on_what_is_around_a_feed_reads_as_a_whole(first: str, second: str) -> None:
    readers = Readers(1)
    for body in (channel(first), channel(second), channel(first), channel(second)):
        assert await readers.parse(body, url=URL, content_type=KIND) == parse(
            body, url=URL, content_type=KIND
        )
    await readers.close()


def test_one_item_that_is_not_well_formed_makes_the_feed_be_read_as_a_whole() -> None:
    visits = Visits()
    visits.read(rss(*stories(1, 2)))
    assert (
        visits.read(rss(*stories(1, 2)).replace(b"<item>", b"<item><title>A & B</title></item><item>", 1))
        is None
    )


def test_where_there_is_no_more_room_the_oldest_goes() -> None:
    visits = Visits(room=len(rss(*stories(1, 2, 3))))
    for n in range(1, 9):
        visits.read(rss(*stories(n)))
    visits.read(rss(*stories(8, 7)))
    visits.read(rss(*stories(1)))
    assert visits.parsed[-2:] == [0, 1]


@given(st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=8), max_size=6), st.booleans())
def test_whatever_comes_and_goes_a_feed_reads_as_a_whole(
    polls: Sequence[Sequence[int]], as_atom: bool
) -> None:
    visits = Visits(room=2_000)
    for poll in polls:
        body = atom(*poll) if as_atom else rss(*stories(*poll))
        assert visits.read(body) == whole(body)


@given(
    st.binary(max_size=300),
    st.lists(st.sampled_from([b"<item>", b"</item>", b"<entry a=''>", b"]]>", b"<!--"])),
)
def test_no_bytes_make_it_fail_and_nothing_is_lost_in_cutting(noise: bytes, tags: Sequence[bytes]) -> None:
    body = noise.join(tags) + noise
    pieces = cut(body)
    assert pieces is None or (b"".join(pieces) == body and len(pieces) % 2)
