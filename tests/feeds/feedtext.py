"""Feeds and pages as tests need them; institutions and people in them are invented."""

from __future__ import annotations

import html
from dataclasses import dataclass

PROSE = (
    "The Steppe Academy of Administration will hold a conference on digital public services in Almaty on "
    "25–27 May 2026. Delegations of Kazakhstan, Uzbekistan and Georgia will take part, said rector Aibek "
    "Sample. The programme offers three plenary sessions, a fair of services and a round table on training. "
)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a feed."""

    title: str = "Conference on digital public services"
    link: str = ""
    guid: str = ""
    date: str = "Mon, 04 May 2026 08:00:00 GMT"
    text: str = ""


def rss(*items: Item, encoding: str = "utf-8", declared: str = "", ttl: str = "") -> bytes:
    """Write an RSS 2.0 feed; `declared` is what its head claims of the encoding."""
    head = f'<?xml version="1.0" encoding="{declared or encoding}"?>'
    extra = f"<ttl>{ttl}</ttl>" if ttl else ""
    body = "".join(_item(one) for one in items)
    channel = f"<channel><title>Steppe Academy</title><link>/</link><description/>{extra}{body}</channel>"
    return f'{head}<rss version="2.0">{channel}</rss>'.encode(encoding)


def _item(one: Item) -> str:
    fields = {
        "title": one.title,
        "link": one.link,
        "guid": one.guid,
        "pubDate": one.date,
        "description": one.text,
    }
    return "<item>" + "".join(f"<{n}>{html.escape(v)}</{n}>" for n, v in fields.items() if v) + "</item>"


def page(title: str, text: str) -> str:
    """Write an article's page with the furniture that real pages have."""
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n") if line.strip())
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>{html.escape(title)}</title></head><body>"
        "<nav><a href='/'>Home</a> <a href='/about'>About</a></nav>"
        f"<main><article><h1>{html.escape(title)}</h1>{paragraphs}</article></main>"
        "<footer>© Steppe Academy. All rights reserved.</footer></body></html>"
    )
