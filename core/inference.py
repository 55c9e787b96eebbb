"""What of an event's days was inferred by a rule instead of being read."""

from __future__ import annotations

from core.event import EventFacts

DAYS = frozenset({"start", "end"})
#: the rules of the extractor that give a date the year which its words leave out
YEAR_RULES = frozenset(
    {
        "last year",
        "year of publication",
        "next year",
        "year in which the weekday fits",
        "nearest to publication",
        "next after publication",
        "last before publication",
        "year in the title",
        "year in the gathering's name",
        "year named in the lead",
        "first such day after the latest past date of the text",
    }
)


def year_inferred(facts: EventFacts) -> bool:
    """Say whether day and month were read, but not the year."""
    return days_inferred(facts) and bool(_rules(facts) & YEAR_RULES)


def days_inferred(facts: EventFacts) -> bool:
    """Say whether the days, or one of them, were inferred."""
    return bool(facts.inferred & DAYS)


def _rules(facts: EventFacts) -> set[str]:
    return {proof.rule for proof in facts.evidence if proof.field in DAYS}
