"""Rules stand once, however many chats ask for the same; the outbox is indexed for claims of any length."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_OPEN = sa.text("due_at IS NOT NULL")
_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Part the rules from the subscriptions; index due rows by priority and time."""
    _make_rules()
    _fill_rules()
    with op.batch_alter_table("subscriptions", schema=None) as batch_op:
        batch_op.drop_constraint("uq_subscriptions_chat_id_rule", type_="unique")
        batch_op.drop_column("rule")
        batch_op.alter_column("rule_id", existing_type=_ID, nullable=False)
        batch_op.create_foreign_key("fk_subscriptions_rule_id", "rules", ["rule_id"], ["id"])
        batch_op.create_unique_constraint("uq_subscriptions_chat_id_rule_id", ["chat_id", "rule_id"])
    op.create_index("ix_subscriptions_rule_id", "subscriptions", ["rule_id", "cadence", "chat_id"])
    op.create_index("ix_subscriptions_cadence", "subscriptions", ["cadence", "chat_id"])
    _index_the_outbox()


def _make_rules() -> None:
    op.create_table(
        "rules",
        sa.Column("id", _ID, nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rules"),
        sa.UniqueConstraint("rule", name="uq_rules_rule"),
    )
    op.create_table(
        "rule_countries",
        sa.Column("rule_id", _ID, nullable=False),
        sa.Column("code", sa.String(length=2), nullable=False),
        sa.ForeignKeyConstraint(
            ["rule_id"], ["rules.id"], name="fk_rule_countries_rule_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("rule_id", "code", name="pk_rule_countries"),
    )
    op.create_index("ix_rule_countries_code", "rule_countries", ["code", "rule_id"])


def _fill_rules() -> None:
    op.add_column("subscriptions", sa.Column("rule_id", _ID, nullable=True))
    op.execute("INSERT INTO rules (rule) SELECT DISTINCT rule FROM subscriptions")
    op.execute(
        "UPDATE subscriptions SET rule_id = (SELECT id FROM rules WHERE rules.rule = subscriptions.rule)"
    )
    op.execute(
        "INSERT INTO rule_countries (rule_id, code) SELECT DISTINCT subscriptions.rule_id, code "
        "FROM subscription_countries JOIN subscriptions ON subscriptions.id = subscription_id"
    )
    op.drop_table("subscription_countries")


def _index_the_outbox() -> None:
    for name in ("open", "open_chat", "open_due", "chat_id", "event_id"):
        op.drop_index(f"ix_deliveries_{name}", table_name="deliveries")
    op.create_index(
        "ix_deliveries_open",
        "deliveries",
        ["priority", "due_at", "id"],
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
    op.create_index("ix_deliveries_chat_id", "deliveries", ["chat_id", "due_at"])
    op.create_index("ix_deliveries_event_id", "deliveries", ["event_id", "chat_id"])
    op.drop_index("ix_held_back_event_id", table_name="held_back")
    op.create_index("ix_held_back_event_id", "held_back", ["event_id", "chat_id"])
