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
    """The sites and the moments at which their articles appear, counted from the making of it."""

    def __init__(self, sites: Sequence[Site], clock: Callable[[], datetime]):
        self.sites = {site.key: site for site in sites}
        self.start = clock()
        self._clock = clock
        self._moments = {
            (site.key, story.slug): self.start + timedelta(seconds=story.appears)
            for site in sites
            for story in site.stories
        }

    @property
    def first_day(self) -> date:
        """Return the day that dates in articles are counted from."""
        return self.start.date()

    def published(self, site: Site) -> list[Published]:
        """Return what is out on a site, the newest first."""
        now = self._clock()
        out = [Published(story, self._moments[site.key, story.slug]) for story in site.stories]
        return sorted((one for one in out if one.at <= now), key=lambda one: one.at, reverse=True)

    def waiting(self) -> list[tuple[str, str]]:
        """Return what is to come on all sites by site and slug, the next first."""
        now = self._clock()
        return sorted((key for key, at in self._moments.items() if at > now), key=self._moments.__getitem__)

    def publish_next(self) -> None:
        """Let the next article appear now, if there is one."""
        for key in self.waiting()[:1]:
            self._moments[key] = self._clock()

    def postpone(self, by: timedelta) -> None:
        """Move what is to come, so that time which passes at once doesn't bring everything at once."""
        for key in self.waiting():
            self._moments[key] += by
