"""What is counted, for `/metrics` in Prometheus' text format."""

from __future__ import annotations

from prometheus_client import Counter

from core.delivery import Delivery
from core.outbox import Sent, Verdict

SENDS = Counter("hubwire_sends_total", "Attempts to send, by kind and verdict", ("kind", "verdict"))
REPEATS = Counter("hubwire_repeats_total", "Messages sent again that may have arrived before", ("kind",))
VISITS = Counter("hubwire_visits_total", "Visits of sources, by result", ("result",))
EVENTS = Counter("hubwire_events_total", "Events found for the first time")


def count(delivery: Delivery, verdict: Verdict) -> None:
    """Count one attempt."""
    SENDS.labels(kind=delivery.kind.value, verdict=type(verdict).__name__).inc()
    if isinstance(verdict, Sent) and delivery.doubts:
        REPEATS.labels(kind=delivery.kind.value).inc()


def count_reply(verdict: str) -> None:
    """Count an answer to a person that went wrong."""
    SENDS.labels(kind="reply", verdict=verdict).inc()
