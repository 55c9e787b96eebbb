"""What a chat wants to hear of, and how soon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.event import EventFacts, Kind, Topic
from core.reminder import Lead


class Cadence(StrEnum):
    """How soon a chat hears of an event that matches."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True)
class Rule:
    """Which events match: any value within a field, all fields together; an empty field asks nothing."""

    countries: frozenset[str] = frozenset()
    topics: frozenset[Topic] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    institutions: frozenset[str] = frozenset()  #: folded words looked for among the organisers
    words: frozenset[str] = frozenset()  #: folded words, all of which the name or summary must hold


@dataclass(frozen=True, slots=True)
class Subscription:
    """One rule of one chat."""

    id: int
    chat_id: int
    rule: Rule
    cadence: Cadence
    created_at: datetime
    remind: Lead | None = None  #: the reminder that each event it brings comes with


def covers(whole: Rule, part: Rule) -> bool:
    """Say whether a rule asks for everything that another one asks for."""
    any_of = ("countries", "topics", "kinds", "institutions")
    wide = all(
        not (asked := getattr(whole, field)) or set() < getattr(part, field) <= asked for field in any_of
    )
    return wide and whole.words <= part.words


def fold(text: str) -> str:
    """Bring text to the form in which words are compared: case folded, single spaces."""
    return " ".join(text.casefold().replace("ё", "е").split())


def matches(rule: Rule, facts: EventFacts) -> bool:
    """Say whether an event is one that the rule asks for. A country matches when it takes part."""
    if rule.countries and rule.countries.isdisjoint(facts.taking_part):
        return False
    if rule.topics and rule.topics.isdisjoint(facts.topics):
        return False
    if rule.kinds and facts.kind not in rule.kinds:
        return False
    bodies = fold(" ".join(facts.organisers))
    if rule.institutions and not any(body in bodies for body in rule.institutions):
        return False
    prose = fold(f"{facts.name} {facts.summary}")
    return all(word in prose for word in rule.words)
