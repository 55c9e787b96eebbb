"""Notice edited articles; know a source's rhythm, and what administrators were told of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.types import UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them; whoever was told that a source fails isn't told again."""
    op.add_column("articles", sa.Column("mark", sa.Text(), nullable=False, server_default=""))
    op.add_column("articles", sa.Column("read_at", UtcDateTime(), nullable=True))
    op.add_column("sources", sa.Column("last_news_at", UtcDateTime(), nullable=True))
    op.add_column("sources", sa.Column("usual_gap_seconds", sa.Integer(), nullable=True))
    op.add_column("sources", sa.Column("alarm", sa.String(16), nullable=False, server_default=""))
    op.add_column("sources", sa.Column("waiting", sa.JSON(), nullable=True))
    op.execute("UPDATE sources SET alarm = 'failing' WHERE failures >= 5")
