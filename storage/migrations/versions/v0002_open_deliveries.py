"""Open deliveries have one due time, and indexes of their own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.types import UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_OPEN = sa.text("due_at IS NOT NULL")


def upgrade() -> None:
    """Join `not_before` and `lease_until`; index what is still to be sent and nothing else."""
    op.add_column("deliveries", sa.Column("due_at", UtcDateTime(timezone=True), nullable=True))
    op.execute(
        "UPDATE deliveries SET due_at = CASE WHEN state = 'waiting' THEN not_before ELSE lease_until END "
        "WHERE state IN ('waiting', 'claimed', 'uncertain')"
    )
    op.drop_index("ix_deliveries_state_not_before", table_name="deliveries")
    op.drop_index("ix_deliveries_chat_id_state", table_name="deliveries")
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.drop_column("not_before")
        batch_op.drop_column("lease_until")
        batch_op.alter_column("reclaims", new_column_name="doubts", existing_type=sa.Integer())
    for name, columns in (
        ("ix_deliveries_open", ["priority", "id"]),
        ("ix_deliveries_open_chat", ["chat_id", "priority", "id"]),
        ("ix_deliveries_open_due", ["due_at"]),
        ("ix_deliveries_open_expiry", ["expires_at"]),
    ):
        op.create_index(name, "deliveries", columns, unique=False, sqlite_where=_OPEN, postgresql_where=_OPEN)
    op.create_index("ix_deliveries_chat_id", "deliveries", ["chat_id"], unique=False)
    op.create_index("ix_deliveries_state", "deliveries", ["state"], unique=False)
