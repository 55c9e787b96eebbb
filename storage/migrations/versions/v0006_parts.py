"""Find the events that became parts of another."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Index what an event became a part of: it is asked at each report of a known event."""
    op.create_index("ix_events_merged_into", "events", ["merged_into"])
