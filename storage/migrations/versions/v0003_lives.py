"""What each article says of each event; versions, editors' deeds, what was held back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.types import UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_COPY = """
    INSERT INTO sightings (article_id, place, event_id, facts, first_day, last_day, country, seen_on)
    SELECT r.article_id,
           (SELECT count(*) FROM event_reports o
             WHERE o.article_id = r.article_id AND o.event_id < r.event_id),
           r.event_id, e.facts, e.first_day, e.last_day, '', date(coalesce(a.published_at, a.taken_at))
      FROM event_reports r JOIN events e ON e.id = r.event_id JOIN articles a ON a.id = r.article_id
"""


def upgrade() -> None:
    """Keep reports with what they say; add versions, edits and the catch-up."""
    op.add_column("events", sa.Column("hidden", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("events", sa.Column("merged_into", sa.BigInteger(), nullable=True))
    _sightings()
    op.execute(sa.text(_COPY))
    op.drop_table("event_reports")
    _versions()
    _edits()
    _held_back()


def _number() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _sightings() -> None:
    op.create_table(
        "sightings",
        sa.Column("article_id", _number(), sa.ForeignKey("articles.id"), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("event_id", _number(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_sightings_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "place", name=op.f("pk_sightings")),
    )
    op.create_index("ix_sightings_event_id", "sightings", ["event_id"])
    op.create_index("ix_sightings_first_day", "sightings", ["first_day", "country"])
    op.create_index("ix_sightings_seen_on", "sightings", ["seen_on", "country"])


def _versions() -> None:
    op.create_table(
        "event_versions",
        sa.Column("event_id", _number(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("until", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_event_versions_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", "version", name=op.f("pk_event_versions")),
    )


def _edits() -> None:
    op.create_table(
        "edits",
        sa.Column("id", _number(), nullable=False),
        sa.Column("event_id", _number(), nullable=False),
        sa.Column("action", sa.String(length=16), nullable=False),
        sa.Column("field", sa.String(length=16), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("editor", sa.Text(), nullable=False),
        sa.Column("made_at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_edits_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edits")),
    )
    op.create_index("ix_edits_event_id", "edits", ["event_id"])


def _held_back() -> None:
    op.create_table(
        "held_back",
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("event_id", _number(), nullable=False),
        sa.Column("held_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("told_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chats.id"], name=op.f("fk_held_back_chat_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_held_back_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("chat_id", "event_id", name=op.f("pk_held_back")),
    )
    op.create_index("ix_held_back_told_at", "held_back", ["told_at", "chat_id"])
    op.create_index("ix_held_back_event_id", "held_back", ["event_id"])
