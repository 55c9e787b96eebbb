"""How right predictions are, by the rules of the labelled sets: fields of the main event, null is a value.

A missed event earns nothing in any field. Organisers match, one to one, from a token-set ratio of 80 on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

from rapidfuzz import fuzz, utils

LEAST_ALIKE = 80.0
Record = Mapping[str, Any]


def score(gold: Sequence[Record], predictions: Iterable[Record]) -> dict[str, float]:
    """Return each figure between 0 and 1, 1 best; a figure that nothing was there to measure is left out."""
    by_id = {prediction["id"]: prediction for prediction in predictions}
    pairs = [(article, by_id.get(article["id"], {"is_event": False, "events": []})) for article in gold]
    mains = [(g["events"][0], _main(p)) for g, p in pairs if g["is_event"]]
    figures = {
        "is_event_f1": _f1([({1} & {g["is_event"]}, {1} & {p["is_event"]}) for g, p in pairs]),
        "date_both": _share(
            g["start"] == p.get("start", 0) and g["end"] == p.get("end", 0) for g, p in mains
        ),
        "country": _share(g["country"] == p.get("country", 0) for g, p in mains),
        "kind": _share(g["kind"] == p.get("kind") for g, p in mains),
        "countries_f1": _f1([(set(g["countries"]), set(p.get("countries", ()))) for g, p in mains]),
        "topics_f1": _f1([(set(g["topics"]), set(p.get("topics", ()))) for g, p in mains]),
        "organisers_f1": _organisers([(g["organisers"], p.get("organisers", [])) for g, p in mains]),
        "count_exact": _share(len(g["events"]) == len(p["events"]) for g, p in pairs if g["is_event"]),
        "merge_pair_f1": _pairs([(g.get("key"), p.get("key")) for g, p in mains]),
    }
    return {name: value for name, value in figures.items() if value is not None}


def _main(prediction: Record) -> Record:
    events = prediction["events"]
    return events[0] if events else {}


def _share(hits: Iterable[bool]) -> float | None:
    counted = list(hits)
    return sum(counted) / len(counted) if counted else None


def _f1(sets: Sequence[tuple[set[Any], set[Any]]]) -> float | None:
    hits, total = sum(len(g & p) for g, p in sets), sum(len(g) + len(p) for g, p in sets)
    return 2 * hits / total if total else None


def _organisers(lists: Sequence[tuple[list[str], list[str]]]) -> float | None:
    hits, total = sum(_matched(g, p) for g, p in lists), sum(len(g) + len(p) for g, p in lists)
    return 2 * hits / total if total else None


def _matched(gold: list[str], predicted: list[str]) -> int:
    """Count the names that match one to one, the best pairs first. A lone common word matches nothing."""
    alike = sorted(((_ratio(g, p), g, p) for g in gold for p in predicted), reverse=True)
    left, right = set(gold), set(predicted)
    hits = 0
    for ratio, one, other in alike:
        if ratio >= LEAST_ALIKE and one in left and other in right:
            left.remove(one)
            right.remove(other)
            hits += 1
    return hits


def _ratio(one: str, other: str) -> float:
    shorter = min(one, other, key=lambda name: len(name.split()))
    if len(shorter.split()) == 1 and not shorter.isupper():
        return 100.0 * (one.casefold() == other.casefold())
    return fuzz.token_set_ratio(one, other, processor=utils.default_process)


def _pairs(keys: Sequence[tuple[str | None, str | None]]) -> float | None:
    """Return the F1 of pairs of articles put together."""
    together = [(a[0] == b[0], a[1] == b[1] and a[1] is not None) for a, b in combinations(keys, 2)]
    hits = sum(g and p for g, p in together)
    total = sum(g + p for g, p in together)
    return 2 * hits / total if total else None
