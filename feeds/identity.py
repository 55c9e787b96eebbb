"""What makes an article the same one at the next poll, whatever noise is around it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|yclid|ysclid|_openstat|mc_[ce]id|igshid|cmpid|ref_src", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class RawEntry:
    """What an entry says of itself."""

    guid: str
    link: str
    title: str
    date: str


def canonical_url(url: str) -> str:
    """Bring an address to one spelling: https, no tracking parameters, no fragment, no slash at the end."""
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return url.strip()
    if parts.scheme not in ("http", "https") or not host:
        return url.strip()
    shown = host if port in (None, 80, 443) else f"{host}:{port}"
    kept = [
        pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0])
    ]
    return urlunsplit(("https", shown, parts.path.rstrip("/"), urlencode(sorted(kept)), ""))


def identities(entries: Sequence[RawEntry]) -> list[str]:
    """Name each entry of a feed: by guid, else link, where these tell entries apart; else by content."""
    guids = Counter(_named(entry.guid) for entry in entries)
    links = Counter(canonical_url(entry.link) for entry in entries if entry.link)
    names = []
    for entry in entries:
        guid, link = _named(entry.guid), canonical_url(entry.link) if entry.link else ""
        if guid and guids[guid] == 1:
            names.append(guid)
        elif link and links[link] == 1:
            names.append(link)
        else:
            names.append(_digest(entry))
    return names


def _named(guid: str) -> str:
    return canonical_url(guid) if guid.startswith(("http://", "https://")) else guid.strip()


def _digest(entry: RawEntry) -> str:
    text = "\x1f".join((canonical_url(entry.link), " ".join(entry.title.split()), entry.date.strip()))
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()
