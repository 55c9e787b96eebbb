"""Merging judged by labelled facts: of our own articles, and of the open set where it lies beside us."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.grouping import Groups
from core.event import CountryRole, EventFacts, Kind, Role, Topic
from core.partial_date import PartialDate
from core.sighting import Sighting
from feeds.likeness import likeness

HOUSE = Path(__file__).parents[2]
SETS = [
    (HOUSE / "benchmarks" / "articles" / "short.jsonl", 1.0),
    (HOUSE / "benchmarks" / "articles" / "long.jsonl", 1.0),
    (HOUSE.parent / "shared" / "gold" / "dev.jsonl", 0.9),
]


@pytest.mark.parametrize(("path", "floor"), SETS, ids=lambda value: getattr(value, "stem", ""))
def test_pairs_of_labelled_articles(path: Path, floor: float) -> None:
    if not path.exists():
        pytest.skip("the labelled set is not there")
    groups, told = Groups(likeness), []
    for key, sighting in _labelled(path):
        told.append((key, groups.add(sighting)))
    pairs = [
        (a[0] == b[0], groups.group(a[1]) == groups.group(b[1])) for a, b in itertools.combinations(told, 2)
    ]
    right = sum(same and put_together for same, put_together in pairs)
    false = sum(put_together and not same for same, put_together in pairs)
    missed = sum(same and not put_together for same, put_together in pairs)
    assert false == 0
    assert 2 * right / (2 * right + missed + false) >= floor


def _labelled(path: Path) -> Iterator[tuple[str, Sighting]]:
    """Yield the key and the facts of each article's main event."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        article = json.loads(line)
        published = _date(article.get("published"))
        seen_on = published.first() if published and published.exact else None
        for event in article["events"][:1]:
            yield event.get("key") or article["id"], Sighting(number, 0, _facts(event), seen_on)


def _facts(event: dict[str, Any]) -> EventFacts:
    venue = event["country"]
    roles = (Role.VENUE if code == venue else Role.PARTICIPANT for code in event["countries"])
    return EventFacts(
        event["name"],
        Kind(event["kind"]),
        start=_date(event["start"]),
        end=_date(event["end"]),
        city=event["city"],
        country=venue,
        countries=tuple(map(CountryRole, event["countries"], roles)),
        organisers=tuple(event["organisers"]),
        topics=tuple(Topic(topic) for topic in event["topics"]),
    )


def _date(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None
