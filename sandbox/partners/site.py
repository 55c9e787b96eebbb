"""An invented partner institution: its articles, its feed and its pages."""

from __future__ import annotations

import html
import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from sandbox.partners.words import filled

SITES = Path(__file__).parent / "sites"


@dataclass(frozen=True, slots=True)
class Story:
    """An article and when it appears, in seconds after the sandbox's start."""

    slug: str
    title: str
    teaser: str
    body: str
    appears: int


@dataclass(frozen=True, slots=True)
class Site:
    """A partner's site."""

    key: str
    name: str
    language: str
    country: str
    feed: str  #: rss or atom
    full: bool  #: whether the feed carries whole articles
    stumbles: int  #: every so manieth visit of the feed gets an error page instead, 0 never
    stories: tuple[Story, ...]

    def shown(self, start: datetime, now: datetime) -> list[Story]:
        """Return what has appeared by now, the newest first."""
        seen = [one for one in self.stories if start + timedelta(seconds=one.appears) <= now]
        return sorted(seen, key=lambda one: -one.appears)

    def text(self, story: Story, start: datetime) -> str:
        """Return an article's text with its dates filled in."""
        return filled(story.body.strip(), self.language, start.date())


def all_sites() -> list[Site]:
    """Read every site's file."""
    return [_site(path) for path in sorted(SITES.glob("*.toml"))]


def _site(path: Path) -> Site:
    data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    stories = tuple(Story(**article) for article in data["article"])
    known = {field: value for field, value in data.items() if field != "article"}
    return Site(key=path.stem, stories=stories, **{"stumbles": 0, **known})


def feed_xml(site: Site, start: datetime, now: datetime, base: str) -> str:
    """Write the feed, RSS 2.0 or Atom."""
    entries = "".join(_entry(site, one, start, base) for one in site.shown(start, now))
    if site.feed == "atom":
        return (
            '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
            f"<title>{_x(site.name)}</title><id>{base}</id><updated>{start.isoformat()}</updated>{entries}</feed>"
        )
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{_x(site.name)}</title><link>{base}</link><description>News</description>{entries}</channel></rss>"
    )


def _entry(site: Site, story: Story, start: datetime, base: str) -> str:
    link, moment = f"{base}news/{story.slug}", start + timedelta(seconds=story.appears)
    paragraphs = _x("".join(f"<p>{_x(line)}</p>" for line in site.text(story, start).split("\n") if line))
    if site.feed == "atom":
        return (
            f"<entry><title>{_x(story.title)}</title><id>{link}</id><link href='{link}'/>"
            f"<updated>{moment.isoformat()}</updated><published>{moment.isoformat()}</published>"
            f"<summary>{_x(story.teaser)}</summary><content type='html'>{paragraphs}</content></entry>"
        )
    content = f"<content:encoded>{paragraphs}</content:encoded>" if site.full else ""
    return (
        f"<item><title>{_x(_x(story.title))}</title><link>{link}</link><guid>{link}</guid>"
        f"<pubDate>{format_datetime(moment)}</pubDate><description>{_x(story.teaser)}</description>{content}</item>"
    )


def page_html(site: Site, story: Story, start: datetime) -> str:
    """Write an article's page with the furniture that real pages have."""
    paragraphs = "".join(f"<p>{_x(line)}</p>" for line in site.text(story, start).split("\n") if line)
    others = "".join(f"<li>{_x(one.title)}</li>" for one in site.stories if one != story)
    return "\n".join(
        (
            _head(site, f"{story.title} | {site.name}"),
            "<nav><a href='../'>Home</a> <a href='#'>About</a> <a href='#'>Contacts</a></nav>",
            f"<main><article><h1>{_x(story.title)}</h1>{paragraphs}</article></main>",
            f"<aside><h3>Read also</h3><ul>{others}</ul></aside>",
            f"<footer>© {_x(site.name)}. All rights reserved.</footer></body></html>",
        )
    )


def home_html(site: Site, start: datetime, now: datetime) -> str:
    """Write the home page, which names the feed."""
    links = "".join(
        f"<li><a href='news/{one.slug}'>{_x(one.title)}</a></li>" for one in site.shown(start, now)
    )
    return f"{_head(site, site.name)}<h1>{_x(site.name)}</h1><ul>{links}</ul></body></html>"


def _head(site: Site, title: str) -> str:
    kind = "application/atom+xml" if site.feed == "atom" else "application/rss+xml"
    return (
        f"<!doctype html><html lang='{site.language}'><head><meta charset='utf-8'><title>{_x(title)}</title>"
        f"<link rel='alternate' type='{kind}' href='/partners/{site.key}/feed.xml'></head><body>"
    )


def _x(text: str) -> str:
    return html.escape(text, quote=True)
