"""JSON Feed (versions 1 and 1.1) as the entries of any other feed."""

from __future__ import annotations

import json
from typing import Any


def looks_like_json(text: str) -> bool:
    """Say whether a body may be a JSON Feed."""
    return text.lstrip("\ufeff \r\n\t")[:1] == "{"


def read_json_feed(text: str) -> tuple[str, list[dict[str, Any]]] | None:
    """Return the feed's title and its items under feedparser's names; None when it is no JSON Feed."""
    try:
        feed = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(feed, dict) or "jsonfeed.org/version" not in str(feed.get("version")):
        return None
    items = feed.get("items")
    kept = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    return _text(feed, "title"), [_item(item) for item in kept]


def _item(item: dict[str, Any]) -> dict[str, Any]:
    body = _text(item, "content_html") or _text(item, "content_text")
    return {
        "id": _text(item, "id"),
        "link": _text(item, "url") or _text(item, "external_url"),
        "title": _text(item, "title"),
        "summary": body or _text(item, "summary"),
        "published": _text(item, "date_published"),
        "updated": _text(item, "date_modified"),
    }


def _text(data: dict[str, Any], name: str) -> str:
    value = data.get(name)
    return str(value) if isinstance(value, str | int) else ""
