"""Articles and events as JSON objects, in the form in which extraction is scored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.article import Document
from core.errors import InputError
from core.event import EventFacts
from core.partial_date import PartialDate
from feeds.extract.mentions import Mentions
from feeds.pages.language import guess_language


def document_from_json(article: object) -> Document:
    """Read an article: `id`, `title`, `text`, maybe `lang`, `published`, `url`; raises InputError."""
    if not isinstance(article, dict):
        raise InputError("an article must be a JSON object")
    for key in ("id", "title", "text", "lang", "published", "url"):
        value = article.get(key)
        if value is not None and not isinstance(value, str):
            raise InputError(f"{key} must be a text")
    if not article.get("id"):
        raise InputError("id is missing")
    if not article.get("title") and not article.get("text"):
        raise InputError("title and text are both missing")
    title, text = article.get("title") or "", article.get("text") or ""
    language = article.get("lang") or guess_language(f"{title}\n{text}")
    return Document(title, text, language, _published(article.get("published")), article.get("url") or "")


def _published(text: str | None) -> PartialDate | None:
    if not text:
        return None
    try:
        return PartialDate.parse(text[:10])
    except ValueError as exc:
        raise InputError("published must be YYYY, YYYY-MM or YYYY-MM-DD") from exc


def to_prediction(article_id: str, found: Sequence[EventFacts]) -> dict[str, Any]:
    """Write what was found; evidence holds words of the article only, rules stand in `inferred`."""
    return {"id": article_id, "is_event": bool(found), "events": [_event(facts) for facts in found]}


def mentions_to_json(mentions: Mentions) -> dict[str, Any]:
    """Write what an article names: `places` (alpha-2), `dates` (pairs of ISO dates) and `orgs`."""
    return {
        "places": list(mentions.places),
        "dates": [[first.iso(), last.iso()] for first, last in mentions.dates],
        "orgs": list(mentions.bodies),
    }


def _event(facts: EventFacts) -> dict[str, Any]:
    quotes: dict[str, list[str]] = {}
    for one in facts.evidence:
        if one.quote:
            quotes.setdefault(one.field, []).append(one.quote)
    return {
        "name": facts.name,
        "kind": facts.kind.value,
        "status": facts.status.value,
        "start": facts.start.iso() if facts.start else None,
        "end": facts.end.iso() if facts.end else None,
        "inferred": {one.field: one.rule for one in facts.evidence if one.rule},
        "city": facts.city,
        "country": facts.country,
        "format": facts.format.value,
        "countries": list(facts.taking_part),
        "organisers": list(facts.organisers),
        "topics": [topic.value for topic in facts.topics],
        "summary": facts.summary,
        "part_of": facts.part_of or None,
        "evidence": quotes,
    }
