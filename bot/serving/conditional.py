"""Answers that are sent again only when they have changed (RFC 9110, 13): ETag, Last-Modified and 304."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import blake2b

MOST_KNOWN = 1000  #: addresses whose last answer is remembered


class Since:
    """Since when an address has given what it gives, as far as this process has seen.

    What stands in a list of events also changes by what leaves it and by the clock, so no date in the events
    tells it. After a start everything counts as changed: a reader is sent too much once, never too little.
    """

    def __init__(self) -> None:
        self._seen: OrderedDict[str, tuple[str, datetime]] = OrderedDict()

    def of(self, address: str, etag: str, now: datetime) -> datetime:
        """Return the instant, to the second, at which an address began to give what has this ETag."""
        key = etag_of(address.encode())  # short, however long a question somebody asks
        known, since = self._seen.pop(key, ("", now))
        if known != etag:
            since = now.replace(microsecond=0)
        self._seen[key] = (etag, since)
        if len(self._seen) > MOST_KNOWN:
            self._seen.popitem(last=False)
        return since


def etag_of(content: bytes) -> str:
    """Return the strong ETag of a content."""
    return f'"{blake2b(content, digest_size=16).hexdigest()}"'


def http_date(instant: datetime) -> str:
    """Write an instant as HTTP does."""
    return format_datetime(instant.astimezone(UTC), usegmt=True)


def is_known(headers: Mapping[str, str], etag: str, since: datetime | None = None) -> bool:
    """Say whether whoever asks has this content already; If-None-Match beats If-Modified-Since."""
    known = headers.get("if-none-match")
    if known is not None:
        return known.strip() == "*" or etag in re.findall(r'"[^"]*"', known)
    at = _read_date(headers.get("if-modified-since", ""))
    return since is not None and at is not None and since <= at


def _read_date(text: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
