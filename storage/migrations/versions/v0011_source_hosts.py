"""Find a host's sources, the longest due first."""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Index them."""
    op.create_index("ix_sources_host", "sources", ["host", "next_check_at"])
