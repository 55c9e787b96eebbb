"""What is counted, for `/metrics` in Prometheus' text format."""

from __future__ import annotations

from prometheus_client import Counter, Gauge

from core.delivery import Delivery
from core.outbox import Sent, Verdict

SENDS = Counter("hubwire_sends_total", "Attempts to send, by kind and verdict", ("kind", "verdict"))
REPEATS = Counter("hubwire_repeats_total", "Messages sent again that may have arrived before", ("kind",))
VISITS = Counter("hubwire_visits_total", "Visits of sources, by result", ("result",))
EVENTS = Counter("hubwire_events_total", "Events found for the first time")
SHARDS = Gauge("hubwire_shards", "Shards of chats that this worker holds, of sixteen")
ANSWERS = Gauge("hubwire_answers", "Whether this worker answers people")
TAKEN_OVER = Counter("hubwire_jobs_taken_over_total", "Jobs of workers that died, put in again by the clock")


def count(delivery: Delivery, verdict: Verdict) -> None:
    """Count one attempt."""
    SENDS.labels(kind=delivery.kind.value, verdict=type(verdict).__name__).inc()
    if isinstance(verdict, Sent) and delivery.doubts:
        REPEATS.labels(kind=delivery.kind.value).inc()


def count_visit(result: str, events: int) -> None:
    """Count what a visit of a source brought."""
    VISITS.labels(result=result).inc()
    EVENTS.inc(events)


def count_reply(verdict: str) -> None:
    """Count an answer to a person that went wrong."""
    SENDS.labels(kind="reply", verdict=verdict).inc()
