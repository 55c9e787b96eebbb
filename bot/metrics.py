"""What is counted, for `/metrics` in Prometheus' text format."""

from __future__ import annotations

from prometheus_client import Counter

from core.delivery import Delivery
from core.outbox import Verdict

SENDS = Counter("hubwire_sends_total", "Attempts to send, by kind and verdict", ("kind", "verdict"))
VISITS = Counter("hubwire_visits_total", "Visits of sources, by result", ("result",))
EVENTS = Counter("hubwire_events_total", "Events found for the first time")


def count(delivery: Delivery, verdict: Verdict) -> None:
    """Count one attempt."""
    SENDS.labels(kind=delivery.kind.value, verdict=type(verdict).__name__).inc()
