"""Reminders, by hand and as a subscription's default, and events that a chat muted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.types import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; digests give way to reminders, which can't wait."""
    op.add_column("subscriptions", sa.Column("remind", sa.String(length=16), nullable=True))
    op.add_column("subscriptions", sa.Column("remind_since", UtcDateTime(timezone=True), nullable=True))
    _reminders()
    _mutes()
    op.execute("UPDATE deliveries SET priority = 4 WHERE kind = 'digest'")


def _reminders() -> None:
    op.create_table(
        "reminders",
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("thread_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("event_id", _number(), nullable=False),
        sa.Column("lead", sa.String(length=16), nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=True),
        sa.Column("reminded_of", sa.Date(), nullable=True),
        sa.Column("set_at", UtcDateTime(timezone=True), nullable=False),
        *_owners("reminders"),
        sa.PrimaryKeyConstraint("chat_id", "thread_id", "event_id", "lead", name=op.f("pk_reminders")),
    )
    op.create_index("ix_reminders_event_id", "reminders", ["event_id"])


def _mutes() -> None:
    op.create_table(
        "mutes",
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("event_id", _number(), nullable=False),
        sa.Column("muted_at", UtcDateTime(timezone=True), nullable=False),
        *_owners("mutes"),
        sa.PrimaryKeyConstraint("chat_id", "event_id", name=op.f("pk_mutes")),
    )
    op.create_index("ix_mutes_event_id", "mutes", ["event_id"])


def _number() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _owners(table: str) -> tuple[sa.ForeignKeyConstraint, ...]:
    """What belongs to a chat and an event goes with either."""
    return tuple(
        sa.ForeignKeyConstraint(
            [f"{owner}_id"], [f"{owner}s.id"], name=op.f(f"fk_{table}_{owner}_id"), ondelete="CASCADE"
        )
        for owner in ("chat", "event")
    )
