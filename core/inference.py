"""How sure an event's days are: read, inferred by a rule, or of a report that names no others."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

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


def postponed_by_the_report_of_its_days(facts: EventFacts) -> bool:
    """Say whether one article alone names the days and puts them off: it may mean the old ones or the new."""
    put_off, named = (_articles(facts, fields) for fields in ({"status"}, DAYS))
    return bool(put_off & named)


def _articles(facts: EventFacts, fields: AbstractSet[str]) -> set[int]:
    return {
        proof.article_id for proof in facts.evidence if proof.field in fields and proof.article_id is not None
    }


def _rules(facts: EventFacts) -> set[str]:
    return {proof.rule for proof in facts.evidence if proof.field in DAYS}
