"""What decides whether an answer is sent again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.serving.conditional import MOST_KNOWN, Since, etag_of, http_date, is_known
from tests.core.builders import NOW

TAG = etag_of(b"content")
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("headers", "known"),
    [
        ({}, False),
        ({"if-none-match": TAG}, True),
        ({"if-none-match": f"W/{TAG}"}, True),
        ({"if-none-match": f'"other", W/{TAG}'}, True),
        ({"if-none-match": "*"}, True),
        ({"if-none-match": '"other"'}, False),
        ({"if-none-match": TAG.strip('"')}, False),
        ({"if-none-match": ""}, False),
        ({"if-modified-since": http_date(NOW)}, True),
        ({"if-modified-since": http_date(NOW + SECOND)}, True),
        ({"if-modified-since": http_date(NOW - SECOND)}, False),
        ({"if-modified-since": "yesterday"}, False),
        ({"if-modified-since": "Mon, 04 May 2026 09:00:00 -0000"}, True),
        ({"if-none-match": '"other"', "if-modified-since": http_date(NOW)}, False),
        ({"if-none-match": TAG, "if-modified-since": http_date(NOW - SECOND)}, True),
    ],
)
def test_what_is_known_is_not_sent_again(headers: dict[str, str], known: bool) -> None:
    assert is_known(headers, TAG, NOW) is known


def test_without_a_date_only_the_tag_counts() -> None:
    assert not is_known({"if-modified-since": http_date(NOW)}, TAG)


def test_an_address_keeps_its_date_until_it_gives_something_else() -> None:
    since = Since()
    seen = [since.of("/a", tag, NOW + n * SECOND) for n, tag in enumerate(("x", "x", "y", "y", "x"))]
    assert [one - NOW for one in seen] == [n * SECOND for n in (0, 0, 2, 2, 4)]


def test_only_so_many_addresses_are_remembered_those_asked_for_last() -> None:
    since = Since()
    since.of("/first", "x", NOW)
    for n in range(MOST_KNOWN):
        since.of("/kept", "x", NOW)
        since.of(f"/{n}", "x", NOW)
    assert since.of("/kept", "x", NOW + SECOND) == NOW
    assert since.of("/first", "x", NOW + SECOND) == NOW + SECOND
