"""A site's feed, RSS 2.0 or Atom, with the habits of real ones: markup escaped twice, teasers, full texts."""

from __future__ import annotations

from email.utils import format_datetime
from html import escape

from sandbox.partners.newsroom import Newsroom, Published
from sandbox.partners.site import Site

MEDIA_TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml"}


def feed_xml(site: Site, news: Newsroom, base: str) -> str:
    """Write the feed; `base` is the site's address with a slash at its end."""
    write = _atom if site.feed == "atom" else _rss
    return '<?xml version="1.0" encoding="utf-8"?>' + write(site, news, base)


def _rss(site: Site, news: Newsroom, base: str) -> str:
    items = "".join(_item(site, one, news, base) for one in news.published(site))
    return (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{escape(site.name)}</title><link>{base}</link><language>{site.language}</language>"
        f"<description>{escape(site.tagline)}</description>{items}</channel></rss>"
    )


def _item(site: Site, one: Published, news: Newsroom, base: str) -> str:
    link, title = f"{base}news/{one.story.slug}", escape(escape(site.title(one.story, news.first_day)))
    content = f"<content:encoded>{_content(site, one, news)}</content:encoded>" if site.full else ""
    return (
        f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid>"
        f"<pubDate>{format_datetime(one.at)}</pubDate>"
        f"<description>{escape(one.story.teaser)}</description>{content}</item>"
    )


def _atom(site: Site, news: Newsroom, base: str) -> str:
    out = news.published(site)
    updated = (out[0].at if out else news.start).isoformat()
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{site.language}">'
        f"<title>{escape(site.name)}</title><id>{base}</id><link href='{base}'/><updated>{updated}</updated>"
        f"{''.join(_entry(site, one, news, base) for one in out)}</feed>"
    )


def _entry(site: Site, one: Published, news: Newsroom, base: str) -> str:
    link, moment = f"{base}news/{one.story.slug}", one.at.isoformat()
    content = f"<content type='html'>{_content(site, one, news)}</content>" if site.full else ""
    return (
        f"<entry><title>{escape(site.title(one.story, news.first_day))}</title><id>{link}</id>"
        f"<link href='{link}'/><updated>{moment}</updated><published>{moment}</published>"
        f"<summary>{escape(one.story.teaser)}</summary>{content}</entry>"
    )


def _content(site: Site, one: Published, news: Newsroom) -> str:
    paragraphs = site.paragraphs(one.story, news.first_day)
    return escape("".join(f"<p>{escape(text)}</p>" for text in paragraphs))
