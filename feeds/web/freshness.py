"""How long a site says that it stays fresh, and how long it asks us to stay away (RFC 9110, RFC 9111)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST = timedelta(days=30)


def max_age(headers: Mapping[str, str]) -> timedelta | None:
    """Read `Cache-Control: max-age` or else `Expires`, which is relative to the server's `Date`."""
    found = re.search(r"(?:^|[,\s])max-age=\"?(\d{1,12})", headers.get("Cache-Control", ""), re.IGNORECASE)
    if found:
        return min(timedelta(seconds=int(found[1])), LONGEST)
    return _until(headers.get("Expires", ""), headers)


def retry_after(headers: Mapping[str, str]) -> timedelta | None:
    """Read `Retry-After`: seconds or a date."""
    value = headers.get("Retry-After", "").strip()
    if re.fullmatch(r"\d{1,12}", value):
        return min(timedelta(seconds=int(value)), LONGEST)
    return _until(value, headers)


def _until(text: str, headers: Mapping[str, str]) -> timedelta | None:
    """Return the time from the server's own now to a date; None when either is unknown or it has passed."""
    moment, now = (_instant(one) for one in (text, headers.get("Date", ""))) if text else (None, None)
    if moment is None or now is None or moment <= now:
        return None
    return min(moment - now, LONGEST)


def _instant(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text).astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return None
