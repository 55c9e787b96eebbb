"""When articles appear: each at its time, or earlier because somebody at the page wanted it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sandbox.partners.site import Site, Story


@dataclass(frozen=True, slots=True)
class Published:
    """An article that is out."""

    story: Story
    at: datetime


class Newsroom:
    """The sites and the time; time runs from the making of it."""

    def __init__(self, sites: Sequence[Site], clock: Callable[[], datetime]):
        self.sites = {site.key: site for site in sites}
        self._clock = clock
        self.start = clock()
        self._early: dict[tuple[str, str], datetime] = {}

    @property
    def first_day(self) -> date:
        """Return the day that dates in articles are counted from."""
        return self.start.date()

    def published(self, site: Site) -> list[Published]:
        """Return what is out on a site, the newest first."""
        now = self._clock()
        out = [Published(story, self._due(site, story)) for story in site.stories]
        return sorted((one for one in out if one.at <= now), key=lambda one: one.at, reverse=True)

    def waiting(self) -> list[tuple[Site, Story, datetime]]:
        """Return what is to come on all sites, the next first."""
        now = self._clock()
        every = [(site, story) for site in self.sites.values() for story in site.stories]
        to_come = [(site, story, self._due(site, story)) for site, story in every]
        return sorted((one for one in to_come if one[2] > now), key=lambda one: one[2])

    def publish_next(self) -> tuple[Site, Story] | None:
        """Let the next article appear now; None when all are out."""
        for site, story, _ in self.waiting()[:1]:
            self._early[site.key, story.slug] = self._clock()
            return site, story
        return None

    def _due(self, site: Site, story: Story) -> datetime:
        due = self.start + timedelta(seconds=story.appears)
        return min(due, self._early.get((site.key, story.slug), due))
