"""The only clock of the house."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utcnow() -> datetime:
    """Return the present instant, aware UTC."""
    return datetime.now(UTC)
