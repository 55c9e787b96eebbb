"""A subscription being put together by buttons: it lives in their data, so a restart loses nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from core.event import Topic
from core.reminder import Lead
from core.subscription import Cadence, Rule

MOST_COUNTRIES = 20  #: as many as fit into 64 bytes of callback data beside the rest
CADENCES = {"a": Cadence.AT_ONCE, "d": Cadence.DAILY, "w": Cadence.WEEKLY, "m": Cadence.MONTHLY}
LEADS = {"w": Lead.WEEK, "d": Lead.DAY, "h": Lead.HOURS}
_LETTERS = {topic: chr(ord("a") + place) for place, topic in enumerate(Topic)}
_TOPICS = {letter: topic for topic, letter in _LETTERS.items()}
_DATA = re.compile(r"d:([cth]):(\d{1,2}):((?:[A-Z]{2}){0,20}):([a-m]{0,13})")


@dataclass(frozen=True, slots=True)
class Draft:
    """What was chosen so far, and which step is shown: c countries, t topics, h how soon."""

    step: str = "c"
    page: int = 0
    countries: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()

    def data(self) -> str:
        """Write it as callback data."""
        letters = "".join(_LETTERS[topic] for topic in self.topics)
        return f"d:{self.step}:{self.page}:{''.join(self.countries)}:{letters}"

    @classmethod
    def read(cls, data: str) -> Draft | None:
        """Read callback data; None when it is none of ours."""
        found = _DATA.fullmatch(data)
        if found is None:
            return None
        codes = tuple(dict.fromkeys(re.findall("..", found[3])))
        topics = tuple(topic for letter, topic in _TOPICS.items() if letter in found[4])
        return cls(found[1], int(found[2]), codes, topics)

    def at(self, step: str, page: int = 0) -> Draft:
        """Go to another step or page."""
        return replace(self, step=step, page=page)

    @property
    def full(self) -> bool:
        """Say whether no more countries can be chosen."""
        return len(self.countries) >= MOST_COUNTRIES

    def toggled_country(self, code: str) -> Draft:
        """Choose a country, or not; over the most nothing changes."""
        if code in self.countries:
            return replace(self, countries=tuple(one for one in self.countries if one != code))
        return self if self.full else replace(self, countries=(*self.countries, code))

    def toggled_topic(self, topic: Topic) -> Draft:
        """Choose a topic, or not."""
        chosen = {*self.topics} ^ {topic}
        return replace(self, topics=tuple(one for one in Topic if one in chosen))

    def rule(self) -> Rule:
        """Return the rule that was put together."""
        return Rule(frozenset(self.countries), frozenset(self.topics))
