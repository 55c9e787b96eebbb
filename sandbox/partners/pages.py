"""A site's pages, with the furniture that real pages have: navigation, asides, footers."""

from __future__ import annotations

from datetime import datetime
from html import escape
from pathlib import Path

from sandbox.partners.feeds import MEDIA_TYPES
from sandbox.partners.newsroom import Newsroom, Published
from sandbox.partners.site import Site
from sandbox.partners.words import day_of

_WORDS = {
    "en": ("Home", "About us", "Contacts", "Read also", "All rights reserved."),
    "ru": ("Главная", "О нас", "Контакты", "Читайте также", "Все права защищены."),
    "kk": ("Басты бет", "Біз туралы", "Байланыс", "Тағы оқыңыз", "Барлық құқықтар қорғалған."),
}
_STYLE = (Path(__file__).parent / "site.css").read_text(encoding="utf-8")


def article_html(site: Site, one: Published, news: Newsroom) -> str:
    """Write an article's page."""
    title = escape(site.title(one.story, news.first_day))
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in site.paragraphs(one.story, news.first_day))
    others = "".join(
        f"<li><a href='{other.story.slug}'>{escape(site.title(other.story, news.first_day))}</a></li>"
        for other in news.published(site)
        if other.story != one.story
    )
    return _page(
        site,
        f"{title} | {escape(site.name)}",
        "../",
        f"<main><article><h1>{title}</h1>{_moment(site, one.at)}{paragraphs}</article></main>"
        f"<aside><h3>{_WORDS[site.language][3]}</h3><ul>{others}</ul></aside>",
    )


def home_html(site: Site, news: Newsroom) -> str:
    """Write the home page, which names the feed."""
    links = "".join(
        f"<li><a href='news/{one.story.slug}'>{escape(site.title(one.story, news.first_day))}</a>"
        f"<p>{escape(one.story.teaser)}</p>{_moment(site, one.at)}</li>"
        for one in news.published(site)
    )
    return _page(site, escape(site.name), "./", f"<main><ul class='list'>{links}</ul></main>")


def _page(site: Site, title: str, home: str, body: str) -> str:
    first, about, contacts, _, rights = _WORDS[site.language]
    return (
        f"<!doctype html><html lang='{site.language}'><head><meta charset='utf-8'><title>{title}</title>"
        "<meta name='viewport' content='width=device-width, initial-scale=1'><link rel='icon' href='data:,'>"
        f"<link rel='alternate' type='{MEDIA_TYPES[site.feed]}' href='/partners/{site.key}/feed.xml'>"
        f"<style>:root{{--colour:{site.colour}}}{_STYLE}</style></head><body>"
        f"<header><a href='{home}'><b>{escape(site.name)}</b></a><p>{escape(site.tagline)}</p>"
        f"<nav><a href='{home}'>{first}</a><a href='#'>{about}</a><a href='#'>{contacts}</a></nav></header>"
        f"{body}<footer>© {escape(site.name)}. {rights}</footer></body></html>"
    )


def _moment(site: Site, at: datetime) -> str:
    return f"<time datetime='{at.isoformat()}'>{day_of(at.date(), site.language)}</time>"
