"""Dates as feeds write them: right, or unknown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.entries.feed_dates import read_date

_KAZAKH = "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан"
_RUSSIAN = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
KAZAKH, RUSSIAN = _KAZAKH.split(), _RUSSIAN.split()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Mon, 04 May 2026 08:30:00 GMT", "2026-05-04 08:30"),
        ("Mon, 4 May 2026 08:30 +0500", "2026-05-04 03:30"),
        ("Mon, 04 May 2026 02:30:00 +0500", "2026-05-03 21:30"),
        ("04 May 26 08:30:00 EST", "2026-05-04 13:30"),  # RFC 822 has years of two digits
        ("30 Dec 98 08:30:00 GMT", "1998-12-30 08:30"),
        ("2026-05-04", "2026-05-04 00:00"),
        ("2026-05-04T08:30:00Z", "2026-05-04 08:30"),
        ("2026-05-04T08:30:00.123+05:00", "2026-05-04 03:30"),
        ("2026/5/4 8:30", "2026-05-04 08:30"),
        ("04.05.2026", "2026-05-04 00:00"),  # day first, as the network writes it
        ("04.05.2026, 08:30", "2026-05-04 08:30"),
        ("31.12.2026 23:59:60", "2026-12-31 23:59"),
        ("4 мая 2026", "2026-05-04 00:00"),
        ("04 мая 2026 г., 08:30", "2026-05-04 08:30"),
        ("Пн, 04 мая 2026 08:30:00 МСК", "2026-05-04 05:30"),
        ("Понедельник, 4 Мая 2026", "2026-05-04 00:00"),
        ("4 мамыр 2026", "2026-05-04 00:00"),
        ("2026 жылғы 4 мамыр", "2026-05-04 00:00"),
        ("2026 ж. 4 мамыр 08:30", "2026-05-04 08:30"),
        ("May 4, 2026", "2026-05-04 00:00"),
        ("4. Mai 2026", None),
        ("2099-05-04", "2099-05-04 00:00"),  # that it lies ahead is for the reader of the article to judge
    ],
)
def test_dates_of_many_hands(written: str, read: str | None) -> None:
    moment = read_date(written)
    assert (f"{moment:%Y-%m-%d %H:%M}" if moment else None) == read


@pytest.mark.parametrize(
    "written",
    [
        "",
        "soon",
        "yesterday",
        "04/05/2026",  # May or April?
        "04.05.26",
        "32.13.2026",
        "30 февраля 2026",
        "31.04.2026",
        "0000-00-00 00:00:00",
        "2026-13-45T99:99:99",
        "Mon, 04 May 2026 08:30:00 XYZ",
        "Mon, 04 May 2026 08:30:00 +9999",
        "1747040400",
        "4 xyz 2026",
        "9999-12-31T23:59:59-12:00",
        "0001-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
    ],
)
def test_what_is_not_certain_is_unknown(written: str) -> None:
    assert read_date(written) is None


@given(st.integers(700_000_000, 2_200_000_000), st.integers(-11, 12))
def test_every_instant_is_read_back_from_each_form(seconds: int, hours: int) -> None:
    moment = datetime.fromtimestamp(seconds, timezone(timedelta(hours=hours)))
    clock = f"{moment:%H:%M:%S %z}"
    forms = [
        format_datetime(moment),
        moment.isoformat(),
        f"{moment:%d.%m.%Y} {clock}",
        f"{moment.day} {RUSSIAN[moment.month - 1]} {moment.year} года, {clock}",
        f"{moment.year} жылғы {moment.day} {KAZAKH[moment.month - 1]} {clock}",
    ]
    assert [read_date(form) for form in forms] == [moment.astimezone(UTC)] * len(forms)


@given(st.text(max_size=40) | st.from_regex(r"[\d\s./:T+-]{0,30}", fullmatch=True))
def test_no_text_brings_an_exception(text: str) -> None:
    moment = read_date(text)
    assert moment is None or moment.tzinfo is UTC
