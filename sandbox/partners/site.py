"""An invented partner institution and its articles, read from `sites/*.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
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
    tagline: str
    colour: str
    language: str
    country: str
    feed: str  #: rss or atom
    full: bool  #: whether the feed carries whole articles
    stumbles: int  #: every so manieth visit of the feed gets an error page instead, 0 never
    stories: tuple[Story, ...]

    def paragraphs(self, story: Story, first_day: date) -> list[str]:
        """Return an article's paragraphs, with dates counted from the sandbox's first day."""
        return [line for line in filled(story.body, self.language, first_day).split("\n") if line]

    def title(self, story: Story, first_day: date) -> str:
        """Return an article's title with its dates filled in."""
        return filled(story.title, self.language, first_day)


def all_sites() -> list[Site]:
    """Read every site's file."""
    return [_site(path) for path in sorted(SITES.glob("*.toml"))]


def _site(path: Path) -> Site:
    data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    stories = tuple(Story(**article) for article in data.pop("article"))
    return Site(key=path.stem, stories=stories, **{"stumbles": 0, **data})
