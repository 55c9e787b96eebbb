"""Our types as JSON and back, exactly."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from core.delivery import Content, EventMessage, ReminderMessage, TextMessage
from core.event import CountryRole, EventFacts, Evidence, Format, Kind, Role, Status, Topic
from core.partial_date import PartialDate
from core.subscription import Rule


def facts_to_json(facts: EventFacts) -> dict[str, Any]:
    """Write facts as a JSON object."""
    return {
        "name": facts.name,
        "kind": facts.kind.value,
        "status": facts.status.value,
        "start": facts.start.iso() if facts.start else None,
        "end": facts.end.iso() if facts.end else None,
        "inferred": sorted(facts.inferred),
        "city": facts.city,
        "country": facts.country,
        "format": facts.format.value,
        "countries": [[country.code, country.role.value] for country in facts.countries],
        "organisers": list(facts.organisers),
        "topics": [topic.value for topic in facts.topics],
        "summary": facts.summary,
        "part_of": facts.part_of,
        "evidence": [[one.field, one.quote, one.rule, one.article_id] for one in facts.evidence],
    }


def facts_from_json(data: dict[str, Any]) -> EventFacts:
    """Read what `facts_to_json` wrote."""
    return EventFacts(
        name=data["name"],
        kind=Kind(data["kind"]),
        status=Status(data["status"]),
        start=_date(data["start"]),
        end=_date(data["end"]),
        inferred=frozenset(data["inferred"]),
        city=data["city"],
        country=data["country"],
        format=Format(data["format"]),
        countries=tuple(CountryRole(code, Role(role)) for code, role in data["countries"]),
        organisers=tuple(data["organisers"]),
        topics=tuple(Topic(topic) for topic in data["topics"]),
        summary=data["summary"],
        part_of=data.get("part_of", ""),
        evidence=tuple(Evidence(*one) for one in data["evidence"]),
    )


def _date(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def rule_to_json(rule: Rule) -> str:
    """Write a rule as canonical JSON: equal rules give equal text."""
    fields = {
        "countries": sorted(rule.countries),
        "topics": sorted(rule.topics),
        "kinds": sorted(rule.kinds),
        "institutions": sorted(rule.institutions),
        "words": sorted(rule.words),
    }
    return json.dumps({name: value for name, value in fields.items() if value}, ensure_ascii=False)


def rule_from_json(text: str) -> Rule:
    """Read what `rule_to_json` wrote."""
    data = json.loads(text)
    return Rule(
        countries=frozenset(data.get("countries", ())),
        topics=frozenset(Topic(topic) for topic in data.get("topics", ())),
        kinds=frozenset(Kind(kind) for kind in data.get("kinds", ())),
        institutions=frozenset(data.get("institutions", ())),
        words=frozenset(data.get("words", ())),
    )


def content_to_json(content: Content) -> dict[str, Any]:
    """Write a delivery's content as a JSON object."""
    if isinstance(content, ReminderMessage):
        day = content.day.isoformat()
        return {
            "event": content.event_id,
            "version": content.version,
            "day": day,
            "thread": content.thread_id,
        }
    if isinstance(content, EventMessage):
        event = {"event": content.event_id, "version": content.version}
        return event | ({"was": list(content.was)} if content.was else {})
    return {"html": content.html, "buttons": content.buttons}


def content_from_json(data: dict[str, Any]) -> Content:
    """Read what `content_to_json` wrote."""
    if "day" in data:
        day = date.fromisoformat(data["day"])
        return ReminderMessage(data["event"], data["version"], day, data["thread"])
    if "event" in data:
        was = data.get("was")
        return EventMessage(data["event"], data["version"], (was[0], was[1]) if was else None)
    rows = tuple(tuple((label, to) for label, to in row) for row in data["buttons"])
    return TextMessage(data["html"], rows)
